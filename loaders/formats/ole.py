"""The compound file around an .xls: just enough of it to name the streams at its root and to read one of them.

No sector is read twice in one chain, so that a table that runs in circles ends as a damaged file.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from loaders import guard
from progress.wording import berkas

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # sector numbers above mean "none"
_MINI_SECTOR = 64
_ENTRY = 128
_ROOT, _STREAM = 5, 2


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """Raises UnreadableWorkbook when the file is cut off or its tables contradict each other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            (self._shift,) = struct.unpack_from("<H", content, 30)
            self._first_directory, _, self._cutoff, first_mini = struct.unpack_from("<IIII", content, 48)
            if not has_header(content):
                guard.refuse(berkas.RUSAK)
            self._fat = self._read_fat()
            self._entries = self._read_entries()
        except struct.error:
            guard.refuse(berkas.TERPOTONG)
        self._mini_fat = _numbers(self._chain(first_mini, None)) if first_mini < _LAST_SECTOR else ()
        self._root = self._entries[0]
        self._mini_stream: bytes | None = None

    def streams(self) -> dict[str, Entry]:
        """The streams of the root itself, not of objects embedded in it."""
        found: dict[str, Entry] = {}
        waiting, seen = [self._root.child], set[int]()
        while waiting:
            index = waiting.pop()
            if index >= len(self._entries) or index in seen:
                continue
            seen.add(index)
            entry = self._entries[index]
            waiting += [entry.left, entry.right]
            if entry.kind == _STREAM:
                found.setdefault(entry.name, entry)
        return found

    def read(self, entry: Entry) -> bytes:
        if entry.size > len(self._content):
            guard.refuse(berkas.TERPOTONG)
        if entry.size >= self._cutoff:
            return self._chain(entry.start, entry.size)
        if self._mini_stream is None:
            self._mini_stream = self._chain(self._root.start, min(self._root.size, len(self._content)))
        found = bytearray()
        sector = entry.start
        while len(found) < entry.size:
            at = sector * _MINI_SECTOR
            piece = self._mini_stream[at : at + _MINI_SECTOR]
            if not piece or sector >= len(self._mini_fat):
                guard.refuse(berkas.TERPOTONG)
            found += piece
            sector = self._mini_fat[sector]
        return bytes(found[: entry.size])

    def _sector(self, number: int) -> bytes:
        at = (number + 1) << self._shift
        piece = self._content[at : at + (1 << self._shift)]
        if not piece:
            guard.refuse(berkas.TERPOTONG)
        return piece.ljust(1 << self._shift, b"\0")  # many writers cut the last sector short

    def _chain(self, first: int, size: int | None) -> bytes:
        """The sectors of a chain: up to `size` bytes, or to its end."""
        found = bytearray()
        sector, seen = first, set[int]()
        while sector < _LAST_SECTOR if size is None else len(found) < size:
            if sector >= len(self._fat) or sector in seen:
                guard.refuse(berkas.RUSAK if sector in seen or sector >= _LAST_SECTOR else berkas.TERPOTONG)
            seen.add(sector)
            found += self._sector(sector)
            sector = self._fat[sector]
        return bytes(found if size is None else found[:size])

    def _read_fat(self) -> tuple[int, ...]:
        listed = list(struct.unpack_from("<109I", self._content, 76))
        (more,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while more < _LAST_SECTOR:
            if more in seen:
                guard.refuse(berkas.RUSAK)
            seen.add(more)
            *numbers, more = _numbers(self._sector(more))
            listed += numbers
        sectors = [n for n in listed if n < _LAST_SECTOR]
        if len(sectors) != len(set(sectors)):
            guard.refuse(berkas.RUSAK)
        return _numbers(b"".join(self._sector(n) for n in sectors))

    def _read_entries(self) -> list[Entry]:
        directory = self._chain(self._first_directory, None)
        entries = [_entry(directory[at : at + _ENTRY], self._shift) for at in range(0, len(directory), _ENTRY)]
        if not entries or entries[0].kind != _ROOT:
            guard.refuse(berkas.RUSAK)
        return entries


def has_header(content: bytes) -> bool:
    """Whether the first bytes describe sectors of one of the two sizes that exist."""
    return content.startswith(SIGNATURE) and content[30:32] in (b"\x09\0", b"\x0c\0")


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector)


def _entry(raw: bytes, shift: int) -> Entry:
    length, kind, _, left, right, child = struct.unpack_from("<HBBIII", raw, 64)
    start, low, high = struct.unpack_from("<III", raw, 116)
    name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
    return Entry(name, kind, left, right, child, start, low if shift == 9 else low | high << 32)
