"""What each row below a header is: data, banner, subtotal, numbering, spacer or signature. Only leaf rows carry numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from loaders.header import may_be_label, read_label
from loaders.tables import Grid, Line, Tabel, is_numbering, together


class KelasBaris(StrEnum):
    DATA = "data"
    BANNER = "banner"
    SUBTOTAL = "subtotal"
    ANGKA_TANPA_NAMA = "angka tanpa nama"
    KOSONG = "kosong"


_TOTAL = re.compile(
    r"^(?:grand\s+|sub\s*-?\s*)?(?:jumlah|jumalh|jml|jlh|total|totalnya|(?:capaian|nilai)\s+rata\s*-?\s*rata|rata\s*-?\s*rata|rerata|rekapitulasi)\b",
    re.IGNORECASE,
)
_BARE_TOTAL = re.compile(
    r"^(?:grand\s+|sub\s*-?\s*)?(?:jumlah|jumalh|jml|jlh|total|totalnya|(?:capaian|nilai)\s+rata\s*-?\s*rata|rata\s*-?\s*rata|rerata)\s*"
    r"(?:total|keseluruhan|seluruhnya|rata\s*-?\s*rata|capaian kinerja|capaian|anggaran|realisasi|area\b.*|[a-h]|[ivx]+|[0-9]+)?\s*(?:\(.*\))?\s*:?$",
    re.IGNORECASE,
)
PLACE_DATE = re.compile(
    r"^[A-Za-z .'/-]{3,40},\s*(?:tanggal\s*)?[0-9 ._…]{0,12}\s*(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november"
    r"|nopember|desember)?[ ._…]*(?:20[0-9_. …]{0,4})?\s*$",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"^(?:mengetahui|menyetujui|disetujui|diketahui|mengesahkan|yang melaporkan|pembuat laporan|nip\b|nip\.|an\.|a\.n\.|plt\.|plh\.|pj\.|ditetapkan di|dibuat di)",
    re.IGNORECASE,
)
POST = re.compile(
    r"^(?:(?:plt|plh|pj|an|a\.n)\.?\s*)?(?:kepala\s+(?:dinas|badan|bagian|satuan|pelaksana|sub|bidang|kantor|opd|perangkat)|sekretaris\s+(?:daerah|dprd|dewan|dinas|badan)"
    r"|inspektur\b|camat\b|direktur\b|bupati\b|wali\s*kota\b|sekretaris$|kepala$|pengguna anggaran)",
    re.IGNORECASE,
)
_NIP = re.compile(r"\bnip\b\.?\s*[:.]?|(?<![0-9])[0-9]{8}\s?[0-9]{6}\s?[0-9]\s?[0-9]{3}(?![0-9])", re.IGNORECASE)


@dataclass(slots=True)
class Isi:
    """The classified rows of one table, zero-based, in order; `ekor` holds what looks like data below the signature."""

    data: list[int] = field(default_factory=list)
    banners: list[tuple[int, str]] = field(default_factory=list)
    subtotals: list[int] = field(default_factory=list)
    unnamed: list[int] = field(default_factory=list)
    ekor: list[int] = field(default_factory=list)
    tanda_tangan: int | None = None  # the row where the signature block begins
    tabel_lain: int | None = None  # the row where a table with other columns begins; nothing from there on is read
    order: list[tuple[int, KelasBaris, str]] = field(default_factory=list)

    def leave_out(self, rows: Sequence[int]) -> None:
        """Read these rows not at all."""
        self.data = [r for r in self.data if r not in rows]
        self.order = [o for o in self.order if o[0] not in rows]

    def take_as_data(self, rows: Sequence[int]) -> None:
        """Read these titles and subtotals as rows of data."""
        self.data = sorted({*self.data, *rows})
        self.order = sorted(
            [o for o in self.order if o[0] not in rows] + [(r, KelasBaris.DATA, "") for r in rows], key=lambda o: o[0]
        )


_NAMES = ("rencana_aksi", "kegiatan", "indikator")
_RESULTS = ("target", "realisasi", "capaian", "tercapai", "tidak_tercapai", "status")
_MEASURES = ("target", "realisasi", "capaian", "anggaran", "realisasi_anggaran", "tercapai", "tidak_tercapai", "status")


@dataclass(frozen=True, slots=True)
class _Kolom:
    """Which columns of a table play which part when a row is classified."""

    names: tuple[int, ...]
    measures: tuple[int, ...]
    results: tuple[int, ...]  # measures without the money
    units: tuple[int, ...]
    labels: tuple[int, ...]
    numbers: tuple[int, ...]
    totals: tuple[int, ...]  # labels where a word of a total makes one of the row
    stairs: tuple[int, ...]  # the columns below the title of the rencana aksi
    budget: tuple[int, ...]

    @classmethod
    def of(cls, table: Tabel) -> _Kolom:
        def having(*arti: str) -> tuple[int, ...]:
            return tuple(k.c for k in table.columns if k.arti in arti)

        units = having("satuan", "indikator")
        labels = having("no", "kode", "area", "sasaran", "program", "opd", *_NAMES)
        return cls(
            tuple(dict.fromkeys((*table.name_span, *having(*_NAMES)))), having(*_MEASURES), having(*_RESULTS), units, labels,
            having("no", "kode"), tuple(c for c in labels if c not in units), table.name_span, having("anggaran"),
        )  # fmt: skip


def classify(grid: Grid, table: Tabel, is_group: Callable[[str], bool]) -> Isi:
    """Walk from the first row below the header. `is_group` tells whether a text names an area or an OPD."""
    columns = _Kolom.of(table)
    by_column = {k.c: k.arti for k in table.columns}
    rows = Isi()
    last = table.last
    above = range(table.top, table.first)  # a new page repeats all of these rows, without the notes beside them
    header = {tuple((c, t) for c, t in grid.row(q) if c <= last) for q in above}
    plain, end = 0, min(grid.height, table.end)
    for r in range(table.first, end):
        if _is_plain_data(grid.line(r), columns, last):
            plain += 1
            rows.data.append(r)
            rows.order.append((r, KelasBaris.DATA, ""))
            continue
        whole = grid.row(r)
        cells = whole if not whole or whole[-1][0] <= last else [(c, t) for c, t in whole if c <= last]
        if not cells:
            if whole and _is_signature(whole):
                rows.tanda_tangan = r
                break
            continue
        titles = _titles(together(whole))
        if (
            tuple(cells) in header
            or is_numbering(grid, r, table.columns)
            or _is_repeated_header(titles, cells, by_column)
        ):
            continue
        kelas, text = _kelas(grid, r, cells, columns, is_group)
        if _is_header_row(titles, cells):
            rows.tabel_lain = r
            break
        if kelas is not KelasBaris.DATA and _is_signature(whole):
            rows.tanda_tangan = r
            rows.ekor = [q for q in range(r + 1, end) if _looks_reported(grid, q, columns, is_group)]
            break
        rows.order.append((r, kelas, text))
        if kelas is KelasBaris.DATA:
            rows.data.append(r)
        elif kelas is KelasBaris.BANNER:
            rows.banners.append((r, text))
        elif kelas is KelasBaris.SUBTOTAL:
            rows.subtotals.append(r)
        elif kelas is KelasBaris.ANGKA_TANPA_NAMA:
            rows.unnamed.append(r)
    if plain < len(rows.data):  # a plain row has figures of its own and is nobody's parent
        _set_parents_apart(rows, grid, columns)
    return rows


def _is_plain_data(line: Line, columns: _Kolom, last: int) -> bool:
    """The row as it should be: a name, a unit, a number under target or realisasi, and no word of a total.

    Most rows are, so their cells are judged as they are stored: nothing else is read of a row until it is needed.
    """
    values = line.values
    if len(values) <= last or float not in [type(values[c]) for c in columns.results]:
        return False
    if _all_blank(values, columns.names) or _all_blank(values, columns.units):
        return False
    cells = values[: last + 1]
    if len(cells) - cells.count("") < 4:
        return False
    worded = False
    for c in columns.totals:
        if type(values[c]) is str and (text := line.text(c)):
            if _TOTAL.match(text):
                return False
            worded = worded or (len(text) > 4 and text[0].isalpha())
    return worded or any(
        type(v) in _WORDED and len(t := line.text(c)) > 4 and t[0].isalpha() for c, v in enumerate(cells)
    )


_WORDED = (str, bool)


def _all_blank(values: list[object], columns: tuple[int, ...]) -> bool:
    return all([values[c] == "" for c in columns])  # noqa: C419 - a list of two or three is built sooner than a generator


def _looks_reported(grid: Grid, r: int, columns: _Kolom, is_group: Callable[[str], bool]) -> bool:
    cells = grid.row(r)
    if not cells or sum(bool(grid.text(r, c)) for c in columns.measures) < 2:
        return False
    return _kelas(grid, r, cells, columns, is_group)[0] is KelasBaris.DATA


def _has_figures(grid: Grid, r: int, figures: Sequence[int]) -> bool:
    return any(grid.text(r, c) for c in figures)


def _set_parents_apart(rows: Isi, grid: Grid, columns: _Kolom) -> None:
    """Rows without figures of their own that the rows below refine: 1 above 1.1, a higher stair, a budget that is their sum."""
    for c in columns.numbers:
        _set_apart(rows, {
            r
            for r, below in pairwise(rows.data)
            if not _has_figures(grid, r, columns.results)
            and _is_parent_number(grid.text(r, c).rstrip(".) "), grid.text(below, c).rstrip(".) ").strip("("))
        })  # fmt: skip
    if len(columns.stairs) > 1:
        stair = {r: max((c for c in columns.stairs if grid.text(r, c)), default=0) for r in rows.data}
        _set_apart(rows, {
            r for r, below in pairwise(rows.data) if stair[r] < stair[below] and not _has_figures(grid, r, columns.results)
        })  # fmt: skip
    _set_apart(rows, set(_sums_of_what_follows(rows.data, grid, columns)))


def _set_apart(rows: Isi, parents: set[int]) -> None:
    if parents:
        rows.data = [r for r in rows.data if r not in parents]
        rows.subtotals = sorted({*rows.subtotals, *parents})
        rows.order = [(r, KelasBaris.SUBTOTAL if r in parents else kelas, text) for r, kelas, text in rows.order]


def _sums_of_what_follows(data: Sequence[int], grid: Grid, columns: _Kolom) -> Iterator[int]:
    """Rows with nothing but a name and a budget, the sum of the budgets from there to the next such row."""
    if len(columns.budget) != 1:
        return
    (c,) = columns.budget
    below = 0.0
    for r in reversed(data):
        value = grid.sheet.value(r, c)
        amount = value if isinstance(value, float) else 0.0
        if amount and abs(amount - below) < 1 and not any(grid.text(r, k) for k in (*columns.results, *columns.units)):
            yield r
            below = 0.0
        else:
            below += amount


def _is_parent_number(number: str, below: str) -> bool:
    if not number or not below:
        return False
    return below.startswith(number + ".") or (number.isdigit() and below.casefold() == "a")


def _kelas(
    grid: Grid, r: int, cells: list[tuple[int, str]], columns: _Kolom, is_group: Callable[[str], bool]
) -> tuple[KelasBaris, str]:
    named = [t for c in columns.names if (t := grid.filled(r, c))]
    own = [t for c in columns.names if (t := grid.text(r, c))]
    figures = [c for c in columns.measures if grid.text(r, c)]
    first = next((t for c in columns.labels if (t := grid.filled(r, c))), "")
    if _is_total(grid, r, cells, columns):
        return KelasBaris.SUBTOTAL, first
    if _is_strong_signature(cells) and not any(isinstance(grid.sheet.value(r, c), float) for c in columns.measures):
        return KelasBaris.KOSONG, first
    texts = {t for _, t in cells}
    only = max(texts, key=len) if texts else ""
    no_unit = not any(grid.text(r, c) for c in columns.units)
    if not figures and no_unit and len([t for t in texts if len(t) > 4 or not t.strip(".").isalnum()]) <= 1:
        numbered = any(grid.text(r, c) for c in columns.numbers)
        merged_wide = any(
            (m := grid.merge_of.get((r, c))) is not None and m[3] - m[1] >= 2 for c, t in cells if t == only
        )
        if is_group(only) or merged_wide or ":" in only:
            return KelasBaris.BANNER, only
        if own and numbered and own[0] == only and not only.isupper():
            return KelasBaris.DATA, only
        if len(only) <= 4 and not own:
            return KelasBaris.KOSONG, only
        return KelasBaris.BANNER, only
    if not named:
        if figures:
            return KelasBaris.ANGKA_TANPA_NAMA, first
        return KelasBaris.KOSONG, first
    if own and not figures and no_unit:
        if _is_signature(cells):
            return KelasBaris.KOSONG, first
        if group := next((t for t in own if is_group(t)), None):
            return KelasBaris.BANNER, group
    money_only = bool(figures) and not any(c in columns.results for c in figures)
    if own and money_only and no_unit and not any(isinstance(grid.sheet.value(r, c), float) for c in columns.numbers):
        return KelasBaris.SUBTOTAL, first  # a parent of the rows below carries their sum, never a figure of its own
    if own or figures:
        return KelasBaris.DATA, named[0]
    return KelasBaris.KOSONG, first


def _is_total(grid: Grid, r: int, cells: list[tuple[int, str]], columns: _Kolom) -> bool:
    """'Jumlah laporan tersusun' in the indicator column is a name; 'Jumlah' before figures is a total."""
    first = next(((c, t) for c, t in cells if any(ch.isalpha() for ch in t)), None)
    if first is None or not _TOTAL.match(first[1]):
        return False
    if _BARE_TOTAL.match(first[1]):
        return True
    others = [c for c in (*columns.names, *columns.units) if c != first[0] and grid.text(r, c)]
    return (
        not others
        and first[0] not in columns.units
        and not any(grid.text(r, c) for c in columns.labels if c < first[0])
    )


def _is_repeated_header(
    titles: list[tuple[int, str]], cells: list[tuple[int, str]], by_column: dict[int, str | None]
) -> bool:
    """The titles of this table again; one that means something else here begins a table of its own."""
    hits = sum(by_column.get(c) == arti for c, arti in titles)
    others = sum(arti in _MEASURES + _NAMES and by_column.get(c) != arti for c, arti in titles)
    return hits >= 3 and hits >= 0.6 * len(cells) and not others


def _is_header_row(titles: list[tuple[int, str]], cells: list[tuple[int, str]]) -> bool:
    """A row of nothing but column titles, in other places than this table's."""
    artis = {arti for _, arti in titles}
    return (
        len(artis) >= 4 and len(titles) >= 0.7 * len(cells) and bool(artis & {"rencana_aksi", "kegiatan", "indikator"})
    )


def _titles(cells: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The cells that are column titles word for word, with their meaning; nothing when too few could be."""
    likely = [(c, t) for c, t in cells if may_be_label(t)]
    if len(likely) < 3 or len(likely) < 0.6 * len(cells):
        return []
    return [(c, label.arti) for c, t in likely if (label := read_label(t)).arti and label.skor == 100]


def _is_strong_signature(cells: list[tuple[int, str]]) -> bool:
    """Words that only a signature block has, in whatever column they stand."""
    return any(_signs(t) == 2 for _, t in cells)


def _is_signature(cells: list[tuple[int, str]]) -> bool:
    return any(_signs(t) for _, t in cells)


_STRONG = re.compile(  # "Mengetahui," and "Mengesahkan : Kepala Dinas", never "Mengesahkan peraturan bupati"
    r"nip\b|(?:mengetahui|menyetujui|disetujui|mengesahkan)\W*(?:$|(?:mengetahui|menyetujui|oleh|atasan|kepala|sekretaris|inspektur|camat|plt|plh|a\.?n\b))",
    re.IGNORECASE,
)
_DAY = re.compile(r"[0-9.…_]{2,}")


@lru_cache(maxsize=8192)
def _signs(text: str) -> int:
    """2: only a signature block says this; 1: it may; 0: it does not."""
    first_line = text.split("\n", 1)[0].strip()
    dated = PLACE_DATE.match(first_line)
    if _STRONG.match(text) or (dated and re.search(r"20[0-9]{2}", first_line)):
        return 2
    return int(
        bool(
            _SIGN.match(first_line)
            or _NIP.search(text)
            or POST.match(first_line)
            or (dated and _DAY.search(first_line))
        )
    )
