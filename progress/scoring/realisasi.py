"""Realisasi to date: the reports of the months so far become one value by kind of accumulation (rules 11 and 13)."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from progress.model import Kosong, Sifat
from progress.scoring.grid import Flags, Kinds, Numbers, Places, Texts, given, take, walk


@dataclass(frozen=True, slots=True)
class RealisasiSd:
    """Realisasi of the twelve months of one year, tables of (items, 12); a month sees only itself and earlier ones.

    `sd` is NaN where a month has no report, and for ordinals, whose level is `teks`. `terbawa` is the last to-date
    value of jumlah and kumulatif, reported that month or not, and `terakhir` that of every kind of value. `baris` is
    the row number of the month's report in the frame given, -1 where there is none.
    """

    sd: Numbers
    terbawa: Numbers
    terakhir: Numbers
    dilaporkan: Flags
    nihil: Flags
    teks: Texts
    anggaran_sd: Numbers
    baris: Places
    ada: Flags  # a term stands there
    of_month: Flags  # and it belongs to its month alone

    def months(self, at: Places) -> RealisasiSd:
        """The same of these columns alone, but `ada` and `of_month`, which `tanpa_bulan` looks back on."""
        return RealisasiSd(
            self.sd[:, at], self.terbawa[:, at], self.terakhir[:, at], self.dilaporkan[:, at], self.nihil[:, at],
            self.teks[:, at], self.anggaran_sd[:, at], self.baris[:, at], self.ada, self.of_month,
        )  # fmt: skip

    def only(self, at: Places) -> RealisasiSd:
        """The same of the items in these places."""
        return RealisasiSd(*(getattr(self, f.name)[at] for f in fields(self)))

    def tanpa_bulan(self, bulan: int, wanted: Flags) -> list[list[int]]:
        """For a sum of months up to `bulan`: the months since the last to-date value that nobody reported; else nothing."""
        ada, of_month = self.ada[:, :bulan], self.of_month[:, :bulan]
        months = np.arange(1, bulan + 1)
        restart = np.where(ada & ~of_month, months, 0).max(axis=1, keepdims=True)
        missing = ~ada & (months > restart) & wanted[:, None]
        without: list[list[int]] = [[] for _ in ada]
        for i in np.flatnonzero(missing.any(axis=1)):
            without[i] = months[missing[i]].tolist()
        return without


class Laporan:
    """The reports on a road map, each year walked once."""

    def __init__(self, kinds: Kinds, realisasi: pd.DataFrame) -> None:
        self.kinds, self.frame = kinds, realisasi
        self._years: dict[int, RealisasiSd] = {}

    def only(self, at: Places, frame: pd.DataFrame, tahun: int) -> Laporan:
        """Of the items in these places; this year's reports are those of `frame`, earlier years stay as they were walked."""
        mine = Laporan(self.kinds.only(at), frame)
        mine._years = {year: walked.only(at) for year, walked in self._years.items() if year != tahun}
        return mine

    def to_date(self, tahun: int) -> RealisasiSd:
        """Walk the months of a year.

        per bulan: the month's own value; one to date is its own only in January, and else no report.
        jumlah: "bulan ini" adds, "s.d." replaces, and a value whose sifat is not answered is taken as to date, never
        added. kumulatif: the latest value. posisi akhir and ya/tidak: the month's. rata-rata: the mean of the months
        that have a value of their own; a value to date, or one whose sifat is not answered, is that mean already.

        NIHIL is a report that adds nothing for jumlah and kumulatif (0 if nothing came before), and 0 for per bulan. For
        the other kinds it is no report; nor is any other empty cell, a text where a number is due, or a ya/tidak value
        besides 1 and 0. Where two rows claim one item and month, one that says something beats an empty one, then the later
        submission holds.
        """
        if tahun not in self._years:
            self._years[tahun] = _walked(self.kinds, self.frame, tahun)
        return self._years[tahun]


def _walked(kinds: Kinds, frame: pd.DataFrame, tahun: int) -> RealisasiSd:
    of_year = np.flatnonzero(frame["tahun"].to_numpy() == tahun)
    rows = _Baris(frame, of_year)
    kosong = rows.texts("kosong")
    empty, is_nihil = given(kosong), kosong == Kosong.NIHIL
    row = _report_rows(kinds, rows, ~empty | is_nihil)
    nilai = take(row, np.where(empty, np.nan, rows.numbers("nilai")))
    nilai = np.where(kinds.ya_tidak & (nilai != 0) & (nilai != 1), np.nan, nilai)
    nihil = take(row, is_nihil) & (kinds.jumlah | kinds.kumulatif | kinds.per_bulan)
    of_one_month = take(row, rows.says("sifat", Sifat.BULAN_INI))
    nilai[:, 1:] = np.where(kinds.per_bulan & ~of_one_month[:, 1:], np.nan, nilai[:, 1:])
    of_month = nihil | (of_one_month & kinds.jumlah)

    terms = np.where(nihil, 0.0, nilai)
    ada = np.isfinite(terms)
    running = walk(terms, ~of_month)
    mean = np.where(of_one_month, _means_so_far(np.where(of_one_month, nilai, np.nan)), nilai)
    value = np.where(kinds.rata_rata, mean, np.where(kinds.per_bulan, terms, running))
    teks = _levels(kinds, rows, row, nilai, take(row, empty))
    dilaporkan = np.where(kinds.ordinal, given(teks), ada) if kinds.ordinal.any() else ada
    return RealisasiSd(
        sd=np.where(dilaporkan & ~kinds.ordinal, value, np.nan),
        terbawa=np.where(kinds.jumlah | kinds.kumulatif, running, np.nan),
        terakhir=np.where(kinds.ordinal, np.nan, running),
        dilaporkan=dilaporkan,
        nihil=nihil,
        teks=teks,
        anggaran_sd=_money_to_date(row, rows),
        baris=np.append(of_year, -1)[row],
        ada=ada,
        of_month=of_month,
    )


@dataclass(frozen=True, slots=True)
class _Baris:
    """Some rows of a frame, a column at a time."""

    frame: pd.DataFrame
    at: Places

    def numbers(self, name: str) -> Numbers:
        values: Numbers = self.frame[name].to_numpy(float)[self.at]
        return np.where(np.isfinite(values), values, np.nan)

    def texts(self, name: str) -> Texts:
        values: Texts = self.frame[name].to_numpy(object)[self.at]
        return values

    def says(self, name: str, word: str) -> Flags:
        found: Flags = self.texts(name) == str(word)
        return found

    def places(self, name: str) -> Places:
        values: Places = self.frame[name].to_numpy(np.int64)[self.at]
        return values


def _report_rows(kinds: Kinds, rows: _Baris, says_something: Flags) -> Places:
    """Row numbers by item and month, -1 where there is none."""
    place, known = kinds.places(rows.places("item_id"))
    row = np.flatnonzero(known)
    bulan = rows.places("bulan")[row] - 1
    table = np.full((len(kinds), 12), -1, dtype=np.int64)
    table[place, bulan] = row
    if not np.array_equal(table[place, bulan], row):  # two rows claim one item and month
        order = np.lexsort((rows.places("baris")[row], rows.places("kiriman_id")[row], says_something[row]))
        table[place[order], bulan[order]] = row[order]  # of two rows the last in order stays
    return table


def _levels(kinds: Kinds, rows: _Baris, row: Places, nilai: Numbers, empty: Flags) -> Texts:
    """What ordinals report as typed; where only a number was typed, its digits. None for every other kind."""
    levels: Texts = np.full(row.shape, None, dtype=object)
    at = np.flatnonzero(kinds.ordinal)
    if len(at):
        typed = take(row[at], rows.texts("teks"))
        digits = np.array([[f"{n:g}" if n == n else None for n in months] for months in nilai[at]], dtype=object)
        levels[at] = np.where(~empty[at], np.where(given(typed), typed, digits), np.array(None))
    return levels


def _means_so_far(nilai: Numbers) -> Numbers:
    has = np.isfinite(nilai)
    total, count = np.where(has, nilai, 0.0).cumsum(axis=1), has.cumsum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _money_to_date(row: Places, rows: _Baris) -> Numbers:
    """Realisasi anggaran to date, accumulated like jumlah; NaN where the month's report names none."""
    rupiah = take(row, rows.numbers("realisasi_anggaran_rp"))
    of_month = take(row, rows.says("sifat_anggaran", Sifat.BULAN_INI))
    return np.where(np.isfinite(rupiah), walk(rupiah, ~of_month), np.nan)
