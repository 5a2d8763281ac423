"""The script of the demo year: who does what in Kabupaten Contoh in 2026. Constants only, read by the planner."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from progress.model import Kelompok, Periode

BENIH = 2026
TAHUN = 2026
BULAN_LAPORAN = tuple(Periode(TAHUN, bulan) for bulan in range(1, 11))
BULAN_TERAKHIR = 10
TANDA = "DATA CONTOH"

PEMBAGIAN_AREA = {
    Kelompok.SEKRETARIAT: (3, 2, 2, 3, 3, 3, 4, 3),
    Kelompok.DINAS: (3, 2, 2, 3, 3, 3, 3, 3),
    Kelompok.BADAN: (3, 2, 2, 3, 3, 3, 3, 3),
    Kelompok.KECAMATAN: (2, 1, 1, 2, 2, 2, 2, 2),
    Kelompok.RSUD: (2, 2, 2, 3, 3, 3, 2, 3),
}
"""How many rencana aksi an OPD of each kind has in each area, first area first; about 900 in all."""


class Layout(StrEnum):
    """The handwriting of a report: one per OPD, the same all year."""

    SATU_BARIS = "L1"
    SATU_BARIS_BULAN_INI = "L1B"
    DUA_BARIS = "L2"
    RP_JUTA = "L3"
    SD_TUNGGAL = "L4"


URUTAN_LAYOUT = (
    Layout.SATU_BARIS, Layout.DUA_BARIS, Layout.SATU_BARIS, Layout.RP_JUTA, Layout.DUA_BARIS,
    Layout.SATU_BARIS, Layout.SD_TUNGGAL, Layout.DUA_BARIS, Layout.SATU_BARIS_BULAN_INI, Layout.RP_JUTA,
)  # fmt: skip
LAYOUT_KHUSUS = {
    "DINSOS": Layout.SATU_BARIS,
    "DP3AP2KB": Layout.SATU_BARIS,
    "DISHUB": Layout.DUA_BARIS,
    "DISPUSIP": Layout.SATU_BARIS,
    "DISNAKER": Layout.DUA_BARIS,
    "DISKAN": Layout.SATU_BARIS,
    "BPBD": Layout.DUA_BARIS,
    "DISKOMINFO": Layout.RP_JUTA,
    "KEC-CONTOH-TENGAH": Layout.SATU_BARIS_BULAN_INI,
    "KEC-CONTOH-UTARA": Layout.SD_TUNGGAL,
    "KEC-CONTOH-SELATAN": Layout.SD_TUNGGAL,
    "KEC-CONTOH-LAMA": Layout.SD_TUNGGAL,
}


class Watak(StrEnum):
    """How an OPD does through the year: the share of its plan that it really reaches, month by month."""

    STABIL = "stabil"
    UNGGUL = "unggul"
    MEMBAIK = "membaik"
    MENURUN = "menurun"
    RENDAH = "rendah"
    SEDANG = "sedang"
    CUKUP = "cukup"
    SERAPAN_TANPA_CAPAIAN = "serapan tanpa capaian"


KURVA = {
    Watak.STABIL: (0.71, 0.71),
    Watak.UNGGUL: (0.98, 1.02),
    Watak.MEMBAIK: (0.42, 0.96),
    Watak.MENURUN: (0.98, 0.46),
    Watak.RENDAH: (0.50, 0.46),
    Watak.SEDANG: (0.66, 0.67),
    Watak.CUKUP: (0.79, 0.79),
    Watak.SERAPAN_TANPA_CAPAIAN: (0.22, 0.16),
}
"""Share of the plan reached in January and in October; straight in between."""

PENGARUH_AREA = {"A2": -0.13, "A3": -0.03, "A4": -0.10, "A5": -0.05, "A6": 0.07, "A8": 0.04}
"""Some areas are harder for everyone: added to the share of the plan reached."""

BATAS_SELEKTIF_PCT = 50.0
"""The selective reporter leaves out what stands below this."""


@dataclass(frozen=True, slots=True)
class Peran:
    """What one OPD plays; everything that is not said here is ordinary."""

    watak: Watak = Watak.STABIL
    bulan_lapor: tuple[int, ...] = tuple(range(1, 11))
    bulan_terlambat: tuple[int, ...] = ()
    selektif: bool = False
    lengkap: bool = False
    jumlah_bobot: float | None = None
    nol_diketik: bool = False
    nihil: bool = False


SAMPAI_JULI = tuple(range(1, 8))
PERAN = {
    "SETDA": Peran(jumlah_bobot=100.0),
    "BPKAD": Peran(Watak.UNGGUL, jumlah_bobot=99.7),
    "INSPEKTORAT": Peran(Watak.UNGGUL),
    "DISKOMINFO": Peran(Watak.UNGGUL),
    "BKPSDM": Peran(Watak.UNGGUL),
    "DPMPTSP": Peran(Watak.UNGGUL),
    "KEC-CONTOH-UTARA": Peran(Watak.UNGGUL),
    "DISDUKCAPIL": Peran(Watak.MEMBAIK),
    "DINKES": Peran(Watak.MEMBAIK),
    "BAPENDA": Peran(Watak.MEMBAIK),
    "KEC-CONTOH-BARU": Peran(Watak.MEMBAIK),
    "DLH": Peran(Watak.MENURUN),
    "DISPERINDAG": Peran(Watak.MENURUN),
    "BPBD": Peran(Watak.MENURUN),
    "DINSOS": Peran(Watak.CUKUP, lengkap=True),
    "DP3AP2KB": Peran(Watak.SEDANG, selektif=True),
    "DISHUB": Peran(Watak.SERAPAN_TANPA_CAPAIAN, lengkap=True),
    "DPKH": Peran(Watak.SEDANG, nol_diketik=True),
    "KEC-CONTOH-TENGAH": Peran(Watak.SEDANG, nihil=True),
    "RSUD-HARAPAN": Peran(Watak.RENDAH),
    "BAKESBANGPOL": Peran(Watak.RENDAH),
    "KEC-CONTOH-HULU": Peran(Watak.RENDAH),
    "DPRKP": Peran(bulan_terlambat=(2, 4, 5, 7, 8, 9, 10)),
    "DISKOPUKM": Peran(Watak.SEDANG, bulan_terlambat=(1, 3, 4, 6, 8, 9, 10)),
    "KEC-CONTOH-PESISIR": Peran(bulan_terlambat=(5, 6, 7, 8, 9, 10)),
    "DISTAN": Peran(Watak.SEDANG, bulan_lapor=tuple(range(1, 10)), bulan_terlambat=(6, 7, 8, 9)),
    "DISPORAPAR": Peran(Watak.SEDANG, bulan_lapor=SAMPAI_JULI),
    "KEC-CONTOH-LAMA": Peran(bulan_lapor=SAMPAI_JULI),
    "KEC-CONTOH-HILIR": Peran(bulan_lapor=()),
}
PERAN_BIASA = Peran()


class Kekeliruan(StrEnum):
    """A real mistake in one report; everything else reads without a galat."""

    BUKAN_ANGKA = "realisasi ditulis 'masih direkap'"
    SEL_RUSAK = "realisasi anggaran berisi #REF!"
    TARGET_BERBEDA = "target dalam laporan lebih rendah daripada road map"
    NIHIL_PADA_POSISI = "NIHIL pada indikator persen"
    KUMULATIF_TURUN = "nilai kumulatif turun dari bulan sebelumnya"


KEKELIRUAN = {
    ("DISPUSIP", 10): Kekeliruan.BUKAN_ANGKA,
    ("DISNAKER", 9): Kekeliruan.SEL_RUSAK,
    ("DISKAN", 10): Kekeliruan.TARGET_BERBEDA,
    ("BPBD", 8): Kekeliruan.NIHIL_PADA_POSISI,
    ("DISKOMINFO", 10): Kekeliruan.KUMULATIF_TURUN,
}
"""One mistake each, at most five reports: (kode OPD, month) -> what is wrong in it."""

SINGKATAN_BULAN = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")
"""As OPD write them in sheet and file names."""

KENDALA = (
    "Jadwal narasumber belum tersedia", "Anggaran baru tersedia setelah pergeseran", "Petugas pengelola berganti",
    "Data dukung dari bidang belum lengkap", "Jaringan internet di lokasi layanan belum stabil",
    "Menunggu hasil evaluasi dari instansi pembina", "Sebagian sarana masih dalam proses pengadaan",
    "Koordinasi dengan perangkat daerah terkait belum tuntas",
)  # fmt: skip
TINDAK_LANJUT = (
    "Penjadwalan ulang pada bulan berikutnya", "Rapat koordinasi dengan bidang terkait",
    "Penunjukan petugas pengganti", "Pengumpulan data dukung paling lambat minggu kedua",
    "Pendampingan oleh Bagian Organisasi", "Percepatan proses pengadaan",
)  # fmt: skip
BUKTI = (
    "Notula dan daftar hadir", "Foto kegiatan dan laporan", "Salinan keputusan", "Rekapitulasi data dari aplikasi",
    "Berita acara", "Laporan bulanan",
)  # fmt: skip
PELAKSANA = ("Sekretariat", "Subbagian Umum dan Kepegawaian", "Subbagian Perencanaan dan Keuangan", "Seluruh OPD")
