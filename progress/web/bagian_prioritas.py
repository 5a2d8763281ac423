"""Prioritas penyelesaian as it is drawn: computed only for those who open it."""

from __future__ import annotations

import streamlit as st

from progress.sajian import prioritas
from progress.sajian.bulan import name_of
from progress.web import bagian, cache, session
from progress.wording import prioritas as kata


def draw(view: session.View, opd: str | None = None, area: str | None = None) -> None:
    """For one OPD, one area, or the pemda."""
    fold = st.expander(kata.JUDUL, key=f"prioritas_{opd}_{area}", on_change="rerun")
    if fold.open:
        with fold:
            _inside(view, opd, area)


def _inside(view: session.View, opd: str | None, area: str | None) -> None:
    nilai, _ = cache.nilai(view, opd, area)
    aturan = view.acuan.aturan
    if nilai is None or not nilai.wajib_lapor:
        st.info(kata.TANPA_TINDAKAN)
        return
    pilihan = {k.kode: k.nama for k in prioritas.above(nilai.kelas, aturan)}
    if not pilihan:
        st.info(kata.SUDAH_TERTINGGI)
        return
    bagian.note(kata.PENGANTAR)
    kode = session.choose("kelas", kata.PILIH_KELAS, pilihan, asing=kata.KELAS_TIDAK_DIKENAL)
    found = cache.prioritas(view, str(kode), opd, area)
    bagian.sentence(prioritas.sentence(found, cache.shown(view), nilai.capaian_pct, nilai.kelas))
    if found.langkah:
        keep = [n for n in range(len(kata.KOLOM)) if opd is None or kata.KOLOM[n] != kata.KOLOM_OPD]
        rows = prioritas.rows(found, lambda k: name_of(view.acuan, k))
        st.html(bagian.table([kata.KOLOM[n] for n in keep], [[row[n] for n in keep] for row in rows], long=(0,)))
    for text in prioritas.proof(found, aturan):
        bagian.note(text)
