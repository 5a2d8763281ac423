"""What the pages say, computed: the state in words, silence, and the way back from a number to its cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some

from progress import reference
from progress.findings import Finding, TingkatTemuan
from progress.frames import ITEM, REALISASI, TARGET, from_records
from progress.model import Acuan, Aturan, Periode
from progress.sajian import bulan, kalimat, opd, rencana, unggah
from progress.sajian.nilai import Nilai, change
from progress.scoring import Skor, score

ACUAN: Acuan = reference.load("contoh")
ATURAN: Aturan = ACUAN.aturan
KERANGKA = ACUAN.kerangka_baku
OKT = Periode(2026, 10)
SATU, DUA, TIGA = (o.kode for o in ACUAN.opd[:3])


def nilai(capaian: float | None = 71.44, sudah: int = 9, wajib: int = 10, kelas: str | None = "Sedang") -> Nilai:
    return Nilai(capaian, 60.0, 65.0, 75.0, None, sudah, wajib, 1, 1, kelas)


def items(rows: Sequence[tuple[Any, ...]]) -> Any:
    """(opd, area, akumulasi, arah, jenis) per item, numbered from 1."""
    return from_records(
        [
            {"item_id": n, "opd": o, "area": a, "rencana_aksi": f"RA {n}", "akumulasi": ak, "arah": ar, "jenis": j}
            | {"satuan": "dokumen", "lembar": "RM", "baris": 10 + n, "sel": "{}"}
            for n, (o, a, ak, ar, j) in enumerate(rows, start=1)
        ],
        ITEM,
    )


def targets(rows: Sequence[tuple[int, int, float]]) -> Any:
    """(item, month, value) of 2026, to date."""
    return from_records(
        [
            {"item_id": i, "tahun": 2026, "bulan": b, "nilai": v, "sifat": "sd" if b else None, "sel": f"K{i}"}
            for i, b, v in rows
        ],
        TARGET,
    )


def realisasi(rows: Sequence[tuple[Any, ...]]) -> Any:
    """(item, month, value or reason, sifat) of 2026."""
    return from_records(
        [
            {
                "item_id": i,
                "tahun": 2026,
                "bulan": b,
                "sifat": s,
                "kiriman_id": b,
                "lembar": "Realisasi",
                "baris": 4 + i,
            }
            | {"sel": f'{{"realisasi": "F{i}"}}', "nilai": None if isinstance(v, str) else v}
            | {"kosong": v if isinstance(v, str) else None}
            for i, b, v, s in rows
        ],
        REALISASI,
    )


def kiriman() -> Any:
    return pd.DataFrame(
        [
            {"kiriman_id": b, "opd": SATU, "bagian": "", "periode": f"2026-{b:02d}", "versi": 1, "status": "aktif"}
            | {"nama_berkas": f"laporan {b}.xlsx", "sha256": f"{b:064x}", "diterima_pada": "2026-11-03T02:15:00+00:00"}
            | {"ringkasan": '{"baris": 3}'}
            for b in range(1, 13)
        ]
    )  # fmt: skip


NAIK = ("jumlah", "naik", "angka")


def month(item: Any, target: Any, laporan: Any, periode: Periode = OKT) -> Skor:
    return score(item, target, laporan, ACUAN.opd, periode, ATURAN, ACUAN.skala, [g.kode for g in KERANGKA.grup])


def year(item: Any, target: Any, laporan: Any, last: Periode = OKT) -> dict[Periode, Skor]:
    months = (Periode(last.tahun, b) for b in range(1, last.bulan + 1))
    return {p: month(item, target, laporan, p) for p in months}


def traced(item: Any, target: Any, laporan: Any, periode: Periode = OKT) -> tuple[rencana.Asal, ...]:
    frames = rencana.Frames(
        item, target, laporan, kiriman(), {"nama_berkas": "rm.xlsx", "versi": 1, "sha256": "ab" * 32}
    )
    skor = month(item, target, laporan, periode)
    return rencana.trace(rencana.rencana_of(skor), periode, frames, year(item, target, laporan, periode))


# --- the state in words --------------------------------------------------------------------------------------------


def test_state_names_coverage() -> None:
    """An average is never said without who and what stands behind it."""
    text = kalimat.of_value(OKT, nilai(), 2.1, ATURAN)
    assert text == (
        "Oktober 2026: 71,4 % dari target s.d. Oktober, naik 2,1 dari September; "
        "1 dari 1 OPD dan 9 dari 10 rencana aksi yang jatuh tempo sudah lapor."
    )


def test_low_coverage_is_not_judged() -> None:
    """Below the threshold the sentence begins with what is missing, not with a number."""
    text = kalimat.of_value(OKT, nilai(95.0, 3, 10, ATURAN.belum_dapat_dinilai), None, ATURAN)
    assert text.startswith("Oktober 2026 belum dapat dinilai: baru 1 dari 1 OPD dan 3 dari 10")
    assert "(perlu 80 %)" in text


def test_nothing_due() -> None:
    """A group without due items is neither 0 nor good."""
    assert "belum ada rencana aksi yang jatuh tempo" in kalimat.of_value(OKT, nilai(None, 0, 0, None), None, ATURAN)


@given(now=some.floats(0, 100), before=some.floats(0, 100))
def test_change_adds_up_with_what_is_printed(now: float, before: float) -> None:
    """The change is the difference of the two printed values, so that a reader's own subtraction agrees."""
    a, b = nilai(now), nilai(before)
    moved = change(a, b, ATURAN)
    assert moved is not None and a.tampil_pct is not None and b.tampil_pct is not None
    assert math.isclose(moved, a.tampil_pct - b.tampil_pct, abs_tol=0.05)


def test_no_change_against_a_month_that_cannot_be_judged() -> None:
    """A month with too little coverage is no yardstick."""
    assert change(nilai(), nilai(kelas=ATURAN.belum_dapat_dinilai), ATURAN) is None


# --- who is silent -------------------------------------------------------------------------------------------------


def test_silence_is_counted_in_months() -> None:
    """
    SATU reports in October, DUA last in July, TIGA never:
    DUA has been silent for three months, TIGA since January.
    """
    item = items([(o, "A1", *NAIK) for o in (SATU, DUA, TIGA)])
    target = targets([(n, 6, 4.0) for n in (1, 2, 3)])
    laporan = realisasi([(1, 10, 4.0, "sd"), (2, 7, 2.0, "sd")])
    found = bulan.summarise(year(item, target, laporan), OKT, ACUAN, KERANGKA).diam
    assert [(d.kode, d.terakhir, d.bulan) for d in found] == [(DUA, Periode(2026, 7), 3), (TIGA, None, 10)]


def test_map_keeps_official_order_and_gaps() -> None:
    """OPD stand in the register's order, not by value; an area without rencana aksi stays empty."""
    item = items([(DUA, "A2", *NAIK), (SATU, "A1", *NAIK)])
    target = targets([(1, 6, 4.0), (2, 6, 4.0)])
    laporan = realisasi([(1, 10, 4.0, "sd"), (2, 10, 1.0, "sd")])
    peta = bulan.summarise(year(item, target, laporan), OKT, ACUAN, KERANGKA).peta
    assert [r.kode for r in peta] == [SATU, DUA]
    assert peta[0].sel[0] is not None and peta[0].sel[1] is None


def test_trend_has_a_gap_where_nobody_reported() -> None:
    """A month without a report is missing from the trend, not 0."""
    points = bulan.trend({Periode(2026, 1): nilai(), Periode(2026, 3): nilai()}, Periode(2026, 3))
    assert [t.nilai is None for t in points] == [False, True, False]


def test_rank_needs_enough_due_items() -> None:
    """An OPD with fewer than five due items is told why it has no place."""
    item = items([(SATU, "A1", *NAIK)])
    skor = month(item, targets([(1, 6, 4.0)]), realisasi([(1, 10, 4.0, "sd")]))
    assert opd.rank_words(skor, SATU) == "Tanpa peringkat: baru 1 rencana aksi jatuh tempo, perlu sedikitnya 5."


# --- from a number back to its cells -------------------------------------------------------------------------------


def test_formula_has_its_figures() -> None:
    """The formula is printed with the figures that make it."""
    asal = traced(items([(SATU, "A1", *NAIK)]), targets([(1, 10, 10.0)]), realisasi([(1, 10, 9.0, "sd")]))[0]
    assert asal.rumus == "capaian = realisasi 9 ÷ target s.d. Oktober 10 × 100 = 90,0 %"


def test_lower_is_better_says_why_it_is_zero() -> None:
    """More than twice the target is 0, and the sentence says so."""
    item = items([(SATU, "A1", "posisi_akhir", "turun", "angka")])
    asal = traced(item, targets([(1, 10, 10.0)]), realisasi([(1, 10, 25.0, "sd")]))[0]
    assert asal.rumus.endswith("= 0,0 % (0 karena realisasi lebih dari dua kali target)")


def test_sum_of_months_is_written_out() -> None:
    """Months that are summed are all named, and so is the one that is missing."""
    laporan = realisasi([(1, b, 2.0, "bulan_ini") for b in range(1, 11) if b != 4])
    asal = traced(items([(SATU, "A1", *NAIK)]), targets([(1, 10, 20.0)]), laporan)[0]
    assert asal.realisasi.endswith("= 18; tanpa April")
    assert [b.dipakai for b in asal.bulan] == [True] * 9


def test_a_later_to_date_value_restarts_the_sum() -> None:
    """Only the months after the last to-date value are added to it."""
    laporan = realisasi([(1, 1, 5.0, "bulan_ini"), (1, 9, 7.0, "sd"), (1, 10, 2.0, "bulan_ini")])
    asal = traced(items([(SATU, "A1", *NAIK)]), targets([(1, 10, 20.0)]), laporan)[0]
    assert asal.realisasi == "s.d. Oktober = 7 (s.d. Sep) + 2 (Okt) = 9"
    assert [(b.periode.bulan, b.dipakai) for b in asal.bulan] == [(1, False), (9, True), (10, True)]


def test_not_reported_has_no_number() -> None:
    """An item without this month's report shows why there is no capaian, and keeps its earlier cells."""
    asal = traced(items([(SATU, "A1", *NAIK)]), targets([(1, 6, 4.0)]), realisasi([(1, 9, 2.0, "sd")]))[0]
    assert asal.rumus == "belum dilaporkan untuk Oktober 2026, jadi belum ada capaian"
    assert (asal.realisasi, [b.sel for b in asal.bulan]) == ("", ["Realisasi!F1"])


def test_target_names_its_cell() -> None:
    """The target to date names the month it is from and the road map's cell."""
    asal = traced(items([(SATU, "A1", *NAIK)]), targets([(1, 6, 4.0), (1, 0, 9.0)]), realisasi([(1, 10, 3.0, "sd")]))[0]
    assert asal.target.startswith("s.d. Oktober 4 dokumen = target Juni (sel K1). Setahun 2026: 9 dokumen (sel K1).")


@settings(deadline=None)
@given(
    values=some.lists(
        some.tuples(some.sampled_from(["bulan_ini", "sd"]), some.integers(0, 9)), min_size=1, max_size=10
    ),
    akumulasi=some.sampled_from(["jumlah", "kumulatif", "rata_rata", "posisi_akhir"]),
)
def test_shown_arithmetic_holds(values: list[tuple[str, int]], akumulasi: str) -> None:
    """Whatever the months hold, the parts shown make exactly the realisasi that the scoring uses."""
    laporan = realisasi([(1, b, float(v), s) for b, (s, v) in enumerate(values, start=1)])
    periode = Periode(2026, len(values))
    item, target = items([(SATU, "A1", akumulasi, "naik", "angka")]), targets([(1, 1, 5.0)])
    skor = month(item, target, laporan, periode)
    row = rencana.rencana_of(skor)[0]
    by_month = rencana._last_rows(laporan.to_dict("records"), periode)
    terms = rencana._terms(row, by_month, periode)
    assert terms, "the scoring's parts must be found again"
    total = math.fsum(v for _, v, _ in terms)
    assert math.isclose(total / (len(terms) if akumulasi == "rata_rata" else 1), row.realisasi_sd or 0.0, abs_tol=1e-9)


# --- a checked file ------------------------------------------------------------------------------------------------


def test_worst_findings_first() -> None:
    """What must be repaired stands above what is only noted."""
    found = [
        Finding(TingkatTemuan.CATATAN, "X", "c"),
        Finding(TingkatTemuan.GALAT, "Y", "a"),
        Finding(TingkatTemuan.PERINGATAN, "Z", "b"),
    ]
    assert [r[0] for r in unggah.finding_rows(found)] == ["Wajib diperbaiki", "Perlu dicek", "Catatan"]


def test_unknown_opd_keeps_its_code() -> None:
    """An OPD that only the road map names is shown by its code and not lost."""
    item = items([("ASING", "A1", *NAIK)])
    skor = month(item, targets([(1, 6, 4.0)]), realisasi([(1, 10, 4.0, "sd")]))
    assert opd.choices(ACUAN, skor)["ASING"] == "ASING"
    assert bulan.summarise({OKT: skor}, OKT, ACUAN, KERANGKA).peta[0].nama == "ASING"
