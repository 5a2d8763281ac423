"""Prakiraan akhir tahun and the pace that is needed: ranges that keep their promise, and refusals with a reason."""

from __future__ import annotations

import statistics
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from progress.model import Akumulasi, Arah, Jenis
from progress.sajian import prakiraan as sajian
from progress.scoring.laju import Laju, Perlu, required_pace
from progress.scoring.prakiraan import MINIMAL_UJI, Prakiraan, Sebab, Tanpa, outlook, project
from progress.wording import prakiraan as kata

STEADY = {b: 50.0 + 2 * b for b in range(1, 11)}
MANY = {f"d{n}": STEADY for n in range(10)}


def reference(deret: dict[int, float], dari: int, ke: int, cap: float) -> tuple[float, float]:
    """The range in plain loops over the months up to `dari`."""
    seen = sorted((b, v) for b, v in deret.items() if b <= dari)
    slope = statistics.median((w - v) / (c - b) for (b, v), (c, w) in combinations(seen, 2))
    residual = [v - slope * b for b, v in seen]
    middle = statistics.median(residual)
    width = max(2 * 1.4826 * statistics.median(abs(r - middle) for r in residual), 1.0)
    ends = (deret[dari], deret[dari] + slope * (ke - dari))
    return tuple(min(max(x, 0.0), cap) for x in (min(ends) - width, max(ends) + width))  # type: ignore[return-value]


def test_range_from_standing_still_to_going_on() -> None:
    """A steady rise of 2 a month from 70 in October: between 70 and 74 in December, one point of slack each side."""
    found = outlook(MANY, 10, 100.0)["d0"]
    assert found == Prakiraan(69.0, 75.0, titik=10, jarak=2, uji=50, tepat=50, tahun_lalu=False)
    assert sajian.words(found) == (
        "Prakiraan Desember: 69,0–75,0 %. Dari 50 prakiraan serupa (2 bulan ke depan), 50 (100 %) tepat di dalam rentang."
    )


def test_one_odd_month_does_not_bend_the_slope() -> None:
    """Theil-Sen: a single wild month leaves the slope where the others have it."""
    assert project(STEADY | {5: 0.0}, 10, 12, 100.0)[1] == pytest.approx(75.0)


def test_last_year_widens_towards_what_happened_then() -> None:
    """Where last year rose 15 points from October to December the range reaches as far."""
    low, high = project(STEADY, 10, 12, 100.0, {10: 60.0, 12: 75.0})
    assert (low, high) == (69.0, 86.0)
    found = outlook(MANY, 10, 100.0, lalu={"d0": {10: 60.0, 12: 75.0}})
    assert isinstance(found["d0"], Prakiraan) and found["d0"].tahun_lalu
    assert isinstance(found["d1"], Prakiraan) and not found["d1"].tahun_lalu


def test_last_year_makes_a_test_possible() -> None:
    """In May nothing of this year can be tested over seven months; a whole year before can."""
    this = {k: {b: v for b, v in d.items() if b <= 5} for k, d in MANY.items()}
    last = {key: {b: 50.0 + 2 * b for b in range(1, 13)} for key in MANY}
    refused = outlook(this, 5, 100.0)["d0"]
    assert refused == Tanpa(Sebab.KURANG_UJI, titik=5, jarak=7)
    assert "belum dapat diuji" in sajian.words(refused)
    found = outlook(this, 5, 100.0, lalu=last)["d0"]  # from April and May of last year, ten series each
    assert isinstance(found, Prakiraan)
    assert (found.uji, found.jarak) == (20, 7)


@pytest.mark.parametrize(
    ("deret", "bulan", "sebab"),
    [
        ({9: 60.0, 8: 60.0, 7: 60.0, 6: 60.0}, 10, Sebab.BULAN_INI),
        ({10: 60.0, 9: 60.0, 7: 60.0}, 10, Sebab.KURANG_TITIK),
        (STEADY, 12, Sebab.AKHIR_TAHUN),
        (STEADY, 6, Sebab.KURANG_UJI),
    ],
)
def test_refusals(deret: dict[int, float], bulan: int, sebab: Sebab) -> None:
    """Without this month, four months, a December ahead, or enough tests there is no forecast but its reason."""
    found = outlook(MANY | {"x": deret}, bulan, 100.0)["x"]
    assert isinstance(found, Tanpa)
    assert found.sebab is sebab
    assert bool(sajian.words(found)) == (sebab is not Sebab.AKHIR_TAHUN)


def test_too_often_wrong_is_not_shown() -> None:
    """Ranges of that kind that failed more often than not are withheld, and the record is told."""
    jumpy = {1: 50.0, 2: 50.0, 3: 50.0, 4: 50.0, 5: 50.0, 6: 90.0, 7: 10.0, 8: 95.0, 9: 5.0, 10: 60.0}
    found = outlook({f"d{n}": jumpy for n in range(10)}, 10, 100.0)["d0"]
    assert isinstance(found, Tanpa)
    assert (found.sebab, found.tepat * 2 < found.uji) == (Sebab.SERING_MELESET, True)
    assert f"hanya {found.tepat} yang tepat" in sajian.words(found)


def test_only_the_like_are_counted() -> None:
    """The record of one kind says nothing of another."""
    kinds = dict.fromkeys(MANY, "jumlah") | {"x": "posisi_akhir"}
    found = outlook(MANY | {"x": STEADY}, 10, 100.0, serupa=kinds)
    assert isinstance(found["d0"], Prakiraan)
    assert found["x"] == Tanpa(Sebab.KURANG_UJI, titik=10, jarak=2, uji=5, tepat=5)


VALUES = some.dictionaries(some.integers(1, 12), some.floats(0, 100), max_size=12)
SERIES = some.dictionaries(some.sampled_from("abcdefgh"), VALUES, min_size=1)


@settings(max_examples=80, deadline=None)
@given(SERIES, some.integers(1, 12))
def test_laws(deret: dict[str, dict[int, float]], bulan: int) -> None:
    """The future never speaks; ranges stay within 0 and the cap; the record is what plain loops count."""
    found = outlook(deret, bulan, 100.0)
    past = {k: {b: v for b, v in d.items() if b <= bulan} for k, d in deret.items()}
    assert found == outlook(past, bulan, 100.0)
    jarak = 12 - bulan
    checks = [
        (*reference(d, o, o + jarak, 100.0), d[o + jarak])
        for d in past.values()
        for o in d
        if jarak and o + jarak in d and sum(b <= o for b in d) >= 4
    ]
    for key, one in found.items():
        if isinstance(one, Prakiraan):
            assert 0 <= one.bawah_pct <= one.atas_pct <= 100
            assert (one.bawah_pct, one.atas_pct) == pytest.approx(reference(past[key], bulan, 12, 100.0))
            assert one.uji == len(checks) >= MINIMAL_UJI
            sure = [sum(low + e <= y <= high - e for low, high, y in checks) for e in (1e-6, -1e-6)]
            assert sure[0] <= one.tepat <= sure[1]


ANGKA, NAIK, TURUN = Jenis.ANGKA, Arah.NAIK, Arah.TURUN
JUMLAH, KUMULATIF, POSISI = Akumulasi.JUMLAH, Akumulasi.KUMULATIF, Akumulasi.POSISI_AKHIR


@pytest.mark.parametrize(
    ("arah", "akumulasi", "realisasi", "target", "pace"),
    [
        (NAIK, JUMLAH, 7.0, 12.0, Laju(Perlu.TAMBAH, 2.5, 2, 0.7)),
        (NAIK, KUMULATIF, 7.0, 12.0, Laju(Perlu.TAMBAH, 2.5, 2)),
        (NAIK, POSISI, 70.0, 90.0, Laju(Perlu.NAIK_KE, 90.0, 2)),
        (NAIK, JUMLAH, 12.0, 12.0, Laju(Perlu.SUDAH, 12.0, 2)),
        (TURUN, JUMLAH, 6.0, 10.0, Laju(Perlu.PALING_BANYAK, 2.0, 2, 0.6)),
        (TURUN, JUMLAH, 13.0, 10.0, Laju(Perlu.TERLAMPAUI, 3.0, 2)),
        (TURUN, POSISI, 13.0, 10.0, Laju(Perlu.TURUN_KE, 10.0, 2)),
        (TURUN, POSISI, 9.0, 10.0, Laju(Perlu.SUDAH, 10.0, 2)),
        (TURUN, POSISI, 0.0, 0.0, Laju(Perlu.SUDAH, 0.0, 2)),
        (NAIK, POSISI, 5.0, 0.0, None),
        (NAIK, JUMLAH, None, 10.0, None),
        (NAIK, JUMLAH, 5.0, None, None),
    ],
)
def test_pace(arah: Arah, akumulasi: Akumulasi, realisasi: float, target: float, pace: Laju | None) -> None:
    """What the two months after October have to bring, per month where months add up, else the level."""
    assert required_pace(ANGKA, arah, akumulasi, realisasi, target, 10) == pace


@pytest.mark.parametrize(
    ("akumulasi", "realisasi", "pace"),
    [
        (POSISI, 50.0, Laju(Perlu.NAIK_KE, 60.0, 2)),
        (POSISI, 65.0, Laju(Perlu.SUDAH, 60.0, 2)),
        (POSISI, 75.0, Laju(Perlu.TURUN_KE, 70.0, 2)),
        (JUMLAH, 50.0, Laju(Perlu.TAMBAH, 5.0, 2, 5.0)),
        (JUMLAH, 75.0, Laju(Perlu.TERLAMPAUI, 5.0, 2)),
    ],
)
def test_pace_of_a_range(akumulasi: Akumulasi, realisasi: float, pace: Laju) -> None:
    """A range from 60 to 70 asks for its lower bound from below and its upper bound from above."""
    assert required_pace(ANGKA, Arah.RENTANG, akumulasi, realisasi, 60.0, 10, 70.0) == pace


def test_no_pace_without_months_or_numbers() -> None:
    """In December, for levels and ya/tidak and for months that stand alone there is nothing to ask per month."""
    assert required_pace(ANGKA, NAIK, JUMLAH, 5.0, 10.0, 12) is None
    assert required_pace(Jenis.YA_TIDAK, NAIK, POSISI, 0.0, 1.0, 10) is None
    assert required_pace(ANGKA, NAIK, Akumulasi.PER_BULAN, 5.0, 10.0, 10) is None


@given(some.floats(0, 1e6), some.floats(0.1, 1e6), some.integers(1, 11))
def test_keeping_the_pace_reaches_the_target(realisasi: float, target: float, bulan: int) -> None:
    """Realisasi plus the pace times the months left is the year's target, in both directions."""
    for arah in (NAIK, TURUN):
        pace = required_pace(ANGKA, arah, JUMLAH, realisasi, target, bulan)
        assert pace is not None
        if pace.perlu in (Perlu.TAMBAH, Perlu.PALING_BANYAK):
            assert realisasi + pace.nilai * pace.bulan_sisa == pytest.approx(target)
            assert pace.nilai >= 0
        else:
            assert realisasi >= target


def test_pace_in_words() -> None:
    """A pace is told in the item's unit with the months left and the mean so far."""
    assert kata.laju("tambah", 2.5, 2, 0.7, "dokumen") == (
        "Agar target setahun tercapai, perlu 2,5 dokumen per bulan selama 2 bulan lagi (selama ini rata-rata 0,7)."
    )
    assert "pada bulan terakhir" in kata.laju("tambah", 2.5, 1, None, "dokumen")
