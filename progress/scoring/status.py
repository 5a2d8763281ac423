"""A group's class and state in one sentence: never a number without its month, its coverage and the bound it stands at."""

from __future__ import annotations

import math

from progress.model import Aturan, Periode
from progress.wording import status as kata


def status(periode: Periode, capaian_pct: float, kelas: str | None, sudah: int, wajib: int, aturan: Aturan) -> str:
    """'Sangat rendah: 48,2 % dari target s.d. Oktober (batas bawah kelas Rendah 51); 2 dari 9 rencana aksi belum dilaporkan'."""
    known = None if math.isnan(capaian_pct) else capaian_pct
    names = [k.nama for k in aturan.kelas]
    if wajib == 0:
        return kata.kosong(periode)
    if kelas not in names or known is None:
        return kata.belum_dinilai(periode, known, sudah, wajib, aturan.ambang_cakupan_pct)
    place = names.index(kelas)
    above = aturan.kelas[place - 1] if place else None
    bound = (above.nama, above.batas_bawah) if above else (None, aturan.kelas[place].batas_bawah)
    return kata.dinilai(periode, known, kelas, bound, sudah, wajib)
