"""Everything a page fetches, kept per (database, pemda, version of the data, month); a new version drops nothing stale."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from progress import charts
from progress.model import Kerangka, Periode
from progress.rekap import kerangka_of, score_month
from progress.sajian import bulan
from progress.sajian.nilai import previous
from progress.scoring import Skor
from progress.settings import sqlite_file
from progress.web import session
from progress.web.session import View


@dataclass(frozen=True, slots=True)
class Gambar:
    """A figure ready to be drawn."""

    figure: charts.Figure

    @property
    def tinggi(self) -> int:
        return int(self.figure["layout"]["height"])


def kerangka(view: View) -> Kerangka:
    """The framework the road map in force speaks."""
    return view.acuan.kerangka[_kerangka(*_key(view), _view=view)]


def skor(view: View, periode: Periode) -> Skor:
    return _skor(*_key(view), str(periode), _view=view)


def tahun(view: View) -> dict[Periode, Skor]:
    """The scores of every month of the shown year up to the shown one that has a report."""
    shown = _shown(view)
    return {p: skor(view, p) for p in view.tersedia if p.tahun == shown.tahun and p <= shown}


def ringkasan(view: View) -> bulan.Ringkasan:
    return _ringkasan(*_key(view), str(_shown(view)), _view=view)


def gambar_area(view: View, opd: str | None = None) -> Gambar:
    """The bars of all areas, of the pemda or of one OPD."""
    return _gambar_area(*_key(view), str(_shown(view)), opd, _view=view)


def gambar_tren(view: View, opd: str | None = None, area: str | None = None) -> Gambar:
    return _gambar_tren(*_key(view), str(_shown(view)), opd, area, _view=view)


def areas(view: View, opd: str | None = None) -> tuple[bulan.Bagian, ...]:
    kini, lalu = skor(view, _shown(view)), _before(view)
    if opd is None:
        return bulan.areas(kini, lalu, kerangka(view))
    return bulan.areas_of(opd, kini, lalu, kerangka(view))


@st.cache_data(show_spinner=False, max_entries=8)
def _kerangka(url: str, berkas: int, pemda: str, versi: int, _view: View) -> str:
    return kerangka_of(_view.store, _view.acuan).id


@st.cache_data(show_spinner=False, max_entries=60)
def _skor(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> Skor:
    return score_month(_view.store, _view.acuan, Periode.parse(periode))


@st.cache_data(show_spinner=False, max_entries=24)
def _ringkasan(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> bulan.Ringkasan:
    return bulan.summarise(tahun(_view), Periode.parse(periode), _view.acuan, kerangka(_view))


@st.cache_data(show_spinner=False, max_entries=128)
def _gambar_area(url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str | None, _view: View) -> Gambar:
    return Gambar(charts.area_bars(areas(_view, opd), _view.acuan.aturan))


@st.cache_data(show_spinner=False, max_entries=128)
def _gambar_tren(
    url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str | None, area: str | None, _view: View
) -> Gambar:
    points = bulan.trend_of(tahun(_view), Periode.parse(periode), opd, area)
    return Gambar(charts.trend(points, _view.acuan.aturan))


def _before(view: View) -> Skor | None:
    before = previous(_shown(view))
    return skor(view, before) if before and before in view.tersedia else None


def _key(view: View) -> tuple[str, int, str, int]:
    """Which data these are: a database put in the place of another is another one, even at the same version."""
    url = session.settings().database_for(view.acuan.pemda)
    file = sqlite_file(url)
    berkas = file.stat().st_ino if file is not None and file.exists() else 0
    return url, berkas, view.pemda, view.versi


def _shown(view: View) -> Periode:
    if view.periode is None:
        raise ValueError("halaman ini memerlukan periode")
    return view.periode
