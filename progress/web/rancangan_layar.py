"""The way to a first road map for a pemda that has none: its reports in, a draft out. Nothing is in force before it is uploaded."""

from __future__ import annotations

import streamlit as st

from progress.intake import Penerima
from progress.model import Acuan
from progress.rancangan import Rancangan, draft, file_name
from progress.store import Store
from progress.web import bagian, session, unggah_alur
from progress.wording import rancangan as kata


def draw(store: Store, acuan: Acuan) -> None:
    """Below the upload of a road map, as long as none is in force."""
    if store.road_map(acuan.pemda.id) is not None:
        return
    st.subheader(kata.JUDUL_LAYAR, anchor=False)
    bagian.note(kata.PENGANTAR_LAYAR)
    unggah_alur.draw(store, acuan)
    if periods := store.periods(acuan.pemda.id):
        periode = max(periods)
        key = f"rancangan_{acuan.pemda.id}_{store.versi_data(acuan.pemda.id)}"
        place = st.empty()
        if place.button(kata.SIAPKAN.format(bulan=periode.nama), key=f"{key}_siapkan", type="primary"):
            session.require_local()
            with place, st.spinner(kata.MENYIAPKAN), Penerima(store, acuan) as penerima:
                st.session_state[key] = (draft(penerima, periode),)
        if made := st.session_state.get(key):
            with place:
                _offer(made[0], file_name(acuan, periode), key)
            if made[0] and made[0].kekurangan:
                st.warning(session.plain(made[0].kekurangan))


def _offer(made: Rancangan | None, nama: str, key: str) -> None:
    if made is None:
        st.info(kata.TANPA_BARIS)
        return
    st.download_button(
        kata.UNDUH.format(n=made.rencana_aksi, opd=made.opd), made.isi, nama, bagian.XLSX, key=f"{key}_unduh",
        on_click="ignore", type="primary",
    )  # fmt: skip
