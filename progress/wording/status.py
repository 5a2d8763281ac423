"""The sentence of a class: what was reached, which bound comes next, what is not reported."""

from __future__ import annotations

from progress.model import NAMA_BULAN, Periode
from progress.wording.formats import angka, persen


def kosong(periode: Periode) -> str:
    return f"Belum ada rencana aksi yang jatuh tempo s.d. {_bulan(periode)}"


def belum_dinilai(periode: Periode, capaian: float | None, sudah: int, wajib: int, ambang: float) -> str:
    """Coverage first; the mean only as what it is."""
    text = f"Belum dapat dinilai: baru {sudah} dari {wajib} rencana aksi dilaporkan, perlu {angka(ambang)} %"
    if capaian is None:
        return text
    return f"{text}; yang sudah dilaporkan rata-rata {persen(capaian)} dari target s.d. {_bulan(periode)}"


def dinilai(
    periode: Periode, capaian: float, kelas: str, batas: tuple[str | None, float], sudah: int, wajib: int
) -> str:
    """`batas`: the class above with its lower bound, or None with the own bound of the highest class."""
    above, bound = batas
    next_bound = f"batas bawah kelas {above} {angka(bound)}" if above else f"batas bawah kelas ini {angka(bound)}"
    missing = wajib - sudah
    reports = (
        f"{missing} dari {wajib} rencana aksi belum dilaporkan"
        if missing
        else f"semua {wajib} rencana aksi sudah dilaporkan"
    )
    name = kelas.capitalize() if kelas.istitle() else kelas
    return f"{name}: {persen(capaian)} dari target s.d. {_bulan(periode)} ({next_bound}); {reports}"


def _bulan(periode: Periode) -> str:
    return NAMA_BULAN[periode.bulan - 1]
