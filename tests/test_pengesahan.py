"""The signature block: the post, the date and whether it is signed are kept; a name or a NIP never is."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kit import periksa, write_book
from openpyxl.drawing.image import Image
from PIL import Image as Pixels

from progress.wording.unggah import pengesahan

TITLE = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"]]
HEAD = ["No", "Rencana Aksi", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]
ROWS = [*TITLE, HEAD, [1, "Menyusun SOP", "Dokumen", 10, 8], []]


def block(column: int, *lines: str) -> list[list[Any]]:
    return [[""] * column + [line] for line in lines]


@pytest.mark.parametrize("column", [0, 4, 7], ids=["left", "right", "beside the table"])
def test_left_or_right(tmp_path: Path, column: int) -> None:
    """Post and date are read wherever the block stands; the name and the NIP in it are nowhere in the answer."""
    lines = [
        "Pamekasan, 4 Nopember 2026",
        "Kepala Dinas Kesehatan",
        "",
        "ttd",
        "",
        "dr. BUDI CONTOH, M.Kes",
        "NIP. 19700101 199503 1 001",
    ]
    bacaan = periksa(write_book(tmp_path / "a.xlsx", {"Lap": [*ROWS, *block(column, *lines)]}))
    (found,) = bacaan["pengesahan"]
    assert (found["jabatan"], found["tanggal"], found["ada_tanda_tangan"]) == (
        "Kepala Dinas Kesehatan",
        "2026-11-04",
        True,
    )
    assert found["sel"][1:] == "7"
    assert "BUDI" not in json.dumps(bacaan)
    assert "1970" not in json.dumps(bacaan)
    assert len(bacaan["baris"]) == 1


def test_without_a_signature(tmp_path: Path) -> None:
    """A block nobody signed says so; a date without a day is none."""
    lines = ["Pamekasan,      November 2026", "KEPALA DINAS", "", "(....................)"]
    (found,) = periksa(write_book(tmp_path / "a.xlsx", {"Lap": [*ROWS, *block(3, *lines)]}))["pengesahan"]
    assert (found["jabatan"], found["tanggal"], found["ada_tanda_tangan"]) == ("KEPALA DINAS", None, False)


def test_a_picture_is_a_signature(tmp_path: Path) -> None:
    """A scanned signature beside the block counts; a logo at the top of the sheet does not."""
    path = write_book(
        tmp_path / "a.xlsx", {"Lap": [*ROWS, *block(3, "Pamekasan, 4 November 2026", "Kepala Dinas Kesehatan")]}
    )
    for cell, signed in (("D9", True), ("A1", False)):
        book = openpyxl.load_workbook(path)
        dot = io.BytesIO()
        Pixels.new("RGB", (4, 4)).save(dot, "PNG")
        book.active.add_image(Image(dot), cell)
        book.save(tmp_path / f"{cell}.xlsx")
        (found,) = periksa(tmp_path / f"{cell}.xlsx")["pengesahan"]
        assert found["ada_tanda_tangan"] is signed


def test_a_format_that_hides_pictures(tmp_path: Path) -> None:
    """Where pictures cannot be seen nothing is claimed."""
    text = "\n".join(
        ";".join(map(str, r)) for r in [*ROWS[:5], ["Pamekasan, 4 November 2026"], ["Kepala Dinas Kesehatan"]]
    )
    (tmp_path / "a.csv").write_text(text, "utf-8")
    (found,) = periksa(tmp_path / "a.csv")["pengesahan"]
    assert (found["jabatan"], found["ada_tanda_tangan"]) == ("Kepala Dinas Kesehatan", None)


def test_in_words() -> None:
    """One line for the page: what is missing is said as missing, what cannot be known is left out."""
    blok = [{"jabatan": "Camat Waru", "tanggal": "2026-11-04", "ada_tanda_tangan": False}]
    assert pengesahan(blok) == "Pengesahan: Camat Waru, 4 November 2026, belum ada tanda tangan"
    blok = [{"jabatan": None, "tanggal": None, "ada_tanda_tangan": None}]
    assert pengesahan(blok) == "Pengesahan: jabatan belum ditulis, tanpa tanggal"
    assert pengesahan([]) == ""
