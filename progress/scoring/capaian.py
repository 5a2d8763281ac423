"""Capaian: how far realisasi is from its target, in percent, and which class that is (rules 1, 3, 14 and 15)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from progress.model import Aturan, Langkah, Tingkat
from progress.scoring.grid import Kinds, Numbers, Places, Texts
from progress.wording.formats import round_half_away

RASIO_TERTINGGI = 2.0  # T/R has no end as R nears 0; it ends where (2T-R)/T ends
Count = int | Places
NOISE = 1e-9  # a quotient of floats is on its step, not behind it


def capaian_pct(
    realisasi: Numbers, target: Numbers, atas: Numbers, kinds: Kinds, jenjang: Sequence[Langkah]
) -> Numbers:
    """Raw capaian: floor 0, no cap. Missing realisasi or target stays missing.

    naik: R/T. turun: (2T-R)/T, so more than twice the target is 0; by choice T/R, at most 200, or steps of R/T.
    With target 0 turun is 100 when nothing happened, else 0. rentang, from `target` to `atas`: 100 inside, below it
    R / lower bound, above it (2 x upper bound - R) / upper bound.
    A target without a formula (0 for naik, below 0 for all) gives no capaian.
    """
    known = np.isfinite(realisasi)
    usable = (target > 0) & known
    safe = np.where(usable, target, 1.0)
    share = realisasi / safe
    ratio = np.where(kinds.naik, share, (2 * safe - realisasi) / safe)
    if kinds.rasio.any():
        happened = usable & (realisasi > 0)
        quotient = np.minimum(safe / np.where(happened, realisasi, 1.0), RASIO_TERTINGGI)
        ratio = np.where(kinds.rasio, np.where(happened, quotient, RASIO_TERTINGGI), ratio)
    if kinds.jenjang.any():
        ratio = np.where(kinds.jenjang, _on_steps(share, jenjang), ratio)
    at_zero = np.where(~kinds.naik & (target == 0) & known, np.where(realisasi <= 0, 100.0, 0.0), np.nan)
    capaian = np.where(usable, np.maximum(ratio * 100.0, 0.0), at_zero)
    return np.where(kinds.rentang, _in_range(realisasi, target, atas), capaian) if kinds.rentang.any() else capaian


def _on_steps(ratio: Numbers, jenjang: Sequence[Langkah]) -> Numbers:
    """As a share of 1; behind the last step 0."""
    reached = [ratio * 100.0 <= step.sampai_pct + NOISE for step in jenjang]
    return np.select(reached, [step.nilai / 100.0 for step in jenjang], 0.0)


def _in_range(realisasi: Numbers, bawah: Numbers, atas: Numbers) -> Numbers:
    known = (bawah >= 0) & (atas >= bawah) & np.isfinite(realisasi)
    below = realisasi / np.where(bawah > 0, bawah, 1.0)
    above = (2 * atas - realisasi) / np.where(atas > 0, atas, 1.0)
    outside = np.maximum(np.where(realisasi < bawah, below, np.where(atas > 0, above, 0.0)) * 100.0, 0.0)
    return np.where(known, np.where((realisasi >= bawah) & (realisasi <= atas), 100.0, outside), np.nan)


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


def kelas_of_all(nilai_pct: Numbers, sudah: Places, wajib: Places, aturan: Aturan) -> Texts:
    """`kelas` of a whole table. Only values whose rounding is close to a tie go the slow way through decimals."""
    tenths = np.nan_to_num(nilai_pct) * 10.0
    shown = np.floor(tenths + 0.5) / 10.0
    close = np.abs(tenths - np.floor(tenths) - 0.5) < 1e-6
    for at in np.argwhere(close):
        shown[tuple(at)] = round_half_away(float(tenths[tuple(at)]) / 10.0, 1)
    order = sorted(aturan.kelas, key=lambda k: k.batas_bawah)
    names: Texts = np.array([None, *(k.nama for k in order)], dtype=object)
    reached = names[np.searchsorted([k.batas_bawah for k in order], shown, side="right")]
    judged = (sudah > 0) & np.isfinite(nilai_pct) & covered(sudah, wajib, aturan)
    return np.where(wajib == 0, None, np.where(judged, reached, aturan.belum_dapat_dinilai))  # type: ignore[call-overload, no-any-return]


def covered(sudah: Count, wajib: Count, aturan: Aturan) -> Any:
    """Whether enough of the due items are reported to be judged at all; of numbers or of whole tables."""
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
