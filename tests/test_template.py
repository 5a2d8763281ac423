"""The pre-filled form: what it says, what it protects, and that it comes back without a question."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import acuan, codes, periksa, write_book

from loaders import template
from loaders.workbook import read_workbook
from progress.findings import TingkatTemuan
from progress.intake import Penerima
from progress.model import Periode
from progress.rekap import score_month
from progress.store import Berkas, Store
from progress.wording import formulir as kata

NOW = datetime(2026, 11, 6, 2, tzinfo=UTC)
OKT = Periode(2026, 10)
ROOT = Path(__file__).resolve().parents[1]
ACUAN = acuan()
DINKES = next(o for o in ACUAN.opd if o.nama == "Dinas Kesehatan")

PLAN = ["Kode", "Area Perubahan", "OPD", "Rencana Aksi", "Indikator", "Satuan", "Arah", "Akumulasi", "Skala", "Sifat Target",
        "Anggaran 2026", "Target 2026", "Target Juni 2026", "Target Oktober 2026"]  # fmt: skip
ITEMS = [
    ["D1", "A1", "Dinkes", "Menyusun SOP", "Jumlah SOP", "Dokumen", "naik", "jumlah", "", "bulan ini", 50_000_000, 12, 5, 4],
    ["D2", "A1", "Dinkes", "Melatih agen perubahan", "Jumlah agen", "Orang", "naik", "kumulatif", "", "", 75_500_000, 40, 10, 30],
    ["D3", "A4", "Dinkes", "Menaikkan kepuasan", "Persentase puas", "%", "naik", "posisi akhir", "", "", None, 90, 80, 85],
    ["D4", "A6", "Dinkes", "Menaikkan indeks", "Indeks SPBE", "Indeks", "naik", "posisi akhir", "", "", None, 3.5, 3.1, 3.25],
    ["D5", "A6", "Dinkes", "Memperbaiki akuntabilitas", "Predikat SAKIP", "Predikat", "naik", "posisi akhir", "SAKIP", "", None, "BB", "B", "BB"],
    ["D6", "A7", "Dinkes", "Menetapkan perbup", "Perbup ditetapkan", "Ya/Tidak", "naik", "posisi akhir", "", "", 0, "Ya", "", "Ya"],
    ["D7", "A8", "Dinkes", "=1+1 Sosialisasi layanan", "Jumlah sosialisasi", "Kali", "naik", "jumlah", "", "s.d.", None, 8, 2, 6],
    ["D8", "A8", "Dinkes", "Menurunkan pengaduan", "Persentase aduan", "%", "turun", "posisi akhir", "", "", 10_000_000, "0,5 %", "1 %", "0,75 %"],
    ["D9", "A8", "Dinkes", "Mengukur kepuasan akhir tahun", "Nilai SKM", "Nilai", "naik", "posisi akhir", "", "", None, 88, "", ""],
]  # fmt: skip
FILLED = {
    "D1": ("NIHIL", None),
    "D2": (25, 60_250_000.5),
    "D3": (84.5, None),
    "D4": ("3,2", None),
    "D5": ("BB", None),
    "D6": ("Ya", 0),
    "D7": (5, "-"),
    "D8": ("0,6 %", "7.500.000"),
    "D9": ("-", None),
}


@pytest.fixture(scope="module")
def road_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the road map, made once; every test gets its own copy."""
    folder = tmp_path_factory.mktemp("road-map")
    path = write_book(folder / "rm.xlsx", {"Matriks": [["ROAD MAP 2025-2029"], PLAN, *ITEMS]})
    store = Store(f"sqlite:///{folder / 'x.db'}", folder / "masuk")
    with Penerima(store, ACUAN) as p:
        checked = p.check(Berkas("rm.xlsx", path.read_bytes()), jenis="road_map")
        assert [d.status for d in p.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")] == ["baru"]
    store.close()
    return folder


@pytest.fixture
def store(road_map: Path, tmp_path: Path) -> Store:
    shutil.copytree(road_map, tmp_path, dirs_exist_ok=True)
    return Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk")


def bahan(store: Store, periode: Periode = OKT, **other: Any) -> dict[str, Any]:
    """What write_form needs, taken from a store as the command takes it."""
    return {
        "pemda_nama": ACUAN.pemda.nama,
        "opd": DINKES,
        "periode": periode,
        "items": store.items("pamekasan").to_dict("records"),
        "targets": template.by_item(store.targets("pamekasan", periode.tahun).to_dict("records")),
        "last": store.latest_before("pamekasan", DINKES.kode, periode),
        "skala": ACUAN.skala,
        "kerangka": ACUAN.kerangka_baku,
        "contoh": False,
        **other,
    }


def form(store: Store, path: Path, **other: Any) -> Path:
    template.write_form(path, **bahan(store, **other))
    return path


def table(path: Path, name: str = kata.LEMBAR) -> dict[str, dict[str, Any]]:
    """kode -> {header: cell} of a form."""
    sheet = openpyxl.load_workbook(path)[name]
    head = next(r for r in sheet.iter_rows() if r[0].value == "Kode")
    rows = list(sheet.iter_rows(min_row=head[0].row + 1))
    return {r[0].value: {h.value: c for h, c in zip(head, r, strict=True)} for r in rows}


def fill(path: Path, isian: dict[str, tuple[Any, Any]]) -> Path:
    """Type into the input cells, as a person does, and save."""
    book = openpyxl.load_workbook(path)
    sheet = book[kata.LEMBAR]
    head = {c.value: c.column for r in sheet.iter_rows() if r[0].value == "Kode" for c in r}
    for row in sheet.iter_rows():
        if row[0].value in isian:
            realisasi, uang = isian[row[0].value]
            sheet.cell(row[0].row, head["Realisasi s.d. Bulan Ini"]).value = realisasi
            sheet.cell(row[0].row, head["Realisasi Anggaran s.d. Bulan Ini (Rp)"]).value = uang
            sheet.cell(row[0].row, head["Kendala"]).value = "Anggaran terlambat"
            sheet.cell(row[0].row, head["Bukti Dukung"]).value = "https://contoh.go.id/bukti"
    book.save(path)
    return path


REAL = "Realisasi s.d. Bulan Ini"


def test_a_filled_form_is_accepted_without_a_question(store: Store, tmp_path: Path) -> None:
    """Every kind of value, NIHIL and - come back: nothing asked, nothing held, every row on its rencana aksi."""
    path = fill(form(store, tmp_path / "Formulir.xlsx"), FILLED)
    with Penerima(store, ACUAN) as penerima:
        checked = penerima.check(Berkas("Formulir.xlsx", path.read_bytes()))
        status = [d.status for d in penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")]
    assert [f for f in checked.temuan if f.tingkat is not TingkatTemuan.CATATAN] == []
    assert (checked.pertanyaan, checked.ditahan, checked.halangan, checked.asumsi) == ([], [], [], [])
    assert [(b.opd.kode, b.periode, b.tidak_cocok) for b in checked.bagian] == [(DINKES.kode, OKT, 0)]
    assert status == ["baru"]
    realisasi = store.realisasi("pamekasan", 2026).set_index("item_id")
    kode = dict(store.items("pamekasan").set_index("kode")["item_id"])
    got = {k: realisasi.loc[i] for k, i in kode.items()}
    numbers = {k: row["nilai"] for k, row in got.items() if row["nilai"] == row["nilai"]}
    assert numbers == {"D2": 25, "D3": 84.5, "D4": 3.2, "D6": 1, "D7": 5, "D8": 0.6}
    assert (got["D5"]["teks"], got["D1"]["kosong"], got["D9"]["kosong"]) == ("BB", "nihil", "strip")
    uang = {k: v for k, row in got.items() if (v := row["realisasi_anggaran_rp"]) == v}
    assert uang == {"D2": 60_250_000.5, "D6": 0, "D8": 7_500_000}
    assert {row["sifat"] for row in got.values()} == {"sd"}
    assert {row["bukti"] for row in got.values()} == {"https://contoh.go.id/bukti"}


@pytest.mark.parametrize("bulan", range(1, 13))
def test_a_form_of_any_month_speaks_the_targets_of_the_score(store: Store, tmp_path: Path, bulan: int) -> None:
    """What the form calls its target to date is what scoring calls so; not due yet is a dash."""
    periode = Periode(2026, bulan)
    shown = table(form(store, tmp_path / "f.xlsx", periode=periode))
    scored = score_month(store, ACUAN, periode).item.set_index("kode")["target_sd"]
    for kode, due in scored.items():
        cell = shown[kode]["Target s.d. Bulan Ini"].value
        if kode == "D5":
            assert cell == ("-" if bulan < 6 else "B" if bulan < 10 else "BB")
        elif due != due:
            assert cell == "-"
        else:
            said = {"Ya": 1.0, "Tidak": 0.0}.get(cell) if kode == "D6" else None
            number = said if said is not None else float(str(cell).removesuffix(" %").replace(",", "."))
            assert number == due


def test_a_target_that_is_not_clear_is_a_dash(store: Store, tmp_path: Path) -> None:
    """Month cells of jumlah that may be of the month or to date are not added up; a text no reader takes stays out."""
    given_ = bahan(store)
    ids = dict(store.items("pamekasan").set_index("kode")["item_id"])
    cells = [
        c | {"sifat": None} if c["item_id"] == ids["D1"] else c for c in store.targets("pamekasan").to_dict("records")
    ]
    cells = [c | {"teks": "lihat lampiran"} if c["item_id"] == ids["D5"] else c for c in cells]
    template.write_form(tmp_path / "f.xlsx", **given_ | {"targets": template.by_item(cells)})
    shown = {k: v["Target s.d. Bulan Ini"].value for k, v in table(tmp_path / "f.xlsx").items()}
    assert (shown["D1"], shown["D5"], shown["D2"]) == ("-", "-", 30)
    assert codes(periksa(tmp_path / "f.xlsx")) <= {"LEMBAR_TERSEMBUNYI"}


def test_an_unfilled_form_reports_nothing(store: Store, tmp_path: Path) -> None:
    """Blank inputs are missing, never zero, and last month's column is not read as this month's."""
    path = form(store, tmp_path / "f.xlsx", last=dict.fromkeys(range(1, 20), (9, 3.0, "sd")))
    bacaan = periksa(path)
    assert codes(bacaan) <= {"LEMBAR_TERSEMBUNYI"}
    assert {(r["realisasi"], r["kosong"]["realisasi"]) for r in bacaan["baris"]} == {(None, "kosong")}


def test_last_value_says_its_month_when_it_is_no_value_to_date_of_last_month(store: Store, tmp_path: Path) -> None:
    """September's value to date is a number; August's, and a month's own figure, carry their month."""
    ids = dict(store.items("pamekasan").set_index("kode")["item_id"])
    last = {
        ids["D2"]: (9, 20.0, "sd"),
        ids["D3"]: (8, 81.5, "sd"),
        ids["D1"]: (9, 2.0, "bulan_ini"),
        ids["D6"]: (9, 0.0, "sd"),
    }
    shown = table(form(store, tmp_path / "f.xlsx", last=last))
    column = {k: v["Realisasi s.d. Bulan Lalu"].value for k, v in shown.items()}
    assert column == {
        "D1": "2 (September saja)", "D2": 20, "D3": "81,5 (Agustus)", "D4": "-", "D5": "-", "D6": "Tidak", "D7": "-", "D8": "-", "D9": "-",
    }  # fmt: skip


def test_only_the_input_cells_can_be_typed_into(store: Store, tmp_path: Path) -> None:
    """The sheet is protected without a password; rows may be inserted and columns widened."""
    path = form(store, tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(path)[kata.LEMBAR]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert (sheet.protection.insertRows, sheet.protection.formatColumns) == (False, False)  # False: not forbidden
    unlocked = {h for row in table(path).values() for h, cell in row.items() if not cell.protection.locked}
    assert unlocked == {kata.KOLOM[n] for n in ("realisasi", "realisasi_anggaran", "kendala", "tindak_lanjut", "bukti")}


def test_drop_downs_and_number_checks_warn_and_do_not_forbid(store: Store, tmp_path: Path) -> None:
    """Ordinals and ya/tidak choose from a named list, numbers are checked; NIHIL and - stay possible everywhere."""
    path = form(store, tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(path)
    rules = {str(a): v for v in book[kata.LEMBAR].data_validations.dataValidation for a in str(v.sqref).split()}
    cells = {k: rules[row[REAL].coordinate] for k, row in table(path).items()}
    assert {k: v.type for k, v in cells.items()} == {k: "list" if k in ("D5", "D6") else "decimal" for k in FILLED}
    assert {v.errorStyle for v in rules.values()} == {"warning"}
    named = {k: book.defined_names[cells[k].formula1].attr_text for k in ("D5", "D6")}
    lists = {k: [c[0].value for c in book[kata.LEMBAR_PILIHAN][re.sub(r"\$|.*!", "", a)]] for k, a in named.items()}
    assert lists == {"D5": [t.tingkat for t in ACUAN.skala["SAKIP"]], "D6": ["Ya", "Tidak"]}


@pytest.mark.parametrize("text", [kata.SALAH_ANGKA, kata.SALAH_UANG, kata.SALAH_PILIHAN])
def test_messages_fit_what_excel_shows(text: str) -> None:
    """Excel cuts nothing and the writer drops no rule: at most 255 characters."""
    assert len(text) <= 255
    assert len(kata.SALAH_JUDUL) <= 32


def test_no_text_is_a_formula(store: Store, tmp_path: Path) -> None:
    """A rencana aksi that begins with '=' is text, also after somebody edits the cell."""
    path = form(store, tmp_path / "f.xlsx")
    cell = table(path)["D7"]["Rencana Aksi"]
    assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == ("=1+1 Sosialisasi layanan", "s", True)
    assert [s.formulas for s in read_workbook(path).sheets] == [set(), set()]


def test_hidden_sheet_says_what_the_form_is(store: Store, tmp_path: Path) -> None:
    """Layout version, pemda, OPD and month as JSON, out of sight."""
    sheet = openpyxl.load_workbook(form(store, tmp_path / "f.xlsx"))[kata.LEMBAR_PILIHAN]
    said = json.loads(sheet["A1"].value)
    assert said == {"tata_letak": 1, "pemda": ACUAN.pemda.nama, "opd": DINKES.kode, "periode": "2026-10"}
    assert sheet.sheet_state == "veryHidden"


def test_print_setup(store: Store, tmp_path: Path) -> None:
    """A4 landscape, one page wide, the header repeated and frozen."""
    sheet = openpyxl.load_workbook(form(store, tmp_path / "f.xlsx"))[kata.LEMBAR]
    head = table(tmp_path / "f.xlsx")["D1"]["Kode"].row - 1
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (
        sheet.page_setup.fitToWidth or 1,
        sheet.page_setup.fitToHeight,
        sheet.sheet_properties.pageSetUpPr.fitToPage,
    ) == (1, 0, True)
    assert (sheet.print_title_rows, sheet.freeze_panes) == (f"${head}:${head}", f"D{head + 1}")


@pytest.mark.parametrize("contoh", [True, False])
def test_the_demo_says_so_on_its_forms(store: Store, tmp_path: Path, contoh: bool) -> None:
    """DATA CONTOH stands on the demo's forms and on no other."""
    sheet = openpyxl.load_workbook(form(store, tmp_path / "f.xlsx", contoh=contoh))[kata.LEMBAR]
    assert (kata.DATA_CONTOH in {c.value for c in sheet["A"]}) is contoh


def test_rows_stand_in_area_order_and_without_area_first(store: Store, tmp_path: Path) -> None:
    """An item without area stands above the blocks, where no reader fills an area into it."""
    given = bahan(store)
    items = [i | {"area": None} if i["kode"] == "D4" else i for i in reversed(given["items"])]
    template.write_form(tmp_path / "f.xlsx", **given | {"items": items})
    assert list(table(tmp_path / "f.xlsx")) == ["D4", "D2", "D1", "D3", "D5", "D6", "D9", "D8", "D7"]
    bacaan = periksa(tmp_path / "f.xlsx")
    assert [(r["kode"], r["area"]) for r in bacaan["baris"]][:2] == [("D4", None), ("D2", "A1")]
    assert codes(bacaan) <= {"LEMBAR_TERSEMBUNYI"}


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=30)
texts = st.builds(
    "{} {}".format, st.sampled_from(["Menyusun", "Jumlah", "=Total", "-5", "@Rapat", "Target", "Kendala"]), words
)
plans = st.lists(
    st.fixed_dictionaries(
        {
            "rencana_aksi": texts,
            "indikator": st.none() | texts,
            "satuan": st.sampled_from([None, "%", "Dokumen", "Indeks", "Rp", "Ya/Tidak"]),
            "area": st.none() | st.sampled_from([g.kode for g in ACUAN.kerangka_baku.grup]),
            "anggaran_rp": st.sampled_from([float("nan"), 0.0, 1_234_567.0]),
            "target": st.none() | st.floats(0, 1e6).map(lambda v: round(v, 4)),
        }
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans)
def test_every_form_reads_back_as_it_was_written(tmp_path: Path, plan: list[dict[str, Any]]) -> None:
    """Whatever the road map says, the form has one row per item, its own kode and texts, and gives no galat."""
    items = [
        {
            "item_id": n,
            "kode": f"K{n:03d}",
            "jenis": "angka",
            "akumulasi": "kumulatif",
            "arah": "naik",
            "skala": None,
            **p,
        }
        for n, p in enumerate(plan)
    ]
    targets = {
        n: [{"item_id": n, "tahun": 2026, "bulan": 6, "nilai": p["target"], "teks": None, "sifat": "sd"}]
        for n, p in enumerate(plan)
    }
    path = tmp_path / "f.xlsx"
    template.write_form(
        path, pemda_nama=ACUAN.pemda.nama, opd=DINKES, periode=OKT, items=items, targets=targets, last={}, skala=ACUAN.skala,
        kerangka=ACUAN.kerangka_baku, contoh=False,
    )  # fmt: skip
    bacaan = periksa(path)
    assert (bacaan["opd"], bacaan["periode"]) == (DINKES.nama, "2026-10")
    assert codes(bacaan, "galat") == set()
    assert {r["kode"]: r["area"] for r in bacaan["baris"]} == {i["kode"]: i["area"] for i in items}
    for row in bacaan["baris"]:
        item = items[int(row["kode"][1:])]
        assert row["target"] in (None, item["target"]) or abs(row["target"] - item["target"]) < 1e-9
        assert row["anggaran_rp"] == (None if item["anggaran_rp"] != item["anggaran_rp"] else item["anggaran_rp"])


def test_all_forms_in_one_zip_or_folder(store: Store, tmp_path: Path) -> None:
    """One form per OPD that has rencana aksi; OPD without any get none; equal abbreviations do not overwrite."""
    given = bahan(store)
    given.pop("opd")
    other = next(o for o in ACUAN.opd if o.kode != DINKES.kode)
    given["items"] += [i | {"opd": other.kode} for i in given["items"][:2]]
    assert template.write_all(tmp_path / "semua.zip", opd=ACUAN.opd, **given) == 2
    assert template.write_all(tmp_path / "folder", opd=ACUAN.opd, **given) == 2
    with zipfile.ZipFile(tmp_path / "semua.zip") as pack:
        names = pack.namelist()
        pack.extractall(tmp_path / "isi")
    assert sorted(names) == sorted(p.name for p in (tmp_path / "folder").iterdir())
    assert template.file_name(DINKES, OKT) in names
    assert {periksa(tmp_path / "isi" / n)["opd"] for n in names} == {DINKES.nama, other.nama}


def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_")}
    return subprocess.run(
        [sys.executable, "-m", "progress", "templat", *map(str, args)], cwd=env.pop("cwd", str(ROOT)),
        env={**clean, "PYTHONPATH": str(ROOT), **env}, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120, check=False,
    )  # fmt: skip


def test_the_command_writes_one_form_or_all(store: Store, tmp_path: Path) -> None:
    """`templat` names what it wrote in one sentence, and does not overwrite a form that lies there already."""
    call = ("--pemda", "pamekasan", "--periode", "2026-10", "--database", f"sqlite:///{tmp_path / 'x.db'}")
    done = run(*call, "--opd", "Dinas Kesehatan", cwd=str(tmp_path))
    name = template.file_name(DINKES, OKT)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)
    assert name in done.stdout
    assert periksa(tmp_path / name)["opd"] == DINKES.nama
    again = run(*call, "--opd", "Dinas Kesehatan", cwd=str(tmp_path))
    assert (again.returncode, again.stdout) == (1, "")
    assert "tidak ditimpa" in again.stderr
    everything = run(*call, "--semua", "--keluaran", tmp_path / "semua.zip")
    assert (everything.returncode, everything.stderr) == (0, "")
    assert zipfile.ZipFile(tmp_path / "semua.zip").namelist() == [name]


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["--opd", "Dinas Kesehatan", "--semua"], 2, "--semua"),
        ([], 2, "--opd"),
        (["--opd", "Dinas Antariksa"], 2, "Dinas Antariksa"),
        (["--opd", "Dinas Sosial"], 1, "belum memuat rencana aksi"),
        (["--opd", "Dinas Kesehatan", "--keluaran", "/tidak/ada/f.xlsx"], 1, "tidak bisa ditulis"),
    ],
)
def test_the_command_says_what_is_wrong(store: Store, tmp_path: Path, args: list[str], status: int, said: str) -> None:
    """Wrong usage is 2, a form that cannot be made is 1, each with a sentence and no traceback."""
    call = ("--pemda", "pamekasan", "--periode", "2026-10", "--database", f"sqlite:///{tmp_path / 'x.db'}")
    done = run(*call, *args, cwd=str(tmp_path))
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_needs_a_road_map(tmp_path: Path) -> None:
    """Without a road map there is nothing to write, and no database is made."""
    done = run(
        "--pemda", "pamekasan", "--periode", "2026-10", "--semua", "--database", f"sqlite:///{tmp_path / 'baru.db'}"
    )
    assert done.returncode == 1
    assert "Road map" in done.stderr
    assert not (tmp_path / "baru.db").exists()


def test_stages_and_ranges(tmp_path: Path) -> None:
    """A milestone's form asks for a stage by name, and what comes back is its percent; a range is not shown as one number."""
    plan = [["ROAD MAP 2025-2029"], ["Kode", "OPD", "Rencana Aksi", "Satuan", "Arah", "Akumulasi", "Tahap", "Target 2026", "Target Juni 2026"],
            ["T1", "Dinkes", "Menyusun perbup", "dokumen", "", "", "Draf 25; Pembahasan 50; Penetapan 100", "Ya", "Pembahasan"],
            ["T2", "Dinkes", "Menjaga rasio belanja", "%", "rentang", "posisi akhir", "", "75-80", "75-80"]]  # fmt: skip
    store = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk")
    with Penerima(store, ACUAN) as penerima:
        book = Berkas("rm.xlsx", write_book(tmp_path / "rm.xlsx", {"Matriks": plan}).read_bytes())
        penerima.accept(penerima.check(book, jenis="road_map"), diterima=NOW, waktu=NOW, oleh="uji")
        rows = table(form(store, tmp_path / "f.xlsx"))
        targets = ["Target Tahun 2026", "Target s.d. Bulan Ini"]
        assert [[rows[k][t].value for t in targets] for k in ("T1", "T2")] == [["Penetapan", "Pembahasan"], ["-", "-"]]
        sheet = openpyxl.load_workbook(tmp_path / "f.xlsx")
        sheet[kata.LEMBAR][rows["T1"]["Realisasi s.d. Bulan Ini"].coordinate] = "Pembahasan"
        sheet[kata.LEMBAR][rows["T2"]["Realisasi s.d. Bulan Ini"].coordinate] = 78
        sheet.save(tmp_path / "g.xlsx")
        checked = penerima.check(Berkas("g.xlsx", (tmp_path / "g.xlsx").read_bytes()))
        assert [f.kode for f in checked.temuan if f.tingkat is not TingkatTemuan.CATATAN] == []
        penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
    item = score_month(store, ACUAN, OKT).item.set_index("kode")
    assert item.loc["T1", ["target_sd", "realisasi_sd", "capaian_pct"]].tolist() == [50, 50, 100]
    assert item.loc["T2", ["target_sd", "target_sd_atas", "capaian_pct"]].tolist() == [75, 80, 100]


def test_a_form_asks_for_the_month_where_months_stand_alone(tmp_path: Path) -> None:
    """Such a form has a column for the month; each row has one of the two to fill, and comes back without a remark."""
    plan = [["ROAD MAP 2025-2029"], ["Kode", "OPD", "Rencana Aksi", "Satuan", "Arah", "Akumulasi", "Target 2026", "Target Oktober 2026"],
            ["M1", "Dinkes", "Menyusun laporan bulanan", "laporan", "naik", "per bulan", 4, 4],
            ["M2", "Dinkes", "Melatih petugas", "orang", "naik", "kumulatif", 40, 30]]  # fmt: skip
    store = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk")
    with Penerima(store, ACUAN) as penerima:
        book = Berkas("rm.xlsx", write_book(tmp_path / "rm.xlsx", {"Matriks": plan}).read_bytes())
        penerima.accept(penerima.check(book, jenis="road_map"), diterima=NOW, waktu=NOW, oleh="uji")
        rows = table(form(store, tmp_path / "f.xlsx"))
        own, to_date = kata.KOLOM_BULAN, kata.KOLOM["realisasi"]
        assert [(rows[k][own].value, rows[k][to_date].value) for k in ("M1", "M2")] == [(None, "-"), ("-", None)]
        sheet = openpyxl.load_workbook(tmp_path / "f.xlsx")
        sheet[kata.LEMBAR][rows["M1"][own].coordinate] = 3
        sheet[kata.LEMBAR][rows["M2"][to_date].coordinate] = 33
        sheet.save(tmp_path / "g.xlsx")
        checked = penerima.check(Berkas("g.xlsx", (tmp_path / "g.xlsx").read_bytes()))
        assert [f.pesan for f in checked.temuan if f.tingkat is not TingkatTemuan.CATATAN] == []
        penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
    item = score_month(store, ACUAN, OKT).item.set_index("kode")
    assert item["realisasi_sd"].to_dict() == {"M1": 3, "M2": 33}
    assert item.loc["M1", "sel"] == f"Laporan!{rows['M1'][own].coordinate}"
