"""Workbooks and readings for tests, drawn as lists of rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from loaders import check
from progress import reference


class Sel:
    """A cell that needs more than a value: a number format, an error, or a formula (without or with a stored result)."""

    def __init__(self, value: Any = None, fmt: str | None = None, formula: str | None = None) -> None:
        self.value, self.fmt, self.formula = value, fmt, formula


def pct(value: float) -> Sel:
    """0.85 shown as 85%."""
    return Sel(value, "0%")


def write_book(
    path: Path,
    sheets: dict[str, list[list[Any]]],
    merges: dict[str, list[str]] | None = None,
    hidden: tuple[str, ...] = (),
) -> Path:
    """Write the sheets; a merged range takes its top left value from the rows."""
    book = xlsxwriter.Workbook(str(path))
    formats: dict[str, Any] = {}
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for merge in (merges or {}).get(name, []):
            sheet.merge_range(merge, "")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, Sel):
                    fmt = (
                        formats.setdefault(value.fmt, book.add_format({"num_format": value.fmt})) if value.fmt else None
                    )
                    if value.formula:
                        sheet.write_formula(r, c, value.formula, fmt, value.value)
                    else:
                        sheet.write(r, c, value.value, fmt)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                else:
                    sheet.write(r, c, value)
        if name in hidden:
            sheet.hide()
    book.close()
    return path


_ACUAN = {name: reference.load(name) for name in ("pamekasan", "contoh")}


def acuan(name: str = "pamekasan") -> Any:
    return _ACUAN[name]


def periksa(path: Path, *, pemda: str = "pamekasan", **job: Any) -> dict[str, Any]:
    """What one file gives, in the form of the public contract."""
    return dict(check.run({"path": str(path), **job}, acuan(pemda)))["bacaan"]


def codes(bacaan: dict[str, Any], tingkat: str | None = None) -> set[str]:
    return {t["kode"] for t in bacaan["temuan"] if tingkat in (None, t["tingkat"])}
