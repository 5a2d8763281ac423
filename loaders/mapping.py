"""Columns that a person assigned once: the fingerprint of a header, what was decided under it, and the table read by that.

The fingerprint is made of the titles above every column, top to bottom and left to right. Case, spacing, punctuation and
rows of column numbers do not count; months, quarters, years and dates count as such, not by which one they are, and
columns that differ in nothing else are one. So 'Realisasi s.d. Oktober' is the same layout in November, and a table
that gets a column for every month is so from its second month on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from typing import Any

from loaders.header import LALU, Kolom, read_label, timeless
from loaders.tables import HEADER_ROWS, Grid, Tabel, find_table, header_paths, is_numbering, read_columns, tell_apart
from loaders.values import squeeze
from loaders.workbook import Sheet, column_letters
from progress.model import Sifat
from progress.wording import pemetaan as kata
from progress.wording.formats import angka

MAX_ROWS = 8  # of one header
SAMPLES = 4
BERWAKTU = frozenset({"target", "realisasi", "capaian", "anggaran", "realisasi_anggaran"})
UANG = frozenset({"anggaran", "realisasi_anggaran"})
_NAMES = {"rencana_aksi", "indikator"}
_WAKTU = {str(Sifat.SD), str(Sifat.BULAN_INI), "tahun"}
_ROMAN = ("", "i", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True)
class Peran:
    """What the columns under one title are; `arti` None: ignored. `berwaktu`: the title names the month or quarter itself."""

    kunci: str
    judul: str
    arti: str | None = None
    waktu: str = ""  # a key of wording.pemetaan.WAKTU
    pengali: float | None = None
    berwaktu: bool = False

    @property
    def kalimat(self) -> str:
        """What was decided, in words; '' for an ignored column."""
        menurut_judul = self.berwaktu and self.arti in BERWAKTU
        return kata.arti_kolom(self.arti, self.waktu, self.pengali, menurut_judul) if self.arti else ""


@dataclass(frozen=True, slots=True)
class Pemetaan:
    """What was decided under one fingerprint. `baris`: rows of titles; `opd` None: chosen by hand for this very file."""

    sidik: str
    baris: int
    lembar: str
    kolom: tuple[Peran, ...]
    opd: str | None = None

    @classmethod
    def read(cls, isi: str, opd: str | None = None) -> Pemetaan:
        """From the text that `isi` gives."""
        return replace(_read(isi), opd=opd)

    @property
    def isi(self) -> str:
        """As it is stored: JSON without the OPD; equal decisions give equal texts."""
        raw = {k: v for k, v in asdict(self).items() if k != "opd"}
        return json.dumps(raw, ensure_ascii=False, sort_keys=True)

    @property
    def keputusan(self) -> frozenset[tuple[object, ...]]:
        """What was decided, whatever the file looked like in which that was done."""
        return frozenset((k.kunci, k.arti, k.waktu, k.pengali) for k in self.kolom if k.arti)

    @property
    def singkat(self) -> str:
        return self.sidik[:8]


@lru_cache(maxsize=256)
def _read(isi: str) -> Pemetaan:
    """A batch of files comes with the same stored mappings every time."""
    raw = json.loads(isi)
    return Pemetaan(raw["sidik"], raw["baris"], raw["lembar"], tuple(Peran(**k) for k in raw["kolom"]))


@dataclass(frozen=True, slots=True)
class Judul:
    """The header in these rows: every column with the key of its title, and the fingerprint of the whole."""

    rows: tuple[int, ...]
    columns: tuple[tuple[Kolom, str], ...]
    sidik: str


def read_header(grid: Grid, rows: Sequence[int]) -> Judul | None:
    """The header that stands in these rows; None when they hold no title. What stands beyond a wide gap is a note."""
    paths = header_paths(grid, list(rows))
    columns: list[tuple[Kolom, str]] = []
    times: Counter[tuple[object, ...]] = Counter()
    shared: Counter[str] = Counter()
    for k in read_columns(paths):
        if columns and k.c - columns[-1][0].c > 4:
            break
        title = _title(k, paths[k.c])
        same = (title, k.bulan, k.triwulan, k.tahun)
        times[same] += 1
        key = title if times[same] == 1 else f"{title} #{times[same]}"
        columns.append((k, key))
        shared[key] += 1
    if not columns:
        return None
    lines = [key if n == 1 else f"{key} +" for key, n in shared.items()]
    return Judul(tuple(rows), tuple(columns), hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32])


def _title(k: Kolom, path: tuple[str, ...]) -> str:
    words: list[str] = []
    for label in path:
        word = timeless(label)
        if k.triwulan and word in (str(k.triwulan), _ROMAN[k.triwulan]):
            word = "<triwulan>"
        elif k.bulan and word == str(k.bulan):
            word = "<bulan>"
        if not words or words[-1] != word:
            words.append(word)
    return " > ".join(words)


def title_rows(grid: Grid, top: int, last: int) -> list[int]:
    """The rows of titles from `top` to `last`: blank rows and rows of column numbers left out."""
    return [r for r in range(top, min(last + 1, grid.height)) if grid.row(r) and not is_numbering(grid, r, None)]


def find(grid: Grid, known: Iterable[Pemetaan]) -> tuple[Judul, list[Pemetaan]] | None:
    """The first header of the sheet that somebody has mapped, and every mapping of it."""
    by_sidik: dict[str, list[Pemetaan]] = {}
    first_words: dict[int, set[str]] = {}
    for p in known:
        by_sidik.setdefault(p.sidik, []).append(p)
        first_words.setdefault(p.baris, set()).update(k.kunci.split(" #")[0].split(" > ")[0] for k in p.kolom)
    for top in range(min(HEADER_ROWS, grid.height) if by_sidik else 0):
        words = {timeless(t) for _, t in grid.row(top)}
        for n in sorted((n for n, first in first_words.items() if words & first), reverse=True):
            rows = title_rows(grid, top, top + n + MAX_ROWS)[:n]
            if len(rows) < n or rows[0] != top:
                continue
            header = read_header(grid, rows)
            if header and header.sidik in by_sidik:
                return header, by_sidik[header.sidik]
    return None


def table(sheet: Sheet, header: Judul, chosen: Pemetaan) -> Tabel:
    """The table as the mapping says; the month, quarter or year that a title names stays the title's."""
    roles = {p.kunci: p for p in chosen.kolom}
    columns: list[Kolom] = []
    ignored: list[Kolom] = []
    for k, key in header.columns:
        role = roles.get(key)
        if role is None or role.arti is None:
            ignored.append(replace(k, arti=None))
            continue
        kind, number = (role.waktu[0], int(role.waktu[1:])) if role.waktu[1:].isdigit() else ("", None)
        columns.append(
            Kolom(
                k.c, role.arti, 100, k.bulan or (number if kind == "b" else None), k.triwulan or (number if kind == "t" else None),
                k.tahun, None if kind else role.waktu or None, role.pengali or k.pengali, k.persen, k.jalur, k.mirip and bool(k.bulan), role.pengali is not None,
            )
        )  # fmt: skip
    top, last = header.rows[0], header.rows[-1]
    return Tabel(sheet, top, last - top + 1, last + 1, columns, 0.0, ignored, (chosen.singkat, _said(header, chosen)))


def _said(header: Judul, chosen: Pemetaan) -> str:
    """'B = Rencana aksi; F = Realisasi s.d. bulan laporan': what a mapping decided, by the letters of this sheet."""
    roles = {p.kunci: p for p in chosen.kolom if p.arti}
    at: dict[str, list[int]] = {}
    for k, key in header.columns:
        if key in roles:
            at.setdefault(key, []).append(k.c)
    return kata.daftar((letters(columns), roles[key].kalimat) for key, columns in at.items())


def problems(kolom: Sequence[Peran], huruf: Mapping[str, str] | None = None) -> list[str]:
    """Why nothing could be read by this mapping, in sentences. `huruf` names the columns of a key."""
    artis = {p.arti for p in kolom}
    found = [] if artis & _NAMES else [kata.TANPA_NAMA]
    if not artis & {"realisasi", "status"} and not artis >= {"tercapai", "tidak_tercapai"}:
        found.append(kata.TANPA_HASIL)
    same: dict[tuple[object, ...], list[Peran]] = {}
    for p in kolom:
        if p.arti:
            same.setdefault(_place(p.arti, p.waktu, p.berwaktu), []).append(p)
    for (arti, *_), roles in same.items():
        stairs = arti == "rencana_aksi" and len({p.judul for p in roles}) == 1  # a hierarchy below one title
        if len(roles) > 1 and not stairs:
            at = ", ".join((huruf or {}).get(p.kunci, p.judul) for p in roles)
            found.append(kata.GANDA.format(arti=kata.ARTI[str(arti)], huruf=at))
    return found


def _place(arti: str | None, waktu: str, berwaktu: bool) -> tuple[object, ...]:
    """What two columns of one table may not both be."""
    return (arti, waktu, berwaktu) if arti in BERWAKTU else (arti,)


# -- the best guess ------------------------------------------------------------------------------------------------------


def propose(
    grid: Grid, known: Iterable[Pemetaan] = (), *, top: int | None = None, last: int | None = None
) -> dict[str, Any] | None:
    """What a person is shown of a sheet: its header, and per title its columns, samples and our guess; None: nothing there.

    `top` and `last` are the rows of the header from 0 where a person chose them. A mapping in `known` is the best guess.
    """
    known = list(known)
    if top is None or last is None:
        mapped = find(grid, known)
        top, last = (mapped[0].rows[0], mapped[0].rows[-1]) if mapped else _likely_header(grid)
    rows = title_rows(grid, top, min(last, top + MAX_ROWS - 1))
    header = read_header(grid, rows) if rows else None
    frame = {"lembar": grid.sheet.name, "baris": top + 1, "sampai": last + 1, "tinggi": len(rows)}
    if header is None:
        return frame | {"sidik": "", "kolom": []}
    at: dict[str, list[Kolom]] = {}
    for k, key in header.columns:
        at.setdefault(key, []).append(k)
    before = next((p for p in known if p.sidik == header.sidik), None)
    roles = {p.kunci: p for p in before.kolom} if before else _guess(grid, header, at)
    kolom = [
        asdict(roles[key])
        | {"huruf": letters([k.c for k in columns]), "contoh": _samples(grid, header.rows[-1] + 1, columns[0].c)}
        for key, columns in at.items()
        if key in roles
    ]
    return frame | {"sidik": header.sidik, "kolom": kolom}


def likeness(grid: Grid, found: Tabel | None) -> float:
    """How much a sheet looks as if it held the report; `found` is the table that was recognised in it."""
    if found:
        return 1000.0 * (2 if found.pemetaan else 1) + found.score
    return max((_header_score(grid, r) for r in range(min(HEADER_ROWS, grid.height))), default=0.0)


def _likely_header(grid: Grid) -> tuple[int, int]:
    if found := find_table(grid):
        top, last = found.top, found.top + found.height - 1
    else:
        top = max(range(min(HEADER_ROWS, grid.height)), key=lambda r: (_header_score(grid, r), -r), default=0)
        last = top
    r = last + 1
    while r < min(grid.height, top + MAX_ROWS):
        if not grid.row(r) or is_numbering(grid, r, None):
            r += 1
        elif _below_groups(grid, r, top):
            last, r = r, r + 1
        else:
            break
    return top, last


def _header_score(grid: Grid, r: int) -> float:
    """Many short words, none of them figures, with filled rows below."""
    cells = grid.row(r)
    words = {t for _, t in cells if any(ch.isalpha() for ch in t) and len(t) <= 80}
    if len(words) < 2 or is_numbering(grid, r, None):
        return 0.0
    figures = sum(isinstance(grid.sheet.value(r, c), float) for c, _ in cells)
    meant = sum(read_label(t).arti is not None for t in words)
    below = sum(bool(grid.text(q, c)) for q in range(r + 1, r + 7) for c, _ in cells) / 6
    return len(words) + 2 * meant + 0.5 * below - 2 * figures


def _below_groups(grid: Grid, r: int, top: int) -> bool:
    """Short words that stand under a merged title or under a blank: a further row of titles."""
    cells = grid.row(r)
    if len(cells) < 2 or any(isinstance(grid.sheet.value(r, c), float) or len(t) > 40 for c, t in cells):
        return False

    def under_group(c: int) -> bool:
        r0, c0 = grid.origin(r - 1, c)
        merge = grid.merge_of.get((r0, c0))
        return r0 >= top and ((merge is not None and merge[3] > merge[1]) or not grid.text(r0, c0))

    return 2 * sum(under_group(c) for c, _ in cells) >= len(cells)


def _guess(grid: Grid, header: Judul, at: Mapping[str, list[Kolom]]) -> dict[str, Peran]:
    meant = {k.c: k for k in tell_apart([k for k, _ in header.columns if k.arti])}
    artis = {k.arti for k in meant.values()}
    roles: dict[str, Peran] = {}
    taken: dict[tuple[object, ...], tuple[str, int]] = {}  # where each was last: its title, its column
    for key, columns in at.items():
        k = meant.get(columns[0].c, columns[0])
        arti = "rencana_aksi" if k.arti == "kegiatan" and "rencana_aksi" not in artis else k.arti
        waktu = k.waktu if k.waktu in _WAKTU else ""
        berwaktu = bool(k.bulan or k.triwulan)
        if not berwaktu and (quarter := _bare_quarter(key)):
            waktu = f"t{quarter}"
        place = _place(arti, waktu, berwaktu)
        stair = arti == "rencana_aksi" and taken.get(place) == (k.jalur, k.c - 1)
        if arti not in kata.ARTI or k.waktu == LALU or (place in taken and not stair):
            arti = None
        else:
            taken[place] = (k.jalur, k.c)
        judul = columns[0].jalur if len(columns) == 1 else f"{columns[0].jalur} … {columns[-1].jalur}"
        roles[key] = Peran(key, judul, arti, waktu if arti in BERWAKTU else "", None, berwaktu)
    if not {p.arti for p in roles.values()} & _NAMES:
        _guess_name(grid, header, at, roles)
    return roles


def _bare_quarter(key: str) -> int | None:
    """'… pada triwulan > ii > k' is of the second."""
    words = key.split(" > ")
    for i, word in enumerate(words):
        if word in _ROMAN[1:] and any("triwulan" in w for w in words[:i]):
            return _ROMAN.index(word)
    return None


def _guess_name(grid: Grid, header: Judul, at: Mapping[str, list[Kolom]], roles: dict[str, Peran]) -> None:
    """Without any known word for it, the column of the longest texts is what the rows are about."""

    def length(key: str) -> int:
        below = range(header.rows[-1] + 1, min(grid.height, header.rows[-1] + 31))
        return sum(len(t) for r in below if not _is_number(t := grid.text(r, at[key][0].c)))

    free = [key for key, p in roles.items() if p.arti is None and at[key][0].arti is None]
    if free and length(best := max(free, key=length)):
        roles[best] = replace(roles[best], arti="rencana_aksi")


def _is_number(text: str) -> bool:
    return not any(ch.isalpha() for ch in text)


def _samples(grid: Grid, first: int, c: int) -> list[str]:
    """The first different texts of a column, as they are seen in Excel."""
    found: list[str] = []
    for r in range(first, min(grid.height, first + 60)):
        if len(found) == SAMPLES:
            break
        if not is_numbering(grid, r, None) and (text := _seen(grid, r, c)) and text not in found:
            found.append(text)
    return found


def _seen(grid: Grid, r: int, c: int) -> str:
    value = grid.sheet.value(r, c)
    if error := grid.sheet.errors.get((r, c)):
        return error
    if isinstance(value, float):
        return f"{angka(value * 100)} %" if (r, c) in grid.sheet.percent else angka(value)
    text = " ".join(squeeze(value).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def letters(columns: Sequence[int]) -> str:
    """[5, 6, 7, 9] -> 'F–H, J'."""
    parts: list[list[int]] = []
    for c in columns:
        if parts and c == parts[-1][1] + 1:
            parts[-1][1] = c
        else:
            parts.append([c, c])
    return ", ".join(column_letters(a) if a == b else f"{column_letters(a)}–{column_letters(b)}" for a, b in parts)
