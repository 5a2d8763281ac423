"""What a signature block says of itself: the post that signs, the date, whether there is a signature. Never a name, never a NIP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.header import BULAN_PATTERN, month_number
from loaders.rows import PLACE_DATE, POST
from loaders.tables import Grid
from loaders.workbook import address

ROWS = 16  # a block is no longer
_SIGNED = re.compile(r"\W*(?:ttd\b|t\.t\.d|tertanda\b|ditandatangani\s+secara\s+elektronik|/s/)", re.IGNORECASE)
_DATE = re.compile(rf"([0-3]?[0-9])\s+({BULAN_PATTERN})[\s.]*(20[0-9]{{2}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """One block. `tanggal` None: no full date. `ada_tanda_tangan` None: this format does not tell where pictures stand."""

    lembar: str
    sel: str
    jabatan: str | None
    tanggal: date | None
    ada_tanda_tangan: bool | None

    def to_json(self) -> dict[str, Any]:
        return {
            "lembar": self.lembar,
            "sel": self.sel,
            "jabatan": self.jabatan,
            "tanggal": None if self.tanggal is None else self.tanggal.isoformat(),
            "ada_tanda_tangan": self.ada_tanda_tangan,
        }


def read_signature(grid: Grid, top: int) -> Pengesahan:
    """The block that begins in row `top` (from zero), left or right of the sheet.

    The post is a line that begins like one ("Kepala Dinas …"), up to a comma or a digit: a name behind it is left out.
    A signature is the word ttd, a note of an electronic one, or a picture beside or below the block's first line.
    """
    cells = [(r, c, t) for r in range(top, min(top + ROWS, grid.height)) for c, t in grid.row(r)]
    lines = [line.strip() for _, _, text in cells for line in text.split("\n")]
    posts = [m[0] for line in lines if (m := re.match(r"[^,0-9()]{3,80}", line)) and POST.match(line)]
    dates = [d for line in lines if PLACE_DATE.match(line) and (d := _day(line))]
    pictures = grid.sheet.pictures
    written = any(_SIGNED.match(line) for line in lines)
    shown = None if pictures is None else any(top - 1 <= r < top + ROWS for r in pictures)
    first = cells[0] if cells else (top, 0, "")
    return Pengesahan(
        grid.sheet.name, address(first[0], first[1]), posts[-1].strip(" .:") if posts else None, dates[-1] if dates else None,
        True if written else shown,
    )  # fmt: skip


def _day(line: str) -> date | None:
    if not (found := _DATE.search(line)) or not (bulan := month_number(found[2])):
        return None
    try:
        return date(int(found[3]), bulan, int(found[1]))
    except ValueError:
        return None
