"""What looks ahead, on the pages and at the terminal: prioritas penyelesaian."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_commands import run
from test_pages import PEMDA, accept_road_map, forget, opened, said, store_of

from progress import reference
from progress.wording import prioritas as kata
from tests.serverkit import environment, seed

OPD = reference.load(PEMDA).opd[0]


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two months of reports of a road map whose targets are due since June, some items reached and some not."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    forget()
    seed(tmp_path, PEMDA)
    store = store_of(PEMDA)
    items = [row | {"n": row.pop("item_id")} for row in store.items(PEMDA).to_dict("records")]
    due = [{"n": i["n"], "tahun": 2026, "bulan": 6, "nilai": 8.0, "sifat": "sd", "sel": "K5"} for i in items]
    year = [{"n": i["n"], "tahun": 2026, "bulan": 0, "nilai": 12.0, "sel": "H5"} for i in items]
    accept_road_map(store, items, due + year)
    store.close()
    yield tmp_path
    forget()


def test_closed_until_asked_for(filled: Path) -> None:
    """Nothing is computed for a reader who does not open it."""
    at = opened("ringkasan", pemda=PEMDA)
    assert any(e.label == kata.JUDUL for e in at.expander)
    assert kata.PENGANTAR not in said(at)


@pytest.mark.parametrize(
    ("halaman", "key"),
    [("ringkasan", "prioritas_None_None"), ("opd", f"prioritas_{OPD.kode}_None"), ("area", "prioritas_None_A1")],
)
def test_opened(filled: Path, halaman: str, key: str) -> None:
    """Opened, it names the rencana aksi, what is missing in their unit, and why fewer do not do."""
    at = opened(halaman, pemda=PEMDA, periode="2026-10", opd=OPD.kode, area="A1")
    at.session_state[key] = True
    at.run()
    assert not at.exception
    text = said(at)
    assert kata.PENGANTAR in text
    assert "rencana aksi membawa Oktober 2026 dari" in text
    assert "dokumen lagi sampai 8 dokumen" in text
    assert "Tidak bisa lebih sedikit" in text


def test_command(filled: Path) -> None:
    """The command prints the same set as one JSON object, and its sentences without --json."""
    base = ("progress", "prioritas", "--pemda", PEMDA, "--periode", "2026-10", "--opd", OPD.nama)
    answer = json.loads(run(*base, "--json", **environment(filled)).stdout)
    assert (answer["putusan"], answer["opd"]) == ("ada", OPD.nama)
    assert answer["sertifikat"]["kurang_satu"] == len(answer["langkah"]) - 1
    told = run(*base, "--kelas", answer["kelas"].lower(), **environment(filled))
    assert told.returncode == 0
    assert told.stdout.startswith(answer["kalimat"])


@pytest.mark.parametrize("wrong", [["--area", "A99"], ["--kelas", "Gemilang"], ["--opd", "Dinas Antariksa"]])
def test_wrong_command(filled: Path, wrong: list[str]) -> None:
    """An unknown area, class or OPD is answered with one sentence."""
    done = run("progress", "prioritas", "--pemda", PEMDA, "--periode", "2026-10", *wrong, **environment(filled))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
