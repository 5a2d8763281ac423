"""A score as canonical text and back: what was presented is kept word for word, and its SHA-256 vouches for it."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from progress.model import Aturan, Butir, CaraGabung, Kelas, Langkah, Periode
from progress.scoring import Skor

TABEL = ("item", "opd_area", "opd", "area", "sasaran")


def to_text(skor: Skor) -> str:
    """The same score always gives the same text: keys in order, no blanks, every digit, missing is null."""
    plain = {
        "periode": str(skor.periode),
        "aturan": asdict(skor.aturan),
        "ringkas": {name: _plain(value) for name, value in skor.ringkas.items()},
        **{name: _table(getattr(skor, name)) for name in TABEL},
        "kerangka_lain": {name: _table(table) for name, table in skor.kerangka_lain.items()},
    }
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> Skor:
    """The score that gave this text."""
    plain = json.loads(text)
    ringkas = {k: math.nan if v is None and k.endswith("_pct") else v for k, v in plain["ringkas"].items()}
    tables: dict[str, Any] = {
        **{name: _frame(plain[name]) for name in TABEL},
        "ringkas": ringkas,
        "kerangka_lain": {name: _frame(table) for name, table in plain["kerangka_lain"].items()},
    }
    return Skor(Periode.parse(plain["periode"]), _rules(plain["aturan"]), tables.__getitem__)


def _table(frame: pd.DataFrame) -> dict[str, object]:
    columns = [frame[name] for name in frame.columns]
    return {
        "kolom": [str(name) for name in frame.columns],
        "jenis": [str(column.dtype) for column in columns],
        "isi": [[_plain(value) for value in column.to_numpy(object)] for column in columns],
    }


def _frame(table: dict[str, Any]) -> pd.DataFrame:
    columns = zip(table["kolom"], table["jenis"], table["isi"], strict=True)
    return pd.DataFrame({name: pd.Series(values, dtype=kind) for name, kind, values in columns})


def _plain(value: object) -> object:
    if value is None or value is pd.NA:
        return None
    plain = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(plain, float) and not math.isfinite(plain) else plain


def _rules(plain: dict[str, Any]) -> Aturan:
    parts = {"kelas": Kelas, "butir": Butir, "jenjang": Langkah}
    nested = {name: tuple(made(**one) for one in plain[name]) for name, made in parts.items()}
    return Aturan(**{**plain, **nested, "cara_gabung": CaraGabung(plain["cara_gabung"])})
