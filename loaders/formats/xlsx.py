"""Office Open XML: values from calamine; what it hides (errors, formulas without a stored result, percent formats,
hidden rows) from the streaming pass of loaders.structure, which is the guard as well."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from loaders import guard
from loaders.formats.grid import Sheet, clean, clipped, shows_percent
from loaders.structure import Scan, read_structure
from progress.wording import berkas


def read_xlsx(path: Path, parts: guard.Parts) -> list[Sheet]:
    """Macros never run: only sheets, strings and styles are looked at."""
    try:
        scans = read_structure(parts)
    except (LookupError, ValueError):  # a part names an encoding that is none
        guard.refuse(berkas.RUSAK)
    return _values(path, scans)


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
    sheet.uncached, sheet.formulas, sheet.pictures = scan.uncached, scan.formulas, scan.pictures
    clean(sheet)
    for r, c in [*sheet.errors, *sheet.uncached]:
        if sheet.value(r, c) != "":
            rows[r][c] = ""
    for (r, c), number_format in scan.percent_styles.items():
        value = sheet.value(r, c)
        if type(value) is float and shows_percent(number_format, value):
            sheet.percent.add((r, c))
    bottom, right = len(rows) - 1, max(map(len, rows), default=0) - 1
    sheet.merges = clipped(scan.merges, bottom, right)
    sheet.hidden_cols = {c for c in scan.hidden_cols if c <= right}
    return sheet
