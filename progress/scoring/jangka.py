"""The third horizon: how far an item has come on the way of the whole road map, from its baseline to the last year (rule 18)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from progress.model import Langkah, Periode
from progress.scoring.capaian import capaian_pct
from progress.scoring.grid import Flags, Kinds, Numbers
from progress.scoring.realisasi import RealisasiSd, realisasi_to_date
from progress.scoring.target import TargetTahun, targets_of_year

DESEMBER = 12


def capaian_road_map_pct(
    kinds: Kinds,
    targets: pd.DataFrame,
    realisasi: pd.DataFrame,
    laporan: RealisasiSd,
    periode: Periode,
    tolerance: float,
    jenjang: Sequence[Langkah],
) -> tuple[Numbers, list[list[int]]]:
    """Percent of the whole way, floor 0, no cap; and the earlier years that an item would need but nobody reported.

    posisi akhir and rata-rata: (R - baseline) / (target of the last year - baseline); where the baseline is already as
    good as that target, R against it. jumlah, kumulatif and ya/tidak, naik: the sum of all years so far / the sum of
    all years' targets; a missing earlier year gives no value, never a smaller one. rentang: R against the last year's range.
    NaN for everything else: sums that should stay low, months that stand alone, ordinals, and whatever is not reported.
    """
    years = sorted({int(y) for y in targets["tahun"]})
    plans = {y: targets_of_year(kinds, targets, y, tolerance) for y in years}
    final, final_atas = _last(plans, len(kinds))
    adds = kinds.naik & (kinds.jumlah | kinds.kumulatif | kinds.ya_tidak)
    position = kinds.angka & ~(kinds.jumlah | kinds.kumulatif | kinds.per_bulan | kinds.rentang)

    to_end = capaian_pct(laporan.sd, final, final_atas, kinds, jenjang)
    way = np.where(kinds.naik, final - kinds.baseline, kinds.baseline - final)
    done = np.where(kinds.naik, laporan.sd - kinds.baseline, kinds.baseline - laporan.sd)
    from_baseline = np.where(way > 0, np.maximum(done / np.where(way > 0, way, 1.0), 0.0) * 100.0, to_end)
    from_baseline = np.where(np.isfinite(kinds.baseline) & np.isfinite(to_end), from_baseline, np.nan)

    summed, without = _of_years(kinds, plans, realisasi, laporan, periode, adds)
    percent = np.select([adds, position, kinds.rentang & ~kinds.per_bulan], [summed, from_baseline, to_end], np.nan)
    return np.where(np.isfinite(laporan.sd), percent, np.nan), without


def _last(plans: dict[int, TargetTahun], n: int) -> tuple[Numbers, Numbers]:
    """The target of the last year that has one."""
    final, atas = np.full(n, np.nan), np.full(n, np.nan)
    for plan in plans.values():
        usable = ~plan.tanpa_target
        final, atas = np.where(usable, plan.nilai, final), np.where(usable, plan.atas, atas)
    return final, atas


def _of_years(
    kinds: Kinds,
    plans: dict[int, TargetTahun],
    realisasi: pd.DataFrame,
    laporan: RealisasiSd,
    periode: Periode,
    adds: Flags,
) -> tuple[Numbers, list[list[int]]]:
    whole, done = np.zeros(len(kinds)), laporan.sd.copy()
    without: list[list[int]] = [[] for _ in range(len(kinds))]
    for tahun, plan in plans.items():
        planned = adds & plan.ada & ~(plan.nilai == 0)
        whole += np.where(planned, np.where(plan.tanpa_target, np.nan, plan.nilai), 0.0)
        if tahun < periode.tahun and planned.any():
            reached = realisasi_to_date(kinds, realisasi, Periode(tahun, DESEMBER)).terakhir
            done += np.where(planned, reached, 0.0)
            for i in np.flatnonzero(planned & np.isnan(reached)):
                without[i].append(tahun)
    return np.where(whole > 0, done / np.where(whole > 0, whole, 1.0), np.nan) * 100.0, without
