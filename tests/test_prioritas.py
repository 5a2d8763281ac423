"""Prioritas penyelesaian: the smallest set that reaches a class, proven against every subset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from test_scoring import ATURAN as LIMA_KELAS
from test_scoring import month

from progress.model import Aturan, CaraGabung, Kelas, Periode
from progress.sajian import prioritas as sajian
from progress.scoring import Skor
from progress.scoring.capaian import kelas
from progress.scoring.prioritas import Prioritas, Putusan, fewest_gains, months_overdue, of_pemda

KELAS = (Kelas("t", "Tinggi", 76.0), Kelas("s", "Sedang", 66.0), Kelas("r", "Rendah", 0.0))
ATURAN = Aturan("uji", kelas=KELAS)
TINGGI, SEDANG, RENDAH = KELAS
OKT = Periode(2026, 10)
NAN = float("nan")


def items(*rows: dict[str, Any]) -> pd.DataFrame:
    """Rows of Skor.item; `capaian` None is not reported, `bawah` its lower edge. Target to date is 10 everywhere."""
    made = []
    for n, row in enumerate(rows, start=1):
        capaian = row.get("capaian")
        reported = capaian is not None
        made.append(
            {
                "item_id": n, "kode": f"K{n}", "opd": "dinkes", "area": "A1", "rencana_aksi": f"Rencana {n}", "indikator": None,
                "satuan": "dokumen", "jenis": "angka", "arah": "naik", "akumulasi": "jumlah", "due": True, "bobot": 1.0,
                "dilaporkan": reported, "capaian_pct": capaian if reported else NAN, "target_sd": 10.0,
                "target_sd_atas": NAN, "tahap": None,
                "realisasi_sd": capaian / 10 if reported else NAN,
                "tepi_bawah": capaian if reported else row.get("bawah", 0.0),
                **{k: v for k, v in row.items() if k not in ("capaian", "bawah")},
            }
        )  # fmt: skip
    return pd.DataFrame(made).astype({"bobot": float})


def mean(item: pd.DataFrame, done: frozenset[int] = frozenset()) -> tuple[float | None, int, int]:
    """(mean, reported, due) when these items are complete, in plain loops."""
    total = weight = 0.0
    reported = due = 0
    for row in item.to_dict("records"):
        if not row["due"]:
            continue
        due += 1
        if row["item_id"] in done or row["dilaporkan"]:
            reported += 1
            value = 100.0 if row["item_id"] in done else min(row["capaian_pct"], 100.0)
            total, weight = total + row["bobot"] * value, weight + row["bobot"]
    return (total / weight if weight else None), reported, due


def reaches(item: pd.DataFrame, done: frozenset[int], tujuan: Kelas, aturan: Aturan = ATURAN) -> bool:
    value, reported, due = mean(item, done)
    named = kelas(NAN if value is None else value, reported, due, aturan)
    return any(k.nama == named and k.batas_bawah >= tujuan.batas_bawah for k in aturan.kelas)


def asked(item: pd.DataFrame, tujuan: Kelas = TINGGI, late: dict[int, int] | None = None) -> Prioritas:
    return fewest_gains(item, mean(item)[0], ATURAN, tujuan, late)


def chosen(found: Prioritas) -> list[int]:
    return [step.item_id for step in found.langkah]


def test_one_large_gain_beats_two_small_ones() -> None:
    """The item that alone lifts the mean over the bound is the whole answer."""
    found = asked(items({"capaian": 20.0}, {"capaian": 90.0}, {"capaian": 80.0}, {"capaian": 80.0}))
    assert (found.putusan, chosen(found), found.hasil_kelas) == (Putusan.ADA, [1], "Tinggi")
    assert found.hasil_pct == pytest.approx(87.5)


def test_step_says_what_is_missing() -> None:
    """A step names its owner, what is missing in its unit, and what it brings alone."""
    (step,) = asked(items({"capaian": 40.0}, {"capaian": 90.0})).langkah
    assert (step.opd, step.kurang, step.poin, step.dari_pct) == ("dinkes", 6.0, pytest.approx(30.0), 40.0)
    assert sajian.missing(step) == "6 dokumen lagi sampai 10 dokumen"


def test_unreported_item_is_counted_from_its_lower_edge() -> None:
    """An item that is not reported is taken from what was last known of it, and has to be reported too."""
    found = asked(items({"capaian": 70.0}, {"capaian": 70.0}, {"bawah": 30.0}))
    (step,) = found.langkah
    assert (step.item_id, step.dilaporkan, step.dari_pct, step.kurang) == (3, False, 30.0, 7.0)
    assert found.hasil_pct == pytest.approx(80.0)
    assert sajian.missing(step) == "laporkan; 7 dokumen lagi sampai 10 dokumen"


def test_coverage_asks_for_reports() -> None:
    """A group with enough capaian but too few reports reaches a class through reports alone."""
    found = asked(items(*({"capaian": 90.0} for _ in range(3)), {}, {}), SEDANG)
    assert len(found.langkah) == 1
    assert not found.langkah[0].dilaporkan
    assert found.sertifikat and (found.sertifikat.wajib_laporan, found.sertifikat.kurang_satu) == (1, 0)
    assert "cakupan 80 % masih memerlukan 1 laporan lagi" in sajian.proof(found, ATURAN)[0]


def test_nearest_to_done_first() -> None:
    """Of sets of the same size the one with the least left to do is chosen."""
    found = asked(items({"capaian": 50.0}, {"capaian": 60.0}, {"capaian": 80.0}, {"capaian": 80.0}))
    assert chosen(found) == [2]


def test_longest_overdue_among_equals() -> None:
    """Between equals the one that has been due longest is chosen."""
    rows = items({"capaian": 60.0}, {"capaian": 60.0}, {"capaian": 80.0})
    assert chosen(asked(rows, late={1: 1, 2: 5})) == [2]
    assert chosen(asked(rows, late={1: 5, 2: 1})) == [1]


def test_nothing_to_do() -> None:
    """A class already reached, a group without due items and a group without reports are told apart."""
    assert asked(items({"capaian": 80.0})).putusan is Putusan.SUDAH
    assert asked(items({"capaian": 80.0, "due": False})).putusan is Putusan.KOSONG
    assert asked(items({}, {})).putusan is Putusan.BELUM_LAPOR


def test_what_has_happened_cannot_be_undone() -> None:
    """A sum that must stay low and has passed its target is never proposed; without it the class may be out of reach."""
    found = asked(items({"capaian": 0.0, "arah": "turun", "realisasi_sd": 20.0}, {"capaian": 90.0}))
    assert (found.putusan, found.tak_pulih, found.hasil_pct) == (Putusan.MUSTAHIL, 1, 50.0)


@pytest.mark.parametrize(
    ("arah", "realisasi", "words"),
    [
        ("turun", 13.0, "turun 3 dokumen menjadi 10 dokumen"),
        ("rentang", 13.0, "turun 1 dokumen menjadi 10–12 dokumen"),
        ("rentang", 8.0, "2 dokumen lagi sampai 10–12 dokumen"),
    ],
)
def test_positions_come_back(arah: str, realisasi: float, words: str) -> None:
    """A position above its target or its range can come down, one below its range up; the step says by how much."""
    atas = 12.0 if arah == "rentang" else NAN
    row = {"arah": arah, "akumulasi": "posisi_akhir", "realisasi_sd": realisasi, "target_sd_atas": atas}
    (step,) = asked(items({"capaian": 50.0, **row}, {"capaian": 90.0})).langkah
    assert sajian.missing(step) == words


def test_a_range_passed_by_a_sum() -> None:
    """A sum above its range stays above it; one below can still be completed."""
    row = {"arah": "rentang", "target_sd_atas": 12.0}
    lost = asked(items({"capaian": 50.0, "realisasi_sd": 18.0, **row}, {"capaian": 90.0}))
    assert (lost.putusan, lost.tak_pulih) == (Putusan.MUSTAHIL, 1)
    assert asked(items({"capaian": 50.0, "realisasi_sd": 5.0, **row}, {"capaian": 90.0})).putusan is Putusan.ADA


def test_another_pooling_is_not_answered() -> None:
    """Where the group's score is not this mean, nothing is claimed."""
    assert fewest_gains(items({"capaian": 40.0}), 41.0, ATURAN, TINGGI).putusan is Putusan.ATURAN_LAIN


VALUES = {1: 20.0, 2: 90.0, 3: 55.0, 4: 70.0, 5: 60.0}


def reported(values: dict[int, float], cara: CaraGabung) -> Skor:
    """Five items of three OPD in two areas, each with target 100, scored as any month is."""
    places = {1: ("dinkes", "A1"), 2: ("dinkes", "A2"), 3: ("dinkes", "A2"), 4: ("disdik", "A1"), 5: ("dlh", "A2")}
    rows = [f"{opd}|{area}|6:100|10:{values[n]:g}" for n, (opd, area) in places.items()]
    return month("opd|area|target|realisasi\n" + "\n".join(rows), aturan=replace(LIMA_KELAS, cara_gabung=cara))


@pytest.mark.parametrize("cara", list(CaraGabung))
def test_done_and_scored_again(cara: CaraGabung) -> None:
    """With the chosen items at their target the scoring itself says the class, for every pooling; no smaller set does."""
    now = reported(VALUES, cara)
    tujuan = LIMA_KELAS.kelas[1]
    found = of_pemda(now, tujuan)

    def after(done: Iterable[int]) -> Skor:
        return reported(VALUES | dict.fromkeys(done, 100.0), cara)

    assert after(chosen(found)).ringkas["kelas"] == tujuan.nama == found.hasil_kelas
    assert after(chosen(found)).ringkas["capaian_pct"] == pytest.approx(found.hasil_pct)
    for smaller in combinations(VALUES, len(found.langkah) - 1):
        assert float(str(after(smaller).ringkas["capaian_pct"])) < tujuan.batas_bawah - 0.05
    assert found.hanya_dilaporkan == (cara is not CaraGabung.RENCANA_AKSI)


def test_mean_of_means_without_reports() -> None:
    """While the coverage is not met a mean of means is not answered: a new report would change its weights."""
    text = "opd|target|realisasi\ndinkes|6:100|10:20\ndisdik|6:100|"
    found = of_pemda(month(text, aturan=replace(LIMA_KELAS, cara_gabung=CaraGabung.RATA_OPD)), LIMA_KELAS.kelas[1])
    assert found.putusan is Putusan.ATURAN_LAIN


def test_bound_is_met_as_displayed() -> None:
    """75.95 shows as 76.0 and is Tinggi, as everywhere on screen."""
    assert asked(items({"capaian": 75.95})).putusan is Putusan.SUDAH
    assert asked(items({"capaian": 75.94})).putusan is Putusan.ADA


def test_months_overdue() -> None:
    """Months count from the latest target cell that is due; the year's cell and later months do not."""
    rows = [(1, 0, 5.0), (1, 3, 2.0), (1, 6, 4.0), (1, 12, 5.0), (2, 0, 5.0)]
    targets = pd.DataFrame(rows, columns=["item_id", "bulan", "nilai"]).assign(tahun=2026, teks=None)
    assert months_overdue(targets, OKT) == {1: 4}


def test_proof_in_words() -> None:
    """The certificate says what the best smaller set reaches."""
    found = asked(items(*({"capaian": 60.0} for _ in range(5))))
    assert len(found.langkah) == 2
    assert sajian.proof(found, ATURAN)[0].startswith(
        "Tidak bisa lebih sedikit: 1 rencana aksi dengan tambahan terbesar hanya sampai 68,0 % (perlu 76). "
        "Pemecah program bilangan bulat (HiGHS) membuktikan hal yang sama: paling sedikit 2."
    )


ROW = some.fixed_dictionaries(
    {
        "capaian": some.none() | some.sampled_from([0.0, 25.0, 50.0, 66.6, 75.95, 76.0, 100.0, 130.0]) | some.floats(0, 150),
        "bawah": some.floats(0, 100),
        "bobot": some.sampled_from([0.0, 0.5, 1.0, 1.0, 2.0]) | some.floats(0.1, 3),
        "arah": some.sampled_from(["naik", "naik", "naik", "turun"]),
        "due": some.sampled_from([True, True, True, False]),
    }
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(some.lists(ROW, min_size=1, max_size=8), some.sampled_from(KELAS), some.randoms(use_true_random=False))
def test_no_subset_is_smaller(rows: list[dict[str, Any]], tujuan: Kelas, random: Any) -> None:
    """Against every subset: the answer reaches the class, none smaller does, and none as small leaves less to do."""
    item = items(*rows)
    found = fewest_gains(item.sample(frac=1, random_state=random.randrange(1000)), mean(item)[0], ATURAN, tujuan)
    due = item[item["due"]]
    if due.empty or not due["dilaporkan"].any():
        assert found.putusan in (Putusan.KOSONG, Putusan.BELUM_LAPOR)
        return
    usable = [
        int(r["item_id"])
        for r in due.to_dict("records")
        if not r["dilaporkan"] or (r["capaian_pct"] < 100 and r["arah"] == "naik")
    ]
    enough = [
        frozenset(s) for k in range(len(usable) + 1) for s in combinations(usable, k) if reaches(item, frozenset(s), tujuan)
    ]  # fmt: skip
    if not enough:
        assert found.putusan is Putusan.MUSTAHIL
        return
    smallest = min(len(s) for s in enough)
    assert (found.putusan is Putusan.SUDAH) == (smallest == 0)
    assert len(found.langkah) == smallest
    if smallest:
        edge = dict(zip(due["item_id"], due["tepi_bawah"].clip(upper=100.0), strict=True))
        left = {s: sum(round((100 - edge[i]) * 10) for i in s) for s in enough if len(s) == smallest}
        assert reaches(item, frozenset(chosen(found)), tujuan)
        assert found.sertifikat is not None
        assert found.sertifikat.batas_pemecah in (None, smallest, smallest - 1)
        assert left[frozenset(chosen(found))] == min(left.values())
