"""Perlu klarifikasi: figures of one month that ask for a question, each with the cells on both sides.

None of them is an error and none changes a score: every check names what can also be true. The bounds are set so that a
year of ordinary reports asks seldom; tests/test_klarifikasi.py draws each case, `python -m bench klarifikasi` counts
them on the demo year.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from statistics import median

import numpy as np
import pandas as pd

from progress.model import Akumulasi, Arah, Jenis, Periode, Sifat
from progress.scoring import Skor
from progress.scoring.grid import Kinds, Numbers
from progress.scoring.target import Rencana

SALINAN_MINIMAL = 5  # values that say something (not 0, 1, 100 or the target) on both sides
SALINAN_SAMA = 0.9
RIWAYAT_MINIMAL = 4  # changes seen before a change can be out of the ordinary
PITA_MAD = 5.0
PITA_KALI = 2.0  # times the largest change so far: quarterly work stands still and then moves
PITA_TARGET = 0.25  # of the year's target: a jump that small moves no score worth asking about
MAD_KE_SD = 1.4826
SERAPAN_TINGGI_PCT, SERAPAN_SELISIH = 75.0, 50.0
BUKTI_BIASA = 0.5  # share of this report's rows with evidence, from which a missing one stands out
SAMA = 1e-9
DARI_SKOR = [
    "item_id", "opd", "rencana_aksi", "target_sd", "target_tahun", "realisasi_sd", "capaian_pct", "capaian_tahun_pct",
    "anggaran_rp", "realisasi_anggaran_sd_rp", "kiriman_id",
]  # fmt: skip
DARI_LAPORAN = ["item_id", "kiriman_id", "nilai", "kosong", "sifat", "bukti", "lembar", "sel"]


class Hal(StrEnum):
    """What is asked about."""

    SALINAN_OPD = "salinan opd"
    SALINAN_BULAN = "salinan bulan"
    LONJAKAN = "lonjakan"
    TARGET_JANUARI = "target januari"
    TARGET_TURUN = "target turun"
    NILAI_TURUN = "nilai turun"
    TANPA_BUKTI = "tanpa bukti"
    SERAPAN = "serapan"


@dataclass(frozen=True, slots=True)
class Sisi:
    """One cell: what it holds and where. `kiriman_id` None: the road map, in its version `versi`."""

    opd: str
    periode: Periode
    nilai: float | None
    sel: str | None
    kiriman_id: int | None
    versi: int | None = None


@dataclass(frozen=True, slots=True)
class Klarifikasi:
    """`ini` is the side asked about, `lain` the one it is held against.

    `rencana_aksi` and `item_id` are None where a whole report is meant, of which `sama` of `dari` values are equal.
    `batas` is the ordinary change per month for LONJAKAN, and (serapan, capaian) for SERAPAN.
    """

    hal: Hal
    opd: str
    item_id: int | None
    rencana_aksi: str | None
    ini: Sisi
    lain: Sisi | None = None
    sama: int = 0
    dari: int = 0
    batas: tuple[float, float] | None = None


def questions(
    items: pd.DataFrame,
    targets: pd.DataFrame,
    realisasi: pd.DataFrame,
    tahun: Mapping[Periode, Skor],
    periode: Periode,
    road_map: Sequence[tuple[int, pd.DataFrame]] = (),
) -> tuple[Klarifikasi, ...]:
    """What the reports of `periode` ask about, by OPD in official order.

    The frames are ITEM, TARGET and REALISASI of the year, `tahun` the scores of its months up to `periode`. `road_map`
    holds every version of the road map, oldest first, the one in force last: (version, its TARGET of the year).
    """
    months = {p: _Month.of(realisasi, skor) for p, skor in tahun.items() if p <= periode}
    if periode not in months:
        return ()
    now, before = months[periode], months.get(periode.shift(-1)) if periode.bulan > 1 else None
    about = {int(r["item_id"]): r for r in items.astype(object).to_dict("records")}
    found = [
        *_copies_between(now, about),
        *(_copies_of(now, before) if before else ()),
        *_jumps(months, periode, about),
        *(_full_in_january(now, targets, about) if periode.bulan == 1 else ()),
        *_falls(months, periode, about),
        *_without_evidence(months, periode, about),
        *_spent_ahead(now),
        *_eased(items, road_map, tahun[periode]),
    ]
    order = {kode: n for n, kode in enumerate(tahun[periode].opd["opd"])}
    return tuple(sorted(found, key=lambda k: (order.get(k.opd, len(order)), list(Hal).index(k.hal), k.item_id or 0)))


@dataclass(frozen=True)
class _Month:
    """The scored rows of one month by item_id, each beside the report row it was scored from."""

    periode: Periode
    item: Mapping[int, Mapping[str, object]]
    laporan: Mapping[int, Mapping[str, object]]

    @classmethod
    def of(cls, realisasi: pd.DataFrame, skor: Skor) -> _Month:
        item = {int(r["item_id"]): r for r in skor.item[DARI_SKOR].astype(object).to_dict("records")}
        mine = realisasi[(realisasi["tahun"] == skor.periode.tahun) & (realisasi["bulan"] == skor.periode.bulan)]
        rows = {
            (int(r["item_id"]), int(r["kiriman_id"])): r for r in mine[DARI_LAPORAN].astype(object).to_dict("records")
        }
        used = {
            i: rows[i, int(str(r["kiriman_id"]))]
            for i, r in item.items()
            if not pd.isna(r["kiriman_id"]) and (i, int(str(r["kiriman_id"]))) in rows
        }
        return cls(skor.periode, item, used)

    def side(self, i: int, field: str = "realisasi", nilai: float | None = None) -> Sisi:
        """The cell of one field of this month's report of an item; its value as typed, or another one to show."""
        row = self.laporan[i]
        address = json.loads(str(row["sel"])).get(field)
        sheet = row["lembar"]
        return Sisi(
            str(self.item[i]["opd"]),
            self.periode,
            _number(row["nilai"]) if nilai is None else nilai,
            f"{sheet}!{address}" if address and sheet else address,
            int(str(row["kiriman_id"])),
        )

    def telling(self) -> Iterator[tuple[int, float]]:
        """(item, typed value) of the values that two honest reports would not share by chance."""
        for i, row in self.laporan.items():
            value, target = _number(row["nilai"]), _number(self.item[i]["target_sd"])
            if row["kosong"] is None and value is not None and value not in (0.0, 1.0, 100.0) and value != target:
                yield i, value

    def to_date(self, i: int) -> float | None:
        return _number(self.item[i]["realisasi_sd"]) if i in self.item else None


About = Mapping[int, Mapping[str, object]]


def _copies_between(now: _Month, about: About) -> Iterator[Klarifikasi]:
    """Two OPD whose values of the same indicators are nearly all equal."""
    by_opd: dict[str, dict[tuple[str, str], int]] = {}
    values = dict(now.telling())
    for i in values:
        a = about[i]
        same = " ".join(str(a["indikator"] or a["rencana_aksi"]).casefold().split()), str(a["satuan"])
        by_opd.setdefault(str(a["opd"]), {})[same] = i
    for mine, theirs in combinations(by_opd.values(), 2):
        pairs = [(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()]
        equal = sorted(pair for pair in pairs if values[pair[0]] == values[pair[1]])
        if _nearly_all(len(equal), len(pairs)):
            one, other = (now.side(i) for i in equal[0])
            for x, y in ((one, other), (other, one)):
                yield Klarifikasi(Hal.SALINAN_OPD, x.opd, None, None, x, y, len(equal), len(pairs))


def _copies_of(now: _Month, before: _Month) -> Iterator[Klarifikasi]:
    """An OPD whose values are nearly all those of the month before."""
    this, last = dict(now.telling()), dict(before.telling())
    by_opd: dict[str, list[int]] = {}
    for i in this.keys() & last.keys():
        by_opd.setdefault(str(now.item[i]["opd"]), []).append(i)
    for opd, mine in by_opd.items():
        equal = sorted(i for i in mine if this[i] == last[i])
        if _nearly_all(len(equal), len(mine)):
            i = equal[0]
            yield Klarifikasi(Hal.SALINAN_BULAN, opd, None, None, now.side(i), before.side(i), len(equal), len(mine))


def _nearly_all(equal: int, compared: int) -> bool:
    return compared >= SALINAN_MINIMAL and equal >= SALINAN_SAMA * compared


def _jumps(months: Mapping[Periode, _Month], periode: Periode, about: About) -> Iterator[Klarifikasi]:
    """A change per month outside the band of the item's own changes this year."""
    now = months[periode]
    for i, row in now.laporan.items():
        if about[i]["jenis"] != Jenis.ANGKA or now.to_date(i) is None:
            continue
        seen = [(p, v) for p in sorted(months) if (v := months[p].to_date(i)) is not None]
        change = [(v - u) / (q.ordinal - p.ordinal) for (p, u), (q, v) in pairwise(seen)]
        if len(change) <= RIWAYAT_MINIMAL or row["kosong"] is not None:
            continue
        *past, latest = change
        middle = median(past)
        away = [abs(c - middle) for c in past]
        scale = abs(_number(now.item[i]["target_tahun"]) or max(abs(v) for _, v in seen))
        width = max(PITA_MAD * MAD_KE_SD * median(away), PITA_KALI * max(away), PITA_TARGET * scale)
        if abs(latest - middle) > width + SAMA:
            before = months[seen[-2][0]]
            yield _of_item(Hal.LONJAKAN, now, i, now.side(i), before.side(i), (middle - width, middle + width))


def _full_in_january(now: _Month, targets: pd.DataFrame, about: About) -> Iterator[Klarifikasi]:
    """The year's target reached in January, although the road map does not ask for all of it then."""
    cells = {int(r["item_id"]): r for r in targets[targets["bulan"] == 0].astype(object).to_dict("records")}
    for i in now.laporan:
        row, a = now.item[i], about[i]
        full, due = _number(row["target_tahun"]), _number(row["target_sd"])
        share = _number(row["capaian_tahun_pct"])
        early = full is not None and (due is None or abs(due - full) > SAMA) and a["akumulasi"] != Akumulasi.PER_BULAN
        if a["jenis"] == Jenis.ANGKA and a["arah"] == Arah.NAIK and early and share is not None and share >= 100.0:
            cell = cells.get(i)
            aim = Sisi(str(row["opd"]), now.periode, full, _text(cell["sel"]) if cell else None, None)
            yield _of_item(Hal.TARGET_JANUARI, now, i, now.side(i), aim)


def _falls(months: Mapping[Periode, _Month], periode: Periode, about: About) -> Iterator[Klarifikasi]:
    """A value to date that is smaller than the last one reported."""
    now = months[periode]
    for i, row in now.laporan.items():
        value, a = _number(row["nilai"]), about[i]
        if a["jenis"] != Jenis.ANGKA or value is None or not _to_date(row, a):
            continue
        earlier = (months[p] for p in sorted(months, reverse=True) if p < periode and i in months[p].laporan)
        last = next((m for m in earlier if _number(m.laporan[i]["nilai"]) is not None), None)
        if (
            last is not None
            and _to_date(last.laporan[i], a)
            and value < (_number(last.laporan[i]["nilai"]) or 0) - SAMA
        ):
            yield _of_item(Hal.NILAI_TURUN, now, i, now.side(i), last.side(i))


def _to_date(row: Mapping[str, object], about: Mapping[str, object]) -> bool:
    adds = about["akumulasi"] == Akumulasi.JUMLAH and row["sifat"] == Sifat.SD
    return row["kosong"] is None and (about["akumulasi"] == Akumulasi.KUMULATIF or adds)


def _without_evidence(months: Mapping[Periode, _Month], periode: Periode, about: About) -> Iterator[Klarifikasi]:
    """Reached for the first time, and never with evidence, in a report that gives it for most of its rows."""
    now = months[periode]
    usual: dict[int, list[bool]] = {}
    for row in now.laporan.values():
        if row["kosong"] is None:
            usual.setdefault(int(str(row["kiriman_id"])), []).append(_text(row["bukti"]) is not None)
    for i, row in now.laporan.items():
        given = usual.get(int(str(row["kiriman_id"])), [])
        if not given or sum(given) < BUKTI_BIASA * len(given) or about[i]["jenis"] != Jenis.ANGKA:
            continue
        reached = [p for p in sorted(months) if (_number(months[p].item[i]["capaian_pct"]) or 0.0) >= 100.0]
        ever = any(_text(m.laporan[i]["bukti"]) for m in months.values() if i in m.laporan)
        shown = "bukti" in json.loads(str(row["sel"]))
        if reached[:1] == [periode] and not ever and shown:
            pct = _number(now.item[i]["capaian_pct"])
            yield _of_item(Hal.TANPA_BUKTI, now, i, now.side(i, nilai=pct), now.side(i, "bukti", math.nan))


def _spent_ahead(now: _Month) -> Iterator[Klarifikasi]:
    """Most of the money spent while capaian is far behind."""
    for i in now.laporan:
        row = now.item[i]
        spent, budget = _number(row["realisasi_anggaran_sd_rp"]), _number(row["anggaran_rp"])
        capaian = _number(row["capaian_pct"])
        if spent is None or not budget or capaian is None:
            continue
        serapan = spent / budget * 100
        if serapan >= SERAPAN_TINGGI_PCT and serapan - capaian >= SERAPAN_SELISIH:
            money = now.side(i, "realisasi_anggaran_rp", spent)
            yield _of_item(Hal.SERAPAN, now, i, money, now.side(i), (serapan, capaian))


def _eased(items: pd.DataFrame, road_map: Sequence[tuple[int, pd.DataFrame]], skor: Skor) -> Iterator[Klarifikasi]:
    """A year's target that is easier to reach than the different one that stood before it."""
    if len(road_map) < 2:
        return
    kinds = Kinds.of(items.sort_values("item_id", ignore_index=True))
    opd = dict(zip(items["item_id"], items["opd"], strict=True))
    words = dict(zip(items["item_id"], items["rencana_aksi"], strict=True))

    def year(version: int, targets: pd.DataFrame) -> tuple[Numbers, dict[int, str | None], int]:
        nilai = Rencana(kinds, targets, skor.aturan.toleransi_target).of_year(skor.periode.tahun).nilai[:, 0]
        return nilai, _cells_of_year(targets, skor.periode), version

    *earlier, (now, now_cells, version) = [year(*one) for one in road_map]
    naik, asked = kinds.naik[:, 0], (kinds.angka & ~kinds.rentang)[:, 0]
    for n in np.flatnonzero(asked & np.isfinite(now)):
        i = int(kinds.item_id[n])
        different = (e for e in reversed(earlier) if np.isfinite(e[0][n]) and abs(e[0][n] - now[n]) > SAMA)
        was, cells, old = next(different, (now, now_cells, version))
        if was[n] != now[n] and (now[n] < was[n]) == naik[n]:
            ini = Sisi(opd[i], skor.periode, float(now[n]), now_cells.get(i), None, version)
            lain = Sisi(opd[i], skor.periode, float(was[n]), cells.get(i), None, old)
            yield Klarifikasi(Hal.TARGET_TURUN, opd[i], i, words[i], ini, lain)


def _cells_of_year(targets: pd.DataFrame, periode: Periode) -> dict[int, str | None]:
    """The cell of the year's target; where only months have one, that of the last month."""
    rows = targets[targets["tahun"] == periode.tahun]
    last_first = rows.assign(order=rows["bulan"].where(rows["bulan"] > 0, 99)).sort_values("order")
    return {int(i): _text(sel) for i, sel in zip(last_first["item_id"], last_first["sel"], strict=True)}


def _of_item(
    hal: Hal, now: _Month, i: int, ini: Sisi, lain: Sisi | None, batas: tuple[float, float] | None = None
) -> Klarifikasi:
    row = now.item[i]
    return Klarifikasi(hal, str(row["opd"]), i, str(row["rencana_aksi"]), ini, lain, batas=batas)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))


def _text(value: object) -> str | None:
    return None if value is None or value != value or not str(value).strip() else str(value)
