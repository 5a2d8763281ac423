"""The matching screen in a real browser: choose, use, accept, and next month nobody is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import serverkit
from kit import write_book
from playwright.sync_api import Browser, Page
from test_alur import LAYAR, fits, visitor

from progress import reference
from progress.wording import cocok as kata
from progress.wording import unggah as kata_unggah

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with serverkit.browser() as found:
        yield found


def laporan(folder: Path, bulan: str) -> Path:
    """A report with one row that the road map words differently, and one that it does not hold."""
    opd = reference.load("pamekasan").opd[0]
    rows: list[list[object]] = [
        ["LAPORAN RENCANA AKSI REFORMASI BIROKRASI"],
        [f"Perangkat Daerah : {opd.nama}"],
        [f"Bulan : {bulan} 2026"],
        [],
        ["No", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"],
        *([n, f"Rencana aksi {n}", f"Jumlah dokumen {n}", "dokumen", 10, 10] for n in range(3, 22, 3)),
        [24, "Penyusunan naskah akhir tahun", "Banyaknya naskah", "dokumen", 10, 7],
        [25, "Apel pagi", "Jumlah apel", "kali", 10, 9],
    ]
    return write_book(folder / f"Laporan {bulan}.xlsx", {"Laporan": rows})


def choose(page: Page, nomor: int, words: str) -> None:
    """Pick a choice; a list that is opened while the page scrolls closes itself again."""
    box = page.get_by_role("combobox", name=kata.PILIH).nth(nomor)
    box.scroll_into_view_if_needed()
    option = page.get_by_role("option").filter(has_text=words)
    for _ in range(5):
        box.click()
        try:
            option.wait_for(timeout=3_000)
        except Exception:  # noqa: BLE001, S112 - closed by the scrolling
            continue
        option.click()
        return
    raise AssertionError(words)


@LAYAR
def test_a_match_is_confirmed_once(tmp_path: Path, chromium: Browser, lebar: int, tinggi: int) -> None:
    """Two open rows are answered on the screen; the next month's file finds its items by itself."""
    serverkit.seed(tmp_path, "pamekasan")
    with serverkit.running(tmp_path) as server:
        page, complaints = visitor(chromium, lebar, tinggi)
        page.goto(f"{server.url}/unggah?pemda=pamekasan")
        page.locator("input[type=file]").set_input_files(laporan(tmp_path, "Oktober"))
        page.get_by_text(kata.belum(2)).wait_for()
        assert fits(page, lebar)
        choose(page, 0, "Rencana aksi 24")
        choose(page, 1, kata.BUKAN)
        page.get_by_role("button", name=kata.PAKAI).click()
        page.get_by_text(kata.dijawab(2)).wait_for()
        assert page.get_by_text(kata.belum(2)).count() == 0
        assert fits(page, lebar)
        for box in page.get_by_role("checkbox", name=re.compile("Sudah saya pastikan")).all():
            box.locator("xpath=ancestor::label").click()
        page.get_by_role("button", name=kata_unggah.TERIMA, exact=True).click()
        page.get_by_text(kata.diingat(2)).click()
        page.get_by_text(kata.DIINGAT_KET).wait_for()
        assert fits(page, lebar)

        page.goto(f"{server.url}/unggah?pemda=pamekasan")
        page.locator("input[type=file]").set_input_files(laporan(tmp_path, "November"))
        page.get_by_text(kata.dijawab(2)).wait_for()
        assert "belum cocok" not in page.locator("body").inner_text()
        assert complaints == []
