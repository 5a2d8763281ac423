"""Items of an OPD that no longer is belong to its one successor, from the successor's first month on (rule 23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from progress.model import Opd
from progress.scoring.grid import numbers, texts
from progress.scoring.item import scaled_weights


def successors(register: Sequence[Opd], day: date) -> dict[str, str]:
    """kode of an OPD that has ended by this day -> kode of the one OPD that followed it, over several steps.

    An OPD that was split has several successors; which of them has an item only a new road map can say.
    """
    known = {o.kode: o for o in register}

    def follow(opd: Opd, seen: frozenset[str]) -> Opd | None:
        if opd.valid_on(day):
            return opd
        after = [o for o in register if opd.kode in o.pendahulu and (o.berlaku_mulai is None or o.berlaku_mulai <= day)]
        return follow(after[0], seen | {opd.kode}) if len(after) == 1 and after[0].kode not in seen else None

    ended = [o for o in known.values() if o.berlaku_sampai is not None and o.berlaku_sampai < day]
    found = {o.kode: follow(o, frozenset({o.kode})) for o in ended}
    return {kode: heir.kode for kode, heir in found.items() if heir is not None}


def moved(items: pd.DataFrame, register: Sequence[Opd], day: date) -> pd.DataFrame:
    """frames.ITEM with the OPD that answers for each item on this day; the frame itself where nothing moved.

    Weights were given within the OPD of the road map. Where items of several come together they are scaled within
    those first, so that a merger by itself moves no figure of the pemda.
    """
    heirs = successors(register, day)
    before = texts(items["opd"])
    after = np.array([heirs.get(kode, kode) for kode in before], dtype=object)
    if (after == before).all():
        return items
    joined = np.isin(after.astype(str), list(set(heirs.values())))
    scaled = scaled_weights(before, numbers(items["bobot"]))
    return items.assign(
        opd=pd.Series(after, dtype=object, index=items.index),
        bobot=pd.Series(np.where(joined, scaled, numbers(items["bobot"])), index=items.index),
    )
