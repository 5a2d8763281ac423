"""The answer to a sender: the uploaded workbook back with its wrong cells marked, or a list, and a text for WhatsApp.

A copy is made only where nothing of the sender's workbook is lost; otherwise the findings are a workbook of their own.
`run` is made for loaders.sandbox: openpyxl may swell or hang on a hostile file.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.drawing.image import PILImage
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from loaders.guard import MB, Parts
from loaders.sandbox import Sandbox
from progress.findings import Bidang, Finding, Kelompok, TingkatTemuan, UnreadableWorkbook, fields_of, grouped
from progress.wording import formulir as kata
from progress.wording.sel import daftar_sel

HANDLER = "loaders.feedback:run"
MAX_XML = 6 * MB  # openpyxl needs about a second of CPU per MB to load and as much to save
_COLOUR = {TingkatTemuan.GALAT: "FFFFC7CE", TingkatTemuan.PERINGATAN: "FFFFEB9C", TingkatTemuan.CATATAN: "FFDDEBF7"}
_WIDTHS = (18, 22, 18, 34, 90)
_LONGEST = 32_000  # Excel takes 32,767 characters in a cell
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NIP = re.compile(r"(?<![0-9])[0-9]{8} ?[0-9]{6} ?[0-9] ?[0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Hasil:
    """What was made, in one sentence; `utuh`: the sender's own workbook with marks, not a list beside it."""

    kalimat: str
    utuh: bool


def run(job: dict[str, Any], _context: object = None) -> dict[str, object]:
    """In the sandbox: job {path, keluaran, nama, temuan}, `baris` of the report, and `daftar` true to ask for the list alone."""
    findings, bidang = [Finding.from_json(f) for f in job["temuan"]], fields_of(job.get("baris", ()))
    done = annotate(
        Path(job["path"]),
        Path(job["keluaran"]),
        findings,
        str(job["nama"]),
        only_list=bool(job.get("daftar")),
        bidang=bidang,
    )
    return {"kalimat": done.kalimat, "utuh": done.utuh}


def reply(sandbox: Sandbox, job: dict[str, object]) -> dict[str, object]:
    """Run the job in a sandbox made with HANDLER; a workbook that its editor does not survive is answered with the list."""
    answer = sandbox.run(job)
    return sandbox.run(job | {"daftar": True}) if "gagal" in answer else answer


def annotate(
    path_in: Path,
    path_out: Path,
    findings: list[Finding],
    nama: str,
    *,
    only_list: bool = False,
    bidang: Bidang | None = None,
) -> Hasil:
    """Write the marked copy of `path_in`, or the list where a copy would lose something or cannot be made."""
    groups = grouped(findings, bidang, per_tulisan=True)
    sebab = kata.SEBAB_GAGAL if only_list else _why_not(path_in)
    if sebab is None:
        try:
            marked = _edit(path_in, path_out, findings, groups, nama)
        except _Loss as loss:
            sebab = str(loss)
        except Exception:  # noqa: BLE001 - openpyxl fails in many ways on what Excel opens; the list never does
            sebab = kata.SEBAB_GAGAL
        else:
            said = kata.SALINAN_SIAP if marked else kata.SALINAN_TANPA_SEL
            return Hasil(said.format(nama=nama, n=marked), True)
    _write_list(path_out, groups, nama)
    return Hasil(kata.DAFTAR_KARENA.format(nama=nama, sebab=sebab), False)


# -- the text for WhatsApp ------------------------------------------------------------------------------------------------


def findings_text(findings: Iterable[Finding], bidang: Bidang | None = None) -> str:
    """For WhatsApp: thanks, the three costliest matters and how many more; at most 900 characters, no NIP."""
    groups = [g for g in grouped(findings, bidang) if g.tingkat is not TingkatTemuan.CATATAN]
    if not groups:
        return kata.WA_BERSIH
    shown = groups[:3]
    worst = kata.WA_BUKA if shown[0].tingkat is TingkatTemuan.GALAT else kata.WA_CEK
    opening = worst.format(n=len(shown))
    closing = [kata.WA_LAIN.format(n=len(groups) - len(shown))] if len(groups) > len(shown) else []
    room = kata.BATAS_PESAN - len("\n".join([opening, *(f"{n}. " for n, _ in enumerate(shown, 1)), *closing]))
    said = [_NIP.sub("…", " ".join(g.pesan.split())) for g in shown]
    if sum(map(len, said)) > room:
        said = [_cut(text, room // len(said)) for text in said]
    return "\n".join([opening, *(f"{n}. {text}" for n, text in enumerate(said, 1)), *closing])


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


# -- what an edit would lose -------------------------------------------------------------------------------------------


class _Loss(Exception):
    """Saving this workbook would lose something of the sender's; the text says what."""


def _named(*folders: str) -> Callable[[str], bool]:
    return lambda name: name.startswith(folders)


_PARTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda name: name.endswith("vbaproject.bin"), kata.MAKRO),
    (_named("xl/macrosheets/", "xl/dialogsheets/"), kata.MAKRO),
    (_named("xl/ctrlprops/", "xl/activex/", "xl/embeddings/"), kata.KENDALI),
    (_named("xl/diagrams/", "xl/ink/"), kata.BENTUK),
    (_named("xl/externallinks/"), kata.TAUTAN_LUAR),
    (_named("xl/slicers/", "xl/slicercaches/", "xl/timelines/", "xl/timelinecaches/", "xl/querytables/", "xl/model/"), kata.DATA_TERSAMBUNG),
    (_named("xl/connections.xml"), kata.DATA_TERSAMBUNG),
    (_named("xl/threadedcomments/"), kata.KOMENTAR_BERANTAI),
    (_named("xl/metadata.xml", "xl/richdata/"), kata.RUMUS_DINAMIS),
)  # fmt: skip
_ELEMENTS = (
    (re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp|contentPart|AlternateContent)[\s/>]"), ("xl/drawings/",), kata.BENTUK),
    (re.compile(rb"ObjectType=[\"'](?!Note)"), ("xl/drawings/",), kata.KENDALI),
    (re.compile(rb"<(?:\w+:)?sparklineGroups?[\s/>]"), ("xl/worksheets/",), kata.GRAFIK_MINI),
    (re.compile(rb"<(?:\w+:)?(?:controls|oleObjects)[\s/>]"), ("xl/worksheets/",), kata.KENDALI),
    (re.compile(rb"<(?:\w+:)?(?:legacyDrawingHF|picture)[\s/>]"), ("xl/worksheets/",), kata.GAMBAR_LATAR),
    (re.compile(rb"purl\.oclc\.org/ooxml/spreadsheetml"), ("xl/workbook.xml",), kata.BENTUK_KETAT),
)
_HARMLESS = ("Workbook contains no default style", "Workbook contains no stylesheet")


def _why_not(path: Path) -> str | None:
    """Why a copy of this file is not made, told from the parts of its zip; None when it may be tried."""
    try:
        with Parts(path) as parts:
            if "xl/workbook.xml" not in parts:
                return kata.SEBAB_BUKAN_XLSX
            lost = next((what for name in parts.names for fits, what in _PARTS if fits(name)), None) or _lost_inside(
                parts
            )
            if lost is None and PILImage is False and any(n.startswith("xl/media/") for n in parts.names):
                lost = kata.GAMBAR
            if lost:
                return kata.SEBAB_MEMUAT.format(apa=lost)
            heavy = sum(parts.size(n) for n in parts.names if n.endswith(".xml") and n.startswith("xl/"))
            return kata.SEBAB_BESAR if heavy > MAX_XML else None
    except (UnreadableWorkbook, OSError):
        return kata.SEBAB_BUKAN_XLSX


def _lost_inside(parts: Parts) -> str | None:
    for name in parts.names:
        wanted = [(pattern, what) for pattern, folders, what in _ELEMENTS if name.startswith(folders)]
        tail = b""
        for chunk in parts.chunks(name) if wanted and name.endswith((".xml", ".vml")) else ():
            for pattern, what in wanted:
                if pattern.search(tail + chunk):
                    return what
            tail = chunk[-100:]
    return None


# -- the marked copy ---------------------------------------------------------------------------------------------------


def _edit(path_in: Path, path_out: Path, findings: list[Finding], groups: list[Kelompok], nama: str) -> int:
    """Mark and list; answers how many cells carry a mark. Raises _Loss when openpyxl says that it dropped something."""
    with path_in.open("rb") as stream, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        book = openpyxl.load_workbook(stream, keep_links=False, rich_text=True)
    if any(not str(w.message).startswith(_HARMLESS) for w in said):
        raise _Loss(kata.SEBAB_MEMUAT.format(apa=kata.FITUR_LANJUTAN))
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if any(f.lembar not in sheets and f.lembar not in book.sheetnames for f in findings if f.lembar):
        raise _Loss(kata.SEBAB_GAGAL)
    _remove_former(book)
    marks: dict[tuple[str, str], list[Finding]] = {}
    for f in sorted(findings, key=lambda f: list(TingkatTemuan).index(f.tingkat)):
        lembar = f.lembar or ""
        if lembar in sheets and f.sel and (sel := _own_cell(sheets[lembar], f.sel)):
            marks.setdefault((lembar, sel), []).append(f)
    for (lembar, sel), mine in marks.items():
        _mark(sheets[lembar][sel], mine)
    _list_sheet(book, groups, nama)
    book.calculation.fullCalcOnLoad = True  # openpyxl keeps formulas without their results
    book.save(path_out)
    return len(marks)


def _own_cell(sheet: Any, sel: str) -> str | None:
    """The address whose cell can carry a mark: the top left of a merge; None for what is no address."""
    found = _ADDRESS.fullmatch(sel)
    if not found or column_index_from_string(found[1]) > 16_384 or int(found[2]) > 1_048_576:
        return None
    if not isinstance(sheet[sel], MergedCell):
        return sel
    return next((r.start_cell.coordinate for r in sheet.merged_cells.ranges if sel in r), None)


def _mark(cell: Any, findings: list[Finding]) -> None:
    cell.fill = PatternFill("solid", fgColor=_COLOUR[findings[0].tingkat])
    parts = [kata.KOMENTAR_TANDA]
    for tingkat, mine in groupby(findings, key=lambda f: f.tingkat):
        parts.append(kata.TINGKAT[tingkat])
        for f in mine:
            if f.tertulis and f.tertulis not in f.pesan:
                parts.append(kata.KOMENTAR_TERTULIS.format(tertulis=f.tertulis))
            parts.append(f.pesan)
    text = _clean("\n".join(dict.fromkeys(parts)))
    author = kata.PENULIS
    if cell.comment is not None:
        text, author = f"{cell.comment.text.rstrip()}\n\n{text}", cell.comment.author
    lines = sum(1 + len(line) // 46 for line in text.split("\n"))
    cell.comment = Comment(text, author, height=min(420, 24 + 17 * lines), width=330)


def _remove_former(book: Any) -> None:
    """The marks of an earlier answer, when the sender corrected the marked copy itself."""
    for sheet in book.worksheets:
        if (
            sheet.title.startswith(kata.PERBAIKAN)
            and sheet["A1"].value == kata.PERBAIKAN_JUDUL
            and len(book.sheetnames) > 1
        ):
            book.remove(sheet)
            continue
        for cell in list(sheet._cells.values()):
            if cell.comment is None or kata.KOMENTAR_TANDA not in cell.comment.text:
                continue
            kept = cell.comment.text.split(kata.KOMENTAR_TANDA)[0].rstrip()
            cell.comment = Comment(kept, cell.comment.author) if kept else None
            if cell.fill.fgColor.rgb in _COLOUR.values():
                cell.fill = PatternFill()


def _list_sheet(book: Any, groups: list[Kelompok], nama: str) -> None:
    sheet = book.create_sheet(kata.PERBAIKAN, 0)
    thin = Border(*[Side("thin", color="FFBFBFBF")] * 4)
    for r, text in enumerate(_opening(groups, nama), 1):
        _put(sheet.cell(r, 1), text).font = Font(bold=r == 1, size=13 if r == 1 else 10)
    top = sheet.max_row + 2
    for c, (text, width) in enumerate(zip(kata.PERBAIKAN_KOLOM, _WIDTHS, strict=True), 1):
        head = _put(sheet.cell(top, c), text)
        head.font, head.fill, head.border = (
            Font(bold=True, color="FFFFFFFF"),
            PatternFill("solid", fgColor="FF1F4E79"),
            thin,
        )
        sheet.column_dimensions[head.column_letter].width = width
    for r, group in enumerate(groups, top + 1):
        for c, text in enumerate(_row(group), 1):
            cell = _put(sheet.cell(r, c), text)
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), thin
        sheet.cell(r, 1).fill = PatternFill("solid", fgColor=_COLOUR[group.tingkat])
        if group.lembar in book.sheetnames and group.sel and _ADDRESS.fullmatch(group.sel[0]):
            link = sheet.cell(r, 3)
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{quote_sheetname(group.lembar)}!{group.sel[0]}")
            link.font = Font(underline="single", color="FF0563C1")
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet  # two selected sheets would be typed into together
    for chart in book.chartsheets:
        for view in chart.sheetViews.sheetView:
            view.tabSelected = False
    book.active = 0
    for view in book.views:
        view.firstSheet = 0


def _put(cell: Any, text: str) -> Any:
    """The text as text, never as a formula or an error value."""
    cell.value = _clean(text)
    cell.data_type = "s"
    cell.quotePrefix = cell.value.startswith(("=", "+", "-", "@"))
    return cell


# -- the list as a workbook of its own ---------------------------------------------------------------------------------


def _write_list(path_out: Path, groups: list[Kelompok], nama: str) -> None:
    book = xlsxwriter.Workbook(str(path_out), {"in_memory": True})
    sheet = book.add_worksheet(kata.PERBAIKAN)
    cell = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True, "quote_prefix": True}
    looks = {t: book.add_format(cell | {"bg_color": f"#{rgb[2:]}"}) for t, rgb in _COLOUR.items()}
    plain, bold = book.add_format(cell), book.add_format({"bold": True, "font_size": 13})
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E79", "border": 1})
    opening = _opening(groups, nama)
    for r, text in enumerate(opening):
        sheet.write_string(r, 0, _clean(text), bold if r == 0 else None)
    top = len(opening) + 1
    for c, (text, width) in enumerate(zip(kata.PERBAIKAN_KOLOM, _WIDTHS, strict=True)):
        sheet.set_column(c, c, width)
        sheet.write_string(top, c, text, head)
    for r, group in enumerate(groups, top + 1):
        for c, text in enumerate(_row(group)):
            sheet.write_string(r, c, _clean(text), looks[group.tingkat] if c == 0 else plain)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()


def _opening(groups: list[Kelompok], nama: str) -> list[str]:
    said = kata.PERBAIKAN_PENGANTAR if groups else kata.PERBAIKAN_BERSIH
    return [kata.PERBAIKAN_JUDUL, kata.PERBAIKAN_BERKAS.format(nama=nama), said]


def _row(group: Kelompok) -> tuple[str, ...]:
    return (
        kata.TINGKAT[group.tingkat], group.lembar or "–", daftar_sel(group.sel) or "–", group.tertulis or "–", group.pesan,
    )  # fmt: skip


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)[:_LONGEST]
