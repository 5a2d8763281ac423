"""`python -m bench [NAME]`: run one benchmark, or list them."""

from __future__ import annotations

import importlib
import sys

DAFTAR = {
    "ingest": "sebulan laporan: diperiksa lengkap, dibanding pandas+openpyxl dan calamine yang hanya membaca",
    "besar": "1.000, 10.000, dan 100.000 baris: CPU per baris, waktu, dan memori pembaca beserta pemanggilnya",
    "akurasi": "laporan acak yang isinya diketahui: baris terbaca, ketepatan per isian, salah baca diam-diam, temuan palsu",
    "nilai": "semua bulan dan semua tingkat dari 108 ribu dan 1,08 juta amatan, dibanding DuckDB, polars, dan pandas",
    "klarifikasi": "berapa kali laporan biasa ditanyakan dalam setahun, dan berapa kesalahan yang ditanam ditemukan",
    "halaman": "CPU server per pembaruan Ringkasan, dibanding halaman yang sama dengan plotly.express tanpa cache",
    "kunjungan": "byte pada kunjungan pertama ke Ringkasan, dibanding Streamlit apa adanya",
}


def main(arguments: list[str]) -> int:
    if len(arguments) == 1 and arguments[0] in DAFTAR:
        return int(importlib.import_module(f"bench.{arguments[0]}").main())
    for name, apa in DAFTAR.items():
        print(f"  python -m bench {name:12} {apa}")
    return 0 if arguments in ([], ["-h"], ["--help"]) else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
