"""The repair log of a checked file on the page Unggah: what was read with tolerance, each to be taken back before accepting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from progress.web import session
from progress.wording import unggah as kata


def draw(
    key: str, perbaikan: Mapping[str, str], jawaban: Mapping[str, str], change: Callable[[str, bool], None]
) -> None:
    """One tick per repair, closed at first. `change(reversal key, whether it may be made)` is called when a tick changes."""
    if not perbaikan:
        return
    with st.expander(kata.PERBAIKAN.format(n=len(perbaikan)), key=f"{key}_lipatan"):
        st.caption(kata.PERBAIKAN_KET)
        for n, (kunci, kalimat) in enumerate(perbaikan.items()):
            tick = f"{key}_{n}_{hash(kunci)}"
            st.checkbox(
                session.plain(kalimat), value=kunci not in jawaban, key=tick, on_change=_changed, args=(change, kunci, tick)
            )  # fmt: skip


def _changed(change: Callable[[str, bool], None], kunci: str, tick: str) -> None:
    change(kunci, bool(st.session_state.get(tick)))
