"""The road map workbook: only OPD and rencana aksi are needed; the rest is read, asked in groups, or assumed and said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kit import acuan, write_book

from loaders import check

HEAD = [
    "No",
    "Kode",
    "Area Perubahan",
    "OPD",
    "Rencana Aksi",
    "Indikator",
    "Satuan",
    "Target 2025",
    "Target 2026",
    "Target 2027",
]


def plan(
    tmp_path: Path,
    rows: list[list[Any]],
    *merges: str,
    title: str = "ROAD MAP REFORMASI BIROKRASI 2025-2029",
    **job: Any,
) -> dict[str, Any]:
    path = write_book(tmp_path / "rm.xlsx", {"Matriks": [[title], *rows]}, {"Matriks": list(merges)})
    return dict(check.run({"path": str(path), **job}, acuan()))


def targets(answer: dict[str, Any], n: int = 0) -> list[tuple[int, int, Any, Any]]:
    return [
        (t["tahun"], t["bulan"], t["nilai"] if t["nilai"] is not None else t["teks"], t["sifat"])
        for t in answer["road_map"]["targets"]
        if t["n"] == n
    ]


def test_a_road_map_is_known_by_its_content(tmp_path: Path) -> None:
    """OPD, rencana aksi and targets without realisasi: items with targets per year and their cells."""
    answer = plan(
        tmp_path,
        [
            HEAD,
            [1, "A1.01", "Manajemen Perubahan", "Dinkes", "Menyusun SOP", "Jumlah SOP", "Dokumen", 5, 10, "12 dokumen"],
        ],
    )
    (item,) = answer["road_map"]["items"]
    assert (answer["bacaan"]["jenis"], answer["bacaan"]["status"]) == ("road_map", "terbaca")
    assert (item["kode"], item["opd"], item["area"], item["rencana_aksi"], item["akumulasi"], item["arah"]) == (
        "A1.01",
        "DINKES",
        "A1",
        "Menyusun SOP",
        "jumlah",
        "naik",
    )
    assert targets(answer) == [(2025, 0, 5.0, None), (2026, 0, 10.0, None), (2027, 0, 12.0, None)]
    assert [t["sel"] for t in answer["road_map"]["targets"]] == ["H3", "I3", "J3"]


def test_what_is_missing_is_assumed_in_groups_and_said(tmp_path: Path) -> None:
    """Arah and akumulasi are one assumption per group, each a peringatan; an answer overrides it."""
    head = ["OPD", "Rencana Aksi", "Satuan", "Target 2026"]
    rows = [
        ["Dinkes", "a", "dokumen", 1],
        ["Dinkes", "b", "dokumen", 2],
        ["Dinsos", "c", "%", 90],
        ["Dinsos", "d", "indeks", 3.5],
    ]
    answer = plan(tmp_path, [head, *rows])
    said = {a["kunci"]: a["jawaban"] for a in answer["road_map"]["asumsi"]}
    assert said == {
        "arah": "naik",
        "akumulasi:dokumen": "jumlah",
        "akumulasi:%": "posisi_akhir",
        "akumulasi:indeks": "posisi_akhir",
    }
    assert len([t for t in answer["bacaan"]["temuan"] if t["tingkat"] == "peringatan"]) == 4
    changed = plan(tmp_path, [head, *rows], jawaban={"akumulasi:dokumen": "kumulatif"})
    assert [i["akumulasi"] for i in changed["road_map"]["items"]][:2] == ["kumulatif", "kumulatif"]


@pytest.mark.parametrize(
    ("year", "cells", "sifat"),
    [
        (10, [2, 3, 5], "bulan_ini"),
        (10, [2, 5, 10], "sd"),
        (10, ["", "", 10], "sd"),
        (10, [2, 3, 4], None),
        ("", [2, 3, 4], None),
    ],
)
def test_month_cells_are_of_the_month_or_to_date_by_their_sum(
    tmp_path: Path, year: object, cells: list[object], sifat: str | None
) -> None:
    """Product rule 7: their sum is the year's target, or the last one is; else nobody guesses and a finding asks."""
    head = [
        ["OPD", "Rencana Aksi", "Satuan", "Arah", "Akumulasi", "Target 2026", "Target 2026 per bulan", "", ""],
        ["", "", "", "", "", "", "Jan", "Juni", "Des"],
    ]
    answer = plan(
        tmp_path,
        [*head, ["Dinkes", "a", "dokumen", "naik", "jumlah", year, *cells]],
        "A2:A3",
        "B2:B3",
        "C2:C3",
        "D2:D3",
        "E2:E3",
        "F2:F3",
        "G2:I2",
    )
    assert {s for _, b, _, s in targets(answer) if b} == {sifat}
    assert ("TARGET_TIDAK_JELAS" in {t["kode"] for t in answer["bacaan"]["temuan"]}) is (sifat is None)


def test_quarter_cells_are_to_date_and_due_at_the_quarters_end(tmp_path: Path) -> None:
    """TW I–IV become months 3, 6, 9, 12."""
    head = [["OPD", "Rencana Aksi", "Satuan", "Target 2026", "TW I", "TW II", "TW III", "TW IV"]]
    head[0][4:] = ["Target 2026 TW I", "Target 2026 TW II", "Target 2026 TW III", "Target 2026 TW IV"]
    answer = plan(tmp_path, [*head, ["Dinkes", "a", "dokumen", 10, 1, 3, 6, 10]])
    assert targets(answer) == [
        (2026, 0, 10.0, None),
        (2026, 3, 1.0, "sd"),
        (2026, 6, 3.0, "sd"),
        (2026, 9, 6.0, "sd"),
        (2026, 12, 10.0, "sd"),
    ]


def test_the_year_of_month_columns_is_found_by_their_sums(tmp_path: Path) -> None:
    """Months without a year belong to the year whose target they add up to; that is an assumption."""
    head = [
        ["OPD", "Rencana Aksi", "Satuan", "Target 2025", "Target 2026", "Target", "", ""],
        ["", "", "", "", "", "Jan", "Feb", "Mar"],
    ]
    rows = [["Dinkes", f"aksi {i}", "dokumen", 3 + i, 10 + i, 3, 3, 4 + i] for i in range(4)]
    answer = plan(tmp_path, [*head, *rows], "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:H2")
    assert {t for t, b, _, _ in targets(answer) if b} == {2026}
    assert "tahun:Matriks" in {a["kunci"] for a in answer["road_map"]["asumsi"]}


def test_ticks_ordinals_and_grades_have_their_kind(tmp_path: Path) -> None:
    """V per year is a milestone, BB and WTP are levels of a scale, 57/CC is judged on its number."""
    rows = [
        [1, "", "A6", "Setda", "Aksi a", "Dokumen terbit", "ya/tidak", "", "V", ""],
        [2, "", "A6", "Setda", "Aksi b", "Predikat SAKIP", "predikat", "B", "BB", "A"],
        [3, "", "A6", "Setda", "Aksi c", "Opini BPK", "opini", "WTP", "WTP", "WTP"],
        [4, "", "A6", "Setda", "Aksi d", "Nilai SAKIP", "nilai", "57/CC", "60/B", "65/B"],
    ]
    items = plan(tmp_path, [HEAD, *rows])
    assert [(i["jenis"], i["skala"]) for i in items["road_map"]["items"]] == [
        ("ya_tidak", None),
        ("ordinal", "SAKIP"),
        ("ordinal", "OPINI_BPK"),
        ("angka", None),
    ]
    assert targets(items, 0) == [(2026, 0, 1.0, None)]
    assert targets(items, 1)[0] == (2025, 0, "B", None)
    assert [t[2] for t in targets(items, 3)] == [57.0, 60.0, 65.0]


def test_an_unknown_opd_is_a_galat_and_its_row_is_no_item(tmp_path: Path) -> None:
    """Nothing is stored for an OPD that nobody knows; the others are."""
    answer = plan(
        tmp_path,
        [
            HEAD,
            [1, "", "A1", "Dinas Antariksa", "a", "i", "Dokumen", 1, 1, 1],
            [2, "", "A1", "Dinkes", "b", "i", "Dokumen", 1, 1, 1],
        ],
    )
    assert [i["opd"] for i in answer["road_map"]["items"]] == ["DINKES"]
    assert answer["bacaan"]["status"] == "sebagian"
    assert [(t["kode"], t["sel"]) for t in answer["bacaan"]["temuan"] if t["tingkat"] == "galat"] == [
        ("OPD_TIDAK_DIKENAL", "D3")
    ]


def test_a_kode_used_twice_is_a_galat(tmp_path: Path) -> None:
    """The second item stays without the kode, so that no report row is matched by it wrongly."""
    answer = plan(
        tmp_path,
        [
            HEAD,
            [1, "X", "A1", "Dinkes", "a", "i", "Dokumen", 1, 1, 1],
            [2, "X", "A1", "Dinkes", "b", "i", "Dokumen", 1, 1, 1],
        ],
    )
    assert [i["kode"] for i in answer["road_map"]["items"]] == ["X", None]
    assert "KODE_GANDA" in {t["kode"] for t in answer["bacaan"]["temuan"]}


def test_kode_may_restart_in_every_opd(tmp_path: Path) -> None:
    """1, 2, 3 per OPD is how such tables are numbered."""
    answer = plan(
        tmp_path,
        [
            HEAD,
            [1, "1", "A1", "Dinkes", "a", "i", "Dokumen", 1, 1, 1],
            [2, "1", "A1", "Dinsos", "b", "i", "Dokumen", 1, 1, 1],
        ],
    )
    assert [i["kode"] for i in answer["road_map"]["items"]] == ["1", "1"]
    assert answer["bacaan"]["status"] == "terbaca"


def test_only_opd_and_rencana_aksi_are_required(tmp_path: Path) -> None:
    """Without targets the items are loaded and simply have none."""
    answer = plan(
        tmp_path,
        [["OPD", "Rencana Aksi", "Indikator"], ["Dinkes", "Aksi pertama", "i"], ["Dinsos", "Aksi kedua", "i"]],
        jenis="road_map",
    )
    assert (len(answer["road_map"]["items"]), answer["road_map"]["targets"]) == (2, [])


def test_a_workbook_without_opd_is_no_road_map(tmp_path: Path) -> None:
    """One sentence says which columns are needed."""
    answer = plan(
        tmp_path, [["Rencana Aksi", "Indikator", "Satuan", "Target 2026"], ["a", "b", "c", 1]], jenis="road_map"
    )
    assert [t["kode"] for t in answer["bacaan"]["temuan"]] == ["BUKAN_ROAD_MAP"]


def _read(
    tmp_path: Path, sheets: dict[str, list[list[Any]]], merges: dict[str, list[str]] | None = None
) -> dict[str, Any]:
    return dict(check.run({"path": str(write_book(tmp_path / "rm.xlsx", sheets, merges))}, acuan()))


@pytest.mark.parametrize("group", ["Tahun", "Tahun Pelaksanaan", "Waktu Pelaksanaan"])
def test_ticks_below_years_without_the_word_target_are_milestones(tmp_path: Path, group: str) -> None:
    """The years of a plan's time table say when an output is due."""
    rows = [
        ["ROAD MAP RB 2025-2027"],
        [],
        ["No", "Kegiatan", "Output", "OPD", group],
        ["", "", "", "", 2025, 2026, 2027],
        [1, "Menyusun SOP", "SOP", "Dinas Kesehatan", "", "V", "V"],
    ]
    merges = [*(f"{c}3:{c}4" for c in "ABCD"), "E3:G3"]
    plan = _read(tmp_path, {"Matriks": rows}, {"Matriks": merges})
    assert [(t["tahun"], t["nilai"]) for t in plan["road_map"]["targets"]] == [(2026, 1.0), (2027, 1.0)]


@pytest.mark.parametrize(
    ("sheet", "title"), [("Sheet1", "Perangkat Daerah : Dinas Kesehatan"), ("Dinkes", "TAHUN 2026")]
)
def test_a_plan_of_one_opd_needs_no_column_for_it(tmp_path: Path, sheet: str, title: str) -> None:
    """The title, or the name of the sheet, tells whose it is."""
    head = ["No", "Rencana Aksi", "Indikator", "Satuan", "Target 2026", "Target 2027"]
    rows = [["ROAD MAP RB"], [title], [], head, [1, "Menyusun SOP", "Jumlah SOP", "Dokumen", 2, 4]]
    (item,) = _read(tmp_path, {sheet: rows})["road_map"]["items"]
    assert (item["opd"], item["rencana_aksi"]) == ("DINKES", "Menyusun SOP")


def test_every_table_of_a_sheet_is_loaded_under_its_own_area(tmp_path: Path) -> None:
    """A road map drawn area by area, with other columns in one of them, loses none."""
    rows = [
        ["ROAD MAP RB"],
        [],
        ["1. Manajemen Perubahan"],
        ["No", "Rencana Aksi", "Indikator", "Satuan", "OPD", "Target 2026", "Target 2027"],
        [1, "Menyusun SOP", "Jumlah SOP", "Dokumen", "Dinas Kesehatan", 2, 4],
        [],
        ["4. Penataan Tatalaksana"],
        ["No", "Program", "Rencana Aksi", "Indikator", "Satuan", "OPD", "Target 2026"],
        [1, "Program", "Survei", "Jumlah survei", "Laporan", "Dinas Sosial", 1],
    ]
    items = _read(tmp_path, {"RM": rows})["road_map"]["items"]
    assert [(i["rencana_aksi"], i["opd"], i["area"]) for i in items] == [
        ("Menyusun SOP", "DINKES", "A1"), ("Survei", "DINSOS", "A4"),
    ]  # fmt: skip


COUNT = ["OPD", "Rencana Aksi", "Indikator", "Satuan", "Arah", "Akumulasi", "Target 2026"]


def counted(
    tmp_path: Path, head: list[str], *rows: list[Any], **job: Any
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    answer = plan(tmp_path, [head, *rows], **job)
    return answer["road_map"]["items"], answer


def codes(answer: dict[str, Any], *kode: str) -> list[tuple[str, str | None]]:
    return [(t["kode"], t["sel"]) for t in answer["bacaan"]["temuan"] if t["kode"] in kode]


def test_a_range_is_a_target_where_the_road_map_says_so(tmp_path: Path) -> None:
    """Arah 'rentang' takes both ends of '75-80' and of '75 s.d. 80'; a single number is both ends."""
    rows = [["Dinkes", "a", "x", "%", "Rentang", "Posisi akhir", "75-80"],
            ["Dinkes", "b", "x", "%", "rentang", "posisi", "75 % s.d. 80 %"],
            ["Dinkes", "c", "x", "%", "rentang", "posisi", 75]]  # fmt: skip
    items, answer = counted(tmp_path, COUNT, *rows)
    assert [i["arah"] for i in items] == ["rentang"] * 3
    assert [(t["nilai"], t["nilai_atas"], t["teks"]) for t in answer["road_map"]["targets"]] == [
        (75, 80, None), (75, 80, None), (75, None, None),
    ]  # fmt: skip
    assert codes(answer, "RENTANG") == []


def test_a_range_without_arah_is_asked_about(tmp_path: Path) -> None:
    """Where nobody says that a range is meant its cell is named and not used; the answer makes it a range."""
    row = ["Dinkes", "a", "x", "%", None, "posisi", "75-80"]
    items, answer = counted(tmp_path, COUNT, row)
    assert codes(answer, "RENTANG") == [("RENTANG", "G3")]
    (asked,) = [a for a in answer["road_map"]["asumsi"] if a["kunci"] == "rentang"]
    assert (asked["jawaban"], asked["pilihan"], items[0]["arah"]) == ("", ["rentang"], "naik")
    assert [(t["nilai"], t["teks"]) for t in answer["road_map"]["targets"]] == [(None, "75-80")]
    items, answer = counted(tmp_path, COUNT, row, jawaban={"rentang": "rentang"})
    assert (items[0]["arah"], answer["road_map"]["targets"][0]["nilai_atas"]) == ("rentang", 80)


def test_a_range_beside_another_direction_is_named(tmp_path: Path) -> None:
    """A range in a row that is better when higher stays text, with a finding that names its cell."""
    _, answer = counted(tmp_path, COUNT, ["Dinkes", "a", "x", "%", "naik", "posisi", "75-80"])
    assert codes(answer, "RENTANG") == [("RENTANG", "G3")]


def test_stages_make_percents(tmp_path: Path) -> None:
    """Tahap gives a milestone percents: a stage's name, its percent, Ya and 1 are targets; anything else is named."""
    head = [*COUNT, "Tahap"]
    stages = "Draf 25; Pembahasan 50; Penetapan 100"
    rows = [
        ["Dinkes", str(n), "x", "dokumen", None, None, aim, stages] for n, aim in enumerate(["draf", 50, "Ya", 1, 7])
    ]
    items, answer = counted(tmp_path, head, *rows)
    assert [(i["jenis"], i["arah"], i["akumulasi"], i["tahap"]) for i in items] == [
        ("angka", "naik", "kumulatif", stages)
    ] * 5
    assert [t["nilai"] for t in answer["road_map"]["targets"]] == [25, 50, 100, 100]
    assert codes(answer, "TARGET_BUKAN_TAHAP") == [("TARGET_BUKAN_TAHAP", "G7")]
    assert {a["kunci"] for a in answer["road_map"]["asumsi"]} == set()


@pytest.mark.parametrize("text", ["draf; penetapan", "draf 25; bahas 20; tetap 100", "draf 25; tetap 90", "25; 100"])
def test_unreadable_stages_are_named(tmp_path: Path, text: str) -> None:
    """Stages without names, without percents, falling, or not ending at 100 are a finding, and the item has none."""
    items, answer = counted(tmp_path, [*COUNT, "Tahap"], ["Dinkes", "a", "x", "dokumen", "naik", "jumlah", 1, text])
    assert codes(answer, "TAHAP_TIDAK_DIKENAL") == [("TAHAP_TIDAK_DIKENAL", "H3")]
    assert (items[0]["tahap"], items[0]["akumulasi"]) == (None, "jumlah")


@pytest.mark.parametrize(
    ("text", "rumus"),
    [
        ("(2T-R)/T", "baku"),
        ("T/R", "rasio"),
        ("Rasio", "rasio"),
        ("Jenjang", "jenjang"),
        (None, None),
        ("lihat juknis", None),
    ],
)
def test_the_formula_of_lower_is_better(tmp_path: Path, text: str | None, rumus: str | None) -> None:
    """Rumus names one of three formulas; an unknown word is a finding there, and a remark beside items that rise."""
    rows = [
        ["Dinkes", "a", "x", "kasus", "turun", "jumlah", 20, text],
        ["Dinkes", "b", "x", "kasus", "naik", "jumlah", 20, text],
    ]
    items, answer = counted(tmp_path, [*COUNT, "Rumus"], *rows)
    assert [i["rumus"] for i in items] == [rumus, None]
    unknown, useless = codes(answer, "PILIHAN_TIDAK_DIKENAL"), codes(answer, "RUMUS_HANYA_TURUN")
    assert unknown == ([("PILIHAN_TIDAK_DIKENAL", "H3")] if text == "lihat juknis" else [])
    assert useless == ([("RUMUS_HANYA_TURUN", "H4")] if rumus in ("rasio", "jenjang") else [])


def test_near_zero_targets_are_asked_about_once(tmp_path: Path) -> None:
    """Lower-is-better targets above 0 and up to 3 are one question; 0 and larger ones, and a given formula, are none."""
    rows = [["Dinkes", str(n), "x", "kasus", "turun", "jumlah", aim, rumus]
            for n, (aim, rumus) in enumerate([(2, None), (3, None), (0, None), (4, None), (1, "rasio")])]  # fmt: skip
    items, answer = counted(tmp_path, [*COUNT, "Rumus"], *rows)
    (asked,) = [a for a in answer["road_map"]["asumsi"] if a["kunci"] == "hampir_nol"]
    assert (asked["jawaban"], asked["pilihan"]) == ("baku", ["baku", "rasio", "jenjang"])
    assert asked["teks"].startswith("2 rencana aksi")
    items, _ = counted(tmp_path, [*COUNT, "Rumus"], *rows, jawaban={"hampir_nol": "jenjang"})
    assert [i["rumus"] for i in items] == ["jenjang", "jenjang", None, None, "rasio"]


def test_months_alone(tmp_path: Path) -> None:
    """'Per bulan' lets every month stand alone, is listed, and can be answered as a sum."""
    row = ["Dinkes", "a", "x", "laporan", "naik", "Per Bulan", 1]
    items, answer = counted(tmp_path, COUNT, row)
    assert items[0]["akumulasi"] == "per_bulan"
    assert {a["kunci"] for a in answer["road_map"]["asumsi"]} == {"per_bulan", "per_bulan_tahun"}
    items, _ = counted(tmp_path, COUNT, row, jawaban={"per_bulan": "jumlah"})
    assert items[0]["akumulasi"] == "jumlah"


def test_linear_targets(tmp_path: Path) -> None:
    """Cara Target 'linear' is kept where it can be drawn; for ya/tidak and ranges it is named and dropped."""
    rows = [["Dinkes", "a", "x", "dokumen", "naik", "jumlah", 12, "Linear"], ["Dinkes", "b", "x", "%", "naik", "posisi", 80, "linier"],
            ["Dinkes", "c", "x", "ya/tidak", None, None, "Ya", "linear"], ["Dinkes", "d", "x", "%", "rentang", "posisi", "7-8", "linear"]]  # fmt: skip
    items, answer = counted(tmp_path, [*COUNT, "Cara Target"], *rows)
    assert [i["cara_target"] for i in items] == ["linear", "linear", None, None]
    assert codes(answer, "LINEAR_TIDAK_BERLAKU") == [("LINEAR_TIDAK_BERLAKU", "H5"), ("LINEAR_TIDAK_BERLAKU", "H6")]
    assert [a["kunci"] for a in answer["road_map"]["asumsi"]] == ["linear_tanpa_baseline"]


@pytest.mark.parametrize(
    ("weights", "kode", "asked"),
    [([60, 40], [], False), ([60.2, 40.2], ["BOBOT_DISKALAKAN"], False), ([3, 1], [], True)],
)
def test_weights_that_miss_100(tmp_path: Path, weights: list[float], kode: list[str], asked: bool) -> None:
    """Weights of an OPD within 0.5 of 100 are scaled with a notice, others asked about; nothing is blocked."""
    head, rows = [*COUNT, "Bobot"], [["Dinkes", str(w), "x", "dokumen", "naik", "jumlah", 5, w] for w in weights]
    items, answer = counted(tmp_path, head, *rows)
    assert [k for k, _ in codes(answer, "BOBOT_DISKALAKAN")] == kode
    assert any(a["kunci"] == "bobot" for a in answer["road_map"]["asumsi"]) is asked
    assert [i["bobot"] for i in items] == weights
    items, _ = counted(tmp_path, head, *rows, jawaban={"bobot": "bagi_rata"})
    assert [i["bobot"] for i in items] == ([None, None] if asked else weights)


@pytest.mark.parametrize(
    ("aim", "wrong"), [("57/CC", False), ("60/B", False), ("57/BB", True), ("85/A", False), ("57/Z", False)]
)
def test_a_grade_that_contradicts_its_number(tmp_path: Path, aim: str, wrong: bool) -> None:
    """The number counts; a grade that the scale gives to other numbers is named. On a border both neighbours are right."""
    items, answer = counted(tmp_path, COUNT, ["Inspektorat", "a", "Nilai SAKIP", "nilai", "naik", "posisi", aim])
    assert items[0]["jenis"] == "angka"
    assert codes(answer, "PREDIKAT_TIDAK_COCOK") == ([("PREDIKAT_TIDAK_COCOK", "G3")] if wrong else [])


def test_shares_of_several_opd_are_said_not_to_be_counted(tmp_path: Path) -> None:
    """A road map that wants the pelaksana's reports combined is told that the koordinator's report is what counts."""
    rows = [
        ["Dinkes", "a", "x", "dokumen", "naik", "jumlah", 5, "Jumlah"],
        ["Dinkes", "b", "x", "dokumen", "naik", "jumlah", 5, None],
    ]
    items, answer = counted(tmp_path, [*COUNT, "Cara Pelaksana"], *rows)
    assert [i["cara_pelaksana"] for i in items] == [None, None]
    (said,) = [a for a in answer["road_map"]["asumsi"] if a["kunci"] == "cara_pelaksana"]
    assert said["teks"].startswith("1 rencana aksi") and said["jawaban"] == "koordinator"
