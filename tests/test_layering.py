"""Imports point down, and every third-party library has one home. A new module takes its place in LAYERS first."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Top to bottom, neighbours on one line. A module may import what stands on lower lines, and itself.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("progress.__main__",),
    ("progress.perintah_audit",),
    ("progress.perintah",),
    ("loaders.__main__",),
    ("dashboard", "pages"),
    ("progress.web",),
    ("progress.demo", "progress.formulir", "progress.paket", "progress.rancangan"),
    ("progress.intake", "progress.rekap"),
    ("progress.tempat",),
    ("progress.charts", "progress.reports", "progress.store", "progress.reference", "loaders"),
    ("progress.sajian",),
    ("progress.settings", "progress.clock", "progress.access", "progress.scoring"),
    ("progress.frames", "progress.findings", "progress.selisih"),
    ("progress.wording",),
    ("progress.model",),
)
# Narrower than the line they stand on.
ONLY = {"loaders": {"progress.model", "progress.findings", "progress.frames", "progress.selisih", "progress.wording"}}
PURE = {
    "progress.scoring",
    "progress.access",
    "progress.sajian",
    "progress.model",
    "progress.findings",
    "progress.selisih",
    "progress.wording",
}

HOMES: dict[str, tuple[str, ...]] = {
    "streamlit": ("dashboard", "pages", "progress.web"),
    "plotly": ("progress.charts", "progress.web.aset"),  # aset serves the script that lies inside the package
    "sqlalchemy": ("progress.store",),
    "alembic": ("progress.store",),
    "python_calamine": ("loaders",),
    "rapidfuzz": ("loaders",),
    "orjson": ("loaders",),
    "openpyxl": ("loaders", "progress.reports", "progress.demo"),
    "xlsxwriter": ("loaders", "progress.reports", "progress.demo"),
    "pandera": ("progress.frames",),
    "scipy": ("progress.scoring",),
}
FILES = [
    ROOT / "dashboard.py",
    *sorted(f for folder in ("pages", "progress", "loaders") for f in (ROOT / folder).rglob("*.py")),
]


def module_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path) -> Iterator[str]:
    """Every module named by an import anywhere in the file, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name}:{node.lineno}: impor relatif"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def lies_in(module: str, home: str) -> bool:
    return module == home or module.startswith(home + ".")


def place(module: str) -> tuple[int, str] | None:
    """(line, name) of the longest entry of LAYERS that holds this module; None for what is not ours."""
    found = [(len(name), line, name) for line, names in enumerate(LAYERS) for name in names if lies_in(module, name)]
    return max(found)[1:] if found else None


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_imports_point_down(file: Path) -> None:
    """A module imports only what stands below it: neighbours never know each other."""
    own = place(module_of(file))
    assert own or module_of(file) == "progress", f"{module_of(file)} belum punya tempat di LAYERS"
    for other in imports(file):
        seen = place(other)
        if own is None or seen is None or own[1] == seen[1]:
            continue
        assert seen[0] > own[0], f"{module_of(file)} mengimpor {other}"
        assert seen[1] in ONLY.get(own[1], {seen[1]}), f"{module_of(file)} mengimpor {other}"


@pytest.mark.parametrize("file", FILES, ids=module_of)
def test_one_home_per_library(file: Path) -> None:
    """A third-party library is imported in its home only."""
    for other in imports(file):
        homes = HOMES.get(other.partition(".")[0])
        assert homes is None or any(lies_in(module_of(file), home) for home in homes), f"{other} bukan di rumahnya"


@pytest.mark.parametrize(
    "file", [f for f in FILES if place(module_of(f)) and place(module_of(f))[1] in PURE], ids=module_of
)
def test_pure_core(file: Path) -> None:
    """Model, words, findings, access and scoring touch no disk, process, network or clock: pure functions and values."""
    impure = {"os", "io", "socket", "subprocess", "tempfile", "shutil", "sqlite3", "urllib", "time", "threading"}
    assert not {name.partition(".")[0] for name in imports(file)} & impure
