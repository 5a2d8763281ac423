"""Cell addresses as people read them: in order down the sheet, neighbours in a column as one range."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


def excel_order(sel: str) -> tuple[int, int, str]:
    """Row, then column (Z before AA); what is no address comes last."""
    found = _ADDRESS.fullmatch(sel)
    return (int(found[2]), _column(found[1]), "") if found else (1 << 24, 0, sel)


def daftar_sel(cells: Iterable[str], paling_banyak: int | None = None) -> str:
    """'F12, F14–F19'; at most so many cells and ranges, then '…'."""
    runs: list[list[str]] = []
    last: dict[str, list[str]] = {}  # per column the run that may go on
    for sel in sorted(set(cells), key=excel_order):
        found = _ADDRESS.fullmatch(sel)
        run = last.get(found[1]) if found else None
        if found and run and run[-1] == f"{found[1]}{int(found[2]) - 1}":
            run.append(sel)
            continue
        runs.append([sel])
        if found:
            last[found[1]] = runs[-1]
    said = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join([*said[:paling_banyak], *(["…"] if paling_banyak and len(said) > paling_banyak else [])])


def kolom(sel: str) -> str | None:
    """'F' of 'F12'."""
    found = _ADDRESS.fullmatch(sel)
    return found[1] if found else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
