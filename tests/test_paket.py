"""Paket hitung ulang: its script and its workbook find the program's scores again, and refuse what they do not know."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from test_scoring_laws import ATURAN, GRUP, REGISTER, SKALA, TAHUN, Item, any_world, dice, frames

from progress import paket as paket_bulan
from progress import reference
from progress.__main__ import main
from progress.model import Aturan, CaraGabung, Periode
from progress.reports import hitung_ulang, paket, paket_xlsx
from progress.scoring import Skor, score, to_json
from progress.store import Store
from tests.serverkit import environment, seed

ACUAN = replace(reference.load("contoh"), opd=REGISTER, aturan=ATURAN, skala=SKALA)
SAMA = 1e-9

# Every class of item, one line each; the seeds below add what nobody thought of.
SD, BI = "sd", "bulan_ini"
KELAS: dict[str, Item] = {
    "naik": Item(akumulasi="posisi_akhir", target={6: (10.0, SD)}, laporan={6: (7.0, SD)}),
    "melampaui": Item(akumulasi="posisi_akhir", target={6: (10.0, SD)}, laporan={6: (14.0, SD)}),
    "turun": Item(arah="turun", akumulasi="posisi_akhir", target={6: (10.0, SD)}, laporan={6: (12.0, SD)}),
    "turun di atas dua kali": Item(
        arah="turun", akumulasi="posisi_akhir", target={6: (4.0, SD)}, laporan={6: (9.0, SD)}
    ),
    "turun target 0": Item(arah="turun", akumulasi="posisi_akhir", target={6: (0.0, SD)}, laporan={6: (0.0, SD)}),
    "jumlah": Item(target={6: (20.0, SD)}, laporan={m: (float(m), BI) for m in (1, 2, 4, 6)}),
    "jumlah lalu s.d.": Item(target={6: (20.0, SD)}, laporan={1: (9.0, BI), 3: (5.0, SD), 6: (4.0, BI)}),
    "jumlah tanpa sifat": Item(
        target=dict.fromkeys(range(1, 13), (2.0, None)) | {0: (24.0, None)}, laporan={6: (9.0, SD)}
    ),
    "jumlah tidak jelas": Item(target={1: (2.0, None), 2: (5.0, None), 0: (24.0, None)}, laporan={6: (9.0, SD)}),
    "kumulatif": Item(akumulasi="kumulatif", target={6: (20.0, SD)}, laporan={3: (5.0, SD), 6: (9.0, SD)}),
    "rata-rata": Item(akumulasi="rata_rata", target={1: (80.0, SD)}, laporan={m: (70.0 + m, BI) for m in (1, 4, 6)}),
    "rata-rata s.d.": Item(akumulasi="rata_rata", target={1: (80.0, SD)}, laporan={1: (70.0, BI), 6: (75.0, SD)}),
    "nihil jumlah": Item(target={6: (20.0, SD)}, laporan={3: (5.0, BI), 6: ("nihil", None)}),
    "nihil kumulatif": Item(akumulasi="kumulatif", target={6: (20.0, SD)}, laporan={6: ("nihil", None)}),
    "nihil posisi": Item(akumulasi="posisi_akhir", target={6: (20.0, SD)}, laporan={6: ("nihil", None)}),
    "belum lapor, terbawa": Item(target={5: (10.0, SD)}, laporan={5: (4.0, BI)}),
    "belum lapor, posisi": Item(akumulasi="posisi_akhir", target={5: (10.0, SD)}, laporan={5: (4.0, SD)}),
    "strip": Item(target={5: (10.0, SD)}, laporan={6: ("strip", None)}),
    "teks": Item(target={5: (10.0, SD)}, laporan={6: ("2 dari 4", None)}),
    "belum jatuh tempo": Item(target={9: (10.0, SD)}, laporan={6: (4.0, SD)}),
    "tanpa target": Item(laporan={6: (4.0, SD)}),
    "target 0": Item(target={0: (0.0, None)}, laporan={6: (4.0, SD)}),
    "hanya setahun": Item(target={0: (12.0, None)}, laporan={6: (4.0, SD)}),
    "ya": Item(jenis="ya_tidak", target={5: (1.0, None)}, laporan={6: (1.0, None)}),
    "tidak": Item(jenis="ya_tidak", target={5: (1.0, None)}, laporan={6: (0.0, None)}),
    "ordinal": Item(jenis="ordinal", target={5: ("BB", None)}, laporan={6: ("A", None)}),
    "berbobot": Item(opd="b", bobot=30.0, target={6: (10.0, SD)}, laporan={6: (7.0, SD)}),
    "bobot kosong": Item(opd="b", target={6: (10.0, SD)}, laporan={6: (2.0, SD)}),
    "bobot negatif": Item(opd="d", bobot=-1.0, target={6: (10.0, SD)}, laporan={6: (2.0, SD)}),
    "di dalam rentang": Item(
        arah="rentang", akumulasi="posisi_akhir", target={6: (75.0, SD)}, atas={6: 80.0}, laporan={6: (77.0, SD)}
    ),
    "di atas rentang": Item(
        arah="rentang", akumulasi="posisi_akhir", target={6: (75.0, SD)}, atas={6: 80.0}, laporan={6: (90.0, SD)}
    ),
    "rasio": Item(arah="turun", rumus="rasio", akumulasi="posisi_akhir", target={6: (4.0, SD)}, laporan={6: (5.0, SD)}),
    "jenjang": Item(
        arah="turun", rumus="jenjang", akumulasi="posisi_akhir", target={6: (4.0, SD)}, laporan={6: (5.0, SD)}
    ),
    "per bulan": Item(akumulasi="per_bulan", target={0: (5.0, None)}, laporan={m: (float(m), BI) for m in (1, 6)}),
    "linear": Item(cara_target="linear", target={12: (24.0, SD)}, laporan={6: (9.0, SD)}),
    "linear dari baseline": Item(
        akumulasi="posisi_akhir", cara_target="linear", baseline=40.0, target={12: (64.0, SD)}, laporan={6: (50.0, SD)}
    ),
    "seluruh road map": Item(
        target={6: (5.0, SD)}, laporan={6: (4.0, SD)}, tahun_lain={2025: 8.0, 2027: 10.0}, akhir_tahun={2025: 8.0}
    ),
    "OPD asing": Item(opd="z", area=None, target={6: (10.0, SD)}, laporan={6: (2.0, SD)}),
    "OPD baru": Item(opd="c", area="LAIN", target={6: (10.0, SD)}, laporan={6: (2.0, SD)}),
    "anggaran": Item(
        anggaran=1e6, target={6: (10.0, SD)}, laporan={6: (7.0, SD)}, uang={3: (2e5, BI), 5: (1e5, BI), 6: (3e5, BI)}
    ),
    "anggaran s.d.": Item(
        anggaran=1e6, target={6: (10.0, SD)}, laporan={6: (7.0, SD)}, uang={3: (2e5, BI), 6: (7e5, SD)}
    ),
}


BERUMUS = [it for it in KELAS.values() if it.cara_target != "linear"]


def with_formulas(world: list[Item]) -> list[Item]:
    """The same world without the lines that the workbook has no formula for."""
    return [replace(it, cara_target=None) for it in world]


def toml(aturan: Aturan) -> str:
    """The rules as their file says them."""
    numbers = ("batas_atas_pct", "ambang_cakupan_pct", "minimal_item_peringkat", "toleransi_target")
    text = f'versi = "{aturan.versi}"\ncara_gabung = "{aturan.cara_gabung}"\n' + "".join(
        f"{k} = {getattr(aturan, k)}\n" for k in numbers
    )
    text += "".join(f"[[jenjang]]\nsampai_pct = {s.sampai_pct}\nnilai = {s.nilai}\n" for s in aturan.jenjang)
    return text + "".join(
        f'[[kelas]]\nkode = "{k.kode}"\nnama = "{k.nama}"\nbatas_bawah = {k.batas_bawah}\n' for k in aturan.kelas
    )


def packed(
    world: list[Item], bulan: int, aturan_teks: str | None = None, aturan: Aturan = ATURAN
) -> tuple[Skor, bytes]:
    items, targets, realisasi = frames(world)
    skor = score(items, targets, realisasi, REGISTER, Periode(TAHUN, bulan), aturan, SKALA, GRUP)
    kiriman = pd.DataFrame(
        [{"kiriman_id": m, "nama_berkas": f"{m}.xlsx", "sha256": "ab", "diterima_pada": ""} for m in range(13)]
    )
    isi = paket.Isi(items, targets, realisasi, kiriman, None, [(g, g) for g in GRUP], aturan_teks or toml(aturan), 1)
    return skor, paket.build(skor, isi, ACUAN)


def unpacked(content: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        book.extractall(folder)
    return folder


def rerun(folder: Path) -> subprocess.CompletedProcess[str]:
    """The script as an auditor runs it: alone in its folder, without this project and without installed packages."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "hitung_ulang.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def far(kita: object, program: object) -> bool:
    if isinstance(kita, int | float) and isinstance(program, int | float):
        return abs(kita - program) > SAMA * max(1.0, abs(kita))
    return kita != program


# --- the script ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bulan", [1, 6, 12])
def test_script_finds_every_class_of_item_again(bulan: int, tmp_path: Path) -> None:
    """Every class of item, the lower and the upper edge, weights, money and ranks come out the same, to 1e-9."""
    skor, content = packed(list(KELAS.values()), bulan)
    folder = unpacked(content, tmp_path)
    done = rerun(folder)
    assert (done.returncode, "COCOK" in done.stdout) == (0, True), done.stdout + done.stderr
    found = json.loads((folder / "hitungan.json").read_text("utf-8"))
    program = to_json(skor, "", {})
    for kita, mereka in zip(found["item"], program["item"], strict=True):  # type: ignore[call-overload]
        assert not [k for k in hitung_ulang.ITEM if far(kita[k], mereka[k])]
    assert not [k for k in hitung_ulang.NILAI if far(found["ringkas"][k], program["ringkas"][k])]  # type: ignore[index]


@pytest.mark.parametrize("seed_", range(40))
def test_script_agrees_on_random_road_maps(seed_: int) -> None:
    """Whatever a road map and its reports hold, the package can be made, which asks for the script's agreement."""
    rng = dice(seed_)
    cara = list(CaraGabung)[seed_ % len(CaraGabung)]
    packed(any_world(rng), rng.randint(1, 12), aturan=replace(ATURAN, cara_gabung=cara))


@pytest.mark.parametrize("seed_", [3, 5])
def test_script_runs_alone_on_a_random_road_map(seed_: int, tmp_path: Path) -> None:
    """The same by a process of its own that sees nothing but the folder."""
    done = rerun(unpacked(packed(any_world(dice(seed_)), 10)[1], tmp_path))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("rencana_aksi.csv", ",naik,", ",menyamping,", "arah 'menyamping'"),
        ("rencana_aksi.csv", ",jumlah,", ",per_minggu,", "akumulasi 'per_minggu'"),
        ("target.csv", ",sd,", ",triwulan,", "sifat 'triwulan'"),
        ("aturan.toml", '"rencana_aksi"', '"rata_dinas"', "cara_gabung 'rata_dinas'"),
        ("aturan.toml", "versi =", "pembagi = 2\nversi =", "kunci 'pembagi'"),
    ],
)
def test_script_refuses_what_it_does_not_know(file: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    """A direction, a kind or a rule that it was not written for ends with one sentence and exit 2, not with a number."""
    folder = unpacked(packed([KELAS["jumlah"]], 6)[1], tmp_path)
    (folder / file).write_text((folder / file).read_text("utf-8").replace(old, new), "utf-8")
    done = rerun(folder)
    assert (done.returncode, done.stderr) == (2, "")
    assert said in done.stdout


def test_script_refuses_a_column_it_does_not_know(tmp_path: Path) -> None:
    """A new column that holds something may change a score, so it is not passed over; an empty one may stand there."""
    folder = unpacked(packed([KELAS["jumlah"]], 6)[1], tmp_path)
    rows = list(csv.reader((folder / "rencana_aksi.csv").open(encoding="utf-8")))
    for isi, code in (("", 0), ("rasio", 2)):
        with (folder / "rencana_aksi.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([[*rows[0], "cara_baru"], *([*r, isi] for r in rows[1:])])
        assert rerun(folder).returncode == code


def test_script_says_where_it_differs(tmp_path: Path) -> None:
    """A changed input is found: exit 1, and the places named."""
    folder = unpacked(packed([KELAS["naik"]], 6)[1], tmp_path)
    changed = (folder / "realisasi.csv").read_text("utf-8").replace(",7.0,", ",8.0,")
    (folder / "realisasi.csv").write_text(changed, "utf-8")
    done = rerun(folder)
    assert (done.returncode, "item 1 capaian_pct" in done.stdout) == (1, True)


def test_no_package_with_another_score() -> None:
    """Where the script would not find the score, there is no package but a sentence."""
    with pytest.raises(paket.PaketError, match="Paket tidak dibuat: hitungan ulang berbeda"):
        packed([KELAS["melampaui"]], 6, toml(replace(ATURAN, batas_atas_pct=120)))


def test_every_value_names_its_cell(tmp_path: Path) -> None:
    """Each reported value stands beside file, sheet and cell; the same input gives the same bytes."""
    content = packed([KELAS["naik"]], 6)[1]
    assert content == packed([KELAS["naik"]], 6)[1]
    (row,) = csv.DictReader((unpacked(content, tmp_path) / "realisasi.csv").open(encoding="utf-8"))
    assert (row["nilai"], row["berkas"], row["lembar"], row["sel_realisasi"]) == ("7.0", "6.xlsx", "L", "F1")


# --- the workbook --------------------------------------------------------------------------------------------------


def read_back(folder: Path) -> Mapping[str, Any]:
    """What the script works out from a folder, with everything between."""
    return hitung_ulang.hitung(hitung_ulang.baca(folder))  # type: ignore[no-any-return]


def sheet_values(path: Path, sheet: str, first: str, last: str) -> list[list[Any]]:
    cells = openpyxl.load_workbook(path, data_only=True)[sheet]
    rows = [
        [c.value if c.value != "" else None for c in row]
        for row in cells[f"{first}{paket_xlsx.AWAL}:{last}{cells.max_row}"]
    ]
    return [r for r in rows if any(v is not None for v in r)]


def disagreements(path: Path, hasil: Mapping[str, Any]) -> list[str]:
    """Where the workbook's cells are not the scores."""
    found: list[str] = []

    def compare(sheet: str, first: str, last: str, wanted: list[list[Any]]) -> None:
        rows = sheet_values(path, sheet, first, last)
        if len(rows) != len(wanted):
            found.append(f"{sheet}: {len(rows)} rows, not {len(wanted)}")
        for n, (a, b) in enumerate(zip(rows, wanted, strict=False), start=1):
            found.extend(
                f"{sheet} {n}.{k}: {x!r}, not {y!r}" for k, (x, y) in enumerate(zip(a, b, strict=True)) if far(x, y)
            )

    items, nilai = hasil["item"], paket_xlsx.NILAI
    columns = [
        "target_sd",
        "target_tahun",
        "realisasi_sd",
        "dilaporkan",
        "keadaan",
        "capaian_pct",
        "capaian_tahun_pct",
        "bobot",
        "wajib",
        "sudah",
    ]
    compare(
        "HitungItem", "E", "N",
        [
            [int(r[k]) if isinstance(r[k], bool) else r[k] for k in columns]
            for r in items
        ],
    )  # fmt: skip
    compare("Pemda", "B", "K", [[hasil["ringkas"][k] for k in nilai]])
    compare("Area", "A", "K", [[a["kode"], *(a[k] for k in nilai)] for a in hasil["area"]])
    compare("OPDxArea", "C", "L", [[o[k] for k in nilai] for o in hasil["opd_area"]])
    compare("OPD", "L", "U", [[o[k] for k in nilai] for o in hasil["opd"]])
    compare("OPD", "V", "X", [[int(o["peringkat"] is not None), _edge(o), o["peringkat"]] for o in hasil["opd"]])
    return found


def _edge(o: Mapping[str, Any]) -> float:
    return -1 if o["tepi_bawah_pct"] is None else round(o["tepi_bawah_pct"], 9)


def test_stored_results_are_the_scores(tmp_path: Path) -> None:
    """A viewer that does not calculate shows the program's numbers."""
    folder = unpacked(packed(BERUMUS, 6)[1], tmp_path)
    assert disagreements(folder / "hitung_ulang.xlsx", read_back(folder)) == []


def test_workbook_refuses_what_it_has_no_formula_for(tmp_path: Path) -> None:
    """One sentence and no number at all, while the script of the same package calculates."""
    folder = unpacked(packed([KELAS["naik"], KELAS["linear"]], 6)[1], tmp_path)
    book = openpyxl.load_workbook(folder / "hitung_ulang.xlsx")
    assert book.sheetnames == ["Baca"]
    assert "belum ada rumusnya" in str(book["Baca"]["A1"].value)
    assert rerun(folder).returncode == 0


def recalculated(path: Path) -> Path:
    """The workbook as LibreOffice saves it after working out every formula; its profile is made here and goes with it."""
    profile = path.parent / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
        "<value>0</value></prop></item></oor:items>",
        "utf-8",
    )
    out = path.parent / "ulang"
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return out / path.name


office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) tidak terpasang")
WORLDS = [("kelas", 6), ("kelas", 12), ("acak 9", 10), ("acak 24", 1)]


@office
@pytest.mark.parametrize(("name", "bulan"), WORLDS)
def test_formulas_find_the_scores_again(name: str, bulan: int, tmp_path: Path) -> None:
    """Without any stored result, LibreOffice works every formula out to the program's numbers, to 1e-9."""
    world = BERUMUS if name == "kelas" else with_formulas(any_world(dice(int(name.split()[1]))))
    cara = list(CaraGabung)[bulan % len(CaraGabung)]
    folder = unpacked(packed(world, bulan, aturan=replace(ATURAN, cara_gabung=cara))[1], tmp_path)
    bahan, hasil = hitung_ulang.baca(folder), read_back(folder)
    plain = folder / "rumus.xlsx"
    plain.write_bytes(paket_xlsx.write(bahan, hasil, tersimpan=False))
    assert disagreements(plain, hasil) != []
    assert disagreements(recalculated(plain), hasil) == []


# --- from the store ------------------------------------------------------------------------------------------------


def test_command_writes_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m progress paket` writes a ZIP whose script agrees with `skor --json`."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    seed(tmp_path, "pamekasan")
    month = ["--pemda", "pamekasan", "--periode", "2026-10"]
    assert main(["paket", *month, "--keluaran", str(tmp_path / "p.zip")]) == 0
    assert "angka program dan hitungan ulang cocok" in capsys.readouterr().out
    folder = unpacked((tmp_path / "p.zip").read_bytes(), tmp_path / "p")
    assert rerun(folder).returncode == 0
    assert main(["skor", *month, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads((folder / "hasil.json").read_text("utf-8"))


@pytest.mark.lambat
@office
def test_the_demo_month_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """About 900 rencana aksi over ten months: script and formulas agree with the program."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    assert main(["demo"]) == 0
    acuan = reference.load("contoh")
    store = Store(environment(tmp_path)["PANTAU_DEMO_URL"], tmp_path / "masuk")
    folder = unpacked(paket_bulan.pack(store, acuan, Periode(2026, 10), None)[0], tmp_path / "p")
    assert rerun(folder).returncode == 0
    bahan, hasil = hitung_ulang.baca(folder), read_back(folder)
    (folder / "rumus.xlsx").write_bytes(paket_xlsx.write(bahan, hasil, tersimpan=False))
    assert disagreements(recalculated(folder / "rumus.xlsx"), hasil) == []
