"""Prakiraan akhir tahun as it is drawn: under the trend it goes on from."""

from __future__ import annotations

from html import escape

import streamlit as st

from progress.sajian import prakiraan
from progress.scoring.prakiraan import Prakiraan
from progress.web import cache, session
from progress.wording import prakiraan as kata


def draw(view: session.View, opd: str | None = None, area: str | None = None) -> None:
    """Of one OPD, one area, or the pemda; in December nothing."""
    tingkat = prakiraan.OPD if opd else prakiraan.AREA
    found = cache.prakiraan(view, tingkat).get(opd or area or prakiraan.PEMDA)
    text = prakiraan.words(found)
    how = f'<p class="redup">{escape(kata.CARA)}</p>' if isinstance(found, Prakiraan) else ""
    if text:
        st.html(f'<p class="kata">{escape(text)}</p>{how}')
