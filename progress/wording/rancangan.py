"""What the draft of a road map says: on its sheet, at the command, and on the page that offers it."""

from __future__ import annotations

# --- the sheet -----------------------------------------------------------------------------------------------------

LEMBAR = "Rancangan Road Map"
JUDUL = "RANCANGAN ROAD MAP REFORMASI BIROKRASI (RANCANGAN - perlu ditetapkan)"
DARI = "Disusun dari laporan OPD s.d. {bulan}: {n} rencana aksi, {opd} OPD."
DATA_CONTOH = "DATA CONTOH"
PETUNJUK = (
    "Rencana aksi, indikator, satuan, dan target disalin dari laporan sebagaimana tertulis; asalnya ada di kolom terakhir.",
    "Sel target yang kosong berarti laporan tidak menyebutkannya dengan jelas. Mohon dilengkapi.",
    "Kolom kuning (Kode, Arah, Akumulasi, Skala) adalah usulan dan mungkin keliru, misalnya bila makin rendah makin baik. Mohon diperiksa.",
    "Setelah ditetapkan, unggah berkas ini sebagai road map.",
)
KOLOM = {
    "kode": "Kode",
    "area": "Area Perubahan",
    "opd": "OPD",
    "rencana_aksi": "Rencana Aksi",
    "indikator": "Indikator",
    "satuan": "Satuan",
    "arah": "Arah",
    "akumulasi": "Akumulasi",
    "skala": "Skala",
    "sifat_target": "Sifat Target",
    "anggaran_rp": "Anggaran (Rp)",
}
TARGET_TAHUN, TARGET_BULAN = "Target {tahun}", "Target {bulan}"
SUMBER = "Sumber"
SIFAT = {"sd": "s.d.", "bulan_ini": "bulan ini"}
YA_TIDAK = "Ya/Tidak"
SUMBER_BARIS = "{berkas}, lembar {lembar}, sel {sel}"
SUMBER_TARGET = "target {waktu}: {berkas}, lembar {lembar}, sel {sel}"
SUMBER_TERTULIS = "tertulis target {nilai} ({sebab}): {berkas}, lembar {lembar}, sel {sel}"
SEBAB = {
    "waktu": "tidak jelas untuk setahun atau s.d. bulan",
    "bulan_ini": "target bulan itu saja, bulan lain tidak lengkap",
    "bacaan": "tidak terbaca pasti",
}
NAMA_BERKAS = "Rancangan road map {pemda} {tahun}.xlsx"

# --- the command and the page --------------------------------------------------------------------------------------

PERINTAH = "susun rancangan road map dari laporan yang sudah diterima"
ARG_PERIODE = "bulan laporan terakhir yang dipakai, misalnya 2026-10"
SIAP = "Rancangan road map dari laporan s.d. {bulan} siap: {berkas} ({n} rencana aksi, {opd} OPD). Mohon diperiksa dan ditetapkan sebelum diimpor."
BELUM_ADA_LAPORAN = "Belum ada laporan {pemda} tahun {tahun} s.d. {bulan} di basis data ini. Mohon impor dulu: python -m progress impor LAPORAN.xlsx --pemda {id}"
JUDUL_LAYAR = "Belum punya buku kerja road map?"
PENGANTAR_LAYAR = (
    "Unggah laporan pertama OPD di sini. Dari laporan yang diterima disusun rancangan road map untuk dilengkapi dan ditetapkan; "
    "setelah itu unggah rancangannya di atas."
)
SIAPKAN, UNDUH = (
    "Susun rancangan road map dari laporan s.d. {bulan}",
    "Unduh rancangan road map ({n} rencana aksi, {opd} OPD)",
)
MENYIAPKAN = "Membaca kembali laporan yang diterima …"
TIDAK_TERBACA = "Laporan yang diterima tidak dapat dibaca kembali, jadi tidak ikut dalam rancangan: {opd}."
TANPA_BARIS = "Laporan yang diterima belum memuat rencana aksi, jadi rancangan belum dapat disusun."
