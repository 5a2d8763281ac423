"""Why a sender's own percentage is not ours: the first rule that gives his figure; pure."""

from __future__ import annotations

from progress.model import Sebab

BEDA = 0.5
"""Percentage points up to which two figures count as equal."""


def sebab(
    tertulis_pct: float,
    hitungan_pct: float,
    *,
    realisasi: float,
    target: float,
    turun: bool | None = None,
    target_tahun: float | None = None,
    target_laporan: float | None = None,
    realisasi_bulan: float | None = None,
    serapan_pct: float | None = None,
) -> Sebab | None:
    """None where they agree. `hitungan_pct` is ours, from `realisasi` and `target`; `turun`: lower is better, None where only
    the road map knows; `target_laporan`: what stands in the report itself; `realisasi_bulan`: of the month alone."""
    if abs(tertulis_pct - hitungan_pct) <= BEDA:
        return None
    if tertulis_pct == 100 and hitungan_pct > 100:
        return Sebab.DIBATASI
    if abs(tertulis_pct - hitungan_pct) < 1 and float(tertulis_pct).is_integer():
        return Sebab.PEMBULATAN
    other = Sebab.MAKIN_TINGGI if turun else Sebab.MAKIN_RENDAH
    swapped = Sebab.MAKIN_RENDAH if turun else Sebab.TERBALIK
    figures = (
        (Sebab.TARGET_TAHUN, _pct(realisasi, target_tahun, turun)),
        (Sebab.TARGET_LAPORAN, _pct(realisasi, target_laporan, turun)),
        (other, _pct(realisasi, target, not turun)),
        (Sebab.BULAN_INI, _pct(realisasi_bulan, target, turun)),
        (Sebab.BULAN_INI, _pct(realisasi_bulan, target_laporan, turun)),
        (Sebab.UANG, serapan_pct),
        (swapped, _pct(target, realisasi, False)),
        (Sebab.SERATUS, hitungan_pct * 100),
        (Sebab.SERATUS, hitungan_pct / 100 if hitungan_pct >= BEDA * 100 else None),
    )
    found = (why for why, pct in figures if pct is not None and abs(pct - tertulis_pct) <= BEDA)
    return next(found, Sebab.TIDAK_DIKETAHUI)


def _pct(realisasi: float | None, target: float | None, turun: bool | None) -> float | None:
    """Capaian without a cap; None where there is no formula."""
    if realisasi is None or target is None or target <= 0:
        return None
    return max((2 * target - realisasi) / target if turun else realisasi / target, 0.0) * 100
