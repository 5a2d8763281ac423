"""The panel of outside indices, at the foot of Ringkasan."""

from __future__ import annotations

import streamlit as st

from progress.sajian import indeks
from progress.web import bagian, cache, session
from progress.wording import indeks as kata


def draw(view: session.View) -> None:
    """Nothing for a pemda that has recorded none."""
    rows = indeks.rows(view.acuan.indeks, view.acuan.skala, cache.shown(view).tahun)
    if not rows:
        return
    st.subheader(kata.JUDUL, anchor=False)
    bagian.note(kata.PENGANTAR)
    st.html(bagian.table(kata.KOLOM, rows, long=(5,)))
