"""How often an ordinary year is asked about, and how often a planted mistake is: "perlu klarifikasi" on the demo.

The demo scripts some questions (money spent without capaian, a cumulative value that falls); all others are false alarms.
Planted in October, fixed seed: values typed ten times too large or too small, and reports that repeat September.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from bench.peladen import demo
from bench.tabel import angka, print_ratio, print_table
from progress import reference
from progress.model import Periode
from progress.rekap import inputs, score_inputs, score_year
from progress.scoring.klarifikasi import Hal, Klarifikasi, questions
from progress.scoring.perubahan import Bahan
from progress.settings import Settings
from progress.store import Store

PATOKAN, PATOKAN_DITEMUKAN = 20.0, 0.85
TAHUN, BENIH, DITANAM = 2026, 2026, 120
DISENGAJA = {("DISHUB", Hal.SERAPAN), ("DISKOMINFO", Hal.NILAI_TURUN)}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as name, demo(Path(name)) as env:
        acuan, settings = reference.load("contoh"), Settings.from_env({**os.environ, **env})
        url = settings.database_for(acuan.pemda)
        store = Store(url, settings.originals_dir(url))
        tahun = score_year(store, acuan, TAHUN)
        bahan = inputs(store, acuan, Periode(TAHUN, 12))
        store.close()
    akhir = max(tahun)

    def asked(periode: Periode, realisasi: pd.DataFrame) -> tuple[Klarifikasi, ...]:
        changed = Bahan(bahan.items, bahan.targets, realisasi, bahan.grup)
        scores = tahun if realisasi is bahan.realisasi else {**tahun, periode: score_inputs(changed, acuan, periode)}
        return questions(bahan.items, bahan.targets, realisasi, scores, periode)

    found = [k for p in tahun for k in asked(p, bahan.realisasi)]
    semua = Counter(k.hal for k in found)
    palsu = Counter(k.hal for k in found if (k.opd, k.hal) not in DISENGAJA)
    n = len(bahan.realisasi)
    print(f"{len(tahun)} bulan data contoh, {n} amatan\n")
    print_table(["hal", "ditanyakan", "tidak disengaja"], [[h.value, semua[h], palsu[h]] for h in Hal])
    print(f"\nsemua: {angka(len(found) / n * 1000, 1)} per 1000 amatan")
    good = print_ratio("tidak disengaja per 1000 amatan", palsu.total() / n * 1000, "≤", PATOKAN)
    for apa, change in (
        ("sepuluh kali terlalu besar", lambda v: v * 10),
        ("sepuluh kali terlalu kecil", lambda v: v / 10),
    ):
        realisasi, planted = mistyped(bahan, akhir, change)
        seen = planted & {k.item_id for k in asked(akhir, realisasi)}
        good &= print_ratio(
            f"ditanyakan dari {len(planted)} nilai yang {apa}", len(seen) / len(planted), "≥", PATOKAN_DITEMUKAN
        )
    realisasi, repeated = sent_again(bahan, akhir)
    seen_opd = {k.opd for k in asked(akhir, realisasi) if k.hal is Hal.SALINAN_BULAN}
    good &= print_ratio(f"ditanyakan dari {len(repeated)} laporan yang mengulang bulan lalu",
                        len(repeated & seen_opd) / len(repeated), "≥", PATOKAN_DITEMUKAN)  # fmt: skip
    return 0 if good else 1


def mistyped(
    bahan: Bahan, periode: Periode, change: Callable[[pd.Series], pd.Series]
) -> tuple[pd.DataFrame, set[int | None]]:
    """The reports with some of a month's figures changed, and the items they belong to."""
    realisasi = bahan.realisasi.copy()
    figures = set(bahan.items.loc[bahan.items["jenis"] == "angka", "item_id"])
    usable = realisasi["bulan"].eq(periode.bulan) & realisasi["item_id"].isin(figures) & realisasi["kosong"].isna()
    usable &= realisasi["nilai"].notna() & realisasi["nilai"].ne(0)
    rows = np.random.default_rng(BENIH).choice(realisasi.index[usable], DITANAM, replace=False)
    realisasi.loc[rows, "nilai"] = change(realisasi.loc[rows, "nilai"])
    return realisasi, set(realisasi.loc[rows, "item_id"])


def sent_again(bahan: Bahan, periode: Periode) -> tuple[pd.DataFrame, set[str]]:
    """Every report of a month with the values of the month before, and whose reports these are."""
    realisasi = bahan.realisasi.copy()
    now, before = realisasi["bulan"].eq(periode.bulan), realisasi["bulan"].eq(periode.bulan - 1)
    last = realisasi[before].drop_duplicates("item_id").set_index("item_id")["nilai"]
    realisasi.loc[now, "nilai"] = realisasi.loc[now, "item_id"].map(last)
    return realisasi, set(bahan.items.loc[bahan.items["item_id"].isin(realisasi.loc[now, "item_id"]), "opd"])
