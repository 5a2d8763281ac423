"""OpenDocument spreadsheets (.ods): one streaming pass over content.xml gives values, formats, merges and the limits.

A cell says itself what it is (office:value-type), so that nothing is left for a second reader to find out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.parsers import expat

from loaders import guard
from loaders.formats.grid import ERROR_TEXT, Budget, Grid, Sheet
from progress.wording import berkas

_CONTENT = "content.xml"
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,7})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:[.,][0-9]*)?S)?)?"
)
_NUMBERS = frozenset(("float", "currency", "percentage"))
_EMPTY_CELL = frozenset(("table:style-name", "table:number-columns-repeated", "table:content-validation-name"))
_TRUTH = frozenset(("TRUE", "FALSE", "BENAR", "SALAH"))
_BESIDE_THE_TEXT = ("office:annotation", "draw:", "table:detective", "table:cell-range-source")


def read_ods(_: Path, parts: guard.Parts) -> list[Sheet]:
    if "META-INF/manifest.xml" in parts and b"encryption-data" in parts.read("META-INF/manifest.xml", guard.MB):
        guard.refuse(berkas.TERSANDI)
    if _CONTENT not in parts:
        guard.refuse(berkas.RUSAK)
    styles = _Styles()
    try:
        if "styles.xml" in parts:
            parts.parse("styles.xml", styles.listen)
        reader: list[_Reader] = []

        def configure(parser: expat.XMLParserType) -> None:
            reader[:] = [_Reader(styles)]
            reader[0].listen(parser)

        parts.parse(_CONTENT, configure)
    except (ValueError, LookupError):  # an encoding that is none
        guard.refuse(berkas.RUSAK)
    return [grid.finish() for grid in reader[0].grids]


@dataclass(slots=True)
class _Styles:
    """Which styles show a percent, and which hide a sheet."""

    percent_formats: set[str] = field(default_factory=set)
    formats: dict[str, str] = field(default_factory=dict)  # cell style -> its number format
    parents: dict[str, str] = field(default_factory=dict)
    hidden_tables: set[str] = field(default_factory=set)
    current: str = ""

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self.start

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag == "number:percentage-style":
            self.percent_formats.add(attrs.get("style:name", ""))
        elif tag == "style:style":
            self.current = attrs.get("style:name", "")
            if attrs.get("style:family") == "table-cell":
                if "style:data-style-name" in attrs:
                    self.formats[self.current] = attrs["style:data-style-name"]
                self.parents[self.current] = attrs.get("style:parent-style-name", "")
        elif tag == "style:table-properties" and attrs.get("table:display") == "false":
            self.hidden_tables.add(self.current)

    def shows_percent(self, style: str) -> bool:
        for _ in range(guard.MAX_DEPTH):
            if style in self.formats or not style:
                break
            style = self.parents.get(style, "")
        return self.formats.get(style, "") in self.percent_formats


@dataclass(slots=True)
class _Cell:
    attrs: dict[str, str]
    repeated: int
    covered: bool
    style: str
    paragraphs: int = 0
    text: list[str] = field(default_factory=list)


class _Reader:
    """Handlers for content.xml. Repeated cells and rows are written out only where they hold something."""

    def __init__(self, styles: _Styles) -> None:
        self.grids: list[Grid] = []
        self._styles = styles
        self._budget = Budget()
        self._path: list[str] = []
        self._grid: Grid | None = None
        self._cell: _Cell | None = None
        self._inside = 0  # depth of the table that is read
        self._aside = 0  # depth of a note or a drawing, whose words are not the cell's
        self._in_paragraph = 0
        self._row = self._col = self._row_repeated = 0
        self._row_cells: list[tuple[int, int, _Cell]] = []
        self._row_style = ""
        self._column = 0
        self._column_styles: list[tuple[int, int, str]] = []

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        self._path.append(tag)
        depth = len(self._path)
        if depth == 1 and tag != "office:document-content":
            guard.refuse(berkas.RUSAK)
        if depth > guard.MAX_DEPTH:
            guard.suspicious(berkas.SEBAB_DALAM)
        if self._aside:
            return
        if self._grid is None:
            if tag == "table:table" and self._path[-2] == "office:spreadsheet":
                self._begin_table(attrs, depth)
            else:
                self._styles.start(tag, attrs)
        elif self._cell is not None:
            self._inside_cell(tag, attrs, depth)
        elif tag == "table:table-row":
            self._begin_row(attrs)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._begin_cell(tag, attrs)
        elif tag == "table:table-column":
            self._add_columns(attrs)
        elif tag not in ("table:table-header-rows", "table:table-row-group", "table:table-rows") and not tag.startswith(
            ("table:table-column", "table:table-header-columns")
        ):
            self._aside = depth

    def _inside_cell(self, tag: str, attrs: dict[str, str], depth: int) -> None:
        cell = self._cell
        if cell is None:
            return
        if tag.startswith(_BESIDE_THE_TEXT) or tag == "table:table":
            self._aside = depth
        elif tag in ("text:p", "text:h"):
            if cell.paragraphs:
                cell.text.append("\n")
            cell.paragraphs += 1
            self._in_paragraph = self._in_paragraph or depth
        elif tag == "text:s":
            cell.text.append(" " * min(_count(attrs, "text:c"), 1000))
        elif tag == "text:tab":
            cell.text.append("\t")
        elif tag == "text:line-break":
            cell.text.append("\n")

    def _end(self, tag: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if self._aside:
            if depth == self._aside:
                self._aside = 0
        elif depth == self._in_paragraph:
            self._in_paragraph = 0
        elif depth == self._inside:
            self._grid, self._inside = None, 0
        elif self._grid is not None and tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif self._grid is not None and tag == "table:table-row":
            self._end_row(self._grid)

    def _characters(self, piece: str) -> None:
        if self._in_paragraph and not self._aside and self._cell is not None:
            self._cell.text.append(piece)

    def _begin_table(self, attrs: dict[str, str], depth: int) -> None:
        hidden = attrs.get("table:style-name", "") in self._styles.hidden_tables
        self._grid = Grid(attrs.get("table:name", ""), self._budget, hidden)
        self.grids.append(self._grid)
        self._inside, self._row, self._column, self._column_styles = depth, 0, 0, []

    def _add_columns(self, attrs: dict[str, str]) -> None:
        first, last = self._column, self._column + _count(attrs, "table:number-columns-repeated") - 1
        self._column = last + 1
        self._column_styles.append((first, last, attrs.get("table:default-cell-style-name", "")))
        if _is_hidden(attrs) and self._grid is not None:
            self._grid.hide_cols(first, last)

    def _begin_row(self, attrs: dict[str, str]) -> None:
        self._row_repeated = _count(attrs, "table:number-rows-repeated")
        self._row_style = attrs.get("table:default-cell-style-name", "")
        self._col = 0
        self._row_cells = []
        if _is_hidden(attrs) and self._grid is not None:
            self._grid.hide_rows(self._row, self._row + self._row_repeated - 1)

    def _begin_cell(self, tag: str, attrs: dict[str, str]) -> None:
        repeated = _count(attrs, "table:number-columns-repeated")
        self._cell = _Cell(attrs, repeated, tag != "table:table-cell", self._style_of(attrs))

    def _style_of(self, attrs: dict[str, str]) -> str:
        own = attrs.get("table:style-name") or self._row_style
        if own:
            return own
        return next((style for first, last, style in self._column_styles if first <= self._col <= last), "")

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        if not cell.covered and (cell.text or cell.attrs.keys() - _EMPTY_CELL):
            self._row_cells.append((self._col, min(cell.repeated, guard.MAX_COLUMNS + 1), cell))
        self._col += cell.repeated

    def _end_row(self, grid: Grid) -> None:
        filled = [(c, n, cell, _value(cell)) for c, n, cell in self._row_cells]
        for i in range(self._row_repeated if any(_holds(cell, value) for _, _, cell, value in filled) else 0):
            for c, n, cell, value in filled:
                if _holds(cell, value):
                    for k in range(n):
                        self._put(grid, self._row + i, c + k, cell, value)
        for c, _, cell, _ in filled:
            down, across = (
                _count(cell.attrs, "table:number-rows-spanned"),
                _count(cell.attrs, "table:number-columns-spanned"),
            )
            grid.merge(self._row, c, self._row + down - 1, c + across - 1)
        self._row += self._row_repeated

    def _put(self, grid: Grid, r: int, c: int, cell: _Cell, value: object) -> None:
        formula = "table:formula" in cell.attrs
        if formula:
            grid.sheet.formulas.add((r, c))
        if isinstance(value, _Error):
            grid.put_error(r, c, value.text)
        elif formula and "office:value-type" not in cell.attrs and value == "":
            grid.put_uncached(r, c)
        else:
            kind = cell.attrs.get("office:value-type")
            if type(value) is float and (kind == "percentage" or self._styles.shows_percent(cell.style)):
                grid.sheet.percent.add((r, c))
            grid.put(r, c, value)


@dataclass(frozen=True, slots=True)
class _Error:
    text: str


def _holds(cell: _Cell, value: object) -> bool:
    return value != "" or "table:formula" in cell.attrs


def _value(cell: _Cell) -> object:
    attrs, text = cell.attrs, "".join(cell.text)
    kind = attrs.get("office:value-type", "")
    if attrs.get("calcext:value-type") == "error" or ERROR_TEXT.fullmatch(text.strip()):
        return _Error(text.strip() or "#VALUE!")
    try:
        if kind in _NUMBERS:
            number = float(attrs["office:value"])
            return number == 1 if number in (0, 1) and text in _TRUTH else number  # LibreOffice's results of formulas
        if kind == "boolean":
            return attrs["office:boolean-value"] == "true"
        if kind == "date":
            return _date(attrs["office:date-value"])
        if kind == "time":
            return _time(attrs["office:time-value"])
    except (KeyError, ValueError, OverflowError):
        return text
    return text or attrs.get("office:string-value", "")


def _date(written: str) -> object:
    if len(written) == 10:
        return date.fromisoformat(written)
    moment = datetime.fromisoformat(written).replace(tzinfo=None)
    return moment.date() if moment.time() == time() else moment


def _time(written: str) -> object:
    found = _DURATION.fullmatch(written)
    if not found:
        raise ValueError
    sign, days, hours, minutes, seconds = found.groups()
    length = timedelta(days=int(days or 0), hours=int(hours or 0), minutes=int(minutes or 0), seconds=int(seconds or 0))
    if sign or length >= timedelta(days=1):
        return -length if sign else length
    return (datetime.min + length).time()


def _count(attrs: dict[str, str], name: str) -> int:
    written = attrs.get(name)
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return max(1, int(written))


def _is_hidden(attrs: dict[str, str]) -> bool:
    return attrs.get("table:visibility", "visible") != "visible"
