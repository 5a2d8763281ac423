"""The road map workbook: one row per rencana aksi with its targets. Only OPD and rencana aksi are required.

What is missing is assumed in groups, never per row; every assumption is a peringatan and can be answered otherwise.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.contract import TOLERANSI, Bacaan, Baris, Temuan, refused
from loaders.header import LALU, Kolom
from loaders.labels import Labels, unknown_opd
from loaders.names import fold
from loaders.report import Lembar, Pengenal, _finding, _framework, is_report, note_beside, opd_in_name
from loaders.rows import KelasBaris, classify
from loaders.values import (
    CATATAN,
    GALAT,
    PERINGATAN,
    Nilai,
    Satuan,
    column_marks,
    empty_reason,
    grade_of,
    graded_number,
    is_yes_no,
    measure,
    money,
    range_bounds,
    unit_class,
)
from loaders.workbook import Workbook, address
from progress.findings import TingkatTemuan
from progress.model import (
    Akumulasi,
    Arah,
    CaraPelaksana,
    CaraTarget,
    Jenis,
    Kosong,
    Opd,
    Rumus,
    Sifat,
    Tahap,
    Tingkat,
    baca_tahap,
    pct_tahap,
    tulis_tahap,
)
from progress.wording.formats import angka
from progress.wording.temuan import sentence

OWNER_ORDER = ("opd", "koordinator", "pelaksana")  # the column that tells who answers for an item, best first
OWNER = set(OWNER_ORDER)
RANCANGAN = "rancangan"
"""The kunci of an assumption that asks nobody: the road map calls itself a draft."""


@dataclass(slots=True)
class RoadMap:
    """A road map read: the public reading, its items and targets (joined by `n`), and what was assumed."""

    bacaan: Bacaan
    items: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)
    asumsi: list[dict[str, Any]] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {"items": self.items, "targets": self.targets, "asumsi": self.asumsi}


def kind_of(sheets: list[Lembar]) -> str:
    """'road_map' or 'laporan', by what the tables hold."""
    plans = [s for s in sheets if _is_plan(s)]
    return "road_map" if plans and not any(is_report(s) for s in sheets if s not in plans) else "laporan"


def _is_plan(s: Lembar) -> bool:
    """OPD, rencana aksi and targets without realisasi, or with realisasi of past years beside targets of several.

    The OPD may stand above the table where its targets are those of several years.
    """
    table = s.table
    if table is None or not table.artis & {"rencana_aksi", "kegiatan"}:
        return False
    if not table.artis & OWNER and len({k.tahun for k in table.having("target") if k.tahun}) < 2:
        return False
    if table.artis & {"tercapai", "tidak_tercapai"}:
        return False
    years = {k.tahun for k in table.having("target") if k.tahun}
    real = [k for k in table.having("realisasi") if k.waktu != LALU]
    past = [k for k in real if k.tahun and years and k.tahun < max(years)]
    return len(past) == len(real) and (bool(table.having("target")) or not real)


def _owned(s: Lembar, known: Pengenal) -> bool:
    """Whether rows, the title or the sheet's name tell whose plan this is."""
    return (
        bool(s.table and s.table.artis & OWNER) or bool(s.title_opd) or opd_in_name(s.sheet.name, known.opd) is not None
    )


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((Path(__file__).parent / "layouts" / "roadmap.toml").read_text("utf-8"))


def read_road_map(
    book: Workbook,
    sheets: list[Lembar],
    known: Pengenal,
    *,
    tahun: int | None = None,
    jawaban: dict[str, str] | None = None,
) -> RoadMap:
    """Read every sheet that holds a plan. `tahun` helps where no year is written; `jawaban` overrides assumptions by key."""
    kerangka = _framework(sheets, known)
    usable = [s for s in sheets if s.table and s.table.artis & {"rencana_aksi", "kegiatan"} and _owned(s, known)]
    if not usable:
        why = "kolom OPD atau Rencana Aksi tidak ditemukan di lembar " + (
            ", ".join(s.sheet.name for s in sheets) or "mana pun"
        )
        return RoadMap(refused(book.name, kerangka.id, _finding(GALAT, "BUKAN_ROAD_MAP", extra=why)))
    reader = _PlanReader(known, kerangka.id, Temuan(jawaban or ()), tahun, jawaban or {})
    for s in usable:
        reader.read(s)
    reader.assume()
    if any(line.casefold().lstrip().startswith("rancangan") for s in usable for line in s.title):
        reader.note_draft()
    if not reader.rows:
        return RoadMap(
            refused(
                book.name, kerangka.id, _finding(GALAT, "TANPA_BARIS", extra=", ".join(s.sheet.name for s in usable))
            )
        )
    opd = {r.opd for r in reader.rows}
    bacaan = Bacaan(
        book.name,
        kerangka.id,
        next(iter(opd)) if len(opd) == 1 else None,
        None,
        reader.rows,
        reader.temuan.rows,
        "road_map",
    )
    return RoadMap(bacaan, reader.items, reader.targets, reader.asumsi)


@dataclass(slots=True)
class _Sel:
    """One target cell: its year, its month (0: of the year), the header's kind of figure, what it says.

    `rentang`: both ends where a range is written; `masalah` then waits until it is known whether a range is meant.
    """

    tahun: int
    bulan: int
    sifat: Sifat | None
    nilai: float | None
    teks: str | None
    sel: str
    triwulan: bool
    rentang: tuple[float, float] | None = None
    masalah: tuple[TingkatTemuan, str, str] | None = None


class _PlanReader:
    def __init__(
        self, known: Pengenal, kerangka: str, temuan: Temuan, tahun: int | None, jawaban: dict[str, str]
    ) -> None:
        self.known, self.kerangka, self.temuan, self.tahun, self.jawaban = known, kerangka, temuan, tahun, jawaban
        self.rows: list[Baris] = []
        self.items: list[dict[str, Any]] = []
        self.targets: list[dict[str, Any]] = []
        self.asumsi: list[dict[str, Any]] = []
        self._kode: set[tuple[str, str]] = set()
        self._key_row: dict[str, int] = {}
        self._cells: dict[int, list[_Sel]] = {}
        self._sifat_target: dict[int, Sifat | None] = {}
        self._no_arah: list[int] = []
        self._no_akumulasi: dict[str, list[int]] = defaultdict(list)
        self._unclear: list[int] = []
        self._no_opd = 0
        self._double_kode: list[str] = []
        self._skala_guess: dict[str, list[int]] = defaultdict(list)
        self._months_alone: list[int] = []
        self._by_range: list[int] = []

    # -- one sheet -------------------------------------------------------------------------------------------------

    def read(self, s: Lembar) -> None:
        assert s.table is not None  # noqa: S101 - chosen by read_road_map
        self.grid, self.table, self.lembar = s.grid, s.table, s.sheet.name
        labels = Labels(s.grid, s.table, self.known.opd, self.known.area[self.kerangka], self.temuan)
        labels.banner_area = s.area(labels.area_names)
        note_beside(s.table, s.sheet.name, self.temuan)
        isi = classify(s.grid, s.table, labels.is_group)
        area_column = labels.area_column(isi)
        opd_column = next((k for arti in OWNER_ORDER if (k := labels.opd_column(isi, arti))), None) or s.table.one(
            *OWNER_ORDER
        )
        owner = None if opd_column else self._owner(s)
        columns = self._target_columns(s, isi.data)
        self._budget_column = self._budget([k.tahun for k, _, _ in columns])
        marks = column_marks(s.sheet.value(r, k.c) for r in isi.data for k, _, _ in columns)
        for r, kelas, text in isi.order:
            if kelas is KelasBaris.BANNER:
                labels.take_banner(r, text)
            if kelas is not KelasBaris.DATA:
                continue
            row = Baris(self.lembar, r + 1)
            line = s.grid.line(r)
            labels.read(row, line)
            found = labels.row_opd(row, line, opd_column) if opd_column else owner
            row.area = labels.area(row, line, area_column)
            row.opd = found.nama if found else None
            row.satuan = self._text("satuan", r, row)
            stages = self._read_stages(r, row)
            words = self.known.words | {t.nama.casefold() for t in stages}
            cells = [
                cell
                for k, year, month in columns
                if (cell := self._target_cell(r, k, year, month, row.satuan, marks, words))
            ]
            self._show(row, cells)
            self.rows.append(row)
            self._no_opd += found is None
            if found and row.rencana_aksi:
                self._item(row, r, found.kode, cells, stages)
            else:
                self._no_range(cells)
        labels.note_filled()
        if isi.tabel_lain is not None:
            self._read_below(s, isi.tabel_lain)

    def _read_below(self, s: Lembar, r: int) -> None:
        """A table under this one is read under its own header, or named in a galat."""
        if (below := s.below(r)) and below.table and below.table.artis & {"rencana_aksi", "kegiatan"}:
            self.read(below)
            return
        c, text = s.grid.row(r)[0]
        self.temuan.add(GALAT, "TABEL_KEDUA", lembar=s.sheet.name, sel=address(r, c), tertulis=text)

    def _owner(self, s: Lembar) -> Opd | None:
        """Whose plan a sheet without a column of OPD is: its title says, else its name."""
        if s.title_opd is None:
            found = opd_in_name(s.sheet.name, self.known.opd)
            if found and self.temuan.tolerate("OPD_DARI_NAMA_BERKAS", extra=found.nama):
                return found
            return None
        found, text, sel, alike = s.title_opd
        if found and (
            not alike
            or self.temuan.tolerate("OPD_MIRIP", lembar=s.sheet.name, sel=sel, tertulis=text, extra=found.nama)
        ):
            return found
        hint = unknown_opd(text, (found,) if found else self.known.opd.find(text).pilihan)
        self.temuan.add(GALAT, "OPD_TIDAK_DIKENAL", lembar=s.sheet.name, sel=sel, tertulis=text, extra=hint)
        return None

    def _text(self, arti: str, r: int, row: Baris | None = None) -> str | None:
        if (k := self.table.one(arti)) is None:
            return None
        r0, c0 = self.grid.origin(r, k.c)
        text = self.grid.text(r0, c0)
        if row is not None:
            row.sel[arti] = address(r0, c0)
        return text if text and empty_reason(text) is None else None

    def _target_columns(self, s: Lembar, data: list[int]) -> list[tuple[Kolom, int, int]]:
        """Target columns with the year and month (0: year) each speaks of; the year of month columns is found, not guessed."""
        columns = [k for k in self.table.having("target") if k.waktu != LALU]
        dated = [(k, k.tahun) for k in columns if k.tahun and not (k.bulan or k.triwulan)]
        undated = [
            k
            for k in columns
            if not (k.bulan or k.triwulan) and not k.tahun and k.waktu not in (Sifat.SD, Sifat.BULAN_INI)
        ]
        monthly = [k for k in columns if k.bulan or k.triwulan]
        year = self._year_of_months(s, dated, monthly, data)
        found: list[tuple[Kolom, int, int]] = [(k, t, 0) for k, t in dated]
        for k in monthly:
            if month_year := k.tahun or year:
                found.append((k, month_year, k.bulan or (k.triwulan or 0) * 3))
        if undated and not dated and year:
            found.append((undated[0], year, 0))
        if (monthly or undated) and year is None and not dated and not any(k.tahun for k in monthly):
            self.temuan.add(GALAT, "TAHUN_TIDAK_DIKENAL", lembar=self.lembar)
        return found

    def _year_of_months(
        self, s: Lembar, dated: list[tuple[Kolom, int]], monthly: list[Kolom], data: list[int]
    ) -> int | None:
        if len(named := {k.tahun for k in monthly if k.tahun}) == 1:
            return named.pop()
        if s.waktu.tahun:
            return s.waktu.tahun
        years = sorted({t for _, t in dated})
        if len(years) == 1:
            return years[0]
        agree: Counter[int] = Counter()
        for r in data:
            values = [v for k in monthly if isinstance(v := s.sheet.value(r, k.c), float)]
            for k, t in dated:
                total = s.sheet.value(r, k.c)
                if values and isinstance(total, float) and total in (sum(values), values[-1]):
                    agree[t] += 1
        best = agree.most_common(2)
        if best and best[0][1] >= 3 and (len(best) == 1 or best[0][1] > 2 * best[1][1]):
            self._assume_once(
                f"tahun:{self.lembar}",
                f"Target bulanan pada lembar {self.lembar} dianggap milik tahun {best[0][0]}",
                str(best[0][0]),
                "ASUMSI_TAHUN",
            )
            return best[0][0]
        if self.tahun and monthly:
            self._assume_once(
                f"tahun:{self.lembar}",
                f"Target bulanan pada lembar {self.lembar} dianggap milik tahun {self.tahun}",
                str(self.tahun),
                "ASUMSI_TAHUN",
            )
        return self.tahun

    def _budget(self, years: list[int | None]) -> Kolom | None:
        columns = [k for k in self.table.having("anggaran") if not (k.bulan or k.triwulan)]
        plain = [k for k in columns if not k.tahun]
        if plain:
            return plain[0]
        year = self.tahun or next((y for y in years if y), None)
        return next((k for k in columns if k.tahun == year), columns[0] if len(columns) == 1 else None)

    def _target_cell(
        self, r: int, k: Kolom, year: int, month: int, satuan: str | None, marks: Any, words: frozenset[str]
    ) -> _Sel | None:
        sheet = self.grid.sheet
        r0, c0 = self.grid.origin(r, k.c)
        where = address(r0, c0)
        found: Nilai = measure(
            sheet.value(r0, c0), satuan, percent_format=(r0, c0) in sheet.percent, error=sheet.errors.get((r0, c0)),
            uncached=(r0, c0) in sheet.uncached, marks=marks, words=words,
        )  # fmt: skip
        bounds = None
        if found.masalah and found.masalah[1] == "RENTANG" and isinstance(found.nilai, str):
            bounds = range_bounds(found.nilai, satuan)
        if found.masalah and bounds is None:
            tingkat, kode, extra = found.masalah
            written = self.grid.text(r0, c0) or sheet.errors.get((r0, c0))
            if kode not in TOLERANSI:
                self.temuan.add(tingkat, kode, lembar=self.lembar, sel=where, tertulis=written, extra=extra)
            elif not self.temuan.tolerate(kode, lembar=self.lembar, sel=where, tertulis=written, extra=extra):
                value = sheet.value(r0, c0)
                if not isinstance(value, int | float):
                    self.temuan.add(GALAT, "BUKAN_ANGKA", lembar=self.lembar, sel=where, tertulis=written)
                    return None
                found = Nilai(float(value))
        if found.nilai is None:
            return None
        sifat = Sifat(k.waktu) if k.waktu in (Sifat.SD, Sifat.BULAN_INI) else None
        if isinstance(found.nilai, str) and bounds is not None:
            return _Sel(year, month, sifat, None, found.nilai, where, bool(k.triwulan), bounds, found.masalah)
        if isinstance(found.nilai, str):
            graded = graded_number(found.nilai)
            if graded is not None:
                self.temuan.add(CATATAN, "GRADE_SEBAGAI_ANGKA", lembar=self.lembar, sel=where, tertulis=found.nilai)
            return _Sel(year, month, sifat, graded, found.nilai, where, bool(k.triwulan))
        if found.nilai < 0 and month >= 0 and year:
            self.temuan.add(PERINGATAN, "TARGET_NEGATIF", lembar=self.lembar, sel=where, tertulis=_plain(found.nilai))
        return _Sel(year, month, sifat, found.nilai, None, where, bool(k.triwulan))

    def _show(self, row: Baris, cells: list[_Sel]) -> None:
        """The public row of a road map shows the target of the earliest year that has one."""
        yearly = sorted((c for c in cells if c.bulan == 0), key=lambda c: c.tahun) or sorted(
            cells, key=lambda c: (c.tahun, c.bulan)
        )
        if yearly:
            first = yearly[0]
            row.target = first.teks if first.nilai is None or first.teks else first.nilai
            row.sel["target"] = first.sel
        else:
            row.kosong["target"] = Kosong.KOSONG
        row.kosong["realisasi"] = Kosong.KOSONG

    # -- one item --------------------------------------------------------------------------------------------------

    def _item(self, row: Baris, r: int, opd: str, cells: list[_Sel], stages: tuple[Tahap, ...]) -> None:
        n = len(self.items)
        kode = self._unique_kode(row, opd)
        self._note_double(row, opd, kode)
        jenis, skala = (Jenis.ANGKA, None) if stages else self._jenis(row, r, cells, n)
        arah = self._choice("arah", r, Arah, row)
        akumulasi = self._choice("akumulasi", r, Akumulasi, row)
        if stages:  # percents of one thing that is made: they rise to 100 and stay
            arah, akumulasi = Arah.NAIK, Akumulasi.KUMULATIF
            cells = self._in_stages(cells, stages)
        if akumulasi is Akumulasi.PER_BULAN and jenis is Jenis.ANGKA:
            self._months_alone.append(n)
        ranged = jenis is Jenis.ANGKA and any(c.rentang for c in cells)
        if arah is Arah.RENTANG:
            cells = _as_ranges(cells)
        elif arah is None and ranged:
            self._by_range.append(n)
        else:
            self._no_range(cells)
        if arah is None and jenis is Jenis.ANGKA and not ranged:
            self._no_arah.append(n)
        if akumulasi is None and jenis is Jenis.ANGKA:
            self._no_akumulasi[(row.satuan or "tanpa satuan").casefold()].append(n)
        self._sifat_target[n] = self._choice("sifat_target", r, Sifat, row)
        self._cells[n] = cells
        self._check_grades(row, cells)
        self.items.append({
            "n": n, "kode": kode, "opd": opd, "area": row.area, "rencana_aksi": row.rencana_aksi,
            "indikator": row.indikator, "satuan": row.satuan, "jenis": str(jenis), "arah": str(arah or Arah.NAIK),
            "akumulasi": str(akumulasi or Akumulasi.POSISI_AKHIR), "skala": skala, "baseline": self._figure("baseline", r, row),
            "bobot": self._figure("bobot", r, row), "anggaran_rp": self._money(r, row), "koordinator": self._text("koordinator", r, row),
            "pelaksana": self._text("pelaksana", r, row), "lembar": self.lembar, "baris": r + 1, "sel": {},
            "rumus": self._rumus(r, row, jenis, arah), "tahap": tulis_tahap(stages) or None,
            "cara_target": self._cara_target(r, row, jenis, arah, akumulasi),
            "cara_pelaksana": self._choice("cara_pelaksana", r, CaraPelaksana, row),
        })  # fmt: skip
        self.items[n]["sel"] = dict(row.sel)
        row.anggaran_rp = self.items[n]["anggaran_rp"]

    def _read_stages(self, r: int, row: Baris) -> tuple[Tahap, ...]:
        if (text := self._text("tahap", r, row)) is None:
            return ()
        stages = baca_tahap(text)
        if stages is None:
            self.temuan.add(PERINGATAN, "TAHAP_TIDAK_DIKENAL", lembar=self.lembar, sel=row.sel["tahap"], tertulis=text)
        return stages or ()

    def _in_stages(self, cells: list[_Sel], stages: tuple[Tahap, ...]) -> list[_Sel]:
        """Targets as percents of the finished thing; a "Tidak" or 0 in a month asks for nothing then."""
        found = []
        for c in cells:
            said = c.teks if c.nilai is None else c.nilai
            yes = is_yes_no(said) if isinstance(said, str) else None
            pct = (100.0 if yes else 0.0) if yes is not None else pct_tahap(stages, said if said is not None else "")
            if pct is None:
                self.temuan.add(
                    PERINGATAN, "TARGET_BUKAN_TAHAP", lembar=self.lembar, sel=c.sel,
                    tertulis=c.teks or _plain(c.nilai), extra=tulis_tahap(stages),
                )  # fmt: skip
            elif pct > 0:
                found.append(replace(c, nilai=pct, teks=None, rentang=None, masalah=None))
        return found

    def _no_range(self, cells: list[_Sel]) -> None:
        """Nobody means a range here: say that its cell is kept as text."""
        for c in cells:
            if c.masalah:
                tingkat, kode, extra = c.masalah
                self.temuan.add(tingkat, kode, lembar=self.lembar, sel=c.sel, tertulis=c.teks, extra=extra)

    def _rumus(self, r: int, row: Baris, jenis: Jenis, arah: Arah | None) -> str | None:
        """Only words that name a formula of lower-is-better choose one; beside other items the column is a remark."""
        text = self._text("rumus", r, row)
        if text is None or jenis is not Jenis.ANGKA:
            return None
        known = _chosen("rumus", text)
        if arah in (Arah.NAIK, Arah.RENTANG):
            if known in (Rumus.RASIO, Rumus.JENJANG):
                self.temuan.add(
                    PERINGATAN, "RUMUS_HANYA_TURUN", lembar=self.lembar, sel=row.sel["rumus"], tertulis=text
                )
            return None
        if known is None and arah is Arah.TURUN:
            self._choice("rumus", r, Rumus, row)  # says which words are known
        return known

    def _cara_target(
        self, r: int, row: Baris, jenis: Jenis, arah: Arah | None, akumulasi: Akumulasi | None
    ) -> str | None:
        said: CaraTarget | None = self._choice("cara_target", r, CaraTarget, row)
        if said is not CaraTarget.LINEAR:
            return said
        cases = (
            (jenis is Jenis.YA_TIDAK, "ya/tidak"), (jenis is Jenis.ORDINAL, "nilai bertingkat"),
            (arah is Arah.RENTANG, "rentang"), (akumulasi is Akumulasi.PER_BULAN, "per bulan"),
        )  # fmt: skip
        kind = next((words for holds, words in cases if holds), None)
        if kind is None:
            return said
        self.temuan.add(PERINGATAN, "LINEAR_TIDAK_BERLAKU", lembar=self.lembar, sel=row.sel["cara_target"], extra=kind)
        return None

    def _check_grades(self, row: Baris, cells: list[_Sel]) -> None:
        about = f"{row.indikator or ''} {row.rencana_aksi or ''}"
        for c in cells:
            if c.teks and c.nilai is not None and (said := wrong_grade(c.teks, about, self.known.acuan.skala)):
                self.temuan.add(
                    PERINGATAN, "PREDIKAT_TIDAK_COCOK", lembar=self.lembar, sel=c.sel, tertulis=c.teks, extra=said
                )

    def _unique_kode(self, row: Baris, opd: str) -> str | None:
        """A kode must be unique within its OPD; many road maps number every OPD from 1."""
        if row.kode is None:
            return None
        if (opd, row.kode) in self._kode:
            self._double_kode.append(row.kode)
            self.temuan.add(GALAT, "KODE_GANDA", lembar=self.lembar, sel=row.sel["kode"], tertulis=row.kode)
            return None
        self._kode.add((opd, row.kode))
        return row.kode

    def _note_double(self, row: Baris, opd: str, kode: str | None) -> None:
        """The same action and indikator twice without a kode of its own is loaded twice, and said."""
        key = "|".join((opd, row.area or "", fold(row.rencana_aksi or ""), fold(row.indikator or "")))
        if kode is None and key in self._key_row:
            self.temuan.add(
                PERINGATAN,
                "ITEM_GANDA",
                lembar=self.lembar,
                sel=row.sel.get("rencana_aksi"),
                tertulis=row.rencana_aksi,
                extra=str(self._key_row[key]),
            )
        self._key_row.setdefault(key, row.baris)

    def _choice(self, arti: str, r: int, kind: type, row: Baris) -> Any:
        """A closed choice typed in the road map; an unknown word is a finding and counts as not given."""
        text = self._text(arti, r, row)
        if text is None:
            return None
        if (value := _chosen(arti, text)) is not None:
            return kind(value)
        choices = ", ".join(v.replace("_", " ") for v in _words()[arti])
        self.temuan.add(
            PERINGATAN, "PILIHAN_TIDAK_DIKENAL", lembar=self.lembar, sel=row.sel[arti], tertulis=text, extra=choices
        )
        return None

    def _figure(self, arti: str, r: int, row: Baris) -> float | None:
        if (k := self.table.one(arti)) is None:
            return None
        satuan = row.satuan if arti == "baseline" else None
        cell = self._target_cell(r, k, 0, 0, satuan, column_marks(()), self.known.words)
        row.sel[arti] = address(r, k.c)
        if cell and cell.masalah:
            self._no_range([cell])
        if cell and arti == "bobot" and (cell.nilai is None or cell.nilai < 0):
            self.temuan.add(
                GALAT, "BUKAN_ANGKA", lembar=self.lembar, sel=cell.sel, tertulis=cell.teks or _plain(cell.nilai)
            )
            return None
        return cell.nilai if cell else None

    def _money(self, r: int, row: Baris) -> float | None:
        if (k := self._budget_column) is None:
            return None
        sheet = self.grid.sheet
        merge = self.grid.merge_of.get((r, k.c))
        if merge and merge[0] != r:
            return None
        row.sel["anggaran_rp"] = address(r, k.c)
        found = money(
            sheet.value(r, k.c), k.pengali or 1.0, error=sheet.errors.get((r, k.c)), uncached=(r, k.c) in sheet.uncached
        )
        if found.masalah:
            tingkat, kode, extra = found.masalah
            self.temuan.add(
                tingkat, kode, lembar=self.lembar, sel=address(r, k.c), tertulis=self.grid.text(r, k.c), extra=extra
            )
        return found.nilai if isinstance(found.nilai, float) else None

    def _jenis(self, row: Baris, r: int, cells: list[_Sel], n: int) -> tuple[Jenis, str | None]:
        """Number, ordinal or yes/no, by the Skala column, then by what the target cells hold."""
        if written := self._text("skala", r, row):
            named = next((k for k in self.known.acuan.skala if fold(k) == fold(written)), None)
            if named is None and fold(written) not in ("ya tidak", "sudah belum", "ada tidak"):
                self.temuan.add(
                    PERINGATAN,
                    "PILIHAN_TIDAK_DIKENAL",
                    lembar=self.lembar,
                    sel=row.sel["skala"],
                    tertulis=written,
                    extra=", ".join(self.known.acuan.skala),
                )
            if named:
                return Jenis.ORDINAL, named
        texts = [c.teks for c in cells if c.teks is not None and c.nilai is None]
        if texts and len(texts) == len(cells) and all(is_yes_no(t) is not None for t in texts):
            return Jenis.YA_TIDAK, None
        if fold(row.satuan or "") in ("ya tidak", "sudah belum", "ada tidak") and all(
            c.nilai in (0, 1) or (c.teks and is_yes_no(c.teks) is not None) for c in cells
        ):
            return Jenis.YA_TIDAK, None
        levels = [t for t in texts if is_level(t, self.known.words)]
        if levels:
            skala = self._scale(row, levels)
            if skala:
                self._skala_guess[skala].append(n)
            return Jenis.ORDINAL, skala
        return Jenis.ANGKA, None

    def _scale(self, row: Baris, levels: list[str]) -> str | None:
        return scale_of(levels, f"{row.indikator or ''} {row.rencana_aksi or ''}", self.known.acuan.skala)

    # -- assumptions, in groups --------------------------------------------------------------------------------------

    def assume(self) -> None:
        if self._no_arah:
            n = len(self._no_arah)
            answer = self.jawaban.get("arah", str(Arah.NAIK))
            for i in self._no_arah:
                self.items[i]["arah"] = answer
            self._assume_once(
                "arah",
                f"{n} rencana aksi tanpa kolom arah: {'makin tinggi makin baik' if answer == 'naik' else 'makin rendah makin baik'}",
                answer,
                "ASUMSI_ARAH",
                str(n),
            )
        for satuan, members in sorted(self._no_akumulasi.items()):
            answer = self.jawaban.get(f"akumulasi:{satuan}", str(usual_accumulation(satuan)))
            for i in members:
                self.items[i]["akumulasi"] = answer
            said = {"jumlah": "realisasi tiap bulan dijumlahkan", "posisi_akhir": "nilai bulan terakhir yang dipakai",
                    "rata_rata": "rata-rata bulan yang dilaporkan", "kumulatif": "nilai sudah kumulatif",
                    "per_bulan": "setiap bulan dinilai sendiri"}[answer]  # fmt: skip
            self._assume_once(
                f"akumulasi:{satuan}",
                f"{len(members)} indikator bersatuan {satuan} tanpa keterangan akumulasi: {said}",
                answer,
                "ASUMSI_AKUMULASI",
            )
        for skala, members in sorted(self._skala_guess.items()):
            self._assume_once(
                f"skala:{skala}",
                f"{len(members)} indikator berperingkat dinilai dengan skala {skala}",
                skala,
                "ASUMSI_SKALA",
            )
        self._assume_ranges()
        self._assume_months_alone()
        for n, cells in self._cells.items():
            self._add_targets(n, cells)
        self._assume_formulas()
        self._assume_weights()
        if self._unclear:
            answer = self.jawaban.get("sifat_target", "")
            said = {"": "belum dipakai sampai dijawab", "sd": "dianggap s.d. bulan", "bulan_ini": "dianggap per bulan"}[
                answer
            ]
            self._assume_once(
                "sifat_target",
                f"Target bulanan {len(self._unclear)} rencana aksi yang belum jelas sifatnya {said}",
                answer,
                "ASUMSI_SIFAT",
                pilihan=["sd", "bulan_ini"],
            )
        if self._double_kode:
            said = f"Kode ganda ({', '.join(self._double_kode[:5])}) hanya dipakai pada baris pertama"
            self._assume_once("kode_ganda", said, "pertama", "ASUMSI_KODE")
        if self._no_opd:
            self._assume_once(
                "tanpa_opd", f"{self._no_opd} baris tanpa OPD yang dikenal tidak dimuat", "dilewati", "ASUMSI_OPD"
            )

    def _assume_ranges(self) -> None:
        """A range without a word about the direction counts only when somebody says that it is one."""
        if not self._by_range:
            return
        answer = self.jawaban.get("rentang", "")
        for n in self._by_range:
            if answer == Arah.RENTANG:
                self.items[n]["arah"] = str(Arah.RENTANG)
                self._cells[n] = _as_ranges(self._cells[n])
            else:
                self.lembar = str(self.items[n]["lembar"])
                self._no_range(self._cells[n])
        said = "dinilai sebagai rentang" if answer else "belum dipakai sampai dijawab"
        self._assume_once(
            "rentang", f"{len(self._by_range)} rencana aksi bertarget rentang tanpa keterangan arah: {said}", answer,
            "ASUMSI_RENTANG", pilihan=[str(Arah.RENTANG)],
        )  # fmt: skip

    def _assume_months_alone(self) -> None:
        """'per bulan' has meant both: every month by itself, and months that are added up."""
        if not self._months_alone:
            return
        answer = self.jawaban.get("per_bulan", str(Akumulasi.PER_BULAN))
        for n in self._months_alone:
            self.items[n]["akumulasi"] = answer
            if answer != Akumulasi.PER_BULAN:
                continue
            months = {c.tahun for c in self._cells[n] if c.bulan}
            if any(c.tahun not in months for c in self._cells[n] if not c.bulan):
                self._assume_once(
                    "per_bulan_tahun", "Target tahun tanpa target bulan pada rencana aksi per bulan berlaku untuk setiap bulan",
                    "tiap_bulan", "ASUMSI_PER_BULAN",
                )  # fmt: skip
        said = "setiap bulan dinilai sendiri" if answer == Akumulasi.PER_BULAN else "realisasi tiap bulan dijumlahkan"
        self._assume_once(
            "per_bulan", f"{len(self._months_alone)} rencana aksi berakumulasi per bulan: {said}", answer, "ASUMSI_PER_BULAN",
            pilihan=[str(Akumulasi.PER_BULAN), str(Akumulasi.JUMLAH)],
        )  # fmt: skip

    def _assume_formulas(self) -> None:
        """Near 0 one more complaint halves or doubles the result: how to count it is asked once for all such items."""
        limit = self.known.acuan.aturan.target_hampir_nol
        aims: dict[int, list[float]] = defaultdict(list)
        for t in self.targets:
            if t["nilai"] is not None:
                aims[t["n"]].append(t["nilai"])
        near = [
            i["n"]
            for i in self.items
            if i["jenis"] == Jenis.ANGKA and i["arah"] == Arah.TURUN and i["rumus"] is None
            and any(0 < v <= limit for v in aims[i["n"]])
        ]  # fmt: skip
        if near:
            answer = self.jawaban.get("hampir_nol", str(Rumus.BAKU))
            for n in near:
                self.items[n]["rumus"] = None if answer == Rumus.BAKU else answer
            said = {"baku": "dihitung (2 × target − realisasi) : target", "rasio": "dihitung target : realisasi",
                    "jenjang": "dihitung menurut jenjang pada aturan"}[answer]  # fmt: skip
            self._assume_once(
                "hampir_nol", f"{len(near)} rencana aksi makin rendah makin baik bertarget hampir nol (paling tinggi {angka(limit)}): {said}",
                answer, "ASUMSI_HAMPIR_NOL", pilihan=[str(r) for r in Rumus],
            )  # fmt: skip
        shared = [i for i in self.items if i["cara_pelaksana"] in (CaraPelaksana.JUMLAH, CaraPelaksana.RATA_RATA)]
        if shared:
            self._assume_once(
                "cara_pelaksana", f"{len(shared)} rencana aksi meminta laporan pelaksananya digabung: yang dinilai laporan koordinatornya saja",
                str(CaraPelaksana.KOORDINATOR), "ASUMSI_PELAKSANA",
            )  # fmt: skip
        for i in shared:
            i["cara_pelaksana"] = None
        adds = (Akumulasi.JUMLAH, Akumulasi.KUMULATIF)
        no_start = [
            i for i in self.items
            if i["cara_target"] == CaraTarget.LINEAR and i["akumulasi"] not in adds and i["baseline"] is None
        ]  # fmt: skip
        if no_start:
            self._assume_once(
                "linear_tanpa_baseline",
                f"{len(no_start)} rencana aksi bertarget linear tanpa baseline: garisnya mulai dari target tahun sebelumnya atau target pertama",
                "target_pertama", "ASUMSI_LINEAR",
            )  # fmt: skip

    def _assume_weights(self) -> None:
        """Weights of one OPD should sum to 100; a hair's breadth is scaled with a word, more is asked about."""
        weights: dict[str, list[float]] = defaultdict(list)
        for i in self.items:
            if i["bobot"] is not None:
                weights[i["opd"]].append(i["bobot"])
        names = {o.kode: o.singkatan or o.nama for o in self.known.acuan.opd}
        sums = {opd: sum(given) for opd, given in weights.items()}
        told = {opd: f"{names.get(opd, opd)} {angka(total)}" for opd, total in sums.items()}
        allowed = self.known.acuan.aturan.toleransi_bobot + 1e-9
        near = [opd for opd, total in sums.items() if 1e-9 < abs(total - 100) <= allowed]
        far = [opd for opd, total in sums.items() if abs(total - 100) > allowed]
        if near:
            self.temuan.add(CATATAN, "BOBOT_DISKALAKAN", extra=_some([told[opd] for opd in near]))
        if not far:
            return
        answer = self.jawaban.get("bobot", "skalakan")
        if answer == "bagi_rata":
            for i in self.items:
                if i["opd"] in far:
                    i["bobot"] = None
        said = {"skalakan": "diskalakan ke 100", "bagi_rata": "dibagi rata"}[answer]
        self._assume_once(
            "bobot", f"Bobot {len(far)} OPD tidak berjumlah 100 ({_some([told[opd] for opd in far])}): {said}", answer, "ASUMSI_BOBOT",
            pilihan=["skalakan", "bagi_rata"],
        )  # fmt: skip

    def note_draft(self) -> None:
        """What calls itself a draft is read as any road map, and said to be one wherever assumptions are shown."""
        self._assume_once(
            RANCANGAN, sentence("ROAD_MAP_RANCANGAN").removesuffix("."), "rancangan", "ROAD_MAP_RANCANGAN"
        )

    def _assume_once(
        self, kunci: str, teks: str, jawaban: str, kode: str, extra: str | None = None, pilihan: list[str] | None = None
    ) -> None:
        if any(a["kunci"] == kunci for a in self.asumsi):
            return
        self.asumsi.append({"kunci": kunci, "teks": teks, "jawaban": jawaban, "pilihan": pilihan or []})
        self.temuan.add(PERINGATAN, kode, extra=extra if extra is not None else teks)

    def _add_targets(self, n: int, cells: list[_Sel]) -> None:
        item = self.items[n]
        for tahun in sorted({c.tahun for c in cells}):
            mine = [c for c in cells if c.tahun == tahun]
            year = self._one([c for c in mine if c.bulan == 0], item)
            by_month = [c for c in mine if c.bulan and not c.triwulan] or [c for c in mine if c.bulan]
            months = [
                cell
                for b in sorted({c.bulan for c in by_month})
                if (cell := self._one([c for c in by_month if c.bulan == b], item))
            ]
            sifat = self._month_sifat(n, item, year, months)
            for c in ([year] if year else []) + months:
                nilai = c.nilai
                if item["jenis"] == Jenis.YA_TIDAK:
                    yes = is_yes_no(c.teks) if c.teks else (c.nilai == 1)
                    if not yes:
                        continue  # "Tidak" or 0 in a month of a milestone: nothing is due then
                    nilai = 1.0
                own = (
                    None
                    if c.bulan == 0
                    else (Sifat.SD if c.triwulan and c.sifat is None and self._sifat_target[n] is None else sifat)
                )
                self.targets.append({
                    "n": n, "tahun": tahun, "bulan": c.bulan, "nilai": None if item["jenis"] == Jenis.ORDINAL else nilai,
                    "teks": c.teks if c.teks is not None else (_plain(c.nilai) if item["jenis"] == Jenis.ORDINAL else None),
                    "sifat": None if own is None else str(own), "sel": c.sel,
                    "nilai_atas": c.rentang[1] if c.rentang and item["arah"] == Arah.RENTANG else None,
                })  # fmt: skip

    def _one(self, cells: list[_Sel], item: dict[str, Any]) -> _Sel | None:
        """The one cell for a year or month; two that differ give none and a finding."""
        if len({(c.nilai, c.teks, c.rentang) for c in cells}) > 1:
            extra = " atau ".join(str(c.teks or _plain(c.nilai)) for c in cells)
            self.temuan.add(
                PERINGATAN,
                "AMBIGU",
                lembar=item["lembar"],
                sel=cells[0].sel,
                tertulis=str(cells[0].teks or _plain(cells[0].nilai)),
                extra=extra,
            )
            return None
        return cells[0] if cells else None

    def _month_sifat(self, n: int, item: dict[str, Any], year: _Sel | None, months: list[_Sel]) -> Sifat | None:
        """Whether month cells are of the month or to date: said by column or header, else by their sum (product rule 7)."""
        if not months:
            return None
        if (said := self._sifat_target[n] or next((c.sifat for c in months if c.sifat), None)) is not None:
            return said
        if item["jenis"] != Jenis.ANGKA or item["akumulasi"] != Akumulasi.JUMLAH or all(c.triwulan for c in months):
            return Sifat.SD
        values = [c.nilai for c in months if c.nilai is not None]
        if len(values) <= 1:
            return Sifat.SD
        if year and year.nilai is not None:
            if abs(values[-1] - year.nilai) <= 1e-9 * max(1, abs(year.nilai)) and values == sorted(values):
                return Sifat.SD
            if abs(sum(values) - year.nilai) <= 1e-6 * max(1, abs(year.nilai)):
                return Sifat.BULAN_INI
        self.temuan.add(
            PERINGATAN, "TARGET_TIDAK_JELAS", lembar=item["lembar"], sel=months[0].sel, tertulis=_plain(values[0])
        )
        self._unclear.append(n)
        return Sifat(self.jawaban["sifat_target"]) if "sifat_target" in self.jawaban else None


def _as_ranges(cells: list[_Sel]) -> list[_Sel]:
    return [replace(c, nilai=c.rentang[0], teks=None, masalah=None) if c.rentang else c for c in cells]


def _chosen(arti: str, text: str) -> str | None:
    """The value of a closed choice that these words name."""
    folded = fold(text) or text.strip()
    for value, words in _words()[arti].items():
        if folded in words or text.strip() in words or folded == value.replace("_", " "):
            return value
    return None


def _some(names: Sequence[str]) -> str:
    more = f" dan {len(names) - 5} lagi" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def wrong_grade(text: str, about: str, skala: Mapping[str, tuple[Tingkat, ...]]) -> str | None:
    """What speaks against the grade beside a number, by the scale's own bounds; None where nothing does or nobody knows.

    Both neighbours are right about a number on the border between them: files differ in where they put it.
    """
    grade, number = grade_of(text), graded_number(text)
    name = scale_of([grade], about, skala) if grade is not None and number is not None else None
    level = level_of(grade, skala[name]) if grade is not None and name else None
    if level is None or number is None:
        return None
    low, high = level.batas_bawah, level.batas_atas
    if (low is None or number >= low) and (high is None or number <= high):
        return None
    bounds = f"mulai {angka(low)}" if high is None else f"{angka(low or 0.0)}–{angka(high)}"
    return f"{grade} pada skala {name} adalah {bounds}"


def _plain(value: float | None) -> str | None:
    return None if value is None else (str(int(value)) if value.is_integer() else repr(value))


def usual_accumulation(satuan: str | None) -> Akumulasi:
    """What is assumed where nobody says: what can be counted is added up, a share or a grade is a position."""
    position = unit_class(satuan) in (Satuan.PERSEN, Satuan.NILAI, Satuan.ORDINAL)
    return Akumulasi.POSISI_AKHIR if position else Akumulasi.JUMLAH


def is_level(text: str, words: Container[str]) -> bool:
    """Whether this names a level of some scale; `words` are all their levels and labels, folded."""
    return text.casefold().strip() in words or re.match(r"(level|tingkat)\s", text.casefold()) is not None


def scale_of(levels: Sequence[str], about: str, skala: Mapping[str, tuple[Tingkat, ...]]) -> str | None:
    """The scale that holds every level written; the words of the indikator decide between several."""
    fits = [k for k, s in skala.items() if all(level_of(t, s) is not None for t in levels)]
    words = fold(about)
    spoken = [k for k in fits if any(re.search(rf"\b{re.escape(w)}\b", words) for w in _words()["skala"].get(k, ()))]
    return spoken[0] if spoken else (fits[0] if len(fits) == 1 else ("SAKIP" if "SAKIP" in fits else None))


def level_of(text: str, skala: tuple[Tingkat, ...]) -> Tingkat | None:
    """The level that this text names, by level or label; 'Level 3' is level 3. None: not of this scale."""
    folded = text.casefold().strip(" .")
    bare = re.sub(r"^(level|tingkat)\s+", "", folded)
    return next(
        (
            t
            for t in skala
            if t.tingkat.casefold() in (folded, bare) or ((t.label or "").casefold() in (folded, bare) and t.label)
        ),
        None,
    )
