"""The layouts of the demo as data, and a report drawn into one: cells, merges and widths, no file yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from progress.demo.naskah import SINGKATAN_BULAN, TANDA, Layout
from progress.model import Acuan, Kelompok, Opd, Periode, Sifat

Isi = float | int | str | None
Sel = tuple[Isi, str]
"""What a cell holds and the name of its style; None is a blank cell with a border."""

_KOLOM_TTD = 4


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column: which value it shows, its header from top to bottom, its width in characters."""

    isi: str
    judul: tuple[str, ...]
    lebar: float = 12


@dataclass(frozen=True, slots=True)
class Bentuk:
    """One layout: where the header starts (row from 0) and how areas, money and percentages are written."""

    kolom: tuple[Kolom, ...]
    baris_judul: int
    area: str
    nomor: str | None
    sifat: Sifat
    rp_juta: bool = False
    persen_pecahan: bool = False
    jumlah: str | None = None
    pengantar: bool = False

    @property
    def tinggi_judul(self) -> int:
        return max(len(k.judul) for k in self.kolom)

    @property
    def baris_data(self) -> int:
        return self.baris_judul + self.tinggi_judul + (1 if self.nomor else 0)

    def index(self, isi: str) -> int | None:
        """Column number from 0; None when this layout does not show it."""
        return next((c for c, k in enumerate(self.kolom) if k.isi == isi), None)


_AWAL = (Kolom("no", ("No",), 5),)
_URAIAN = (
    Kolom("rencana_aksi", ("Rencana Aksi",), 44),
    Kolom("indikator", ("Indikator",), 34),
    Kolom("satuan", ("Satuan",)),
)
_UANG = (
    Kolom("anggaran", ("Anggaran (Rp)",), 16),
    Kolom("realisasi_anggaran", ("Realisasi Anggaran s.d. Bulan Ini (Rp)",), 18),
)
_CATATAN = (
    Kolom("kendala", ("Kendala",), 30),
    Kolom("tindak_lanjut", ("Tindak Lanjut",), 30),
    Kolom("bukti", ("Bukti Dukung",), 24),
)

BENTUK: Mapping[Layout, Bentuk] = {
    Layout.SATU_BARIS: Bentuk(
        (
            *_AWAL,
            Kolom("area", ("Area Perubahan",), 22),
            *_URAIAN,
            Kolom("target_sd", ("Target s.d. Bulan Ini",)),
            Kolom("realisasi_sd", ("Realisasi s.d. Bulan Ini",)),
            Kolom("capaian", ("Capaian (%)",), 10),
            *_UANG,
            *_CATATAN,
        ),
        baris_judul=6, area="gabung", nomor="angka", sifat=Sifat.SD, jumlah="Jumlah",
    ),
    Layout.SATU_BARIS_BULAN_INI: Bentuk(
        (
            *_AWAL,
            Kolom("area", ("Area Perubahan",), 22),
            *_URAIAN,
            Kolom("target_bulan", ("Target Bulan Ini",)),
            Kolom("realisasi_bulan", ("Realisasi Bulan Ini",)),
            Kolom("capaian", ("Capaian (%)",), 10),
            *_UANG,
            *_CATATAN,
        ),
        baris_judul=6, area="gabung", nomor="angka", sifat=Sifat.BULAN_INI, jumlah="Jumlah",
    ),
    Layout.DUA_BARIS: Bentuk(
        (
            Kolom("no", ("NO",), 5),
            Kolom("rencana_aksi", ("RENCANA AKSI",), 44),
            Kolom("indikator", ("INDIKATOR",), 34),
            Kolom("satuan", ("SATUAN",)),
            Kolom("target_bulan", ("TARGET", "Bulan ini")),
            Kolom("target_sd", ("TARGET", "s.d. Bulan ini")),
            Kolom("realisasi_bulan", ("REALISASI", "Bulan ini")),
            Kolom("realisasi_sd", ("REALISASI", "s.d. Bulan ini")),
            Kolom("anggaran", ("ANGGARAN (Rp)", "Pagu"), 16),
            Kolom("realisasi_anggaran", ("ANGGARAN (Rp)", "Realisasi s.d. bulan ini"), 18),
            Kolom("capaian", ("CAPAIAN (%)",), 10),
            Kolom("kendala", ("PERMASALAHAN",), 30),
            Kolom("tindak_lanjut", ("UPAYA PEMECAHAN MASALAH",), 30),
            Kolom("bukti", ("BUKTI DUKUNG",), 24),
        ),
        baris_judul=5, area="banner", nomor=None, sifat=Sifat.SD, jumlah="JUMLAH",
    ),
    Layout.RP_JUTA: Bentuk(
        (
            Kolom("kode", ("Kode",), 18),
            Kolom("area", ("Area Perubahan",), 22),
            Kolom("rencana_aksi", ("Rencana Aksi",), 44),
            Kolom("indikator", ("Indikator",), 34),
            Kolom("satuan", ("Satuan",)),
            Kolom("target_tahun", ("Target Tahun 2026",)),
            Kolom("target_sd", ("Target s.d. {bln}",)),
            Kolom("realisasi_sd", ("Realisasi s.d. {bln}",)),
            Kolom("capaian", ("Capaian (%)",), 10),
            Kolom("anggaran", ("Anggaran (Rp. juta)",), 14),
            Kolom("realisasi_anggaran", ("Realisasi Anggaran s.d. {bln} (Rp. juta)",), 18),
            Kolom("kendala", ("Kendala",), 30),
            Kolom("tindak_lanjut", ("Rencana Tindak Lanjut",), 30),
        ),
        baris_judul=7, area="kolom", nomor=None, sifat=Sifat.SD, rp_juta=True, persen_pecahan=True, jumlah="Total",
        pengantar=True,
    ),
    Layout.SD_TUNGGAL: Bentuk(
        (
            *_AWAL,
            Kolom("area", ("Area Perubahan",), 22),
            *_URAIAN,
            Kolom("target_sd", ("Target s.d. Bulan",)),
            Kolom("realisasi_sd", ("Realisasi s.d. Bulan",)),
            Kolom("kendala", ("Faktor Penghambat",), 30),
            Kolom("tindak_lanjut", ("Rencana Tindak Lanjut",), 30),
        ),
        baris_judul=5, area="gabung", nomor="kurung", sifat=Sifat.SD,
    ),
}  # fmt: skip


@dataclass(slots=True)
class Lembar:
    """One sheet, ready to be written; rows and columns count from 0."""

    nama: str
    lebar: list[float] = field(default_factory=list)
    sel: list[tuple[int, int, Isi, str]] = field(default_factory=list)
    gabung: list[tuple[int, int, int, int, Isi, str]] = field(default_factory=list)
    rumus: list[tuple[int, int, str, float | str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Isian:
    """One data row of a report: its area and what each column of the layout shows."""

    area: str
    sel: Mapping[str, Sel]


def address(row: int, column: int) -> str:
    """Row and column from 0 -> 'F17'; the layouts stay within A..Z."""
    return f"{chr(65 + column)}{row + 1}"


def data_rows(bentuk: Bentuk, area: Sequence[str]) -> list[int]:
    """The sheet row (from 0) of every data row; a banner takes a row of its own where the area changes."""
    rows: list[int] = []
    row = bentuk.baris_data
    for n, kode in enumerate(area):
        if bentuk.area == "banner" and (n == 0 or area[n - 1] != kode):
            row += 1
        rows.append(row)
        row += 1
    return rows


def sheet_name(layout: Layout, opd: Opd, periode: Periode) -> str:
    if layout is Layout.RP_JUTA:
        return f"{SINGKATAN_BULAN[periode.bulan - 1]} {periode.tahun}"
    if layout is Layout.DUA_BARIS:
        return "Realisasi"
    return f"RB {opd.singkatan}"[:31] if layout is Layout.SD_TUNGGAL else "Laporan"


def draw(
    layout: Layout,
    opd: Opd,
    periode: Periode,
    baris: Sequence[Isian],
    acuan: Acuan,
    *,
    alias: bool,
    ditandatangani: date,
) -> list[Lembar]:
    """The sheets of one report; `alias`: the OPD writes areas by an older name."""
    bentuk = BENTUK[layout]
    lembar = Lembar(sheet_name(layout, opd, periode), [k.lebar for k in bentuk.kolom])
    _draw_title(lembar, layout, opd, periode, acuan)
    _draw_header(lembar, bentuk, periode)
    rows = data_rows(bentuk, [b.area for b in baris])
    _draw_data(lembar, bentuk, baris, rows)
    _draw_area(lembar, bentuk, baris, rows, acuan, alias)
    last = rows[-1] + 1
    if bentuk.jumlah:
        _draw_jumlah(lembar, bentuk, baris, rows, last)
        last += 1
    _draw_signature(lembar, bentuk, opd, ditandatangani, last + 1)
    return [_cover(opd, periode, acuan), lembar] if bentuk.pengantar else [lembar]


def _draw_title(lembar: Lembar, layout: Layout, opd: Opd, periode: Periode, acuan: Acuan) -> None:
    pemda = acuan.pemda.nama.upper()
    bulan = periode.nama
    width = len(lembar.lebar) - 1
    if layout is Layout.DUA_BARIS:
        lembar.gabung.append((0, 0, 0, width, f"LAPORAN BULANAN RENCANA AKSI REFORMASI BIROKRASI - {TANDA}", "judul"))
        lembar.gabung.append((1, 0, 1, width, f"PEMERINTAH {pemda} TAHUN {periode.tahun}", "judul"))
        pairs = (("OPD", f": {opd.nama}"), ("Periode", f": {bulan}"))
        for row, (label, value) in enumerate(pairs, start=2):
            lembar.sel += [(row, 0, label, "biasa"), (row, 2, value, "biasa")]
        return
    if layout is Layout.RP_JUTA:
        lembar.sel.append((0, 0, f"{pemda} - {TANDA}", "tebal"))
        lembar.sel.append((1, 0, "MATRIKS REALISASI RENCANA AKSI REFORMASI BIROKRASI", "tebal"))
        lembar.sel.append((3, 0, f"SKPD : {opd.nama.upper()}", "biasa"))
        lembar.sel.append((4, 0, f"BULAN : {_nama_lama(periode)} {periode.tahun}", "biasa"))
        return
    if layout is Layout.SD_TUNGGAL:
        lembar.gabung.append((0, 0, 0, width, f"REALISASI RENCANA AKSI REFORMASI BIROKRASI ({TANDA})", "judul"))
        lembar.sel.append((2, 0, f"UNIT KERJA : {opd.nama}", "biasa"))
        lembar.sel.append((3, 0, f"KONDISI S/D TGL. : {_hari_akhir(periode)} {bulan}", "biasa"))
        return
    lembar.gabung.append((0, 0, 0, width, "LAPORAN RENCANA AKSI REFORMASI BIROKRASI", "judul"))
    lembar.gabung.append((1, 0, 1, width, f"PEMERINTAH {pemda} TAHUN {periode.tahun} ({TANDA})", "judul"))
    lembar.sel.append((3, 0, f"Perangkat Daerah : {opd.nama}", "biasa"))
    lembar.sel.append((4, 0, f"Bulan : {bulan}", "biasa"))


def _nama_lama(periode: Periode) -> str:
    return {2: "PEBRUARI", 11: "NOPEMBER"}.get(periode.bulan, periode.nama.split()[0].upper())


def _hari_akhir(periode: Periode) -> int:
    return 28 if periode.bulan == 2 else 30 if periode.bulan in (4, 6, 9, 11) else 31


def _draw_header(lembar: Lembar, bentuk: Bentuk, periode: Periode) -> None:
    """Groups of equal labels are merged to the right, single labels downwards."""
    top, high = bentuk.baris_judul, bentuk.tinggi_judul
    bln = SINGKATAN_BULAN[periode.bulan - 1]
    column = 0
    while column < len(bentuk.kolom):
        judul = bentuk.kolom[column].judul
        label = judul[0].format(bln=bln)
        if len(judul) == 1:
            if high == 1:
                lembar.sel.append((top, column, label, "kepala"))
            else:
                lembar.gabung.append((top, column, top + high - 1, column, label, "kepala"))
            column += 1
            continue
        end = column
        while end < len(bentuk.kolom) and bentuk.kolom[end].judul[0] == judul[0]:
            lembar.sel.append((top + 1, end, bentuk.kolom[end].judul[1], "kepala"))
            end += 1
        lembar.gabung.append((top, column, top, end - 1, label, "kepala"))
        column = end
    for c in range(len(bentuk.kolom)) if bentuk.nomor else ():
        text: Isi = c + 1 if bentuk.nomor == "angka" else f"({c + 1})"
        lembar.sel.append((top + high, c, text, "nomor"))


def _draw_data(lembar: Lembar, bentuk: Bentuk, baris: Sequence[Isian], rows: Sequence[int]) -> None:
    merged_area = bentuk.area == "gabung"
    for isian, row in zip(baris, rows, strict=True):
        for column, kolom in enumerate(bentuk.kolom):
            if kolom.isi == "area" and merged_area:
                continue
            value, style = isian.sel[kolom.isi]
            if style == "galat":
                lembar.rumus.append((row, column, "=#REF!*1", str(value), "rp"))
            elif style == "rasio" and isinstance(value, float):
                t, r = bentuk.index("target_sd"), bentuk.index("realisasi_sd")
                t, r = (bentuk.index("target_bulan"), bentuk.index("realisasi_bulan")) if t is None else (t, r)
                rumus = f"=ROUND({address(row, r or 0)}/{address(row, t or 0)}*100,2)"
                lembar.rumus.append((row, column, rumus, value, "angka2"))
            else:
                lembar.sel.append((row, column, value, style))


def _draw_area(
    lembar: Lembar, bentuk: Bentuk, baris: Sequence[Isian], rows: Sequence[int], acuan: Acuan, alias: bool
) -> None:
    if bentuk.area == "kolom":
        return
    nama = area_names(acuan, alias)
    urutan = [g.kode for g in acuan.kerangka_baku.grup]
    start = 0
    for n in range(1, len(baris) + 1):
        if n < len(baris) and baris[n].area == baris[start].area:
            continue
        kode = baris[start].area
        if bentuk.area == "banner":
            label = f"{chr(65 + urutan.index(kode))}. {nama[kode].upper()}"
            row = rows[start] - 1
            lembar.gabung.append((row, 0, row, len(bentuk.kolom) - 1, label, "banner"))
        elif n - start == 1:
            lembar.sel.append((rows[start], bentuk.index("area") or 0, nama[kode], "area"))
        else:
            column = bentuk.index("area") or 0
            lembar.gabung.append((rows[start], column, rows[n - 1], column, nama[kode], "area"))
        start = n


def area_names(acuan: Acuan, alias: bool) -> dict[str, str]:
    return {g.kode: g.alias[0] if alias and g.alias else g.nama for g in acuan.kerangka_baku.grup}


def _draw_jumlah(lembar: Lembar, bentuk: Bentuk, baris: Sequence[Isian], rows: Sequence[int], row: int) -> None:
    first = bentuk.index("anggaran") or 1
    lembar.gabung.append((row, 0, row, first - 1, bentuk.jumlah, "jumlah"))
    for isi in ("anggaran", "realisasi_anggaran"):
        column = bentuk.index(isi) or 0
        total = round(sum(v for v, _ in (b.sel[isi] for b in baris) if isinstance(v, float)), 3)
        rumus = f"=SUM({address(rows[0], column)}:{address(rows[-1], column)})"
        lembar.rumus.append((row, column, rumus, total, "juta" if bentuk.rp_juta else "rp"))


def _draw_signature(lembar: Lembar, bentuk: Bentuk, opd: Opd, hari: date, row: int) -> None:
    """Post, place and date, room for a signature; no name and no digits of a NIP."""
    column = len(bentuk.kolom) - _KOLOM_TTD
    lines = (
        "Mengetahui,",
        post_of(opd),
        "",
        "",
        "(.....................................)",
        "NIP. ..............................",
    )
    lembar.sel.append((row, column, f"Contoh, {hari.day} {Periode.of(hari).nama}", "biasa"))
    lembar.sel += [(row + 1 + n, column, text, "biasa") for n, text in enumerate(lines) if text]


def post_of(opd: Opd) -> str:
    """The title of the head of this OPD, as it stands above a signature."""
    nama = opd.nama.upper()
    if opd.kelompok is Kelompok.KECAMATAN:
        return nama.replace("KECAMATAN", "CAMAT", 1)
    if opd.kelompok is Kelompok.RSUD:
        return f"DIREKTUR {nama}"
    khusus = {"SEKRETARIAT DAERAH": "SEKRETARIS DAERAH", "INSPEKTORAT DAERAH": "INSPEKTUR DAERAH"}
    if nama.startswith("SEKRETARIAT D") and nama not in khusus:
        return nama.replace("SEKRETARIAT", "SEKRETARIS", 1)
    return khusus.get(nama, f"KEPALA {nama}")


def _cover(opd: Opd, periode: Periode, acuan: Acuan) -> Lembar:
    lembar = Lembar("Pengantar", [90.0])
    lines = (
        f"{TANDA} - PEMERINTAH {acuan.pemda.nama.upper()}", opd.nama.upper(), "",
        "Kepada Yth. Sekretaris Daerah melalui Kepala Bagian Organisasi", "di tempat", "",
        f"Bersama ini kami sampaikan laporan rencana aksi Reformasi Birokrasi bulan {periode.nama}.",
        "Demikian disampaikan, atas perhatiannya diucapkan terima kasih.",
    )  # fmt: skip
    lembar.sel += [(n, 0, text, "biasa") for n, text in enumerate(lines) if text]
    return lembar
