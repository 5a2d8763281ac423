"""A ZIP of many workbooks as the files inside it; the unpacking itself happens in the sandbox's child."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from loaders.formats.archive import HEAD, may_hold_files
from loaders.sandbox import Sandbox
from progress.findings import Finding


@dataclass(frozen=True, slots=True)
class Anggota:
    """One file of a ZIP. `nama` is its base name, `folder` the one it stood in there ('' at the top).

    `path` is where its content lies now; with `gagal` there is none, and that says why.
    """

    nama: str
    folder: str
    path: Path
    gagal: Finding | None = None


@dataclass(frozen=True, slots=True)
class Wadah:
    """What a ZIP holds, in order of names; `kunci` names lock files that were passed over."""

    anggota: tuple[Anggota, ...] = ()
    kunci: tuple[str, ...] = ()
    gagal: Finding | None = None


def open_zip(sandbox: Sandbox, path: Path, nama: str, folder: Path) -> Wadah | None:
    """The files of a ZIP, written into the empty `folder`; None for everything else, a workbook above all.

    The sandbox's handler is loaders.check:run.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return None  # its reader says so
    if not may_hold_files(head):
        return None
    answer: dict[str, Any] = sandbox.run({"path": str(path.resolve()), "nama": nama, "bongkar": str(folder.resolve())})
    if "gagal" in answer:
        return Wadah(gagal=Finding.from_json(answer["gagal"]))
    if (found := cast("dict[str, Any] | None", answer["wadah"])) is None:
        return None
    return Wadah(
        tuple(
            Anggota(a["nama"], a["folder"], folder / str(n), Finding.from_json(a["gagal"]) if a["gagal"] else None)
            for n, a in enumerate(found["anggota"])
        ),
        tuple(found["kunci"]),
    )
