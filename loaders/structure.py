"""What a sheet's XML says besides values: errors, formulas without a result, percent styles, hidden rows, merges.

The same pass is the guard: it bounds cells and the used rectangle before a reader allocates them. Rows in the one plain
spelling that nearly every program writes are matched by regular expressions; anything else goes through expat, whose
handlers are the reference.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar, cast
from xml.parsers import expat

from loaders import guard
from progress.wording import berkas

T = TypeVar("T")
Position = tuple[int, int]

_STRINGS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_SMALLEST_STRING_CELL = len('<c r="A1" t="s"><v>0</v></c>')
_READERS_ERRORS = frozenset(["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"])


@dataclass(slots=True)
class Scan:
    """One sheet; positions are (row, column) from zero."""

    name: str
    part: str
    end: Position = (-1, -1)  # last row and last column with content
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    uncached: set[Position] = field(default_factory=set)
    formulas: set[Position] = field(default_factory=set)
    percent_styles: dict[Position, str] = field(default_factory=dict)  # number format that holds a percent sign
    zero_formulas: set[Position] = field(default_factory=set)
    other_formulas: bool = False
    pictures: set[int] = field(default_factory=set)  # rows where a picture begins
    strings: Counter[bytes] = field(default_factory=Counter)  # index of a shared string -> cells, where it is needed

    @property
    def foreign_errors(self) -> set[str]:
        """Errors of other programs (LibreOffice's Err:508), at which the reader of values gives up."""
        return {e for e in self.errors.values() if e not in _READERS_ERRORS}


def read_structure(parts: guard.Parts) -> list[Scan | None]:
    """In workbook order; None is a chart sheet or a sheet whose part is missing."""
    listed, recalculate = _read_part(parts, "xl/workbook.xml", _listed_sheets)
    targets = _read_part(parts, "xl/_rels/workbook.xml.rels", _relations)
    sheets = [(name, *targets.get(relation, ("", ""))) for name, relation in listed]
    formats = _read_part(parts, _STYLES, _percent_formats) if _STYLES in parts else {}
    pass_ = _Pass(formats, _may_swell(parts, [part for _, _, part in sheets]))
    scans = [
        _scan(parts, Scan(name, part), pass_) if kind == "worksheet" and part in parts else None
        for name, kind, part in sheets
    ]
    present = [s for s in scans if s]
    if any(name.startswith("xl/drawings/") for name in parts.names):
        for scan in present:
            scan.pictures = _pictures(parts, scan.part)
    _check_repeated_text(parts, present)
    if recalculate and not any(s.other_formulas for s in present):
        for scan in present:  # its writer stores 0 for every formula and leaves the calculation to Excel
            scan.uncached |= scan.zero_formulas
    return scans


@dataclass(slots=True)
class _Pass:
    """What the scans of one workbook share."""

    percent_formats: dict[str, str]  # style id -> number format
    count_strings: bool
    cells: int = 0
    area: int = 0


def address(r: int, c: int) -> str:
    """(16, 5) -> 'F17'."""
    return f"{column_letters(c)}{r + 1}"


@lru_cache(maxsize=16384)
def column_letters(c: int) -> str:
    """5 -> 'F'."""
    letters = ""
    c += 1
    while c:
        c, rest = divmod(c - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


_Parse = Callable[[Callable[[expat.XMLParserType], None]], None]
_SMALL = 64 * 1024


def _read_part(parts: guard.Parts, name: str, reader: Callable[[_Parse], T]) -> T:
    """What `reader` finds in a part. Forms made from one template share these parts byte for byte: each is parsed once."""
    if name not in parts:
        guard.refuse(berkas.RUSAK)
    if parts.size(name) > _SMALL or len(content := parts.read(name)) > _SMALL:
        return reader(lambda configure: parts.parse(name, configure))
    return cast(T, _read_bytes(reader, content))


@lru_cache(maxsize=256)
def _read_bytes(reader: Callable[[_Parse], object], content: bytes) -> object:
    return reader(lambda configure: guard.parse(content, configure))


def _listed_sheets(parse: _Parse) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Names with relation ids in workbook order, and whether the writer asks for a full calculation at opening."""
    listed: list[tuple[str, str]] = []
    recalculate: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "sheet":
            relation = next((v for k, v in attrs.items() if ":" in k and _local(k) == "id"), "")
            listed.append((attrs.get("name", ""), relation))
        elif local == "calcPr":
            recalculate.append(attrs.get("fullCalcOnLoad", "0"))

    def configure(parser: expat.XMLParserType) -> None:
        listed.clear()
        recalculate.clear()
        parser.StartElementHandler = start

    parse(configure)
    return tuple(listed), any(_true(flag) for flag in recalculate)


def _relations(parse: _Parse) -> dict[str, tuple[str, str]]:
    """Relation id -> (last word of its type, part)."""
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attrs: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attrs.get("Target", ""))).lstrip("/")
            found[attrs.get("Id", "")] = (attrs.get("Type", "").rpartition("/")[2], target)

    def configure(parser: expat.XMLParserType) -> None:
        found.clear()
        parser.StartElementHandler = start

    parse(configure)
    return found


_DRAWING = re.compile(rb'Target="([^"]*drawings/[^"/]+\.xml)"')
_ANCHOR_ROW = re.compile(rb"<(?:\w+:)?row>([0-9]{1,7})</")


def _pictures(parts: guard.Parts, sheet: str) -> set[int]:
    """The rows from zero where this sheet's pictures begin; drawings too large or oddly written hold none."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts or parts.size(relations) > _SMALL:
        return set()
    rows: set[int] = set()
    for target in _DRAWING.findall(parts.read(relations)):
        drawing = posixpath.normpath(posixpath.join("/", folder, target.decode("utf-8", "replace"))).lstrip("/")
        if drawing in parts and parts.size(drawing) <= guard.MB:
            for anchor in parts.read(drawing).split(b"CellAnchor>"):
                if (b":pic>" in anchor or b"<pic>" in anchor) and (row := _ANCHOR_ROW.search(anchor)):
                    rows.add(int(row[1]))
    return rows


def _percent_formats(parse: _Parse) -> dict[str, str]:
    """Style id -> number format, for those cell styles whose format shows a percent in one of its sections."""
    codes: dict[str, str] = {}
    used: list[str] = []
    inside: list[str] = []

    def start(tag: str, attrs: dict[str, str]) -> None:
        local = _local(tag)
        if local == "numFmt":
            codes[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")
        elif local == "cellXfs":
            inside.append(local)
        elif local == "xf" and inside:
            used.append(attrs.get("numFmtId", "0"))

    def end(tag: str) -> None:
        if _local(tag) == "cellXfs":
            inside.clear()

    def configure(parser: expat.XMLParserType) -> None:
        codes.clear()
        codes.update({"9": "0%", "10": "0.00%"})
        used.clear()
        inside.clear()
        parser.StartElementHandler = start
        parser.EndElementHandler = end

    parse(configure)
    return {str(i): codes[n] for i, n in enumerate(used) if n in codes and "%" in codes[n]}


def _true(flag: str) -> bool:
    return flag.strip() in ("1", "true", "on")


def _scan(parts: guard.Parts, scan: Scan, pass_: _Pass) -> Scan:
    quick = _quick(parts, Scan(scan.name, scan.part), pass_)
    scan = quick or _thorough(parts, scan, pass_)
    bottom, right = scan.end
    pass_.area += (bottom + 1) * (right + 1)
    if pass_.area > guard.MAX_AREA:
        guard.refuse(berkas.DAERAH_LUAS, lembar=scan.name, sel=address(bottom, right))
    return scan


def _thorough(parts: guard.Parts, scan: Scan, pass_: _Pass) -> Scan:
    """Any spelling of XML, by expat."""
    fresh = scan
    before = pass_.cells

    def configure(parser: expat.XMLParserType) -> None:
        nonlocal fresh
        fresh, pass_.cells = Scan(scan.name, scan.part), before
        _listen(parser, fresh, pass_)

    parts.parse(scan.part, configure)
    return fresh


_ATTRIBUTES = rb'(?: [A-Za-z][\w:]*="[^"<>&]*")*+'
_TEXT = rb"[^<]*+"
_FORMULA = rb"<f" + _ATTRIBUTES + rb"(?:/>|>" + _TEXT + rb"</f>)"
_VALUE = rb'<v/>|<v(?: xml:space="preserve")?+>' + _TEXT + rb"</v>"
_INLINE = rb'<is><t(?: xml:space="preserve")?+>' + _TEXT + rb"</t></is>"
_CELL = (
    rb'<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"' + _ATTRIBUTES + rb"(?:/>|>"
    rb"(?:(?:" + _FORMULA + rb")?+(?:" + _VALUE + rb")?+|" + _INLINE + rb")</c>)"
)  # fmt: skip
_ROW = (
    rb'<row r="[1-9][0-9]{0,6}+"' + _ATTRIBUTES + rb"(?:/>|>\s*+(?:" + _CELL + rb"\s*+)*+</row>)"
)  # fmt: skip
_PLAIN_ROWS = re.compile(rb"\s*+(?:" + _ROW + rb"\s*+)*+")
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*(?<!/)>(?!</c>)')
_ERROR = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"[^>]* t="e"[^>]*(?<!/)>(?!</c>)(?:' + _FORMULA + rb")?+(?:<v[^>]*>([^<]*))?"
)
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+)([0-9]+)"([^>]*)>' + _FORMULA + rb"(?:(<v)[^>]*>([^<]*))?")
_TYPE = re.compile(rb' t="([A-Za-z]+)"')
_ROW_TAG = re.compile(rb'<row r="([0-9]+)"([^>]*)>')
_HIDDEN = re.compile(rb' hidden="(?:1|true|on)"| ht="0"')
_STRING_INDEX = re.compile(rb' t="s"[^>]*><v>([0-9]+)</v>')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})"/>')
_MERGES = re.compile(rb'<mergeCells(?: count="[0-9]+")?>(?:' + _MERGE.pattern + rb")*+</mergeCells>")
_HEAD_LIMIT = 1 * guard.MB
_ROUGH_LIMIT = 32 * guard.MB
_ROW_LIMIT = 4 * guard.MB


def _quick(parts: guard.Parts, scan: Scan, pass_: _Pass) -> Scan | None:
    """The same findings as expat's, five times sooner, or None when a row is not spelled in the one plain way."""
    before = pass_.cells
    pieces = _rows_apart(parts, scan.part)
    frame = b""
    percent = _percent_cells(pass_.percent_formats)
    rows = 0
    for is_frame, piece in pieces:
        if is_frame:
            frame += piece
        elif not _PLAIN_ROWS.fullmatch(piece):
            pass_.cells = before
            return None
        else:
            pass_.cells += piece.count(b"<c ")
            rows += piece.count(b"<row ")
            if pass_.cells > guard.MAX_CELLS or rows > guard.MAX_ROWS:
                guard.refuse(berkas.SEL_BANYAK, batas="2 juta")
            _gather(piece, scan, pass_, percent)
    if b"</sheetData>" not in frame or not _parse_frame(frame, scan):
        pass_.cells = before
        return None
    return scan


def _rows_apart(parts: guard.Parts, part: str) -> Iterator[tuple[bool, bytes]]:
    """The part as (True, everything around the rows) and (False, whole rows); what cannot be cut so is odd."""
    held = b""
    inside = past = False
    for chunk in parts.chunks(part):
        if past:
            yield True, chunk
            continue
        held += chunk
        if not inside:
            at = held.find(b"<sheetData>")
            if at < 0:
                if len(held) > _HEAD_LIMIT:
                    break
                continue
            if b"<!" in held[:at]:
                break
            yield True, held[: at + 11]
            held, inside = held[at + 11 :], True
        end = held.find(b"</sheetData>")
        if end >= 0:
            yield False, held[:end]
            yield True, held[end:]
            held, past = b"", True
            continue
        cut = held.rfind(b"</row>") + 6
        if cut > 5:
            yield False, held[:cut]
            held = held[cut:]
        elif len(held) > _ROW_LIMIT:
            break
    if held:
        yield False, b"?"


def _gather(piece: bytes, scan: Scan, pass_: _Pass, percent: re.Pattern[bytes] | None) -> None:
    """What rows in the plain spelling say. Their addresses are checked here: every column, and the last row."""
    filled = _FILLED.findall(piece)
    if filled:
        letters, digits = {x for x, _ in filled}, {d for _, d in filled}
        bottom = _row_number(str(max(map(int, digits))))
        scan.end = (max(scan.end[0], bottom), max(scan.end[1], *map(_column, letters)))
    if b' t="e"' in piece:
        for x, d, text in _ERROR.findall(piece):
            scan.errors[int(d) - 1, _column(x)] = text.decode("utf-8", "replace").strip() or "#VALUE!"
    for cell in _formula_cells(piece):
        x, d, attributes, has_value, text = cell.groups(b"")
        kind = _TYPE.search(attributes)
        _formula_cell(scan, (int(d) - 1, _column(x)), kind[1] if kind else b"n", bool(has_value), text)
    if percent:
        formats = {style.encode(): code for style, code in pass_.percent_formats.items()}
        scan.percent_styles.update({(int(d) - 1, _column(x)): formats[style] for x, d, style in percent.findall(piece)})
    if b' hidden="' in piece or b' ht="0"' in piece:
        scan.hidden_rows.update(int(r) - 1 for r, attributes in _ROW_TAG.findall(piece) if _HIDDEN.search(attributes))
    if pass_.count_strings:
        scan.strings.update(_STRING_INDEX.findall(piece))


def _formula_cells(piece: bytes) -> Iterator[re.Match[bytes]]:
    """Few rows hold formulas, and in rows of the plain spelling '<f' is nothing else: look before it for its cell."""
    at = piece.find(b"<f")
    while at >= 0:
        if cell := _FORMULA_CELL.match(piece, piece.rfind(b"<c ", 0, at)):
            yield cell
        at = piece.find(b"<f", at + 2)


def _percent_cells(formats: dict[str, str]) -> re.Pattern[bytes] | None:
    if not formats:
        return None
    return re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^>]*? s="(' + "|".join(formats).encode() + rb')"[^>]*(?<!/)>(?!</c>)')


def _parse_frame(frame: bytes, scan: Scan) -> bool:
    """Columns, merges and all other elements around the rows. Forms of one template differ there in their merges alone."""
    only = frame.count(b"<mergeCells") == 1 and b"<!" not in frame and frame.rfind(b"<?") <= 3
    if only and (merges := _MERGES.search(frame)):
        _gather_merges(merges[0], scan)
        frame = frame[: merges.start()] + frame[merges.end() :]
    rest = _read_frame(frame) if len(frame) <= _SMALL else _read_frame.__wrapped__(frame)
    if rest is None:
        return False
    scan.merges += rest.merges
    scan.hidden_cols |= rest.hidden_cols
    return True


def _gather_merges(piece: bytes, scan: Scan) -> None:
    for x1, d1, x2, d2 in _MERGE.findall(piece):
        r1, c1, r2, c2 = int(d1) - 1, _column(x1), int(d2) - 1, _column(x2)
        scan.merges.append((min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)))
    if len(scan.merges) > guard.MAX_MERGES:
        guard.suspicious(berkas.SEBAB_GABUNG)
    if any(merge[2] >= guard.MAX_ROWS for merge in scan.merges):
        guard.suspicious(berkas.SEBAB_ALAMAT)


@lru_cache(maxsize=64)
def _read_frame(frame: bytes) -> Scan | None:
    """What elements around the rows say; None where they hold cells, or are no XML."""
    scan, alone = Scan("", ""), _Pass({}, False)
    parser = guard.new_parser()
    _listen(parser, scan, alone)
    try:
        parser.Parse(frame, True)
    except expat.ExpatError:
        return None
    return None if alone.cells or scan.hidden_rows else scan


def _listen(parser: expat.XMLParserType, scan: Scan, pass_: _Pass) -> None:
    """Closures over plain variables: expat calls them five times per cell."""
    formats = pass_.percent_formats
    prefix = ""
    depth = rows = tables = 0
    row = col = -1
    cell_type = style = text = ""
    in_cell = has_formula = has_value = grab = False
    here = (0, 0)
    bottom = right = -1
    columns: dict[str, int] = {}
    cell_tag, value_tag, formula_tag, row_tag, inline_tag = "c", "v", "f", "row", "is"

    def start(tag: str, attrs: dict[str, str]) -> None:
        nonlocal depth, rows, tables, row, col, cell_type, style, text, in_cell, has_formula, has_value, grab, here
        nonlocal prefix, cell_tag, value_tag, formula_tag, row_tag, inline_tag
        depth += 1
        if grab:
            guard.refuse(berkas.RUSAK)
        if tag == cell_tag:
            pass_.cells += 1
            ref = attrs.get("r")
            if ref is None:
                col += 1
                here = (row, col)
            else:
                here = _position(ref, columns)
                col = here[1]
            cell_type = attrs.get("t", "n")
            style = attrs.get("s", "0")
            text = ""
            in_cell, has_formula, has_value = True, False, False
        elif tag == value_tag:
            if in_cell and (has_value or cell_type == "inlineStr"):
                guard.refuse(berkas.RUSAK)
            grab = has_value = in_cell
        elif tag == row_tag:
            rows += 1
            at = attrs.get("r")
            row = row + 1 if at is None else _row_number(at)
            col = -1
            if rows > guard.MAX_ROWS or row >= guard.MAX_ROWS or pass_.cells > guard.MAX_CELLS:
                guard.refuse(berkas.SEL_BANYAK, batas="2 juta")
            if _true(attrs.get("hidden", "0")) or attrs.get("ht") == "0":
                scan.hidden_rows.add(row)
        elif tag == formula_tag:
            has_formula = in_cell
        elif tag == inline_tag:
            has_value = in_cell
        elif depth == 1:
            prefix = tag[: tag.rfind(":") + 1]
            cell_tag, value_tag, formula_tag, row_tag, inline_tag = (prefix + t for t in ("c", "v", "f", "row", "is"))
        elif depth > guard.MAX_DEPTH:
            guard.suspicious(berkas.SEBAB_DALAM)
        elif tag == prefix + "sheetData":
            tables += 1
            if tables > 1:
                guard.refuse(berkas.RUSAK)
        elif tag == prefix + "mergeCell":
            _add_merge(scan, attrs.get("ref", ""), columns)
        elif tag == prefix + "col" and (_true(attrs.get("hidden", "0")) or attrs.get("width") == "0"):
            scan.hidden_cols.update(_columns(attrs))

    def end(tag: str) -> None:
        nonlocal depth, in_cell, grab, bottom, right
        depth -= 1
        if tag == value_tag:
            grab = False
        elif tag == cell_tag:
            in_cell = False
            if not (has_value or has_formula):
                return
            if here[0] > bottom or here[1] > right:
                bottom, right = max(bottom, here[0]), max(right, here[1])
                scan.end = (bottom, right)
            if has_formula:
                _formula_cell(scan, here, cell_type.encode(), has_value, text.encode())
            if cell_type == "e":
                scan.errors[here] = text.strip() or "#VALUE!"
            if style in formats:
                scan.percent_styles[here] = formats[style]
            if cell_type == "s" and pass_.count_strings:
                scan.strings[text.strip().encode()] += 1

    def characters(piece: str) -> None:
        nonlocal text
        if grab:
            text += piece

    def unexpected(*_: object) -> None:
        if grab:  # a comment or CDATA inside a value: the reader of values would cut it short
            guard.refuse(berkas.RUSAK)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.CommentHandler = unexpected
    parser.StartCdataSectionHandler = unexpected
    parser.ProcessingInstructionHandler = unexpected


def _formula_cell(scan: Scan, here: Position, cell_type: bytes, has_value: bool, text: bytes) -> None:
    """An empty text is a result where the cell says that it is text; otherwise nothing was stored."""
    scan.formulas.add(here)
    if not has_value or (not text and cell_type != b"str"):
        scan.uncached.add(here)
    elif cell_type == b"n" and text in (b"0", b"0.0"):
        scan.zero_formulas.add(here)
    else:
        scan.other_formulas = True


def _position(ref: str, columns: dict[str, int]) -> tuple[int, int]:
    """'F17' -> (16, 5); an address outside of a sheet is refused. `columns` remembers letters already met."""
    letters = ref.rstrip("0123456789")
    column = columns.get(letters)
    if column is None:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            guard.suspicious(berkas.SEBAB_ALAMAT)
        column = 0
        for letter in letters.upper():
            column = column * 26 + ord(letter) - 64
        columns[letters] = column = column - 1
    if column >= guard.MAX_COLUMNS:
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return _row_number(ref[len(letters) :]), column


@lru_cache(maxsize=guard.MAX_COLUMNS)
def _column(letters: bytes) -> int:
    return _position(f"{letters.decode()}1", {})[1]


def _row_number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and 1 <= int(digits) <= guard.MAX_ROWS):
        guard.suspicious(berkas.SEBAB_ALAMAT)
    return int(digits) - 1


def _add_merge(scan: Scan, ref: str, columns: dict[str, int]) -> None:
    first, _, last = ref.partition(":")
    r1, c1 = _position(first, columns)
    r2, c2 = _position(last or first, columns)
    scan.merges.append((min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)))
    if len(scan.merges) > guard.MAX_MERGES:
        guard.suspicious(berkas.SEBAB_GABUNG)


def _columns(attrs: dict[str, str]) -> range:
    first, last = attrs.get("min", ""), attrs.get("max", "")
    if not (first.isascii() and first.isdigit() and last.isascii() and last.isdigit()):
        return range(0)
    return range(int(first) - 1, min(int(last), guard.MAX_COLUMNS))


def _may_swell(parts: guard.Parts, sheets: list[str]) -> bool:
    """Whether so many cells could show shared strings that they must be counted. Declared lengths bound real ones."""
    cells = sum(parts.size(part) for part in sheets) // _SMALLEST_STRING_CELL
    return cells * parts.size(_STRINGS) > guard.MAX_REPEATED_TEXT


def _check_repeated_text(parts: guard.Parts, scans: list[Scan]) -> None:
    """The reader of values copies a shared string into every cell that shows it; refuse before that costs gigabytes."""
    cells = sum(s.strings.total() for s in scans)
    if cells * parts.size(_STRINGS) <= guard.MAX_REPEATED_TEXT:
        return
    used: Counter[int] = Counter()
    for scan in scans:
        used.update({int(index): n for index, n in scan.strings.items() if index.isdigit()})
    rough = _rough_string_lengths(parts)
    if used and max(used) < len(rough) and _repeated(used, rough) <= guard.MAX_REPEATED_TEXT:
        return
    if _repeated(used, _string_lengths(parts)) > guard.MAX_REPEATED_TEXT:
        guard.refuse(berkas.TEKS_BERULANG)


def _repeated(used: Counter[int], lengths: list[int]) -> int:
    """Characters of all cells that show shared strings; `used` counts cells by index."""
    return sum(lengths[index] * count for index, count in used.items() if index < len(lengths))


def _rough_string_lengths(parts: guard.Parts) -> list[int]:
    """Bytes of every shared string and its tags, never fewer than its characters; empty where the spelling is not plain."""
    if parts.size(_STRINGS) > _ROUGH_LIMIT:
        return []
    content = parts.read(_STRINGS, _ROUGH_LIMIT)
    if b"<!" in content or content.rfind(b"<?") > 3:
        return []
    strings = content.split(b"</si>")[:-1]
    return [len(s) for s in strings] if all(s.count(b"<si") == 1 for s in strings) else []


def _string_lengths(parts: guard.Parts) -> list[int]:
    lengths: list[int] = []

    def start(tag: str, _: dict[str, str]) -> None:
        if _local(tag) == "si":
            lengths.append(0)

    def characters(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    def configure(parser: expat.XMLParserType) -> None:
        lengths.clear()
        parser.StartElementHandler = start
        parser.CharacterDataHandler = characters

    parts.parse(_STRINGS, configure)
    return lengths
