"""Which month a text speaks of: titles, sheet names, file names. A year of a regulation or of the road map is no month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.header import _BULAN, _ROMAN, _SD, BULAN_PATTERN
from progress.model import Periode


@dataclass(frozen=True, slots=True)
class Waktu:
    """What a text names; each part may be missing. `sd`: the text says 'sampai dengan'. `triwulan` names a quarter's end."""

    bulan: int | None = None
    tahun: int | None = None
    sd: bool = False
    triwulan: bool = False

    @property
    def periode(self) -> Periode | None:
        return Periode(self.tahun, self.bulan) if self.bulan and self.tahun else None


_MONTH = re.compile(rf"(?<![a-z])({BULAN_PATTERN})(?![a-z])[\s.,'_-]*((?:20)?[0-9]{{2}}(?![0-9]))?")
_ISO = re.compile(r"(?<![0-9])(20[0-9]{2})[-_. ]?(0[1-9]|1[0-2])(?![0-9])")
_NUMERIC = re.compile(r"(?<![0-9/.-])(0?[1-9]|1[0-2])[-_/](20[0-9]{2})(?![0-9])")
_DATE = re.compile(r"(?<![0-9])[0-3]?[0-9]\s*[-/.]\s*([01]?[0-9])\s*[-/.]\s*(20[0-9]{2})(?![0-9])")
_TW = re.compile(r"(?<![a-z])(?:tw|triwulan|tri wulan|kuartal)\s*[-.:_]*\s*(iv|iii|ii|i|[1-4])(?![a-z0-9])")
_TAHUN = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NOT_A_PERIOD = re.compile(
    r"nomor|(?<![a-z])no\.|peraturan|permenpan|perpres|perda|perbup|perwali|keputusan|road\s*map|undang|tanggal\s*:|tgl\.?\s*surat|instruksi|surat edaran"
)
_LABEL = re.compile(r"\b(bulan|periode|keadaan|kondisi|posisi|triwulan|tri wulan|per)\b")


def read_period(text: str) -> Waktu:
    """The month and year in one line of text; the last month of a range 'Januari s.d. Oktober 2026'."""
    low = " ".join(text.casefold().split())
    if found := _DATE.search(low):
        month = int(found[1])
        return Waktu(month if 1 <= month <= 12 else None, int(found[2]), bool(_SD.search(low)))
    months = list(_MONTH.finditer(low))
    years = [int(y) for y in _TAHUN.findall(low)]
    sd = bool(_SD.search(low))
    if months:
        month = _BULAN[months[-1][1]]
        named = months[-1][2]
        year = int(named) if named and len(named) == 4 else None
        if year is None and len(set(years)) == 1:
            year = years[0]
        distinct = {m[1] for m in months}
        if len({_BULAN[m] for m in distinct}) > 1 and not sd and not re.search(r"\s[-–]\s|[a-z][-–][a-z]", low):
            return Waktu(None, year)
        return Waktu(month, year, sd or len({_BULAN[m] for m in distinct}) > 1)
    if found := _ISO.search(low):
        return Waktu(int(found[2]), int(found[1]), sd)
    if found := _NUMERIC.search(low):
        return Waktu(int(found[1]), int(found[2]), sd)
    year = years[0] if len(set(years)) == 1 else None
    if found := _TW.search(low):
        return Waktu((_ROMAN.get(found[1]) or int(found[1])) * 3, year, sd, True)
    return Waktu(None, year, sd)


@dataclass(frozen=True, slots=True)
class Temuan:
    """What a title block says: the month found, whether lines contradict each other, whether it says 'sampai dengan'."""

    waktu: Waktu
    berselisih: bool = False


def period_of_title(lines: Iterable[str]) -> Temuan:
    """The month of a title block; labelled lines (Bulan, Periode, Kondisi …) go before free ones."""
    labelled: list[Waktu] = []
    free: list[Waktu] = []
    years: list[int] = []
    sd = False
    for line in lines:
        low = line.casefold()
        if _NOT_A_PERIOD.search(low) or len(line) > 200 or re.search(r"20[0-9]{2}\s*[-–/]\s*20[0-9]{2}", low):
            continue
        found = read_period(line)
        if found.tahun:
            years.append(found.tahun)
        if found.bulan:
            (labelled if _LABEL.search(low) else free).append(found)
            sd = sd or found.sd
    candidates = labelled or free
    months = {w.bulan for w in candidates}
    if len(months) > 1:
        return Temuan(Waktu(None, years[0] if len(set(years)) == 1 else None, sd), True)
    if not candidates:
        return Temuan(Waktu(None, years[0] if len(set(years)) == 1 else None, sd))
    year = next((w.tahun for w in candidates if w.tahun), None) or (years[0] if len(set(years)) == 1 else None)
    return Temuan(Waktu(candidates[0].bulan, year, sd, candidates[0].triwulan))
