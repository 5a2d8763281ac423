"""Ways of drawing a report that say more than one table, one month or one title: each read by its rule, or asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kit import codes, periksa, write_book

TITLE: list[list[Any]] = [
    ["LAPORAN RENCANA AKSI REFORMASI BIROKRASI"],
    ["Perangkat Daerah : Dinas Kesehatan"],
    ["Bulan : Oktober 2026"],
    [],
]
NO_MONTH: list[list[Any]] = [*TITLE[:2], ["Tahun 2026"], []]
HEAD = ["No", "Area Perubahan", "Rencana Aksi", "Indikator", "Satuan", "Target", "Realisasi s.d. Bulan Ini"]
A1 = "Manajemen Perubahan"


def read(tmp_path: Path, rows: list[list[Any]], *merges: str, **job: Any) -> dict[str, Any]:
    return periksa(write_book(tmp_path / "lap.xlsx", {"Laporan": rows}, {"Laporan": list(merges)}), **job)


def names(bacaan: dict[str, Any]) -> list[str]:
    return [row["rencana_aksi"] for row in bacaan["baris"]]


# -- one row per action and month ---------------------------------------------------------------------------------------

LONG_HEAD = ["No", "Bulan", "Rencana Aksi", "Indikator", "Satuan", "Target", "Realisasi s.d. Bulan Ini"]
LONG = [
    [1, "September", "Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 6],
    [2, "Oktober", "Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 8],
    [3, "September", "Survei", "Jumlah survei", "Laporan", 2, 1],
    [4, "Oktober", "Survei", "Jumlah survei", "Laporan", 2, 2],
]


def test_each_row_of_a_long_form_has_its_own_month(tmp_path: Path) -> None:
    """Actions repeated month by month are that many reports; no month is poured into another."""
    bacaan = read(tmp_path, [*NO_MONTH, LONG_HEAD, *LONG])
    assert [(r["periode"], r["realisasi"]) for r in bacaan["baris"]] == [
        ("2026-09", 6), ("2026-10", 8), ("2026-09", 1), ("2026-10", 2),
    ]  # fmt: skip
    assert bacaan["periode"] is None


def test_the_chosen_month_picks_its_rows_of_a_long_form(tmp_path: Path) -> None:
    """The other rows are named, not read."""
    bacaan = read(tmp_path, [*NO_MONTH, LONG_HEAD, *LONG], periode="2026-10")
    assert [r["baris"] for r in bacaan["baris"]] == [7, 9]
    assert "BARIS_PERIODE_LAIN" in codes(bacaan)


def test_the_only_month_of_the_rows_is_the_report_s(tmp_path: Path) -> None:
    """A form export has no title; its rows tell the month."""
    bacaan = read(tmp_path, [*NO_MONTH, LONG_HEAD, LONG[1], LONG[3]])
    assert (bacaan["periode"], "PERIODE_TIDAK_DIKENAL" in codes(bacaan)) == ("2026-10", False)


def test_months_beside_actions_that_stand_once_are_asked_about(tmp_path: Path) -> None:
    """They may be when the action was planned, so the rows keep the month of the title."""
    rows = [LONG[0], [2, "Oktober", "Survei", "Jumlah survei", "Laporan", 2, 1]]
    bacaan = read(tmp_path, [*TITLE, LONG_HEAD, *rows])
    assert ({r["periode"] for r in bacaan["baris"]}, "KOLOM_BULAN_BERAGAM" in codes(bacaan, "peringatan")) == (
        {"2026-10"},
        True,
    )


def test_a_month_nobody_can_read_is_named_with_its_cell(tmp_path: Path) -> None:
    """The row stays without a month rather than take another row's."""
    bacaan = read(tmp_path, [*NO_MONTH, LONG_HEAD, *LONG[:3], [4, "bulan depan", *LONG[3][2:]]])
    (finding,) = [t for t in bacaan["temuan"] if t["kode"] == "BULAN_TIDAK_DIKENAL"]
    assert finding["sel"] == "B9"


# -- more than one table, more than one sheet ---------------------------------------------------------------------------


def test_a_second_table_with_more_columns_hides_neither(tmp_path: Path) -> None:
    """Two frameworks below each other are both read, each under its own titles."""
    rows = [
        *TITLE,
        [*HEAD, "Kendala"],
        [1, A1, "Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 8, "Belum ada anggaran"],
        [],
        ["II. RB GENERAL"],
        ["No", "Kegiatan Utama", *HEAD[2:], "Anggaran", "Realisasi Anggaran", "Kendala"],
        [1, "SPBE", "Survei", "Jumlah survei", "Laporan", 2, 1, 5_000_000, 4_000_000, "Cuaca"],
    ]
    first, second = read(tmp_path, rows)["baris"]
    assert (first["rencana_aksi"], first["kendala"]) == ("Menyusun SOP", "Belum ada anggaran")
    assert (second["anggaran_rp"], second["realisasi_anggaran_rp"], second["kendala"]) == (
        5_000_000,
        4_000_000,
        "Cuaca",
    )


def test_a_sheet_without_month_and_opd_takes_those_of_its_book(tmp_path: Path) -> None:
    """The title of the first sheet, or a cover, speaks for the others where it is the only one."""
    row = [1, A1, "Survei", "Jumlah survei", "Laporan", 2, 1]
    sheets = {"Sampul": TITLE[:3], "RB General": [HEAD, row]}
    bacaan = periksa(write_book(tmp_path / "lap.xlsx", sheets))
    assert (bacaan["opd"], bacaan["periode"]) == ("Dinas Kesehatan", "2026-10")


def test_a_single_coordinator_is_not_the_sender(tmp_path: Path) -> None:
    """Without a known OPD in the title the sender is asked for, however many rows name the same coordinator."""
    rows = [["RENCANA AKSI RB"], ["Bulan : Oktober 2026"], [], [*HEAD, "Koordinator"]]
    bacaan = read(tmp_path, [*rows, [1, A1, "Survei", "Jumlah survei", "Laporan", 2, 1, "Inspektorat Daerah"]])
    assert (bacaan["opd"], "OPD_TIDAK_DIKENAL" in codes(bacaan, "galat")) == (None, True)


# -- titles of columns --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["KEGIATAN / RENCANA AKSI", "Langkah-langkah / Rencana Aksi", "Program, Kegiatan dan Rencana Aksi"]
)
def test_a_title_of_several_levels_names_the_lowest(tmp_path: Path, title: str) -> None:
    """A column with two words for what stands in it is read, not left out."""
    head = [*HEAD[:2], title, *HEAD[3:]]
    assert names(read(tmp_path, [*TITLE, head, [1, A1, "Survei", "Jumlah", "Laporan", 2, 1]])) == ["Survei"]


def test_the_action_s_own_indicator_wins_over_that_of_its_sasaran(tmp_path: Path) -> None:
    """Indikator, Satuan, Target and Realisasi left of the action belong to the sasaran above it."""
    head = ["No", "Sasaran", "Indikator", "Satuan", "Target", "Realisasi", "Rencana Aksi", "Indikator Output", "Satuan Output",
            "Target Output", "Anggaran", "Realisasi Output", "Realisasi Anggaran", "Capaian Output"]  # fmt: skip
    row = [
        1,
        "Kemiskinan turun",
        "Penduduk miskin",
        "%",
        11.5,
        12.1,
        "Survei",
        "Jumlah survei",
        "Laporan",
        2,
        900,
        1,
        450,
        50,
    ]
    (read_row,) = read(tmp_path, [*TITLE, head, row])["baris"]
    assert [read_row[k] for k in ("indikator", "satuan", "target", "realisasi", "realisasi_anggaran_rp")] == [
        "Jumlah survei", "Laporan", 2, 1, 450,
    ]  # fmt: skip


@pytest.mark.parametrize("quarter", ["Tri Wulan I|Tri Wulan II|Tri Wulan III", "Triwulan I|Triwulan II|Triwulan III"])
def test_quarters_are_told_apart_in_either_spelling(tmp_path: Path, quarter: str) -> None:
    """September takes the third quarter and nothing of the others."""
    head = [*HEAD[:5], "Target", "", "", "Realisasi", "", ""]
    rows = [*TITLE[:2], ["Bulan : September 2026"], [], head, ["", "", "", "", "", *quarter.split("|") * 2]]
    bacaan = read(
        tmp_path, [*rows, [1, A1, "Survei", "Jumlah", "Laporan", 1, 2, 3, 1, 1, ""]], "F5:H5", "I5:K5",
        *(f"{c}5:{c}6" for c in "ABCDE"),
    )  # fmt: skip
    (row,) = bacaan["baris"]
    assert (row["target"], row["realisasi"], row["sel"]["realisasi"]) == (3, None, "K7")


def test_four_roman_quarters_below_one_title_are_no_column_numbers(tmp_path: Path) -> None:
    """I II III IV stand further right than the titles above them."""
    rows = [
        *TITLE[:2],
        ["Bulan : September 2026"],
        [],
        ["No", "Rencana Aksi", "Satuan", "Target", "Realisasi Triwulan", "", "", ""],
        ["", "", "", "", "I", "II", "III", "IV"],
        [1, "Survei", "Laporan", 4, 1, 2, 3, ""],
    ]
    (row,) = read(tmp_path, rows, *(f"{c}5:{c}6" for c in "ABCD"), "E5:H5")["baris"]
    assert (row["target"], row["realisasi"], row["sel"]["realisasi"]) == (4, 3, "G7")


def test_physical_progress_stands_beside_money(tmp_path: Path) -> None:
    """Below Target and Realisasi 'Fisik (%)' is the figure and 'Keuangan (Rp)' the money."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Pagu (Rp)", "Target", "", "Realisasi", "", "", "Kendala"],
        ["", "", "", "Fisik (%)", "Keuangan (Rp)", "Fisik (%)", "Keuangan (Rp)", "Keuangan (%)", ""],
        [1, "Survei", 1_000_000, 90, 900_000, 74.5, 500_000, 50, "Cuaca"],
    ]
    (row,) = read(tmp_path, rows, "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:H5", "I5:I6")["baris"]
    assert [row[k] for k in ("target", "realisasi", "anggaran_rp", "realisasi_anggaran_rp")] == [
        90,
        74.5,
        1_000_000,
        500_000,
    ]


def test_an_opd_whose_name_holds_a_word_of_law_still_tells_its_month(tmp_path: Path) -> None:
    """'Perdagangan' is no perda."""
    rows = [["Laporan RB Dinas Perindustrian dan Perdagangan bulan Oktober 2026"], [], HEAD]
    bacaan = read(tmp_path, [*rows, [1, A1, "Survei", "Jumlah", "Laporan", 2, 1]])
    assert (bacaan["opd"], bacaan["periode"]) == ("Dinas Perindustrian dan Perdagangan", "2026-10")


# -- rows ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("merges", [(), ("B5:D5",)])
def test_stairs_below_one_title_are_a_hierarchy(tmp_path: Path, merges: tuple[str, ...]) -> None:
    """The lowest stair is the action; those above it are parents and no rows."""
    rows = [
        *TITLE,
        [
            "No",
            "Program / Kegiatan / Rencana Aksi",
            "",
            "",
            "Indikator",
            "Satuan",
            "Target",
            "Realisasi s.d. Bulan Ini",
        ],
        [1, "Program Tata Kelola"],
        ["", "", "Kegiatan Pelayanan"],
        ["", "", "", "Survei", "Jumlah survei", "Laporan", 2, 1],
        ["", "", "", "Forum", "Jumlah forum", "Kali", 4, 3],
        [2, "Program Pengawasan"],
        ["", "", "", "Reviu", "Jumlah reviu", "Laporan", 5, 5],
    ]
    assert names(read(tmp_path, rows, *merges)) == ["Survei", "Forum", "Reviu"]


def test_a_numbered_parent_that_carries_the_sum_is_no_action(tmp_path: Path) -> None:
    """Its budget would be counted twice."""
    rows = [
        *TITLE,
        ["No", "Uraian", "Indikator", "Satuan", "Target", "Realisasi s.d. Bulan Ini", "Anggaran"],
        [1, "Program Tata Kelola", "", "", "", "", 300],
        ["", "Survei", "Jumlah survei", "Laporan", 2, 1, 100],
        ["", "Forum", "Jumlah forum", "Kali", 4, 3, 200],
    ]
    assert names(read(tmp_path, rows)) == ["Survei", "Forum"]


def test_further_indicators_of_one_action_stay_in_its_area(tmp_path: Path) -> None:
    """Even where other rows write their area in full, one action has one area."""
    rows = [
        [1, A1, "Survei", "Jumlah survei", "Laporan", 2, 1],
        [2, A1, "Forum", "Jumlah forum", "Kali", 4, 3],
        ["", "", "", "Jumlah peserta", "Orang", 40, 30],
    ]
    assert [r["area"] for r in read(tmp_path, [*TITLE, HEAD, *rows])["baris"]] == ["A1"] * 3


def test_an_area_above_the_table_holds_for_its_rows(tmp_path: Path) -> None:
    """With or without the word Area and a colon."""
    head = [HEAD[0], *HEAD[2:]]
    rows = [*TITLE, ["Area 1 Manajemen Perubahan"], head, [1, "Survei", "Jumlah survei", "Laporan", 2, 1]]
    assert read(tmp_path, rows)["baris"][0]["area"] == "A1"


def test_two_names_of_one_area_are_that_area(tmp_path: Path) -> None:
    """Both halves must name the same one."""
    both = "Penataan Peraturan Perundang-undangan / Deregulasi Kebijakan"
    mixed = "Manajemen Perubahan / Pengawasan"
    rows = [[n, area, f"Aksi {n}", "Jumlah", "Laporan", 2, 1] for n, area in ((1, both), (2, mixed))]
    bacaan = read(tmp_path, [*TITLE, HEAD, *rows])
    assert ([r["area"] for r in bacaan["baris"]], "AREA_TIDAK_DIKENAL" in codes(bacaan)) == (["A2", None], True)


@pytest.mark.parametrize("sheet", ["4. Penataan Tatalaksana", "Penataan Tata Laksana"])
def test_a_sheet_named_after_an_area_holds_its_rows(tmp_path: Path, sheet: str) -> None:
    """One area per sheet needs no column for it."""
    head = [HEAD[0], *HEAD[2:]]
    book = write_book(tmp_path / "lap.xlsx", {sheet: [*TITLE, head, [1, "Survei", "Jumlah", "Laporan", 2, 1]]})
    assert periksa(book)["baris"][0]["area"] == "A4"


@pytest.mark.parametrize("mark", ["sda", "idem", '"', "s.d.a."])
def test_ditto_repeats_what_stands_above(tmp_path: Path, mark: str) -> None:
    """The fill is told like that of a blank."""
    rows = [
        [1, A1, "Survei", "Jumlah survei", "Laporan", 2, 1],
        [2, mark, mark, "Jumlah peserta", "Orang", 40, 30],
    ]
    second = read(tmp_path, [*TITLE, HEAD, *rows])["baris"][1]
    assert (second["area"], second["rencana_aksi"]) == ("A1", "Survei")
    assert set(second["terisi_otomatis"]) == {"area", "rencana_aksi"}


def test_a_title_over_a_number_and_its_unit_or_rp(tmp_path: Path) -> None:
    """The words beside the figure are its unit, no second figure."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Target", "", "Realisasi s.d. Bulan Ini", "", "Anggaran", ""],
        [1, "Survei", 2, "Laporan", 1, "Laporan", "Rp", 500_000],
        [2, "Forum", 4, "Kali", 3, "Kali", "Rp", 250_000],
    ]
    bacaan = read(tmp_path, rows, "C5:D5", "E5:F5", "G5:H5")
    assert [[r[k] for k in ("target", "satuan", "realisasi", "anggaran_rp")] for r in bacaan["baris"]] == [
        [2, "Laporan", 1, 500_000], [4, "Kali", 3, 250_000],
    ]  # fmt: skip
    assert not codes(bacaan, "galat")


def test_a_joint_title_of_remarks_is_the_one_that_says_most(tmp_path: Path) -> None:
    """'Ket / Kendala' holds obstacles."""
    rows = [*TITLE, [*HEAD, "KET / KENDALA"], [1, A1, "Survei", "Jumlah", "Laporan", 2, 1, "Cuaca"]]
    assert read(tmp_path, rows)["baris"][0]["kendala"] == "Cuaca"


def test_a_second_table_to_the_right_is_named_and_mixed_into_nothing(tmp_path: Path) -> None:
    """Both halves have titles of the same meaning; the first is read alone."""
    head = ["No", "Kegiatan", "Satuan", "Target", "Realisasi s.d. Bulan Ini"]
    other = ["No", "Rencana Aksi", "Satuan", "Target", "Realisasi s.d. Bulan Ini"]
    rows = [*TITLE, [*head, "", "", *other], [1, "Survei", "Laporan", 2, 1, "", "", 1, "Forum", "Kali", 2, 2]]
    bacaan = read(tmp_path, rows)
    (row,) = bacaan["baris"]
    assert (row["rencana_aksi"], row["realisasi"]) == ("Survei", 1)
    assert [t["sel"] for t in bacaan["temuan"] if t["kode"] == "TABEL_DI_SAMPING"] == ["H5"]


@pytest.mark.parametrize(
    ("known", "unknown"),
    [("Area : Manajemen Perubahan", "Area : Urusan Lain"), ("A. Manajemen Perubahan", "B. Urusan Lain")],
)
def test_a_banner_of_an_unknown_area_ends_the_one_before(tmp_path: Path, known: str, unknown: str) -> None:
    """Its rows belong to no known area, and its cell is named."""
    head = [HEAD[0], *HEAD[2:]]
    rows = [
        *TITLE, head, [known], [1, "Survei", "Jumlah survei", "Laporan", 2, 1], [unknown], [2, "Forum", "Jumlah forum", "Kali", 2, 1],
    ]  # fmt: skip
    bacaan = read(tmp_path, rows)
    assert [r["area"] for r in bacaan["baris"]] == ["A1", None]
    assert [t["sel"] for t in bacaan["temuan"] if t["kode"] == "AREA_TIDAK_DIKENAL"] == ["A8"]


@pytest.mark.parametrize("label", ["Jumlah rata-rata", "Rata-rata capaian kinerja"])
def test_a_mean_below_the_table_is_no_further_indicator_of_the_last_action(tmp_path: Path, label: str) -> None:
    """Its label stands in the indicator column, its figure under realisasi."""
    rows = [*TITLE, HEAD, [1, A1, "Survei", "Jumlah survei", "Laporan", 2, 1], ["", "", "", label, "", "", 75.5]]
    assert names(read(tmp_path, rows)) == ["Survei"]
