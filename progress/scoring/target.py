"""Target to date: the month cells and the year's cell of the road map become what is due by one month (rule 7)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from progress.model import Periode, Sifat
from progress.scoring.grid import Flags, Kinds, Numbers, Texts, given, numbers, spread, texts, walk

TAHUN = 0  # the column of the year's target; 1-12 are its months


@dataclass(frozen=True, slots=True)
class TargetSd:
    """Targets of one month, one entry per item.

    `sd` is NaN until due and `tahun` where the year's target is not known; both are NaN for ordinals, whose level is
    `teks`: from the due month on the one due, before that the year's.
    """

    sd: Numbers
    tahun: Numbers
    tanpa_target: Flags
    jatuh_tempo: Flags
    teks: Texts


def targets_to_date(kinds: Kinds, targets: pd.DataFrame, periode: Periode, tolerance: float) -> TargetSd:
    """The target to date is a step: it holds from its due month on.

    Month cells of jumlah add up when of the month and replace when to date; of every other kind the latest due cell
    holds. A year's target without month cells is due in December. Ya/tidak is due from its first "Ya".
    naik with a to-date target of 0 is not due yet.

    An item is tanpa target when the year holds no value; when jumlah has several month cells of unknown sifat that
    rule 7 cannot decide; when two cells contradict each other; and when there is no formula: a year's target of 0
    for naik, and any target below 0.
    """
    cells, teks, mark = _tables(kinds, targets, periode)
    year, months = cells[:, TAHUN], cells[:, 1:]
    to_date, undecided = _sifat_of_cells(months, year, mark[:, 1:], kinds.jumlah, tolerance)

    running = walk(months, to_date)
    monthly = np.isfinite(months).any(axis=1)
    due = running[:, periode.bulan - 1]
    sd = np.where(monthly, due, year) if periode.bulan == 12 else due
    tahun = np.where(np.isfinite(year), year, np.where(undecided, np.nan, running[:, -1]))

    no_formula = (tahun < 0) | (sd < 0) | (kinds.naik & (tahun == 0))
    tanpa_target = undecided | no_formula | ~(monthly | np.isfinite(year))
    jatuh_tempo = ~tanpa_target & np.isfinite(sd) & ~(kinds.naik & (sd == 0))
    return TargetSd(
        sd=np.where(jatuh_tempo & ~kinds.ordinal, sd, np.nan),
        tahun=np.where(kinds.ordinal, np.nan, tahun),
        tanpa_target=tanpa_target,
        jatuh_tempo=jatuh_tempo,
        teks=_level_aimed_at(kinds, teks, cells, jatuh_tempo, periode.bulan),
    )


def _tables(kinds: Kinds, targets: pd.DataFrame, periode: Periode) -> tuple[Numbers, Texts, Numbers]:
    """Values, texts and marks (1 s.d., 0 bulan ini) of the year; an ordinal's level counts as the value 1."""
    rows = targets[targets["tahun"].to_numpy() == periode.tahun]
    place, known = kinds.places(rows)
    rows, n = rows[known], len(kinds)
    bulan, sifat = rows["bulan"].to_numpy(np.int64), texts(rows["sifat"])
    nilai = spread(place, bulan, numbers(rows["nilai"]), n)
    teks = spread(place, bulan, _levels(rows), n)
    mark = spread(place, bulan, np.select([sifat == Sifat.SD, sifat == Sifat.BULAN_INI], [1.0, 0.0], np.nan), n)

    cells = np.where(kinds.ya_tidak[:, None], np.where(nilai > 0, 1.0, np.nan), nilai)
    cells = np.where(kinds.ordinal[:, None], np.where(given(teks), 1.0, np.nan), cells)
    return cells, teks, mark


def _levels(rows: pd.DataFrame) -> Texts:
    """Texts as typed; where only a number was typed, its digits."""
    typed, nilai = texts(rows["teks"]), numbers(rows["nilai"])
    return np.array([f"{n:g}" if t is None and n == n else t for t, n in zip(typed, nilai, strict=True)], dtype=object)


def _sifat_of_cells(
    cells: Numbers, year: Numbers, mark: Numbers, jumlah: Flags, tolerance: float
) -> tuple[Flags, Flags]:
    """Which month cells are to date, and for which items that cannot be told (rule 7).

    Of the month if the sum of the cells is the year's target, to date if the last one is. A single cell is both.
    """
    has = np.isfinite(cells)
    last = walk(cells, np.ones_like(has))[:, -1]
    allowed = tolerance * np.maximum(1.0, np.abs(year))
    sums_up = np.abs(np.where(has, cells, 0.0).sum(axis=1) - year) <= allowed
    ends_there = np.abs(last - year) <= allowed
    asked = jumlah & (has & np.isnan(mark)).any(axis=1)
    undecided = asked & (has.sum(axis=1) > 1) & ~sums_up & ~ends_there
    to_date = np.where(np.isnan(mark), ~sums_up[:, None], mark == 1.0)
    return to_date | ~jumlah[:, None], undecided


def _level_aimed_at(kinds: Kinds, teks: Texts, cells: Numbers, due: Flags, bulan: int) -> Texts:
    levels: Texts = np.full(len(kinds), None, dtype=object)
    for i in np.flatnonzero(kinds.ordinal):
        months, so_far = np.flatnonzero(np.isfinite(cells[i, 1:])) + 1, bulan if due[i] else 0
        passed = months[months <= so_far]
        year = TAHUN if teks[i, TAHUN] is not None or not len(months) else months[-1]
        levels[i] = teks[i, passed[-1] if len(passed) else year]
    return levels
