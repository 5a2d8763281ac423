"""A workbook as grids of cells that know their address, what their format shows, and what is wrong with them.

Values come from calamine. What calamine hides (errors, formulas without a stored result, percent formats, hidden rows)
comes from one streaming pass over the sheet's XML, which is the guard as well.
"""

from __future__ import annotations

import operator
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders import guard
from loaders.kinds import check_kind, check_parts
from loaders.structure import Scan, address, read_structure
from progress.wording import berkas

_INVISIBLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0x200B, 0x2060, 0xFEFF])
ERROR_TEXT = re.compile(
    r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|BUSY!|PYTHON!)"
    r"|Err:[0-9]{3}"  # LibreOffice
)


__all__ = ["Sheet", "Workbook", "address", "read_workbook", "shows_percent"]


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


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """Read an .xlsx or .xlsm (macros never run), known by its content. `name` is the sender's file name.

    Raises UnreadableWorkbook for everything else, with one sentence for the sender. It is meant to run inside the
    sandbox: a hostile file may still end the process.
    """
    name = name or path.name
    guard.check_size(path)
    check_kind(path, name)
    with guard.Parts(path) as parts:
        check_parts(parts)
        scans = read_structure(parts)
    sheets = _values(path, scans)
    if not sheets:
        guard.refuse(berkas.TANPA_LEMBAR)
    return Workbook(name, "xlsx", sheets)


def _values(path: Path, scans: list[Scan | None]) -> list[Sheet]:
    """The scanned sheets with their values; calamine's own sheet list must be the one that was scanned."""
    with _for_calamine(path, scans) as readable:
        try:
            return _read_all(readable, scans)
        except PasswordError:
            guard.refuse(berkas.TERSANDI)
        except (CalamineError, OSError, ValueError, OverflowError):
            guard.refuse(berkas.RUSAK)
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":  # pyo3's, which no `except Exception` catches
                raise
            guard.refuse(berkas.RUSAK)


@contextmanager
def _for_calamine(path: Path, scans: list[Scan | None]) -> Iterator[Path]:
    """calamine chooses its reader by the suffix and gives up at error texts it does not know: lend it a copy then."""
    foreign = {s.part: s.foreign_errors for s in scans if s and s.foreign_errors}
    if path.suffix.lower() in (".xlsx", ".xlsm") and not foreign:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="pantau-") as folder:
        copy = Path(folder) / "buku.xlsx"
        if foreign:
            _copy_with_known_errors(path, copy, foreign)
        else:
            shutil.copyfile(path, copy)
        yield copy


def _copy_with_known_errors(path: Path, copy: Path, foreign: dict[str, set[str]]) -> None:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for member in source.infolist():
            content = source.read(member)
            for text in foreign.get(guard.plain(member.filename), ()):
                content = re.sub(rb">\s*" + re.escape(text.encode()) + rb"\s*<", b">#VALUE!<", content)
            target.writestr(member.filename, content)


def _read_all(path: Path, scans: list[Scan | None]) -> list[Sheet]:
    sheets: list[Sheet] = []
    with CalamineWorkbook.from_path(path) as book:
        listed = book.sheets_metadata
        if len(listed) != len(scans):
            guard.refuse(berkas.RUSAK)
        for index, (meta, scan) in enumerate(zip(listed, scans, strict=True)):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            if scan is None or scan.name != meta.name:
                guard.refuse(berkas.RUSAK)
            rows = cast(list[list[object]], book.get_sheet_by_index(index).to_python(skip_empty_area=False))
            sheets.append(_sheet(scan, rows, meta.visible is not SheetVisibleEnum.Visible))
    return sheets


def _sheet(scan: Scan, rows: list[list[object]], hidden: bool) -> Sheet:
    sheet = Sheet(scan.name, hidden, rows, hidden_rows=scan.hidden_rows, errors=scan.errors)
    sheet.uncached, sheet.formulas = scan.uncached, scan.formulas
    _clean(sheet)
    for r, c in [*sheet.errors, *sheet.uncached]:
        if sheet.value(r, c) != "":
            rows[r][c] = ""
    for (r, c), number_format in scan.percent_styles.items():
        value = sheet.value(r, c)
        if type(value) is float and shows_percent(number_format, value):
            sheet.percent.add((r, c))
    bottom, right = len(rows) - 1, max(map(len, rows), default=0) - 1
    sheet.merges = [
        (r1, c1, min(r2, bottom), min(c2, right)) for r1, c1, r2, c2 in scan.merges if r1 <= bottom and c1 <= right
    ]
    sheet.hidden_cols = {c for c in scan.hidden_cols if c <= right}
    return sheet


def _clean(sheet: Sheet) -> None:
    """Blank texts become '', invisible characters go, error texts and numbers that are none are moved to `errors`."""
    for r, row in enumerate(sheet.rows):
        for c, value in enumerate(row):
            if type(value) is float:
                if value - value != 0:  # NaN and infinity
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
