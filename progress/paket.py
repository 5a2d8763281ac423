"""Paket hitung ulang of a month, from the store and the reference data."""

from __future__ import annotations

from pathlib import Path

from progress import reference
from progress.model import Acuan, Periode
from progress.rekap import inputs, kerangka_of, score_inputs
from progress.reports import paket
from progress.scoring import Skor
from progress.store import Store


def pack(store: Store, acuan: Acuan, periode: Periode, root: Path | None) -> tuple[bytes, Skor]:
    """The ZIP and the scores in it; `root` is where the reference files lie. Raises paket.PaketError."""
    pemda = acuan.pemda.id
    bahan = inputs(store, acuan, periode)
    skor = score_inputs(bahan, acuan, periode)
    isi = paket.Isi(
        bahan.items,
        bahan.targets,
        bahan.realisasi,
        store.kiriman(pemda),
        store.road_map(pemda),
        [(g.kode, g.nama) for g in kerangka_of(store, acuan).grup],
        reference.aturan_text(pemda, root),
        store.versi_data(pemda),
    )
    return paket.build(skor, isi, acuan), skor
