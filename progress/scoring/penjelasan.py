"""Explanation: a group's capaian opened into what each rencana aksi brings to it; the parts add up to the score."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from progress.model import Akumulasi, Arah, Aturan, CaraGabung, Jenis, Keadaan, Rumus
from progress.scoring import Skor
from progress.scoring.grid import Flags, Numbers, Texts, given, texts

BEST_PCT = 100.0
SAME_PCT = 1e-9  # parts that miss their whole by more are not shown at all


@dataclass(frozen=True, slots=True)
class Sumbangan:
    """What one or several items bring to a group.

    `porsi` is their weight over the weights of all due and reported items (of their OPD or area, each alike, where the
    rules make the pemda's figure the mean of those), and sums to 1; `poin` = porsi x capaian_pct
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
    all_shares, inside = shares(item["bobot"].to_numpy(float), inside, labels(skor, opd, area))
    porsi = all_shares[inside]
    if whole is None or not porsi.sum() > 0:
        return None
    capaian = np.minimum(item["capaian_pct"].to_numpy(float)[inside], skor.aturan.batas_atas_pct)
    poin, hilang = porsi * capaian, porsi * (BEST_PCT - capaian)
    if not abs(math.fsum(poin) - whole) <= SAME_PCT * max(1.0, abs(whole)):
        return None
    ids = item["item_id"].to_numpy(np.int64)[inside]
    rows = (
        Sumbangan(*values) for values in zip(*(c.tolist() for c in (ids, porsi, capaian, poin, hilang)), strict=True)
    )
    return _largest_loss_first(rows)


def labels(skor: Skor, opd: str | None, area: str | None) -> Texts | None:
    """The OPD or area of every item, where the pemda's figure is the mean of those; None where it is that of the items.

    An item of no area of the framework has None: it is in no area's mean.
    """
    cara = skor.aturan.cara_gabung
    if opd is not None or area is not None or cara is CaraGabung.RENCANA_AKSI:
        return None
    if cara is CaraGabung.RATA_OPD:
        return texts(skor.item["opd"])
    known = set(skor.area["area"])
    return np.array([a if a in known else None for a in skor.item["area"]], dtype=object)


def shares(bobot: Numbers, inside: Flags, label: Texts | None) -> tuple[Numbers, Flags]:
    """The part of each item inside in the mean, 0 outside, and which items are in it; the parts sum to 1, or all are 0."""
    groups = [inside] if label is None else [inside & (label == name) for name in {n for n in label if n is not None}]
    groups = [g for g in groups if bobot[g].sum() > 0]
    found = np.zeros(len(bobot))
    for group in groups:
        found[group] = bobot[group] / bobot[group].sum() / len(groups)
    return found, inside if label is None else inside & given(label)


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


@dataclass(frozen=True, slots=True)
class Ciri:
    """What decides by which rules an item is counted."""

    jenis: str
    arah: str
    akumulasi: str
    keadaan: str
    melampaui: bool
    rumus: str | None = None
    linear: bool = False


def rule_keys(item: Ciri) -> tuple[str, ...]:
    """The keys of the rules (butir of aturan.toml) that make an item's capaian, or say why it has none."""
    without = {
        Keadaan.TANPA_TARGET: "hitung_02",
        Keadaan.BELUM_JATUH_TEMPO: "target_sd",
        Keadaan.ORDINAL: "ordinal",
        Keadaan.BELUM_LAPOR: "tidak_melapor",
    }
    if (key := without.get(Keadaan(item.keadaan))) is not None:
        return (key,)
    found = ["nihil"] if item.keadaan == Keadaan.NIHIL else []
    if item.jenis == Jenis.YA_TIDAK:
        found.append("hitung_03")
    else:
        chosen = item.arah == Arah.TURUN and item.rumus in (Rumus.RASIO, Rumus.JENJANG)
        formula = {Arah.NAIK: "naik", Arah.TURUN: "hitung_14" if chosen else "turun", Arah.RENTANG: "hitung_15"}
        found.append(formula[Arah(item.arah)])
        alone = item.akumulasi == Akumulasi.PER_BULAN
        found += ["hitung_16"] if alone else []
        linear = item.linear and item.arah != Arah.RENTANG and not alone
        found += ["hitung_17"] if linear else []
    return (*found, *(("batas_atas",) if item.melampaui else ()))


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
