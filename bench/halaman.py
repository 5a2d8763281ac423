"""Server CPU of a rerun of Ringkasan on the demo, against the same content written plainly (bench/halaman_biasa.py).

Measured on real servers, each asked over its websocket as a browser asks: what is counted is all the CPU that the
server process uses from the request to the end of the run, its garbage collection and messages included.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.peladen import Kunjungan, Peladen, demo, running
from bench.tabel import angka, print_ratio, print_table

PUTARAN = 5
CARA = {  # script, environment, reruns per round
    "Pantau RB": ("dashboard.py", {}, 20),
    "biasa, tanpa cache": ("bench/halaman_biasa.py", {}, 3),
    "biasa, nilai di-cache": ("bench/halaman_biasa.py", {"PANTAU_BENCH_CACHE": "nilai"}, 10),
}


def main() -> int:
    if not sys.platform.startswith("linux"):
        print("Pengukuran CPU server membaca /proc, yang hanya ada di Linux.")
        return 2
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        env = stack.enter_context(demo(folder))
        servers, tabs, first = {}, {}, {}
        for n, (cara, (script, extra, _)) in enumerate(CARA.items()):
            servers[cara] = stack.enter_context(running(script, {**env, **extra}, folder / f"{n}.log"))
            tabs[cara] = Kunjungan(servers[cara])
            stack.callback(tabs[cara].close)
            before = servers[cara].cpu_s()
            tabs[cara].run()
            first[cara] = servers[cara].cpu_s() - before
            for _ in range(3):
                tabs[cara].run()
        found: dict[str, list[tuple[float, float, float]]] = {cara: [] for cara in CARA}
        for _ in range(PUTARAN):
            for cara in CARA:
                found[cara].append(measure(servers[cara], tabs[cara], CARA[cara][2]))
    cpu = {cara: median(r[0] for r in rounds) for cara, rounds in found.items()}
    print(f"Pembaruan Ringkasan, data contoh; median {PUTARAN} putaran berselang-seling\n")
    print_table(
        ["cara", "CPU (ms)", "terkecil", "terbesar", "waktu (ms)", "kiriman (kB)", "CPU pertama (ms)"],
        [
            [
                cara,
                angka(cpu[cara] * 1000, 0),
                angka(min(r[0] for r in rounds) * 1000, 0),
                angka(max(r[0] for r in rounds) * 1000, 0),
                angka(median(r[1] for r in rounds) * 1000, 0),
                angka(median(r[2] for r in rounds) / 1000, 0),
                angka(first[cara] * 1000, 0),
            ]
            for cara, rounds in found.items()
        ],
    )
    print()
    baik = print_ratio(
        "CPU dibanding halaman biasa tanpa cache", cpu["Pantau RB"] / cpu["biasa, tanpa cache"], "≤", 0.25, "×"
    )
    print_ratio(
        "CPU dibanding halaman biasa yang nilainya di-cache",
        cpu["Pantau RB"] / cpu["biasa, nilai di-cache"],
        "≤",
        0.25,
        "×",
    )
    return 0 if baik else 1


def measure(server: Peladen, tab: Kunjungan, reruns: int) -> tuple[float, float, float]:
    """(CPU seconds, wall seconds, bytes) per rerun."""
    cpu, wall, received = server.cpu_s(), time.perf_counter(), 0
    for _ in range(reruns):
        received += tab.run()
    wall = time.perf_counter() - wall
    time.sleep(0.2)  # what the server does after the last message (its garbage collection) belongs to the run
    return (server.cpu_s() - cpu) / reruns, wall / reruns, received / reruns
