"""Unggah: files in, checked cell by cell, accepted or cancelled; the forms of the next month out."""

from __future__ import annotations

import streamlit as st

from progress.web import bagian_klarifikasi, cocok_layar, formulir_semua, session, unggah_alur
from progress.wording import unggah as kata

session.require_local()
view = session.view()
st.title(kata.JUDUL, anchor=False)
unggah_alur.draw(view.store, view.acuan)
cocok_layar.draw_remembered(view.store, view.acuan)
formulir_semua.draw(view)
bagian_klarifikasi.draw_all(view)
