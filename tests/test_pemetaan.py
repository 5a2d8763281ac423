"""A mapping from the file it was made for to the months after it: stored with the report, used alone, edited, removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from kit import acuan, write_book

from loaders.mapping import Pemetaan, Peran
from progress.intake import Pemeriksaan, Penerima
from progress.model import Periode
from progress.store import PEMETAAN, Berkas, Ingatan, Store

NOW = datetime(2026, 12, 6, 2, tzinfo=UTC)
HEAD = ["Nomor", "Uraian", "Kolom A", "Kolom B", "Hasil"]
ROLES = {"B": "rencana_aksi", "C": "satuan", "D": "target sd", "E": "realisasi sd"}


@pytest.fixture
def penerima(tmp_path: Path) -> Iterator[Penerima]:
    with Penerima(Store(f"sqlite:///{tmp_path / 'x.db'}", tmp_path / "masuk"), acuan()) as p:
        yield p


def report(tmp_path: Path, bulan: str, *hasil: float, opd: str = "Dinas Kesehatan") -> Berkas:
    rows: list[list[Any]] = [["LAPORAN KEMAJUAN"], [f"Perangkat Daerah : {opd}"], [f"Bulan : {bulan} 2026"], HEAD]
    rows += [[n, f"Kegiatan nomor {n}", "Dokumen", 10 * n, h] for n, h in enumerate(hasil, 1)]
    path = write_book(tmp_path / "kiriman.xlsx", {"Data": rows})
    return Berkas(f"{opd} {bulan}.xlsx", path.read_bytes())


def mapping(checked: Pemeriksaan, roles: dict[str, str] = ROLES) -> Pemetaan:
    assert checked.usulan
    tabel = checked.usulan["tabel"]
    kolom = []
    for k in tabel["kolom"]:
        arti, _, waktu = roles.get(k["huruf"], "").partition(" ")
        shown = {name: v for name, v in k.items() if name not in ("huruf", "contoh")}
        kolom.append(replace(Peran(**shown), arti=arti or None, waktu=waktu))
    return Pemetaan(tabel["sidik"], tabel["tinggi"], tabel["lembar"], tuple(kolom))


def map_and_accept(penerima: Penerima, file: Berkas, roles: dict[str, str] = ROLES, **choice: Any) -> str:
    """What a person does once: look at the columns, assign them, accept. Gives the mapping's key."""
    chosen = mapping(penerima.check(file, petakan={}, **choice), roles)
    checked = penerima.check(file, jawaban={PEMETAAN + chosen.sidik: chosen.isi}, **choice)
    assert checked.siap
    accept(penerima, checked)
    return chosen.sidik


def accept(penerima: Penerima, checked: Pemeriksaan) -> list[str]:
    return [d.status for d in penerima.accept(checked, diterima=NOW, waktu=NOW, oleh="uji")]


def stored(penerima: Penerima) -> list[Ingatan]:
    return penerima.store.recall("pamekasan", "pemetaan")


def figures(checked: Pemeriksaan) -> list[float | None]:
    return [row["nilai"] for part in checked.bagian for row in part.baris]


def in_force(penerima: Penerima, bulan: int, opd: str = "DINKES") -> list[float | None]:
    kiriman = penerima.store.kiriman("pamekasan", Periode(2026, bulan), opd)
    aktif = kiriman[kiriman["status"] == "aktif"]
    return [r["nilai"] for k in aktif["kiriman_id"] for r in penerima.store.baris("pamekasan", int(k))]


def test_nothing_is_remembered_before_the_file_is_accepted(penerima: Penerima, tmp_path: Path) -> None:
    """Checking with a mapping stores neither report nor mapping."""
    file = report(tmp_path, "Oktober", 4, 15)
    refused = penerima.check(file)
    assert not refused.siap
    chosen = mapping(refused)
    assert figures(penerima.check(file, jawaban={PEMETAAN + chosen.sidik: chosen.isi})) == [4, 15]
    assert stored(penerima) == []


def test_next_month_is_read_with_no_hand(penerima: Penerima, tmp_path: Path) -> None:
    """Mapped once and accepted, the same layout is read by itself, with nothing for anybody to look at."""
    sidik = map_and_accept(penerima, report(tmp_path, "Oktober", 4, 15))
    assert [(i.opd, i.kunci, i.oleh) for i in stored(penerima)] == [("DINKES", sidik, "uji")]
    checked = penerima.check(report(tmp_path, "November", 6, 18))
    assert (figures(checked), checked.siap, checked.perlu_ditanya) == ([6, 18], True, False)
    assert accept(penerima, checked) == ["baru"]
    assert [i.ingatan_id for i in stored(penerima)] == [1]


def test_another_opds_mapping_is_not_used(penerima: Penerima, tmp_path: Path) -> None:
    """The same layout from another OPD is refused, with the known mapping as the best guess."""
    map_and_accept(penerima, report(tmp_path, "Oktober", 4, 15))
    other = penerima.check(report(tmp_path, "Oktober", 4, 15, opd="Dinas Sosial"))
    assert not other.siap
    assert other.usulan
    assert {k["huruf"]: k["arti"] for k in other.usulan["tabel"]["kolom"]}["C"] == "satuan"


def test_a_mapping_belongs_to_the_chosen_opd(penerima: Penerima, tmp_path: Path) -> None:
    """A file that names no OPD: whoever is chosen owns what was assigned."""
    map_and_accept(penerima, report(tmp_path, "Oktober", 4, opd=""), opd="DINSOS")
    assert [i.opd for i in stored(penerima)] == ["DINSOS"]
    assert figures(penerima.check(report(tmp_path, "November", 5, opd=""), opd="DINSOS")) == [5]
    assert not penerima.check(report(tmp_path, "November", 5, opd=""), opd="DINKES").siap


def test_an_edited_mapping_takes_effect(penerima: Penerima, tmp_path: Path) -> None:
    """From the next file on; the report accepted before stays as it is until its file is sent again."""
    file = report(tmp_path, "Oktober", 4, 15)
    map_and_accept(penerima, file)
    (old,) = stored(penerima)
    kolom = [
        replace(k, arti={"target": "realisasi", "realisasi": "target"}.get(k.arti or "", k.arti))
        for k in Pemetaan.read(old.isi).kolom
    ]
    edited = replace(Pemetaan.read(old.isi), kolom=tuple(kolom))
    penerima.store.remember("pamekasan", [replace(old, isi=edited.isi)], waktu=NOW, oleh="uji")
    assert figures(penerima.check(report(tmp_path, "November", 6, 18))) == [10, 20]
    assert in_force(penerima, 10) == [4, 15]
    assert accept(penerima, penerima.check(file)) == ["versi_baru"]
    assert in_force(penerima, 10) == [10, 20]
    assert accept(penerima, penerima.check(file)) == ["sama"]


def test_a_removed_mapping_is_not_used_and_not_brought_back(penerima: Penerima, tmp_path: Path) -> None:
    """Removed, the layout is unknown again; a new road map reads the accepted report as it was accepted."""
    map_and_accept(penerima, report(tmp_path, "Oktober", 4, 15))
    accept(penerima, penerima.check(report(tmp_path, "November", 6, 18)))
    penerima.store.forget("pamekasan", stored(penerima)[0].ingatan_id, waktu=NOW, oleh="uji")
    assert not penerima.check(report(tmp_path, "Desember", 7, 19)).siap
    plan = [
        ["ROAD MAP 2025-2029"],
        ["Kode", "Area Perubahan", "OPD", "Rencana Aksi", "Satuan", "Arah", "Akumulasi", "Target 2026"],
        *([f"D{n}", "A1", "Dinkes", f"Kegiatan nomor {n}", "Dokumen", "naik", "kumulatif", 20] for n in (1, 2)),
    ]
    book = write_book(tmp_path / "rm.xlsx", {"RM": plan})
    accept(penerima, penerima.check(Berkas("rm.xlsx", book.read_bytes()), jenis="road_map"))
    assert (in_force(penerima, 10), in_force(penerima, 11)) == ([4, 15], [6, 18])
    realisasi = penerima.store.realisasi("pamekasan", 2026)
    assert sorted(realisasi["nilai"]) == [4, 6, 15, 18]
    assert stored(penerima) == []


def test_a_mapping_of_an_opd_that_left_the_register_is_no_harm(penerima: Penerima, tmp_path: Path) -> None:
    """What nobody owns is not used."""
    map_and_accept(penerima, report(tmp_path, "Oktober", 4, 15))
    (own,) = stored(penerima)
    penerima.store.forget("pamekasan", own.ingatan_id, waktu=NOW, oleh="uji")
    penerima.store.remember("pamekasan", [replace(own, opd="SUDAH-LEBUR")], waktu=NOW, oleh="uji")
    assert not penerima.check(report(tmp_path, "November", 6, 18)).siap
