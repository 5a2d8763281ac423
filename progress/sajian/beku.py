"""What has changed since a month was presented: items with cause and cell, areas and OPD, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from progress.model import Acuan, Kerangka
from progress.sajian.bulan import name_of, short_name
from progress.sajian.nilai import number, shown, text
from progress.sajian.rencana import Laporan
from progress.scoring import Skor
from progress.scoring.penjelasan import group_value

SAMA = 1e-9


@dataclass(frozen=True, slots=True)
class Kelompok:
    """An area or OPD whose printed capaian or class is another now."""

    kode: str
    nama: str
    dulu: float | None
    kini: float | None
    kelas_dulu: str | None
    kelas_kini: str | None


@dataclass(frozen=True, slots=True)
class Perubahan:
    """A rencana aksi that counts otherwise now. `sebab` are keys of wording.beku.SEBAB, `tempat` is file and cell."""

    item_id: int
    opd: str
    singkatan: str
    area: str | None
    rencana_aksi: str
    capaian_dulu: float | None
    keadaan_dulu: str | None
    capaian_kini: float | None
    keadaan_kini: str | None
    sebab: tuple[str, ...]
    tempat: str


@dataclass(frozen=True, slots=True)
class Sejak:
    """Everything that differs; all empty where nothing does."""

    area: tuple[Kelompok, ...]
    opd: tuple[Kelompok, ...]
    item: tuple[Perubahan, ...]

    def of(self, opd: str | None, area: str | None) -> Sejak:
        """Only what concerns an OPD or an area."""
        item = tuple(i for i in self.item if opd in (None, i.opd) and area in (None, i.area))
        return Sejak(
            tuple(a for a in self.area if opd is None and area in (None, a.kode)),
            tuple(o for o in self.opd if (opd is None and area is None) or o.kode == opd),
            item,
        )

    def __bool__(self) -> bool:
        return bool(self.area or self.opd or self.item)


def since(beku: Skor, kini: Skor, acuan: Acuan, kerangka: Kerangka, laporan: Mapping[int, Laporan]) -> Sejak:
    """From the presented score to the one of today."""
    area = {g.kode: f"{g.kode} {g.nama}" for g in kerangka.grup}
    return Sejak(
        _groups(beku.area, kini.area, "area", area.get),
        _groups(beku.opd, kini.opd, "opd", lambda kode: name_of(acuan, kode)),
        _items(beku, kini, acuan, laporan),
    )


def values(beku: Skor, kini: Skor, opd: str | None, area: str | None) -> tuple[float | None, float | None]:
    """The capaian of a group as presented and now."""
    return group_value(beku, opd, area), group_value(kini, opd, area)


def _groups(before: pd.DataFrame, after: pd.DataFrame, key: str, name: Any) -> tuple[Kelompok, ...]:
    old, new = (
        {str(r[key]): (number(r["capaian_pct"]), text(r["kelas"])) for r in frame.astype(object).to_dict("records")}
        for frame in (before, after)
    )
    none = (None, None)
    pairs = [(k, *old.get(k, none), *new.get(k, none)) for k in dict.fromkeys([*new, *old])]
    return tuple(
        Kelompok(kode, str(name(kode) or kode), a, b, ka, kb)
        for kode, a, ka, b, kb in pairs
        if shown(a) != shown(b) or ka != kb
    )


def _items(beku: Skor, kini: Skor, acuan: Acuan, laporan: Mapping[int, Laporan]) -> tuple[Perubahan, ...]:
    old, new = ({int(r["item_id"]): r for r in s.item.astype(object).to_dict("records")} for s in (beku, kini))
    found = []
    for item_id in sorted(old.keys() | new.keys()):
        a, b = old.get(item_id), new.get(item_id)
        sebab = _causes(a, b, beku.aturan.versi != kini.aturan.versi)
        here = b or a
        if sebab and here is not None:
            opd = str(here["opd"])
            tempat = _place(b or {}, laporan) if "laporan" in sebab else ""
            found.append(
                Perubahan(
                    item_id, opd, short_name(acuan, opd), text(here["area"]), str(here["rencana_aksi"]),
                    *(_counted(a)), *(_counted(b)), sebab, tempat,
                )
            )  # fmt: skip
    return tuple(found)


def _counted(row: Mapping[str, Any] | None) -> tuple[float | None, str | None]:
    return (None, None) if row is None else (number(row["capaian_pct"]), text(row["keadaan"]))


def _causes(a: Mapping[str, Any] | None, b: Mapping[str, Any] | None, rules: bool) -> tuple[str, ...]:
    """Why an item counts otherwise; empty where it does not."""
    if a is None or b is None:
        return ("baru",) if a is None else ("hilang",)
    found = []
    if any(_differ(a[k], b[k]) for k in ("target_sd", "target_sd_atas", "target_tahun", "target_teks")):
        found.append("target")
    if any(_differ(a[k], b[k]) for k in ("realisasi_sd", "realisasi_teks", "dilaporkan", "realisasi_anggaran_sd_rp")):
        found.append("laporan")
    if _differ(a["bobot"], b["bobot"]):
        found.append("bobot")
    counts = ("capaian_pct", "capaian_tahun_pct", "keadaan", "tepi_bawah", "due", "terpenuhi")
    if not found and any(_differ(a[k], b[k]) for k in counts):
        found.append("aturan" if rules else "laporan")  # an earlier month's report moves the lower edge alone
    return tuple(found)


def _differ(a: object, b: object) -> bool:
    x, y = (None if v is None or v is pd.NA or v != v else v for v in (a, b))
    if isinstance(x, int | float) and isinstance(y, int | float):
        return abs(x - y) > SAMA * max(1.0, abs(x))
    return x != y


def _place(row: Mapping[str, Any], laporan: Mapping[int, Laporan]) -> str:
    kiriman = row.get("kiriman_id")
    found = laporan.get(int(kiriman)) if kiriman is not None and not pd.isna(kiriman) else None
    return " · ".join(filter(None, (found.berkas if found else None, text(row.get("sel")))))
