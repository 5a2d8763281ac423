"""Why a score moved: five parts that add up exactly, and the reports as they were in force at an earlier moment."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from test_scoring_laws import ATURAN, GRUP, REGISTER, SKALA, TAHUN, Item, any_item, any_world, dice, frames

from progress import reference, rekap
from progress.model import Aturan, CaraGabung, Periode
from progress.sajian import perubahan as sajian
from progress.sajian.nilai import shown
from progress.scoring import score
from progress.scoring.penjelasan import group_value
from progress.scoring.perubahan import BAGIAN, Bahan, Jalur, Perubahan, change, path
from progress.store import Berkas, Laporan, Store

LONGGAR = replace(ATURAN, versi="uji-lama", batas_atas_pct=120.0)
PEMDA = reference.load("pamekasan")
SATU = PEMDA.opd[0].kode
JAN = datetime(2026, 1, 5, 2, tzinfo=UTC)


# --- the parts -----------------------------------------------------------------------------------------------------


def walked(
    lama: list[Item], kini: list[Item], dulu: int, bulan: int, aturan: Aturan = ATURAN,
    cara: CaraGabung = CaraGabung.RENCANA_AKSI,
) -> Jalur:  # fmt: skip
    """`lama` is the world when month `dulu` was presented, under `aturan`; `kini` is the world now."""
    old, new = (Bahan(*frames(world), GRUP) for world in (lama, kini))

    def month(bahan: Bahan, m: int, rules: Aturan) -> Any:
        return score(bahan.items, bahan.targets, bahan.realisasi, REGISTER, Periode(TAHUN, m), rules, SKALA, GRUP)

    now = replace(ATURAN, cara_gabung=cara)
    before = now if aturan is ATURAN else aturan
    return path(month(old, dulu, before), old, new, month(new, bulan, now), REGISTER, SKALA)


def touched(world: list[Item], rng: random.Random) -> list[Item]:
    """The same road map later: some reports corrected or come late, some targets and weights revised, items born and gone."""
    later = copy.deepcopy(world)
    for it in later:
        other = any_item(rng)
        if rng.random() < 0.3 and other.jenis == it.jenis:
            it.laporan = other.laporan
        if rng.random() < 0.2 and other.jenis == it.jenis:
            it.target = other.target
        if rng.random() < 0.2:
            it.bobot = other.bobot
    born = [any_item(rng) for _ in range(rng.choice([0, 0, 1, 3]))]
    return [*later, *born] if rng.random() < 0.7 else [*later[: len(later) // 2], *born]


@settings(deadline=None, max_examples=40)
@given(
    seed=some.integers(0, 2**32 - 1),
    bulan=some.integers(2, 12),
    lain=some.booleans(),
    cara=some.sampled_from(CaraGabung),
)
def test_parts_add_up_exactly(seed: int, bulan: int, lain: bool, cara: CaraGabung) -> None:
    """Whatever was corrected, revised, reported or not, the five parts sum to the change, to 1e-9, in every group."""
    rng = dice(seed)
    lama = any_world(rng)
    jalur = walked(lama, touched(lama, rng), rng.randint(1, bulan - 1), bulan, LONGGAR if lain else ATURAN, cara)
    pairs = zip(jalur.akhir.opd_area["opd"], jalur.akhir.opd_area["area"], strict=True)
    for opd, area in [(None, None), ("a", None), (None, "A1"), *((o, a) for o, a in pairs if a)]:
        awal, akhir = group_value(jalur.awal, opd, area), group_value(jalur.akhir, opd, area)
        found = change(jalur, opd, area)
        assert (found is None) == (awal is None or akhir is None)
        if found is not None and awal is not None and akhir is not None:
            assert tuple(found.bagian) == BAGIAN
            assert math.fsum(found.bagian.values()) == pytest.approx(akhir - awal, abs=1e-9)
            printed = sajian.parts(jalur, opd, area)
            assert round(sum(printed.values()), 1) == round((shown(akhir) or 0) - (shown(awal) or 0), 1)


def moved(found: Perubahan | None) -> dict[str, float]:
    """The parts that are not 0, to nine digits."""
    assert found is not None
    return {name: round(v, 9) for name, v in found.bagian.items() if abs(v) > 1e-12}


def posisi(target: dict[int, float], laporan: dict[int, float], **more: Any) -> Item:
    return Item(
        akumulasi="posisi_akhir",
        target={m: (v, "sd") for m, v in target.items()},
        laporan={m: (v, "sd") for m, v in laporan.items()},
        **more,
    )


def test_only_new_data() -> None:
    """5 of 10, then 7 of 10: all of the 20 points are data."""
    world = [posisi({1: 10}, {1: 5, 2: 7})]
    assert moved(change(walked(world, world, 1, 2))) == {"data": 20.0}


def test_only_a_higher_target() -> None:
    """5 of 10, then still 5, but of 20 due by February: all of the 25 points lost are target."""
    world = [posisi({1: 10, 2: 20}, {1: 5, 2: 5})]
    assert moved(change(walked(world, world, 1, 2))) == {"target": -25.0}


def test_target_and_data_are_told_apart() -> None:
    """5 of 10 is 50; 5 of 20 is 25; 16 of 20 is 80: target takes 25 away and data brings 55."""
    world = [posisi({1: 10, 2: 20}, {1: 5, 2: 16})]
    assert moved(change(walked(world, world, 1, 2))) == {"target": -25.0, "data": 55.0}


def test_only_coverage() -> None:
    """An item of 20 that is not reported any more lifts the mean of 50 to 80: coverage, and nothing else."""
    world = [posisi({1: 10}, {1: 8, 2: 8}), posisi({1: 10}, {1: 2})]
    assert moved(change(walked(world, world, 1, 2))) == {"cakupan": 30.0}


def test_an_item_that_falls_due_is_coverage() -> None:
    """An item due from February on enters with what it reports."""
    world = [posisi({1: 10}, {1: 8, 2: 8}), posisi({2: 10}, {1: 1, 2: 2})]
    assert moved(change(walked(world, world, 1, 2))) == {"cakupan": -30.0}


def test_only_a_correction() -> None:
    """January was presented with 5 and is 7 now, as in February: the 20 points came by the correction."""
    lama, kini = [posisi({1: 10}, {1: 5})], [posisi({1: 10}, {1: 7, 2: 7})]
    assert moved(change(walked(lama, kini, 1, 2))) == {"koreksi": 20.0}


def test_only_a_rule() -> None:
    """Presented under a cap of 120, scored now under 100: the 20 points lost are the rule's."""
    world = [posisi({1: 10}, {1: 12, 2: 12})]
    assert moved(change(walked(world, world, 1, 2, LONGGAR))) == {"aturan": -20.0}


def test_a_sum_of_months_is_compared_whole() -> None:
    """2 + 3 of month cells against the target by March, then the 5 of March: the earlier sum is kept through target."""
    item = Item(target={2: (10.0, "sd"), 3: (20.0, "sd")}, laporan={m: (float(m), "bulan_ini") for m in (1, 2, 3)})
    assert moved(change(walked([item], [item], 2, 3))) == {"target": -15.0, "data": 15.0}


def test_single_months_are_compared_with_single_months() -> None:
    """5 of 10 in January (to date, which there is its own) against February's 20, then 16 of it."""
    item = Item(akumulasi="per_bulan", target={1: (10.0, "sd"), 2: (20.0, "sd")})
    item.laporan = {1: (5.0, "sd"), 2: (16.0, "bulan_ini")}
    assert moved(change(walked([item], [item], 1, 2))) == {"target": -25.0, "data": 55.0}


def test_words_leave_out_what_did_not_move() -> None:
    """The sentence names only the causes that print as something."""
    world = [posisi({1: 10, 2: 20}, {1: 5, 2: 16})]
    assert sajian.words(walked(world, world, 1, 2)) == "data +55,0; target −25,0"


# --- as in force at a moment ---------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two items of one OPD, due since January."""
    found = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk")
    plan(found, "road map", JAN, {1: 10.0, 2: 10.0})
    return found


COMMON: dict[str, Any] = {"nama_pemda": "Kabupaten Pamekasan", "oleh": "uji"}


def plan(store: Store, isi: str, waktu: datetime, target: dict[int, float]) -> None:
    items = [
        {"n": n, "kode": f"K{n}", "opd": SATU, "area": "A1", "rencana_aksi": f"RA {n}", "jenis": "angka"}
        | {"arah": "naik", "akumulasi": "posisi_akhir", "lembar": "RM", "baris": n, "sel": "{}"}
        for n in target
    ]
    store.accept_road_map(
        "pamekasan", berkas=Berkas("rm.xlsx", isi.encode()), items=items, temuan=[], asumsi=[], waktu=waktu,
        targets=[{"n": n, "tahun": 2026, "bulan": 1, "nilai": v, "sifat": "sd"} for n, v in target.items()],
        kerangka="area_perubahan_8", **COMMON,
    )  # fmt: skip


def send(
    store: Store, bulan: int, values: dict[int, float], waktu: datetime, bagian: str = "", instead: Sequence[str] = ()
) -> None:
    rows = [
        {"lembar": "L", "baris": i, "item_id": i, "rencana_aksi": f"RA {i}", "nilai": v, "sifat": "sd", "sel": {}}
        for i, v in values.items()
    ]
    laporan = Laporan(
        SATU, Periode(2026, bulan), bagian, "area_perubahan_8", rows, (), (), {}, juga_menggantikan=tuple(instead)
    )
    berkas = Berkas("l.xlsx", f"{bulan} {values} {waktu} {bagian}".encode())
    store.accept_book("pamekasan", berkas=berkas, laporan=[laporan], diterima=waktu, waktu=waktu, **COMMON)


def at(store: Store, pada: datetime | None) -> dict[tuple[int, int], float]:
    """(month, item) -> value in force."""
    rows = store.realisasi("pamekasan", 2026, pada=pada)
    return {(b, i): v for b, i, v in zip(rows["bulan"], rows["item_id"], rows["nilai"], strict=True)}


def test_a_replaced_report_is_found_again_at_its_time(store: Store) -> None:
    """Before the correction its predecessor is in force, afterwards the correction, also where a row has vanished."""
    days = [JAN + timedelta(days=n) for n in range(4)]
    send(store, 1, {1: 5.0, 2: 1.0}, days[1])
    send(store, 1, {1: 7.0}, days[2])
    assert at(store, days[0]) == {}
    assert at(store, days[1]) == {(1, 1): 5.0, (1, 2): 1.0}
    assert at(store, days[2]) == at(store, None) == {(1, 1): 7.0}


def test_two_parts_put_together_are_told_apart_in_time(store: Store) -> None:
    """Two bidang report apart, then one report takes the place of both: each moment shows what held then."""
    days = [JAN + timedelta(days=n) for n in range(5)]
    send(store, 1, {1: 5.0}, days[1], "bidang a")
    send(store, 1, {2: 6.0}, days[2], "bidang b")
    send(store, 1, {1: 8.0, 2: 9.0}, days[3], instead=("bidang a", "bidang b"))
    assert at(store, days[2]) == {(1, 1): 5.0, (1, 2): 6.0}
    assert at(store, days[3]) == at(store, None) == {(1, 1): 8.0, (1, 2): 9.0}


@settings(deadline=None, max_examples=15)
@given(seed=some.integers(0, 2**32 - 1))
def test_every_moment_is_what_was_read_then(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """After any sequence of reports, what is in force at each earlier moment is what a reader saw at that moment."""
    rng, folder = dice(seed), tmp_path_factory.mktemp("waktu")
    found = Store(f"sqlite:///{folder / 'x.db'}", folder / "masuk")
    plan(found, "road map", JAN, {1: 10.0, 2: 10.0, 3: 10.0})
    seen: list[Any] = []
    held: dict[tuple[int, str], set[int]] = {}
    for n in range(10):
        waktu, bulan, bagian = JAN + timedelta(hours=n), rng.randint(1, 2), rng.choice(["", "a", "b"])
        ids = set(rng.sample([1, 2, 3], rng.randint(1, 3)))
        others = {b: h for (m, b), h in held.items() if m == bulan and b != bagian and h & ids}
        if any(not h <= ids for h in others.values()):
            continue  # intake asks: such a report neither adds to nor replaces the other part
        send(found, bulan, {i: float(rng.randint(0, 9)) for i in ids}, waktu, bagian, tuple(others))
        held = {k: h for k, h in held.items() if not (k[0] == bulan and k[1] in others)} | {(bulan, bagian): ids}
        seen.append((waktu, at(found, None)))
    assert all(at(found, waktu) == then for waktu, then in seen)
    found.close()


def test_the_month_before_is_the_one_that_was_presented(store: Store) -> None:
    """January showed 50 when February's first report came; its correction to 90 afterwards is named as one."""
    feb = JAN + timedelta(days=30)
    send(store, 1, {1: 5.0, 2: 5.0}, JAN + timedelta(days=1))
    send(store, 2, {1: 9.0, 2: 9.0}, feb)
    send(store, 1, {1: 9.0, 2: 9.0}, feb + timedelta(days=3))
    kini = rekap.inputs(store, PEMDA, Periode(2026, 2))
    akhir = rekap.score_inputs(kini, PEMDA, Periode(2026, 2))
    jalur = rekap.path_to(store, PEMDA, kini, akhir, Periode(2026, 1))
    assert jalur.awal.ringkas["capaian_pct"] == 50.0
    assert moved(change(jalur)) == {"koreksi": 40.0}


def test_a_month_that_could_not_be_judged_then_is_taken_as_it_is_now(store: Store) -> None:
    """February came before half of January: there was nothing presented that a change could be told from."""
    send(store, 1, {1: 5.0}, JAN + timedelta(days=1), "a")
    send(store, 2, {1: 9.0, 2: 9.0}, JAN + timedelta(days=2))
    send(store, 1, {2: 5.0}, JAN + timedelta(days=3), "b")
    kini = rekap.inputs(store, PEMDA, Periode(2026, 2))
    jalur = rekap.path_to(store, PEMDA, kini, rekap.score_inputs(kini, PEMDA, Periode(2026, 2)), Periode(2026, 1))
    assert moved(change(jalur)) == {"data": 40.0}


def test_an_older_road_map_can_be_read_again(store: Store) -> None:
    """Items and targets of every version stay; which one was in force is known for every moment."""
    later = JAN + timedelta(days=9)
    plan(store, "road map 2", later, {1: 20.0})
    assert [r["versi"] for r in store.road_maps("pamekasan")] == [1, 2]
    assert (store.road_map_at("pamekasan", JAN), store.road_map_at("pamekasan", later)) == (1, 2)
    assert store.targets("pamekasan", road_map=1)["nilai"].tolist() == [10.0, 10.0]
    assert (len(store.items("pamekasan")), len(store.items("pamekasan", road_map=1))) == (1, 2)
