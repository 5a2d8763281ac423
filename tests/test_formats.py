"""Formats besides .xlsx: the same cells, percents, errors and addresses, whatever program wrote the file."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit import Sel, pct, periksa, write_book
from python_calamine import CalamineWorkbook

from loaders.sandbox import Sandbox
from loaders.workbook import Sheet, address, read_workbook
from progress.findings import UnreadableWorkbook

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples" / "nyata"
Rows = list[list[Any]]


def read(path: Path, content: bytes | str) -> list[Sheet]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_workbook(path).sheets


def refusal(path: Path, content: bytes | str) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read(path, content)
    assert caught.value.finding.pesan.endswith(".")
    assert "{" not in caught.value.finding.pesan
    return caught.value.finding.kode


# --- .xls: records of the workbook stream, in a compound file


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def wide(text: str, length: str = "<HB") -> bytes:
    """A text of Excel 97 in one byte per character, or two where it must."""
    if text.isascii():
        return struct.pack(length, len(text), 0) + text.encode()
    return struct.pack(length, len(text), 1) + text.encode("utf-16-le")


def bof(kind: int, version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0))


def biff(
    *sheets: bytes,
    globals_: bytes = b"",
    formats: tuple[str, ...] = (),
    strings: tuple[bytes, ...] = (),
    states: tuple[int, ...] = (),
    version: int = 0x0600,
) -> bytes:
    """A workbook stream. Cell style 0 is General, style 1 builtin 0%, styles 2… the `formats`."""
    head = bof(5, version) + globals_ + record(0x0042, struct.pack("<H", 1200 if version == 0x0600 else 1252))
    for i, code in enumerate(formats):
        text = wide(code) if version == 0x0600 else bytes([len(code)]) + code.encode("cp1252")
        head += record(0x041E, struct.pack("<H", 164 + i) + text)
    for number in (0, 9, *range(164, 164 + len(formats))):
        head += record(0x00E0, struct.pack("<HH", 0, number) + bytes(16))
    if strings:
        head += record(0x00FC, struct.pack("<II", len(strings), len(strings)) + b"".join(strings))
    names = [f"Lembar{i}" for i in range(1, len(sheets) + 1)]
    listed = [wide(n, "<BB") if version == 0x0600 else bytes([len(n)]) + n.encode() for n in names]
    at = len(head) + sum(4 + 6 + len(n) for n in listed) + 4
    for i, (sheet, name) in enumerate(zip(sheets, listed, strict=True)):
        head += record(0x0085, struct.pack("<IBB", at, states[i] if states else 0, 0) + name)
        at += len(bof(16)) + len(sheet) + 4
    head += record(0x000A)
    return head + b"".join(bof(16, version) + sheet + record(0x000A) for sheet in sheets)


def number(r: int, c: int, value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", r, c, style, value))


def label(r: int, c: int, text: str) -> bytes:
    return record(0x0204, struct.pack("<HHH", r, c, 0) + wide(text))


def formula(r: int, c: int, result: bytes, style: int = 0, flags: int = 0) -> bytes:
    return record(0x0006, struct.pack("<HHH8sHIH", r, c, style, result, flags, 0, 0))


def packed(value: int, hundredths: bool = False) -> int:
    return (value << 2 & 0xFFFFFFFF) | 2 | hundredths


def ole(stream: bytes, name: str = "Workbook", small: bool = False) -> bytes:
    """A compound file with one stream, in sectors of its own or among the small ones."""
    size = 64 if small else 512
    body = stream if small else stream.ljust(4096, b"\0")
    body_length = len(body)
    body += b"\0" * (-len(body) % 512)
    sectors, pieces = len(body) // 512, -(-body_length // size)
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

    def chain(first: int, count: int) -> list[int]:
        return [*range(first + 1, first + count), end]

    fat = [table, end, *chain(2, sectors), *([end] if small else [])]
    entry = "<64sHBBIII16sIQQIQ"

    def described(title: str, kind: int, child: int, start: int, length: int) -> bytes:
        text = title.encode("utf-16-le") + b"\0\0"
        return struct.pack(entry, text, len(text), kind, 1, free, free, child, b"", 0, 0, 0, start, length)

    directory = described("Root Entry", 5, 1, 2 if small else end, body_length if small else 0)
    directory += described(name, 2, free, 0 if small else 2, body_length)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 2 + sectors if small else end, 1, end, 0
    )
    head += struct.pack("<109I", 0, *[free] * 108)
    mini = struct.pack("<128I", *chain(0, pieces), *[free] * (128 - pieces)) if small else b""
    return head + struct.pack("<128I", *fat, *[free] * (128 - len(fat))) + directory.ljust(512, b"\0") + body + mini


def xls(path: Path, sheet: bytes, **options: Any) -> Sheet:
    return read(path, ole(biff(sheet, **options)))[0]


def test_xls_numbers_in_every_packing(tmp_path: Path) -> None:
    """Doubles, packed integers, hundredths and runs of packed numbers give their value at their address."""
    run = struct.pack("<HHHIHIH", 2, 1, 0, packed(-7), 1, packed(85, True), 2)
    sheet = number(0, 0, 12.5) + record(0x027E, struct.pack("<HHHI", 1, 0, 0, packed(1234))) + record(0x00BD, run)
    path = tmp_path / "a.xls"
    found = xls(path, sheet)
    assert found.rows == [[12.5, "", ""], [1234.0, "", ""], ["", -7.0, 0.85]]
    assert found.percent == {(2, 2)}
    assert found.percent_unknown is False
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False) == found.rows


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [("0.0%", 0.85, True), ('0"%"', 85.0, False), ("[<=1]0%;0", 0.5, True), ("General", 0.5, False)],
)
@pytest.mark.parametrize("version", [0x0600, 0x0500])
def test_xls_percent_formats(tmp_path: Path, number_format: str, value: float, shown: bool, version: int) -> None:
    """In Excel 97 and in Excel 5 files the number format says whether 0.85 was shown as 85%."""
    sheet = xls(tmp_path / "a.xls", number(0, 0, value, 2), formats=(number_format,), version=version)
    assert (sheet.rows, sheet.percent) == ([[value]], {(0, 0)} if shown else set())


def test_xls_style_that_is_not_there(tmp_path: Path) -> None:
    """A number whose style the file lacks may have been a percent: the sheet says that it is not known."""
    assert xls(tmp_path / "a.xls", number(0, 0, 0.85, 99)).percent_unknown is True


def test_xls_dates(tmp_path: Path) -> None:
    """Numbers shown as a date, a time or a duration come as such, results of formulas too."""
    cells = number(0, 0, 46326, 2) + number(0, 1, 0.4375, 3) + number(0, 2, 1.5, 4)
    cells += formula(0, 3, struct.pack("<d", 46326), 2)
    sheet = xls(tmp_path / "a.xls", cells, formats=("dd/mm/yyyy", "hh:mm", "[h]:mm"))
    assert sheet.rows == [[date(2026, 10, 31), time(10, 30), timedelta(days=1.5), date(2026, 10, 31)]]


def test_xls_dates_of_the_macintosh(tmp_path: Path) -> None:
    """Where the file counts days from 1904, so does its reader."""
    mac = record(0x0022, b"\1\0")
    assert xls(tmp_path / "a.xls", number(0, 0, 44864, 2), formats=("d/m/yy",), globals_=mac).rows == [
        [date(2026, 10, 31)]
    ]


def test_xls_errors_and_formulas(tmp_path: Path) -> None:
    """Error cells keep their error; a formula gives its stored number, text, truth or error."""
    cells = record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)) + record(
        0x0205, struct.pack("<HHHBB", 0, 1, 0, 1, 0)
    )
    cells += formula(0, 2, struct.pack("<d", 0.85), 1) + formula(0, 3, b"\0\0\0\0\0\0\xff\xff")
    cells += (
        record(0x0207, wide("teks ≥"))
        + formula(0, 4, b"\2\0\x07\0\0\0\xff\xff")
        + formula(0, 5, b"\1\0\1\0\0\0\xff\xff")
    )
    cells += formula(0, 6, b"\3\0\0\0\0\0\xff\xff")
    sheet = xls(tmp_path / "a.xls", cells)
    assert sheet.rows == [["", True, 0.85, "teks ≥", "", True]]
    assert (sheet.errors, sheet.percent) == ({(0, 0): "#REF!", (0, 4): "#DIV/0!"}, {(0, 2)})
    assert (sheet.uncached, len(sheet.formulas)) == (set(), 5)


@pytest.mark.parametrize(
    ("result", "flags"), [(b"\3\0\0\0\0\0\xff\xff", 0), (bytes(8), 3)], ids=["empty texts", "zeros to be calculated"]
)
def test_xls_formulas_that_nobody_calculated(tmp_path: Path, result: bytes, flags: int) -> None:
    """A book whose formulas all hold nothing was written by a program that does not calculate."""
    sheet = xls(tmp_path / "a.xls", formula(0, 0, result, 0, flags) + formula(1, 0, result, 0, flags))
    assert (sheet.uncached, sheet.rows) == ({(0, 0), (1, 0)}, [[""], [""]])


def test_xls_calculated_zero(tmp_path: Path) -> None:
    """Beside another stored result a formula's 0 is a 0."""
    sheet = xls(tmp_path / "a.xls", formula(0, 0, bytes(8), 0, 3) + formula(0, 1, struct.pack("<d", 5)))
    assert (sheet.rows, sheet.uncached) == ([[0.0, 5.0]], set())


def test_xls_hidden_things_and_merges(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns are marked; merges are cut to the cells that are there."""
    cells = record(0x007D, struct.pack("<5H", 1, 1, 2000, 0, 1)) + record(
        0x0208, struct.pack("<8H", 1, 0, 2, 300, 0, 0, 0x20, 0)
    )
    cells += number(0, 0, 1) + number(1, 1, 2) + record(0x00E5, struct.pack("<5H", 1, 0, 65535, 0, 0))
    sheets = read(tmp_path / "a.xls", ole(biff(cells, number(0, 0, 1), states=(0, 2))))
    assert [s.hidden for s in sheets] == [False, True]
    assert (sheets[0].hidden_rows, sheets[0].hidden_cols, sheets[0].merges) == ({1}, {1}, [(0, 0, 1, 0)])


def test_xls_shared_strings_across_records(tmp_path: Path) -> None:
    """A text that breaks off at the end of a record goes on in the next, in another width; formatting is skipped."""
    strings = (
        struct.pack("<II", 2, 2)
        + struct.pack("<HBH", 4, 8, 1)
        + b"abcd"
        + bytes(4)
        + struct.pack("<HB", 6, 0)
        + b"tiga"
    )
    table = record(0x00FC, strings) + record(0x003C, b"\1" + "≥x".encode("utf-16-le"))
    cells = b"".join(record(0x00FD, struct.pack("<HHHI", i, 0, 0, i)) for i in range(2))
    assert xls(tmp_path / "a.xls", cells, globals_=table).rows == [["abcd"], ["tiga≥x"]]


def test_xls_chart_inside_a_sheet(tmp_path: Path) -> None:
    """What belongs to a chart embedded in the sheet is no cell of it; what follows the chart is read."""
    chart = bof(32) + number(0, 0, 99) + record(0x000A)
    sheet = xls(
        tmp_path / "a.xls",
        number(0, 0, 1) + number(0, 1, 2) + chart + record(0x00E5, struct.pack("<5H", 1, 0, 0, 0, 1)),
    )
    assert (sheet.rows, sheet.merges) == ([[1.0, 2.0]], [(0, 0, 0, 1)])


@pytest.mark.parametrize(
    "wrap", [lambda s: ole(s, "Book"), lambda s: ole(s, small=True), bytes], ids=["Book", "small", "bare"]
)
def test_xls_containers(tmp_path: Path, wrap: Callable[[bytes], bytes]) -> None:
    """Excel 5 calls its stream Book, small streams lie among the small sectors, and some programs write no container."""
    assert read(tmp_path / "a.xls", wrap(biff(label(0, 0, "Judul"))))[0].rows == [["Judul"]]


def test_xls_of_1995_in_its_own_code_page(tmp_path: Path) -> None:
    """Texts of Excel 5 are bytes of the code page that the file names."""
    cell = record(0x0204, struct.pack("<HHHH", 0, 0, 0, 3) + "“é”".encode("cp1252"))
    assert xls(tmp_path / "a.xls", cell, version=0x0500).rows == [["“é”"]]


def test_xls_cut_off(tmp_path: Path) -> None:
    """Of an .xls whose end is missing it is said that it is damaged, not that it is something else."""
    content = ole(biff(*[number(0, 0, 1)] * 300))
    assert refusal(tmp_path / "a.xls", content[:1024]) == "BERKAS_RUSAK"
    assert refusal(tmp_path / "b.xls", content[: len(content) // 2]) == "BERKAS_RUSAK"


@pytest.mark.parametrize(
    ("name", "code"),
    [("WordDocument", "BUKAN_BUKU_KERJA"), ("Lain", "BUKAN_BUKU_KERJA"), ("EncryptedPackage", "BERKAS_TERSANDI")],
)
def test_other_compound_files(tmp_path: Path, name: str, code: str) -> None:
    """Other files in the same container are known by the stream at its root."""
    assert refusal(tmp_path / "a.xls", ole(b"Workbook".ljust(4096), name)) == code


def test_xls_with_a_password(tmp_path: Path) -> None:
    """An encrypted stream is refused with the sentence about passwords."""
    assert (
        refusal(tmp_path / "a.xls", ole(biff(b"", globals_=record(0x002F, b"\1\0" + bytes(50))))) == "BERKAS_TERSANDI"
    )


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not on this machine")
def test_real_xls_agrees_with_calamine() -> None:
    """On a real .xls every value that calamine can know is the same."""
    path = SAMPLES / "rfk.xls"
    other = CalamineWorkbook.from_path(path)
    for i, sheet in enumerate(read_workbook(path).sheets):
        for r, row in enumerate(other.get_sheet_by_index(i).to_python(skip_empty_area=False)):
            for c, value in enumerate(row):
                if (r, c) not in sheet.errors and (r, c) not in sheet.uncached:
                    assert sheet.value(r, c) == ("" if isinstance(value, str) and value.isspace() else value), address(
                        r, c
                    )


# --- .xlsb


def binary(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + body


def long_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(sheet: bytes, formats: tuple[str, ...] = (), styles: bool = True, state: int = 0) -> bytes:
    """A binary workbook. Cell style 0 is General, style 1 builtin 0%, styles 2… the `formats`."""
    codes = b"".join(binary(44, struct.pack("<H", 164 + i) + long_text(f)) for i, f in enumerate(formats))
    cell_styles = b"".join(
        binary(47, struct.pack("<HH", 0, n) + bytes(12)) for n in (0, 9, *range(164, 164 + len(formats)))
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.bin": binary(153, bytes(12))
        + binary(156, struct.pack("<II", state, 1) + long_text("rId1") + long_text("Isi"))
        + binary(144)
        + binary(132),
        "xl/_rels/workbook.bin.rels": '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.bin": binary(129) + binary(148, bytes(16)) + binary(145) + sheet + binary(146),
        "xl/sharedStrings.bin": binary(159, struct.pack("<II", 1, 1))
        + binary(19, b"\0" + long_text("bersama ≥"))
        + binary(160),
    }
    if styles:
        parts["xl/styles.bin"] = (
            binary(615, struct.pack("<I", len(formats))) + codes + binary(616)
            + binary(617, struct.pack("<I", 2 + len(formats))) + cell_styles + binary(618)
        )  # fmt: skip
    return zipped(parts)


def zipped(parts: dict[str, Any]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return content.getvalue()


def line(r: int, *cells: bytes, hidden: bool = False) -> bytes:
    return binary(0, struct.pack("<IIHBBI", r, 0, 300, 0, 0x10 if hidden else 0, 0)) + b"".join(cells)


def cell(kind: int, c: int, body: bytes, style: int = 0) -> bytes:
    return binary(kind, struct.pack("<II", c, style) + body)


def test_xlsb_values_percents_and_errors(tmp_path: Path) -> None:
    """Numbers, texts, truths, dates, errors, formulas, hidden rows and merges of a binary workbook."""
    sheet = line(
        0, cell(5, 0, struct.pack("<d", 0.85), 1), cell(2, 1, struct.pack("<I", packed(85)), 2), cell(7, 2, bytes(4))
    )
    sheet += line(
        1, cell(3, 0, b"\x17"), cell(9, 1, struct.pack("<d", 0.5) + bytes(10), 1), cell(4, 2, b"\1"), hidden=True
    )
    sheet += line(
        2,
        cell(2, 0, struct.pack("<I", packed(46326)), 3),
        cell(6, 1, long_text("teks")),
        cell(11, 2, b"\x07" + bytes(10)),
    )
    merge = binary(176, struct.pack("<4I", 2, 2, 1, 2))
    found = read(tmp_path / "a.xlsb", xlsb(sheet + merge, ('0"%"', "dd/mm/yyyy")))[0]
    assert found.rows == [[0.85, 85.0, "bersama ≥"], ["", 0.5, True], [date(2026, 10, 31), "teks", ""]]
    assert (found.percent, found.errors) == ({(0, 0), (1, 1)}, {(1, 0): "#REF!", (2, 2): "#DIV/0!"})
    assert (found.hidden_rows, found.merges, found.formulas) == ({1}, [(2, 1, 2, 2)], {(1, 1), (2, 2)})


def test_xlsb_short_records(tmp_path: Path) -> None:
    """Cells written without their column stand right of the cell before them."""
    sheet = line(
        0, cell(1, 1, b""), binary(16, struct.pack("<Id", 1, 0.85)), binary(18, struct.pack("<II", 0, 0))
    ) + line(1, binary(15, bytes(4) + b"\1"))
    found = read(tmp_path / "a.xlsb", xlsb(sheet))[0]
    assert (found.rows, found.percent) == ([["", "", 0.85, "bersama ≥"], [True, "", "", ""]], {(0, 2)})


def test_xlsb_without_styles(tmp_path: Path) -> None:
    """Without its styles a binary workbook cannot say what is a percent, and the sheet tells so."""
    assert read(tmp_path / "a.xlsb", xlsb(line(0, cell(5, 0, struct.pack("<d", 0.85), 1)), styles=False))[
        0
    ].percent_unknown


def test_xlsb_agrees_with_calamine(tmp_path: Path) -> None:
    """The values that calamine finds in the same bytes are the same."""
    path = tmp_path / "a.xlsb"
    cells = (
        cell(5, 0, struct.pack("<d", 0.85)),
        cell(2, 1, struct.pack("<I", packed(1250, True))),
        cell(7, 2, bytes(4)),
    )
    found = read(path, xlsb(line(0, *cells)))[0]
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False) == found.rows


# --- .ods


ODF = "".join(
    f' xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"'
    for p, u in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"))
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip


def ods(
    body: str,
    styles: str = "",
    manifest: str = "",
    mimetype: str | None = "application/vnd.oasis.opendocument.spreadsheet",
) -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{ODF}><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        ({"mimetype": mimetype} if mimetype else {}) | {"content.xml": content, "META-INF/manifest.xml": manifest}
    )


def ods_table(rows: str, name: str = "Isi", attributes: str = "") -> str:
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(value: Any = None, attributes: str = "") -> str:
    """A cell as LibreOffice writes it."""
    if value is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(value, Sel):
        attributes += f' office:value-type="percentage" office:value="{value.value}"'
        value = f"{value.value:.0%}"
    elif not isinstance(value, str):
        attributes += f' office:value-type="float" office:value="{value}"'
    else:
        attributes += ' office:value-type="string"'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell {attributes}>{paragraphs}</table:table-cell>"


def ods_sheet(path: Path, *rows: str, **options: str) -> Sheet:
    return read(path, ods(ods_table("".join(rows)), **options))[0]


ODS_VALUES = [
    ('office:value-type="float" office:value="85.5"', "<text:p>85,5</text:p>", 85.5),
    ('office:value-type="currency" office:value="1250000"', "<text:p>Rp1.250.000</text:p>", 1250000.0),
    ('office:value-type="boolean" office:boolean-value="true"', "<text:p>BENAR</text:p>", True),
    ('office:value-type="float" office:value="1" table:formula="of:=TRUE()"', "<text:p>TRUE</text:p>", True),
    ('office:value-type="date" office:date-value="2026-10-31"', "<text:p>31/10/26</text:p>", date(2026, 10, 31)),
    ('office:value-type="time" office:time-value="PT10H30M00S"', "<text:p>10.30</text:p>", time(10, 30)),
    ('office:value-type="time" office:time-value="PT36H00M00S"', "<text:p>36.00</text:p>", timedelta(hours=36)),
    ('office:value-type="string"', "<text:p>dua<text:s text:c='2'/>baris</text:p><text:p>a<text:line-break/>b</text:p>", "dua  baris\na\nb"),
    ('office:value-type="string"', "<text:p>a &lt; <text:span>b</text:span></text:p>", "a < b"),
    ('office:value-type="string" office:string-value="tersimpan"', "", "tersimpan"),
    ('office:value-type="string"', "<office:annotation><text:p>catatan</text:p></office:annotation><text:p>isi</text:p>", "isi"),
    ('office:value-type="float" office:value="x"', "<text:p>tulisan</text:p>", "tulisan"),
]  # fmt: skip


@pytest.mark.parametrize(("attributes", "inner", "value"), ODS_VALUES)
def test_ods_values(tmp_path: Path, attributes: str, inner: str, value: object) -> None:
    """A cell gives the value of its type; notes are not part of it."""
    cell = f"<table:table-cell {attributes}>{inner}</table:table-cell>"
    found = ods_sheet(tmp_path / "a.ods", ods_row(cell)).rows
    assert (found, type(found[0][0])) == ([[value]], type(value))


def test_ods_percent(tmp_path: Path) -> None:
    """A percentage cell is a percent, and so is a number whose style shows one."""
    styles = '<number:percentage-style style:name="N1"/><style:style style:name="ce1" style:family="table-cell" '
    styles += 'style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'
    columns = '<table:table-column table:number-columns-repeated="3"/><table:table-column table:default-cell-style-name="ce1"/>'
    cells = [ods_cell(pct(0.85)), ods_cell(0.5, 'table:style-name="ce2"'), ods_cell(85), ods_cell(0.25)]
    sheet = ods_sheet(tmp_path / "a.ods", columns, ods_row(*cells), styles=styles)
    assert (sheet.rows, sheet.percent) == ([[0.85, 0.5, 85.0, 0.25]], {(0, 0), (0, 1), (0, 3)})


def test_ods_errors_and_formulas_without_result(tmp_path: Path) -> None:
    """Errors in both spellings of LibreOffice, and a formula that holds no value."""
    new = '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
    old = '<table:table-cell table:formula="of:=X" office:value-type="float" office:value="0"><text:p>#REF!</text:p></table:table-cell>'
    sheet = ods_sheet(tmp_path / "a.ods", ods_row(new, old, ods_cell(attributes='table:formula="of:=A1"'), ods_cell(1)))
    assert (sheet.rows, sheet.errors) == ([["", "", "", 1.0]], {(0, 0): "#DIV/0!", (0, 1): "#REF!"})
    assert (sheet.uncached, sheet.formulas) == ({(0, 2)}, {(0, 0), (0, 1), (0, 2)})


def test_ods_repeats_and_merges(tmp_path: Path) -> None:
    """Repeated cells and rows are written out where they hold something, and cost nothing where they are empty."""
    far = 'table:number-columns-repeated="16000"'
    sheet = ods_sheet(
        tmp_path / "a.ods",
        ods_row(ods_cell(None, far), attributes='table:number-rows-repeated="2"'),
        ods_row(
            ods_cell(None, 'table:number-columns-repeated="2"'),
            ods_cell("x", 'table:number-columns-repeated="2"'),
            ods_cell("g", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
            "<table:covered-table-cell><text:p>tertutup</text:p></table:covered-table-cell>",
            ods_cell(None, far),
            attributes='table:number-rows-repeated="2"',
        ),
        ods_row(ods_cell(None, far), attributes='table:number-rows-repeated="1048500"'),
    )
    assert sheet.rows == [[""] * 5, [""] * 5, ["", "", "x", "x", "g"], ["", "", "x", "x", "g"]]
    assert sheet.merges == [(2, 4, 3, 4)]


def test_ods_hidden_things(tmp_path: Path) -> None:
    """Hidden and filtered rows, hidden columns and hidden sheets are marked."""
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
    rows = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    rows += ods_row(ods_cell(1), ods_cell(2)) + ods_row(ods_cell(3), attributes='table:visibility="filter"')
    sheets = read(
        tmp_path / "a.ods",
        ods(ods_table(rows) + ods_table(ods_row(ods_cell(1)), "Lain", 'table:style-name="ta1"'), styles),
    )
    assert [(s.name, s.hidden) for s in sheets] == [("Isi", False), ("Lain", True)]
    assert (sheets[0].hidden_rows, sheets[0].hidden_cols) == ({1}, {1})


def test_ods_with_a_password(tmp_path: Path) -> None:
    """An encrypted ods is known by its manifest."""
    assert refusal(tmp_path / "a.ods", ods("", manifest="<manifest:encryption-data/>")) == "BERKAS_TERSANDI"


def test_ods_without_its_type(tmp_path: Path) -> None:
    """An ods that some program packed again, without the part that names its type, is known by its manifest."""
    manifest = '<m:file-entry m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    assert read(tmp_path / "a", ods(ods_table(ods_row(ods_cell(1))), manifest=manifest, mimetype=None))[0].rows == [
        [1.0]
    ]


# --- CSV


CSV = [
    pytest.param("No;Target;Nilai\n1;85,5;0123\n", [["No", "Target", "Nilai"], ["1", "85,5", "0123"]], id="semicolon"),
    pytest.param('No,Target,Nilai\n1,"85,5",7.5\n', [["No", "Target", "Nilai"], ["1", "85,5", "7.5"]], id="comma"),
    pytest.param("No\tTarget\n1\t1.234,5\n", [["No", "Target"], ["1", "1.234,5"]], id="tab"),
    pytest.param("No|Target\n1|5\n", [["No", "Target"], ["1", "5"]], id="bar"),
    pytest.param("sep=;\nA;B,C\n1;2\n", [["A", "B,C"], ["1", "2"]], id="separator line"),
    pytest.param('A;B\n"dua\nbaris; ""ya""";2\n', [["A", "B"], ['dua\nbaris; "ya"', "2"]], id="quoted line break"),
    pytest.param('A;B;C\n5" pipa;2;3\n', [["A", "B", "C"], ['5" pipa', "2", "3"]], id="inch"),
    pytest.param('A;B;C\n"a" b;2;3\n', [["A", "B", "C"], ['"a" b', "2", "3"]], id="stray quotes"),
    pytest.param('A;B\n="0123";2\n', [["A", "B"], ["0123", "2"]], id="text as formula"),
    pytest.param("Laporan, Oktober, 2026\n\nA;B;C\n1,5;2,5;3\n", [["Laporan, Oktober, 2026", "", ""], ["", "", ""], ["A", "B", "C"], ["1,5", "2,5", "3"]], id="title with commas"),
    pytest.param("OPD;:;Dinas\nA;B;C;D\n1;2;3;4\n", [["OPD", ":", "Dinas", ""], ["A", "B", "C", "D"], ["1", "2", "3", "4"]], id="narrow title block"),
    pytest.param("A;B;C;D\n1;2\n1;2;3\n", [["A", "B", "C", "D"], ["1", "2", "", ""], ["1", "2", "3", ""]], id="rows that end early"),
    pytest.param("A;B;C\n#REF!;2;3\n", [["A", "B", "C"], ["#REF!", "2", "3"]], id="error text"),
]  # fmt: skip


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize(("content", "rows"), CSV)
def test_csv(tmp_path: Path, content: str, rows: Rows, codec: str) -> None:
    """Delimiter and encoding are told from the content; every cell is the text as typed; the file names the sheet."""
    (sheet,) = read(tmp_path / "laporan oktober.csv", content.encode(codec))
    assert (sheet.name, sheet.rows) == ("laporan oktober", rows)


def test_csv_of_windows(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are Windows-1252."""
    assert read(tmp_path / "a.csv", "A;B\n“≤”;é\n".replace("≤", "–").encode("cp1252"))[0].rows[1] == ["“–”", "é"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param("No,Aksi,Target\n1,Survei,85,5\n2,Rapat,90,5\n", "CSV_TIDAK_RATA", id="all rows"),
        pytest.param("No,Aksi,Target\n1,Survei,85,5\n2,Rapat,90\n3,Kaji,9\n", "CSV_TIDAK_RATA", id="one row"),
        pytest.param('No;Aksi;Target\n1;"Survei; dasar;85\n2;"Rapat";90\n', "CSV_TIDAK_RATA", id="quote never closed"),
        pytest.param("No,Aksi\n" + "1," * 2_000_000, "MENCURIGAKAN", id="one endless line"),
        pytest.param("No;Aksi\n" + "1;" * 20_000 + "1\n", "MENCURIGAKAN", id="too many columns"),
    ],
)
def test_csv_that_would_move_cells_is_refused(tmp_path: Path, content: str, code: str) -> None:
    """Where a decimal comma or a lost quote makes cell borders doubtful, the file is refused and the row named."""
    assert refusal(tmp_path / "a.csv", content) == code


# --- HTML


def html(path: Path, body: str) -> list[Sheet]:
    return read(path, f"<html><head><title>x</title></head><body>{body}</body></html>")


def test_html_tables_are_sheets(tmp_path: Path) -> None:
    """Every table is a sheet of texts; entities, line breaks and sloppy markup are understood; scripts say nothing."""
    first, second = html(
        tmp_path / "a.xls",
        "<table><tr><th>No<th>Rencana &amp; Aksi</tr><tr><td>1<td>a<br>b <script>x=1</script><b>c</b></table>"
        "<table><tbody><tr><td>85,5</td><td>&ge;&nbsp;7</td></tr></tbody></table>",
    )
    assert first.rows == [["No", "Rencana & Aksi"], ["1", "a\nb c"]]
    assert second.rows == [["85,5", "≥\xa07"]]


def test_html_spans_become_merges(tmp_path: Path) -> None:
    """rowspan and colspan keep every cell in its column; a span beyond the table is cut."""
    (sheet,) = html(
        tmp_path / "a.xls",
        "<table><tr><td rowspan=2>No<td colspan=2>Target<td rowspan=9>K</tr><tr><td>B<td>S</tr><tr><td>1<td>2<td>3</tr></table>",
    )
    assert sheet.rows == [["No", "Target", "", "K"], ["", "B", "S", ""], ["1", "2", "3", ""]]
    assert sheet.merges == [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 2, 3)]


def test_html_cut_off(tmp_path: Path) -> None:
    """A download that broke off inside its table is refused: nobody knows which rows are missing."""
    assert refusal(tmp_path / "a.xls", "<html><table><tr><td>1</td></tr><tr><td>2") == "BERKAS_RUSAK"


def test_html_title_outside_of_the_table(tmp_path: Path) -> None:
    """Lines before a table stand in rows above it, as Excel shows them."""
    (sheet,) = html(
        tmp_path / "a.xls",
        "<h3>LAPORAN</h3><p>Perangkat Daerah : Dinas <b>Kesehatan</b><br>Bulan : Oktober</p><table><tr><td>No<td>X</table>",
    )
    assert sheet.rows == [
        ["LAPORAN", ""],
        ["Perangkat Daerah : Dinas Kesehatan", ""],
        ["Bulan : Oktober", ""],
        ["No", "X"],
    ]


def test_html_nested_table_is_a_sheet_and_stays_in_its_cell(tmp_path: Path) -> None:
    """A table inside a cell can be read as a table, and its words are not lost to the cell."""
    outer, inner = html(
        tmp_path / "a.xls", "<table><tr><td>A<table><tr><td>x</td><td>y</td></tr></table></td><td>B</td></tr></table>"
    )
    assert (outer.rows, inner.rows) == ([["A\nx y", "B"]], [["x", "y"]])


@pytest.mark.parametrize(
    ("cell", "value", "percent"),
    [
        ('<td x:num="0.85" class=xl1>85%</td>', 0.85, True),
        ('<td x:num="0.85" style=\'mso-number-format:"0\\.0%"\'>85,0%</td>', 0.85, True),
        ("<td x:num='0.85' style='mso-number-format:Percent'>85%</td>", 0.85, True),
        ("<td x:num>85</td>", 85.0, False),
        ('<td x:num="46326" class=xl2>31/10/2026</td>', "31/10/2026", False),
        ("<td class=xl1>85%</td>", "85%", False),
        ("<td style='mso-number-format:\"0%\"'>0,85</td>", "0,85", False),
        ("<td x:num>85 %</td>", "85 %", False),
    ],
)
def test_html_numbers_that_excel_wrote(tmp_path: Path, cell: str, value: object, percent: bool) -> None:
    """Only where Excel wrote the number beside the text, in a plain or percent format, the cell is a number."""
    style = "<style><!-- .xl1 {mso-number-format:'0%';} .xl2 {mso-number-format:\"dd\\/mm\\/yyyy\";} --></style>"
    (sheet,) = html(tmp_path / "a.xls", f"{style}<table><tr>{cell}</tr></table>")
    assert (sheet.rows, bool(sheet.percent)) == ([[value]], percent)


def test_html_marks_of_excel(tmp_path: Path) -> None:
    """Sheet names, errors and hidden rows that Excel wrote into the page are taken up."""
    names = "<!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>Laporan</x:Name></x:ExcelWorkbook></xml><![endif]-->"
    (sheet,) = html(
        tmp_path / "a.xls", f'{names}<table><tr style="display: none"><td>a<tr><td x:err="#REF!">#REF!<td>b</table>'
    )
    assert (sheet.name, sheet.hidden_rows, sheet.errors) == ("Laporan", {0}, {(1, 0): "#REF!"})


@pytest.mark.parametrize(
    ("head", "codec"),
    [("<meta charset='utf-8'>", "utf-8"), ('<meta http-equiv=x content="text/html; charset=windows-1252">', "cp1252"),
     ("", "utf-8"), ("", "cp1252"), ("", "utf-16"), ("<meta charset=tidakada>", "utf-8-sig")],
)  # fmt: skip
def test_html_encodings(tmp_path: Path, head: str, codec: str) -> None:
    """The page's own word, a byte order mark, or the bytes themselves tell the encoding."""
    content = f"<html>{head}<table><tr><td>“é”</td></tr></table></html>".encode(codec)
    assert read(tmp_path / "a.xls", content)[0].rows == [["“é”"]]


# --- SpreadsheetML 2003


def xml2003(tables: str, styles: str = "", prefix: str = "") -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><{prefix}Workbook xmlns="{space}" xmlns:ss="{space}" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel"><{prefix}Styles>{styles}</{prefix}Styles>{tables}</{prefix}Workbook>'
    )


def worksheet(rows: str, after: str = "", name: str = "Isi") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{after}</Worksheet>'


def test_xml2003_values(tmp_path: Path) -> None:
    """Every type gives its value, a number that is none stays a text, and comments are not part of a cell."""
    kinds = [
        ("Number", "85.5"),
        ("String", "0123"),
        ("DateTime", "2026-10-31T00:00:00.000"),
        ("Boolean", "1"),
        ("Number", "85,5"),
    ]
    cells = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in kinds)
    noted = '<Cell><Data ss:Type="String">a&#10;b</Data><Comment><ss:Data>catatan</ss:Data></Comment></Cell>'
    (sheet,) = read(tmp_path / "a.xls", xml2003(worksheet(f"<Row>{cells}{noted}</Row>")))
    assert sheet.rows == [[85.5, "0123", date(2026, 10, 31), True, "85,5", "a\nb"]]


def test_xml2003_gaps_and_merges(tmp_path: Path) -> None:
    """Cells and rows stand where their index says; a merge moves the next cell."""
    rows = '<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">G</Data></Cell>'
    rows += '<Cell><Data ss:Type="Number">1</Data></Cell></Row><Row/><Row><Cell><Data ss:Type="Number">2</Data></Cell></Row>'
    (sheet,) = read(tmp_path / "a.xml", xml2003(worksheet(rows)))
    assert (sheet.value(2, 1), sheet.value(2, 3), sheet.value(4, 0)) == ("G", 1.0, 2.0)
    assert sheet.merges == [(2, 1, 3, 2)]


def test_xml2003_percent_by_style(tmp_path: Path) -> None:
    """A percent format counts, from the cell, its row, its column, or the parent of its style."""
    styles = '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style><Style ss:ID="q" ss:Parent="p"/>'
    styles += '<Style ss:ID="l"><NumberFormat ss:Format="0&quot;%&quot;"/></Style>'
    data = '<Data ss:Type="Number">0.5</Data></Cell>'
    rows = f'<Column ss:Index="4" ss:StyleID="p"/><Row><Cell ss:StyleID="q">{data}<Cell ss:StyleID="l">{data}<Cell>{data}<Cell>{data}</Row>'
    rows += f'<Row ss:StyleID="p"><Cell>{data}</Row>'
    (sheet,) = read(tmp_path / "a.xml", xml2003(worksheet(rows), styles))
    assert sheet.percent == {(0, 0), (0, 3), (1, 0)}


def test_xml2003_hidden_errors_and_formulas(tmp_path: Path) -> None:
    """Hidden rows, columns and sheets, error cells, and formulas with and without a result."""
    rows = '<Column ss:Hidden="1" ss:Span="1"/><Row ss:Hidden="1"><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell>'
    rows += '<Cell ss:Formula="=A1"/><Cell ss:Formula="=5"><Data ss:Type="Number">5</Data></Cell></Row>'
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    (sheet,) = read(tmp_path / "a.xml", xml2003(worksheet(rows, options)))
    assert (sheet.hidden, sheet.hidden_rows, sheet.hidden_cols) == (True, {0}, {0, 1})
    assert (sheet.errors, sheet.uncached, sheet.rows) == ({(0, 0): "#DIV/0!"}, {(0, 1)}, [["", "", 5.0]])
    assert sheet.formulas == {(0, 0), (0, 1), (0, 2)}


def test_xml2003_with_prefixes_and_control_characters(tmp_path: Path) -> None:
    """Elements with a prefix and stray control characters do not keep a file from being read."""
    rows = '<ss:Worksheet ss:Name="Isi"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="String">a\x07b</ss:Data></ss:Cell></ss:Row></ss:Table></ss:Worksheet>'
    assert read(tmp_path / "a.xml", xml2003(rows, prefix="ss:"))[0].rows == [["ab"]]


@pytest.mark.parametrize("encoding", ["tidakada", "hex", "big5", "idna"])
def test_xml_in_an_encoding_that_is_none(tmp_path: Path, encoding: str) -> None:
    """An encoding that the XML reader does not know makes a damaged file, in every format made of XML."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    book = zipped({"xl/workbook.xml": f"{declared}<workbook>\xe9</workbook>"})
    sheet = zipped(
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": f"{declared}<a>\xe9</a>"}
    )
    for content in (book, sheet, xml2003(worksheet("<Row/>")).replace('<?xml version="1.0"?>', declared)):
        assert refusal(tmp_path / "a", content) == "BERKAS_RUSAK"


def test_noise_before_the_document(tmp_path: Path) -> None:
    """Blank lines or warnings that a web application printed before its table do not hide what the file is."""
    assert read(tmp_path / "a.xls", "\n" + xml2003(worksheet("<Row><Cell><Data>a</Data></Cell></Row>")))[0].rows == [
        ["a"]
    ]
    assert read(tmp_path / "b.xls", "Notice: x in y, line 5\n<table border=1>\n<tr><td>a</table>")[0].rows[-1] == ["a"]


# --- one report, every format


REPORT: Rows = [
    ["LAPORAN RENCANA AKSI REFORMASI BIROKRASI"],
    ["Perangkat Daerah : Dinas Kesehatan"],
    ["Bulan : Oktober 2026"],
    ["Semua angka s.d. bulan ini"],
    ["No", "Area Perubahan", "Rencana Aksi", "Indikator", "Satuan", "Target s.d. Bulan Ini", "Realisasi s.d. Bulan Ini", "Kendala"],
    [1, "Manajemen Perubahan", "Menyusun SOP", "Jumlah SOP", "Dokumen", 10, 8, "-"],
    [2, "Manajemen Perubahan", "Survei pegawai", "Persentase puas", "%", pct(0.85), pct(0.8), "Data lambat; menunggu\nkonfirmasi"],
    [3, "Penguatan Pengawasan", "Menindaklanjuti temuan", "Persentase selesai", "%", 87.5, 90, ""],
    [4, "Penguatan Pengawasan", "Melatih auditor", "Jumlah orang", "Orang", 1250, 1300, "nihil"],
]  # fmt: skip


def as_typed(value: Any) -> str:
    if isinstance(value, Sel):
        return f"{value.value:.0%}"
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def write_csv(path: Path) -> None:
    quoted = [['"' + as_typed(v).replace('"', '""') + '"' for v in row] for row in REPORT]
    path.write_text("\n".join(";".join(row) for row in quoted), "utf-8")


def write_html(path: Path) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(as_typed(v)).replace(chr(10), '<br>')}</td>" for v in row) + "</tr>"
        for row in REPORT
    )
    path.write_text(f"<html><meta charset=utf-8><table border=1>{rows}</table></html>", "utf-8")


def write_ods(path: Path) -> None:
    path.write_bytes(ods(ods_table("".join(ods_row(*(ods_cell(v) for v in row)) for row in REPORT), "Laporan")))


def write_xml2003(path: Path) -> None:
    def cell(value: Any) -> str:
        style = ' ss:StyleID="p"' if isinstance(value, Sel) else ""
        value = value.value if isinstance(value, Sel) else value
        kind = "String" if isinstance(value, str) else "Number"
        return f'<Cell{style}><Data ss:Type="{kind}">{escape(str(value))}</Data></Cell>'

    rows = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in REPORT)
    styles = '<Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>'
    path.write_text(xml2003(worksheet(rows, name="Laporan"), styles), "utf-8")


def write_xls(path: Path) -> None:
    cells = b""
    for r, row in enumerate(REPORT):
        for c, value in enumerate(row):
            if isinstance(value, Sel):
                cells += number(r, c, value.value, 1)
            else:
                cells += label(r, c, value) if isinstance(value, str) else number(r, c, value)
    path.write_bytes(ole(biff(cells)))


def write_xlsb(path: Path) -> None:
    def of(c: int, value: Any) -> bytes:
        if isinstance(value, str):
            return cell(6, c, long_text(value))
        return (
            cell(5, c, struct.pack("<d", value.value), 1)
            if isinstance(value, Sel)
            else cell(5, c, struct.pack("<d", value))
        )

    path.write_bytes(xlsb(b"".join(line(r, *(of(c, v) for c, v in enumerate(row))) for r, row in enumerate(REPORT))))


WRITERS: dict[str, Callable[[Path], None]] = {
    "csv": write_csv, "html": write_html, "ods": write_ods, "xml2003": write_xml2003, "xls": write_xls, "xlsb": write_xlsb,
}  # fmt: skip


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_report_gives_the_same_rows(tmp_path: Path, kind: str) -> None:
    """Whatever format carries the report, OPD, period, rows, values and addresses are those of the .xlsx."""
    expected = periksa(write_book(tmp_path / "a.xlsx", {"Laporan": REPORT}))
    path = tmp_path / "laporan"  # no ending: the content tells
    WRITERS[kind](path)
    assert read_workbook(path).format == kind
    found = periksa(path)
    assert [r["target"] for r in expected["baris"]] == [10, 85, 87.5, 1250]
    for bacaan in (expected, found):
        for row in bacaan["baris"]:
            del row["lembar"]
    assert found["baris"] == expected["baris"]
    assert [found[k] for k in ("opd", "periode", "status")] == [expected[k] for k in ("opd", "periode", "status")]


# --- hostile and damaged files


def looping_fat() -> bytes:
    content = bytearray(ole(biff(number(0, 0, 1))))
    struct.pack_into("<I", content, 512 + 4, 1)  # the directory's sector follows itself
    return bytes(content)


def looping_stream() -> bytes:
    content = bytearray(ole(biff(number(0, 0, 1))))
    struct.pack_into("<I", content, 512 + 8, 2)  # the stream's first sector follows itself
    return bytes(content)


def same_sheet_many_times() -> bytes:
    sheet = bof(16) + record(0x0001, bytes(4000)) * 4 + record(0x000A)
    listed = b"".join(record(0x0085, struct.pack("<IBB", 0, 0, 0) + wide("S", "<BB")) for _ in range(2000))
    head = bof(5) + listed + record(0x000A)
    at = len(head)
    return ole(
        head.replace(struct.pack("<IBB", 0, 0, 0) + wide("S", "<BB"), struct.pack("<IBB", at, 0, 0) + wide("S", "<BB"))
        + sheet
    )


FAR = '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'
ONE = '<Row><Cell><Data ss:Type="Number">1</Data></Cell></Row>'
HOSTILE = [
    pytest.param(lambda: ods(ods_table(ods_row(ods_cell(1, 'table:number-columns-repeated="16384"'), attributes='table:number-rows-repeated="1048576"'))), "TERLALU_BESAR", id="ods repeats"),
    pytest.param(lambda: ods(ods_table(ods_row(ods_cell(None, 'table:number-columns-repeated="999999999"'), ods_cell(1)))), "MENCURIGAKAN", id="ods far cell"),
    pytest.param(lambda: ods("<table:x>" * 100 + "</table:x>" * 100), "MENCURIGAKAN", id="ods depth"),
    pytest.param(lambda: ods(ods_table(ods_row(ods_cell(1)) + ods_row(attributes='table:number-rows-repeated="1000000"') + ods_row(ods_cell(None, 'table:number-columns-repeated="9000"'), ods_cell(1)))), "TERLALU_BESAR", id="ods area"),
    pytest.param(lambda: b"a;b;c\n" + b"x" * 15_000_000, "MENCURIGAKAN", id="csv line"),
    pytest.param(lambda: b"a;b\n" * 50 + b'"' + b"y\n" * 5_000_000, "CSV_TIDAK_RATA", id="csv quote"),
    pytest.param(lambda: b"<html>" + b"<table><tr><td>" * 50_000, "MENCURIGAKAN", id="html depth"),
    pytest.param(lambda: b"<html><table><tr>" + b"<td rowspan=999999 colspan=999999>x" * 2 + b"</table>", "MENCURIGAKAN", id="html spans"),
    pytest.param(lambda: b"<html><table>" + b"<div>" * 400_000 + b"</table>", None, id="html of divisions"),
    pytest.param(lambda: xml2003(worksheet(ONE + FAR)).encode(), "TERLALU_BESAR", id="xml area"),
    pytest.param(lambda: xml2003(worksheet('<Row ss:Index="9999999"/>' + ONE)).encode(), "MENCURIGAKAN", id="xml row"),
    pytest.param(lambda: b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml2003(worksheet(ONE)).split("?>", 2)[2].encode(), "MENCURIGAKAN", id="xml entities"),
    pytest.param(lambda: ole(biff(*[number(65535, 255, 1)] * 1)), "TERLALU_BESAR", id="xls area"),
    pytest.param(looping_fat, "BERKAS_RUSAK", id="xls directory loop"),
    pytest.param(looping_stream, "BERKAS_RUSAK", id="xls stream loop"),
    pytest.param(same_sheet_many_times, "MENCURIGAKAN", id="xls one sheet 2000 times"),
    pytest.param(lambda: xlsb(line(1_048_575, cell(4, 16383, b"\1"))), "TERLALU_BESAR", id="xlsb area"),
    pytest.param(lambda: xlsb(line(0xFFFFFFFF, cell(4, 0xFFFFFFFF, b"\1"))), "MENCURIGAKAN", id="xlsb address"),
]  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Any:
    with Sandbox(None, "tests.test_workbook:check") as box:
        yield box


@pytest.mark.parametrize(("build", "code"), HOSTILE)
def test_hostile_file_ends_as_a_finding(
    tmp_path: Path, sandbox: Sandbox, build: Callable[[], bytes], code: str | None
) -> None:
    """A file made to break its reader is refused with a sentence of the reader, not by the death of the child."""
    path = tmp_path / "jahat"
    path.write_bytes(build())
    answer = sandbox.run({"nama": "jahat", "jalur": str(path)})
    assert answer == ({"kode": code} if code else {"lembar": 1}) or (
        code is None and answer == {"kode": "BUKAN_BUKU_KERJA"}
    )


def small_files() -> dict[str, bytes]:
    cells = (
        label(0, 0, "No") + number(1, 0, 0.85, 1) + formula(1, 1, b"\0\0\0\0\0\0\xff\xff") + record(0x0207, wide("x"))
    )
    cells += record(0x00FD, struct.pack("<HHHI", 0, 1, 0, 0)) + record(
        0x00BD, struct.pack("<HHHIH", 2, 0, 0, packed(5), 0)
    )
    excel = biff(cells, formats=("0%",), strings=(wide("s"),))
    sheet = line(0, cell(5, 0, struct.pack("<d", 0.85), 1), cell(7, 1, bytes(4))) + binary(
        176, struct.pack("<4I", 0, 0, 0, 1)
    )
    with_parts = {"xls": ole(excel, small=True), "bare": excel, "xlsb": xlsb(sheet)}
    table = "<table><tr><td rowspan=2>a&amp;<td x:num='1' style='mso-number-format:\"0%\"'>b<tr><td><table><tr><td>c</table></table>"
    return with_parts | {
        "ods": ods(ods_table(ods_row(ods_cell(pct(0.5)), ods_cell("x", 'table:number-columns-spanned="2"')))),
        "csv": b'No;Aksi;Target\n1;"a\nb";85,5\n2;c;90\n',
        "html": f"<html><meta charset=utf-8>{table}</html>".encode(),
        "xml": xml2003(worksheet(ONE), '<Style ss:ID="p"><NumberFormat ss:Format="0%"/></Style>').encode(),
    }


FILES = small_files()


@pytest.mark.parametrize("kind", FILES)
@settings(max_examples=150, deadline=None)
@given(draw=st.data())
def test_damaged_file_raises_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, kind: str, draw: st.DataObject
) -> None:
    """Cut anywhere, or with bytes changed anywhere, a file of any format is read or refused, and nothing else is raised."""
    content = bytearray(FILES[kind])
    for at in draw.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = draw.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("rusak") / "b"
    path.write_bytes(content[: draw.draw(st.integers(0, len(content)) | st.just(len(content)))])
    try:
        book = read_workbook(path)
    except UnreadableWorkbook as caught:
        assert caught.finding.kode
    else:
        assert book.sheets


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_random_records_raise_nothing_else(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    """Random bytes behind a right beginning of a workbook stream are read or refused."""
    path = tmp_path_factory.mktemp("acak") / "b.xls"
    path.write_bytes(bof(5) + noise)
    with pytest.raises(UnreadableWorkbook):
        read_workbook(path)
