"""What the commands say at a terminal."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import NoReturn


class Pengurai(argparse.ArgumentParser):
    """A command line whose own words are Indonesian too."""

    def __init__(self, **words: object) -> None:
        super().__init__(add_help=False, **words)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "yang diisi", "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan petunjuk ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "cara pakai:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "cara pakai:", 1)

    def error(self, message: str) -> NoReturn:
        names = ", ".join(re.findall(r"--?[a-z][a-z-]*|FILE|PERINTAH", message))
        said = "Perintah belum lengkap; mohon isi" if "required" in message else "Perintah tidak dikenal atau keliru:"
        self.print_usage(sys.stderr)
        self.exit(2, f"{said} {names or message}\n")


LOADERS = "Memeriksa buku kerja OPD tanpa menyimpan apa pun."
PERIKSA = "periksa satu atau beberapa berkas; tidak ada yang disimpan"
ARG_PEMDA = "nama atau kode pemda, misalnya pamekasan"
ARG_OPD = "OPD pengirim; mengalahkan yang tertulis di berkas"
ARG_PERIODE = "bulan laporan, misalnya 2026-10; mengalahkan yang tertulis di berkas"
ARG_JSON = "satu objek JSON per berkas dan baris"
WAJIB_DIPERBAIKI = "Wajib diperbaiki"
PERLU_DICEK = "Perlu dicek"
CATATAN = "Catatan"
STATUS = {"terbaca": "terbaca", "sebagian": "terbaca sebagian", "ditolak": "belum dapat dibaca"}
RINGKASAN_BERKAS = "{berkas}: {status} · {opd} · {periode} · {baris} baris"
DALAM_ZIP, DALAM_FOLDER = "{berkas} (dalam {zip})", "{berkas} (dalam {zip}, folder {folder})"
KUNCI_DILEWATI = (
    "{zip}: berkas kunci sementara dilewati ({nama}). Mohon pastikan buku kerjanya sudah disimpan dan ditutup."
)
OPD_KOSONG = "Nama OPD kosong. Mohon diisi, misalnya --opd 'Dinas Kesehatan'."
BUKAN_BERKAS = "{nama} adalah folder atau bukan berkas biasa. Mohon pilih buku kerjanya."
BERKAS_TIDAK_ADA = "Berkas {nama} tidak ditemukan. Mohon periksa nama dan foldernya."
OPD_TIDAK_DIKENAL = "OPD '{tertulis}' tidak ada dalam daftar pemda ini.{pilihan}"
MUNGKIN = "Mungkin"
PERIODE_SALAH = "Periode '{tertulis}' belum dikenal. Mohon ditulis tahun-bulan, misalnya 2026-10."

PROGRESS = "Menyimpan road map dan laporan, lalu menghitung kemajuan."
IMPOR = "periksa lalu simpan road map atau laporan"
SKOR = "cetak nilai satu bulan"
PRIORITAS = "cetak rencana aksi paling sedikit yang menaikkan kelas"
PRAKIRAAN = "cetak prakiraan akhir tahun sebagai rentang, beserta seberapa sering rentang serupa tepat"
ARG_PERIODE_HITUNG = "bulan yang dihitung, misalnya 2026-10"
ARG_OPD_HITUNG = "satu OPD; tanpa ini dan tanpa --area: seluruh pemda"
ARG_AREA = "satu area, misalnya A2"
ARG_KELAS = "kelas yang dituju, misalnya Tinggi; bakunya satu tingkat di atas yang sekarang"
ARG_JSON_SATU = "satu objek JSON"
AREA_TIDAK_DIKENAL = "Area '{tertulis}' tidak ada dalam kerangka road map. Pilihannya: {pilihan}."
KELAS_TIDAK_DIKENAL = "Kelas '{tertulis}' tidak ada dalam aturan. Pilihannya: {pilihan}."
DEMO = "buat data contoh Kabupaten Contoh"
ARG_ATURAN = "versi aturan yang tersimpan, misalnya bawaan-2026.1; baku: yang sekarang berlaku"
ARG_VERSI_ROAD_MAP = "versi road map yang pernah berlaku, misalnya 1; baku: yang sekarang berlaku"
ARG_DATABASE = "alamat basis data SQLAlchemy; baku dari PANTAU_DATABASE_URL"
ARG_ROAD_MAP = "perlakukan berkas sebagai road map"
ARG_DITERIMA = "waktu berkas diterima, misalnya 2026-11-04T09:30"
ARG_TERIMA = "terima tanpa bertanya; setiap anggapan dicetak"
WAKTU_SALAH = "Waktu diterima '{tertulis}' belum dikenal. Mohon ditulis seperti 2026-11-04T09:30."
WAKTU_MENDATANG = "Waktu diterima {tertulis} ada di masa depan. Mohon diperiksa."
BELUM_ADA_ROAD_MAP = (
    "Road map {pemda} belum ada di basis data ini. Mohon impor dulu: python -m progress impor ROADMAP.xlsx --pemda {id}"
)
SUDAH_ADA = "sudah ada, tidak ada yang berubah"
DITERIMA = {
    "baru": "diterima",
    "versi_baru": "diterima sebagai versi {versi}",
    "sama": SUDAH_ADA,
    "lama": "berkas versi lama, tidak ada yang berubah",
}
TIDAK_DITERIMA = "belum diterima"
CARA_MENERIMA = "Jawab di terminal atau halaman Unggah, atau pakai --terima."
TETAP_DITERIMA = "tetap diterima walau:"
BASIS_DATA_TERTUKAR = (
    "Basis data itu milik data contoh atau sebaliknya. Data contoh dan data pemda tidak boleh bercampur."
)
ASUMSI = "Anggapan"
DITAHAN = "Perlu dipastikan"
TANYA = "Terima berkas ini? [y/t] "
PILIH = "Pilih 1–{n} (Enter = {baku}): "
DEMO_SIAP = "Data contoh siap: {nama}, {bulan}."
DEMO_MENULIS = "Menyiapkan buku kerja {sudah} dari {semua}"
DEMO_MEMBACA = "Membaca dan menyimpan laporan {bulan}"
DEMO_SUDAH_ADA = "Data contoh sudah siap."
DEMO_SEDANG = "Data contoh sedang disiapkan oleh proses lain."


def sebutan(berkas: str, wadah: str | None, folder: str | None) -> str:
    """A file and the ZIP it came from: 'laporan.xlsx (dalam kiriman.zip, folder Dinkes)'."""
    words = DALAM_FOLDER if folder else DALAM_ZIP
    return words.format(berkas=berkas, zip=wadah, folder=folder) if wadah else berkas


def versi_asing(tertulis: str, pilihan: Sequence[str]) -> str:
    """No such version of rules or road map."""
    return f"Versi '{tertulis}' tidak tersimpan. Yang ada: {', '.join(pilihan) or 'belum ada'}."
