"""One group's score of one month as a plain value: what the pages ask of it, without a frame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from progress.model import Aturan, Kelas, Periode
from progress.wording.formats import round_half_away

BELUM, KOSONG = "belum", "kosong"
"""Status codes beside those of Kelas: too little reported to be judged, and nothing due at all."""


@dataclass(frozen=True, slots=True)
class Nilai:
    """NILAI of the scoring with None for missing; an average is never handed on without its coverage."""

    capaian_pct: float | None
    capaian_tahun_pct: float | None
    tepi_bawah_pct: float | None
    tepi_atas_pct: float | None
    serapan_pct: float | None
    sudah_lapor: int
    wajib_lapor: int
    opd_sudah_lapor: int
    opd_wajib_lapor: int
    kelas: str | None

    @classmethod
    def of(cls, row: Mapping[str, object]) -> Nilai:
        return cls(
            capaian_pct=number(row["capaian_pct"]),
            capaian_tahun_pct=number(row["capaian_tahun_pct"]),
            tepi_bawah_pct=number(row["tepi_bawah_pct"]),
            tepi_atas_pct=number(row["tepi_atas_pct"]),
            serapan_pct=number(row["serapan_pct"]),
            sudah_lapor=int(str(row["sudah_lapor"])),
            wajib_lapor=int(str(row["wajib_lapor"])),
            opd_sudah_lapor=int(str(row["opd_sudah_lapor"])),
            opd_wajib_lapor=int(str(row["opd_wajib_lapor"])),
            kelas=text(row["kelas"]),
        )

    def judged(self, aturan: Aturan) -> bool:
        """Whether enough is reported for a class."""
        return self.kelas is not None and self.kelas != aturan.belum_dapat_dinilai

    def status(self, aturan: Aturan) -> str:
        """Kode of its class, BELUM while it cannot be judged, KOSONG where nothing is due."""
        if self.wajib_lapor == 0:
            return KOSONG
        return next((k.kode for k in aturan.kelas if k.nama == self.kelas), BELUM)

    @property
    def tampil_pct(self) -> float | None:
        """Capaian as it is displayed; what is printed must add up with this, not with the exact value."""
        return shown(self.capaian_pct)


def shown(value: float | None) -> float | None:
    return None if value is None else round_half_away(value, 1)


def change(now: Nilai, before: Nilai | None, aturan: Aturan) -> float | None:
    """Points between the displayed values; None unless both months can be judged."""
    if before is None or not (now.judged(aturan) and before.judged(aturan)):
        return None
    new, old = now.tampil_pct, before.tampil_pct
    return None if new is None or old is None else round_half_away(new - old, 1)


def middle(aturan: Aturan) -> Kelas | None:
    """The class whose lower bound is the line under which something asks for attention: the middle one of the rules."""
    return aturan.kelas[len(aturan.kelas) // 2] if aturan.kelas else None


def next_class(nilai: Nilai, aturan: Aturan) -> Kelas | None:
    """The class above the one reached."""
    names = [k.nama for k in aturan.kelas]
    place = names.index(nilai.kelas) if nilai.kelas in names else 0
    return aturan.kelas[place - 1] if place > 0 else None


def previous(periode: Periode) -> Periode | None:
    """The month to compare with. January has none: targets to date start anew each year."""
    return None if periode.bulan == 1 else periode.shift(-1)


def number(value: object) -> float | None:
    """A cell of a numeric column; NaN is missing."""
    return None if value is None or pd.isna(value) else float(str(value))


def text(value: object) -> str | None:
    """A cell of a text column."""
    return None if value is None or value != value else str(value)
