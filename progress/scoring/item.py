"""Every item in every month of a year: target, realisasi, capaian, what it counts for, and where its number stands in the report."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from progress.model import Aturan, Keadaan, Tingkat
from progress.scoring.capaian import capaian_pct, terpenuhi
from progress.scoring.grid import Flags, Kinds, Numbers, Places, Texts, numbers, take, texts
from progress.scoring.jangka import capaian_road_map_pct
from progress.scoring.realisasi import Laporan, RealisasiSd
from progress.scoring.target import Rencana, TargetSd

DARI_ROAD_MAP = ("kode", "opd", "area", "rencana_aksi", "indikator", "satuan", "jenis", "arah", "akumulasi")
BEST_EDGE_PCT = 100.0  # the best that an unreported item can still turn out to be
FLOAT_NOISE_PCT = 1e-9  # 0.1 added three times against 0.3 is not above target


@dataclass(frozen=True)
class SkorItem:
    """Tables of (items, months), items in the order of item_id; `frame` shows one month as people and files see it.

    `due` says that the item is in the mean's denominator: due and not an ordinal (rule 2). An item that is not
    reported has no realisasi and no capaian (rule 11); `bawah` and `atas`, capped, are the worst and the best it may be,
    NaN where not due. An item tanpa target has no capaian at all.
    """

    items: pd.DataFrame
    realisasi: pd.DataFrame
    kinds: Kinds
    bulan: Places
    target: TargetSd
    laporan: RealisasiSd
    capaian: Numbers
    capaian_tahun: Numbers
    capaian_road_map: Numbers
    due: Flags
    bawah: Numbers
    atas: Numbers
    bobot: Numbers
    anggaran: Numbers
    terpenuhi: Texts
    tanpa_tahun: Mapping[int, list[int]]

    @property
    def sudah(self) -> Flags:
        return self.due & self.laporan.dilaporkan

    @property
    def ordinal(self) -> Flags:
        """What is in the state of an ordinal: neither tanpa target nor before its due month."""
        return self.kinds.ordinal & ~self.target.tanpa_target & self.target.jatuh_tempo

    def frame(self, j: int) -> pd.DataFrame:
        """The month in column `j`, one row per item. `tanpa_bulan` names the months a sum of months lacks (rule 13),
        `tanpa_tahun` the years a sum of the road map lacks."""
        items, target, laporan = self.items, self.target, self.laporan
        wanted = self.kinds.jumlah[:, 0] & laporan.dilaporkan[:, j]
        return pd.DataFrame(
            {
                "item_id": self.kinds.item_id,
                **{name: _object(texts(items[name])) for name in DARI_ROAD_MAP},
                "target_sd": target.sd[:, j],
                "realisasi_sd": laporan.sd[:, j],
                "target_tahun": target.tahun[:, 0],
                "capaian_pct": self.capaian[:, j],
                "capaian_tahun_pct": self.capaian_tahun[:, j],
                "keadaan": _object(self._keadaan(j)),
                "terpenuhi": _object(self.terpenuhi[:, j]),
                "bobot": self.bobot[:, 0],
                "due": self.due[:, j],
                "dilaporkan": laporan.dilaporkan[:, j],
                "tepi_bawah": self.bawah[:, j],
                "tepi_atas": self.atas[:, j],
                "target_teks": _object(target.teks[:, j]),
                "realisasi_teks": _object(laporan.teks[:, j]),
                "anggaran_rp": self.anggaran[:, 0],
                "realisasi_anggaran_sd_rp": laporan.anggaran_sd[:, j],
                "kiriman_id": _kiriman(laporan.baris[:, j], self.realisasi),
                "sel": _object(_addresses(laporan.baris[:, j], self.realisasi)),
                "tanpa_bulan": _object(laporan.tanpa_bulan(int(self.bulan[j]), wanted)),
                "melampaui": self.capaian[:, j] > 100.0 + FLOAT_NOISE_PCT,
                "capaian_road_map_pct": self.capaian_road_map[:, j],
                "target_sd_atas": target.sd_atas[:, j],
                "target_tahun_atas": target.tahun_atas[:, 0],
                "rumus": _object(texts(items["rumus"])),
                "tahap": _object(texts(items["tahap"])),
                "cara_target": _object(texts(items["cara_target"])),
                "tanpa_tahun": _object([self.tanpa_tahun.get(i, []) for i in range(len(self.kinds))]),
            }
        )

    def _keadaan(self, j: int) -> Texts:
        """The first that holds (rule 11)."""
        cases = (
            (self.target.tanpa_target[:, j], Keadaan.TANPA_TARGET),
            (~self.target.jatuh_tempo[:, j], Keadaan.BELUM_JATUH_TEMPO),
            (self.kinds.ordinal[:, 0], Keadaan.ORDINAL),
            (~self.laporan.dilaporkan[:, j], Keadaan.BELUM_LAPOR),
            (self.laporan.nihil[:, j], Keadaan.NIHIL),
        )
        first = np.select([holds for holds, _ in cases], range(len(cases)), len(cases))
        names: Texts = np.array([*(k.value for _, k in cases), Keadaan.DINILAI.value], dtype=object)
        return names[first]  # type: ignore[no-any-return]


def score_items(
    items: pd.DataFrame,
    rencana: Rencana,
    semua: Laporan,
    tahun: int,
    bulan: Places,
    aturan: Aturan,
    skala: Mapping[str, tuple[Tingkat, ...]],
) -> SkorItem:
    """Every item of the road map, sorted by item_id, with its score in these months of one year."""
    kinds = rencana.kinds
    target = rencana.to_date(tahun, bulan)
    laporan = semua.to_date(tahun).months(bulan - 1)

    due = target.jatuh_tempo & ~kinds.ordinal
    # A reported "Ya" is 100 and a "Tidak" 0 (rule 3): naik with target 1 says just that.
    capaian = capaian_pct(laporan.sd, target.sd, target.sd_atas, kinds, aturan.jenjang)
    of_year = capaian_pct(laporan.sd, target.tahun, target.tahun_atas, kinds, aturan.jenjang)
    of_road_map, tanpa_tahun = capaian_road_map_pct(rencana, semua, laporan.sd, tahun, aturan.jenjang)
    bawah, atas = _edges(kinds, target, laporan, capaian, due, aturan)
    return SkorItem(
        items, semua.frame, kinds, bulan, target, laporan, capaian,
        capaian_tahun=np.where(target.tanpa_target, np.nan, of_year),
        capaian_road_map=np.where(target.tanpa_target, np.nan, of_road_map),
        due=due, bawah=bawah, atas=atas,
        bobot=scaled_weights(texts(items["opd"]), numbers(items["bobot"]))[:, None],
        anggaran=numbers(items["anggaran_rp"])[:, None],
        terpenuhi=_terpenuhi(kinds, target, laporan, texts(items["skala"]), skala),
        tanpa_tahun=tanpa_tahun,
    )  # fmt: skip


def _edges(
    kinds: Kinds, target: TargetSd, laporan: RealisasiSd, capaian: Numbers, due: Flags, aturan: Aturan
) -> tuple[Numbers, Numbers]:
    """Silence keeps the last to-date value of naik with jumlah or kumulatif against today's target, and else is 0."""
    kept = np.where(kinds.naik & (kinds.jumlah | kinds.kumulatif), laporan.terbawa, np.nan)
    worst = np.nan_to_num(capaian_pct(kept, target.sd, target.sd_atas, kinds, aturan.jenjang), nan=0.0)
    cap = aturan.batas_atas_pct
    bawah = np.minimum(np.where(laporan.dilaporkan, capaian, worst), cap)
    atas = np.where(laporan.dilaporkan, np.minimum(capaian, cap), BEST_EDGE_PCT)
    return np.where(due, bawah, np.nan), np.where(due, atas, np.nan)


def _terpenuhi(
    kinds: Kinds, target: TargetSd, laporan: RealisasiSd, names: Texts, skala: Mapping[str, tuple[Tingkat, ...]]
) -> Texts:
    met: Texts = np.full(laporan.sd.shape, None, dtype=object)
    for i, j in np.argwhere(kinds.ordinal & target.jatuh_tempo):
        met[i, j] = terpenuhi(laporan.teks[i, j], target.teks[i, j], skala.get(names[i] or "", ()))
    return met


def scaled_weights(opd: Texts, given_weight: Numbers) -> Numbers:
    """Weights of one OPD sum to its number of items; a blank counts as the mean of the given ones (rule 6).

    An OPD that gave none, only zeros, or a negative one has weight 1 everywhere.
    """
    codes, group = np.unique(opd.astype(str), return_inverse=True)
    n = len(codes)
    has = np.isfinite(given_weight)
    count = np.bincount(group, minlength=n)
    total = np.bincount(group, weights=np.where(has, given_weight, 0.0), minlength=n)
    with_weight = np.bincount(group, weights=has, minlength=n)
    broken = np.bincount(group, weights=has & (given_weight < 0), minlength=n) > 0
    usable = (total > 0) & ~broken
    mean = np.divide(total, with_weight, out=np.ones(n), where=usable)
    filled = np.where(has, given_weight, mean[group])
    whole = np.bincount(group, weights=filled, minlength=n)
    scale = np.divide(count, whole, out=np.ones(n), where=usable)
    return np.where(usable[group], filled * scale[group], 1.0)


def _kiriman(baris: Places, realisasi: pd.DataFrame) -> pd.Series:
    return pd.Series(take(baris, realisasi["kiriman_id"].to_numpy(float))).astype("Int64")


def _addresses(baris: Places, realisasi: pd.DataFrame) -> Texts:
    """'Lembar!F17' of the month's realisasi cell, also when that cell is empty."""
    there = np.flatnonzero(baris >= 0)
    rows = realisasi.iloc[baris[there]]
    sheets, cells = texts(rows["lembar"]), texts(rows["sel"])
    found: Texts = np.full(len(baris), None, dtype=object)
    for i, sheet, cell in zip(there, sheets, cells, strict=True):
        address = json.loads(cell).get("realisasi") if cell is not None else None
        if address is not None:
            found[i] = f"{sheet}!{address}" if sheet else address
    return found


def _object(values: object) -> pd.Series:
    """A column that keeps None as None."""
    return pd.Series(values, dtype=object)
