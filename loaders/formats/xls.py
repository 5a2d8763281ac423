"""Excel 97–2003 and Excel 5/95 (.xls): the records of the workbook stream, read by ourselves.

calamine would give the values sooner, but not number formats (0.85 shown as 85%), errors, hidden rows, formulas without a
stored result, dates made by formulas, or formats of Excel 5; all of these stand in the very records that hold the values.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders import guard
from loaders.formats import ole
from loaders.formats.grid import BUILTIN_FORMATS, Budget, Grid, Sheet
from progress.wording import berkas

ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip

_BOF, _EOF, _CONTINUE, _FILEPASS = 0x0809, 0x000A, 0x003C, 0x002F
_BIFF8, _BIFF5 = 0x0600, 0x0500
_GLOBALS, _WORKSHEET = 0x0005, 0
_CODEPAGES = {10000: "mac_roman", 32768: "mac_roman", 32769: "cp1252", 1200: "cp1252"}

Record = tuple[int, bytes]


def read_xls(content: bytes, _: str = "") -> list[Sheet]:
    """The sheets of a compound file, or of a bare workbook stream as some programs write it."""
    try:
        return _Book(_stream(content)).sheets()
    except (struct.error, IndexError, LookupError, UnicodeError):
        guard.refuse(berkas.RUSAK)


def _stream(content: bytes) -> bytes:
    if not content.startswith(ole.SIGNATURE):
        return content
    compound = ole.CompoundFile(content)
    streams = {name.lower(): entry for name, entry in compound.streams().items()}
    entry = streams.get("workbook") or streams.get("book")
    if entry is None:
        guard.refuse(berkas.RUSAK)
    return compound.read(entry)


@dataclass(slots=True)
class _Results:
    """What the formulas of the whole workbook hold, to tell results from what nobody calculated."""

    nothing: list[tuple[Grid, int, int]] = field(default_factory=list)  # empty text, or 0 with "calculate me"
    stored: bool = False


class _Book:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._walked = 0
        self._codec = "cp1252"
        self._from_1904 = False
        self._formats = dict(BUILTIN_FORMATS)
        self._styles: list[int] = []  # XF -> number of its format
        self._strings: list[str] = []
        self._listed: list[tuple[int, bool, int, str]] = []  # position, hidden, kind, name
        self._budget = Budget()
        self._results = _Results()
        self._wide = True
        self._read_globals()

    def sheets(self) -> list[Sheet]:
        grids = [
            self._read_sheet(at, Grid(name, self._budget, hidden, self._from_1904))
            for at, hidden, kind, name in self._listed
            if kind == _WORKSHEET
        ]
        if not self._results.stored:
            for grid, r, c in self._results.nothing:
                grid.put_uncached(r, c)
        return [grid.finish() for grid in grids]

    def _records(self, at: int) -> Iterator[Record]:
        """The records of one substream, without those of charts embedded in it."""
        stream, depth = self._stream, 0
        while True:
            kind, length = struct.unpack_from("<HH", stream, at)
            data = stream[at + 4 : at + 4 + length]
            if len(data) < length:
                guard.refuse(berkas.TERPOTONG)
            at += 4 + length
            self._walked += 4 + length
            if self._walked > 2 * len(stream):
                guard.suspicious(berkas.SEBAB_URUTAN)
            if kind == _BOF:
                depth += 1
            elif depth == 0:
                guard.refuse(berkas.RUSAK)
            elif kind == _EOF:
                depth -= 1
                if depth == 0:
                    return
            if depth == 1:
                yield kind, data

    def _read_globals(self) -> None:
        if self._stream[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04"):
            guard.refuse(berkas.XLS_KUNO)
        records = self._records(0)
        version, kind = struct.unpack_from("<HH", next(records)[1])
        if version not in (_BIFF8, _BIFF5) or kind != _GLOBALS:
            guard.refuse(berkas.XLS_KUNO)
        self._wide = version == _BIFF8
        strings: list[bytes] = []
        formats: list[bytes] = []
        sheets: list[bytes] = []
        last = 0
        for kind, data in records:
            if kind == _FILEPASS:
                guard.refuse(berkas.TERSANDI)
            elif kind == 0x0042:
                self._codec = _codec(*struct.unpack_from("<H", data))
            elif kind == 0x0022:
                self._from_1904 = data[:1] == b"\1"
            elif kind == 0x041E:
                formats.append(data)
            elif kind == 0x00E0:
                self._styles += struct.unpack_from("<H", data, 2)
            elif kind == 0x0085:
                sheets.append(data)
            elif kind == 0x00FC or (kind == _CONTINUE and last == 0x00FC):
                strings.append(data)
            last = last if kind == _CONTINUE else kind
        self._strings = _shared_strings(strings)
        for data in formats:
            (number,) = struct.unpack_from("<H", data)
            self._formats[number] = self._text(data, 2) if self._wide else self._short_text(data, 2)
        for data in sheets:
            at, state, kind = struct.unpack_from("<IBB", data)
            self._listed.append((at, bool(state & 3), kind, self._short_text(data, 6)))

    def _read_sheet(self, at: int, grid: Grid) -> Grid:
        awaiting: tuple[int, int] | None = None  # a formula whose text comes in the next STRING record
        text: list[bytes] = []
        plain = self._plain_cells(grid)
        for kind, data in self._records(at):
            if text and kind != _CONTINUE and awaiting:
                grid.put(*awaiting, _Segments(text).text() if self._wide else self._text(b"".join(text), 0))
                awaiting, text = None, []
            if kind in plain:
                plain[kind](data)
            elif kind == 0x0006:
                if awaiting:
                    grid.put_uncached(*awaiting)
                awaiting = self._formula(grid, data)
            elif kind == 0x0207 and awaiting:
                text = [data]
            elif kind == _CONTINUE and text:
                text.append(data)
        if awaiting:
            if text:
                grid.put(*awaiting, _Segments(text).text() if self._wide else self._text(b"".join(text), 0))
            else:
                grid.put_uncached(*awaiting)
        return grid

    def _plain_cells(self, grid: Grid) -> dict[int, Callable[[bytes], None]]:
        """What each record of a sheet does, except for formulas."""

        def number(data: bytes) -> None:
            r, c, style, value = struct.unpack_from("<HHHd", data)
            grid.put_number(r, c, value, self._format(style))

        def packed(data: bytes) -> None:
            r, c, style, value = struct.unpack_from("<HHHI", data)
            grid.put_number(r, c, unpacked(value), self._format(style))

        def many_packed(data: bytes) -> None:
            r, first = struct.unpack_from("<HH", data)
            for i, (style, value) in enumerate(struct.iter_unpack("<HI", data[4 : 4 + (len(data) - 6) // 6 * 6])):
                grid.put_number(r, first + i, unpacked(value), self._format(style))

        def shared_text(data: bytes) -> None:
            r, c, _, index = struct.unpack_from("<HHHI", data)
            grid.put(r, c, self._strings[index])

        def own_text(data: bytes) -> None:
            r, c = struct.unpack_from("<HH", data)
            grid.put(r, c, self._text(data, 6))

        def truth_or_error(data: bytes) -> None:
            r, c, _, value, is_error = struct.unpack_from("<HHHBB", data)
            if is_error:
                grid.put_error(r, c, ERRORS.get(value, "#VALUE!"))
            else:
                grid.put(r, c, bool(value))

        def row(data: bytes) -> None:
            r, flags = struct.unpack_from("<H10xH", data)
            if flags & 0x20:
                grid.hide_rows(r, r)

        def columns(data: bytes) -> None:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & 1 or width == 0:
                grid.hide_cols(first, last)

        def merges(data: bytes) -> None:
            for r1, r2, c1, c2 in struct.iter_unpack("<4H", data[2 : 2 + len(data[2:]) // 8 * 8]):
                grid.merge(r1, c1, r2, c2)

        return {
            0x0203: number, 0x027E: packed, 0x00BD: many_packed, 0x00FD: shared_text, 0x0204: own_text,
            0x00D6: own_text, 0x0205: truth_or_error, 0x0208: row, 0x007D: columns, 0x00E5: merges,
        }  # fmt: skip

    def _formula(self, grid: Grid, data: bytes) -> tuple[int, int] | None:
        """Store the formula's result; (row, column) when its text is still to come."""
        r, c, style, result, flags = struct.unpack_from("<HHH8sH", data)
        grid.sheet.formulas.add((r, c))
        if result[6:] != b"\xff\xff":
            (value,) = struct.unpack("<d", result)
            grid.put_number(r, c, value, self._format(style))
            if value == 0 and flags & 3:
                self._results.nothing.append((grid, r, c))
            else:
                self._results.stored = True
            return None
        kind = result[0]
        if kind == 3:
            self._results.nothing.append((grid, r, c))
            return None
        self._results.stored = True
        if kind == 0:
            return r, c
        if kind == 1:
            grid.put(r, c, bool(result[2]))
        else:
            grid.put_error(r, c, ERRORS.get(result[2], "#VALUE!"))
        return None

    def _format(self, style: int) -> str | None:
        """The number format of a cell style; '' is General or a plain builtin one, None one that the file lacks."""
        if style >= len(self._styles):
            return None
        return self._formats.get(self._styles[style], "")

    def _text(self, data: bytes, at: int) -> str:
        """A text with two bytes of length."""
        if self._wide:
            return _Segments([data[at:]]).text()
        (length,) = struct.unpack_from("<H", data, at)
        return data[at + 2 : at + 2 + length].decode(self._codec, "replace")

    def _short_text(self, data: bytes, at: int) -> str:
        """A text with one byte of length."""
        if self._wide:
            return _Segments([data[at : at + 1] + b"\0" + data[at + 1 :]]).text().replace("\0", "")
        return data[at + 1 : at + 1 + data[at]].decode(self._codec, "replace").replace("\0", "")


class _Segments:
    """Texts of Excel 97: a length, a flag for two bytes per character, and runs of formatting that are skipped.

    A text may break off at the end of a record; it goes on in the next one behind a new flag.
    """

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    def take(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            piece = self._parts[self._part][self._at : self._at + count - len(found)]
            found += piece
            self._at += len(piece)
            if len(found) < count:
                self._part, self._at = self._part + 1, 0
        return found

    def text(self) -> str:
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        if extra > sum(map(len, self._parts)):
            guard.refuse(berkas.RUSAK)
        text = self._characters(length, flags & 1)
        self.take(runs * 4 + extra)
        return text

    def _characters(self, count: int, wide: int) -> str:
        found = ""
        while count:
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 1
                wide = self._parts[self._part][0] & 1
            size = 2 if wide else 1
            piece = self._parts[self._part][self._at : self._at + count * size]
            piece = piece[: len(piece) // size * size]
            if not piece:
                guard.refuse(berkas.RUSAK)
            found += piece.decode("utf-16-le", "replace") if wide else piece.decode("latin-1")
            self._at += len(piece)
            count -= len(piece) // size
        return found


def _shared_strings(records: list[bytes]) -> list[str]:
    if not records:
        return []
    segments = _Segments(records)
    _, count = struct.unpack("<II", segments.take(8))
    if count * 3 > sum(map(len, records)):
        guard.refuse(berkas.RUSAK)
    return [segments.text() for _ in range(count)]


def unpacked(value: int) -> float:
    """RK: 30 bits of an integer or of a float's upper half, perhaps in hundredths."""
    if value & 2:
        number = float((value >> 2) - (1 << 30 if value & 0x80000000 else 0))
    else:
        (number,) = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))
    return number / 100 if value & 1 else number


def _codec(codepage: int) -> str:
    name = _CODEPAGES.get(codepage, f"cp{codepage}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name
