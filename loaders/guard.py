"""Guard: what a file is and what it may cost, settled from its bytes before any parser of values sees it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from progress.findings import Finding, TingkatTemuan, UnreadableWorkbook
from progress.wording import berkas

MB = 1024 * 1024
MAX_FILE = 20 * MB
MAX_MEMBERS = 3000
MAX_DIRECTORY = 4 * MB
MAX_OUTPUT = 200 * MB
MAX_RATIO = 200
RATIO_FROM = 5 * MB
MAX_DEPTH = 64
MAX_CELLS = 2_000_000
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
MAX_AREA = 4_000_000
MAX_MERGES = 200_000
MAX_REPEATED_TEXT = 256 * MB

_CHUNK = 128 * 1024
_CONTROL = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)])
_CONTROL_REFERENCE = re.compile(
    rb"&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));", re.IGNORECASE
)


def refuse(kalimat: berkas.Kalimat, **words: object) -> NoReturn:
    """Raise UnreadableWorkbook with this sentence of progress.wording.berkas."""
    kode, pesan = kalimat
    raise UnreadableWorkbook(Finding(TingkatTemuan.GALAT, kode, pesan.format(**words) if words else pesan)) from None


def suspicious(sebab: str) -> NoReturn:
    refuse(berkas.MENCURIGAKAN, sebab=sebab)


class Parts:
    """The members of a zip that passed the limits; the bytes of all parts read count against one budget."""

    def __init__(self, path: Path) -> None:
        check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError):
            refuse(berkas.TERPOTONG)
        self._spent: dict[str, int] = {}
        members = self._zip.infolist()
        self._members = {plain(m.filename): m for m in members}
        try:
            _check_members(members, len(self._members), path.stat().st_size)
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return plain(name) in self._members

    @property
    def names(self) -> list[str]:
        """Lower case, with forward slashes."""
        return list(self._members)

    def size(self, name: str) -> int:
        """Declared length in bytes; 0 when there is no such part."""
        member = self._members.get(plain(name))
        return member.file_size if member else 0

    def chunks(self, name: str) -> Iterator[bytes]:
        """The real bytes of a part, counted as they come; a lying or broken member is refused."""
        member = self._members[plain(name)]
        others = sum(n for part, n in self._spent.items() if part != member.filename)
        spent = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    spent += len(chunk)
                    self._spent[member.filename] = max(spent, self._spent.get(member.filename, 0))
                    if others + spent > MAX_OUTPUT:
                        refuse(berkas.ISI_BESAR, batas=MAX_OUTPUT // MB)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            refuse(berkas.TERPOTONG)

    def read(self, name: str, at_most: int = MAX_OUTPUT) -> bytes:
        """The part as bytes, cut at `at_most`."""
        found = bytearray()
        for chunk in self.chunks(name):
            found += chunk
            if len(found) >= at_most:
                break
        return bytes(found[:at_most])

    def parse(self, name: str, configure: Callable[[expat.XMLParserType], None]) -> None:
        """Stream one XML part through expat. `configure` sets handlers; a part with stray bytes is read twice."""
        _parse(lambda: self.chunks(name), configure)


def parse(content: bytes, configure: Callable[[expat.XMLParserType], None]) -> None:
    """The same for a part that was read already."""
    _parse(lambda: iter([content]), configure)


def _parse(chunks: Callable[[], Iterator[bytes]], configure: Callable[[expat.XMLParserType], None]) -> None:
    parser = new_parser()
    configure(parser)
    try:
        _feed(parser, _clean(chunks()))
    except expat.ExpatError:
        parser = new_parser()
        configure(parser)
        try:
            _feed(parser, iter([_scrub(b"".join(chunks()))]))
        except expat.ExpatError:
            refuse(berkas.RUSAK)


def check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        refuse(berkas.KOSONG)
    if size > MAX_FILE:
        refuse(berkas.UKURAN, mb=f"{size / MB:.0f}", batas=MAX_FILE // MB)


def plain(name: str) -> str:
    """Part names compare as the reader of values compares them: any case, either slash."""
    return name.replace("\\", "/").lower()


def check_directory(path: Path) -> None:
    """Look at the end-of-directory record alone: opening 60,000 members costs a second before they can be counted."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 65_557 - 20))
        tail = stream.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < 22:
            refuse(berkas.TERPOTONG)
        members, directory = struct.unpack_from("<HI", tail, at + 10)
        locator = tail.rfind(b"PK\x06\x07", 0, at)
        if (members == 0xFFFF or directory == 0xFFFFFFFF) and locator >= 0:
            stream.seek(min(size, struct.unpack_from("<Q", tail, locator + 8)[0]))
            record = stream.read(56)
            if len(record) < 56 or record[:4] != b"PK\x06\x06":
                refuse(berkas.TERPOTONG)
            members, directory = struct.unpack_from("<QQ", record, 32)
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY:
        suspicious(berkas.SEBAB_BAGIAN)


def _check_members(members: list[zipfile.ZipInfo], distinct: int, packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        suspicious(berkas.SEBAB_BAGIAN)
    if distinct != len(members):
        suspicious(berkas.SEBAB_GANDA)
    total = sum(m.file_size for m in members)
    if total > MAX_OUTPUT:
        refuse(berkas.ISI_BESAR, batas=MAX_OUTPUT // MB)
    if total > RATIO_FROM and total > MAX_RATIO * packed:
        suspicious(berkas.SEBAB_RASIO)
    if any(m.flag_bits & 1 for m in members):
        refuse(berkas.ZIP_TERSANDI)


def new_parser() -> expat.XMLParserType:
    """An expat parser that refuses DOCTYPE, and with it every entity trick."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: suspicious(berkas.SEBAB_DOCTYPE)
    return parser


def _feed(parser: expat.XMLParserType, chunks: Iterator[bytes]) -> None:
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _clean(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Drop raw control characters, which expat refuses and the reader of values does not. UTF-16 passes untouched."""
    first = next(chunks, b"")
    if first[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in first[:4]:
        yield first
        yield from chunks
        return
    yield first.translate(None, _CONTROL)
    for chunk in chunks:
        yield chunk.translate(None, _CONTROL)


def _scrub(part: bytes) -> bytes:
    """The part without control characters in any spelling and without broken UTF-8."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return part
    part = _CONTROL_REFERENCE.sub(b"", part.translate(None, _CONTROL))
    return part.decode("utf-8", "replace").encode()
