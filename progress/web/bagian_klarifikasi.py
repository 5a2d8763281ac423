"""Perlu klarifikasi as it is drawn: of one OPD on its page, of all of them where reports are received."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

import streamlit as st

from progress.sajian.bulan import name_of
from progress.sajian.klarifikasi import Baris, checks
from progress.web import bagian, cache, session
from progress.wording import klarifikasi as kata


def draw(view: session.View, opd: str) -> None:
    """The questions to one OPD; nothing where there are none."""
    mine = [b for b in cache.klarifikasi(view) if b.opd == opd]
    if not mine:
        return
    with st.expander(kata.judul(len(mine))):
        bagian.note(kata.PENGANTAR)
        st.html(_list(mine))


def draw_all(view: session.View) -> None:
    """All questions of the shown month, by OPD in official order; looked for when somebody opens them."""
    if view.periode is None:
        return
    st.subheader(kata.JUDUL, anchor=False)
    bagian.note(kata.UNTUK_SIAPA)
    looked_for = "".join(f"<li><b>{escape(hal)}</b>: {escape(apa)}</li>" for hal, apa in checks())
    st.html(
        f'<details class="lipatan"><summary><span>{escape(kata.APA)}</span></summary><ul class="polos">{looked_for}</ul></details>'
    )
    fold = st.expander(kata.BULAN.format(bulan=view.periode.nama), key="klarifikasi_semua", on_change="rerun")
    if not fold.open:
        return
    with fold:
        found = cache.klarifikasi(view)
        if not found:
            st.info(kata.TIDAK_ADA.format(bulan=view.periode.nama))
            return
        bagian.note(f"{kata.jumlah(len(found))} {kata.PENGANTAR}")
        st.html("".join(_opd(view, opd, rows) for opd, rows in groupby(found, lambda b: b.opd)))


def _opd(view: session.View, opd: str, rows: Iterable[Baris]) -> str:
    mine, address = list(rows), escape(session.link("opd", opd=opd))
    name = f'<a class="tegas" href="{address}">{escape(name_of(view.acuan, opd))}</a>'
    return f"<p><b>{name}</b> ({len(mine)})</p>{_list(mine)}"


def _list(rows: Iterable[Baris]) -> str:
    items = "".join(
        f"<li><b>{escape(b.judul)}</b>{f': {escape(b.rencana_aksi)}' if b.rencana_aksi else ''}. {escape(b.kalimat)}</li>"
        for b in rows
    )
    return f'<ul class="polos">{items}</ul>'
