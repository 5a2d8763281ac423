"""One file checked from path to answer: what `periksa` prints and what an import takes. Runs inside the sandbox."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from loaders import report, roadmap
from loaders.contract import refused
from loaders.formats import archive
from loaders.header import read_label
from loaders.report import Pengenal
from loaders.workbook import read_workbook
from progress.findings import UnreadableWorkbook
from progress.model import Acuan, Periode

_known: list[Pengenal] = []


def pengenal(acuan: Acuan) -> Pengenal:
    """The lookups of one pemda, built once per process and register."""
    if not _known or _known[0].acuan is not acuan:
        _known[:] = [Pengenal.of(acuan)]
    return _known[0]


def prepare(acuan: Acuan) -> None:
    """What a reader builds once before its first file: the register's lookups and the words of headers."""
    pengenal(acuan)
    read_label("No")


def run(job: dict[str, Any], acuan: Acuan) -> dict[str, Any]:
    """`job`: path, nama, and where chosen opd (kode), periode (YYYY-MM), jenis ('laporan' | 'road_map'), jawaban {kunci: pilihan}.

    Answers {"bacaan": contract} for a report and adds {"road_map": …} for a road map workbook. With `bongkar`, a folder, it
    answers {"wadah": …} of archive.unpack instead, or {"gagal": Finding} for a ZIP that cannot be opened.
    """
    nama = str(job.get("nama") or Path(job["path"]).name)
    if job.get("bongkar"):
        return _unpack(job, nama)
    known = pengenal(acuan)
    opd = acuan.opd_by_kode(job["opd"]) if job.get("opd") else None
    periode = Periode.parse(job["periode"]) if job.get("periode") else None
    try:
        book = read_workbook(Path(job["path"]), nama)
    except UnreadableWorkbook as problem:
        return {"bacaan": refused(nama, acuan.pemda.kerangka_baku, problem.finding).to_json()}
    sheets = report.survey(book, known)
    jenis = job.get("jenis") or roadmap.kind_of(sheets)
    if jenis == "road_map":
        plan = roadmap.read_road_map(
            book, sheets, known, tahun=periode.tahun if periode else None, jawaban=job.get("jawaban")
        )
        return {"bacaan": plan.bacaan.to_json(), "road_map": plan.to_json()}
    bacaan = report.read_report(book, sheets, known, opd=opd, periode=periode, jawaban=job.get("jawaban"))
    return {"bacaan": bacaan.to_json()}


def _unpack(job: dict[str, Any], nama: str) -> dict[str, Any]:
    try:
        return {"wadah": archive.unpack(Path(job["path"]), Path(job["bongkar"]), nama)}
    except UnreadableWorkbook as problem:
        return {"gagal": problem.finding.to_json()}
