"""Dense tables: one row per item, one column per month; missing is NaN in numbers and None in texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from progress.model import Akumulasi, Arah, CaraTarget, Jenis, Rumus

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What each item is, as masks of shape (items, 1), to stand beside tables of months.

    A ya/tidak or ordinal item is never jumlah, kumulatif, rata-rata or per bulan.
    naik, rentang and neither (turun) are the directions; rasio and jenjang are ways to count turun.
    """

    item_id: Places
    angka: Flags
    ordinal: Flags
    ya_tidak: Flags
    naik: Flags
    jumlah: Flags
    kumulatif: Flags
    rata_rata: Flags
    per_bulan: Flags
    rentang: Flags
    rasio: Flags
    jenjang: Flags
    linear: Flags
    baseline: Numbers

    @classmethod
    def of(cls, items: pd.DataFrame) -> Kinds:
        """`items` is sorted by item_id."""
        jenis, akumulasi = _upright(texts(items["jenis"])), _upright(texts(items["akumulasi"]))
        angka, ya_tidak = jenis == Jenis.ANGKA, jenis == Jenis.YA_TIDAK
        arah, rumus = _upright(texts(items["arah"])), _upright(texts(items["rumus"]))
        naik, rentang, per_bulan = arah == Arah.NAIK, arah == Arah.RENTANG, akumulasi == Akumulasi.PER_BULAN
        return cls(
            item_id=items["item_id"].to_numpy(np.int64),
            angka=angka,
            ordinal=jenis == Jenis.ORDINAL,
            ya_tidak=ya_tidak,
            naik=ya_tidak | naik,
            jumlah=angka & (akumulasi == Akumulasi.JUMLAH),
            kumulatif=angka & (akumulasi == Akumulasi.KUMULATIF),
            rata_rata=angka & (akumulasi == Akumulasi.RATA_RATA),
            per_bulan=angka & per_bulan,
            rentang=angka & rentang,
            rasio=angka & ~naik & ~rentang & (rumus == Rumus.RASIO),
            jenjang=angka & ~naik & ~rentang & (rumus == Rumus.JENJANG),
            linear=angka & ~rentang & ~per_bulan & (_upright(texts(items["cara_target"])) == CaraTarget.LINEAR),
            baseline=_upright(numbers(items["baseline"])),
        )

    def __len__(self) -> int:
        return len(self.item_id)

    def only(self, at: Places) -> Kinds:
        """Of the items in these places."""
        return Kinds(*(getattr(self, f.name)[at] for f in fields(self)))

    def places(self, wanted: Places) -> tuple[Places, Flags]:
        """Where these items stand, and which of them there are at all; places only for those."""
        if not len(self):
            return np.zeros(0, dtype=np.int64), np.zeros(len(wanted), dtype=bool)
        at = np.minimum(np.searchsorted(self.item_id, wanted), len(self) - 1)
        known: Flags = self.item_id[at] == wanted
        return at[known], known


def _upright(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return values[:, None]


def texts(column: pd.Series) -> Texts:
    """The column as str | None."""
    values: Texts = column.to_numpy(object)
    return np.where(pd.isna(values), None, values)  # type: ignore[call-overload, no-any-return]


def numbers(column: pd.Series) -> Numbers:
    """The column as floats; an infinity is no number."""
    values: Numbers = column.to_numpy(float)
    return np.where(np.isfinite(values), values, np.nan)


def given(values: Texts) -> Flags:
    """Which texts are there."""
    found: Flags = pd.notna(values)
    return found


def positions(codes: npt.NDArray[Any] | pd.Series, order: Sequence[object]) -> Places:
    """Where each code stands in `order`, -1 for one that does not."""
    found: Places = pd.Index(order, dtype=object).get_indexer(pd.Index(codes, dtype=object)).astype(np.int64)
    return found


def add_rows(table: npt.NDArray[Any], group: Places, n: int) -> Numbers:
    """The rows of a table added up into n groups, in the order of the rows; those of group -1 are left out."""
    if len(group) == n and np.array_equal(group, np.arange(n)):
        return table.astype(float)
    order = np.argsort(group, kind="stable")
    of_row = group[order]
    order, of_row = order[of_row >= 0], of_row[of_row >= 0]
    sums = np.zeros((n, *table.shape[1:]))
    if len(order):
        starts = np.flatnonzero(np.r_[True, of_row[1:] != of_row[:-1]])
        sums[of_row[starts]] = np.add.reduceat(table[order], starts, axis=0)
    return sums


def spread(place: Places, bulan: Places, values: npt.NDArray[Any], items: int) -> npt.NDArray[Any]:
    """Values into columns 0 (the year) to 12; two different values for one cell leave it missing."""
    is_text = values.dtype == object
    table = np.full((items, 13), None if is_text else np.nan, dtype=values.dtype)
    has = given(values) if is_text else np.isfinite(values)
    place, bulan, values = place[has], bulan[has], values[has]
    table[place, bulan] = values
    conflict = table[place, bulan] != values
    table[place[conflict], bulan[conflict]] = None if is_text else np.nan
    return table


def take(row: Places, column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The value of a column at each row number; where that is -1 missing, of flags False."""
    missing = {"O": None, "b": False}.get(column.dtype.kind, np.nan)
    return np.append(column, np.array([missing], dtype=column.dtype))[row]


def walk(cells: Numbers, to_date: Flags) -> Numbers:
    """Running values along the months: a to-date cell replaces, another adds, a missing one leaves all as it was.

    NaN until the first cell that holds a value.
    """
    running = np.full_like(cells, np.nan)
    now = np.full(len(cells), np.nan)
    for k in range(cells.shape[1]):
        cell = cells[:, k]
        now = np.where(np.isnan(cell), now, np.where(to_date[:, k] | np.isnan(now), cell, now + cell))
        running[:, k] = now
    return running
