"""The README names only what exists: commands, files, and the example that every reader follows from cell to number."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from progress import demo, reference

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = sorted(
    {tuple(shlex.split(line)) for line in re.findall(r"python (-m (?:loaders|progress) [^`\n]*)", README)}
)
LINKS = sorted(set(re.findall(r"\]\(((?!http)[^)]+)\)", README)))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command(command: tuple[str, ...]) -> None:
    """Every command and every option that the README shows is known to the program."""
    told = subprocess.run([sys.executable, *command[:3], "--help"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    options = {word for word in command if word.startswith("--")}
    assert not {option for option in options if option not in told.stdout}


def test_commands_are_found() -> None:
    """Every command is shown."""
    assert {c[1:3] for c in COMMANDS} == {
        ("loaders", "periksa"), ("progress", "impor"), ("progress", "skor"), ("progress", "demo"), ("progress", "templat"),
        ("progress", "prioritas"), ("progress", "prakiraan"),
        ("progress", "road-map-rancangan"), ("progress", "paket"), ("progress", "bekukan"),
    }  # fmt: skip


@pytest.mark.parametrize("command", ["", "uji"])
def test_two_commands(command: str) -> None:
    """Both commands of the first screen stand in it for Linux and macOS and for Windows, and mulai.py explains them."""
    top = README[: README.index("## ")]
    told = subprocess.run([sys.executable, "mulai.py", "--help"], cwd=ROOT, capture_output=True, text=True)
    for text in (f"python3 mulai.py {command}".strip(), f"py mulai.py {command}".strip()):
        assert f"`{text}`" in top
    assert f"python3 mulai.py {command}" in told.stdout


@pytest.mark.parametrize("link", LINKS)
def test_link(link: str) -> None:
    """Every file that the README points to is there."""
    assert (ROOT / link).is_file()


def test_bench_is_listed() -> None:
    """`python -m bench` names what the README names, and nothing else."""
    told = subprocess.run([sys.executable, "-m", "bench"], cwd=ROOT, capture_output=True, text=True)
    assert set(re.findall(r"python -m bench ([a-z]+)", told.stdout)) == set(
        re.findall(r"python -m bench ([a-z]+)", README)
    )


def test_example_cell() -> None:
    """The cell from which the README follows a number stands so in the demo."""
    rows = demo.plan(reference.load("contoh")).truth
    row = next(r for r in rows if r["kode"] == "SETDA.A1.01" and str(r["periode"]) == "2026-10")
    assert (row["berkas"], row["lembar"], row["sel"]["realisasi"]) == ("DOC-20261102-WA0001.xlsx", "Realisasi", "H9")
    assert (row["realisasi"], row["indikator"]) == (7, "Jumlah dialog kinerja yang terdokumentasi")
    for word in ("DOC-20261102-WA0001.xlsx", "sel H9 berisi 7", "Jumlah dialog kinerja yang terdokumentasi"):
        assert word in README
