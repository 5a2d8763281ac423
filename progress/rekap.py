"""The scores of a month, from the store and the reference data: the one place where both meet the scoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pandas as pd

from progress.model import Acuan, Kerangka, Periode
from progress.scoring import Skor, score_years
from progress.scoring.beku import from_text, to_text
from progress.scoring.perubahan import Bahan, Jalur, path
from progress.store import Beku, Store


class UnknownVersion(Exception):
    """No such version of the rules or the road map; `pilihan` are those kept."""

    def __init__(self, tertulis: str, pilihan: Sequence[str]) -> None:
        super().__init__(tertulis)
        self.tertulis, self.pilihan = tertulis, tuple(pilihan)


def kerangka_of(store: Store, acuan: Acuan) -> Kerangka:
    """The framework that the road map in force speaks; the pemda's default before there is one."""
    return acuan.kerangka.get(store.kerangka(acuan.pemda.id) or "", acuan.kerangka_baku)


def score_month(store: Store, acuan: Acuan, periode: Periode) -> Skor:
    """Score one month from what is in force now."""
    return score_inputs(inputs(store, acuan, periode), acuan, periode)


def score_inputs(bahan: Bahan, acuan: Acuan, periode: Periode) -> Skor:
    """Score one month of the year that these inputs hold."""
    return score_months(bahan, acuan, [periode])[periode]


def score_months(bahan: Bahan, acuan: Acuan, periode: Sequence[Periode]) -> dict[Periode, Skor]:
    """Score months of the year that these inputs hold, all at once."""
    lain = [k for k in acuan.kerangka.values() if k.grup != bahan.grup]
    years = score_years(
        bahan.items, bahan.targets, bahan.realisasi, acuan.opd, periode, acuan.aturan, acuan.skala, bahan.grup, lain
    )
    return {p: year.month(p) for year in years for p in year.periode}


def inputs(
    store: Store,
    acuan: Acuan,
    periode: Periode,
    *,
    road_map: int | None = None,
    pada: datetime | None = None,
    sampai: int | None = None,
) -> Bahan:
    """What the months of a year are scored from: now or as in force at a moment; under the road map in force or another one.

    Targets are those of all years, realisasi goes back to the first of them: the road map's own horizon needs both.
    """
    pemda = acuan.pemda.id
    targets = store.targets(pemda, road_map=road_map)
    sejak = min((int(t) for t in targets["tahun"]), default=periode.tahun)
    return Bahan(
        store.items(pemda, road_map=road_map),
        targets,
        store.realisasi(pemda, periode.tahun, sejak=sejak, road_map=road_map, pada=pada, sampai=sampai),
        kerangka_of(store, acuan).grup,
    )


def score_year(store: Store, acuan: Acuan, tahun: int) -> dict[Periode, Skor]:
    """Every month of a year that has a report in force."""
    months = [p for p in store.periods(acuan.pemda.id) if p.tahun == tahun]
    return score_months(inputs(store, acuan, months[-1]), acuan, months) if months else {}


def under_rules(acuan: Acuan, versi: str) -> Acuan:
    """The same reference data with another kept version of the rules. Raises UnknownVersion."""
    if versi not in acuan.aturan_tersimpan:
        raise UnknownVersion(versi, sorted(acuan.aturan_tersimpan))
    return replace(acuan, aturan=acuan.aturan_tersimpan[versi])


def under_road_map(store: Store, acuan: Acuan, periode: Periode, versi: str) -> Bahan:
    """What a month would be scored from, had this version of the road map stayed. Raises UnknownVersion.

    The reports are those in force now; rencana aksi that later road maps dropped keep what was reported until then.
    """
    versions = store.road_maps(acuan.pemda.id)
    place = next((n for n, r in enumerate(versions) if str(r["versi"]) == versi), None)
    if place is None:
        raise UnknownVersion(versi, [str(r["versi"]) for r in versions])
    wanted = versions[place]["road_map_id"]
    bahan = inputs(store, acuan, periode, road_map=wanted)
    grup = acuan.kerangka.get(str(versions[place]["kerangka"]), acuan.kerangka_baku).grup
    bahan = replace(bahan, grup=grup)
    if place + 1 == len(versions):
        return bahan
    ended = datetime.fromisoformat(versions[place + 1]["dibuat_pada"]) - timedelta(microseconds=1)
    then = inputs(store, acuan, periode, road_map=wanted, pada=ended).realisasi
    dropped = ~then["item_id"].isin(inputs(store, acuan, periode).items["item_id"])
    return replace(bahan, realisasi=pd.concat([bahan.realisasi, then[dropped]], ignore_index=True))


def freeze(store: Store, acuan: Acuan, periode: Periode, waktu: datetime, oleh: str) -> tuple[Beku, Skor]:
    """Keep a month as it is presented now; with it the score of now. A month that is kept already stays as it is."""
    kini = score_month(store, acuan, periode)
    kept = store.freeze(acuan.pemda.id, periode, isi=to_text(kini), aturan=acuan.aturan.versi, waktu=waktu, oleh=oleh)
    return kept, kini


def as_frozen(store: Store, acuan: Acuan, beku: Beku) -> Bahan:
    """What a presented month was scored from."""
    return inputs(store, acuan, beku.periode, road_map=beku.road_map_id, pada=beku.waktu, sampai=beku.kiriman_terakhir)


def path_to(store: Store, acuan: Acuan, kini: Bahan, akhir: Skor, dulu: Periode) -> Jalur:
    """From the month `dulu` as it was last presented to this score, made from `kini`.

    A month that was frozen was presented so. Else it was last presented just before the first report of the later
    month came; then the pages went on. Where
    it could not be judged by then, it is taken as it is in force now, and nothing of the change is a correction.
    """
    if beku := store.frozen(acuan.pemda.id, dulu):
        return path(from_text(beku.isi), as_frozen(store, acuan, beku), kini, akhir, acuan.opd, acuan.skala)
    lama = _as_presented(store, acuan, dulu, akhir.periode)
    awal = None if lama is None else score_inputs(lama, acuan, dulu)
    if lama is None or awal is None or awal.ringkas["kelas"] in (None, acuan.aturan.belum_dapat_dinilai):
        lama, awal = kini, score_inputs(kini, acuan, dulu)
    return path(awal, lama, kini, akhir, acuan.opd, acuan.skala)


def _as_presented(store: Store, acuan: Acuan, dulu: Periode, kini: Periode) -> Bahan | None:
    went_on = store.first_upload(acuan.pemda.id, kini)
    if went_on is None:
        return None
    pada = went_on - timedelta(microseconds=1)
    road_map = store.road_map_at(acuan.pemda.id, pada)
    return None if road_map is None else inputs(store, acuan, dulu, road_map=road_map, pada=pada)
