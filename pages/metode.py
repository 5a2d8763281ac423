"""Metode: the rules, the assumptions in force, and what it means when there is no number."""

from __future__ import annotations

import streamlit as st

from progress.web import bagian, bagian_metode, cache, session
from progress.wording import halaman as kata

session.require_local()
view = session.view()
bagian.begin()
aturan = view.acuan.aturan
st.title(kata.JUDUL_METODE, anchor=False)
bagian.sentence(kata.METODE_PENGANTAR.format(versi=aturan.versi))
bagian_metode.classes(aturan)
bagian_metode.states()
bagian_metode.changes()
bagian_metode.assumptions(cache.asumsi(view))
bagian_metode.framework(cache.kerangka(view), cache.road_map_words(view))
bagian_metode.package(view)
if view.periode is not None:
    bagian_metode.combinations(cache.skor(view, view.periode))
    bagian_metode.other_groups(cache.skor(view, view.periode))
bagian_metode.rules(aturan.butir, cache.contoh(view))
