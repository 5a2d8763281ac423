"""Scoring: road map and reports of one month become item scores and their roll-ups; pure, no file, no database.

The rules are "The arithmetic, settled" of the product design; each module says the clauses it carries out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from progress.model import Aturan, Grup, Kerangka, Opd, Periode, Tingkat
from progress.scoring.contract import to_json
from progress.scoring.item import score_items
from progress.scoring.pindah import moved
from progress.scoring.rollup import Grouping, regroup, roll_up

__all__ = ["Skor", "score", "to_json", "triwulan"]


@dataclass(frozen=True)
class Skor:
    """The scores of one month. Percentages are unrounded; NaN (numbers) and None (texts) mean there is no value.

    `item` has one row per road map item in the order of item_id; `opd` and `opd_area` follow the official order of
    the register, `area` the order of the framework. NILAI, the columns of every roll-up, is in `rollup.NILAI`.
    """

    periode: Periode
    aturan: Aturan
    item: pd.DataFrame
    opd_area: pd.DataFrame
    opd: pd.DataFrame
    area: pd.DataFrame
    ringkas: dict[str, object]
    sasaran: pd.DataFrame = field(default_factory=pd.DataFrame)
    kerangka_lain: dict[str, pd.DataFrame] = field(default_factory=dict)


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
    """Score one month of one road map.

    The frames are ITEM, TARGET and REALISASI of progress.frames. `realisasi` may hold any months; those after `periode`
    do not count, and those of other years only for the whole road map. Rows of items that are not in `items` are left out. The order of rows never
    matters. An item whose area is not in `grup` counts in its OPD and in the pemda, but in no area. Groups given whole
    are also counted by their sasaran, and by the groups of `kerangka_lain` that name them as padanan. Items of an OPD
    that has ended count in its one successor.
    """
    last_day = periode.hari_terakhir
    item = score_items(moved(items, opd, last_day), targets, realisasi, periode, aturan, skala)
    whole = [g for g in grup if isinstance(g, Grup)]
    grouping = Grouping.of(item, opd, [g.kode if isinstance(g, Grup) else g for g in grup], last_day)
    sasaran = {g.kode: g.sasaran for g in whole if g.sasaran}
    lain = {k.id: {area: g.kode for g in k.grup for area in g.padanan} for k in kerangka_lain}
    return Skor(
        periode,
        aturan,
        item,
        *roll_up(item, grouping, aturan),
        sasaran=regroup(item, grouping, aturan, sasaran, list(dict.fromkeys(sasaran.values()))),
        kerangka_lain={
            k.id: regroup(item, grouping, aturan, lain[k.id], [g.kode for g in k.grup if g.padanan])
            for k in kerangka_lain
            if lain[k.id]
        },
    )
