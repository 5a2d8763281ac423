"""OPD: one OPD in one month, every rencana aksi, and the cell every number comes from."""

from __future__ import annotations

import streamlit as st

from progress import clock
from progress.sajian import kalimat, opd, prakiraan
from progress.web import (
    bagian,
    bagian_asal,
    bagian_beku,
    bagian_klarifikasi,
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
skor = cache.skor(view, periode)
pilihan = opd.choices(view.acuan, skor)
kode = bagian.choose("opd", kata.PILIH_OPD, pilihan, asing=kata_web.OPD_TIDAK_DIKENAL)
zone = clock.zone(view.acuan.pemda)

st.title(pilihan[kode], anchor=False)
nilai, lalu = cache.nilai(view, kode)
if nilai is None:
    st.info(kata.TANPA_RENCANA_OPD)
    st.stop()
bagian.sentence(kalimat.of_opd(cache.ringkasan(view), nilai, lalu, kode, aturan, cache.sebab(view, kode)))
bagian_beku.presented(view, kode)
bagian.cards(bagian.value_cards(nilai, kata.bulan(periode), periode.tahun, aturan, opd=False))
bagian.note(opd.rank_words(skor, kode))
bagian_asal.explanation(cache.uraian(view, kode), aturan, bagian_rencana.address_in(kode), nilai.sudah_lapor)

rows = cache.areas(view, kode)
klik = bagian.chart(
    kalimat.of_parts(rows, aturan, kata.SEBUTAN_AREA),
    cache.gambar_area(view, kode),
    "area_opd",
    kalimat.of_bars(rows, periode, kata.KETUK_AREA_OPD),
)
if klik:
    session.go("opd", opd=kode, area=klik["customdata"])
bagian.part_table(rows, kata.KOLOM["area"])

bagian_prioritas.draw(view, opd=kode)

st.subheader(kata.JUDUL_RENCANA, anchor=False)
area = session.choose(
    "area",
    kata.PILIH_AREA,
    {r.kode: f"{r.kode} {r.nama}" for r in rows},
    asing=kata.AREA_TANPA_RENCANA,
    kosong=kata.SEMUA_AREA,
)
asal = [a for a in cache.asal(view, kode) if area in (None, a.rencana.area)]
bagian.note(bagian_rencana.counts([a.rencana for a in asal]))
if area is not None and (sempit := cache.nilai(view, kode, area)[0]) is not None:
    bagian_asal.explanation(cache.uraian(view, kode, area), aturan, bagian_rencana.on_this_page, sempit.sudah_lapor)
ke_depan = prakiraan.of_items([a.rencana for a in asal], cache.prakiraan(view, prakiraan.ITEM), periode)
st.html(bagian_rencana.rencana_list(asal, periode, aturan, zone, session.asked("ra"), ke_depan))

titik = cache.tren(view, kode)
bagian.chart(
    kalimat.of_trend(kata.SUBJEK_PEMDA, titik), cache.gambar_tren(view, kode), "tren_opd", kata.TREN_KETERANGAN
)
bagian_prakiraan.draw(view, opd=kode)
bagian.trend_table(titik)

st.subheader(kata.JUDUL_RIWAYAT, anchor=False)
if riwayat := cache.riwayat(view, kode):
    with st.expander(kata.riwayat(len(riwayat), periode.tahun)):
        st.html(bagian_rencana.history_table(riwayat, zone))
else:
    bagian.note(kata.TANPA_RIWAYAT.format(tahun=periode.tahun))

bagian_klarifikasi.draw(view, kode)
bagian_rencana.draw_form(view, kode)
