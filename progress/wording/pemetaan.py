"""What the mapping screen says, and how an assigned column is called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from progress.model import NAMA_BULAN

ARTI = {
    "rencana_aksi": "Rencana aksi",
    "indikator": "Indikator",
    "satuan": "Satuan",
    "target": "Target",
    "realisasi": "Realisasi",
    "capaian": "Capaian (%) yang ditulis OPD",
    "status": "Status (tercapai, belum, …)",
    "tercapai": "Tercapai (dicentang)",
    "tidak_tercapai": "Tidak tercapai (dicentang)",
    "anggaran": "Anggaran",
    "realisasi_anggaran": "Realisasi anggaran",
    "area": "Area perubahan",
    "kode": "Kode rencana aksi",
    "no": "Nomor urut",
    "opd": "OPD",
    "koordinator": "OPD koordinator",
    "sasaran": "Sasaran",
    "program": "Program",
    "kendala": "Kendala",
    "tindak_lanjut": "Tindak lanjut",
    "bukti": "Bukti",
}
"""What a column may hold, in the order it is offered."""

TANPA_ARTI = "abaikan"
WAKTU = {
    "": "waktu belum disebut",
    "sd": "s.d. bulan laporan",
    "bulan_ini": "bulan laporan saja",
    "tahun": "setahun",
    **{f"t{n}": f"Triwulan {r}" for n, r in enumerate(("I", "II", "III", "IV"), 1)},
    **{f"b{n}": nama for n, nama in enumerate(NAMA_BULAN, 1)},
}
"""Of which time a figure is; what no title says may be left to the question about it."""

MENURUT_JUDUL = "waktu menurut judul kolom"
KELIPATAN = {
    None: "kelipatan menurut judul",
    1.0: "rupiah",
    1e3: "ribu rupiah",
    1e6: "juta rupiah",
    1e9: "miliar rupiah",
}

JUDUL = "Petakan kolom"
BUKA = "Petakan kolom berkas ini"
TUTUP = "Tutup pemetaan"
PENGANTAR = (
    "Susunan kolom berkas ini belum dikenal. Mohon tunjukkan sekali apa isi tiap kolom; dugaan kami sudah diisikan. Setelah berkas "
    "diterima, pemetaan ini dipakai sendiri untuk laporan OPD yang sama dengan judul kolom yang sama."
)
PENGANTAR_UBAH = (
    "Bila kolom terbaca keliru, tunjukkan apa isi tiap kolom. Setelah berkas diterima, pemetaan ini dipakai sendiri untuk laporan OPD "
    "yang sama dengan judul kolom yang sama."
)
LEMBAR, BARIS_AWAL, BARIS_AKHIR = "Lembar", "Baris judul pertama", "Baris judul terakhir"
TANPA_JUDUL = "Baris itu tidak memuat judul kolom. Mohon pilih baris tempat judul kolom berada."
KOLOM, ARTI_KOLOM, WAKTU_KOLOM, KELIPATAN_KOLOM = (
    "Kolom {huruf}",
    "Isi kolom {huruf}",
    "Waktu kolom {huruf}",
    "Kelipatan kolom {huruf}",
)
TANPA_CONTOH = "kosong"
PAKAI, LEPAS = "Pakai pemetaan ini", "Baca tanpa pemetaan"
DIPAKAI = "Pemetaan ini disimpan untuk {opd} ketika berkas diterima."
DIPAKAI_TANPA_OPD = "Pemetaan ini disimpan untuk OPD berkas ini ketika berkas diterima."

TERSIMPAN = "Pemetaan tersimpan ({n})"
TERSIMPAN_KET = (
    "Dipakai sendiri untuk laporan OPD itu selama judul kolomnya tetap. Laporan yang sudah diterima tidak ikut berubah."
)
UBAH, HAPUS, SIMPAN, BATAL = "Ubah", "Hapus", "Simpan", "Batal"

TANPA_NAMA = "Mohon tunjukkan kolom Rencana aksi atau Indikator."
TANPA_HASIL = "Mohon tunjukkan kolom Realisasi, kolom Status, atau pasangan kolom Tercapai dan Tidak tercapai."
GANDA = "Ada lebih dari satu kolom untuk {arti}: {huruf}. Mohon sisakan satu, atau bedakan waktunya."


def arti_kolom(arti: str, waktu: str, pengali: float | None = None, menurut_judul: bool = False) -> str:
    """'Realisasi s.d. bulan laporan', 'Anggaran, juta rupiah', 'Target (waktu menurut judul kolom)'."""
    said = " ".join(filter(None, (ARTI[arti].split(" (")[0], WAKTU[waktu] if waktu else "")))
    said += f" ({MENURUT_JUDUL})" if menurut_judul else ""
    return said if pengali is None else f"{said}, {KELIPATAN[pengali]}"


def daftar(parts: Iterable[tuple[str, str]]) -> str:
    """'B = Rencana aksi; F = Realisasi s.d. bulan laporan'."""
    return "; ".join(f"{huruf} = {arti}" for huruf, arti in parts)


def siapa(oleh: str | None, kapan: str) -> str:
    """Who stored a mapping and when."""
    return f"disimpan {kapan}" + (f" lewat {oleh}" if oleh else "")
