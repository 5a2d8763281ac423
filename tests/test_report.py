"""Whole workbooks in the handwritings that OPD use, read by the rule and never by the sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kit import Sel, codes, pct, periksa, write_book

TITLE = [
    ["LAPORAN RENCANA AKSI REFORMASI BIROKRASI"],
    ["Perangkat Daerah : Dinas Kesehatan"],
    ["Bulan : Oktober 2026"],
    [],
]
HEAD = [
    "No",
    "Area Perubahan",
    "Rencana Aksi",
    "Indikator",
    "Satuan",
    "Target s.d. Bulan Ini",
    "Realisasi s.d. Bulan Ini",
]
BULAN = ["Jan", "PEB", "Mar", "Apr", "Mei", "Jun", "Jul", "AGT", "Sept", "Okt", "NOP", "Des"]


def book(tmp_path: Path, rows: list[list[Any]], *merges: str, name: str = "lap.xlsx", sheet: str = "Laporan") -> Path:
    return write_book(tmp_path / name, {sheet: rows}, {sheet: list(merges)})


def one(tmp_path: Path, *cells: Any, head: list[str] | None = None) -> dict[str, Any]:
    """The only row of a report with these cells."""
    return periksa(book(tmp_path, [*TITLE, head or HEAD, list(cells)]))["baris"][0]


def test_a_plain_report_is_read_with_every_cell_address(tmp_path: Path) -> None:
    """Numbers, texts, area, OPD, period and where each stood."""
    bacaan = periksa(
        book(
            tmp_path,
            [
                *TITLE,
                [*HEAD, "Kendala"],
                [1, "Manajemen Perubahan", "Menyusun SOP", "Jumlah SOP", "Dokumen", 10, "8", "-"],
            ],
        )
    )
    (row,) = bacaan["baris"]
    assert (bacaan["status"], bacaan["opd"], bacaan["periode"], bacaan["kerangka"]) == (
        "terbaca",
        "Dinas Kesehatan",
        "2026-10",
        "permenpanrb-25-2020",
    )
    assert (row["area"], row["rencana_aksi"], row["target"], row["realisasi"], row["sifat"]) == (
        "A1",
        "Menyusun SOP",
        10,
        8,
        "sd",
    )
    assert (row["lembar"], row["baris"], row["sel"]["realisasi"], row["sel"]["area"]) == ("Laporan", 6, "G6", "B6")
    assert (row["kendala"], row["kosong"]) == (None, {"kendala": "strip"})


def test_two_header_rows_and_the_to_date_value_wins(tmp_path: Path) -> None:
    """Where both 'bulan ini' and 's.d.' stand, target and realisasi are the to-date ones; a group names the money."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Satuan", "TARGET", "", "REALISASI", "", "ANGGARAN (Rp. juta)", ""],
        ["", "", "", "Bulan Ini", "s.d. Bulan Ini", "Bulan Ini", "s.d. Bulan Ini", "Pagu", "Realisasi s.d. Bulan Ini"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        [1, "Aksi", "Laporan", 1, 10, 2, 9, 150, 75.5],
    ]
    (row,) = periksa(book(tmp_path, rows, "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:G5", "H5:I5"))["baris"]
    assert (row["target"], row["realisasi"], row["sel"]["target"], row["sel"]["realisasi"]) == (10, 9, "E8", "G8")
    assert (row["anggaran_rp"], row["realisasi_anggaran_rp"], row["sifat_anggaran"]) == (150_000_000, 75_500_000, "sd")


def test_unmerged_groups_carry_to_the_right(tmp_path: Path) -> None:
    """A group label that is not merged governs the blank cells beside it."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Satuan", "Target", "", "Realisasi", ""],
        ["", "", "", "Bulan ini", "s.d.", "Bulan ini", "s.d."],
        [1, "Aksi", "Laporan", 1, 10, 2, 9],
    ]
    (row,) = periksa(book(tmp_path, rows))["baris"]
    assert (row["target"], row["realisasi"]) == (10, 9)


def test_banners_merged_areas_subtotals_and_signature(tmp_path: Path) -> None:
    """Only leaf rows are rows; areas come from banners or merges; nothing of the signature is kept."""
    rows = [
        *TITLE,
        [
            "No",
            "Rencana Aksi",
            "Indikator",
            "Satuan",
            "Target s.d. Bulan ini",
            "Realisasi s.d. Bulan ini",
            "Anggaran (Rp)",
        ],
        [1, 2, 3, 4, 5, 6, 7],
        ["A. MANAJEMEN PERUBAHAN"],
        [1, "Satu", "Jumlah laporan", "Laporan", 1, 1, 100],
        [2, "Dua", "Jumlah dokumen", "Dokumen", 2, 1, 200],
        ["", "Jumlah", "", "", "", "", 300],
        ["VII. PENGUATAN PENGAWASAN"],
        [1, "Tiga", "Total temuan selesai", "Temuan", 3, 1, 50],
        ["", "TOTAL", "", "", "", "", 350],
        [],
        ["", "", "", "", "Pamekasan, 5 November 2026"],
        ["", "", "", "", "Kepala Dinas Kesehatan"],
        ["", "", "", "", "NAMA PEJABAT"],
        ["", "", "", "", "NIP. 000000000000000000"],
    ]
    bacaan = periksa(book(tmp_path, rows, "A7:G7", "A11:G11"))
    assert [(r["rencana_aksi"], r["area"], r["baris"]) for r in bacaan["baris"]] == [
        ("Satu", "A1", 8),
        ("Dua", "A1", 9),
        ("Tiga", "A7", 12),
    ]
    assert "NAMA PEJABAT" not in str(bacaan)
    assert "0000000" not in str(bacaan)


def test_an_action_that_begins_like_a_signature_is_data(tmp_path: Path) -> None:
    """'Mengesahkan peraturan …' without any figure is an action; 'Mengetahui,' is not."""
    rows = [
        *TITLE,
        HEAD,
        [1, "Deregulasi Kebijakan", "Mengesahkan peraturan bupati", "Perbup terbit", "Ya/Tidak", "Ya", "NIHIL"],
    ]
    bacaan = periksa(book(tmp_path, [*rows, [], ["", "", "Mengetahui,"], ["", "", "Sekretaris"]]))
    assert [r["rencana_aksi"] for r in bacaan["baris"]] == ["Mengesahkan peraturan bupati"]


def test_a_merged_area_counts_at_its_top_left(tmp_path: Path) -> None:
    """Rows under a merge have its value and its address; an unmerged blank is filled from above and said."""
    rows = [
        *TITLE,
        HEAD,
        [1, "Penataan Tatalaksana", "a", "i", "Dokumen", 1, 1],
        [2, "", "b", "i", "Dokumen", 1, 1],
        [3, "", "c", "i", "Dokumen", 1, 1],
    ]
    bacaan = periksa(book(tmp_path, rows, "B6:B7"))
    assert [(r["area"], r["sel"]["area"], r["terisi_otomatis"]) for r in bacaan["baris"]] == [
        ("A4", "B6", []),
        ("A4", "B6", []),
        ("A4", "B6", ["area"]),
    ]
    assert "TERISI_OTOMATIS" in codes(bacaan)


def test_a_merged_figure_counts_once(tmp_path: Path) -> None:
    """A realisasi merged over two rows belongs to the first; the second is blank and warned about."""
    rows = [
        *TITLE,
        HEAD,
        [1, "Penataan Tatalaksana", "a", "i", "Dokumen", 1, 7],
        [2, "Penataan Tatalaksana", "b", "i", "Dokumen", 1, ""],
    ]
    bacaan = periksa(book(tmp_path, rows, "G6:G7"))
    assert [r["realisasi"] for r in bacaan["baris"]] == [7, None]
    assert "SEL_GABUNG" in codes(bacaan, "peringatan")


@pytest.mark.parametrize(
    ("satuan", "cell", "value"),
    [
        ("%", pct(0.85), 85),
        ("%", 85.0, 85),
        ("%", "85 %", 85),
        ("%", "85,0", 85),
        ("Dokumen", "12 Dokumen", 12),
        ("Dokumen", 0.0, 0),
        ("Predikat", "BB", "BB"),
    ],
)
def test_realisasi_is_in_the_unit_of_its_row(tmp_path: Path, satuan: str, cell: object, value: object) -> None:
    """However the cell holds it, the value is the same; a typed 0 is 0."""
    assert one(tmp_path, 1, "Tatalaksana", "a", "i", satuan, 100, cell)["realisasi"] == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("", "kosong"), ("-", "strip"), ("n/a", "strip"), ("NIHIL", "nihil"), (Sel("#REF!", None, "=A1/0"), "galat")],
)
def test_what_is_missing_has_its_reason(tmp_path: Path, cell: object, reason: str) -> None:
    """Missing is null with a reason, never 0."""
    row = one(tmp_path, 1, "Tatalaksana", "a", "i", "Dokumen", 100, cell)
    assert (row["realisasi"], row["kosong"]["realisasi"]) == (None, reason)


def test_an_unreadable_cell_is_a_galat_with_its_address(tmp_path: Path) -> None:
    """The file is read in part; the finding names the cell and quotes it."""
    bacaan = periksa(book(tmp_path, [*TITLE, HEAD, [1, "Tatalaksana", "a", "i", "Dokumen", 5, "masih direkap"]]))
    (finding,) = [t for t in bacaan["temuan"] if t["tingkat"] == "galat"]
    assert bacaan["status"] == "sebagian"
    assert (finding["kode"], finding["lembar"], finding["sel"], finding["tertulis"]) == (
        "BUKAN_ANGKA",
        "Laporan",
        "G6",
        "masih direkap",
    )
    assert "Sel G6 pada lembar Laporan berisi 'masih direkap'" in finding["pesan"]


def test_a_month_matrix_gives_the_reporting_month(tmp_path: Path) -> None:
    """Jan–Des under Target and Realisasi: the column of the period, however its month is spelled."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Satuan", "Target", *[""] * 11, "Realisasi", *[""] * 11],
        ["", "", "", *BULAN, *BULAN],
        [1, "Aksi", "Dokumen", *range(1, 13), *range(101, 113)],
    ]
    bacaan = periksa(book(tmp_path, rows, "A5:A6", "B5:B6", "C5:C6", "D5:O5", "P5:AA5"))
    (row,) = bacaan["baris"]
    assert (row["target"], row["realisasi"], row["sifat"]) == (10, 110, None)
    assert "SIFAT_TIDAK_DIKETAHUI" in codes(bacaan, "peringatan")


def test_a_quarter_matrix_gives_the_quarter_of_the_period(tmp_path: Path) -> None:
    """TW I–IV: October lies in TW IV; the year's target does not count where the period has one."""
    rows = [
        *TITLE,
        ["No", "Rencana Aksi", "Satuan", "Target 2026", "Target", "", "", "", "Realisasi s.d.", "", "", ""],
        ["", "", "", "", "TW I", "TW II", "TW III", "TW IV", "TW I", "TW II", "TW III", "TW IV"],
        [1, "Aksi", "Dokumen", 40, 10, 20, 30, 39, 9, 18, 27, 33],
    ]
    (row,) = periksa(book(tmp_path, rows, "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:H5", "I5:L5"))["baris"]
    assert (row["target"], row["realisasi"], row["sifat"]) == (39, 33, "sd")


def test_last_months_value_is_never_taken(tmp_path: Path) -> None:
    """'bulan lalu', 'bulan ini' and 's.d.' are told apart."""
    head = [
        "No",
        "Rencana Aksi",
        "Satuan",
        "Target",
        "Realisasi s.d. bulan lalu",
        "Realisasi bulan ini",
        "Realisasi s.d. bulan ini",
    ]
    row = one(tmp_path, 1, "Aksi", "Dokumen", 10, 5, 2, 7, head=head)
    assert (row["realisasi"], row["sifat"]) == (7, "sd")


def test_unknown_kind_of_figure_is_null_and_a_warning(tmp_path: Path) -> None:
    """A bare 'Realisasi' says neither this month nor to date; nobody guesses."""
    head = ["No", "Rencana Aksi", "Satuan", "Target", "Realisasi"]
    bacaan = periksa(book(tmp_path, [*TITLE, head, [1, "Aksi", "Dokumen", 10, 5]]))
    assert (bacaan["baris"][0]["realisasi"], bacaan["baris"][0]["sifat"]) == (5, None)
    assert "SIFAT_TIDAK_DIKETAHUI" in codes(bacaan, "peringatan")
    answered = periksa(tmp_path / "lap.xlsx", jawaban={"sifat": "bulan_ini"})
    assert answered["baris"][0]["sifat"] == "bulan_ini"
    assert "SIFAT_TIDAK_DIKETAHUI" not in codes(answered)


def test_ticks_give_the_word_of_their_column(tmp_path: Path) -> None:
    """V under TERCAPAI or TIDAK TERCAPAI; both ticked is asked about; the times of a plan are no figures."""
    rows = [
        ["Laporan Rencana Aksi Reformasi Birokrasi pada Delapan Area Perubahan (per 31 Oktober 2026)"],
        ["OPD", ":", "Dinas Perhubungan"],
        [
            "NO",
            "AREA PERUBAHAN",
            "KEGIATAN",
            "PERIODE PELAKSANA",
            "",
            "ANGGARAN (Rp.000.000)",
            "",
            "STATUS CAPAIAN (V)",
            "",
            "ALASAN TIDAK TERCAPAI",
        ],
        ["", "", "", "TARGET", "REALISASI", "TARGET", "REALISASI", "TERCAPAI", "TIDAK TERCAPAI", ""],
        [1, "Manajemen Perubahan", "a", "Jan", "Mar", 15, 14.5, "V", "", ""],
        [2, "Manajemen Perubahan", "b", "Jan", "", 20, "-", "", "√", "Tidak ada anggaran"],
        [3, "Manajemen Perubahan", "c", "Jan", "", 20, "-", "v", "v", ""],
    ]
    bacaan = periksa(book(tmp_path, rows, "A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:J4"))
    assert [(r["realisasi"], r["sel"]["realisasi"]) for r in bacaan["baris"]] == [
        ("TERCAPAI", "H5"),
        ("TIDAK TERCAPAI", "I6"),
        (None, "H7"),
    ]
    assert bacaan["baris"][0]["anggaran_rp"] == 15_000_000
    assert bacaan["baris"][1]["kendala"] == "Tidak ada anggaran"
    assert "CENTANG_GANDA" in codes(bacaan, "peringatan")


def test_a_numbering_row_is_dropped_and_a_data_row_never_is(tmp_path: Path) -> None:
    """1 2 3 … below the header is numbering; a row of small figures is data."""
    rows = [*TITLE, HEAD, [1, 2, 3, 4, 5, 6, 7], [1, "Tatalaksana", "a", "b", "Dokumen", 2, 3]]
    assert [r["rencana_aksi"] for r in periksa(book(tmp_path, rows))["baris"]] == ["a"]


def test_the_choice_wins_over_the_file_and_the_difference_is_said(tmp_path: Path) -> None:
    """A period or OPD that contradicts the arguments is a warning."""
    path = book(tmp_path, [*TITLE, HEAD, [1, "Tatalaksana", "a", "b", "Dokumen", 2, 3]])
    bacaan = periksa(path, opd="DINSOS", periode="2026-09")
    assert (bacaan["opd"], bacaan["periode"]) == ("Dinas Sosial", "2026-09")
    assert {"OPD_BERBEDA", "PERIODE_BERBEDA"} <= codes(bacaan, "peringatan")


def test_unknown_opd_and_period_are_galat_and_rows_stay(tmp_path: Path) -> None:
    """Whose and which month is not invented; the rows are read and wait."""
    bacaan = periksa(
        book(
            tmp_path,
            [
                ["LAPORAN RENCANA AKSI RB"],
                ["OPD : Dinas Antariksa"],
                HEAD,
                [1, "Tatalaksana", "a", "b", "Dokumen", 2, 3],
            ],
        )
    )
    assert (bacaan["status"], bacaan["opd"], bacaan["periode"], len(bacaan["baris"])) == ("sebagian", None, None, 1)
    assert {"OPD_TIDAK_DIKENAL", "PERIODE_TIDAK_DIKENAL"} <= codes(bacaan, "galat")


def test_a_book_of_several_opd_gives_each_row_its_own(tmp_path: Path) -> None:
    """One sheet per OPD: rows carry their OPD, the file's own is null."""
    rows = {
        s: [["LAPORAN RENCANA AKSI RB BULAN OKTOBER 2026"], HEAD, [1, "Tatalaksana", f"aksi {s}", "b", "Dokumen", 2, 3]]
        for s in ("Dinkes", "Dinsos")
    }
    bacaan = periksa(write_book(tmp_path / "rekap.xlsx", rows))
    assert bacaan["opd"] is None
    assert [r["opd"] for r in bacaan["baris"]] == ["Dinas Kesehatan", "Dinas Sosial"]


def test_hidden_sheets_and_cover_letters_are_not_read(tmp_path: Path) -> None:
    """The table is found by what it is, not by where it stands."""
    rows = [*TITLE, HEAD, [1, "Tatalaksana", "a", "b", "Dokumen", 2, 3]]
    old = [*TITLE, HEAD, [1, "Tatalaksana", "lama", "b", "Dokumen", 2, 1]]
    path = write_book(
        tmp_path / "x.xlsx", {"Pengantar": [["Kepada Yth."], ["di tempat"]], "Isi": rows, "Lama": old}, hidden=("Lama",)
    )
    bacaan = periksa(path)
    assert [r["rencana_aksi"] for r in bacaan["baris"]] == ["a"]
    assert {"LEMBAR_TERSEMBUNYI", "LEMBAR_LAIN"} <= codes(bacaan, "catatan")


@pytest.mark.parametrize(
    ("rows", "kode"),
    [
        ([["Daftar hadir"], ["No", "Nama"], [1, "x"]], "TABEL_TIDAK_DITEMUKAN"),
        ([*TITLE, ["No", "Rencana Aksi", "Indikator", "Satuan", "Target"], [1, "a", "b", "c", 1]], "TANPA_REALISASI"),
        ([*TITLE, HEAD], "TANPA_BARIS"),
        (
            [
                ["LAPORAN REALISASI FISIK DAN KEUANGAN"],
                ["No", "Uraian Kegiatan", "Target", "Realisasi", "Satuan"],
                [1, "a", 1, 1, "x"],
            ],
            "BUKAN_LAPORAN_RB",
        ),
    ],
)
def test_what_is_no_report_is_refused_with_one_sentence(tmp_path: Path, rows: list[list[Any]], kode: str) -> None:
    """No rows, one galat that says what the file is and what to send."""
    bacaan = periksa(book(tmp_path, rows))
    assert (bacaan["status"], [t["kode"] for t in bacaan["temuan"]]) == ("ditolak", [kode])
    assert "Mohon" in bacaan["temuan"][0]["pesan"]


SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples" / "nyata"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples lie beside the project only")
@pytest.mark.parametrize(
    "name", sorted(p.name for p in SAMPLES.glob("*") if p.suffix != ".md") if SAMPLES.is_dir() else []
)
def test_real_workbooks_are_read_or_refused_with_advice(name: str) -> None:
    """No real file crashes; each that is not read says what its sender should do."""
    bacaan = periksa(SAMPLES / name)
    assert bacaan["baris"] or len(bacaan["temuan"]) == 1
    assert all(t["pesan"].strip().endswith((".", "?")) for t in bacaan["temuan"])


def test_a_first_row_that_speaks_like_a_title_is_data(tmp_path: Path) -> None:
    """'Rencana aksi 3' with a round 10 below 'No' is the first row, never a second row of titles."""
    head = ["Nomor", "Rencana Aksi", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]
    rows = [[1, "Rencana aksi 3", "dokumen", 10, 10], [2, "Rencana aksi 6", "dokumen", 10, 10]]
    bacaan = periksa(book(tmp_path, [*TITLE, head, *rows]))
    assert [(b["rencana_aksi"], b["realisasi"]) for b in bacaan["baris"]] == [
        ("Rencana aksi 3", 10),
        ("Rencana aksi 6", 10),
    ]
    head = ["Nomor", "Uraian", "Kolom A", "Kolom B", "Hasil"]
    assert codes(periksa(book(tmp_path, [*TITLE, head, *rows]))) == {"TABEL_TIDAK_DITEMUKAN"}
