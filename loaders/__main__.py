"""`python -m loaders periksa FILE…`: check workbooks without storing anything. Exit 0: all terbaca; 1: not all; 2: wrong usage."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from loaders.contract import Status, refused
from loaders.names import OpdNames
from loaders.sandbox import Sandbox, SandboxError
from loaders.wadah import open_zip
from progress import reference
from progress.findings import Finding, TingkatTemuan, fields_of, grouped
from progress.model import Acuan, Opd, Periode
from progress.wording import perintah as kata

LABEL = {"galat": kata.WAJIB_DIPERBAIKI, "peringatan": kata.PERLU_DICEK, "catatan": kata.CATATAN}


class Usage(Exception):
    """The command was called wrongly; the message is one sentence."""


def main(argv: Sequence[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    try:
        acuan = load_acuan(args.pemda)
        opd = find_opd(args.opd, acuan) if args.opd is not None else None
        periode = parse_periode(args.periode) if args.periode else None
    except (Usage, reference.BrokenReference) as problem:
        print(problem, file=sys.stderr)
        return 2
    good = True
    with Sandbox(acuan) as sandbox:
        for path in args.berkas:
            for answer, rows in check_all(sandbox, path, acuan, opd=opd, periode=periode):
                good &= answer["status"] == Status.TERBACA
                for piece in as_json(answer, rows) if args.json else [as_text(answer, rows)]:
                    print(piece, end="")
                print(flush=True)
    return 0 if good else 1


def run(command: Callable[[], int]) -> int:
    """Run a command for the shell; a reader that stops listening (| head) is no error to be shown."""
    try:
        status = command()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except SandboxError as problem:
        print(problem, file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = kata.Pengurai(prog="python -m loaders", description=kata.LOADERS)
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")
    check = commands.add_parser("periksa", help=kata.PERIKSA)
    check.add_argument("berkas", nargs="+", metavar="FILE")
    check.add_argument("--pemda", required=True, help=kata.ARG_PEMDA)
    check.add_argument("--opd", help=kata.ARG_OPD)
    check.add_argument("--periode", help=kata.ARG_PERIODE)
    check.add_argument("--json", action="store_true", help=kata.ARG_JSON)
    return parser


def load_acuan(text: str, root: Path | None = None) -> Acuan:
    """The reference data of the pemda named on the command line, by id or name. Raises BrokenReference."""
    return reference.load(reference.resolve(text, root), root)


def find_opd(text: str, acuan: Acuan) -> Opd:
    """The register's OPD for a name, abbreviation or kode; raises Usage with near names."""
    if not text.strip():
        raise Usage(kata.OPD_KOSONG)
    exact = next((o for o in acuan.opd if text.strip() in (o.kode, o.nama)), None)
    found = OpdNames(acuan.opd, acuan.pemda).find(text)
    if exact or (found.opd and not found.mirip):
        return exact or found.opd  # type: ignore[return-value]
    choices = ", ".join(o.nama for o in found.pilihan)
    raise Usage(kata.OPD_TIDAK_DIKENAL.format(tertulis=text, pilihan=f" {kata.MUNGKIN} {choices}." if choices else ""))


def parse_periode(text: str) -> Periode:
    try:
        return Periode.parse(text)
    except ValueError:
        raise Usage(kata.PERIODE_SALAH.format(tertulis=text)) from None


def check_all(
    sandbox: Sandbox, path: str, acuan: Acuan, *, opd: Opd | None, periode: Periode | None
) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """The public contract for one path, or for every file of a ZIP; a path that cannot be opened is refused like any other.

    Beside it the rows of a long file, as the sandbox gives them. `wadah` is the name of the ZIP a file came from, `folder` where it stood in there; None for a file of its own.
    """
    alone = {"wadah": None, "folder": None}
    name = Path(path).name or path

    def refuse(nama: str, finding: Finding) -> dict[str, Any]:
        return refused(nama, acuan.pemda.kerangka_baku, finding).to_json()

    if not Path(path).is_file():
        words = kata.BUKAN_BERKAS if Path(path).exists() and path else kata.BERKAS_TIDAK_ADA
        finding = Finding(TingkatTemuan.GALAT, "BERKAS_TIDAK_ADA", words.format(nama=name or "tanpa nama"))
        yield refuse(name, finding) | alone, []
        return
    job: dict[str, object] = {"opd": opd.kode if opd else None, "periode": str(periode) if periode else None}
    with tempfile.TemporaryDirectory(prefix="pantau-") as folder:
        found = open_zip(sandbox, Path(path), name, Path(folder))
        if found is None:
            answer, rows = _check(sandbox, job | {"path": str(Path(path).resolve()), "nama": name}, refuse)
            yield answer | alone, rows
            return
        if found.kunci:
            print(kata.KUNCI_DILEWATI.format(zip=name, nama=", ".join(found.kunci)), file=sys.stderr)
        if found.gagal:
            yield refuse(name, found.gagal) | alone, []
        for a in found.anggota:
            whose = {"wadah": name, "folder": a.folder or None}
            if a.gagal:
                yield refuse(a.nama, a.gagal) | whose, []
            else:
                answer, rows = _check(sandbox, job | {"path": str(a.path), "nama": a.nama}, refuse)
                yield answer | whose, rows


def _check(
    sandbox: Sandbox, job: dict[str, object], refuse: Callable[[str, Finding], dict[str, Any]]
) -> tuple[dict[str, Any], list[bytes]]:
    raw, rows = sandbox.run_raw(job)
    answer: dict[str, Any] = raw
    if "gagal" in answer:
        return refuse(str(job["nama"]), Finding.from_json(answer["gagal"])), []
    return answer["bacaan"], rows


def as_json(bacaan: dict[str, Any], rows: Sequence[bytes]) -> Iterator[str]:
    """One object in pieces; the rows of a long file are passed on as the reader wrote them."""
    text = json.dumps(bacaan, ensure_ascii=False, allow_nan=False)
    if not rows:
        yield text
        return
    head, empty, tail = text.partition('"baris": []')  # no text holds this: in there a quotation mark is escaped
    yield head + empty[:-1]
    for i, part in enumerate(rows):
        yield (", " if i else "") + part.decode()[1:-1]
    yield "]" + tail


def as_text(bacaan: dict[str, Any], rows: Sequence[bytes] = ()) -> str:
    """The same for a person at a terminal."""
    head = kata.RINGKASAN_BERKAS.format(
        berkas=kata.sebutan(bacaan["berkas"], bacaan["wadah"], bacaan["folder"]),
        status=kata.STATUS[bacaan["status"]],
        opd=bacaan["opd"] or "–",
        periode=bacaan["periode"] or "–",
        baris=len(bacaan["baris"]) + sum(len(json.loads(part)) for part in rows),
    )
    known = json.loads(rows[0]) if rows else bacaan["baris"]  # of a long file the first rows tell what its columns are
    groups = grouped([Finding.from_json(t) for t in bacaan["temuan"]], fields_of(known))
    return "\n".join([head, *(f"  {LABEL[g.tingkat]}: {g.pesan}" for g in groups)])


if __name__ == "__main__":
    sys.exit(run(main))
