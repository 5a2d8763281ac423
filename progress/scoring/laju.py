"""Laju yang diperlukan: what has to come from now on for an item to reach the year's target, in its own unit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from progress.model import Akumulasi, Arah, Jenis

AKHIR = 12


class Perlu(StrEnum):
    """What the rest of the year asks for; `nilai` of Laju is per month for the first two and a level for the next two."""

    TAMBAH = "tambah"
    PALING_BANYAK = "paling banyak"
    NAIK_KE = "naik ke"
    TURUN_KE = "turun ke"
    SUDAH = "sudah"
    TERLAMPAUI = "terlampaui"


@dataclass(frozen=True, slots=True)
class Laju:
    """`selama_ini` is the mean per month so far, known only where months add up."""

    perlu: Perlu
    nilai: float
    bulan_sisa: int
    selama_ini: float | None = None


def required_pace(
    jenis: Jenis,
    arah: Arah,
    akumulasi: Akumulasi,
    realisasi_sd: float | None,
    target_tahun: float | None,
    bulan: int,
    target_atas: float | None = None,
) -> Laju | None:
    """None where it cannot be asked: no number, no year's target, not reported this month, no month left, or months that
    each stand alone.

    jumlah and kumulatif: (T - R) / months left. posisi akhir and rata-rata: the level T itself, because what one month
    must bring is not theirs to add. turun likewise: what may still come, or the level to come down to. rentang: up to
    the lower bound, down to the upper one (`target_atas`), and inside there is nothing to ask.
    """
    left = AKHIR - bulan
    if jenis is not Jenis.ANGKA or realisasi_sd is None or target_tahun is None or left <= 0:
        return None
    if akumulasi is Akumulasi.PER_BULAN or (arah is Arah.NAIK and target_tahun <= 0):
        return None
    adds = akumulasi in (Akumulasi.JUMLAH, Akumulasi.KUMULATIF)
    mean = realisasi_sd / bulan if akumulasi is Akumulasi.JUMLAH else None
    room = target_tahun - realisasi_sd
    if arah is Arah.TURUN and adds and room >= 0:
        return Laju(Perlu.PALING_BANYAK, room / left, left, mean)
    if arah is not Arah.TURUN and room > 0:
        return Laju(Perlu.TAMBAH, room / left, left, mean) if adds else Laju(Perlu.NAIK_KE, target_tahun, left)
    top = target_tahun if target_atas is None else target_atas
    if arah is Arah.NAIK or realisasi_sd <= top:
        return Laju(Perlu.SUDAH, target_tahun, left)
    return Laju(Perlu.TERLAMPAUI, realisasi_sd - top, left) if adds else Laju(Perlu.TURUN_KE, top, left)
