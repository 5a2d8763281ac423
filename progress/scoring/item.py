"""One row per item: target, realisasi, capaian, what it counts for, and where its number stands in the report."""

from __future__ import annotations

import json
from collections.abc import Mapping

import numpy as np
import pandas as pd

from progress.model import Aturan, Keadaan, Periode, Tingkat
from progress.scoring.capaian import capaian_pct, terpenuhi
from progress.scoring.grid import Flags, Kinds, Numbers, Texts, given, numbers, take, texts
from progress.scoring.jangka import capaian_road_map_pct
from progress.scoring.realisasi import RealisasiSd, realisasi_to_date
from progress.scoring.target import TargetSd, targets_to_date

DARI_ROAD_MAP = ("kode", "opd", "area", "rencana_aksi", "indikator", "satuan", "jenis", "arah", "akumulasi")
BEST_EDGE_PCT = 100.0  # the best that an unreported item can still turn out to be
FLOAT_NOISE_PCT = 1e-9  # 0.1 added three times against 0.3 is not above target


def score_items(
    items: pd.DataFrame,
    targets: pd.DataFrame,
    realisasi: pd.DataFrame,
    periode: Periode,
    aturan: Aturan,
    skala: Mapping[str, tuple[Tingkat, ...]],
) -> pd.DataFrame:
    """Every item of the road map with its score in this month, sorted by item_id.

    `due` says that the item is in the mean's denominator: due and not an ordinal (rule 2). An item that is not
    reported has no realisasi_sd and no capaian (rule 11); `tepi_bawah` and `tepi_atas`, capped, are the worst and the
    best it may be, NaN where not due. `tanpa_bulan` names the months a sum of months lacks (rule 13), `tanpa_tahun` the
    years a sum of the road map lacks. An item tanpa
    target has no capaian at all.
    """
    items = items.sort_values("item_id", ignore_index=True)
    kinds = Kinds.of(items)
    target = targets_to_date(kinds, targets, periode, aturan.toleransi_target)
    laporan = realisasi_to_date(kinds, realisasi, periode)

    due = target.jatuh_tempo & ~kinds.ordinal
    # A reported "Ya" is 100 and a "Tidak" 0 (rule 3): naik with target 1 says just that.
    capaian = capaian_pct(laporan.sd, target.sd, target.sd_atas, kinds, aturan.jenjang)
    capaian_tahun = capaian_pct(laporan.sd, target.tahun, target.tahun_atas, kinds, aturan.jenjang)
    of_road_map, tanpa_tahun = capaian_road_map_pct(
        kinds, targets, realisasi, laporan, periode, aturan.toleransi_target, aturan.jenjang
    )
    bawah, atas = _edges(kinds, target, laporan, capaian, due, aturan)
    return pd.DataFrame(
        {
            "item_id": kinds.item_id,
            **{name: _object(texts(items[name])) for name in DARI_ROAD_MAP},
            "target_sd": target.sd,
            "realisasi_sd": laporan.sd,
            "target_tahun": target.tahun,
            "capaian_pct": capaian,
            "capaian_tahun_pct": np.where(target.tanpa_target, np.nan, capaian_tahun),
            "keadaan": _object(_keadaan(kinds, target, laporan)),
            "terpenuhi": _object(_terpenuhi(kinds, target, laporan, texts(items["skala"]), skala)),
            "bobot": scaled_weights(texts(items["opd"]), numbers(items["bobot"])),
            "due": due,
            "dilaporkan": laporan.dilaporkan,
            "tepi_bawah": bawah,
            "tepi_atas": atas,
            "target_teks": _object(target.teks),
            "realisasi_teks": _object(laporan.teks),
            "anggaran_rp": numbers(items["anggaran_rp"]),
            "realisasi_anggaran_sd_rp": laporan.anggaran_sd,
            "kiriman_id": _kiriman(laporan, realisasi),
            "sel": _object(_addresses(laporan, realisasi)),
            "tanpa_bulan": _object(laporan.tanpa_bulan),
            "melampaui": capaian > 100.0 + FLOAT_NOISE_PCT,
            "capaian_road_map_pct": np.where(target.tanpa_target, np.nan, of_road_map),
            "target_sd_atas": target.sd_atas,
            "target_tahun_atas": target.tahun_atas,
            "rumus": _object(texts(items["rumus"])),
            "tahap": _object(texts(items["tahap"])),
            "cara_target": _object(texts(items["cara_target"])),
            "tanpa_tahun": _object(tanpa_tahun),
        }
    )


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


def _keadaan(kinds: Kinds, target: TargetSd, laporan: RealisasiSd) -> Texts:
    """The first that holds (rule 11)."""
    cases = (
        (target.tanpa_target, Keadaan.TANPA_TARGET),
        (~target.jatuh_tempo, Keadaan.BELUM_JATUH_TEMPO),
        (kinds.ordinal, Keadaan.ORDINAL),
        (~laporan.dilaporkan, Keadaan.BELUM_LAPOR),
        (laporan.nihil, Keadaan.NIHIL),
    )
    first = np.select([holds for holds, _ in cases], range(len(cases)), len(cases))
    names: Texts = np.array([*(k.value for _, k in cases), Keadaan.DINILAI.value], dtype=object)
    return names[first]  # type: ignore[no-any-return]


def _terpenuhi(
    kinds: Kinds, target: TargetSd, laporan: RealisasiSd, names: Texts, skala: Mapping[str, tuple[Tingkat, ...]]
) -> Texts:
    met: Texts = np.full(len(kinds), None, dtype=object)
    for i in np.flatnonzero(kinds.ordinal & target.jatuh_tempo):
        met[i] = terpenuhi(laporan.teks[i], target.teks[i], skala.get(names[i] or "", ()))
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


def _kiriman(laporan: RealisasiSd, realisasi: pd.DataFrame) -> pd.Series:
    ids = take(laporan.baris, realisasi["kiriman_id"].to_numpy(float))
    return pd.Series(ids).astype("Int64")


def _addresses(laporan: RealisasiSd, realisasi: pd.DataFrame) -> Texts:
    """'Lembar!F17' of this month's realisasi cell, also when that cell is empty."""
    sheets, cells = take(laporan.baris, texts(realisasi["lembar"])), take(laporan.baris, texts(realisasi["sel"]))
    found: Texts = np.full(len(cells), None, dtype=object)
    for i in np.flatnonzero(given(cells)):
        address = json.loads(cells[i]).get("realisasi")
        if address is not None:
            found[i] = f"{sheets[i]}!{address}" if sheets[i] else address
    return found


def _object(values: object) -> pd.Series:
    """A column that keeps None as None."""
    return pd.Series(values, dtype=object)
