"""A ZIP of many workbooks: opened within limits, each file inside treated as a file of its own, nothing dropped in silence."""

from __future__ import annotations

import io
import json
import os
import struct
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kit import acuan, write_book

from loaders import guard
from loaders.__main__ import check_all
from loaders.formats import archive
from loaders.sandbox import Sandbox
from progress.findings import UnreadableWorkbook
from progress.wording import berkas
from progress.wording import unggah as kata
from tests.serverkit import seed
from tests.test_commands import good, plan, run
from tests.test_pages import PEMDA, button, filled, folder, opened, report, said, store_of

__all__ = ["filled", "folder", "good", "plan"]
Content = bytes | str


def zipped(path: Path, parts: Mapping[str, Content], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as target, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the same name twice
        for name, part in parts.items():
            target.writestr(name, part)
    return path


def unpacked(path: Path, name: str = "kiriman.zip") -> Any:
    """(base name, folder, content or the code of why not) of every file, and the lock files; None for no ZIP of files."""
    place = path.parent / "isi"
    place.mkdir(exist_ok=True)
    found = archive.unpack(path, place, name)
    if found is None:
        return None
    return [
        (a["nama"], a["folder"], a["gagal"]["kode"] if a["gagal"] else (place / str(n)).read_bytes())
        for n, a in enumerate(found["anggota"])
    ], found["kunci"]


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        unpacked(path)
    return caught.value.finding.kode


def flagged(path: Path, bit: int, names: tuple[bytes, ...]) -> Path:
    """Set a flag in the local and the central header of these members."""
    content = bytearray(path.read_bytes())
    for name in names:
        for signature, flags, start in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
            at = content.find(signature)
            while content[at + start : at + start + len(name)] != name:
                at = content.find(signature, at + 1)
            content[at + flags] |= bit
    path.write_bytes(content)
    return path


# --- names


def test_members_come_in_order_of_their_base_names(tmp_path: Path) -> None:
    """A path leads nowhere: only its last part names the file, and a folder tells twins apart."""
    parts = {"Dinkes/laporan.xlsx": b"1", "Dikbud/Okt/laporan.xlsx": b"2", "../../etc/jahat.xlsx": b"3", "C:\\data\\x.xls": b"4",
             "/abs.csv": b"5", "..": b"6", "folder/": b"", "a\nb\x1b[31m\u202e.csv": b"7", "x" * 300 + ".xlsx": b"8"}  # fmt: skip
    found, kunci = unpacked(zipped(tmp_path / "a.zip", parts))
    assert found == [
        ("..", "", b"6"), ("ab[31m.csv", "", b"7"), ("abs.csv", "", b"5"), ("jahat.xlsx", "", b"3"),
        ("laporan.xlsx", "Okt", b"2"), ("laporan.xlsx", "Dinkes", b"1"), ("x.xls", "data", b"4"), ("x" * 145 + ".xlsx", "", b"8"),
    ]  # fmt: skip
    assert kunci == []
    assert sorted(p.name for p in (tmp_path / "isi").iterdir()) == [str(n) for n in range(8)]


def test_names_in_utf8_are_read_with_and_without_the_flag(tmp_path: Path) -> None:
    """What a phone or a Mac writes is the same name as what says that it is UTF-8; the DOS code page stays."""
    named = zipped(tmp_path / "a.zip", {"Catatan — Késehatan.xlsx": b"1"}).read_bytes()
    unsaid = bytearray(named)
    for signature, flags in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        unsaid[unsaid.index(signature) + flags] &= ~0x08
    (tmp_path / "b.zip").write_bytes(unsaid)
    dos = zipped(tmp_path / "c.zip", {"K_sehatan.xlsx": b"1"}).read_bytes().replace(b"K_s", b"K\x82s")
    (tmp_path / "c.zip").write_bytes(dos)
    for name, expected in (
        ("a", "Catatan — Késehatan.xlsx"),
        ("b", "Catatan — Késehatan.xlsx"),
        ("c", "Késehatan.xlsx"),
    ):
        assert unpacked(tmp_path / f"{name}.zip")[0][0][0] == expected


def test_system_files_are_passed_over_and_lock_files_are_told(tmp_path: Path) -> None:
    """What macOS and Windows leave in a ZIP is nobody's file; a lock file says that a workbook may not have been saved."""
    parts = {"a.xlsx": b"1", "__MACOSX/._a.xlsx": b"x", "._a.xlsx": b"x", "D/Thumbs.db": b"x", ".DS_Store": b"x", "D/desktop.ini": b"x",
             "D/~$a.xlsx": b"k", ".~lock.b.ods#": b"k"}  # fmt: skip
    assert unpacked(zipped(tmp_path / "a.zip", parts)) == ([("a.xlsx", "", b"1")], ["~$a.xlsx", ".~lock.b.ods#"])


# --- what is a ZIP of files


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": "x", "xl/lain.xml": "x"},
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
        {"content.xml": "x", "META-INF/manifest.xml": "x"},
        {"XL\\Workbook.xml": "x"},
    ],
    ids=["xlsx", "ods", "ods without mimetype", "xlsx of another program"],
)
def test_a_workbook_is_no_zip_of_files(tmp_path: Path, parts: dict[str, str]) -> None:
    """A workbook is told by its parts and never by its name."""
    assert unpacked(zipped(tmp_path / "a.zip", parts)) is None


def test_a_zip_of_workbooks_is_opened_whatever_its_name(tmp_path: Path) -> None:
    """Folders called as the parts of a document are, and a ZIP that calls itself .xlsx, do not mislead."""
    book = write_book(tmp_path / "a.xlsx", {"A": [[1]]}).read_bytes()
    path = zipped(tmp_path / "b.xlsx", {"Word/a.xlsx": book, "xl/b.xlsx": book})
    assert [m[:2] for m in unpacked(path, "b.xlsx")[0]] == [("a.xlsx", "Word"), ("b.xlsx", "xl")]


def test_a_workbook_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    """What any office program writes is not asked to be unpacked; what only might be a ZIP of files is."""
    book = write_book(tmp_path / "a.xlsx", {"A": [[1]]})
    openpyxl.load_workbook(book).save(tmp_path / "b.xlsx")
    ods = zipped(tmp_path / "c.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, zipfile.ZIP_STORED)
    many = [zipped(tmp_path / f"{n}.zip", {name: b"1"}) for n, name in enumerate(("xl/Dinkes.xlsx", "mimetypes.csv"))]
    heads = [p.read_bytes()[: archive.HEAD] for p in (book, tmp_path / "b.xlsx", ods, *many)]
    assert [archive.may_hold_files(h) for h in heads] == [False, False, False, True, True]
    assert not archive.may_hold_files(b"%PDF-1.7")


@pytest.mark.parametrize("content", [b"PK\x03\x04 bukan zip", b"PK\x05\x06"])
def test_a_broken_zip(tmp_path: Path, content: bytes) -> None:
    """What calls itself .zip is answered as one; of the rest the reader of workbooks says what is wrong."""
    (tmp_path / "a.zip").write_bytes(content)
    assert refusal(tmp_path / "a.zip") == "BERKAS_RUSAK"
    assert unpacked(tmp_path / "a.zip", "laporan.xlsx") is None


@pytest.mark.parametrize("parts", [{}, {"kosong/": b""}, {"~$a.xlsx": b"k", ".DS_Store": b"x"}])
def test_an_empty_zip(tmp_path: Path, parts: dict[str, bytes]) -> None:
    """Without a single file somebody made there is one sentence."""
    assert refusal(zipped(tmp_path / "a.zip", parts)) == "ZIP_KOSONG"


# --- limits


def test_a_locked_zip_is_one_sentence(tmp_path: Path) -> None:
    """Where all is encrypted the ZIP is refused once; where one file is, the others are handed over."""
    path = zipped(tmp_path / "a.zip", {"a.csv": b"1", "b.csv": b"2"})
    assert unpacked(flagged(path, 1, (b"a.csv",)))[0] == [("a.csv", "", "BERKAS_TERSANDI"), ("b.csv", "", b"2")]
    assert refusal(flagged(path, 1, (b"b.csv",))) == "BERKAS_TERSANDI"


def test_a_damaged_member_is_told_and_the_next_is_handed_over(tmp_path: Path) -> None:
    """Bytes that do not match their checksum, and a way of packing that has no bound, cost that member alone."""
    path = zipped(tmp_path / "a.zip", {"a.csv": b"isi satu" * 50, "b.csv": b"dua"})
    content = bytearray(path.read_bytes())
    content[content.index(b"a.csv") + 8] ^= 0xFF
    path.write_bytes(content)
    assert unpacked(path)[0] == [("a.csv", "", "BERKAS_RUSAK"), ("b.csv", "", b"dua")]
    assert not (tmp_path / "isi" / "0").exists()
    assert unpacked(zipped(tmp_path / "b.zip", {"a.csv": b"1"}, zipfile.ZIP_LZMA))[0] == [("a.csv", "", "BERKAS_RUSAK")]


def test_a_member_has_the_limit_of_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member above the limit of a single file is left out with its sentence."""
    monkeypatch.setattr(guard, "MAX_FILE", 1000)
    path = zipped(tmp_path / "a.zip", {"besar.csv": os.urandom(1001), "pas.csv": b"x" * 1000})
    assert unpacked(path)[0] == [("besar.csv", "", "TERLALU_BESAR"), ("pas.csv", "", b"x" * 1000)]


def test_a_zip_that_swells_is_refused(tmp_path: Path) -> None:
    """Beyond all proportion, whether it says so or not."""
    path = zipped(tmp_path / "a.zip", {"a.csv": bytes(30_000_000)})
    assert refusal(path) == "MENCURIGAKAN"
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 1000)  # the directory says 1,000 bytes
    path.write_bytes(content)
    assert unpacked(path)[0] == [("a.csv", "", "BERKAS_RUSAK")]
    assert not (tmp_path / "isi" / "0").exists()


def test_the_bytes_that_come_are_counted_over_all_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members that share one stretch of the file, as the smallest bombs do, cannot write more than the whole may."""
    monkeypatch.setattr(guard, "MAX_OUTPUT", 3000)
    assert refusal(zipped(tmp_path / "a.zip", {f"{n}.csv": os.urandom(1000) for n in range(4)})) == "MENCURIGAKAN"


def test_more_files_than_anybody_sends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are counted, folders and system files are not; a ZIP itself has a size too."""
    monkeypatch.setattr(archive, "MAX_WORKBOOKS", 2)
    parts = {"a.csv": b"1", "b.csv": b"2", "d/": b"", ".DS_Store": b"x"}
    assert len(unpacked(zipped(tmp_path / "a.zip", parts))[0]) == 2
    assert refusal(zipped(tmp_path / "b.zip", {**parts, "c.csv": b"3"})) == "TERLALU_BESAR"
    monkeypatch.setattr(archive, "MAX_ARCHIVE", 100)
    assert refusal(tmp_path / "a.zip") == "TERLALU_BESAR"


def test_a_directory_of_countless_names_is_not_read(tmp_path: Path) -> None:
    """What the end of the file says is asked before a single name is."""
    content = bytearray(zipped(tmp_path / "a.zip", {"a.csv": b"1"}).read_bytes())
    struct.pack_into("<HH", content, content.index(b"PK\x05\x06") + 8, 60_000, 60_000)
    (tmp_path / "a.zip").write_bytes(content)
    assert refusal(tmp_path / "a.zip") == "BERKAS_RUSAK"


# --- periksa


def test_periksa_prints_one_object_per_member(good: Path, tmp_path: Path) -> None:
    """Each file of a ZIP is checked as if it had been given alone, under its base name, and names its ZIP."""
    book = good.read_bytes()
    inner = zipped(tmp_path / "dalam.zip", {"x.xlsx": book}).read_bytes()
    path = zipped(
        tmp_path / "kiriman.zip",
        {"b/okt.xlsx": book, "a.xlsx": book, "dalam.zip": inner, "surat.rar": b"Rar!\x1a\x07", "~$a.xlsx": b"k"},
    )
    done = run("loaders", "periksa", path, good, "--pemda", "pamekasan", "--json")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(a["berkas"], a["wadah"], a["folder"], a["status"]) for a in answers] == [
        ("a.xlsx", "kiriman.zip", None, "terbaca"),
        ("dalam.zip", "kiriman.zip", None, "ditolak"),
        ("okt.xlsx", "kiriman.zip", "b", "terbaca"),
        ("surat.rar", "kiriman.zip", None, "ditolak"),
        ("okt.xlsx", None, None, "terbaca"),
    ]
    assert answers[2]["baris"] == answers[4]["baris"]
    assert [a["temuan"][0]["pesan"] for a in answers if a["status"] == "ditolak"] == [
        berkas.ZIP_BERSARANG.pesan,
        berkas.ARSIP.pesan,
    ]
    assert "~$a.xlsx" in done.stderr
    assert done.returncode == 1


def test_periksa_of_a_zip_of_good_workbooks_ends_with_0(good: Path, tmp_path: Path) -> None:
    """In text the ZIP stands behind the name; nothing is left on the disk."""
    path = zipped(tmp_path / "kiriman.zip", {"Dinkes/okt.xlsx": good.read_bytes()})
    before = sorted(p.name for p in tmp_path.iterdir())
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = run("loaders", "periksa", path, "--pemda", "pamekasan", TMPDIR=str(temporary))
    assert done.stdout.startswith("okt.xlsx (dalam kiriman.zip, folder Dinkes): terbaca · Dinas Kesehatan")
    assert (done.returncode, list(temporary.iterdir())) == (0, [])
    assert sorted(p.name for p in tmp_path.iterdir()) == [*before, "tmp"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04"])
def test_periksa_of_a_zip_that_cannot_be_opened_is_one_refused_file(tmp_path: Path, content: bytes) -> None:
    """The ZIP itself stands in the answer, with exactly one sentence."""
    (tmp_path / "x.zip").write_bytes(content)
    with Sandbox(acuan()) as sandbox:
        ((answer, _),) = check_all(sandbox, str(tmp_path / "x.zip"), acuan(), opd=None, periode=None)
    assert (answer["berkas"], answer["status"], answer["wadah"], len(answer["temuan"])) == ("x.zip", "ditolak", None, 1)


# --- impor


def test_impor_takes_road_map_and_reports_from_one_zip(good: Path, plan: Path, tmp_path: Path) -> None:
    """The order inside does not matter; a second time nothing changes; the stored name is the member's."""
    path = zipped(tmp_path / "kiriman.zip", {"Dinkes/okt.xlsx": good.read_bytes(), "z/rm.xlsx": plan.read_bytes()})
    url = f"sqlite:///{tmp_path / 'x.db'}"
    args = ("progress", "impor", path, "--pemda", "pamekasan", "--database", url, "--terima")
    done = run(*args)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "okt.xlsx (dalam kiriman.zip, folder Dinkes): terbaca" in done.stdout
    assert run(*args).stdout.count("tidak ada yang berubah") == 2
    answer = json.loads(
        run("progress", "skor", "--pemda", "pamekasan", "--periode", "2026-10", "--database", url, "--json").stdout
    )
    assert answer["item"][0]["capaian_pct"] == 75


def test_impor_says_which_member_was_not_taken(plan: Path, tmp_path: Path) -> None:
    """One locked member: its sentence, exit 1, and the others are stored."""
    path = zipped(tmp_path / "kiriman.zip", {"a.xlsx": b"1", "rm.xlsx": plan.read_bytes()})
    url = f"sqlite:///{tmp_path / 'x.db'}"
    done = run(
        "progress", "impor", flagged(path, 1, (b"a.xlsx",)), "--pemda", "pamekasan", "--database", url, "--terima"
    )
    assert f"a.xlsx (dalam kiriman.zip): {berkas.ANGGOTA_TERSANDI.pesan}" in done.stdout
    assert (done.returncode, "diterima" in done.stdout) == (1, True)


# --- the page


def dropped(path: Path) -> Any:
    at = opened("unggah", pemda=PEMDA)
    at.file_uploader[0].set_value((path.name, path.read_bytes(), "application/zip"))
    return at.run()


def reports(tmp_path: Path, n: int) -> dict[str, Content]:
    names = [o.nama for o in acuan(PEMDA).opd[:n]]
    books = [report(tmp_path / f"{k}.xlsx", nama, "November 2026", 24) for k, nama in enumerate(names)]
    return {f"Kiriman/{b.name}": b.read_bytes() for b in books}


def test_every_member_has_its_own_panel(filled: Path, tmp_path: Path) -> None:
    """On Unggah the files of a ZIP stand as files chosen one by one do: own checks, own buttons, own acceptance."""
    at = dropped(zipped(tmp_path / "kiriman.zip", reports(tmp_path, 2) | {"~$x.xlsx": b"k", "foto.png": b"\x89PNG"}))
    assert not at.exception
    assert [b.label for b in at.button].count(kata.TERIMA) == 3  # two reports and what is no workbook
    words = said(at)
    assert [words.count(f"{n}.xlsx") > 0 for n in (0, 1)] == [True, True]
    assert "dari kiriman.zip, folder Kiriman" in words
    assert "kunci sementara" in words
    store = store_of(PEMDA)
    before = len(store.kiriman(PEMDA))
    button(at, kata.TERIMA).click().run()
    assert not at.exception
    assert len(store.kiriman(PEMDA)) == before + 1
    at.run()
    assert said(at).count(kata.DITERIMA["baru"]) == 1
    store.close()


def test_a_zip_that_cannot_be_opened_is_a_panel_with_its_sentence(folder: Path, tmp_path: Path) -> None:
    """Nothing can be accepted, and the page says why."""
    seed(folder, PEMDA)
    at = dropped(zipped(tmp_path / "kosong.zip", {}))
    assert not at.exception
    assert berkas.ZIP_KOSONG.pesan in said(at)
    assert kata.TERIMA not in [b.label for b in at.button]


def test_a_workbook_is_unpacked_by_nobody(filled: Path, tmp_path: Path) -> None:
    """An .xlsx on the page stays one panel."""
    (path,) = (tmp_path / Path(name).name for name in reports(tmp_path, 1))
    assert io.BytesIO(path.read_bytes()).read(2) == b"PK"
    at = dropped(path)
    assert [b.label for b in at.button].count(kata.TERIMA) == 1
    assert "dari " not in said(at).split("Catatan pemeriksaan")[0].split(path.name)[-1]
