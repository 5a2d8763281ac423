"""Every page, run as Streamlit runs it: with data, without data, with a garbled address, and through an upload."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from progress import reference
from progress.settings import Settings
from progress.store import Berkas, Store
from progress.web import session, tautan
from progress.wording import contoh as kata_contoh
from progress.wording import halaman as kata_halaman
from progress.wording import unggah as kata_unggah
from tests.kit import write_book
from tests.serverkit import ROOT, environment, seed

PAGES = ("ringkasan", "area", "opd", "unggah", "metode")
GARBLED = {
    "periode": "2026-13<b>",
    "opd": "'; DROP TABLE--",
    "area": "<script>alert(1)</script>",
    "pemda": "../../etc",
}
PEMDA = "pamekasan"
WAKTU = datetime(2026, 11, 4, 2, 15, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Databases of this test alone, and no cache that remembers another test's."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    forget()
    yield tmp_path
    forget()


@pytest.fixture
def filled(folder: Path) -> Path:
    """A road map whose targets are due since June, and the reports of two months."""
    seed(folder, PEMDA)
    store = store_of(PEMDA)
    items = [row | {"n": row.pop("item_id")} for row in store.items(PEMDA).to_dict("records")]
    due = [{"n": i["n"], "tahun": 2026, "bulan": 6, "nilai": 8.0, "sifat": "sd", "sel": "K5"} for i in items]
    year = [{"n": i["n"], "tahun": 2026, "bulan": 0, "nilai": 12.0, "sel": "H5"} for i in items]
    accept_road_map(store, items, due + year)
    store.close()
    return folder


def accept_road_map(store: Store, items: list[dict[str, Any]], targets: list[dict[str, Any]]) -> None:
    store.accept_road_map(
        PEMDA, nama_pemda="Kabupaten Pamekasan", berkas=Berkas("road map baru.xlsx", repr(items).encode()), items=items,
        targets=targets, temuan=[], asumsi=[], kerangka=reference.load(PEMDA).pemda.kerangka_baku, waktu=WAKTU, oleh="uji",
    )  # fmt: skip


def forget() -> None:
    st.cache_data.clear()
    st.cache_resource.clear()


def opened(page: str, **params: str) -> AppTest:
    """The app as a link to this page opens it."""
    at = AppTest.from_file(str(ROOT / "progress" / "web" / "frame.py"), default_timeout=60)
    for key, value in params.items():
        at.query_params[key] = value
    at.run()
    if page != "ringkasan":
        at.switch_page(session.page_path(page))
        at.run()
    return at


def said(at: AppTest) -> str:
    """Everything the page shows as text, tags left out."""
    html = [str(e.proto.body) for e in at.get("html")]
    words = [
        e.value
        for kind in ("title", "subheader", "markdown", "info", "warning", "error", "success")
        for e in at.get(kind)
    ]
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join([*words, *html]), flags=re.S))


def store_of(pemda: str) -> Store:
    acuan, settings = reference.load(pemda), Settings.from_env()
    url = settings.database_for(acuan.pemda)
    return Store(url, settings.originals_dir(url))


@pytest.mark.parametrize("halaman", PAGES)
def test_page_with_data(filled: Path, halaman: str) -> None:
    """Every page draws from a small database without an exception."""
    at = opened(halaman, pemda=PEMDA)
    assert not at.exception
    assert at.title[0].value


@pytest.mark.parametrize("halaman", PAGES)
def test_page_without_data(folder: Path, halaman: str) -> None:
    """Without any database every address leads to the two doors, not to an empty page."""
    at = opened(halaman)
    assert not at.exception
    assert "Selamat datang" in said(at)


@pytest.mark.parametrize("halaman", PAGES)
def test_page_with_road_map_only(folder: Path, halaman: str) -> None:
    """While no report has been accepted every page says what to do next, or works without one."""
    seed(folder, PEMDA, periods=())
    at = opened(halaman, pemda=PEMDA)
    assert not at.exception
    assert "Belum ada laporan yang diterima" in said(at) or halaman in ("unggah", "metode")


@pytest.mark.parametrize("halaman", PAGES)
def test_garbled_address(filled: Path, halaman: str) -> None:
    """An address with invented parameters is answered with a sentence and a page that works."""
    at = opened(halaman, **GARBLED)
    assert not at.exception
    assert at.title[0].value
    assert "<script>" not in " ".join(str(e.proto.body) for e in at.get("html"))


def test_headline_has_coverage(filled: Path) -> None:
    """The sentence of state names its coverage in OPD and in rencana aksi, with a decimal comma."""
    text = said(opened("ringkasan", pemda=PEMDA, periode="2026-10"))
    state = (
        r"Oktober 2026: \d+,\d % dari target s\.d\. Oktober.*3 dari 3 OPD dan 24 dari 24 rencana aksi yang jatuh tempo"
    )
    assert re.search(state, text)


def test_map_links_keep_the_view(filled: Path) -> None:
    """Every cell of the map is an address that shows the receiver the same pemda and month."""
    html = " ".join(str(e.proto.body) for e in opened("ringkasan", pemda=PEMDA, periode="2026-09").get("html"))
    opd = reference.load(PEMDA).opd[0].kode
    assert f"/opd?pemda={PEMDA}&amp;periode=2026-09&amp;opd={opd}&amp;area=" in html


def test_opd_page_shows_origin(filled: Path) -> None:
    """Every rencana aksi of an OPD names the cell, the file and the verification code of its reports."""
    acuan = reference.load(PEMDA)
    opd = acuan.opd[0].kode
    text = said(opened("opd", pemda=PEMDA, periode="2026-10", opd=opd))
    assert "Dari mana angka ini?" in text
    assert "Realisasi!F" in text
    assert f"{opd}.xlsx" in text
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", text)


def test_names_from_files_are_escaped(folder: Path) -> None:
    """Markup in a rencana aksi is shown as text, never as part of the page."""
    seed(folder, PEMDA)
    store = store_of(PEMDA)
    item = store.items(PEMDA).iloc[0].to_dict()
    evil = {k: v for k, v in item.items() if k != "item_id"} | {"n": 1, "rencana_aksi": "<img src=x onerror=alert(1)>"}
    accept_road_map(store, [evil], [{"n": 1, "tahun": 2026, "bulan": 1, "nilai": 1.0}])
    store.close()
    at = opened("opd", pemda=PEMDA, opd=str(item["opd"]))
    html = " ".join(str(e.proto.body) for e in at.get("html"))
    assert "<img" not in html
    assert "&lt;img src=x" in html


def test_upload_changes_headline(filled: Path, tmp_path: Path) -> None:
    """A report that is dropped, looked at and accepted is stored and its change of the headline is told; not before."""
    acuan = reference.load(PEMDA)
    opd = acuan.opd[0]
    book = report(tmp_path / "laporan november.xlsx", opd.nama, "November 2026", 24)
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value((book.name, book.read_bytes(), "application/octet-stream"))
    at.run()
    assert not at.exception
    assert opd.nama in said(at)
    store = store_of(PEMDA)
    before = store.versi_data(PEMDA)
    button(at, kata_unggah.TERIMA).click().run()
    assert not at.exception
    assert store.versi_data(PEMDA) > before
    assert any("2026-11" in str(p) for p in store.periods(PEMDA))
    assert kata_unggah.DITERIMA["baru"] in said(at)
    store.close()


def test_hold_waits_for_a_person(filled: Path, tmp_path: Path) -> None:
    """A file that names another OPD than the chosen one cannot be accepted before somebody has confirmed it."""
    first, second = reference.load(PEMDA).opd[:2]
    book = report(tmp_path / "laporan.xlsx", first.nama, "November 2026", 24)
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value((book.name, book.read_bytes(), "application/octet-stream"))
    at.run()
    next(s for s in at.selectbox if s.label == kata_unggah.OPD_SEMUA).set_value(second.kode).run()
    assert button(at, kata_unggah.TERIMA).disabled
    for tick in [c for c in at.checkbox if c.label != kata_unggah.DITERIMA_LEBIH_AWAL]:
        tick.check()
    at.run()
    assert not at.exception
    assert not button(at, kata_unggah.TERIMA).disabled


def test_reception_in_the_future_is_refused(folder: Path, tmp_path: Path) -> None:
    """A reception later than now is answered with a sentence and stores nothing; the demo's now is 9 in the morning."""
    seed(folder, "contoh")
    book = report(tmp_path / "laporan.xlsx", reference.load("contoh").opd[0].nama, "Oktober 2026", 24)
    at = opened("unggah", pemda="contoh")
    at.file_uploader[0].set_value((book.name, book.read_bytes(), "application/octet-stream"))
    at.run()
    next(c for c in at.checkbox if c.label == kata_unggah.DITERIMA_LEBIH_AWAL).check().run()
    at.time_input[0].set_value(time(9, 30)).run()
    assert kata_unggah.WAKTU_MENDATANG in said(at)
    store = store_of("contoh")
    before = store.versi_data("contoh")
    for tick in [c for c in at.checkbox if c.label != kata_unggah.DITERIMA_LEBIH_AWAL]:
        tick.check()
    at.run()
    button(at, kata_unggah.TERIMA).click().run()
    assert "ada di masa depan" in said(at)
    assert store.versi_data("contoh") == before
    store.close()


def test_cancel_stores_nothing(filled: Path, tmp_path: Path) -> None:
    """Batalkan leaves the database exactly as it was."""
    book = report(tmp_path / "laporan.xlsx", reference.load(PEMDA).opd[0].nama, "November 2026", 24)
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value((book.name, book.read_bytes(), "application/octet-stream"))
    at.run()
    store = store_of(PEMDA)
    before = store.versi_data(PEMDA)
    button(at, kata_unggah.BATALKAN).click().run()
    assert kata_unggah.DIBATALKAN in said(at)
    assert store.versi_data(PEMDA) == before
    store.close()


def test_unreadable_file(filled: Path) -> None:
    """A file that is no workbook is answered with a sentence, and cannot be accepted."""
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value(("<b>catatan</b>.txt", b"bukan buku kerja", "text/plain"))
    at.run()
    assert not at.exception
    assert kata_unggah.STATUS["ditolak"] in said(at)
    assert button(at, kata_unggah.TERIMA).disabled
    assert "<b>catatan" not in " ".join(str(e.proto.body) for e in at.get("html"))


@pytest.mark.parametrize("weaker", [True, False])
def test_weaker_limits_are_told(filled: Path, monkeypatch: pytest.MonkeyPatch, weaker: bool) -> None:
    """Where the system bounds a reader's time alone, Unggah says so in one sentence; elsewhere it says nothing."""
    monkeypatch.setattr("loaders.sandbox.Limits.weaker", weaker)
    assert (kata_unggah.BATAS_LEMAH in said(opened("unggah", pemda=PEMDA))) is weaker


def test_road_map_through_first_door(folder: Path, tmp_path: Path) -> None:
    """A pemda without data takes its road map through the same flow."""
    opd = reference.load(PEMDA).opd[0]
    rows: list[list[Any]] = [
        ["OPD", "Area", "Rencana Aksi", "Indikator", "Satuan", "Target 2026"],
        [opd.nama, "Manajemen Perubahan", "Menyusun rencana", "Jumlah dokumen", "dokumen", 4],
        [opd.nama, "Manajemen Perubahan", "Melatih agen", "Jumlah orang", "orang", 10],
    ]
    book = write_book(tmp_path / "road map.xlsx", {"Road Map": rows})
    at = opened("mulai")
    at.query_params["siapkan"] = PEMDA
    at.run()
    at.file_uploader[0].set_value((book.name, book.read_bytes(), "application/octet-stream"))
    at.run()
    assert not at.exception
    button(at, kata_unggah.TERIMA).click().run()
    store = store_of(PEMDA)
    assert len(store.items(PEMDA)) == 2
    store.close()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/opd?opd=DINKES&periode=2026-10", ("opd", {"opd": "DINKES", "periode": "2026-10"})),
        ("/?pemda=contoh", ("ringkasan", {"pemda": "contoh"})),
        ("/rahasia", None),
        ("//contoh.id/opd", None),
        ("https://contoh.id/opd", None),
    ],
)
def test_only_own_pages_are_followed(address: str, found: object) -> None:
    """A clicked address opens one of our pages or nothing."""
    assert tautan.target(address) == found


def report(path: Path, opd: str, bulan: str, n: int) -> Path:
    """A plain monthly report of the rencana aksi that `seed` gives the first OPD."""
    own = [i for i in range(1, n + 1) if i % 3 == 0]
    rows: list[list[Any]] = [
        [f"LAPORAN RENCANA AKSI REFORMASI BIROKRASI BULAN {bulan.upper()}"],
        [f"OPD: {opd}"],
        [],
        ["No", "Kode", "Area Perubahan", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"],
        *[
            [k, f"{i}", "Manajemen Perubahan", f"Rencana aksi {i}", f"Jumlah dokumen {i}", "dokumen", 10, 11]
            for k, i in enumerate(own, start=1)
        ],
    ]  # fmt: skip
    return write_book(path, {"Realisasi": rows})


def button(at: AppTest, label: str) -> Any:
    return next(b for b in at.button if b.label == label)


def test_metode_prints_the_examples_and_the_three_ways(filled: Path) -> None:
    """Every rule and every worked example that holds stands on Metode, with the pemda's figure counted in three ways."""
    at = opened("metode", pemda=PEMDA)
    text = said(at)
    acuan = reference.load(PEMDA)
    assert not at.exception
    assert [b.nama for b in acuan.aturan.butir if b.nama not in text] == []
    assert [c.nama for c in acuan.contoh if c.nama not in text or kata_contoh.hasil(c) not in text] == []
    assert all(way in text for way in kata_halaman.CARA_GABUNG.values())
    assert "Seluruh road map" in text


def test_contributions_lead_to_their_rencana_aksi(filled: Path) -> None:
    """From an area to the item on its OPD's page, open; on the OPD's page down to it, also from a narrowed page."""
    area = html_of(opened("area", pemda=PEMDA, area="A2"))
    (kode, item) = re.findall(r"/opd\?[^\"]*opd=(\w+)&amp;area=A2&amp;ra=(\d+)", area)[0]
    narrowed = html_of(opened("opd", pemda=PEMDA, opd=kode, area="A2", ra=item))
    assert re.search(rf'id="ra-{item}".*?<details open>', narrowed, re.S)
    assert f'href="#ra-{item}"' in html_of(opened("opd", pemda=PEMDA, opd=kode))
    assert f"opd={kode}&amp;ra={item}" in narrowed


def html_of(at: AppTest) -> str:
    return " ".join(str(e.proto.body) for e in at.get("html"))
