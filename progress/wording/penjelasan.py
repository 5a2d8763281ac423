"""What a score is made of, in words: contributions of a group, and why a score moved from one month to the next."""

from __future__ import annotations

from collections.abc import Sequence

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


def cara(versi: str, batas: float) -> str:
    """How each line is made."""
    return (
        f"Sumbangan = porsi bobot × capaian (dihitung paling tinggi {angka(batas)}). Porsi: bobotnya dibagi jumlah bobot rencana aksi "
        f"yang jatuh tempo dan sudah lapor. Urut dari yang paling banyak belum tercapai. Angka tampil disesuaikan agar berjumlah "
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
