"""What pages hand out: the answer to a sender on Unggah, the form of the next month on OPD; each made only when asked for."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
from streamlit.testing.v1 import AppTest

from loaders.feedback import findings_text
from progress import formulir, reference
from progress.findings import Finding, TingkatTemuan
from progress.model import Periode
from progress.store import Berkas
from progress.web import balasan
from progress.wording import formulir as kata_formulir
from progress.wording import halaman as kata_halaman
from progress.wording import unggah as kata
from tests.kit import write_book
from tests.serverkit import seed
from tests.test_pages import PEMDA, button, filled, folder, opened, report, said, store_of

__all__ = ["filled", "folder"]
OPD = reference.load(PEMDA).opd[0]
SIAPKAN = kata_halaman.SIAPKAN_FORMULIR.format(bulan="November 2026")
WRONG = Finding(TingkatTemuan.GALAT, "BUKAN_ANGKA", "Sel H5 pada lembar Realisasi berisi 'banyak'.", "Realisasi", "H5", "banyak")  # fmt: skip


def dropped(path: Path) -> AppTest:
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value((path.name, path.read_bytes(), "application/octet-stream"))
    return at.run()


def with_wrong_cell(path: Path) -> Path:
    """The plain report, with a word where a number belongs."""
    report(path, OPD.nama, "November 2026", 24)
    book = openpyxl.load_workbook(path)
    book["Realisasi"]["H5"] = "banyak"
    book.save(path)
    return path


def labels(at: AppTest) -> list[str]:
    return [b.proto.label for b in at.get("download_button")]


def masukan(at: AppTest) -> Any:
    (only,) = at.session_state[f"unggah_{PEMDA}_semua_masukan"].values()
    return only


def test_marked_copy_is_made_when_asked_for(filled: Path, tmp_path: Path) -> None:
    """The copy is there after the tap and not before, with its sentence; it is the sender's book, its wrong cell marked."""
    at = dropped(with_wrong_cell(tmp_path / "laporan.xlsx"))
    assert labels(at) == []
    assert masukan(at).salinan is None
    button(at, kata.SIAPKAN_SALINAN).click().run()
    assert not at.exception
    assert labels(at) == [kata.UNDUH_SALINAN]
    made = masukan(at).salinan
    assert made.kalimat in said(at)
    book = openpyxl.load_workbook(io.BytesIO(made.isi))
    assert book.sheetnames == [kata_formulir.PERBAIKAN, "Realisasi"]
    assert "banyak" in book["Realisasi"]["H5"].comment.text


def test_marked_copy_stays_until_the_check_changes(filled: Path, tmp_path: Path) -> None:
    """Another run keeps the copy; another choice of OPD checks anew, and the old answer is gone."""
    at = dropped(with_wrong_cell(tmp_path / "laporan.xlsx"))
    button(at, kata.SIAPKAN_SALINAN).click().run()
    first = masukan(at).salinan
    at.run()
    assert masukan(at).salinan is first
    other = reference.load(PEMDA).opd[1].kode
    next(s for s in at.selectbox if s.label == kata.OPD_SEMUA).set_value(other).run()
    assert masukan(at).salinan is None
    assert labels(at) == []


def test_whatsapp_text_is_shown(filled: Path, tmp_path: Path) -> None:
    """The text for the sender names the cell to correct and can be selected."""
    at = dropped(with_wrong_cell(tmp_path / "laporan.xlsx"))
    text = findings_text(masukan(at).periksa.temuan)
    assert [c.value for c in at.code] == [text]
    assert "H5" in text


def test_accepted_file_keeps_its_answer(filled: Path, tmp_path: Path) -> None:
    """What was accepted with notes can still be answered; what was cancelled cannot."""
    at = dropped(with_wrong_cell(tmp_path / "laporan.xlsx"))
    button(at, kata.TERIMA).click().run()
    assert kata.DITERIMA["baru"] in said(at)
    assert button(at, kata.SIAPKAN_SALINAN)
    at = dropped(with_wrong_cell(tmp_path / "lain.xlsx"))
    button(at, kata.BATALKAN).click().run()
    assert kata.SIAPKAN_SALINAN not in [b.label for b in at.button]


def test_clean_file_has_nothing_to_answer(filled: Path, tmp_path: Path) -> None:
    """Without catatan pemeriksaan no copy and no text is offered."""
    path = report(tmp_path / "laporan.xlsx", OPD.nama, "November 2026", 24)
    book = openpyxl.load_workbook(path)
    for (cell,) in book["Realisasi"]["G5:G12"]:
        cell.value = 8  # the road map's target
    book.save(path)
    at = dropped(path)
    assert masukan(at).periksa.temuan == []
    assert kata.SIAPKAN_SALINAN not in [b.label for b in at.button]
    assert not at.code


def test_road_map_has_no_text_for_a_sender(filled: Path, tmp_path: Path) -> None:
    """A road map is answered with its marked copy alone: the text speaks of a report."""
    rows: list[list[Any]] = [
        ["OPD", "Area", "Rencana Aksi", "Indikator", "Satuan", "Target 2026"],
        [OPD.nama, "Manajemen Perubahan", "Menyusun rencana", "Jumlah dokumen", "dokumen", 4],
        ["Dinas Antariksa", "Manajemen Perubahan", "Melatih agen", "Jumlah orang", "orang", 10],
    ]
    at = dropped(write_book(tmp_path / "road map.xlsx", {"Road Map": rows}))
    assert masukan(at).periksa.jenis == "road_map"
    assert button(at, kata.SIAPKAN_SALINAN)
    assert not at.code


def test_what_is_no_workbook_is_answered_with_a_list(tmp_path: Path) -> None:
    """Where no copy can be made the catatan come as a list of their own, under a name that any system takes."""
    made = balasan.make(Berkas("a:b.txt", b"bukan buku kerja"), [WRONG])
    assert made.nama == "Catatan a b.xlsx"
    assert made.isi is not None
    assert openpyxl.load_workbook(io.BytesIO(made.isi)).sheetnames == [kata_formulir.PERBAIKAN]
    assert kata_formulir.SEBAB_BUKAN_XLSX in made.kalimat


def test_form_of_the_next_month(filled: Path) -> None:
    """OPD offers the form of the month after the shown one; it is made after the tap."""
    at = opened("opd", pemda=PEMDA, periode="2026-10", opd=OPD.kode)
    assert labels(at) == []
    button(at, SIAPKAN).click().run()
    assert not at.exception
    assert labels(at) == [kata_halaman.UNDUH_FORMULIR.format(bulan="November 2026")]
    at.run()
    assert len(labels(at)) == 1


def test_form_after_december(folder: Path) -> None:
    """After December comes January, whose targets the road map may not know yet: the form is still made."""
    seed(folder, PEMDA, ("2026-12",))
    at = opened("opd", pemda=PEMDA, periode="2026-12", opd=OPD.kode)
    button(at, kata_halaman.SIAPKAN_FORMULIR.format(bulan="Januari 2027")).click().run()
    assert not at.exception
    assert labels(at) == [kata_halaman.UNDUH_FORMULIR.format(bulan="Januari 2027")]


def test_form_holds_the_rows_of_one_opd(filled: Path) -> None:
    """Command and page fill the form from the same place: every rencana aksi of this OPD, and no one else's."""
    store = store_of(PEMDA)
    made = formulir.form(store, reference.load(PEMDA), OPD, Periode(2026, 11))
    items = store.items(PEMDA)
    store.close()
    assert made is not None
    sheet = openpyxl.load_workbook(io.BytesIO(made))[kata_formulir.LEMBAR]
    texts = {c.value for row in sheet.iter_rows() for c in row}
    own = items["opd"] == OPD.kode
    assert set(items[own]["rencana_aksi"]) <= texts
    assert not set(items[~own]["rencana_aksi"]) & texts


def test_no_form_without_rencana_aksi(filled: Path) -> None:
    """An OPD that the road map does not name gets no empty form."""
    store = store_of(PEMDA)
    assert formulir.form(store, reference.load(PEMDA), reference.load(PEMDA).opd[10], Periode(2026, 11)) is None
    store.close()
