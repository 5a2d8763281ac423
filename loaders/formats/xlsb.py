"""Excel's binary workbook (.xlsb): the records of its parts, read by ourselves.

calamine would give the values, but neither percent formats nor errors, and a date stored as a whole number as that number.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from loaders import guard
from loaders.formats.grid import BUILTIN_FORMATS, Budget, Grid, Sheet
from loaders.formats.xls import ERRORS, unpacked
from progress.wording import berkas

_WORKBOOK, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_BLANK, _FIRST_SHORT, _LAST_SHORT = 1, 12, 18  # a short record stands in the next column and does not say so
_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR, _RICH_TEXT = 8, 9, 10, 11, 62
_STRING_ITEM, _FORMAT, _STYLE, _COLUMN, _MERGE, _PROPERTIES, _SHEET = 19, 44, 47, 60, 176, 153, 156
_BEGIN_STYLES, _END_STYLES = 617, 618
_FORMULAS = frozenset((_FORMULA_TEXT, _FORMULA_NUMBER, _FORMULA_BOOL, _FORMULA_ERROR))

Record = tuple[int, bytes]


def read_xlsb(_: Path, parts: guard.Parts) -> list[Sheet]:
    try:
        return _Book(parts).sheets()
    except (struct.error, LookupError, ValueError):
        guard.refuse(berkas.RUSAK)


class _Book:
    def __init__(self, parts: guard.Parts) -> None:
        self._parts = parts
        self._budget = Budget()
        self._from_1904 = False
        self._formats = _style_formats(parts)
        self._strings = [
            _text(data, 1)[0] for kind, data in _records(parts, "xl/sharedStrings.bin") if kind == _STRING_ITEM
        ]

    def sheets(self) -> list[Sheet]:
        targets = _relations(self._parts)
        listed: list[tuple[str, bool, str]] = []
        for kind, data in _records(self._parts, _WORKBOOK):
            if kind == _PROPERTIES:
                self._from_1904 = bool(data[0] & 1)
            elif kind == _SHEET:
                (state,) = struct.unpack_from("<I", data)
                relation, at = _text(data, 8)
                listed.append((_text(data, at)[0], state != 0, relation))
        found = []
        for name, hidden, relation in listed:
            kind_of_part, part = targets.get(relation, ("", ""))
            if kind_of_part == "worksheet" and part in self._parts:
                found.append(self._sheet(part, Grid(name, self._budget, hidden, self._from_1904)))
        return found

    def _sheet(self, part: str, grid: Grid) -> Sheet:
        r = c = -1
        for kind, data in _records(self._parts, part):
            if kind == _ROW:
                (r,), c = struct.unpack_from("<I", data), -1
                if data[11] & 0x10:
                    grid.hide_rows(r, r)
            elif kind == _COLUMN:
                first, last, width, _, flags = struct.unpack_from("<IIIIH", data)
                if flags & 1 or width == 0:
                    grid.hide_cols(first, last)
            elif kind == _MERGE:
                r1, r2, c1, c2 = struct.unpack_from("<4I", data)
                grid.merge(r1, c1, r2, c2)
            elif _BLANK <= kind <= _LAST_SHORT or kind == _RICH_TEXT:
                if _FIRST_SHORT <= kind <= _LAST_SHORT:
                    kind, data = kind - _FIRST_SHORT + _BLANK, struct.pack("<I", c + 1) + data
                (c,) = struct.unpack_from("<I", data)
                if kind != _BLANK:
                    self._cell(grid, r, kind, data)
        return grid.finish()

    def _cell(self, grid: Grid, r: int, kind: int, data: bytes) -> None:
        c, style = struct.unpack_from("<II", data)
        if kind in _FORMULAS:
            grid.sheet.formulas.add((r, c))
        if kind == _RK:
            grid.put_number(r, c, unpacked(struct.unpack_from("<I", data, 8)[0]), self._format(style))
        elif kind in (_REAL, _FORMULA_NUMBER):
            (value,) = struct.unpack_from("<d", data, 8)
            grid.put_number(r, c, value, self._format(style))
        elif kind in (_ERROR, _FORMULA_ERROR):
            grid.put_error(r, c, ERRORS.get(data[8], "#VALUE!"))
        elif kind in (_BOOL, _FORMULA_BOOL):
            grid.put(r, c, bool(data[8]))
        elif kind == _SHARED:
            grid.put(r, c, self._strings[struct.unpack_from("<I", data, 8)[0]])
        else:
            grid.put(r, c, _text(data, 9 if kind == _RICH_TEXT else 8)[0])

    def _format(self, style: int) -> str | None:
        style &= 0xFFFFFF
        return self._formats[style] if style < len(self._formats) else None


def _style_formats(parts: guard.Parts) -> list[str]:
    """Number format of every cell style; empty for General."""
    formats = dict(BUILTIN_FORMATS)
    styles: list[int] = []
    inside = False
    for kind, data in _records(parts, "xl/styles.bin"):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", data)[0]] = _text(data, 2)[0]
        elif kind in (_BEGIN_STYLES, _END_STYLES):
            inside = kind == _BEGIN_STYLES
        elif kind == _STYLE and inside:
            styles += struct.unpack_from("<H", data, 2)
    return [formats.get(number, "") for number in styles]


def _relations(parts: guard.Parts) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, part)."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attrs.get("Target", ""))).lstrip("/")
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target)

    def configure(parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = start

    if _RELATIONS not in parts:
        guard.refuse(berkas.RUSAK)
    parts.parse(_RELATIONS, configure)
    return found


def _records(parts: guard.Parts, part: str) -> Iterator[Record]:
    """Number and body of every record; none when there is no such part."""
    if part not in parts:
        return
    content, at = parts.read(part), 0
    while at < len(content):
        kind, at = _variable(content, at, 2)
        length, at = _variable(content, at, 4)
        data = content[at : at + length]
        if len(data) < length:
            guard.refuse(berkas.TERPOTONG)
        at += length
        yield kind, data


def _variable(content: bytes, at: int, longest: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where it ends."""
    value = 0
    for i in range(longest):
        byte = content[at + i]
        value |= (byte & 0x7F) << 7 * i
        if byte < 0x80:
            return value, at + i + 1
    return value, at + longest


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text with four bytes of length, and where it ends."""
    (length,) = struct.unpack_from("<I", data, at)
    if length == 0xFFFFFFFF:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(data):
        guard.refuse(berkas.RUSAK)
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
