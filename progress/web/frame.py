"""The frame around every page: navigation, the period, whose data these are. Runs first on every rerun."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from progress.reference import BrokenReference
from progress.store import StoreError
from progress.web import session
from progress.web.aset import ASET, IKON
from progress.wording import web as kata

DATA_PAGES = ("ringkasan", "area", "opd", "unggah", "metode")


def pages(sources: Mapping[str, str]) -> list[st.Page]:
    """Every page that exists, with its address; the two doors leave the menu once a pemda has data of its own."""
    drawn = [
        st.Page(
            session.page_path(name),
            title=kata.HALAMAN[name],
            url_path=None if name == "ringkasan" else name,
            default=name == "ringkasan",
            visibility="visible" if sources else "hidden",
        )
        for name in DATA_PAGES
        if session.exists(name)
    ]
    doors = st.Page(
        session.page_path("mulai"),
        title=kata.HALAMAN["mulai"],
        url_path="mulai",
        visibility="hidden" if session.has_own_data(sources) else "visible",
    )
    return [*drawn, doors]


def draw() -> None:
    try:
        sources, unreadable = session.available_sources(), None
    except (BrokenReference, StoreError) as error:
        sources, unreadable = {}, str(error)
    page = st.navigation(pages(sources), position="top")
    st.set_page_config(page_title=f"{page.title} · {kata.NAMA_APLIKASI}", page_icon=str(IKON), layout="wide")
    st.html(f"<style>{(ASET / 'bingkai.css').read_text('utf-8')}</style>")
    session.require_local()
    if unreadable is not None:
        st.error(unreadable)
        st.stop()
    opened = None if page.url_path == "mulai" else session.open_view(sources)
    if opened is None and page.url_path != "mulai":
        session.go("mulai")
    if opened is not None:
        header(opened, sources)
    page.run()


def header(view: session.View, sources: Mapping[str, str]) -> None:
    """Whose data and which month, on every page; the demo says on every page that it is one."""
    with st.container(horizontal=True, vertical_alignment="center", key="kepala"):
        session.choose_pemda(view, sources)
        session.choose_periode(view)
    if view.contoh:
        st.html(f'<p class="contoh" role="note"><strong>{kata.DATA_CONTOH}</strong> {kata.DATA_CONTOH_RINCI}</p>')


draw()
