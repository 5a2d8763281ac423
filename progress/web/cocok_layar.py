"""The rows of a file that fit no road map item, each with its nearest items to choose from; and what is remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from loaders.matching import BarisTanya
from progress import clock
from progress.intake import BUKAN, Bagian, Pemeriksaan, kunci_cocok
from progress.model import Acuan
from progress.store import Ingatan, Store
from progress.web import bagian, session
from progress.wording import cocok as kata

NANTI = ""
OLEH = "halaman Unggah"
DEKAT_TAMPIL = 3  # in full words: the choices of a selectbox are cut on a phone

_Baris = tuple[Bagian, BarisTanya]


def draw(key: str, periksa: Pemeriksaan, jawaban: MutableMapping[str, str], periksa_ulang: Callable[[], None]) -> None:
    """Ask about every open row, and show what earlier answers decided; an answer goes into `jawaban`, then all is checked again."""
    terbuka = periksa.belum_cocok
    if terbuka:
        st.markdown(f"**{kata.belum(len(terbuka))}**")
        _form(f"{key}_cocok", terbuka, jawaban, periksa_ulang, answered=False)
    dijawab = [(part, row) for part in periksa.bagian for row in part.cocok.dijawab]
    if dijawab:
        with st.expander(kata.dijawab(len(dijawab)), key=f"{key}_dijawab"):
            _form(f"{key}_ubah", dijawab, jawaban, periksa_ulang, answered=True)


def draw_remembered(store: Store, acuan: Acuan) -> None:
    """What is remembered of all OPD, and a way to forget it."""
    known = store.recall(acuan.pemda.id, "kecocokan")
    if not known:
        return
    items = {int(i["item_id"]): i for i in store.items(acuan.pemda.id).to_dict("records")}
    names = {o.kode: o.nama for o in acuan.opd}
    rows = {i.ingatan_id: _remembered(i, items, names) for i in known}
    with st.expander(kata.diingat(len(known)), key="cocok_diingat"):
        bagian.note(kata.DIINGAT_KET)
        st.html(bagian.table(kata.KOLOM_DIINGAT, rows.values()))
        chosen = st.selectbox(
            kata.HAPUS_PILIH, list(rows), index=None, format_func=lambda n: f"{rows[n][0]} → {rows[n][1]}", key="cocok_hapus_pilih",
            placeholder="",
        )  # fmt: skip
        st.button(kata.HAPUS, disabled=chosen is None, key="cocok_hapus", on_click=_forget, args=(store, acuan, chosen))


def _form(
    key: str,
    rows: Sequence[_Baris],
    jawaban: MutableMapping[str, str],
    periksa_ulang: Callable[[], None],
    *,
    answered: bool,
) -> None:
    """One choice per row and one button for all of them."""
    widgets: dict[str, str] = {}
    with st.form(key):
        bagian.note(kata.KETERANGAN)
        for part, row in rows:
            kunci = kunci_cocok(part.opd.kode, row.kunci)
            widgets[kunci] = f"{key}_{hashlib.sha256(kunci.encode()).hexdigest()[:16]}"
            _choice(widgets[kunci], part, row, answered=answered)
        st.form_submit_button(
            kata.PAKAI, type="primary" if not answered else "secondary", on_click=_use, args=(widgets, jawaban, periksa_ulang)
        )  # fmt: skip


def _choice(widget: str, part: Bagian, row: BarisTanya, *, answered: bool) -> None:
    about = " · ".join(filter(None, (row.indikator, kata.sel(row.lembar, row.sel))))
    st.html(f'<p class="berkas"><strong>{escape(row.tertulis)}</strong></p><p class="redup">{escape(about)}</p>')
    near = [i for i, _ in row.dekat]
    if row.dekat:
        nearest = "".join(
            f"<li>{escape(kata.butir(part.items[i], mirip))}</li>" for i, mirip in row.dekat[:DEKAT_TAMPIL]
        )
        st.html(f'<p class="redup">{escape(kata.DEKAT)}</p><ul class="polos">{nearest}</ul>')
    own = [row.dipakai] if row.dipakai is not None else []
    free = [*own, *near, *(i for i in part.cocok.bebas if i not in near)]
    words = {str(i): kata.butir(part.items[i]) for i in free}
    words |= {BUKAN: kata.BUKAN} if answered else {BUKAN: kata.BUKAN, NANTI: kata.NANTI}
    if answered:
        first = BUKAN if row.dipakai is None else str(row.dipakai)
    else:
        first = NANTI if row.dugaan is None else str(row.dugaan)
    choices = list(words)
    st.selectbox(kata.PILIH, choices, index=choices.index(first), format_func=lambda k: words[k], key=widget)


def _use(widgets: Mapping[str, str], jawaban: MutableMapping[str, str], periksa_ulang: Callable[[], None]) -> None:
    session.require_local()
    for kunci, widget in widgets.items():
        if (said := st.session_state.get(widget)) not in (None, NANTI):
            jawaban[kunci] = said
    periksa_ulang()


def _forget(store: Store, acuan: Acuan, ingatan_id: int | None) -> None:
    session.require_local()
    if ingatan_id is not None:
        store.forget(acuan.pemda.id, ingatan_id, waktu=clock.now(acuan.pemda), oleh=OLEH)


def _remembered(
    ingatan: Ingatan, items: Mapping[int, Mapping[str, Any]], names: Mapping[str, str]
) -> tuple[str, str, str]:
    said = json.loads(ingatan.isi)
    item = items.get(said["item_id"])
    meant = kata.BUKAN if said["item_id"] is None else kata.butir(item) if item else kata.TIDAK_BERLAKU
    return said["tertulis"], meant, names.get(ingatan.opd, ingatan.opd)
