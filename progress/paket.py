"""Paket hitung ulang of a month, from the store and the reference data."""

from __future__ import annotations

from pathlib import Path

from progress import reference
from progress.model import Acuan, Periode
from progress.rekap import as_frozen, inputs, kerangka_of, score_inputs
from progress.reports import paket
from progress.scoring import Skor
from progress.scoring.beku import from_text
from progress.store import Store


def pack(store: Store, acuan: Acuan, periode: Periode, root: Path | None) -> tuple[bytes, Skor]:
    """The ZIP and the scores in it; `root` is where the reference files lie. Raises paket.PaketError.

    A month that was presented is packed as it was presented, whatever came since.
    """
    pemda = acuan.pemda.id
    road_map, versi_data = store.road_map(pemda), store.versi_data(pemda)
    if beku := store.frozen(pemda, periode):
        bahan, skor, versi_data = as_frozen(store, acuan, beku), from_text(beku.isi), beku.versi_data
        road_map = next(r for r in store.road_maps(pemda) if r["road_map_id"] == beku.road_map_id)
    else:
        bahan = inputs(store, acuan, periode)
        skor = score_inputs(bahan, acuan, periode)
    isi = paket.Isi(
        bahan.items,
        bahan.targets,
        bahan.realisasi,
        store.kiriman(pemda),
        road_map,
        [(g.kode, g.nama) for g in kerangka_of(store, acuan).grup],
        reference.aturan_text(pemda, skor.aturan.versi, root),
        versi_data,
    )
    return paket.build(skor, isi, acuan), skor
