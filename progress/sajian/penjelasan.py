"""'Dari mana angka ini?' of a group: its contributions as lines whose printed digits add up to the printed score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from progress.model import Acuan, Kerangka
from progress.sajian.bulan import short_name
from progress.sajian.nilai import number, shown, text
from progress.scoring import Skor
from progress.scoring.penjelasan import Sumbangan, contributions, fitted, gathered
from progress.wording import penjelasan as kata

HALUS = 10
"""From this many lines on two decimals are shown: one would make most of them 0,0 or 0,1."""


@dataclass(frozen=True, slots=True)
class Baris:
    """One line, as printed; `item_id` is None for a line that stands for an area."""

    nama: str
    keterangan: str
    opd: str | None
    area: str | None
    item_id: int | None
    porsi_pct: float
    capaian: str
    poin: float
    hilang: float


@dataclass(frozen=True, slots=True)
class Penjelasan:
    """`nilai` is the score as printed; poin of the lines sum to it, hilang to 100 minus it, porsi_pct to 100."""

    nilai: float
    desimal: int
    apa: str
    baris: tuple[Baris, ...]


def of_items(skor: Skor, acuan: Acuan, opd: str | None = None, area: str | None = None) -> Penjelasan | None:
    """The score of an OPD, an area, or both by rencana aksi; None where there is nothing to open."""
    parts = contributions(skor, opd, area)
    if parts is None:
        return None
    rows = {int(r["item_id"]): r for r in skor.item.astype(object).to_dict("records")}

    def line(part: Sumbangan) -> tuple[str, str, str | None, str | None, int | None, str]:
        r = rows[int(str(part.kunci))]
        about = text(r["indikator"]) or ""
        if opd is None:
            about = " · ".join(filter(None, (short_name(acuan, str(r["opd"])), about)))
        words = kata.capaian_dihitung(part.capaian_pct, number(r["capaian_pct"]))
        return str(r["rencana_aksi"]), about, str(r["opd"]), text(r["area"]), int(r["item_id"]), words

    return _explained(parts, [line(p) for p in parts], kata.APA_RENCANA)


def of_areas(skor: Skor, kerangka: Kerangka) -> Penjelasan | None:
    """The pemda's score by area, each as large as its due and reported rencana aksi weigh."""
    parts = contributions(skor)
    if parts is None:
        return None
    area = dict(zip(skor.item["item_id"].tolist(), skor.item["area"].tolist(), strict=True))
    known = {g.kode: f"{g.kode} {g.nama}" for g in kerangka.grup}
    parts = gathered(parts, lambda p: a if (a := area[p.kunci]) in known else None)
    lines = [
        (known.get(str(p.kunci), kata.LUAR_KERANGKA), "", None, text(p.kunci), None, kata.capaian_dihitung(p.capaian_pct, None))
        for p in parts
    ]  # fmt: skip
    return _explained(parts, lines, kata.APA_AREA)


def _explained(
    parts: Sequence[Sumbangan], lines: Sequence[tuple[str, str, str | None, str | None, int | None, str]], apa: str
) -> Penjelasan:
    decimals = 2 if len(parts) >= HALUS else 1
    nilai = shown(sum(p.poin for p in parts)) or 0.0
    poin = fitted([p.poin for p in parts], nilai, decimals)
    hilang = fitted([p.hilang for p in parts], 100 - nilai, decimals)
    porsi = fitted([p.porsi * 100 for p in parts], 100.0, decimals)
    baris = (
        Baris(nama, about, opd, area, item_id, porsi[n], words, poin[n], hilang[n])
        for n, (nama, about, opd, area, item_id, words) in enumerate(lines)
    )
    return Penjelasan(nilai, decimals, apa, tuple(baris))
