"""One cell at a time: what a text, a number and a format mean in a column of a known unit."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.values import Tanda, column_marks, graded_number, is_yes_no, measure, money, reported_percent, squeeze
from progress.model import Kosong
from progress.wording.formats import angka

WORDS = frozenset({"bb", "wtp", "a", "memuaskan"})


def code(nilai: object) -> str | None:
    masalah = nilai.masalah  # type: ignore[attr-defined]
    return masalah[1] if masalah else None


@pytest.mark.parametrize(
    ("typed", "satuan", "value"),
    [
        ("85,5", "%", 85.5),
        ("85 %", "%", 85.0),
        ("85%", "Persen", 85.0),
        ("87 persen", "%", 87.0),
        ("85.5", "%", 85.5),
        ("1.234", "dokumen", 1234.0),
        ("1.234", "%", 1.234),
        ("1.234.567", "orang", 1234567.0),
        ("1.234.567,89", "orang", 1234567.89),
        ("1,234,567.5", "orang", 1234567.5),
        ("12 500", "orang", 12500.0),
        ("12 Dokumen", "Dokumen", 12.0),
        ("29 Perangkat Daerah", "Perangkat Daerah", 29.0),
        ("≥ 75", "nilai", 75.0),
        ("minimal 20%", "%", 20.0),
        ("-5,2", "%", -5.2),
        ("−3", "indeks", -3.0),
        ("0,850", "indeks", 0.85),
        ("3,57", None, 3.57),
        ("0", "dokumen", 0.0),
        (0.0, "dokumen", 0.0),
        (85.0, "%", 85.0),
        (12.5, None, 12.5),
    ],
)
def test_a_figure_is_read_in_the_unit_of_its_row(typed: object, satuan: str | None, value: float) -> None:
    """Indonesian and English separators, units, operators and percent signs give the number a person means."""
    assert measure(typed, satuan).nilai == value


@pytest.mark.parametrize(
    ("stored", "satuan", "value"),
    [(0.85, "%", 85.0), (0.57, "persen", 57.0), (1.2, "%", 120.0), (0.85, None, 85.0), (0.0, "%", 0.0)],
)
def test_a_fraction_shown_as_percent_is_points(stored: float, satuan: str | None, value: float) -> None:
    """0.85 formatted as 85% is 85, and 0.57 is exactly 57."""
    assert measure(stored, satuan, percent_format=True).nilai == value


@pytest.mark.parametrize(
    ("typed", "satuan", "percent"),
    [
        ("1.234", None, False),
        ("12,500", "dokumen", False),
        ("0,85", "%", False),
        (0.85, "%", False),
        (1.0, "%", False),
        (0.85, "dokumen", True),
        (85.0, "%", True),
        ("85 %", "dokumen", False),
        ("1 Dokumen, 2 Laporan", "dokumen", False),
    ],
)
def test_what_has_two_readings_has_none(typed: object, satuan: str | None, percent: bool) -> None:
    """Two possible readings give no value and the warning AMBIGU."""
    found = measure(typed, satuan, percent_format=percent)
    assert (found.nilai, found.kosong, code(found)) == (None, Kosong.GALAT, "AMBIGU")


@pytest.mark.parametrize(
    "typed", ["dalam proses", "1.2.3", "1e5", "12 banyak", "٣", "#12", "5 dokumen belum selesai", "5 Dokumen (draft)"]
)
def test_what_is_no_figure_is_a_galat(typed: str) -> None:
    """A text that no rule reads is null with BUKAN_ANGKA, never a part of itself."""
    found = measure(typed, "dokumen")
    assert (found.nilai, code(found)) == (None, "BUKAN_ANGKA")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", Kosong.KOSONG),
        ("   ", Kosong.KOSONG),
        ("-", Kosong.STRIP),
        ("–", Kosong.STRIP),
        ("n/a", Kosong.STRIP),
        ("N/A", Kosong.STRIP),
        ("....", Kosong.STRIP),
        ("…", Kosong.STRIP),
        ("Rp. -", Kosong.STRIP),
        ("NIHIL", Kosong.NIHIL),
        ("nihil.", Kosong.NIHIL),
    ],
)
def test_nothing_has_its_reason(typed: str, reason: Kosong) -> None:
    """Blank, dash, dots, n/a and NIHIL are missing, each with its own reason, and are no problem."""
    found = measure(typed, "dokumen")
    assert (found.nilai, found.kosong, found.masalah) == (None, reason, None)


@pytest.mark.parametrize(
    "typed", ["BB", "WTP", "Level 3", "sudah", "57/CC", ">60/B", "Nilai 72,35 (BB)", "Memuaskan", "tidak ada"]
)
def test_ordinals_and_grades_stay_text(typed: str) -> None:
    """A level, a yes or no, and a number with a grade are kept as typed without a finding."""
    found = measure(typed, "predikat", words=WORDS)
    assert (found.nilai, found.masalah) == (typed, None)


@pytest.mark.parametrize(
    ("typed", "kode"), [("2 dari 4", "RASIO"), ("2/4", "RASIO"), ("75-80", "RENTANG"), ("75 s.d. 80", "RENTANG")]
)
def test_ratios_and_ranges_stay_text_with_a_warning(typed: str, kode: str) -> None:
    """'2 dari 4' is not 50 %, and '75-80' neither 75 nor -80."""
    found = measure(typed, "dokumen")
    assert (found.nilai, code(found)) == (typed, kode)


def test_a_date_in_a_number_column_is_reported() -> None:
    """Excel's own conversion of 3/4 is never read as a number."""
    assert code(measure(datetime(2026, 4, 3), "dokumen")) == "TANGGAL_DI_KOLOM_ANGKA"
    assert code(measure("31/12/2026", "dokumen")) == "TANGGAL_DI_KOLOM_ANGKA"


def test_an_error_cell_is_no_blank() -> None:
    """#REF! and a formula without a stored result are galat, with or without a cached text."""
    assert code(measure("", "dokumen", error="#REF!")) == "SEL_GALAT"
    assert code(measure("#DIV/0!", "dokumen")) == "SEL_GALAT"
    assert code(measure("", "dokumen", uncached=True)) == "RUMUS_TANPA_NILAI"


def test_a_column_shows_how_it_writes_decimals() -> None:
    """One unambiguous cell decides 1.234 for its neighbours; two kinds decide nothing."""
    assert column_marks(["85,5", "1.234", 3.0]) is Tanda.INDONESIA
    assert column_marks(["85.5"]) is Tanda.INGGRIS
    assert column_marks(["85,5", "85.5"]) is Tanda.TIDAK_TAHU
    assert measure("1.234", "jam", marks=Tanda.INDONESIA).nilai == 1234.0
    assert measure("1.234", "jam", marks=Tanda.INGGRIS).nilai == 1.234
    assert code(measure("1.234", "dokumen", marks=Tanda.INGGRIS)) == "AMBIGU"


@pytest.mark.parametrize(
    ("typed", "multiplier", "rupiah"),
    [
        ("Rp1.250.000,-", 1, 1250000.0),
        ("Rp 1,5 miliar", 1, 1.5e9),
        ("Rp104.571.400,00", 1, 104571400.0),
        ("(1.250)", 1, -1250.0),
        ("12 500 000", 1, 12500000.0),
        (100.5, 1e6, 100500000.0),
        ("100,5", 1e6, 100500000.0),
        ("0", 1e6, 0.0),
    ],
)
def test_money_is_in_rupiah(typed: object, multiplier: float, rupiah: float) -> None:
    """Amounts with and without Rp, words and header multipliers are rupiah."""
    assert money(typed, multiplier).nilai == rupiah


@pytest.mark.parametrize(("typed", "multiplier"), [("12,500", 1), ("1,5 M", 1), (1.5e9, 1e6), ("Rp 2 juta", 1e6)])
def test_money_with_two_readings_has_none(typed: object, multiplier: float) -> None:
    """'12,500', 'M', and a full amount under a header in millions are asked about."""
    assert code(money(typed, multiplier)) == "AMBIGU"


def test_the_senders_percentage_is_scaled_only_with_proof() -> None:
    """0.85 is 85 where realisasi/target says so, and asked about where nothing does."""
    assert reported_percent(0.85, 85.2).nilai == 85.0
    assert reported_percent(97.0, 97.1).nilai == 97.0
    assert code(reported_percent(0.85, None)) == "AMBIGU"
    assert reported_percent("94,44", None).nilai == 94.44


def test_yes_no_and_graded_numbers() -> None:
    """Ticks and words say yes or no; a grade beside a number leaves the number."""
    assert [is_yes_no(t) for t in ("V", "√", "Sudah", "belum", "Tidak", "BB")] == [True, True, True, False, False, None]
    assert [graded_number(t) for t in ("57/CC", "72,35 (BB)", ">60/B", "WTP")] == [57.0, 72.35, 60.0, None]


def test_texts_are_trimmed_and_line_breaks_kept() -> None:
    """Runs of blanks collapse; lines stay lines."""
    assert squeeze("  Dinas   Kesehatan \r\n  Kota ") == "Dinas Kesehatan\nKota"


@given(st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda x: round(x, 2)))
def test_every_number_we_print_is_read_back(value: float) -> None:
    """What the program writes with a decimal comma, it reads as the same number."""
    assert measure(angka(value, 2), "dokumen").nilai == pytest.approx(value)


@given(st.text(max_size=40), st.sampled_from(["%", "dokumen", "indeks", "Rp", None, "predikat"]))
def test_no_text_breaks_the_reader_or_is_lost_in_silence(text: str, satuan: str | None) -> None:
    """Any text is a value, a reason for none, or a finding; a null is never without one of the last two."""
    found = measure(text, satuan, words=WORDS)
    assert found.nilai is not None or found.kosong is not None
    assert found.kosong is not Kosong.GALAT or found.masalah is not None


@given(st.from_regex(r"[0-9]{1,4}[.,][0-9]{1,4}", fullmatch=True), st.sampled_from(["%", "dokumen", "indeks", None]))
def test_a_separator_is_never_dropped_in_silence(text: str, satuan: str | None) -> None:
    """A number with one separator is its decimal or its thousands reading, or it is asked about."""
    found = measure(text, satuan)
    plain = float(text.replace(",", ".")), float(text.replace(",", "").replace(".", ""))
    assert found.nilai in plain or found.masalah is not None


@pytest.mark.parametrize("typed", ["1.250 juta", "12.500 ribu", "1,250 miliar"])
def test_three_digits_before_a_word_of_money_have_two_readings(typed: str) -> None:
    """'1.250 juta' is 1,25 miliar to some and 1,25 juta to others."""
    assert (money(typed).nilai, code(money(typed))) == (None, "AMBIGU")
