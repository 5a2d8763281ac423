"""Find the table in a sheet: where its header stands, what each column means, where its rows begin."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from loaders import guard
from loaders.header import Kolom, is_month, may_be_label, read_label, read_path
from loaders.values import squeeze
from loaders.workbook import Sheet, address, column_letters

HEADER_ROWS = 45
ROWS_BELOW = 12  # without a word of a header: the search has passed it
MAX_COLUMNS = 256
_KEPT_ROWS = 512
_CORE = {
    "rencana_aksi",
    "kegiatan",
    "indikator",
    "target",
    "realisasi",
    "anggaran",
    "realisasi_anggaran",
    "satuan",
    "area",
    "tercapai",
}


@dataclass
class Tabel:
    """A table found in a sheet. Rows and columns count from 0; `columns` holds every column whose meaning is known."""

    sheet: Sheet
    top: int
    height: int
    first: int
    columns: list[Kolom]
    score: float
    unknown: list[Kolom] = field(default_factory=list)
    pemetaan: tuple[str, str] | None = None  # a person's mapping: its short name, what it says
    end: int = guard.MAX_ROWS  # the row where a table begins that a person has mapped
    beside: Kolom | None = None  # where a second table begins in the same rows

    def having(self, arti: str) -> list[Kolom]:
        return self._by_arti.get(arti, [])

    def one(self, *arti: str) -> Kolom | None:
        """The best column of the first meaning that occurs, leftmost among equals."""
        for a in arti:
            if found := self._by_arti.get(a):
                return found[0] if len(found) == 1 else max(found, key=lambda k: (k.skor, -k.c))
        return None

    @cached_property
    def _by_arti(self) -> dict[str | None, list[Kolom]]:
        grouped: dict[str | None, list[Kolom]] = {}
        for k in self.columns:
            grouped.setdefault(k.arti, []).append(k)
        return grouped

    @cached_property
    def artis(self) -> set[str]:
        return {k.arti for k in self.columns if k.arti}

    @cached_property
    def name_span(self) -> tuple[int, ...]:
        """The columns that the title of the rencana aksi stands over: a hierarchy is often drawn as stairs below one title."""
        name = self.one("rencana_aksi", "kegiatan")
        if name is None:
            return ()
        others = {k.c for k in (*self.columns, *self.unknown) if k.arti != name.arti or k.jalur != name.jalur}
        stop = min((c for c in others if c > name.c), default=name.c + 1)
        return tuple(range(name.c, stop))

    @cached_property
    def last(self) -> int:
        """The rightmost column that belongs to the table."""
        return max(k.c for k in (*self.columns, *self.unknown))


class Grid:
    """A sheet's texts with merged cells known; a merged cell's value stands at its top left."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.merge_of: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for merge in sheet.merges:
            r1, c1, r2, c2 = merge
            if (r2 - r1 + 1) * (min(c2, MAX_COLUMNS) - c1 + 1) > 20_000:
                continue
            for r in range(r1, r2 + 1):
                for c in range(c1, min(c2, MAX_COLUMNS) + 1):
                    self.merge_of[r, c] = merge
        self._texts: dict[int, list[str]] = {}
        self._rows: dict[int, list[tuple[int, str]]] = {}
        self._numbering: dict[int, list[tuple[int, str]] | None] = {}

    def texts(self, r: int) -> list[str]:
        """The texts of one row, squeezed; '' for empty cells and for the rest of a merge. Rows read lately are kept."""
        if (known := self._texts.get(r)) is None:
            if len(self._texts) >= _KEPT_ROWS:
                self._texts.clear()
                self._rows.clear()
            rows = self.sheet.rows
            cells = rows[r][:MAX_COLUMNS] if 0 <= r < len(rows) else ()
            known = self._texts[r] = [v if v == "" else squeeze(v) for v in cells]
        return known

    def kept_texts(self, r: int) -> list[str] | None:
        """The texts of a row that was read lately; None for any other."""
        return self._texts.get(r)

    def text(self, r: int, c: int) -> str:
        """What stands in this very cell, squeezed; '' in the rest of a merge and outside of the sheet."""
        if (texts := self._texts.get(r)) is not None:
            return texts[c] if c < len(texts) else ""
        value = self.sheet.value(r, c) if c < MAX_COLUMNS else ""
        return "" if value == "" else squeeze(value)

    @cached_property
    def odd(self) -> dict[int, set[int]]:
        """Per row the columns whose cell is more than its value: merged, an error, without a result, shown as percent."""
        found: dict[int, set[int]] = {}
        for r, c in chain(self.merge_of, self.sheet.errors, self.sheet.uncached, self.sheet.percent):
            found.setdefault(r, set()).add(c)
        return found

    def line(self, r: int) -> Line:
        return Line(self, r)

    def origin(self, r: int, c: int) -> tuple[int, int]:
        """The cell that speaks for this one: the top left of its merge, else itself."""
        merge = self.merge_of.get((r, c))
        return (merge[0], merge[1]) if merge else (r, c)

    def filled(self, r: int, c: int) -> str:
        """The text of this cell or of the merge that covers it."""
        return self.text(*self.origin(r, c))

    @property
    def height(self) -> int:
        return len(self.sheet.rows)

    def width(self, r: int) -> int:
        return min(len(self.sheet.rows[r]), MAX_COLUMNS) if r < self.height else 0

    def row(self, r: int) -> list[tuple[int, str]]:
        """The non-empty cells of a row as (column, text)."""
        if (known := self._rows.get(r)) is None:
            known = self._rows[r] = [(c, t) for c, t in enumerate(self.texts(r)) if t]
        return known


_NOT_ODD: frozenset[int] = frozenset()


class Line:
    """One row of a grid for a reader that asks for many of its cells: what they share is looked up once."""

    __slots__ = ("_grid", "_number", "_texts", "odd", "r", "values")

    def __init__(self, grid: Grid, r: int) -> None:
        self._grid, self.r = grid, r
        self.values = grid.sheet.rows[r]
        self._texts = grid.kept_texts(r)
        self.odd: Set[int] = grid.odd.get(r, _NOT_ODD)
        self._number = str(r + 1)

    def value(self, c: int) -> object:
        return self.values[c] if c < len(self.values) else ""

    def text(self, c: int) -> str:
        cells = self._texts or self.values
        value = cells[c] if c < len(cells) else ""
        return value if cells is self._texts or value == "" else squeeze(value)  # type: ignore[return-value]

    def address(self, c: int) -> str:
        return column_letters(c) + self._number

    def cell(self, c: int) -> tuple[str, str]:
        """Text and address that speak for this cell, a merge's top left included."""
        if c in self.odd and (merge := self._grid.merge_of.get((self.r, c))):
            return self._grid.text(merge[0], merge[1]), address(merge[0], merge[1])
        return self.text(c), column_letters(c) + self._number


def find_table(grid: Grid, start: int = 0) -> Tabel | None:
    """The first table in the rows from `start` on: its best header and columns; None when no row looks like one."""
    likely: list[int] = []
    for r in range(start, min(start + HEADER_ROWS, grid.height)):
        if _label_hits(grid, r) >= 2:
            likely.append(r)
        elif likely and r > likely[-1] + ROWS_BELOW:
            break  # far into the data
    found: list[Tabel] = []
    for top in sorted({top for hit in likely for top in range(max(start, hit - 3), hit + 1)}):
        if is_numbering(grid, top, None) or not _label_like(grid, top):
            continue
        for height in range(1, 5):
            last = top + height - 1
            numbering = last < grid.height and is_numbering(grid, last, None)
            if last >= grid.height or (
                height > 1 and not numbering and (_data_like(grid, last) or _is_numbered(grid, last, top))
            ):
                break  # below the first row of data there is no header
            if numbering or not grid.row(last) or not any(top <= hit <= last for hit in likely):
                continue
            if table := _table_at(grid, top, height):
                found.append(table)
    best = _best(found)
    while best and (above := _best([t for t in found if _stands_above(grid, t, best)])):
        best = above
    return best


def _best(tables: list[Tabel]) -> Tabel | None:
    """The highest score, the first among equals."""
    return max(tables, key=lambda t: round(t.score, 6), default=None)


def _stands_above(grid: Grid, table: Tabel, best: Tabel) -> bool:
    """Whether this is a table of its own, with rows, above a better header: one sheet may hold two forms."""
    return (
        table.first < best.top
        and table.artis >= best.artis & {"target", "realisasi", "tercapai"}
        and bool(table.artis & {"target", "realisasi"})
        and table.score > 0
        and any(_data_like(grid, r) and len(grid.row(r)) > 3 for r in range(table.first, best.top))
    )


def _label_hits(grid: Grid, r: int) -> int:
    """How many different meanings the short texts of a row name; a row of other words is not looked at closely."""
    cells = grid.row(r)
    likely = [t for _, t in cells if not t[0].isdigit() and len(t) <= 80 and may_be_label(t) and not is_month(t)]
    if len(likely) < 2 or len(likely) < 0.4 * sum(not (t[0].isdigit() or is_month(t)) for _, t in cells):
        return 0
    return len({label.arti for t in likely if (label := read_label(t)).arti and label.skor >= 85})


def _table_at(grid: Grid, top: int, height: int) -> Tabel | None:
    whole = range(top, top + height)
    if any(
        (m := grid.merge_of.get((top, c))) and m[0] < top and m[2] > m[0] and grid.text(m[0], m[1])
        for c in range(grid.width(top))
    ):
        return None  # the header begins higher: a merged label hangs into this row
    rows = [r for r in whole if r in (top, whole[-1]) or not is_numbering(grid, r, None)]
    columns, known, beside = _columns_of(tuple(header_paths(grid, rows).items()))
    artis = {k.arti for k in known}
    plan = {"rencana_aksi"} <= artis and artis & {"opd", "koordinator"}
    short = {"rencana_aksi", "realisasi"} <= artis and len(artis) >= 3
    if not artis & {"rencana_aksi", "kegiatan", "indikator"} or (len(artis & _CORE) < 3 and not plan and not short):
        return None
    last = max(k.c for k in known)
    numeric = sum(_is_figure(grid.sheet.value(r, c)) for r in rows for c in range(min(grid.width(r), last + 2)))
    long_texts = sum(len(t) > 80 for r in rows for _, t in grid.row(r))
    unknown = [k for k in columns if not k.arti and k.c <= last + 2]
    repeated = len(known) - len({(k.arti, k.bulan, k.triwulan, k.tahun, k.waktu) for k in known})
    score = (
        sum(k.skor for k in known) / 100
        + len(artis & _CORE)
        - 0.4 * len(unknown)
        - 0.4 * repeated
        - numeric
        - 1.5 * long_texts
        - 6 * _data_like(grid, top)
        - 0.15 * height
        - 2 * (height > 1 and len(grid.row(top)) == 1)
        + 0.5 * (height > 1 and _only_times(grid, whole[-1], known))
        - 3 * _hangs_below(grid, top, whole[-1])
    )
    first = top + height
    return Tabel(grid.sheet, top, height, first, list(known), score, unknown, beside=beside)


@lru_cache(maxsize=512)
def _columns_of(
    paths: tuple[tuple[int, tuple[str, ...]], ...],
) -> tuple[tuple[Kolom, ...], tuple[Kolom, ...], Kolom | None]:
    """All columns below these labels, those of a known meaning, and where a second table begins beside the first.

    Kept, because forms of one template share their headers.
    """
    columns = read_columns(dict(paths))
    beside = _beside(columns)
    if beside:
        columns = [k for k in columns if k.c < beside.c]
    return tuple(columns), tuple(tell_apart(_of_the_action([k for k in columns if k.arti]))), beside


def _beside(columns: list[Kolom]) -> Kolom | None:
    """The first column of a second table to the right: names and results again, behind a gap or a second column of numbers."""
    for i, (before, k) in enumerate(pairwise(columns), 1):
        if k.c - before.c < 2 and k.arti != "no":
            continue
        parts = ({x.arti for x in columns[:i]}, {x.arti for x in columns[i:]})
        if all(part & {"rencana_aksi", "kegiatan"} and part & {"target", "realisasi"} for part in parts):
            return k
    return None


def _only_times(grid: Grid, r: int, columns: Sequence[Kolom]) -> bool:
    """'Bulan Ini' and 's.d. Bulan Ini' below columns of figures: a row of the header, whatever is above."""
    cells = grid.row(r)
    figures = {k.c for k in columns if k.arti in _FIGURES}
    labels = [read_label(t) for c, t in cells if c in figures]
    return len(labels) == len(cells) and all(
        x.arti is None and (x.waktu or (len(cells) > 1 and (x.bulan or x.triwulan))) for x in labels
    )


def _hangs_below(grid: Grid, top: int, last: int) -> bool:
    """Whether a label of these rows is merged with cells below them; a merge over rows of data is no title's."""
    return any(
        len(t) <= 60 and read_label(t).arti
        for r in range(top, last + 1)
        for c, t in grid.row(r)
        if (m := grid.merge_of.get((r, c))) and m[0] == r and last < m[2] <= m[0] + 3
    )


def _is_figure(value: object) -> bool:
    """A number that is no year and no month: 2026 or 10 over a column is a label."""
    return isinstance(value, float) and not (value.is_integer() and (2000 <= value <= 2100 or 1 <= value <= 12))


def _label_like(grid: Grid, r: int) -> bool:
    return any(read_label(t).arti for _, t in grid.row(r) if len(t) <= 120)


def _data_like(grid: Grid, r: int) -> bool:
    """A row of words that are no labels, or of figures alone that are neither years nor months."""
    words = [t for _, t in grid.row(r) if any(ch.isalpha() for ch in t)]
    if not words:
        return any(_is_figure(grid.sheet.value(r, c)) for c, _ in together(grid.row(r)))
    return sum(_is_label(t) for t in words) * 2 < len(words)


def _is_numbered(grid: Grid, r: int, top: int) -> bool:
    """A row that begins with its own number below the title 'No': data, however much its words look like titles."""
    cells = grid.row(r)
    return (
        bool(cells)
        and cells[0][1].rstrip(".").isdigit()
        and any(read_label(grid.text(q, cells[0][0])).arti == "no" for q in range(top, r))
    )


@lru_cache(maxsize=8192)
def _is_label(text: str) -> bool:
    if len(text) > 60 or (len(text) > 24 and not may_be_label(text)):
        return False
    x = read_label(text)
    return bool(x.arti or x.bulan or x.triwulan or x.waktu or x.tahun or x.uang or x.persen or len(text) <= 3)


def read_columns(paths: dict[int, tuple[str, ...]]) -> list[Kolom]:
    """Every column with what its titles say; those that mean nothing known too."""
    return _shares(_when_due(_quarters([read_path(c, path) for c, path in paths.items()])))


_WHEN = re.compile(r"(?:tahun|waktu|jadwal|periode|rencana waktu|target waktu)\b[^>]*> (?:tahun )?[^>]+", re.IGNORECASE)


def _when_due(columns: list[Kolom]) -> list[Kolom]:
    """A plan's years, quarters or months below 'Tahun' or 'Waktu Pelaksanaan', with no other target: a tick there is one."""
    if any(k.arti in ("target", "realisasi", "tercapai") for k in columns):
        return columns
    due = [
        k.c
        for k in columns
        if (k.tahun or k.triwulan or k.bulan) and k.arti in (None, "batas_waktu") and _WHEN.fullmatch(k.jalur)
    ]
    if len(due) < 2:
        return columns
    return [replace(k, arti="target", skor=92) if k.c in due else k for k in columns]


def header_paths(grid: Grid, rows: list[int]) -> dict[int, tuple[str, ...]]:
    """Per column its labels from top to bottom, merges filled, and groups that are not merged carried to the right."""
    last = rows[-1]
    paths: dict[int, tuple[str, ...]] = {}
    for c in range(max(grid.width(r) for r in rows)):
        labels: list[str] = []
        for r in rows:
            r0, c0 = grid.origin(r, c)
            hangs_in = r0 not in rows and is_numbering(grid, r0, None)  # a column's number, merged down into this row
            label = "" if hangs_in else grid.text(r0, c0)
            if not label and r < last and (r, c) not in grid.merge_of:
                label = _group_to_the_left(grid, rows, r, c)
            if label and (not labels or labels[-1] != label):
                labels.append(label)
        if labels:
            paths[c] = tuple(labels)
    return paths


def _group_to_the_left(grid: Grid, rows: list[int], r: int, c: int) -> str:
    """An unmerged group label governs the blank cells right of it that have labels of their own below."""
    below = next((r2 for r2 in rows if r2 > r and grid.text(r2, c)), None)
    if below is None or any(grid.filled(r2, c) for r2 in rows if r2 < r):
        return ""
    for left in range(c - 1, -1, -1):
        if text := grid.text(r, left):
            merged = grid.merge_of.get((r, left))
            own_label_below = any(grid.text(r2, left) for r2 in rows if r2 > r)
            sub = read_label(grid.text(below, c))
            free = sub.arti in _SUB_LABELS
            return text if merged is None and own_label_below and free else ""
        if not any(grid.text(r2, left) for r2 in rows if r2 > r):
            return ""
    return ""


_SUB_LABELS = {
    None,
    "target",
    "realisasi",
    "capaian",
    "anggaran",
    "realisasi_anggaran",
    "capaian_anggaran",
    "satuan",
    "tercapai",
    "tidak_tercapai",
}
_FIGURES = ("target", "realisasi", "capaian", "anggaran", "realisasi_anggaran", "capaian_anggaran")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


_BARE_QUARTER = re.compile(r"(?:^|> )(?:i|ii)(?: >|$)", re.IGNORECASE)


def _quarters(columns: list[Kolom]) -> list[Kolom]:
    """Bare groups I, II, III, IV over figures are the quarters."""
    if not any(_BARE_QUARTER.search(k.jalur) for k in columns):
        return columns
    groups: dict[int, int | None] = {}
    for k in columns:
        if k.arti in _SUB_LABELS and " > " in k.jalur:
            parts = [p.casefold().strip(". ") for p in k.jalur.split(" > ")]
            groups[k.c] = _QUARTERS.get(parts[0]) or _QUARTERS.get(parts[-1])
    named = {q for q in groups.values() if q}
    if not {1, 2} <= named:
        return columns
    return [replace(k, triwulan=q) if (q := groups.get(k.c)) and not (k.bulan or k.triwulan) else k for k in columns]


def _shares(columns: list[Kolom]) -> list[Kolom]:
    """A lone % right behind a realisasi is its capaian, behind a realisasi anggaran that of the money."""
    named: list[Kolom] = []
    for k in columns:
        before = named[-1] if named and named[-1].c == k.c - 1 else None
        lone = k.arti is None and k.jalur.split(" > ")[-1].strip("() ") in ("%", "persen")
        if lone and before and before.arti in ("realisasi", "realisasi_anggaran"):
            arti = "capaian" if before.arti == "realisasi" else "capaian_anggaran"
            named.append(
                replace(k, arti=arti, skor=90, bulan=before.bulan, triwulan=before.triwulan, waktu=before.waktu)
            )
        else:
            named.append(k)
    return named


def tell_apart(columns: list[Kolom]) -> list[Kolom]:
    """Repeated words told apart: a second Realisasi or Capaian behind an Anggaran column is that of the money."""
    resolved: list[Kolom] = []
    money_at: int | None = None
    real_of_output = any(k.arti == "realisasi" and k.jalur.casefold().startswith("real") for k in columns)
    seen: set[tuple[str | None, object, object, object]] = set()
    for k in columns:
        key = (k.arti, k.bulan, k.triwulan, k.waktu)
        arti = k.arti
        if k.arti == "anggaran":
            money_at = k.c
        elif k.arti == "realisasi" and real_of_output and k.jalur.casefold().startswith("capaian"):
            arti = "capaian"
        elif (
            k.arti in ("realisasi", "capaian")
            and key in seen
            and money_at is not None
            and not _OF_OUTPUT.search(k.jalur.split(" > ")[-1])
        ):
            before = [x for x in resolved if x.arti == k.arti and x.c < money_at]
            if before and not any(
                x.arti == "realisasi_anggaran" and x.c > money_at for x in resolved if k.arti == "realisasi"
            ):
                arti = "realisasi_anggaran" if k.arti == "realisasi" else "capaian_anggaran"
        seen.add(key)
        resolved.append(k if arti == k.arti else replace(k, arti=arti))
    return resolved


_OF_OUTPUT = re.compile(r"\b(?:output|keluaran|fisik|kinerja|renaksi|rencana aksi|indikator)\b", re.IGNORECASE)
_OF_A_SASARAN = ("indikator", "satuan", "target", "realisasi", "capaian")


def _of_the_action(columns: list[Kolom]) -> list[Kolom]:
    """Where a figure has a column on both sides of the rencana aksi, the left one belongs to the sasaran above it and is left out."""
    names = [k.c for k in columns if k.arti == "rencana_aksi"]
    if len(names) != 1:
        return columns
    money_at = next((k.c for k in columns if k.arti == "anggaran" and k.c > names[0]), MAX_COLUMNS)
    right = {k.arti for k in columns if k.c > names[0] and (k.c < money_at or _OF_OUTPUT.search(k.jalur))}
    if "target" not in right or not any(k.arti == "indikator" and k.c < names[0] for k in columns):
        return columns
    if "indikator" in right:
        right.add("satuan")  # the unit left of the action is that of the other indikator
    return [k for k in columns if not (k.c < names[0] and k.arti in _OF_A_SASARAN and k.arti in right)]


def without_unit_columns(grid: Grid, table: Tabel) -> Tabel:
    """'Target' over a number and its unit, or 'Anggaran' over 'Rp' and an amount: the words are no second figure."""
    pairs = [(a, b) for a, b in pairwise(table.columns) if a.arti in _FIGURES and b.c == a.c + 1 and _twins(a, b)]
    columns = list(table.columns)
    for pair in pairs:
        words = [k for k in pair if _is_wordy(grid, table, k.c)]
        if len(words) != 1:
            continue
        columns.remove(words[0])
        if words[0].arti == "target" and words[0] is pair[1] and not table.having("satuan"):
            columns.append(replace(words[0], arti="satuan", waktu=None))
    return replace(table, columns=columns) if len(columns) < len(table.columns) or pairs else table


def _twins(a: Kolom, b: Kolom) -> bool:
    return a.jalur == b.jalur and a.arti == b.arti


def _is_wordy(grid: Grid, table: Tabel, c: int) -> bool:
    """A column of words without a digit."""
    texts = [t for r in range(table.first, min(grid.height, table.first + 60)) if (t := grid.text(r, c))]
    return bool(texts) and not any(ch.isdigit() for t in texts for ch in t)


def together(cells: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The cells up to the first gap of three empty columns: what stands beyond are notes beside the table."""
    for i, ((a, _), (b, _)) in enumerate(pairwise(cells), 1):
        if b - a > 3:
            return cells[:i]
    return cells


_LETTER = re.compile(r"\(?([a-z©])\)?\.?")
_INTEGER = re.compile(r"[^0-9a-z]*([0-9]{1,2})\s*([a-z]?)[^0-9a-z=]*(?:=.*)?")


def is_numbering(grid: Grid, r: int, columns: list[Kolom] | None) -> bool:
    """A row of column numbers: 1 2 3 …, (1) (2) …, 6a, a b c, '13 = 9 + 10'. Never a row of data."""
    if r not in grid._numbering:
        whole = grid.row(r)
        cells = together(whole)
        if len(whole) >= 8 and len(cells) < 3 and any(_FORMULA.search(t) for _, t in whole):
            cells = whole  # a number of its own for each group of columns, far apart
        numbers = _numbers_its_columns(tuple(t for _, t in cells)) and not _are_quarters(grid, r, cells)
        grid._numbering[r] = cells if numbers else None
    cells_or_none = grid._numbering[r]
    if cells_or_none is None:
        return False
    plain = cells_or_none[0][1].isdigit() and not any(_FORMULA.search(t) for _, t in cells_or_none)
    return not plain or columns is None or len(cells_or_none) >= 0.8 * len(columns)


def _are_quarters(grid: Grid, r: int, cells: list[tuple[int, str]]) -> bool:
    """I II III IV that begin further right than the titles above them are the quarters below one title."""
    if len(cells) != 4 or any(c.isdigit() for _, t in cells for c in t):
        return False
    above = next((row for q in range(r - 1, max(r - 3, -1), -1) if (row := grid.row(q))), [])
    return bool(above) and above[0][0] < cells[0][0] and _roman(cells[-1][1].casefold().strip("(). ")) == 4


_FORMULA = re.compile(r"[0-9]\s*=\s*\(?[0-9]")


def _numbers_its_columns(texts: tuple[str, ...]) -> bool:
    if len(texts) < 3 or any(len(t) > 24 for t in texts[:3]):
        return False
    if _increasing(texts):
        bracketed = sum(not t[0].isalnum() for t in texts) >= 0.6 * len(texts)
        return len(texts) >= 5 or bracketed or any(_FORMULA.search(t) for t in texts)
    letters = [m[1] for t in texts if (m := _LETTER.fullmatch(t.casefold()))]
    if len(letters) == len(texts) and letters[0] == "a":
        order = ["c" if x == "©" else x for x in letters]
        return all(a < b for a, b in pairwise(order))
    romans = [_roman(t.casefold().strip("(). ")) for t in texts]
    return (
        len(romans) >= 4
        and romans[0] == 1
        and all(a is not None and b is not None and a < b for a, b in pairwise(romans))
    )


_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")


def _roman(text: str) -> int | None:
    """I to XXXIX; None for anything else."""
    found = _ROMAN.fullmatch(text)
    if not text or not found:
        return None
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return 10 * len(found[1]) + ones[found[2]]


def _increasing(texts: tuple[str, ...]) -> bool:
    numbers: list[tuple[int, str]] = []
    for text in texts:
        found = _INTEGER.fullmatch(text.casefold())
        if not found:
            return False
        numbers.append((int(found[1]), found[2]))
    return numbers[0][0] == 1 and all(a < b for a, b in pairwise(numbers))
