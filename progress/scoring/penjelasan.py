"""Explanation: a group's capaian opened into what each rencana aksi brings to it; the parts add up to the score."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from progress.model import Arah, Aturan, Jenis, Keadaan
from progress.scoring import Skor
from progress.scoring.grid import Flags

BEST_PCT = 100.0
SAME_PCT = 1e-9  # parts that miss their whole by more are not shown at all


@dataclass(frozen=True, slots=True)
class Sumbangan:
    """What one or several items bring to a group.

    `porsi` is their weight over the weights of all due and reported items, and sums to 1; `poin` = porsi x capaian_pct
    sums to the group's capaian; `hilang` is what is missing of porsi x 100. `capaian_pct` is as it counts: capped.
    """

    kunci: Hashable
    porsi: float
    capaian_pct: float
    poin: float
    hilang: float


def contributions(skor: Skor, opd: str | None = None, area: str | None = None) -> tuple[Sumbangan, ...] | None:
    """The items of an OPD, an area, both together, or the pemda by item_id, largest loss first.

    None where the group has no capaian, or where its rules do not make it the mean of these items.
    """
    item = skor.item
    inside = members(skor, opd, area) & item["due"].to_numpy(bool) & item["dilaporkan"].to_numpy(bool)
    whole = group_value(skor, opd, area)
    bobot = item["bobot"].to_numpy(float)[inside]
    if whole is None or not bobot.sum() > 0:
        return None
    porsi = bobot / bobot.sum()
    capaian = np.minimum(item["capaian_pct"].to_numpy(float)[inside], skor.aturan.batas_atas_pct)
    poin, hilang = porsi * capaian, porsi * (BEST_PCT - capaian)
    if not abs(math.fsum(poin) - whole) <= SAME_PCT * max(1.0, abs(whole)):
        return None
    ids = item["item_id"].to_numpy(np.int64)[inside]
    rows = (
        Sumbangan(*values) for values in zip(*(c.tolist() for c in (ids, porsi, capaian, poin, hilang)), strict=True)
    )
    return _largest_loss_first(rows)


def gathered(rows: Iterable[Sumbangan], kunci: Callable[[Sumbangan], Hashable]) -> tuple[Sumbangan, ...]:
    """The same contributions put together by a key, for example by area; the sums stay what they are."""
    groups: dict[Hashable, list[Sumbangan]] = {}
    for row in rows:
        groups.setdefault(kunci(row), []).append(row)
    return _largest_loss_first(_sum(key, mine) for key, mine in groups.items())


def _sum(kunci: Hashable, rows: Sequence[Sumbangan]) -> Sumbangan:
    porsi, poin = math.fsum(r.porsi for r in rows), math.fsum(r.poin for r in rows)
    capaian = poin / porsi if porsi > 0 else math.nan
    return Sumbangan(kunci, porsi, capaian, poin, math.fsum(r.hilang for r in rows))


def _largest_loss_first(rows: Iterable[Sumbangan]) -> tuple[Sumbangan, ...]:
    return tuple(sorted(rows, key=lambda r: (-r.hilang, str(r.kunci).zfill(9))))


def members(skor: Skor, opd: str | None, area: str | None) -> Flags:
    """Which items belong to an OPD, an area, both, or (neither named) to the pemda."""
    inside = np.ones(len(skor.item), dtype=bool)
    if opd is not None:
        inside &= (skor.item["opd"] == opd).to_numpy(bool)
    if area is not None:
        inside &= (skor.item["area"] == area).to_numpy(bool)
    return inside


def group_value(skor: Skor, opd: str | None, area: str | None) -> float | None:
    """The capaian that the roll-up gives this group; None without one."""
    if opd is None and area is None:
        value = skor.ringkas["capaian_pct"]
    else:
        table = skor.opd_area if opd is not None and area is not None else skor.opd if opd is not None else skor.area
        asked = np.ones(len(table), dtype=bool)
        for name, wanted in (("opd", opd), ("area", area)):
            if wanted is not None:
                asked &= (table[name] == wanted).to_numpy(bool)
        found = table["capaian_pct"].to_numpy(float)[asked]
        value = found[0] if len(found) else None
    return None if value is None or math.isnan(float(str(value))) else float(str(value))


def rule_keys(jenis: str, arah: str, keadaan: str, melampaui: bool) -> tuple[str, ...]:
    """The keys of the rules (butir of aturan.toml) that make an item's capaian, or say why it has none."""
    without = {
        Keadaan.TANPA_TARGET: "hitung_02",
        Keadaan.BELUM_JATUH_TEMPO: "target_sd",
        Keadaan.ORDINAL: "ordinal",
        Keadaan.BELUM_LAPOR: "tidak_melapor",
    }
    if (key := without.get(Keadaan(keadaan))) is not None:
        return (key,)
    formula = "hitung_03" if jenis == Jenis.YA_TIDAK else "turun" if arah == Arah.TURUN else "naik"
    nihil = ("nihil",) if keadaan == Keadaan.NIHIL else ()
    return (*nihil, formula, *(("batas_atas",) if melampaui else ()))


def rule_names(keys: Sequence[str], aturan: Aturan) -> tuple[str, ...]:
    """Their names as Metode prints them; a rule file without that butir leaves the key itself."""
    names = {b.kunci: b.nama for b in aturan.butir}
    return tuple(names.get(key, key) for key in keys)


def fitted(values: Sequence[float], total: float, decimals: int = 1) -> list[float]:
    """The values rounded so that the digits shown add up to `total` as shown (largest remainder).

    What is exactly 0 stays 0 as long as anything else is there to take up the difference.
    """
    scale = 10**decimals
    whole = [math.floor(v * scale) for v in values]
    rest = round(total * scale) - sum(whole)
    open_ = [n for n, v in enumerate(values) if v != 0] or list(range(len(values)))
    if open_:
        each, more = divmod(rest, len(open_))
        by_remainder = sorted(open_, key=lambda n: (whole[n] - values[n] * scale, -abs(values[n])))
        for place, n in enumerate(by_remainder):
            whole[n] += each + (place < more)
    return [n / scale for n in whole]
