"""Prioritas penyelesaian: the fewest rencana aksi whose completion brings a group to a class, and why fewer do not.

A group's class follows from two things: its mean over the due and reported items, and its coverage. Completing an item
that is reported lifts its capaian to 100; completing one that is not reported also reports it, so that it enters the
mean with 100 and the coverage with one. Everything else stays as it is in this month.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
import pandas as pd

from progress.model import Akumulasi, Arah, Aturan, CaraGabung, Jenis, Kelas, Periode
from progress.scoring import Skor
from progress.scoring.capaian import covered, kelas
from progress.scoring.grid import Flags, Numbers, Places, texts
from progress.wording.asal import SATUAN_TAHAP

PENUH_PCT = 100.0
SUDAH_TERJADI = (Akumulasi.JUMLAH, Akumulasi.KUMULATIF, Akumulasi.PER_BULAN)  # what has come cannot be taken back
SETENGAH_TAMPIL = 0.05  # a class is taken from one displayed decimal, so its bound is reached half a step earlier
SAMA = 1e-6
SIMPUL = 20_000  # branch-and-bound nodes: a bound that, unlike seconds, gives every machine the same answer


class Putusan(StrEnum):
    """What the search came to."""

    ADA = "ada"
    SUDAH = "sudah"
    MUSTAHIL = "mustahil"
    KOSONG = "kosong"
    BELUM_LAPOR = "belum lapor"
    ATURAN_LAIN = "aturan lain"


@dataclass(frozen=True, slots=True)
class Langkah:
    """One rencana aksi to complete. `dari_pct` is its capped capaian, or its lower edge where it is not reported.

    `target_atas` is the upper bound of a range. `kurang` is what is missing in its own unit against the target to date,
    `turunkan` whether it has to come down by that much; None where that is not a number.
    `poin` is what it brings the group's mean when it is completed alone; `terlambat` counts the months since its
    present target fell due.
    """

    item_id: int
    kode: str | None
    opd: str
    area: str | None
    rencana_aksi: str
    indikator: str | None
    satuan: str | None
    jenis: Jenis
    arah: Arah
    akumulasi: Akumulasi
    dilaporkan: bool
    dari_pct: float
    target_sd: float
    target_atas: float | None
    kurang: float | None
    turunkan: bool
    poin: float
    terlambat: int


@dataclass(frozen=True, slots=True)
class Sertifikat:
    """Why no smaller set does it: the best that any set of one item fewer reaches, in the mean and in reports.

    `wajib_laporan` of the items must be ones not yet reported, for the coverage. `batas_pemecah` is the lower bound on
    the number of items that the solver proved by itself; None where it gave none.
    """

    kurang_satu: int
    capaian_pct: float | None
    sudah: int
    wajib: int
    wajib_laporan: int
    batas_pemecah: int | None


@dataclass(frozen=True, slots=True)
class Prioritas:
    """The answer for one group and class; `langkah` by owner and item, empty unless `putusan` is ADA.

    `hasil_pct` is the mean after completion, for MUSTAHIL after completing everything. `tak_pulih` counts the items
    left out because what they limit has already happened, `hanya_dilaporkan` says that only reported items were looked
    at. `terbaik` is False where the search among sets of the same
    size was cut short: their number is proven all the same.
    """

    putusan: Putusan
    tujuan: Kelas
    langkah: tuple[Langkah, ...] = ()
    hasil_pct: float | None = None
    hasil_kelas: str | None = None
    sertifikat: Sertifikat | None = None
    tak_pulih: int = 0
    terbaik: bool = True
    hanya_dilaporkan: bool = False


def months_overdue(targets: pd.DataFrame, periode: Periode) -> dict[int, int]:
    """item_id -> months since the latest target cell up to `periode` fell due; a year's target without cells: none."""
    due = targets[(targets["tahun"] == periode.tahun) & targets["bulan"].between(1, periode.bulan)]
    due = due[due["nilai"].notna() | due["teks"].notna()]
    last = due.groupby("item_id")["bulan"].max()
    return {int(i): periode.bulan - int(b) for i, b in last.items()}


def of_pemda(skor: Skor, tujuan: Kelas, terlambat: Mapping[int, int] | None = None) -> Prioritas:
    """For the pemda under any rule of pooling.

    A mean of means is a weighted mean too, as long as no group gains or loses reported items: there only reported ones
    are chosen from, and only while the coverage is met.
    """
    kini, aturan = float(str(skor.ringkas["capaian_pct"])), skor.aturan
    value = None if math.isnan(kini) else kini
    if aturan.cara_gabung is CaraGabung.RENCANA_AKSI:
        return fewest_gains(skor.item, value, aturan, tujuan, terlambat)
    if not covered(int(str(skor.ringkas["sudah_lapor"])), int(str(skor.ringkas["wajib_lapor"])), aturan):
        return Prioritas(Putusan.ATURAN_LAIN, tujuan)
    name, groups = ("opd", skor.opd) if aturan.cara_gabung is CaraGabung.RATA_OPD else ("area", skor.area)
    inside = skor.item["due"] & skor.item["dilaporkan"] & skor.item[name].isin(groups[name])
    item = skor.item[inside]
    weight = item.groupby(name)["bobot"].transform("sum")
    item = item[weight > 0]
    pooled = item.assign(bobot=item["bobot"] / weight[weight > 0])
    found = fewest_gains(pooled, value, aturan, tujuan, terlambat)
    return replace(found, hanya_dilaporkan=True)


def fewest_gains(
    item: pd.DataFrame,
    kini_pct: float | None,
    aturan: Aturan,
    tujuan: Kelas,
    terlambat: Mapping[int, int] | None = None,
) -> Prioritas:
    """The smallest set of items of one group that brings it to `tujuan`.

    `item` holds the group's rows of Skor.item, `kini_pct` is its capaian as scored: where the mean taken here is not
    that number, the group was pooled by another rule, and nothing is answered; nor is anything while the group has not
    reported at all, because then there is nothing to complete it from. Among sets of the same size the one with the
    least left to do wins, then the one that is overdue longest. Rows may come in any order.
    """
    due = item[item["due"].to_numpy(bool)].sort_values("item_id", ignore_index=True)
    if due.empty:
        return Prioritas(Putusan.KOSONG, tujuan)
    group = _Group.of(due, aturan, tujuan, terlambat or {})
    if not due["dilaporkan"].any():
        return Prioritas(Putusan.BELUM_LAPOR, tujuan)
    nothing = np.zeros(len(due), dtype=bool)
    if not _same(group.mean(nothing), kini_pct):
        return Prioritas(Putusan.ATURAN_LAIN, tujuan)
    if group.reaches(nothing):
        return Prioritas(Putusan.SUDAH, tujuan)
    if not group.reaches(group.candidate):
        return Prioritas(
            Putusan.MUSTAHIL, tujuan, hasil_pct=group.mean(group.candidate), hasil_kelas=group.kelas(group.candidate),
            tak_pulih=int(group.lost.sum()),
        )  # fmt: skip
    size = next(k for k in range(1, int(group.candidate.sum()) + 1) if group.reaches(group.best_of(k)))
    chosen, bound, best = _solve(group, size)
    return Prioritas(
        Putusan.ADA,
        tujuan,
        langkah=group.steps(due, chosen),
        hasil_pct=group.mean(chosen),
        hasil_kelas=group.kelas(chosen),
        sertifikat=group.certificate(size, bound),
        tak_pulih=int(group.lost.sum()),
        terbaik=best,
    )


@dataclass(frozen=True)
class _Group:
    """The due items of one group as columns."""

    aturan: Aturan
    tujuan: Kelas
    bobot: Numbers
    dilaporkan: Flags
    dari: Numbers
    candidate: Flags
    lost: Flags
    terlambat: Places

    @classmethod
    def of(cls, due: pd.DataFrame, aturan: Aturan, tujuan: Kelas, terlambat: Mapping[int, int]) -> _Group:
        dilaporkan = due["dilaporkan"].to_numpy(bool)
        dari = np.where(dilaporkan, due["capaian_pct"].to_numpy(float), due["tepi_bawah"].to_numpy(float))
        dari = np.minimum(dari, aturan.batas_atas_pct)
        accumulates = np.isin(texts(due["akumulasi"]).astype(str), [Akumulasi.JUMLAH, Akumulasi.KUMULATIF])
        above = due["realisasi_sd"].to_numpy(float) > due["target_sd_atas"].to_numpy(float)
        too_much = (texts(due["arah"]) == Arah.TURUN) | ((texts(due["arah"]) == Arah.RENTANG) & above)
        lost = dilaporkan & too_much & accumulates & (dari < PENUH_PCT)
        return cls(
            aturan=aturan,
            tujuan=tujuan,
            bobot=due["bobot"].to_numpy(float),
            dilaporkan=dilaporkan,
            dari=dari,
            candidate=~lost & (~dilaporkan | (dari < PENUH_PCT)),
            lost=lost,
            terlambat=np.array([terlambat.get(int(i), 0) for i in due["item_id"]], dtype=np.int64),
        )

    @property
    def ambang(self) -> float:
        return self.tujuan.batas_bawah - SETENGAH_TAMPIL

    @property
    def gain(self) -> Numbers:
        """What completing an item adds to the sum of weight x (capaian - bound), which must not be negative."""
        return self.bobot * np.where(self.dilaporkan, PENUH_PCT - self.dari, PENUH_PCT - self.ambang)

    @property
    def start(self) -> float:
        return float((self.bobot * (self.dari - self.ambang))[self.dilaporkan].sum())

    @property
    def reports_needed(self) -> int:
        """How many of the items not reported must be, for the coverage."""
        sudah, wajib = int(self.dilaporkan.sum()), len(self.bobot)
        return next(n for n in range(wajib + 1) if covered(sudah + n, wajib, self.aturan) and sudah + n > 0)

    def mean(self, done: Flags) -> float | None:
        counted = self.dilaporkan | done
        weight = float(self.bobot[counted].sum())
        values = np.where(done, np.maximum(self.dari, PENUH_PCT), self.dari)
        return float((self.bobot * values)[counted].sum()) / weight if weight > 0 else None

    def kelas(self, done: Flags) -> str | None:
        mean = self.mean(done)
        return kelas(math.nan if mean is None else mean, int((self.dilaporkan | done).sum()), len(done), self.aturan)

    def reaches(self, done: Flags) -> bool:
        """Asked of the same function that names the class on every page."""
        named = self.kelas(done)
        return any(k.nama == named and k.batas_bawah >= self.tujuan.batas_bawah for k in self.aturan.kelas)

    def best_of(self, size: int) -> Flags:
        """No other `size` items bring more: the reports the coverage needs, then the largest gains.

        By exchange: a set that meets the coverage holds that many unreported items; putting the largest of them in
        their place, and the largest of all others in the rest, never lowers the sum.
        """
        order = np.argsort(-self.gain, kind="stable")
        order = order[self.candidate[order]]
        forced = order[~self.dilaporkan[order]][: min(self.reports_needed, size)]
        rest = order[~np.isin(order, forced)]
        chosen = np.zeros(len(self.bobot), dtype=bool)
        chosen[np.concatenate([forced, rest[: size - len(forced)]])] = True
        return chosen

    def certificate(self, size: int, bound: int | None) -> Sertifikat:
        fewer = self.best_of(size - 1)
        return Sertifikat(
            kurang_satu=size - 1,
            capaian_pct=self.mean(fewer),
            sudah=int((self.dilaporkan | fewer).sum()),
            wajib=len(self.bobot),
            wajib_laporan=self.reports_needed,
            batas_pemecah=bound,
        )

    def steps(self, due: pd.DataFrame, chosen: Flags) -> tuple[Langkah, ...]:
        now = self.mean(np.zeros_like(chosen)) or 0.0
        rows = due.astype(object).to_dict("records")
        return tuple(
            _step(
                rows[i],
                float(self.dari[i]),
                (self.mean(np.arange(len(rows)) == i) or 0.0) - now,
                int(self.terlambat[i]),
            )
            for i in np.flatnonzero(chosen)
        )


def _solve(group: _Group, size: int) -> tuple[Flags, int | None, bool]:
    """(the set, the solver's own bound on its size, whether it is the best of its size).

    Three integer programmes in a row: fewest items, then least left to do, then longest overdue. The size is already
    proven by `best_of`, which also stands in where the solver's set misses the class by its numerical tolerance.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # loads slowly; only asked for here

    place = np.flatnonzero(group.candidate)
    gain, n = group.gain[place] / PENUH_PCT, len(place)
    left = np.round((PENUH_PCT - group.dari[place]) * 10)  # whole tenths: what a person would call equal is equal
    overdue = group.terlambat[place].astype(float)
    rules = [
        LinearConstraint(gain, lb=-group.start / PENUH_PCT),
        LinearConstraint((~group.dilaporkan[place]).astype(float), lb=group.reports_needed),
    ]

    def ask(cost: Numbers) -> tuple[Flags | None, float | None, bool]:
        found = milp(
            cost, integrality=np.ones(n), bounds=Bounds(0, 1), constraints=rules,
            options={"node_limit": SIMPUL, "mip_rel_gap": 0.0},
        )  # fmt: skip
        if found.x is None:
            return None, found.mip_dual_bound, False
        chosen = np.zeros(len(group.bobot), dtype=bool)
        chosen[place[np.round(found.x) == 1]] = True
        return chosen, found.mip_dual_bound, found.status == 0

    _, dual, _ = ask(np.ones(n))
    bound = None if dual is None or not math.isfinite(dual) else math.ceil(dual - SAMA)
    answer, proven = group.best_of(size), False
    rules.append(LinearConstraint(np.ones(n), lb=size, ub=size))
    nearest, _, optimal = ask(left)
    if nearest is not None and group.reaches(nearest):
        answer, proven = nearest, optimal
        rules.append(LinearConstraint(left, ub=float(left[answer[place]].sum()) + 0.5))
        latest, _, optimal = ask(-overdue)
        if latest is not None and group.reaches(latest):
            answer, proven = latest, proven and optimal
    return answer, min(bound, size) if bound is not None else None, proven


def _step(row: Mapping[str, object], dari: float, poin: float, terlambat: int) -> Langkah:
    jenis, arah = Jenis(str(row["jenis"])), Arah(str(row["arah"]))
    bawah, atas = float(str(row["target_sd"])), float(str(row["target_sd_atas"]))
    realisasi = float(str(row["realisasi_sd"]))
    reported = bool(row["dilaporkan"])
    if not reported and arah is Arah.NAIK:
        realisasi = dari / PENUH_PCT * bawah  # the value the lower edge stands on; nothing known: 0
    top = atas if math.isfinite(atas) else bawah
    too_high = arah is not Arah.NAIK and (not math.isfinite(realisasi) or realisasi > top)
    missing = None
    if jenis is Jenis.ANGKA and math.isfinite(realisasi):
        missing = max(realisasi - top if too_high else bawah - realisasi, 0.0)
    return Langkah(
        item_id=int(str(row["item_id"])),
        kode=_text(row["kode"]),
        opd=str(row["opd"]),
        area=_text(row["area"]),
        rencana_aksi=str(row["rencana_aksi"]),
        indikator=_text(row["indikator"]),
        satuan=SATUAN_TAHAP if _text(row["tahap"]) else _text(row["satuan"]),
        jenis=jenis,
        arah=arah,
        akumulasi=Akumulasi(str(row["akumulasi"])),
        dilaporkan=reported,
        dari_pct=dari,
        target_sd=bawah,
        target_atas=atas if math.isfinite(atas) else None,
        kurang=missing,
        turunkan=too_high,
        poin=poin,
        terlambat=terlambat,
    )


def _same(mine: float | None, given: float | None) -> bool:
    if mine is None or given is None:
        return mine is given
    return math.isclose(mine, given, rel_tol=SAMA, abs_tol=SAMA)


def _text(value: object) -> str | None:
    return None if value is None or value != value else str(value)
