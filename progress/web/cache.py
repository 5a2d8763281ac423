"""Everything a page fetches, kept per (database, pemda, version of the data, month); a new version drops nothing stale."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from progress import charts, formulir, paket
from progress.model import Contoh, Kerangka, Periode
from progress.rekap import as_frozen, inputs, kerangka_of, path_to, score_months
from progress.reports.paket import PaketError
from progress.sajian import beku as sajian_beku
from progress.sajian import bulan, opd, penjelasan, perubahan, rencana
from progress.sajian import klarifikasi as sajian_klarifikasi
from progress.sajian import prakiraan as sajian_prakiraan
from progress.sajian import prioritas as sajian_prioritas
from progress.sajian.nilai import Nilai, previous
from progress.scoring import Skor
from progress.scoring.beku import from_text
from progress.scoring.contoh import benar
from progress.scoring.klarifikasi import questions
from progress.scoring.perubahan import Bahan, Jalur
from progress.scoring.prioritas import Prioritas
from progress.settings import sqlite_file
from progress.store import Asumsi, Beku
from progress.web import session
from progress.web.session import View
from progress.wording import halaman as kata
from progress.wording.asal import kode


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
    """The score of now; on its own page a month that was presented stays as it was. Its tables must not be changed."""
    if periode == view.periode and (kept := beku(view)) is not None:
        return kept[1]
    return _now(view, periode)


def beku(view: View) -> tuple[Beku, Skor] | None:
    """What was presented of the shown month."""
    return _beku(*_key(view), str(shown(view)), _view=view)


def terkini(view: View) -> Skor:
    """The score of the shown month from what is in force now."""
    return _now(view, shown(view))


def sejak(view: View) -> sajian_beku.Sejak:
    """What has changed since the shown month was presented."""
    return _sejak(*_key(view), str(shown(view)), _view=view)


def tahun(view: View) -> dict[Periode, Skor]:
    """The scores of every month of the shown year up to the shown one that has a report."""
    now = shown(view)
    return {p: skor(view, p) for p in view.tersedia if p.tahun == now.tahun and p <= now}


def jalur(view: View) -> Jalur | None:
    """From the month before to the shown one; None in January and where the month before has no report."""
    before = previous(shown(view))
    return _jalur(*_key(view), str(shown(view)), str(before), _view=view) if before in view.tersedia else None


def sebab(view: View, opd_: str | None = None, area: str | None = None) -> str:
    """Why the capaian of an OPD, an area or the pemda moved since the month before, in a few words."""
    found = jalur(view)
    return perubahan.words(found, opd_, area) if found else ""


def ringkasan(view: View) -> bulan.Ringkasan:
    return _ringkasan(*_key(view), str(shown(view)), _view=view)


def gambar_area(view: View, opd: str | None = None) -> Gambar:
    """The bars of all areas, of the pemda or of one OPD."""
    return _gambar_area(*_key(view), str(shown(view)), opd, _view=view)


def gambar_tren(view: View, opd: str | None = None, area: str | None = None) -> Gambar:
    return _gambar_tren(*_key(view), str(shown(view)), opd, area, _view=view)


def areas(view: View, opd: str | None = None) -> tuple[bulan.Bagian, ...]:
    kini, lalu = skor(view, shown(view)), _before(view)
    if opd is None:
        return bulan.areas(kini, lalu, kerangka(view))
    return bulan.areas_of(opd, kini, lalu, kerangka(view))


def gambar_opd(view: View, area: str) -> Gambar:
    """The bars of the OPD of one area."""
    return _gambar_opd(*_key(view), str(shown(view)), area, _view=view)


def opds(view: View, area: str) -> tuple[bulan.Bagian, ...]:
    return bulan.opds_of(area, skor(view, shown(view)), _before(view), view.acuan)


def nilai(view: View, opd_: str | None = None, area: str | None = None) -> tuple[Nilai | None, Nilai | None]:
    """(this month, the month before) of an OPD, an area, both together, or the pemda."""
    before = _before(view)
    kini = bulan.value_of(skor(view, shown(view)), opd_, area)
    return kini, bulan.value_of(before, opd_, area) if before else None


def tren(view: View, opd_: str | None = None, area: str | None = None) -> tuple[bulan.Titik, ...]:
    return bulan.trend_of(tahun(view), shown(view), opd_, area)


def uraian(view: View, opd_: str | None = None, area: str | None = None) -> penjelasan.Penjelasan | None:
    """What the capaian of an OPD, an area, both together, or (by area) of the pemda is made of."""
    return _uraian(*_key(view), str(shown(view)), opd_, area, _view=view)


def rencana_aksi(view: View, area: str) -> tuple[rencana.Rencana, ...]:
    return rencana.rencana_of(skor(view, shown(view)), area=area)


def asal(view: View, opd_: str) -> tuple[rencana.Asal, ...]:
    """Every rencana aksi of an OPD with the origin of its numbers."""
    return _asal(*_key(view), str(shown(view)), opd_, _view=view)


def prioritas(view: View, kelas: str, opd: str | None = None, area: str | None = None) -> Prioritas:
    """The fewest rencana aksi that bring an OPD, an area or the pemda to the class of this kode."""
    return _prioritas(*_key(view), str(shown(view)), kelas, opd, area, _view=view)


def klarifikasi(view: View) -> tuple[sajian_klarifikasi.Baris, ...]:
    """What the reports of the shown month ask about, by OPD in official order."""
    return _klarifikasi(*_key(view), str(shown(view)), _view=view)


def prakiraan(view: View, tingkat: str) -> dict[str, sajian_prakiraan.Hasil]:
    """The forecasts of December of one level, as the shown month allows."""
    return _prakiraan(*_key(view), str(shown(view)), tingkat, _view=view)


def riwayat(view: View, opd_: str) -> tuple[opd.Kiriman, ...]:
    kiriman = _frames(*_key(view), shown(view).tahun, _view=view).kiriman
    return opd.history(kiriman[kiriman["opd"] == opd_], shown(view).tahun)


def formulir_berikut(view: View, opd_: str) -> bytes | None:
    """The form of this OPD for the month after the shown one; None where the road map has no rencana aksi of it."""
    return _formulir(*_key(view), str(shown(view).shift(1)), opd_, _view=view)


def formulir_semua(view: View, periode: Periode) -> tuple[bytes, int] | None:
    """The forms of everybody who reports in `periode` as one ZIP, and how many; None where nobody has a rencana aksi."""
    return _formulir_semua(*_key(view), str(periode), _view=view)


def asumsi(view: View) -> list[Asumsi]:
    """What is taken as true in the road map and the reports in force."""
    return _asumsi(*_key(view), _view=view)


def contoh(view: View) -> tuple[Contoh, ...]:
    """The worked examples that hold under the rules in force."""
    return _contoh(view.pemda, view.acuan.aturan.versi, _view=view)


def paket_ulang(view: View) -> bytes | str:
    """The Paket hitung ulang of the shown month, or the sentence that says why there is none."""
    return _paket_ulang(*_key(view), str(shown(view)), _view=view)


def road_map_words(view: View) -> str:
    """The road map in force in one sentence."""
    return _road_map_words(*_key(view), _view=view)


@st.cache_data(show_spinner=False, max_entries=64)
def _formulir(url: str, berkas: int, pemda: str, versi: int, periode: str, opd_: str, _view: View) -> bytes | None:
    found = next((o for o in _view.acuan.opd if o.kode == opd_), None)
    return formulir.form(_view.store, _view.acuan, found, Periode.parse(periode)) if found else None


@st.cache_data(show_spinner=False, max_entries=2)
def _formulir_semua(
    url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View
) -> tuple[bytes, int] | None:
    return formulir.all_forms(_view.store, _view.acuan, Periode.parse(periode))


@st.cache_data(show_spinner=False, max_entries=256)
def _uraian(
    url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str | None, area: str | None, _view: View
) -> penjelasan.Penjelasan | None:
    now = skor(_view, Periode.parse(periode))
    if opd is None and area is None:
        return penjelasan.of_areas(now, kerangka(_view))
    return penjelasan.of_items(now, _view.acuan, opd, area)


@st.cache_data(show_spinner=False, max_entries=2)
def _paket_ulang(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> bytes | str:
    try:
        return paket.pack(_view.store, _view.acuan, Periode.parse(periode), session.settings().acuan)[0]
    except PaketError as refused:
        return str(refused)


@st.cache_data(show_spinner=False, max_entries=8)
def _asumsi(url: str, berkas: int, pemda: str, versi: int, _view: View) -> list[Asumsi]:
    return _view.store.asumsi(pemda)


@st.cache_data(show_spinner=False, max_entries=4)
def _contoh(pemda: str, aturan: str, _view: View) -> tuple[Contoh, ...]:
    acuan = _view.acuan
    return tuple(c for c in acuan.contoh if benar(c, acuan.aturan, acuan.skala))


@st.cache_data(show_spinner=False, max_entries=8)
def _road_map_words(url: str, berkas: int, pemda: str, versi: int, _view: View) -> str:
    found = _view.store.road_map(pemda)
    if found is None:
        return kata.ROAD_MAP_BELUM
    rencana_aksi = len(_view.store.items(pemda))
    return kata.road_map(found["nama_berkas"], found["versi"], kode(found["sha256"]), rencana_aksi)


@st.cache_data(show_spinner=False, max_entries=8)
def _kerangka(url: str, berkas: int, pemda: str, versi: int, _view: View) -> str:
    return kerangka_of(_view.store, _view.acuan).id


def _now(view: View, periode: Periode) -> Skor:
    """Every month of its year that has a report is scored with it."""
    return _tahun(*_key(view), periode.tahun, _view=view)[periode]


@st.cache_resource(show_spinner=False, max_entries=4)
def _tahun(url: str, berkas: int, pemda: str, versi: int, tahun: int, _view: View) -> dict[Periode, Skor]:
    bahan = _bahan(url, berkas, pemda, versi, tahun, _view=_view)
    return score_months(bahan, _view.acuan, [p for p in _view.tersedia if p.tahun == tahun])


@st.cache_resource(show_spinner=False, max_entries=12)
def _beku(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> tuple[Beku, Skor] | None:
    """Shared, never changed by a reader."""
    kept = _view.store.frozen(pemda, Periode.parse(periode))
    return None if kept is None else (kept, from_text(kept.isi))


@st.cache_data(show_spinner=False, max_entries=12)
def _sejak(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> sajian_beku.Sejak:
    kept = beku(_view)
    if kept is None:
        return sajian_beku.Sejak((), (), ())
    laporan = rencana.laporan_of(_view.store.kiriman(pemda))
    return sajian_beku.since(kept[1], terkini(_view), _view.acuan, kerangka(_view), laporan)


@st.cache_data(show_spinner=False, max_entries=24)
def _ringkasan(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> bulan.Ringkasan:
    return bulan.summarise(tahun(_view), Periode.parse(periode), _view.acuan, kerangka(_view), jalur(_view))


@st.cache_data(show_spinner=False, max_entries=128)
def _gambar_area(url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str | None, _view: View) -> Gambar:
    return Gambar(charts.area_bars(areas(_view, opd), _view.acuan.aturan))


@st.cache_data(show_spinner=False, max_entries=64)
def _gambar_opd(url: str, berkas: int, pemda: str, versi: int, periode: str, area: str, _view: View) -> Gambar:
    rows = opds(_view, area)
    return Gambar(charts.opd_bars(rows, [bulan.short_name(_view.acuan, r.kode) for r in rows], _view.acuan.aturan))


@st.cache_resource(show_spinner=False, max_entries=4)
def _bahan(url: str, berkas: int, pemda: str, versi: int, tahun: int, _view: View) -> Bahan:
    """Read once for all months of a year; shared, never changed by a reader."""
    return inputs(_view.store, _view.acuan, Periode(tahun, 12))


@st.cache_resource(show_spinner=False, max_entries=12)
def _jalur(url: str, berkas: int, pemda: str, versi: int, periode: str, before: str, _view: View) -> Jalur | None:
    """Shared, never changed by a reader, like _bahan."""
    now = Periode.parse(periode)
    kini = _bahan(url, berkas, pemda, versi, now.tahun, _view=_view)
    return path_to(_view.store, _view.acuan, kini, skor(_view, now), Periode.parse(before))


@st.cache_resource(show_spinner=False, max_entries=4)
def _frames(url: str, berkas: int, pemda: str, versi: int, tahun: int, _view: View) -> rencana.Frames:
    """Shared, never changed by a reader: a copy for every run would cost more than reading it again."""
    store, bahan = _view.store, _bahan(url, berkas, pemda, versi, tahun, _view=_view)
    return rencana.Frames(
        bahan.items,
        bahan.targets,
        bahan.realisasi,
        store.kiriman(pemda),
        store.road_map(pemda),
        store.stated(pemda, tahun),
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def _frames_beku(url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View) -> rencana.Frames:
    """What a presented month was made from; shared, never changed by a reader."""
    live = _frames(url, berkas, pemda, versi, shown(_view).tahun, _view=_view)
    kept = beku(_view)
    if kept is None:
        return live
    bahan = as_frozen(_view.store, _view.acuan, kept[0])
    road_map = next((r for r in _view.store.road_maps(pemda) if r["road_map_id"] == kept[0].road_map_id), live.road_map)
    return replace(live, items=bahan.items, targets=bahan.targets, realisasi=bahan.realisasi, road_map=road_map)


def _shown_frames(view: View) -> rencana.Frames:
    """What the shown month is made from."""
    if beku(view) is not None:
        return _frames_beku(*_key(view), str(shown(view)), _view=view)
    return _frames(*_key(view), shown(view).tahun, _view=view)


@st.cache_data(show_spinner=False, max_entries=64)
def _asal(
    url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str, _view: View
) -> tuple[rencana.Asal, ...]:
    now = Periode.parse(periode)
    rows = rencana.rencana_of(skor(_view, now), opd=opd)
    return rencana.trace(rows, now, _shown_frames(_view), tahun(_view))


@st.cache_data(show_spinner=False, max_entries=12)
def _klarifikasi(
    url: str, berkas: int, pemda: str, versi: int, periode: str, _view: View
) -> tuple[sajian_klarifikasi.Baris, ...]:
    now = Periode.parse(periode)
    frames = _shown_frames(_view)
    road_map = [
        (int(r["versi"]), _view.store.targets(pemda, now.tahun, road_map=r["road_map_id"]))
        for r in _view.store.road_maps(pemda)
    ]
    found = questions(frames.items, frames.targets, frames.realisasi, tahun(_view), now, road_map)
    names = {k: laporan.berkas for k, laporan in rencana.laporan_of(frames.kiriman).items()}
    return sajian_klarifikasi.lines(found, names, lambda k: bulan.name_of(_view.acuan, k))


@st.cache_data(show_spinner=False, max_entries=24)
def _prakiraan(
    url: str, berkas: int, pemda: str, versi: int, periode: str, tingkat: str, _view: View
) -> dict[str, sajian_prakiraan.Hasil]:
    now = Periode.parse(periode)
    lalu = {p: skor(_view, p) for p in _view.tersedia if p.tahun == now.tahun - 1}
    return sajian_prakiraan.look_ahead(tahun(_view), lalu, now, tingkat)


@st.cache_data(show_spinner=False, max_entries=64)
def _prioritas(
    url: str,
    berkas: int,
    pemda: str,
    versi: int,
    periode: str,
    kelas: str,
    opd: str | None,
    area: str | None,
    _view: View,
) -> Prioritas:
    now = Periode.parse(periode)
    frames = _shown_frames(_view)
    tujuan = next(k for k in _view.acuan.aturan.kelas if k.kode == kelas)
    return sajian_prioritas.find(skor(_view, now), frames.targets, tujuan, opd, area)


@st.cache_data(show_spinner=False, max_entries=128)
def _gambar_tren(
    url: str, berkas: int, pemda: str, versi: int, periode: str, opd: str | None, area: str | None, _view: View
) -> Gambar:
    points = bulan.trend_of(tahun(_view), Periode.parse(periode), opd, area)
    return Gambar(charts.trend(points, _view.acuan.aturan))


def _before(view: View) -> Skor | None:
    """The month before as it was last presented."""
    found = jalur(view)
    return found.awal if found else None


def _key(view: View) -> tuple[str, int, str, int]:
    """Which data these are: a database put in the place of another is another one, even at the same version."""
    url = session.settings().database_for(view.acuan.pemda)
    file = sqlite_file(url)
    berkas = file.stat().st_ino if file is not None and file.exists() else 0
    return url, berkas, view.pemda, view.versi


def shown(view: View) -> Periode:
    """The month on screen; pages that call this have passed session.data_view."""
    if view.periode is None:
        raise ValueError("halaman ini memerlukan periode")
    return view.periode
