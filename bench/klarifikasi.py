"""How often an ordinary year is asked about: questions of "perlu klarifikasi" per 1000 reported item-months of the demo.

The demo scripts some of them (money spent without capaian, a cumulative value that falls); all others are false alarms.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

from bench.peladen import demo
from bench.tabel import angka, print_ratio, print_table
from progress import reference
from progress.model import Periode
from progress.rekap import score_year
from progress.scoring.klarifikasi import Hal, questions
from progress.settings import Settings
from progress.store import Store

PATOKAN = 20.0
TAHUN = 2026
DISENGAJA = {("DISHUB", Hal.SERAPAN), ("DISKOMINFO", Hal.NILAI_TURUN)}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as name, demo(Path(name)) as env:
        acuan, settings = reference.load("contoh"), Settings.from_env({**os.environ, **env})
        url = settings.database_for(acuan.pemda)
        store = Store(url, settings.originals_dir(url))
        pemda = acuan.pemda.id
        tahun = score_year(store, acuan, TAHUN)
        items, targets, realisasi = store.items(pemda), store.targets(pemda, TAHUN), store.realisasi(pemda, TAHUN)
        found = [k for p in tahun for k in questions(items, targets, realisasi, tahun, Periode(TAHUN, p.bulan))]
        store.close()
    semua = Counter(k.hal for k in found)
    palsu = Counter(k.hal for k in found if (k.opd, k.hal) not in DISENGAJA)
    n = len(realisasi)
    print(f"{len(tahun)} bulan data contoh, {n} amatan\n")
    print_table(["hal", "ditanyakan", "tidak disengaja"], [[h.value, semua[h], palsu[h]] for h in Hal])
    print(f"\nsemua: {angka(len(found) / n * 1000, 1)} per 1000 amatan")
    return 0 if print_ratio("tidak disengaja per 1000 amatan", palsu.total() / n * 1000, "≤", PATOKAN) else 1
