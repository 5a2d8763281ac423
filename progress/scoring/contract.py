"""The public JSON form of a month's scores, as `python -m progress skor --json` prints it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from progress.scoring.rollup import NILAI, RINGKAS
from progress.scoring.status import status

if TYPE_CHECKING:
    from progress.scoring import Skor

ITEM_KEYS = (
    "kode", "opd", "area", "rencana_aksi", "indikator", "target_sd", "realisasi_sd", "target_tahun",
    "capaian_pct", "capaian_tahun_pct", "keadaan", "terpenuhi", "bobot", "sel",
    "capaian_road_map_pct", "target_sd_atas",
)  # fmt: skip


def to_json(skor: Skor, pemda_name: str, opd_nama: Mapping[str, str]) -> dict[str, object]:
    """The public contract: numbers unrounded, missing is null, OPD by official name.

    `sasaran` and `kerangka_lain` count the same items once more, by other groups; nothing is the sum of both.
    `opd_nama` maps codes to official names; a code it does not know is printed as it is. In opd_area, `kode` is null
    for the items that belong to no group of the framework.
    """
    nama = {kode: opd_nama.get(kode, kode) for kode in skor.opd["opd"]}
    return {
        "pemda": pemda_name,
        "periode": str(skor.periode),
        "aturan": skor.aturan.versi,
        "ringkas": {name: _json(skor.ringkas[name]) for name in RINGKAS} | {"keterangan": _status(skor, skor.ringkas)},
        "area": _records(_told(skor, skor.area), {"kode": "area"}, (*NILAI, "keterangan")),
        "opd": _records(
            _told(skor, _named(skor.opd, nama)), {"opd": "opd"}, ("kelompok", "peringkat", *NILAI, "keterangan")
        ),
        "opd_area": _records(_named(skor.opd_area, nama), {"opd": "opd", "kode": "area"}, NILAI),
        "item": _records(_named(skor.item, nama), {}, ITEM_KEYS),
        "sasaran": _records(skor.sasaran, {"sasaran": "grup"}, NILAI),
        "kerangka_lain": [
            {"kerangka": kerangka, "grup": _records(table, {"kode": "grup"}, NILAI)}
            for kerangka, table in skor.kerangka_lain.items()
        ],
    }


def _told(skor: Skor, table: pd.DataFrame) -> pd.DataFrame:
    rows = ({str(k): v for k, v in r.items()} for r in table.astype(object).to_dict("records"))
    return table.assign(keterangan=pd.Series([_status(skor, r) for r in rows], dtype=object, index=table.index))


def _status(skor: Skor, row: Mapping[str, object]) -> str:
    kelas = row["kelas"] if isinstance(row["kelas"], str) else None
    return status(
        skor.periode, float(str(row["capaian_pct"])), kelas, int(str(row["sudah_lapor"])), int(str(row["wajib_lapor"])),
        skor.aturan,
    )  # fmt: skip


def _named(table: pd.DataFrame, nama: Mapping[str, str]) -> pd.DataFrame:
    return table.assign(opd=pd.Series([nama[kode] for kode in table["opd"]], dtype=object, index=table.index))


def _records(table: pd.DataFrame, renamed: Mapping[str, str], keys: tuple[str, ...]) -> list[dict[str, object]]:
    columns = {**renamed, **{key: key for key in keys}}
    rows = zip(*(table[name].to_numpy(object) for name in columns.values()), strict=True)
    return [dict(zip(columns, map(_json, row), strict=True)) for row in rows]


def _json(value: object) -> object:
    """A plain value; NaN, NA and infinities are null."""
    if value is None or value is pd.NA:
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain
