"""Golden tables of the scoring, one clause per test; every table is drawn beside the sentence it proves.

A cell is `month:value` with an optional kind: `3:25sd` is to date, `3:25bi` of the month, `3:25` unanswered. `th:100`
is the year's target; `10:nihil`, `10:strip`, `10:kosong` and `10:galat` are empty cells; other words are texts.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from progress.frames import ITEM, REALISASI, TARGET, from_records
from progress.model import Aturan, Grup, Kelas, Kelompok, Kerangka, Opd, Periode, Tingkat
from progress.scoring import Skor, score, to_json

ATURAN = Aturan(
    "uji-1",
    kelas=(
        Kelas("st", "Sangat Tinggi", 91),
        Kelas("t", "Tinggi", 76),
        Kelas("s", "Sedang", 66),
        Kelas("r", "Rendah", 51),
        Kelas("sr", "Sangat Rendah", 0),
    ),
)
REGISTER = (
    Opd("setda", "Sekretariat Daerah", "Setda", Kelompok.SEKRETARIAT, 1),
    Opd("dinkes", "Dinas Kesehatan", "Dinkes", Kelompok.DINAS, 2),
    Opd("disdik", "Dinas Pendidikan", "Disdik", Kelompok.DINAS, 3),
    Opd("dishub", "Dinas Perhubungan", "Dishub", Kelompok.DINAS, 4),
    Opd("dlh", "Dinas Lingkungan Hidup", "DLH", Kelompok.DINAS, 5),
    Opd("dilebur", "Dinas Pasar", "Dispas", Kelompok.DINAS, 6, berlaku_sampai=date(2026, 6, 30)),
)
SKALA = {
    "SAKIP": (
        Tingkat("SAKIP", "CC", "Cukup", 3),
        Tingkat("SAKIP", "B", "Baik", 4),
        Tingkat("SAKIP", "BB", "Sangat Baik", 5),
    ),
    "SPIP": (
        Tingkat("SPIP", "2", "Berkembang", 2),
        Tingkat("SPIP", "3", "Terdefinisi", 3),
        Tingkat("SPIP", "4", "Terkelola", 4),
    ),
}
GRUP = ("A1", "A2", "A3")
BIASA = {"opd": "dinkes", "area": "A1", "jenis": "angka", "arah": "naik", "akumulasi": "posisi_akhir", "baris": 9}
CELL = re.compile(r"(\w+):(-?[0-9.]+|[^ ]+?)(sd|bi)?(?: |$)")
SIFAT = {"sd": "sd", "bi": "bulan_ini", None: None}


def table(text: str) -> list[dict[str, str]]:
    """Rows of an ASCII table by the names in its head; a blank field takes its default, a dash is missing."""
    lines = [[field.strip() for field in line.split("|")] for line in text.strip().splitlines()]
    return [{k: v for k, v in zip(lines[0], line, strict=True) if v} for line in lines[1:]]


def cells(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for month, value, sifat in CELL.findall(text):
        number = re.fullmatch(r"-?[0-9.]+", value)
        found.append(
            {
                "bulan": 0 if month == "th" else int(month),
                "tahun": 2026,
                "nilai": float(value) if number else None,
                "teks": None if number else value.replace("_", " "),
                "sifat": SIFAT[sifat or None],
            }
        )
    return found


def frames(text: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """ITEM, TARGET and REALISASI; columns: those of ITEM, and target, realisasi, uang as cells."""
    items: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    reports: dict[tuple[int, int], dict[str, Any]] = {}
    for n, row in enumerate(table(text), start=1):
        cell_columns = ("target", "realisasi", "uang")
        fields = {k: None if v == "-" else v for k, v in row.items() if k not in cell_columns}
        items.append({**BIASA, "rencana_aksi": f"Rencana {n}", "sel": "{}", **fields, "item_id": n})
        targets += [{**cell, "item_id": n} for cell in cells(row.get("target", ""))]
        for cell in cells(row.get("realisasi", "")):
            kosong = cell["teks"] if cell["teks"] in ("nihil", "strip", "kosong", "galat") else None
            reports[n, cell["bulan"]] = {**cell, "kosong": kosong, "teks": None if kosong else cell["teks"]}
        for cell in cells(row.get("uang", "")):
            report = reports.setdefault((n, cell["bulan"]), {**cell, "nilai": None, "kosong": "kosong", "sifat": None})
            report.update(realisasi_anggaran_rp=cell["nilai"], sifat_anggaran=cell["sifat"])
    rows = [
        {
            **r,
            "item_id": n,
            "kiriman_id": 100 + b,
            "lembar": "Realisasi",
            "baris": 9 + n,
            "sel": f'{{"realisasi":"F{9 + n}"}}',
        }
        for (n, b), r in reports.items()
    ]
    return from_records(items, ITEM), from_records(targets, TARGET), from_records(rows, REALISASI)


def month(text: str, bulan: int = 10, aturan: Aturan = ATURAN) -> Skor:
    return score(*frames(text), REGISTER, Periode(2026, bulan), aturan, SKALA, GRUP)


def first(text: str, bulan: int = 10) -> dict[str, Any]:
    """The first item's row, with NaN as None."""
    row = month(text, bulan).item.iloc[0]
    return {k: None if isinstance(v, float) and v != v else v for k, v in row.items()}


def one(akumulasi: str, target: str, realisasi: str, arah: str = "naik", jenis: str = "angka") -> str:
    return f"jenis|arah|akumulasi|target|realisasi\n{jenis}|{arah}|{akumulasi}|{target}|{realisasi}"


def opd_row(skor: Skor, kode: str) -> dict[str, Any]:
    return dict(skor.opd[skor.opd["opd"] == kode].iloc[0])


class TestTarget:
    """Target to date, settled rule 7."""

    @pytest.mark.parametrize(
        ("bulan", "keadaan", "target_sd"),
        [(1, "belum jatuh tempo", None), (11, "belum jatuh tempo", None), (12, "dinilai", 80.0)],
    )
    def test_year_target_without_months(self, bulan: int, keadaan: str, target_sd: float | None) -> None:
        """A year's target without months is due in December."""
        row = first(one("posisi_akhir", "th:80", f"{bulan}:40"), bulan)
        assert (row["keadaan"], row["target_sd"], row["target_tahun"]) == (keadaan, target_sd, 80.0)

    @pytest.mark.parametrize(("bulan", "target_sd"), [(2, None), (3, 10.0), (5, 10.0), (6, 30.0), (12, 30.0)])
    def test_step(self, bulan: int, target_sd: float | None) -> None:
        """A target holds from its due month until the next one."""
        assert first(one("kumulatif", "3:10 6:30", f"{bulan}:9"), bulan)["target_sd"] == target_sd

    def test_month_cells_add_up(self) -> None:
        """Cells of the month are added up to the month; the year's target is their sum."""
        row = first(one("jumlah", "1:5bi 4:5bi 7:5bi 11:5bi", "10:15sd"))
        assert (row["target_sd"], row["target_tahun"], row["capaian_pct"], row["capaian_tahun_pct"]) == (
            15,
            20,
            100,
            75,
        )

    def test_to_date_cells_replace(self) -> None:
        """Cells to date are not added; the year's target is the last of them."""
        row = first(one("jumlah", "3:5sd 6:10sd 12:20sd", "10:5sd"))
        assert (row["target_sd"], row["target_tahun"]) == (10, 20)

    @pytest.mark.parametrize(
        ("target", "target_sd", "keadaan"),
        [
            ("th:20 3:5 6:5 9:5 12:5", 15.0, "dinilai"),  # they sum to the year: of the month
            ("th:20 3:5 6:10 9:15 12:20", 15.0, "dinilai"),  # the last is the year: to date
            ("th:0.3 3:0.1 6:0.1 12:0.1", 0.2, "dinilai"),  # sums of decimals count as equal
            ("th:20 3:5", 5.0, "dinilai"),  # one cell is both
            ("3:5", 5.0, "dinilai"),
            ("th:20 3:5 6:5 9:5", None, "tanpa target"),  # 15 and 5: neither
            ("3:5 6:5", None, "tanpa target"),  # nothing to compare with
        ],
    )
    def test_cells_without_sifat(self, target: str, target_sd: float | None, keadaan: str) -> None:
        """Unmarked cells (jumlah) are of the month if they sum to the year, to date if the last is it, or unknown."""
        row = first(one("jumlah", target, "10:1sd"))
        assert (row["target_sd"], row["keadaan"]) == (target_sd, keadaan)

    def test_unanswered_cells_give_no_capaian(self) -> None:
        """Until the sifat of its cells is answered an item has no capaian at all, though the year's target is known."""
        row = first(one("jumlah", "th:20 3:5 6:5 9:5", "10:5sd"))
        assert (row["realisasi_sd"], row["target_tahun"], row["capaian_tahun_pct"]) == (5, 20, None)

    @pytest.mark.parametrize("akumulasi", ["posisi_akhir", "rata_rata", "kumulatif"])
    def test_other_kinds_are_to_date(self, akumulasi: str) -> None:
        """Month cells of every kind but jumlah are to date, whatever the road map wrote beside them."""
        assert first(one(akumulasi, "th:10 3:5bi 6:5bi", "10:5"))["target_sd"] == 5

    @pytest.mark.parametrize("target", ["", "th:75-80", "6:bertahap"])
    def test_no_value(self, target: str) -> None:
        """Without a number in the year there is no target, hence no capaian, and the item is not due."""
        skor = month(one("posisi_akhir", target, "10:5"))
        assert skor.item.loc[0, "keadaan"] == "tanpa target"
        assert skor.item.loc[0, ["capaian_pct", "capaian_tahun_pct", "tepi_bawah"]].isna().all()
        assert (skor.ringkas["wajib_lapor"], skor.ringkas["kelas"]) == (0, None)

    def test_target_of_another_year(self) -> None:
        """Targets of other years do not count."""
        items, targets, realisasi = frames(one("posisi_akhir", "th:80 6:40", "10:5"))
        skor = score(items, targets.assign(tahun=2027), realisasi, REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        assert skor.item.loc[0, "keadaan"] == "tanpa target"

    @pytest.mark.parametrize(
        ("arah", "target", "keadaan"),
        [
            ("naik", "th:0", "tanpa target"),
            ("naik", "6:0 9:0", "tanpa target"),
            ("naik", "th:10 6:0 12:10", "belum jatuh tempo"),
            ("naik", "th:-5", "tanpa target"),
            ("naik", "th:5 6:-5 12:5", "tanpa target"),
            ("turun", "6:-5", "tanpa target"),
            ("turun", "th:5 6:-5 12:5", "tanpa target"),
            ("turun", "6:0", "dinilai"),
            ("turun", "th:0", "belum jatuh tempo"),
        ],
    )
    def test_zero_and_below(self, arah: str, target: str, keadaan: str) -> None:
        """0 is a target for turun only; naik with 0 to date is not due yet; below 0 there is no formula."""
        assert first(one("posisi_akhir", target, "10:1", arah))["keadaan"] == keadaan

    def test_contradicting_cells(self) -> None:
        """Two different targets for one month are none."""
        assert first(one("posisi_akhir", "6:10 6:20", "10:5"))["keadaan"] == "tanpa target"
        assert first(one("posisi_akhir", "6:10 6:10", "10:5"))["target_sd"] == 10


class TestRealisasi:
    """Realisasi to date, settled rules 11 and 13."""

    @pytest.mark.parametrize(
        ("akumulasi", "realisasi", "sd"),
        [
            ("jumlah", "8:2bi 9:3bi 10:4bi", 9.0),
            ("jumlah", "8:2sd 9:3sd 10:7sd", 7.0),
            ("jumlah", "8:5sd 10:4bi", 9.0),  # what the month adds to the last value to date
            ("jumlah", "8:5bi 9:9sd 10:1bi", 10.0),
            ("jumlah", "8:5bi 9:6 10:7", 7.0),  # unanswered: taken as to date
            ("jumlah", "10:0bi", 0.0),
            ("kumulatif", "8:5 9:7 10:9", 9.0),
            ("kumulatif", "8:5 10:4bi", 4.0),
            ("posisi_akhir", "8:90 10:70", 70.0),
            ("rata_rata", "7:70bi 8:80bi 10:90bi", 80.0),
            ("rata_rata", "8:5 10:9", 9.0),  # unanswered: taken as to date, never averaged
            ("rata_rata", "8:5sd 10:9sd", 9.0),  # a mean to date is not averaged again
            ("rata_rata", "8:strip 9:0bi 10:90bi", 45.0),  # a typed 0 is a value, a dash is none
        ],
    )
    def test_kinds(self, akumulasi: str, realisasi: str, sd: float) -> None:
        """Each kind of accumulation makes one value of the months so far."""
        assert first(one(akumulasi, "6:10", realisasi))["realisasi_sd"] == sd

    @pytest.mark.parametrize("akumulasi", ["jumlah", "kumulatif", "posisi_akhir", "rata_rata"])
    @pytest.mark.parametrize("cell", ["", "10:strip", "10:kosong", "10:galat", "10:2_dari_4", "11:9sd"])
    def test_not_reported(self, akumulasi: str, cell: str) -> None:
        """No row, an empty or unreadable cell, a text where a number is due and a later month are not reports."""
        row = first(one(akumulasi, "6:10", f"8:5sd 9:6sd {cell}"))
        assert (row["keadaan"], row["dilaporkan"]) == ("belum lapor", False)
        assert (row["realisasi_sd"], row["capaian_pct"], row["capaian_tahun_pct"]) == (None, None, None)

    @pytest.mark.parametrize(
        ("akumulasi", "realisasi", "expected"),
        [
            ("jumlah", "9:6sd 10:nihil", ("nihil", 6.0, 60.0)),
            ("jumlah", "8:1bi 9:1bi 10:nihil", ("nihil", 2.0, 20.0)),
            ("jumlah", "10:nihil", ("nihil", 0.0, 0.0)),
            ("kumulatif", "9:6 10:nihil", ("nihil", 6.0, 60.0)),
            ("posisi_akhir", "9:6 10:nihil", ("belum lapor", None, None)),
            ("rata_rata", "9:6 10:nihil", ("belum lapor", None, None)),
        ],
    )
    def test_nihil(self, akumulasi: str, realisasi: str, expected: tuple[object, ...]) -> None:
        """NIHIL is a report that adds nothing for jumlah and kumulatif; for positions and averages it is none."""
        row = first(one(akumulasi, "6:10", realisasi))
        assert (row["keadaan"], row["realisasi_sd"], row["capaian_pct"]) == expected

    def test_nihil_before_due(self) -> None:
        """NIHIL before the due month is belum jatuh tempo, and reported."""
        row = first(one("jumlah", "th:10", "10:nihil"))
        assert (row["keadaan"], row["dilaporkan"], row["capaian_tahun_pct"]) == ("belum jatuh tempo", True, 0.0)

    @pytest.mark.parametrize(
        ("akumulasi", "realisasi", "tanpa"),
        [
            ("jumlah", "1:1bi 2:1bi 3:1bi 5:1bi 6:1bi", [4]),
            ("jumlah", "1:1bi 2:strip 3:3sd 5:1bi 6:1bi", [4]),  # a value to date contains what came before
            ("jumlah", "3:1bi 6:nihil", [1, 2, 4, 5]),
            ("jumlah", "3:1bi 6:9sd", []),
            ("jumlah", "3:1bi", []),  # nothing is printed for June
            ("kumulatif", "3:1 6:9", []),
        ],
    )
    def test_months_that_a_sum_lacks(self, akumulasi: str, realisasi: str, tanpa: list[int]) -> None:
        """A sum of "bulan ini" names the months it lacks."""
        assert first(one(akumulasi, "6:10", realisasi), 6)["tanpa_bulan"] == tanpa

    def test_other_years(self) -> None:
        """Accumulation starts anew every January."""
        items, targets, realisasi = frames(one("jumlah", "1:10sd", "1:3bi 12:7bi"))
        last_year = realisasi.assign(tahun=[2026, 2025])
        skor = score(items, targets, last_year, REGISTER, Periode(2026, 1), ATURAN, SKALA, GRUP)
        assert skor.item.loc[0, "realisasi_sd"] == 3

    def test_before_due(self) -> None:
        """A report before the due month prints its value and its share of the year, and enters no mean."""
        skor = month(one("posisi_akhir", "th:80", "10:40"))
        row = skor.item.iloc[0]
        assert (row["keadaan"], row["realisasi_sd"], row["capaian_tahun_pct"]) == ("belum jatuh tempo", 40, 50)
        assert pd.isna(row["capaian_pct"])
        assert skor.ringkas["capaian_tahun_pct"] != skor.ringkas["capaian_tahun_pct"]

    def test_two_rows_for_one_month(self) -> None:
        """Of two rows one with a value beats an empty one; of two values the later submission holds."""
        items, targets, realisasi = frames(one("posisi_akhir", "6:10", "8:4 9:5 10:kosong"))
        same_month = realisasi.assign(bulan=10)
        skor = score(items, targets, same_month, REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        assert (skor.item.loc[0, "realisasi_sd"], skor.item.loc[0, "kiriman_id"]) == (5, 109)

    @pytest.mark.parametrize("kosong", ["nihil", "strip", "kosong", "galat"])
    @pytest.mark.parametrize(("jenis", "realisasi"), [("angka", "10:5"), ("ordinal", "10:BB"), ("ordinal", "10:3")])
    def test_a_cell_that_was_called_empty(self, kosong: str, jenis: str, realisasi: str) -> None:
        """A cell with a reason to be empty is never a value, whatever stands beside the reason."""
        items, targets, reports = frames(f"jenis|skala|target|realisasi\n{jenis}|SAKIP|6:4|{realisasi}")
        skor = score(items, targets, reports.assign(kosong=kosong), REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        assert not skor.item.loc[0, "dilaporkan"]
        assert skor.item.loc[0, "realisasi_teks"] is None

    def test_rows_of_unknown_items(self) -> None:
        """Reports and targets of items that are not in this road map are left out."""
        items, targets, realisasi = frames(one("posisi_akhir", "6:10", "10:5"))
        strangers = (pd.concat([t, t.assign(item_id=77)]) for t in (targets, realisasi))
        skor = score(items, *strangers, REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        assert skor.item["capaian_pct"].tolist() == [50]

    def test_origin(self) -> None:
        """A number names sheet and cell of this month's report; without a report there is none."""
        row = first(one("posisi_akhir", "6:10", "9:4 10:5"))
        assert (row["sel"], row["kiriman_id"]) == ("Realisasi!F10", 110)
        silent = first(one("posisi_akhir", "6:10", "9:4"))
        assert silent["sel"] is None
        assert silent["kiriman_id"] is pd.NA


class TestCapaian:
    """Formulas, caps and edges of one item."""

    @pytest.mark.parametrize(
        ("arah", "target", "realisasi", "capaian"),
        [
            ("naik", 80, 60, 75.0),
            ("naik", 80, 0, 0.0),
            ("naik", 80, 120, 150.0),  # raw: no cap
            ("naik", 80, -8, 0.0),
            ("turun", 10, 10, 100.0),
            ("turun", 10, 15, 50.0),
            ("turun", 10, 0, 200.0),
            ("turun", 10, 20, 0.0),
            ("turun", 10, 35, 0.0),  # more than twice the target: 0, not below
            ("turun", 0, 0, 100.0),
            ("turun", 0, 1, 0.0),
        ],
    )
    def test_formula(self, arah: str, target: float, realisasi: float, capaian: float) -> None:
        """naik is R/T, turun (2T-R)/T; floor 0, no cap."""
        assert first(one("posisi_akhir", f"6:{target}", f"10:{realisasi}", arah))["capaian_pct"] == pytest.approx(
            capaian
        )

    @pytest.mark.parametrize(
        ("realisasi", "melampaui"), [("10:10", False), ("10:10.1", True), ("10:9", False), ("", False)]
    )
    def test_beyond(self, realisasi: str, melampaui: bool) -> None:
        """Only a raw value above 100 is "melampaui"."""
        assert first(one("posisi_akhir", "6:10", realisasi))["melampaui"] == melampaui

    def test_float_noise_is_not_beyond(self) -> None:
        """Three times 0.1 against 0.3 is on target, not above it."""
        assert not first(one("jumlah", "6:0.3", "8:0.1bi 9:0.1bi 10:0.1bi"))["melampaui"]

    @pytest.mark.parametrize(
        ("akumulasi", "arah", "realisasi", "edges"),
        [
            ("posisi_akhir", "naik", "10:6", (60, 60)),
            ("posisi_akhir", "naik", "10:15", (100, 100)),
            ("jumlah", "naik", "8:4sd 9:2bi", (60, 100)),
            ("kumulatif", "naik", "9:6", (60, 100)),
            ("kumulatif", "naik", "9:60", (100, 100)),
            ("jumlah", "naik", "9:nihil", (0, 100)),
            ("jumlah", "naik", "", (0, 100)),
            ("posisi_akhir", "naik", "9:6", (0, 100)),
            ("rata_rata", "naik", "9:6", (0, 100)),
            ("jumlah", "turun", "9:6sd", (0, 100)),
            ("kumulatif", "turun", "9:6", (0, 100)),
        ],
    )
    def test_edges(self, akumulasi: str, arah: str, realisasi: str, edges: tuple[float, float]) -> None:
        """Silence is at worst the last to-date value of naik with jumlah or kumulatif, else 0, and at best 100."""
        row = first(one(akumulasi, "6:10", realisasi, arah))
        assert (row["tepi_bawah"], row["tepi_atas"]) == pytest.approx(edges)

    def test_carried_value_meets_today_s_target(self) -> None:
        """The last value is compared with the target of this month, not of its own."""
        assert first(one("jumlah", "9:10sd 10:20sd", "9:10sd"))["tepi_bawah"] == 50

    @pytest.mark.parametrize(
        ("bulan", "realisasi", "expected"),
        [
            (5, "5:1", ("belum jatuh tempo", None, 1.0, None, 100.0)),
            (6, "6:1", ("dinilai", 1.0, 1.0, 100.0, 100.0)),
            (7, "7:0", ("dinilai", 1.0, 0.0, 0.0, 0.0)),
            (7, "6:1", ("belum lapor", 1.0, None, None, None)),
            (7, "7:0.5", ("belum lapor", 1.0, None, None, None)),
        ],
    )
    @pytest.mark.parametrize(("akumulasi", "arah"), [("posisi_akhir", "naik"), ("jumlah", "turun")])
    def test_ya_tidak(
        self, bulan: int, realisasi: str, expected: tuple[object, ...], akumulasi: str, arah: str
    ) -> None:
        """Ya is 100 and Tidak 0 from the due month on, whatever accumulation and direction say."""
        row = first(one(akumulasi, "3:0 6:1", realisasi, arah, "ya_tidak"), bulan)
        assert (
            tuple(row[k] for k in ("keadaan", "target_sd", "realisasi_sd", "capaian_pct", "capaian_tahun_pct"))
            == expected
        )

    def test_silent_ya_tidak(self) -> None:
        """A Ya of last month is not carried: unreported, its lower edge is 0."""
        assert first(one("kumulatif", "6:1", "9:1", jenis="ya_tidak"))["tepi_bawah"] == 0


class TestOrdinal:
    """Ordinals stand beside the mean (settled rule 2)."""

    @pytest.mark.parametrize(
        ("skala", "target", "realisasi", "terpenuhi"),
        [
            ("SAKIP", "6:B", "10:BB", True),
            ("SAKIP", "6:B", "10:b", True),
            ("SAKIP", "6:B", "10:CC", False),
            ("SAKIP", "6:B", "10:Sangat_Baik", True),
            ("SAKIP", "6:B", "10:WTP", None),
            ("SAKIP", "6:B", "10:strip", None),
            ("SAKIP", "6:B", "9:BB", None),
            ("SAKIP", "6:AAA", "10:BB", None),
            ("TIDAK_ADA", "6:B", "10:BB", None),
            ("SPIP", "6:Level_3", "10:3", True),
            ("SPIP", "6:3", "10:level_2", False),
            ("SPIP", "6:3", "10:Terkelola", True),
            ("SPIP", "3:2 6:3", "10:2", False),
            ("SPIP", "3:2 11:3", "10:2", True),
        ],
    )
    def test_order_in_scale(self, skala: str, target: str, realisasi: str, terpenuhi: bool | None) -> None:
        """A level is met by its order in the scale, by name or label; missing or unknown is neither met nor missed."""
        row = first(f"jenis|skala|target|realisasi\nordinal|{skala}|{target}|{realisasi}")
        assert row["keadaan"] == "ordinal"
        assert row["terpenuhi"] is terpenuhi
        assert (row["target_sd"], row["realisasi_sd"], row["target_tahun"], row["capaian_pct"]) == (None,) * 4

    @pytest.mark.parametrize(
        ("target", "bulan", "keadaan"),
        [("th:B", 11, "belum jatuh tempo"), ("th:B", 12, "ordinal"), ("", 12, "tanpa target")],
    )
    def test_due(self, target: str, bulan: int, keadaan: str) -> None:
        """Ordinals fall due like everything else, and before that nothing is met or missed."""
        row = first(f"jenis|skala|target|realisasi\nordinal|SAKIP|{target}|{bulan}:BB", bulan)
        assert row["keadaan"] == keadaan
        assert row["terpenuhi"] is (True if keadaan == "ordinal" else None)
        assert row["realisasi_teks"] == "BB"

    def test_outside_every_count(self) -> None:
        """An ordinal is in no mean and no count of items, but its report makes the OPD one that has reported."""
        skor = month(
            """
            jenis   | skala | target | realisasi
            ordinal | SAKIP | 6:B    | 10:BB
            angka   |       | 6:10   |
            """
        )
        assert (skor.ringkas["sudah_lapor"], skor.ringkas["wajib_lapor"]) == (0, 1)
        assert (skor.ringkas["opd_sudah_lapor"], skor.ringkas["opd_wajib_lapor"]) == (1, 1)


class TestRollUp:
    """Means with coverage beside them (settled rules 1, 4-6, 8-10)."""

    def test_mean_with_coverage(self) -> None:
        """A mean is over the due and reported items, each capped at 100; its edges are over all due ones."""
        skor = month(
            """
            akumulasi    | target     | realisasi
            posisi_akhir | 6:10 12:20 | 10:40
            posisi_akhir | 6:10 12:40 | 10:5
            kumulatif    | 6:10       | 9:3
            posisi_akhir | th:10      | 10:1
            posisi_akhir |            | 10:1
            """
        )
        assert {k: v for k, v in skor.ringkas.items() if k in TestContract.NILAI[:10]} == {
            "capaian_pct": pytest.approx(75),  # 400 counts as 100
            "capaian_tahun_pct": pytest.approx((100 + 12.5) / 2),  # the year's targets of the same two
            "tepi_bawah_pct": pytest.approx((100 + 50 + 30) / 3),
            "tepi_atas_pct": pytest.approx((100 + 50 + 100) / 3),
            "serapan_pct": pytest.approx(float("nan"), nan_ok=True),
            "sudah_lapor": 2,
            "wajib_lapor": 3,
            "opd_sudah_lapor": 1,
            "opd_wajib_lapor": 1,
            "kelas": "belum dapat dinilai",
        }

    def test_cap_is_a_rule(self) -> None:
        """The cap of the rules holds in means, not for the item's own value."""
        skor = month(one("posisi_akhir", "6:10", "10:40"), aturan=Aturan("uji-2", batas_atas_pct=120))
        assert (skor.ringkas["capaian_pct"], skor.item.loc[0, "capaian_pct"]) == (120, 400)

    @pytest.mark.parametrize(
        ("weights", "scaled"),
        [
            (("", "", ""), (1, 1, 1)),
            (("50", "30", "20"), (1.5, 0.9, 0.6)),
            (("30", "", "10"), (1.5, 1, 0.5)),  # the blank counts as 20
            (("0", "", ""), (1, 1, 1)),
            (("-10", "20", "20"), (1, 1, 1)),
            (("0", "10", "20"), (0, 1, 2)),
        ],
    )
    def test_weights(self, weights: tuple[str, ...], scaled: tuple[float, ...]) -> None:
        """Weights are scaled to the OPD's number of items; a blank is the mean; unusable ones count as not given."""
        rows = "\n".join(f"dinkes|{w}|6:10|10:5" for w in weights)
        skor = month(f"opd|bobot|target|realisasi\n{rows}\ndisdik|7|6:10|10:5")
        assert skor.item["bobot"].tolist() == pytest.approx([*scaled, 1])

    def test_weighted_mean(self) -> None:
        """Weights hold in means of every level."""
        skor = month(
            """
            opd    | bobot | target | realisasi
            dinkes | 3     | 6:10   | 10:10
            dinkes | 1     | 6:10   | 10:2
            disdik | 9     | 6:10   | 10:5
            """
        )
        assert opd_row(skor, "dinkes")["capaian_pct"] == pytest.approx(80)
        assert skor.ringkas["capaian_pct"] == pytest.approx((2 * 80 + 50) / 3)

    def test_serapan(self) -> None:
        """Serapan is over the items whose money stands in this month's report and whose budget is known, due or not."""
        skor = month(
            """
            anggaran_rp | target | realisasi | uang
            1000        | 6:10   | 10:5      | 9:100bi 10:50bi
            3000        | th:10  |           | 9:900bi 10:600sd
            500         | 6:10   | 10:5      | 9:500sd
                        | 6:10   | 10:5      | 10:400sd
            0           | 6:10   | 10:5      | 10:400sd
            200         | 6:10   | 10:5      | 9:90 10:50
            """
        )
        assert skor.ringkas["serapan_pct"] == pytest.approx((150 + 600 + 50) / (1000 + 3000 + 200) * 100)
        assert skor.item["realisasi_anggaran_sd_rp"].fillna(-1).tolist() == [150, 600, -1, 400, 400, 50]

    def test_no_due_items(self) -> None:
        """A group without due items has no value but serapan, and no class; groups without items are listed."""
        skor = month(
            """
            area | anggaran_rp | target | realisasi | uang
            A2   | 1000        | th:10  | 10:5      | 10:250sd
            """
        )
        area = skor.area.set_index("area")
        assert area.index.tolist() == ["A1", "A2", "A3"]
        assert area.loc["A2", ["capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct"]].isna().all()
        assert (area.loc["A2", "serapan_pct"], area.loc["A2", "kelas"]) == (25, None)
        assert area.loc["A1", ["sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor"]].tolist() == [0] * 4

    def test_silent_group(self) -> None:
        """Nobody reported: no mean, edges from 0 to 100, belum dapat dinilai. Never 0."""
        ringkas = month(one("posisi_akhir", "6:10", "")).ringkas
        assert ringkas["capaian_pct"] != ringkas["capaian_pct"]
        assert (ringkas["tepi_bawah_pct"], ringkas["tepi_atas_pct"]) == (0, 100)
        assert ringkas["kelas"] == "belum dapat dinilai"

    @pytest.mark.parametrize(
        ("realisasi", "kelas"),
        [
            ("91", "Sangat Tinggi"),
            ("90.95", "Sangat Tinggi"),  # shown as 91,0
            ("90.94", "Tinggi"),  # shown as 90,9
            ("90.5", "Tinggi"),
            ("50.95", "Rendah"),
            ("50.94", "Sangat Rendah"),
            ("0", "Sangat Rendah"),
        ],
    )
    def test_class_of_the_displayed_value(self, realisasi: str, kelas: str) -> None:
        """The class is taken from one decimal, half away from zero."""
        assert month(one("posisi_akhir", "6:100", f"10:{realisasi}")).ringkas["kelas"] == kelas

    @pytest.mark.parametrize(("silent", "kelas"), [(1, "Sangat Tinggi"), (2, "belum dapat dinilai")])
    def test_coverage_threshold(self, silent: int, kelas: str) -> None:
        """With exactly 80 % reported a group is judged, with less it is not."""
        rows = "\n".join(f"6:10|{'' if i < silent else '10:10'}" for i in range(5))
        assert month(f"target|realisasi\n{rows}").ringkas["kelas"] == kelas

    def test_rank(self) -> None:
        """Rank is by lower edge within the kelompok, 1, 2, 2, 4; other kelompok do not count."""
        shares = {"setda": 1, "dinkes": 5, "disdik": 9, "dishub": 5, "dlh": 2}
        rows = "\n".join(f"{opd}|6:10|10:{r}" for opd, r in shares.items() for _ in range(5))
        skor = month(f"opd|target|realisasi\n{rows}")
        assert dict(zip(skor.opd["opd"], skor.opd["peringkat"], strict=True)) == {
            "setda": 1, "dinkes": 2, "disdik": 1, "dishub": 2, "dlh": 4,
        }  # fmt: skip

    def test_silence_in_the_ranking(self) -> None:
        """Who leaves out bad items has the better mean, not the better rank."""
        honest = "dinkes|6:10|10:10\n" * 4 + "dinkes|6:10|10:1\n"
        selective = "disdik|6:10|10:10\n" * 4 + "disdik|6:10|"
        skor = month(f"opd|target|realisasi\n{honest}{selective}")
        assert opd_row(skor, "disdik")["capaian_pct"] > opd_row(skor, "dinkes")["capaian_pct"]
        assert (opd_row(skor, "dinkes")["peringkat"], opd_row(skor, "disdik")["peringkat"]) == (1, 2)

    @pytest.mark.parametrize(("items", "silent", "ranked"), [(5, 1, True), (5, 2, False), (4, 0, False)])
    def test_unranked(self, items: int, silent: int, ranked: bool) -> None:
        """No rank below the coverage threshold or with fewer than five due items."""
        rows = "\n".join(f"6:10|{'' if i < silent else '10:9'}" for i in range(items))
        skor = month(f"target|realisasi\n{rows}\nth:10|10:5\n|10:5")
        assert bool(skor.opd["peringkat"].notna().all()) is ranked

    def test_opd_counts(self) -> None:
        """For the pemda an OPD must report when it has an item, in an area when it has a due item there."""
        skor = month(
            """
            opd     | area | target | realisasi
            setda   | A1   | 6:10   | 10:5
            dinkes  | A1   | 6:10   |
            dinkes  | A2   | th:10  | 10:5
            disdik  | A1   | th:10  |
            dilebur | A1   | 6:10   | 10:10
            entah   | A1   | 6:10   | 10:10
            """
        )
        area = skor.area.set_index("area")
        assert (skor.ringkas["opd_sudah_lapor"], skor.ringkas["opd_wajib_lapor"]) == (2, 3)
        assert area.loc["A1", ["opd_sudah_lapor", "opd_wajib_lapor"]].tolist() == [1, 2]
        assert area.loc["A2", ["opd_sudah_lapor", "opd_wajib_lapor"]].tolist() == [0, 0]
        assert skor.opd["opd"].tolist() == ["setda", "dinkes", "disdik", "dilebur", "entah"]
        assert skor.opd["opd_wajib_lapor"].tolist() == [1, 1, 1, 0, 0]
        assert skor.opd["opd_sudah_lapor"].tolist() == [1, 1, 0, 0, 0]

    def test_merged_opd_still_scores(self) -> None:
        """An OPD whose validity has ended is outside the number of OPD, its items are not outside the mean."""
        skor = month("opd|target|realisasi\ndilebur|6:10|10:5\ndinkes|6:10|10:10")
        assert skor.ringkas["capaian_pct"] == 75

    def test_valid_on_the_last_day(self) -> None:
        """An OPD valid until 30 June must report for June."""
        text = "opd|target|realisasi\ndilebur|6:10|6:5"
        assert [month(text, bulan).ringkas["opd_wajib_lapor"] for bulan in (6, 7)] == [1, 0]

    def test_items_without_an_area(self) -> None:
        """Items of no known area are in their OPD, in the pemda and under None, and in no area."""
        skor = month("area|target|realisasi\n-|6:10|10:4\nZ9|6:10|10:6\nA1|6:10|10:10")
        assert skor.opd_area["area"].tolist() == ["A1", None]
        assert skor.opd_area["wajib_lapor"].tolist() == [1, 2]
        assert skor.area["wajib_lapor"].tolist() == [1, 0, 0]
        assert skor.ringkas["wajib_lapor"] == 3

    def test_nothing_at_all(self) -> None:
        """Without a road map there are no scores, and no error."""
        nothing = [from_records([], schema) for schema in (ITEM, TARGET, REALISASI)]
        skor = score(*nothing, REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        assert (len(skor.item), len(skor.opd), len(skor.opd_area), skor.ringkas["wajib_lapor"]) == (0, 0, 0, 0)
        assert skor.area["area"].tolist() == list(GRUP)

    def test_caller_s_frames(self) -> None:
        """The caller's frames are left as they were."""
        given = frames(one("jumlah", "th:20 3:5 6:10 12:20", "9:5bi 10:nihil"))
        before = [f.copy(deep=True) for f in given]
        score(*given, REGISTER, Periode(2026, 10), ATURAN, SKALA, GRUP)
        for after, then in zip(given, before, strict=True):
            pd.testing.assert_frame_equal(after, then)


class TestContract:
    """The public JSON form."""

    NILAI = (
        "capaian_pct", "capaian_tahun_pct", "tepi_bawah_pct", "tepi_atas_pct", "serapan_pct",
        "sudah_lapor", "wajib_lapor", "opd_sudah_lapor", "opd_wajib_lapor", "kelas",
        "capaian_road_map_pct", "item_road_map", "ordinal_terpenuhi", "ordinal_dinilai",
    )  # fmt: skip
    CARA = ("cara_gabung", "capaian_rencana_aksi_pct", "capaian_rata_opd_pct", "capaian_rata_area_pct")

    @staticmethod
    def printed() -> dict[str, Any]:
        skor = month(
            """
            kode | opd    | area | jenis   | skala | akumulasi | target  | realisasi     | anggaran_rp | uang
            1.1  | disdik | A2   | angka   |       | jumlah    | 6:3sd   | 9:1bi 10:1bi  | 1000        | 10:1sd
                 | setda  | A1   | ordinal | SAKIP |           | 6:B     | 10:BB         |             |
                 | disdik | A1   | angka   |       |           |         |               |             |
            """
        )
        text = json.dumps(to_json(skor, "Kabupaten Contoh", {o.kode: o.nama for o in REGISTER}), allow_nan=False)
        return dict(json.loads(text))

    def test_keys(self) -> None:
        """Every table has exactly the keys of the contract, in its order."""
        out = self.printed()
        assert list(out) == [
            "pemda", "periode", "aturan", "ringkas", "area", "opd", "opd_area", "item", "sasaran", "kerangka_lain",
        ]  # fmt: skip
        assert list(out["ringkas"]) == [*self.NILAI, *self.CARA, "keterangan"]
        assert list(out["area"][0]) == ["kode", *self.NILAI, "keterangan"]
        assert list(out["opd"][0]) == ["opd", "kelompok", "peringkat", *self.NILAI, "keterangan"]
        assert list(out["opd_area"][0]) == ["opd", "kode", *self.NILAI]
        assert list(out["item"][0]) == [
            "kode", "opd", "area", "rencana_aksi", "indikator", "target_sd", "realisasi_sd", "target_tahun",
            "capaian_pct", "capaian_tahun_pct", "keadaan", "terpenuhi", "bobot", "sel",
            "capaian_road_map_pct", "target_sd_atas",
        ]  # fmt: skip

    def test_head(self) -> None:
        """Pemda by name, the month as YYYY-MM, the version of the rules."""
        out = self.printed()
        assert (out["pemda"], out["periode"], out["aturan"]) == ("Kabupaten Contoh", "2026-10", "uji-1")

    def test_order(self) -> None:
        """OPD by official name in official order, all groups of the framework in its order."""
        out = self.printed()
        assert [o["opd"] for o in out["opd"]] == ["Sekretariat Daerah", "Dinas Pendidikan"]
        assert [a["kode"] for a in out["area"]] == ["A1", "A2", "A3"]
        assert [(o["opd"], o["kode"]) for o in out["opd_area"]] == [
            ("Sekretariat Daerah", "A1"), ("Dinas Pendidikan", "A1"), ("Dinas Pendidikan", "A2"),
        ]  # fmt: skip

    def test_values(self) -> None:
        """Numbers are not rounded, missing is null, true is true."""
        out = self.printed()
        first, second, third = out["item"]
        assert first == {
            "kode": "1.1", "opd": "Dinas Pendidikan", "area": "A2", "rencana_aksi": "Rencana 1", "indikator": None,
            "target_sd": 3.0, "realisasi_sd": 2.0, "target_tahun": 3.0, "capaian_pct": 2 / 3 * 100,
            "capaian_tahun_pct": 2 / 3 * 100, "keadaan": "dinilai", "terpenuhi": None, "bobot": 1.0,
            "sel": "Realisasi!F10", "capaian_road_map_pct": 2 / 3 * 100, "target_sd_atas": None,
        }  # fmt: skip
        assert (second["terpenuhi"], second["capaian_pct"], second["kode"]) == (True, None, None)
        assert (third["keadaan"], third["sel"]) == ("tanpa target", None)
        assert out["opd"][0]["peringkat"] is None
        assert out["ringkas"]["serapan_pct"] == pytest.approx(0.1)

    def test_rank_is_an_integer(self) -> None:
        """A rank is printed as an integer."""
        skor = month("target|realisasi\n" + "\n".join(["6:10|10:9"] * 5))
        rank = to_json(skor, "X", {})["opd"][0]["peringkat"]  # type: ignore[index]
        assert rank == 1
        assert isinstance(rank, int)


class TestStatus:
    """Class and state in one sentence."""

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ("48.2 " * 9, "Sangat rendah: 48,2 % dari target s.d. Oktober (batas bawah kelas Rendah 51); semua 9 rencana aksi sudah dilaporkan"),
            ("48.2 " * 8, "Sangat rendah: 48,2 % dari target s.d. Oktober (batas bawah kelas Rendah 51); 1 dari 9 rencana aksi belum dilaporkan"),
            ("95 " * 9, "Sangat tinggi: 95,0 % dari target s.d. Oktober (batas bawah kelas ini 91); semua 9 rencana aksi sudah dilaporkan"),
            ("50.95 " * 9, "Rendah: 51,0 % dari target s.d. Oktober (batas bawah kelas Sedang 66); semua 9 rencana aksi sudah dilaporkan"),
            ("48.2 " * 7, "Belum dapat dinilai: baru 7 dari 9 rencana aksi dilaporkan, perlu 80 %; yang sudah dilaporkan rata-rata 48,2 % dari target s.d. Oktober"),
            ("", "Belum dapat dinilai: baru 0 dari 9 rencana aksi dilaporkan, perlu 80 %"),
        ],
    )  # fmt: skip
    def test_sentence(self, values: str, sentence: str) -> None:
        """Class, value, month, the next bound and what is not reported stand in one sentence; silence is no class."""
        found = values.split()
        rows = "\n".join(f"6:100|{f'10:{found[n]}' if n < len(found) else ''}" for n in range(9))
        out = to_json(month(f"target|realisasi\n{rows}"), "Kabupaten Contoh", {})
        assert (out["ringkas"]["keterangan"], out["opd"][0]["keterangan"]) == (sentence, sentence)  # type: ignore[index]

    def test_nothing_due(self) -> None:
        """Before anything is due there is no class and no number."""
        out = to_json(month("target|realisasi\nth:10|10:5"), "X", {})
        assert out["ringkas"]["keterangan"] == "Belum ada rencana aksi yang jatuh tempo s.d. Oktober"  # type: ignore[index]


class TestMerger:
    """Items of an OPD that has ended (rule 23)."""

    LAMA = tuple(Opd(k, k, k, Kelompok.DINAS, n, berlaku_sampai=date(2026, 6, 30)) for n, k in enumerate("ab", 1))
    BARU = Opd("c", "C", "C", Kelompok.DINAS, 3, berlaku_mulai=date(2026, 7, 1), pendahulu=("a", "b"))
    TABLE = """
        opd | bobot | akumulasi | target | realisasi
        a   | 75    | jumlah    | 6:10sd | 6:4bi 7:2bi
        a   | 25    | jumlah    | 6:10sd | 6:9bi 7:1bi
        b   | 1     | jumlah    | 6:10sd | 6:5bi 7:0bi
        """

    def at(self, bulan: int, *register: Opd) -> Skor:
        return score(
            *frames(self.TABLE), register or (*self.LAMA, self.BARU), Periode(2026, bulan), ATURAN, SKALA, GRUP
        )

    def test_items_move_in_the_first_month(self) -> None:
        """In June the old OPD answer, in July their successor, with what they reported before."""
        june, july = self.at(6), self.at(7)
        assert (june.opd["opd"].tolist(), july.opd["opd"].tolist()) == (["a", "b"], ["c"])
        assert july.item["realisasi_sd"].tolist() == [6, 10, 5]
        assert july.opd["opd_wajib_lapor"].tolist() == [1]

    def test_a_merger_moves_no_figure(self) -> None:
        """Weights stay those of the OPD that gave them: the pemda's figure is the same with and without the successor."""
        alone = [replace(o, berlaku_sampai=None) for o in self.LAMA]
        assert self.at(7).ringkas["capaian_pct"] == pytest.approx(self.at(7, *alone).ringkas["capaian_pct"])
        assert self.at(7).item["bobot"].tolist() == pytest.approx([1.5, 0.5, 1])

    def test_a_split_waits_for_a_road_map(self) -> None:
        """With two successors nobody knows whose an item is: it stays where it was."""
        second = replace(self.BARU, kode="d", urutan=4)
        assert self.at(7, *self.LAMA, self.BARU, second).opd["opd"].tolist() == ["a", "b"]

    def test_over_two_steps(self) -> None:
        """A successor that was merged itself hands on what it had."""
        first = replace(self.BARU, berlaku_sampai=date(2026, 8, 31))
        last = Opd("d", "D", "D", Kelompok.DINAS, 4, berlaku_mulai=date(2026, 9, 1), pendahulu=("c",))
        assert self.at(9, *self.LAMA, first, last).opd["opd"].tolist() == ["d"]


class TestOtherGroups:
    """The same items by sasaran and by another framework (rule 20)."""

    def test_by_sasaran_and_padanan(self) -> None:
        """Areas of one sasaran are one group; a framework that names areas as padanan counts them; others are in none."""
        areas = [Grup("A1", "Satu", sasaran="S"), Grup("A2", "Dua", sasaran="S"), Grup("A3", "Tiga")]
        other = Kerangka("lain", "Lain", "Tema", "-", (Grup("T1", "Tema", padanan=("A2", "A3")), Grup("T2", "Kosong")))
        text = "area|target|realisasi\nA1|6:10|10:10\nA2|6:10|10:6\nA3|6:10|10:2\nA2|6:10|"
        skor = score(*frames(text), REGISTER, Periode(2026, 10), ATURAN, SKALA, areas, [other])
        out = to_json(skor, "X", {})
        (sasaran,) = out["sasaran"]  # type: ignore[misc]
        assert (sasaran["sasaran"], sasaran["capaian_pct"]) == ("S", pytest.approx(80))
        assert (sasaran["sudah_lapor"], sasaran["wajib_lapor"]) == (2, 3)
        (lain,) = out["kerangka_lain"]  # type: ignore[misc]
        assert [(g["kode"], g["capaian_pct"]) for g in lain["grup"]] == [("T1", pytest.approx(40))]
        assert out["ringkas"]["capaian_pct"] == pytest.approx(60)  # type: ignore[index]

    def test_one_group_is_its_area(self) -> None:
        """A sasaran of one area has that area's figures, all of them."""
        text = "area|anggaran_rp|target|realisasi|uang\nA1|100|6:10|10:4|10:50sd\nA2||6:10|10:10|\nA1||6:10||"
        skor = score(
            *frames(text),
            REGISTER,
            Periode(2026, 10),
            ATURAN,
            SKALA,
            [Grup("A1", "Satu", sasaran="S"), Grup("A2", "Dua")],
        )
        out = to_json(skor, "X", {})
        area, sasaran = dict(out["area"][0]), dict(out["sasaran"][0])  # type: ignore[index]
        assert {k: v for k, v in area.items() if k in sasaran} == {k: v for k, v in sasaran.items() if k != "sasaran"}
