"""Roll-up: item scores become scores of area x OPD, OPD, area, sasaran and pemda, each with its coverage (rules 4, 5, 8-10, 19, 20)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from progress.model import Aturan, CaraGabung, Keadaan, Opd
from progress.scoring.capaian import covered, kelas
from progress.scoring.grid import Flags, Numbers, Places, given, texts

NILAI = (
    "capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct",
    "sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor", "kelas",
    "capaian_road_map_pct", "item_road_map", "ordinal_terpenuhi", "ordinal_dinilai",
)  # fmt: skip
CARA = ("cara_gabung", "capaian_rencana_aksi_pct", "capaian_rata_opd_pct", "capaian_rata_area_pct")
RINGKAS = (*NILAI, *CARA)
MEANS = ("capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "capaian_road_map_pct")
SAME_PCT = 9  # decimals: edges that differ only beyond them are the same rank


@dataclass(frozen=True)
class Grouping:
    """Which OPD and which area every item belongs to, as positions in `opd` and `grup`; -1: no area of this framework.

    `opd` holds only codes that have items: those of the register in official order, then unknown ones by code.
    """

    opd: tuple[str, ...]
    kelompok: tuple[str | None, ...]
    wajib: Flags  # per OPD: in the register on the date
    grup: tuple[str, ...]
    of_opd: Places
    of_area: Places

    @classmethod
    def of(cls, item: pd.DataFrame, register: Sequence[Opd], grup: Sequence[str], day: date) -> Grouping:
        known = {o.kode: o for o in register}
        present = set(item["opd"])
        official = [o.kode for o in sorted(known.values(), key=lambda o: (o.urutan, o.kode)) if o.kode in present]
        opd = (*official, *sorted(present - known.keys()))
        return cls(
            opd=opd,
            kelompok=tuple(str(known[k].kelompok) if k in known else None for k in opd),
            wajib=np.array([k in known and known[k].valid_on(day) for k in opd], dtype=bool),
            grup=tuple(grup),
            of_opd=_positions(item["opd"], opd),
            of_area=_positions(item["area"], grup),
        )


def roll_up(
    item: pd.DataFrame, grouping: Grouping, aturan: Aturan
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[str, object]]:
    """The tables opd_area, opd and area, and the pemda's own values.

    A group's value is the weighted mean over its due and reported items, each capped; its edges run over all due
    items. In `opd` and for the pemda every OPD of the register that has items must report, and one reported item is
    enough; in the other two the OPD with a due item there must, and have done so with a reported one.
    Items without an area stand under None in opd_area.
    """
    parts = _Parts.of(item, grouping, aturan)
    registered = grouping.wajib[grouping.of_opd]
    anything = (registered, registered & item["dilaporkan"].to_numpy(bool))
    due_there = (registered & parts.due, registered & parts.sudah)

    pair = grouping.of_opd * (len(grouping.grup) + 1) + np.where(
        grouping.of_area < 0, len(grouping.grup), grouping.of_area
    )
    pairs, of_pair = np.unique(pair, return_inverse=True)
    pair_opd, pair_area = np.divmod(pairs, len(grouping.grup) + 1)
    opd_area = parts.table(of_pair, len(pairs), due_there)
    opd_area.insert(0, "opd", _column([grouping.opd[i] for i in pair_opd]))
    opd_area.insert(1, "area", _column([(*grouping.grup, None)[i] for i in pair_area]))

    opd = parts.table(grouping.of_opd, len(grouping.opd), anything)
    opd.insert(0, "opd", _column(grouping.opd))
    opd.insert(1, "kelompok", _column(grouping.kelompok))
    opd.insert(2, "peringkat", _ranks(opd, aturan))

    area = parts.table(grouping.of_area, len(grouping.grup), due_there)
    area.insert(0, "area", _column(grouping.grup))

    whole = parts.table(np.zeros(len(item), dtype=np.int64), 1, anything)
    ringkas = {name: _plain(whole[name].iloc[0]) for name in NILAI}
    return opd_area, opd, area, _by_choice(ringkas, opd, area, aturan)


def regroup(
    item: pd.DataFrame, grouping: Grouping, aturan: Aturan, group_of_area: Mapping[str, str], groups: Sequence[str]
) -> pd.DataFrame:
    """The same items by any other grouping of their areas, such as sasaran or another framework: `grup` and NILAI.

    A group counts OPD as an area does. Items whose area belongs to no group are in none.
    """
    parts = _Parts.of(item, grouping, aturan)
    registered = grouping.wajib[grouping.of_opd]
    of_group = _positions(item["area"].map(lambda area: group_of_area.get(area)), groups)
    table = parts.table(of_group, len(groups), (registered & parts.due, registered & parts.sudah))
    table.insert(0, "grup", _column(groups))
    return table


def _by_choice(ringkas: dict[str, object], opd: pd.DataFrame, area: pd.DataFrame, aturan: Aturan) -> dict[str, object]:
    """The pemda's means as the rules choose them, and its capaian in all three ways beside them (rule 19)."""
    ways = {CaraGabung.RATA_OPD: opd, CaraGabung.RATA_AREA: area}
    beside = {
        "cara_gabung": str(aturan.cara_gabung),
        "capaian_rencana_aksi_pct": ringkas["capaian_pct"],
        **{f"capaian_{way}_pct": _mean_of(table["capaian_pct"]) for way, table in ways.items()},
    }
    if (chosen := ways.get(aturan.cara_gabung)) is not None:
        ringkas = ringkas | {name: _mean_of(chosen[name]) for name in MEANS}
        sudah, wajib = int(str(ringkas["sudah_lapor"])), int(str(ringkas["wajib_lapor"]))
        ringkas["kelas"] = kelas(float(str(ringkas["capaian_pct"])), sudah, wajib, aturan)
    return ringkas | beside


def _mean_of(values: pd.Series) -> float:
    """Of the groups that have a value, each alike."""
    known = values.to_numpy(float)
    known = known[np.isfinite(known)]
    return float(known.mean()) if len(known) else float("nan")


@dataclass(frozen=True)
class _Parts:
    """What every item brings to any group it is in."""

    aturan: Aturan
    opd: Places
    due: Flags
    sudah: Flags
    bobot: Numbers
    capaian: Numbers
    capaian_tahun: Numbers
    capaian_road_map: Numbers
    bawah: Numbers
    atas: Numbers
    anggaran: Numbers
    terserap: Numbers
    ordinal: Flags
    terpenuhi: Flags

    @classmethod
    def of(cls, item: pd.DataFrame, grouping: Grouping, aturan: Aturan) -> _Parts:
        due = item["due"].to_numpy(bool)
        anggaran, terserap = item["anggaran_rp"].to_numpy(float), item["realisasi_anggaran_sd_rp"].to_numpy(float)
        with_money = (anggaran > 0) & np.isfinite(terserap)
        return cls(
            aturan=aturan,
            opd=grouping.of_opd,
            due=due,
            sudah=due & item["dilaporkan"].to_numpy(bool),
            bobot=item["bobot"].to_numpy(float),
            capaian=np.minimum(item["capaian_pct"].to_numpy(float), aturan.batas_atas_pct),
            capaian_tahun=np.minimum(item["capaian_tahun_pct"].to_numpy(float), aturan.batas_atas_pct),
            capaian_road_map=np.minimum(item["capaian_road_map_pct"].to_numpy(float), aturan.batas_atas_pct),
            bawah=item["tepi_bawah"].to_numpy(float),
            atas=item["tepi_atas"].to_numpy(float),
            anggaran=np.where(with_money, anggaran, np.nan),
            terserap=np.where(with_money, terserap, np.nan),
            ordinal=texts(item["keadaan"]) == Keadaan.ORDINAL,
            terpenuhi=texts(item["terpenuhi"]) == np.array(True, dtype=object),
        )

    def table(self, group: Places, n: int, opd_counts: tuple[Flags, Flags]) -> pd.DataFrame:
        """NILAI of n groups; `group` is each item's position, -1 for none; `opd_counts` marks wajib and sudah."""
        wajib, sudah = _count(group, self.due, n), _count(group, self.sudah, n)
        capaian = self._mean(self.capaian, self.sudah, group, n)
        money = np.isfinite(self.anggaran)
        on_the_way = self.sudah & np.isfinite(self.capaian_road_map)
        return pd.DataFrame(
            {
                "capaian_pct": capaian,
                "capaian_tahun_pct": self._mean(self.capaian_tahun, self.sudah, group, n),
                "tepi_bawah_pct": self._mean(self.bawah, self.due, group, n),
                "tepi_atas_pct": self._mean(self.atas, self.due, group, n),
                "serapan_pct": _ratio(_sum(self.terserap, money, group, n), _sum(self.anggaran, money, group, n)) * 100,
                "sudah_lapor": sudah,
                "wajib_lapor": wajib,
                "opd_sudah_lapor": self._opd_count(group, opd_counts[1], n),
                "opd_wajib_lapor": self._opd_count(group, opd_counts[0], n),
                "kelas": _column(
                    [kelas(c, int(s), int(w), self.aturan) for c, s, w in zip(capaian, sudah, wajib, strict=True)]
                ),
                "capaian_road_map_pct": self._mean(self.capaian_road_map, on_the_way, group, n),
                "item_road_map": _count(group, on_the_way, n),
                "ordinal_terpenuhi": _count(group, self.ordinal & self.terpenuhi, n),
                "ordinal_dinilai": _count(group, self.ordinal, n),
            }
        )

    def _mean(self, values: Numbers, among: Flags, group: Places, n: int) -> Numbers:
        return _ratio(_sum(values * self.bobot, among, group, n), _sum(self.bobot, among, group, n))

    def _opd_count(self, group: Places, marked: Flags, n: int) -> Places:
        """How many different OPD have a marked item in each group."""
        inside = marked & (group >= 0)
        width = int(self.opd.max(initial=0)) + 1
        return np.bincount(np.unique(group[inside] * width + self.opd[inside]) // width, minlength=n)


def _ranks(opd: pd.DataFrame, aturan: Aturan) -> pd.Series:
    """Place within the kelompok by the lower edge, ties shared; None for too little coverage or too few due items."""
    wajib, sudah = opd["wajib_lapor"].to_numpy(), opd["sudah_lapor"].to_numpy()
    edge, kelompok = np.round(opd["tepi_bawah_pct"].to_numpy(float), SAME_PCT), texts(opd["kelompok"])
    enough = np.array([covered(int(s), int(w), aturan) for s, w in zip(sudah, wajib, strict=True)], dtype=bool)
    ranked = enough & (wajib >= aturan.minimal_item_peringkat) & (wajib > 0) & np.isfinite(edge) & given(kelompok)
    above = ranked & (kelompok[:, None] == kelompok) & (edge > edge[:, None])
    return pd.Series(np.where(ranked, 1 + above.sum(axis=1), 0), dtype="Int64").where(ranked)


def _positions(codes: pd.Series, order: Sequence[str]) -> Places:
    place = {code: i for i, code in enumerate(order)}
    return np.array([place.get(code, -1) for code in codes], dtype=np.int64)


def _count(group: Places, among: Flags, n: int) -> Places:
    return np.bincount(group[among & (group >= 0)], minlength=n)


def _sum(values: Numbers, among: Flags, group: Places, n: int) -> Numbers:
    inside = among & (group >= 0)
    return np.bincount(group[inside], weights=values[inside], minlength=n).astype(float)


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def _column(values: Sequence[str | None]) -> pd.Series:
    return pd.Series(list(values), dtype=object)


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value
