"""What goes back to a sender: the marked copy, the list where a copy would lose something, and the text for WhatsApp."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from kit import codes, periksa, write_book
from openpyxl.utils import get_column_letter

from loaders import feedback
from loaders.feedback import annotate, findings_text
from loaders.sandbox import Limits, Sandbox
from progress.findings import Finding, TingkatTemuan, grouped
from progress.wording import formulir as kata
from progress.wording.sel import excel_order
from progress.wording.temuan import codes as all_codes
from progress.wording.temuan import sentence

GALAT, PERINGATAN, CATATAN = TingkatTemuan
HEAD = [
    "No",
    "Area Perubahan",
    "Rencana Aksi",
    "Indikator",
    "Satuan",
    "Target s.d. Bulan Ini",
    "Realisasi s.d. Bulan Ini",
]
TITLE = [["LAPORAN RENCANA AKSI RB"], ["Perangkat Daerah : Dinas Kesehatan"], ["Bulan : Oktober 2026"]]
ROWS = [
    [1, "A1", "Menyusun SOP", "Jumlah SOP", "Dokumen", 8, "belum dihitung"],
    [2, "A1", "Melatih agen", "Jumlah agen", "Orang", 20, 10],
    [3, "A4", "Menaikkan kepuasan", "Persentase puas", "%", 90, "belum dihitung"],
]


def finding(
    sel: str | None = "G5",
    tingkat: TingkatTemuan = GALAT,
    kode: str = "BUKAN_ANGKA",
    lembar: str | None = "Laporan",
    tertulis: str | None = "belum dihitung",
    extra: str = "",
) -> Finding:
    return Finding(
        tingkat, kode, sentence(kode, lembar=lembar, sel=sel, tertulis=tertulis, extra=extra), lembar, sel, tertulis
    )


def report(path: Path, rows: list[list[Any]] = ROWS, **kw: Any) -> Path:
    return write_book(path, {"Laporan": [*TITLE, HEAD, *rows]}, **kw)


def found_in(path: Path) -> list[Finding]:
    return [Finding.from_json(t) for t in periksa(path)["temuan"]]


def listed(path: Path) -> list[tuple[str, ...]]:
    """The rows of the sheet Perbaikan below its header."""
    rows = list(openpyxl.load_workbook(path)[kata.PERBAIKAN].values)
    return rows[rows.index(kata.PERBAIKAN_KOLOM) + 1 :]


# -- the marked copy ---------------------------------------------------------------------------------------------------


def test_wrong_cells_come_back_coloured_with_a_comment(tmp_path: Path) -> None:
    """Each named cell tells what was read, what is wrong and what to write; the others carry nothing."""
    path = report(tmp_path / "a.xlsx")
    done = annotate(path, tmp_path / "b.xlsx", found_in(path), "a.xlsx")
    assert done.utuh
    assert done.kalimat == kata.SALINAN_SIAP.format(nama="a.xlsx", n=2)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Laporan"]
    commented = {c.coordinate: c for row in sheet.iter_rows() for c in row if c.comment}
    assert set(commented) == {"G5", "G7"}
    assert {c.fill.fgColor.rgb for c in commented.values()} == {"FFFFC7CE"}
    text = commented["G5"].comment.text
    assert "Wajib diperbaiki" in text
    assert "Sel G5 pada lembar Laporan berisi 'belum dihitung'. Mohon ditulis angkanya saja, misalnya 87,5." in text
    assert sheet["G6"].fill.fill_type is None


def test_perbaikan_is_the_first_sheet_and_leads_to_the_cells(tmp_path: Path) -> None:
    """Equal findings are one line with all their cells; the link jumps to the first."""
    path = report(tmp_path / "a.xlsx")
    annotate(path, tmp_path / "b.xlsx", found_in(path), "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = book.worksheets[0]
    assert (sheet.title, book.active.title) == (kata.PERBAIKAN, kata.PERBAIKAN)
    assert [s.title for s in book if s.sheet_view.tabSelected] == [kata.PERBAIKAN]
    assert [r[:4] for r in listed(tmp_path / "b.xlsx")] == [("Wajib diperbaiki", "Laporan", "G5, G7", "belum dihitung")]
    link = next(c for row in sheet.iter_rows() for c in row if c.value == "G5, G7").hyperlink
    assert (link.location, link.target) == ("'Laporan'!G5", None)


def test_a_corrected_copy_loads_clean_and_is_marked_anew(tmp_path: Path) -> None:
    """Sheet Perbaikan does not disturb the reader, and marks of the first round do not stay on corrected cells."""
    path = report(tmp_path / "a.xlsx")
    annotate(path, tmp_path / "b.xlsx", found_in(path), "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    book["Laporan"]["G5"] = 5
    book.save(tmp_path / "c.xlsx")
    bacaan = periksa(tmp_path / "c.xlsx")
    assert [(t["kode"], t["sel"]) for t in bacaan["temuan"] if t["tingkat"] != "catatan"] == [("BUKAN_ANGKA", "G7")]
    annotate(tmp_path / "c.xlsx", tmp_path / "d.xlsx", found_in(tmp_path / "c.xlsx"), "c.xlsx")
    again = openpyxl.load_workbook(tmp_path / "d.xlsx")
    assert again.sheetnames == [kata.PERBAIKAN, "Laporan"]
    assert (again["Laporan"]["G5"].comment, again["Laporan"]["G5"].fill.fill_type) == (None, None)
    assert again["Laporan"]["G7"].comment.text.count("Sel G7") == 1
    book["Laporan"]["G7"] = 80
    book.save(tmp_path / "e.xlsx")
    assert codes(periksa(tmp_path / "e.xlsx"), "galat") | codes(periksa(tmp_path / "e.xlsx"), "peringatan") == set()


def rich_book(path: Path) -> Path:
    """What OPD workbooks carry: formulas, formats, merges, widths, hidden rows, drop-downs, links, notes, rich text, a chart."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Laporan")
    bold, pct = book.add_format({"bold": True, "bg_color": "#00FF00"}), book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:G1", "LAPORAN", bold)
    for r in range(1, 9):
        sheet.write_string(r, 0, f"Aksi {r}")
        sheet.write_number(r, 1, r / 10, pct)
        sheet.write_formula(r, 2, f"=B{r + 1}*2", None, r / 5)
    sheet.write_rich_string("D2", "Isi ", bold, "tebal", " sini")
    sheet.write_string("E2", "=bukan rumus")
    sheet.set_column("A:A", 41)
    sheet.set_row(5, 20, None, {"hidden": True})
    sheet.data_validation("F2:F9", {"validate": "list", "source": ["Ya", "Tidak"]})
    sheet.write_url("G2", "https://contoh.go.id/bukti")
    sheet.write_comment("B3", "Catatan bidang", {"author": "Bidang"})
    sheet.conditional_format("B2:B9", {"type": "cell", "criteria": ">", "value": 0.5, "format": bold})
    sheet.freeze_panes(1, 1)
    sheet.autofilter("A1:G9")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Laporan!$B$2:$B$9"})
    sheet.insert_chart("I2", chart)
    sheet.activate()
    book.add_worksheet("Lain").write_string("A1", "tetap")
    book.define_name("Sasaran", "=Laporan!$B$2")
    book.close()
    return path


def picture(path: Path, marked: set[str]) -> dict[str, Any]:
    """Everything of a workbook that a sender would miss, but for the marked cells' fill and comment."""
    book = openpyxl.load_workbook(path, rich_text=True)
    seen: dict[str, Any] = {"nama": {n: d.attr_text for n, d in book.defined_names.items()}}
    for sheet in book.worksheets:
        if sheet.title == kata.PERBAIKAN:
            continue
        seen[sheet.title] = {
            "sel": {
                c.coordinate: (str(c.value), c.data_type, c.number_format, c.font.b, None if c.coordinate in marked else c.fill.fgColor.rgb)
                for row in sheet.iter_rows() for c in row if c.value is not None
            },
            "gabung": sorted(map(str, sheet.merged_cells.ranges)),
            "lebar": {k: d.width for k, d in sheet.column_dimensions.items()},
            "tersembunyi": [r for r, d in sheet.row_dimensions.items() if d.hidden],
            "pilihan": [(str(v.sqref), v.type, v.formula1) for v in sheet.data_validations.dataValidation],
            "tautan": [c.hyperlink.target for row in sheet.iter_rows() for c in row if c.hyperlink],
            "bersyarat": [str(c.sqref) for c in sheet.conditional_formatting],
            "grafik": len(sheet._charts),
            "tetap": (sheet.freeze_panes, sheet.auto_filter.ref),
        }  # fmt: skip
    return seen


def test_everything_else_is_as_it_was(tmp_path: Path) -> None:
    """Values, formulas, formats, merges, widths, hidden rows, drop-downs, links, rich text and charts survive."""
    path = rich_book(tmp_path / "a.xlsx")
    done = annotate(path, tmp_path / "b.xlsx", [finding("B3"), finding("F4", PERINGATAN)], "a.xlsx")
    assert done.utuh
    assert picture(tmp_path / "b.xlsx", {"B3", "F4"}) == picture(path, {"B3", "F4"})


def test_a_senders_comment_stays_above_ours(tmp_path: Path) -> None:
    """An existing comment is kept with its author and ours is added."""
    annotate(rich_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", [finding("B3")], "a.xlsx")
    comment = openpyxl.load_workbook(tmp_path / "b.xlsx")["Laporan"]["B3"].comment
    assert comment.author == "Bidang"
    assert comment.text.startswith("Catatan bidang\n\n")
    assert "Sel B3" in comment.text


def test_a_merged_cell_is_marked_at_its_top_left(tmp_path: Path) -> None:
    """An address inside a merge has no cell of its own."""
    path = write_book(tmp_path / "a.xlsx", {"Laporan": [["x", "Nilai"], ["y"], ["z"]]}, {"Laporan": ["B1:C3"]})
    annotate(path, tmp_path / "b.xlsx", [finding("C2"), finding("B1", CATATAN), finding("A2", CATATAN)], "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Laporan"]
    assert {c.coordinate for row in sheet.iter_rows() for c in row if c.comment} == {"B1", "A2"}
    assert (sheet["B1"].fill.fgColor.rgb, sheet["A2"].fill.fgColor.rgb) == ("FFFFC7CE", "FFDDEBF7")
    assert [str(r) for r in sheet.merged_cells.ranges] == ["B1:C3"]


def test_findings_without_a_cell_are_only_listed(tmp_path: Path) -> None:
    """A file's or a sheet's finding, and an address that is none, mark nothing and lead the list."""
    path = report(tmp_path / "a.xlsx")
    whole = [
        finding("G5"), finding(None, GALAT, "PERIODE_TIDAK_DIKENAL", None, None), finding("ZZZ99", CATATAN),
        finding("bukan sel", CATATAN), finding(None, CATATAN, "BARIS_TERSEMBUNYI", "Laporan", None, "3"),
    ]  # fmt: skip
    done = annotate(path, tmp_path / "b.xlsx", whole, "a.xlsx")
    assert (done.utuh, done.kalimat) == (True, kata.SALINAN_SIAP.format(nama="a.xlsx", n=1))
    assert [r[:3] for r in listed(tmp_path / "b.xlsx")] == [
        ("Wajib diperbaiki", "–", "–"),
        ("Wajib diperbaiki", "Laporan", "G5"),
        ("Catatan", "Laporan", "–"),
        ("Catatan", "Laporan", "ZZZ99, bukan sel"),
    ]


INJECTIONS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "#REF!",
    "\x07\x0b=cmd",
    "\ud800=1",
    "=" * 40_000,
]


@pytest.mark.parametrize("utuh", [True, False])
def test_nothing_a_sender_wrote_becomes_a_formula(tmp_path: Path, utuh: bool) -> None:
    """Texts that begin with = + - @ stay text in the copy and in the list, and broken characters do not break either."""
    path = report(tmp_path / "a.xlsx") if utuh else tmp_path / "tidak ada.xlsx"
    findings = [finding(f"A{n}", tertulis=t, lembar="Laporan") for n, t in enumerate(INJECTIONS, 1)]
    assert annotate(path, tmp_path / "b.xlsx", findings, "=cmd|' /C calc'!A0").utuh is utuh
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    cells = [c for row in book[kata.PERBAIKAN].iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} == {"s"}
    assert all(c.quotePrefix for c in cells if c.value[0] in "=+-@")
    assert {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "#REF!", "=cmd", "=1"} <= {c.value for c in cells}


def test_five_hundred_findings_fit_the_limits(tmp_path: Path) -> None:
    """A hundred kinds on five cells each of a full sheet, within the sandbox's CPU and memory."""
    path = report(
        tmp_path / "a.xlsx", [[n, "A1", f"Aksi {n}", "Jumlah", "Dokumen", 8, f"salah {n % 100}"] for n in range(500)]
    )
    findings = [finding(f"G{5 + n}", tertulis=f"salah {n % 100}") for n in range(500)]
    with Sandbox(handler=feedback.HANDLER) as sandbox:
        answer = sandbox.run(job(path, tmp_path / "b.xlsx", findings))
    assert answer == {"kalimat": kata.SALINAN_SIAP.format(nama="a.xlsx", n=500), "utuh": True}
    rows = listed(tmp_path / "b.xlsx")
    assert len(rows) == 100
    assert rows[0][2] == "G5, G105, G205, G305, G405"


# -- the list instead of a copy ----------------------------------------------------------------------------------------


def text_box(book: Any, sheet: Any) -> None:
    sheet.insert_textbox("I2", "Mohon diisi")


def sparkline(book: Any, sheet: Any) -> None:
    sheet.add_sparkline("I2", {"range": "Laporan!A1:C1"})


def data_bar(book: Any, sheet: Any) -> None:
    sheet.conditional_format("A1:C1", {"type": "data_bar", "data_bar_2010": True})


def button(book: Any, sheet: Any) -> None:
    sheet.insert_button("I2", {"caption": "Kirim"})


@pytest.mark.parametrize(
    ("draw", "lost"),
    [(text_box, kata.BENTUK), (sparkline, kata.GRAFIK_MINI), (data_bar, kata.FITUR_LANJUTAN), (button, kata.KENDALI)],
    ids=["kotak teks", "sparkline", "data bar", "tombol"],
)
def test_what_an_edit_would_lose_is_answered_with_a_list(tmp_path: Path, draw: Any, lost: str) -> None:
    """The sentence names what would be lost; the list is complete; the sender's workbook is not copied."""
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Laporan")
    sheet.write_row(0, 0, [1, 2, 3])
    draw(book, sheet)
    book.close()
    done = annotate(tmp_path / "a.xlsx", tmp_path / "b.xlsx", [finding("A1")], "a.xlsx")
    assert (done.utuh, lost in done.kalimat) == (False, True)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == [kata.PERBAIKAN]
    assert listed(tmp_path / "b.xlsx") == [("Wajib diperbaiki", "Laporan", "A1", "belum dihitung", finding("A1").pesan)]


@pytest.mark.parametrize(
    ("part", "content", "lost"),
    [
        ("xl/vbaProject.bin", b"\0", kata.MAKRO),
        ("xl/externalLinks/externalLink1.xml", b"<externalLink/>", kata.TAUTAN_LUAR),
        ("xl/threadedComments/threadedComment1.xml", b"<t/>", kata.KOMENTAR_BERANTAI),
        ("xl/slicers/slicer1.xml", b"<slicers/>", kata.DATA_TERSAMBUNG),
        ("xl/embeddings/oleObject1.bin", b"\0", kata.KENDALI),
        ("xl/metadata.xml", b"<metadata/>", kata.RUMUS_DINAMIS),
        ("xl/drawings/drawing9.xml", b"<wsDr>" + b" " * 131_060 + b"<xdr:grpSp/></wsDr>", kata.BENTUK),
    ],
)
def test_parts_that_openpyxl_drops_are_seen(tmp_path: Path, part: str, content: bytes, lost: str) -> None:
    """Macros, links to other workbooks, threaded comments, slicers, objects, dynamic arrays; also across read chunks."""
    path = report(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as pack:
        pack.writestr(part, content)
    done = annotate(path, tmp_path / "b.xlsx", [finding()], "a.xlsx")
    assert (done.utuh, lost in done.kalimat) == (False, True)


@pytest.mark.parametrize(
    "content", [b"", b"bukan zip", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 xls", b"No;Rencana Aksi\n1;x\n"]
)
def test_other_formats_get_the_list(tmp_path: Path, content: bytes) -> None:
    """xls, csv, an empty file: the findings are a workbook of their own, and the sentence says why."""
    (tmp_path / "a.xls").write_bytes(content)
    done = annotate(tmp_path / "a.xls", tmp_path / "b.xlsx", [finding()], "a.xls")
    assert done == feedback.Hasil(kata.DAFTAR_KARENA.format(nama="a.xls", sebab=kata.SEBAB_BUKAN_XLSX), False)
    assert len(listed(tmp_path / "b.xlsx")) == 1


def broken_styles(path: Path, target: Path) -> Path:
    """A colour that Excel repairs and openpyxl refuses, as web applications write it."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as pack:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/styles.xml":
                content = content.replace(b'<color theme="1"/>', b'<color rgb="bukan warna"/>')
                assert b"bukan warna" in content
            pack.writestr(name, content)
    return target


def test_what_openpyxl_cannot_open_gets_the_list(tmp_path: Path) -> None:
    """Its many exceptions are one answer."""
    path = broken_styles(report(tmp_path / "a.xlsx"), tmp_path / "rusak.xlsx")
    done = annotate(path, tmp_path / "b.xlsx", [finding()], "rusak.xlsx")
    assert done.kalimat == kata.DAFTAR_KARENA.format(nama="rusak.xlsx", sebab=kata.SEBAB_GAGAL)
    assert len(listed(tmp_path / "b.xlsx")) == 1


def test_findings_of_a_sheet_that_is_not_there_get_the_list(tmp_path: Path) -> None:
    """A copy whose marks have no place would be silent about them."""
    path = report(tmp_path / "a.xlsx")
    assert not annotate(path, tmp_path / "b.xlsx", [finding(lembar="Hilang")], "a.xlsx").utuh


def test_no_findings_say_so(tmp_path: Path) -> None:
    """A clean file comes back with an empty list that says it is complete."""
    path = report(tmp_path / "a.xlsx")
    assert annotate(path, tmp_path / "b.xlsx", [], "a.xlsx").kalimat == kata.SALINAN_TANPA_SEL.format(nama="a.xlsx")
    assert kata.PERBAIKAN_BERSIH in {
        v for row in openpyxl.load_workbook(tmp_path / "b.xlsx").worksheets[0].values for v in row
    }


# -- in the sandbox ----------------------------------------------------------------------------------------------------


def job(path: Path, target: Path, findings: list[Finding]) -> dict[str, object]:
    made = {"path": str(path), "keluaran": str(target), "nama": path.name, "temuan": [f.to_json() for f in findings]}
    return dict(json.loads(json.dumps(made)))


def merge_bomb(path: Path, target: Path) -> Path:
    """A merge of a million rows: cheap for calamine, hundreds of megabytes in openpyxl."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as pack:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(
                    rb"</sheetData>",
                    b'</sheetData><mergeCells count="1"><mergeCell ref="M1:XFD1048576"/></mergeCells>',
                    content,
                )
            pack.writestr(name, content)
    return target


def test_the_sandbox_survives_what_openpyxl_does_not(tmp_path: Path) -> None:
    """A workbook that ends its editor is answered with the list, and the next one with its copy."""
    good = report(tmp_path / "baik.xlsx")
    bad = merge_bomb(good, tmp_path / "bom.xlsx")
    with Sandbox(handler=feedback.HANDLER, limits=Limits(cpu=2, wall=4)) as sandbox:
        first = feedback.reply(sandbox, job(bad, tmp_path / "b.xlsx", [finding()]))
        second = feedback.reply(sandbox, job(good, tmp_path / "c.xlsx", [finding()]))
    assert (first["utuh"], second["utuh"]) == (False, True)
    assert len(listed(tmp_path / "b.xlsx")) == len(listed(tmp_path / "c.xlsx")) == 1


# -- grouping and order, as laws ---------------------------------------------------------------------------------------

addresses = st.builds(lambda c, r: f"{get_column_letter(c)}{r}", st.integers(1, 60), st.integers(1, 400))
written = st.text(min_size=0, max_size=400) | st.sampled_from(
    ["198001012005011001", "19800101 200501 1 001", "87 persen"]
)
findings_lists = st.lists(
    st.builds(
        finding, st.none() | addresses, st.sampled_from(TingkatTemuan), st.sampled_from(sorted(all_codes())),
        st.sampled_from(["Laporan", "Sheet 2"]), st.none() | written, st.text(max_size=300),
    ),
    max_size=60,
)  # fmt: skip


def test_z_stands_before_aa() -> None:
    """Excel's order of cells: row by row, Z before AA, 9 before 10."""
    cells = ["AA1", "Z5", "B10", "B9", "A400"]
    assert sorted(cells, key=excel_order) == ["AA1", "Z5", "B9", "B10", "A400"]


@given(findings_lists)
def test_grouping_keeps_every_cell_once_and_the_worst_first(findings: list[Finding]) -> None:
    """No finding is lost, cells are in Excel's order, levels never rise again, and the order of arrival is irrelevant."""
    groups = grouped(findings)
    assert {(g.tingkat, g.lembar, s) for g in groups for s in g.sel} == {
        (f.tingkat, f.lembar, f.sel) for f in findings if f.sel
    }
    assert all(list(g.sel) == sorted(set(g.sel), key=excel_order) for g in groups)
    ranks = [list(TingkatTemuan).index(g.tingkat) for g in groups]
    assert ranks == sorted(ranks)
    assert {(g.tingkat, g.sel, g.pesan) for g in groups} == {
        (g.tingkat, g.sel, g.pesan) for g in grouped(findings[::-1])
    }


@given(findings_lists)
def test_the_whatsapp_text_is_short_and_names_nobody(findings: list[Finding]) -> None:
    """At most 900 characters, at most three numbered matters, no NIP, always a thank-you."""
    text = findings_text(findings)
    assert len(text) <= kata.BATAS_PESAN
    assert len(re.findall(r"^[0-9]\. ", text, re.MULTILINE)) == min(
        3, sum(g.tingkat is not CATATAN for g in grouped(findings))
    )
    assert "198001012005011001" not in text.replace(" ", "")
    assert "terima kasih" in text.casefold()


def test_the_whatsapp_text_names_the_costliest_first() -> None:
    """Galat before peringatan, many cells before one, notes not at all."""
    findings = [
        finding("A1", CATATAN), finding("B2", PERINGATAN, "AMBIGU", tertulis="1.234", extra="1234 atau 1,234"), finding("C9", tertulis="x"),
        *(finding(f"D{n}", tertulis="y") for n in range(1, 4)), finding("E5", PERINGATAN, "RASIO", tertulis="1:2"), finding(None, GALAT, "PERIODE_TIDAK_DIKENAL", None, None),
    ]  # fmt: skip
    lines = findings_text(findings).split("\n")
    assert lines[0] == kata.WA_BUKA.format(n=3)
    assert lines[1].startswith("1. Periode laporan belum dikenal.")
    assert lines[2].startswith("2. Sel D1–D3, C9 (4 sel) pada lembar Laporan berisi 'y', 'x'.")
    assert lines[3].startswith("3. Sel B2 pada lembar Laporan berisi '1.234'")
    assert lines[4] == kata.WA_LAIN.format(n=1)


def test_the_whatsapp_text_of_a_clean_report() -> None:
    """Nothing to correct is a thank-you, also when there are notes."""
    assert findings_text([]) == findings_text([finding(tingkat=CATATAN)]) == kata.WA_BERSIH
