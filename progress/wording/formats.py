"""Numbers as Indonesians write them; missing prints as an en dash, never as 0."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

KOSONG = "–"


def round_half_away(value: float, decimals: int = 1) -> float:
    """Half away from zero, as Excel does: 50.05 -> 50.1. Like Excel it sees thirteen digits, not the noise behind them."""
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(f"{float(value):.13g}").quantize(step, rounding=ROUND_HALF_UP))


def angka(value: float | None, decimals: int | None = None) -> str:
    """1234.5 -> '1.234,5'. Without `decimals`, up to two and no trailing zeros."""
    if value is None or math.isnan(value):
        return KOSONG
    text = f"{round_half_away(value, 2 if decimals is None else decimals):,.{2 if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", "\0").replace(".", ",").replace("\0", ".")


def persen(value: float | None) -> str:
    """71.44 -> '71,4 %'; missing -> '–'."""
    return KOSONG if value is None or math.isnan(value) else f"{angka(value, 1)} %"


def rupiah(value: float | None) -> str:
    """In documents: 1250000000 -> 'Rp1.250.000.000'."""
    return KOSONG if value is None or math.isnan(value) else f"{'-' if value < 0 else ''}Rp{angka(abs(value), 0)}"


def rupiah_ringkas(value: float | None) -> str:
    """On cards: 1250000000 -> 'Rp1,25 M' (miliar), 'Rp12,5 jt', 'Rp2,1 T'."""
    if value is None or math.isnan(value):
        return KOSONG
    for size, unit in ((1e12, "T"), (1e9, "M"), (1e6, "jt")):
        if abs(value) >= size:
            return f"{'-' if value < 0 else ''}Rp{angka(abs(value) / size)} {unit}"
    return rupiah(value)
