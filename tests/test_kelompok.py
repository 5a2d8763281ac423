"""Findings as people read them: equal ones in one line with their cells, the costliest first."""

from __future__ import annotations

from pathlib import Path

from kit import periksa, write_book

from loaders.__main__ import as_text
from loaders.feedback import findings_text
from progress.findings import Finding, Kelompok, TingkatTemuan, fields_of, grouped
from progress.sajian import unggah
from progress.wording.temuan import sentence

GALAT, PERINGATAN, CATATAN = TingkatTemuan
KOLOM = {"realisasi": "F", "target": "E", "realisasi_anggaran_rp": "G", "kendala": "H", "rencana_aksi": "B"}


def at(
    sel: str, kode: str = "BUKAN_ANGKA", tertulis: str = "x", tingkat: TingkatTemuan = GALAT, extra: str = ""
) -> Finding:
    where = {"lembar": "L", "sel": sel, "tertulis": tertulis}
    return Finding(tingkat, kode, sentence(kode, **where, extra=extra), **where)


def groups(*findings: Finding) -> list[Kelompok]:
    """With the fields of rows 5-30 known."""
    rows = [{"lembar": "L", "sel": {name: f"{c}{r}" for name, c in KOLOM.items()}} for r in range(5, 31)]
    return grouped(findings, fields_of(rows))


def test_equal_findings_are_one_line_with_their_cells() -> None:
    """F12, F14 to F19 and what is there, then what to do."""
    found = groups(*(at(f"F{r}", tertulis="masih direkap") for r in (19, 12, 14, 15, 16, 17, 18)))
    assert [g.pesan for g in found] == [
        "Sel F12, F14–F19 (7 sel) pada lembar L berisi 'masih direkap'. Mohon ditulis angkanya saja, misalnya 87,5."
    ]
    assert found[0].sel[:3] == ("F12", "F14", "F15")


def test_other_words_of_the_same_meaning_are_quoted_together() -> None:
    """Three of them, then '…'."""
    (found,) = groups(*(at(f"F{r}", tertulis=text) for r, text in enumerate(("a", "b", "a", "c", "d"), 5)))
    assert found.pesan.startswith("Sel F5–F9 (5 sel) pada lembar L berisi 'a', 'b', 'c', ….")
    assert found.tertulis == "a, b, c, …"


def test_another_advice_is_another_line() -> None:
    """1.234 read two ways is not 5.678 read two ways."""
    one = at("F5", "AMBIGU", "1.234", extra="1234 atau 1,234")
    other = at("F6", "AMBIGU", "5.678", extra="5678 atau 5,678")
    assert len(groups(one, other)) == 2
    assert len(groups(at("F5"), at("F6", tingkat=PERINGATAN))) == 2


def test_what_costs_most_comes_first() -> None:
    """Realisasi, target, money, text; among those the most rows; and galat before everything else."""
    found = groups(
        at("H5", tertulis="teks"), at("G5", "BUKAN_UANG"), at("E5", tertulis="target"), at("F5", tertulis="satu"),
        at("F6", "SEL_GALAT", extra="#N/A"), at("F7", "SEL_GALAT", extra="#N/A"), at("F9", tingkat=PERINGATAN),
        at("B9", "BARIS_TIDAK_COCOK", "Apel", PERINGATAN, "OPD"), at("E9", "RASIO", "1:2", PERINGATAN),
    )  # fmt: skip
    assert [g.sel[0] for g in found] == ["F6", "F5", "E5", "G5", "H5", "B9", "F9", "E9"]


def test_a_header_cell_costs_what_its_column_does() -> None:
    """A finding above the rows is known by its column."""
    found = groups(at("H5", "RASIO", "1:2", PERINGATAN), at("F4", "RENTANG", "1-2", PERINGATAN))
    assert [g.sel[0] for g in found] == ["F4", "H5"]


def test_terminal_page_and_message_say_the_same_and_json_keeps_every_cell(tmp_path: Path) -> None:
    """Nine cells of one meaning: nine entries for programs, one line for people."""
    head = ["No", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]
    title = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"], head]
    rows = [[n, f"Aksi {n}", f"Jumlah {n}", "dokumen", 10, "masih direkap"] for n in range(1, 10)]
    bacaan = periksa(
        write_book(tmp_path / "a.xlsx", {"L": [*title, *rows, [10, "Aksi 10", "Jumlah 10", "dokumen", 10, 5]]})
    )
    said = "Sel F5–F13 (9 sel) pada lembar L berisi 'masih direkap'. Mohon ditulis angkanya saja, misalnya 87,5."
    findings = [Finding.from_json(t) for t in bacaan["temuan"]]
    assert sum(t["kode"] == "BUKAN_ANGKA" for t in bacaan["temuan"]) == 9
    bacaan |= {"wadah": None, "folder": ""}
    assert as_text(bacaan).count("masih direkap") == 1
    assert said in as_text(bacaan)
    assert unggah.finding_rows(findings, bacaan["baris"])[0][1:] == ("L", "F5–F13", "masih direkap", said)
    assert f"1. {said}" in findings_text(findings, fields_of(bacaan["baris"]))
