"""Sheets as every reader returns them, and how a number format shows a number."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import lru_cache

from loaders import guard
from loaders.structure import address
from progress.wording import berkas

Position = tuple[int, int]
_LARGEST = 1e300
_INVISIBLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0x200B, 0x2060, 0xFEFF])
ERROR_TEXT = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|PYTHON!)"
    r"|Err:[0-9]{3}"  # LibreOffice
)


@dataclass(slots=True)
class Sheet:
    """One sheet, dense from A1; all positions are (row, column) from zero. '' is an empty cell, whitespace alone too.

    Values are str, float, bool, datetime, date, time or timedelta. A cell in `errors` or `uncached` has the value ''.
    """

    name: str
    hidden: bool = False
    rows: list[list[object]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)  # r1, c1, r2, c2, inclusive
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)  # numbers shown times 100 with a percent sign
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # "#REF!" and its kind
    uncached: set[tuple[int, int]] = field(default_factory=set)  # formulas whose result the file does not hold
    formulas: set[tuple[int, int]] = field(default_factory=set)
    pictures: set[int] | None = None  # rows where a picture begins; None: not known for this format
    percent_unknown: bool = False  # some number's format could not be read: 0.85 may have been shown as 85%

    def value(self, r: int, c: int) -> object:
        """The value at this position; '' outside of the sheet."""
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            return self.rows[r][c]
        return ""


@dataclass(slots=True)
class Workbook:
    name: str
    format: str
    sheets: list[Sheet]


@dataclass(slots=True)
class Budget:
    """What the sheets of one workbook may cost together."""

    cells: int = 0
    area: int = 0

    def spend(self, cells: int) -> None:
        self.cells += cells
        if self.cells > guard.MAX_CELLS:
            guard.refuse(berkas.SEL_BANYAK, batas="2 juta")


class Grid:
    """A sheet that grows cell by cell; nothing dense is allocated before its size is known to be allowed."""

    def __init__(self, name: str, budget: Budget, hidden: bool = False, from_1904: bool = False) -> None:
        self.sheet = Sheet(name, hidden)
        self._from_1904 = from_1904
        self._budget = budget
        self._rows: dict[int, dict[int, object]] = {}
        self._hidden_rows: list[tuple[int, int]] = []
        self._hidden_cols: list[tuple[int, int]] = []

    def put(self, r: int, c: int, value: object) -> None:
        if not (0 <= r < guard.MAX_ROWS and 0 <= c < guard.MAX_COLUMNS):
            guard.suspicious(berkas.SEBAB_ALAMAT)
        self._budget.spend(1)
        self._rows.setdefault(r, {})[c] = value

    def put_number(self, r: int, c: int, value: float, number_format: str | None) -> None:
        """A number as its format shows it; None is a format that could not be read, and the sheet says so."""
        shown: object = value
        if number_format is None:
            self.sheet.percent_unknown = True
        elif number_format:
            if shows_percent(number_format, value):
                self.sheet.percent.add((r, c))
            elif shows_date(number_format, value):
                shown = _as_date(value, number_format, self._from_1904)
        self.put(r, c, shown)

    def put_error(self, r: int, c: int, text: str) -> None:
        self.put(r, c, "")
        self.sheet.errors[r, c] = text

    def put_uncached(self, r: int, c: int) -> None:
        self.put(r, c, "")
        self.sheet.percent.discard((r, c))
        self.sheet.uncached.add((r, c))

    def merge(self, r1: int, c1: int, r2: int, c2: int) -> None:
        if (r1, c1) == (r2, c2):
            return
        self.sheet.merges.append((r1, c1, r2, c2))
        if len(self.sheet.merges) > guard.MAX_MERGES:
            guard.suspicious(berkas.SEBAB_GABUNG)

    def hide_rows(self, first: int, last: int) -> None:
        self._hidden_rows.append((first, last))

    def hide_cols(self, first: int, last: int) -> None:
        self._hidden_cols.append((first, last))

    def finish(self) -> Sheet:
        """The sheet, dense from A1 to its last cell with content."""
        sheet = self.sheet
        marked = [*sheet.errors, *sheet.uncached]
        bottom = max((r for r, row in self._rows.items() if any(v != "" for v in row.values())), default=-1)
        right = max((c for row in self._rows.values() for c, v in row.items() if v != ""), default=-1)
        bottom, right = max([bottom, *(r for r, _ in marked)]), max([right, *(c for _, c in marked)])
        self._budget.area += (bottom + 1) * (right + 1)
        if self._budget.area > guard.MAX_AREA:
            guard.refuse(berkas.DAERAH_LUAS, lembar=sheet.name, sel=address(bottom, right))
        sheet.rows = [[""] * (right + 1) for _ in range(bottom + 1)]
        for r, row in self._rows.items():
            if r <= bottom:
                dense = sheet.rows[r]
                for c, value in row.items():
                    if c <= right:
                        dense[c] = value
        sheet.merges = clipped(sheet.merges, bottom, right)
        sheet.hidden_rows = _within(self._hidden_rows, bottom)
        sheet.hidden_cols = _within(self._hidden_cols, right)
        clean(sheet)
        return sheet


def clipped(merges: Iterable[tuple[int, int, int, int]], bottom: int, right: int) -> list[tuple[int, int, int, int]]:
    """The merges cut to the cells that are there."""
    return [(r1, c1, min(r2, bottom), min(c2, right)) for r1, c1, r2, c2 in merges if r1 <= bottom and c1 <= right]


def _within(ranges: list[tuple[int, int]], last: int) -> set[int]:
    return {i for first, end in ranges for i in range(first, min(end, last) + 1)}


def clean(sheet: Sheet) -> None:
    """Blank texts become '', invisible characters go, error texts and numbers that are none are moved to `errors`."""
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if type(value) is float:
                if not -_LARGEST < value < _LARGEST:  # NaN, infinity, and what would become that in a sum
                    sheet.errors[r, c] = "#NUM!"
            elif type(value) is str and value:
                if not value.isprintable():
                    row[c] = value = value.translate(_INVISIBLE)
                if value.isspace():
                    row[c] = ""
                elif value[:1] in ("#", "E") and ERROR_TEXT.fullmatch(value):
                    sheet.errors[r, c] = value


_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.', re.DOTALL)
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\s*\]")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


_Section = tuple[Callable[[float], bool] | None, str]  # its own condition, its text without brackets


def shows_percent(number_format: str, value: float) -> bool:
    """Whether this format shows this number times 100 with a percent sign: '0%' does, '0"%"' and '0\\%' do not."""
    return "%" in _applying(_sections(number_format), value)


@lru_cache(maxsize=256)
def _sections(number_format: str) -> tuple[_Section, ...]:
    return tuple(_section(s) for s in _LITERAL.sub("", number_format).split(";"))


def _section(text: str) -> _Section:
    found = _CONDITION.search(text)
    bare = re.sub(r"\[[^\]]*\]", "", text)
    if not found:
        return None, bare
    try:
        bound, compare = float(found[2]), _COMPARE[found[1]]
    except ValueError:
        return None, bare
    return lambda value: compare(value, bound), bare


def _applying(sections: tuple[_Section, ...], value: float) -> str:
    """The section Excel chooses: positive; negative; zero; text, unless the first two carry conditions of their own."""
    numeric = sections[:3]
    if any(condition for condition, _ in numeric):
        for condition, text in numeric:
            if condition is None or condition(value):
                return text
        return numeric[-1][1]
    if len(numeric) >= 2 and value < 0:
        return numeric[1][1]
    return numeric[2][1] if len(numeric) == 3 and value == 0 else numeric[0][1]


def shows_date(number_format: str, value: float) -> bool:
    """Whether this format shows this number as a date or a time."""
    return bool(_DATE.search(_applying(_sections(number_format), value)) or _ELAPSED.search(number_format))


_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_LAST_DAY = 2_958_465  # 31 December 9999

BUILTIN_FORMATS: dict[int, str] = {
    9: "0%", 10: "0.00%", 14: "m/d/yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "yyyy/m/d"),
}  # fmt: skip


def _as_date(serial: float, number_format: str, from_1904: bool) -> object:
    """Excel's day number as the other readers give it: date, datetime, time, or timedelta; what is none stays a number."""
    if not 0 <= serial <= _LAST_DAY:
        return serial
    if _ELAPSED.search(number_format):
        return timedelta(seconds=round(serial * 86400))
    epoch = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 60 else 31)
    try:
        moment = epoch + timedelta(seconds=round(serial * 86400))
    except OverflowError:
        return serial
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == time() else moment
