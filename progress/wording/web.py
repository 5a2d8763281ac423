"""What the web frame says: the gate, the navigation, the two doors, and the texts that replace Streamlit's English."""

from __future__ import annotations

NAMA_APLIKASI = "Pantau RB"
DATA_CONTOH = "DATA CONTOH"
DATA_CONTOH_RINCI = "Semua angka di halaman ini dibuat untuk latihan, bukan capaian pemda mana pun."

HANYA_KOMPUTER_INI = (
    "Pantau RB hanya dapat dibuka dari komputer tempat program ini dijalankan; silakan buka http://localhost di sana."
)
TIDAK_ADA = "Berkas yang diminta tidak ada."

HALAMAN = {
    "ringkasan": "Ringkasan",
    "area": "Area",
    "opd": "OPD",
    "unggah": "Unggah",
    "metode": "Metode",
    "mulai": "Mulai",
}
PERLU_JAVASCRIPT = "Mohon aktifkan JavaScript di peramban ini untuk membuka Pantau RB."

PERIODE = "Periode"
SUMBER_DATA = "Data"
PERIODE_TIDAK_DIKENAL = "Tautan menyebut periode “{tertulis}” yang tidak tersedia; yang ditampilkan adalah {periode}."
OPD_TIDAK_DIKENAL = "Tautan menyebut OPD “{tertulis}” yang tidak ada di daftar OPD; silakan pilih OPD di bawah ini."
AREA_TIDAK_DIKENAL = "Tautan menyebut area “{tertulis}” yang tidak dikenal; silakan pilih area di bawah ini."
PEMDA_TIDAK_DIKENAL = "Tautan menyebut pemda “{tertulis}” yang tidak tersedia; yang ditampilkan adalah {pemda}."
BELUM_ADA_LAPORAN = "Belum ada laporan yang diterima. Silakan unggah laporan bulanan OPD di halaman Unggah."
TERJADI_KESALAHAN = (
    "Halaman ini belum dapat ditampilkan. Mohon muat ulang; bila tetap demikian, sampaikan kepada pengelola Pantau RB "
    "beserta waktu kejadiannya."
)

MULAI_JUDUL = "Selamat datang di Pantau RB"
MULAI_PENGANTAR = (
    "Pantau RB membaca buku kerja Excel yang sudah dipakai OPD, memeriksanya sel demi sel, lalu menunjukkan kemajuan "
    "Reformasi Birokrasi terhadap target road map. Silakan pilih cara memulai."
)
PINTU_CONTOH = "Coba dengan data contoh"
PINTU_CONTOH_RINCI = (
    "Kabupaten Contoh: 45 OPD, delapan area, laporan Januari–Oktober 2026. Disiapkan sekali di komputer ini, "
    "kurang dari satu menit, dan terpisah dari data pemda Anda."
)
PINTU_PEMDA = "Siapkan pemda saya"
PINTU_PEMDA_RINCI = "Pilih pemda, lalu unggah buku kerja road map. Laporan bulanan OPD menyusul."
PILIH_PEMDA = "Pemda"
PILIH_PEMDA_ISI = "Pilih pemda"
LANGKAH_ROAD_MAP = "Langkah berikutnya: unggah buku kerja road map {pemda}."
BELUM_ADA_PEMDA = "Belum ada berkas acuan pemda di folder data/acuan."
UNGGAH_BELUM_ADA = "Bagian unggah belum terpasang pada versi ini."
MENYIAPKAN_CONTOH = "Menyiapkan data contoh…"
CONTOH_SEDANG_DISIAPKAN = "Data contoh sedang disiapkan. Mohon tunggu sebentar."
CONTOH_GAGAL = (
    "Data contoh belum berhasil disiapkan, dan tidak ada yang disimpan. Silakan coba sekali lagi; bila tetap gagal, "
    "jalankan “python -m progress demo” di terminal untuk melihat sebabnya."
)
KE_MULAI = "Mulai dari sini"
GANTI_PEMDA = "Ganti pilihan"

STREAMLIT: dict[str, tuple[tuple[str, str], ...]] = {
    "FileUploader.": (
        ("`Drag and drop directories here`", "`Letakkan folder di sini`"),
        ("`Drag and drop files here`", "`Letakkan berkas di sini`"),
        ("`Drag and drop a file here`", "`Letakkan berkas di sini`"),
        ("`Upload directories`", "`Pilih folder`"),
        ("`Upload`", "`Pilih berkas`"),
        ("`Add files`", "`Tambah berkas`"),
        (" per file`", " per berkas`"),
        (" files are not allowed.`", " tidak dapat diterima.`"),
    ),
}
"""Texts inside Streamlit's own scripts, by the beginning of the file's name: (as shipped, as served)."""
