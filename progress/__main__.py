"""`python -m progress`: accept files, print scores, look ahead, write forms, make the demo. Exit 0 all well; 1 not all; 2 wrong usage."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.__main__ import LABEL, Usage, find_opd, load_acuan, parse_periode, run
from progress import clock, perintah, perintah_audit
from progress.findings import Finding, TingkatTemuan, fields_of, grouped
from progress.model import Opd, Periode
from progress.reference import BrokenReference
from progress.settings import Settings, WrongSettings, sqlite_file
from progress.wording import formulir, rancangan
from progress.wording import perintah as kata

if TYPE_CHECKING:
    from progress.intake import Kiriman, Pemeriksaan, Penerima, Pertanyaan


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    from progress.store import StoreError  # pandas and SQLAlchemy load only when a command really runs

    try:
        return int(args.run(args))
    except Usage as problem:
        print(problem, file=sys.stderr)
        return 2
    except (BrokenReference, WrongSettings) as problem:
        print(problem, file=sys.stderr)
        return 2
    except StoreError as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = kata.Pengurai(prog="python -m progress", description=kata.PROGRESS)
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    impor = commands.add_parser("impor", help=kata.IMPOR)
    impor.add_argument("berkas", nargs="+", metavar="FILE")
    impor.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    impor.add_argument("--road-map", action="store_true", help=kata.ARG_ROAD_MAP)
    impor.add_argument("--opd", help=kata.ARG_OPD)
    impor.add_argument("--periode", help=kata.ARG_PERIODE)
    impor.add_argument("--diterima", help=kata.ARG_DITERIMA)
    impor.add_argument("--database", help=kata.ARG_DATABASE)
    impor.add_argument("--terima", action="store_true", help=kata.ARG_TERIMA)
    impor.set_defaults(run=_impor)
    skor = commands.add_parser("skor", help=kata.SKOR)
    skor.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    skor.add_argument("--periode", required=True, help=kata.ARG_PERIODE)
    skor.add_argument("--database", help=kata.ARG_DATABASE)
    skor.add_argument("--aturan", help=kata.ARG_ATURAN)
    skor.add_argument("--road-map", help=kata.ARG_VERSI_ROAD_MAP)
    skor.add_argument("--json", action="store_true", help=kata.ARG_JSON)
    skor.set_defaults(run=_skor)
    demo = commands.add_parser("demo", help=kata.DEMO)
    demo.add_argument("--json", action="store_true", help=kata.ARG_JSON)
    demo.set_defaults(run=_demo)
    templat = commands.add_parser("templat", help=formulir.TEMPLAT)
    templat.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    whose = templat.add_mutually_exclusive_group(required=True)
    whose.add_argument("--opd", help=formulir.ARG_OPD)
    whose.add_argument("--semua", action="store_true", help=formulir.ARG_SEMUA)
    templat.add_argument("--periode", required=True, help=formulir.ARG_PERIODE)
    templat.add_argument("--database", help=kata.ARG_DATABASE)
    templat.add_argument("--keluaran", help=formulir.ARG_KELUARAN)
    templat.set_defaults(run=_templat)
    perintah.add(commands)
    rancangan_ = commands.add_parser("road-map-rancangan", help=rancangan.PERINTAH)
    rancangan_.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    rancangan_.add_argument("--periode", required=True, help=rancangan.ARG_PERIODE)
    rancangan_.add_argument("--database", help=kata.ARG_DATABASE)
    rancangan_.add_argument("--keluaran", help=formulir.ARG_KELUARAN)
    rancangan_.set_defaults(run=_rancangan)
    perintah_audit.add(commands)
    return parser


def _impor(args: argparse.Namespace) -> int:
    from progress.intake import Penerima
    from progress.store import Store

    settings = Settings.from_env()
    acuan = load_acuan(args.pemda, settings.acuan)
    opd = find_opd(args.opd, acuan) if args.opd is not None else None
    periode = parse_periode(args.periode) if args.periode else None
    waktu = clock.now(acuan.pemda)
    diterima = _received(args.diterima, waktu) if args.diterima else waktu
    url = perintah.url_of(args, settings, acuan)
    store = Store(url, settings.originals_dir(url))
    with Penerima(store, acuan) as penerima:
        good = _Batch(penerima, args, opd, periode, diterima, waktu).run()
    return 0 if good else 1


def _received(text: str, waktu: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Usage(kata.WAKTU_SALAH.format(tertulis=text)) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=waktu.tzinfo)
    if moment > waktu:
        raise Usage(kata.WAKTU_MENDATANG.format(tertulis=text))
    return moment


class _Batch:
    """Several files of one call: road maps first, so that reports beside them find their items."""

    def __init__(
        self,
        penerima: Penerima,
        args: argparse.Namespace,
        opd: Opd | None,
        periode: Periode | None,
        diterima: datetime,
        waktu: datetime,
    ) -> None:
        self.penerima, self.args, self.opd, self.periode, self.diterima, self.waktu = (
            penerima,
            args,
            opd,
            periode,
            diterima,
            waktu,
        )

    def run(self) -> bool:
        good, held_back = True, []
        files = [file for path in self.args.berkas for file in self._files(Path(path))]
        for n, file in enumerate(files, 1):
            self._progress(n, len(files), file.nama)
            checked = self._check(file)
            if checked is None:
                good = False
            elif checked.jenis == "road_map":
                good &= self._accept(file, checked)
            else:
                held_back.append((file, checked))
        for file, checked in held_back:
            fresh = self._check(file) if len(held_back) < len(files) or len(held_back) > 1 else checked
            good &= fresh is not None and self._accept(file, fresh)
        return good

    def _files(self, path: Path) -> list[Kiriman]:
        """What one path holds: a file, or the files of a ZIP."""
        from progress.intake import Kiriman

        if not path.is_file():
            said = kata.BERKAS_TIDAK_ADA.format(nama=path.name)
            return [Kiriman(path.name, None, Finding(TingkatTemuan.GALAT, "BERKAS_TIDAK_ADA", said))]
        files, kunci = self.penerima.unpack(path.name, path.read_bytes())
        if kunci:
            print(kata.KUNCI_DILEWATI.format(zip=path.name, nama=", ".join(kunci)), file=sys.stderr)
        return files

    def _progress(self, n: int, total: int, name: str) -> None:
        if total > 1 and sys.stderr.isatty():
            done = round(20 * n / total)
            print(
                f"\r[{'█' * done}{'·' * (20 - done)}] {n}/{total} {name[:40]:<40}",
                end="" if n < total else "\n",
                file=sys.stderr,
            )

    def _check(self, file: Kiriman) -> Pemeriksaan | None:
        if file.berkas is None:
            sebab = file.gagal.pesan if file.gagal else ""
            print(f"{kata.sebutan(file.nama, file.wadah, file.folder)}: {sebab}")
            return None
        jenis = "road_map" if self.args.road_map else None
        return self.penerima.check(
            file.berkas,
            opd=self.opd.kode if self.opd else None,
            periode=self.periode,
            jenis=jenis,
        )

    def _accept(self, file: Kiriman, checked: Pemeriksaan) -> bool:
        from progress.intake import IntakeError
        from progress.store import StoreError

        self._tell(file, checked)
        nothing_to_do = checked.hanya_lama and not sys.stdin.isatty()
        if checked.siap and checked.perlu_ditanya and not self.args.terima and not nothing_to_do:
            answered = self._ask(checked)
            if answered is None:
                for q in checked.pertanyaan:
                    print(f"  ? {q.teks} ({' / '.join(q.pilihan.values())})")
                print(f"  → {kata.TIDAK_DITERIMA}. {kata.CARA_MENERIMA}")
                return False
            checked = answered
        if self.args.terima or checked.asumsi:
            for a in checked.asumsi:
                print(f"  {kata.ASUMSI}: {a.teks}.")
            for held in checked.ditahan:
                print(f"  {kata.ASUMSI}: {kata.TETAP_DITERIMA} {held}")
        try:
            done = self.penerima.accept(checked, diterima=self.diterima, waktu=self.waktu, oleh="baris perintah")
        except (IntakeError, StoreError) as problem:
            print(f"  → {kata.TIDAK_DITERIMA}: {problem}")
            return False
        for one in done:
            print(f"  → {kata.DITERIMA[one.status].format(versi=one.versi)}")
        return True

    def _tell(self, file: Kiriman, checked: Pemeriksaan) -> None:
        b = checked.bacaan
        print(
            kata.RINGKASAN_BERKAS.format(
                berkas=kata.sebutan(b["berkas"], file.wadah, file.folder),
                status=kata.STATUS[b["status"]],
                opd=b["opd"] or "–",
                periode=b["periode"] or "–",
                baris=len(b["baris"]),
            )
        )
        for group in grouped(checked.temuan, fields_of(b["baris"])):
            print(f"  {LABEL[group.tingkat]}: {group.pesan}")
        for held in checked.ditahan:
            print(f"  {kata.DITAHAN}: {held}")

    def _ask(self, checked: Pemeriksaan) -> Pemeriksaan | None:
        """Ask at a terminal; without one nothing that needs a person is accepted."""
        if not sys.stdin.isatty():
            return None
        answers: dict[str, str] = {}
        while fresh := [q for q in checked.pertanyaan if q.kunci not in answers]:
            seen = checked.ditahan
            answers |= {q.kunci: self._answer(q) for q in fresh}
            checked = self.penerima.check(
                checked.berkas,
                opd=self.opd.kode if self.opd else None,
                periode=self.periode,
                jenis=checked.jenis,
                jawaban=answers,
            )
            for held in checked.ditahan:
                if held not in seen:
                    print(f"  {kata.DITAHAN}: {held}")
        return checked if input(f"  {kata.TANYA}").strip().casefold() in ("y", "ya") else None

    def _answer(self, q: Pertanyaan) -> str:
        print(f"  ? {q.teks}")
        choices = list(q.pilihan)
        for i, choice in enumerate(choices, 1):
            print(f"    {i}. {q.pilihan[choice]}")
        said = input(
            "    " + kata.PILIH.format(n=len(choices), baku=choices.index(q.baku) + 1 if q.baku else "-")
        ).strip()
        chosen = said.isdigit() and 1 <= int(said) <= len(choices)
        return choices[int(said) - 1] if chosen else (q.baku or choices[0])


def _skor(args: argparse.Namespace) -> int:
    from progress.rekap import UnknownVersion, inputs, score_inputs, under_road_map, under_rules
    from progress.scoring import to_json
    from progress.scoring.perubahan import who_moves

    store, acuan, periode = perintah.open_month(args)
    kini = score_inputs(inputs(store, acuan, periode), acuan, periode)
    names = {o.kode: o.nama for o in acuan.opd}
    if args.aturan is None and args.road_map is None:
        answer = to_json(kini, acuan.pemda.nama, names)
    else:
        try:
            other = acuan if args.aturan is None else under_rules(acuan, args.aturan)
            bahan = (
                inputs(store, acuan, periode)
                if args.road_map is None
                else under_road_map(store, acuan, periode, args.road_map)
            )
        except UnknownVersion as unknown:
            raise Usage(kata.versi_asing(unknown.tertulis, unknown.pilihan)) from None
        skor = score_inputs(bahan, other, periode)
        rows = [asdict(m) | {"opd": names.get(m.opd, m.opd)} for m in who_moves(kini, skor)]
        answer = to_json(skor, acuan.pemda.nama, names) | {"road_map": args.road_map, "bergeser": rows}
    print(json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=None if args.json else 2))
    return 0


def _demo(args: argparse.Namespace) -> int:
    from progress.demo.muat import make

    def tell(done: int, total: int, sentence: str) -> None:
        if args.json:
            print(json.dumps({"selesai": done, "jumlah": total, "kalimat": sentence}, ensure_ascii=False), flush=True)
        elif sys.stderr.isatty():
            print(f"\r{done}/{total} {sentence:<60}", end="", file=sys.stderr)

    settings = Settings.from_env()
    acuan = load_acuan("contoh", settings.acuan)
    periode = make(settings, acuan, tell)
    print(
        json.dumps({"siap": True, "periode": str(periode)})
        if args.json
        else "\n" + kata.DEMO_SIAP.format(nama=acuan.pemda.nama, bulan=periode.nama)
    )
    return 0


def _templat(args: argparse.Namespace) -> int:
    from loaders import template
    from progress.formulir import gather, recipients, zip_name
    from progress.store import Store, StoreError

    settings = Settings.from_env()
    acuan = load_acuan(args.pemda, settings.acuan)
    pemda = acuan.pemda
    periode = parse_periode(args.periode)
    everybody = recipients(acuan, periode)
    chosen = [find_opd(args.opd, acuan)] if args.opd is not None else everybody
    if not args.semua and chosen[0] not in everybody:
        raise StoreError(formulir.TIDAK_BERLAKU.format(opd=chosen[0].nama, bulan=periode.nama))
    url = perintah.url_of(args, settings, acuan)
    store = Store(url, settings.originals_dir(url)) if Store.exists(url) else None
    if store is None or not store.has_data(pemda.id):
        raise StoreError(kata.BELUM_ADA_ROAD_MAP.format(pemda=pemda.nama, id=pemda.id))
    bahan = gather(store, acuan, chosen, periode)
    if not bahan["items"]:
        raise StoreError(formulir.TANPA_RENCANA_AKSI.format(opd=chosen[0].nama if args.opd else pemda.nama))
    path = Path(args.keluaran or (zip_name(acuan, periode) if args.semua else template.file_name(chosen[0], periode)))
    if not args.keluaran and path.exists():
        raise StoreError(formulir.SUDAH_ADA.format(berkas=path))
    try:
        if args.semua:
            n = template.write_all(path, opd=chosen, **bahan)
            print(formulir.SIAP_SEMUA.format(n=n, bulan=periode.nama, berkas=path))
        else:
            template.write_form(path, opd=chosen[0], **bahan)
            print(formulir.SIAP.format(opd=chosen[0].nama, bulan=periode.nama, berkas=path, n=len(bahan["items"])))
    except OSError:
        raise StoreError(formulir.TIDAK_BISA_DITULIS.format(berkas=path)) from None
    return 0


def _rancangan(args: argparse.Namespace) -> int:
    from progress.intake import Penerima
    from progress.rancangan import draft, file_name
    from progress.store import Store, StoreError

    settings = Settings.from_env()
    acuan = load_acuan(args.pemda, settings.acuan)
    periode = parse_periode(args.periode)
    url = perintah.url_of(args, settings, acuan)
    path = Path(args.keluaran or file_name(acuan, periode))
    if not args.keluaran and path.exists():
        raise StoreError(formulir.SUDAH_ADA.format(berkas=path))
    made, file = None, sqlite_file(url)
    if file is None or file.is_file():  # looking creates no database
        with Penerima(Store(url, settings.originals_dir(url)), acuan) as penerima:
            made = draft(penerima, periode)
    if made is None:
        pemda = acuan.pemda
        raise StoreError(
            rancangan.BELUM_ADA_LAPORAN.format(pemda=pemda.nama, tahun=periode.tahun, bulan=periode.nama, id=pemda.id)
        )
    try:
        path.write_bytes(made.isi)
    except OSError:
        raise StoreError(formulir.TIDAK_BISA_DITULIS.format(berkas=path)) from None
    if made.kekurangan:
        print(made.kekurangan, file=sys.stderr)
    print(rancangan.SIAP.format(bulan=periode.nama, berkas=path, n=made.rencana_aksi, opd=made.opd))
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
