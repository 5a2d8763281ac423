"""The percentage an OPD writes beside ours: where they differ, both are shown with the reason that fits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from kit import Sel, periksa, write_book
from test_sajian import OKT, SATU, items, kiriman, month, realisasi, targets

from progress.model import Sebab
from progress.sajian import rencana
from progress.selisih import sebab
from progress.wording.sel import daftar_sel, excel_order
from progress.wording.selisih import SEBAB

HEAD = ["No", "Rencana Aksi", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini", "Capaian (%)"]
TITLE = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"]]


@pytest.mark.parametrize(
    ("tertulis", "hitungan", "lain", "why"),
    [
        (70.3, 70, {}, None),
        (100, 130, {"realisasi": 13}, Sebab.DIBATASI),
        (67, 66.3, {}, Sebab.PEMBULATAN),
        (58.33, 70, {"target_tahun": 12}, Sebab.TARGET_TAHUN),
        (87.5, 70, {"target_laporan": 8}, Sebab.TARGET_LAPORAN),
        (130, 70, {"realisasi": 7}, Sebab.MAKIN_RENDAH),
        (70, 130, {"turun": True}, Sebab.MAKIN_TINGGI),
        (142.86, 130, {"turun": True}, Sebab.MAKIN_RENDAH),
        (20, 70, {"realisasi_bulan": 2}, Sebab.BULAN_INI),
        (33, 70, {"serapan_pct": 33.2}, Sebab.UANG),
        (142.86, 70, {}, Sebab.TERBALIK),
        (7000, 70, {}, Sebab.SERATUS),
        (0.7, 70, {}, Sebab.SERATUS),
        (45, 70, {}, Sebab.TIDAK_DIKETAHUI),
    ],
)
def test_the_rule_that_gives_their_figure(
    tertulis: float, hitungan: float, lain: dict[str, Any], why: Sebab | None
) -> None:
    """Realisasi 7, target 10; each row is explained by one rule, and where none fits that is said."""
    assert sebab(tertulis, hitungan, **{"realisasi": 7, "target": 10, **lain}) == why


@given(
    some.floats(0, 1000),
    some.floats(0, 1000),
    some.floats(0, 1e6),
    some.floats(0, 1e6),
    some.sampled_from((True, False, None)),
)
def test_every_difference_has_a_reason_in_words(a: float, b: float, r: float, t: float, turun: bool | None) -> None:
    """None exactly where the two are equal to half a point."""
    why = sebab(a, b, realisasi=r, target=t, turun=turun)
    assert (why is None) == (abs(a - b) <= 0.5)
    assert why is None or SEBAB[why]


def found(tmp_path: Path, *rows: list[Any], head: list[str] = HEAD) -> list[tuple[str, str, str]]:
    book = write_book(tmp_path / "a.xlsx", {"L": [*TITLE, head, *([n, *r] for n, r in enumerate(rows, 1))]})
    return [(f["tingkat"], f["sel"], f["pesan"]) for f in periksa(book)["temuan"] if f["kode"] == "CAPAIAN_BERBEDA"]


def test_rows_that_differ_for_one_reason_are_one_finding(tmp_path: Path) -> None:
    """All cells in one sentence, the figures of the first three, and a note where people do it on purpose."""
    rows = [[f"Aksi {n}", "dokumen", 10, 10 + n, 100] for n in range(1, 6)]
    ((tingkat, sel, pesan),) = found(tmp_path, *rows)
    assert (tingkat, sel) == ("catatan", "F5")
    assert "Sel F5–F9 (5 sel) pada lembar L" in pesan
    assert "F5 100 % dan 110 %" in pesan
    assert SEBAB[Sebab.DIBATASI] in pesan


def test_what_nothing_explains_is_a_warning_at_its_cell(tmp_path: Path) -> None:
    """Their 45 %, our 70 %."""
    ((tingkat, sel, pesan),) = found(tmp_path, ["Aksi satu", "dokumen", 10, 7, 45], ["Aksi dua", "dokumen", 10, 7, 70])
    assert (tingkat, sel) == ("peringatan", "F5")
    assert "45 %" in pesan
    assert "70 %" in pesan
    assert "Sebabnya tidak diketahui; mohon dicek." in pesan


def test_agreement_and_missing_figures_say_nothing(tmp_path: Path) -> None:
    """Rounded, as a fraction with a percent format, without a target, not yet reported."""
    rows = [
        ["Aksi satu", "dokumen", 9, 7, 77.8],
        ["Aksi dua", "dokumen", 9, 7, Sel(7 / 9, "0.0%")],
        ["Aksi tiga", "dokumen", "", 7, 50],
        ["Aksi empat", "dokumen", 9, "", 50],
    ]
    assert found(tmp_path, *rows) == []


def test_year_target_month_and_money_are_told_apart(tmp_path: Path) -> None:
    """Columns beside the compared ones explain the figure."""
    head = [
        *HEAD[:3],
        "Target 2026",
        *HEAD[3:4],
        "Realisasi Bulan Ini",
        *HEAD[4:],
        "Anggaran (Rp)",
        "Realisasi Anggaran (Rp)",
    ]
    rows = [
        ["Aksi satu", "dokumen", 20, 10, 2, 7, 35, 1_000_000, 100_000],
        ["Aksi dua", "dokumen", 40, 10, 2, 7, 20, 1_000_000, 100_000],
        ["Aksi tiga", "dokumen", 40, 10, 3, 7, 10, 1_000_000, 100_000],
    ]
    said = {sel: pesan for _, sel, pesan in found(tmp_path, *rows, head=head)}
    assert SEBAB[Sebab.TARGET_TAHUN] in said["H5"]
    assert SEBAB[Sebab.BULAN_INI] in said["H6"]
    assert SEBAB[Sebab.UANG] in said["H7"]


def test_the_page_shows_both_figures_and_why() -> None:
    """Ours 70 % of the target to date; the OPD divided by the year's target."""
    item = items([(SATU, "A1", "kumulatif", "naik", "angka")])
    target = targets([(1, 10, 10), (1, 0, 12)])
    reported = realisasi([(1, 10, 7.0, "sd")]).assign(capaian_dilaporkan_pct=58.33)

    def said(rows: Any, tertulis: dict[tuple[int, int], tuple[float | None, float | None]]) -> str | None:
        skor = month(item, target, rows)
        frames = rencana.Frames(item, target, rows, kiriman(), None, tertulis)
        (asal,) = rencana.trace(rencana.rencana_of(skor), OKT, frames, {OKT: skor})
        return asal.selisih

    assert "58,3 %; hitungan di sini 70,0 %" in str(said(reported, {}))
    assert SEBAB[Sebab.TARGET_TAHUN] in str(said(reported, {}))
    own = reported.assign(capaian_dilaporkan_pct=87.5)
    assert SEBAB[Sebab.TARGET_LAPORAN] in str(said(own, {(10, 1): (8.0, None)}))
    assert said(reported.assign(capaian_dilaporkan_pct=70.2), {}) is None


def test_cells_are_named_in_excel_order() -> None:
    """Row, then column; Z before AA; neighbours in a column as a range."""
    assert daftar_sel(["F19", "F12", "F14", "F15", "F16", "F17", "F18"]) == "F12, F14–F19"
    assert daftar_sel(["B6", "A5", "B5", "A6"]) == "A5–A6, B5–B6"
    assert sorted(["AA1", "Z1", "A400", "B9"], key=excel_order) == ["Z1", "AA1", "B9", "A400"]
