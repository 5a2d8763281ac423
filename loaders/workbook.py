"""A workbook as grids of cells that know their address, what their format shows, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from loaders import guard, kinds
from loaders.formats import html, ods, text, xls, xlsb, xlsx, xml2003
from loaders.formats.grid import Sheet, Workbook, shows_percent
from loaders.structure import address, column_letters
from progress.wording import berkas

__all__ = ["Sheet", "Workbook", "address", "column_letters", "read_workbook", "shows_percent"]

_IN_PARTS: dict[str, Callable[[Path, guard.Parts], list[Sheet]]] = {
    "xlsx": xlsx.read_xlsx,
    "xlsb": xlsb.read_xlsb,
    "ods": ods.read_ods,
}
_IN_ONE_PIECE: dict[str, Callable[[bytes, str], list[Sheet]]] = {  # content, the file's name without its ending
    "xls": xls.read_xls,
    "csv": text.read_text,
    "html": html.read_html,
    "xml2003": xml2003.read_xml2003,
}


def read_workbook(path: Path, name: str | None = None) -> Workbook:
    """Read a workbook of any accepted format, known by its content. `name` is the sender's file name.

    `Workbook.format` is one of xlsx (xlsm too; macros never run), xls, xlsb, ods, csv, html, xml2003. Raises
    UnreadableWorkbook for everything else, with one sentence for the sender. It is meant to run inside the sandbox: a
    hostile file may still end the process.
    """
    name = name or path.name
    guard.check_size(path)
    kind = kinds.kind_of(path, name)
    if kind == kinds.ZIP:
        with guard.Parts(path) as parts:
            kind = kinds.kind_of_parts(parts)
            sheets = _IN_PARTS[kind](path, parts)
    else:
        sheets = _IN_ONE_PIECE[kind](path.read_bytes(), Path(name).stem)
    if not sheets:
        guard.refuse(berkas.TANPA_LEMBAR)
    return Workbook(name, kind, sheets)
