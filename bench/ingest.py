"""A month of workbooks: the whole check against two readers that check nothing, in one run, each in fresh processes."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

from bench.mesin import MESIN, PEMDA
from bench.tabel import angka, print_ratio, print_table
from progress import demo, reference

PUTARAN = 5
AKAR = Path(__file__).resolve().parents[1]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        month = write_month(Path(folder))
        runs: dict[str, list[dict[str, float]]] = {name: [] for name in MESIN}
        for _ in range(PUTARAN):
            for name in MESIN:
                runs[name].append(measure(name, month))
    cpu = {name: median(r["cpu_s"] for r in rounds) for name, rounds in runs.items()}
    print(
        f"{runs['periksa'][0]['berkas']} buku kerja satu bulan; median {PUTARAN} putaran berselang-seling; CPU setelah impor\n"
    )
    print_table(
        ["cara", "CPU (s)", "terkecil", "terbesar", "waktu (s)"],
        [
            [
                name,
                angka(cpu[name]),
                angka(min(r["cpu_s"] for r in rounds)),
                angka(max(r["cpu_s"] for r in rounds)),
                angka(median(r["wall_s"] for r in rounds)),
            ]
            for name, rounds in runs.items()
        ],
    )
    print()
    lebih_cepat = cpu["pandas+openpyxl"] / cpu["periksa"]
    baik = print_ratio("pandas+openpyxl : periksa", lebih_cepat, "≥", 2, "×")
    print_ratio("pandas+openpyxl : periksa, tujuan akhir", lebih_cepat, "≥", 4, "×")
    print_ratio("periksa : calamine, tujuan akhir", cpu["periksa"] / cpu["calamine"], "≤", 6, "×")
    print(f"pandas+openpyxl : terima (periksa, cocokkan, simpan): {angka(cpu['pandas+openpyxl'] / cpu['terima'])}×")
    return 0 if baik else 1


def write_month(folder: Path) -> Path:
    """The month of the demo with most files, and its road map beside it."""
    plan = demo.plan(reference.load(PEMDA))
    periode = max(Counter(r.periode for r in plan.reports).items(), key=lambda found: (found[1], found[0]))[0]
    demo.write_road_map(folder, plan)
    for report in plan.of(periode):
        demo.write_report(folder, plan, report)
    return folder / "laporan" / str(periode)


def measure(name: str, month: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-m", "bench.mesin", name, str(month)], cwd=AKAR, check=True, capture_output=True, text=True
    )
    return dict(json.loads(said.stdout))
