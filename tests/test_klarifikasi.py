"""Perlu klarifikasi: every question is drawn once as a table, beside the ordinary case that must not be asked about."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as some
from test_scoring import ATURAN, GRUP, REGISTER, SKALA, frames

from progress.model import Periode
from progress.sajian import klarifikasi as sajian
from progress.scoring import Skor, score
from progress.scoring.klarifikasi import Hal, Klarifikasi, questions

BERKAS = {100 + b: f"laporan {b}.xlsx" for b in range(1, 13)}


def asked(
    text: str, bulan: int = 10, lama: tuple[str, ...] = (), bukti: dict[tuple[int, int], str] | None = None
) -> tuple[Klarifikasi, ...]:
    """The questions of one month; `bukti` is the evidence by (item, month). The file of month b is number 100 + b."""
    items, targets, realisasi = with_evidence(*frames(text), bukti or {})
    tahun = {Periode(2026, b): scored(items, targets, realisasi, b) for b in {*realisasi["bulan"], bulan} if b <= bulan}
    maps = [frames(one)[1].assign(sel="K7") for one in lama] + [targets]
    return questions(items, targets, realisasi, tahun, Periode(2026, bulan), list(enumerate(maps, start=1)))


def scored(items: pd.DataFrame, targets: pd.DataFrame, realisasi: pd.DataFrame, bulan: int) -> Skor:
    return score(items, targets, realisasi, REGISTER, Periode(2026, bulan), ATURAN, SKALA, GRUP)


def with_evidence(
    items: pd.DataFrame, targets: pd.DataFrame, realisasi: pd.DataFrame, bukti: dict[tuple[int, int], str]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    keys = list(zip(realisasi["item_id"], realisasi["bulan"], strict=True))
    sel = [f'{{"realisasi":"F{9 + i}","bukti":"K{9 + i}","realisasi_anggaran_rp":"J{9 + i}"}}' for i, _ in keys]
    said = pd.Series([bukti.get(k) for k in keys], dtype=object, index=realisasi.index)
    return items, targets.assign(sel=pd.Series(["M7"] * len(targets), dtype=object, index=targets.index)), realisasi.assign(bukti=said, sel=sel)  # fmt: skip


def kinds(found: tuple[Klarifikasi, ...]) -> list[tuple[str, str]]:
    return [(k.opd, k.hal.value) for k in found]


def words(found: tuple[Klarifikasi, ...]) -> list[str]:
    return [b.kalimat for b in sajian.lines(found, BERKAS, lambda kode: kode)]


def rows(*lines: str) -> str:
    return "opd|indikator|akumulasi|target|realisasi\n" + "\n".join(lines)


def copy(opd: str, values: list[float], month: str = "10") -> list[str]:
    return [f"{opd}|Indikator {n}|posisi_akhir|6:99|{month}:{v}" for n, v in enumerate(values)]


def test_values_of_another_opd() -> None:
    """Five telling values that are all equal to another OPD's are asked of both, with a cell of each side."""
    values = [12.5, 37.0, 41.0, 8.0, 63.0]
    found = asked(rows(*copy("dinkes", values), *copy("disdik", values)))
    assert kinds(found) == [("dinkes", "salinan opd"), ("disdik", "salinan opd")]
    assert (found[0].sama, found[0].dari) == (5, 5)
    assert words(found)[0] == (
        "5 dari 5 nilai indikator yang sama persis sama dengan laporan disdik; misalnya 12,5 (sel Realisasi!F10 pada "
        "laporan 10.xlsx) dan 12,5 (sel Realisasi!F15)."
    )


def test_what_honest_reports_share() -> None:
    """Zeros, ones, full percentages, targets that are met, and four equal values are shared without copying."""
    plain = [0.0, 1.0, 100.0, 99.0, 0.0, 1.0]
    assert asked(rows(*copy("dinkes", plain), *copy("disdik", plain))) == ()
    assert asked(rows(*copy("dinkes", [12.5, 37, 41, 8, 63]), *copy("disdik", [12.5, 37, 41, 8, 64]))) == ()
    assert asked(rows(*copy("dinkes", [12.5, 37, 41, 8]), *copy("disdik", [12.5, 37, 41, 8]))) == ()


def test_month_sent_again() -> None:
    """A report whose telling values are those of the month before is asked about once."""
    lines = [f"dinkes|Indikator {n}|posisi_akhir|6:99|9:{v} 10:{v}" for n, v in enumerate([12.5, 37, 41, 8, 63])]
    found = asked(rows(*lines))
    assert kinds(found) == [("dinkes", "salinan bulan")]
    assert words(found)[0].startswith(
        "5 dari 5 nilai tidak berubah sejak September 2026; misalnya 12,5 (sel Realisasi!F10"
    )
    assert asked(rows(*lines[:4], "dinkes|Indikator 4|posisi_akhir|6:99|9:63 10:64")) == ()


def test_jump() -> None:
    """A change far outside the item's own changes is asked about; the same change in a restless item is not."""
    calm = "5:50 6:51 7:52 8:53 9:54"
    found = asked(rows(f"dinkes|x|posisi_akhir|6:99|4:49 {calm} 10:95"))
    assert kinds(found) == [("dinkes", "lonjakan")]
    assert found[0].lain and (found[0].lain.nilai, found[0].batas) == (54.0, (-23.75, 25.75))
    assert asked(rows("dinkes|x|posisi_akhir|6:99|4:20 5:60 6:30 7:70 8:20 9:54 10:95")) == ()
    assert asked(rows("dinkes|x|posisi_akhir|6:99|7:52 8:53 9:54 10:95")) == ()  # too short a history


def test_quarterly_work_is_no_jump() -> None:
    """Sums that stand still and move every third month are ordinary."""
    assert asked(rows("dinkes|x|jumlah|th:12 12:12|1:0sd 2:0sd 3:3sd 4:3sd 5:3sd 6:6sd 7:6sd 8:6sd 9:9sd"), 9) == ()


def test_full_year_in_january() -> None:
    """The year's target reached in January is asked about with the target's cell, unless January is when it is due."""
    found = asked(rows("dinkes|x|posisi_akhir|th:80|1:82"), 1)
    assert kinds(found) == [("dinkes", "target januari")]
    assert words(found)[0] == (
        "Tertulis 82 (sel Realisasi!F10 pada laporan 1.xlsx), sedangkan target setahun 80 (sel M7 road map). "
        "Apakah targetnya terlalu rendah?"
    )
    assert asked(rows("dinkes|x|posisi_akhir|th:80 1:80|1:82"), 1) == ()
    assert asked(rows("dinkes|x|posisi_akhir|th:80|2:82"), 2) == ()


def test_eased_target() -> None:
    """A year's target that a later road map made easier is asked about, for both directions, with both cells."""
    head = "opd|arah|akumulasi|target|realisasi\n"
    old = f"{head}dinkes|naik|posisi_akhir|th:80|10:1\ndisdik|turun|posisi_akhir|th:5|10:1\ndlh|naik|posisi_akhir|th:7|"
    new = f"{head}dinkes|naik|posisi_akhir|th:60|10:1\ndisdik|turun|posisi_akhir|th:9|10:1\ndlh|naik|posisi_akhir|th:8|"
    found = asked(new, lama=(old,))
    assert kinds(found) == [("dinkes", "target turun"), ("disdik", "target turun")]
    assert words(found)[0] == "Target setahun 80 (sel K7) road map versi 1 menjadi 60 (sel M7) road map versi 2."


def test_eased_target_behind_a_later_version() -> None:
    """A version that repeats the easier target hides nothing; one that restores the old target leaves nothing to ask."""

    def road_map(target: str) -> str:
        return rows(f"dinkes|x|jumlah|{target}|10:1sd")

    hard, easy = road_map("3:5sd 12:20sd"), road_map("3:5sd 12:12sd")
    (found,) = asked(easy, lama=(hard, easy))
    assert (found.ini.nilai, found.lain and found.lain.nilai, found.lain and found.lain.versi) == (12.0, 20.0, 1)
    assert asked(hard, lama=(hard, easy)) == ()


def test_to_date_value_that_falls() -> None:
    """A cumulative value below the last one reported is asked about, also over a month without a report; a position is not."""
    assert kinds(asked(rows("dinkes|x|kumulatif|6:99|8:45 10:40"))) == [("dinkes", "nilai turun")]
    assert kinds(asked(rows("dinkes|x|jumlah|6:99|9:45sd 10:40sd"))) == [("dinkes", "nilai turun")]
    assert asked(rows("dinkes|x|jumlah|6:99|9:45bi 10:40bi")) == ()
    assert asked(rows("dinkes|x|posisi_akhir|6:99|9:45 10:40")) == ()


def test_without_evidence() -> None:
    """Reached for the first time without evidence, in a report that usually gives it."""
    lines = [f"dinkes|Indikator {n}|posisi_akhir|6:50|9:{n + 30} 10:{v}" for n, v in enumerate([40, 41, 55])]
    usual = {(1, 10): "Foto", (2, 10): "Foto"}
    found = asked(rows(*lines), bukti=usual)
    assert kinds(found) == [("dinkes", "tanpa bukti")]
    assert words(found) == [
        "Capaian 110,0 % (sel Realisasi!F12 pada laporan 10.xlsx), sedangkan buktinya kosong (sel Realisasi!K12)."
    ]
    assert asked(rows(*lines)) == ()  # this OPD gives none anywhere
    assert asked(rows(*lines), bukti=usual | {(3, 9): "Notula"}) == ()
    assert (
        asked(rows(lines[0], lines[1], "dinkes|z|posisi_akhir|6:50|9:60 10:61"), bukti=usual) == ()
    )  # not the first time


def test_money_far_ahead() -> None:
    """Three quarters of the money gone with capaian fifty points behind is asked about, with both cells."""
    head = "opd|akumulasi|anggaran_rp|target|realisasi|uang\n"
    found = asked(f"{head}dinkes|posisi_akhir|1000|6:100|10:20|10:900sd")
    assert kinds(found) == [("dinkes", "serapan")]
    assert words(found) == [
        "Serapan 90,0 % (Rp900, sel Realisasi!J10 pada laporan 10.xlsx) dan capaian 20,0 % (20, sel Realisasi!F10)."
    ]
    assert asked(f"{head}dinkes|posisi_akhir|1000|6:100|10:50|10:900sd") == ()
    assert asked(f"{head}dinkes|posisi_akhir|1000|6:100|10:10|10:700sd") == ()


CELLS = some.dictionaries(
    some.integers(1, 12), some.tuples(some.floats(0, 500) | some.integers(0, 9).map(float), some.sampled_from(["sd", "bi", ""])), max_size=12
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(some.sampled_from(["dinkes", "disdik"]), some.sampled_from(["jumlah", "kumulatif", "posisi_akhir", "rata_rata"]), CELLS), min_size=1, max_size=8), some.integers(1, 12), some.randoms(use_true_random=False))  # fmt: skip
def test_laws(made: list[tuple[str, str, dict[int, Any]]], bulan: int, random: Any) -> None:
    """Whatever is reported: no exception, a cell for every side, a sentence for every question, later months never speak, order never matters."""
    lines = [
        f"{opd}|i{n}|{akumulasi}|th:100 6:50|{' '.join(f'{b}:{v:.4f}{s}' for b, (v, s) in cells.items())}"
        for n, (opd, akumulasi, cells) in enumerate(made)
    ]
    items, targets, realisasi = with_evidence(*frames(rows(*lines)), {})
    tahun = {Periode(2026, b): scored(items, targets, realisasi, b) for b in {*realisasi["bulan"], bulan} if b <= bulan}
    now = Periode(2026, bulan)
    found = questions(items, targets, realisasi, tahun, now)
    assert all(k.ini.sel and (k.lain is None or k.lain.sel) for k in found)
    assert all(words(found))
    past = realisasi[realisasi["bulan"] <= bulan]
    assert found == questions(items, targets, past.sample(frac=1, random_state=random.randrange(99)), tahun, now)
    assert {k.hal for k in found} <= set(Hal)
