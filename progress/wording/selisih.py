"""Why the percentage that an OPD wrote differs from ours, in words."""

from __future__ import annotations

from collections.abc import Sequence

from progress.model import Sebab
from progress.wording.formats import angka, persen
from progress.wording.temuan import place, places

SEBAB = {
    Sebab.DIBATASI: "OPD membatasi capaian pada 100, sedangkan di sini ditampilkan apa adanya dan baru dibatasi dalam rata-rata",
    Sebab.PEMBULATAN: "OPD membulatkan angkanya",
    Sebab.TARGET_TAHUN: "OPD membandingkan dengan target setahun, sedangkan di sini dengan target s.d. bulan laporan",
    Sebab.TARGET_LAPORAN: "OPD memakai target pada laporannya, yang berbeda dari target s.d. bulan ini menurut road map",
    Sebab.MAKIN_RENDAH: "OPD memakai rumus makin rendah makin baik",
    Sebab.MAKIN_TINGGI: "OPD membagi realisasi dengan target, sedangkan di sini makin rendah makin baik",
    Sebab.BULAN_INI: "OPD memakai realisasi bulan ini saja, sedangkan di sini s.d. bulan ini",
    Sebab.UANG: "angka itu sama dengan serapan anggaran, jadi tampaknya dihitung dari uang",
    Sebab.TERBALIK: "rumus OPD tampaknya terbalik: target dibagi realisasi",
    Sebab.SERATUS: "rumus OPD tampaknya dikalikan 100 satu kali terlalu banyak atau terlalu sedikit",
    Sebab.TIDAK_DIKETAHUI: "sebabnya tidak diketahui; mohon dicek",
}
ATURAN = "Yang dipakai hitungan aplikasi."
SELISIH = "OPD menulis capaian {tertulis}; hitungan di sini {hitungan}. {sebab}"


CONTOH = 3


def selisih(tertulis_pct: float, hitungan_pct: float, sebab: Sebab) -> str:
    """Both figures and the reason."""
    return SELISIH.format(tertulis=persen(tertulis_pct), hitungan=persen(hitungan_pct), sebab=_karena(sebab))


def temuan(lembar: str, rows: Sequence[tuple[str, float, float]], sebab: Sebab) -> str:
    """Of (cell, written, worked out) of one sheet and reason: all cells, both figures of the first few, the reason."""
    if len(rows) == 1:
        sel, theirs, ours = rows[0]
        said = (
            f"{place(lembar, sel)} berisi capaian {angka(theirs)} %, sedangkan realisasi dibagi target {angka(ours)} %."
        )
    else:
        many = "; ".join(f"{sel} {angka(theirs)} % dan {angka(ours)} %" for sel, theirs, ours in rows[:CONTOH])
        said = f"{places(lembar, [sel for sel, _, _ in rows])}: capaian yang ditulis berbeda dari realisasi dibagi target ({many}{'; …' if len(rows) > CONTOH else ''})."
    return f"{said} {_karena(sebab)} {ATURAN}"


def _karena(sebab: Sebab) -> str:
    said = SEBAB[sebab]
    return f"{said[0].upper()}{said[1:]}." if sebab is Sebab.TIDAK_DIKETAHUI else f"Sebab: {said}."
