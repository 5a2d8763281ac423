"""Target to date: the month cells and the year's cell of the road map become what is due by each month (rules 7, 16, 17)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd

from progress.model import Sifat
from progress.scoring.grid import Flags, Kinds, Numbers, Places, Texts, given, numbers, spread, texts, walk

TAHUN = 0  # the column of the year's target; 1-12 are its months
DESEMBER = 12


@dataclass(frozen=True, slots=True)
class TargetSd:
    """Targets of some months of one year; tables of (items, months), the year's own of (items, 1).

    `sd` is NaN until due and `tahun` where the year's target is not known; both are NaN for ordinals, whose level is
    `teks`: from the due month on the one due, before that the year's. `sd_atas` and `tahun_atas` are the upper bounds
    of a range, whose lower bounds are `sd` and `tahun`; NaN for everything else.
    """

    sd: Numbers
    tahun: Numbers
    tanpa_target: Flags
    jatuh_tempo: Flags
    teks: Texts
    sd_atas: Numbers
    tahun_atas: Numbers


@dataclass(frozen=True, slots=True)
class TargetTahun:
    """Targets of one year, of shape (items, 1). `ada`: the year has a cell at all; `tanpa_target`: none that counts."""

    nilai: Numbers
    atas: Numbers
    ada: Flags
    tanpa_target: Flags


class Rencana:
    """The targets of a road map, each year looked up once."""

    def __init__(self, kinds: Kinds, targets: pd.DataFrame, tolerance: float) -> None:
        self.kinds, self._targets, self._tolerance = kinds, targets, tolerance
        self._cells: dict[int, _Year] = {}

    def only(self, at: Places) -> Rencana:
        """Of the items in these places, with every year that was looked up so far."""
        mine = Rencana(self.kinds.only(at), self._targets, self._tolerance)
        mine._cells = {tahun: year.only(at) for tahun, year in self._cells.items()}
        return mine

    @cached_property
    def years(self) -> list[int]:
        return sorted({int(y) for y in self._targets["tahun"].unique()})

    def cells(self, tahun: int) -> _Year:
        if tahun not in self._cells:
            self._cells[tahun] = _Year.of(self.kinds, self._targets, tahun, self._tolerance)
        return self._cells[tahun]

    def of_year(self, tahun: int) -> TargetTahun:
        """What each item is to reach by the December of one year."""
        year = self.cells(tahun)
        nilai, atas = year.whole(self.kinds)
        no_formula = (nilai < 0) | (self.kinds.naik & (nilai == 0)) | (atas < nilai)
        return TargetTahun(nilai, atas, year.any, year.undecided | no_formula | ~np.isfinite(nilai))

    def to_date(self, tahun: int, bulan: Places) -> TargetSd:
        """The target to date of these months is a step: it holds from its due month on.

        Month cells of jumlah add up when of the month and replace when to date; of every other kind the latest due cell
        holds. A year's target without month cells is due in December. Ya/tidak is due from its first "Ya".
        naik with a to-date target of 0 is not due yet.
        linear, by the road map's word: straight lines between the stated points, from 0 in the December before for jumlah
        and kumulatif, else from the year before's target or the baseline; where that is unknown it begins with the first
        point. per bulan: the cell of that very month; a year's target without month cells is that of every month.

        An item is tanpa target when the year holds no value; when jumlah has several month cells of unknown sifat that
        rule 7 cannot decide; when two cells contradict each other; and when there is no formula: a year's target of 0
        for naik, any target below 0, and a range whose upper bound is the lower one.
        """
        kinds, year = self.kinds, self.cells(tahun)
        sd, sd_atas = year.due(kinds, bulan)
        if kinds.linear.any():
            sd = np.where(kinds.linear & ~year.undecided, self._line(tahun, bulan), sd)
        of_year, of_year_atas = year.whole(kinds)

        no_formula = (
            (of_year < 0) | (sd < 0) | (kinds.naik & (of_year == 0)) | (sd_atas < sd) | (of_year_atas < of_year)
        )
        tanpa_target = year.undecided | no_formula | ~year.any
        jatuh_tempo = ~tanpa_target & np.isfinite(sd) & ~(kinds.naik & (sd == 0))
        return TargetSd(
            sd=np.where(jatuh_tempo & ~kinds.ordinal, sd, np.nan),
            tahun=np.where(kinds.ordinal, np.nan, of_year),
            tanpa_target=tanpa_target,
            jatuh_tempo=jatuh_tempo,
            teks=_level_aimed_at(kinds, year.teks, year.cells, jatuh_tempo, bulan),
            sd_atas=np.where(jatuh_tempo, sd_atas, np.nan),
            tahun_atas=of_year_atas,
        )

    def _line(self, tahun: int, bulan: Places) -> Numbers:
        """The target to date on straight lines between the stated points; the last point holds to the end of the year."""
        kinds, year, before = self.kinds, self.cells(tahun), self.of_year(tahun - 1).nilai
        start = np.where(kinds.jumlah | kinds.kumulatif, 0.0, np.where(np.isfinite(before), before, kinds.baseline))
        points = np.column_stack([start, np.where(np.isfinite(year.cells[:, 1:]), year.running, np.nan)])
        points[:, DESEMBER] = np.where(np.isnan(points[:, DESEMBER]), year.cells[:, TAHUN], points[:, DESEMBER])
        found = np.full((len(kinds), len(bulan)), np.nan)
        for i in np.flatnonzero(kinds.linear & year.any):
            stated = np.flatnonzero(np.isfinite(points[i]))
            if len(stated):
                found[i] = np.interp(bulan, stated, points[i, stated], left=np.nan)
        return found


@dataclass(frozen=True, slots=True)
class _Year:
    """The cells of one year: column TAHUN and the months, the upper bounds beside them, and what the months add up to."""

    cells: Numbers
    atas: Numbers
    teks: Texts
    running: Numbers
    running_atas: Numbers
    undecided: Flags  # (items, 1)

    @classmethod
    def of(cls, kinds: Kinds, targets: pd.DataFrame, tahun: int, tolerance: float) -> _Year:
        cells, atas, teks, mark = _tables(kinds, targets, tahun)
        months = cells[:, 1:]
        to_date, undecided = _sifat_of_cells(months, cells[:, [TAHUN]], mark[:, 1:], kinds.jumlah, tolerance)
        return cls(cells, atas, teks, walk(months, to_date), walk(atas[:, 1:], to_date), undecided)

    def only(self, at: Places) -> _Year:
        return _Year(*(getattr(self, f.name)[at] for f in fields(self)))

    @property
    def monthly(self) -> Flags:
        return np.asarray(np.isfinite(self.cells[:, 1:]).any(axis=1, keepdims=True), dtype=bool)

    @property
    def any(self) -> Flags:
        return np.asarray(np.isfinite(self.cells).any(axis=1, keepdims=True), dtype=bool)

    def due(self, kinds: Kinds, bulan: Places) -> tuple[Numbers, Numbers]:
        """What is due by each month as steps, and its upper bound."""
        at_once = kinds.per_bulan | (bulan == DESEMBER)
        found = []
        for cells, running in ((self.cells, self.running), (self.atas, self.running_atas)):
            due = np.where(kinds.per_bulan, cells[:, bulan], running[:, bulan - 1])
            found.append(np.where(self.monthly, due, np.where(at_once, cells[:, [TAHUN]], np.nan)))
        return found[0], found[1]

    def whole(self, kinds: Kinds) -> tuple[Numbers, Numbers]:
        """The year's target and its upper bound. Months that stand alone make no year: there the last month's counts."""
        last = np.where(self.undecided, np.nan, self.running[:, -1:])
        given_year = np.isfinite(self.cells[:, [TAHUN]]) & ~(kinds.per_bulan & self.monthly)
        atas = np.where(given_year, self.atas[:, [TAHUN]], self.running_atas[:, -1:])
        return np.where(given_year, self.cells[:, [TAHUN]], last), atas


def _tables(kinds: Kinds, targets: pd.DataFrame, tahun: int) -> tuple[Numbers, Numbers, Texts, Numbers]:
    """Values, upper bounds, texts and marks (1 s.d., 0 bulan ini) of the year; an ordinal's level counts as the value 1."""
    rows = targets[targets["tahun"].to_numpy() == tahun]
    place, known = kinds.places(rows["item_id"].to_numpy(np.int64))
    rows, n = rows[known], len(kinds)
    bulan, sifat = rows["bulan"].to_numpy(np.int64), texts(rows["sifat"])
    nilai = spread(place, bulan, numbers(rows["nilai"]), n)
    teks = spread(place, bulan, _levels(rows, kinds.ordinal[place, 0]), n)
    mark = spread(place, bulan, np.select([sifat == Sifat.SD, sifat == Sifat.BULAN_INI], [1.0, 0.0], np.nan), n)
    atas = spread(place, bulan, numbers(rows["nilai_atas"]), n)

    cells = np.where(kinds.ya_tidak, np.where(nilai > 0, 1.0, np.nan), nilai)
    cells = np.where(kinds.ordinal, np.where(given(teks), 1.0, np.nan), cells)
    cells = np.where(kinds.per_bulan & kinds.naik & (cells == 0), np.nan, cells)  # nothing is due that month
    one_number = np.where(np.isnan(atas), cells, atas)
    return cells, np.where(kinds.rentang & np.isfinite(cells), one_number, np.nan), teks, mark


def _levels(rows: pd.DataFrame, ordinal: Flags) -> Texts:
    """Of ordinals: texts as typed; where only a number was typed, its digits. Elsewhere None."""
    levels: Texts = np.full(len(rows), None, dtype=object)
    if ordinal.any():
        typed, nilai = texts(rows["teks"][ordinal]), numbers(rows["nilai"][ordinal])
        levels[ordinal] = [f"{n:g}" if t is None and n == n else t for t, n in zip(typed, nilai, strict=True)]
    return levels


def _sifat_of_cells(
    cells: Numbers, year: Numbers, mark: Numbers, jumlah: Flags, tolerance: float
) -> tuple[Flags, Flags]:
    """Which month cells are to date, and for which items that cannot be told (rule 7).

    Of the month if the sum of the cells is the year's target, to date if the last one is. A single cell is both.
    """
    has = np.isfinite(cells)
    last = walk(cells, np.ones_like(has))[:, -1:]
    allowed = tolerance * np.maximum(1.0, np.abs(year))
    sums_up = np.abs(np.where(has, cells, 0.0).sum(axis=1, keepdims=True) - year) <= allowed
    ends_there = np.abs(last - year) <= allowed
    asked = jumlah & (has & np.isnan(mark)).any(axis=1, keepdims=True)
    undecided = asked & (has.sum(axis=1, keepdims=True) > 1) & ~sums_up & ~ends_there
    to_date = np.where(np.isnan(mark), ~sums_up, mark == 1.0)
    return to_date | ~jumlah, undecided


def _level_aimed_at(kinds: Kinds, teks: Texts, cells: Numbers, due: Flags, bulan: Places) -> Texts:
    levels: Texts = np.full(due.shape, None, dtype=object)
    for i in np.flatnonzero(kinds.ordinal):
        months = np.flatnonzero(np.isfinite(cells[i, 1:])) + 1
        year = TAHUN if teks[i, TAHUN] is not None or not len(months) else months[-1]
        for j in range(len(bulan)):
            passed = months[months <= (bulan[j] if due[i, j] else 0)]
            levels[i, j] = teks[i, passed[-1] if len(passed) else year]
    return levels
