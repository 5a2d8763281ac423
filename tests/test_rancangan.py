"""The draft of a road map from first reports: their words and targets, each with its cell, and nothing that no report states."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kit import acuan, write_book
from streamlit.testing.v1 import AppTest

from loaders import check
from loaders.draft import Usulan, write_draft
from progress import demo
from progress.intake import Penerima
from progress.model import Periode
from progress.rancangan import draft
from progress.rekap import score_month
from progress.store import Berkas, Store
from progress.wording import rancangan as kata
from progress.wording import unggah as kata_unggah
from tests.serverkit import seed
from tests.test_commands import PLAN, plan, run
from tests.test_pages import PEMDA, button, folder, opened, said, store_of

__all__ = ["folder", "plan"]
ACUAN, CONTOH = acuan(), acuan("contoh")
NOW = datetime(2026, 12, 3, 2, tzinfo=UTC)
HEAD = ["No", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]
DINKES, DINSOS = "Dinas Kesehatan", "Dinas Sosial"


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), ACUAN) as p:
        yield p


def book(
    tmp_path: Path, rows: list[list[Any]], head: list[str] = HEAD, bulan: str = "Maret", opd: str = DINKES
) -> Path:
    title = [["LAPORAN RENCANA AKSI RB"], [f"Perangkat Daerah : {opd}"], [f"Bulan : {bulan} 2026"], head]
    lines = [[n, *row] for n, row in enumerate(rows, 1)]
    return write_book(tmp_path / f"{opd} {bulan}.xlsx", {"Laporan": [*title, *lines]})


def take(penerima: Penerima, path: Path, **choice: Any) -> None:
    checked = penerima.check(Berkas(path.name, path.read_bytes()), **choice)
    assert checked.siap, checked.halangan
    penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")


def drafted(penerima: Penerima, bulan: int = 3) -> list[dict[str, Any]]:
    """The draft's rows as {header: cell}."""
    made = draft(penerima, Periode(2026, bulan))
    assert made is not None
    sheet = openpyxl.load_workbook(io.BytesIO(made.isi))[kata.LEMBAR]
    rows = [[c.value for c in r] for r in sheet.iter_rows()]
    top = next(n for n, r in enumerate(rows) if r[0] == kata.KOLOM["kode"])
    return [dict(zip([h for h in rows[top] if h], r, strict=False)) for r in rows[top + 1 :]]


def test_reports_of_the_demo_match_the_draft_made_from_them(tmp_path: Path) -> None:
    """Drafted from a month of every layout, accepted as road map without a question, it takes every row of these reports."""
    store, script = Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), demo.plan(CONTOH)
    paths = [demo.write_report(tmp_path, script, r).path for r in script.of(Periode(2026, 10))]
    with Penerima(store, CONTOH) as penerima:
        for path in paths:
            take(penerima, path)
        made = draft(penerima, Periode(2026, 10))
        assert made is not None
        checked = penerima.check(Berkas("rancangan.xlsx", made.isi))
        assert (checked.jenis, checked.siap, checked.perlu_ditanya) == ("road_map", True, False)
        assert {f.kode for f in checked.temuan} == {"ROAD_MAP_RANCANGAN"}
        penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
        parts = [b for p in paths for b in penerima.check(Berkas(p.name, p.read_bytes())).bagian]
    assert {b.opd.kode: b.tidak_cocok for b in parts if b.tidak_cocok} == {}
    assert sum(len(b.baris) for b in parts) == len(store.items("contoh")) == made.rencana_aksi
    assert made.opd == len(parts)
    truth = {(i.opd, i.rencana_aksi): i for i in script.items}
    items = {r["item_id"]: truth[r["opd"], r["rencana_aksi"]] for r in store.items("contoh").to_dict("records")}
    yearly = [t for t in store.targets("contoh").to_dict("records") if not t["bulan"]]
    assert yearly
    assert all(items[t["item_id"]].target in (t["nilai"], t["teks"], "Ya") for t in yearly)
    assert score_month(store, CONTOH, Periode(2026, 10)).ringkas["sudah_lapor"] > 0


def test_only_a_target_whose_time_is_stated_is_taken(penerima: Penerima, tmp_path: Path) -> None:
    """The year's and the one to date have their columns; a plain 'Target' stays out, and the source says where it stands."""
    head = [*HEAD[:4], "Target Tahun 2026", *HEAD[4:]]
    take(
        penerima,
        book(
            tmp_path,
            [["Menyusun SOP", "Jumlah SOP", "Dokumen", 12, 3, 2], ["Melatih agen", "Jumlah agen", "Orang", "", "", 4]],
            head,
        ),
    )
    take(
        penerima,
        book(
            tmp_path, [["Menata arsip", "Jumlah berkas", "Berkas", 40, 7]], [*HEAD[:4], "Target", HEAD[5]], opd=DINSOS
        ),
    )
    sop, agen, arsip = drafted(penerima)
    assert (sop["Target 2026"], sop["Target Maret 2026"], sop["Sifat Target"]) == (12, 3, "s.d.")
    assert (agen["Target 2026"], agen["Target Maret 2026"], agen["Sifat Target"]) == (None, None, None)
    assert (arsip["Target 2026"], arsip["Target Maret 2026"], arsip["Sifat Target"]) == (None, None, None)
    assert sop["Sumber"] == (
        "Dinas Kesehatan Maret.xlsx, lembar Laporan, sel B5; target 2026: Dinas Kesehatan Maret.xlsx, lembar Laporan, sel E5; "
        "target s.d. Maret 2026: Dinas Kesehatan Maret.xlsx, lembar Laporan, sel F5"
    )
    assert (
        "tertulis target 40 (tidak jelas untuk setahun atau s.d. bulan): Dinas Sosial Maret.xlsx, lembar Laporan, sel E5"
        in arsip["Sumber"]
    )


def test_a_target_of_one_month_needs_every_month_so_far(penerima: Penerima, tmp_path: Path) -> None:
    """What is added up month by month is no target to date while a month is unknown; a share is a position at once."""
    head = [*HEAD[:4], "Target Bulan Ini", "Realisasi Bulan Ini"]
    rows: list[list[Any]] = [
        ["Menyusun SOP", "Jumlah SOP", "Dokumen", 2, 1],
        ["Melayani warga", "Persentase puas", "%", 80, 75],
    ]
    for bulan in ("Februari", "Maret"):
        take(penerima, book(tmp_path, rows, head, bulan))
    sop, puas = drafted(penerima)
    assert [sop.get(f"Target {b} 2026") for b in ("Januari", "Februari", "Maret")] == [None, None, None]
    assert "target bulan itu saja" in sop["Sumber"]
    assert [puas[f"Target {b} 2026"] for b in ("Februari", "Maret")] == [80, 80]
    take(penerima, book(tmp_path, rows, head, "Januari"))
    sop, _ = drafted(penerima)
    assert [sop[f"Target {b} 2026"] for b in ("Januari", "Februari", "Maret")] == [2, 2, 2]
    assert sop["Sifat Target"] == "bulan ini"


def test_the_same_rencana_aksi_of_two_months_is_one_row(penerima: Penerima, tmp_path: Path) -> None:
    """The latest report names it; an earlier one adds its target, and what only it holds; a later month is not read."""
    take(
        penerima,
        book(
            tmp_path,
            [["Menyusun SOP", "Jumlah SOP", "Dokumen", 1, 1], ["Menanam pohon", "Jumlah pohon", "Pohon", 5, 5]],
            bulan="Januari",
        ),
    )
    take(penerima, book(tmp_path, [["Menyusun SOP.", "Jumlah SOP", "Dokumen", 3, 2]], bulan="Maret"))
    take(penerima, book(tmp_path, [["Rapat", "Jumlah rapat", "Kali", 4, 4]], bulan="April"), periode=Periode(2026, 4))
    sop, pohon = drafted(penerima)
    assert (sop["Rencana Aksi"], sop["Target Januari 2026"], sop["Target Maret 2026"]) == ("Menyusun SOP.", 1, 3)
    assert (pohon["Rencana Aksi"], pohon["Target Januari 2026"], pohon["Target Maret 2026"]) == (
        "Menanam pohon",
        5,
        None,
    )


def test_kode_is_kept_where_it_names_one_row(penerima: Penerima, tmp_path: Path) -> None:
    """A kode of its own stays, one that repeats within the OPD gives way to a numbering, and no two rows share one."""
    head = ["Kode", *HEAD[1:]]
    title = [["LAPORAN RENCANA AKSI RB"], [f"Perangkat Daerah : {DINKES}"], ["Bulan : Maret 2026"], head]
    rows = [
        ["K1", "Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2],
        ["K2", "Melatih agen", "Jumlah agen", "Orang", 3, 2],
        ["K2", "Menata arsip", "Jumlah arsip", "Berkas", 3, 2],
    ]
    take(penerima, write_book(tmp_path / "a.xlsx", {"L": [*title, *rows]}))
    kode = [r["Kode"] for r in drafted(penerima)]
    dinkes = next(o.kode for o in ACUAN.opd if o.nama == DINKES)
    assert kode == ["K1", f"{dinkes}.01", f"{dinkes}.02"]


def test_proposals_come_from_the_report_itself(penerima: Penerima, tmp_path: Path) -> None:
    """A capaian that can only be (2T - R) / T says that lower is better; levels and ya/tidak name their scale."""
    head = [*HEAD, "Capaian (%)"]
    rows: list[list[Any]] = [
        ["Menurunkan aduan", "Jumlah aduan", "Aduan", 10, 8, 120], ["Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 8, 80],
        ["Menata arsip", "Jumlah arsip", "Berkas", 10, 10, 100], ["Menaikkan SAKIP", "Predikat SAKIP", "Predikat", "BB", "B", ""],
        ["Menetapkan perbup", "Perbup ditetapkan", "Ya/Tidak", "Ya", "Tidak", ""],
    ]  # fmt: skip
    take(penerima, book(tmp_path, rows, head))
    found = drafted(penerima)
    assert [r["Arah"] for r in found] == ["turun", "naik", "naik", "naik", "naik"]
    assert [r["Skala"] for r in found] == [None, None, None, "SAKIP", "Ya/Tidak"]
    assert [r["Target Maret 2026"] for r in found] == [10, 10, 10, "BB", "Ya"]


def test_rows_without_area_stand_where_no_area_is_filled_in(penerima: Penerima, tmp_path: Path) -> None:
    """What has no area in the reports has none when the draft is read."""
    head = [HEAD[0], "Area Perubahan", *HEAD[1:]]
    rows: list[list[Any]] = [
        ["-", "Rapat", "Jumlah rapat", "Kali", 3, 2],
        ["A1", "Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2],
        ["A4", "Menata", "Jumlah", "Berkas", 3, 2],
    ]
    take(penerima, book(tmp_path, rows, head))
    take(penerima, book(tmp_path, [["Menanam pohon", "Jumlah pohon", "Pohon", 4, 2]], opd=DINSOS))
    made = draft(penerima, Periode(2026, 3))
    assert made is not None
    checked = penerima.check(Berkas("r.xlsx", made.isi))
    areas = {i["rencana_aksi"]: i["area"] for i in (checked.road_map or {})["items"]}
    assert areas == {"Menyusun SOP": "A1", "Rapat": None, "Menata": "A4", "Menanam pohon": None}


def test_who_cannot_be_read_again_is_named(penerima: Penerima, tmp_path: Path) -> None:
    """A report whose original is gone is not left out in silence."""
    take(penerima, book(tmp_path, [["Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2]]))
    take(penerima, book(tmp_path, [["Menanam pohon", "Jumlah pohon", "Pohon", 4, 2]], opd=DINSOS))
    whole = draft(penerima, Periode(2026, 3))
    assert whole is not None
    assert (whole.opd, whole.kekurangan) == (2, None)
    lost = penerima.store.kiriman(PEMDA).query("nama_berkas == 'Dinas Sosial Maret.xlsx'")["sha256"].iloc[0]
    original = penerima.store.original(PEMDA, lost)
    assert original is not None
    original.unlink()
    rest = draft(penerima, Periode(2026, 3))
    assert rest is not None
    assert (rest.opd, rest.kekurangan) == (1, kata.TIDAK_TERBACA.format(opd=DINSOS))


def test_a_report_that_was_replaced_is_not_read(penerima: Penerima, tmp_path: Path) -> None:
    """Only what is in force speaks."""
    take(penerima, book(tmp_path, [["Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2]]))
    take(penerima, book(tmp_path, [["Menyusun SOP", "Jumlah SOP", "Dokumen", 9, 2]]))
    assert [r["Target Maret 2026"] for r in drafted(penerima)] == [9]


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=30)
texts = st.builds(
    "{} {}".format, st.sampled_from(["Menyusun", "Jumlah", "=Total", "-5", "@Rapat", "Target", "Realisasi"]), words
)
rows = st.fixed_dictionaries({
    "area": st.none() | st.sampled_from([g.kode for g in ACUAN.kerangka_baku.grup]),
    "opd": st.sampled_from([o.nama for o in ACUAN.opd]), "rencana_aksi": texts, "indikator": st.none() | texts,
    "satuan": st.sampled_from([None, "Dokumen", "Indeks", "Rp"]), "target": st.none() | st.integers(1, 10**6).map(float),
})  # fmt: skip


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(rows, min_size=1, max_size=12))
def test_every_draft_reads_back_as_it_was_written(tmp_path: Path, plan: list[dict[str, Any]]) -> None:
    """Whatever reports say, the draft has one item per row with its own OPD, area and target, and asks nothing."""
    fixed = {"arah": "naik", "akumulasi": "jumlah", "skala": None, "sifat_target": "s.d.", "anggaran_rp": None}
    drafts = [
        Usulan({"kode": f"K{n:03d}", **fixed, **row}, target_bulan={3: row["target"]} if row["target"] else {})
        for n, row in enumerate(plan)
    ]
    path = tmp_path / "r.xlsx"
    path.write_bytes(
        write_draft(drafts, pemda_nama="X", periode=Periode(2026, 3), kerangka=ACUAN.kerangka_baku, opd=1, contoh=False)
    )
    answer = check.run({"path": str(path)}, ACUAN)
    assert answer["bacaan"]["jenis"] == "road_map"
    found = {i["kode"]: i for i in answer["road_map"]["items"]}
    targets = {t["n"]: t["nilai"] for t in answer["road_map"]["targets"]}
    kode_opd = {o.nama: o.kode for o in ACUAN.opd}
    assert {k: (i["opd"], i["area"], targets.get(i["n"])) for k, i in found.items()} == {
        f"K{n:03d}": (kode_opd[row["opd"]], row["area"], row["target"]) for n, row in enumerate(plan)
    }
    assert {a["kunci"] for a in answer["road_map"]["asumsi"]} == {"rancangan"}


def test_no_reports_no_draft(penerima: Penerima) -> None:
    """Without reports of that year there is none."""
    assert draft(penerima, Periode(2026, 3)) is None


def test_a_road_map_that_calls_itself_a_draft_is_said_to_be_one(penerima: Penerima, tmp_path: Path) -> None:
    """It is accepted without a question, and stands among what is taken as true."""
    path = write_book(tmp_path / "rm.xlsx", {"RM": [["RANCANGAN ROAD MAP 2025-2029"], *PLAN[1:]]})
    checked = penerima.check(Berkas("rm.xlsx", path.read_bytes()))
    assert (checked.siap, checked.perlu_ditanya, [a.kunci for a in checked.asumsi]) == (True, False, ["rancangan"])
    penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
    assert [a.kunci for a in penerima.store.asumsi("pamekasan")] == ["rancangan"]


def test_the_command_writes_a_draft_that_impor_takes(tmp_path: Path) -> None:
    """From reports alone to a road map in force, without --terima; an existing file is not overwritten."""
    url = ("--pemda", PEMDA, "--database", f"sqlite:///{tmp_path / 'x.db'}")
    rancang = ("progress", "road-map-rancangan", *url, "--periode", "2026-03")
    done = run(*rancang, "--keluaran", tmp_path / "r.xlsx")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Belum ada laporan Kabupaten Pamekasan" in done.stderr
    assert not (tmp_path / "x.db").exists()
    report = book(tmp_path, [["Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2]])
    assert run("progress", "impor", report, *url).returncode == 0
    done = run(*rancang, "--keluaran", tmp_path / "r.xlsx")
    assert (done.returncode, done.stderr, "1 rencana aksi, 1 OPD" in done.stdout) == (0, "", True)
    done = run("progress", "impor", tmp_path / "r.xlsx", *url)
    assert done.returncode == 0, done.stdout
    assert "rancangan" in done.stdout
    skor = run("progress", "skor", *url, "--periode", "2026-03", "--json")
    assert '"target_sd": 3.0' in skor.stdout
    assert '"realisasi_sd": 2.0' in skor.stdout


def door() -> AppTest:
    at = opened("mulai")
    at.query_params["siapkan"] = PEMDA
    return at.run()


def labels(at: AppTest) -> list[str]:
    return [b.proto.label for b in at.get("download_button")]


def test_the_door_of_an_own_pemda_leads_from_reports_to_a_draft(folder: Path, tmp_path: Path) -> None:
    """Without a road map, reports are taken below it; once one is accepted the draft can be made and downloaded."""
    at = door()
    assert kata.JUDUL_LAYAR in said(at)
    siapkan = kata.SIAPKAN.format(bulan="Maret 2026")
    assert siapkan not in [b.label for b in at.button]
    path = book(tmp_path, [["Menyusun SOP", "Jumlah SOP", "Dokumen", 3, 2]])
    at.file_uploader[1].set_value((path.name, path.read_bytes(), "application/octet-stream"))
    at.run()
    assert "1 baris terbaca" in said(at)
    assert "tidak ditemukan pada road map" not in said(at)
    button(at, kata_unggah.TERIMA).click().run()
    assert not at.exception
    assert kata_unggah.DITERIMA["baru"] in said(at)
    button(at, siapkan).click().run()
    assert not at.exception
    assert labels(at) == [kata.UNDUH.format(n=1, opd=1)]
    assert not store_of(PEMDA).has_data(PEMDA)


def test_no_draft_is_offered_beside_a_road_map(folder: Path) -> None:
    """Where a road map is in force there is nothing to draft."""
    seed(folder, PEMDA)
    assert kata.JUDUL_LAYAR not in said(door())
