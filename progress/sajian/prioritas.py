"""Prioritas penyelesaian as it is read, on a page or at a terminal."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from progress.model import Aturan, Kelas, Periode
from progress.sajian.bulan import value_of
from progress.scoring import Skor
from progress.scoring.prioritas import Langkah, Prioritas, Putusan, fewest_gains, months_overdue, of_pemda
from progress.wording import prioritas as kata


def above(kelas: str | None, aturan: Aturan) -> tuple[Kelas, ...]:
    """The classes above the one reached, the next one first; all of them while there is none."""
    names = [k.nama for k in aturan.kelas]
    higher = aturan.kelas[: names.index(kelas)] if kelas in names else aturan.kelas
    return tuple(reversed(higher))


def find(
    skor: Skor, targets: pd.DataFrame, tujuan: Kelas, opd: str | None = None, area: str | None = None
) -> Prioritas:
    """For an OPD, an area, both together, or the pemda; `targets` is frames.TARGET of the year."""
    late = months_overdue(targets, skor.periode)
    if opd is None and area is None:
        return of_pemda(skor, tujuan, late)
    nilai, item = value_of(skor, opd, area), skor.item
    if opd is not None:
        item = item[item["opd"] == opd]
    if area is not None:
        item = item[item["area"] == area]
    return fewest_gains(item, nilai.capaian_pct if nilai else None, skor.aturan, tujuan, late)


def sentence(found: Prioritas, periode: Periode, kini_pct: float | None, kini_kelas: str | None) -> str:
    """What the search came to."""
    tujuan = found.tujuan
    if found.putusan is Putusan.ADA:
        return kata.hasil(len(found.langkah), periode, kini_pct, kini_kelas, found.hasil_pct, found.hasil_kelas)
    return {
        Putusan.SUDAH: kata.sudah(kini_kelas, kini_pct),
        Putusan.MUSTAHIL: kata.mustahil(tujuan.nama, tujuan.batas_bawah, found.hasil_pct),
        Putusan.KOSONG: kata.TANPA_TINDAKAN,
        Putusan.BELUM_LAPOR: kata.belum_lapor(periode),
        Putusan.ATURAN_LAIN: kata.ATURAN_LAIN,
    }[found.putusan]


def proof(found: Prioritas, aturan: Aturan) -> tuple[str, ...]:
    """Why nothing shorter does it, how the set was chosen, and what was left out."""
    lines = [kata.tak_pulih(found.tak_pulih)]
    if (s := found.sertifikat) is not None:
        lines = [
            kata.bukti(
                s.kurang_satu, s.capaian_pct, found.tujuan.batas_bawah, s.wajib_laporan, aturan.ambang_cakupan_pct,
                s.batas_pemecah,
            ),
            kata.PEMILIHAN if found.terbaik else kata.PEMILIHAN_SEBAGIAN,
            kata.HANYA_DILAPORKAN if found.hanya_dilaporkan else "",
            kata.LAPORAN_BELUM if any(not step.dilaporkan for step in found.langkah) else "",
            *lines,
        ]  # fmt: skip
    return tuple(line for line in lines if line)


def rows(found: Prioritas, nama_opd: Callable[[str], str]) -> list[tuple[str, ...]]:
    """One row of kata.KOLOM per rencana aksi."""
    return [
        (
            step.rencana_aksi,
            nama_opd(step.opd),
            kata.sekarang(step.dilaporkan, step.dari_pct),
            " · ".join(filter(None, (missing(step), kata.terlambat(step.terlambat)))),
            kata.poin(step.poin),
        )
        for step in found.langkah
    ]


def missing(step: Langkah) -> str:
    aim = kata.sasaran(step.target_sd, step.target_atas, step.satuan, step.jenis)
    return kata.kurang(step.jenis, step.turunkan, step.dilaporkan, step.kurang, aim, step.satuan)
