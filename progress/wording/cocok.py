"""What the screen says on which a person matches reported rows with the road map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from progress.wording.formats import angka

KETERANGAN = (
    "Pilih rencana aksi road map untuk tiap baris, lalu tekan tombolnya. Kecocokan yang dipakai diingat untuk OPD ini, jadi bulan "
    "depan tidak ditanyakan lagi."
)
DEKAT = "Paling dekat:"
PILIH = "Rencana aksi pada road map"
BUKAN = "Bukan rencana aksi road map"
NANTI = "Tanyakan nanti (baris ini belum dinilai)"
PAKAI = "Pakai kecocokan ini"
DIINGAT_KET = (
    "Kecocokan yang pernah dikonfirmasi dipakai sendiri pada berkas berikutnya. Yang dihapus dari ingatan akan ditanyakan lagi; laporan "
    "yang sudah diterima tidak berubah."
)
KOLOM_DIINGAT = ("Tertulis pada laporan", "Dicocokkan dengan", "OPD")
TIDAK_BERLAKU = "rencana aksi yang tidak ada lagi pada road map yang berlaku"
HAPUS_PILIH, HAPUS = "Hapus dari ingatan", "Hapus"


def belum(n: int) -> str:
    return f"{n} baris belum cocok dengan road map"


def dijawab(n: int) -> str:
    return f"{n} baris memakai kecocokan yang dikonfirmasi"


def diingat(n: int) -> str:
    return f"Kecocokan yang diingat ({n})"


def sel(lembar: str, sel: tuple[str, ...]) -> str:
    """'Sel B5 pada lembar Laporan'."""
    return f"Sel {', '.join(sel)} pada lembar {lembar}" if sel else f"Lembar {lembar}"


def butir(item: Mapping[str, Any], mirip: float | None = None) -> str:
    """One road map item in a list: its kode, its words, and how alike it is where that was measured."""
    words = " · ".join(str(item[f]) for f in ("kode", "rencana_aksi", "indikator") if item[f])
    return words if mirip is None else f"{words} (mirip {angka(mirip, 0)} %)"
