"""Paket hitung ulang: a ZIP with which anybody can work out the scores of a month again without this program.

Nothing leaves the program unchecked: the script of the package is run over its own CSV first, and must find the scores again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from progress.model import Acuan
from progress.reports import hitung_ulang, paket_xlsx
from progress.scoring import Skor, to_json
from progress.scoring.pindah import moved
from progress.wording import paket as kata

SKRIP = Path(hitung_ulang.__file__)
TANPA = ("sel", "kendala", "tindak_lanjut", "bukti", "capaian_dilaporkan_pct")
"""Columns of REALISASI that no score needs; the cells of those it does need have columns of their own."""


class PaketError(Exception):
    """The package would not give the program's scores again; the message is one sentence."""


@dataclass(frozen=True)
class Isi:
    """What goes into the package: frames.ITEM, TARGET and REALISASI, the reports and the road map they came with."""

    items: pd.DataFrame
    targets: pd.DataFrame
    realisasi: pd.DataFrame
    kiriman: pd.DataFrame
    road_map: Mapping[str, Any] | None
    area: Sequence[tuple[str, str]]
    aturan_teks: str
    versi_data: int


def build(skor: Skor, isi: Isi, acuan: Acuan) -> bytes:
    """The ZIP of one month; the same input gives the same bytes. Raises PaketError."""
    isi = replace(isi, items=moved(isi.items, acuan.opd, skor.periode.hari_terakhir))
    tables = _tables(skor, isi, acuan)
    hasil = to_json(skor, acuan.pemda.nama, {o.kode: o.nama for o in acuan.opd})
    paket = {
        "pemda": acuan.pemda.nama,
        "periode": str(skor.periode),
        "aturan": skor.aturan.versi,
        "road_map": None if isi.road_map is None else isi.road_map["versi"],
        "data": isi.versi_data,
    }
    bahan: dict[str, Any] = {name: _as_read(rows) for name, rows in tables.items()}
    bahan |= {"aturan": tomllib.loads(isi.aturan_teks), "paket": paket}
    ulang = _worked_out(bahan, hasil, {o.kode: o.nama for o in acuan.opd})
    files = {f"{name}.csv": _csv(rows, HEADS[name]) for name, rows in tables.items()}
    files |= {
        "aturan.toml": isi.aturan_teks.encode(),
        "paket.json": json.dumps(paket, ensure_ascii=False, indent=1).encode(),
        "hasil.json": json.dumps(hasil, ensure_ascii=False, allow_nan=False, indent=1).encode(),
        "hitung_ulang.py": SKRIP.read_bytes(),
        "hitung_ulang.xlsx": paket_xlsx.write(bahan, ulang),
        "BACA.txt": _read_me(skor, isi, acuan).encode(),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    return _zip(files | {"SHA256SUMS": sums.encode()})


def _worked_out(bahan: Mapping[str, Any], hasil: Mapping[str, Any], names: Mapping[str, str]) -> Mapping[str, Any]:
    """The scores once more, by the script of the package; they must be the program's."""
    try:
        ulang: Mapping[str, Any] = hitung_ulang.hitung(bahan)  # type: ignore[no-untyped-call]
    except hitung_ulang.Tolak as refused:
        raise PaketError(kata.TIDAK_DIKENAL.format(sebab=refused)) from None
    _, beda = hitung_ulang.perbedaan(ulang, hasil, names)  # type: ignore[no-untyped-call]
    if beda:
        raise PaketError(kata.BERBEDA.format(n=len(beda), tempat=beda[0]))
    return ulang


# --- tables ------------------------------------------------------------------------------------------------------

Rows = list[dict[str, object]]


def _tables(skor: Skor, isi: Isi, acuan: Acuan) -> dict[str, Rows]:
    """Every table as it is written; realisasi up to the month, of earlier years as far as the road map reaches back."""
    periode = skor.periode
    items = _records(isi.items.sort_values("item_id"))
    rm = {"berkas": None, "sha256": None}
    if isi.road_map is not None:
        rm = {"berkas": isi.road_map["nama_berkas"], "sha256": isi.road_map["sha256"]}
    lembar = {r["item_id"]: r["lembar"] for r in items}
    targets = isi.targets[isi.targets["item_id"].isin(list(lembar))]
    said = isi.realisasi
    until = said["tahun"] * 12 + said["bulan"] - 1 <= periode.ordinal
    said = said[until & said["item_id"].isin(list(lembar))]
    files = {int(k["kiriman_id"]): k for k in isi.kiriman.to_dict("records")}
    return {
        "rencana_aksi": [r | rm for r in items],
        "target": [
            r | rm | {"lembar": lembar[r["item_id"]]} for r in _records(targets.sort_values(["item_id", "tahun", "bulan"]))
        ],
        "realisasi": [
            _reported(r, files) for r in _records(said.sort_values(["item_id", "tahun", "bulan", "kiriman_id", "baris"]))
        ],
        "opd": [
            {"kode": o.kode, "nama": o.nama, "kelompok": str(o.kelompok), "urutan": o.urutan}
            | {"berlaku_mulai": o.berlaku_mulai, "berlaku_sampai": o.berlaku_sampai}
            for o in acuan.opd
        ],
        "area": [{"kode": kode, "nama": nama} for kode, nama in isi.area],
        "skala": [
            {"skala": s.skala, "tingkat": s.tingkat, "label": s.label, "urutan": s.urutan}
            for levels in acuan.skala.values()
            for s in levels
        ],
    }  # fmt: skip


def _reported(row: dict[str, object], files: Mapping[int, Mapping[Any, Any]]) -> dict[str, object]:
    cells = json.loads(str(row["sel"]))
    found = files.get(int(str(row["kiriman_id"])), {})
    return {k: v for k, v in row.items() if k not in TANPA} | {
        "sel_realisasi": cells.get("realisasi"),
        "sel_realisasi_anggaran": cells.get("realisasi_anggaran_rp", cells.get("realisasi_anggaran")),
        "berkas": found.get("nama_berkas"),
        "sha256": found.get("sha256"),
        "diterima": found.get("diterima_pada"),
    }


def _records(frame: pd.DataFrame) -> Rows:
    return [{str(k): v for k, v in row.items()} for row in frame.astype(object).to_dict("records")]


def _text(value: object) -> str:
    """A cell of the CSV: numbers with every digit they have, missing is empty."""
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return repr(value) if isinstance(value, float) else str(value)


HEADS = {name: (*used.split(), *said.split()) for name, (used, said) in hitung_ulang.KOLOM.items()}


def _as_read(rows: Rows) -> list[dict[str, str]]:
    """The rows as the script reads them back."""
    return [{name: _text(value) for name, value in row.items()} for row in rows]


def _csv(rows: Rows, heads: Sequence[str]) -> bytes:
    found = io.StringIO(newline="")
    writer = csv.DictWriter(found, list(rows[0]) if rows else heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows(_as_read(rows))
    return found.getvalue().encode()


def _read_me(skor: Skor, isi: Isi, acuan: Acuan) -> str:
    road_map = "tanpa road map" if isi.road_map is None else f"road map versi {isi.road_map['versi']}"
    return kata.baca_paket(
        acuan.pemda.nama, skor.periode.nama, skor.aturan.versi, road_map, isi.versi_data, len(skor.item)
    )


def _zip(files: Mapping[str, bytes]) -> bytes:
    isi = io.BytesIO()
    with zipfile.ZipFile(isi, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o644 << 16
            book.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return isi.getvalue()
