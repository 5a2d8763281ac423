"""What looks ahead, on the pages and at the terminal: prioritas penyelesaian, prakiraan akhir tahun, klarifikasi."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_commands import run
from test_pages import PEMDA, accept_road_map, forget, opened, said, store_of

from progress import reference
from progress.wording import indeks, klarifikasi
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


def test_rest_of_the_year_is_told_per_item(filled: Path) -> None:
    """Every rencana aksi whose year is open says what each month left has to bring; a forecast without tests says why not."""
    text = said(opened("opd", pemda=PEMDA, periode="2026-10", opd=OPD.kode))
    assert re.search(
        r"Sisa tahun: Agar target setahun tercapai, perlu [\d,]+ dokumen per bulan selama 2 bulan lagi", text
    )
    assert "Prakiraan akhir tahun belum dibuat: baru 2 bulan yang dapat dinilai" in text


@pytest.mark.parametrize("halaman", ["ringkasan", "area", "opd"])
def test_forecast_is_a_range_with_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, halaman: str) -> None:
    """With ten months of reports the pages show a range and how often such ranges were right."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    forget()
    seed(tmp_path, PEMDA, [f"2026-{b:02d}" for b in range(1, 11)])
    store = store_of(PEMDA)
    items = [row | {"n": row.pop("item_id")} for row in store.items(PEMDA).to_dict("records")]
    accept_road_map(
        store, items, [{"n": i["n"], "tahun": 2026, "bulan": 1, "nilai": 12.0, "sifat": "sd"} for i in items]
    )
    store.close()
    text = said(opened(halaman, pemda=PEMDA, periode="2026-10", opd=OPD.kode, area="A1"))
    found = re.search(r"Prakiraan Desember: [\d,–]+ %\. Dari (\d+) prakiraan serupa \(2 bulan ke depan\), (\d+)", text)
    if halaman == "opd":  # three OPD, five earlier months each: too few tests
        assert "baru dapat diuji 15 kali" in text
    else:
        assert found and int(found[1]) == 45 >= int(found[2])
    done = run("progress", "prakiraan", "--pemda", PEMDA, "--periode", "2026-10", "--json", **environment(tmp_path))
    assert json.loads(done.stdout)["prakiraan"]["uji"] == 45
    forget()


def test_questions_stand_on_the_opd_page_and_on_unggah_only(filled: Path) -> None:
    """What needs klarifikasi is told to the OPD and to those who receive reports, with both cells; never on Ringkasan."""
    text = said(at := opened("opd", pemda=PEMDA, periode="2026-10", opd=OPD.kode))
    assert any(re.fullmatch(r"Perlu klarifikasi: \d+ hal", e.label) for e in at.expander)
    assert re.search(r"\d dari \d nilai tidak berubah sejak September 2026; misalnya .*sel Realisasi!F", text)
    assert klarifikasi.JUDUL not in said(at := opened("ringkasan", pemda=PEMDA, periode="2026-10"))
    assert not any(klarifikasi.JUDUL in e.label for e in at.expander)
    at = opened("unggah", pemda=PEMDA, periode="2026-10")
    assert "tidak berubah sejak" not in said(at)
    at.session_state["klarifikasi_semua"] = True
    at.run()
    assert not at.exception
    assert said(at).count("tidak berubah sejak September 2026") == 3
    assert klarifikasi.UNTUK_SIAPA in said(at)


def test_outside_indices_have_a_panel_of_their_own(filled: Path) -> None:
    """Ringkasan lists the published indices at its foot with year and source; a pemda without any shows no panel."""
    text = said(opened("ringkasan", pemda=PEMDA, periode="2026-10"))
    assert indeks.PENGANTAR in text
    assert "2023 70,15 – KemenPANRB" in text
    assert "sumber: pers, belum diverifikasi" in text
    seed(filled, "contoh")
    assert indeks.JUDUL not in said(opened("ringkasan", pemda="contoh", periode="2026-10"))
