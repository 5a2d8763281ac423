"""Sentences about reference files: which file, which row or key, what is wrong and what would be right."""

from __future__ import annotations

from collections.abc import Iterable


def choices(known: Iterable[str]) -> str:
    return ", ".join(known)


def at_row(berkas: str, baris: int, sebab: str) -> str:
    return f"{berkas} baris {baris}: {sebab}."


def at_key(berkas: str, kunci: str, sebab: str) -> str:
    return f"{berkas} kunci {kunci}: {sebab}."


def at_file(berkas: str, sebab: str) -> str:
    return f"{berkas}: {sebab}."


# --- the file as a whole -----------------------------------------------------------------------------------------

BERKAS_TIDAK_ADA = "berkas tidak ditemukan"
TANPA_KERANGKA = "tidak ada satu pun berkas kerangka (*.toml)"
BUKAN_UTF8 = "tulisan tidak dapat dibaca; mohon disimpan ulang dengan pengodean UTF-8"
TOML_KELIRU = "susunan TOML keliru; mohon diperiksa tanda kutip, tanda sama dengan, dan kurungnya"
CSV_KELIRU = "susunan CSV keliru; mohon diperiksa tanda kutipnya"
BERKAS_KOSONG = "berkas kosong; baris pertama harus memuat nama kolom"
TANPA_BARIS = "belum ada satu baris pun di bawah nama kolom"


def tidak_terbaca(sebab: str) -> str:
    return f"berkas tidak dapat dibuka ({sebab})"


def kolom_hilang(kolom: Iterable[str]) -> str:
    return f"kolom {choices(kolom)} tidak ada"


def kolom_berulang(kolom: str) -> str:
    return f"kolom {kolom} tertulis dua kali"


def jumlah_sel(ada: int, perlu: int) -> str:
    return f"berisi {ada} sel, padahal nama kolomnya {perlu}; teks yang memuat koma mohon diapit tanda kutip"


# --- one cell or one key -----------------------------------------------------------------------------------------


def kolom(nama: str, sebab: str) -> str:
    return f"kolom {nama} {sebab}"


KOSONG = "kosong, padahal wajib diisi"
KUNCI_HILANG = "tidak ada, padahal wajib diisi"


def kunci_asing(known: Iterable[str]) -> str:
    return f"tidak dikenal; pilihan: {choices(known)}"


def bukan_pilihan(tertulis: str, pilihan: Iterable[str]) -> str:
    return f"berisi '{tertulis}'; pilihan: {choices(pilihan)}"


def bukan_tanggal(tertulis: str) -> str:
    return f"berisi '{tertulis}', bukan tanggal; mohon ditulis tahun-bulan-hari, misalnya 2026-07-01"


def bukan_waktu(tertulis: str) -> str:
    return f"berisi '{tertulis}', bukan waktu; mohon ditulis misalnya 2026-11-06T09:00"


def bukan_angka(tertulis: str) -> str:
    return f"berisi '{tertulis}', bukan angka; mohon ditulis dengan titik desimal, misalnya 64.73"


def bukan_bulat(tertulis: str) -> str:
    return f"berisi '{tertulis}', bukan bilangan bulat; mohon ditulis misalnya 12"


def di_luar(tertulis: str, paling_rendah: str, paling_tinggi: str | None) -> str:
    batas = f"paling rendah {paling_rendah}" + (f" dan paling tinggi {paling_tinggi}" if paling_tinggi else "")
    return f"berisi '{tertulis}'; nilainya {batas}"


def bukan_teks(tertulis: str) -> str:
    return f"berisi {tertulis}, bukan teks; mohon diapit tanda kutip"


def bukan_ya_tidak(tertulis: str) -> str:
    return f"berisi {tertulis}; pilihan: true, false"


def bukan_daftar(tertulis: str) -> str:
    return f"berisi {tertulis}, bukan daftar; mohon ditulis misalnya ['satu', 'dua']"


def bukan_bagian(nama: str) -> str:
    return f"mohon ditulis sebagai bagian berulang [[{nama}]], paling sedikit satu"


def bukan_periode(tertulis: str) -> str:
    return f"berisi '{tertulis}', bukan bulan; mohon ditulis misalnya 2026-10"


def bukan_sel_contoh(tertulis: str) -> str:
    return f"berisi '{tertulis}'; mohon ditulis misalnya '2026-10: 12,5 s.d.' atau '2026: 20'"


def padanan_asing(kode: str, kerangka: str) -> str:
    return f"padanan '{kode}' bukan grup kerangka {kerangka}"


JENJANG_TIDAK_MENURUN = "jenjang mohon diurutkan: sampai_pct makin besar, nilai tidak makin besar"
CARA_GABUNG = {
    "rencana_aksi": "rata-rata berbobot atas rencana aksi",
    "rata_opd": "rata-rata antar-OPD",
    "rata_area": "rata-rata antar-area",
}

# --- rows against each other -------------------------------------------------------------------------------------


def berulang(nilai: str, tempat_lain: str) -> str:
    return f"'{nilai}' sudah dipakai pada {tempat_lain}"


def berakhir_sebelum_mulai(mulai: str, sampai: str) -> str:
    return f"berlaku_sampai {sampai} lebih dahulu daripada berlaku_mulai {mulai}"


def milik_dua_opd(tertulis: str, pemilik: str) -> str:
    return f"sebutan '{tertulis}' juga milik {pemilik}; mohon dipindahkan ke kolom rawan pada keduanya"


def alias_dan_rawan(tertulis: str) -> str:
    return f"'{tertulis}' tercatat sebagai sebutan yang diterima dan sebagai rawan sekaligus; mohon dipilih salah satu"


def milik_dua_grup(tertulis: str, pemilik: str) -> str:
    return f"'{tertulis}' juga milik grup {pemilik}; satu sebutan hanya untuk satu grup"


def pendahulu_asing(kode: str) -> str:
    return f"berisi '{kode}', padahal kode itu tidak ada pada baris lain"


def id_bukan_folder(tertulis: str, folder: str) -> str:
    return f"berisi '{tertulis}', padahal nama foldernya '{folder}'"


def kelas_tidak_menurun(batas: str, sebelumnya: str) -> str:
    return f"berisi {batas}, padahal kelas sebelumnya {sebelumnya}; kelas mohon diurutkan dari yang tertinggi"


def kelas_tidak_sampai_nol(batas: str) -> str:
    return f"berisi {batas}; kelas terakhir harus mulai dari 0 agar setiap nilai mempunyai kelas"


def versi_bukan_nama(versi: str) -> str:
    return f"berisi '{versi}', padahal nama berkasnya lain; aturan lama disimpan sebagai aturan-{versi}.toml"


def batas_terbalik(bawah: str, atas: str) -> str:
    return f"batas atas {atas} lebih rendah daripada batas bawah {bawah}"


# --- which pemda -------------------------------------------------------------------------------------------------


def pemda_asing(tertulis: str, pilihan: Iterable[str]) -> str:
    return f"Pemda '{tertulis}' belum ada dalam data acuan. Pilihan: {choices(pilihan) or 'belum ada'}."


def folder_tidak_ada(folder: str) -> str:
    return f"{folder}: folder data acuan tidak ditemukan."
