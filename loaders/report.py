"""A month's report of one OPD (or a book of several): every leaf row with its values, its cells and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Any

from loaders.capaian import note_differences, own_pct
from loaders.contract import TOLERANSI, Bacaan, Baris, Temuan, refused
from loaders.header import LALU, Kolom, money_unit, odd_month
from loaders.labels import OPD_LABEL, Labels, unknown_opd
from loaders.names import AreaNames, OpdNames, fold
from loaders.period import Waktu, period_of_title, read_period
from loaders.rows import Isi, KelasBaris, classify
from loaders.signature import read_signature
from loaders.tables import Grid, Line, Tabel, find_table, without_unit_columns
from loaders.values import (
    CATATAN,
    GALAT,
    PERINGATAN,
    Nilai,
    Satuan,
    Tanda,
    column_marks,
    empty_reason,
    is_sure_measure,
    is_sure_money,
    is_sure_percent,
    is_yes_no,
    measure,
    money,
    reported_percent,
    unit_class,
)
from loaders.workbook import Sheet, Workbook, address, column_letters
from progress.findings import Finding, TingkatTemuan
from progress.model import NAMA_BULAN, Acuan, Kerangka, Kosong, Opd, Periode, Sifat
from progress.wording.formats import angka
from progress.wording.temuan import sentence

_OTHER_KINDS = (
    (r"evaluasi\s+(?:terhadap\s+)?(?:hasil\s+)?(?:pelaksanaan\s+)?(?:renja|rkpd|rencana kerja)|evaluasi renja", "tampaknya Evaluasi Renja (Permendagri 86/2017)"),
    (r"realisasi fisik\s*(?:dan|&)\s*keuangan|form\s*-?\s*rfk|rencana operasional kegiatan", "tampaknya Laporan Realisasi Fisik dan Keuangan"),
    (r"lembar kerja evaluasi|kertas kerja evaluasi|\bkke\b|penilaian mandiri|kriteria penilaian", "tampaknya lembar penilaian (LKE/KKE)"),
    (r"anggaran kas", "tampaknya Anggaran Kas"),
    (r"form\s*-?\s*m\b|rincian permasalahan|kode permasalahan", "tampaknya laporan permasalahan"),
)  # fmt: skip
_SD_TITLE = re.compile(r"\bs\s*[./]?\s*d\b|kumulatif")
_MONEY_WORD = re.compile(r"rupiah|\brp\b")
_MONTH_TITLES = {
    "bulan", "bulan laporan", "bulan pelaporan", "periode", "periode laporan", "periode pelaporan", "masa laporan", "bulan realisasi",
    "triwulan", "tw", "month", "period",
}  # fmt: skip
_PLANNED = re.compile(r"\b(?:rencana|renc|ren|target|rok)\b", re.IGNORECASE)
_UNIT_NOTE = re.compile(r"\bdalam\b|\bsatuan\b|\(")
_DOTS = re.compile(r"[.…_ ]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_RB = re.compile(r"reformasi birokrasi|rencana aksi|renaksi|\brb\b|area perubahan", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pengenal:
    """What reading needs to know of one pemda: names, words and frameworks. Build once per batch."""

    acuan: Acuan
    opd: OpdNames
    area: dict[str, AreaNames]
    words: frozenset[str]

    @classmethod
    def of(cls, acuan: Acuan) -> Pengenal:
        words = {
            t.casefold() for s in acuan.skala.values() for level in s for t in (level.tingkat, level.label or "") if t
        }
        words -= {w for w in words if re.fullmatch(r"[0-9.,]+", w)}
        areas = {k: AreaNames(v) for k, v in acuan.kerangka.items()}
        return cls(acuan, OpdNames(acuan.opd, acuan.pemda), areas, frozenset(words))


@dataclass(slots=True)
class Lembar:
    """One sheet that may hold a table, and what its title block says about whose and which month it is."""

    sheet: Sheet
    grid: Grid
    table: Tabel | None
    title: list[str] = field(default_factory=list)
    waktu: Waktu = field(default_factory=Waktu)
    title_opd: tuple[Opd | None, str, str, bool] | None = None  # opd, as typed, cell, only alike
    mentioned: list[str] = field(default_factory=list)
    above: list[str] | None = None  # of a table below another: the line right above it; None: the title block
    lower: Tabel | None = None  # a table that a person has mapped, below one whose titles are known

    @property
    def mapped(self) -> Tabel | None:
        """The table whose columns a person assigned."""
        return self.lower or (self.table if self.table and self.table.pemetaan else None)

    def below(self, r: int) -> Lembar | None:
        """The same sheet with the table that begins in row `r` or right under it; None where there is none."""
        table = find_table(self.grid, r)
        if table is None or table.top > r + 1:
            return None
        return self.under(replace(table, end=self.table.end) if self.table else table)

    def under(self, table: Tabel) -> Lembar:
        """The same sheet with this table, below another."""
        line = next((t for q in range(table.top - 1, max(table.top - 4, -1), -1) if (t := self.grid.row(q))), [])
        return replace(self, table=table, above=[text for _, text in line] if len(line) <= 2 else [], lower=None)

    def area(self, names: AreaNames) -> str | None:
        """'Area Perubahan : Penguatan Pengawasan' above the table, or the sheet's own name, holds for rows that name none."""
        lines = self.title if self.above is None else self.above
        named = (re.match(r"\W*area(?:\s+perubahan)?\s*[:=]\s*(.+)", line, re.IGNORECASE) for line in lines)
        if said := next((kode for m in named if m and (kode := names.find(m[1]).kode)), None):
            return said
        if self.table and self.table.one("area"):
            return None
        for text in (*lines[-1:], self.sheet.name):
            found = names.find(text)
            if found.kode and not found.mirip:
                return found.kode
        return names.cut_off(self.sheet.name)


def survey(book: Workbook, known: Pengenal) -> list[Lembar]:
    """Every visible sheet with its best table and its title block."""
    found = []
    for sheet in book.sheets:
        if sheet.hidden or not sheet.rows:
            continue
        grid = Grid(sheet)
        table = find_table(grid)
        found.append(_with_title(Lembar(sheet, grid, table), known))
    return found


def assign(sheet: Lembar, table: Tabel, known: Pengenal) -> Lembar:
    """This sheet with the table that a person's mapping gives; a report that stands above it is read as before."""
    upper = sheet.table
    if upper and is_report(sheet) and _holds_rows(sheet.grid, upper, table.top):
        return replace(sheet, table=replace(upper, end=table.top), lower=table)
    return _with_title(Lembar(sheet.sheet, sheet.grid, table), known)


def _holds_rows(grid: Grid, table: Tabel, end: int) -> bool:
    """Whether a table has rows above `end` and is no misread title of what begins there."""
    names = [k.c for k in table.columns if k.arti in ("rencana_aksi", "kegiatan", "indikator")]
    figures = [k.c for k in table.columns if k.arti in ("target", "realisasi")]
    return any(
        any(grid.text(r, c) for c in names) and any(isinstance(grid.sheet.value(r, c), float) for c in figures)
        for r in range(table.first, end)
    )


def _with_title(sheet: Lembar, known: Pengenal) -> Lembar:
    grid, top = sheet.grid, sheet.table.top if sheet.table else min(15, sheet.grid.height)
    labelled: list[tuple[str, str]] = []
    whole: list[tuple[str, str]] = []
    right = sheet.table.last + 1 if sheet.table else 10_000
    for r in range(top):
        cells = [(c, t) for c, t in grid.row(r) if c <= right]
        if not cells:
            continue
        sheet.title.append(" ".join(t for _, t in cells))
        for i, (c, text) in enumerate(cells):
            if m := OPD_LABEL.match(text):
                value, at = (m[1] or "").strip(), c
                for c2, t2 in cells[i + 1 : i + 3]:
                    if value:
                        break
                    value, at = t2.lstrip(":= ").strip(), c2
                if value and empty_reason(value) is None and not _DOTS.fullmatch(value):
                    labelled.append((value, address(r, at)))
            else:
                whole += [(line, address(r, c)) for line in text.split("\n") if 2 < len(line) <= 160]
    sheet.waktu = period_of_title(sheet.title).waktu
    sheet.title_opd = _title_opd(labelled, whole, known)
    sheet.mentioned = [t for t, _ in labelled]
    return sheet


def _title_opd(
    labelled: list[tuple[str, str]], whole: list[tuple[str, str]], known: Pengenal
) -> tuple[Opd | None, str, str, bool] | None:
    for value, sel in labelled:
        found = known.opd.find(value)
        if found.opd is None and "(" in value:
            found = known.opd.find(re.sub(r"\([^)]*\)", " ", value))
        return (found.opd, value, sel, found.mirip)
    hits = {
        o.kode: (o, line, sel, False)
        for line, sel in whole
        if known.opd.known(line) and (o := known.opd.find(line).opd)
    }
    if not hits:
        hits = {o.kode: (o, line, sel, False) for line, sel in whole if (o := known.opd.inside(line))}
    specific = {k: v for k, v in hits.items() if k != "SETDA"} or hits
    return next(iter(specific.values())) if len(specific) == 1 else None


def is_report(sheet: Lembar) -> bool:
    """A table with realisasi (or ticks, or a status) beside names."""
    if sheet.table is None or sheet.table.pemetaan:
        return sheet.table is not None
    artis = sheet.table.artis
    real = [k for k in sheet.table.having("realisasi") if k.waktu != LALU]
    return bool(real) or {"tercapai", "tidak_tercapai"} <= artis or ("status" in artis and "target" in artis)


def read_report(
    book: Workbook,
    sheets: list[Lembar],
    known: Pengenal,
    *,
    opd: Opd | None = None,
    periode: Periode | None = None,
    jawaban: Mapping[str, str] | None = None,
) -> Bacaan:
    """Read every report table of the book. `opd` and `periode` are the sender's choice and win over the file.

    `jawaban` answers what the file leaves open: {"sifat": "sd" | "bulan_ini", "sifat_anggaran": …}, and holds the
    reversal keys of repairs that must not be made (contract.reversal_key).
    """
    temuan = Temuan(jawaban or ())
    kerangka = _framework(sheets, known)
    usable = [s for s in sheets if is_report(s)]
    names = ", ".join(s.sheet.name for s in sheets) or "mana pun"
    if other := _other_kind(book, sheets, usable):
        # of such a document only what a person has called a report
        usable = [replace(s, table=s.mapped, lower=None) for s in usable if s.mapped]
        if not usable:
            return refused(book.name, kerangka.id, _finding(GALAT, "BUKAN_LAPORAN_RB", extra=other))
    if not usable:
        kode = "TANPA_REALISASI" if any(s.table for s in sheets) else "TABEL_TIDAK_DITEMUKAN"
        return refused(book.name, kerangka.id, _finding(GALAT, kode, extra=names))
    usable = _sheets_of_period(usable, book.name, periode, temuan)
    asked = _Permintaan(
        known, kerangka, book.name, opd, periode, jawaban or {}, temuan, len(usable),
        _period_of_book(sheets, usable), _opd_of_book(sheets, usable, known),
    )  # fmt: skip
    parts = [part for s in usable for part in _read_tables(s, asked)]
    parts = _without_doubles(parts, temuan)
    rows = [row for part in parts for row in part]
    if not rows:
        return refused(
            book.name, kerangka.id, _finding(GALAT, "TANPA_BARIS", extra=", ".join(s.sheet.name for s in usable))
        )
    hidden = [s.name for s in book.sheets if s.hidden and s.rows]
    if hidden:
        temuan.add(CATATAN, "LEMBAR_TERSEMBUNYI", extra=", ".join(hidden))
    skipped = [s.sheet.name for s in sheets if s not in usable and s.grid.height > 1 and not s.table]
    if skipped:
        temuan.add(CATATAN, "LEMBAR_LAIN", extra=", ".join(skipped))
    found_opd, found_periode = {r.opd for r in rows}, {r.periode for r in rows}
    return Bacaan(
        book.name,
        kerangka.id,
        next(iter(found_opd)) if len(found_opd) == 1 else None,
        next(iter(found_periode)) if len(found_periode) == 1 else None,
        rows,
        temuan.rows,
        pengesahan=asked.pengesahan,
    )


def _finding(tingkat: TingkatTemuan, kode: str, **where: str) -> Finding:
    return Finding(tingkat, kode, sentence(kode, **where), where.get("lembar"), where.get("sel"), where.get("tertulis"))


def _other_kind(book: Workbook, sheets: list[Lembar], usable: list[Lembar]) -> str | None:
    """What this workbook is when it is one of the neighbours of an RB report; its own title decides."""
    titles = " \n ".join(t for s in sheets for t in s.title[:12]).casefold()
    if usable and (_RB.search(titles) or any(s.table and "rencana_aksi" in s.table.artis for s in usable)):
        return None
    for pattern, words in _OTHER_KINDS:
        if re.search(pattern, titles):
            return words
    if not usable:
        headers = " \n ".join(
            t for s in sheets for r in range(min(12, s.grid.height)) for _, t in s.grid.row(r)
        ).casefold()
        return next((words for pattern, words in _OTHER_KINDS if re.search(pattern, headers)), None)
    return None


def _framework(sheets: list[Lembar], known: Pengenal) -> Kerangka:
    """The default framework, unless the area column speaks only the language of another."""
    default = known.acuan.kerangka_baku
    texts = {
        t
        for s in sheets
        if s.table and (k := s.table.one("area", "sasaran"))
        for r in range(s.table.first, min(s.grid.height, s.table.first + 200))
        if (t := s.grid.text(r, k.c)) and len(t) <= 160
    }
    hits = {kid: sum(names.find(t).kode is not None for t in texts) for kid, names in known.area.items()}
    best = max(hits, key=lambda kid: (hits[kid], kid == default.id), default=default.id)
    return known.acuan.kerangka[best] if hits.get(default.id, 0) == 0 and hits.get(best, 0) > 0 else default


def _name_period(sheet_name: str, file_name: str) -> tuple[Waktu, str] | None:
    """The month that a sheet's or file's name tells; a year may stand in the other of the two."""
    names = [
        (read_period(sheet_name), f"nama lembar '{sheet_name}'"),
        (read_period(_stem(file_name)), f"nama berkas '{file_name}'"),
    ]
    years = {w.tahun for w, _ in names if w.tahun}
    for found, what in names:
        if found.bulan:
            tahun = found.tahun or (next(iter(years)) if len(years) == 1 else None)
            return Waktu(found.bulan, tahun, found.sd, found.triwulan), what
    return None


def _stem(file_name: str) -> str:
    stem = re.sub(r"\.[A-Za-z0-9]{2,5}$", "", file_name)
    return re.sub(r"^(?:DOC|IMG|WA|VID)-?20[0-9]{6}-WA[0-9]+", " ", stem)


def _sheets_of_period(usable: list[Lembar], file_name: str, periode: Periode | None, temuan: Temuan) -> list[Lembar]:
    """In a book with one month per sheet, only the sheets of the chosen month; without a choice, all of them."""
    months = {id(s): _sheet_month(s) for s in usable}
    distinct = {m for m in months.values() if m}
    if periode is None or len(distinct) < 2:
        return usable
    right = [s for s in usable if months[id(s)] in (None, periode.bulan)]
    if not any(months[id(s)] == periode.bulan for s in usable):
        return usable
    for s in usable:
        if s not in right:
            temuan.add(
                CATATAN,
                "LEMBAR_PERIODE_LAIN",
                lembar=s.sheet.name,
                extra=s.waktu.periode.nama if s.waktu.periode else "bulan lain",
            )
    return right


def _period_of_book(sheets: list[Lembar], usable: list[Lembar]) -> Periode | None:
    """The only month that the titles of a book name, for the sheets that name none; not where sheets are named by months."""
    if any(read_period(s.sheet.name).bulan for s in usable):
        return None
    named = {s.waktu.periode for s in sheets if s.waktu.bulan}
    return next(iter(named)) if len(named) == 1 else None


def _opd_of_book(sheets: list[Lembar], usable: list[Lembar], known: Pengenal) -> Opd | None:
    """The only OPD that the titles of a book name, for the sheets that name none; not where sheets are named by OPD."""
    if any(opd_in_name(s.sheet.name, known.opd) for s in usable):
        return None
    named = {s.title_opd[0].kode if s.title_opd[0] else None: s.title_opd[0] for s in sheets if s.title_opd}
    return next(iter(named.values())) if len(named) == 1 else None


def _sheet_month(s: Lembar) -> int | None:
    return read_period(s.sheet.name).bulan or s.waktu.bulan


def _without_doubles(parts: list[list[Baris]], temuan: Temuan) -> list[list[Baris]]:
    """Two sheets with the same actions of the same OPD and month would count twice: the fuller one stays."""
    if len(parts) < 2:
        return parts
    kept: list[list[Baris]] = []
    for part in sorted(parts, key=lambda p: -sum(r.realisasi is not None for r in p)):
        keys = {(r.opd, r.periode, fold(r.rencana_aksi or ""), fold(r.indikator or "")) for r in part}
        twin = next(
            (
                k
                for k in kept
                if len(keys & {(r.opd, r.periode, fold(r.rencana_aksi or ""), fold(r.indikator or "")) for r in k}) * 2
                > len(keys)
            ),
            None,
        )
        if twin is None or not part:
            kept.append(part)
        else:
            temuan.add(PERINGATAN, "LEMBAR_GANDA", lembar=part[0].lembar, extra=twin[0].lembar)
    return [p for p in parts if any(p is k for k in kept)]


_TARGET_TIMES = (Sifat.SD, Sifat.BULAN_INI, "tahun")
# what a column for the reporting month is missed for; targets are often set for the last month of a quarter alone
_MONTHLY = (("realisasi", GALAT), ("realisasi_anggaran", PERINGATAN), ("target", CATATAN))


@dataclass(frozen=True, slots=True)
class Pilihan:
    """The columns that a row's figures are taken from."""

    realisasi: Kolom | None
    realisasi_bulan: Kolom | None
    target: Kolom | None
    target_tahun: Kolom | None
    capaian: Kolom | None
    anggaran: Kolom | None
    realisasi_anggaran: Kolom | None
    sifat: Sifat | None
    sifat_anggaran: Sifat | None
    saingan: Mapping[str, tuple[Kolom, ...]] = field(default_factory=dict)  # per field the chosen column and its equals


@dataclass(frozen=True, slots=True)
class _Cara:
    """How the figures of every row of one table are read."""

    pick: Pilihan
    measure: Callable[..., Nilai]
    sifat_target: str | None
    ticks: bool
    status: Kolom | None
    rupiah: tuple[tuple[str, int, float], ...]  # field, column, multiplier
    rivals: tuple[tuple[str, tuple[Kolom, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Permintaan:
    """What is the same for every table of one book: the lookups, the sender's choices, the findings so far."""

    known: Pengenal
    kerangka: Kerangka
    file_name: str
    opd: Opd | None
    periode: Periode | None
    jawaban: Mapping[str, str]
    temuan: Temuan
    siblings: int
    periode_buku: Periode | None = None  # what other sheets of the book say, for one that says nothing
    opd_buku: Opd | None = None
    pengesahan: list[dict[str, Any]] = field(default_factory=list)


def _read_tables(sheet: Lembar, asked: _Permintaan) -> list[list[Baris]]:
    """The rows of every table of a sheet; a table below the first is read under its own header or named in a galat."""
    reader = _SheetReader(sheet, asked)
    parts = [reader.read()]
    if (r := reader.next_table) is not None:
        if (below := sheet.below(r)) and is_report(below):
            parts += _read_tables(below, asked)
        else:
            c, text = sheet.grid.row(r)[0]
            asked.temuan.add(GALAT, "TABEL_KEDUA", lembar=sheet.sheet.name, sel=address(r, c), tertulis=text)
    if sheet.lower:
        parts += _read_tables(sheet.under(sheet.lower), asked)
    return parts


def note_beside(table: Tabel, lembar: str, temuan: Temuan) -> None:
    """A second table in the same rows is not read, and that is said."""
    if k := table.beside:
        sel = address(table.first - 1, k.c)
        temuan.add(GALAT, "TABEL_DI_SAMPING", lembar=lembar, sel=sel, tertulis=k.jalur)


class _SheetReader:
    """Reads one table of a sheet; the order of `read` is the order of decisions."""

    def __init__(self, sheet: Lembar, asked: _Permintaan) -> None:
        assert sheet.table is not None  # noqa: S101 - `is_report` chose it
        self.s, self.known, self.file_name, self.temuan, self.siblings = (
            sheet,
            asked.known,
            asked.file_name,
            asked.temuan,
            asked.siblings,
        )
        self.grid, self.name = sheet.grid, sheet.sheet.name
        self.table = without_unit_columns(sheet.grid, _without(sheet.table, asked.temuan, self.name))
        self.labels = Labels(self.grid, self.table, asked.known.opd, asked.known.area[asked.kerangka.id], asked.temuan)
        self.chosen_opd, self.chosen_periode, self.jawaban = asked.opd, asked.periode, asked.jawaban
        self.periode_buku, self.opd_buku = asked.periode_buku, asked.opd_buku
        self.pengesahan = asked.pengesahan
        self.next_table: int | None = None
        self._of_month: dict[int, float] = {}

    def read(self) -> list[Baris]:
        self.labels.banner_area = self.s.area(self.labels.area_names)
        isi = classify(self.grid, self.table, self.labels.is_group)
        self.next_table = isi.tabel_lain
        note_beside(self.table, self.name, self.temuan)
        if isi.tanda_tangan is not None:
            self.pengesahan.append(read_signature(self.grid, isi.tanda_tangan).to_json())
        months = self._months_of_rows(isi)
        periode = self._periode(set(months.values()))
        table_opd = self._opd()
        pick = self._pick(periode)
        if not isi.data:
            return []
        self._note_rows(isi)
        self._note_columns(pick, periode)
        marks = column_marks(
            self.grid.sheet.value(r, k.c)
            for r in isi.data
            for k in (pick.realisasi, pick.target, pick.realisasi_bulan)
            if k
        )
        rows = self._rows(isi, pick, periode, table_opd, marks)
        for row in rows:
            if not self.chosen_periode and (month := months.get(row.baris - 1)):
                row.periode = str(month)
        return rows

    # -- whose and which month ------------------------------------------------------------------------------------

    def _year(self) -> int | None:
        by_name = _name_period(self.name, self.file_name)
        return (
            self.s.waktu.tahun
            or (by_name[0].tahun if by_name else None)
            or (self.chosen_periode.tahun if self.chosen_periode else None)
        )

    def _months_of_rows(self, isi: Isi) -> dict[int, Periode]:
        """The month each row names in a column of its own: one row per action and month. Empty where rows share one month.

        Of several months the chosen one alone is read. Actions that each stand once with a month beside them are no such
        form: that month may be when they were planned.
        """
        column = next((k for k in self.table.unknown if fold(k.jalur) in _MONTH_TITLES), None)
        if column is None or not isi.data:
            return {}
        said = {r: self._month_said(r, column) for r in isi.data}
        months = {m for m in said.values() if m}
        if not months or 2 * sum(m is not None for m in said.values()) < len(said):
            return {}
        head = address(self.table.first - 1, column.c)
        if len(months) > 1 and not self._actions_repeat(isi):
            words = " dan ".join(sorted({m.nama for m in months})[:2])
            self.temuan.add(PERINGATAN, "KOLOM_BULAN_BERAGAM", lembar=self.name, sel=head, extra=words)
            return {}
        before: Periode | None = None
        for r, month in list(said.items()):
            if month is None and before and not self.grid.text(r, column.c):
                said[r] = before
            elif month is None:
                self.temuan.add(
                    GALAT, "BULAN_TIDAK_DIKENAL", lembar=self.name, sel=address(r, column.c), tertulis=self.grid.filled(r, column.c)
                )  # fmt: skip
            before = said[r]
        if len(months) == 1 and self.chosen_periode:
            return {r: m for r, m in said.items() if m}  # `_periode` tells where it differs from the choice
        if self.chosen_periode and (others := [r for r, m in said.items() if m not in (None, self.chosen_periode)]):
            self.temuan.add(CATATAN, "BARIS_PERIODE_LAIN", lembar=self.name, extra=_ranges(others))
            left_out = set(others)
            isi.data = [r for r in isi.data if r not in left_out]
            isi.order = [o for o in isi.order if o[0] not in left_out]
        return {r: m for r, m in said.items() if m}

    def _month_said(self, r: int, column: Kolom) -> Periode | None:
        text = self.grid.filled(r, column.c)
        found = read_period(text)
        bulan, tahun = found.bulan, found.tahun or self._year()
        if bulan is None and text.isdigit() and 1 <= int(text) <= 12:
            bulan = int(text)
        return Periode(tahun, bulan) if bulan and tahun else None

    def _actions_repeat(self, isi: Isi) -> bool:
        name = [k.c for _, k in self.labels.names if k]
        return len({tuple(self.grid.filled(r, c) for c in name) for r in isi.data}) < len(isi.data)

    def _periode(self, months: set[Periode]) -> Periode | None:
        """The table's month; `months` are those that its rows name themselves."""
        inside = self.s.waktu
        by_name = _name_period(self.name, self.file_name)
        year = self._year()
        title = Periode(year, inside.bulan) if inside.bulan and year else None
        name = (
            Periode(by_name[0].tahun or year or 0, by_name[0].bulan)
            if by_name and by_name[0].bulan and (by_name[0].tahun or year)
            else None
        )
        used: Periode | None
        if months and not self.chosen_periode:
            used = max(months)
            if title in months and len(months) > 1:
                title = used
            name = None
        else:
            used = self.chosen_periode or title or name or self._header_period(year) or self._other_sheets_period()
            if len(months) == 1 and (only := next(iter(months))) != used:
                title = only
        if used is None:
            self.temuan.add(GALAT, "PERIODE_TIDAK_DIKENAL")
            return None
        if title and title != used:
            self.temuan.add(
                PERINGATAN,
                "PERIODE_BERBEDA",
                lembar=self.name,
                tertulis=f"Isi lembar {self.name} menyebut {title.nama}",
                extra=used.nama,
            )
        if name and by_name and name != used and (self.chosen_periode or title):
            self.temuan.add(
                PERINGATAN,
                "PERIODE_BERBEDA",
                tertulis=f"{by_name[1].capitalize()} menyebut {name.nama}",
                extra=used.nama,
            )
        if self.chosen_periode or months or not (used is name or used is title) or self._may_use(used, title):
            return used
        self.temuan.add(GALAT, "PERIODE_TIDAK_DIKENAL")
        return None

    def _may_use(self, used: Periode, title: Periode | None) -> bool:
        """Whether the repairs that made this month of a title or a name are accepted."""
        if title is None:
            return self.temuan.tolerate("PERIODE_DARI_NAMA", extra=used.nama)
        odd = next((word for line in self.s.title if (word := odd_month(line))), None)
        if odd and not self.temuan.tolerate("PERIODE_DIEJA", lembar=self.name, tertulis=odd, extra=used.nama):
            return False
        return not self.s.waktu.triwulan or self.temuan.tolerate("TRIWULAN_SEBAGAI_BULAN", extra=used.nama)

    def _other_sheets_period(self) -> Periode | None:
        found = self.periode_buku
        taken = found and self.temuan.tolerate("PERIODE_DARI_NAMA", extra=f"lembar lain, {found.nama}")
        return found if taken else None

    def _header_period(self, year: int | None) -> Periode | None:
        """The month that the only realisasi column names: 'Realisasi s.d. Oktober 2026'."""
        columns = [k for k in self.table.having("realisasi") if k.waktu != LALU]
        months = {(k.tahun or year, k.bulan) for k in columns if k.bulan}
        if len(months) != 1 or any(not k.bulan for k in columns):
            return None
        tahun, bulan = next(iter(months))
        found = Periode(tahun, bulan) if tahun and bulan else None
        if found and not self.temuan.tolerate("PERIODE_DARI_NAMA", extra=f"judul kolom, {found.nama}"):
            return None
        return found

    def _opd(self) -> Opd | None:
        found = self.s.title_opd
        in_name = None
        if found is None or found[0] is None:
            in_name = opd_in_name(self.name, self.known.opd) if self.siblings > 1 else None
            in_name = (
                in_name or opd_in_name(self.name, self.known.opd) or opd_in_name(_stem(self.file_name), self.known.opd)
            )
        inside = found[0] if found else None
        if self.chosen_opd:
            if inside and inside.kode != self.chosen_opd.kode and found:
                self.temuan.add(
                    PERINGATAN,
                    "OPD_BERBEDA",
                    lembar=self.name,
                    sel=found[2],
                    tertulis=inside.nama,
                    extra=self.chosen_opd.nama,
                )
            elif found and inside is None:
                self.temuan.add(
                    PERINGATAN,
                    "OPD_BERBEDA",
                    lembar=self.name,
                    sel=found[2],
                    tertulis=found[1],
                    extra=self.chosen_opd.nama,
                )
            elif in_name and in_name.kode != self.chosen_opd.kode:
                self.temuan.add(PERINGATAN, "OPD_BERBEDA", tertulis=in_name.nama, extra=self.chosen_opd.nama)
            return self.chosen_opd
        if (
            inside
            and found
            and (
                not found[3]
                or self.temuan.tolerate(
                    "OPD_MIRIP", lembar=self.name, sel=found[2], tertulis=found[1], extra=inside.nama
                )
            )
        ):
            return inside
        if found:
            hint = unknown_opd(found[1], (inside,) if inside else self.known.opd.find(found[1]).pilihan)
            self.temuan.add(GALAT, "OPD_TIDAK_DIKENAL", lembar=self.name, sel=found[2], tertulis=found[1], extra=hint)
            return None
        in_name = in_name or self.opd_buku
        if in_name and not self.temuan.tolerate("OPD_DARI_NAMA_BERKAS", extra=in_name.nama):
            return None
        return in_name

    # -- which columns ---------------------------------------------------------------------------------------------

    def _pick(self, periode: Periode | None) -> Pilihan:
        real = self._of_period("realisasi", periode)
        chosen = _by_time(real, (Sifat.SD, Sifat.BULAN_INI, None, "tahun"))
        month_only = (
            _by_time([k for k in real if k.waktu == Sifat.BULAN_INI], (Sifat.BULAN_INI,))
            if chosen and chosen.waktu == Sifat.SD
            else None
        )
        sifat = self._sifat(chosen, real)
        target = self._target(periode, chosen, sifat)
        caps = self._of_period("capaian", periode)
        same = [k for k in caps if chosen and k.waktu == chosen.waktu]
        real_money = _by_time(
            self._of_period("realisasi_anggaran", periode), (Sifat.SD, Sifat.BULAN_INI, None, "tahun")
        )
        budget = [k for k in self.table.having("anggaran") if not (k.bulan or k.triwulan) and k.waktu != LALU]
        budget = budget or (self._of_period("anggaran", periode) if not self._is_matrix("anggaran") else [])
        budget = [k for k in budget if not _PLANNED.search(k.jalur)] or budget  # the cash planned by now is no budget
        budget.sort(
            key=lambda k: (
                k.waktu in (Sifat.SD, Sifat.BULAN_INI),
                periode is not None and k.tahun not in (None, periode.tahun),
                -k.skor,
                k.c,
            )
        )
        return Pilihan(
            chosen,
            month_only,
            target,
            next((k for k in self._of_period("target", periode) if k.waktu == "tahun" and k is not target), None),
            (same or caps or [None])[0],  # type: ignore[list-item]
            budget[0] if budget else None,
            real_money,
            sifat,
            self._sifat_of_money(real_money),
            {
                "realisasi": _rivals(chosen, real),
                "target": _rivals(target, self._of_period("target", periode)),
                "anggaran_rp": _rivals(budget[0] if budget else None, budget),
                "realisasi_anggaran_rp": _rivals(real_money, self._of_period("realisasi_anggaran", periode)),
            },
        )

    def _of_period(self, arti: str, periode: Periode | None) -> list[Kolom]:
        """The columns of this meaning that speak of the reporting month; a matrix gives its one column."""
        columns = [k for k in self.table.having(arti) if k.waktu != LALU]
        columns = [k for k in columns if not (k.tahun and periode and k.tahun != periode.tahun)]
        months = {k.bulan for k in columns if k.bulan}
        quarters = {k.triwulan for k in columns if k.triwulan}
        if len(months) > 1:
            return [k for k in columns if periode and k.bulan == periode.bulan]
        if len(quarters) > 1 or (quarters and len(columns) > 1 and all(k.triwulan for k in columns)):
            return [k for k in columns if periode and k.triwulan == periode.triwulan]
        return columns

    def _is_matrix(self, arti: str) -> bool:
        columns = self.table.having(arti)
        return len({k.bulan for k in columns if k.bulan}) > 1 or len({k.triwulan for k in columns if k.triwulan}) > 1

    def _sifat(self, chosen: Kolom | None, real: list[Kolom]) -> Sifat | None:
        if chosen is None:
            return Sifat.SD  # a tick or a status tells how things stand, not what one month added
        if chosen.waktu in (Sifat.SD, Sifat.BULAN_INI):
            return Sifat(chosen.waktu)
        if self._is_matrix("realisasi"):
            return self._answered("sifat")
        if chosen.bulan and not (chosen.waktu or self.table.pemetaan):
            return Sifat.BULAN_INI
        return Sifat.SD if self._title_says_sd() else self._answered("sifat")

    def _answered(self, kunci: str) -> Sifat | None:
        return Sifat(self.jawaban[kunci]) if kunci in self.jawaban else None

    def _title_says_sd(self) -> bool:
        """A title such as 'Keadaan s.d. Bulan Oktober 2026' speaks for every column that says nothing itself."""
        return self.s.waktu.sd or bool(_SD_TITLE.search(" ".join(self.s.title).casefold()))

    def _sifat_of_money(self, column: Kolom | None) -> Sifat | None:
        if column is None:
            return None
        if column.waktu in (Sifat.SD, Sifat.BULAN_INI):
            return Sifat(column.waktu)
        if column.bulan and not (self.table.pemetaan or self._is_matrix("realisasi_anggaran")):
            return Sifat.BULAN_INI
        return Sifat.SD if self._title_says_sd() else self._answered("sifat_anggaran")

    def _target(self, periode: Periode | None, realisasi: Kolom | None, sifat: Sifat | None) -> Kolom | None:
        columns = self._of_period("target", periode)
        wanted: tuple[object, ...] = (sifat, None) if sifat else (None, realisasi.waktu if realisasi else None)
        if (found := _by_time([k for k in columns if k.waktu != "tahun"], wanted)) is not None:
            return found
        years = [k for k in columns if k.waktu == "tahun"]
        return years[0] if years else None

    # -- what is said about the whole sheet --------------------------------------------------------------------------

    def _note_rows(self, isi: Isi) -> None:
        if self.grid.sheet.percent_unknown:
            self.temuan.add(PERINGATAN, "FORMAT_TIDAK_TERBACA", lembar=self.name)
        hidden = [r for r in isi.data if r in self.grid.sheet.hidden_rows]
        if hidden and not self.temuan.tolerate("BARIS_TERSEMBUNYI", lembar=self.name, extra=str(len(hidden))):
            isi.leave_out(hidden)
        for r in isi.unnamed:
            cells = [c for c, _ in self.grid.row(r)]
            sum_like = any((r, c) in self.grid.sheet.formulas for c in cells)
            self.temuan.add(
                CATATAN if sum_like else PERINGATAN,
                "BARIS_TANPA_NAMA",
                lembar=self.name,
                sel=address(r, cells[0]),
                tertulis=self.grid.text(r, cells[0]),
            )
        titles = [r for r, text in isi.banners if not self.labels.is_group(text)]
        if titles or isi.subtotals:
            apart = sorted([*titles, *isi.subtotals])
            if not self.temuan.tolerate("BARIS_JUDUL", lembar=self.name, extra=_ranges(apart)):
                isi.take_as_data(apart)
        if isi.ekor:
            self.temuan.add(PERINGATAN, "BARIS_SETELAH_TANDA_TANGAN", lembar=self.name, extra=_ranges(isi.ekor))

    def _note_columns(self, pick: Pilihan, periode: Periode | None) -> None:
        if mapping := self.table.pemetaan:
            self.temuan.add(CATATAN, "KOLOM_DIPETAKAN", lembar=self.name, tertulis=mapping[0], extra=mapping[1])
        if pick.realisasi and pick.sifat is None:
            self.temuan.add(
                PERINGATAN,
                "SIFAT_TIDAK_DIKETAHUI",
                lembar=self.name,
                sel=address(self.table.first - 1, pick.realisasi.c),
                extra=f"'{pick.realisasi.jalur}'",
            )
        if pick.realisasi_anggaran and pick.sifat_anggaran is None:
            self.temuan.add(
                PERINGATAN, "SIFAT_ANGGARAN_TIDAK_DIKETAHUI", lembar=self.name, sel=address(self.table.first - 1, pick.realisasi_anggaran.c),
                extra=f"'{pick.realisasi_anggaran.jalur}'",
            )  # fmt: skip
        for arti, tingkat in _MONTHLY:
            columns = [k for k in self.table.having(arti) if k.waktu != LALU]
            if columns and periode and not self._of_period(arti, periode):
                self.temuan.add(
                    tingkat,
                    "KOLOM_BULAN_TIDAK_ADA",
                    lembar=self.name,
                    sel=address(self.table.first - 1, columns[0].c),
                    tertulis=f"{column_letters(columns[0].c)} sampai {column_letters(columns[-1].c)} ({arti.replace('_', ' ')})",
                    extra=periode.nama,
                )
        k = pick.realisasi
        other_month = k and periode and k.bulan and k.bulan != periode.bulan
        if k and periode and (other_month or (k.triwulan and k.triwulan != periode.triwulan)):
            self.temuan.add(
                PERINGATAN,
                "KOLOM_BULAN_BERBEDA",
                lembar=self.name,
                sel=address(self.table.first - 1, k.c),
                tertulis=k.jalur,
                extra=periode.nama,
            )
        for column, *others in ((pick.anggaran,), (pick.realisasi_anggaran, pick.anggaran)):
            if column and not column.pengali_pasti and (by := self._named_multiplier(column, *others)) != 1:
                self.temuan.tolerate("PENGALI", lembar=self.name, tertulis=f"'{column.jalur}'", extra=angka(by))
        for column in self._used(pick):
            if column.mirip:
                meant = " ".join([column.arti or "", NAMA_BULAN[column.bulan - 1] if column.bulan else ""])
                self.temuan.tolerate(
                    "KOLOM_MIRIP", lembar=self.name, sel=address(self.table.first - 1, column.c), tertulis=column.jalur, extra=meant.replace("_", " ").strip()
                )  # fmt: skip
        for name, rivals in pick.saingan.items():
            if len(rivals) > 1:
                letters = ", ".join(column_letters(x.c) for x in rivals)
                self.temuan.add(
                    PERINGATAN,
                    "KOLOM_GANDA",
                    lembar=self.name,
                    tertulis=letters,
                    extra=name.removesuffix("_rp").replace("_", " "),
                )

    # -- rows ------------------------------------------------------------------------------------------------------

    def _rows(
        self, isi: Isi, pick: Pilihan, periode: Periode | None, sheet_opd: Opd | None, marks: Tanda
    ) -> list[Baris]:
        rows: list[Baris] = []
        opd = sheet_opd
        bulan = str(periode) if periode else None
        notes = [(name, k.c) for name in ("satuan", "kendala", "tindak_lanjut", "bukti") if (k := self.table.one(name))]
        ways = self._ways(pick, marks)
        area_column = self.labels.area_column(isi)
        opd_column = self.labels.opd_column(isi, "opd") if self.chosen_opd is None else None
        if opd_column is None and sheet_opd is None:
            opd_column = self.labels.coordinators(isi)
            if opd_column:  # who answers for an action is not always who reports it
                self.temuan.add(
                    PERINGATAN,
                    "OPD_DARI_KOORDINATOR",
                    lembar=self.name,
                    sel=address(self.table.first - 1, opd_column.c),
                    tertulis=opd_column.jalur,
                )
        for r, kelas, text in isi.order:
            if kelas is KelasBaris.BANNER:
                named = self.labels.take_banner(r, text)
                opd = named if named and self.chosen_opd is None else opd
            if kelas is not KelasBaris.DATA:
                continue
            row = Baris(
                self.name,
                r + 1,
                periode=bulan,
                sifat=pick.sifat,
                sifat_anggaran=pick.sifat_anggaran,
            )
            line = self.grid.line(r)
            self.labels.read(row, line)
            found_opd = self.labels.row_opd(row, line, opd_column) if opd_column else opd
            if opd_column and sheet_opd and found_opd and found_opd.kode != sheet_opd.kode:
                self.temuan.add(
                    PERINGATAN,
                    "OPD_BERBEDA",
                    lembar=self.name,
                    sel=row.sel["opd"],
                    tertulis=sheet_opd.nama,
                    extra=found_opd.nama,
                )
            row.area = self.labels.area(row, line, area_column)
            row.opd = found_opd.nama if found_opd else None
            _read_notes(row, line, notes)
            self._figures(row, line, ways)
            rows.append(row)
        if (
            any(row.opd is None for row in rows)
            and sheet_opd is None
            and opd_column is None
            and not (self.s.title_opd and self.s.title_opd[1])
        ):
            self.temuan.add(GALAT, "OPD_TIDAK_DIKENAL", lembar=self.name)
        self.labels.note_filled()
        note_differences(rows, self._of_month, self.temuan)
        return rows

    def _ways(self, pick: Pilihan, marks: Tanda) -> _Cara:
        rupiah: list[tuple[str, int, float]] = []
        if pick.anggaran:
            rupiah.append(("anggaran_rp", pick.anggaran.c, self._multiplier(pick.anggaran)))
        if k := pick.realisasi_anggaran:
            rupiah.append(("realisasi_anggaran_rp", k.c, self._multiplier(k, pick.anggaran)))
        return _Cara(
            pick,
            partial(measure, marks=marks, words=self.known.words),
            pick.target.waktu if pick.target and pick.target.waktu in _TARGET_TIMES else None,
            {"tercapai", "tidak_tercapai"} <= self.table.artis,
            self.table.one("status"),
            tuple(rupiah),
            tuple((name, columns) for name, columns in pick.saingan.items() if len(columns) > 1),
        )

    def _figures(self, row: Baris, line: Line, ways: _Cara) -> None:
        pick, unit = ways.pick, unit_class(row.satuan)
        if pick.target:
            row.target = self._amount(row, line, "target", pick.target.c, unit, ways)
            row.sifat_target = ways.sifat_target
        if pick.target_tahun:
            self._year_target(row, line, pick.target_tahun, unit)
        if pick.realisasi:
            row.realisasi = self._amount(row, line, "realisasi", pick.realisasi.c, unit, ways)
            if pick.realisasi_bulan:
                self._compare_with_month(row, line, pick.realisasi, pick.realisasi_bulan, unit, ways)
        elif ways.ticks:
            self._ticks(row, line.r)
        elif ways.status:
            row.realisasi = self._amount(row, line, "realisasi", ways.status.c, unit, ways)
        for field_name, c, multiplier in ways.rupiah:
            setattr(row, field_name, self._rupiah(row, line, field_name, c, multiplier))
        for field_name, columns in ways.rivals:
            self._check_rivals(row, line.r, field_name, columns)
        if pick.capaian:
            row.capaian_dilaporkan_pct = self._percent(row, line, pick.capaian.c)

    def _year_target(self, row: Baris, line: Line, k: Kolom, unit: Satuan) -> None:
        """The year's target beside the one that is compared; nothing rests on it, so only what is plain is taken."""
        value = line.value(k.c)
        if type(value) is float:
            plain = k.c not in line.odd and is_sure_measure(value, unit)
        else:
            value = str(value).strip()
            plain = value.casefold() in self.known.words or is_yes_no(value) is not None
        if plain:
            row.target_tahun, row.sel["target_tahun"] = value, line.address(k.c)

    def _amount(self, row: Baris, line: Line, field_name: str, c: int, unit: Satuan, ways: _Cara) -> float | str | None:
        value = line.value(c)
        if type(value) is float and c not in line.odd and is_sure_measure(value, unit):
            row.sel[field_name] = line.address(c)
            return value
        return self._number(row, line, field_name, c, ways.measure, row.satuan)

    def _rupiah(self, row: Baris, line: Line, field_name: str, c: int, multiplier: float) -> float | None:
        value = line.value(c)
        if type(value) is float and multiplier == 1 and c not in line.odd and is_sure_money(value):
            row.sel[field_name] = line.address(c)
            return value
        return _as_number(self._number(row, line, field_name, c, money, multiplier))

    def _percent(self, row: Baris, line: Line, c: int) -> float | None:
        value, own = line.value(c), own_pct(row)
        if type(value) is float and c not in line.odd and is_sure_percent(value, own):
            row.sel["capaian_dilaporkan_pct"] = line.address(c)
            return value
        return _as_number(self._number(row, line, "capaian_dilaporkan_pct", c, reported_percent, own))

    def _number(
        self, row: Baris, line: Line, field_name: str, c: int, read: Callable[..., Nilai], by: object
    ) -> float | str | None:
        """Read one figure; its address, its reason for being missing and its finding go with it. `by` is what `read` goes by."""
        value, sel = line.value(c), line.address(c)
        row.sel[field_name] = sel
        if c not in line.odd:
            if value == "":
                row.kosong[field_name] = Kosong.KOSONG
                return None
            found, error = read(value, by), None
        else:
            sheet, here = self.grid.sheet, (line.r, c)
            merge = self.grid.merge_of.get(here)
            if merge and (merge[0], merge[1]) != here:
                row.kosong[field_name] = Kosong.KOSONG
                if merge[2] > merge[0] and field_name in ("target", "realisasi"):
                    self._note_merged(merge[0], merge[1])
                return None
            error, uncached = sheet.errors.get(here), here in sheet.uncached
            if value == "" and error is None and not uncached:
                row.kosong[field_name] = Kosong.KOSONG
                return None
            found = read(value, by, percent_format=here in sheet.percent, error=error, uncached=uncached)
        if found.kosong:
            row.kosong[field_name] = found.kosong
        if found.masalah:
            tingkat, kode, extra = found.masalah
            written = _as_shown(value, line.text(c)) or error
            if kode not in TOLERANSI:
                self.temuan.add(tingkat, kode, lembar=self.name, sel=sel, tertulis=written, extra=extra)
            elif not self.temuan.tolerate(kode, lembar=self.name, sel=sel, tertulis=written, extra=extra):
                return self._unrepaired(row, field_name, value, sel, written)
        return found.nilai

    def _note_merged(self, r: int, c: int) -> None:
        """A figure merged over several rows counts for the first alone."""
        if text := self.grid.text(r, c):
            self.temuan.add(PERINGATAN, "SEL_GABUNG", lembar=self.name, sel=address(r, c), tertulis=text)

    def _unrepaired(self, row: Baris, field_name: str, value: object, sel: str, written: str | None) -> float | None:
        """The figure as it stands in the cell; words beside it make it none."""
        if isinstance(value, int | float):
            return float(value)
        row.kosong[field_name] = Kosong.GALAT
        self.temuan.add(GALAT, "BUKAN_ANGKA", lembar=self.name, sel=sel, tertulis=written)
        return None

    def _used(self, pick: Pilihan) -> list[Kolom]:
        """The columns that this month's figures, names and texts are read from."""
        figures = (pick.realisasi, pick.target, pick.capaian, pick.anggaran, pick.realisasi_anggaran)
        return [k for k in (*figures, *(self.table.one(arti) for arti in _NAMED)) if k]

    def _multiplier(self, *columns: Kolom | None) -> float:
        by, own = self._named_multiplier(*columns), columns[0]
        taken_back = by != 1 and own is not None and self.temuan.taken_back("PENGALI", self.name, f"'{own.jalur}'")
        return 1.0 if taken_back else by

    def _named_multiplier(self, *columns: Kolom | None) -> float:
        """What money is multiplied by: its own header says, else '(dalam jutaan rupiah)' in the title, else a neighbour's header."""
        own, *others = columns
        if own and own.pengali and (own.pengali != 1 or own.pengali_pasti):
            return own.pengali
        money_lines = [t for t in self.s.title if _MONEY_WORD.search(t.casefold())]
        said = [t for t in money_lines if _UNIT_NOTE.search(t.casefold())]
        if (named := next((m for t in said if (m := money_unit(t))), None)) is not None:
            return named
        if own and own.pengali:
            return own.pengali
        return next((k.pengali for k in others if k and k.pengali), 1.0)

    def _check_rivals(self, row: Baris, r: int, name: str, columns: tuple[Kolom, ...]) -> None:
        """Where several columns may be the same figure, only a row in which they agree has a value."""
        texts = [t for k in columns if (t := self.grid.text(r, k.c)) and empty_reason(t) is None]
        if len(set(texts)) > 1:
            setattr(row, name, None)
            row.kosong[name] = Kosong.GALAT
            self.temuan.add(
                PERINGATAN,
                "AMBIGU",
                lembar=self.name,
                sel=address(r, columns[0].c),
                tertulis=texts[0],
                extra=" atau ".join(texts),
            )

    def _compare_with_month(self, row: Baris, line: Line, sd: Kolom, month: Kolom, unit: Satuan, ways: _Cara) -> None:
        """Where both 'bulan ini' and 's.d.' stand, the s.d. value counts; the other must not contradict it."""
        value: object = line.value(month.c)
        beside: float | str | None
        if type(value) is float and month.c not in line.odd and is_sure_measure(value, unit):
            beside = value
        else:
            sheet, here = self.grid.sheet, (line.r, month.c)
            state = {"percent_format": here in sheet.percent, "uncached": here in sheet.uncached}
            found = ways.measure(value, row.satuan, error=sheet.errors.get(here), **state)
            beside = found.nilai
            if found.masalah and found.masalah[0] is not CATATAN:
                value = None
        if isinstance(beside, float):
            self._of_month[row.baris] = beside
            if value is not None:  # what nobody has to ask about
                row.realisasi_bulan_ini, row.sel["realisasi_bulan_ini"] = beside, line.address(month.c)
        if (
            row.realisasi is None
            and row.kosong.get("realisasi") in (Kosong.KOSONG, Kosong.STRIP)
            and beside is not None
        ):
            self.temuan.add(PERINGATAN, "SD_KOSONG", lembar=self.name, sel=line.address(sd.c), extra=line.text(month.c))
        if (
            unit in (Satuan.CACAH, Satuan.UANG)  # a mean to date may well lie below its last month
            and isinstance(row.realisasi, float)
            and isinstance(beside, float)
            and beside > row.realisasi + 1e-9
            and row.realisasi >= 0
        ):
            self.temuan.add(
                PERINGATAN,
                "SD_LEBIH_KECIL",
                lembar=self.name,
                sel=line.address(sd.c),
                tertulis=angka(row.realisasi),
                extra=angka(beside),
            )

    def _ticks(self, row: Baris, r: int) -> None:
        """V in one of two columns; the cell that is ticked is the value's address."""
        ticked: list[tuple[str, str]] = []
        for arti, value in (("tercapai", "TERCAPAI"), ("tidak_tercapai", "TIDAK TERCAPAI")):
            k = self.table.one(arti)
            assert k is not None  # noqa: S101 - both columns were found
            text = self.grid.text(r, k.c)
            row.sel.setdefault("realisasi", address(r, k.c))
            if not text or empty_reason(text):
                continue
            if is_yes_no(text) or text.casefold() in {"1", "a", "p", "ü", "þ", "o", "*", value.casefold()}:
                ticked.append((value, address(r, k.c)))
            else:
                self.temuan.add(GALAT, "CENTANG_TIDAK_DIKENAL", lembar=self.name, sel=address(r, k.c), tertulis=text)
                row.kosong["realisasi"] = Kosong.GALAT
                row.sel["realisasi"] = address(r, k.c)
                return
        if len(ticked) == 1:
            row.realisasi, row.sel["realisasi"] = ticked[0]
        elif ticked:
            self.temuan.add(PERINGATAN, "CENTANG_GANDA", lembar=self.name, sel=ticked[0][1], tertulis="V")
            row.kosong["realisasi"] = Kosong.GALAT
        else:
            row.kosong["realisasi"] = Kosong.KOSONG


_NAMED = ("kode", "rencana_aksi", "indikator", "satuan", "area", "opd", "kendala", "tindak_lanjut", "bukti")


def _without(table: Tabel, temuan: Temuan, lembar: str) -> Tabel:
    """The table without the columns whose odd titles must not be read as what they seem to mean."""
    refused = [k for k in table.columns if k.mirip and temuan.taken_back("KOLOM_MIRIP", lembar, k.jalur)]
    if not refused:
        return table
    for k in refused:
        temuan.tolerate("KOLOM_MIRIP", lembar=lembar, tertulis=k.jalur, extra=(k.arti or "").replace("_", " "))
    return replace(table, columns=[k for k in table.columns if k not in refused], unknown=[*table.unknown, *refused])


def _read_notes(row: Baris, line: Line, columns: list[tuple[str, int]]) -> None:
    for field_name, c in columns:
        text, row.sel[field_name] = line.cell(c)
        if (reason := empty_reason(text)) is None:
            setattr(row, field_name, text)
        else:
            row.kosong[field_name] = reason


def _as_shown(value: object, text: str) -> str:
    """A stored number quoted as Indonesians write it."""
    return text.replace(".", ",") if isinstance(value, float) else text


def _rivals(chosen: Kolom | None, columns: list[Kolom]) -> tuple[Kolom, ...]:
    """The chosen column and those that say of themselves exactly what it does."""
    if chosen is None:
        return ()
    said = (chosen.waktu, chosen.bulan, chosen.triwulan, chosen.tahun)
    return (chosen, *(k for k in columns if k.c != chosen.c and (k.waktu, k.bulan, k.triwulan, k.tahun) == said))


def _as_number(value: float | str | None) -> float | None:
    return value if isinstance(value, float) else None


def _by_time(columns: list[Kolom], wanted: tuple[object, ...]) -> Kolom | None:
    for waktu in wanted:
        same = [k for k in columns if (k.waktu or None) == (None if waktu is None else str(waktu))]
        if same:
            return max(same, key=lambda k: (k.skor, -k.c))
    return None


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(fold(_CAMEL.sub(r"\1 \2", text)).split())


def opd_in_name(text: str, names: OpdNames) -> Opd | None:
    """The one OPD that a sheet or file name holds as whole words; longer names win over shorter inside them."""
    words = _words_of(text)
    hits: dict[str, tuple[int, Opd]] = {}
    for size in range(min(9, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            part = " ".join(words[i : i + size])
            if (
                len(part) >= 3
                and names.known(part)
                and (o := names.find(part).opd)
                and not any(s > size for s, _ in hits.values())
            ):
                hits[o.kode] = (size, o)
    return next(iter(hits.values()))[1] if len(hits) == 1 else None


def _ranges(rows: list[int]) -> str:
    """[3, 4, 5, 9] -> '4–6, 10': zero-based rows as a person counts them."""
    parts: list[list[int]] = []
    for r in rows:
        if parts and r == parts[-1][1] + 1:
            parts[-1][1] = r
        else:
            parts.append([r, r])
    return ", ".join(str(a + 1) if a == b else f"{a + 1}–{b + 1}" for a, b in parts)
