"""Scoring at size: all months and all roll-ups of one generated world, the product's engine beside others that do the same rules."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from bench.nilai_cara import CARA, HITUNG, PERSEN
from bench.tabel import angka, print_ratio, print_table

UKURAN = ((45, 5, 3), (450, 5, 1))  # OPD, years, rounds: 108 thousand and 1.08 million observations
MESIN, BATAS = "mesin Pantau", "numpy, satu kali baca"
AKAR = Path(__file__).resolve().parents[1]


def main() -> int:
    if not (find_spec("duckdb") and find_spec("polars")):
        print("Pembandingnya belum terpasang: .venv/bin/python -m pip install -r bench/requirements.txt")
        return 2
    cpu: list[dict[str, float]] = []
    satu_s: list[float] = []
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        for opd, tahun, putaran in UKURAN:
            runs: dict[str, list[dict[str, float]]] = {name: [] for name in CARA}
            for _ in range(putaran):
                for n, name in enumerate(CARA):
                    runs[name].append(measure(name, opd, tahun, Path(folder) / str(n)))
            answers = [pd.read_pickle(Path(folder) / str(n)) for n, name in enumerate(CARA) if name != BATAS]  # noqa: S301
            print(f"{int(runs[MESIN][0]['amatan']):,} amatan, {tahun * 12} bulan".replace(",", "."))
            print(f"  keempat cara sama: {same(answers)}")
            satu_s.append(median(r["satu_s"] for r in runs[MESIN]))
            cpu.append({name: median(r["cpu_s"] for r in rounds) for name, rounds in runs.items()})
            print_table(
                ["cara", "CPU (s)", "puncak memori (MB)"],
                [[name, angka(cpu[-1][name], 4), angka(max(r["puncak_mb"] for r in runs[name]), 0)] for name in CARA],
            )
            print()
    baik = True
    for found in cpu:
        tercepat = min(v for name, v in found.items() if name not in (MESIN, BATAS))
        baik &= print_ratio("mesin Pantau : pembanding tercepat", found[MESIN] / tercepat, "≤", 1, "×")
    for found, satu in zip(cpu, satu_s, strict=True):
        baik &= print_ratio("semuanya : satu OPD-bulan yang berubah", found[MESIN] / satu, "≥", 20, "×")
    baik &= print_ratio("pertumbuhan CPU untuk 10× amatan", cpu[1][MESIN] / cpu[0][MESIN], "≤", 12, "×")
    return 0 if baik else 1


def same(answers: list[pd.DataFrame]) -> str:
    """Whether all answers hold the same rows, and how far their percentages are apart at most."""
    first, *others = answers
    apart = 0.0
    for other in others:
        if len(first) != len(other) or not (first[["tingkat", "opd", "area"]] == other[["tingkat", "opd", "area"]]).all(
            axis=None
        ):
            return "tidak, barisnya berbeda"
        for name in (*HITUNG, "peringkat", *PERSEN):
            a, b = first[name].to_numpy(float), other[name].to_numpy(float)
            if (np.isnan(a) != np.isnan(b)).any():
                return f"tidak, {name} ada yang kosong sebelah"
            apart = max(apart, float(np.nanmax(np.abs(a - b), initial=0.0)))
        if (first["kelas"] != other["kelas"]).any():
            return "tidak, kelasnya berbeda"
    return f"ya, selisih terbesar {apart:.1e}"


def measure(name: str, opd: int, tahun: int, answer: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bench.nilai_cara", name, str(opd), str(tahun), str(answer)],
        cwd=AKAR, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return dict(json.loads(said.stdout))


if __name__ == "__main__":
    sys.exit(main())
