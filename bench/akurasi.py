"""How well reports in random handwritings are read, on seeds that no test uses; the layouts and the truth are those of the tests."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.tabel import angka, print_ratio, print_table

BENIH = (7_001, 7_002, 7_003)
BUKU = 400  # of each seed


def main() -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    from pembangkit import MEDAN, books  # the tests are no package
    from penilai import Putusan, check_all

    putusan = Putusan()
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as name:
        for benih in BENIH:
            putusan.add(check_all(books(benih, BUKU), Path(name)))
    print(f"{putusan.jumlah['buku']} buku acak, benih {', '.join(map(str, BENIH))}\n")
    print_table(
        ("isian", "sel", "benar", "ditanyakan", "keliru diam-diam", "ketepatan %"),
        [
            (k, n, putusan.benar[k], putusan.ditanya[k], putusan.diam[k], angka(percent(putusan.benar[k], n)))
            for k in MEDAN
            if (n := putusan.ada[k])
        ],
    )
    print()
    jumlah, sel = putusan.jumlah, putusan.jumlah["sel baik"]
    marks = [
        print_ratio("baris terbaca", percent(jumlah["terbaca"], jumlah["baris"]), "≥", 98, " %"),
        print_ratio("baris karangan", jumlah["baris karangan"], "≤", 0),
        print_ratio("nilai tepat", percent(putusan.benar.total(), putusan.ada.total()), "≥", 99.5, " %"),
        print_ratio("nilai keliru diam-diam", putusan.diam.total(), "≤", 0),
        print_ratio(
            "OPD tepat atau ditanyakan",
            percent(jumlah["opd tepat"], jumlah["buku"] - jumlah["ditolak"]),
            "≥",
            100,
            " %",
        ),
        print_ratio(
            "periode tepat atau ditanyakan",
            percent(jumlah["periode tepat"], jumlah["buku"] - jumlah["ditolak"]),
            "≥",
            100,
            " %",
        ),
        print_ratio("galat palsu per 1.000 sel baik", 1000 * jumlah["galat palsu"] / sel, "≤", 10),
        print_ratio("galat dan peringatan palsu per 1.000 sel baik", 1000 * jumlah["temuan palsu"] / sel, "≤", 10),
        print_ratio("berkas keliru ditolak", percent(jumlah["ditolak"], jumlah["buku"]), "≤", 2, " %"),
    ]
    for janji, kalimat in putusan.salah.items():
        if kalimat:
            print(f"\n{len(kalimat)} × tidak ditepati: {janji}\n  {kalimat[0]}")
    return 0 if all(marks) and not any(putusan.salah.values()) else 1


def percent(bagian: float, seluruh: float) -> float:
    return 100 * bagian / seluruh if seluruh else 100.0
