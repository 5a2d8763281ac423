"""The road map workbook of the demo: one sheet, two-row header, one row per rencana aksi."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from progress.demo.lembar import Isi, Lembar
from progress.demo.naskah import TAHUN, TANDA
from progress.demo.rencana import Item, Nilai
from progress.model import Acuan, Sifat

NAMA_LEMBAR = "Matriks Rencana Aksi"
BARIS_JUDUL = 4
_SIFAT = {Sifat.BULAN_INI: "bulan ini", Sifat.SD: "s.d.", None: None}
_BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_AWAL = (
    ("No", 5), ("Kode", 22), ("Area Perubahan", 28), ("OPD", 34), ("Rencana Aksi", 48), ("Indikator", 38),
    ("Satuan", 11), ("Arah", 8), ("Akumulasi", 13), ("Skala", 11), ("Baseline 2024", 11),
)  # fmt: skip
_AKHIR = (
    ("Sifat Target", 11), ("Bobot", 8), ("Anggaran (Rp)", 16), ("Koordinator", 34), ("Pelaksana", 30),
)  # fmt: skip
_KELOMPOK = (
    ("Target Tahun", tuple(str(y) for y in range(2025, 2030)), 9),
    (f"Target {TAHUN} per Bulan", _BULAN, 8),
    (f"Target {TAHUN} per Triwulan", ("TW I", "TW II", "TW III", "TW IV"), 8),
)


def draw_road_map(items: Sequence[Item], acuan: Acuan) -> Lembar:
    lembar = Lembar(NAMA_LEMBAR)
    width = _draw_header(lembar)
    titles = (
        f"ROAD MAP REFORMASI BIROKRASI {acuan.pemda.nama.upper()} TAHUN 2025-2029",
        f"MATRIKS RENCANA AKSI - {TANDA}",
    )
    for row, text in enumerate(titles):
        lembar.gabung.append((row, 0, row, width - 1, text, "judul"))
    nama = {g.kode: g.nama for g in acuan.kerangka_baku.grup}
    for n, item in enumerate(items, start=1):
        _draw_item(lembar, BARIS_JUDUL + 1 + n, n, item, nama[item.area], acuan.opd_by_kode(item.opd).nama)
    return lembar


def _draw_header(lembar: Lembar) -> int:
    column = 0
    for label, lebar in _AWAL:
        column = _single(lembar, column, label, lebar)
    for label, anak, lebar in _KELOMPOK:
        lembar.gabung.append((BARIS_JUDUL, column, BARIS_JUDUL, column + len(anak) - 1, label, "kepala"))
        for text in anak:
            lembar.sel.append((BARIS_JUDUL + 1, column, text, "kepala"))
            lembar.lebar.append(lebar)
            column += 1
    for label, lebar in _AKHIR:
        column = _single(lembar, column, label, lebar)
    return column


def _single(lembar: Lembar, column: int, label: str, lebar: float) -> int:
    lembar.gabung.append((BARIS_JUDUL, column, BARIS_JUDUL + 1, column, label, "kepala"))
    lembar.lebar.append(lebar)
    return column + 1


def _draw_item(lembar: Lembar, row: int, nomor: int, item: Item, area: str, opd: str) -> None:
    isi: list[tuple[Isi, str]] = [
        (nomor, "tengah"),
        (item.kode, "tengah"),
        (area, "teks"),
        (opd, "teks"),
        (item.rencana_aksi, "teks"),
        (item.indikator, "teks"),
        (item.satuan, "tengah"),
        (str(item.arah), "tengah"),
        (str(item.akumulasi).replace("rata_rata", "rata-rata").replace("_", " "), "tengah"),
        (item.skala, "tengah"),
        _cell(item, item.baseline),
        *_block(item, item.target_tahun, range(2025, 2030)),
        *_block(item, item.bulan, range(1, 13)),
        *_block(item, item.triwulan, range(1, 5)),
        (_SIFAT[item.sifat_target], "tengah"),
        (item.bobot, "angka1"),
        (item.anggaran_rp, "rp"),
        (item.koordinator, "teks"),
        (item.pelaksana, "teks"),
    ]
    lembar.sel += [(row, column, value, style) for column, (value, style) in enumerate(isi)]


def _block(item: Item, cells: Mapping[int, Nilai], keys: range) -> list[tuple[Isi, str]]:
    return [_cell(item, cells.get(k)) for k in keys]


def _cell(item: Item, nilai: Nilai | None) -> tuple[Isi, str]:
    if isinstance(nilai, float):
        return (nilai, f"angka{0 if nilai == int(nilai) else item.desimal}")
    return (nilai, "tengah")
