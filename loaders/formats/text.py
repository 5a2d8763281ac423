"""Comma, semicolon, tab or bar separated text: every cell a string, numbers are read later with their column in view.

A text file cannot say where a cell ends when a decimal comma or a stray quote looks like a separator. Where a row does not
fit its header the file is refused with that row, because moved cells would be misread in silence.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from loaders import guard
from loaders.formats.grid import Budget, Grid, Sheet
from progress.wording import berkas

DELIMITERS = ";,\t|"
LONGEST_CELL = 131_072  # the limit of the csv module
LONGEST_LINE = 2 * guard.MB

_SAMPLE_ROWS = 200
_HEADER_CELLS = 3
_SEPARATOR_LINE = re.compile(r"\s*\"?sep=([;,\t|])\"?\s*\r?\n?", re.IGNORECASE)
_FORMULA_TEXT = re.compile(r'="([^"]*)"')
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*\s?%?")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")

Records = list[tuple[int, list[str]]]  # line of the file where the record begins, its cells


def read_text(content: bytes, stem: str) -> list[Sheet]:
    """One sheet, named after the file."""
    text = _decoded(content)
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        guard.suspicious(berkas.SEBAB_BARIS)
    said = _SEPARATOR_LINE.match(text)
    delimiter = said[1] if said else _voted(text)
    if said:
        text = text[said.end() :]
    if delimiter is None:
        guard.refuse(berkas.TEKS)
    records = _records(text, delimiter)
    _check_widths(records)
    grid = Grid(stem, Budget())
    for r, (_, cells) in enumerate(records):
        for c, cell in enumerate(cells):
            if cell:
                grid.put(r, c, _FORMULA_TEXT.sub(r"\1", cell) if cell[0] == "=" else cell)
    sheet = grid.finish()
    if not sheet.rows:
        guard.refuse(berkas.KOSONG)
    return [sheet]


def _decoded(content: bytes) -> str:
    """By the byte order mark, as UTF-16 where every second byte is nil, as UTF-8, or as Windows-1252."""
    head = content[:4096]
    if content.startswith(codecs.BOM_UTF8):
        codec = "utf-8-sig"
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif b"\0" in head:
        codec = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    else:
        codec = "utf-8"
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        if codec != "utf-8":
            guard.refuse(berkas.RUSAK)
        text = content.decode("cp1252", "replace")
    if "\0" in text or len(_CONTROL.findall(text[:100_000])) > 8:
        guard.refuse(berkas.TAK_DIKENAL)
    return text


def _voted(text: str) -> str | None:
    """The delimiter that cuts the most rows into the same number of cells, wide rows counting more."""
    best: tuple[int, str | None] = (0, None)
    for delimiter in DELIMITERS:
        widths = Counter(len(cells) for cells in _sampled(text, delimiter) if len(cells) > 1)
        score = max(((width - 1) * rows for width, rows in widths.items()), default=0)
        if score > best[0]:
            best = (score, delimiter)
    return best[1]


def _sampled(text: str, delimiter: str) -> Iterable[list[str]]:
    sample = text[:LONGEST_CELL]
    try:
        for i, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if i >= _SAMPLE_ROWS:
                return
            yield cells
    except csv.Error:
        return


def _records(text: str, delimiter: str) -> Records:
    """Strictly quoted; where quotes are strewn about as mere characters, line by line if every row is as wide then."""
    found: Records = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    at = 1
    budget = Budget()
    try:
        for cells in reader:
            budget.spend(len(cells))
            found.append((at, cells))
            at = reader.line_num + 1
    except csv.Error:
        return _unquoted(text, delimiter, at)
    return found


def _unquoted(text: str, delimiter: str, broken: int) -> Records:
    lines = text.splitlines()
    cut = [line.split(delimiter) for line in lines]
    widths = {len(cells) for cells, line in zip(cut, lines, strict=True) if line.strip()}
    if len(widths) != 1 or any(len(cell) > LONGEST_CELL for cells in cut for cell in cells):
        guard.refuse(berkas.CSV_PETIK, baris=broken)
    return [(i, [_bare(cell) for cell in cells]) for i, cells in enumerate(cut, 1)]


def _bare(cell: str) -> str:
    stripped = cell.strip()
    if len(stripped) >= 2 and stripped[0] == stripped[-1] == '"':
        return stripped[1:-1].replace('""', '"')
    return cell


def _check_widths(records: Records) -> None:
    """Refuse where a separator that was none has moved cells: rows of numbers wider than the header above them, or single
    rows wider than all others. Rows that end early are fine, and so is a title block that is narrower than the table."""
    wide = [(at, cells) for at, cells in records if sum(_says_something(cell) for cell in cells) >= _HEADER_CELLS]
    if not wide:
        return
    widths = Counter(len(cells) for _, cells in wide)
    usual = max(widths, key=lambda width: (widths[width], width))
    for at, cells in wide:
        if len(cells) == usual:
            if _has_number(cells) and any(not _has_number(above) for line, above in wide if line < at):
                guard.refuse(berkas.CSV_TIDAK_RATA, baris=at)
            break
    limit = max([usual, *(len(cells) for _, cells in wide if not _has_number(cells))])
    for at, cells in records:
        if any(_says_something(cell) for cell in cells[limit:]):
            guard.refuse(berkas.CSV_TIDAK_RATA, baris=at)


def _says_something(cell: str) -> bool:
    return cell.strip() not in ("", ":")


def _has_number(cells: list[str]) -> bool:
    return any(_NUMBER.fullmatch(cell.strip()) for cell in cells)
