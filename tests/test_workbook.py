"""Reading workbooks: cells keep their address and what their format shows; every other file gets one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import guard, structure
from loaders.sandbox import Sandbox
from loaders.workbook import Sheet, Workbook, address, read_workbook, shows_percent
from progress.findings import UnreadableWorkbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples" / "nyata"


def raw_xlsx(
    path: Path,
    sheet: str,
    *,
    main: str = MAIN,
    relations: str = RELATIONS,
    prefix: str = "",
    strings: str = "",
    styles: str = "",
    after_sheets: str = "",
    extra: dict[str, bytes] | None = None,
) -> Path:
    """A workbook of one sheet from its XML: `sheet` is what stands inside <worksheet>, `strings` inside <sst>."""
    space = f'xmlns:{prefix[:-1]}="{main}"' if prefix else f'xmlns="{main}"'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{relations}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<{prefix}workbook {space} xmlns:r="{relations}"><{prefix}sheets>'
        f'<{prefix}sheet name="S" sheetId="1" r:id="rId1"/></{prefix}sheets>{after_sheets}</{prefix}workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<{prefix}worksheet {space}>{sheet}</{prefix}worksheet>",
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {**parts, **(extra or {})}.items():
            target.writestr(name, content)
    return path


def data(rows: str) -> str:
    return f"<sheetData>{rows}</sheetData>"


def sheet_of(tmp_path: Path, rows: str, **options: str) -> Sheet:
    return read_workbook(raw_xlsx(tmp_path / "a.xlsx", data(rows), **options)).sheets[0]  # type: ignore[arg-type]


def written(path: Path, fill: Callable[[xlsxwriter.Workbook], None]) -> Workbook:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return read_workbook(path)


def refused(path: Path, name: str | None = None) -> str:
    with pytest.raises(UnreadableWorkbook) as caught:
        read_workbook(path, name)
    assert caught.value.finding.tingkat == "galat"
    assert caught.value.finding.pesan.endswith(".")
    assert "{" not in caught.value.finding.pesan
    return caught.value.finding.kode


@pytest.mark.parametrize(
    ("r", "c", "text"), [(0, 0, "A1"), (16, 5, "F17"), (0, 25, "Z1"), (9, 26, "AA10"), (0, 16383, "XFD1")]
)
def test_address(r: int, c: int, text: str) -> None:
    """Positions from zero are printed as Excel prints them."""
    assert address(r, c) == text


def test_values_keep_their_type(tmp_path: Path) -> None:
    """Texts, numbers, dates and booleans come as such; '0123' stays text; blanks alone are empty."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["0123", 85, True])
        sheet.write_string(0, 3, "   ")
        sheet.write_datetime(0, 4, date(2026, 10, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_rich_string(0, 5, "tebal ", book.add_format({"bold": True}), "miring")

    row = written(tmp_path / "a.xlsx", fill).sheets[0].rows[0]
    assert row == ["0123", 85.0, True, "", date(2026, 10, 31), "tebal miring"]


def test_leading_blanks_keep_addresses(tmp_path: Path) -> None:
    """A table that begins at C4 is read at C4, and its merge lines up with it."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range("C4:E5", "Judul")
        sheet.write("E6", 7)

    sheet = written(tmp_path / "a.xlsx", fill).sheets[0]
    assert (sheet.value(3, 2), sheet.value(5, 4), sheet.value(0, 0), sheet.value(99, 99)) == ("Judul", 7.0, "", "")
    assert sheet.merges == [(3, 2, 4, 4)]


@pytest.mark.parametrize(
    ("number_format", "value", "shown"),
    [
        ("0%", 0.85, True),
        ("0.00%", 0.85, True),
        ('0"%"', 85, False),
        ("0.00\\%", 85, False),
        ("0.0\\ %", 0.85, True),
        ("[Red]0%", 0.85, True),
        ("0%;-0", -0.5, False),
        ("0;-0%", -0.5, True),
        ("0%;-0%;0", 0.0, False),
        ('[<=1]0%;0"%"', 0.85, True),
        ('[<=1]0%;0"%"', 85, False),
        ('#,##0_%;"50%"', 85, False),
        ("General", 0.85, False),
    ],
)
def test_percent_format(tmp_path: Path, number_format: str, value: float, shown: bool) -> None:
    """Only a bare % in the section that applies multiplies by a hundred; quoted or escaped it is a mere sign."""
    assert shows_percent(number_format, value) is shown

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_number(1, 1, value, book.add_format({"num_format": number_format}))

    assert written(tmp_path / "a.xlsx", fill).sheets[0].percent == ({(1, 1)} if shown else set())


def test_hidden_things_are_told(tmp_path: Path) -> None:
    """Hidden sheets, rows and columns are read and marked."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet, other = book.add_worksheet("Isi"), book.add_worksheet("Lain")
        for r in range(4):
            sheet.write_row(r, 0, [r, r, r])
        sheet.set_row(2, options={"hidden": True})
        sheet.set_column(1, 1, options={"hidden": True})
        other.hide()

    book = written(tmp_path / "a.xlsx", fill)
    assert [(s.name, s.hidden) for s in book.sheets] == [("Isi", False), ("Lain", True)]
    assert (book.sheets[0].hidden_rows, book.sheets[0].hidden_cols) == ({2}, {1})


def test_sheets_are_found_by_relation_not_by_file_name(tmp_path: Path) -> None:
    """Sheet order and names come from the workbook, whatever its parts are called; chart sheets are left out."""

    def fill(book: xlsxwriter.Workbook) -> None:
        first, _, last = book.add_worksheet("Satu"), book.add_chartsheet("Grafik"), book.add_worksheet("Dua")
        first.write(0, 0, 1)
        last.write(0, 0, 2)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Satu!$A$1:$A$1"})
        book.get_worksheet_by_name("Grafik").set_chart(chart)

    book = written(tmp_path / "a.xlsx", fill)
    assert [(s.name, s.rows) for s in book.sheets] == [("Satu", [[1.0]]), ("Dua", [[2.0]])]


ODD_CELLS = [
    pytest.param('<c r="A1" t="e"><v>#REF!</v></c>', {"errors": {(0, 0): "#REF!"}}, id="error cell"),
    pytest.param(
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        {"errors": {(0, 0): "#DIV/0!"}, "formulas": {(0, 0)}},
        id="error of a formula",
    ),
    pytest.param(
        '<c r="A1" t="str"><f>X!A1</f><v>#REF!</v></c>',
        {"errors": {(0, 0): "#REF!"}, "formulas": {(0, 0)}},
        id="error text in a formula's cache",
    ),
    pytest.param(
        '<c r="A1" t="e"><f>X</f><v>Err:508</v></c>',
        {"errors": {(0, 0): "Err:508"}, "formulas": {(0, 0)}},
        id="error text of LibreOffice",
    ),
    pytest.param('<c r="A1"><v>NaN</v></c>', {"errors": {(0, 0): "#NUM!"}}, id="not a number"),
    pytest.param('<c r="A1"><f>B1</f></c>', {"uncached": {(0, 0)}, "formulas": {(0, 0)}}, id="no value"),
    pytest.param('<c r="A1"><f>B1</f><v></v></c>', {"uncached": {(0, 0)}, "formulas": {(0, 0)}}, id="empty value"),
    pytest.param('<c r="A1"><f>B1</f><v/></c>', {"uncached": {(0, 0)}, "formulas": {(0, 0)}}, id="closed value"),
    pytest.param(
        '<c r="A1"><f t="shared" si="0"/></c>', {"uncached": {(0, 0)}, "formulas": {(0, 0)}}, id="shared formula"
    ),
    pytest.param('<c r="A1" t="str"><f>""</f><v></v></c>', {"formulas": {(0, 0)}}, id="empty text is a result"),
]


@pytest.mark.parametrize(("cell", "told"), ODD_CELLS)
def test_what_the_value_hides(tmp_path: Path, cell: str, told: dict[str, object]) -> None:
    """Errors and formulas without a stored result look empty, and are told apart from empty."""
    sheet = sheet_of(tmp_path, f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>')
    assert sheet.rows == [["", 1.0]]
    found = {"errors": sheet.errors, "uncached": sheet.uncached, "formulas": sheet.formulas}
    assert found == {"errors": {}, "uncached": set(), "formulas": set()} | told


def test_zero_that_nobody_calculated(tmp_path: Path) -> None:
    """A program that stores 0 for all its formulas and asks Excel to calculate has stored no result."""

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_formula(0, 0, "=85*1")

    assert written(tmp_path / "a.xlsx", fill).sheets[0].uncached == {(0, 0)}


def test_zero_that_was_calculated(tmp_path: Path) -> None:
    """Beside another stored result, a formula's 0 is a 0."""

    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=85*0", value=0)
        sheet.write_formula(0, 1, "=85*1", value=85)

    sheet = written(tmp_path / "a.xlsx", fill).sheets[0]
    assert (sheet.rows, sheet.uncached) == ([[0.0, 85.0]], set())


SPELLINGS = [
    pytest.param(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", [[1.0, 2.0], [3.0, ""]], id="no r"
    ),
    pytest.param(
        '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row>', [["", "", ""], ["", 1.0, 2.0]], id="mixed r"
    ),
    pytest.param(
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', [[1.0], [2.0]], id="unsorted"
    ),
    pytest.param(
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>dua</t></r><r><t>bagian</t></r></is></c></row>',
        [["duabagian"]],
        id="inline rich text",
    ),
    pytest.param('<!-- x --><row r="1"><c r="A1"><v>1</v></c></row>', [[1.0]], id="comment between rows"),
    pytest.param("<row r='1'><c r='A1'><v>1</v></c></row>", [[1.0]], id="other quotes"),
    pytest.param('<row r="1"><c r="A1" t="inlineStr"><is><t>a\x07b&#x1;c</t></is></c></row>', [["abc"]], id="control"),
    pytest.param('<row r="1"><c r="A1" t="inlineStr"><is><t>\xa0\u200b</t></is></c></row>', [[""]], id="invisible"),
]


@pytest.mark.parametrize(("rows", "values"), SPELLINGS)
def test_spellings_of_the_same_sheet(tmp_path: Path, rows: str, values: list[list[object]]) -> None:
    """Programs write sheets differently; the grid is the same."""
    assert sheet_of(tmp_path, rows).rows == values


def test_prefixed_and_strict_names(tmp_path: Path) -> None:
    """Elements with a namespace prefix and the strict namespaces are understood."""
    cells = '<x:c r="A1" t="e"><x:v>#N/A</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c>'
    rows = f'<x:sheetData><x:row r="1">{cells}</x:row></x:sheetData>'
    prefixed = read_workbook(raw_xlsx(tmp_path / "a.xlsx", rows, prefix="x:")).sheets[0]
    assert (prefixed.rows, prefixed.errors) == ([["", 2.0]], {(0, 0): "#N/A"})
    strict = sheet_of(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        main="http://purl.oclc.org/ooxml/spreadsheetml/main",
        relations="http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    assert strict.rows == [[1.0]]


@pytest.mark.parametrize("cell", ["<v>5<!-- x -->6</v>", "<v><![CDATA[56]]></v>", "<v>5</v><v>6</v>", "<v>5<b/>6</v>"])
def test_value_that_would_be_cut_short(tmp_path: Path, cell: str) -> None:
    """Where the reader of values would silently return part of a number, the file is refused instead."""
    assert refused(raw_xlsx(tmp_path / "a.xlsx", data(f'<row r="1"><c r="A1">{cell}</c></row>'))) == "BERKAS_RUSAK"


def test_name_may_lie(tmp_path: Path) -> None:
    """A workbook kept under a name without the right ending is read all the same, under the sender's name."""
    path = raw_xlsx(tmp_path / "b1946ac9", data('<row r="1"><c r="A1"><v>1</v></c></row>'))
    book = read_workbook(path, "laporan.xlsx")
    assert (book.name, book.sheets[0].rows) == ("laporan.xlsx", [[1.0]])


def test_merge_over_a_whole_sheet_is_cut_to_the_cells(tmp_path: Path) -> None:
    """A merge that reaches to the end of the sheet costs no more than the cells that are there."""
    sheet = data('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>')
    path = raw_xlsx(tmp_path / "a.xlsx", sheet + '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert read_workbook(path).sheets[0].merges == [(0, 0, 0, 1)]


def zip_of(**members: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, text in members.items():
            target.writestr(name.replace("__", "/"), text)
    return content.getvalue()


def ole_with(stream: str) -> bytes:
    entry = stream.encode("utf-16-le").ljust(128, b"\0")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + entry


OTHER_FILES = [
    pytest.param(b"", "BERKAS_KOSONG", id="empty"),
    pytest.param(b"\n \n", "BERKAS_KOSONG", id="blanks"),
    pytest.param(b"\0" * 4096, "BERKAS_RUSAK", id="zeros"),
    pytest.param(b"\x05Staf ".ljust(165, b" ")[:-4] + b" \0 \0", "BERKAS_KUNCI", id="lock file by content"),
    pytest.param(ole_with("EncryptedPackage"), "BERKAS_TERSANDI", id="password"),
    pytest.param(ole_with("Workbook"), "BERKAS_RUSAK", id="xls without its tables"),
    pytest.param(ole_with("WordDocument"), "BUKAN_BUKU_KERJA", id="doc"),
    pytest.param(ole_with("Lain"), "BUKAN_BUKU_KERJA", id="other ole"),
    pytest.param(b"\x09\x08\x10\x00\x00\x06", "BERKAS_RUSAK", id="six bytes of biff"),
    pytest.param(b"\x09\x00\x04\x00\x02\x00\x10\x00", "FORMAT_LAMA", id="excel 2"),
    pytest.param(b"\x09\x08\x08\x00\x00\x00\x10\x00\0\0\0\0", "FORMAT_LAMA", id="home-made biff of a PHP page"),
    pytest.param(
        zip_of(xl__workbook_bin="").replace(b"workbook_bin", b"workbook.bin"), "BERKAS_RUSAK", id="xlsb without parts"
    ),
    pytest.param(
        zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "BERKAS_RUSAK", id="ods without content"
    ),
    pytest.param(zip_of(mimetype="application/vnd.oasis.opendocument.text"), "BUKAN_BUKU_KERJA", id="odt"),
    pytest.param(zip_of(word__document="x"), "BUKAN_BUKU_KERJA", id="docx"),
    pytest.param(zip_of(ppt__presentation="x"), "BUKAN_BUKU_KERJA", id="pptx"),
    pytest.param(zip_of(laporan="x"), "ARSIP_BERSARANG", id="zip of files"),
    pytest.param(b"Yth. Bapak Sekretaris Daerah\nTerima kasih.\n", "BUKAN_BUKU_KERJA", id="a letter as text"),
    pytest.param(b"\xef\xbb\xbf <html><form>Masuk</form></html>", "BUKAN_BUKU_KERJA", id="html without a table"),
    pytest.param(b"MIME-Version: 1.0\n\n<html></html>", "FORMAT_LAIN", id="mhtml"),
    pytest.param(
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "BERKAS_RUSAK",
        id="xml 2003 without sheets",
    ),
    pytest.param(b"%PDF-1.7\n", "BUKAN_BUKU_KERJA", id="pdf"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "BUKAN_BUKU_KERJA", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0", "BUKAN_BUKU_KERJA", id="jpeg"),
    pytest.param(b"Rar!\x1a\x07", "BUKAN_BUKU_KERJA", id="rar"),
    pytest.param(b"\x01\x02\0\x03" * 9, "BUKAN_BUKU_KERJA", id="unknown bytes"),
    pytest.param(b"PK\x03\x04" + b"x" * 200, "BERKAS_RUSAK", id="zip without its end"),
]


@pytest.mark.parametrize(("content", "code"), OTHER_FILES)
def test_other_files_are_refused_by_content(tmp_path: Path, content: bytes, code: str) -> None:
    """Whatever is no workbook is refused with one sentence, although its name says .xlsx."""
    path = tmp_path / "laporan.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_lock_file_by_name(tmp_path: Path) -> None:
    """The file that Excel keeps beside an open workbook is known by its name."""
    path = tmp_path / "unggahan"
    path.write_bytes(b"apa pun")
    assert refused(path, "~$laporan.xlsx") == "BERKAS_KUNCI"


def test_too_big_a_file(tmp_path: Path) -> None:
    """A file above the size limit is refused before it is opened."""
    path = tmp_path / "besar.xlsx"
    with path.open("wb") as stream:
        stream.truncate(guard.MAX_FILE + 1)
    assert refused(path) == "TERLALU_BESAR"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_file_never_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject) -> None:
    """Cut anywhere, or with bytes changed anywhere, a workbook is read or refused, and nothing else is raised."""
    folder = tmp_path_factory.mktemp("rusak")
    content = bytearray(raw_xlsx(folder / "a.xlsx", data('<row r="1"><c r="A1"><v>1</v></c></row>')).read_bytes())
    for at in draw.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = draw.draw(st.integers(0, 255))
    path = folder / "b.xlsx"
    path.write_bytes(content[: draw.draw(st.integers(0, len(content)))])
    try:
        book = read_workbook(path)
    except UnreadableWorkbook as caught:
        assert caught.finding.kode
    else:
        assert book.sheets


def two_cells(path: Path) -> Path:
    return raw_xlsx(
        path, data('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    )


def laughs(path: Path) -> Path:
    raw_xlsx(path, data(""))
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    text = f'<!DOCTYPE w [<!ENTITY a0 "ha">{entities}]><worksheet xmlns="{MAIN}"><sheetData/>&a9;</worksheet>'
    return rewritten(path, "xl/worksheets/sheet1.xml", text.encode())


def rewritten(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path) as source:
        parts = {m: source.read(m) for m in source.namelist()} | {name: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for member, part in parts.items():
            target.writestr(member, part)
    return path


def bomb(path: Path) -> Path:
    return raw_xlsx(path, data("") + " " * 30_000_000)


def many_members(path: Path) -> Path:
    return raw_xlsx(path, data(""), extra={f"m{i}": b"" for i in range(60_000)})


def many_references(path: Path) -> Path:
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, 200_001))
    return raw_xlsx(path, data(rows), strings=f"<si><t>{'x' * 32_000}</t></si>")


def deep(path: Path) -> Path:
    return raw_xlsx(path, data("") + "<a>" * 100 + "</a>" * 100)


def bad_address(path: Path) -> Path:
    return raw_xlsx(path, data('<row r="1"><c r="XFE1"><v>1</v></c></row>'))


def twin_parts(path: Path) -> Path:
    return raw_xlsx(path, data(""), extra={"XL/Worksheets/Sheet1.xml": b"<worksheet/>"})


HOSTILE = [
    pytest.param(two_cells, "TERLALU_BESAR", id="A1 and XFD1048576"),
    pytest.param(laughs, "MENCURIGAKAN", id="billion laughs"),
    pytest.param(bomb, "MENCURIGAKAN", id="zip bomb"),
    pytest.param(many_members, "MENCURIGAKAN", id="60,000 members"),
    pytest.param(many_references, "TERLALU_BESAR", id="200,000 cells with one long text"),
    pytest.param(deep, "MENCURIGAKAN", id="deep nesting"),
    pytest.param(bad_address, "MENCURIGAKAN", id="address outside of a sheet"),
    pytest.param(twin_parts, "MENCURIGAKAN", id="one part twice"),
]


def check(job: dict[str, object], _: object) -> dict[str, object]:
    """Runs in the sandbox."""
    try:
        book = read_workbook(Path(str(job["jalur"])))
    except UnreadableWorkbook as caught:
        return {"kode": caught.finding.kode}
    return {"lembar": len(book.sheets)}


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    with Sandbox(None, "tests.test_workbook:check") as box:
        yield box


@pytest.mark.parametrize(("build", "code"), HOSTILE)
def test_hostile_file_is_refused_and_the_next_is_read(
    tmp_path: Path, sandbox: Sandbox, build: Callable[[Path], Path], code: str
) -> None:
    """A file made to break readers is refused before it reaches one, and the next file is read."""
    good = raw_xlsx(tmp_path / "baik.xlsx", data('<row r="1"><c r="A1"><v>1</v></c></row>'))
    assert sandbox.run({"nama": "jahat.xlsx", "jalur": str(build(tmp_path / "jahat.xlsx"))}) == {"kode": code}
    assert sandbox.run({"nama": "baik.xlsx", "jalur": str(good)}) == {"lembar": 1}


def test_unguarded_crash_is_a_finding(tmp_path: Path) -> None:
    """The crash that the guard prevents would end only the child: two far cells abort calamine itself."""
    with Sandbox(None, "tests.test_workbook:unguarded") as box:
        answer = box.run({"nama": "jahat.xlsx", "jalur": str(two_cells(tmp_path / "jahat.xlsx"))})
        assert answer["gagal"]["kode"] == "PEMBACA_GAGAL"  # type: ignore[index]
        assert box.run({"nama": "baik.xlsx", "jalur": ""}) == {"baik": True}


def unguarded(job: dict[str, object], _: object) -> dict[str, object]:
    """Runs in the sandbox."""
    from python_calamine import CalamineWorkbook

    if job["jalur"]:
        CalamineWorkbook.from_path(str(job["jalur"])).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return {"baik": True}


CELL = st.sampled_from(
    [
        '<c r="{a}" s="1"/>',
        '<c r="{a}" s="1"><v>0.85</v></c>',
        '<c r="{a}" t="s" s="1"><v>0</v></c>',
        '<c r="{a}" s="2" t="n"><v>85</v></c>',
        '<c r="{a}" t="e" s="1"><v>#REF!</v></c>',
        '<c r="{a}" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c r="{a}"><f>B1&amp;"x"</f></c>',
        '<c r="{a}"><f t="shared" si="0"/><v>0</v></c>',
        '<c r="{a}" t="str"><f>""</f><v></v></c>',
        '<c r="{a}"><f>B1</f><v></v></c>',
        '<c r="{a}" t="inlineStr"><is><t>a &lt; b</t></is></c>',
        '<c r="{a}" s="1"></c>',
        '<c r="{a}" t="e"/>',
        '<c r="{a}" t="e"></c>',
        '<c r="{a}" t="e"><f>A1</f></c>',
        "<c r='{a}' s='1'><v>0.5</v></c>",
        '<c s="1"><v>0.25</v></c>',
    ]
)
ROW = st.tuples(
    st.sampled_from(["", ' hidden="1"', ' ht="0" customHeight="1"', ' spans="1:9"']), st.lists(CELL, max_size=5)
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ROW, max_size=5), st.sampled_from(["", "\n", " "]))
def test_quick_scan_says_what_expat_says(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, list[str]]], space: str
) -> None:
    """Whatever a sheet holds, the quick way of scanning it finds exactly what expat finds, or gives up."""
    xml = ""
    for r, (attributes, cells) in enumerate(rows, 1):
        inner = space.join(cell.format(a=address(r - 1, c * 2)) for c, cell in enumerate(cells))
        xml += f'<row r="{r}"{attributes}>{inner}</row>{space}'
    frame = '<cols><col min="2" max="3" hidden="1"/></cols>{}<mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="D9:C3"/></mergeCells>'
    path = raw_xlsx(tmp_path_factory.mktemp("x") / "a.xlsx", frame.format(data(xml)))
    part = "xl/worksheets/sheet1.xml"
    with guard.Parts(path) as parts:
        passes = [structure._Pass({"1": "0%"}, count_strings=True) for _ in range(2)]
        quick = structure._quick(parts, structure.Scan("S", part), passes[0])
        thorough = structure._thorough(parts, structure.Scan("S", part), passes[1])
    if quick is None:
        assert "'" in xml or '<c s="1">' in xml
    else:
        assert quick == thorough
        assert passes[0].cells == passes[1].cells


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not on this machine")
def test_real_workbooks_are_read_or_refused() -> None:
    """Every real workbook of the collection is read or refused with a sentence."""
    outcomes: dict[str, str] = {}
    for path in sorted(SAMPLES.iterdir()):
        try:
            outcomes[path.name] = f"{len(read_workbook(path).sheets)} lembar"
        except UnreadableWorkbook as caught:
            outcomes[path.name] = caught.finding.kode
    assert outcomes["~$laporan_rf.xlsx"] == "BERKAS_KUNCI"
    read = [name for name, outcome in outcomes.items() if outcome.endswith("lembar") and name != "README.md"]
    assert sorted(read) == sorted(n for n in outcomes if n.endswith((".xlsx", ".xls")) and not n.startswith("~$"))
