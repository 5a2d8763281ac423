"""From a file to an accepted submission: matched, asked about, held, stored once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from kit import acuan, write_book

from progress.formulir import gather
from progress.intake import IntakeError, Pemeriksaan, Penerima
from progress.model import Opd, Periode
from progress.rekap import score_month
from progress.store import Berkas, Store

NOW = datetime(2026, 11, 6, 2, tzinfo=UTC)
OKT = Periode(2026, 10)
PLAN = ["Kode", "Area Perubahan", "OPD", "Rencana Aksi", "Indikator", "Satuan", "Arah", "Akumulasi", "Target 2026"]
ITEMS = [
    ["D1", "A1", "Dinkes", "Menyusun SOP", "Jumlah SOP", "Dokumen", "naik", "kumulatif", 10],
    ["D2", "A1", "Dinkes", "Melatih agen perubahan", "Jumlah agen", "Orang", "naik", "jumlah", 20],
    ["D3", "A4", "Dinkes", "Menaikkan kepuasan", "Persentase puas", "%", "naik", "posisi akhir", 90],
]
HEAD = ["No", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini"]


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), acuan()) as p:
        yield p


def berkas(tmp_path: Path, rows: list[list[Any]], name: str = "a.xlsx") -> Berkas:
    path = write_book(tmp_path / name, {"Lembar": rows})
    return Berkas(name, path.read_bytes())


def report(
    tmp_path: Path,
    *rows: list[Any],
    bulan: str = "Oktober",
    name: str = "a.xlsx",
    head: list[str] = HEAD,
    opd: str = "Dinas Kesehatan",
) -> Berkas:
    title = [["LAPORAN RENCANA AKSI RB"], [f"Perangkat Daerah : {opd}"], [f"Bulan : {bulan} 2026"], head]
    return berkas(tmp_path, [*title, *([i, *r] for i, r in enumerate(rows, 1))], name)


def road_map(tmp_path: Path, *extra: list[Any]) -> Berkas:
    return berkas(tmp_path, [["ROAD MAP 2025-2029"], PLAN, *ITEMS, *extra], f"rm{len(extra)}.xlsx")


def take(penerima: Penerima, file: Berkas, **choice: Any) -> tuple[Pemeriksaan, list[str]]:
    checked = penerima.check(file, **choice)
    return checked, [d.status for d in penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")]


SOP = ["Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 5]
AGEN = ["Melatih agen perubahan", "Jumlah agen", "Orang", 20, 10]
PUAS = ["Menaikkan kepuasan", "Persentase puas", "%", 90, 81]


def values(penerima: Penerima) -> dict[str, float]:
    item = score_month(penerima.store, penerima.acuan, OKT).item
    return {k: v for k, v in zip(item["kode"], item["realisasi_sd"], strict=True) if v == v}


def test_rows_find_their_items_and_score(penerima: Penerima, tmp_path: Path) -> None:
    """A road map and a report of the same words give realisasi per item."""
    take(penerima, road_map(tmp_path))
    checked, status = take(penerima, report(tmp_path, SOP, AGEN, PUAS))
    assert status == ["baru"]
    assert [b.tidak_cocok for b in checked.bagian] == [0]
    assert values(penerima) == {"D1": 5, "D2": 10, "D3": 81}


def test_the_same_file_twice_changes_nothing(penerima: Penerima, tmp_path: Path) -> None:
    """A retry is recognised by its bytes."""
    plan, file = road_map(tmp_path), report(tmp_path, SOP)
    take(penerima, plan)
    take(penerima, file)
    before = penerima.store.versi_data("pamekasan")
    assert take(penerima, file)[1] == ["sama"]
    assert take(penerima, plan)[1] == ["sama"]
    assert penerima.store.versi_data("pamekasan") == before


def test_a_report_before_its_road_map_is_matched_when_that_comes(penerima: Penerima, tmp_path: Path) -> None:
    """Import order does not matter: accepted reports are read again under the new road map."""
    checked, _ = take(penerima, report(tmp_path, SOP, AGEN))
    assert "BELUM_ADA_ROAD_MAP" in {f.kode for f in checked.temuan}
    take(penerima, road_map(tmp_path))
    assert values(penerima) == {"D1": 5, "D2": 10}


def test_a_row_that_fits_no_item_is_said_and_not_scored(penerima: Penerima, tmp_path: Path) -> None:
    """'Tahap 2' is not 'Tahap 1', and an unknown action is nobody's."""
    take(
        penerima,
        road_map(tmp_path, ["D4", "A1", "Dinkes", "Sosialisasi tahap 1", "Jumlah", "Kali", "naik", "jumlah", 4]),
    )
    checked, _ = take(
        penerima,
        report(tmp_path, ["Sosialisasi tahap 2", "Jumlah", "Kali", 4, 2], ["Menanam pohon", "Jumlah", "Pohon", 4, 2]),
    )
    assert [f.sel for f in checked.temuan if f.kode == "BARIS_TIDAK_COCOK"] == ["B5", "B6"]
    assert values(penerima) == {}


def test_a_typo_is_matched_with_a_note(penerima: Penerima, tmp_path: Path) -> None:
    """Close and unique is accepted, and said."""
    take(penerima, road_map(tmp_path))
    checked, _ = take(penerima, report(tmp_path, ["Menyusunn SOP", "Jumlah  SOP", "Dokumen", 10, 5]))
    assert "BARIS_COCOK_MIRIP" in {f.kode for f in checked.temuan}
    assert values(penerima) == {"D1": 5}


def test_percent_is_never_compared_with_a_count(penerima: Penerima, tmp_path: Path) -> None:
    """A report in % of an item in documents has no value and a galat."""
    take(penerima, road_map(tmp_path))
    checked, _ = take(penerima, report(tmp_path, ["Menyusun SOP", "Jumlah SOP", "%", 100, 50]))
    assert "SATUAN_TIDAK_COCOK" in {f.kode for f in checked.temuan}
    assert values(penerima) == {}


def test_the_road_maps_target_counts_and_another_is_said(penerima: Penerima, tmp_path: Path) -> None:
    """A lower target in the report changes no score."""
    take(penerima, road_map(tmp_path))
    checked, _ = take(penerima, report(tmp_path, ["Menyusun SOP", "Jumlah SOP", "Dokumen", 5, 5]))
    assert [(f.sel, f.tertulis) for f in checked.temuan if f.kode == "TARGET_BERBEDA"] == [("E5", "5")]
    item = score_month(penerima.store, penerima.acuan, OKT).item
    assert item.loc[item["kode"] == "D1", "target_tahun"].tolist() == [10.0]


def test_a_falling_cumulative_value_is_asked_about(penerima: Penerima, tmp_path: Path) -> None:
    """September 6, October 5: said with both figures."""
    take(penerima, road_map(tmp_path))
    take(penerima, report(tmp_path, ["Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 6], bulan="September", name="s.xlsx"))
    checked, _ = take(penerima, report(tmp_path, SOP))
    assert [(f.sel, f.tertulis) for f in checked.temuan if f.kode == "KUMULATIF_TURUN"] == [("F5", "5")]


def test_two_bidang_of_one_opd_are_both_in_force(penerima: Penerima, tmp_path: Path) -> None:
    """Disjoint rows are asked about; unanswered they are kept beside the first, so that nothing is lost."""
    take(penerima, road_map(tmp_path))
    take(penerima, report(tmp_path, SOP, name="bidang1.xlsx"))
    checked, _ = take(penerima, report(tmp_path, AGEN, name="bidang2.xlsx"))
    assert [q.baku for q in checked.pertanyaan] == ["tambahan"]
    assert values(penerima) == {"D1": 5, "D2": 10}


def test_a_correction_of_the_whole_month_replaces_every_bidang(penerima: Penerima, tmp_path: Path) -> None:
    """After two bidang files one file with all their rows takes the place of both."""
    take(penerima, road_map(tmp_path))
    take(penerima, report(tmp_path, SOP, name="bidang1.xlsx"))
    take(penerima, report(tmp_path, AGEN, name="bidang2.xlsx"))
    whole = [[*SOP[:4], 6], [*AGEN[:4], 12]]
    checked, status = take(penerima, report(tmp_path, *whole, name="semua.xlsx"))
    assert (checked.pertanyaan, checked.ditahan, status) == ([], [], ["versi_baru"])
    assert values(penerima) == {"D1": 6, "D2": 12}


def test_a_replacement_names_the_rows_that_vanish(penerima: Penerima, tmp_path: Path) -> None:
    """A new version with fewer rows says which; the old version is kept in the store."""
    take(penerima, road_map(tmp_path))
    take(penerima, report(tmp_path, SOP, AGEN, name="v1.xlsx"))
    checked, status = take(penerima, report(tmp_path, SOP, name="v2.xlsx"))
    assert status == ["versi_baru"]
    assert ["Melatih agen" in text for text in checked.ditahan] == [True]
    assert len(penerima.store.kiriman("pamekasan")) == 2


def test_a_contradicting_opd_and_a_file_of_another_month_are_held(penerima: Penerima, tmp_path: Path) -> None:
    """Holding is a sentence that somebody has to confirm."""
    take(penerima, road_map(tmp_path))
    file = report(tmp_path, SOP)
    take(penerima, file)
    assert penerima.check(file, opd="DINSOS").ditahan != []
    assert any("sudah diterima" in text for text in penerima.check(file, periode=Periode(2026, 9)).ditahan)


def test_last_months_figures_sent_again_are_held(penerima: Penerima, tmp_path: Path) -> None:
    """Equal values and texts in at least ten cells are held; one new value among them is still the same file."""
    items = [[f"K{n}", "A1", "Dinkes", f"Aksi nomor {n}", "Jumlah", "Dokumen", "naik", "jumlah", 10] for n in range(6)]
    take(penerima, road_map(tmp_path, *items))
    rows = [[f"Aksi nomor {n}", "Jumlah", "Dokumen", 10, n + 1, "Kurang anggaran"] for n in range(6)]
    head = [*HEAD, "Kendala"]
    take(penerima, report(tmp_path, *rows, bulan="September", name="s.xlsx", head=head))
    again = penerima.check(report(tmp_path, *rows, name="o.xlsx", head=head))
    assert any("September 2026" in text for text in again.ditahan)
    moved = [[*row[:4], row[4] + 1, "Lancar"] for row in rows]
    assert penerima.check(report(tmp_path, *moved, name="baru.xlsx", head=head)).ditahan == []


def test_kode_and_words_that_disagree_score_nothing(penerima: Penerima, tmp_path: Path) -> None:
    """A kode of one item beside the words of another is a warning with its cell."""
    take(penerima, road_map(tmp_path))
    head = ["Kode", *HEAD[1:]]
    title = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"], head]
    checked, _ = take(penerima, berkas(tmp_path, [*title, ["D1", *AGEN]], "k.xlsx"))
    assert [(f.kode, f.sel) for f in checked.temuan if f.kode == "KODE_TEKS_BERBEDA"] == [("KODE_TEKS_BERBEDA", "A5")]
    assert values(penerima) == {}


def test_a_figure_of_unknown_kind_is_asked_once_and_never_summed(penerima: Penerima, tmp_path: Path) -> None:
    """Unanswered it counts as it stands; answered 'bulan ini' the months add up."""
    take(penerima, road_map(tmp_path))
    head = [*HEAD[:4], "Target", "Realisasi"]
    for n, bulan in enumerate(("September", "Oktober"), 1):
        checked, _ = take(
            penerima,
            report(
                tmp_path,
                ["Melatih agen perubahan", "Jumlah agen", "Orang", 20, 4 + n],
                bulan=bulan,
                name=f"{bulan}.xlsx",
                head=head,
            ),
        )
        assert [q.kunci for q in checked.pertanyaan] == ["sifat"]
    assert values(penerima) == {"D2": 6}


def test_an_answer_is_kept_as_an_assumption(penerima: Penerima, tmp_path: Path) -> None:
    """What somebody answered can be read on Metode."""
    take(penerima, road_map(tmp_path))
    head = [*HEAD[:4], "Target", "Realisasi"]
    for n, bulan in enumerate(("September", "Oktober"), 1):
        take(
            penerima,
            report(
                tmp_path,
                ["Melatih agen perubahan", "Jumlah agen", "Orang", 20, 4 + n],
                bulan=bulan,
                name=f"{bulan}.xlsx",
                head=head,
            ),
            jawaban={"sifat": "bulan_ini"},
        )
    assert values(penerima) == {"D2": 11}
    assert any(a.kunci == "sifat" and a.jawaban == "bulan_ini" for a in penerima.store.asumsi("pamekasan"))


def test_what_cannot_be_read_or_placed_is_not_accepted(penerima: Penerima, tmp_path: Path) -> None:
    """A refused file, an unknown OPD and a reception in the future are each one sentence."""
    refused = penerima.check(Berkas("x.xlsx", b"bukan buku kerja"))
    unknown = penerima.check(report(tmp_path, SOP, opd="Dinas Antariksa"))
    for checked in (refused, unknown):
        with pytest.raises(IntakeError):
            penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")
    good = penerima.check(report(tmp_path, SOP))
    with pytest.raises(IntakeError, match="masa depan"):
        penerima.accept(good, diterima=datetime(2027, 1, 1, tzinfo=UTC), waktu=NOW, oleh="uji")


def test_a_number_walks_from_its_cell_to_the_headline_and_back(penerima: Penerima, tmp_path: Path) -> None:
    """Cell F5 of the workbook is the realisasi of the score, with file, hash and version to open it."""
    take(penerima, road_map(tmp_path))
    file = report(tmp_path, ["Menyusun SOP", "Jumlah SOP", "Dokumen", 10, "7 dokumen"])
    take(penerima, file)
    item = score_month(penerima.store, penerima.acuan, OKT).item.set_index("kode").loc["D1"]
    asal = penerima.store.asal("pamekasan", int(item["kiriman_id"]))
    assert (item["realisasi_sd"], item["sel"]) == (7.0, "Lembar!F5")
    assert (asal["nama_berkas"], asal["sha256"], asal["versi"]) == ("a.xlsx", file.sha256, 1)
    original = penerima.store.original("pamekasan", file.sha256)
    assert original is not None
    assert original.read_bytes() == file.isi


def test_a_repair_taken_back_stays_taken_back(penerima: Penerima, tmp_path: Path) -> None:
    """What a person forbids before accepting holds for the stored report, also when a new road map reads it again."""
    take(penerima, road_map(tmp_path))
    head = [*HEAD, "Anggaran (Rp juta)"]
    file = report(tmp_path, ["Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 8, 5], head=head)
    (kunci,) = [k for k in penerima.check(file).perbaikan if "PENGALI" in k]
    checked, _ = take(penerima, file, jawaban={kunci: "ya"})
    assert kunci not in checked.perbaikan
    assert "PENGALI" not in {f.kode for f in penerima.check(file).catatan}
    take(penerima, road_map(tmp_path, ["D4", "A1", "Dinkes", "Lain", "Jumlah lain", "Dokumen", "naik", "jumlah", 1]))
    stored = penerima.store.kiriman("pamekasan", OKT)
    (aktif,) = stored[stored["status"] == "aktif"]["kiriman_id"]
    assert [b["anggaran_rp"] for b in penerima.store.baris("pamekasan", aktif)] == [5.0]


def test_a_successor_reports_the_items_of_the_opd_it_followed(tmp_path: Path) -> None:
    """After a merger the new OPD's report finds the old OPD's items and adds to what that one reported; its form has them."""
    known = acuan()
    old = next(o for o in known.opd if o.nama == "Dinas Kesehatan")
    new = Opd(
        "BARU",
        "Dinas Kesehatan dan Keluarga",
        "Dinkesga",
        old.kelompok,
        990,
        berlaku_mulai=date(2026, 7, 1),
        pendahulu=(old.kode,),
    )
    register = tuple(replace(o, berlaku_sampai=date(2026, 6, 30)) if o is old else o for o in known.opd)
    merged = replace(known, opd=(*register, new))
    row = ["Melatih agen perubahan", "Jumlah agen", "Orang", 20]
    head = [*HEAD[:-1], "Realisasi Bulan Ini"]
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), merged) as penerima:
        take(penerima, road_map(tmp_path))
        take(penerima, report(tmp_path, [*row, 3], bulan="Juni", head=head))
        checked, _ = take(penerima, report(tmp_path, [*row, 4], bulan="Juli", head=head, opd=new.nama, name="b.xlsx"))
        assert checked.bagian[0].tidak_cocok == 0
        skor = score_month(penerima.store, merged, Periode(2026, 7))
        assert skor.item.set_index("kode").loc["D2", ["opd", "realisasi_sd"]].tolist() == ["BARU", 7]
        assert len(gather(penerima.store, merged, [new], Periode(2026, 8))["items"]) == len(ITEMS)


class TestAnsweredOtherwise:
    """The same file in force, sent again: what was answered about it holds until somebody says otherwise."""

    HEAD = ("No", "Rencana Aksi", "Indikator", "Satuan", "Target", "Realisasi")

    def file(self, tmp_path: Path) -> Berkas:
        return report(tmp_path, ["Melatih agen perubahan", "Jumlah agen", "Orang", 20, 4], head=list(self.HEAD))

    def sifat(self, penerima: Penerima) -> str:
        stored = penerima.store.kiriman("pamekasan", OKT)
        (aktif,) = stored[stored["status"] == "aktif"]["kiriman_id"]
        return str(penerima.store.baris("pamekasan", aktif)[0]["sifat"])

    def test_nothing_said(self, penerima: Penerima, tmp_path: Path) -> None:
        """Sent again without a word it keeps its answer, shows it, asks nothing and changes nothing."""
        take(penerima, road_map(tmp_path))
        file = self.file(tmp_path)
        take(penerima, file, jawaban={"sifat": "bulan_ini"})
        checked, statuses = take(penerima, file)
        assert (checked.pertanyaan, [(q.kunci, q.baku) for q in checked.dijawab]) == ([], [("sifat", "bulan_ini")])
        assert (statuses, self.sifat(penerima)) == (["sama"], "bulan_ini")

    def test_another_answer(self, penerima: Penerima, tmp_path: Path) -> None:
        """Another answer makes a new version; the first one is kept."""
        take(penerima, road_map(tmp_path))
        file = self.file(tmp_path)
        take(penerima, file, jawaban={"sifat": "bulan_ini"})
        _, statuses = take(penerima, file, jawaban={"sifat": "sd"})
        assert (statuses, self.sifat(penerima)) == (["versi_baru"], "sd")
        assert len(penerima.store.kiriman("pamekasan", OKT)) == 2
