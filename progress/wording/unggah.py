"""What the page Unggah says: from choosing files to what changed after accepting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from progress.model import NAMA_BULAN, Periode
from progress.wording.formats import angka, persen

JUDUL = "Unggah"
PENGANTAR = (
    "Letakkan laporan bulanan OPD atau road map, satu per satu atau sekaligus dalam sebuah ZIP. Setiap berkas diperiksa sel demi "
    "sel lebih dahulu; "
    "tidak ada yang disimpan sebelum Anda menekan Terima."
)
PENGANTAR_ROAD_MAP = (
    "Letakkan buku kerja road map: satu baris untuk setiap rencana aksi, paling sedikit dengan kolom OPD dan Rencana Aksi. "
    "Tidak ada yang disimpan sebelum Anda menekan Terima."
)
PILIH_BERKAS = "Berkas Excel (paling besar 20 MB) atau ZIP"
PILIHAN_SEMUA = "Pilihan untuk semua berkas"
BATAS_LEMAH = (
    "Di komputer ini batas memori dan prosesor bagi pembaca berkas lebih lemah daripada di Linux: mohon unggah hanya berkas dari pengirim yang "
    "dikenal."
)
OPD_SEMUA, PERIODE_SEMUA = "OPD", "Periode"
OPD_BERKAS, PERIODE_BERKAS = "OPD berkas ini", "Periode berkas ini"
KENALI = "Kenali dari isi berkas"
UBAH = "Ubah OPD atau periode berkas ini"
DITERIMA_LEBIH_AWAL = "Berkas ini diterima lebih awal (misalnya lewat WhatsApp)"
TANGGAL, JAM = "Tanggal diterima", "Jam diterima"
WAKTU_MENDATANG = "Waktu diterima ada di masa depan. Mohon diperiksa sebelum menekan Terima."
TERLALU_BESAR = "Berkas ini lebih dari {mb} MB. Mohon sisakan lembar laporannya saja, simpan, lalu unggah kembali."
KUNCI_DILEWATI = "Di dalam ZIP ini ada berkas kunci sementara ({nama}) yang dilewati. Mohon pastikan buku kerjanya sudah disimpan dan ditutup."
BUKAN_ROAD_MAP = "Berkas ini terbaca sebagai laporan bulanan. Di langkah ini mohon unggah road map lebih dahulu."
MEMERIKSA = "Memeriksa {n} dari {total}: {nama}"

STATUS = {"terbaca": "Terbaca lengkap", "sebagian": "Terbaca sebagian", "ditolak": "Belum dapat dibaca"}
JENIS = {"laporan": "Laporan bulanan", "road_map": "Road map"}
TINGKAT = {"galat": "Wajib diperbaiki", "peringatan": "Perlu dicek", "catatan": "Catatan"}
CATATAN_PEMERIKSAAN = "Catatan pemeriksaan"
TANPA_CATATAN = "Tidak ada catatan pemeriksaan."
KOLOM_CATATAN = ("Tingkat", "Lembar", "Sel", "Tertulis", "Pesan")
KOLOM_BARIS = ("Rencana aksi", "Target", "Realisasi", "Satuan", "Area", "Sel realisasi")
KOLOM_ROAD_MAP = ("Rencana aksi", "OPD", "Area", "Indikator", "Satuan", "Baris")
LIHAT_BARIS = "Lihat baris yang terbaca ({n})"
BARIS_LAIN = "dan {n} baris lain."
CATATAN_LAIN = "{n} catatan pemeriksaan lain"

PERBAIKAN = "Dibaca dengan toleransi ({n})"
PERBAIKAN_KET = "Hilangkan centang bila suatu perbaikan tidak boleh dipakai; berkas langsung diperiksa ulang."
PERTANYAAN = "Perlu dijawab"
ANGGAPAN = "Yang dianggap benar"
ANGGAPAN_KET = "Anggapan ini ikut disimpan dan tampil di halaman Metode."
DITAHAN = "Perlu dipastikan"
DITAHAN_CENTANG = "Sudah saya pastikan: {kalimat}"
TERIMA, BATALKAN, TERIMA_SEMUA = "Terima", "Batalkan", "Terima {n} berkas yang siap"
TERIMA_SEMUA_KET = (
    "Berkas yang siap: terbaca tanpa pertanyaan, tanpa yang wajib diperbaiki, dan tanpa yang perlu dipastikan."
)
MENERIMA = "Menerima {n} dari {total}: {nama}"
DITERIMA_SEMUA = "{n} dari {total} berkas diterima."
SUDAH_ADA = "Berkas yang sama persis sudah pernah diterima."
PERIKSA_ULANG = (
    "Data berubah sejak berkas ini diperiksa, jadi diperiksa ulang. Mohon dilihat kembali, lalu tekan Terima."
)
BUKA_OPD = "→ Buka halaman {opd}"
BUKA_RINGKASAN = "→ Buka Ringkasan"
PILIHAN_ANGGAPAN = {
    "arah": {"naik": "makin tinggi makin baik", "turun": "makin rendah makin baik"},
    "akumulasi": {
        "jumlah": "realisasi tiap bulan dijumlahkan",
        "posisi_akhir": "nilai bulan terakhir yang dipakai",
        "rata_rata": "rata-rata bulan yang dilaporkan",
        "kumulatif": "nilai sudah kumulatif",
        "per_bulan": "setiap bulan dinilai sendiri",
    },
}
"""Answers to the assumptions that a person may change, by what stands before ':' in their key."""

DITERIMA = {
    "baru": "Diterima.",
    "versi_baru": "Diterima sebagai versi {versi}; versi sebelumnya tetap tersimpan.",
    "sama": "Berkas ini sudah diterima sebelumnya; tidak ada yang berubah.",
    "lama": "Berkas ini versi lama yang sudah digantikan; tidak ada yang berubah.",
}
BALASAN = "Balasan untuk pengirim"
SIAPKAN_SALINAN, UNDUH_SALINAN = "Siapkan salinan bertanda", "Unduh salinan bertanda"
MENYIAPKAN_SALINAN = "Menyiapkan salinan bertanda …"
SALINAN_KET = (
    "Salinan berkas pengirim: sel yang perlu dilihat diberi warna dan komentar, daftarnya di lembar Perbaikan."
)
SALINAN_GAGAL = "Salinan bertanda belum dapat dibuat. Mohon kirimkan catatan pemeriksaan di atas kepada pengirim."
NAMA_SALINAN, NAMA_DAFTAR = "{nama} (perbaikan).xlsx", "Catatan {nama}.xlsx"
PESAN_WA = "Pesan untuk WhatsApp"
FORMULIR_SEMUA = "Formulir {bulan} untuk semua OPD"
FORMULIR_SEMUA_KET = (
    "Satu formulir per OPD dalam satu ZIP, sudah terisi rencana aksi, target, dan realisasi terakhir. OPD cukup mengisi kolom kuning; "
    "yang kembali dapat diunggah di atas, satu per satu atau sebagai ZIP."
)
SIAPKAN_SEMUA, UNDUH_SEMUA = "Siapkan formulir semua OPD (ZIP)", "Unduh formulir {n} OPD (ZIP)"
MENYIAPKAN_SEMUA = "Menyiapkan formulir …"
TANPA_FORMULIR = (
    "Road map belum memuat rencana aksi OPD yang wajib lapor bulan itu, jadi belum ada formulir yang dapat dibuat."
)
DIBATALKAN = "Dibatalkan; tidak ada yang disimpan."


def sebutan_zip(zip_: str | None, folder: str) -> str:
    """'dari kiriman.zip, folder Dinkes'; nothing for a file of its own."""
    return (f"dari {zip_}, folder {folder}" if folder else f"dari {zip_}") if zip_ else ""


def hitung_catatan(galat: int, peringatan: int, catatan: int) -> str:
    """'2 Wajib diperbaiki · 3 Perlu dicek'."""
    parts = ((galat, "galat"), (peringatan, "peringatan"), (catatan, "catatan"))
    return " · ".join(f"{n} {TINGKAT[k]}" for n, k in parts if n) or TANPA_CATATAN


def pokok_laporan(opd: str | None, periode: str | None, baris: int, tidak_cocok: int) -> str:
    """What was recognised in a report."""
    when = Periode.parse(periode).nama if periode else "periode belum dikenal"
    lost = f", {tidak_cocok} tidak ditemukan pada road map" if tidak_cocok else ""
    return f"{opd or 'OPD belum dikenal'} · {when} · {angka(baris, 0)} baris terbaca{lost}"


def pokok_road_map(baris: int, opd: int, tahun: tuple[int, ...]) -> str:
    """What was recognised in a road map."""
    years = f" · target {tahun[0]}" + (f"–{tahun[-1]}" if len(tahun) > 1 else "") if tahun else ""
    return f"{angka(baris, 0)} rencana aksi · {opd} OPD{years}"


def perubahan(
    periode: Periode, sebelum: tuple[float | None, int, int] | None, sesudah: tuple[float | None, int, int]
) -> str:
    """The headline before and after: each with its coverage."""
    after = f"{persen(sesudah[0])} ({angka(sesudah[1], 0)} dari {angka(sesudah[2], 0)} rencana aksi jatuh tempo)"
    if sebelum is None:
        return f"Capaian {periode.nama}: {after}."
    before = f"{persen(sebelum[0])} ({angka(sebelum[1], 0)} dari {angka(sebelum[2], 0)})"
    return f"Capaian {periode.nama}: semula {before}, menjadi {after}."


def pengesahan(blok: Sequence[Mapping[str, Any]]) -> str:
    """'Pengesahan: Kepala Dinas Kesehatan, 4 November 2026, ada tanda tangan'; nothing where there is no block."""
    said = []
    for b in blok:
        day = date.fromisoformat(b["tanggal"]) if b["tanggal"] else None
        parts = [
            b["jabatan"] or "jabatan belum ditulis",
            f"{day.day} {NAMA_BULAN[day.month - 1]} {day.year}" if day else "tanpa tanggal",
        ]
        if b["ada_tanda_tangan"] is not None:
            parts.append("ada tanda tangan" if b["ada_tanda_tangan"] else "belum ada tanda tangan")
        said.append(", ".join(parts))
    return "Pengesahan: " + "; ".join(dict.fromkeys(said)) if said else ""
