"""The demo year: repeatable, complete, free of persons, and its files hold what its truth says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from progress import demo, reference
from progress.demo import naskah
from progress.demo.laporan import capaian
from progress.demo.naskah import Layout
from progress.model import Acuan, Akumulasi, Arah, Jenis, Kelompok, Periode, Sifat

OKTOBER = Periode(2026, 10)
ANGKA_SEL = ("target", "realisasi", "capaian_dilaporkan_pct", "anggaran_rp", "realisasi_anggaran_rp")


@pytest.fixture(scope="module")
def acuan() -> Acuan:
    return reference.load("contoh")


@pytest.fixture(scope="module")
def rencana(acuan):
    return demo.plan(acuan)


@pytest.fixture(scope="module")
def berkas(acuan, tmp_path_factory):
    folder = tmp_path_factory.mktemp("contoh")
    said: list[tuple[int, int, str]] = []
    files = demo.generate(folder, acuan, lambda done, total, text: said.append((done, total, text)))
    return folder, files, said


@pytest.fixture(scope="module")
def contoh_buku(berkas, rencana):
    """October's files of every layout and every file with a scripted mistake, opened once: (report, book, rows)."""
    _, files, _ = berkas
    wanted = {(kode, bulan) for kode, bulan in naskah.KEKELIRUAN}
    per_layout: Counter[str] = Counter()
    opened = []
    for report in files.reports:
        key = (report.opd_kode, report.periode.bulan)
        if key not in wanted and (report.periode != OKTOBER or per_layout[report.layout] >= 2):
            continue
        per_layout[report.layout] += report.periode == OKTOBER
        rows = [t for t in rencana.truth if t["opd"] == report.opd_kode and t["periode"] == str(report.periode)]
        opened.append((report, openpyxl.load_workbook(report.path, data_only=True), rows))
    return opened


def item_of(rencana):
    return {i.kode: i for i in rencana.items}


def due_of_october(rencana, opd):
    """(item, row) of every due item of one OPD that October's mean may hold."""
    items = item_of(rencana)
    rows = [t for t in rencana.truth if t["opd"] == opd and t["periode"] == str(OKTOBER)]
    pairs = [(items[t["kode"]], t) for t in rows]
    return [(i, t) for i, t in pairs if i.jenis is not Jenis.ORDINAL and i.target_sd(10) is not None]


def october_pct(item, row, rencana):
    """The item's capaian as its own reports tell it, None when October is silent."""
    value = row["realisasi"]
    if row["sifat"] == "bulan_ini" and item.akumulasi is Akumulasi.JUMLAH and value is not None:
        value = sum(t["realisasi"] or 0.0 for t in rencana.truth if t["kode"] == item.kode)
    if item.jenis is Jenis.YA_TIDAK and value is not None:
        value = "Ya" if value.lower() in ("ya", "sudah") else "Tidak"
    return capaian(item, item.target_sd(10), value)


def raw_mean(rencana, opd):
    found = [october_pct(i, t, rencana) for i, t in due_of_october(rencana, opd)]
    return sum(min(p, 100) for p in found if p is not None) / max(1, sum(p is not None for p in found))


def lower_edge(rencana, opd):
    """The mean with silent items at their last told count, else at nothing (product.md: silence is never rewarded)."""
    found = []
    for item, row in due_of_october(rencana, opd):
        pct = october_pct(item, row, rencana)
        if pct is None and item.arah is Arah.NAIK and item.akumulasi in (Akumulasi.JUMLAH, Akumulasi.KUMULATIF):
            told = [t["realisasi"] for t in rencana.truth if t["kode"] == item.kode and t["realisasi"] is not None]
            pct = capaian(item, item.target_sd(10), told[-1]) if told else None
        found.append(min(pct or 0.0, 100))
    return sum(found) / len(found)


class TestShape:
    def test_size_of_the_demo(self, acuan, rencana):
        """The demo is a whole kabupaten: about 45 OPD, about 900 rencana aksi, ten months."""
        assert 43 <= len(acuan.opd) <= 47
        assert 850 <= len(rencana.items) <= 950
        assert {r.periode for r in rencana.reports} == {Periode(2026, m) for m in range(1, 11)}

    def test_every_area_has_work(self, acuan, rencana):
        """Each OPD has at least one rencana aksi in each of the eight areas."""
        areas = defaultdict(set)
        for item in rencana.items:
            areas[item.opd].add(item.area)
        assert set(areas) == {o.kode for o in acuan.opd}
        assert all(found == {f"A{n}" for n in range(1, 9)} for found in areas.values())

    def test_rencana_aksi_are_told_apart_by_their_text(self, rencana):
        """No OPD has the same rencana aksi twice, no two share a code, and none is told apart by a number."""
        texts = Counter((i.opd, i.rencana_aksi.casefold()) for i in rencana.items)
        assert max(texts.values()) == 1
        assert len({i.kode for i in rencana.items}) == len(rencana.items)
        assert not [i for i in rencana.items if re.search(r"\b\d{1,3}$|\{", i.rencana_aksi + i.indikator)]

    def test_every_kind_of_measure_occurs(self, rencana):
        """Directions, accumulations, kinds and schedules of target all occur, but for ranges and months that stand alone."""
        assert {i.arah for i in rencana.items} == set(Arah) - {Arah.RENTANG}
        assert {i.akumulasi for i in rencana.items} == set(Akumulasi) - {Akumulasi.PER_BULAN}
        assert {i.jenis for i in rencana.items} == set(Jenis)
        assert {(bool(i.bulan), bool(i.triwulan)) for i in rencana.items} == {(1, 0), (0, 1), (0, 0)}
        assert {i.sifat_target for i in rencana.items} == {*Sifat, None}

    def test_ordinals_use_known_scales(self, acuan, rencana):
        """Every ordinal target is a level of its scale; 'Level 3' stands for 3."""
        for item in (i for i in rencana.items if i.jenis is Jenis.ORDINAL):
            levels = {t.tingkat for t in acuan.skala[item.skala]}
            assert {str(v).removeprefix("Level ") for v in (item.target, item.baseline)} <= levels

    def test_every_layout_is_used_and_stable(self, rencana):
        """All five layouts occur, and one OPD keeps its own all year."""
        used = defaultdict(set)
        for report in rencana.reports:
            used[report.opd.kode].add(report.layout)
        assert set().union(*used.values()) == set(Layout)
        assert {len(v) for v in used.values()} == {1}


class TestTargets:
    def test_monthly_targets_add_up(self, rencana):
        """Month cells of the month sum to the year's target; month and triwulan cells to date end at it."""
        checked = Counter()
        for item in rencana.items:
            if item.jenis is not Jenis.ANGKA or item.target is None:
                continue
            if item.bulan and item.akumulasi is Akumulasi.JUMLAH and item.sifat_target is Sifat.BULAN_INI:
                assert sum(item.bulan.values()) == item.target
                checked["jumlah"] += 1
            elif item.bulan or item.triwulan:
                assert list((item.bulan or item.triwulan).values())[-1] == item.target
                checked["akhir"] += 1
        assert min(checked["jumlah"], checked["akhir"]) > 50

    def test_jumlah_targets_to_date_never_fall(self, rencana):
        """The target to date of a count is a staircase that only rises."""
        for item in (i for i in rencana.items if i.akumulasi is Akumulasi.JUMLAH):
            steps = [item.target_sd(m) or 0.0 for m in range(1, 13)]
            assert steps == sorted(steps)

    def test_weights_add_up_to_what_the_script_says(self, rencana):
        """The two OPD with weights give 100 and 99.7 in all."""
        sums = defaultdict(float)
        for item in rencana.items:
            if item.bobot is not None:
                sums[item.opd] += item.bobot
        assert {k: round(v, 6) for k, v in sums.items()} == {"SETDA": 100.0, "BPKAD": 99.7}

    def test_monthly_realisasi_adds_up_to_the_value_to_date(self, rencana):
        """Of a count told month by month, the months without a gap sum to what really happened to date."""
        items, told = item_of(rencana), defaultdict(list)
        for row in rencana.truth:
            if row["sifat"] == "bulan_ini" and items[row["kode"]].akumulasi is Akumulasi.JUMLAH:
                told[row["kode"]].append(row)
        whole = [rows for rows in told.values() if len(rows) == 10 and all(r["realisasi"] is not None for r in rows)]
        assert len(whole) > 10
        for rows in whole:
            assert sum(r["realisasi"] for r in rows) == rows[-1]["realisasi_sebenarnya_sd"]


class TestScript:
    def test_october_lacks_four_opd(self, rencana):
        """Of 45 OPD, 41 have reported for October: two silent since July, one never, one not yet."""
        missing = {o.kode for o in rencana.acuan.opd} - {r.opd.kode for r in rencana.of(OKTOBER)}
        assert missing == {"DISPORAPAR", "KEC-CONTOH-LAMA", "KEC-CONTOH-HILIR", "DISTAN"}

    def test_one_opd_never_reported(self, rencana):
        """KEC-CONTOH-HILIR has rencana aksi and no report at all."""
        assert any(i.opd == "KEC-CONTOH-HILIR" for i in rencana.items)
        assert not [r for r in rencana.reports if r.opd.kode == "KEC-CONTOH-HILIR"]

    def test_two_fell_silent_for_three_months(self, rencana):
        """DISPORAPAR and KEC-CONTOH-LAMA reported until July only."""
        for kode in ("DISPORAPAR", "KEC-CONTOH-LAMA"):
            assert max(r.periode.bulan for r in rencana.reports if r.opd.kode == kode) == 7

    def test_late_reports_come_after_the_deadline_and_before_today(self, acuan, rencana):
        """Exactly the scripted reports miss the deadline (a weekend moves it on); none comes after the demo's now."""
        now = datetime.fromisoformat(acuan.pemda.hari_ini).replace(tzinfo=demo.WIB)
        late = set()
        for report in rencana.reports:
            depan = report.periode.shift(1)
            deadline = datetime(depan.tahun, depan.bulan, acuan.pemda.tenggat_hari, tzinfo=demo.WIB)
            while deadline.weekday() >= 5:
                deadline += timedelta(days=1)
            assert datetime(depan.tahun, depan.bulan, 1, tzinfo=demo.WIB) <= report.diterima <= now
            if report.diterima.date() > deadline.date():
                late.add((report.opd.kode, report.periode.bulan))
        assert late == {(kode, m) for kode, p in naskah.PERAN.items() for m in p.bulan_terlambat}
        assert 3 <= len({kode for kode, _ in late}) <= 4

    @pytest.mark.parametrize("kosong", ["-", "", "NIHIL", "n/a", "......"])
    def test_every_way_to_leave_a_cell_blank_occurs(self, rencana, kosong):
        """Realisasi is left out as a dash, a blank, NIHIL, n/a or dots."""
        kolom = ("realisasi_sd", "realisasi_bulan")
        written = {b.sel[k][0] for r in rencana.reports for b in r.baris for k in kolom}
        assert (kosong or None) in written

    def test_a_typed_zero_is_a_value(self, rencana):
        """DPKH types zeros, and the truth holds 0, not a missing value."""
        zeros = [t for t in rencana.truth if t["opd"] == "DPKH" and t["realisasi"] == 0]
        assert zeros
        assert all("realisasi" not in t["kosong"] for t in zeros)

    def test_nihil_stands_where_the_month_had_nothing(self, rencana):
        """NIHIL is written for counts, except in the one scripted mistake."""
        items = item_of(rencana)
        nihil = [t for t in rencana.truth if t["kosong"].get("realisasi") == "nihil"]
        wrong = [t for t in nihil if items[t["kode"]].akumulasi is not Akumulasi.JUMLAH]
        assert [t["kekeliruan"] for t in wrong] == [naskah.Kekeliruan.NIHIL_PADA_POSISI]
        assert len([t for t in nihil if t["opd"] == "KEC-CONTOH-TENGAH"]) > 5

    def test_the_selective_reporter_looks_better_than_the_honest_one(self, rencana):
        """DP3AP2KB leaves bad rows out: higher raw mean than DINSOS, lower edge below it, still ranked."""
        honest, selective = due_of_october(rencana, "DINSOS"), due_of_october(rencana, "DP3AP2KB")
        told = sum(t["realisasi"] is not None for _, t in selective)
        assert all(t["realisasi"] is not None for _, t in honest)
        assert 0.8 <= told / len(selective) < 1
        assert raw_mean(rencana, "DP3AP2KB") > raw_mean(rencana, "DINSOS")
        assert lower_edge(rencana, "DP3AP2KB") < lower_edge(rencana, "DINSOS") - 3

    def test_money_is_spent_and_little_is_done(self, rencana):
        """DISHUB has spent about 90 % of its money and reached about 20 % of its targets."""
        rows = [t for t in rencana.truth if t["opd"] == "DISHUB" and t["periode"] == str(OKTOBER) and t["anggaran_rp"]]
        spent = sum(t["realisasi_anggaran_rp"] for t in rows) / sum(t["anggaran_rp"] for t in rows)
        assert 0.85 <= spent <= 0.97
        assert 12 <= raw_mean(rencana, "DISHUB") <= 28

    def test_some_improve_and_some_fall(self, rencana):
        """Of the same items, the improving OPD end the year higher than in March, the falling ones lower."""

        def change(opd):
            items = item_of(rencana)
            moved = []
            for row in rencana.truth:
                item = items[row["kode"]]
                if row["opd"] != opd or item.jenis is not Jenis.ANGKA or item.target_sd(3) is None:
                    continue
                if row["periode"] in ("2026-03", "2026-10") and row["realisasi"] is not None and row["target"]:
                    sign = -1 if row["periode"] == "2026-03" else 1
                    moved.append(sign * min(capaian(item, row["target"], row["realisasi"]), 100))
            return sum(moved)

        assert all(change(k) > 0 for k in ("DISDUKCAPIL", "DINKES", "BAPENDA", "KEC-CONTOH-BARU"))
        assert all(change(k) < 0 for k in ("DLH", "DISPERINDAG", "BPBD"))

    def test_headline_of_october(self, rencana):
        """The mean of what October reports is around 70 %, with more than 80 % of the due items reported."""
        found = [october_pct(i, t, rencana) for o in rencana.acuan.opd for i, t in due_of_october(rencana, o.kode)]
        told = [min(p, 100) for p in found if p is not None]
        due = sum(i.jenis is not Jenis.ORDINAL and i.target_sd(10) is not None for i in rencana.items)
        assert 67 <= sum(told) / len(told) <= 74
        assert 0.80 <= len(told) / due <= 0.95

    def test_something_exceeds_its_target(self, rencana):
        """At least one row of October stands above 100 %."""
        assert any((t["capaian_dilaporkan_pct"] or 0) > 100 for t in rencana.truth if t["periode"] == str(OKTOBER))

    def test_some_items_have_no_target_this_year(self, rencana):
        """A few rencana aksi are planned from 2027 on: tanpa target in 2026."""
        assert 1 <= sum(i.target is None for i in rencana.items) <= 12

    def test_mistakes_are_the_scripted_ones(self, rencana):
        """Each scripted mistake stands in exactly one row of its report, and in no other file."""
        found = {(t["opd"], int(t["periode"][5:])): t["kekeliruan"] for t in rencana.truth if t["kekeliruan"]}
        assert found == naskah.KEKELIRUAN
        assert sum(1 for t in rencana.truth if t["kekeliruan"]) == len(naskah.KEKELIRUAN) <= 5
        unreadable = [t for t in rencana.truth if "galat" in t["kosong"].values()]
        assert len(unreadable) == 2

    def test_lowered_target_differs_from_the_road_map(self, rencana):
        """In DISKAN's October report one target is lower than the road map's; elsewhere they agree."""
        items = item_of(rencana)
        different = [
            t["opd"]
            for t in rencana.truth
            if t["target"] is not None
            and t["target"]
            != (items[t["kode"]].target_sd if t["sifat"] == "sd" else items[t["kode"]].target_bulan)(
                int(t["periode"][5:])
            )
        ]
        assert different == ["DISKAN"]


class TestFiles:
    def test_two_runs_are_byte_equal(self, acuan, berkas, tmp_path):
        """The same seed gives the same bytes in every file."""

        def digest(folder: Path):
            return {p.relative_to(folder): sha256(p.read_bytes()).hexdigest() for p in folder.rglob("*") if p.is_file()}

        folder, _, _ = berkas
        demo.generate(tmp_path, acuan)
        assert digest(tmp_path) == digest(folder)

    def test_one_file_per_report(self, berkas, rencana):
        """Every report has a path of its own below its month, and its reception carries WIB."""
        folder, files, _ = berkas
        assert len({r.path for r in files.reports}) == len(rencana.reports) == len(files.reports)
        assert all(r.path.is_file() and r.path.parent.name == str(r.periode) for r in files.reports)
        assert {r.diterima.utcoffset() for r in files.reports} == {timedelta(hours=7)}
        assert (folder / "README.md").read_text(encoding="utf-8").startswith("# DATA CONTOH")

    def test_progress_runs_to_the_end(self, berkas):
        """Progress counts every file once, in order, each with a sentence."""
        _, files, said = berkas
        total = len(files.reports) + 1
        assert [(done, of) for done, of, _ in said] == [(n, total) for n in range(1, total + 1)]
        assert all(text.endswith(".") for _, _, text in said)

    def test_files_hold_what_the_truth_says(self, contoh_buku):
        """Cell by cell, every number of the sampled files is the truth in the unit of its column."""
        compared = Counter()
        for report, book, rows in contoh_buku:
            for row in rows:
                sheet = book[row["lembar"]]
                for field in ANGKA_SEL:
                    if field not in row["sel"] or row[field] is None or isinstance(row[field], str):
                        continue
                    cell = sheet[row["sel"][field]]
                    assert as_number(cell, field, report.layout) == pytest.approx(row[field], abs=1e-6), cell
                    compared[report.layout] += 1
        assert set(compared) == {str(v) for v in Layout}
        assert min(compared.values()) > 20

    def test_missing_values_have_no_number_in_their_cell(self, contoh_buku):
        """Where the truth is missing, the cell is blank, a sign for it, or unreadable: never a number."""
        reasons = Counter()
        for _, book, rows in contoh_buku:
            for row in rows:
                for field, why in row["kosong"].items():
                    value = book[row["lembar"]][row["sel"][field]].value
                    assert value is None or isinstance(value, str)
                    reasons[why] += 1
        assert set(reasons) == {"strip", "kosong", "nihil", "galat"}

    def test_texts_stand_where_the_truth_says(self, contoh_buku):
        """Rencana aksi, indikator and words such as 'Sudah' or 'BB' are in their cells; blanks may be doubled."""
        for _, book, rows in contoh_buku:
            for row in rows:
                words = [f for f in ("target", "realisasi") if isinstance(row[f], str)]
                for field in ("rencana_aksi", "indikator", "satuan", *words):
                    written = book[row["lembar"]][row["sel"][field]].value
                    assert " ".join(written.split()) == row[field]

    def test_rows_of_one_report_are_all_its_items(self, rencana):
        """A report carries every rencana aksi of its OPD, each on a row of its own."""
        per_file = defaultdict(list)
        for row in rencana.truth:
            per_file[row["periode"], row["berkas"]].append(row)
        own = Counter(i.opd for i in rencana.items)
        assert all(len({r["baris"] for r in rows}) == len(rows) == own[rows[0]["opd"]] for rows in per_file.values())

    def test_every_book_says_data_contoh_its_opd_and_its_month(self, contoh_buku, acuan):
        """The title block carries DATA CONTOH, the OPD and the period; so do the book's properties."""
        for report, book, rows in contoh_buku:
            assert "DATA CONTOH" in book.properties.title
            assert all("DATA CONTOH" in str(head(sheet)) for sheet in book)
            title = head(book[rows[0]["lembar"]]).casefold()
            bulan = {2: "pebruari"}.get(report.periode.bulan, report.periode.nama.split()[0].casefold())
            assert acuan.opd_by_kode(report.opd_kode).nama.casefold() in title
            assert bulan in title
            assert "2026" in title

    def test_percent_cells_of_the_fraction_layout_carry_a_percent_format(self, contoh_buku):
        """Layout L3 stores 0.85 shown as 85 %."""
        seen = 0
        for report, book, rows in contoh_buku:
            for row in rows if report.layout == Layout.RP_JUTA else ():
                if row["satuan"] == "%" and isinstance(row["realisasi"], float):
                    cell = book[row["lembar"]][row["sel"]["realisasi"]]
                    assert cell.number_format.endswith("%")
                    assert cell.value <= 1
                    seen += 1
        assert seen

    def test_some_numbers_are_typed_as_indonesian_text(self, contoh_buku):
        """Layout L2 has realisasi such as '87,5' and '12 Dokumen' as text."""
        typed = [
            book[row["lembar"]][row["sel"]["realisasi"]].value
            for report, book, rows in contoh_buku
            if report.layout == Layout.DUA_BARIS
            for row in rows
            if isinstance(row["realisasi"], float)
        ]
        texts = [t for t in typed if isinstance(t, str)]
        assert any("," in t for t in texts)
        assert any(re.fullmatch(r"[0-9]+ [A-Z][a-z]+", t) for t in texts)

    def test_a_broken_cell_is_an_error_cell(self, contoh_buku):
        """DISNAKER's September report holds a real #REF! under realisasi anggaran."""
        [(book, row)] = [
            (b, t) for _, b, rows in contoh_buku for t in rows if t["opd"] == "DISNAKER" and t["kekeliruan"]
        ]
        cell = book[row["lembar"]][row["sel"]["realisasi_anggaran_rp"]]
        assert (cell.value, cell.data_type) == ("#REF!", "e")

    def test_no_person_is_named(self, contoh_buku, berkas):
        """Signature blocks hold a post and dots: no NIP digits, no titles of persons."""
        _, files, _ = berkas
        books = [book for _, book, _ in contoh_buku] + [openpyxl.load_workbook(files.road_map)]
        for book in books:
            for sheet in book:
                for (text,) in ([v] for row in sheet.iter_rows(values_only=True) for v in row if isinstance(v, str)):
                    assert not re.search(
                        r"[0-9]{9}|NIP\.? *[0-9]|\b(S\.Sos|S\.E|M\.Si|S\.H|S\.Kom|Drs|Ir|dr)\b\.?", text
                    )

    def test_road_map_workbook_holds_every_item(self, berkas, rencana):
        """The matrix has one row per rencana aksi, with code, OPD and the year's target."""
        _, files, _ = berkas
        sheet = openpyxl.load_workbook(files.road_map)["Matriks Rencana Aksi"]
        rows = list(sheet.iter_rows(min_row=7, values_only=True))
        header = [c.value for c in sheet[5]]
        assert "DATA CONTOH" in head(sheet)
        assert [r[1] for r in rows] == [i.kode for i in rencana.items]
        assert [r[header.index("OPD")] for r in rows] == [rencana.acuan.opd_by_kode(i.opd).nama for i in rencana.items]
        tahun = [c.value for c in sheet[6]].index("2026")
        assert [r[tahun] for r in rows] == [i.target for i in rencana.items]


def head(sheet) -> str:
    """The text of the first six rows."""
    return " ".join(str(v) for row in sheet.iter_rows(max_row=6, values_only=True) for v in row if v is not None)


def as_number(cell, field, layout):
    """What a person reads in this cell, in the unit of its column."""
    value = cell.value
    if isinstance(value, str):
        return float(value.split()[0].replace(".", "").replace(",", "."))
    if "%" in cell.number_format:
        return value * 100
    return value * 1e6 if layout == Layout.RP_JUTA and field.endswith("_rp") else value


def test_kelompok_all_report():
    """Every kind of OPD has rencana aksi planned for it."""
    assert set(naskah.PEMBAGIAN_AREA) == set(Kelompok)
