"""Prioritas penyelesaian in words: what to complete, what that gives, and why nothing shorter does."""

from __future__ import annotations

from progress.model import Jenis, Periode
from progress.wording.asal import bersatuan
from progress.wording.formats import KOSONG, angka, persen

JUDUL = "Prioritas penyelesaian"
PENGANTAR = (
    "Rencana aksi paling sedikit yang, bila diselesaikan sampai target s.d. bulan ini, menaikkan kelas. "
    "Ini hitungan, bukan arahan: yang lain dianggap tetap seperti laporan bulan ini."
)
PILIH_KELAS = "Menuju kelas"
KELAS_TIDAK_DIKENAL = "Kelas “{tertulis}” bukan kelas di atas yang sekarang; yang ditampilkan kelas berikutnya."
SUDAH_TERTINGGI = "Kelasnya sudah yang tertinggi."
TANPA_TINDAKAN = "Belum ada rencana aksi yang jatuh tempo, jadi belum ada yang perlu diprioritaskan."
ATURAN_LAIN = "Nilai ini digabung menurut aturan lain, dan prioritas penyelesaian belum dapat dihitung darinya."
PEMILIHAN = (
    "Di antara pilihan yang sama banyaknya dipilih yang paling dekat selesai, lalu yang paling lama lewat jatuh tempo."
)
PEMILIHAN_SEBAGIAN = "Banyaknya pasti; di antara pilihan yang sama banyaknya mungkin ada yang lebih dekat selesai."
LAPORAN_BELUM = "Yang belum lapor dihitung mulai dari tepi bawahnya: angka terakhirnya untuk yang dijumlahkan atau kumulatif, selain itu 0."
HANYA_DILAPORKAN = (
    "Karena nilai pemda adalah rata-rata dari rata-rata, yang dipilih hanya rencana aksi yang sudah lapor."
)
KOLOM_OPD = "OPD"
KOLOM = ("Rencana aksi", KOLOM_OPD, "Sekarang", "Yang kurang", "Menambah")


def sudah(kelas: str | None, kini: float | None) -> str:
    return f"Sudah {kelas or KOSONG} ({persen(kini)})."


def belum_lapor(periode: Periode) -> str:
    return f"{periode.nama} belum dilaporkan. Mohon laporannya dikirim lebih dahulu; prioritas dihitung dari isinya."


def mustahil(kelas: str, batas: float, hasil: float | None) -> str:
    """Not even everything completed is enough."""
    return f"{kelas} (mulai {angka(batas)}) belum terjangkau bulan ini: bila semuanya diselesaikan pun {persen(hasil)}."


def tak_pulih(n: int) -> str:
    return f"{n} rencana aksi tidak dapat dipilih: yang sudah terjadi melewati batas atas targetnya." if n else ""


def hasil(
    n: int, periode: Periode, kini: float | None, kini_kelas: str | None, sesudah: float | None, kelas: str | None
) -> str:
    """'3 rencana aksi membawa Oktober 2026 dari Tinggi (82,9 %) menjadi Sangat Tinggi (91,0 %).'"""
    return (
        f"{angka(n, 0)} rencana aksi membawa {periode.nama} dari {kini_kelas or KOSONG} ({persen(kini)}) "
        f"menjadi {kelas} ({persen(sesudah)})."
    )


def bukti(
    kurang_satu: int, capaian: float | None, batas: float, laporan: int, ambang: float, pemecah: int | None
) -> str:
    """Why `kurang_satu` items do not do it; `laporan` of them would have to be reports for the coverage."""
    tail = ""
    if pemecah == kurang_satu + 1:
        tail = f" Pemecah program bilangan bulat (HiGHS) membuktikan hal yang sama: paling sedikit {angka(pemecah, 0)}."
    if kurang_satu < laporan:
        reason = f"cakupan {angka(ambang)} % masih memerlukan {angka(laporan, 0)} laporan lagi"
    elif kurang_satu == 0:
        reason = f"tanpa satu pun, capaiannya tetap {persen(capaian)} (perlu {angka(batas)})"
    else:
        wajib = f", termasuk {angka(laporan, 0)} laporan untuk cakupan {angka(ambang)} %," if laporan else ""
        reason = (
            f"{angka(kurang_satu, 0)} rencana aksi dengan tambahan terbesar{wajib} hanya sampai {persen(capaian)} "
            f"(perlu {angka(batas)})"
        )
    return f"Tidak bisa lebih sedikit: {reason}.{tail}"


def sekarang(dilaporkan: bool, dari_pct: float) -> str:
    return persen(dari_pct) if dilaporkan else f"belum lapor (tepi bawah {persen(dari_pct)})"


def sasaran(bawah: float, atas: float | None, satuan: str | None, jenis: Jenis) -> str:
    """'10 dokumen', or '60–70 %' for a range."""
    if atas is None or atas == bawah:
        return bersatuan(bawah, None, satuan, jenis)
    return f"{angka(bawah)}–{bersatuan(atas, None, satuan, jenis)}"


def kurang(jenis: Jenis, turunkan: bool, dilaporkan: bool, nilai: float | None, target: str, satuan: str | None) -> str:
    """What is missing in the item's own unit."""
    if jenis is Jenis.YA_TIDAK:
        text = "dari Tidak menjadi Ya" if dilaporkan else "menjadi Ya"
    elif nilai is None:
        text = f"paling banyak {target}" if turunkan else f"target {target}"
    elif turunkan:
        text = f"turun {bersatuan(nilai, None, satuan, jenis)} menjadi {target}"
    else:
        text = f"{bersatuan(nilai, None, satuan, jenis)} lagi sampai {target}"
    return text if dilaporkan else f"laporkan; {text}"


def terlambat(bulan: int) -> str:
    """Since when the present target has been due."""
    return f"jatuh tempo {bulan} bulan lalu" if bulan else ""


def poin(value: float) -> str:
    return f"{angka(value, 2)} poin"
