"""The draft of a road map as a workbook that the road map reader takes without a question; what nobody stated stays blank."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

from loaders.header import read_label
from loaders.names import AreaNames
from loaders.values import measure
from progress.model import Kerangka, Periode
from progress.wording import rancangan as kata

_LEBAR = {
    "kode": 16, "area": 24, "opd": 28, "rencana_aksi": 42, "indikator": 34, "satuan": 12, "arah": 9, "akumulasi": 13, "skala": 12,
    "sifat_target": 11, "anggaran_rp": 17,
}  # fmt: skip
_USULAN = ("kode", "arah", "akumulasi", "skala")
Figure = float | str


@dataclass(slots=True)
class Usulan:
    """One drafted rencana aksi: texts by the names of KOLOM, targets in the unit of its satuan, where all of it stands."""

    kolom: Mapping[str, Figure | None]
    target_tahun: Figure | None = None
    target_bulan: Mapping[int, Figure] = field(default_factory=dict)
    sumber: Sequence[str] = ()


def readable(value: Figure, satuan: str | None, words: frozenset[str]) -> Figure | None:
    """The value as the reader takes it without a word; 0.5 of a percent needs its sign. None: it would be asked about."""
    spelled = f"{value:.10g} %".replace(".", ",") if isinstance(value, float) else value
    return next((v for v in (value, spelled) if measure(v, satuan, words=words).masalah is None), None)


def write_draft(
    rows: Sequence[Usulan], *, pemda_nama: str, periode: Periode, kerangka: Kerangka, opd: int, contoh: bool
) -> bytes:
    """The rows as an .xlsx. `kolom['area']` is a kode of `kerangka`, or None; `opd` is how many OPD they belong to."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": f"{kata.JUDUL} {pemda_nama}"})
    sheet = book.add_worksheet(kata.LEMBAR)
    looks = _looks(book)
    lines = [(kata.JUDUL, "title"), (pemda_nama.upper(), "line")]
    lines += [(kata.DATA_CONTOH, "demo")] if contoh else []
    lines += [
        (kata.DARI.format(bulan=periode.nama, n=len(rows), opd=opd), "line"),
        *((t, "note") for t in kata.PETUNJUK),
    ]
    for r, (text, look) in enumerate(lines):
        sheet.write_string(r, 0, text, looks[look])
    months = sorted({month for row in rows for month in row.target_bulan})
    top = len(lines)
    _header(sheet, top, months, periode, kerangka, looks)
    names = AreaNames(kerangka)
    areas = {g.kode: g.nama if names.find(g.nama).kode == g.kode else g.kode for g in kerangka.grup}
    # Rows without an area come first: below a block of one area a reader fills a blank from above.
    for r, row in enumerate(sorted(rows, key=lambda u: u.kolom.get("area") is not None), top + 1):
        _row(sheet, r, row, months, areas, looks)
    sheet.freeze_panes(top + 1, list(kata.KOLOM).index("rencana_aksi") + 1)
    sheet.autofilter(top, 0, top + len(rows), len(kata.KOLOM) + 1 + len(months))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    book.close()
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    cell = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True, "font_size": 10}
    head = cell | {"bold": True, "align": "center", "valign": "vcenter"}
    return {
        name: book.add_format(look)
        for name, look in {
            "title": {"bold": True, "font_size": 13},
            "line": {"font_size": 10},
            "note": {"font_size": 9, "italic": True, "font_color": "#404040"},
            "demo": {"bold": True, "font_color": "#C00000", "font_size": 12},
            "head": head | {"bg_color": "#1F4E79", "font_color": "#FFFFFF"},
            "head_usulan": head | {"bg_color": "#FFD966"},
            "text": cell | {"quote_prefix": True},
            "usulan": cell | {"quote_prefix": True, "bg_color": "#FFF2CC"},
            "number": cell | {"align": "right"},
            "money": cell | {"align": "right", "num_format": "#,##0"},
            "sumber": cell | {"quote_prefix": True, "font_size": 9, "font_color": "#404040", "text_wrap": False},
        }.items()
    }


def _header(
    sheet: Any, top: int, months: Sequence[int], periode: Periode, kerangka: Kerangka, looks: Mapping[str, Any]
) -> None:
    group = kerangka.sebutan_grup
    words = kata.KOLOM | {"area": group if read_label(group).arti == "area" else kata.KOLOM["area"]}
    for c, (name, text) in enumerate(words.items()):
        sheet.write_string(top, c, text, looks["head_usulan" if name in _USULAN else "head"])
        sheet.set_column(c, c, _LEBAR[name])
    labels = [kata.TARGET_TAHUN.format(tahun=periode.tahun)]
    labels += [kata.TARGET_BULAN.format(bulan=Periode(periode.tahun, m).nama) for m in months]
    for c, text in enumerate([*labels, kata.SUMBER], len(words)):
        sheet.write_string(top, c, text, looks["head"])
        sheet.set_column(c, c, 60 if text == kata.SUMBER else 11)
    sheet.set_row(top, 36)


def _row(
    sheet: Any, r: int, row: Usulan, months: Sequence[int], areas: Mapping[str, str], looks: Mapping[str, Any]
) -> None:
    for c, name in enumerate(kata.KOLOM):
        value = row.kolom.get(name)
        if name == "area":
            value = areas.get(str(value))
        look = "usulan" if name in _USULAN else "money" if name == "anggaran_rp" else "text"
        _write(sheet, r, c, value, looks[look])
    c = len(kata.KOLOM)
    for value in (row.target_tahun, *(row.target_bulan.get(m) for m in months)):
        _write(sheet, r, c, value, looks["text" if isinstance(value, str) else "number"])
        c += 1
    _write(sheet, r, c, "; ".join(row.sumber), looks["sumber"])


def _write(sheet: Any, r: int, c: int, value: Figure | None, look: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(r, c, None, look)
    elif isinstance(value, str):
        sheet.write_string(r, c, value, look)
    else:
        sheet.write_number(r, c, value, look)
