"""The two doors as they are drawn."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from progress import reference
from progress.web import pintu, rancangan_layar, session, unggah_alur
from progress.web.pintu import Tahap
from progress.wording import web as kata

_LANGKAH_S = 0.25


def draw_demo() -> DeltaGenerator:
    """Door 1; returns the place inside it where `watch_demo` shows the progress."""
    with st.container(border=True, key="pintu_contoh"):
        st.subheader(kata.PINTU_CONTOH, anchor=False)
        st.markdown(kata.PINTU_CONTOH_RINCI)
        if demo := session.demo_ready():
            if st.button(kata.BUKA_CONTOH, type="primary", width="stretch"):
                session.require_local()
                session.go("ringkasan", pemda=demo)
            return st.empty()
        st.button(
            kata.PINTU_CONTOH,
            type="primary",
            width="stretch",
            disabled=pintu.busy(),
            on_click=_start_demo,
            key="contoh",
        )
        if pintu.pembuat().kemajuan.tahap is Tahap.GAGAL:
            st.error(kata.CONTOH_GAGAL)
        return st.empty()


def draw_own() -> None:
    """Door 2: which pemda, then its road map."""
    with st.container(border=True, key="pintu_pemda"):
        st.subheader(kata.PINTU_PEMDA, anchor=False)
        st.markdown(kata.PINTU_PEMDA_RINCI)
        known = {p.id: p.nama for p in reference.available(session.settings().acuan) if not p.contoh}
        if not known:
            st.info(kata.BELUM_ADA_PEMDA)
            return
        session.choose(
            "siapkan", kata.PILIH_PEMDA, known, asing=kata.PEMDA_ASING, kosong=kata.PILIH_PEMDA_ISI, collapsed=True
        )


def draw_upload() -> None:
    """Below the doors: the road map of the chosen pemda, by the same flow as the page Unggah."""
    pemda = st.query_params.get("siapkan")
    if pemda not in {p.id for p in reference.available(session.settings().acuan) if not p.contoh}:
        return
    acuan = session.acuan_of(pemda)
    st.subheader(kata.LANGKAH_ROAD_MAP.format(pemda=acuan.pemda.nama), anchor=False)
    store = session.store_for(pemda)
    unggah_alur.draw(store, acuan, hanya="road_map")
    rancangan_layar.draw(store, acuan)


def watch_demo(place: DeltaGenerator) -> None:
    """While the demo is being made, show how far it is to whoever looks; then open it. Last on the page: it waits."""
    if not pintu.busy():
        return
    while (kemajuan := pintu.pembuat().kemajuan).tahap is Tahap.BERJALAN:
        place.progress(kemajuan.bagian, kemajuan.kalimat)
        time.sleep(_LANGKAH_S)
    if kemajuan.tahap is Tahap.SIAP and (demo := session.demo_ready()):
        session.go("ringkasan", pemda=demo, periode=kemajuan.periode)
    st.rerun()


def _start_demo() -> None:
    session.require_local()
    pintu.pembuat().start()
