"""Yearly indices of outside evaluators as rows of a panel of their own; they enter no mean of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from progress.model import Indeks, Tingkat
from progress.wording import indeks as kata

TERAKHIR = 5
"""So many snapshots of one index are shown."""


def rows(indeks: Sequence[Indeks], skala: Mapping[str, tuple[Tingkat, ...]], tahun: int) -> list[tuple[str, ...]]:
    """One row of kata.KOLOM per index and year: indices as listed, newest year first, none after `tahun`."""
    shown: dict[str, list[Indeks]] = {i.kode: [] for i in indeks}
    for i in sorted(indeks, key=lambda i: -i.tahun):
        if i.tahun <= tahun and len(shown[i.kode]) < TERAKHIR:
            shown[i.kode].append(i)
    return [
        (
            i.nama,
            str(i.tahun),
            kata.nilai(i.nilai),
            kata.predikat(i.predikat, predicate(i.nilai, skala.get(i.skala or "", ()))),
            kata.penilai(i.penilai, i.tanggal),
            kata.sumber(i.sumber, i.catatan),
        )
        for one in shown.values()
        for i in one
    ]


def predicate(nilai: float | None, skala: Sequence[Tingkat]) -> str | None:
    """The one level of the scale that holds the value; None where bounds are unknown or two levels claim it."""
    if nilai is None:
        return None
    found = [t.tingkat for t in skala if _above(nilai, t) and _below(nilai, t)]
    return found[0] if len(found) == 1 else None


def _above(nilai: float, t: Tingkat) -> bool:
    if t.batas_bawah is None:
        return t.batas_atas is not None and t.urutan == 1
    return nilai > t.batas_bawah or (nilai == t.batas_bawah and t.bawah_termasuk is True)


def _below(nilai: float, t: Tingkat) -> bool:
    if t.batas_atas is None:
        return t.batas_bawah is not None
    return nilai < t.batas_atas or (nilai == t.batas_atas and t.atas_termasuk is True)
