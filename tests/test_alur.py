"""What people do, in a real browser on a desk and on a phone: look, open a number down to its cell, upload, see it change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import serverkit
from kit import write_book
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotShown
from serverkit import Server

from progress import reference
from progress.model import Periode
from progress.rekap import score_month
from progress.sajian.nilai import Nilai
from progress.settings import Settings
from progress.store import Store
from progress.wording import asal as kata_asal
from progress.wording import pemetaan as kata_peta
from progress.wording import unggah as kata_unggah
from progress.wording import web as kata_web
from progress.wording.formats import persen

pytestmark = pytest.mark.browser
LAYAR = pytest.mark.parametrize("lebar, tinggi", [(1280, 900), (390, 844)], ids=["desk", "phone"])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with serverkit.browser() as found:
        yield found


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server that nobody has used; who comes first makes the demo."""
    folder = tmp_path_factory.mktemp("contoh")
    with serverkit.running(folder) as server:
        yield server, folder


def visitor(chromium: Browser, lebar: int, tinggi: int) -> tuple[Page, list[str]]:
    """A fresh browser window, and what its console complains about."""
    page = chromium.new_context(viewport={"width": lebar, "height": tinggi}, locale="id-ID").new_page()
    page.set_default_timeout(180_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return page, complaints


def fits(page: Page, lebar: int) -> bool:
    return int(page.evaluate("document.documentElement.scrollWidth")) == lebar


@LAYAR
def test_from_the_door_to_the_cell(contoh: tuple[Server, Path], chromium: Browser, lebar: int, tinggi: int) -> None:
    """Demo door, Ringkasan, a square of the map, an OPD, a rencana aksi: what is shown stands in that cell of that file."""
    server, folder = contoh
    page, complaints = visitor(chromium, lebar, tinggi)
    page.goto(f"{server.url}/mulai")
    door = re.compile(f"^({re.escape(kata_web.PINTU_CONTOH)}|{re.escape(kata_web.BUKA_CONTOH)})$")
    page.get_by_role("button", name=door).click()
    page.locator("table.peta").wait_for()
    assert fits(page, lebar)
    assert re.search(r"[0-9]", page.locator(".pokok").first.inner_text())

    page.locator("table.peta td a").first.click()
    page.wait_for_url("**/opd?**")
    page.locator("article.ra").first.wait_for()
    assert fits(page, lebar)
    first = page.locator("article.ra").filter(has=page.locator("table.asal tbody b")).first
    first.locator("summary").click()
    cells = first.locator("table.asal tbody tr").filter(has=page.locator("b")).last.locator("td").all_inner_texts()
    seen = dict(zip(kata_asal.KOLOM_BULAN, cells, strict=True))
    assert cell_says(folder, seen) == figure(seen["Tertulis"])
    assert fits(page, lebar)
    assert complaints == []


def cell_says(folder: Path, seen: dict[str, str]) -> float:
    """What the stored original holds in the cell that the page names."""
    kode = re.sub(r"[^0-9a-f]", "", seen["Kode verifikasi"].casefold())
    (original,) = [p for p in folder.rglob("masuk/*") if p.name.startswith(kode)]
    sel = seen["Sel"].rsplit("!", 1)[-1]
    with original.open("rb") as content:
        sheets = openpyxl.load_workbook(content, data_only=True).worksheets
    return next(figure(str(s[sel].value)) for s in sheets if s[sel].value is not None)


def figure(text: str) -> float:
    """The number in '12 dokumen', '12.0' or '87,5 %'."""
    found = re.search(r"[0-9]+(?:[.,][0-9]+)?", text)
    assert found, text
    return float(found[0].replace(",", "."))


@LAYAR
def test_an_accepted_workbook_changes_the_headline(tmp_path: Path, chromium: Browser, lebar: int, tinggi: int) -> None:
    """A better report of one OPD is checked, accepted and seen at once; nothing changes before Terima."""
    serverkit.seed(tmp_path, "pamekasan")
    acuan = reference.load("pamekasan")
    opd = acuan.opd[0]
    rows: list[list[object]] = [
        ["LAPORAN RENCANA AKSI REFORMASI BIROKRASI"],
        [f"Perangkat Daerah : {opd.nama}"],
        ["Bulan : Oktober 2026"],
        [],
        ["No", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"],
        *([n, f"Rencana aksi {n}", f"Jumlah dokumen {n}", "dokumen", 10, 10] for n in range(3, 25, 3)),
    ]
    book = write_book(tmp_path / f"Laporan {opd.kode} Oktober 2026.xlsx", {"Laporan": rows})
    with serverkit.running(tmp_path) as server:
        page, complaints = visitor(chromium, lebar, tinggi)
        page.goto(f"{server.url}/?pemda=pamekasan&periode=2026-10")
        before = page.locator(".pokok").first.inner_text()
        assert headline(tmp_path) in page.locator("body").inner_text()

        page.goto(f"{server.url}/unggah?pemda=pamekasan")
        page.locator("input[type=file]").set_input_files(book)
        accept = page.get_by_role("button", name=kata_unggah.TERIMA, exact=True)
        accept.wait_for()
        assert fits(page, lebar)
        for box in page.get_by_role("checkbox", name=re.compile("Sudah saya pastikan")).all():
            box.locator("xpath=ancestor::label").click()
        unchanged = headline(tmp_path)
        accept.click()
        page.get_by_text(kata_unggah.BUKA_RINGKASAN).click()
        page.wait_for_url("**/?**")
        page.locator(".pokok").first.wait_for()
        now = headline(tmp_path)
        assert now != unchanged
        page.get_by_text(now).first.wait_for()
        assert page.locator(".pokok").first.inner_text() != before
        assert fits(page, lebar)
        assert complaints == []


def choose(page: Page, label: str, option: str) -> None:
    """Pick one of a selector's answers as a person does, who clicks again when a list was drawn anew under the finger."""
    box, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option, exact=True)
    for _ in range(5):
        box.click()
        try:
            wanted.click(timeout=3_000)
        except NotShown:
            page.keyboard.press("Escape")
        else:
            return ran(page)
    raise AssertionError(f"{label}: {option}")


def ran(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


@LAYAR
def test_an_unknown_layout_is_mapped_once(tmp_path: Path, chromium: Browser, lebar: int, tinggi: int) -> None:
    """Refused, its columns assigned, accepted; next month reads itself; edited and removed, the layout is unknown again."""
    serverkit.seed(tmp_path, "pamekasan")
    opd = reference.load("pamekasan").opd[0]

    def book(bulan: str, hasil: int) -> Path:
        rows: list[list[object]] = [
            ["LAPORAN KEMAJUAN"],
            [f"Perangkat Daerah : {opd.nama}"],
            [f"Bulan : {bulan} 2026"],
            [],
        ]
        rows += [["Nomor", "Uraian", "Kolom A", "Kolom B", "Hasil"]]
        rows += [[n, f"Rencana aksi {n}", "dokumen", 10, hasil] for n in range(3, 25, 3)]
        return write_book(tmp_path / f"{bulan}.xlsx", {"Data": rows})

    with serverkit.running(tmp_path) as server:
        page, complaints = visitor(chromium, lebar, tinggi)
        accept = page.get_by_role("button", name=kata_unggah.TERIMA, exact=True)
        use = page.get_by_role("button", name=kata_peta.PAKAI, exact=True)

        def upload(file: Path) -> None:
            page.goto(f"{server.url}/unggah?pemda=pamekasan")
            page.locator("input[type=file]").set_input_files(file)
            accept.wait_for()
            ran(page)

        upload(book("Oktober", 7))
        use.wait_for()
        assert accept.is_disabled()
        assert fits(page, lebar)
        choose(page, kata_peta.ARTI_KOLOM.format(huruf="C"), kata_peta.ARTI["satuan"])
        choose(page, kata_peta.ARTI_KOLOM.format(huruf="D"), kata_peta.ARTI["realisasi"])
        page.get_by_text(kata_peta.GANDA.format(arti=kata_peta.ARTI["realisasi"], huruf="D, E")).wait_for()
        assert use.is_disabled()
        choose(page, kata_peta.ARTI_KOLOM.format(huruf="D"), kata_peta.ARTI["target"])
        choose(page, kata_peta.WAKTU_KOLOM.format(huruf="E"), kata_peta.WAKTU["sd"])
        assert fits(page, lebar)
        use.click()
        page.get_by_text(kata_unggah.STATUS["terbaca"], exact=True).wait_for()
        page.get_by_text(kata_peta.DIPAKAI.format(opd=opd.nama)).wait_for()
        for box in page.get_by_role("checkbox", name=re.compile("Sudah saya pastikan")).all():
            box.locator("xpath=ancestor::label").click()
            ran(page)
        accept.click()
        page.get_by_text(kata_unggah.BUKA_RINGKASAN).wait_for()
        assert fits(page, lebar)

        upload(book("November", 9))
        page.get_by_text(kata_unggah.STATUS["terbaca"], exact=True).wait_for()
        assert accept.is_enabled()
        assert use.count() == 0

        page.get_by_text(kata_peta.TERSIMPAN.format(n=1)).click()
        page.get_by_role("button", name=kata_peta.UBAH, exact=True).click()
        choose(page, kata_peta.ARTI_KOLOM.format(huruf="Hasil"), kata_peta.TANPA_ARTI)
        page.get_by_text(kata_peta.TANPA_HASIL).wait_for()
        choose(page, kata_peta.ARTI_KOLOM.format(huruf="Kolom B"), kata_peta.ARTI["realisasi"])
        assert fits(page, lebar)
        page.get_by_role("button", name=kata_peta.SIMPAN, exact=True).click()
        page.get_by_text(kata_unggah.PERTANYAAN).wait_for()

        page.get_by_role("button", name=kata_peta.HAPUS, exact=True).click()
        use.wait_for()
        assert accept.is_disabled()
        assert page.get_by_text(kata_peta.TERSIMPAN.format(n=1)).count() == 0
        assert complaints == []


def headline(folder: Path) -> str:
    """The pemda's capaian of October as the store of `folder` gives it."""
    acuan = reference.load("pamekasan")
    settings = Settings.from_env(serverkit.environment(folder))
    url = settings.database_for(acuan.pemda)
    store = Store(url, settings.originals_dir(url))
    try:
        return persen(Nilai.of(score_month(store, acuan, Periode(2026, 10)).ringkas).capaian_pct)
    finally:
        store.close()


@LAYAR
def test_a_file_that_is_no_workbook_is_answered_in_a_sentence(
    tmp_path: Path, chromium: Browser, lebar: int, tinggi: int
) -> None:
    """A PDF named .xlsx is refused with what to send instead, and cannot be accepted."""
    serverkit.seed(tmp_path, "pamekasan")
    (tmp_path / "laporan.xlsx").write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n")
    with serverkit.running(tmp_path) as server:
        page, complaints = visitor(chromium, lebar, tinggi)
        page.goto(f"{server.url}/unggah?pemda=pamekasan")
        page.locator("input[type=file]").set_input_files(tmp_path / "laporan.xlsx")
        page.get_by_text("PDF").first.wait_for()
        assert page.get_by_role("button", name=kata_unggah.TERIMA, exact=True).is_disabled()
        assert kata_unggah.STATUS["ditolak"] in page.locator("body").inner_text()
        assert fits(page, lebar)
        assert complaints == []


@LAYAR
def test_every_page_fits_its_screen(contoh: tuple[Server, Path], chromium: Browser, lebar: int, tinggi: int) -> None:
    """Nothing has to be pushed aside, on any page, and no page shows an exception."""
    server, _ = contoh
    page, complaints = visitor(chromium, lebar, tinggi)
    page.goto(server.url)
    door = page.get_by_role("button", name=kata_web.PINTU_CONTOH, exact=True)
    door.or_(page.locator("table.peta")).first.wait_for()
    if door.is_visible():
        door.click()
    page.locator("table.peta").wait_for()
    for path in ("/mulai", "/area?pemda=contoh", "/opd?pemda=contoh", "/unggah?pemda=contoh", "/metode?pemda=contoh"):
        page.goto(server.url + path)
        page.get_by_role("heading", level=1).wait_for()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        assert fits(page, lebar), path
        assert page.locator('[data-testid="stException"]').count() == 0, path
    assert complaints == []
