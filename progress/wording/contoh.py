"""Worked examples in words: the cells they begin with and what comes out."""

from __future__ import annotations

from collections.abc import Sequence

from progress.model import NAMA_BULAN, Contoh, ItemContoh, Kosong, SelContoh, Sifat
from progress.wording.formats import KOSONG, angka

JUDUL = "Contoh hitung"
HASIL = {
    "target_sd": "target s.d. bulan ini", "target_tahun": "target setahun", "realisasi_sd": "realisasi s.d. bulan ini",
    "capaian_pct": "capaian", "capaian_tahun_pct": "terhadap target tahun", "capaian_road_map_pct": "terhadap seluruh road map",
    "tepi_bawah": "tepi bawah", "tepi_atas": "tepi atas", "tepi_bawah_pct": "tepi bawah", "tepi_atas_pct": "tepi atas",
    "keadaan": "keadaan", "kelas": "kelas", "terpenuhi": "terpenuhi", "sudah_lapor": "sudah lapor", "wajib_lapor": "wajib lapor",
    "ordinal_terpenuhi": "nilai bertingkat terpenuhi", "ordinal_dinilai": "dari nilai bertingkat",
    "capaian_rencana_aksi_pct": "rata-rata rencana aksi", "capaian_rata_opd_pct": "rata-rata antar-OPD",
    "capaian_rata_area_pct": "rata-rata antar-area",
}  # fmt: skip
_CIRI = {"bobot": "bobot {}", "baseline": "baseline {}", "opd": "OPD {}", "tahap": "tahap: {}"}
_KOSONG = {
    Kosong.NIHIL: "NIHIL",
    Kosong.STRIP: "strip (–)",
    Kosong.KOSONG: "kosong",
    Kosong.GALAT: "belum dapat dibaca",
}
_SIFAT = {Sifat.SD: "s.d. ", Sifat.BULAN_INI: "", None: ""}


def item(i: ItemContoh, ya_tidak: bool) -> str:
    """'Bobot 3; target 10 (s.d. Juni 2026); realisasi 8 (s.d. Oktober 2026).'"""
    about = [_CIRI[k].format(angka(v) if isinstance(v, float) else v) for k, v in i.ciri if k in _CIRI]
    parts = [", ".join(about)] if about else []
    parts.append(f"target {_cells(i.target, ya_tidak)}" if i.target else "tanpa target")
    parts.append(f"realisasi {_cells(i.realisasi, ya_tidak)}" if i.realisasi else "belum lapor")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def hasil(c: Contoh) -> str:
    """'Oktober 2026: target s.d. bulan ini 80; capaian 75 %.'"""
    said = "; ".join(f"{HASIL.get(k, k)} {_value(k, v)}" for k, v in c.hasil)
    return f"{c.periode.nama}: {said}."


def _cells(cells: Sequence[SelContoh], ya_tidak: bool) -> str:
    return ", ".join(_cell(c, ya_tidak) for c in cells)


def _cell(c: SelContoh, ya_tidak: bool) -> str:
    when = f"{_SIFAT[c.sifat]}{NAMA_BULAN[c.bulan - 1]} {c.tahun}" if c.bulan else f"tahun {c.tahun}"
    return f"{_content(c, ya_tidak)} ({when})"


def _content(c: SelContoh, ya_tidak: bool) -> str:
    if c.kosong is not None:
        return _KOSONG[c.kosong]
    if c.nilai is None:
        return c.teks or KOSONG
    if ya_tidak:
        return "Ya" if c.nilai else "Tidak"
    return angka(c.nilai) if c.atas is None else f"{angka(c.nilai)}–{angka(c.atas)}"


def _value(nama: str, value: float | str | None) -> str:
    if value is None:
        return KOSONG
    if isinstance(value, str):
        return value
    return f"{angka(value)} %" if nama.endswith("_pct") else angka(value)
