"""What the store keeps when writers come at once or die: every acknowledged file whole, no other by half.

Run with arguments, this file is the writer that the tests start and kill: DATABASE FOLDER NAME COUNT [STEP].
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from progress.model import Periode
from progress.settings import PROJECT
from progress.store import Berkas, Penerimaan, Store, accept, originals

P = "kab-contoh"
ROWS = 20
WAKTU = datetime(2026, 11, 3, 2, tzinfo=UTC)
BERSAMA = "Bagian bersama"

# Where a writer can die: before its file has a name, before the old version is replaced, and after each kind of row.
STEPS = ("original", "enter", "replace", "baris", "remarks", "version")


def give_road_map(store: Store) -> Penerimaan:
    items = [
        {"n": n, "opd": "D1", "rencana_aksi": f"Rencana {n}", "jenis": "angka", "arah": "naik", "akumulasi": "jumlah"}
        | {"baris": n, "sel": {}}
        for n in range(1, ROWS + 1)
    ]
    return store.accept_road_map(
        P,
        nama_pemda="Kabupaten Contoh",
        berkas=Berkas("road map.xlsx", b"road map"),
        items=items,
        targets=[],
        temuan=[],
        asumsi=[],
        kerangka="area-8",
        waktu=WAKTU,
        oleh="Bagian Organisasi",
    )


def give_report(store: Store, isi: str, bagian: str, linked: bool = True) -> Penerimaan:
    return store.accept_report(
        P,
        nama_pemda="Kabupaten Contoh",
        berkas=Berkas("laporan.xlsx", isi.encode()),
        opd="D1",
        bagian=bagian,
        periode=Periode(2026, 10),
        baris=[{"baris": n, "item_id": n if linked else None, "teks": isi, "sel": {}} for n in range(1, ROWS + 1)],
        temuan=[],
        asumsi=[],
        kerangka="area-8",
        diterima=WAKTU,
        waktu=WAKTU,
        oleh="Bagian Organisasi",
        ringkasan={},
    )


def give_numbered(store: Store, name: str, k: str) -> Penerimaan:
    """A writer's k-th file; every second one is for the part that all writers share, and only that one is scored."""
    bersama = int(k) % 2 == 0
    return give_report(store, f"{name}-{k}", BERSAMA if bersama else name, linked=bersama)


def start(url: str, masuk: Path, name: str, count: int, step: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, url, str(masuk), name, str(count), step],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
    )


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'pantau.db'}"


@pytest.fixture
def masuk(tmp_path: Path) -> Path:
    return tmp_path / "masuk"


def assert_whole(store: Store, acknowledged: list[str]) -> None:
    """Every kept report has all its rows and its original, exactly the newest is in force, nothing told is lost."""
    kept = store.kiriman(P)
    assert set(acknowledged) <= {row["teks"] for i in kept.kiriman_id for row in store.baris(P, i)}
    for row in kept.to_dict("records"):
        texts = [r["teks"] for r in store.baris(P, row["kiriman_id"])]
        assert texts == [texts[0]] * ROWS
        original = store.original(P, row["sha256"])
        assert original is not None
        assert original.read_text() == texts[0]
    for _, versions in kept.groupby("bagian"):
        assert sorted(versions.versi) == list(range(1, len(versions) + 1))
        assert versions.loc[versions.status == "aktif", "versi"].tolist() == [len(versions)]


def test_eight_writers_at_once(url: str, masuk: Path) -> None:
    """Eight importers that create one database and send five files each lose nothing; one version is in force."""
    writers = [start(url, masuk, f"P{nr}", 5) for nr in range(8)]
    told = [line for w in writers for line in w.communicate()[0].split()]
    assert [w.returncode for w in writers] == [0] * 8
    assert len(told) == 8 * 5
    store = Store(url, masuk)
    assert len(store.kiriman(P)) == 8 * 5
    assert_whole(store, told)
    assert store.versi_data(P) == 1 + 8 * 5
    store.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_every_step(url: str, masuk: Path, step: str) -> None:
    """A writer killed between any two steps leaves the version before it in force, whole; a retry is accepted."""
    store = Store(url, masuk)
    give_road_map(store)
    give_report(store, "lama", BERSAMA)
    before = store.versi_data(P)

    writer = start(url, masuk, "P0", 1, step)
    assert writer.communicate()[0] == ""
    assert writer.returncode == -signal.SIGKILL

    assert_whole(store, ["lama"])
    assert store.kiriman(P).status.tolist() == ["aktif"]
    assert store.versi_data(P) == before
    assert give_report(store, "P0-0", BERSAMA).status == "versi_baru"
    assert_whole(store, ["lama", "P0-0"])
    store.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="tanpa SIGKILL")
@pytest.mark.parametrize(
    "rounds", [pytest.param(4, id="pendek"), pytest.param(60, id="panjang", marks=pytest.mark.lambat)]
)
def test_killed_in_a_stream_of_imports(url: str, masuk: Path, rounds: int) -> None:
    """A writer killed at any moment of a stream of imports leaves no half submission and loses none it told of."""
    chance = random.Random(7206)  # noqa: S311
    told: list[str] = []
    for nr in range(rounds):
        writer = start(url, masuk, f"R{nr}", 10_000)
        assert writer.stdout is not None
        told.extend(writer.stdout.readline().strip() for _ in range(chance.randint(1, 12)))
        with suppress(subprocess.TimeoutExpired):
            writer.wait(timeout=chance.uniform(0, 0.01))
        writer.kill()
        told.extend(line.strip() for line in writer.stdout if line.endswith("\n"))
        assert writer.wait() == -signal.SIGKILL
        writer.stdout.close()

    store = Store(url, masuk)
    assert_whole(store, told)
    before = store.versi_data(P)
    assert {give_numbered(store, *line.split("-")).status for line in told} <= {"sama", "lama"}
    assert store.versi_data(P) == before
    store.close()


def write(url: str, masuk: str, name: str, count: str, step: str) -> None:
    """Accept `count` files, telling of each."""
    store = Store(url, Path(masuk))
    give_road_map(store)
    if step:
        _die_at(step)
    for k in range(int(count)):
        give_numbered(store, name, str(k))
        print(f"{name}-{k}", flush=True)


def _die_at(step: str) -> None:
    """From now on this process ends as a power cut would end it, where the step begins or its rows were added."""

    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    names = {"enter": "_enter", "replace": "_replace", "remarks": "_add_remarks", "version": "_raise_version"}
    if step == "original":
        originals.os.fsync = die  # type: ignore[attr-defined]
    elif step == "baris":
        add = accept._add

        def add_and_die(*args: Any) -> None:
            add(*args)
            die()

        accept._add = add_and_die
    else:
        setattr(accept, names[step], die)


if __name__ == "__main__":
    write(*sys.argv[1:])
