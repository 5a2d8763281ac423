"""Why a score moved: from the month before, as it was presented, to this month in five steps that add up exactly.

Every part is the difference of two scores on one path; the order is fixed, because another order would give other parts:
aturan (the same reports under today's rules), koreksi (reports of earlier months as they are in force now), target
(today's road map, weights and targets to date), cakupan (which items are due and reported), data (what they report).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from progress.model import Akumulasi, Aturan, Grup, Opd, Periode, Sifat, Tingkat
from progress.scoring import Skor, score
from progress.scoring.grid import Flags, Numbers, Texts
from progress.scoring.penjelasan import contributions, group_value, labels, members, shares

BAGIAN = ("aturan", "koreksi", "target", "cakupan", "data")


@dataclass(frozen=True)
class Bahan:
    """What a month is scored from: frames.ITEM, TARGET and REALISASI, and the groups of the framework."""

    items: pd.DataFrame
    targets: pd.DataFrame
    realisasi: pd.DataFrame
    grup: tuple[str | Grup, ...]


@dataclass(frozen=True)
class Jalur:
    """The scores on the path; `target` sets the earlier month's realisasi against this month's targets."""

    awal: Skor
    aturan: Skor
    koreksi: Skor
    target: Skor
    akhir: Skor


@dataclass(frozen=True, slots=True)
class Perubahan:
    """`bagian` has every name of BAGIAN; its values sum to akhir - awal."""

    awal: float
    akhir: float
    bagian: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bergeser:
    """An OPD whose class or rank is another; None: it has none, or no rencana aksi there."""

    opd: str
    sebelum_pct: float | None
    sesudah_pct: float | None
    kelas_sebelum: str | None
    kelas_sesudah: str | None
    peringkat_sebelum: int | None
    peringkat_sesudah: int | None


def who_moves(sebelum: Skor, sesudah: Skor) -> tuple[Bergeser, ...]:
    """Every OPD whose class or rank differs between two scores, in the order of the later one."""
    before, after = _standing(sebelum), _standing(sesudah)
    none = (None, None, None)
    found = []
    for opd in [*after, *(k for k in before if k not in after)]:
        (a, old_class, old_rank), (b, new_class, new_rank) = before.get(opd, none), after.get(opd, none)
        if (old_class, old_rank) != (new_class, new_rank):
            found.append(Bergeser(opd, a, b, old_class, new_class, old_rank, new_rank))
    return tuple(found)


def _standing(skor: Skor) -> dict[str, tuple[float | None, str | None, int | None]]:
    rows = skor.opd.astype(object).to_dict("records")
    return {
        str(r["opd"]): (
            None if pd.isna(r["capaian_pct"]) else float(r["capaian_pct"]),
            r["kelas"],
            None if pd.isna(r["peringkat"]) else int(r["peringkat"]),
        )
        for r in rows
    }


def path(
    awal: Skor, lama: Bahan, kini: Bahan, akhir: Skor, opd: Sequence[Opd], skala: Mapping[str, tuple[Tingkat, ...]]
) -> Jalur:
    """From `awal`, an earlier month of the year scored from `lama`, to `akhir`, scored from `kini`."""
    dulu, sekarang, aturan = awal.periode, akhir.periode, akhir.aturan

    def again(bahan: Bahan, realisasi: pd.DataFrame, periode: Periode, aturan: Aturan) -> Skor:
        return score(bahan.items, bahan.targets, realisasi, opd, periode, aturan, skala, bahan.grup)

    under_rules = awal if awal.aturan == aturan else again(lama, lama.realisasi, dulu, aturan)
    corrected = again(lama, kini.realisasi, dulu, aturan)
    kept = kini.realisasi[(kini.realisasi["tahun"] == dulu.tahun) & (kini.realisasi["bulan"] <= dulu.bulan)]
    # Moving all reports by the same number of months changes no value to date, only the month it is compared in. For an
    # item of single months a value to date is its own in January only, and must still say so in another month.
    alone = kini.items.loc[kini.items["akumulasi"] == Akumulasi.PER_BULAN, "item_id"]
    own = (kept["bulan"] == 1) & kept["item_id"].isin(alone)
    moved = kept.assign(
        bulan=kept["bulan"] + (sekarang.ordinal - dulu.ordinal),
        sifat=kept["sifat"].mask(own, str(Sifat.BULAN_INI)),
    )
    return Jalur(awal, under_rules, corrected, again(kini, moved, sekarang, aturan), akhir)


def change(jalur: Jalur, opd: str | None = None, area: str | None = None) -> Perubahan | None:
    """The change of an OPD, an area, both together, or the pemda.

    None where one of the two months has no capaian, or where the rules do not make it the mean of items. A step after
    which no item would be left changes nothing by itself; the next one takes it over.
    """
    awal, akhir = group_value(jalur.awal, opd, area), group_value(jalur.akhir, opd, area)
    if awal is None or akhir is None or not all(_is_mean(s, opd, area) for s in (jalur.koreksi, jalur.akhir)):
        return None
    values = (
        group_value(jalur.aturan, opd, area),
        group_value(jalur.koreksi, opd, area),
        *_between(jalur, opd, area),
        akhir,
    )
    bagian, now = {}, awal
    for name, value in zip(BAGIAN, values, strict=True):
        after = now if value is None else value
        bagian[name], now = after - now, after
    return Perubahan(awal, akhir, bagian)


def _is_mean(skor: Skor, opd: str | None, area: str | None) -> bool:
    return group_value(skor, opd, area) is None or contributions(skor, opd, area) is not None


def _between(jalur: Jalur, opd: str | None, area: str | None) -> tuple[float | None, float | None]:
    """The two scores between koreksi and akhir: new targets for the same items, then the new set of items."""
    before, moved, after = _Items(jalur.koreksi), _Items(jalur.target), _Items(jalur.akhir)
    ids = np.union1d(before.ids, after.ids)
    counted_before, counted_after = before.at(ids, before.counted), after.at(ids, after.counted)
    in_before = counted_before & before.at(ids, members(jalur.koreksi, opd, area))
    in_after = counted_after & after.at(ids, members(jalur.akhir, opd, area))

    weight = np.where(after.known(ids), after.at(ids, after.bobot), before.at(ids, before.bobot))
    comparable = counted_before & moved.at(ids, moved.counted)
    old = np.where(comparable, moved.at(ids, moved.capaian), before.at(ids, before.capaian))
    same = np.where(comparable, old, after.at(ids, after.capaian))
    old_label, new_label = labels(jalur.koreksi, opd, area), labels(jalur.akhir, opd, area)
    return (
        _mean(old, weight, in_before, None if old_label is None else before.at(ids, old_label)),
        _mean(same, weight, in_after, None if new_label is None else after.at(ids, new_label)),
    )


class _Items:
    """The items of a score by item_id."""

    def __init__(self, skor: Skor) -> None:
        item = skor.item
        self.ids = item["item_id"].to_numpy(np.int64)
        self.counted = item["due"].to_numpy(bool) & item["dilaporkan"].to_numpy(bool)
        self.bobot = item["bobot"].to_numpy(float)
        self.capaian = np.minimum(item["capaian_pct"].to_numpy(float), skor.aturan.batas_atas_pct)

    def known(self, ids: np.ndarray) -> Flags:
        return np.isin(ids, self.ids)

    def at(self, ids: np.ndarray, column: np.ndarray) -> np.ndarray:
        """The column for these ids; False, None or NaN for an item this score does not have."""
        missing = {"b": False, "O": None}.get(column.dtype.kind, np.nan)
        found = np.full(len(ids), missing, dtype=column.dtype)
        if len(self.ids):
            place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            there = self.ids[place] == ids
            found[there] = column[place[there]]
        return found


def _mean(values: Numbers, weight: Numbers, inside: Flags, label: Texts | None) -> float | None:
    porsi, inside = shares(weight, inside, label)
    return float((values[inside] * porsi[inside]).sum()) if porsi.sum() > 0 else None
