"""Perlu klarifikasi in words: what was written, what it is held against, and why that is asked; never an accusation."""

from __future__ import annotations

from progress.model import Periode
from progress.wording.formats import KOSONG, angka, persen, rupiah

JUDUL = "Perlu klarifikasi"
PENGANTAR = (
    "Angka yang sebaiknya ditanyakan kepada OPD-nya. Ini bukan kesalahan dan tidak mengubah nilai; sering kali ada "
    "penjelasannya."
)
UNTUK_SIAPA = (
    "Daftar ini untuk Bagian Organisasi dan Inspektorat; pimpinan melihatnya sesudah klarifikasi. Selama akun belum ada, "
    "siapa pun yang membuka halaman ini melihatnya."
)
BULAN = "Lihat yang perlu ditanyakan pada {bulan}"
TIDAK_ADA = "Tidak ada angka yang perlu ditanyakan pada {bulan}."
HAL = {
    "salinan opd": "Sama dengan laporan OPD lain",
    "salinan bulan": "Sama dengan bulan sebelumnya",
    "lonjakan": "Berubah jauh di luar kebiasaan",
    "target januari": "Target setahun tercapai pada Januari",
    "target turun": "Target setahun menjadi lebih ringan",
    "nilai turun": "Angka s.d. bulan ini turun",
    "tanpa bukti": "Tercapai tanpa bukti",
    "serapan": "Serapan jauh di atas capaian",
}


APA = "Apa yang diperiksa"


def yang_diperiksa(
    salinan: int, sama_pct: float, riwayat: int, target_pct: float, serapan_pct: float, selisih: float
) -> tuple[tuple[str, str], ...]:
    """Every check with the bound it asks from."""
    return (
        (HAL["salinan opd"], f"sedikitnya {salinan} nilai indikator yang sama (bukan 0, 1, 100, atau targetnya) dan {angka(sama_pct)} % di antaranya sama persis."),
        (HAL["salinan bulan"], f"sedikitnya {salinan} nilai seperti itu dan {angka(sama_pct)} % di antaranya tidak berubah dari bulan lalu."),
        (HAL["lonjakan"], f"sesudah sedikitnya {riwayat} perubahan tahun ini: jauh di luar kebiasaannya sendiri dan lebih dari {angka(target_pct)} % target setahun."),
        (HAL["target januari"], "target setahun sudah tercapai pada Januari, padahal road map baru memintanya kemudian."),
        (HAL["target turun"], "road map yang lebih baru memberi target setahun yang lebih mudah; kedua versinya disebut."),
        (HAL["nilai turun"], "angka kumulatif atau s.d. lebih kecil daripada yang terakhir dilaporkan."),
        (HAL["tanpa bukti"], "pertama kali mencapai 100 % dan belum pernah disertai bukti, dalam laporan yang biasanya menyertakannya."),
        (HAL["serapan"], f"serapan {angka(serapan_pct)} % atau lebih dan sedikitnya {angka(selisih)} poin di atas capaian."),
    )  # fmt: skip


def judul(n: int) -> str:
    return f"{JUDUL}: {angka(n, 0)} hal" if n else JUDUL


def jumlah(n: int) -> str:
    return f"{angka(n, 0)} hal."


def sel(tempat: str | None, berkas: str | None) -> str:
    """'sel Realisasi!H9 pada laporan.xlsx'."""
    return " pada ".join(filter(None, (f"sel {tempat}" if tempat else "", berkas))) or KOSONG


def salinan_opd(sama: int, dari: int, lain: str, ini: tuple[float | None, str], itu: tuple[float | None, str]) -> str:
    return (
        f"{sama} dari {dari} nilai indikator yang sama persis sama dengan laporan {lain}; misalnya {_isi(*ini)} dan "
        f"{_isi(*itu)}."
    )


def salinan_bulan(
    sama: int, dari: int, lalu: Periode, ini: tuple[float | None, str], itu: tuple[float | None, str]
) -> str:
    return f"{sama} dari {dari} nilai tidak berubah sejak {lalu.nama}; misalnya {_isi(*ini)} dan {_isi(*itu)}."


def lonjakan(
    ini: tuple[float | None, str], lalu: Periode, itu: tuple[float | None, str], batas: tuple[float, float]
) -> str:
    return (
        f"Tertulis {_isi(*ini)}; {lalu.nama} {_isi(*itu)}. Tahun ini biasanya berubah antara {angka(batas[0])} dan "
        f"{angka(batas[1])} per bulan."
    )


def target_januari(ini: tuple[float | None, str], target: float | None, sel_target: str) -> str:
    return f"Tertulis {_isi(*ini)}, sedangkan target setahun {angka(target)} ({sel_target} road map). Apakah targetnya terlalu rendah?"


def target_turun(
    lama: tuple[float | None, str], versi_lama: int, baru: tuple[float | None, str], versi_baru: int
) -> str:
    return (
        f"Target setahun {_isi(*lama)} road map versi {versi_lama} menjadi {_isi(*baru)} road map versi {versi_baru}."
    )


def nilai_turun(ini: tuple[float | None, str], lalu: Periode, itu: tuple[float | None, str]) -> str:
    return f"Tertulis {_isi(*ini)}, lebih kecil daripada {lalu.nama}: {_isi(*itu)}."


def tanpa_bukti(capaian: float | None, ini: str, kosong: str) -> str:
    return f"Capaian {persen(capaian)} ({ini}), sedangkan buktinya kosong ({kosong})."


def serapan(batas: tuple[float, float], uang: tuple[float | None, str], ini: tuple[float | None, str]) -> str:
    return f"Serapan {persen(batas[0])} ({rupiah(uang[0])}, {uang[1]}) dan capaian {persen(batas[1])} ({angka(ini[0])}, {ini[1]})."


def _isi(nilai: float | None, tempat: str) -> str:
    return f"{angka(nilai)} ({tempat})"
