"""Prakiraan akhir tahun and the pace that is needed, in words; never one sure number."""

from __future__ import annotations

from progress.model import Jenis
from progress.wording.asal import bersatuan
from progress.wording.formats import angka, persen

JUDUL = "Prakiraan akhir tahun"
TANPA_NILAI = f"{JUDUL} belum dibuat: belum ada bulan yang dapat dinilai."
SISA_TAHUN = "Sisa tahun"
CARA = (
    "Rentangnya dari “tetap seperti sekarang” sampai “berlanjut dengan laju selama ini”, dilebarkan dengan naik-turunnya "
    "bulan-bulan sebelumnya. Yang baru jatuh tempo sesudah bulan ini belum ikut. Prakiraan bukan janji dan tidak mengubah nilai."
)


def prakiraan(bawah: float, atas: float, jarak: int, uji: int, tepat: int) -> str:
    """'Prakiraan Desember: 63,4–79,0 %. Dari 45 prakiraan serupa (2 bulan ke depan), 38 (84 %) tepat di dalam rentang.'"""
    return (
        f"Prakiraan Desember: {_rentang(bawah, atas)}. Dari {angka(uji, 0)} prakiraan serupa ({jarak} bulan ke depan), "
        f"{angka(tepat, 0)} ({angka(tepat / uji * 100, 0)} %) tepat di dalam rentang."
    )


def prakiraan_ringkas(bawah: float, atas: float, uji: int, tepat: int) -> str:
    return (
        f"Prakiraan capaian Desember {_rentang(bawah, atas)} "
        f"({angka(tepat, 0)} dari {angka(uji, 0)} prakiraan serupa tepat)."
    )


def tanpa(sebab: str, titik: int, jarak: int, uji: int, tepat: int, minimal: int) -> str:
    """Why there is no forecast; in December there is nothing to forecast."""
    tested = f"baru dapat diuji {angka(uji, 0)} kali" if uji else "belum dapat diuji"
    return {
        "akhir tahun": "",
        "bulan ini belum dapat dinilai": f"{JUDUL} belum dibuat: bulan ini belum dapat dinilai.",
        "kurang titik": f"{JUDUL} belum dibuat: baru {titik} bulan yang dapat dinilai, perlu sedikitnya {minimal}.",
        "kurang uji": (
            f"{JUDUL} belum dibuat: prakiraan sejauh {jarak} bulan {tested} dengan bulan-bulan "
            f"yang sudah lewat, perlu sedikitnya {minimal}."
        ),
        "sering meleset": (
            f"{JUDUL} tidak ditampilkan: dari {angka(uji, 0)} prakiraan serupa hanya {angka(tepat, 0)} yang tepat."
        ),
    }[sebab]


def laju(perlu: str, nilai: float, bulan_sisa: int, selama_ini: float | None, satuan: str | None) -> str:
    """What the months that are left have to bring, in the item's unit."""
    amount = bersatuan(nilai, None, satuan, Jenis.ANGKA)
    so_far = "" if selama_ini is None else f" (selama ini rata-rata {angka(selama_ini)})"
    rest = f"selama {bulan_sisa} bulan lagi" if bulan_sisa > 1 else "pada bulan terakhir"
    return {
        "tambah": f"Agar target setahun tercapai, perlu {amount} per bulan {rest}{so_far}.",
        "paling banyak": f"Agar tidak melewati target setahun, paling banyak {amount} per bulan {rest}{so_far}.",
        "naik ke": f"Agar target setahun tercapai, perlu naik sampai {amount} dalam {bulan_sisa} bulan.",
        "turun ke": f"Agar target setahun tercapai, perlu turun sampai {amount} dalam {bulan_sisa} bulan.",
        "sudah": "Target setahun sudah tercapai; tinggal dipertahankan.",
        "terlampaui": f"Target setahun sudah terlewati {amount}; yang sudah terjadi tidak dapat ditarik kembali.",
    }[perlu]


def _rentang(bawah: float, atas: float) -> str:
    low, high = angka(bawah, 1), angka(atas, 1)
    return persen(bawah) if low == high else f"{low}–{high} %"
