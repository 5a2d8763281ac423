"""Capaian: how far realisasi is from its target, in percent, and which class that is (rules 1 and 3)."""

from __future__ import annotations

import math
import re

import numpy as np

from progress.model import Aturan, Tingkat
from progress.scoring.grid import Flags, Numbers
from progress.wording.formats import round_half_away


def capaian_pct(realisasi: Numbers, target: Numbers, naik: Flags) -> Numbers:
    """Raw capaian: floor 0, no cap. Missing realisasi or target stays missing.

    naik: R/T. turun: (2T-R)/T, so more than twice the target is 0; with target 0, 100 when nothing happened, else 0.
    A target without a formula (0 for naik, below 0 for both) gives no capaian.
    """
    usable = (target > 0) & np.isfinite(realisasi)
    safe = np.where(usable, target, 1.0)
    ratio = np.where(naik, realisasi / safe, (2 * safe - realisasi) / safe)
    at_zero = np.where(~naik & (target == 0) & np.isfinite(realisasi), np.where(realisasi <= 0, 100.0, 0.0), np.nan)
    return np.where(usable, np.maximum(ratio * 100.0, 0.0), at_zero)


def kelas(nilai_pct: float, sudah: int, wajib: int, aturan: Aturan) -> str | None:
    """The name of the class of a group, from the value as displayed (one decimal, half away from zero).

    None without due items; "belum dapat dinilai" while too few of them are reported.
    """
    if wajib == 0:
        return None
    if sudah == 0 or math.isnan(nilai_pct) or not covered(sudah, wajib, aturan):
        return aturan.belum_dapat_dinilai
    displayed = round_half_away(nilai_pct, 1)
    reached = [k for k in aturan.kelas if k.batas_bawah <= displayed]
    return max(reached, key=lambda k: k.batas_bawah).nama if reached else None


def covered(sudah: int, wajib: int, aturan: Aturan) -> bool:
    """Whether enough of the due items are reported to be judged at all."""
    return sudah * 100 >= aturan.ambang_cakupan_pct * wajib


def terpenuhi(realisasi: str | None, target: str | None, skala: tuple[Tingkat, ...]) -> bool | None:
    """Whether a level reaches the level aimed at; None when one of them is missing or not of this scale."""
    reached, aimed = level(realisasi, skala), level(target, skala)
    return None if reached is None or aimed is None else reached >= aimed


def level(text: str | None, skala: tuple[Tingkat, ...]) -> int | None:
    """The order of a level by its name or label, in any case; "Level 3" and "3" are the same. None if unknown."""
    if text is None:
        return None
    wanted = _plain(text)
    by_name = {t.urutan for t in skala if _plain(t.tingkat) == wanted}
    found = by_name or {t.urutan for t in skala if t.label and _plain(t.label) == wanted}
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"^(level|tingkat) +(?=\S)", "", " ".join(text.split()).casefold())
