"""SpreadsheetML of Excel 2003 (.xml, often named .xls): one pass over the one XML document that it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from datetime import datetime, time
from xml.parsers import expat

from loaders import guard
from loaders.formats.grid import Budget, Grid, Sheet, shows_percent
from progress.wording import berkas

_CONTROL = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_NAMED_FORMATS = {"Percent": "0.00%"}


def read_xml2003(content: bytes, _: str = "") -> list[Sheet]:
    content = content.removeprefix(
        codecs.BOM_UTF8
    ).lstrip()  # a blank line before the declaration, as PHP pages send it
    reader = _parsed(content) or _parsed(_without_control(content))
    if reader is None:
        guard.refuse(berkas.RUSAK)
    return [grid.finish() for grid in reader.grids]


def _parsed(content: bytes) -> _Reader | None:
    reader = _Reader()
    parser = guard.new_parser()
    reader.listen(parser)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that is none
        return None
    return reader


def _without_control(content: bytes) -> bytes:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content
    content = re.sub(rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", b"", content, flags=re.I)
    return content.translate(None, _CONTROL)


@dataclass(slots=True)
class _Cell:
    across: int
    down: int
    style: str
    formula: bool
    kind: str = ""
    has_data: bool = False
    text: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._budget = Budget()
        self._path: list[str] = []
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style = ""  # the style that is being defined
        self._grid: Grid | None = None
        self._cell: _Cell | None = None
        self._row = self._next_row = self._col = self._next_col = self._column = 0
        self._table_style = self._row_style = ""
        self._column_styles: list[tuple[int, int, str]] = []
        self._grab = 0
        self._visible: list[str] = []

    def listen(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(local)
        if len(self._path) == 1 and local != "Workbook":
            guard.refuse(berkas.RUSAK)
        if len(self._path) > guard.MAX_DEPTH:
            guard.suspicious(berkas.SEBAB_DALAM)
        if self._grab:
            return
        attrs = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        match parent, local:
            case "Styles", "Style":
                self._style = attrs.get("ID", "")
                self._parents[self._style] = attrs.get("Parent", "")
            case "Style", "NumberFormat":
                written = attrs.get("Format", "")
                self._formats[self._style] = _NAMED_FORMATS.get(written, written)
            case "Workbook", "Worksheet":
                self._grid = Grid(attrs.get("Name", ""), self._budget)
                self.grids.append(self._grid)
                self._next_row = self._column = 0
                self._table_style, self._column_styles = "", []
            case "Worksheet", "Table":
                self._table_style = attrs.get("StyleID", "")
            case "Table", "Column":
                self._add_column(attrs)
            case "Table", "Row":
                self._begin_row(attrs)
            case "Row", "Cell":
                self._begin_cell(attrs)
            case "Cell", "Data" if self._cell is not None:
                self._cell.kind, self._cell.has_data, self._grab = attrs.get("Type", "String"), True, len(self._path)
            case "WorksheetOptions", "Visible":
                self._grab, self._visible = len(self._path), []

    def _end(self, tag: str) -> None:
        depth = len(self._path)
        local = self._path.pop()
        if self._grab:
            if depth == self._grab:
                self._grab = 0
                if local == "Visible" and self._grid is not None:
                    self._grid.sheet.hidden = "".join(self._visible).strip() != "SheetVisible"
            return
        if local == "Cell" and self._cell is not None and self._grid is not None:
            cell, self._cell = self._cell, None
            self._put(self._grid, cell)
        elif local == "Worksheet":
            self._grid = None

    def _characters(self, piece: str) -> None:
        if self._grab:
            (self._cell.text if self._cell is not None else self._visible).append(piece)

    def _add_column(self, attrs: dict[str, str]) -> None:
        first = _number(attrs, "Index", self._column + 1) - 1
        last = first + _number(attrs, "Span", 0)
        self._column = last + 1
        self._column_styles.append((first, last, attrs.get("StyleID", "")))
        if (attrs.get("Hidden") == "1" or attrs.get("Width") == "0") and self._grid is not None:
            self._grid.hide_cols(first, last)

    def _begin_row(self, attrs: dict[str, str]) -> None:
        self._row = _number(attrs, "Index", self._next_row + 1) - 1
        if self._row < self._next_row:
            guard.suspicious(berkas.SEBAB_URUTAN)
        last = self._row + _number(attrs, "Span", 0)
        self._next_row, self._next_col = last + 1, 0
        self._row_style = attrs.get("StyleID", "")
        if (attrs.get("Hidden") == "1" or attrs.get("Height") == "0") and self._grid is not None:
            self._grid.hide_rows(self._row, last)

    def _begin_cell(self, attrs: dict[str, str]) -> None:
        self._col = _number(attrs, "Index", self._next_col + 1) - 1
        if self._col < self._next_col:
            guard.suspicious(berkas.SEBAB_URUTAN)
        across, down = _number(attrs, "MergeAcross", 0), _number(attrs, "MergeDown", 0)
        self._next_col = self._col + across + 1
        self._cell = _Cell(across, down, attrs.get("StyleID", ""), "Formula" in attrs)

    def _put(self, grid: Grid, cell: _Cell) -> None:
        r, c = self._row, self._col
        if cell.across or cell.down:
            grid.merge(r, c, r + cell.down, c + cell.across)
        if cell.formula:
            grid.sheet.formulas.add((r, c))
        text = "".join(cell.text)
        if cell.formula and (not cell.has_data or (not text and cell.kind != "String")):
            grid.put_uncached(r, c)
        elif cell.kind == "Error":
            grid.put_error(r, c, text.strip() or "#VALUE!")
        elif cell.has_data:
            value = _value(cell.kind, text)
            if type(value) is float and shows_percent(self._format(cell.style), value):
                grid.sheet.percent.add((r, c))
            grid.put(r, c, value)

    def _format(self, style: str) -> str:
        style = style or self._row_style or self._column_style() or self._table_style or "Default"
        for _ in range(guard.MAX_DEPTH):
            if style in self._formats or not style:
                break
            style = self._parents.get(style, "")
        return self._formats.get(style, "")

    def _column_style(self) -> str:
        return next((style for first, last, style in self._column_styles if first <= self._col <= last), "")


def _value(kind: str, text: str) -> object:
    """The value of a cell by its declared type; a text that contradicts its type stays a text."""
    try:
        if kind == "Number":
            return float(text) if text.strip() else ""
        if kind == "Boolean":
            return bool(int(text))
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip())
            if moment.year < 1900:
                return moment.time()
            return moment.date() if moment.time() == time() else moment
    except ValueError:
        return text
    return text


def _number(attrs: dict[str, str], name: str, default: int) -> int:
    written = attrs.get(name)
    if written is None:
        return default
    if not (written.isascii() and written.isdigit() and len(written) <= 7):
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return int(written)
