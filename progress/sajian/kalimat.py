"""Findings in words: what a page says before it draws anything."""

from __future__ import annotations

from collections.abc import Sequence

from progress.model import Aturan, Periode
from progress.sajian.bulan import Bagian, BarisPeta, Ringkasan, Titik
from progress.sajian.nilai import Nilai, change, middle
from progress.wording import halaman as kata

DISEBUT = 2
"""Up to so many parts are named in a finding; more would be a list."""


def of_value(
    periode: Periode, nilai: Nilai, perubahan: float | None, aturan: Aturan, opd: bool = True, sebab: str = ""
) -> str:
    """The state of one group: its capaian never without its coverage, and no capaian first where that is too low.

    `sebab` says in a few words what the change is made of.
    """
    if nilai.wajib_lapor == 0:
        return f"{kata.keadaan_kosong(periode)}."
    coverage = kata.cakupan_lengkap(
        (nilai.opd_sudah_lapor, nilai.opd_wajib_lapor) if opd else None, (nilai.sudah_lapor, nilai.wajib_lapor)
    )
    if not nilai.judged(aturan):
        return f"{kata.keadaan_belum_dinilai(periode, nilai.capaian_pct, aturan.ambang_cakupan_pct, coverage)}."
    return f"{kata.keadaan_dinilai(periode, nilai.capaian_pct, perubahan, coverage, sebab)}."


def of_pemda(ringkasan: Ringkasan, aturan: Aturan) -> str:
    """The headline: state, change, coverage, and how many areas ask for attention."""
    text = of_value(ringkasan.periode, ringkasan.nilai, ringkasan.perubahan, aturan, sebab=ringkasan.sebab)
    ambang = middle(aturan)
    if not ringkasan.area or ambang is None or ringkasan.nilai.wajib_lapor == 0:
        return text
    areas = kata.area_di_bawah(
        len(ringkasan.di_bawah), len(ringkasan.area), ambang.batas_bawah, len(ringkasan.belum_dinilai)
    )
    return f"{text.removesuffix('.')}; {areas}."


def of_opd(ringkasan: Ringkasan, nilai: Nilai, lalu: Nilai | None, kode: str, aturan: Aturan, sebab: str = "") -> str:
    """One OPD; silence is said first, and since when."""
    diam = next((d for d in ringkasan.diam if d.kode == kode), None)
    if nilai.wajib_lapor and not nilai.sudah_lapor:
        lama = kata.lama_diam(diam.bulan, diam.terakhir, ringkasan.periode) if diam else ""
        return f"{kata.keadaan_belum_lapor(ringkasan.periode, nilai.wajib_lapor, lama)}."
    return of_value(ringkasan.periode, nilai, change(nilai, lalu, aturan), aturan, opd=False, sebab=sebab)


def of_area(
    periode: Periode, nilai: Nilai, lalu: Nilai | None, rows: Sequence[Bagian], aturan: Aturan, sebab: str = ""
) -> str:
    """One area, and how many of its OPD ask for attention."""
    text = of_value(periode, nilai, change(nilai, lalu, aturan), aturan, sebab=sebab)
    return text if nilai.wajib_lapor == 0 else f"{text.removesuffix('.')}; {of_parts(rows, aturan, kata.SEBUTAN_OPD)}."


def of_parts(rows: Sequence[Bagian], aturan: Aturan, sebutan: str) -> str:
    """The finding of a bar chart: how many stand below the middle class, how many cannot be judged."""
    ambang = middle(aturan)
    if ambang is None:
        return sebutan
    rows = [r for r in rows if r.nilai.wajib_lapor]
    if not rows:
        return kata.TANPA_JATUH_TEMPO.capitalize()
    low = [r for r in rows if r.nilai.judged(aturan) and (r.nilai.tampil_pct or 0) < ambang.batas_bawah]
    unknown = sum(bool(r.nilai.wajib_lapor) and not r.nilai.judged(aturan) for r in rows)
    text = kata.judul_bagian(len(low), len(rows), ambang.batas_bawah, unknown, sebutan)
    return f"{text}: {kata.daftar([r.nama for r in low])}" if 0 < len(low) <= DISEBUT and not unknown else text


def of_map(rows: Sequence[BarisPeta], aturan: Aturan) -> str:
    """The finding of the map: how many OPD ask for attention, by their own value."""
    return of_parts([Bagian(r.kode, r.nama, r.nilai, None) for r in rows], aturan, kata.SEBUTAN_OPD)


def of_trend(subjek: str, points: Sequence[Titik]) -> str:
    """From the first to the last month that has a value."""
    known = [(t.periode, t.nilai.capaian_pct) for t in points if t.nilai and t.nilai.capaian_pct is not None]
    return kata.judul_tren(subjek, known[0] if known else None, known[-1] if known else None)


def of_bars(rows: Sequence[Bagian], periode: Periode, ketuk: str) -> str:
    """How to read the bars."""
    mark = kata.GARIS_LALU.format(bulan=kata.bulan(periode.shift(-1))) if any(r.lalu for r in rows) else ""
    return f"{mark} {ketuk}".strip()
