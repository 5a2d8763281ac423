"""The third horizon: how far an item has come on the way of the whole road map, from its baseline to the last year (rule 18)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from progress.model import Langkah
from progress.scoring.capaian import capaian_pct
from progress.scoring.grid import Flags, Kinds, Numbers
from progress.scoring.realisasi import Laporan
from progress.scoring.target import Rencana, TargetTahun


def capaian_road_map_pct(
    rencana: Rencana, laporan: Laporan, sd: Numbers, tahun: int, jenjang: Sequence[Langkah]
) -> tuple[Numbers, dict[int, list[int]]]:
    """Percent of the whole way for realisasi to date `sd`, floor 0, no cap; and by the item's place the earlier years that
    it would need but nobody reported.

    posisi akhir and rata-rata: (R - baseline) / (target of the last year - baseline); where the baseline is already as
    good as that target, R against it. jumlah, kumulatif and ya/tidak, naik: the sum of all years so far / the sum of
    all years' targets; a missing earlier year gives no value, never a smaller one. rentang: R against the last year's range.
    NaN for everything else: sums that should stay low, months that stand alone, ordinals, and whatever is not reported.
    """
    kinds = rencana.kinds
    plans = {y: rencana.of_year(y) for y in rencana.years}
    final, final_atas = _last(plans, len(kinds))
    adds = kinds.naik & (kinds.jumlah | kinds.kumulatif | kinds.ya_tidak)
    position = kinds.angka & ~(kinds.jumlah | kinds.kumulatif | kinds.per_bulan | kinds.rentang)

    to_end = capaian_pct(sd, final, final_atas, kinds, jenjang)
    way = np.where(kinds.naik, final - kinds.baseline, kinds.baseline - final)
    done = np.where(kinds.naik, sd - kinds.baseline, kinds.baseline - sd)
    from_baseline = np.where(way > 0, np.maximum(done / np.where(way > 0, way, 1.0), 0.0) * 100.0, to_end)
    from_baseline = np.where(np.isfinite(kinds.baseline) & np.isfinite(to_end), from_baseline, np.nan)

    summed, without = _of_years(kinds, plans, laporan, sd, tahun, adds)
    cases = [adds & np.isfinite(sd), position & np.isfinite(sd), kinds.rentang & ~kinds.per_bulan & np.isfinite(sd)]
    return np.select(cases, [summed, from_baseline, to_end], np.nan), without


def _last(plans: dict[int, TargetTahun], n: int) -> tuple[Numbers, Numbers]:
    """The target of the last year that has one."""
    final, atas = np.full((n, 1), np.nan), np.full((n, 1), np.nan)
    for plan in plans.values():
        usable = ~plan.tanpa_target
        final, atas = np.where(usable, plan.nilai, final), np.where(usable, plan.atas, atas)
    return final, atas


def _of_years(
    kinds: Kinds, plans: dict[int, TargetTahun], laporan: Laporan, sd: Numbers, tahun: int, adds: Flags
) -> tuple[Numbers, dict[int, list[int]]]:
    whole, before = np.zeros((len(kinds), 1)), np.zeros((len(kinds), 1))
    without: dict[int, list[int]] = {}
    for year, plan in plans.items():
        planned = adds & plan.ada & ~(plan.nilai == 0)
        whole += np.where(planned, np.where(plan.tanpa_target, np.nan, plan.nilai), 0.0)
        if year < tahun and planned.any():
            reached = laporan.to_date(year).terakhir[:, -1:]
            before += np.where(planned, reached, 0.0)
            for i in np.flatnonzero(planned & np.isnan(reached)):
                without.setdefault(int(i), []).append(year)
    return np.where(whole > 0, (sd + before) / np.where(whole > 0, whole, 1.0), np.nan) * 100.0, without
