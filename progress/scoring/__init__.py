"""Scoring: road map and reports become item scores and their roll-ups; pure, no file, no database.

The rules are "The arithmetic, settled" of the product design; each module says the clauses it carries out. All months of
a year are counted at once, as tables of (items, months); a month is a column of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from progress.model import Aturan, Grup, Kerangka, Opd, Periode, Tingkat
from progress.scoring.contract import to_json
from progress.scoring.grid import Kinds
from progress.scoring.item import SkorItem, score_items
from progress.scoring.pindah import moved, successors
from progress.scoring.realisasi import Laporan
from progress.scoring.rollup import Grouping, Jumlahan, Rekap, Tabel, regroup, roll_up
from progress.scoring.target import Rencana

__all__ = ["Skor", "SkorTahun", "rescore", "score", "score_years", "to_json", "triwulan"]


@dataclass(frozen=True)
class SkorTahun:
    """Some months of one year, scored together."""

    periode: tuple[Periode, ...]
    aturan: Aturan
    rencana: Rencana
    laporan: Laporan
    item: SkorItem
    rekap: Rekap
    sasaran: Tabel
    kerangka_lain: Mapping[str, Tabel]

    def month(self, periode: Periode) -> Skor:
        """One of its months."""
        return Skor(periode, self.aturan, partial(self._table, self.periode.index(periode)))

    def _table(self, j: int, name: str) -> Any:
        rekap = self.rekap
        match name:
            case "item":
                return self.item.frame(j)
            case "ringkas":
                return rekap.ringkas(j)
            case "kerangka_lain":
                return {kerangka: table.frame(j) for kerangka, table in self.kerangka_lain.items()}
        tables = {"opd_area": rekap.opd_area, "opd": rekap.opd, "area": rekap.area, "sasaran": self.sasaran}
        return tables[name].frame(j)


@dataclass(frozen=True)
class Skor:
    """The scores of one month. Percentages are unrounded; NaN (numbers) and None (texts) mean there is no value.

    `item` has one row per road map item in the order of item_id; `opd` and `opd_area` follow the official order of
    the register, `area` the order of the framework. NILAI, the columns of every roll-up, is in `rollup.NILAI`. Each
    table is asked of `tabel` by its name when it is first looked at, and must not be changed.
    """

    periode: Periode
    aturan: Aturan
    tabel: Callable[[str], Any] = field(repr=False, compare=False)

    @cached_property
    def item(self) -> pd.DataFrame:
        return self.tabel("item")

    @cached_property
    def opd_area(self) -> pd.DataFrame:
        return self.tabel("opd_area")

    @cached_property
    def opd(self) -> pd.DataFrame:
        return self.tabel("opd")

    @cached_property
    def area(self) -> pd.DataFrame:
        return self.tabel("area")

    @cached_property
    def ringkas(self) -> dict[str, object]:
        """The pemda's own values."""
        return dict(self.tabel("ringkas"))

    @cached_property
    def sasaran(self) -> pd.DataFrame:
        return self.tabel("sasaran")

    @cached_property
    def kerangka_lain(self) -> dict[str, pd.DataFrame]:
        return dict(self.tabel("kerangka_lain"))


def triwulan(periode: Periode) -> Periode:
    """The month in which the triwulan of `periode` is scored: its last."""
    return periode.akhir_triwulan


def score(
    items: pd.DataFrame,
    targets: pd.DataFrame,
    realisasi: pd.DataFrame,
    opd: Sequence[Opd],
    periode: Periode,
    aturan: Aturan,
    skala: Mapping[str, tuple[Tingkat, ...]],
    grup: Sequence[str | Grup],
    kerangka_lain: Sequence[Kerangka] = (),
) -> Skor:
    """Score one month of one road map; see `score_years`."""
    (year,) = score_years(items, targets, realisasi, opd, [periode], aturan, skala, grup, kerangka_lain)
    return year.month(periode)


def score_years(
    items: pd.DataFrame,
    targets: pd.DataFrame,
    realisasi: pd.DataFrame,
    opd: Sequence[Opd],
    periode: Sequence[Periode],
    aturan: Aturan,
    skala: Mapping[str, tuple[Tingkat, ...]],
    grup: Sequence[str | Grup],
    kerangka_lain: Sequence[Kerangka] = (),
) -> list[SkorTahun]:
    """Score any months of one road map, each year in one piece, or in two where items move to another OPD within it.

    The frames are ITEM, TARGET and REALISASI of progress.frames. `realisasi` may hold any months; to a month those after
    it do not count, and those of other years only for the whole road map. Rows of items that are not in `items` are left
    out. The order of rows never matters. An item whose area is not in `grup` counts in its OPD and in the pemda, but in
    no area. Groups given whole are also counted by their sasaran, and by the groups of `kerangka_lain` that name them as
    padanan. Items of an OPD that has ended count in its one successor.
    """
    if not items["item_id"].is_monotonic_increasing:
        items = items.sort_values("item_id", ignore_index=True)
    rencana = Rencana(Kinds.of(items), targets, aturan.toleransi_target)
    laporan = Laporan(rencana.kinds, realisasi)
    whole = [g for g in grup if isinstance(g, Grup)]
    names = [g.kode if isinstance(g, Grup) else g for g in grup]
    others = _others(whole, kerangka_lain)
    owned: dict[frozenset[tuple[str, str]], tuple[pd.DataFrame, Grouping]] = {}
    years: list[SkorTahun] = []
    for (tahun, heirs), months in _pieces(opd, periode).items():
        if heirs not in owned:
            mine = moved(items, opd, months[0].hari_terakhir)
            owned[heirs] = (mine, Grouping.of(mine, opd, names))
        mine, grouping = owned[heirs]
        bulan = np.array([p.bulan for p in months], dtype=np.int64)
        item = score_items(mine, rencana, laporan, tahun, bulan, aturan, skala)
        rekap = roll_up(Jumlahan.of(item, grouping, [p.hari_terakhir for p in months], aturan))
        lain = {name: regroup(rekap.jumlahan, *other) for name, other in others.items()}
        years.append(SkorTahun(tuple(months), aturan, rencana, laporan, item, rekap, lain.pop(_SASARAN), lain))
    return years


def _pieces(
    opd: Sequence[Opd], periode: Sequence[Periode]
) -> dict[tuple[int, frozenset[tuple[str, str]]], list[Periode]]:
    """The months in order, those of one year together in which the same OPD have the same successors."""
    found: dict[tuple[int, frozenset[tuple[str, str]]], list[Periode]] = {}
    for p in sorted(set(periode)):
        found.setdefault((p.tahun, frozenset(successors(opd, p.hari_terakhir).items())), []).append(p)
    return found


def rescore(before: SkorTahun, opd: str, realisasi: pd.DataFrame, skala: Mapping[str, tuple[Tingkat, ...]]) -> Rekap:
    """All levels of the same months after this year's reports of one OPD (its kode) changed; nothing else is counted again.

    `realisasi` need hold no more than that OPD's rows of the year.
    """
    items, tahun = before.item.items, before.periode[0].tahun
    at = np.flatnonzero(items["opd"].to_numpy(object) == opd)
    rencana, laporan = before.rencana.only(at), before.laporan.only(at, realisasi, tahun)
    item = score_items(items.iloc[at], rencana, laporan, tahun, before.item.bulan, before.aturan, skala)
    return roll_up(before.rekap.jumlahan.with_opd(item, at))


_SASARAN = ""


def _others(whole: Sequence[Grup], frameworks: Sequence[Kerangka]) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Per further grouping which group each area belongs to, and its groups in order; the sasaran first."""
    sasaran = {g.kode: g.sasaran for g in whole if g.sasaran}
    found = {_SASARAN: (sasaran, list(dict.fromkeys(sasaran.values())))}
    for k in frameworks:
        if of_area := {area: g.kode for g in k.grup for area in g.padanan}:
            found[k.id] = (of_area, [g.kode for g in k.grup if g.padanan])
    return found
