"""Names, areas and months as OPD write them: an alias decides, likeness only where it is close and alone."""

from __future__ import annotations

import pytest
from kit import acuan

from loaders.header import read_path
from loaders.names import AreaNames, OpdNames
from loaders.period import period_of_title, read_period

OPD = OpdNames(acuan().opd, acuan().pemda)
AREA = AreaNames(acuan().kerangka_baku)


@pytest.mark.parametrize(
    ("typed", "nama"),
    [
        ("Dinas Kesehatan", "Dinas Kesehatan"),
        ("DINAS KESEHATAN KABUPATEN PAMEKASAN", "Dinas Kesehatan"),
        ("Dinkes", "Dinas Kesehatan"),
        ("Kec. Waru", "Kecamatan Waru"),
        ("Kecamatan Pamekasan", "Kecamatan Pamekasan"),
        ("BAG ORG", "Bagian Organisasi Setda"),
        ("Bag. Hukum Setda", "Bagian Hukum Setda"),
        ("Dinas Komunikasi & Informatika", "Dinas Komunikasi dan Informatika"),
    ],
)
def test_an_alias_is_accepted(typed: str, nama: str) -> None:
    """Abbreviations, case, the region's name behind and '&' are the register's."""
    found = OPD.find(typed)
    assert (found.opd and found.opd.nama, found.mirip) == (nama, False)


def test_a_close_and_lone_name_is_accepted_with_a_notice() -> None:
    """One letter missing is the same OPD, and is said."""
    found = OPD.find("Dinas Kesehatn")
    assert (found.opd and found.opd.nama, found.mirip) == ("Dinas Kesehatan", True)


@pytest.mark.parametrize(
    "typed",
    [
        "Waru",
        "RSUD",
        "Pamekasan",
        "Dinas Kesejahteraan Sosial",
        "Badan Pendapatan",
        "Dinas Pendidikan Kota Banjarmasin",
        "UNKNOWN",
        "",
    ],
)
def test_a_risky_or_distant_name_is_never_accepted(typed: str) -> None:
    """What fits several bodies, is part of another name or belongs elsewhere is asked about."""
    assert OPD.find(typed).opd is None


def test_a_title_may_hold_the_name_among_other_words() -> None:
    """The one OPD in a title line is found; an addressee is not."""
    assert (found := OPD.inside("LAPORAN RENCANA AKSI RB DINAS KESEHATAN TAHUN 2026")) is not None
    assert found.kode == "DINKES"
    assert OPD.inside("Kepada Yth. Kepala Bagian Organisasi Setda") is None


@pytest.mark.parametrize(
    ("typed", "kode"),
    [
        ("A. MANAJEMEN PERUBAHAN", "A1"),
        ("Penataan Tata Laksana", "A4"),
        ("Area 5 : Penataan Sistem Manajemen SDM", "A5"),
        ("VIII. PENINGKATAN KUALITAS PELAYANAN PUBLIK", "A8"),
        ("Manajmen Perubahan", "A1"),
        ("A3", "A3"),
        ("III", "A3"),
        ("Program Unggulan", None),
        ("3", None),
    ],
)
def test_areas_are_known_with_and_without_numbering(typed: str, kode: str | None) -> None:
    """By name before code; a bare digit is a row number more often than an area."""
    assert AREA.find(typed).kode == kode


@pytest.mark.parametrize(
    ("line", "bulan", "tahun", "sd"),
    [
        ("Bulan : Oktober 2026", 10, 2026, False),
        ("KEADAAN S.D. BULAN PEBRUARI 2026", 2, 2026, True),
        ("Januari s.d. Oktober 2026", 10, 2026, True),
        ("TRIWULAN III TAHUN 2026", 9, 2026, False),
        ("2026-10", 10, 2026, False),
        ("Okt-26", 10, 2026, False),
        ("Bulan ke-10 Tahun 2026", 10, 2026, False),
        ("TAHUN ANGGARAN 2026", None, 2026, False),
    ],
)
def test_a_line_tells_its_month(line: str, bulan: int | None, tahun: int, sd: bool) -> None:
    """Spellings of months, quarters and codes."""
    found = read_period(line)
    assert (found.bulan, found.tahun, found.sd) == (bulan, tahun, sd)


@pytest.mark.parametrize(
    "line",
    [
        "Pamekasan, 5 November 2026",
        "Dicetak 05/11/2026 10:32",
        "SK Bupati tanggal 3 Maret 2026",
        "PermenPANRB Nomor 25 Tahun 2020",
        "Road Map 2025-2029",
    ],
)
def test_a_date_of_writing_or_a_regulation_is_no_period(line: str) -> None:
    """Only what tells the state of affairs names the reporting month."""
    assert period_of_title([line]).waktu.bulan is None


def test_contradicting_titles_name_no_month() -> None:
    """Two labelled months are a question, not a choice."""
    found = period_of_title(["Bulan : Oktober 2026", "Periode : September 2026"])
    assert (found.waktu.bulan, found.berselisih) == (None, True)


@pytest.mark.parametrize(
    ("path", "arti", "more"),
    [
        (("ANGGARAN (Rp.000.000)", "REALISASI"), "realisasi_anggaran", {"pengali": 1e6}),
        (("PERIODE PELAKSANA", "TARGET"), "batas_waktu", {}),
        (("STATUS CAPAIAN (V)", "TIDAK TERCAPAI"), "tidak_tercapai", {}),
        (("REALISASI", "s/d Bulan Ini"), "realisasi", {"waktu": "sd"}),
        (("Realisasi s.d. Bulan Lalu",), "realisasi", {"waktu": "lalu"}),
        (("Realisasi Renaksi TW1", "Target"), "realisasi", {"triwulan": 1}),
        (("BaseLine 2024", "Target"), "baseline", {"tahun": 2024}),
        (("Target", "Jan-Okt 2026"), "target", {"waktu": "sd", "bulan": 10}),
        (("Fisik", "%"), "capaian", {}),
        (("Rlsasi",), "realisasi", {}),
        (("Kendala/\nPermasalahan",), "kendala", {}),
        (("Warna",), None, {}),
    ],
)
def test_a_column_is_read_by_its_whole_path(path: tuple[str, ...], arti: str | None, more: dict[str, object]) -> None:
    """The same word means another thing under another group."""
    found = read_path(0, path)
    assert (found.arti, {k: getattr(found, k) for k in more}) == (arti, more)
