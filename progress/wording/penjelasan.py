"""What a score is made of, in words: contributions of a group, and why a score moved from one month to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from progress.wording.formats import angka, persen

JUDUL = "Dari mana angka ini?"
KOLOM = ("{apa}", "Porsi bobot", "Capaian", "Sumbangan", "Belum tercapai")
APA_AREA, APA_RENCANA = "Area", "Rencana aksi"
LUAR_KERANGKA = "di luar kerangka"
JUMLAH = "Jumlah"
TIDAK_DIURAI = "Angka ini tidak dapat diuraikan menjadi rata-rata rencana aksi menurut aturan versi {versi}."
TANPA_URAIAN = "Belum ada rencana aksi jatuh tempo yang dilaporkan, jadi belum ada yang diuraikan."
KETENTUAN = "Ketentuan"


def ringkas(nilai: float, n: int, apa: str) -> str:
    """'71,2 = jumlah sumbangan 8 area'."""
    return f"{persen(nilai)} = jumlah sumbangan {angka(n, 0)} {apa.lower()}"


GABUNG = {
    "rencana_aksi": "",
    "rata_opd": " Angka pemda adalah rata-rata OPD: tiap OPD berporsi sama, dan di dalamnya menurut bobot.",
    "rata_area": " Angka pemda adalah rata-rata area: tiap area berporsi sama, dan di dalamnya menurut bobot.",
}


def cara(versi: str, batas: float, gabung: str) -> str:
    """How each line is made; `gabung` is a key of GABUNG."""
    return (
        f"Sumbangan = porsi bobot × capaian (dihitung paling tinggi {angka(batas)}). Porsi: bobotnya dibagi jumlah bobot rencana aksi "
        f"yang jatuh tempo dan sudah lapor.{GABUNG[gabung]} Urut dari yang paling banyak belum tercapai. Angka tampil disesuaikan agar berjumlah "
        f"tepat; aturan versi {versi}."
    )


def capaian_dihitung(dihitung: float, asli: float | None) -> str:
    """'100,0 % (asli 140,0 %)'; one figure where both print the same."""
    text = persen(dihitung)
    return text if asli is None or persen(asli) == text else f"{text} (asli {persen(asli)})"


def lainnya(n: int) -> str:
    return f"{angka(n, 0)} rencana aksi lainnya"


def ketentuan(names: Sequence[str], versi: str) -> str:
    return f"{'; '.join(names)} (aturan versi {versi})"


# --- from one month to the next ----------------------------------------------------------------------------------

SEBAB = {"data": "data", "target": "target", "cakupan": "cakupan", "koreksi": "koreksi bulan lalu", "aturan": "aturan"}
JUDUL_PERUBAHAN = "Mengapa angka naik atau turun"
PERUBAHAN_PENGANTAR = (
    "Perubahan dari bulan lalu diurai menjadi lima bagian yang berjumlah tepat. Satu bahan diganti pada satu waktu, dalam urutan ini, "
    "dan setiap bagian adalah selisih dua nilai:"
)
PERUBAHAN_URAI = (
    ("aturan", "Bulan lalu seperti terakhir disajikan, dihitung kembali dengan aturan yang sekarang berlaku."),
    ("koreksi bulan lalu", "Laporan bulan-bulan sebelumnya yang diganti, diperbaiki, atau menyusul sesudah disajikan."),
    (
        "target",
        "Realisasi bulan lalu dibandingkan dengan target s.d. bulan ini, dengan bobot dan road map yang sekarang berlaku.",
    ),
    (
        "cakupan",
        "Rencana aksi yang mulai atau berhenti dihitung: baru jatuh tempo, baru lapor, atau bulan ini belum lapor.",
    ),
    ("data", "Realisasi bulan ini menggantikan realisasi bulan lalu pada rencana aksi yang dihitung di kedua bulan."),
)
PERUBAHAN_CATATAN = (
    "“Terakhir disajikan” berarti seperti disimpan ketika disajikan; bila tidak disimpan, seperti tepat sebelum laporan pertama bulan "
    "berikutnya diterima. Bila saat itu belum dapat dinilai, bulan lalu dipakai seperti sekarang dan tidak ada koreksi. Januari tidak dibandingkan: target s.d. dimulai lagi setiap tahun."
)


def sebab(parts: Mapping[str, float]) -> str:
    """'data +3,0; cakupan −0,9'; what prints as 0,0 is left out."""
    return "; ".join(f"{word} {bertanda(parts[name])}" for name, word in SEBAB.items() if parts.get(name))


def bertanda(value: float) -> str:
    """'+3,0' or '−0,9'."""
    return f"{'−' if value < 0 else '+'}{angka(abs(value), 1)}"
