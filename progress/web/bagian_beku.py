"""A month that was presented: whose figures the page shows, today's beside them, and what has changed since."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from progress import clock
from progress.sajian import beku as sajian
from progress.sajian.nilai import shown
from progress.web import cache, session
from progress.web.bagian import table
from progress.wording import asal as kata_asal
from progress.wording import beku as kata
from progress.wording.formats import KOSONG, persen

TAMPIL = 40


def presented(view: session.View, opd: str | None = None, area: str | None = None) -> None:
    """Nothing for a month that was not kept."""
    kept = cache.beku(view)
    if kept is None:
        return
    beku, skor = kept
    waktu = kata_asal.waktu(beku.waktu.isoformat(), clock.zone(view.acuan.pemda))
    words = kata.disajikan(beku.periode.nama, waktu, kata_asal.kode(beku.sha256), beku.aturan)
    found = cache.sejak(view).of(opd, area)
    if not found:
        st.html(f'<p class="redup beku-kotak">{escape(f"{words} {kata.SAMA}")}</p>')
        return
    dulu, kini = sajian.values(skor, cache.terkini(view), opd, area)
    now = kata.terkini(dulu, kini) if shown(dulu) != shown(kini) else kata.TAMPIL_SAMA
    st.html(
        f'<div class="beku-kotak"><p class="redup">{escape(words)} <b>{escape(now)}</b></p><details class="lipatan"><summary>'
        f"<span>{escape(kata.JUDUL_BERUBAH)}</span></summary>{_groups('area', found.area)}{_groups('opd', found.opd)}"
        f"{_items(found.item)}</details></div>"
    )


def _groups(apa: str, rows: Sequence[sajian.Kelompok]) -> str:
    if not rows:
        return ""
    heads = (kata.KOLOM_KELOMPOK[0].format(apa=kata.APA[apa]), *kata.KOLOM_KELOMPOK[1:])
    return table(
        heads,
        [(g.nama, persen(g.dulu), persen(g.kini), kata.kelas(g.kelas_dulu, g.kelas_kini)) for g in rows],
        numeric=(1, 2),
    )


def _items(rows: Sequence[sajian.Perubahan]) -> str:
    if not rows:
        return ""
    more = f'<p class="redup">{escape(kata.lainnya(len(rows) - TAMPIL))}</p>' if len(rows) > TAMPIL else ""
    return more + table(
        kata.KOLOM_ITEM,
        [
            (
                f"{i.rencana_aksi} ({i.singkatan})",
                kata.nilai_item(i.capaian_dulu, i.keadaan_dulu),
                kata.nilai_item(i.capaian_kini, i.keadaan_kini),
                kata.sebab(i.sebab),
                i.tempat or KOSONG,
            )
            for i in rows[:TAMPIL]
        ],
        numeric=(1, 2),
    )
