"""HTML tables that an application named .xls: every table is a sheet, every cell the text as typed.

Lines that stand between tables (often the title with OPD and month) become rows above the next table, as Excel shows them.

Nothing is fetched and no script runs. Only a cell in which Excel itself wrote the number (x:num) becomes a number, and
only where its format is a plain number or a percent.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NoReturn

from loaders import guard
from loaders.formats.grid import Budget, Grid, Sheet, shows_percent
from progress.wording import berkas

MAX_TABLE_DEPTH = 16
MAX_TABLES = 500

_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE
)
_NUMBER_FORMAT = re.compile(r"""mso-number-format\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^;}]*)""", re.IGNORECASE)
_CLASS = re.compile(r"\.([A-Za-z0-9_-]+)")
_SHEET_NAME = re.compile(r"<x:Name>([^<]{1,100})</x:Name>", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
_PLAIN_FORMAT = re.compile(r"General|[#0.,%\s;()_\\\-\"]*", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TITLE_LINES = 20  # the last lines before a table; what stands further up is the page around it
_UNSEEN = frozenset(("script", "style", "title", "noscript", "template"))
_BLOCKS = frozenset(("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol"))


def read_html(content: bytes, _: str = "") -> list[Sheet]:
    reader = _Reader()
    reader.feed(_decoded(content))
    reader.close()
    reader.finish()
    if not reader.tables:
        guard.refuse(berkas.HTML_TANPA_TABEL)
    budget = Budget()
    names = [n.strip() for n in reader.names]
    if len(names) != len(reader.tables):
        names = [f"Tabel {i}" for i in range(1, len(reader.tables) + 1)]
    return [_sheet(table, Grid(name, budget), reader.formats) for table, name in zip(reader.tables, names, strict=True)]


def _decoded(content: bytes) -> str:
    """By the byte order mark, by what the page says of itself, as UTF-8, or as Windows-1252."""
    for mark, codec in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return content.decode(codec, "replace").lstrip("\ufeff")
    said = _META.search(content[:4096])
    name = said[1].decode("ascii").lower() if said else "utf-8"
    if name in ("iso-8859-1", "latin1", "us-ascii", "ascii"):
        name = "cp1252"  # as browsers do
    try:
        return content.decode(name)
    except (LookupError, ValueError):
        return content.decode("cp1252", "replace")


@dataclass(slots=True)
class _Cell:
    attrs: dict[str, str]
    text: list[str] = field(default_factory=list)

    def words(self) -> str:
        return "\n".join(_lines(self.text))


def _lines(text: list[str]) -> list[str]:
    return [line for line in (_BLANKS.sub(" ", x).strip(" ") for x in "".join(text).split("\n")) if line]


@dataclass(slots=True)
class _Row:
    hidden: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    rows: list[_Row] = field(default_factory=list)
    cell_open: bool = False
    row_open: bool = False


class _Reader(HTMLParser):
    """Tables in the order in which they begin. A nested table is a sheet of its own, and its words stay in the cell
    around it as well, so that nothing written is lost."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.formats: dict[str, str] = {}  # class -> number format
        self.names: list[str] = []
        self._open: list[_Table] = []
        self._between: list[str] = []
        self._ended = False
        self._unseen: list[str] = []
        self._styles: list[str] = []

    def error(self, _: str) -> NoReturn:
        guard.refuse(berkas.RUSAK)

    def finish(self) -> None:
        if self._open and not self._ended:
            guard.refuse(berkas.TERPOTONG)
        self.tables = [t for t in self.tables if any(row.cells for row in t.rows)]  # one without rows is layout

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen.append(tag)
        elif tag == "table":
            self._begin_table()
        elif tag == "br" or tag in _BLOCKS - {"tr"}:
            self._write("\n")
        elif not self._open:
            return
        elif tag == "tr":
            self._begin_row({k: v or "" for k, v in attrs})
        elif tag in ("td", "th"):
            self._begin_cell({k: v or "" for k, v in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._ended = self._ended or tag in ("body", "html")
        if tag in _UNSEEN:
            if tag == "style":
                self._read_styles()
            if tag in self._unseen:
                self._unseen.remove(tag)
        elif tag == "table":
            if self._open:
                self._open.pop()
        elif tag in _BLOCKS - {"tr"}:
            self._write("\n")
        elif not self._open:
            return
        elif tag in ("td", "th"):
            self._open[-1].cell_open = False
            self._write(" ")
        elif tag == "tr":
            self._open[-1].cell_open = self._open[-1].row_open = False
            self._write("\n")

    def handle_data(self, data: str) -> None:
        if self._unseen:
            if self._unseen[-1] == "style":
                self._styles.append(data)
        else:
            self._write(_BLANKS.sub(" ", data))

    def handle_comment(self, data: str) -> None:
        """Excel hides its sheet names, and sometimes the style sheet, in comments."""
        self.names += [n for n in _SHEET_NAME.findall(data[: guard.MB]) if n]
        if self._unseen and self._unseen[-1] == "style":
            self._styles.append(data)

    def _begin_table(self) -> None:
        if len(self._open) >= MAX_TABLE_DEPTH:
            guard.suspicious(berkas.SEBAB_DALAM)
        if len(self.tables) >= MAX_TABLES:
            guard.suspicious(berkas.SEBAB_BAGIAN)
        self._write("\n")
        table = _Table()
        if not self._open:
            table.rows = [_Row(False, [_Cell({}, [line])]) for line in _lines(self._between)[-_TITLE_LINES:]]
            self._between = []
        self.tables.append(table)
        self._open.append(table)

    def _begin_row(self, attrs: dict[str, str]) -> None:
        table = self._open[-1]
        table.rows.append(_Row("display:none" in attrs.get("style", "").replace(" ", "").lower()))
        table.row_open, table.cell_open = True, False
        if len(table.rows) > guard.MAX_ROWS:
            guard.refuse(berkas.SEL_BANYAK, batas="2 juta")

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        table = self._open[-1]
        if not table.row_open:
            self._begin_row({})
        table.rows[-1].cells.append(_Cell(attrs))
        table.cell_open = True

    def _write(self, text: str) -> None:
        if not self._open:
            self._between.append(text)
        for table in self._open:
            if table.cell_open:
                table.rows[-1].cells[-1].text.append(text)

    def _read_styles(self) -> None:
        sheet, self._styles = "".join(self._styles), []
        for rule in sheet.split("}"):
            selectors, _, body = rule.rpartition("{")
            if written := _number_format(body):
                self.formats.update(dict.fromkeys(_CLASS.findall(selectors), written))


def _number_format(style: str) -> str:
    """What mso-number-format says, without the quotes and escapes of CSS; '' where it says nothing."""
    found = _NUMBER_FORMAT.search(style)
    if not found:
        return ""
    written = found[1].strip()
    if written[:1] in ('"', "'"):
        written = written[1:-1]
    written = re.sub(r"\\([0-9A-Fa-f]{4})", lambda code: chr(int(code[1], 16)), written)
    written = re.sub(r"\\(.)", r"\1", written)
    return {"percent": "0.00%", "fixed": "0.00", "standard": "#,##0.00"}.get(written.lower(), written)


def _sheet(table: _Table, grid: Grid, formats: dict[str, str]) -> Sheet:
    taken: dict[int, int] = {}  # column -> first row that is free of the cells above
    for r, row in enumerate(table.rows):
        if row.hidden:
            grid.hide_rows(r, r)
        c = 0
        for cell in row.cells:
            while taken.get(c, 0) > r:
                c += 1
            across, down = _span(cell, "colspan", guard.MAX_COLUMNS), _span(cell, "rowspan", guard.MAX_ROWS)
            down = min(down, len(table.rows) - r) or 1
            if c + across > guard.MAX_COLUMNS:
                guard.suspicious(berkas.SEBAB_ALAMAT)
            grid.merge(r, c, r + down - 1, c + across - 1)
            if down > 1:
                taken.update(dict.fromkeys(range(c, c + across), r + down))
            _put(grid, r, c, cell, formats)
            c += across
    return grid.finish()


def _put(grid: Grid, r: int, c: int, cell: _Cell, formats: dict[str, str]) -> None:
    text = cell.words()
    if "x:fmla" in cell.attrs:
        grid.sheet.formulas.add((r, c))
    if "x:err" in cell.attrs:
        grid.put_error(r, c, cell.attrs["x:err"].strip() or text or "#VALUE!")
        return
    if "x:num" in cell.attrs:
        number = _number(cell.attrs["x:num"].strip() or text)
        shown_as = _shown_as(cell, formats)
        if number is not None and shown_as is not None:
            if shows_percent(shown_as, number):
                grid.sheet.percent.add((r, c))
            grid.put(r, c, number)
            return
    grid.put(r, c, text)


def _number(written: str) -> float | None:
    return float(written) if _PLAIN_NUMBER.fullmatch(written) else None


def _shown_as(cell: _Cell, formats: dict[str, str]) -> str | None:
    """The number format, None where it may be a date or carry words: the text as shown is right then."""
    written = _number_format(cell.attrs.get("style", ""))
    classes = cell.attrs.get("class", "").split()
    if not written:
        written = next((formats[name] for name in classes if name in formats), "General")
    return written if _PLAIN_FORMAT.fullmatch(written) else None


def _span(cell: _Cell, name: str, at_most: int) -> int:
    """A span of 0 or of something else than a number counts as 1; one beyond the sheet is cut."""
    if name not in cell.attrs:
        return 1
    digits = re.match(r"\s*([0-9]{1,9})", cell.attrs[name])
    return min(max(1, int(digits[1])), at_most) if digits else 1
