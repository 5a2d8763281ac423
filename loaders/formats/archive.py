"""A ZIP of many workbooks: its members one by one, within limits; what is left out is told, never dropped in silence."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from loaders import guard
from progress.findings import Finding, TingkatTemuan, UnreadableWorkbook
from progress.wording import berkas

MAX_WORKBOOKS = 500

_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_DOCUMENT_PARTS = frozenset(("[content_types].xml", "mimetype", "content.xml", "index/document.iwa", "index.zip"))
_DOCUMENT_FOLDERS = ("xl/", "word/", "ppt/")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")


def members(path: Path, temuan: list[Finding] | None = None) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file in a ZIP, in its order; the names carry no path.

    A ZIP inside is opened once; one inside that is left out. What cannot be taken becomes a finding in `temuan`, while lock
    files and system files are passed over. Contents are not judged: `read_workbook` does that. Raises UnreadableWorkbook
    for an archive that is broken, locked, or beyond the limits of loaders.guard.
    """
    left_out: list[Finding] = [] if temuan is None else temuan
    used: set[str] = set()
    total = 0
    for taken, (name, content) in enumerate(_contents(path, left_out, outer=""), 1):
        total += len(content)
        if taken > MAX_WORKBOOKS:
            guard.suspicious(berkas.SEBAB_BAGIAN)
        if total > guard.MAX_OUTPUT:
            guard.refuse(berkas.ISI_BESAR, batas=guard.MAX_OUTPUT // guard.MB)
        yield _own_name(name, used), content


def _contents(path: Path, left_out: list[Finding], outer: str) -> Iterator[tuple[str, bytes]]:
    """Path inside the archive and content of each member that is somebody's file. `outer` names the ZIP around it."""
    with guard.Parts(path) as parts, zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        for info in archive.infolist():
            name = f"{outer}/{info.filename}".replace("\\", "/").lstrip("/")
            if info.is_dir() or _is_system_file(name):
                continue
            try:
                content = _member(parts, info)
                inner = Path(folder) / "isi.zip"
                if not _is_archive(content, inner):
                    yield name, content
                elif outer:
                    guard.refuse(berkas.ZIP_BERSARANG)
                else:
                    yield from _contents(inner, left_out, outer=name.rpartition(".")[0] or name)
            except UnreadableWorkbook as problem:
                level = TingkatTemuan.CATATAN if problem.finding.kode == berkas.KUNCI.kode else TingkatTemuan.PERINGATAN
                left_out.append(Finding(level, problem.finding.kode, problem.finding.pesan, tertulis=name))


def _member(parts: guard.Parts, info: zipfile.ZipInfo) -> bytes:
    if Path(info.filename).name.startswith("~$"):
        guard.refuse(berkas.KUNCI)
    content = parts.read(info.filename, guard.MAX_FILE + 1)
    if len(content) > guard.MAX_FILE:
        guard.refuse(berkas.UKURAN, mb=f"{info.file_size / guard.MB:.0f}", batas=guard.MAX_FILE // guard.MB)
    return content


def _is_archive(content: bytes, copy: Path) -> bool:
    """Whether this is a ZIP that is no document itself; it lies at `copy` then."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    copy.write_bytes(content)
    try:
        with guard.Parts(copy) as parts:
            return not any(n in _DOCUMENT_PARTS or n.startswith(_DOCUMENT_FOLDERS) for n in parts.names)
    except UnreadableWorkbook:
        return False  # its reader says what is wrong


def _is_system_file(name: str) -> bool:
    *folders, base = name.lower().split("/")
    return "__macosx" in folders or base in _SYSTEM_FILES or base.startswith("._")


def _own_name(name: str, used: set[str]) -> str:
    """The last part of the path, printable; a name met before is told apart by its folder, then by a number."""
    *folders, base = [_UNPRINTABLE.sub("", part).strip() for part in name.split("/")]
    base = base or "berkas"
    wanted, number = base, 1
    if wanted.lower() in used and folders and folders[-1]:
        wanted = f"{folders[-1]} - {base}"
    while wanted.lower() in used:
        number += 1
        wanted = f"{number} - {base}"
    used.add(wanted.lower())
    return wanted
