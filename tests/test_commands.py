"""The commands that other people's scripts rest on: their JSON, their exit status, their silence on the rest of the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from kit import write_book

ROOT = Path(__file__).resolve().parents[1]
TITLE = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"]]
HEAD = [
    "No",
    "Area Perubahan",
    "Rencana Aksi",
    "Indikator",
    "Satuan",
    "Target s.d. Bulan Ini",
    "Realisasi s.d. Bulan Ini",
]
PLAN = [
    ["ROAD MAP 2025-2029"],
    [
        "Kode",
        "Area Perubahan",
        "OPD",
        "Rencana Aksi",
        "Indikator",
        "Satuan",
        "Arah",
        "Akumulasi",
        "Target 2026",
        "Target 2026 TW III",
    ],
    ["D1", "A1", "Dinas Kesehatan", "Menyusun SOP", "Jumlah SOP", "Dokumen", "naik", "jumlah", 10, 8],
]
ROW_KEYS = [
    "lembar", "baris", "area", "rencana_aksi", "indikator", "satuan", "target", "realisasi", "capaian_dilaporkan_pct", "anggaran_rp",
    "realisasi_anggaran_rp", "kendala", "tindak_lanjut", "bukti", "sel", "kosong", "sifat", "opd", "periode",
]  # fmt: skip


def run(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    """One command as a script would call it; no terminal, no leftovers in the environment."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_")}
    return subprocess.run(
        [sys.executable, "-m", *map(str, args)],
        cwd=ROOT,
        env={**clean, **env},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write_book(
        tmp_path / "okt.xlsx", {"Laporan": [*TITLE, HEAD, [1, "A1", "Menyusun SOP", "Jumlah SOP", "Dokumen", 8, 6]]}
    )


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write_book(tmp_path / "rm.xlsx", {"Matriks": PLAN})


def test_periksa_prints_one_object_per_file_in_the_contracts_form(good: Path, tmp_path: Path) -> None:
    """Every key of the contract, one line per file, exit 1 when one file is not fully read."""
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04 bukan zip")
    done = run("loaders", "periksa", good, broken, "--pemda", "pamekasan", "--json")
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [k for k in first if k in ("berkas", "status", "opd", "periode", "kerangka", "baris", "temuan")] == [
        "berkas",
        "status",
        "opd",
        "periode",
        "kerangka",
        "baris",
        "temuan",
    ]
    assert [k for k in first["baris"][0] if k in ROW_KEYS] == ROW_KEYS
    assert (first["status"], first["opd"], first["periode"]) == ("terbaca", "Dinas Kesehatan", "2026-10")
    assert (second["status"], second["baris"], len(second["temuan"])) == ("ditolak", [], 1)
    assert list(second["temuan"][0]) == ["tingkat", "kode", "lembar", "sel", "tertulis", "pesan"]


def test_periksa_prints_a_long_file_as_one_object(tmp_path: Path) -> None:
    """A file of more rows than travel at once is one line of JSON like any other, every row in its place."""
    rows = [[n, "A1", f"Menyusun SOP {n}", "Jumlah SOP", "Dokumen", 8, 6] for n in range(1, 1_203)]
    path = write_book(tmp_path / "okt.xlsx", {"Laporan": [*TITLE, HEAD, *rows]})
    done = run("loaders", "periksa", path, "--pemda", "pamekasan", "--json")
    (answer,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (answer["status"], answer["jenis"], answer["wadah"]) == ("terbaca", "laporan", None)
    assert [row["rencana_aksi"] for row in answer["baris"]] == [row[2] for row in rows]
    told = run("loaders", "periksa", path, "--pemda", "pamekasan").stdout
    assert "1202 baris" in told or "1.202 baris" in told


def test_periksa_ends_with_0_when_all_are_read_and_stores_nothing(good: Path) -> None:
    """A check leaves no file behind."""
    before = sorted(p.name for p in good.parent.iterdir())
    assert run("loaders", "periksa", good, "--pemda", "Kabupaten Pamekasan").returncode == 0
    assert sorted(p.name for p in good.parent.iterdir()) == before


@pytest.mark.parametrize(
    "wrong",
    [
        ["--pemda", "atlantis"],
        ["--pemda", "pamekasan", "--opd", "Dinas Antariksa"],
        ["--pemda", "pamekasan", "--periode", "Oktober"],
        [],
    ],
)
def test_wrong_usage_is_2_and_one_sentence(good: Path, wrong: list[str]) -> None:
    """An unknown pemda, OPD or period, or a missing argument, is the caller's mistake."""
    done = run("loaders", "periksa", good, *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_impor_and_skor_from_empty_database_to_score(good: Path, plan: Path, tmp_path: Path) -> None:
    """A new database is created with its tables; the order of the files does not matter; the score is the contract's."""
    url = f"sqlite:///{tmp_path / 'baru' / 'x.db'}"
    done = run("progress", "impor", good, plan, "--pemda", "pamekasan", "--database", url, "--terima")
    assert done.returncode == 0, done.stdout + done.stderr
    skor = run("progress", "skor", "--pemda", "pamekasan", "--periode", "2026-10", "--database", url, "--json")
    answer = json.loads(skor.stdout)
    (item,) = answer["item"]
    assert (answer["pemda"], answer["periode"]) == ("Kabupaten Pamekasan", "2026-10")
    assert (
        item["target_sd"],
        item["realisasi_sd"],
        item["target_tahun"],
        item["capaian_pct"],
        item["keadaan"],
        item["sel"],
    ) == (8, 6, 10, 75, "dinilai", "Laporan!G5")
    assert [a["kode"] for a in answer["area"]] == [f"A{n}" for n in range(1, 9)]


def score_of(url: str) -> Any:
    return json.loads(
        run(
            "progress", "skor", "--pemda", "pamekasan", "--periode", "2026-10", "--json", PANTAU_DATABASE_URL=url
        ).stdout
    )


def test_importing_again_changes_nothing_and_the_environment_names_the_database(
    good: Path, plan: Path, tmp_path: Path
) -> None:
    """PANTAU_DATABASE_URL stands for --database."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    for _ in range(2):
        assert (
            run("progress", "impor", plan, good, "--pemda", "pamekasan", "--terima", PANTAU_DATABASE_URL=url).returncode
            == 0
        )
        first = score_of(url)
        assert (
            run("progress", "impor", good, "--pemda", "pamekasan", "--terima", PANTAU_DATABASE_URL=url).returncode == 0
        )
        assert score_of(url) == first


def test_nothing_questionable_is_accepted_without_a_person(tmp_path: Path, plan: Path) -> None:
    """Without --terima and without a terminal a file with a question is not stored; with it the assumption is printed."""
    url = f"sqlite:///{tmp_path / 'x.db'}"
    head = [*HEAD[:6], "Realisasi"]
    vague = write_book(
        tmp_path / "v.xlsx", {"L": [*TITLE, head, [1, "A1", "Menyusun SOP", "Jumlah SOP", "Dokumen", 8, 6]]}
    )
    assert run("progress", "impor", plan, "--pemda", "pamekasan", "--database", url).returncode == 0
    refused = run("progress", "impor", vague, "--pemda", "pamekasan", "--database", url)
    assert (refused.returncode, "belum diterima" in refused.stdout) == (1, True)
    taken = run("progress", "impor", vague, "--pemda", "pamekasan", "--database", url, "--terima")
    assert (taken.returncode, "Anggapan:" in taken.stdout) == (0, True)


@pytest.mark.parametrize("text", ["2099-01-01T08:00", "kemarin"])
def test_a_reception_in_the_future_or_garbled_is_wrong_usage(good: Path, tmp_path: Path, text: str) -> None:
    """Received can only be past."""
    done = run(
        "progress",
        "impor",
        good,
        "--pemda",
        "pamekasan",
        "--database",
        f"sqlite:///{tmp_path / 'x.db'}",
        "--diterima",
        text,
    )
    assert done.returncode == 2
    assert not (tmp_path / "x.db").exists()


def test_skor_without_a_road_map_says_what_to_do(tmp_path: Path) -> None:
    """No empty scores: one sentence, exit 1, and no database made by looking."""
    done = run(
        "progress",
        "skor",
        "--pemda",
        "pamekasan",
        "--periode",
        "2026-10",
        "--database",
        f"sqlite:///{tmp_path / 'x.db'}",
        "--json",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "Road map Kabupaten Pamekasan belum ada" in done.stderr
    assert not (tmp_path / "x.db").exists()


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, plan: Path) -> None:
    """Exit 1 without a traceback."""
    (tmp_path / "x.db").write_text("bukan basis data" * 100)
    done = run(
        "progress", "impor", plan, "--pemda", "pamekasan", "--database", f"sqlite:///{tmp_path / 'x.db'}", "--terima"
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
