"""Random handwritings with known truth: whatever the layout, nothing is lost and nothing is misread in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pembangkit
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from kit import periksa, write_book
from pembangkit import address
from penilai import Janji, Putusan, check, check_all, judge

from progress.model import NAMA_BULAN

SEED = 3


@pytest.fixture(scope="module")
def putusan(tmp_path_factory: pytest.TempPathFactory) -> Putusan:
    return check_all(pembangkit.books(SEED, 120), tmp_path_factory.mktemp("acak"))


@pytest.mark.parametrize("janji", Janji, ids=lambda janji: janji.name.lower())
def test_every_promise_holds_on_random_books(putusan: Putusan, janji: Janji) -> None:
    """Each member of Janji is the sentence proved; a failure names the seed, the number and the layout."""
    assert not putusan.salah[janji], f"{janji}:\n" + "\n".join(putusan.salah[janji][:10])


def test_random_books_need_few_questions(putusan: Putusan) -> None:
    """Of the good cells less than one in a hundred is called wrong, and of all values 99.5 % are read."""
    assert putusan.jumlah["galat palsu"] < 0.01 * putusan.jumlah["sel baik"]
    assert putusan.benar.total() >= 0.995 * putusan.ada.total()


def test_the_same_seed_gives_the_same_book(tmp_path: Path) -> None:
    """What a failure prints is enough to write its book again."""
    first, again = (pembangkit.buku(SEED, 11) for _ in range(2))
    assert (first.asal, first.baris, first.gabung) == (again.asal, again.baris, again.gabung)
    assert periksa(first.write(tmp_path / "a.xlsx"))["baris"] == periksa(again.write(tmp_path / "a.xlsx"))["baris"]
    assert pembangkit.buku(SEED, 12).asal != first.asal


def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    """A changed figure, a lost row, an invented row and a foreign OPD each break their promise."""
    book = next(pembangkit.books(SEED, 1))
    bacaan = periksa(book.write(tmp_path / "a.xlsx"))
    bacaan["baris"][0] |= {"satuan": "Karung"}
    bacaan["baris"][-1] |= {"baris": 999}
    bacaan["opd"] = "Dinas Antariksa"
    salah = judge(book, bacaan).salah
    assert [len(salah[janji]) for janji in (Janji.NILAI, Janji.BARIS, Janji.PENGENAL)] == [1, 2, 1]


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_any_seed_keeps_every_promise(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """The promises hold wherever Hypothesis looks."""
    book = pembangkit.buku(seed, 0)
    note(book.asal)
    assert not any(check(book, tmp_path_factory.getbasetemp()).salah.values())


@pytest.mark.lambat
@pytest.mark.parametrize("seed", range(100, 110))
def test_three_thousand_books_keep_every_promise(tmp_path: Path, seed: int) -> None:
    """The promises hold on the long loop; 300 books of each seed."""
    salah = check_all(pembangkit.books(seed, 300), tmp_path).salah
    assert not any(salah.values()), "\n".join(k for semua in salah.values() for k in semua[:5])


JUDUL = [["LAPORAN RENCANA AKSI RB"], ["OPD : Dinas Kesehatan"], ["Bulan : November 2026"]]


def test_a_header_row_of_times_alone_belongs_to_the_header(tmp_path: Path) -> None:
    """'Bulan Ini' under Target and under Realisasi is no rencana aksi."""
    rows = [
        *JUDUL,
        ["No", "Rencana Aksi", "Satuan", "Target", "Realisasi"],
        ["", "", "", "Bulan Ini", "Bulan Ini"],
        [1, "Aksi", "Dokumen", 3, 2],
    ]
    bacaan = periksa(write_book(tmp_path / "a.xlsx", {"Laporan": rows}, {"Laporan": ["A4:A5", "B4:B5", "C4:C5"]}))
    assert [(b["baris"], b["realisasi"], b["sifat"]) for b in bacaan["baris"]] == [(6, 2, "bulan_ini")]


def test_a_repeated_header_of_two_rows_is_no_row(tmp_path: Path) -> None:
    """A new page repeats the whole header."""
    head = [["No", "Rencana Aksi", "Satuan", "Kinerja", ""], ["", "", "", "Target", "Realisasi"]]
    rows = [*JUDUL, *head, [1, "Satu", "Dokumen", 3, 2], *head, [2, "Dua", "Dokumen", 3, 1]]
    merges = [f"{c}{r}:{c}{r + 1}" for r in (4, 7) for c in "ABC"] + ["D4:E4", "D7:E7"]
    bacaan = periksa(write_book(tmp_path / "a.xlsx", {"Laporan": rows}, {"Laporan": merges}))
    assert [(b["baris"], b["realisasi"]) for b in bacaan["baris"]] == [(6, 2), (9, 1)]


def _matrix(path: Path, bulan: list[str]) -> dict[str, Any]:
    last = address(0, 3 + 2 * len(bulan)).rstrip("1")
    middle = address(0, 3 + len(bulan)).rstrip("1")
    rows = [
        *JUDUL,
        [
            "No",
            "Rencana Aksi",
            "Indikator",
            "Satuan",
            "Target",
            *[""] * (len(bulan) - 1),
            "Realisasi",
            *[""] * (len(bulan) - 1),
        ],
        ["", "", "", "", *bulan, *bulan],
        [1, "Aksi", "Jumlah laporan", "Laporan", *range(1, len(bulan) + 1), *range(1, len(bulan) + 1)],
    ]
    after = address(0, 4 + len(bulan)).rstrip("1")
    merges = ["A4:A5", "B4:B5", "C4:C5", "D4:D5", f"E4:{middle}4", f"{after}4:{last}4"]
    return periksa(write_book(path, {"Laporan": rows}, {"Laporan": merges}))


@pytest.mark.parametrize("tulis", ["Novmber", "NOVEMBR", "Nopember", "Nov"])
def test_a_misspelt_month_of_a_matrix_is_read(tmp_path: Path, tulis: str) -> None:
    """One slip in the name of a month leaves only one month it can be."""
    bacaan = _matrix(tmp_path / "a.xlsx", [nama.replace("November", tulis) for nama in NAMA_BULAN])
    assert [(b["realisasi"], b["sel"]["realisasi"]) for b in bacaan["baris"]] == [(11, "AA6")]


def test_a_matrix_without_the_month_of_the_report_says_so(tmp_path: Path) -> None:
    """Ten months in a report for November: nothing is read, and the sentence names the columns and the month."""
    bacaan = _matrix(tmp_path / "a.xlsx", list(NAMA_BULAN)[:10])
    assert [b["realisasi"] for b in bacaan["baris"]] == [None]
    galat = [t for t in bacaan["temuan"] if t["tingkat"] == "galat"]
    assert [(t["kode"], t["sel"]) for t in galat] == [("KOLOM_BULAN_TIDAK_ADA", "O5")]
    assert "O sampai X" in galat[0]["pesan"] and "November 2026" in galat[0]["pesan"]
