"""Ringkasan: the state of the pemda in one month."""

from __future__ import annotations

import streamlit as st

from progress.sajian import kalimat
from progress.web import (
    bagian,
    bagian_asal,
    bagian_beku,
    bagian_indeks,
    bagian_prakiraan,
    bagian_prioritas,
    cache,
    session,
)
from progress.wording import halaman as kata

session.require_local()
view = session.data_view()
bagian.begin()
ringkasan, aturan, kerangka = cache.ringkasan(view), view.acuan.aturan, cache.kerangka(view)
bulan = kata.bulan(ringkasan.periode)

st.title(kata.JUDUL_RINGKASAN, anchor=False)
bagian.sentence(kalimat.of_pemda(ringkasan, aturan))
bagian_beku.presented(view)
bagian.cards(bagian.value_cards(ringkasan.nilai, bulan, ringkasan.periode.tahun, aturan, opd=True))
bagian_asal.explanation(
    cache.uraian(view),
    aturan,
    lambda b: session.link("area", area=b.area) if b.area else "",
    ringkasan.nilai.sudah_lapor,
)

klik = bagian.chart(
    kalimat.of_parts(ringkasan.area, aturan, kata.SEBUTAN_AREA),
    cache.gambar_area(view),
    "area",
    kalimat.of_bars(ringkasan.area, ringkasan.periode, kata.KETUK_AREA),
)
if klik:
    session.go("area", area=klik["customdata"])
bagian.part_table(ringkasan.area, kata.KOLOM["area"])

bagian_prioritas.draw(view)

bagian.silent(ringkasan, session.link)

st.subheader(kata.JUDUL_PETA.format(temuan=kalimat.of_map(ringkasan.peta, aturan)), anchor=False)
bagian.note(kata.peta_pengantar(aturan.ambang_cakupan_pct))
st.html(bagian.legend(aturan, kerangka.grup))
st.html(bagian.peta(ringkasan.peta, kerangka.grup, aturan, session.link))
if ringkasan.tanpa_rencana:
    bagian.note(kata.TANPA_RENCANA_AKSI.format(opd=kata.daftar(ringkasan.tanpa_rencana)))

bagian.chart(kalimat.of_trend(kata.SUBJEK_PEMDA, ringkasan.tren), cache.gambar_tren(view), "tren", kata.TREN_KETERANGAN)
bagian_prakiraan.draw(view)
bagian.trend_table(ringkasan.tren)

bagian_indeks.draw(view)
