"""Realisasi to date: the reports of the months so far become one value by kind of accumulation (rules 11 and 13)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from progress.model import Kosong, Periode, Sifat
from progress.scoring.grid import Flags, Kinds, Numbers, Places, Texts, given, numbers, take, texts, walk


@dataclass(frozen=True, slots=True)
class RealisasiSd:
    """Realisasi of one month, one entry per item.

    `sd` is NaN where this month has no report, and for ordinals, whose level is `teks`. `terbawa` is the last to-date
    value of jumlah and kumulatif, reported this month or not, and `terakhir` that of every kind of value. `baris` is the row number of this month's report in
    the frame given, -1 where there is none.
    """

    sd: Numbers
    terbawa: Numbers
    terakhir: Numbers
    dilaporkan: Flags
    nihil: Flags
    teks: Texts
    anggaran_sd: Numbers
    tanpa_bulan: list[list[int]]
    baris: Places


def realisasi_to_date(kinds: Kinds, realisasi: pd.DataFrame, periode: Periode) -> RealisasiSd:
    """Walk the months of the year up to `periode`.

    per bulan: this month's own value; one to date is its own only in January, and else no report.
    jumlah: "bulan ini" adds, "s.d." replaces, and a value whose sifat is not answered is taken as to date, never
    added. kumulatif: the latest value. posisi akhir and ya/tidak: this month's. rata-rata: the mean of the months
    that have a value of their own; a value to date, or one whose sifat is not answered, is that mean already.

    NIHIL is a report that adds nothing for jumlah and kumulatif (0 if nothing came before), and 0 for per bulan. For
    the other kinds it is no report; nor is any other empty cell, a text where a number is due, or a ya/tidak value besides 1 and 0.
    Where two rows claim one item and month, one that says something beats an empty one, then the later submission
    holds.
    """
    row = _report_rows(kinds, realisasi, periode)
    kosong = take(row, texts(realisasi["kosong"]))
    nilai = np.where(given(kosong), np.nan, take(row, numbers(realisasi["nilai"])))
    nilai = np.where(kinds.ya_tidak[:, None] & (nilai != 0) & (nilai != 1), np.nan, nilai)
    nihil = (kosong == Kosong.NIHIL) & (kinds.jumlah | kinds.kumulatif | kinds.per_bulan)[:, None]
    sifat = take(row, texts(realisasi["sifat"]))
    nilai[:, 1:] = np.where(kinds.per_bulan[:, None] & (sifat != Sifat.BULAN_INI)[:, 1:], np.nan, nilai[:, 1:])
    of_month = nihil | ((sifat == Sifat.BULAN_INI) & kinds.jumlah[:, None])

    terms = np.where(nihil, 0.0, nilai)
    running = walk(terms, ~of_month)[:, -1]
    of_one_month = sifat == Sifat.BULAN_INI
    mean = np.where(of_one_month[:, -1], _mean(np.where(of_one_month, nilai, np.nan)), nilai[:, -1])
    value = np.where(kinds.rata_rata, mean, np.where(kinds.per_bulan, terms[:, -1], running))
    teks = _levels(kinds, take(row[:, -1], texts(realisasi["teks"])), nilai[:, -1], given(kosong[:, -1]))
    dilaporkan = np.where(kinds.ordinal, given(teks), np.isfinite(terms[:, -1]))
    return RealisasiSd(
        sd=np.where(dilaporkan & ~kinds.ordinal, value, np.nan),
        terbawa=np.where(kinds.jumlah | kinds.kumulatif, running, np.nan),
        terakhir=np.where(kinds.ordinal, np.nan, running),
        dilaporkan=dilaporkan,
        nihil=nihil[:, -1],
        teks=teks,
        anggaran_sd=_money_to_date(row, realisasi),
        tanpa_bulan=_months_without(np.isfinite(terms), of_month, kinds.jumlah & dilaporkan),
        baris=row[:, -1],
    )


def _report_rows(kinds: Kinds, realisasi: pd.DataFrame, periode: Periode) -> Places:
    """Row numbers of `realisasi` by item and month of the year up to `periode`; -1 where there is none."""
    bulan, kosong = realisasi["bulan"].to_numpy(np.int64), texts(realisasi["kosong"])
    in_time = (realisasi["tahun"].to_numpy() == periode.tahun) & (bulan <= periode.bulan)
    row = np.flatnonzero(in_time)
    place, known = kinds.places(realisasi.iloc[row])
    row = row[known]
    says_something = (~given(kosong) | (kosong == Kosong.NIHIL))[row]
    order = np.lexsort((realisasi["baris"].to_numpy()[row], realisasi["kiriman_id"].to_numpy()[row], says_something))
    table = np.full((len(kinds), periode.bulan), -1, dtype=np.int64)
    table[place[order], bulan[row[order]] - 1] = row[order]  # of two rows the last in order stays
    return table


def _levels(kinds: Kinds, teks: Texts, nilai: Numbers, empty: Flags) -> Texts:
    """What ordinals report as typed; where only a number was typed, its digits. None for every other kind."""
    digits = np.array([f"{n:g}" if n == n else None for n in nilai], dtype=object)
    return np.where(kinds.ordinal & ~empty, np.where(given(teks), teks, digits), None)  # type: ignore[call-overload, no-any-return]


def _mean(nilai: Numbers) -> Numbers:
    has = np.isfinite(nilai)
    total, count = np.where(has, nilai, 0.0).sum(axis=1), has.sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _money_to_date(row: Places, realisasi: pd.DataFrame) -> Numbers:
    """Realisasi anggaran to date, accumulated like jumlah; NaN where this month's report names none."""
    rupiah = take(row, numbers(realisasi["realisasi_anggaran_rp"]))
    of_month = take(row, texts(realisasi["sifat_anggaran"])) == Sifat.BULAN_INI
    return np.where(np.isfinite(rupiah[:, -1]), walk(rupiah, ~of_month)[:, -1], np.nan)


def _months_without(reported: Flags, of_month: Flags, wanted: Flags) -> list[list[int]]:
    """For a sum of months: the months since the last to-date value that nobody reported; otherwise nothing."""
    months = np.arange(1, reported.shape[1] + 1)
    restart = np.where(reported & ~of_month, months, 0).max(axis=1)
    missing = ~reported & (months > restart[:, None]) & wanted[:, None]
    without: list[list[int]] = [[] for _ in reported]
    for i in np.flatnonzero(missing.any(axis=1)):
        without[i] = months[missing[i]].tolist()
    return without
