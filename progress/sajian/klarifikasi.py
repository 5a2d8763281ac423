"""Perlu klarifikasi as it is read: one line per question, with the cells of both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from progress.scoring import klarifikasi as batas
from progress.scoring.klarifikasi import Hal, Klarifikasi, Sisi
from progress.wording import klarifikasi as kata

Tempat = tuple[float | None, str]


@dataclass(frozen=True, slots=True)
class Baris:
    """One question as shown; `rencana_aksi` None: about the whole report."""

    opd: str
    judul: str
    rencana_aksi: str | None
    kalimat: str


def lines(found: Iterable[Klarifikasi], berkas: Mapping[int, str], nama_opd: Callable[[str], str]) -> tuple[Baris, ...]:
    """`berkas` names the file of every report by kiriman_id."""
    return tuple(Baris(k.opd, kata.HAL[k.hal], k.rencana_aksi, _sentence(k, berkas, nama_opd)) for k in found)


def checks() -> tuple[tuple[str, str], ...]:
    """What is looked for, with the bounds that are really in force."""
    return kata.yang_diperiksa(
        batas.SALINAN_MINIMAL, batas.SALINAN_SAMA * 100, batas.RIWAYAT_MINIMAL, batas.PITA_TARGET * 100,
        batas.SERAPAN_TINGGI_PCT, batas.SERAPAN_SELISIH,
    )  # fmt: skip


def _sentence(k: Klarifikasi, berkas: Mapping[int, str], nama_opd: Callable[[str], str]) -> str:
    def at(side: Sisi | None, told: int | None = None) -> Tempat:
        """A side with its place; a file that was named just before is not named again."""
        if side is None:
            return None, kata.sel(None, None)
        file = None if side.kiriman_id is None or side.kiriman_id == told else berkas.get(side.kiriman_id)
        return side.nilai, kata.sel(side.sel, file)

    ini, lain, sekitar = at(k.ini), at(k.lain, k.ini.kiriman_id), k.batas or (0.0, 0.0)
    other = k.lain or k.ini
    match k.hal:
        case Hal.SALINAN_OPD:
            return kata.salinan_opd(k.sama, k.dari, nama_opd(other.opd), ini, lain)
        case Hal.SALINAN_BULAN:
            return kata.salinan_bulan(k.sama, k.dari, other.periode, ini, lain)
        case Hal.LONJAKAN:
            return kata.lonjakan(ini, other.periode, lain, sekitar)
        case Hal.TARGET_JANUARI:
            return kata.target_januari(ini, *lain)
        case Hal.TARGET_TURUN:
            return kata.target_turun(lain, other.versi or 0, ini, k.ini.versi or 0)
        case Hal.NILAI_TURUN:
            return kata.nilai_turun(ini, other.periode, lain)
        case Hal.TANPA_BUKTI:
            return kata.tanpa_bukti(*ini, lain[1])
        case Hal.SERAPAN:
            return kata.serapan(sekitar, ini, lain)
