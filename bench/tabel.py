"""How a benchmark prints: a small table, then each ratio beside its mark."""

from __future__ import annotations

from collections.abc import Sequence


def print_table(kepala: Sequence[str], baris: Sequence[Sequence[object]]) -> None:
    """First column to the left, numbers to the right."""
    teks = [list(kepala), *([str(sel) for sel in b] for b in baris)]
    lebar = [max(len(b[k]) for b in teks) for k in range(len(kepala))]
    for b in teks:
        print("  ".join(s.ljust(w) if k == 0 else s.rjust(w) for k, (s, w) in enumerate(zip(b, lebar, strict=True))))


def print_ratio(apa: str, nilai: float, tanda: str, patokan: float, satuan: str = "") -> bool:
    """`tanda` is "≥" or "≤"; answers whether the mark is reached."""
    tercapai = nilai >= patokan if tanda == "≥" else nilai <= patokan
    hasil = "tercapai" if tercapai else "BELUM TERCAPAI"
    print(f"{apa}: {angka(nilai)}{satuan} (patokan {tanda} {angka(patokan)}{satuan}, {hasil})")
    return tercapai


def angka(nilai: float, desimal: int = 2) -> str:
    return f"{nilai:.{desimal}f}".replace(".", ",")
