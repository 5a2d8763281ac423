"""Roll-up: item scores become scores of area x OPD, OPD, area, sasaran and pemda, each with its coverage (rules 4, 5, 8-10, 19, 20).

Items are summed once, into the pairs of an OPD and an area; every other level adds up pairs. So every path to the
pemda's figure is the same sum, and a changed OPD needs its own pairs alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from progress.model import Aturan, CaraGabung, Opd
from progress.scoring.capaian import covered, kelas, kelas_of_all
from progress.scoring.grid import Flags, Numbers, Places, add_rows, given, positions
from progress.scoring.item import SkorItem

NILAI = (
    "capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct",
    "sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor", "kelas",
    "capaian_road_map_pct", "item_road_map", "ordinal_terpenuhi", "ordinal_dinilai",
)  # fmt: skip
CARA = ("cara_gabung", "capaian_rencana_aksi_pct", "capaian_rata_opd_pct", "capaian_rata_area_pct")
RINGKAS = (*NILAI, *CARA)
MEANS = ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "capaian_road_map_pct")
Column = npt.NDArray[Any]
SAME_PCT = 9  # decimals: edges that differ only beyond them are the same rank


@dataclass(frozen=True)
class Grouping:
    """Which OPD and which area every item belongs to, as positions in `opd` and `grup`; one past its end: no area.

    `opd` holds only codes that have items: those of the register in official order, then unknown ones by code. `pairs`
    are those of an OPD and an area that have items, by OPD, then by area; `of_pair` is each item's.
    """

    opd: tuple[str, ...]
    register: tuple[Opd | None, ...]
    grup: tuple[str, ...]
    pair_opd: Places
    pair_area: Places
    of_pair: Places

    @classmethod
    def of(cls, items: pd.DataFrame, register: Sequence[Opd], grup: Sequence[str]) -> Grouping:
        known = {o.kode: o for o in register}
        present = set(items["opd"])
        official = [o.kode for o in sorted(known.values(), key=lambda o: (o.urutan, o.kode)) if o.kode in present]
        opd = (*official, *sorted(present - known.keys()))
        of_area = positions(items["area"], grup)
        pair = positions(items["opd"], opd) * (len(grup) + 1) + np.where(of_area < 0, len(grup), of_area)
        pairs, of_pair = np.unique(pair, return_inverse=True)
        pair_opd, pair_area = np.divmod(pairs, len(grup) + 1)
        return cls(opd, tuple(known.get(k) for k in opd), tuple(grup), pair_opd, pair_area, of_pair)

    @property
    def kelompok(self) -> tuple[str | None, ...]:
        return tuple(None if o is None else str(o.kelompok) for o in self.register)

    def registered(self, days: Sequence[date]) -> Flags:
        """(OPD, days): in the register on that day."""
        found = [[o is not None and o.valid_on(day) for day in days] for o in self.register]
        return np.array(found, dtype=bool).reshape(len(self.opd), len(days))


@dataclass(frozen=True)
class Tabel:
    """The values of one level: NILAI as tables of (groups, months), with the columns that name its groups before them."""

    nama: Mapping[str, Sequence[object]]
    nilai: Mapping[str, Column]
    peringkat: Numbers | None = None  # (groups, months), NaN where there is none

    def frame(self, j: int) -> pd.DataFrame:
        """One month, one row per group."""
        ranks = {} if self.peringkat is None else {"peringkat": pd.Series(self.peringkat[:, j]).astype("Int64")}
        names = {name: pd.Series(list(values), dtype=object) for name, values in self.nama.items()}
        return pd.DataFrame({**names, **ranks, **{name: self._column(name, j) for name in NILAI}})

    def _column(self, name: str, j: int) -> object:
        values = self.nilai[name][:, j]
        return pd.Series(values, dtype=object) if name == "kelas" else values


@dataclass(frozen=True)
class Rekap:
    """All levels of some months. `pemda` has one group; its values as the rules choose them are in `ringkas`."""

    jumlahan: Jumlahan
    opd_area: Tabel
    opd: Tabel
    area: Tabel
    pemda: Tabel
    aturan: Aturan

    def ringkas(self, j: int) -> dict[str, object]:
        """The pemda's own values in one month, and its capaian in all three ways beside them (rule 19)."""
        found = {name: _plain(self.pemda.nilai[name][0, j]) for name in NILAI}
        ways = {CaraGabung.RATA_OPD: self.opd, CaraGabung.RATA_AREA: self.area}
        beside = {
            "cara_gabung": str(self.aturan.cara_gabung),
            "capaian_rencana_aksi_pct": found["capaian_pct"],
            **{f"capaian_{way}_pct": _mean_of(table.nilai["capaian_pct"][:, j]) for way, table in ways.items()},
        }
        if (chosen := ways.get(self.aturan.cara_gabung)) is not None:
            found |= {name: _mean_of(chosen.nilai[name][:, j]) for name in MEANS}
            sudah, wajib = int(str(found["sudah_lapor"])), int(str(found["wajib_lapor"]))
            found["kelas"] = kelas(float(str(found["capaian_pct"])), sudah, wajib, self.aturan)
        return found | beside


def roll_up(sums: Jumlahan) -> Rekap:
    """The levels opd_area, opd, area and pemda.

    A group's value is the weighted mean over its due and reported items, each capped; its edges run over all due
    items. In `opd` and for the pemda every OPD of the register that has items must report, and one reported item is
    enough; in the other two the OPD with a due item there must, and have done so with a reported one.
    Items without an area stand under None in opd_area.
    """
    grouping, aturan = sums.grouping, sums.aturan
    n_opd, n_area = len(grouping.opd), len(grouping.grup)
    names = (*grouping.grup, None)
    each = np.arange(len(grouping.pair_opd))
    opd_area = Tabel(
        {"opd": [grouping.opd[i] for i in grouping.pair_opd], "area": [names[i] for i in grouping.pair_area]},
        sums.level(each, len(each)),
    )
    nilai = sums.level(grouping.pair_opd, n_opd, anything=True)
    opd = Tabel({"opd": grouping.opd, "kelompok": grouping.kelompok}, nilai, _ranks(nilai, grouping.kelompok, aturan))
    area = Tabel({"area": grouping.grup}, sums.level(_inside(grouping.pair_area, n_area), n_area))
    pemda = Tabel({}, sums.level(np.zeros_like(each), 1, anything=True))
    return Rekap(sums, opd_area, opd, area, pemda, aturan)


def regroup(sums: Jumlahan, group_of_area: Mapping[str, str], groups: Sequence[str]) -> Tabel:
    """The same items by any other grouping of their areas, such as sasaran or another framework: `grup` and NILAI.

    A group counts OPD as an area does. Items whose area belongs to no group are in none.
    """
    place = {group: i for i, group in enumerate(groups)}
    of_area = np.array([*(place.get(group_of_area.get(a, ""), -1) for a in sums.grouping.grup), -1], dtype=np.int64)
    return Tabel({"grup": groups}, sums.level(of_area[sums.grouping.pair_area], len(groups)))


_SUMS = (
    "due", "sudah", "ada", "ordinal", "terpenuhi", "item_road_map", "w_due", "w_sudah", "w_road_map", "capaian",
    "capaian_tahun", "capaian_road_map", "bawah", "atas", "terserap", "anggaran",
)  # fmt: skip


@dataclass(frozen=True)
class Jumlahan:
    """What the pairs of an OPD and an area bring to any group they are in: a table of (pairs, _SUMS, months)."""

    aturan: Aturan
    grouping: Grouping
    terdaftar: Flags  # (pairs, months): the OPD is in the register
    jumlah: Numbers

    @classmethod
    def of(cls, item: SkorItem, grouping: Grouping, days: Sequence[date], aturan: Aturan) -> Jumlahan:
        """`days` are the last ones of the item scores' months."""
        sums = _summed(item, grouping.of_pair, len(grouping.pair_opd), aturan)
        return cls(aturan, grouping, grouping.registered(days)[grouping.pair_opd], sums)

    def with_opd(self, item: SkorItem, at: Places) -> Jumlahan:
        """The same with all items of one OPD scored anew, which stand in the places `at`."""
        of_pair = self.grouping.of_pair[at]
        first, last = int(of_pair.min()), int(of_pair.max())  # the pairs of an OPD stand together
        sums = self.jumlah.copy()
        sums[first : last + 1] = _summed(item, of_pair - first, last + 1 - first, self.aturan)
        return replace(self, jumlah=sums)

    def level(self, group: Places, n: int, anything: bool = False) -> dict[str, Column]:
        """NILAI of n groups; `group` is each pair's position, -1 for none. `anything`: one reported item, due or not,
        makes its OPD one that has reported, and every OPD must."""
        added = add_rows(self.jumlah, group, n)
        s = {name: added[:, k] for k, name in enumerate(_SUMS)}
        wajib, sudah = s["due"].astype(np.int64), s["sudah"].astype(np.int64)
        capaian = _ratio(s["capaian"], s["w_sudah"])
        there = self.terdaftar if anything else self.terdaftar & (self._pairs("due") > 0)
        done = self.terdaftar & (self._pairs("ada" if anything else "sudah") > 0)
        opd_count = self._count_opd(np.stack([done, there], axis=1), group, n)
        return {
            "capaian_pct": capaian,
            "capaian_tahun_pct": _ratio(s["capaian_tahun"], s["w_sudah"]),
            "tepi_bawah_pct": _ratio(s["bawah"], s["w_due"]),
            "tepi_atas_pct": _ratio(s["atas"], s["w_due"]),
            "serapan_pct": _ratio(s["terserap"], s["anggaran"]) * 100,
            "sudah_lapor": sudah,
            "wajib_lapor": wajib,
            "opd_sudah_lapor": opd_count[:, 0],
            "opd_wajib_lapor": opd_count[:, 1],
            "kelas": kelas_of_all(capaian, sudah, wajib, self.aturan),
            "capaian_road_map_pct": _ratio(s["capaian_road_map"], s["w_road_map"]),
            "item_road_map": s["item_road_map"].astype(np.int64),
            "ordinal_terpenuhi": s["terpenuhi"].astype(np.int64),
            "ordinal_dinilai": s["ordinal"].astype(np.int64),
        }

    def _pairs(self, name: str) -> Numbers:
        return self.jumlah[:, _SUMS.index(name)]

    def _count_opd(self, marked: Flags, group: Places, n: int) -> Places:
        """How many different OPD have a marked pair in each group."""
        width, opd = len(self.grouping.opd), self.grouping.pair_opd
        once, of_once = np.unique(np.where(group < 0, -1, group * width + opd), return_inverse=True)
        each = add_rows(marked, of_once, len(once)) > 0
        return add_rows(each, np.where(once < 0, -1, once // width), n).astype(np.int64)


def _summed(item: SkorItem, of_pair: Places, n: int, aturan: Aturan) -> Numbers:
    due, sudah, w, cap = item.due, item.sudah, item.bobot, aturan.batas_atas_pct
    terserap = item.laporan.anggaran_sd
    money = (item.anggaran > 0) & np.isfinite(terserap)
    road_map = np.minimum(item.capaian_road_map, cap)
    on_the_way = sudah & np.isfinite(road_map)
    ordinal = item.ordinal
    met = ordinal & (item.terpenuhi == np.array(True, dtype=object)) if ordinal.any() else ordinal
    parts = _side_by_side(
        [
            due, sudah, item.laporan.dilaporkan, ordinal, met, on_the_way, np.where(due, w, 0.0), np.where(sudah, w, 0.0),
            np.where(on_the_way, w, 0.0), np.where(sudah, np.minimum(item.capaian, cap) * w, 0.0),
            np.where(sudah, np.minimum(item.capaian_tahun, cap) * w, 0.0), np.where(on_the_way, road_map * w, 0.0),
            np.where(due, item.bawah * w, 0.0), np.where(due, item.atas * w, 0.0), np.where(money, terserap, 0.0),
            np.where(money, item.anggaran, 0.0),
        ]
    )  # fmt: skip
    return add_rows(parts, of_pair, n)


def _side_by_side(parts: Sequence[Numbers | Flags]) -> Numbers:
    whole = np.empty((parts[0].shape[0], len(parts), parts[0].shape[1]))
    for k, part in enumerate(parts):
        whole[:, k] = part
    return whole


def _ranks(nilai: Mapping[str, Column], kelompok: Sequence[str | None], aturan: Aturan) -> Numbers:
    """Place within the kelompok by the lower edge, ties shared; NaN for too little coverage or too few due items."""
    wajib, sudah = nilai["wajib_lapor"], nilai["sudah_lapor"]
    edge = np.round(nilai["tepi_bawah_pct"].astype(float), SAME_PCT)
    of = np.array(kelompok, dtype=object)
    enough = covered(sudah, wajib, aturan) & (wajib >= aturan.minimal_item_peringkat) & (wajib > 0)
    ranked = enough & np.isfinite(edge) & given(of)[:, None]
    places = np.full(edge.shape, np.nan)
    for name in {k for k in kelompok if k is not None}:
        mine = np.flatnonzero(of == name)
        for j in range(edge.shape[1]):
            here = mine[ranked[mine, j]]
            values = np.sort(edge[here, j])
            places[here, j] = 1 + len(values) - np.searchsorted(values, edge[here, j], side="right")
    return places


def _inside(positions: Places, n: int) -> Places:
    return np.where(positions < n, positions, -1)


def _mean_of(values: Column) -> float:
    """Of the groups that have a value, each alike."""
    known = values.astype(float)
    known = known[np.isfinite(known)]
    return float(known.mean()) if len(known) else float("nan")


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value
