"""The scores of a month, from the store and the reference data: the one place where both meet the scoring."""

from __future__ import annotations

from progress.model import Acuan, Kerangka, Periode
from progress.scoring import Skor, score
from progress.store import Store


def kerangka_of(store: Store, acuan: Acuan) -> Kerangka:
    """The framework that the road map in force speaks; the pemda's default before there is one."""
    return acuan.kerangka.get(store.kerangka(acuan.pemda.id) or "", acuan.kerangka_baku)


def score_month(store: Store, acuan: Acuan, periode: Periode) -> Skor:
    """Score one month from what is in force now."""
    pemda = acuan.pemda.id
    return score(
        store.items(pemda),
        store.targets(pemda, periode.tahun),
        store.realisasi(pemda, periode.tahun),
        acuan.opd,
        periode,
        acuan.aturan,
        acuan.skala,
        [g.kode for g in kerangka_of(store, acuan).grup],
    )
