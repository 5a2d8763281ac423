"""The shape of every table that crosses a module border; a frame is named for its rows.

Missing is NaN in numeric columns and None in text columns, never 0 and never "".
Text columns are dtype object (str | None). `sel` maps field -> cell address as JSON text.
"""

from __future__ import annotations

from enum import StrEnum

import pandas as pd
import pandera.pandas as pa

from progress.model import Akumulasi, Arah, CaraPelaksana, CaraTarget, Jenis, Kosong, Rumus, Sifat


def _text(nullable: bool = True, **kw: object) -> pa.Column:
    return pa.Column(object, nullable=nullable, **kw)  # type: ignore[arg-type]


def _number(**kw: object) -> pa.Column:
    return pa.Column(float, nullable=True, **kw)  # type: ignore[arg-type]


def _one_of(values: type[StrEnum], nullable: bool = True) -> pa.Column:
    return _text(nullable, checks=pa.Check.isin([str(v) for v in values]))


ITEM = pa.DataFrameSchema(
    {
        "item_id": pa.Column(int, unique=True),  # stable within one road map version
        "kode": _text(),
        "opd": _text(False),  # Opd.kode of the one who answers for it
        "area": _text(),  # Grup.kode; None: the road map names none that is known
        "rencana_aksi": _text(False),
        "indikator": _text(),
        "satuan": _text(),
        "jenis": _one_of(Jenis, False),
        "arah": _one_of(Arah, False),
        "akumulasi": _one_of(Akumulasi, False),
        "skala": _text(),  # key of skala.csv, ordinals only
        "baseline": _number(),
        "bobot": _number(),  # as written; NaN: none given
        "anggaran_rp": _number(),
        "koordinator": _text(),
        "pelaksana": _text(),
        "lembar": _text(),
        "baris": pa.Column(int),
        "sel": _text(False),  # JSON {field: "F17"}
        "rumus": _one_of(Rumus),  # None: baku
        "tahap": _text(),  # stages of a milestone, "draf 25; penetapan 100"; its targets and values are percents
        "cara_target": _one_of(CaraTarget),  # None: tangga
        "cara_pelaksana": _one_of(CaraPelaksana),  # None: koordinator
    },
    strict=True,
)
"""One row per rencana aksi (with its indikator) of one road map version."""

TARGET = pa.DataFrameSchema(
    {
        "item_id": pa.Column(int),
        "tahun": pa.Column(int),
        "bulan": pa.Column(int, pa.Check.in_range(0, 12)),  # 0: the year's target; else the month it is due
        "nilai": _number(),  # ya/tidak: 1 or 0
        "teks": _text(),  # as typed; ordinals live here
        "sifat": _one_of(Sifat),  # of a month cell; None for the year's target
        "sel": _text(),
        "nilai_atas": _number(),  # the upper bound of a range; nilai is its lower one
    },
    strict=True,
)
"""One row per target cell that holds something."""

REALISASI = pa.DataFrameSchema(
    {
        "item_id": pa.Column(int),
        "tahun": pa.Column(int),
        "bulan": pa.Column(int, pa.Check.in_range(1, 12)),
        "nilai": _number(),  # ya/tidak: 1 or 0
        "teks": _text(),  # ordinals, ratios and other texts kept as typed
        "kosong": _one_of(Kosong),  # why there is no value
        "sifat": _one_of(Sifat),  # None: not answered yet, must never be summed
        "realisasi_anggaran_rp": _number(),
        "sifat_anggaran": _one_of(Sifat),
        "capaian_dilaporkan_pct": _number(),
        "kendala": _text(),
        "tindak_lanjut": _text(),
        "bukti": _text(),
        "kiriman_id": pa.Column(int),
        "lembar": _text(),
        "baris": pa.Column(int),
        "sel": _text(False),  # JSON {field: "F17"}
    },
    strict=True,
)
"""One row per item and month of the submissions in force."""


def checked(rows: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The same frame with exactly the schema's columns in its order; raises pandera SchemaError when it does not fit."""
    return schema.validate(rows[list(schema.columns)])


def from_records(records: list[dict[str, object]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    """A frame of this schema from plain records; absent keys are missing, also for an empty list."""
    columns: dict[str, pd.Series] = {}
    for name, column in schema.columns.items():
        values = [r.get(name) for r in records]
        dtype = str(column.dtype)
        if dtype.startswith("float"):
            columns[name] = pd.Series([float("nan") if v is None else float(v) for v in values], dtype=float)  # type: ignore[arg-type]
        elif dtype.startswith("int"):
            columns[name] = pd.Series(values, dtype="int64")
        else:
            columns[name] = pd.Series([None if v is None or v != v else str(v) for v in values], dtype=object)
    return checked(pd.DataFrame(columns), schema)
