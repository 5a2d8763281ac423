"""Which month a text speaks of: titles, sheet names, file names. A year of a regulation or of the road map is no month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from loaders.header import _BULAN, _ROMAN, _SD, BULAN_PATTERN, names_month
from progress.model import Periode


@dataclass(frozen=True, slots=True)
class Waktu:
    """What a text names; each part may be missing. `sd`: the text says 'sampai dengan'. `triwulan` names a quarter's end.

    `hari` is the day of a full date: 5 November is when something was written, 31 Oktober the state that it tells.
    """

    bulan: int | None = None
    tahun: int | None = None
    sd: bool = False
    triwulan: bool = False
    hari: int | None = None

    @property
    def is_written_on(self) -> bool:
        """A full date that is not the last day of its month."""
        return (
            self.hari is not None
            and self.bulan is not None
            and self.hari != monthrange(self.tahun or 2024, self.bulan)[1]
        )

    @property
    def periode(self) -> Periode | None:
        return Periode(self.tahun, self.bulan) if self.bulan and self.tahun else None


_MONTH = re.compile(rf"(?<![a-z])({BULAN_PATTERN})(?![a-z])[\s.,'_-]*((?:20)?[0-9]{{2}}(?![0-9]))?")
_ISO = re.compile(r"(?<![0-9])(20[0-9]{2})[-_./ ]?(0[1-9]|1[0-2])(?![0-9])")
_NUMERIC = re.compile(r"(?<![0-9/.-])(0?[1-9]|1[0-2])[-_/](20[0-9]{2})(?![0-9])")
_DATE = re.compile(r"(?<![0-9])([0-3]?[0-9])\s*[-/.]\s*([01]?[0-9])\s*[-/.]\s*(20[0-9]{2})(?![0-9])")
_TW = re.compile(r"(?<![a-z])(?:tw|triwulan|tri wulan|kuartal)\s*[-.:_]*\s*(iv|iii|ii|i|[1-4])(?![a-z0-9])")
_TAHUN = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_NOT_A_PERIOD = re.compile(
    r"nomor|(?<![a-z])no\.|(?<![a-z])(?:peraturan|permenpan|perpres|perda|perbup|perwali|keputusan|undang|instruksi|surat edaran"
    r"|(?:di)?cetak|update|diperbarui|versi|sk)(?:[0-9]|(?![a-z])|rb)"
)
_WRITTEN_ON = re.compile(r"tanggal|tgl")
_STATE = re.compile(r"keadaan|kondisi|posisi|periode|bulan|s\s*[./]?\s*d\b|sampai|(?<![a-z])per(?![a-z])")
_YEARS = re.compile(r"20[0-9]{2}\s*[-–/]\s*20[0-9]{2}")
_DAY = re.compile(rf"(?<![0-9])([0-3]?[0-9])\s+(?:{BULAN_PATTERN})(?![a-z])")
_BULAN_KE = re.compile(r"(?<![a-z])bulan\s*(?:ke)?[\s:.-]*(0?[1-9]|1[0-2])(?![0-9])")
_LABEL = re.compile(r"\b(bulan|periode|keadaan|kondisi|posisi|triwulan|tri wulan|per)\b")


@lru_cache(maxsize=1024)
def read_period(text: str) -> Waktu:
    """The month and year in one line of text; the last month of a range 'Januari s.d. Oktober 2026'."""
    low = " ".join(text.casefold().split())
    if found := _DATE.search(low):
        month = int(found[2])
        return Waktu(month if 1 <= month <= 12 else None, int(found[3]), bool(_SD.search(low)), hari=int(found[1]))
    months = list(_MONTH.finditer(low)) if names_month(low) else []
    years = [int(y) for y in _TAHUN.findall(low)]
    sd = bool(_SD.search(low))
    if months:
        month = _BULAN[months[-1][1]]
        named = months[-1][2]
        year = _year(named, low)
        if year is None and len(set(years)) == 1:
            year = years[0]
        distinct = {m[1] for m in months}
        if len({_BULAN[m] for m in distinct}) > 1 and not sd and not re.search(r"\s[-–]\s|[a-z][-–][a-z]", low):
            return Waktu(None, year)
        day = _DAY.search(low)
        return Waktu(month, year, sd or len({_BULAN[m] for m in distinct}) > 1, hari=int(day[1]) if day else None)
    if found := _ISO.search(low):
        return Waktu(int(found[2]), int(found[1]), sd)
    if found := _NUMERIC.search(low):
        return Waktu(int(found[1]), int(found[2]), sd)
    if found := _BULAN_KE.search(low):
        return Waktu(int(found[1]), years[0] if len(set(years)) == 1 else None, sd)
    year = years[0] if len(set(years)) == 1 else None
    if found := _TW.search(low):
        return Waktu((_ROMAN.get(found[1]) or int(found[1])) * 3, year, sd, True)
    return Waktu(None, year, sd)


def _year(named: str | None, low: str) -> int | None:
    """2026 behind a month, or 26 in 'Okt-26'; a lone 26 behind a blank may be a day."""
    if named and len(named) == 4:
        return int(named)
    short = re.search(rf"(?:{BULAN_PATTERN})[-'/_]([0-9]{{2}})(?![0-9])", low) if named else None
    return 2000 + int(short[1]) if short else None


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
        low = _YEARS.sub(" ", line.casefold())
        if _NOT_A_PERIOD.search(low) or len(line) > 200:
            continue
        found = read_period(low)
        if (found.is_written_on or _WRITTEN_ON.search(low)) and not _STATE.search(low):
            continue  # a date of writing tells no month of the report
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
