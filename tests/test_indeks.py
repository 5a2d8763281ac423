"""Indices of outside evaluators: recorded as given, on a scale of their year, apart from our score."""

from __future__ import annotations

from datetime import date

import pytest

from progress import reference
from progress.model import Indeks, Tingkat
from progress.sajian.indeks import predicate, rows

ACUAN = reference.load("pamekasan")
RB_2020 = ACUAN.skala["RB_2020"]


def one(**fields: object) -> Indeks:
    base: dict[str, object] = {"kode": "RB", "nama": "Indeks RB", "tahun": 2025, "nilai": 70.0, "predikat": None}
    return Indeks(**{**base, "penilai": "KemenPANRB", "sumber": "surat", **fields})  # type: ignore[arg-type]


def test_published_rows() -> None:
    """Pamekasan's published indices stand newest first with their source and its doubt; only the scale's word is added."""
    assert rows(ACUAN.indeks, ACUAN.skala, 2024) == [
        ("Indeks RB", str(year), value, level, "KemenPANRB", f"{SUMBER} (sumber: pers, belum diverifikasi)")
        for year, value, level in (
            (2023, "70,15", "–"),
            (2022, "64,50", "B (menurut skalanya)"),
            (2021, "64,59", "B (menurut skalanya)"),
            (2020, "64,73", "B (menurut skalanya)"),
        )
    ]


SUMBER = "madurapers.com mengutip Biro Organisasi Jawa Timur"


def test_written_predicate_wins() -> None:
    """What the evaluator wrote is shown as written, with the day; a value that is not known is no zero."""
    given = one(predikat="BB", skala="RB_2020", tanggal=date(2026, 3, 5))
    assert rows([given], ACUAN.skala, 2026)[0][3:5] == ("BB", "KemenPANRB, 5 Maret 2026")
    assert rows([one(nilai=None, penilai=None)], ACUAN.skala, 2026)[0][2:5] == ("–", "–", "–")


def test_years_after_the_shown_one_are_not_there() -> None:
    """A month of 2024 shows nothing of 2025; indices keep the order of their file, each its last five snapshots."""
    found = [one(), one(tahun=2024), one(kode="SAKIP", nama="SAKIP", tahun=2024), one(tahun=2019)]
    assert [(r[0], r[1]) for r in rows(found, {}, 2024)] == [
        ("Indeks RB", "2024"), ("Indeks RB", "2019"), ("SAKIP", "2024"),
    ]  # fmt: skip
    many = [one(tahun=year) for year in range(2015, 2026)]
    assert [r[1] for r in rows(many, {}, 2024)] == ["2024", "2023", "2022", "2021", "2020"]


@pytest.mark.parametrize(
    ("nilai", "level"), [(0.0, "D"), (30.0, "D"), (30.01, "C"), (60.0, "CC"), (60.5, "B"), (100.0, "AA"), (101.0, None)]
)
def test_bounds_belong_as_the_scale_says(nilai: float, level: str | None) -> None:
    """A bound belongs to the level that the scale gives it to; outside the scale there is no word."""
    assert predicate(nilai, RB_2020) == level


def test_unsure_scales_say_nothing() -> None:
    """Two levels that claim a value, and levels without bounds, give no predicate."""
    assert predicate(85.0, ACUAN.skala["RB_2023"]) is None
    assert predicate(3.0, (Tingkat("x", "WTP", None, 1), Tingkat("x", "WDP", None, 2))) is None
    assert predicate(1.5, ACUAN.skala["SPBE"]) == "Kurang"
    assert predicate(None, RB_2020) is None
