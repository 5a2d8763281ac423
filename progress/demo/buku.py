"""Sheets to .xlsx files; the same sheets always give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from progress.demo.lembar import Lembar
from progress.demo.naskah import TANDA

# A fixed date of creation, so that the same sheets give the same bytes.
_DIBUAT = datetime(2026, 1, 1, 8, 0, 0)
_BATAS = {"border": 1, "valign": "top"}
_GAYA: dict[str, dict[str, object]] = {
    "biasa": {},
    "tebal": {"bold": True},
    "judul": {"bold": True, "align": "center"},
    "kepala": {
        **_BATAS,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#D9E2EC",
    },
    "nomor": {**_BATAS, "align": "center", "italic": True},
    "banner": {**_BATAS, "bold": True, "bg_color": "#EEF2F6"},
    "area": {**_BATAS, "text_wrap": True},
    "teks": {**_BATAS, "text_wrap": True},
    "tengah": {**_BATAS, "align": "center"},
    "jumlah": {**_BATAS, "bold": True, "align": "center"},
    "angka0": {**_BATAS, "num_format": "#,##0"},
    "angka1": {**_BATAS, "num_format": "#,##0.0"},
    "angka2": {**_BATAS, "num_format": "#,##0.00"},
    "rp": {**_BATAS, "num_format": "#,##0"},
    "juta": {**_BATAS, "num_format": "#,##0.000"},
    "persen0": {**_BATAS, "num_format": "0%"},
    "persen1": {**_BATAS, "num_format": "0.0%"},
    "persen2": {**_BATAS, "num_format": "0.00%"},
}


def write_book(path: Path, sheets: Sequence[Lembar], judul: str) -> None:
    """Write the sheets to `path`, replacing what is there; its folder must exist."""
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{TANDA} - {judul}", "created": _DIBUAT})
    styles: dict[str, Any] = {}

    def style(name: str) -> Any:
        if name not in styles:
            styles[name] = book.add_format(_GAYA[name])
        return styles[name]

    for lembar in sheets:
        sheet = book.add_worksheet(lembar.nama)
        sheet.hide_gridlines(2)
        for column, lebar in enumerate(lembar.lebar):
            sheet.set_column(column, column, lebar)
        for r1, c1, r2, c2, isi, gaya in lembar.gabung:
            sheet.merge_range(r1, c1, r2, c2, isi, style(gaya))
        for row, column, isi, gaya in lembar.sel:
            if isi is None:
                sheet.write_blank(row, column, None, style(gaya))
            elif isinstance(isi, str):
                sheet.write_string(row, column, isi, style(gaya))
            else:
                sheet.write_number(row, column, isi, style(gaya))
        for row, column, rumus, hasil, gaya in lembar.rumus:
            sheet.write_formula(row, column, rumus, style(gaya), hasil)
    book.close()
