"""The two doors as they are drawn."""

from __future__ import annotations

import importlib
import time

import streamlit as st

from progress import reference
from progress.web import pintu, session
from progress.web.pintu import Tahap
from progress.wording import web as kata

_LANGKAH_S = 0.25


def draw_demo() -> None:
    """Door 1. Whoever opens it while the demo is being made sees the same progress."""
    with st.container(border=True, key="pintu_contoh"):
        st.subheader(kata.PINTU_CONTOH, anchor=False)
        st.markdown(kata.PINTU_CONTOH_RINCI)
        if demo := session.demo_ready():
            if st.button(kata.BUKA_CONTOH, type="primary", width="stretch"):
                session.require_local()
                session.go("ringkasan", pemda=demo)
            return
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


def draw_steps() -> None:
    """Below the doors: the demo's progress, or the upload of the chosen pemda's road map."""
    if pintu.busy():
        _wait_for_demo()
    pemda = st.query_params.get("siapkan")
    known = {p.id for p in reference.available(session.settings().acuan) if not p.contoh}
    if pemda in known:
        acuan = session.acuan_of(pemda)
        st.subheader(kata.LANGKAH_ROAD_MAP.format(pemda=acuan.pemda.nama), anchor=False)
        _upload(pemda)


def _upload(pemda: str) -> None:
    """The same flow as the page Unggah."""
    alur = importlib.import_module("progress.web.unggah_alur")
    alur.draw(session.store_for(pemda), session.acuan_of(pemda))


def _start_demo() -> None:
    session.require_local()
    pintu.pembuat().start()


def _wait_for_demo() -> None:
    bar = st.progress(0.0, kata.CONTOH_SEDANG_DISIAPKAN)
    while (kemajuan := pintu.pembuat().kemajuan).tahap is Tahap.BERJALAN:
        bar.progress(kemajuan.bagian, kemajuan.kalimat)
        time.sleep(_LANGKAH_S)
    if kemajuan.tahap is Tahap.SIAP and (demo := session.demo_ready()):
        session.go("ringkasan", pemda=demo, periode=kemajuan.periode)
    st.rerun()
