"""Prakiraan akhir tahun: December as a range, with how often such ranges were right in this pemda's own past months.

A range begins at "stays as it is now" and "goes on at the pace so far" (Theil-Sen: the median of all slopes between two
months, which one odd month cannot bend), takes in "as last year from this month to December" where last year is known,
and is widened by twice the scatter of the months around the line. Whether that is wide enough is not argued but
counted: the same forecast is made from every earlier month as if the later ones were unknown.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

import numpy as np

from progress.scoring.grid import Places

Key = TypeVar("Key", bound=Hashable)
Deret = Mapping[int, float]
"""Month -> capped capaian in percent; a month without a judged value is not there."""

AKHIR = 12
MINIMAL_TITIK = 4
MINIMAL_UJI = 20
MINIMAL_TEPAT_PCT = 50.0  # a range that is wrong more often than right says nothing
LEBAR_SEBARAN = 2.0
SEBARAN_TERKECIL = 1.0  # points: months that lie on a line by chance do not make a forecast certain
MAD_KE_SD = 1.4826


class Sebab(StrEnum):
    """Why there is no forecast."""

    AKHIR_TAHUN = "akhir tahun"
    BULAN_INI = "bulan ini belum dapat dinilai"
    KURANG_TITIK = "kurang titik"
    KURANG_UJI = "kurang uji"
    SERING_MELESET = "sering meleset"


@dataclass(frozen=True, slots=True)
class Prakiraan:
    """December between `bawah_pct` and `atas_pct`; of `uji` forecasts of the same kind and length `tepat` were right."""

    bawah_pct: float
    atas_pct: float
    titik: int
    jarak: int
    uji: int
    tepat: int
    tahun_lalu: bool


@dataclass(frozen=True, slots=True)
class Tanpa:
    """No forecast, and what it lacks."""

    sebab: Sebab
    titik: int = 0
    jarak: int = 0
    uji: int = 0
    tepat: int = 0


def outlook(
    deret: Mapping[Key, Deret],
    bulan: int,
    cap: float,
    *,
    serupa: Mapping[Key, str] | None = None,
    lalu: Mapping[Key, Deret] | None = None,
) -> dict[Key, Prakiraan | Tanpa]:
    """A forecast of December made in `bulan` for every series of one level, or why there is none.

    The back-test of a series pools all series of its kind (`serupa`; without it all of them) and, where there are
    `lalu`, those of last year. Months of `deret` after `bulan` are not looked at.
    """
    lalu, kinds = lalu or {}, serupa or {}
    known = {key: {b: v for b, v in series.items() if b <= bulan} for key, series in deret.items()}
    jarak = AKHIR - bulan
    tally: dict[str | None, tuple[int, int]] = {}
    if jarak > 0:
        for source, before in ((known, lalu), (lalu, {})):
            for key, series in source.items():
                right, tested = _tested(series, jarak, cap, before.get(key, {}))
                kind = kinds.get(key)
                so_far = tally.get(kind, (0, 0))
                tally[kind] = so_far[0] + right, so_far[1] + tested
    return {
        key: _answer(series, bulan, cap, lalu.get(key, {}), *tally.get(kinds.get(key), (0, 0)))
        for key, series in known.items()
    }


def project(deret: Deret, dari: int, ke: int, cap: float, lalu: Deret | None = None) -> tuple[float, float]:
    """(low, high) for month `ke` as seen in month `dari`, from the months up to it; floor 0, capped."""
    months = np.array(sorted(b for b in deret if b <= dari), dtype=float)
    values = np.array([deret[int(b)] for b in months])
    i, j = _pairs(len(months))
    slope = float(np.median((values[j] - values[i]) / (months[j] - months[i])))
    residual = values - slope * months
    scatter = MAD_KE_SD * float(np.median(np.abs(residual - np.median(residual))))
    now = deret[dari]
    ends = [now, now + slope * (ke - dari)]
    if lalu and dari in lalu and ke in lalu:
        ends.append(now + lalu[ke] - lalu[dari])
    width = max(LEBAR_SEBARAN * scatter, SEBARAN_TERKECIL)
    low, high = min(ends) - width, max(ends) + width
    return float(np.clip(low, 0.0, cap)), float(np.clip(high, 0.0, cap))


@lru_cache(maxsize=16)
def _pairs(n: int) -> tuple[Places, Places]:
    return np.triu_indices(n, 1)


def _tested(deret: Deret, jarak: int, cap: float, lalu: Deret) -> tuple[int, int]:
    """(right, made) of the forecasts over `jarak` months that can be checked; each sees only what came before it."""
    right = made = 0
    months = sorted(deret)
    for place, dari in enumerate(months):
        if place + 1 < MINIMAL_TITIK or dari + jarak not in deret:
            continue
        low, high = project(deret, dari, dari + jarak, cap, lalu)
        made += 1
        right += low <= deret[dari + jarak] <= high
    return right, made


def _answer(deret: Deret, bulan: int, cap: float, lalu: Deret, tepat: int, uji: int) -> Prakiraan | Tanpa:
    jarak, titik = AKHIR - bulan, len(deret)
    if jarak <= 0:
        return Tanpa(Sebab.AKHIR_TAHUN)
    if bulan not in deret:
        return Tanpa(Sebab.BULAN_INI, titik, jarak)
    if titik < MINIMAL_TITIK:
        return Tanpa(Sebab.KURANG_TITIK, titik, jarak)
    if uji < MINIMAL_UJI:
        return Tanpa(Sebab.KURANG_UJI, titik, jarak, uji, tepat)
    if tepat * 100 < MINIMAL_TEPAT_PCT * uji:
        return Tanpa(Sebab.SERING_MELESET, titik, jarak, uji, tepat)
    low, high = project(deret, bulan, AKHIR, cap, lalu)
    return Prakiraan(low, high, titik, jarak, uji, tepat, bool(lalu) and bulan in lalu and AKHIR in lalu)
