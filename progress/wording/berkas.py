"""Sentences about files: what the file is, and what its sender does next."""

from __future__ import annotations

from typing import NamedTuple


class Kalimat(NamedTuple):
    """A sentence with the code of its finding; names in braces are filled in by whoever refuses the file."""

    kode: str
    pesan: str


def _kalimat(kode: str, *pesan: str) -> Kalimat:
    return Kalimat(kode, " ".join(pesan))


_SIMPAN = "Buka di Excel atau LibreOffice, pilih Simpan Sebagai → Buku Kerja Excel (.xlsx), lalu unggah hasilnya."
_ASLI = "Mohon unggah buku kerja Excel (.xlsx) aslinya."
_SIMPAN_BARU = "Buka di Excel, simpan sebagai berkas baru (.xlsx), lalu unggah kembali."
_EKSTRAK = "Ekstrak dahulu, lalu kirim buku kerjanya satu per satu atau sebagai satu ZIP."
_RINGKAS = "Sisakan lembar laporannya saja, simpan, lalu unggah kembali."

KUNCI = _kalimat(
    "BERKAS_KUNCI", "Ini berkas kunci sementara Excel (~$…).", "Tutup berkas di Excel lalu unggah berkas aslinya."
)
KOSONG = _kalimat(
    "BERKAS_KOSONG",
    "Berkas ini kosong (0 bita).",
    "Periksa apakah sudah tersimpan atau terunduh dengan utuh, lalu unggah kembali.",
)
HANYA_NOL = _kalimat(
    "BERKAS_RUSAK",
    "Isi berkas ini hilang (seluruhnya nol), biasanya karena salinan terputus.",
    "Mohon salin ulang dari sumbernya, lalu unggah kembali.",
)
TERSANDI = _kalimat(
    "BERKAS_TERSANDI",
    "Berkas ini dikunci dengan kata sandi.",
    "Buka di Excel, hapus sandinya melalui Berkas → Info → Proteksi Buku Kerja, simpan, lalu unggah kembali.",
)
ZIP_TERSANDI = _kalimat(
    "BERKAS_TERSANDI",
    "Berkas ZIP ini dikunci dengan kata sandi.",
    _EKSTRAK,
)
XLS_KUNO = _kalimat("FORMAT_LAMA", "Berkas ini berformat Excel yang sangat lama (sebelum Excel 5).", _SIMPAN)
TEKS = _kalimat(
    "BUKAN_BUKU_KERJA",
    "Berkas ini teks biasa tanpa kolom, sehingga tidak memuat tabel laporan.",
    "Mohon unggah buku kerja Excel (.xlsx) aslinya, atau CSV yang kolomnya dipisah titik koma.",
)
CSV_PETIK = _kalimat(
    "CSV_TIDAK_RATA",
    "Tanda petik di sekitar baris {baris} berkas CSV ini tidak berpasangan, sehingga batas selnya tidak pasti.",
    "Buka berkas aslinya di Excel, simpan sebagai buku kerja (.xlsx), lalu unggah hasilnya.",
)
CSV_TIDAK_RATA = _kalimat(
    "CSV_TIDAK_RATA",
    "Baris {baris} berkas CSV ini memuat lebih banyak sel daripada judul tabelnya, mungkin karena koma desimal terbaca sebagai"
    " pemisah kolom.",
    "Simpan aslinya sebagai buku kerja (.xlsx), atau sebagai CSV dengan pemisah titik koma, lalu unggah hasilnya.",
)
HTML_TANPA_TABEL = _kalimat(
    "BUKAN_BUKU_KERJA",
    "Berkas ini halaman web (HTML) tanpa tabel, mungkin halaman masuk atau pesan galat dari aplikasi.",
    "Masuk kembali ke aplikasi itu, unduh laporannya sekali lagi, lalu unggah berkas yang baru.",
)
MHTML = _kalimat("FORMAT_LAIN", "Berkas ini arsip halaman web (MHTML) yang diberi nama seperti berkas Excel.", _SIMPAN)
NUMBERS = _kalimat(
    "FORMAT_LAIN",
    "Berkas ini dibuat dengan Apple Numbers.",
    "Di Numbers pilih Berkas → Ekspor Ke → Excel, lalu unggah hasilnya (.xlsx).",
)
PDF = _kalimat("BUKAN_BUKU_KERJA", "Berkas ini PDF, bukan buku kerja Excel.", _ASLI)
WORD = _kalimat(
    "BUKAN_BUKU_KERJA",
    "Berkas ini dokumen Word, bukan buku kerja Excel.",
    "Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah.",
)
POWERPOINT = _kalimat("BUKAN_BUKU_KERJA", "Berkas ini salindia PowerPoint, bukan buku kerja Excel.", _ASLI)
GAMBAR = _kalimat("BUKAN_BUKU_KERJA", "Berkas ini gambar atau foto, bukan buku kerja Excel.", _ASLI)
ARSIP = _kalimat(
    "BUKAN_BUKU_KERJA",
    "Berkas ini arsip RAR, 7z, atau sejenisnya, yang tidak dapat dibuka di sini.",
    _EKSTRAK,
)
ZIP_BERSARANG = _kalimat(
    "ARSIP_BERSARANG", "Berkas ini arsip ZIP di dalam arsip ZIP lain, sehingga tidak dibuka.", _EKSTRAK
)
ZIP_KOSONG = _kalimat(
    "ZIP_KOSONG",
    "Berkas ZIP ini tidak memuat satu berkas laporan pun.",
    "Mohon masukkan buku kerjanya ke dalam ZIP, lalu kirim kembali.",
)
ZIP_RUSAK = _kalimat(
    "BERKAS_RUSAK",
    "Berkas ZIP ini rusak, terpotong, atau susunannya tidak wajar, sehingga tidak dapat dibuka.",
    "Mohon mampatkan ulang, atau kirim buku kerjanya satu per satu.",
)
ZIP_BANYAK = _kalimat(
    "TERLALU_BESAR", "Berkas ZIP ini memuat lebih dari {batas} berkas.", "Mohon dibagi menjadi beberapa ZIP."
)
ZIP_BENGKAK = _kalimat(
    "MENCURIGAKAN",
    "Isi berkas ZIP ini melebihi {batas} MB atau dimampatkan berlebihan, sehingga tidak dibuka demi keamanan.",
    "Mohon dibagi menjadi beberapa ZIP, atau kirim buku kerjanya satu per satu.",
)
UKURAN_ZIP = _kalimat("TERLALU_BESAR", "Berkas ZIP ini lebih dari {batas} MB.", "Mohon dibagi menjadi beberapa ZIP.")
UKURAN_ANGGOTA = _kalimat(
    "TERLALU_BESAR",
    "Berkas ini di dalam ZIP lebih dari {batas} MB.",
    "Hapus gambar dan lembar yang tidak diperlukan, simpan, lalu kirim kembali.",
)
ANGGOTA_TERSANDI = _kalimat(
    "BERKAS_TERSANDI", "Berkas ini di dalam ZIP dikunci dengan kata sandi.", "Mohon kirim berkasnya tanpa sandi."
)
ANGGOTA_RUSAK = _kalimat(
    "BERKAS_RUSAK",
    "Berkas ini rusak di dalam ZIP, atau dimampatkan dengan cara yang tidak dikenal.",
    "Mohon mampatkan ulang, atau kirim berkas ini tersendiri.",
)
TAK_DIKENAL = _kalimat("BUKAN_BUKU_KERJA", "Isi berkas ini bukan buku kerja Excel.", _ASLI)
TERPOTONG = _kalimat(
    "BERKAS_RUSAK",
    "Berkas ini rusak atau terpotong, biasanya karena unggahan atau salinan terputus.",
    "Pastikan berkas dapat dibuka di Excel, simpan ulang, lalu unggah kembali.",
)
RUSAK = _kalimat(
    "BERKAS_RUSAK", "Susunan di dalam berkas ini rusak sehingga tidak dapat dibaca dengan aman.", _SIMPAN_BARU
)
TANPA_LEMBAR = _kalimat(
    "BERKAS_RUSAK",
    "Buku kerja ini tidak memuat lembar kerja satu pun.",
    "Periksa apakah berkas yang dipilih sudah benar, lalu unggah kembali.",
)
UKURAN = _kalimat(
    "TERLALU_BESAR",
    "Berkas ini {mb} MB; batasnya {batas} MB.",
    "Hapus gambar dan lembar yang tidak diperlukan, simpan, lalu unggah kembali.",
)
ISI_BESAR = _kalimat(
    "TERLALU_BESAR",
    "Isi berkas ini melebihi {batas} MB setelah dibuka.",
    "Hapus lembar dan baris yang tidak diperlukan, simpan, lalu unggah kembali.",
)
SEL_BANYAK = _kalimat("TERLALU_BESAR", "Buku kerja ini memuat lebih dari {batas} sel.", _RINGKAS)
DAERAH_LUAS = _kalimat(
    "TERLALU_BESAR",
    "Daerah terisi pada lembar “{lembar}” mencapai sel {sel}, terlalu luas untuk sebuah laporan.",
    "Hapus baris dan kolom kosong di luar tabel, simpan, lalu unggah kembali.",
)
TEKS_BERULANG = _kalimat(
    "TERLALU_BESAR",
    "Teks yang sangat panjang diulang di terlalu banyak sel.",
    "Hapus pengulangannya, simpan, lalu unggah kembali.",
)
MENCURIGAKAN = _kalimat(
    "MENCURIGAKAN",
    "Susunan berkas ini tidak wajar untuk sebuah buku kerja ({sebab}), sehingga tidak dibuka demi keamanan.",
    _SIMPAN_BARU,
)
PEMBACA_GAGAL = _kalimat(
    "PEMBACA_GAGAL", "Berkas “{nama}” tidak dapat dibaca karena pembacanya berhenti di tengah jalan.", _SIMPAN_BARU
)
PEMBACA_TERLALU_LAMA = _kalimat(
    "PEMBACA_TERLALU_LAMA", "Berkas “{nama}” terlalu lama dibaca sehingga dihentikan.", _RINGKAS
)
PEMBACA_KEHABISAN_MEMORI = _kalimat(
    "TERLALU_BESAR", "Berkas “{nama}” memerlukan memori terlalu besar untuk dibaca.", _RINGKAS
)

SEBAB_BAGIAN = "bagian di dalamnya terlalu banyak"
SEBAB_RASIO = "isinya dimampatkan berlebihan"
SEBAB_DOCTYPE = "memuat deklarasi DOCTYPE"
SEBAB_DALAM = "elemennya bersarang terlalu dalam"
SEBAB_GANDA = "memuat bagian dengan nama ganda"
SEBAB_ALAMAT = "memuat alamat sel yang tidak sah"
SEBAB_BARIS = "memuat baris yang terlalu panjang"
SEBAB_URUTAN = "selnya tidak berurutan"
SEBAB_GABUNG = "sel gabungannya terlalu banyak"

PEMBACA_TIDAK_DIMULAI = (
    "Proses pembaca berkas tidak dapat dimulai. Mohon jalankan ulang pemasangan dengan python3 mulai.py siapkan."
)
