"""Several files of one OPD and month: parts beside each other or one in the place of others, and no item twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import acuan
from test_intake import AGEN, NOW, PUAS, SOP, report, road_map, take, values

from loaders.matching import row_key
from progress.intake import Penerima
from progress.model import Periode
from progress.store import Ingatan, Store
from progress.tempat import PENGGANTI, TAMBAHAN, Tempat, place

EXTRA = ["D4", "A1", "Dinkes", "Lain", "Jumlah", "Kali", "naik", "jumlah", 4]
LAIN = ["Lain", "Jumlah", "Kali", 4, 2]
TANYA = "bagian:DINKES:2026-10"


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), acuan()) as p:
        take(p, road_map(tmp_path, EXTRA))
        yield p


def three(penerima: Penerima, tmp_path: Path) -> None:
    """Three bidang: SOP; AGEN; PUAS."""
    for n, row in enumerate((SOP, AGEN, PUAS), 1):
        take(penerima, report(tmp_path, row, name=f"bidang{n}.xlsx"))
    assert values(penerima) == {"D1": 5, "D2": 10, "D3": 81}


def rows(*about: int | str, nilai: float | None = 1, kosong: str | None = None) -> list[dict[str, Any]]:
    """Rows of an item (a number) or of words without one."""
    return [
        {"item_id": a if isinstance(a, int) else None, "rencana_aksi": f"aksi {a}", "indikator": None}
        | {"nilai": nilai, "teks": None, "kosong": kosong, "lembar": "L", "sel": "F5"}
        for a in about
    ]


def sent(bagian: str, *about: int | str, **other: Any) -> dict[str, Any]:
    return {"bagian": bagian, "sha256": bagian or "0", "nama_berkas": f"{bagian}.xlsx", "baris": rows(*about, **other)}


class TestPlace:
    def test_alone(self) -> None:
        """The first of a month."""
        assert place(rows(1, 2), [], "x", None) == Tempat("")

    def test_correction_of_one_of_three(self) -> None:
        """The same rows take the place of that part alone."""
        others = [sent("", 1, 2), sent("2", 3, 4), sent("3", 5)]
        assert place(rows(3, 4), others, "x", None) == Tempat("2")

    def test_all_of_three(self) -> None:
        """A file of every row replaces every part, most shared rows first."""
        others = [sent("", 1), sent("2", 3, 4), sent("3", 5)]
        assert place(rows(1, 3, 4, 5), others, "x", None) == Tempat("2", ("", "3"))

    def test_few_shared_rows_are_a_part_more(self) -> None:
        """One row of four is another part's: that part keeps it, and the sender may say otherwise."""
        found = place(rows(1, 7, 8, 9), [sent("", 1, 2)], "x", None)
        assert (found.bagian, found.baku, [r["item_id"] for r, _, _ in found.bentrok]) == ("2", TAMBAHAN, [1])
        replaced = place(rows(1, 7, 8, 9), [sent("", 1, 2)], "x", PENGGANTI)
        assert (replaced.bagian, replaced.hilang, replaced.bentrok) == ("", ("aksi 2",), ())

    def test_mostly_shared_rows_are_a_replacement(self) -> None:
        """A row renamed: replacement, with what vanishes."""
        found = place(rows(1, 2, 3, "baru"), [sent("", 1, 2, 3, 4)], "x", None)
        assert (found.bagian, found.baku, found.hilang) == ("", PENGGANTI, ("aksi 4",))

    def test_a_part_held_entirely_is_replaced_also_by_a_part_more(self) -> None:
        """All of part 2 and one row of part 3: part 2 gives way, part 3 keeps its row."""
        found = place(rows(3, 4, 5, 7, 8, 9), [sent("", 1), sent("2", 3, 4), sent("3", 5, 6)], "x", TAMBAHAN)
        assert (found.bagian, found.juga, [r["item_id"] for r, _, _ in found.bentrok]) == ("2", (), [5])

    def test_disjoint_rows_may_replace_one_or_all(self) -> None:
        """Of several parts the sender says which."""
        others = [sent("", 1), sent("2", 2)]
        assert place(rows(9), others, "x", None).baku == TAMBAHAN
        assert place(rows(9), others, "x", PENGGANTI).juga == ("2",)
        one = place(rows(9), others, "x", f"{PENGGANTI}:2")
        assert (one.bagian, one.juga, one.hilang) == ("2", (), ("aksi 2",))

    def test_a_row_that_found_its_item_meanwhile_has_not_vanished(self) -> None:
        """In force it has only words; now it has an item."""
        mine = [rows("x")[0] | {"item_id": 7}]
        assert place(mine, [sent("", "x")], "y", None) == Tempat("")
        assert place(rows("x"), [{**sent("", 7), "baris": mine}], "y", None) == Tempat("")

    def test_equal_words_of_two_items_are_two(self) -> None:
        """The same action in two areas: words do not make them one."""
        others = [{**sent("", 1), "baris": [rows("x")[0] | {"item_id": 1}]}]
        assert place([rows("x")[0] | {"item_id": 2}], others, "y", None).baku == TAMBAHAN

    def test_a_value_that_becomes_empty_is_named(self) -> None:
        """Another bidang's form with all rows and only its own filled in; NIHIL is an answer, not a loss."""
        assert place(rows(1, nilai=None, kosong="kosong"), [sent("", 1)], "x", None).kosong == ("aksi 1",)
        assert place(rows(1, nilai=None, kosong="nihil"), [sent("", 1)], "x", None).kosong == ()
        assert place(rows(1, nilai=None, kosong="kosong"), [sent("", 1, nilai=None)], "x", None).kosong == ()


def test_an_item_of_two_parts_is_held_with_both_cells(penerima: Penerima, tmp_path: Path) -> None:
    """The part in force keeps it; the row of the new part is stored without an item."""
    take(penerima, report(tmp_path, SOP, AGEN, name="bidang1.xlsx"))
    checked, _ = take(penerima, report(tmp_path, PUAS, LAIN, [*SOP[:4], 9], name="bidang2.xlsx"))
    (said,) = checked.ditahan
    assert "Sel F7 lembar Lembar berkas ini dan sel F5 lembar Lembar berkas bidang1.xlsx" in said
    assert [(f.kode, f.sel) for f in checked.temuan if f.kode == "DI_BAGIAN_LAIN"] == [("DI_BAGIAN_LAIN", "F7")]
    assert values(penerima) == {"D1": 5, "D2": 10, "D3": 81, "D4": 2}


def test_three_parts_survive_a_new_road_map(penerima: Penerima, tmp_path: Path) -> None:
    """Each is read again and stays beside the others; a correction still finds its part."""
    three(penerima, tmp_path)
    take(penerima, road_map(tmp_path, EXTRA, [*EXTRA[:3], "Lain lagi", *EXTRA[4:]]))
    assert values(penerima) == {"D1": 5, "D2": 10, "D3": 81}
    checked, status = take(penerima, report(tmp_path, [*AGEN[:4], 11], name="bidang2b.xlsx"))
    assert (checked.pertanyaan, checked.ditahan, status) == ([], [], ["versi_baru"])
    assert values(penerima) == {"D1": 5, "D2": 11, "D3": 81}


def test_one_of_three_is_replaced_by_choice(penerima: Penerima, tmp_path: Path) -> None:
    """With other rows altogether, the choice names the files."""
    three(penerima, tmp_path)
    file = report(tmp_path, LAIN, name="baru.xlsx")
    (question,) = penerima.check(file).pertanyaan
    (second,) = [k for k, words in question.pilihan.items() if "bidang2.xlsx" in words]
    take(penerima, file, jawaban={TANYA: second})
    assert values(penerima) == {"D1": 5, "D3": 81, "D4": 2}


def remembered(penerima: Penerima, row: list[Any], kode: str) -> Ingatan:
    items = penerima.store.items("pamekasan")
    item_id = int(items.loc[items["kode"] == kode, "item_id"].iloc[0])
    key = row_key({"kode": None, "rencana_aksi": row[0], "indikator": row[1], "area": None})
    return Ingatan("kecocokan", "DINKES", key, f'{{"item_id": {item_id}, "tertulis": ""}}')


def test_a_new_road_map_that_makes_two_rows_one_item_keeps_the_first(penerima: Penerima, tmp_path: Path) -> None:
    """The reports are all read again; the row that came in between says where its item is reported."""
    three(penerima, tmp_path)
    penerima.store.remember("pamekasan", [remembered(penerima, AGEN, "D1")], waktu=NOW, oleh="uji")
    take(penerima, road_map(tmp_path, EXTRA, [*EXTRA[:3], "Lain lagi", *EXTRA[4:]]))
    assert values(penerima) == {"D1": 5, "D3": 81}
    found = [
        f.pesan
        for kiriman_id in penerima.store.kiriman("pamekasan").query("status == 'aktif'")["kiriman_id"]
        for f in penerima.store.temuan("pamekasan", int(kiriman_id))
        if f.kode == "DI_BAGIAN_LAIN"
    ]
    assert ["bidang1.xlsx" in said for said in found] == [True]


def test_two_parts_that_change_items_with_each_other_both_find_them(penerima: Penerima, tmp_path: Path) -> None:
    """The order in which they are read again does not matter."""
    three(penerima, tmp_path)
    swapped = [remembered(penerima, SOP, "D2"), remembered(penerima, AGEN, "D1")]
    penerima.store.remember("pamekasan", swapped, waktu=NOW, oleh="uji")
    take(penerima, road_map(tmp_path, EXTRA, [*EXTRA[:3], "Lain lagi", *EXTRA[4:]]))
    assert values(penerima) == {"D1": 10, "D2": 5, "D3": 81}


def test_the_same_file_for_two_months_is_read_again_for_both(penerima: Penerima, tmp_path: Path) -> None:
    """A report taken for September and October by choice keeps both after a new road map."""
    plan = road_map(tmp_path, EXTRA, [*EXTRA[:3], "Menanam pohon", *EXTRA[4:]])
    file = report(tmp_path, SOP, ["Menanam pohon", "Jumlah", "Kali", 4, 3])
    for bulan in (9, 10):
        take(penerima, file, periode=Periode(2026, bulan))
    take(penerima, plan)
    found = penerima.store.realisasi("pamekasan", 2026)
    assert sorted(found.groupby("bulan").size().items()) == [(9, 2), (10, 2)]
