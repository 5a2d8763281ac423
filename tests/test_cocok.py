"""Rows that words alone cannot match: what a person says is used, remembered, and never silently against a kode."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kit import acuan
from test_intake import HEAD, NOW, SOP, berkas, report, road_map, take, values

from loaders.contract import Temuan
from loaders.matching import Kecocokan, match, row_key
from progress.intake import BUKAN, Penerima, kunci_cocok
from progress.store import Berkas, Store

DINKES = "DINKES"
LATIH = ["Pelatihan pegawai agen", "Banyaknya agen", "Orang", 20, 10]
POHON = ["Menanam pohon", "Jumlah pohon", "Pohon", 4, 2]


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), acuan()) as p:
        yield p


def plan(*items: tuple[str | None, str, str | None, str | None]) -> list[dict[str, Any]]:
    """Items of (kode, rencana aksi, indikator, area); item_id counts from 1."""
    common = {"jenis": "angka", "akumulasi": "jumlah", "satuan": None, "skala": None}
    return [
        common | {"item_id": n, "kode": k, "rencana_aksi": r, "indikator": i, "area": a}
        for n, (k, r, i, a) in enumerate(items, 1)
    ]


def row(
    aksi: str, kode: str | None = None, area: str | None = None, baris: int = 5, nilai: float = 2
) -> dict[str, Any]:
    cells = {"rencana_aksi": f"B{baris}", "realisasi": f"F{baris}", "kode": f"A{baris}"}
    missing = ("capaian_dilaporkan_pct", "anggaran_rp", "realisasi_anggaran_rp", "kendala", "tindak_lanjut", "bukti")
    return dict.fromkeys(missing) | {
        "lembar": "L", "baris": baris, "kode": kode, "rencana_aksi": aksi, "indikator": None, "area": area, "satuan": None,
        "target": None, "realisasi": nilai, "sel": cells, "kosong": {}, "sifat": "sd", "sifat_anggaran": None, "periode": "2026-10",
    }  # fmt: skip


def matched(
    rows: list[dict[str, Any]], items: list[dict[str, Any]], ingatan: dict[str, int | None] | None = None
) -> tuple[Kecocokan, dict[str, str | None]]:
    """What is found, and code -> cell of every finding."""
    temuan = Temuan()
    found = match(rows, items, {}, {}, "Dinas Kesehatan", temuan, ingatan)
    return found, {f.kode: f.sel for f in temuan.rows}


def ids(found: Kecocokan) -> list[int | None]:
    return [b["item_id"] for b in found.baris]


def test_a_likeness_taken_back_is_a_question(penerima: Penerima, tmp_path: Path) -> None:
    """'Menyusunn SOP' is item D1 until a person says that it is not."""
    take(penerima, road_map(tmp_path))
    file = report(tmp_path, ["Menyusunn SOP", "Jumlah SOP", "Dokumen", 10, 5])
    (batal,) = [k for k in penerima.check(file).perbaikan if "BARIS_COCOK_MIRIP" in k]
    checked = penerima.check(file, jawaban={batal: "ya"})
    assert [question.tertulis for _, question in checked.belum_cocok] == ["Menyusunn SOP"]


class TestMatch:
    PLAN = plan(
        ("D1", "Menyusun SOP layanan", None, "A1"),
        ("D2", "Melatih agen perubahan", None, "A1"),
        ("D3", "Melatih agen perubahan desa", None, "A4"),
    )

    def test_what_was_remembered_decides(self) -> None:
        """A row that no words match is the item a person named, and a note says so."""
        one = row("Bimtek pegawai")
        found, said = matched([one], self.PLAN, {row_key(one): 2})
        assert (ids(found), said, found.tidak_cocok) == ([2], {"KECOCOKAN_DIPAKAI": "B5"}, 0)

    def test_what_was_remembered_is_stronger_than_words(self) -> None:
        """The words of item 1, remembered as item 2, are item 2."""
        one = row("Menyusun SOP layanan")
        assert ids(matched([one], self.PLAN, {row_key(one): 2})[0]) == [2]

    def test_an_item_no_longer_in_force_is_as_if_never_said(self) -> None:
        """An item_id that the road map does not hold leaves the row open again."""
        one = row("Bimtek pegawai")
        found, said = matched([one], self.PLAN, {row_key(one): 99})
        assert (ids(found), said) == ([None], {"BARIS_TIDAK_COCOK": "B5"})
        assert [q.kunci for q in found.terbuka] == [row_key(one)]

    def test_deliberately_none_is_a_note_and_no_question(self) -> None:
        """'Bukan rencana aksi road map' is not counted as unmatched."""
        one = row("Apel pagi")
        found, said = matched([one], self.PLAN, {row_key(one): None})
        assert (ids(found), said, found.tidak_cocok, found.terbuka) == ([None], {"BUKAN_RENCANA_AKSI": "B5"}, 0, [])

    def test_a_kode_that_its_words_bear_out_wins_and_is_said(self) -> None:
        """Kode and words agree on item 1, the answer named item 2: item 1, with a warning at the kode."""
        one = row("Menyusun SOP layanan", kode="D1")
        found, said = matched([one], self.PLAN, {row_key(one): 2})
        assert (ids(found), said) == ([1], {"KODE_LAWAN_KECOCOKAN": "A5"})

    def test_an_answer_settles_kode_against_words_and_is_said(self) -> None:
        """The kode of item 1 beside the words of item 2 is open until answered, and warned about each time."""
        one = row("Melatih agen perubahan", kode="D1")
        assert matched([one], self.PLAN)[1] == {"KODE_TEKS_BERBEDA": "A5"}
        found, said = matched([one], self.PLAN, {row_key(one): 2})
        assert (ids(found), said) == ([2], {"KECOCOKAN_LAWAN_KODE": "A5"})
        found, said = matched([one], self.PLAN, {row_key(one): 1})
        assert (ids(found), said) == ([1], {"KECOCOKAN_DIPAKAI": "B5"})

    def test_two_rows_to_one_item_stay_double(self) -> None:
        """The first row in the sheet has the value, the other names it."""
        a, b = row("Bimtek pegawai", baris=5), row("Bimtek staf", baris=6)
        found, said = matched([a, b], self.PLAN, {row_key(a): 2, row_key(b): 2})
        assert (ids(found), said["BARIS_GANDA"]) == ([2, None], "B6")

    def test_the_words_of_an_item_already_confirmed_for_another_row_are_double(self) -> None:
        """It is not said that the road map lacks what it holds."""
        a, b = row("Bimtek pegawai", baris=5), row("Menyusun SOP layanan", baris=6)
        found, said = matched([a, b], self.PLAN, {row_key(a): 1})
        assert (ids(found), said["BARIS_GANDA"]) == ([1, None], "B6")
        assert "BARIS_TIDAK_COCOK" not in said

    def test_likeness_across_two_areas_is_asked(self) -> None:
        """One letter off, but reported under another area than the road map's: no guess is stored."""
        found, said = matched([row("Menyusunn SOP layanan", area="A3")], self.PLAN)
        assert (ids(found), said) == ([None], {"BARIS_TIDAK_COCOK": "B5"})
        assert found.terbuka[0].dekat[0][0] == 1

    def test_the_nearest_free_items_come_first(self) -> None:
        """At most five, none that another row took; a guess only where one is clearly ahead."""
        rows = [row("Menyusun SOP layanan", baris=5), row("Agen perubahan", baris=6)]
        found, _ = matched(rows, self.PLAN)
        (question,) = found.terbuka
        assert [i for i, _ in question.dekat] == [2, 3]
        assert found.bebas == [2, 3]
        clear, _ = matched([row("Menyusun SOP layanan umum")], self.PLAN)
        assert clear.terbuka[0].dugaan == 1

    def test_rows_of_the_same_words_are_one_question(self) -> None:
        """They cannot be answered apart; both cells are shown."""
        found, _ = matched([row("Apel pagi", baris=5), row("Apel pagi", baris=9)], self.PLAN)
        assert [(q.tertulis, q.sel) for q in found.terbuka] == [("Apel pagi", ("B5", "B9"))]


def open_key(penerima: Penerima, file: Berkas) -> str:
    (found,) = penerima.check(file).belum_cocok
    return kunci_cocok(found[0].opd.kode, found[1].kunci)


def item_id(penerima: Penerima, kode: str) -> str:
    items = penerima.store.items("pamekasan")
    return str(items.loc[items["kode"] == kode, "item_id"].iloc[0])


def test_an_answer_scores_now_and_needs_no_hand_next_month(penerima: Penerima, tmp_path: Path) -> None:
    """September is answered once; October with the same words is matched by itself."""
    take(penerima, road_map(tmp_path))
    september = report(tmp_path, LATIH, bulan="September", name="s.xlsx")
    kunci = open_key(penerima, september)
    take(penerima, september, jawaban={kunci: item_id(penerima, "D2")})
    checked, _ = take(penerima, report(tmp_path, [*LATIH[:4], 12]))
    assert checked.belum_cocok == []
    assert {f.kode for f in checked.temuan} >= {"KECOCOKAN_DIPAKAI"}
    assert values(penerima) == {"D2": 12}


def test_another_opd_does_not_inherit_an_answer(penerima: Penerima, tmp_path: Path) -> None:
    """The same words of another OPD are asked about."""
    social = ["S1", "A1", "Dinsos", "Melatih agen perubahan", "Jumlah agen", "Orang", "naik", "jumlah", 20]
    take(penerima, road_map(tmp_path, social))
    file = report(tmp_path, LATIH)
    take(penerima, file, jawaban={open_key(penerima, file): item_id(penerima, "D2")})
    other = penerima.check(report(tmp_path, LATIH, opd="Dinas Sosial", name="sos.xlsx"))
    assert len(other.belum_cocok) == 1


def test_what_is_no_road_map_row_is_asked_once(penerima: Penerima, tmp_path: Path) -> None:
    """Next month it is a note, and nothing is counted as unmatched."""
    take(penerima, road_map(tmp_path))
    september = report(tmp_path, POHON, bulan="September", name="s.xlsx")
    take(penerima, september, jawaban={open_key(penerima, september): BUKAN})
    checked = penerima.check(report(tmp_path, POHON, SOP))
    assert [p.tidak_cocok for p in checked.bagian] == [0]
    assert [f.sel for f in checked.temuan if f.kode == "BUKAN_RENCANA_AKSI"] == ["B5"]


def test_an_answer_survives_a_new_road_map_and_being_forgotten(penerima: Penerima, tmp_path: Path) -> None:
    """The accepted report keeps the answer that its score rests on; the next file is asked again."""
    take(penerima, road_map(tmp_path))
    file = report(tmp_path, LATIH)
    take(penerima, file, jawaban={open_key(penerima, file): item_id(penerima, "D2")})
    (known,) = penerima.store.recall("pamekasan", "kecocokan")
    penerima.store.forget("pamekasan", known.ingatan_id, waktu=NOW, oleh="uji")
    take(penerima, road_map(tmp_path, ["D4", "A1", "Dinkes", "Lain", "Jumlah", "Kali", "naik", "jumlah", 4]))
    assert values(penerima) == {"D2": 10}
    assert penerima.store.recall("pamekasan", "kecocokan") == []
    assert len(penerima.check(report(tmp_path, [*LATIH[:4], 11], name="baru.xlsx")).belum_cocok) == 1


def test_a_remembered_match_is_kept_with_every_report_that_used_it(penerima: Penerima, tmp_path: Path) -> None:
    """October was matched by memory alone; forgetting and a new road map do not take its value away."""
    take(penerima, road_map(tmp_path))
    september = report(tmp_path, LATIH, bulan="September", name="s.xlsx")
    take(penerima, september, jawaban={open_key(penerima, september): item_id(penerima, "D2")})
    take(penerima, report(tmp_path, [*LATIH[:4], 12]))
    (known,) = penerima.store.recall("pamekasan", "kecocokan")
    penerima.store.forget("pamekasan", known.ingatan_id, waktu=NOW, oleh="uji")
    take(penerima, road_map(tmp_path, ["D4", "A1", "Dinkes", "Lain", "Jumlah", "Kali", "naik", "jumlah", 4]))
    assert values(penerima) == {"D2": 12}


def test_a_wrong_answer_is_mended_by_answering_again(penerima: Penerima, tmp_path: Path) -> None:
    """The same file with another answer is a new version; without one it changes nothing."""
    take(penerima, road_map(tmp_path))
    file = report(tmp_path, LATIH)
    kunci = open_key(penerima, file)
    take(penerima, file, jawaban={kunci: item_id(penerima, "D1")})
    assert values(penerima) == {"D1": 10}
    assert take(penerima, file)[1] == ["sama"]
    assert take(penerima, file, jawaban={kunci: item_id(penerima, "D2")})[1] == ["versi_baru"]
    assert values(penerima) == {"D2": 10}
    assert take(penerima, file)[1] == ["sama"]
    assert len(penerima.store.recall("pamekasan", "kecocokan")) == 1


def test_the_answers_of_a_book_stay_with_their_opd_after_a_new_road_map(penerima: Penerima, tmp_path: Path) -> None:
    """One file of two OPD with the same words: each keeps its own answer when it is read again."""
    social = ["S1", "A1", "Dinsos", "Melatih agen perubahan", "Jumlah agen", "Orang", "naik", "jumlah", 20]
    take(penerima, road_map(tmp_path, social))
    head = ["No", "Perangkat Daerah", *HEAD[1:]]
    rows = [
        ["LAPORAN RENCANA AKSI RB"],
        ["Bulan : Oktober 2026"],
        head,
        [1, "Dinas Kesehatan", *LATIH],
        [2, "Dinas Sosial", *LATIH],
    ]
    book = berkas(tmp_path, rows, "buku.xlsx")
    answers = {
        kunci_cocok(part.opd.kode, row.kunci): item_id(penerima, "D2" if part.opd.kode == DINKES else "S1")
        for part, row in penerima.check(book).belum_cocok
    }
    assert len(answers) == 2
    take(penerima, book, jawaban=answers)
    for known in penerima.store.recall("pamekasan", "kecocokan"):
        penerima.store.forget("pamekasan", known.ingatan_id, waktu=NOW, oleh="uji")
    take(penerima, road_map(tmp_path, social, ["D4", "A1", "Dinkes", "Lain", "Jumlah", "Kali", "naik", "jumlah", 4]))
    assert values(penerima) == {"D2": 10, "S1": 10}
