"""The frame around every page: navigation, the period, whose data these are. Runs first on every rerun."""

from __future__ import annotations

import streamlit as st

from progress.web import session
from progress.web.aset import ASET, IKON
from progress.wording import web as kata

DATA_PAGES = ("ringkasan", "area", "opd", "unggah", "metode")


def pages(has_data: bool) -> list[st.Page]:
    """Every page that exists, with its address; the two doors leave the menu once there is data."""
    drawn = [
        st.Page(
            session.page_path(name),
            title=kata.HALAMAN[name],
            url_path=None if name == "ringkasan" else name,
            default=name == "ringkasan",
            visibility="visible" if has_data else "hidden",
        )
        for name in DATA_PAGES
        if session.exists(name)
    ]
    doors = st.Page(
        session.page_path("mulai"),
        title=kata.HALAMAN["mulai"],
        url_path="mulai",
        visibility="hidden" if has_data else "visible",
    )
    return [*drawn, doors]


def draw() -> None:
    sources = session.available_sources()
    page = st.navigation(pages(bool(sources)), position="top")
    st.set_page_config(page_title=f"{page.title} · {kata.NAMA_APLIKASI}", page_icon=str(IKON), layout="wide")
    st.html(f"<style>{(ASET / 'bingkai.css').read_text('utf-8')}</style>")
    session.require_local()
    if page.url_path != "mulai":
        header(session.view())
    page.run()


def header(view: session.View) -> None:
    """Whose data and which month, on every page; the demo says on every page that it is one."""
    with st.container(horizontal=True, vertical_alignment="center", key="kepala"):
        st.html(f'<p class="pemda">{view.nama}</p>')
        session.choose_pemda(view)
        session.choose_periode(view)
    if view.contoh:
        st.html(f'<p class="contoh" role="note"><strong>{kata.DATA_CONTOH}</strong> {kata.DATA_CONTOH_RINCI}</p>')


draw()
