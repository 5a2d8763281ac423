"""The commands for whoever checks: `python -m progress paket`. Called by progress.__main__."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from progress.perintah import open_month
from progress.settings import Settings
from progress.wording import paket as kata
from progress.wording import perintah as kata_perintah
from progress.wording.formats import persen


def add(commands: Any) -> None:
    paket = commands.add_parser("paket", help=kata.PAKET)
    paket.add_argument("--pemda", required=True, help=kata_perintah.ARG_PEMDA)
    paket.add_argument("--periode", required=True, help=kata_perintah.ARG_PERIODE_HITUNG)
    paket.add_argument("--database", help=kata_perintah.ARG_DATABASE)
    paket.add_argument("--keluaran", help=kata.ARG_KELUARAN)
    paket.set_defaults(run=_paket)


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
    capaian = persen(float(str(skor.ringkas["capaian_pct"])))
    print(kata.SIAP.format(berkas=path, n=len(skor.item), capaian=capaian))
    return 0
