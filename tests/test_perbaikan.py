"""The repair log: what was read with tolerance is said, and is not done once it is taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kit import acuan, codes, write_book

from loaders import check
from loaders.contract import TOLERANSI, reversal_key

TITLE = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"]]
HEAD = ["No", "Area", "Rencana Aksi", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]
ROW = [1, "Manajemen Perubahan", "Menyusun SOP", "Dokumen", 10, 8]


def read(tmp_path: Path, rows: list[list[Any]], *merges: str, name: str = "a.xlsx") -> dict[str, Any]:
    path = write_book(tmp_path / name, {"Lap": rows}, {"Lap": list(merges)})
    bacaan: dict[str, Any] = check.run({"path": str(path), "nama": name, "jawaban": {}}, acuan())["bacaan"]
    return bacaan


def without(tmp_path: Path, rows: list[list[Any]], kode: str, *merges: str, name: str = "a.xlsx") -> dict[str, Any]:
    """The same book with every repair of this kind taken back."""
    said = [t for t in read(tmp_path, rows, *merges, name=name)["temuan"] if t["kode"] == kode]
    assert said, kode
    keys = {reversal_key(kode, t["lembar"], t["tertulis"]): "ya" for t in said}
    path = tmp_path / name
    bacaan: dict[str, Any] = check.run({"path": str(path), "nama": name, "jawaban": keys}, acuan())["bacaan"]
    assert kode not in codes(bacaan)
    assert "PERBAIKAN_DIBATALKAN" in codes(bacaan)
    return bacaan


def test_area_filled_from_above(tmp_path: Path) -> None:
    """An area taken from the row above is left blank, and named as missing."""
    rows = [*TITLE, HEAD, ROW, [2, "", "Melatih agen", "Orang", 5, 4]]
    assert [b["area"] for b in read(tmp_path, rows)["baris"]] == ["A1", "A1"]
    bacaan = without(tmp_path, rows, "TERISI_OTOMATIS")
    assert [b["area"] for b in bacaan["baris"]] == ["A1", None]
    assert "AREA_KOSONG" in codes(bacaan)


@pytest.mark.parametrize(
    ("head", "field", "arti"),
    [("Reallisasi s.d. Bulan Ini", "realisasi", "realisasi"), ("Satun", "satuan", "satuan")],
)
def test_a_column_title_with_a_slip(tmp_path: Path, head: str, field: str, arti: str) -> None:
    """A title read as another is said with its column; taken back, nothing is read from that column."""
    at = 5 if field == "realisasi" else 3
    rows = [*TITLE, [*HEAD[:at], head, *HEAD[at + 1 :]], ROW]
    bacaan = read(tmp_path, rows)
    assert bacaan["baris"][0][field] is not None
    (said,) = [t for t in bacaan["temuan"] if t["kode"] == "KOLOM_MIRIP"]
    assert head in said["pesan"]
    assert arti in said["pesan"]
    read_back = without(tmp_path, rows, "KOLOM_MIRIP")
    assert all(b[field] is None for b in read_back["baris"])


def test_a_month_spelled_in_its_own_way(tmp_path: Path) -> None:
    """'NOP' over the month's column is said; taken back, the month has no figure and a galat says so."""
    head = ["No", "Rencana Aksi", "Satuan", "Realisasi", "", "", ""]
    months = ["", "", "", "SEPT", "OKT", "NOP", "DES"]
    rows = [TITLE[0], TITLE[1], ["Bulan : November 2026"], head, months, [1, "Menyusun SOP", "Dokumen", 1, 2, 3, ""]]
    assert read(tmp_path, rows, "D4:G4")["baris"][0]["realisasi"] == 3
    bacaan = without(tmp_path, rows, "KOLOM_MIRIP", "D4:G4")
    assert [b["realisasi"] for b in bacaan["baris"]] == [None]
    assert "KOLOM_BULAN_TIDAK_ADA" in codes(bacaan)


def test_a_title_month_spelled_in_its_own_way(tmp_path: Path) -> None:
    """'Bulan : PEB' is said; taken back, the period is asked."""
    rows = [*TITLE[:2], ["Bulan : PEB 2026"], HEAD, ROW]
    assert read(tmp_path, rows)["periode"] == "2026-02"
    bacaan = without(tmp_path, rows, "PERIODE_DIEJA")
    assert bacaan["periode"] is None
    assert "PERIODE_TIDAK_DIKENAL" in codes(bacaan)


def test_money_in_millions(tmp_path: Path) -> None:
    """A multiplier in a title is said; taken back, the amounts stand as typed."""
    rows = [*TITLE, [*HEAD, "Anggaran (Rp juta)"], [*ROW, 150]]
    assert read(tmp_path, rows)["baris"][0]["anggaran_rp"] == 150_000_000
    assert without(tmp_path, rows, "PENGALI")["baris"][0]["anggaran_rp"] == 150


def test_a_unit_behind_the_number(tmp_path: Path) -> None:
    """'8 Dokumen' is read as 8; taken back, the cell has no value and a galat names it."""
    rows = [*TITLE, HEAD, [*ROW[:5], "8 buah"]]
    rows[-1][3] = ""
    bacaan = read(tmp_path, rows)
    assert bacaan["baris"][0]["realisasi"] == 8
    bacaan = without(tmp_path, rows, "SATUAN_DI_SEL")
    assert (bacaan["baris"][0]["realisasi"], bacaan["baris"][0]["kosong"]["realisasi"]) == (None, "galat")
    assert [t["sel"] for t in bacaan["temuan"] if t["kode"] == "BUKAN_ANGKA"] == ["F5"]


def test_titles_and_subtotals(tmp_path: Path) -> None:
    """A subtotal is set apart; taken back, it is a row like the others."""
    rows = [*TITLE, HEAD, ROW, ["", "", "Jumlah", "", 10, 8]]
    assert len(read(tmp_path, rows)["baris"]) == 1
    assert [b["rencana_aksi"] for b in without(tmp_path, rows, "BARIS_JUDUL")["baris"]] == ["Menyusun SOP", "Jumlah"]


def test_opd_of_the_file_name(tmp_path: Path) -> None:
    """An OPD known from the file's name alone is said; taken back, it is asked."""
    rows = [TITLE[0], TITLE[2], HEAD, ROW]
    assert read(tmp_path, rows, name="Dinas Kesehatan.xlsx")["opd"] == "Dinas Kesehatan"
    assert without(tmp_path, rows, "OPD_DARI_NAMA_BERKAS", name="Dinas Kesehatan.xlsx")["opd"] is None


def test_an_opd_spelled_alike(tmp_path: Path) -> None:
    """A name with a slip is read as its OPD; taken back, the OPD is asked with that one as a proposal."""
    rows = [TITLE[0], ["Perangkat Daerah : Dinas Kesehatn"], TITLE[2], HEAD, ROW]
    assert read(tmp_path, rows)["opd"] == "Dinas Kesehatan"
    bacaan = without(tmp_path, rows, "OPD_MIRIP")
    assert bacaan["opd"] is None
    assert any("Dinas Kesehatan" in t["pesan"] for t in bacaan["temuan"] if t["kode"] == "OPD_TIDAK_DIKENAL")


def test_what_is_taken_back_concerns_its_own_text_alone() -> None:
    """Two areas read as another are two repairs; a hundred cells with a unit are one per sheet."""
    assert reversal_key("AREA_MIRIP", "Lap", "Manajemn") != reversal_key("AREA_MIRIP", "Lap", "Akuntabilitass")
    assert reversal_key("SATUAN_DI_SEL", "Lap", "8 buah") == reversal_key("SATUAN_DI_SEL", "Lap", "9 buah")
    assert "SATUAN_BERBEDA" not in TOLERANSI
