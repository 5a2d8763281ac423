"""The forms of all OPD at once: who gets one, and that they come back filled in as one ZIP without a question."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kit import acuan
from streamlit.testing.v1 import AppTest

from loaders.template import file_name
from progress import demo, formulir
from progress.intake import Penerima
from progress.model import Acuan, Periode
from progress.store import Berkas, Store
from progress.wording import formulir as kata_formulir
from progress.wording import halaman as kata_halaman
from progress.wording import unggah as kata
from tests.serverkit import ROOT, seed
from tests.test_commands import run
from tests.test_pages import PEMDA, button, filled, folder, opened, said, store_of

__all__ = ["filled", "folder"]
CONTOH = acuan("contoh")
NOVEMBER = Periode(2026, 11)
NOW = datetime(2026, 12, 3, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The demo's road map and its reports of October."""
    place = tmp_path_factory.mktemp("contoh")
    store, plan = Store(f"sqlite:///{place / 'x.db'}", place / "masuk"), demo.plan(CONTOH)
    paths = [
        demo.write_road_map(place, plan),
        *(demo.write_report(place, plan, r).path for r in plan.of(NOVEMBER.shift(-1))),
    ]
    with Penerima(store, CONTOH) as penerima:
        for path in paths:
            checked = penerima.check(Berkas(path.name, path.read_bytes()))
            penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
    return store


def filled_in(form: bytes) -> bytes:
    """Every yellow cell typed as an OPD would: the target where there is one, else NIHIL, a dash, or the money given."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book[kata_formulir.LEMBAR]
    (head,) = [r for r in sheet.iter_rows() if r[0].value == kata_formulir.KOLOM["kode"]]
    column = {c.value: c.column for c in head}
    places = {
        n: column[kata_formulir.KOLOM[n]]
        for n in ("target_sd", "realisasi", "anggaran", "realisasi_anggaran", "kendala")
    }
    for n, row in enumerate(range(head[0].row + 1, sheet.max_row + 1)):
        target = sheet.cell(row, places["target_sd"]).value
        sheet.cell(row, places["realisasi"]).value = "NIHIL" if n % 9 == 8 else target
        sheet.cell(row, places["realisasi_anggaran"]).value = sheet.cell(row, places["anggaran"]).value
        sheet.cell(row, places["kendala"]).value = "Menunggu penetapan" if n % 3 == 0 else None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_all_forms_come_back_as_one_zip_without_a_question(contoh: Store) -> None:
    """Every OPD of the demo gets a form; filled in and sent back in one ZIP all are accepted and nothing is asked."""
    made = formulir.all_forms(contoh, CONTOH, NOVEMBER)
    assert made is not None
    assert made[1] == len(CONTOH.opd)
    back = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made[0])) as sent, zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in sent.namelist():
            pack.writestr(f"Balasan November/{name}", filled_in(sent.read(name)))
    with Penerima(contoh, CONTOH) as penerima:
        files, _ = penerima.unpack("Balasan November.zip", back.getvalue())
        checked = [penerima.check(f.berkas) for f in files if f.berkas]
        asked = {
            c.berkas.nama: (c.halangan, c.pertanyaan, c.ditahan, c.asumsi, c.temuan)
            for c in checked
            if not c.siap or c.perlu_ditanya
        }
        assert asked == {}
        assert {b.opd.kode for c in checked for b in c.bagian} == {o.kode for o in CONTOH.opd}
        assert sum(b.tidak_cocok for c in checked for b in c.bagian) == 0
        done = [d.status for c in checked for d in penerima.accept(c, diterima=NOW, waktu=NOW, oleh="uji")]
    assert done == ["baru"] * len(CONTOH.opd)
    november = contoh.realisasi("contoh", 2026)
    assert set(november[november["bulan"] == 11]["item_id"]) == set(contoh.items("contoh")["item_id"])


def ending(day: date) -> Acuan:
    first, *rest = CONTOH.opd
    return replace(CONTOH, opd=(replace(first, berlaku_sampai=day), *rest))


@pytest.mark.parametrize(
    ("day", "gets"), [(date(2026, 10, 31), False), (date(2026, 11, 29), False), (date(2026, 11, 30), True)]
)
def test_who_no_longer_reports_gets_no_form(contoh: Store, day: date, gets: bool) -> None:
    """An OPD whose validity has ended by the last day of the month gets none, alone or among all."""
    changed = ending(day)
    first = changed.opd[0]
    assert (formulir.form(contoh, changed, first, NOVEMBER) is not None) is gets
    made = formulir.all_forms(contoh, changed, NOVEMBER)
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(made[0])) as pack:
        assert (file_name(first, NOVEMBER) in pack.namelist()) is gets


def test_the_command_answers_for_an_opd_that_has_ended(tmp_path: Path) -> None:
    """`templat --opd` says so in one sentence; `--semua` writes the ZIP of the others."""
    seed(tmp_path, PEMDA)
    shutil.copytree(ROOT / "data" / "acuan", tmp_path / "acuan")
    register = tmp_path / "acuan" / PEMDA / "opd.csv"
    with register.open(newline="", encoding="utf-8") as source:
        rows = list(csv.DictReader(source))
    rows[0]["berlaku_sampai"] = "2026-10-31"
    with register.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    call = (
        "progress",
        "templat",
        "--pemda",
        PEMDA,
        "--periode",
        "2026-11",
        "--database",
        f"sqlite:///{tmp_path / 'pantau.db'}",
    )
    done = run(*call, "--opd", rows[0]["nama"], PANTAU_ACUAN=str(tmp_path / "acuan"))
    said = kata_formulir.TIDAK_BERLAKU.format(opd=rows[0]["nama"], bulan="November 2026")
    assert (done.returncode, done.stdout, done.stderr.strip()) == (1, "", said)
    done = run(*call, "--semua", "--keluaran", tmp_path / "semua.zip", PANTAU_ACUAN=str(tmp_path / "acuan"))
    assert done.returncode == 0, done.stderr
    assert len(zipfile.ZipFile(tmp_path / "semua.zip").namelist()) == 2


def labels(at: AppTest) -> list[Any]:
    return [b.proto.label for b in at.get("download_button")]


def test_unggah_hands_out_all_forms_when_asked(filled: Path) -> None:
    """The ZIP of the next month is made after the tap and not before."""
    at = opened("unggah", pemda=PEMDA, periode="2026-10")
    assert kata.FORMULIR_SEMUA.format(bulan="November 2026") in said(at)
    assert labels(at) == []
    button(at, kata.SIAPKAN_SEMUA).click().run()
    assert not at.exception
    assert labels(at) == [kata.UNDUH_SEMUA.format(n=3)]


def test_unggah_without_rencana_aksi_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can be sent a form there is a sentence and nothing to download."""
    seed(folder, PEMDA, ())
    monkeypatch.setattr("progress.formulir.recipients", lambda acuan, periode: [])
    at = opened("unggah", pemda=PEMDA)
    button(at, kata.SIAPKAN_SEMUA).click().run()
    assert not at.exception
    assert kata.TANPA_FORMULIR in said(at)
    assert labels(at) == []


def test_opd_offers_no_form_to_who_has_ended(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On OPD the form of the next month is not offered to an OPD whose validity ends before."""
    at = opened("opd", pemda=PEMDA, periode="2026-10", opd=acuan(PEMDA).opd[0].kode)
    words = kata_halaman.JUDUL_FORMULIR.format(bulan="November 2026")
    assert words in said(at)
    monkeypatch.setattr("progress.web.bagian_rencana.recipients", lambda acuan, periode: list(acuan.opd[1:]))
    at.run()
    assert words not in said(at)
    assert store_of(PEMDA).has_data(PEMDA)
