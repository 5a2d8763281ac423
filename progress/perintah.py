"""The commands that look ahead: `python -m progress prioritas | prakiraan`. Called by progress.__main__."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from loaders.__main__ import Usage, find_opd, load_acuan, parse_periode
from progress.model import Acuan, Kelas, Periode
from progress.settings import Settings, same_database
from progress.wording import perintah as kata

if TYPE_CHECKING:
    from progress.store import Store


def add(commands: Any) -> None:
    prioritas = commands.add_parser("prioritas", help=kata.PRIORITAS)
    _add_month(prioritas)
    _add_group(prioritas)
    prioritas.add_argument("--kelas", help=kata.ARG_KELAS)
    prioritas.add_argument("--json", action="store_true", help=kata.ARG_JSON_SATU)
    prioritas.set_defaults(run=_prioritas)
    prakiraan = commands.add_parser("prakiraan", help=kata.PRAKIRAAN)
    _add_month(prakiraan)
    _add_group(prakiraan)
    prakiraan.add_argument("--json", action="store_true", help=kata.ARG_JSON_SATU)
    prakiraan.set_defaults(run=_prakiraan)


def url_of(args: argparse.Namespace, settings: Settings, acuan: Acuan) -> str:
    """The database to use; the demo's and the real one never stand in for each other."""
    own, other = (
        (settings.demo_url, settings.database_url) if acuan.pemda.contoh else (settings.database_url, settings.demo_url)
    )
    if args.database and same_database(args.database, other) and not same_database(args.database, own):
        raise Usage(kata.BASIS_DATA_TERTUKAR)
    return str(args.database or settings.database_for(acuan.pemda))


def open_month(args: argparse.Namespace) -> tuple[Store, Acuan, Periode]:
    """The store that --database and --pemda name, which must hold a road map, and the month asked for."""
    from progress.store import Store, StoreError

    settings = Settings.from_env()
    acuan = load_acuan(args.pemda, settings.acuan)
    periode = parse_periode(args.periode)
    url = url_of(args, settings, acuan)
    store = Store(url, settings.originals_dir(url)) if Store.exists(url) else None
    if store is None or not store.has_data(acuan.pemda.id):
        raise StoreError(kata.BELUM_ADA_ROAD_MAP.format(pemda=acuan.pemda.nama, id=acuan.pemda.id))
    return store, acuan, periode


def _add_month(command: argparse.ArgumentParser) -> None:
    command.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    command.add_argument("--periode", required=True, help=kata.ARG_PERIODE_HITUNG)
    command.add_argument("--database", help=kata.ARG_DATABASE)


def _add_group(command: argparse.ArgumentParser) -> None:
    whose = command.add_mutually_exclusive_group()
    whose.add_argument("--opd", help=kata.ARG_OPD_HITUNG)
    whose.add_argument("--area", help=kata.ARG_AREA)


def _prioritas(args: argparse.Namespace) -> int:
    from progress.rekap import score_month
    from progress.sajian import bulan, prioritas

    store, acuan, periode = open_month(args)
    opd, area = _group(args, store, acuan)
    skor = score_month(store, acuan, periode)
    nilai = bulan.value_of(skor, opd, area)
    tujuan = _kelas(args.kelas, acuan, nilai.kelas if nilai else None)
    found = prioritas.find(skor, store.targets(acuan.pemda.id, periode.tahun), tujuan, opd, area)
    kini_pct, kini_kelas = (nilai.capaian_pct, nilai.kelas) if nilai else (None, None)
    kalimat = prioritas.sentence(found, periode, kini_pct, kini_kelas)
    bukti = prioritas.proof(found, acuan.aturan)
    if args.json:
        answer: dict[str, object] = {
            "pemda": acuan.pemda.nama,
            "periode": str(periode),
            "opd": opd and bulan.name_of(acuan, opd),
        }
        answer |= {"area": area, "kelas": tujuan.nama, "putusan": str(found.putusan), "kalimat": kalimat}
        answer |= {"kini_pct": kini_pct, "hasil_pct": found.hasil_pct, "hasil_kelas": found.hasil_kelas}
        answer |= {"langkah": [asdict(s) | {"opd": bulan.name_of(acuan, s.opd)} for s in found.langkah]}
        answer |= {"sertifikat": asdict(found.sertifikat) if found.sertifikat else None, "bukti": list(bukti)}
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        return 0
    print(kalimat)
    for row in prioritas.rows(found, lambda k: bulan.short_name(acuan, k)):
        print(f"  {' · '.join(row)}")
    for line in bukti:
        print(line)
    return 0


def _prakiraan(args: argparse.Namespace) -> int:
    from progress.rekap import score_year
    from progress.sajian import bulan, prakiraan

    store, acuan, periode = open_month(args)
    opd, area = _group(args, store, acuan)
    tahun, lalu = (score_year(store, acuan, t) for t in (periode.tahun, periode.tahun - 1))
    tingkat = prakiraan.OPD if opd else prakiraan.AREA
    found = prakiraan.look_ahead(tahun, lalu, periode, tingkat) if periode in tahun else {}
    hasil = found.get(opd or area or prakiraan.PEMDA)
    kalimat = prakiraan.words(hasil)
    if args.json:
        answer: dict[str, object] = {"pemda": acuan.pemda.nama, "periode": str(periode)}
        answer |= {"opd": opd and bulan.name_of(acuan, opd), "area": area, "kalimat": kalimat}
        answer |= {"prakiraan": asdict(hasil) if hasil else None}
        print(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    else:
        print(kalimat)
    return 0


def _group(args: argparse.Namespace, store: Store, acuan: Acuan) -> tuple[str | None, str | None]:
    """The OPD and the area asked for; both None for the pemda."""
    from progress.rekap import kerangka_of

    opd = find_opd(args.opd, acuan).kode if args.opd is not None else None
    known = [g.kode for g in kerangka_of(store, acuan).grup]
    if args.area is not None and args.area not in known:
        raise Usage(kata.AREA_TIDAK_DIKENAL.format(tertulis=args.area, pilihan=", ".join(known)))
    return opd, args.area


def _kelas(written: str | None, acuan: Acuan, kini: str | None) -> Kelas:
    """The class named, in any case; without one the next above the one reached."""
    from progress.sajian.prioritas import above

    kelas = acuan.aturan.kelas
    if written is None:
        return next(iter(above(kini, acuan.aturan)), kelas[0])
    asked = " ".join(written.split()).casefold()
    found = next((k for k in kelas if asked in (k.nama.casefold(), k.kode.casefold())), None)
    if found is None:
        raise Usage(kata.KELAS_TIDAK_DIKENAL.format(tertulis=written, pilihan=", ".join(k.nama for k in kelas)))
    return found
