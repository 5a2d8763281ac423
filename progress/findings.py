"""Findings: what is wrong with a cell, a row or a file, as values that travel with the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from progress.wording.sel import excel_order, kolom
from progress.wording.temuan import place, places, quoted

BATAL = "batal:"
"""How the key of an answer begins that takes a repair back."""


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


# -- the same for people: equal ones together, the costliest first ---------------------------------------------------------

Bidang = Mapping[tuple[str, str], str]
"""(sheet, cell) -> the field of a row that stands there; (sheet, column letters) for the other cells of its column."""
_URUTAN = {tingkat: n for n, tingkat in enumerate(TingkatTemuan)}
_HARGA = {
    "realisasi": 0,
    "target": 1,
    "target_tahun": 1,
    "anggaran_rp": 2,
    "realisasi_anggaran_rp": 2,
    "capaian_dilaporkan_pct": 2,
}
_TULISAN = 3
# what leaves a whole row without a score, wherever its cell stands
_BARIS_HILANG = frozenset({
    "BARIS_TIDAK_COCOK", "BARIS_COCOK_GANDA", "BARIS_GANDA", "KODE_TEKS_BERBEDA", "SATUAN_TIDAK_COCOK", "BARIS_TANPA_NAMA",
    "DI_BAGIAN_LAIN",
})  # fmt: skip
_TANPA_BIDANG = {"BUKAN_UANG": 2, "CAPAIAN_BERBEDA": 2, "AREA_TIDAK_DIKENAL": _TULISAN, "AREA_KOSONG": _TULISAN}
CONTOH = 3
BARIS_DIKENAL = 500


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Findings of one sheet that mean the same, with all their cells in Excel's order; none where the sheet or file is meant."""

    tingkat: TingkatTemuan
    kode: str
    lembar: str | None
    sel: tuple[str, ...]
    tertulis: str | None
    pesan: str


def fields_of(baris: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Which field stands in which cell, from rows of the public contract; of a long sheet the first rows tell its columns."""
    found: dict[tuple[str, str], str] = {}
    seen: Counter[str] = Counter()
    for row in baris:
        seen[row["lembar"]] += 1
        if seen[row["lembar"]] > BARIS_DIKENAL:
            continue
        for name, sel in row["sel"].items():
            found[row["lembar"], sel] = name
            if (column := kolom(sel)) is not None:
                found.setdefault((row["lembar"], column), name)
    return found


def grouped(findings: Iterable[Finding], bidang: Bidang | None = None, *, per_tulisan: bool = False) -> list[Kelompok]:
    """The costliest first: by tingkat; whole file, whole sheet, cells; realisasi, target, money, texts; most rows first.

    `per_tulisan` keeps apart what was written differently, for a list in which a sender looks up his own words.
    """
    order: dict[str | None, int] = {}
    same: dict[tuple[int, *tuple[object, ...]], list[Finding]] = {}
    for f in findings:
        order.setdefault(f.lembar, len(order))
        words = f.tertulis if per_tulisan else None
        key = (_price(f, bidang or {}), f.tingkat, f.kode, f.lembar, *_meaning(f), words, f.sel is None)
        same.setdefault(key, []).append(f)
    groups = [(key[0], _group(members)) for key, members in same.items()]

    def cost(priced: tuple[int, Kelompok]) -> tuple[object, ...]:
        price, group = priced
        reach = 0 if group.lembar is None and not group.sel else 1 if not group.sel else 2
        first = [excel_order(s) for s in group.sel[:1]]
        return (_URUTAN[group.tingkat], reach, price, -len(group.sel), order[group.lembar], first)

    return [group for _, group in sorted(groups, key=cost)]


def _price(f: Finding, bidang: Bidang) -> int:
    if f.kode in _BARIS_HILANG:
        return 0
    if not bidang or not f.sel:
        return _TANPA_BIDANG.get(f.kode, 0)
    lembar, sel = f.lembar or "", f.sel
    return _HARGA.get(bidang.get((lembar, sel)) or bidang.get((lembar, kolom(sel) or "")) or "", _TULISAN)


def _meaning(f: Finding) -> tuple[str, str | None]:
    """The sentence without its place, and without what was written where it quotes that."""
    pesan = f.pesan.replace(place(f.lembar, f.sel), "\0") if f.sel else f.pesan
    quote = _quote(f)
    return (pesan.replace(quote, "\1"), None) if f.sel and quote and quote in pesan else (pesan, f.tertulis)


def _quote(f: Finding) -> str:
    return f"'{quoted(f.tertulis)}'" if f.tertulis else ""


def _group(members: Sequence[Finding]) -> Kelompok:
    members = sorted(members, key=lambda f: (excel_order(f.sel or ""), f.tertulis or "", f.pesan))
    first = members[0]
    cells = tuple(sorted({f.sel for f in members if f.sel}, key=excel_order))
    pesan, tertulis = first.pesan, first.tertulis
    if len(cells) > 1:
        pesan = pesan.replace(place(first.lembar, first.sel), places(first.lembar, cells))
    texts = list(dict.fromkeys(f.tertulis for f in members if f.tertulis))
    if len(texts) > 1 and (quote := _quote(first)) in pesan:
        rest = ", …" if len(texts) > CONTOH else ""
        pesan = pesan.replace(quote, ", ".join(f"'{quoted(t)}'" for t in texts[:CONTOH]) + rest)
        tertulis = ", ".join(quoted(t) for t in texts[:CONTOH]) + rest
    return Kelompok(first.tingkat, first.kode, first.lembar, cells, tertulis, pesan)
