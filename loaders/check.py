"""One file checked from path to answer: what `periksa` prints and what an import takes. Runs inside the sandbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from loaders import mapping, report, roadmap
from loaders.contract import Bacaan, refused
from loaders.formats import archive
from loaders.header import read_label
from loaders.mapping import Pemetaan
from loaders.report import Lembar, Pengenal
from loaders.workbook import Workbook, read_workbook
from progress.findings import UnreadableWorkbook
from progress.model import Acuan, Opd, Periode

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


UNKNOWN_LAYOUT = frozenset({"BUKAN_LAPORAN_RB", "TABEL_TIDAK_DITEMUKAN", "TANPA_REALISASI", "TANPA_BARIS"})
"""Refusals that assigning the columns may help."""


def run(job: dict[str, Any], acuan: Acuan) -> dict[str, Any]:
    """`job`: path, nama, and where chosen opd (kode), periode (YYYY-MM), jenis ('laporan' | 'road_map'), jawaban {kunci: pilihan},
    pemetaan [{isi, opd}] (opd None: chosen for this file), petakan {lembar, baris, sampai} to be shown a sheet's columns,
    tahap [names of stages, folded] that the road map knows as values.

    Answers {"bacaan": contract} for a report and adds {"road_map": …} for a road map workbook, "pemetaan" [{sidik, isi,
    lembar, dipilih}] where the columns were read by one, and "usulan" {lembar, tabel} where assigning them may help or was
    asked for. With `bongkar`, a folder, it answers {"wadah": …} of archive.unpack instead, or {"gagal": Finding} for a ZIP
    that cannot be opened.
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
    if job.get("tahap"):
        known = replace(known, words=known.words | frozenset(job["tahap"]))
    sheets = report.survey(book, known)
    maps = [Pemetaan.read(m["isi"], m["opd"]) for m in job.get("pemetaan") or ()]
    used: dict[str, Pemetaan] = {}
    if maps and job.get("jenis") != "road_map":
        sheets, used = _assigned(book, sheets, maps, known, opd, periode)
    jenis = job.get("jenis") or ("laporan" if used else roadmap.kind_of(sheets))
    if jenis == "road_map":
        plan = roadmap.read_road_map(
            book, sheets, known, tahun=periode.tahun if periode else None, jawaban=job.get("jawaban")
        )
        return {"bacaan": plan.bacaan.to_json(), "road_map": plan.to_json()}
    bacaan = report.read_report(book, sheets, known, opd=opd, periode=periode, jawaban=job.get("jawaban"))
    more: dict[str, Any] = {}
    if used:
        more["pemetaan"] = [
            {"sidik": p.sidik, "isi": p.isi, "lembar": lembar, "dipilih": p.opd is None} for lembar, p in used.items()
        ]
    if (wish := job.get("petakan")) is not None or _may_help(bacaan):
        more["usulan"] = _proposal(sheets, [*used.values(), *maps], wish or {})
    del book, sheets  # the answer of a long file takes the room of its cells
    return {"bacaan": bacaan.to_json(), **more}


def _may_help(bacaan: Bacaan) -> bool:
    return not bacaan.baris and any(f.kode in UNKNOWN_LAYOUT for f in bacaan.temuan)


def _assigned(
    book: Workbook,
    sheets: list[Lembar],
    maps: list[Pemetaan],
    known: Pengenal,
    opd: Opd | None,
    periode: Periode | None,
) -> tuple[list[Lembar], dict[str, Pemetaan]]:
    """The sheets with the tables that mappings give, and by sheet which mapping that was.

    One chosen for this file counts; a stored one only where every row that it reads is its own OPD's.
    """
    used: dict[str, Pemetaan] = {}
    shown = list(sheets)
    names = {o.kode: o.nama for o in known.acuan.opd}
    for i, sheet in enumerate(sheets):
        if (found := mapping.find(sheet.grid, maps)) is None:
            continue
        header, candidates = found
        equal: dict[frozenset[tuple[object, ...]], list[Pemetaan]] = {}
        for p in candidates:
            equal.setdefault(p.keputusan, []).append(p)
        by_hand = [p for p in candidates if p.opd is None][:1]
        for group in [by_hand] if by_hand else equal.values():
            table = report.assign(sheet, mapping.table(sheet.sheet, header, group[0]), known)
            owners = {names[p.opd]: p for p in group if p.opd in names}
            rows = [] if by_hand else report.read_report(book, [table], known, opd=opd, periode=periode).baris
            if by_hand or (rows and all(row.opd in owners for row in rows)):
                shown[i], used[sheet.sheet.name] = table, by_hand[0] if by_hand else owners[str(rows[0].opd)]
                break
    return shown, used


def _proposal(sheets: list[Lembar], maps: list[Pemetaan], wish: dict[str, Any]) -> dict[str, Any]:
    """The sheets that may be mapped, and what the wanted or the likeliest of them looks like."""
    filled = [s for s in sheets if s.grid.height > 1]
    chosen = next((s for s in filled if s.sheet.name == wish.get("lembar")), None)
    chosen = chosen or max(filled, key=lambda s: mapping.likeness(s.grid, s.table), default=None)
    top, last = wish.get("baris"), wish.get("sampai")
    table = chosen and mapping.propose(
        chosen.grid, maps, top=top and max(top - 1, 0), last=last and max(last - 1, (top or 1) - 1, 0)
    )
    return {"lembar": [s.sheet.name for s in filled], "tabel": table}


def _unpack(job: dict[str, Any], nama: str) -> dict[str, Any]:
    try:
        return {"wadah": archive.unpack(Path(job["path"]), Path(job["bongkar"]), nama)}
    except UnreadableWorkbook as problem:
        return {"gagal": problem.finding.to_json()}
