"""Reference files: what is shipped loads, and every way to be broken names file, place and cause."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from progress import reference
from progress.model import Kelompok
from progress.reference import BrokenReference, UnknownPemda, available, load, resolve

PEMDA = """\
id = "uji"
nama = "Kabupaten Uji"
jenis = "kabupaten"
zona_waktu = "Asia/Jakarta"
tenggat_hari = 5
kerangka_baku = "dua-area"

[[pimpinan]]
sebutan = "Bupati"
berlaku_mulai = 2025-02-20
"""
OPD = """\
kode,nama,singkatan,kelompok,urutan,alias,rawan,berlaku_mulai,berlaku_sampai,pendahulu,sumber
DINKES,Dinas Kesehatan,Dinkes,dinas,2,Kesehatan|Dinkes Kab. Uji,BKD,,,,
SETDA,Sekretariat Daerah,Setda,sekretariat/inspektorat,1,,BKD,2026-01-01,2026-12-31,DINKES,
"""
KERANGKA = """\
id = "dua-area"
nama = "Dua area"
sebutan_grup = "Area"
dasar_hukum = "kebijakan aplikasi"

[[grup]]
kode = "A1"
nama = "Manajemen Perubahan"
alias = ["A", "Area 1"]
bobot = 2.5

[[grup]]
kode = "A2"
nama = "Deregulasi Kebijakan"
sasaran = "Kapabel"
"""
ATURAN = """\
versi = "uji-1"
batas_atas_pct = 110
ambang_cakupan_pct = 70
minimal_item_peringkat = 4

[[kelas]]
kode = "tinggi"
nama = "Tinggi"
batas_bawah = 50

[[kelas]]
kode = "rendah"
nama = "Rendah"
batas_bawah = 0

[[butir]]
kunci = "ambang"
nama = "Ambang"
uraian = "Di bawah {ambang_cakupan_pct} %."
dasar_hukum = "kebijakan aplikasi"
"""
SKALA = """\
scale,level,label,order,lower_bound,upper_bound,lower_inclusive,upper_inclusive
OPINI,WTP,,2,,,,
OPINI,WDP,Dengan Pengecualian,1,,,,
RB,B,Baik,1,60,70,0,1
"""
INDEKS = """\
kode,nama,tahun,nilai,predikat,penilai,sumber,catatan
RB,Indeks RB,2023,64.50,,KemenPANRB,pers,
RB,Indeks RB,2024,,,,pers,belum diketahui
"""
FILES = {
    "uji/pemda.toml": PEMDA,
    "uji/opd.csv": OPD,
    "uji/indeks.csv": INDEKS,
    "_umum/kerangka/dua.toml": KERANGKA,
    "_umum/aturan.toml": ATURAN,
    "_umum/skala.csv": SKALA,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small, sound set of reference files."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def edit(root: Path) -> Callable[[str, str, str], None]:
    """Replace one piece of one file; the piece must be there."""

    def replace(name: str, old: str, new: str) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def sentence(root: Path) -> str:
    with pytest.raises(BrokenReference) as broken:
        load("uji", root)
    return str(broken.value)


class TestShipped:
    @pytest.mark.parametrize(("pemda", "opd"), [("contoh", 45), ("pamekasan", 54), ("tanjungbalai", 41)])
    def test_every_shipped_pemda_loads(self, pemda: str, opd: int) -> None:
        """Each shipped pemda loads, with its whole register and both frameworks."""
        acuan = load(pemda)

        assert len(acuan.opd) == opd
        assert list(acuan.kerangka) == ["permenpanrb-25-2020", "permenpanrb-3-2023"]

    def test_available(self) -> None:
        """The choices offered are the three shipped pemda, and only the demo is marked as one."""
        assert [(p.id, p.contoh) for p in available()] == [
            ("contoh", True), ("pamekasan", False), ("tanjungbalai", False),
        ]  # fmt: skip

    def test_eight_areas(self) -> None:
        """The default framework has the eight areas in order, and no weight that nobody knows."""
        grup = load("contoh").kerangka_baku.grup

        assert [g.kode for g in grup] == [f"A{n}" for n in range(1, 9)]
        assert {g.bobot for g in grup} == {None}

    def test_general_and_tematik(self) -> None:
        """The second framework has 21 kegiatan utama and five themes."""
        kode = [g.kode for g in load("contoh").kerangka["permenpanrb-3-2023"].grup]

        assert kode == [f"KU{n:02}" for n in range(1, 22)] + [f"T{n}" for n in range(1, 6)]

    @pytest.mark.parametrize("pemda", ["contoh", "pamekasan", "tanjungbalai"])
    def test_official_order(self, pemda: str) -> None:
        """The official order goes sekretariat, dinas, badan, kecamatan, RSUD, and the Bagian of Setda last."""
        opd = load(pemda).opd
        kinds = [o.kelompok for o in opd if not o.kode.startswith("BAG-")]

        assert [o.kode for o in opd[:3]] == ["SETDA", "SETWAN", "INSPEKTORAT"]
        assert kinds == sorted(kinds, key=list(Kelompok).index)
        assert all(o.kode.startswith("BAG-") for o in opd[len(kinds) :])

    def test_classes(self) -> None:
        """The five shipped classes begin at 91, 76, 66, 51 and 0."""
        assert [(k.nama, k.batas_bawah) for k in load("pamekasan").aturan.kelas] == [
            ("Sangat Tinggi", 91), ("Tinggi", 76), ("Sedang", 66), ("Rendah", 51), ("Sangat Rendah", 0),
        ]  # fmt: skip

    def test_thirteen_arithmetic_rules_are_explained(self) -> None:
        """Each of the thirteen settled arithmetic rules has its explanation for the Metode page."""
        kunci = {b.kunci for b in load("contoh").aturan.butir}

        assert {f"hitung_{n:02}" for n in range(1, 14)} <= kunci

    def test_published_index(self) -> None:
        """Pamekasan ships its four published RB indices with their source, and no other pemda ships a figure."""
        indeks = load("pamekasan").indeks

        assert [(i.tahun, i.nilai) for i in indeks] == [(2020, 64.73), (2021, 64.59), (2022, 64.5), (2023, 70.15)]
        assert {i.catatan for i in indeks} == {"sumber: pers, belum diverifikasi"}
        assert (load("contoh").indeks, load("tanjungbalai").indeks) == ((), ())

    def test_unknown_bounds_stay_unknown(self) -> None:
        """A scale whose cut-offs nobody knows has an order and no bounds."""
        assert [(t.tingkat, t.batas_bawah, t.batas_atas) for t in load("contoh").skala["SPI"]] == [
            ("Rentan", None, None), ("Waspada", None, None), ("Terjaga", None, None),
        ]  # fmt: skip

    def test_shared_abbreviation_is_asked_about(self) -> None:
        """BKD, once the name of two bodies of Pamekasan, is accepted for neither."""
        owners = [o.kode for o in load("pamekasan").opd if "BKD" in o.rawan]
        accepted = [o.kode for o in load("pamekasan").opd if "BKD" in o.alias]

        assert (owners, accepted) == (["BPKPD", "BKPSDM"], [])

    def test_imports_without_the_heavy_libraries(self) -> None:
        """Reading reference data needs no third-party library."""
        heavy = "import sys, progress.reference; print([m for m in ('pandas', 'numpy', 'pandera') if m in sys.modules])"

        done = subprocess.run(
            [sys.executable, "-c", heavy], capture_output=True, text=True, check=True, cwd=reference.PROJECT
        )

        assert done.stdout.strip() == "[]"


class TestSound:
    def test_small_set(self, root: Path) -> None:
        """What the files say arrives: order, dates, lists, bounds, weights; blanks are missing, not zero."""
        acuan = load("uji", root)
        setda, dinkes = acuan.opd

        assert (setda.kode, setda.berlaku_mulai, setda.berlaku_sampai) == (
            "SETDA",
            date(2026, 1, 1),
            date(2026, 12, 31),
        )
        assert (dinkes.alias, dinkes.rawan, dinkes.berlaku_mulai) == (("Kesehatan", "Dinkes Kab. Uji"), ("BKD",), None)
        assert [g.bobot for g in acuan.kerangka_baku.grup] == [2.5, None]
        assert [t.tingkat for t in acuan.skala["OPINI"]] == ["WDP", "WTP"]
        assert (acuan.skala["RB"][0].bawah_termasuk, acuan.skala["RB"][0].atas_termasuk) == (False, True)
        assert [i.nilai for i in acuan.indeks] == [64.5, None]
        assert acuan.pemda.pimpinan[0].berlaku_mulai == date(2025, 2, 20)

    def test_explanations_follow_the_numbers(self, root: Path) -> None:
        """An explanation is filled from the number in force, so that the two cannot differ."""
        assert load("uji", root).aturan.butir[0].uraian == "Di bawah 70 %."

    def test_own_file_wins(self, root: Path) -> None:
        """A pemda's own file wins over the shared one of the same name, for rules and for frameworks."""
        (root / "uji/aturan.toml").write_text(ATURAN.replace("uji-1", "uji-2"), encoding="utf-8")
        (root / "uji/kerangka").mkdir()
        (root / "uji/kerangka/dua.toml").write_text(KERANGKA.replace("Dua area", "Milik sendiri"), encoding="utf-8")

        acuan = load("uji", root)

        assert (acuan.aturan.versi, acuan.kerangka_baku.nama) == ("uji-2", "Milik sendiri")

    def test_semicolons_and_byte_order_mark(self, root: Path) -> None:
        """A register saved by Excel with Indonesian settings (semicolons, BOM, CRLF) is read."""
        (root / "uji/opd.csv").write_bytes(("\ufeff" + OPD.replace(",", ";").replace("\n", "\r\n")).encode())

        assert [o.kode for o in load("uji", root).opd] == ["SETDA", "DINKES"]

    def test_edited_file_is_seen(self, root: Path, edit: Callable[[str, str, str], None]) -> None:
        """An edited file counts from the next load on."""
        before = load("uji", root).pemda.tenggat_hari
        edit("uji/pemda.toml", "tenggat_hari = 5", "tenggat_hari = 10")

        assert (before, load("uji", root).pemda.tenggat_hari) == (5, 10)

    def test_frozen(self, root: Path) -> None:
        """What was loaded cannot be changed by a reader."""
        with pytest.raises(FrozenInstanceError):
            load("uji", root).pemda.nama = "lain"  # type: ignore[misc]


# One line per way to be broken: file, what is replaced, by what, where the sentence points, what it says.
BROKEN = {
    "unknown kelompok": (
        "uji/opd.csv",
        "Dinkes,dinas",
        "Dinkes,dns",
        "baris 2",
        "kolom kelompok berisi 'dns'; pilihan: sekretariat/inspektorat, dinas, badan",
    ),
    "missing column": ("uji/opd.csv", "urutan,", "nomor,", "baris 1", "kolom urutan tidak ada"),
    "column twice": ("uji/opd.csv", "sumber", "sumber,kode", "baris 1", "kolom kode tertulis dua kali"),
    "unquoted comma": ("uji/opd.csv", "Dinas Kesehatan", "Dinas Kesehatan, KB", "baris 2", "berisi 12 sel"),
    "open quote": ("uji/opd.csv", "Sekretariat Daerah", '"Sekretariat Daerah', "baris 3", "susunan CSV keliru"),
    "no kode": ("uji/opd.csv", "DINKES,Dinas", ",Dinas", "baris 2", "kolom kode kosong"),
    "no nama": ("uji/opd.csv", "Dinas Kesehatan", "", "baris 2", "kolom nama kosong"),
    "kode twice": ("uji/opd.csv", "SETDA,", "DINKES,", "baris 3", "kolom kode 'DINKES' sudah dipakai pada baris 2"),
    "urutan twice": (
        "uji/opd.csv",
        "inspektorat,1",
        "inspektorat,2",
        "baris 3",
        "kolom urutan '2' sudah dipakai pada baris 2",
    ),
    "urutan no number": ("uji/opd.csv", "inspektorat,1", "inspektorat,satu", "baris 3", "kolom urutan berisi 'satu'"),
    "bad date": ("uji/opd.csv", "2026-12-31", "31/12/2026", "baris 3", "kolom berlaku_sampai berisi '31/12/2026'"),
    "no such day": ("uji/opd.csv", "2026-12-31", "2026-02-30", "baris 3", "kolom berlaku_sampai berisi '2026-02-30'"),
    "ends before it begins": (
        "uji/opd.csv",
        "2026-12-31",
        "2025-12-31",
        "baris 3",
        "berlaku_sampai 2025-12-31 lebih dahulu daripada berlaku_mulai 2026-01-01",
    ),
    "alias of two OPD": (
        "uji/opd.csv",
        "inspektorat,1,",
        "inspektorat,1,KESEHATAN",
        "baris 3",
        "kolom alias sebutan 'KESEHATAN' juga milik DINKES (Dinas Kesehatan)",
    ),
    "alias is another's name": (
        "uji/opd.csv",
        "Kesehatan|Dinkes",
        "sekretariat  daerah|Dinkes",
        "baris 2",
        "kolom alias sebutan 'sekretariat  daerah' juga milik SETDA",
    ),
    "alias is another's abbreviation": (
        "uji/opd.csv",
        "Kesehatan|Dinkes",
        "SETDA.|Dinkes",
        "baris 2",
        "kolom alias sebutan 'SETDA.' juga milik SETDA",
    ),
    "accepted here, doubtful there": (
        "uji/opd.csv",
        "BKD,2026",
        "Kesehatan,2026",
        "baris 3",
        "kolom rawan sebutan 'Kesehatan' juga milik DINKES",
    ),
    "accepted and doubtful": (
        "uji/opd.csv",
        "BKD,,,,",
        "Kesehatan,,,,",
        "baris 2",
        "kolom rawan 'Kesehatan' tercatat sebagai sebutan yang diterima dan sebagai rawan sekaligus",
    ),
    "unknown predecessor": ("uji/opd.csv", "31,DINKES", "31,BLH", "baris 3", "kolom pendahulu berisi 'BLH'"),
    "own predecessor": ("uji/opd.csv", "31,DINKES", "31,SETDA", "baris 3", "kolom pendahulu berisi 'SETDA'"),
    "TOML syntax": ("uji/pemda.toml", 'nama = "', "nama = ", "baris 2", "susunan TOML keliru"),
    "key missing": ("uji/pemda.toml", 'jenis = "kabupaten"', "", "kunci jenis", "tidak ada, padahal wajib diisi"),
    "key misspelt": (
        "_umum/aturan.toml",
        "batas_atas_pct",
        "batas_atas_pt",
        "kunci batas_atas_pt",
        "tidak dikenal; pilihan: versi, batas_atas_pct",
    ),
    "id is not the folder": (
        "uji/pemda.toml",
        '"uji"',
        '"lain"',
        "kunci id",
        "berisi 'lain', padahal nama foldernya 'uji'",
    ),
    "jenis": ("uji/pemda.toml", '"kabupaten"', '"provinsi"', "kunci jenis", "pilihan: kabupaten, kota"),
    "zone": ("uji/pemda.toml", "Asia/Jakarta", "WIB", "kunci zona_waktu", "berisi 'WIB'; pilihan: Asia/Jakarta"),
    "deadline": (
        "uji/pemda.toml",
        "hari = 5",
        "hari = 31",
        "kunci tenggat_hari",
        "paling rendah 1 dan paling tinggi 28",
    ),
    "deadline with a fraction": (
        "uji/pemda.toml",
        "hari = 5",
        "hari = 5.5",
        "kunci tenggat_hari",
        "bukan bilangan bulat",
    ),
    "text without quotes": ("uji/pemda.toml", '"Kabupaten Uji"', "12", "kunci nama", "berisi 12, bukan teks"),
    "today": (
        "uji/pemda.toml",
        "tenggat_hari",
        'hari_ini = "6 November"\ntenggat_hari',
        "kunci hari_ini",
        "bukan waktu",
    ),
    "demo flag": (
        "uji/pemda.toml",
        "tenggat_hari",
        'contoh = "ya"\ntenggat_hari',
        "kunci contoh",
        "pilihan: true, false",
    ),
    "leader's date": (
        "uji/pemda.toml",
        "2025-02-20",
        '"20-2-2025"',
        "kunci [[pimpinan]] ke-1 berlaku_mulai",
        "bukan tanggal",
    ),
    "no leader": (
        "uji/pemda.toml",
        "[[pimpinan]]",
        "[lain]",
        "kunci lain",
        "tidak dikenal; pilihan: id, nama",
    ),
    "framework not there": (
        "uji/pemda.toml",
        '"dua-area"',
        '"tiga-area"',
        "kunci kerangka_baku",
        "berisi 'tiga-area'; pilihan: dua-area",
    ),
    "group alias twice": (
        "_umum/kerangka/dua.toml",
        'sasaran = "Kapabel"',
        'alias = ["AREA-1"]',
        "kunci [[grup]] ke-2 alias",
        "'AREA-1' juga milik grup A1 (Manajemen Perubahan)",
    ),
    "group alias is another's name": (
        "_umum/kerangka/dua.toml",
        '"Area 1"',
        '"deregulasi kebijakan"',
        "kunci [[grup]] ke-1 alias",
        "juga milik grup A2",
    ),
    "group kode twice": (
        "_umum/kerangka/dua.toml",
        '"A2"',
        '"A1"',
        "kunci [[grup]] ke-2 kode",
        "'A1' sudah dipakai pada [[grup]] ke-1",
    ),
    "weight no number": (
        "_umum/kerangka/dua.toml",
        "2.5",
        '"2,5"',
        "kunci [[grup]] ke-1 bobot",
        "berisi '2,5', bukan angka",
    ),
    "negative weight": ("_umum/kerangka/dua.toml", "2.5", "-1", "kunci [[grup]] ke-1 bobot", "berisi '-1'"),
    "alias is no list": (
        "_umum/kerangka/dua.toml",
        '["A", "Area 1"]',
        '"A"',
        "kunci [[grup]] ke-1 alias",
        "bukan daftar",
    ),
    "classes rise": (
        "_umum/aturan.toml",
        "batas_bawah = 0",
        "batas_bawah = 60",
        "kunci [[kelas]] ke-2 batas_bawah",
        "berisi 60, padahal kelas sebelumnya 50",
    ),
    "classes end above zero": (
        "_umum/aturan.toml",
        "batas_bawah = 0",
        "batas_bawah = 10",
        "kunci [[kelas]] ke-2 batas_bawah",
        "kelas terakhir harus mulai dari 0",
    ),
    "threshold above 100": ("_umum/aturan.toml", "= 70", "= 700", "kunci ambang_cakupan_pct", "paling tinggi 100"),
    "infinite cap": ("_umum/aturan.toml", "= 110", "= inf", "kunci batas_atas_pct", "bukan angka"),
    "unknown placeholder": (
        "_umum/aturan.toml",
        "{ambang_cakupan_pct}",
        "{ambang}",
        "kunci [[butir]] ke-1 uraian",
        "berisi '{ambang}'",
    ),
    "level twice": ("_umum/skala.csv", "OPINI,WDP", "OPINI,WTP", "baris 3", "'OPINI WTP' sudah dipakai pada baris 2"),
    "order twice": ("_umum/skala.csv", "Pengecualian,1", "Pengecualian,2", "baris 3", "'OPINI 2' sudah dipakai"),
    "bounds turned": (
        "_umum/skala.csv",
        "60,70",
        "80,70",
        "baris 4",
        "batas atas 70 lebih rendah daripada batas bawah 80",
    ),
    "bound belongs": ("_umum/skala.csv", "70,0,1", "70,tidak,1", "baris 4", "kolom lower_inclusive berisi 'tidak'"),
    "decimal comma": ("uji/indeks.csv", "64.50", '"64,50"', "baris 2", "kolom nilai berisi '64,50', bukan angka"),
    "year twice": ("uji/indeks.csv", "2024", "2023", "baris 3", "'RB tahun 2023' sudah dipakai pada baris 2"),
    "year out of reach": ("uji/indeks.csv", "2024", "24", "baris 3", "kolom tahun berisi '24'"),
    "scale of an index": (
        "uji/indeks.csv",
        INDEKS,
        "kode,nama,tahun,nilai,predikat,penilai,sumber,catatan,skala\nRB,Indeks RB,2023,64.50,,,pers,,RB_1999\n",
        "baris 2",
        "kolom skala berisi 'RB_1999'",
    ),
    "day of an index": (
        "uji/indeks.csv",
        INDEKS,
        "kode,nama,tahun,nilai,predikat,penilai,sumber,catatan,tanggal\nRB,Indeks RB,2023,64.50,,,pers,,5 Maret\n",
        "baris 2",
        "kolom tanggal berisi '5 Maret'",
    ),
    "figure without source": ("uji/indeks.csv", "KemenPANRB,pers", "KemenPANRB,", "baris 2", "kolom sumber kosong"),
}


class TestBroken:
    @pytest.mark.parametrize(("name", "old", "new", "place", "cause"), BROKEN.values(), ids=BROKEN.keys())
    def test_one_mistake(
        self, root: Path, edit: Callable[[str, str, str], None], name: str, old: str, new: str, place: str, cause: str
    ) -> None:
        """A mistake is refused in one sentence with its file, its row or key, and its cause."""
        edit(name, old, new)

        said = sentence(root)

        assert said.startswith(f"{(root / name).as_posix()} {place}: ")
        assert cause in said
        assert said.endswith(".")

    @pytest.mark.parametrize("name", [name for name in FILES if "kerangka" not in name])
    def test_missing_file(self, root: Path, name: str) -> None:
        """A missing file is named where the pemda should have it."""
        (root / name).unlink()

        assert sentence(root) == f"{(root / 'uji' / Path(name).name).as_posix()}: berkas tidak ditemukan."

    def test_no_framework(self, root: Path) -> None:
        """Without any framework the folder that should hold one is named."""
        shutil.rmtree(root / "_umum/kerangka")

        assert sentence(root).startswith(f"{(root / 'uji/kerangka').as_posix()}: tidak ada satu pun berkas kerangka")

    def test_framework_id_twice(self, root: Path) -> None:
        """Two framework files with one id are refused; the sentence names both."""
        shutil.copy(root / "_umum/kerangka/dua.toml", root / "_umum/kerangka/salinan.toml")

        said = sentence(root)

        assert said.startswith(
            f"{(root / '_umum/kerangka/salinan.toml').as_posix()} kunci id: 'dua-area' sudah dipakai"
        )
        assert (root / "_umum/kerangka/dua.toml").as_posix() in said

    @pytest.mark.parametrize(("name", "row"), [("uji/opd.csv", 3), ("uji/pemda.toml", 2)])
    def test_encoding(self, root: Path, name: str, row: int) -> None:
        """A file that is not UTF-8 is refused with the row of the first unreadable character."""
        lines = (root / name).read_bytes().splitlines(keepends=True)
        lines[row - 1] = lines[row - 1].replace(b"a", b"\xe9", 1)
        (root / name).write_bytes(b"".join(lines))

        assert sentence(root).startswith(f"{(root / name).as_posix()} baris {row}: tulisan tidak dapat dibaca")

    def test_empty_register(self, root: Path) -> None:
        """A register without rows is refused: a pemda has OPD."""
        (root / "uji/opd.csv").write_text(OPD.splitlines()[0] + "\n", encoding="utf-8")

        assert "belum ada satu baris pun" in sentence(root)

    def test_empty_file(self, root: Path) -> None:
        """An empty file lacks even its column names."""
        (root / "uji/opd.csv").write_text("", encoding="utf-8")

        assert sentence(root).startswith(f"{(root / 'uji/opd.csv').as_posix()} baris 1: berkas kosong")

    def test_row_after_a_cell_with_a_line_break(self, root: Path, edit: Callable[[str, str, str], None]) -> None:
        """The row named is the line a person sees in the file, also below a cell with a line break."""
        edit("uji/opd.csv", "Dinas Kesehatan", '"Dinas\nKesehatan"')
        edit("uji/opd.csv", "inspektorat,1", "inspektorat,satu")

        assert f"{(root / 'uji/opd.csv').as_posix()} baris 4: kolom urutan" in sentence(root)

    def test_unfinished_toml(self, root: Path) -> None:
        """A TOML file that stops in the middle is refused at its last line."""
        (root / "uji/pemda.toml").write_text('id = "uji"\nnama = """Kab', encoding="utf-8")

        assert sentence(root).startswith(f"{(root / 'uji/pemda.toml').as_posix()} baris 2: susunan TOML keliru")

    def test_shipped_files_are_named_from_the_project(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[str, str, str], None]
    ) -> None:
        """Inside the project a file is named as data/acuan/…, not by where the machine keeps it."""
        monkeypatch.setattr(reference, "PROJECT", root)
        edit("uji/opd.csv", "Dinkes,dinas", "Dinkes,dns")

        assert sentence(root).startswith("uji/opd.csv baris 2: ")


class TestResolve:
    @pytest.mark.parametrize(
        ("text", "pemda"),
        [
            ("pamekasan", "pamekasan"),
            ("Pamekasan", "pamekasan"),
            ("Kabupaten Pamekasan", "pamekasan"),
            ("KAB. PAMEKASAN", "pamekasan"),
            ("kab pamekasan", "pamekasan"),
            ("Pemerintah Kabupaten Pamekasan", "pamekasan"),
            ("Kota Tanjungbalai", "tanjungbalai"),
            ("KOTA TANJUNG BALAI", "tanjungbalai"),
            (" contoh ", "contoh"),
        ],
    )
    def test_names(self, text: str, pemda: str) -> None:
        """A pemda is found by its id or its name as people write it."""
        assert resolve(text) == pemda

    @pytest.mark.parametrize("text", ["Sumenep", "Kota Pamekasan", "Kabupaten", "", "../..", "_umum"])
    def test_unknown(self, text: str) -> None:
        """What is not there is refused with the choices; a kota is not the kabupaten of the same name."""
        with pytest.raises(UnknownPemda, match=r"pamekasan \(Kabupaten Pamekasan\)"):
            resolve(text)

    @pytest.mark.parametrize("pemda", ["sumenep", "../acuan/contoh", "_umum", "", "."])
    def test_load_stays_in_its_folder(self, pemda: str) -> None:
        """No text leads load to any other place than a pemda's own folder."""
        with pytest.raises(UnknownPemda, match="Pilihan: contoh, pamekasan, tanjungbalai"):
            load(pemda)

    def test_no_reference_data(self, tmp_path: Path) -> None:
        """Without the folder of reference data that folder is named."""
        with pytest.raises(BrokenReference, match="tidak-ada: folder data acuan tidak ditemukan"):
            available(tmp_path / "tidak-ada")
