"""The form of one OPD and month: filled with what the road map already knows, read back without a question.

What stands in a column that the readers read was tried with the reader itself; what it could not take for granted is "-".
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from loaders.header import read_label
from loaders.names import AreaNames
from loaders.roadmap import level_of
from loaders.values import measure, money
from progress.model import NAMA_BULAN, Akumulasi, Arah, Jenis, Kerangka, Opd, Periode, Sifat, Tahap, Tingkat, baca_tahap
from progress.wording import formulir as kata

TATA_LETAK = 1  # raise it when a column changes its place or meaning
KOSONG = "-"
Item = Mapping[str, Any]
Cell = float | str
Last = Mapping[int, tuple[int, float, str | None]]
Targets = Mapping[int, Sequence[Item]]
Skala = Mapping[str, tuple[Tingkat, ...]]

_MASUKAN = {"realisasi_bulan", "realisasi", "realisasi_anggaran", "kendala", "tindak_lanjut", "bukti"}
_LEBAR = {
    "kode": 9, "area": 20, "rencana_aksi": 38, "indikator": 28, "satuan": 11, "target_tahun": 10, "target_sd": 10, "lalu": 12,
    "realisasi_bulan": 13, "realisasi": 13, "anggaran": 16, "realisasi_anggaran": 16, "kendala": 28, "tindak_lanjut": 28, "bukti": 24,
}  # fmt: skip


def write_form(
    path: Path | BinaryIO,
    *,
    pemda_nama: str,
    opd: Opd,
    periode: Periode,
    items: Sequence[Item],
    targets: Targets,
    last: Last,
    skala: Skala,
    kerangka: Kerangka,
    contoh: bool,
) -> None:
    """One OPD's form as an .xlsx. `items` have the fields of frames.ITEM, `targets` the cells of frames.TARGET by item_id.

    `last` is item_id -> (month, value, sifat) of the last earlier month of the year; it is shown and never read back.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"title": f"{kata.JUDUL} {opd.nama} {periode.nama}"})
    form = _Form(book, opd, periode, pemda_nama, skala, kerangka, _columns(items))
    top = form.title(contoh)
    form.header(top)
    rows = in_area_order(items, kerangka)
    for r, item in enumerate(rows, top + 1):
        form.row(r, item, targets.get(int(item["item_id"]), ()), last.get(int(item["item_id"])))
    form.finish(top, top + len(rows))
    book.close()
    if isinstance(path, Path):
        path.write_bytes(content.getvalue())
    else:
        path.write(content.getvalue())


def by_item(cells: Iterable[Item]) -> dict[int, list[Item]]:
    """Rows of frames.TARGET as write_form wants them."""
    found: dict[int, list[Item]] = {}
    for cell in cells:
        found.setdefault(int(cell["item_id"]), []).append(cell)
    return found


def write_all(
    path: Path | BinaryIO,
    *,
    pemda_nama: str,
    opd: Iterable[Opd],
    periode: Periode,
    items: Sequence[Item],
    targets: Targets,
    last: Last,
    skala: Skala,
    kerangka: Kerangka,
    contoh: bool,
) -> int:
    """One form per OPD that has items, into a folder, or into a ZIP when `path` ends so or is a stream. Answers how many."""
    forms: dict[str, Callable[[Path | BinaryIO], None]] = {}
    for one in opd:
        if mine := [i for i in items if i["opd"] == one.kode]:
            name = file_name(one, periode)
            name = name if name not in forms else file_name(one, periode, one.kode)
            forms[name] = partial(
                write_form, pemda_nama=pemda_nama, opd=one, periode=periode, items=mine, targets=targets, last=last,
                skala=skala, kerangka=kerangka, contoh=contoh,
            )  # fmt: skip
    if not isinstance(path, Path) or path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, write in forms.items():
                content = io.BytesIO()
                write(content)
                pack.writestr(name, content.getvalue())
    else:
        path.mkdir(parents=True, exist_ok=True)
        for name, write in forms.items():
            write(path / name)
    return len(forms)


def file_name(opd: Opd, periode: Periode, sebutan: str | None = None) -> str:
    """'Formulir Dinkes Oktober 2026.xlsx', in letters that every file system takes."""
    return safe_name(kata.NAMA_BERKAS.format(opd=sebutan or opd.singkatan or opd.kode, bulan=periode.nama))


def safe_name(text: str) -> str:
    return " ".join(re.sub(r'[\x00-\x1f<>:"/\\|?*]', " ", text).split())


def in_area_order(items: Sequence[Item], kerangka: Kerangka) -> list[Item]:
    """In the framework's order of areas, else in the road map's.

    Items without an area come first: below a block of one area a reader fills a blank from above.
    """
    place = {grup.kode: n for n, grup in enumerate(kerangka.grup)}
    return sorted(items, key=lambda i: place.get(str(_given(i["area"])), -1))


def target_to_date(item: Item, cells: Sequence[Item], periode: Periode) -> Item | None:
    """The target cell that is due, with its value to date; None before anything is due and where the cells are not clear."""
    ours = [c for c in cells if c["tahun"] == periode.tahun and (_number(c["nilai"]) is not None or _given(c["teks"]))]
    months = sorted((c for c in ours if c["bulan"]), key=lambda c: int(c["bulan"]))
    if not months:
        return next((c for c in ours if periode.bulan == 12), None)
    due = [c for c in months if c["bulan"] <= periode.bulan]
    if not due:
        return None
    if item["jenis"] != Jenis.ANGKA or item["akumulasi"] != Akumulasi.JUMLAH or len(months) == 1:
        return due[-1]
    kinds = {_given(c["sifat"]) for c in months}
    if kinds == {str(Sifat.SD)}:
        return due[-1]
    numbers = [_number(c["nilai"]) for c in due]
    if kinds == {str(Sifat.BULAN_INI)} and None not in numbers:
        return {**due[-1], "nilai": sum(n for n in numbers if n is not None), "teks": None}
    return None  # to date or of the month: asked in the road map, and not to be guessed here


def year_target(cells: Sequence[Item], periode: Periode) -> Item | None:
    return next((c for c in cells if c["tahun"] == periode.tahun and not c["bulan"]), None)


def _month_alone(item: Item) -> bool:
    return bool(item["jenis"] == Jenis.ANGKA and item["akumulasi"] == Akumulasi.PER_BULAN)


def _columns(items: Sequence[Item]) -> dict[str, int]:
    """The places of the columns; one for the month alone only where an item asks for it."""
    names = list(kata.KOLOM)
    if any(map(_month_alone, items)):
        names.insert(names.index("realisasi"), "realisasi_bulan")
    return {name: c for c, name in enumerate(names)}


def _stages(item: Item) -> tuple[Tahap, ...]:
    return baca_tahap(_given(item.get("tahap")) or "") or ()


def _stage_name(stages: Sequence[Tahap], pct: float | None) -> str:
    """The stage that stands at this percent; between two, or before the first, the percent itself."""
    return next((t.nama for t in stages if t.pct == pct), KOSONG if pct is None else f"{_decimal(pct)} %")


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None


def _given(value: object) -> str | None:
    """A text of a record; None for blank and for the NaN that frames put in its place."""
    return str(value) if isinstance(value, str) and value.strip() else None


def _decimal(value: float) -> str:
    return f"{value:.10g}".replace(".", ",")


@dataclass(slots=True)
class _Form:
    """One sheet being written, with the lists behind its drop-downs."""

    book: Any
    opd: Opd
    periode: Periode
    pemda_nama: str
    skala: Skala
    kerangka: Kerangka
    kolom: dict[str, int]
    sheet: Any = None
    words: frozenset[str] = frozenset()
    areas: dict[str | None, str] = field(default_factory=dict)
    formats: dict[str, Any] = field(default_factory=dict)
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet = self.book.add_worksheet(kata.LEMBAR)
        self.words = frozenset(
            t.casefold() for s in self.skala.values() for level in s for t in (level.tingkat, level.label or "") if t
        )
        names = AreaNames(self.kerangka)
        self.areas = {g.kode: g.nama if names.find(g.nama).kode == g.kode else g.kode for g in self.kerangka.grup}
        cell = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "text_wrap": True, "font_size": 10}
        known = cell | {"bg_color": "#F2F2F2", "quote_prefix": True}
        typed = cell | {"bg_color": "#FFF2CC", "locked": False}
        for name, look in {
            "title": {"bold": True, "font_size": 13},
            "line": {"font_size": 10},
            "note": {"font_size": 9, "italic": True, "font_color": "#404040"},
            "demo": {"bold": True, "font_color": "#C00000", "font_size": 12},
            "head": cell | {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "align": "center", "valign": "vcenter"},
            "head_input": cell | {"bold": True, "bg_color": "#FFD966", "align": "center", "valign": "vcenter"},
            "text": known,
            "number": known | {"quote_prefix": False, "align": "right"},
            "money": known | {"quote_prefix": False, "align": "right", "num_format": "#,##0"},
            "input": typed,
            "input_number": typed | {"align": "right"},
            "input_money": typed | {"align": "right", "num_format": "#,##0"},
        }.items():  # fmt: skip
            self.formats[name] = self.book.add_format(look)

    def title(self, contoh: bool) -> int:
        """The block above the table; answers the header's row."""
        lines = [
            (kata.JUDUL, "title"),
            (self.pemda_nama.upper(), "line"),
            (kata.OPD.format(nama=self.opd.nama), "line"),
            (kata.BULAN.format(bulan=self.periode.nama), "line"),
            *((text, "note") for text in kata.PETUNJUK),
        ]
        if contoh:
            lines.insert(1, (kata.DATA_CONTOH, "demo"))
        for r, (text, look) in enumerate(lines):
            self.sheet.write_string(r, 0, text, self.formats[look])
        return len(lines)

    def header(self, top: int) -> None:
        group = self.kerangka.sebutan_grup
        words = kata.KOLOM | {"area": group if read_label(group).arti == "area" else kata.KOLOM["area"]}
        words |= {"realisasi_bulan": kata.KOLOM_BULAN}
        for name, c in self.kolom.items():
            look = self.formats["head_input" if name in _MASUKAN else "head"]
            self.sheet.write_string(top, c, words[name].format(tahun=self.periode.tahun), look)
            self.sheet.set_column(c, c, _LEBAR[name])
        self.sheet.set_row(top, 48)

    def row(self, r: int, item: Item, cells: Sequence[Item], last: tuple[int, float, str | None] | None) -> None:
        satuan = _given(item["satuan"])
        self.words |= {t.nama.casefold() for t in _stages(item)}
        anggaran = _number(item["anggaran_rp"])
        shown: dict[str, Cell | None] = {
            "kode": _given(item["kode"]),
            "area": self.areas.get(_given(item["area"])),
            "rencana_aksi": _given(item["rencana_aksi"]),
            "indikator": _given(item["indikator"]),
            "satuan": satuan,
            "target_tahun": self._target(item, year_target(cells, self.periode)) or KOSONG,
            "target_sd": self._readable(self._target(item, target_to_date(item, cells, self.periode)), satuan),
            "lalu": self._last(item, last),
            "anggaran": KOSONG if anggaran is None or money(anggaran).masalah else anggaran,
        }
        for name, value in shown.items():
            c = self.kolom[name]
            if value is None:
                self.sheet.write_blank(r, c, None, self.formats["text"])
            elif isinstance(value, str):
                self.sheet.write_string(r, c, value, self.formats["text"])
            else:
                self.sheet.write_number(r, c, value, self.formats["money" if name == "anggaran" else "number"])
        other = "realisasi" if _month_alone(item) else "realisasi_bulan"
        for name in _MASUKAN & self.kolom.keys():
            look = {"realisasi_anggaran": "input_money", "realisasi": "input_number", "realisasi_bulan": "input_number"}
            if name == other:
                self.sheet.write_string(r, self.kolom[name], KOSONG, self.formats["text"])
            else:
                self.sheet.write_blank(r, self.kolom[name], None, self.formats[look.get(name, "input")])
        self._validate(r, item)

    def _target(self, item: Item, cell: Item | None) -> Cell | None:
        if cell is None:
            return None
        nilai, teks = _number(cell["nilai"]), _given(cell["teks"])
        if stages := _stages(item):
            return _stage_name(stages, nilai)
        if item.get("arah") == Arah.RENTANG:
            return None  # a single number would say something else, and the reader takes no range here
        if item["jenis"] == Jenis.YA_TIDAK and nilai is not None:
            return kata.YA if nilai > 0 else kata.TIDAK
        if item["jenis"] == Jenis.ORDINAL:
            text = teks or (None if nilai is None else f"{nilai:g}")
            level = level_of(text, self.skala.get(str(item["skala"]), ())) if text else None
            return level.tingkat if level else text
        return nilai if nilai is not None else teks

    def _readable(self, value: Cell | None, satuan: str | None) -> Cell:
        """The value as the reader takes it without a word; 0.5 of a percent needs its sign."""
        spelled = f"{_decimal(value)} %" if isinstance(value, float) else KOSONG
        for tried in (value, spelled):
            if tried is not None and measure(tried, satuan, words=self.words).masalah is None:
                return tried
        return KOSONG

    def _last(self, item: Item, last: tuple[int, float, str | None] | None) -> Cell:
        """The last value; one of its month alone, or of an earlier month than the last, says so."""
        if last is None or item["jenis"] == Jenis.ORDINAL:
            return KOSONG
        bulan, nilai, sifat = last
        if stages := _stages(item):
            said: Cell = _stage_name(stages, nilai)
        elif item["jenis"] == Jenis.YA_TIDAK:
            said = kata.YA if nilai > 0 else kata.TIDAK
        else:
            said = nilai
        alone = item["akumulasi"] == Akumulasi.JUMLAH and item["jenis"] == Jenis.ANGKA and sifat != Sifat.SD
        if not alone and bulan == self.periode.bulan - 1:
            return said
        text = said if isinstance(said, str) else _decimal(said)
        return (kata.LALU_SAJA if alone else kata.LALU_LAIN).format(nilai=text, bulan=NAMA_BULAN[bulan - 1])

    def _validate(self, r: int, item: Item) -> None:
        number = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": -1e15,
            "maximum": 1e15,
            "error_message": kata.SALAH_ANGKA,
        }
        amount = number | {"minimum": 0, "error_message": kata.SALAH_UANG}
        choices: tuple[str, ...] = ()
        if stages := _stages(item):
            choices = tuple(t.nama for t in stages)
        elif item["jenis"] == Jenis.YA_TIDAK:
            choices = (kata.YA, kata.TIDAK)
        elif item["jenis"] == Jenis.ORDINAL:
            choices = tuple(t.tingkat for t in self.skala.get(str(item["skala"]), ()))
        chosen = (
            {"validate": "list", "source": f"={self._list(choices)}", "error_message": kata.SALAH_PILIHAN}
            if choices
            else None
        )
        realisasi = number if item["jenis"] == Jenis.ANGKA and not choices else chosen
        own = "realisasi_bulan" if _month_alone(item) else "realisasi"
        for name, rule in ((own, realisasi), ("realisasi_anggaran", amount)):
            if rule:
                warned = rule | {"error_type": "warning", "error_title": kata.SALAH_JUDUL}
                self.sheet.data_validation(r, self.kolom[name], r, self.kolom[name], warned)

    def _list(self, choices: tuple[str, ...]) -> str:
        """The name of a list on the hidden sheet. A name, because Excel moves a bare address of another sheet into an
        extension that openpyxl drops."""
        return self.lists.setdefault(choices, f"Pilihan_{len(self.lists) + 1}")

    def finish(self, top: int, bottom: int) -> None:
        self._hidden_sheet()
        sheet, last = self.sheet, len(self.kolom) - 1
        sheet.freeze_panes(top + 1, self.kolom["indikator"])
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.repeat_rows(top)
        sheet.print_area(0, 0, bottom, last)
        sheet.set_footer(kata.KAKI.format(opd=self.opd.nama.replace("&", "&&"), bulan=self.periode.nama)[:255])
        sheet.set_selection(top + 1, self.kolom["realisasi"], top + 1, self.kolom["realisasi"])
        sheet.protect("", {"insert_rows": True, "format_columns": True, "format_rows": True, "insert_hyperlinks": True})

    def _hidden_sheet(self) -> None:
        """What the form is, as a hint for people who look into it (a sheet may be copied), and the drop-downs' lists."""
        hidden = self.book.add_worksheet(kata.LEMBAR_PILIHAN)
        about = {"tata_letak": TATA_LETAK, "pemda": self.pemda_nama, "opd": self.opd.kode, "periode": str(self.periode)}
        hidden.write_string(0, 0, json.dumps(about, ensure_ascii=False))
        for c, (choices, name) in enumerate(self.lists.items(), 1):
            for r, choice in enumerate(choices):
                hidden.write_string(r, c, choice)
            letters = xl_col_to_name(c)
            self.book.define_name(name, f"={kata.LEMBAR_PILIHAN}!${letters}$1:${letters}${len(choices)}")
        hidden.protect()
        hidden.very_hidden()
