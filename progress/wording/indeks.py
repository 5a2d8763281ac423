"""Indices of outside evaluators in words: whose they are, and that they are not ours."""

from __future__ import annotations

from datetime import date

from progress.model import NAMA_BULAN
from progress.wording.formats import KOSONG, angka

JUDUL = "Indeks dari penilai luar"
PENGANTAR = (
    "Diberikan penilai luar setahun sekali dan dicatat apa adanya. Bukan bagian dari capaian di atas dan tidak pernah "
    "dirata-ratakan dengannya."
)
KOLOM = ("Indeks", "Tahun", "Nilai", "Predikat", "Penilai", "Sumber")


def nilai(value: float | None) -> str:
    return angka(value, 2)


def predikat(tertulis: str | None, menurut_skala: str | None) -> str:
    """As the evaluator wrote it; else what the scale of that year says, and that it does."""
    if tertulis:
        return tertulis
    return f"{menurut_skala} (menurut skalanya)" if menurut_skala else KOSONG


def penilai(siapa: str | None, tanggal: date | None) -> str:
    when = f"{tanggal.day} {NAMA_BULAN[tanggal.month - 1]} {tanggal.year}" if tanggal else None
    return ", ".join(filter(None, (siapa, when))) or KOSONG


def sumber(dari: str, catatan: str | None) -> str:
    return f"{dari} ({catatan})" if catatan else dari
