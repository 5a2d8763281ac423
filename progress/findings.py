"""Findings: what is wrong with a cell, a row or a file, as values that travel with the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum


class TingkatTemuan(StrEnum):
    """How much a finding costs. On screen: Wajib diperbaiki, Perlu dicek, Catatan."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


class UnreadableWorkbook(Exception):
    """This file cannot be read at all; the finding inside says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.pesan)
        self.finding = finding


class UnknownLayout(UnreadableWorkbook):
    """The file opens, but holds no table that this program can take for its kind."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `sel` is an address such as F17, `tertulis` the text as typed; None where a file is meant."""

    tingkat: TingkatTemuan
    kode: str
    pesan: str
    lembar: str | None = None
    sel: str | None = None
    tertulis: str | None = None

    def to_json(self) -> dict[str, str | None]:
        """The form of the public contract, keys in its order."""
        row = asdict(self)
        return {k: row[k] for k in ("tingkat", "kode", "lembar", "sel", "tertulis", "pesan")}

    @classmethod
    def from_json(cls, row: dict[str, str | None]) -> Finding:
        return cls(
            TingkatTemuan(str(row["tingkat"])),
            str(row["kode"]),
            str(row["pesan"]),
            row["lembar"],
            row["sel"],
            row["tertulis"],
        )


def has_galat(findings: Iterable[Finding]) -> bool:
    return any(f.tingkat is TingkatTemuan.GALAT for f in findings)
