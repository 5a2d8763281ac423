"""A workbook as grids of cells that know their address, what their format shows, and what is wrong with them.

Values come from calamine. What calamine hides (errors, formulas without a stored result, percent formats, hidden rows)
comes from one streaming pass over the sheet's XML, which is the guard as well.
"""

from __future__ import annotations

import operator
import posixpath
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders import guard
from loaders.kinds import check_kind, check_parts
from progress.wording import berkas

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


def address(r: int, c: int) -> str:
    """(16, 5) -> 'F17'."""
    letters = ""
    c += 1
    while c:
        c, rest = divmod(c - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{r + 1}"


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """Read an .xlsx or .xlsm (macros never run), known by its content. `name` is the sender's file name.

    Raises UnreadableWorkbook for everything else, with one sentence for the sender. It is meant to run inside the
    sandbox: a hostile file may still end the process.
    """
    name = name or path.name
    guard.check_size(path)
    check_kind(path, name)
    with guard.Parts(path) as parts:
        structure = _structure(parts)
    sheets = _values(path, structure)
    if not sheets:
        guard.refuse(berkas.TANPA_LEMBAR)
    return Workbook(name, "xlsx", sheets)


@dataclass(slots=True)
class _Scan:
    """What one sheet's XML says besides values."""

    sheet: Sheet
    styled: dict[tuple[int, int], str] = field(default_factory=dict)  # numbers whose style may show a percent
    zero_formulas: set[tuple[int, int]] = field(default_factory=set)
    other_formulas: bool = False
    strings: Counter[str] = field(default_factory=Counter)  # index in the shared strings -> cells
    end: tuple[int, int] = (-1, -1)


@dataclass(slots=True)
class _Structure:
    scans: list[_Scan | None]  # in workbook order; None is a chart sheet or a sheet without a part
    percent_styles: dict[str, str]  # style id -> number format that holds a percent


def _structure(parts: guard.Parts) -> _Structure:
    check_parts(parts)
    listed, recalculate = _listed_sheets(parts)
    targets = _relations(parts)
    percent_styles = _percent_styles(parts)
    budget = _Budget()
    scans: list[_Scan | None] = []
    for name, relation in listed:
        kind, part = targets.get(relation, ("", ""))
        usable = kind == "worksheet" and part in parts
        scans.append(_scan(parts, part, name, percent_styles, budget) if usable else None)
    present = [s for s in scans if s]
    _check_repeated_text(parts, present)
    if recalculate and not any(s.other_formulas for s in present):
        for scan in present:  # written by a program that stores 0 for every formula it did not calculate
            scan.sheet.uncached |= scan.zero_formulas
    return _Structure(scans, percent_styles)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _listed_sheets(parts: guard.Parts) -> tuple[list[tuple[str, str]], bool]:
    """Names with relation ids in workbook order, and whether the writer asks for a full calculation at opening."""
    listed: list[tuple[str, str]] = []
    recalculate: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "sheet":
            relation = next((v for k, v in attrs.items() if ":" in k and _local(k) == "id"), "")
            listed.append((attrs.get("name", ""), relation))
        elif local == "calcPr":
            recalculate.append(attrs.get("fullCalcOnLoad", "0"))

    def fresh() -> tuple[guard.StartHandler, None, None]:
        listed.clear()
        return start, None, None

    parts.parse("xl/workbook.xml", fresh)
    return listed, any(_true(flag) for flag in recalculate)


def _relations(parts: guard.Parts) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, part)."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attrs.get("Target", ""))).lstrip("/")
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target)

    if "xl/_rels/workbook.xml.rels" not in parts:
        guard.refuse(berkas.RUSAK)
    parts.parse("xl/_rels/workbook.xml.rels", lambda: (start, None, None))
    return found


def _percent_styles(parts: guard.Parts) -> dict[str, str]:
    """Style id -> number format, for those cell styles whose format shows a percent in one of its sections."""
    codes = {"9": "0%", "10": "0.00%"}
    used: list[str] = []
    inside: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "numFmt":
            codes[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        elif local == "cellXfs":
            inside.append(local)
        elif local == "xf" and inside:
            used.append(attrs.get("numFmtId", "0"))

    def end(tag: str) -> None:
        if _local(tag) == "cellXfs":
            inside.clear()

    def fresh() -> tuple[guard.StartHandler, guard.EndHandler, None]:
        used.clear()
        return start, end, None

    if "xl/styles.xml" in parts:
        parts.parse("xl/styles.xml", fresh)
    return {str(i): codes[n] for i, n in enumerate(used) if n in codes and "%" in codes[n]}


@dataclass(slots=True)
class _Budget:
    cells: int = 0
    area: int = 0


def _true(flag: str) -> bool:
    return flag.strip() in ("1", "true", "on")


def _scan(parts: guard.Parts, part: str, name: str, percent_styles: dict[str, str], budget: _Budget) -> _Scan:
    """One pass over a sheet. The handlers are closures over plain variables: this is the hot loop of a reading."""
    scan: _Scan = _Scan(Sheet(name))

    def handlers() -> tuple[guard.StartHandler, guard.EndHandler, guard.TextHandler]:
        nonlocal scan
        scan = _Scan(Sheet(name))
        return _handlers(scan, percent_styles, budget)

    parts.parse(part, handlers)
    bottom, right = scan.end
    budget.area += (bottom + 1) * (right + 1)
    if budget.area > guard.MAX_AREA:
        guard.refuse(berkas.DAERAH_LUAS, lembar=name, sel=address(bottom, right))
    return scan


def _handlers(
    scan: _Scan, percent_styles: dict[str, str], budget: _Budget
) -> tuple[guard.StartHandler, guard.EndHandler, guard.TextHandler]:
    sheet = scan.sheet
    prefix = ""
    depth = rows = 0
    row = col = -1
    cell_type = style = text = ""
    in_cell = has_formula = has_value = grab = False
    here = (0, 0)
    bottom = right = -1
    columns: dict[str, int] = {}
    cell_tag, value_tag, formula_tag, row_tag, inline_tag = "c", "v", "f", "row", "is"

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal depth, rows, row, col, cell_type, style, text, in_cell, has_formula, has_value, grab, here
        nonlocal prefix, cell_tag, value_tag, formula_tag, row_tag, inline_tag
        depth += 1
        if tag == cell_tag:
            budget.cells += 1
            ref = attrs.get("r")
            if ref is None:
                col += 1
                here = (row, col)
            else:
                here = _position(ref, columns)
                col = here[1]
            cell_type = attrs.get("t", "n")
            style = attrs.get("s", "0")
            text = ""
            in_cell, has_formula, has_value = True, False, False
        elif tag == value_tag:
            if in_cell:
                grab = has_value = True
        elif tag == row_tag:
            rows += 1
            at = attrs.get("r")
            row = row + 1 if at is None else _row_number(at)
            col = -1
            if rows > guard.MAX_ROWS or row >= guard.MAX_ROWS or budget.cells > guard.MAX_CELLS:
                guard.refuse(berkas.SEL_BANYAK, batas="2 juta")
            if _true(attrs.get("hidden", "0")) or attrs.get("ht") == "0":
                sheet.hidden_rows.add(row)
        elif tag == formula_tag:
            has_formula = in_cell
        elif tag == inline_tag:
            has_value = in_cell
        elif depth == 1:
            prefix = tag[: tag.rfind(":") + 1]
            cell_tag, value_tag, formula_tag, row_tag, inline_tag = (prefix + t for t in ("c", "v", "f", "row", "is"))
        elif depth > guard.MAX_DEPTH:
            guard.suspicious(berkas.SEBAB_DALAM)
        elif tag == prefix + "mergeCell":
            _add_merge(sheet, attrs.get("ref", ""), columns)
        elif tag == prefix + "col" and (_true(attrs.get("hidden", "0")) or attrs.get("width") == "0"):
            sheet.hidden_cols.update(_columns(attrs))

    def end(tag: str) -> None:
        nonlocal depth, in_cell, grab, bottom, right
        depth -= 1
        if tag == value_tag:
            grab = False
        elif tag == cell_tag:
            in_cell = False
            if not (has_value or has_formula):
                return
            if here[0] > bottom or here[1] > right:
                bottom, right = max(bottom, here[0]), max(right, here[1])
                scan.end = (bottom, right)
            if has_formula:
                formula_cell()
            if cell_type == "s":
                scan.strings[text] += 1
            elif cell_type == "e":
                sheet.errors[here] = text.strip() or "#VALUE!"
            elif style in percent_styles:
                scan.styled[here] = style

    def formula_cell() -> None:
        sheet.formulas.add(here)
        if not has_value or (not text and cell_type != "str"):
            sheet.uncached.add(here)
        elif cell_type == "n" and text.strip() in ("0", "0.0"):
            scan.zero_formulas.add(here)
        else:
            scan.other_formulas = True

    def characters(piece: str) -> None:
        nonlocal text
        if grab:
            text += piece

    return start, end, characters


def _position(ref: str, columns: dict[str, int]) -> tuple[int, int]:
    """'F17' -> (16, 5); an address outside of a sheet is refused. `columns` remembers letters already met."""
    letters = ref.rstrip("0123456789")
    column = columns.get(letters)
    if column is None:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            guard.suspicious(berkas.SEBAB_ALAMAT)
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        columns[letters] = column = column - 1
    if column >= guard.MAX_COLUMNS:
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return _row_number(ref[len(letters) :]), column


def _row_number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and 1 <= int(digits) <= guard.MAX_ROWS):
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return int(digits) - 1


def _add_merge(sheet: Sheet, ref: str, columns: dict[str, int]) -> None:
    first, _, last = ref.partition(":")
    r1, c1 = _position(first, columns)
    r2, c2 = _position(last or first, columns)
    sheet.merges.append((min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)))
    if len(sheet.merges) > guard.MAX_MERGES:
        guard.suspicious(berkas.SEBAB_GABUNG)


def _columns(attrs: dict[str, str]) -> range:
    first, last = attrs.get("min", ""), attrs.get("max", "")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return range(0)
    return range(int(first) - 1, min(int(last), guard.MAX_COLUMNS))


def _check_repeated_text(parts: guard.Parts, scans: list[_Scan]) -> None:
    """The reader of values copies a shared string into every cell that shows it; refuse before that costs gigabytes."""
    cells = sum(s.strings.total() for s in scans)
    if cells * parts.size("xl/sharedStrings.xml") <= guard.MAX_REPEATED_TEXT:
        return
    lengths = _string_lengths(parts)
    total = 0
    for scan in scans:
        for index, count in scan.strings.items():
            if index.strip().isdigit() and int(index) < len(lengths):
                total += lengths[int(index)] * count
    if total > guard.MAX_REPEATED_TEXT:
        guard.refuse(berkas.TEKS_BERULANG)


def _string_lengths(parts: guard.Parts) -> list[int]:
    lengths: list[int] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if _local(tag) == "si":
            lengths.append(0)

    def characters(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    def fresh() -> tuple[guard.StartHandler, None, guard.TextHandler]:
        lengths.clear()
        return start, None, characters

    parts.parse("xl/sharedStrings.xml", fresh)
    return lengths


def _values(path: Path, structure: _Structure) -> list[Sheet]:
    """The scanned sheets with their values; calamine's own sheet list must be the one that was scanned."""
    with _named_xlsx(path) as readable:
        try:
            return _read_all(readable, structure)
        except PasswordError:
            guard.refuse(berkas.TERSANDI)
        except (CalamineError, OSError, ValueError, OverflowError):
            guard.refuse(berkas.RUSAK)
        except BaseException as panic:
            if type(panic).__name__ != "PanicException":  # pyo3's, which no `except Exception` catches
                raise
            guard.refuse(berkas.RUSAK)


@contextmanager
def _named_xlsx(path: Path) -> Iterator[Path]:
    """calamine chooses its reader by the suffix: lend it a copy with the true one where the name lies."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="pantau-") as folder:
        yield Path(shutil.copyfile(path, Path(folder) / "buku.xlsx"))


def _read_all(path: Path, structure: _Structure) -> list[Sheet]:
    sheets: list[Sheet] = []
    with CalamineWorkbook.from_path(path) as book:
        listed = book.sheets_metadata
        if len(listed) != len(structure.scans):
            guard.refuse(berkas.RUSAK)
        for index, (meta, scan) in enumerate(zip(listed, structure.scans, strict=True)):
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            if scan is None:
                guard.refuse(berkas.RUSAK)
            scan.sheet.name = meta.name
            scan.sheet.hidden = meta.visible is not SheetVisibleEnum.Visible
            sheets.append(_filled(scan, book.get_sheet_by_index(index).to_python(skip_empty_area=False), structure))
    return sheets


def _filled(scan: _Scan, rows: list[list[object]], structure: _Structure) -> Sheet:
    sheet = scan.sheet
    sheet.rows = rows
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if type(value) is str and value:
                if value.isspace():
                    row[c] = ""
                elif value[0] in "#E" and ERROR_TEXT.fullmatch(value):
                    sheet.errors[r, c] = value
    for r, c in [*sheet.errors, *sheet.uncached]:
        if sheet.value(r, c) != "":
            rows[r][c] = ""
    for (r, c), style in scan.styled.items():
        value = sheet.value(r, c)
        if type(value) is float and shows_percent(structure.percent_styles[style], value):
            sheet.percent.add((r, c))
    bottom, right = len(rows) - 1, max(map(len, rows), default=0) - 1
    sheet.merges = [
        (r1, c1, min(r2, bottom), min(c2, right)) for r1, c1, r2, c2 in sheet.merges if r1 <= bottom and c1 <= right
    ]
    sheet.hidden_cols = {c for c in sheet.hidden_cols if c <= right}
    return sheet


_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.', re.DOTALL)
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\s*\]")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


def shows_percent(number_format: str, value: float) -> bool:
    """Whether this format shows this number times 100 with a percent sign: '0%' does, '0"%"' and '0\\%' do not."""
    sections = [_section(s) for s in _LITERAL.sub("", number_format).split(";")]
    return "%" in _applying(sections, value)


def _section(text: str) -> tuple[Callable[[float], bool] | None, str]:
    """(condition or None, text without brackets)."""
    found = _CONDITION.search(text)
    bare = re.sub(r"\[[^\]]*\]", "", text)
    if not found:
        return None, bare
    try:
        bound, compare = float(found[2]), _COMPARE[found[1]]
    except ValueError:
        return None, bare
    return lambda value: compare(value, bound), bare


def _applying(sections: list[tuple[Callable[[float], bool] | None, str]], value: float) -> str:
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
