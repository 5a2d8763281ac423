"""A month that was presented stays as it was, word for word; what has changed since is listed with its cause and cell."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import create_engine, text
from streamlit.testing.v1 import AppTest
from test_perubahan import JAN, SATU, plan, send
from test_scoring_laws import any_world, dice, run

from progress import paket, reference, rekap
from progress.__main__ import main
from progress.model import Periode
from progress.sajian import beku as sajian
from progress.sajian.rencana import laporan_of
from progress.scoring import to_json
from progress.scoring.beku import from_text, to_text
from progress.scoring.perubahan import change
from progress.store import Store
from progress.web import session
from tests.serverkit import ROOT, environment

PEMDA = reference.load("pamekasan")
FEB = Periode(2026, 2)
RAPAT = JAN + timedelta(days=40)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two items, January at 50 and February at 60 percent."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    st.cache_data.clear()
    st.cache_resource.clear()
    found = Store(environment(tmp_path)["PANTAU_DATABASE_URL"], tmp_path / "masuk")
    plan(found, "road map", JAN, {1: 10.0, 2: 10.0})
    send(found, 1, {1: 5.0, 2: 5.0}, JAN + timedelta(days=1))
    send(found, 2, {1: 6.0, 2: 6.0}, JAN + timedelta(days=30))
    return found


def frozen(store: Store, periode: Periode = FEB, waktu: datetime = RAPAT) -> Any:
    return rekap.freeze(store, PEMDA, periode, waktu, "uji")[0]


def since(store: Store) -> sajian.Sejak:
    kept = store.frozen("pamekasan", FEB)
    assert kept is not None
    kini = rekap.score_month(store, PEMDA, FEB)
    laporan = laporan_of(store.kiriman("pamekasan"))
    return sajian.since(from_text(kept.isi), kini, PEMDA, PEMDA.kerangka_baku, laporan)


# --- the text ------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(seed=some.integers(0, 2**32 - 1), bulan=some.integers(1, 12))
def test_a_score_comes_back_from_its_text(seed: int, bulan: int) -> None:
    """Whatever a score holds, its text gives it back, and the same text again."""
    skor = run(any_world(dice(seed)), bulan)
    isi = to_text(skor)
    back = from_text(isi)
    assert to_text(back) == isi
    assert back.aturan == skor.aturan
    assert to_json(back, "", {}) == to_json(skor, "", {})
    assert {n: str(t) for n, t in back.item.dtypes.items()} == {n: str(t) for n, t in skor.item.dtypes.items()}


def test_text_is_canonical() -> None:
    """Keys in order, no blanks, and no NaN: what its SHA-256 vouches for is plain JSON."""
    isi = to_text(run(any_world(dice(1)), 6))
    assert json.dumps(json.loads(isi), ensure_ascii=False, sort_keys=True, separators=(",", ":")) == isi
    assert "NaN" not in isi


# --- the store -----------------------------------------------------------------------------------------------------


def test_what_was_presented_is_kept_once(store: Store) -> None:
    """Text, SHA-256, rule, road map, data, time and who; freezing again gives back the first, whatever came since."""
    first = frozen(store)
    assert first.sha256 == hashlib.sha256(first.isi.encode()).hexdigest()
    assert (first.aturan, first.road_map_id, first.oleh) == (PEMDA.aturan.versi, 1, "uji")
    assert (first.waktu, first.versi_data + 1) == (RAPAT, store.versi_data("pamekasan"))
    send(store, 2, {1: 9.0, 2: 9.0}, RAPAT + timedelta(days=1))
    assert frozen(store, waktu=RAPAT + timedelta(days=2)) == first == store.frozen("pamekasan", FEB)
    assert store.frozen("pamekasan", Periode(2026, 1)) is None


def test_an_older_database_gets_the_table(store: Store, tmp_path: Path) -> None:
    """A database of the version before is upgraded and loses nothing."""
    url = environment(tmp_path)["PANTAU_DATABASE_URL"]
    store.close()
    engine = create_engine(url)
    with engine.begin() as conn:
        conn.execute(text("DROP TABLE sajian_beku"))
        conn.execute(text("UPDATE alembic_version SET version_num = '0003'"))  # 0004 and 0005 make it anew
    engine.dispose()
    again = Store(url, tmp_path / "masuk")
    assert len(again.items("pamekasan")) == 2
    assert frozen(again) == again.frozen("pamekasan", FEB)


# --- what has changed ----------------------------------------------------------------------------------------------


def test_nothing_changed(store: Store) -> None:
    """Right after presenting there is nothing to list."""
    frozen(store)
    assert not since(store)


def test_a_late_correction_is_listed_with_its_cell(store: Store) -> None:
    """The item before and after, its OPD and area, and the file that brought the change."""
    frozen(store)
    send(store, 2, {1: 9.0, 2: 6.0}, RAPAT + timedelta(days=1))
    found = since(store)
    (item,) = found.item
    assert (item.item_id, item.capaian_dulu, item.capaian_kini, item.sebab, item.tempat) == (
        1,
        60,
        90,
        ("laporan",),
        "l.xlsx",
    )
    (opd,) = found.opd
    assert (opd.kode, opd.dulu, opd.kini, opd.kelas_dulu, opd.kelas_kini) == (SATU, 60, 75, "Rendah", "Sedang")
    assert [a.kode for a in found.area] == ["A1"]
    assert found.of(None, "A2") == sajian.Sejak((), (), ())
    assert found.of(SATU, None).item == found.item


def test_a_new_road_map_is_told_from_a_new_report(store: Store) -> None:
    """A raised target, and an item that is gone."""
    frozen(store)
    plan(store, "road map 2", RAPAT + timedelta(days=1), {1: 20.0})
    assert {i.item_id: i.sebab for i in since(store).item} == {1: ("target",), 2: ("hilang",)}


def test_the_next_month_is_compared_with_what_was_presented(store: Store) -> None:
    """January presented at 50 and corrected to 60 before February's first report: still a correction, not a start."""
    frozen(store, Periode(2026, 1), JAN + timedelta(days=2))
    send(store, 1, {1: 6.0, 2: 6.0}, JAN + timedelta(days=3))
    kini = rekap.inputs(store, PEMDA, FEB)
    akhir = rekap.score_inputs(kini, PEMDA, FEB)
    found = change(rekap.path_to(store, PEMDA, kini, akhir, Periode(2026, 1)))
    assert found is not None
    assert (found.awal, found.akhir, round(found.bagian["koreksi"], 9)) == (50, 60, 10)


def test_a_report_of_the_same_moment_is_not_part_of_it(store: Store) -> None:
    """What was presented was made from the reports there were, also where the next one came at that very moment."""
    kept = frozen(store)
    send(store, 2, {1: 9.0, 2: 9.0}, RAPAT)
    bahan = rekap.as_frozen(store, PEMDA, kept)
    assert to_text(rekap.score_inputs(bahan, PEMDA, FEB)) == kept.isi


def test_a_presented_month_is_packed_as_it_was_presented(store: Store) -> None:
    """The Paket of a presented month holds what was presented, after a correction and a new road map."""
    frozen(store)
    send(store, 2, {1: 9.0, 2: 9.0}, RAPAT)
    plan(store, "road map 2", RAPAT + timedelta(days=1), {1: 20.0})
    skor = paket.pack(store, PEMDA, FEB, None)[1]
    assert skor.ringkas["capaian_pct"] == 60
    assert paket.pack(store, PEMDA, Periode(2026, 1), None)[1].ringkas["capaian_pct"] == 25


# --- the command and the pages -------------------------------------------------------------------------------------


def command(*more: str) -> int:
    return main(["bekukan", "--pemda", "pamekasan", "--periode", "2026-02", *more])


def test_command_keeps_and_says_so(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """The first time it is kept; again it says that nothing changed; with other data it is refused, exit 1."""
    assert command("--oleh", "Bagian Organisasi") == 0
    assert "60,0 %, kode verifikasi" in capsys.readouterr().out
    assert command() == 0
    assert "tidak ada yang berubah" in capsys.readouterr().out
    send(store, 2, {1: 9.0, 2: 9.0}, RAPAT)
    assert command() == 1
    assert "dengan 60,0 %; sekarang 90,0 %" in capsys.readouterr().err
    kept = store.frozen("pamekasan", FEB)
    assert kept is not None and kept.oleh == "Bagian Organisasi"


def test_command_needs_a_report(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """A month without any report was not presented."""
    assert main(["bekukan", "--pemda", "pamekasan", "--periode", "2026-05"]) == 1
    assert "Belum ada laporan Mei 2026" in capsys.readouterr().err


def page(name: str, **params: str) -> str:
    """Everything a page says, tags left out."""
    at = AppTest.from_file(str(ROOT / "progress" / "web" / "frame.py"), default_timeout=60)
    for key, value in ({"pemda": "pamekasan"} | params).items():
        at.query_params[key] = value
    at.run()
    if name != "ringkasan":
        at.switch_page(session.page_path(name))
        at.run()
    assert not at.exception
    words = " ".join(str(e.proto.body) for e in at.get("html"))
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", words, flags=re.S))


@pytest.mark.parametrize(("name", "params"), [("ringkasan", {}), ("opd", {"opd": SATU}), ("area", {"area": "A1"})])
def test_page_of_a_presented_month_stays(store: Store, name: str, params: dict[str, str]) -> None:
    """The presented figure stays at its address, today's stands beside it, and what changed is listed."""
    before = page(name, periode="2026-02", **params)
    assert "60,0 % dari target" in before and "seperti disajikan" not in before
    frozen(store)
    assert "Data terkini masih sama." in page(name, periode="2026-02", **params)
    send(store, 2, {1: 9.0, 2: 6.0}, RAPAT + timedelta(days=1))
    after = page(name, periode="2026-02", **params)
    assert "60,0 % dari target" in after and "75,0 % dari target" not in after
    assert "Data terkini 75,0 % (disajikan 60,0 %)" in after
    assert "Apa yang berubah sejak disajikan" in after and "laporan baru atau diganti" in after


def test_other_months_stay_live(store: Store) -> None:
    """A month that was not presented shows what is in force, and a later road map does not break a presented page."""
    frozen(store)
    plan(store, "road map 2", RAPAT + timedelta(days=1), {1: 20.0})
    assert "60,0 % dari target" in page("opd", periode="2026-02", opd=SATU)
    assert "25,0 % dari target" in page("opd", periode="2026-01", opd=SATU)
