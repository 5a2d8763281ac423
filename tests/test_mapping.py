"""Columns that a person assigned: which header they belong to, what is read with them, and when they are not used."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pembangkit
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from kit import acuan, codes, write_book

from loaders import check
from loaders.header import Kolom
from loaders.mapping import BERWAKTU, UANG, Pemetaan, Peran, problems, read_header, title_rows
from loaders.tables import Grid
from loaders.workbook import Sheet, read_workbook
from progress.model import NAMA_BULAN
from progress.wording import pemetaan as kata

TITLE = [["LAPORAN KEMAJUAN"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"], []]
HEAD = ["Nomor", "Uraian", "Kolom A", "Kolom B", "Hasil"]
ROWS = [[1, "Menyusun SOP", "Dokumen", 10, 4], [2, "Melatih agen", "Orang", 20, 15]]
ROLES = {"A": "no", "B": "rencana_aksi", "C": "satuan", "D": "target sd", "E": "realisasi sd"}


def book(tmp_path: Path, head: list[Any] = HEAD, rows: list[list[Any]] = ROWS, title: list[list[Any]] = TITLE) -> Path:
    return write_book(tmp_path / "kiriman.xlsx", {"Data": [*title, head, *rows]})


def run(path: Path, *maps: Pemetaan, **job: Any) -> dict[str, Any]:
    return check.run(
        {"path": str(path), "pemetaan": [{"isi": m.isi, "opd": m.opd} for m in maps], **job}, acuan("pamekasan")
    )


def choose(tabel: Mapping[str, Any], roles: Mapping[str, str], opd: str | None = None) -> Pemetaan:
    """What a person makes of the proposed table: 'arti' or 'arti waktu' per column letter, all others ignored."""
    kolom = []
    for k in tabel["kolom"]:
        arti, _, waktu = roles.get(k["huruf"], "").partition(" ")
        shown = {name: v for name, v in k.items() if name not in ("huruf", "contoh")}
        kolom.append(replace(Peran(**shown), arti=arti or None, waktu=waktu))
    assert problems(kolom) == []
    return Pemetaan(tabel["sidik"], tabel["tinggi"], tabel["lembar"], tuple(kolom), opd)


def mapped(path: Path, roles: Mapping[str, str] = ROLES, opd: str | None = None, **petakan: Any) -> Pemetaan:
    return choose(run(path, petakan=petakan)["usulan"]["tabel"], roles, opd)


def values(answer: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(b["rencana_aksi"], b["target"], b["realisasi"], b["sel"]["realisasi"]) for b in answer["bacaan"]["baris"]]


def test_an_unknown_layout_is_refused_with_a_guess(tmp_path: Path) -> None:
    """Words that no header is known by: nothing is read, and the columns are shown with samples and what they may be."""
    answer = run(book(tmp_path))
    assert codes(answer["bacaan"]) == {"TABEL_TIDAK_DITEMUKAN"}
    tabel = answer["usulan"]["tabel"]
    assert (tabel["lembar"], tabel["baris"], tabel["sampai"]) == ("Data", 5, 5)
    seen = {k["huruf"]: (k["judul"], k["arti"], k["contoh"]) for k in tabel["kolom"]}
    assert seen["B"] == ("Uraian", "rencana_aksi", ["Menyusun SOP", "Melatih agen"])
    assert seen["C"] == ("Kolom A", None, ["Dokumen", "Orang"])
    assert seen["E"] == ("Hasil", "realisasi", ["4", "15"])


def test_with_a_mapping_it_is_read_cell_by_cell(tmp_path: Path) -> None:
    """What a person assigned is read like any table, and said in one note."""
    path = book(tmp_path)
    answer = run(path, mapped(path))
    assert values(answer) == [("Menyusun SOP", 10, 4, "E6"), ("Melatih agen", 20, 15, "E7")]
    assert [b["sifat"] for b in answer["bacaan"]["baris"]] == ["sd", "sd"]
    assert (answer["bacaan"]["opd"], answer["bacaan"]["periode"]) == ("Dinas Kesehatan", "2026-10")
    assert codes(answer["bacaan"]) == {"KOLOM_DIPETAKAN"}
    assert "E = Realisasi s.d. bulan laporan" in answer["bacaan"]["temuan"][0]["pesan"]
    assert answer["pemetaan"][0]["dipilih"]


def test_a_bad_cell_keeps_its_finding(tmp_path: Path) -> None:
    """A mapping decides columns, never values."""
    path = book(tmp_path, rows=[[1, "Menyusun SOP", "Dokumen", 10, "menyusul"]])
    (row,) = (answer := run(path, mapped(path)))["bacaan"]["baris"]
    assert row["realisasi"] is None
    assert [(t["kode"], t["sel"]) for t in answer["bacaan"]["temuan"] if t["tingkat"] == "galat"] == [
        ("BUKAN_ANGKA", "E6")
    ]


def test_the_kind_that_nobody_told_is_still_asked(tmp_path: Path) -> None:
    """Without 's.d.' or 'bulan ini' the figures have no kind, also under a title that names a month."""
    head = [*HEAD[:4], "Hasil Oktober"]
    path = book(tmp_path, head)
    answer = run(path, mapped(path, {**ROLES, "E": "realisasi"}))
    assert {b["sifat"] for b in answer["bacaan"]["baris"]} == {None}
    assert "SIFAT_TIDAK_DIKETAHUI" in codes(answer["bacaan"])


def test_a_stored_mapping_is_used_for_its_own_opd_alone(tmp_path: Path) -> None:
    """The OPD stands in the file; another's mapping leaves it unread."""
    path = book(tmp_path)
    own, other = mapped(path, opd="DINKES"), mapped(path, opd="DINSOS")
    assert len(values(run(path, other, own))) == 2
    refused = run(path, other)
    assert (refused["bacaan"]["baris"], codes(refused["bacaan"])) == ([], {"TABEL_TIDAK_DITEMUKAN"})
    assert "pemetaan" not in refused


def test_the_senders_choice_of_opd_decides_whose_mapping_counts(tmp_path: Path) -> None:
    """A file that names no OPD is read by a stored mapping once the OPD is chosen."""
    path = book(tmp_path, title=[["LAPORAN"], ["Bulan : Oktober 2026"], []])
    own = mapped(path, opd="DINSOS")
    assert values(run(path, own)) == []
    assert len(values(run(path, own, opd="DINSOS"))) == 2
    assert values(run(path, own, opd="DINKES")) == []


def test_each_opd_may_have_its_own_mapping_of_one_layout(tmp_path: Path) -> None:
    """Same titles, other meanings: the file's OPD decides."""
    path = book(tmp_path)
    swapped = mapped(path, {**ROLES, "D": "realisasi sd", "E": "target sd"}, opd="DINSOS")
    assert values(run(path, swapped, mapped(path, opd="DINKES")))[0][1:3] == (10, 4)


def test_a_mapping_overrides_that_it_is_another_kind_of_document(tmp_path: Path) -> None:
    """'Realisasi Fisik dan Keuangan' is refused until a person has said what its columns are."""
    title = [["LAPORAN REALISASI FISIK DAN KEUANGAN"], *TITLE[1:]]
    path = book(tmp_path, title=title)
    assert codes(run(path)["bacaan"]) == {"BUKAN_LAPORAN_RB"}
    assert len(values(run(path, mapped(path)))) == 2


def test_next_month_is_the_same_layout(tmp_path: Path) -> None:
    """A month in a title, another day of it, a typo and a row of numbers change nothing; the title's own month is read."""
    path = book(tmp_path, ["No", "Uraian", "Kolom A", "Kolom B", "Hasil s.d. 31 Oktober 2026"])
    chosen = mapped(path)
    later = [[*t] for t in TITLE]
    later[2] = ["Bulan : November 2026"]
    head = ["NO", "uraian ", "Kolom  A", "KOLOM B", "Hasil s.d. 30 Novmber 2026"]
    path = book(tmp_path, head, [["(1)", "(2)", "(3)", "(4)", "(5)"], *ROWS], later)
    answer = run(path, chosen)
    assert [v[1:] for v in values(answer)] == [(10, 4, "E7"), (20, 15, "E8")]
    assert codes(answer["bacaan"]) == {"KOLOM_DIPETAKAN", "KOLOM_MIRIP"}


def test_a_title_of_another_month_than_the_report_is_said(tmp_path: Path) -> None:
    """Last month's column in this month's report is never taken in silence."""
    path = book(tmp_path, ["No", "Uraian", "Kolom A", "Kolom B", "Hasil s.d. September"])
    assert "KOLOM_BULAN_BERBEDA" in codes(run(path, mapped(path))["bacaan"])


MATRIX = [["Uraian", "Kolom A", "Yang dicapai", "", "", ""], ["", "", "September", "Oktober", "November", "Desember"]]


def test_a_matrix_of_months_is_one_row_of_the_screen_and_grows(tmp_path: Path) -> None:
    """All months share a title's decision; each column keeps its own month, and one more is no new layout."""

    def matrix(n: int) -> Path:
        head = [row[: 2 + n] for row in MATRIX]
        rows = [["Menyusun SOP", "Dokumen", *range(3, 3 + n)]]
        return write_book(tmp_path / f"{n}.xlsx", {"Data": [*TITLE, *head, *rows]}, {"Data": ["A5:A6", "B5:B6"]})

    tabel = run(matrix(2), petakan={"baris": 5, "sampai": 6})["usulan"]["tabel"]
    assert [(k["huruf"], k["berwaktu"]) for k in tabel["kolom"]] == [("A", False), ("B", False), ("C–D", True)]
    chosen = choose(tabel, {"A": "rencana_aksi", "B": "satuan", "C–D": "realisasi sd"})
    assert values(run(matrix(2), chosen)) == [("Menyusun SOP", None, 4, "D7")]
    for n in (2, 3, 4):
        assert [b["realisasi"] for b in run(matrix(n), chosen)["bacaan"]["baris"]] == [4]


@pytest.mark.parametrize("lowest", [["I", "II", "III", "IV"], ["TW 1", "TW 2", "TW 3", "TW 4"]])
def test_quarters_below_one_title_are_one_row_of_the_screen(tmp_path: Path, lowest: list[str]) -> None:
    """Each column keeps its own quarter, however that is written."""
    head = [["Uraian", "Kolom A", "Realisasi", "", "", ""], ["", "", *lowest]]
    merges = {"Data": ["A5:A6", "B5:B6", "C5:F5"]}
    path = write_book(tmp_path / "tw.xlsx", {"Data": [*TITLE, *head, ["Menyusun SOP", "Dokumen", 1, 2, 3, 4]]}, merges)
    tabel = run(path, petakan={"lembar": "Data", "baris": 5, "sampai": 6})["usulan"]["tabel"]
    assert [(k["huruf"], k["berwaktu"]) for k in tabel["kolom"]] == [("A", False), ("B", False), ("C–F", True)]
    assert values(run(path, choose(tabel, {"A": "rencana_aksi", "C–F": "realisasi"}))) == [
        ("Menyusun SOP", None, 4, "F7")
    ]


def test_columns_without_known_times_get_them_from_the_person(tmp_path: Path) -> None:
    """'Tahap 1' to 'Tahap 3' as quarters: the report's own quarter is read, and asked whether it is to date."""
    path = book(tmp_path, ["Uraian", "Tahap 1", "Tahap 3", "Tahap 4"], [["Menyusun SOP", 1, 3, 4]])
    answer = run(
        path, mapped(path, {"A": "rencana_aksi", "B": "realisasi t1", "C": "realisasi t3", "D": "realisasi t4"})
    )
    assert [(b["realisasi"], b["sel"]["realisasi"], b["sifat"]) for b in answer["bacaan"]["baris"]] == [(4, "D6", None)]


@pytest.mark.parametrize("pengali, anggaran", [(None, 250e6), (1.0, 250), (1e3, 250e3), (1e9, 250e9)])
def test_money_is_multiplied_as_told(tmp_path: Path, pengali: float | None, anggaran: float) -> None:
    """The person's word on the unit of money is the last; without one the title of the report has it."""
    title = [*TITLE[:3], ["(dalam jutaan rupiah)"]]
    path = book(tmp_path, ["Uraian", "Hasil", "Nominal"], [["Menyusun SOP", 1, 250]], title)
    chosen = mapped(path, {"A": "rencana_aksi", "B": "realisasi sd", "C": "anggaran"})
    chosen = replace(chosen, kolom=(*chosen.kolom[:2], replace(chosen.kolom[2], pengali=pengali)))
    answer = run(path, chosen)
    assert answer["bacaan"]["baris"][0]["anggaran_rp"] == anggaran
    assert ("PENGALI" in codes(answer["bacaan"])) == (pengali is None)
    assert (kata.KELIPATAN[pengali] in answer["bacaan"]["temuan"][0]["pesan"]) == (pengali is not None)


def test_a_header_repeated_on_a_new_page_is_no_row(tmp_path: Path) -> None:
    """Titles of unknown words are known again word for word, with or without a note beside them."""
    rows = [ROWS[0], HEAD, ["(1)", "(2)", "(3)", "(4)", "(5)"], ROWS[1]]
    path = book(tmp_path, [*HEAD, "", "", "", "", "Catatan: kirim sebelum tanggal 5"], rows)
    answer = run(path, mapped(path))
    assert [v[0] for v in values(answer)] == ["Menyusun SOP", "Melatih agen"]
    assert codes(answer["bacaan"]) == {"KOLOM_DIPETAKAN"}


def test_a_known_table_above_the_mapped_one_is_still_read(tmp_path: Path) -> None:
    """Two tables on one sheet: the mapping of the lower takes nothing from the upper, which ends where that begins."""
    upper = [
        ["No", "Rencana Aksi", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"],
        [1, "Menyusun RKA", "Dokumen", 3, 2],
    ]
    path = write_book(tmp_path / "dua.xlsx", {"Data": [*TITLE, *upper, [], HEAD, *ROWS]})
    answer = run(path, mapped(path, lembar="Data", baris=8, sampai=8))
    assert values(answer) == [
        ("Menyusun RKA", 3, 2, "E6"),
        ("Menyusun SOP", 10, 4, "E9"),
        ("Melatih agen", 20, 15, "E10"),
    ]
    assert codes(answer["bacaan"]) == {"KOLOM_DIPETAKAN"}


def test_stairs_below_one_title_are_one_name(tmp_path: Path) -> None:
    """A hierarchy in two columns below one merged title: both are the rencana aksi, the lowest stair is read."""
    head = ["Nomor", "Uraian Pekerjaan", "", "Kolom B", "Hasil"]
    rows = [[1, "a.", "Menyusun SOP", 10, 4], [2, "b.", "Melatih agen", 20, 15]]
    path = write_book(tmp_path / "tangga.xlsx", {"Data": [*TITLE, head, *rows]}, {"Data": ["B5:C5"]})
    roles = {"B": "rencana_aksi", "C": "rencana_aksi", "D": "target sd", "E": "realisasi sd"}
    assert values(run(path, mapped(path, roles))) == [("Menyusun SOP", 10, 4, "E6"), ("Melatih agen", 20, 15, "E7")]


def test_an_evaluasi_renja_can_be_loaded(tmp_path: Path) -> None:
    """Titles in three rows with a row of numbers between, 'K' and 'Rp' below every group, the OPD in a banner."""
    head = [
        ["No", "Visi", "Misi", "Sasaran RPJMD", "Tujuan", "Urusan dan Program/Kegiatan", "Indikator Kinerja Program (Outcome)/Kegiatan (Output)", "Satuan",
         "Target Kinerja dan Anggaran Renja Tahun Berjalan (Tahun 2026) yang dievaluasi", "", "Realisasi Kinerja Pada Triwulan", "", "", "", "", "",
         "Realisasi Capaian Kinerja dan Anggaran Renja yang Dievaluasi", ""],
        [*[""] * 10, "I", "", "", "II", "", "", "", ""],
        [1, *[""] * 4, 2, 3, 4, 5, "", 6, "", "", 7, "", "", "8 = 6 + 7", ""],
        [*[""] * 8, "K", "Rp.", "K", "%", "Rp.", "K", "%", "Rp.", "K", "Rp."],
    ]  # fmt: skip
    rows = [
        [*[""] * 4, "Perangkat Daerah : Dinas Kesehatan"],
        [1, *[""] * 4, "Program Penunjang", "Nilai AKIP", "Nilai", 80, 9_000_000, 40, 0.5, 4_000_000, 35, 0.94, 3_000_000, 75, 7_000_000],
        [2, *[""] * 4, "Penyusunan Dokumen", "Jumlah Dokumen", "Dok", 4, 1_000_000, 2, 0.5, 100_000, 1, 0.75, 200_000, 3, 300_000],
    ]  # fmt: skip
    merges = [
        *(f"{c}7:{c}8" for c in "ABCDEFGH"),
        "I7:J7",
        "I5:J6",
        "K5:P5",
        "K6:M6",
        "N6:P6",
        "Q5:R6",
        "Q7:R7",
        "K7:M7",
        "N7:P7",
    ]
    title = [["Evaluasi Terhadap Hasil Renja"], ["Kabupaten Pamekasan"], ["Tahun 2026"], []]
    path = write_book(tmp_path / "renja.xlsx", {"Realisasi TW IV": [*title, *head, *rows]}, {"Realisasi TW IV": merges})
    refused = run(path)
    assert codes(refused["bacaan"]) == {"BUKAN_LAPORAN_RB"}
    tabel = refused["usulan"]["tabel"]
    assert (tabel["baris"], tabel["sampai"]) == (5, 8)
    quarters = {k["huruf"]: (k["arti"], k["waktu"]) for k in tabel["kolom"] if "Triwulan" in k["judul"]}
    assert (quarters["K"], quarters["P"]) == (("realisasi", "t1"), ("realisasi_anggaran", "t2"))
    roles = {"F": "rencana_aksi", "G": "indikator", "H": "satuan", "I": "target tahun", "J": "anggaran"}
    chosen = choose(tabel, roles | {"Q": "realisasi sd", "R": "realisasi_anggaran sd"})
    answer = run(path, chosen, periode="2026-12")
    assert [(b["opd"], b["target"], b["realisasi"], b["realisasi_anggaran_rp"]) for b in answer["bacaan"]["baris"]] == [
        ("Dinas Kesehatan", 80, 75, 7_000_000),
        ("Dinas Kesehatan", 4, 3, 300_000),
    ]
    assert run(path, replace(chosen, opd="DINKES"), periode="2026-12")["bacaan"]["baris"] == answer["bacaan"]["baris"]


@pytest.mark.parametrize(
    "roles, said",
    [
        ({"E": "realisasi"}, [kata.TANPA_NAMA]),
        ({"B": "indikator", "D": "target"}, [kata.TANPA_HASIL]),
        ({"B": "indikator", "D": "realisasi sd", "E": "realisasi sd"}, [kata.GANDA.format(arti="Realisasi", huruf="D, E")]),
        ({"B": "indikator", "D": "realisasi bulan_ini", "E": "realisasi sd"}, []),
        ({"B": "indikator", "D": "tercapai", "E": "tidak_tercapai"}, []),
    ],
)  # fmt: skip
def test_what_a_mapping_needs(roles: dict[str, str], said: list[str]) -> None:
    """A name, a result, and no two columns for the same thing."""
    kolom = []
    for huruf in "ABCDE":
        arti, _, waktu = roles.get(huruf, "").partition(" ")
        kolom.append(Peran(huruf, huruf, arti or None, waktu))
    assert problems(kolom) == said


def test_other_header_rows_can_be_chosen(tmp_path: Path) -> None:
    """The rows of the header are the person's to say; rows without titles give no columns."""
    path = book(tmp_path)
    tabel = run(path, petakan={"lembar": "Data", "baris": 6, "sampai": 6})["usulan"]["tabel"]
    assert [k["judul"] for k in tabel["kolom"]][1] == "Menyusun SOP"
    assert run(path, petakan={"lembar": "Data", "baris": 4, "sampai": 4})["usulan"]["tabel"]["kolom"] == []
    assert run(path, petakan={"lembar": "Data", "baris": 400, "sampai": 1})["usulan"]["tabel"]["kolom"] == []


def test_a_mapping_survives_its_text() -> None:
    """What is stored is what was chosen; equal choices are equal texts."""
    p = Pemetaan(
        "ab", 2, "Data", (Peran("uraian", "Uraian", "rencana_aksi"), Peran("x", "X", "anggaran", "sd", 1e3, True))
    )
    assert Pemetaan.read(p.isi) == p
    assert Pemetaan.read(p.isi, "DINKES").isi == p.isi


# -- laws on random books ------------------------------------------------------------------------------------------------


def guessed(tabel: Mapping[str, Any], *without: str) -> list[Peran]:
    return [Peran(**{n: v for n, v in k.items() if n not in ("huruf", "contoh", *without)}) for k in tabel["kolom"]]


def test_the_best_guess_taken_as_it_stands_changes_nothing(tmp_path: Path) -> None:
    """Whatever the handwriting: a form that is read is read the same when a person agrees with what the screen shows."""
    for buku in pembangkit.books(11, 50):
        path = buku.write(tmp_path / "acak.xlsx")
        plain = run(path, petakan={})
        tabel = plain["usulan"]["tabel"]
        kolom = guessed(tabel)
        assert problems(kolom) == [], buku.asal
        answer = run(path, Pemetaan(tabel["sidik"], tabel["tinggi"], tabel["lembar"], tuple(kolom)))
        assert "pemetaan" in answer, buku.asal
        assert answer["bacaan"]["baris"] == plain["bacaan"]["baris"], buku.asal


def nonsense(title: object) -> str:
    """Another word for every title, the same for equal ones; none that anybody reads."""
    return (
        "Zq"
        + hashlib.sha256(str(title).encode())
        .hexdigest()
        .translate(str.maketrans("0123456789abcdef", "qwxzkvjbqwxzkvjb"))[:9]
    )


def test_whatever_the_titles_are_called(tmp_path: Path) -> None:
    """With every title made unreadable and its meaning assigned by hand, a form gives what it gave with its own titles."""
    compared = 0
    for buku in pembangkit.books(12, 60):
        path = buku.write(tmp_path / "acak.xlsx")
        plain = run(path, petakan={})
        tabel = plain["usulan"]["tabel"]
        at = {"lembar": tabel["lembar"], "baris": tabel["baris"], "sampai": tabel["sampai"]}
        grid = Grid(next(s for s in read_workbook(path, "").sheets if s.name == tabel["lembar"]))
        rows = title_rows(grid, tabel["baris"] - 1, tabel["sampai"] - 1)
        header = read_header(grid, rows)
        assert header is not None
        role_of = {p.kunci: p for p in guessed(tabel)}
        told = {k.c: _told(k, role_of[key]) for k, key in header.columns}
        if buku.tata["kepala ulang"] or any(k.bulan and told[k.c][1] in ("sd", "bulan_ini") for k, _ in header.columns):
            continue  # a month and a kind of figure in one title cannot be told by hand
        for (r, c), text in buku.sel.items():
            if r in rows:
                buku.sel[r, c] = nonsense(text)
        path = buku.write(tmp_path / "asing.xlsx")
        tabel = run(path, petakan=at)["usulan"]["tabel"]
        kolom = []
        for peran, letters in zip(guessed(tabel), (k["huruf"] for k in tabel["kolom"]), strict=True):
            arti, waktu, pengali = told[column_number(letters)]
            kolom.append(replace(peran, arti=arti, waktu=waktu, pengali=pengali))
        answer = run(path, Pemetaan(tabel["sidik"], tabel["tinggi"], tabel["lembar"], tuple(kolom)))
        assert answer["bacaan"]["baris"] == plain["bacaan"]["baris"], buku.asal
        compared += 1
    assert compared > 30


def _told(k: Kolom, guess: Peran) -> tuple[str | None, str, float | None]:
    """What the column's own title says, as a person would pick it."""
    waktu = guess.waktu
    if guess.arti in BERWAKTU and not waktu and (k.bulan or k.triwulan):
        waktu = f"b{k.bulan}" if k.bulan else f"t{k.triwulan}"
    return guess.arti, waktu, k.pengali if guess.arti in UANG else None


def column_number(letters: str) -> int:
    """'AB' -> 27, counted from 0."""
    n = 0
    for letter in letters:
        n = 26 * n + ord(letter) - 64
    return n - 1


# -- the law of the fingerprint ------------------------------------------------------------------------------------------

LABEL = st.text(string.ascii_lowercase, min_size=4, max_size=12).filter(lambda t: len(set(t)) > 2)
HEADER = st.lists(LABEL, min_size=2, max_size=8, unique=True)


def fingerprint(rows: list[list[Any]]) -> str:
    grid = Grid(Sheet("x", rows=[[float(v) if isinstance(v, int) else v for v in row] for row in rows]))
    header = read_header(grid, title_rows(grid, 0, len(rows)))
    assert header is not None
    return header.sidik


@given(HEADER, st.data())
def test_noise_does_not_change_the_fingerprint(labels: list[str], data: st.DataObject) -> None:
    """Case, spacing, punctuation at the ends and a row of column numbers are the hand of the sender."""
    noisy = [
        data.draw(st.sampled_from([t, t.upper(), t.title(), f"  {t} ", f"{t}\n", f"{t} :", f"{t.upper()}."])) for t in labels
    ]  # fmt: skip
    numbers = data.draw(st.sampled_from([[], [[f"({n})" for n in range(1, len(labels) + 1)]]]))
    assume(not numbers or len(labels) >= 3)
    assert fingerprint([noisy, *numbers]) == fingerprint([labels])


@given(HEADER, LABEL, st.data())
def test_another_label_changes_the_fingerprint(labels: list[str], other: str, data: st.DataObject) -> None:
    """One other word, one more column or another order is another layout."""
    assume(other not in labels)
    at = data.draw(st.integers(0, len(labels) - 1))
    own = fingerprint([labels])
    assert fingerprint([[*labels[:at], other, *labels[at + 1 :]]]) != own
    assert fingerprint([[*labels[:at], other, *labels[at:]]]) != own
    assert fingerprint([labels[::-1]]) != own


@given(HEADER, st.sampled_from(range(12)), st.sampled_from(range(12)), st.sampled_from([2025, 2026, 2030]))
def test_the_month_and_year_do_not_change_the_fingerprint(labels: list[str], a: int, b: int, tahun: int) -> None:
    """'Hasil s.d. Oktober 2026' is the layout of every month and year."""
    october = fingerprint([[*labels, f"Hasil s.d. {NAMA_BULAN[a]} 2026"]])
    assert fingerprint([[*labels, f"Hasil s.d. {NAMA_BULAN[b].upper()} {tahun}"]]) == october
    assert fingerprint([[*labels, "Hasil bulan ini"]]) != october
