"""Workbooks of 1,000, 10,000 and 100,000 rows x 14 columns: what the check costs per row, and the memory of both processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ingest import AKAR
from bench.mesin import PEMDA, child_cpu_s, peak_kb
from bench.tabel import angka, print_ratio, print_table
from loaders.sandbox import Limits

BARIS = (1_000, 10_000, 100_000)
PUTARAN = 3
KEPALA = (
    "No", "Area Perubahan", "Rencana Aksi", "Indikator", "Satuan", "Target", "Realisasi s.d. Bulan Ini", "Capaian (%)",
    "Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Capaian Anggaran (%)", "Kendala", "Tindak Lanjut", "Bukti Dukung",
)  # fmt: skip


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as folder:
        books = {n: write_book(Path(folder) / f"{n}.xlsx", n) for n in BARIS}
        runs = {n: [measure(path) for _ in range(PUTARAN)] for n, path in books.items()}
    best = {n: min(found, key=lambda f: f["cpu_s"]) for n, found in runs.items()}
    print(
        f"{len(KEPALA)} kolom; terkecil dari {PUTARAN} putaran; CPU kedua proses setelah impor, memori puncak keduanya\n"
    )
    print_table(
        ["baris", "CPU (s)", "per 1.000 baris (ms)", "waktu (s)", "memori (MB)"],
        [
            [f"{n:,}".replace(",", "."), angka(f["cpu_s"]), angka(f["cpu_s"] / n * 1e6), angka(f["wall_s"]), f"{f['rss_mb']:.0f}"]
            for n, f in best.items()
        ],
    )  # fmt: skip
    print()
    small, largest, batas = best[BARIS[-2]], best[BARIS[-1]], Limits()
    marks = [
        print_ratio("100.000 baris : batas CPU", largest["cpu_s"] / batas.cpu, "≤", 1, "×"),
        print_ratio("100.000 baris : batas waktu", largest["wall_s"] / batas.wall, "≤", 1, "×"),
        print_ratio("100.000 baris : 600 MB", largest["rss_mb"] / 600, "≤", 1, "×"),
        print_ratio("CPU per baris, 100.000 : 10.000", largest["cpu_s"] / small["cpu_s"] / 10, "≤", 1.5, "×"),
    ]
    return 0 if all(marks) else 1


def write_book(path: Path, n: int) -> Path:
    """A plain report of one OPD; every fifth unit is a percentage, every seventh row says something in words."""
    from xlsxwriter import Workbook

    satuan = ("Dokumen", "Kegiatan", "Laporan", "Orang", "Persen")
    area = ("Manajemen Perubahan", "Penataan Tatalaksana", "Penguatan Pengawasan", "Penguatan Akuntabilitas")
    with Workbook(path, {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Laporan")
        for r, judul in enumerate(
            ("LAPORAN RENCANA AKSI", "Perangkat Daerah : Dinas Kesehatan", "Bulan : Oktober 2026")
        ):
            sheet.write(r, 0, judul)
        sheet.write_row(4, 0, KEPALA)
        for i in range(n):
            target, kendala = 10 + i % 90, i % 7 == 0
            realisasi = target * (50 + i % 50) // 100
            sheet.write_row(5 + i, 0, (
                i + 1, area[i % 4], f"Menyusun rencana aksi nomor {i}", f"Jumlah dokumen rencana aksi nomor {i}", satuan[i % 5],
                target, realisasi, round(100 * realisasi / target, 2), 1_000_000 + i * 1000, 500_000 + i * 500, 50,
                "Belum ada anggaran" if kendala else "-", "Koordinasi dengan bagian terkait" if kendala else "-",
                f"https://contoh.go.id/bukti/{i}",
            ))  # fmt: skip
    return path


def measure(path: Path) -> dict[str, float]:
    said = subprocess.run(
        [sys.executable, "-m", "bench.besar", str(path)], cwd=AKAR, check=True, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(said.stdout))


def check(path: Path) -> dict[str, float]:
    """What `python -m loaders periksa --json` does with one file, in this process and the sandbox's child."""
    from loaders.__main__ import as_json
    from loaders.sandbox import Sandbox
    from progress import reference

    sandbox = Sandbox(reference.load(PEMDA), handler="bench.mesin:timed")
    before = child_cpu_s(sandbox)
    cpu, wall = time.process_time(), time.perf_counter()
    answer, rows = sandbox.run_raw({"path": str(path), "nama": path.name})
    assert "bacaan" in answer, answer["gagal"]
    with Path(os.devnull).open("w", encoding="utf-8") as nothing:
        nothing.writelines(as_json(answer["bacaan"], rows))  # type: ignore[arg-type]
    wall = time.perf_counter() - wall
    cpu = time.process_time() - cpu + child_cpu_s(sandbox) - before
    child = sandbox.run({"jam": True})["puncak_kb"]
    sandbox.close()
    return {"cpu_s": cpu, "wall_s": wall, "rss_mb": (peak_kb() + float(str(child))) / 1024}


if __name__ == "__main__":
    print(json.dumps(check(Path(sys.argv[1]))))
