"""A ZIP of many files: its members written out one by one, within limits that are kept on the bytes that really come."""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders import guard
from progress.findings import Finding, UnreadableWorkbook
from progress.wording import berkas

MAX_ARCHIVE = 100 * guard.MB
MAX_WORKBOOKS = 500

_CHUNK = 128 * 1024
_NAME_LENGTH = 150
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of the others zipfile inflates without a bound
_SYSTEM_FILES = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_DOCUMENT_PARTS = frozenset((
    "[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin", "word/document.xml", "ppt/presentation.xml",
    "index/document.iwa", "index.zip",
))  # fmt: skip
HEAD = 100
_FIRST_PART = re.compile(
    rb"mimetype|\[Content_Types\]\.xml|_rels/\.rels|docProps/\w+\.xml|xl/(?:\w+\.(?:xml|bin)|(?:worksheets|theme|_rels)/.*)"
)
_OPEN_DOCUMENT = {"content.xml", "meta-inf/manifest.xml"}
# What no file system or line of text takes: controls, marks that turn the direction of writing, reserved signs.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069<>:\"|?*]")
_UTF8_NAMES = 0x800
_ENCRYPTED = 0x1


def looks_like_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def may_hold_files(head: bytes) -> bool:
    """Whether `unpack` is worth asking, from the first HEAD bytes: what begins with a part of a workbook is one."""
    name = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return looks_like_zip(head) and not _FIRST_PART.fullmatch(name)


def unpack(path: Path, folder: Path, name: str) -> dict[str, Any] | None:
    """Write every file of a ZIP into `folder` as '0', '1', … in order of its name; None for what is no such ZIP.

    A workbook is a ZIP too and is none of these; so is what cannot be opened, unless it calls itself .zip. The answer has
    `anggota`: {nama, folder, gagal} with the base name, the folder it stood in, and why it was not written (a Finding or
    None), and `kunci`: names of lock files passed over. Contents are not judged. Raises UnreadableWorkbook for a ZIP that is
    broken, locked, empty or beyond the limits.
    """
    try:
        guard.check_directory(path)
        archive = zipfile.ZipFile(path)
    except (UnreadableWorkbook, zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
        return guard.refuse(berkas.ZIP_RUSAK) if name.lower().endswith(".zip") else None
    with archive:
        found = [_Member.of(info) for info in archive.infolist()]
        if _is_document(found):
            return None
        if path.stat().st_size > MAX_ARCHIVE:
            guard.refuse(berkas.UKURAN_ZIP, batas=MAX_ARCHIVE // guard.MB)
        return _Writer(archive, folder, path.stat().st_size).write(found)


@dataclass(frozen=True, slots=True)
class _Member:
    info: zipfile.ZipInfo
    path: str  # with forward slashes

    @classmethod
    def of(cls, info: zipfile.ZipInfo) -> _Member:
        return cls(info, unicodedata.normalize("NFC", _decoded(info)).replace("\\", "/"))

    @property
    def nama(self) -> str:
        """The last part of the path alone, printable: where it would lead does not matter."""
        base = _printable(self.path.rpartition("/")[2])
        ending = Path(base).suffix[:10]
        return base if len(base) <= _NAME_LENGTH else base[: _NAME_LENGTH - len(ending)] + ending

    @property
    def folder(self) -> str:
        """The folder it stood in, for people who sent the same name twice; '' at the top and for a path that leads out."""
        folders = [_printable(p) for p in self.path.split("/")[:-1]]
        return folders[-1][:_NAME_LENGTH] if folders and ".." not in folders else ""

    @property
    def is_file(self) -> bool:
        *folders, base = self.path.lower().split("/")
        return bool(base) and "__macosx" not in folders and base not in _SYSTEM_FILES and not base.startswith("._")

    @property
    def is_lock(self) -> bool:
        """Excel's and LibreOffice's mark that a workbook was open."""
        return self.path.rpartition("/")[2].startswith(("~$", ".~lock."))


class _Writer:
    def __init__(self, archive: zipfile.ZipFile, folder: Path, packed: int) -> None:
        self._archive, self._folder, self._packed, self._total = archive, folder, packed, 0

    def write(self, found: list[_Member]) -> dict[str, Any]:
        files = [m for m in found if m.is_file]
        wanted = sorted((m for m in files if not m.is_lock), key=lambda m: (m.nama.casefold(), m.path))
        if not wanted:
            guard.refuse(berkas.ZIP_KOSONG)
        if len(wanted) > MAX_WORKBOOKS:
            guard.refuse(berkas.ZIP_BANYAK, batas=MAX_WORKBOOKS)
        if all(m.info.flag_bits & _ENCRYPTED for m in wanted):
            guard.refuse(berkas.ZIP_TERSANDI)
        self._bound(sum(m.info.file_size for m in wanted))
        members = []
        for n, member in enumerate(wanted):
            gagal = self._write_one(member.info, self._folder / str(n))
            members.append({
                "nama": member.nama or "berkas", "folder": member.folder, "gagal": gagal.to_json() if gagal else None,
            })  # fmt: skip
        return {"anggota": members, "kunci": [m.nama for m in files if m.is_lock]}

    def _write_one(self, info: zipfile.ZipInfo, path: Path) -> Finding | None:
        """Why this member was not written; nothing of it stays then."""
        try:
            if info.flag_bits & _ENCRYPTED:
                guard.refuse(berkas.ANGGOTA_TERSANDI)
            if info.compress_type not in _METHODS:
                guard.refuse(berkas.ANGGOTA_RUSAK)
            self._copy(info, path)
        except UnreadableWorkbook as problem:
            path.unlink(missing_ok=True)
            if problem.finding.kode == berkas.ZIP_BENGKAK.kode:
                raise
            return problem.finding
        return None

    def _copy(self, info: zipfile.ZipInfo, path: Path) -> None:
        written = 0
        try:
            with self._archive.open(info) as source, path.open("wb") as target:
                while chunk := source.read(_CHUNK):
                    written += len(chunk)
                    self._total += len(chunk)
                    self._bound(self._total)
                    if written > guard.MAX_FILE:
                        guard.refuse(berkas.UKURAN_ANGGOTA, batas=guard.MAX_FILE // guard.MB)
                    target.write(chunk)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError, RuntimeError):
            guard.refuse(berkas.ANGGOTA_RUSAK)

    def _bound(self, total: int) -> None:
        if total > guard.MAX_OUTPUT or (total > guard.RATIO_FROM and total > guard.MAX_RATIO * self._packed):
            guard.refuse(berkas.ZIP_BENGKAK, batas=guard.MAX_OUTPUT // guard.MB)


def _is_document(found: list[_Member]) -> bool:
    names = {m.path.lower() for m in found}
    return bool(names & _DOCUMENT_PARTS) or names >= _OPEN_DOCUMENT


def _decoded(info: zipfile.ZipInfo) -> str:
    """Many programs write UTF-8 without saying so, which zipfile reads as the DOS code page."""
    if info.flag_bits & _UTF8_NAMES:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text).strip()
