"""The commands for whoever checks: `python -m progress bekukan | paket`. Called by progress.__main__."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from progress import clock
from progress.perintah import open_month
from progress.settings import Settings
from progress.wording import beku as kata_beku
from progress.wording import paket as kata
from progress.wording import perintah as kata_perintah
from progress.wording.asal import kode
from progress.wording.asal import waktu as waktu_setempat
from progress.wording.formats import persen


def add(commands: Any) -> None:
    bekukan = commands.add_parser("bekukan", help=kata_beku.BEKUKAN)
    bekukan.add_argument("--pemda", required=True, help=kata_perintah.ARG_PEMDA)
    bekukan.add_argument("--periode", required=True, help=kata_perintah.ARG_PERIODE_HITUNG)
    bekukan.add_argument("--oleh", default="baris perintah", help=kata_beku.ARG_OLEH)
    bekukan.add_argument("--database", help=kata_perintah.ARG_DATABASE)
    bekukan.set_defaults(run=_bekukan)
    paket = commands.add_parser("paket", help=kata.PAKET)
    paket.add_argument("--pemda", required=True, help=kata_perintah.ARG_PEMDA)
    paket.add_argument("--periode", required=True, help=kata_perintah.ARG_PERIODE_HITUNG)
    paket.add_argument("--database", help=kata_perintah.ARG_DATABASE)
    paket.add_argument("--keluaran", help=kata.ARG_KELUARAN)
    paket.set_defaults(run=_paket)


def _bekukan(args: argparse.Namespace) -> int:
    from progress.rekap import freeze
    from progress.scoring.beku import from_text, to_text
    from progress.store import StoreError

    store, acuan, periode = open_month(args)
    if periode not in store.periods(acuan.pemda.id):
        raise StoreError(kata_beku.TANPA_LAPORAN.format(bulan=periode.nama))
    before = store.frozen(acuan.pemda.id, periode)
    kept, kini = freeze(store, acuan, periode, clock.now(acuan.pemda), args.oleh)
    dulu, sekarang = (persen(_capaian(s.ringkas)) for s in (from_text(kept.isi), kini))
    waktu = waktu_setempat(kept.waktu.isoformat(), clock.zone(acuan.pemda))
    if before is None:
        print(kata_beku.DISIMPAN.format(bulan=periode.nama, capaian=dulu, kode=kode(kept.sha256)))
    elif to_text(kini) == kept.isi:
        print(kata_beku.TETAP.format(bulan=periode.nama, waktu=waktu))
    else:
        raise StoreError(kata_beku.SUDAH.format(bulan=periode.nama, waktu=waktu, dulu=dulu, kini=sekarang))
    return 0


def _capaian(ringkas: Mapping[str, object]) -> float | None:
    value = ringkas["capaian_pct"]
    return None if value is None else float(str(value))


def _paket(args: argparse.Namespace) -> int:
    from progress.paket import pack
    from progress.reports.paket import PaketError
    from progress.store import StoreError

    store, acuan, periode = open_month(args)
    path = Path(args.keluaran or kata.nama_berkas(acuan.pemda.id, str(periode)))
    if not args.keluaran and path.exists():
        raise StoreError(kata.SUDAH_ADA.format(berkas=path))
    try:
        isi, skor = pack(store, acuan, periode, Settings.from_env().acuan)
        path.write_bytes(isi)
    except PaketError as refused:
        raise StoreError(str(refused)) from None
    except OSError:
        raise StoreError(kata.TIDAK_BISA_DITULIS.format(berkas=path)) from None
    capaian = persen(_capaian(skor.ringkas))
    print(kata.SIAP.format(berkas=path, n=len(skor.item), capaian=capaian))
    return 0
