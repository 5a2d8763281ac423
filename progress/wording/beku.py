"""What is said of a month that was presented: that its figures stay, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence

from progress.wording.formats import KOSONG, angka, persen

BEKUKAN = "simpan nilai satu bulan sebagaimana disajikan; sesudahnya halaman bulan itu tidak berubah"
ARG_OLEH = "jabatan yang menyajikan, tanpa nama orang; baku: baris perintah"
TANPA_LAPORAN = "Belum ada laporan {bulan} yang diterima, jadi belum ada yang dapat disimpan."
DISIMPAN = "{bulan} disimpan sebagaimana disajikan: {capaian}, kode verifikasi {kode}."
TETAP = "{bulan} sudah disimpan pada {waktu} dan nilainya masih sama; tidak ada yang berubah."
SUDAH = (
    "{bulan} sudah disimpan pada {waktu} dengan {dulu}; sekarang {kini}. Yang sudah disajikan tidak diganti; halaman bulan itu menampilkan "
    "data terkini di sampingnya."
)
JUDUL_BERUBAH = "Apa yang berubah sejak disajikan"
SAMA = "Data terkini masih sama."
TAMPIL_SAMA = "Data terkini menampilkan angka yang sama; rinciannya ada yang berubah."
KOLOM_KELOMPOK = ("{apa}", "Disajikan", "Data terkini", "Kelas")
KOLOM_ITEM = ("Rencana aksi", "Disajikan", "Data terkini", "Sebab", "Berkas dan sel")
APA = {"area": "Area", "opd": "OPD"}
SEBAB = {
    "baru": "baru ada di road map",
    "hilang": "tidak lagi ada di road map",
    "target": "target berubah",
    "laporan": "laporan baru atau diganti",
    "bobot": "bobot berubah",
    "aturan": "aturan berubah",
}


def disajikan(bulan: str, waktu: str, kode: str, aturan: str) -> str:
    """Whose figures the page shows."""
    return f"Angka {bulan} di halaman ini seperti disajikan {waktu} (kode verifikasi {kode}, aturan versi {aturan})."


def terkini(dulu: float | None, kini: float | None) -> str:
    """'Data terkini 71,9 % (disajikan 71,2 %).'"""
    return f"Data terkini {persen(kini)} (disajikan {persen(dulu)})."


def nilai_item(capaian: float | None, keadaan: str | None) -> str:
    """'70,0 %', or its state where it has no number."""
    return persen(capaian) if capaian is not None else keadaan or KOSONG


def kelas(dulu: str | None, kini: str | None) -> str:
    a, b = dulu or KOSONG, kini or KOSONG
    return b if a == b else f"{a} → {b}"


def sebab(kinds: Sequence[str]) -> str:
    return ", ".join(SEBAB[k] for k in kinds)


def lainnya(n: int) -> str:
    return f"dan {angka(n, 0)} rencana aksi lainnya"
