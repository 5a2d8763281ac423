"""'Dari mana angka ini?': contributions that add up to the score, and digits that add up on the screen."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some
from test_scoring_laws import ATURAN, GRUP, REGISTER, SKALA, TAHUN, Item, any_world, dice, frames, run

from progress import reference
from progress.model import CaraGabung, Kerangka, Periode
from progress.sajian import penjelasan as sajian
from progress.sajian.nilai import shown
from progress.scoring import Skor, score
from progress.scoring.penjelasan import Ciri, contributions, fitted, gathered, group_value, rule_keys, rule_names

ACUAN = reference.load("contoh")
law = settings(deadline=None, max_examples=60)
seeds, months = some.integers(0, 2**32 - 1), some.integers(1, 12)


def groups(skor: Skor) -> list[tuple[str | None, str | None]]:
    """The pemda, every OPD, every area, and every OPD in every area of the framework."""
    pairs = [(o, a) for o, a in zip(skor.opd_area["opd"], skor.opd_area["area"], strict=True) if a is not None]
    return [(None, None), *((o, None) for o in skor.opd["opd"]), *((None, a) for a in skor.area["area"]), *pairs]


def scored(world: list[Item], bulan: int, cara: CaraGabung) -> Skor:
    aturan = replace(ATURAN, cara_gabung=cara)
    return score(*frames(world), REGISTER, Periode(TAHUN, bulan), aturan, SKALA, GRUP)


@law
@given(seed=seeds, bulan=months, cara=some.sampled_from(CaraGabung))
def test_contributions_add_up_to_every_score(seed: int, bulan: int, cara: CaraGabung) -> None:
    """Whatever the road map, its reports and the way of the pemda's figure, porsi x capaian is the capaian, to 1e-9."""
    skor = scored(any_world(dice(seed)), bulan, cara)
    for opd, area in groups(skor):
        parts, whole = contributions(skor, opd, area), group_value(skor, opd, area)
        assert (parts is None) == (whole is None), (opd, area)
        if parts is not None and whole is not None:
            assert math.fsum(p.poin for p in parts) == pytest.approx(whole, rel=1e-9, abs=1e-9)
            assert math.fsum(p.porsi for p in parts) == pytest.approx(1.0, abs=1e-9)
            assert [p.hilang for p in parts] == sorted((p.hilang for p in parts), reverse=True)


@law
@given(seed=seeds, bulan=months)
def test_put_together_by_opd_they_stay_the_same_sum(seed: int, bulan: int) -> None:
    """Contributions of items, put together by OPD, make the same score, each as large as porsi x the OPD's capaian."""
    skor = run(any_world(dice(seed)), bulan)
    parts = contributions(skor)
    assume(parts is not None)
    assert parts is not None
    opd = dict(zip(skor.item["item_id"].tolist(), skor.item["opd"].tolist(), strict=True))
    together = gathered(parts, lambda p: opd[p.kunci])
    assert math.fsum(p.poin for p in together) == pytest.approx(math.fsum(p.poin for p in parts), abs=1e-9)
    for p in (p for p in together if p.porsi > 0):  # items of weight 0 bring nothing and have no mean
        assert p.capaian_pct == pytest.approx(group_value(skor, str(p.kunci), None), abs=1e-9)


def test_hand_computed() -> None:
    """
    weight 3: 40 of 100; weight 1: 100 (200 capped)
    porsi 0.75 and 0.25, so 30 + 25 = 55; the first loses 45 points and stands first.
    """
    item = {"akumulasi": "posisi_akhir", "target": {1: (10.0, "sd")}}
    world = [
        Item(bobot=1.0, laporan={1: (20.0, "sd")}, **item),
        Item(bobot=3.0, laporan={1: (4.0, "sd")}, **item),
    ]
    parts = contributions(run(world, 1), "a")
    assert parts is not None
    assert [(p.kunci, p.porsi, p.capaian_pct, p.poin, p.hilang) for p in parts] == [
        (2, 0.75, 40.0, 30.0, 45.0),
        (1, 0.25, 100.0, 25.0, 0.0),
    ]


def test_nothing_reported_has_nothing_to_open() -> None:
    """A group without a capaian is not explained by zeros."""
    assert contributions(run([Item(target={1: (10.0, "sd")})], 1)) is None


@given(values=some.lists(some.floats(0, 100), min_size=1, max_size=40), desimal=some.sampled_from([1, 2]))
def test_printed_digits_add_up(values: list[float], desimal: int) -> None:
    """The digits shown add up to the sum as shown, and none is further than one step from its own value."""
    total = round(math.fsum(values), desimal)
    found = fitted(values, total, desimal)
    assert round(sum(found), desimal) == total
    assert all(abs(f - v) <= 10**-desimal + 1e-9 for f, v in zip(found, values, strict=True))


@given(values=some.lists(some.floats(-50, 50), min_size=2, max_size=6), off=some.integers(-1, 1))
def test_digits_fit_a_total_that_was_rounded_elsewhere(values: list[float], off: int) -> None:
    """Also where the total shown is the difference of two rounded values; what is exactly 0 stays 0."""
    total = round(math.fsum(values) + off / 10, 1)
    found = fitted([*values, 0.0], total)
    assert round(sum(found), 1) == total
    assert found[-1] == 0.0 or not any(values)


@law
@given(seed=seeds, bulan=months)
def test_lines_on_screen_add_up_to_the_headline(seed: int, bulan: int) -> None:
    """The printed contributions sum to the printed score, and the printed losses to what it lacks of 100."""
    skor = run(any_world(dice(seed)), bulan)
    kerangka = Kerangka("uji", "Uji", "Area", "-", tuple(g for g in ACUAN.kerangka_baku.grup if g.kode in GRUP))
    for found, opd in ((sajian.of_areas(skor, kerangka), None), (sajian.of_items(skor, ACUAN, "a"), "a")):
        if found is not None:
            assert found.nilai == shown(group_value(skor, opd, None))
            assert round(sum(b.poin for b in found.baris), 2) == found.nilai
            assert round(sum(b.hilang for b in found.baris), 2) == round(100 - found.nilai, 2)
            assert round(sum(b.porsi_pct for b in found.baris), 2) == 100


@pytest.mark.parametrize(
    ("item", "keys"),
    [
        (Ciri("angka", "naik", "jumlah", "dinilai", False), ("naik",)),
        (Ciri("angka", "turun", "jumlah", "dinilai", False), ("turun",)),
        (Ciri("angka", "naik", "jumlah", "dinilai", True), ("naik", "batas_atas")),
        (Ciri("angka", "naik", "jumlah", "nihil", False), ("nihil", "naik")),
        (Ciri("ya_tidak", "naik", "jumlah", "dinilai", False), ("hitung_03",)),
        (Ciri("angka", "turun", "jumlah", "dinilai", False, "jenjang"), ("hitung_14",)),
        (Ciri("angka", "rentang", "posisi_akhir", "dinilai", False), ("hitung_15",)),
        (Ciri("angka", "naik", "per_bulan", "dinilai", False), ("naik", "hitung_16")),
        (Ciri("angka", "naik", "jumlah", "dinilai", False, None, True), ("naik", "hitung_17")),
        (Ciri("ordinal", "naik", "posisi_akhir", "ordinal", False), ("ordinal",)),
        (Ciri("angka", "naik", "jumlah", "belum lapor", False), ("tidak_melapor",)),
        (Ciri("angka", "naik", "jumlah", "belum jatuh tempo", False), ("target_sd",)),
        (Ciri("angka", "naik", "jumlah", "tanpa target", False), ("hitung_02",)),
    ],
)
def test_every_item_names_its_rule(item: Ciri, keys: tuple[str, ...]) -> None:
    """Every kind of item is scored, or not scored, by rules that the rule file describes."""
    assert rule_keys(item) == keys
    assert not set(rule_names(keys, ACUAN.aturan)) & set(keys)
