"""The one command, run as a person runs it: in a folder of its own, against wheels made here, without a network."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

MULAI = Path(__file__).resolve().parents[1] / "mulai.py"
ENVIRONMENT = {**os.environ, "PIP_NO_INDEX": "1"}
AS_ANOTHER_PYTHON = (
    "import runpy, sys; {change}; sys.argv = sys.argv[1:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


def run(folder: Path, *arguments: str, change: str = "") -> subprocess.CompletedProcess[str]:
    """mulai.py in this folder; `change` is what differs from the Python that runs the tests."""
    script = str(folder / "mulai.py")
    start = ["-c", AS_ANOTHER_PYTHON.format(change=change), script] if change else [script]
    return subprocess.run(
        [sys.executable, *start, *arguments], capture_output=True, text=True, env=ENVIRONMENT, cwd=folder.parent
    )


def write_wheel(folder: Path, name: str, main: str) -> str:
    """A pure wheel whose `python -m name` runs `main`; answers its file name."""
    wheel = f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "")
        archive.writestr(f"{name}/__main__.py", main)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def new_folder(folder: Path, needs: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "mulai.py").write_bytes(MULAI.read_bytes())
    (folder / "requirements.txt").write_text(needs, "utf-8")
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared folder with a blank in its name, whose `streamlit` only prints what it was asked to run."""
    folder = new_folder(tmp_path_factory.mktemp("unduhan") / "Pantau RB", "")
    wheel = write_wheel(folder, "streamlit", "import sys; print('DIJALANKAN', *sys.argv[1:], sep='|')")
    (folder / "requirements.txt").write_text(f"./{wheel}\n", "utf-8")
    first = run(folder, "siapkan")
    assert first.returncode == 0, first.stderr
    assert "Memasang isi requirements.txt" in first.stdout
    return folder


def asked_port(project: Path) -> int:
    asked = run(project, "--tanpa-peramban").stdout.partition("DIJALANKAN|")[2].splitlines()[0].split("|")
    return int(asked[asked.index("--server.port") + 1])


def test_old_python() -> None:
    """An older Python is told in one sentence which one to install, for each system."""
    told = run(MULAI.parent, change="sys.version_info = (3, 9, 2, 'final', 0)")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    for word in ("3.11", "Python 3.9", "apt install", "Windows", "macOS"):
        assert word in told.stderr


def test_old_python_can_parse_it() -> None:
    """The file uses no syntax that would hide that sentence behind a SyntaxError."""
    assert ast.parse(MULAI.read_text("ascii"), feature_version=(3, 7)).body


def test_without_venv(tmp_path: Path) -> None:
    """A Python without ensurepip is told the package of this very version, and no .venv is left behind."""
    folder = new_folder(tmp_path / "p", "")
    told = run(folder, change="sys.modules['ensurepip'] = None")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert f"sudo apt install python3.{sys.version_info.minor}-venv" in told.stderr
    assert not (folder / ".venv").exists()


def test_nothing_changed(project: Path) -> None:
    """A second start installs nothing."""
    assert run(project, "siapkan").stdout == ""


def test_requirements_changed(project: Path) -> None:
    """A changed requirements.txt is installed at the next start, once."""
    needs = project / "requirements.txt"
    needs.write_text(needs.read_text("utf-8") + "# berubah\n", "utf-8")
    assert [bool(run(project, "siapkan").stdout) for _ in range(2)] == [True, False]


def test_failed_install(project: Path) -> None:
    """When pip fails its last line stands in one sentence, and the next start tries again."""
    needs = project / "requirements.txt"
    before = needs.read_text("utf-8")
    needs.write_text("paket-yang-tidak-ada==1.0\n", "utf-8")
    for _ in range(2):
        told = run(project, "siapkan")
        assert told.returncode == 1
        assert told.stderr.count("\n") == 1
        assert "sambungan internet" in told.stderr
        assert "No matching distribution found for paket-yang-tidak-ada" in told.stderr
    needs.write_text(before, "utf-8")
    assert run(project, "siapkan").stdout == ""


def test_broken_environment(tmp_path: Path) -> None:
    """A half-made .venv is made anew."""
    folder = new_folder(tmp_path / "p", "")
    (folder / ".venv").mkdir()
    assert "Membuat lingkungan" in run(folder, "siapkan").stdout
    assert run(folder, "siapkan").stdout == ""


def test_opens_dashboard(project: Path) -> None:
    """The dashboard beside it is started for this machine only."""
    said = run(project, "--tanpa-peramban")
    assert said.returncode == 0
    assert f"DIJALANKAN|run|{project / 'dashboard.py'}|--server.address|127.0.0.1|" in said.stdout


def test_taken_port(project: Path) -> None:
    """A port that somebody listens on is left alone; the next free one is used."""
    free = asked_port(project)
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", free))
        taken.listen()
        assert asked_port(project) > free


def test_unknown_argument() -> None:
    """Anything else prints what can be asked for, with the status of wrong usage."""
    told = run(MULAI.parent, "bantu")
    assert told.returncode == 2
    assert "mulai.py uji" in told.stdout
