"""The forms of all OPD for the month to come, as one ZIP: made when somebody asks for it."""

from __future__ import annotations

import streamlit as st

from progress import clock
from progress.formulir import zip_name
from progress.model import Periode
from progress.web import bagian, cache, session
from progress.web.session import View
from progress.wording import unggah as kata

ZIP = "application/zip"


def draw(view: View) -> None:
    """For the month after the shown one; before the first report, for the month that runs."""
    now = Periode.of(clock.now(view.acuan.pemda).date())
    periode = view.periode.shift(1) if view.periode else now
    st.subheader(kata.FORMULIR_SEMUA.format(bulan=periode.nama), anchor=False)
    bagian.note(kata.FORMULIR_SEMUA_KET)
    key = f"formulir_semua_{view.pemda}_{periode}"
    place = st.empty()
    if place.button(kata.SIAPKAN_SEMUA, key=f"{key}_siapkan"):
        session.require_local()
        st.session_state[key] = True
    if key not in st.session_state:
        return
    with place, st.spinner(kata.MENYIAPKAN_SEMUA):
        made = cache.formulir_semua(view, periode)
    if made is None:
        place.info(kata.TANPA_FORMULIR)
        return
    isi, n = made
    place.download_button(
        kata.UNDUH_SEMUA.format(n=n), isi, zip_name(view.acuan, periode), ZIP, key=f"{key}_unduh", on_click="ignore", type="primary"
    )  # fmt: skip
