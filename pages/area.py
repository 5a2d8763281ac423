"""Area: one group of the framework in one month, its OPD in official order, its rencana aksi."""

from __future__ import annotations

import streamlit as st

from progress.sajian import kalimat
from progress.web import (
    bagian,
    bagian_asal,
    bagian_beku,
    bagian_prakiraan,
    bagian_prioritas,
    bagian_rencana,
    cache,
    session,
)
from progress.wording import halaman as kata
from progress.wording import web as kata_web

session.require_local()
view = session.data_view()
bagian.begin()
periode, aturan, kerangka = cache.shown(view), view.acuan.aturan, cache.kerangka(view)
pilihan = {g.kode: f"{g.kode} {g.nama}" for g in kerangka.grup}
kode = bagian.choose("area", kerangka.sebutan_grup, pilihan, asing=kata_web.AREA_TIDAK_DIKENAL)

st.title(pilihan[kode], anchor=False)
rows = cache.opds(view, kode)
nilai, lalu = cache.nilai(view, area=kode)
if nilai is None or not rows:
    st.info(kata.TANPA_RENCANA_AREA)
    st.stop()
bagian.sentence(kalimat.of_area(periode, nilai, lalu, rows, aturan, cache.sebab(view, area=kode)))
bagian_beku.presented(view, area=kode)
bagian.cards(bagian.value_cards(nilai, kata.bulan(periode), periode.tahun, aturan, opd=True))
bagian_asal.explanation(
    cache.uraian(view, area=kode),
    aturan,
    lambda b: session.link("opd", opd=b.opd, area=kode, ra=b.item_id),
    nilai.sudah_lapor,
)

klik = bagian.chart(
    kalimat.of_parts(rows, aturan, kata.SEBUTAN_OPD),
    cache.gambar_opd(view, kode),
    "opd_area",
    kalimat.of_bars(rows, periode, kata.KETUK_OPD),
)
if klik:
    session.go("opd", opd=klik["customdata"], area=kode)
bagian.part_table(rows, kata.KOLOM["opd"])

bagian_prioritas.draw(view, area=kode)

st.subheader(kata.JUDUL_ITEM_AREA, anchor=False)
bagian_rencana.draw_by_opd(rows, cache.rencana_aksi(view, kode), kode, periode, aturan)

titik = cache.tren(view, area=kode)
bagian.chart(
    kalimat.of_trend(kata.SUBJEK_PEMDA, titik), cache.gambar_tren(view, area=kode), "tren_area", kata.TREN_KETERANGAN
)
bagian_prakiraan.draw(view, area=kode)
bagian.trend_table(titik)
