"""What the monthly form says to the OPD that fills it in, and what goes back with an answered workbook."""

from __future__ import annotations

# --- the form ------------------------------------------------------------------------------------------------------

JUDUL = "LAPORAN RENCANA AKSI REFORMASI BIROKRASI"
DATA_CONTOH = "DATA CONTOH"
OPD = "Perangkat Daerah : {nama}"
BULAN = "Bulan : {bulan}"
PETUNJUK = (
    "Isi kolom kuning saja, lalu kirim kembali berkas ini. Kolom abu-abu berasal dari road map dan tidak perlu diubah.",
    "Isian adalah angka kumulatif sejak awal tahun. Tulis angkanya saja, misalnya 87,5; untuk satuan %, tulis 85, dan di bawah 1 % tulis dengan tandanya, misalnya 0,5 %.",
    "Bila tidak ada kegiatan, tulis NIHIL. Persentase, indeks, nilai, dan level adalah keadaan terakhir; bila belum diukur, tulis tanda - saja.",
)
KOLOM = {
    "kode": "Kode",
    "area": "Area Perubahan",
    "rencana_aksi": "Rencana Aksi",
    "indikator": "Indikator",
    "satuan": "Satuan",
    "target_tahun": "Target Tahun {tahun}",
    "target_sd": "Target s.d. Bulan Ini",
    "lalu": "Realisasi s.d. Bulan Lalu",
    "realisasi": "Realisasi s.d. Bulan Ini",
    "anggaran": "Anggaran (Rp)",
    "realisasi_anggaran": "Realisasi Anggaran s.d. Bulan Ini (Rp)",
    "kendala": "Kendala",
    "tindak_lanjut": "Tindak Lanjut",
    "bukti": "Bukti Dukung",
}
KOLOM_BULAN = "Realisasi Bulan Ini"
"""Stands before the column to date where a form holds rencana aksi that are judged month by month."""
LEMBAR, LEMBAR_PILIHAN = "Laporan", "Pilihan"
YA, TIDAK = "Ya", "Tidak"
LALU_LAIN = "{nilai} ({bulan})"
LALU_SAJA = "{nilai} ({bulan} saja)"
SALAH_JUDUL = "Mohon diperiksa"
SALAH_ANGKA = (
    "Isian ini bukan angka. Tulis angkanya saja, misalnya 87,5. NIHIL (tidak ada kegiatan) dan tanda - (belum ada data) boleh dipakai: "
    "pilih Ya untuk meneruskan."
)
SALAH_UANG = (
    "Isian ini bukan jumlah rupiah. Tulis angkanya saja secara penuh, misalnya 1250000. NIHIL dan tanda - boleh dipakai: pilih Ya untuk "
    "meneruskan."
)
SALAH_PILIHAN = (
    "Isian ini tidak ada dalam daftar. Mohon pilih dari daftar. NIHIL (tidak ada kegiatan) dan tanda - (belum ada data) boleh dipakai: "
    "pilih Ya untuk meneruskan."
)
KAKI = "&L{opd} · {bulan}&RHalaman &P dari &N"
NAMA_BERKAS = "Formulir {opd} {bulan}.xlsx"
NAMA_ZIP = "Formulir {pemda} {bulan}.zip"

# --- the command ---------------------------------------------------------------------------------------------------

TEMPLAT = "tulis formulir bulanan OPD yang sudah terisi rencana aksi dan targetnya"
ARG_OPD = "OPD yang formulirnya dibuat"
ARG_SEMUA = "formulir semua OPD dalam satu berkas ZIP"
ARG_PERIODE = "bulan yang akan dilaporkan, misalnya 2026-10"
ARG_KELUARAN = "nama berkas hasil; tanpa ini ditulis di folder kerja"
SIAP = "Formulir {opd} untuk {bulan} siap: {berkas} ({n} rencana aksi)."
SIAP_SEMUA = "Formulir {n} OPD untuk {bulan} siap: {berkas}."
TANPA_RENCANA_AKSI = "Road map belum memuat rencana aksi {opd}, jadi tidak ada formulir yang dibuat."
TIDAK_BERLAKU = "{opd} tidak wajib lapor pada {bulan} menurut daftar OPD, jadi formulirnya tidak dibuat."
SUDAH_ADA = "Berkas {berkas} sudah ada dan tidak ditimpa. Mohon pindahkan dulu, atau pilih nama lain dengan --keluaran."
TIDAK_BISA_DITULIS = "Berkas {berkas} tidak bisa ditulis. Mohon periksa folder dan izinnya."

# --- the annotated copy and the list -------------------------------------------------------------------------------

PERBAIKAN = "Perbaikan"
PERBAIKAN_JUDUL = "CATATAN PEMERIKSAAN"
PERBAIKAN_BERKAS = "Berkas: {nama}"
PERBAIKAN_PENGANTAR = (
    "Mohon perbaiki yang bertanda Wajib diperbaiki, lihat kembali yang Perlu dicek, lalu kirim kembali berkas ini."
)
PERBAIKAN_BERSIH = "Tidak ada catatan; berkas terbaca lengkap."
PERBAIKAN_KOLOM = ("Tingkat", "Lembar", "Sel", "Tertulis", "Catatan")
TINGKAT = {"galat": "Wajib diperbaiki", "peringatan": "Perlu dicek", "catatan": "Catatan"}
PENULIS = "Pemeriksaan"
KOMENTAR_TANDA = "— Catatan pemeriksaan —"
KOMENTAR_TERTULIS = "Tertulis: {tertulis}"

SALINAN_SIAP = "Salinan {nama} siap dikirim balik: {n} sel diberi warna dan komentar, daftarnya di lembar Perbaikan."
SALINAN_TANPA_SEL = "Salinan {nama} siap dikirim balik; daftar catatannya di lembar Perbaikan."
DAFTAR_KARENA = "{nama} {sebab}, jadi catatannya ditulis sebagai daftar tersendiri dan berkas aslinya tidak diubah."
SEBAB_BUKAN_XLSX = "bukan buku kerja .xlsx yang dapat disunting"
SEBAB_GAGAL = "tidak dapat disunting dengan aman"
SEBAB_BESAR = "terlalu besar untuk disunting"
SEBAB_MEMUAT = "memuat {apa} yang akan hilang bila disunting"
MAKRO = "makro"
BENTUK = "kotak teks atau gambar bentuk"
GRAFIK_MINI = "grafik mini (sparkline)"
FITUR_LANJUTAN = "format atau pilihan isian Excel yang tidak dikenal penyunting"
KENDALI = "tombol, objek, atau kendali formulir"
TAUTAN_LUAR = "tautan ke buku kerja lain"
DATA_TERSAMBUNG = "data tersambung, slicer, atau garis waktu"
KOMENTAR_BERANTAI = "komentar berantai"
RUMUS_DINAMIS = "rumus larik dinamis atau tipe data khusus"
GAMBAR = "gambar"
GAMBAR_LATAR = "gambar latar atau gambar pada kepala halaman"
BENTUK_KETAT = "susunan Open XML ketat (strict)"

# --- the text for WhatsApp -----------------------------------------------------------------------------------------

BATAS_PESAN = 900
WA_BERSIH = "Laporannya sudah kami terima dan terbaca lengkap. Terima kasih."
WA_BUKA = "Laporannya sudah kami terima, terima kasih. Mohon perbaiki {n} hal berikut lalu kirim kembali berkasnya:"
WA_CEK = "Laporannya sudah kami terima, terima kasih. Mohon periksa {n} hal berikut, dan kirim kembali berkasnya bila ada yang perlu diubah:"
WA_LAIN = "Masih ada {n} hal lain; semuanya tertulis di lembar Perbaikan."
