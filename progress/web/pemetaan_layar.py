"""The mapping screen on the page Unggah: a person says once what the columns of a layout are; the stored ones are listed below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import streamlit as st

from loaders.mapping import BERWAKTU, MAX_ROWS, UANG, Pemetaan, Peran, problems
from loaders.tables import HEADER_ROWS
from progress import clock
from progress.intake import Pemeriksaan
from progress.model import Acuan
from progress.store import PEMETAAN, Ingatan, Store
from progress.web import bagian, session
from progress.wording import asal as kata_asal
from progress.wording import pemetaan as kata


@dataclass(frozen=True, slots=True)
class Aksi:
    """What the screen may do with its file; each checks it again. `lihat(None)` closes the screen."""

    pakai: Callable[[str, str], None]  # the key among the answers, the mapping
    lepas: Callable[[], None]
    lihat: Callable[[dict[str, object] | None], None]


def draw(key: str, p: Pemeriksaan, aksi: Aksi) -> None:
    """Open where assigning the columns may help, behind a button for every other report."""
    if p.usulan is None:
        _draw_closed(key, p, aksi)
        return
    refused = not p.bacaan["baris"]
    with st.container(border=True, key=f"{key}_petakan"):
        st.markdown(f"**{kata.JUDUL}**")
        bagian.note(kata.PENGANTAR if refused else kata.PENGANTAR_UBAH)
        tabel = _choose_header(key, p.usulan, aksi)
        if tabel is None or not tabel["kolom"]:
            st.info(kata.TANPA_JUDUL)
        else:
            kolom = _editor(f"{key}_{tabel['sidik']}", tabel["kolom"])
            wrong = problems(kolom, {k["kunci"]: k["huruf"] for k in tabel["kolom"]})
            for kalimat in wrong:
                st.warning(session.plain(kalimat))
            made = Pemetaan(tabel["sidik"], tabel["tinggi"], tabel["lembar"], tuple(kolom))
            st.button(
                kata.PAKAI, type="primary", disabled=bool(wrong), key=f"{key}_pakai", on_click=aksi.pakai,
                args=(PEMETAAN + made.sidik, made.isi),
            )  # fmt: skip
        if not refused:
            st.button(kata.TUTUP, key=f"{key}_tutup", on_click=aksi.lihat, args=(None,))


def beside(jawaban: Mapping[str, str], isi: str | None = None) -> dict[str, str]:
    """The mappings among these answers, but for those of the sheet that `isi` maps anew."""
    sheet = Pemetaan.read(isi).lembar if isi else None
    return {k: v for k, v in jawaban.items() if k.startswith(PEMETAAN) and Pemetaan.read(v).lembar != sheet}


def _draw_closed(key: str, p: Pemeriksaan, aksi: Aksi) -> None:
    if p.jenis != "laporan" or not p.bacaan["baris"]:
        return
    chosen = any(m["dipilih"] for m in p.pemetaan)
    if chosen:
        names = ", ".join(dict.fromkeys(part.opd.nama for part in p.bagian))
        bagian.note(kata.DIPAKAI.format(opd=names) if names else kata.DIPAKAI_TANPA_OPD)
    with st.container(horizontal=True):
        st.button(kata.BUKA, key=f"{key}_buka", on_click=aksi.lihat, args=({},))
        if chosen:
            st.button(kata.LEPAS, key=f"{key}_lepas", on_click=aksi.lepas)


def _choose_header(key: str, usulan: Mapping[str, Any], aksi: Aksi) -> Mapping[str, Any] | None:
    """The sheet and the rows of its header; another choice reads the file's columns again."""
    tabel: Mapping[str, Any] | None = usulan["tabel"]
    names: list[str] = usulan["lembar"]
    shown = tabel["lembar"] if tabel else None
    if len(names) > 1:
        sheet = f"{key}_lembar"
        st.selectbox(
            kata.LEMBAR, names, index=names.index(shown) if shown else None, key=sheet, on_change=lambda: aksi.lihat({"lembar": st.session_state[sheet]})
        )  # fmt: skip
    if tabel is None:
        return None
    rows = [f"{key}_{names.index(tabel['lembar'])}_{name}" for name in ("baris", "sampai")]

    def changed() -> None:
        first, last = (int(st.session_state[name]) for name in rows)
        aksi.lihat({"lembar": tabel["lembar"], "baris": first, "sampai": max(first, min(last, first + MAX_ROWS - 1))})

    top, last = st.columns(2)
    top.number_input(kata.BARIS_AWAL, 1, HEADER_ROWS, min(tabel["baris"], HEADER_ROWS), key=rows[0], on_change=changed)
    lowest = HEADER_ROWS + MAX_ROWS
    last.number_input(kata.BARIS_AKHIR, 1, lowest, min(tabel["sampai"], lowest), key=rows[1], on_change=changed)
    return tabel


def _editor(key: str, kolom: Sequence[Mapping[str, Any]]) -> list[Peran]:
    """One line per title: its columns, what stands below it, and what it means."""
    roles = []
    for n, k in enumerate(kolom):
        role = Peran(**{name: v for name, v in k.items() if name not in ("huruf", "contoh")})
        with st.container(key=f"{key}_{n}"):
            left, middle, right = st.columns([5, 4, 4], vertical_alignment="center")
            left.html(_title(role.judul, k.get("huruf", ""), k.get("contoh")))
            roles.append(_choose(f"{key}_{n}", role, k.get("huruf") or role.judul, middle, right))
    return roles


def _choose(key: str, role: Peran, nama: str, middle: Any, right: Any) -> Peran:
    artis = [None, *kata.ARTI]
    arti = middle.selectbox(
        kata.ARTI_KOLOM.format(huruf=nama), artis, index=artis.index(role.arti), key=f"{key}_arti", label_visibility="collapsed",
        format_func=lambda a: kata.ARTI.get(a, kata.TANPA_ARTI),
    )  # fmt: skip
    waktu, pengali = "", None
    if arti in BERWAKTU:
        times = ["", "sd", "bulan_ini", "tahun"] if role.berwaktu else list(kata.WAKTU)
        unsaid = kata.MENURUT_JUDUL if role.berwaktu else kata.WAKTU[""]
        waktu = right.selectbox(
            kata.WAKTU_KOLOM.format(huruf=nama), times, index=times.index(role.waktu) if role.waktu in times else 0, key=f"{key}_waktu",
            label_visibility="collapsed", format_func=lambda w: kata.WAKTU[w] if w else unsaid,
        )  # fmt: skip
    if arti in UANG:
        units = list(kata.KELIPATAN)
        pengali = right.selectbox(
            kata.KELIPATAN_KOLOM.format(huruf=nama), units, index=units.index(role.pengali) if role.pengali in units else 0,
            key=f"{key}_kelipatan", label_visibility="collapsed", format_func=kata.KELIPATAN.__getitem__,
        )  # fmt: skip
    return replace(role, arti=arti, waktu=waktu, pengali=pengali)


def _title(judul: str, huruf: str, contoh: Sequence[str] | None) -> str:
    name = f"<strong>{escape(huruf)}</strong> {escape(judul)}" if huruf else escape(judul)
    if contoh is None:
        return f'<p class="kolom-asli">{name}</p>'
    samples = escape(" · ".join(contoh)) if contoh else f"<em>{kata.TANPA_CONTOH}</em>"
    return f'<p class="kolom-asli">{name}</p><p class="redup kolom-asli">{samples}</p>'


# -- what is stored ------------------------------------------------------------------------------------------------------


def draw_stored(store: Store, acuan: Acuan, oleh: str, changed: Callable[[], None]) -> None:
    """Every stored mapping with its OPD, to be edited or removed; `changed` is called after either."""
    names = {o.kode: o.nama for o in acuan.opd}
    known = store.recall(acuan.pemda.id, "pemetaan")
    if not known:
        return
    keeper = _Penyimpan(store, acuan, oleh, changed)
    with st.expander(kata.TERSIMPAN.format(n=len(known)), key=f"pemetaan_tersimpan_{acuan.pemda.id}"):
        bagian.note(kata.TERSIMPAN_KET)
        for one in sorted(known, key=lambda i: (names.get(i.opd, i.opd), i.ingatan_id)):
            with st.container(border=True):
                _draw_one(keeper, one, names.get(one.opd, one.opd))


@dataclass(frozen=True, slots=True)
class _Penyimpan:
    """Writes to the store what the list was told."""

    store: Store
    acuan: Acuan
    oleh: str
    changed: Callable[[], None]

    def editing(self, one: Ingatan) -> str:
        return f"pemetaan_{self.acuan.pemda.id}_{one.ingatan_id}"

    def edit(self, one: Ingatan, on: bool) -> None:
        st.session_state[self.editing(one)] = on

    def keep(self, one: Ingatan, isi: str) -> None:
        session.require_local()
        now = clock.now(self.acuan.pemda)
        self.store.remember(
            self.acuan.pemda.id, [Ingatan("pemetaan", one.opd, one.kunci, isi)], waktu=now, oleh=self.oleh
        )
        self.edit(one, on=False)
        self.changed()

    def remove(self, one: Ingatan) -> None:
        session.require_local()
        self.store.forget(self.acuan.pemda.id, one.ingatan_id, waktu=clock.now(self.acuan.pemda), oleh=self.oleh)
        self.changed()


def _draw_one(keeper: _Penyimpan, one: Ingatan, opd: str) -> None:
    made = Pemetaan.read(one.isi)
    kapan = kata_asal.waktu(one.dibuat_pada, clock.zone(keeper.acuan.pemda)) if one.dibuat_pada else ""
    said = "".join(
        f"<li>{escape(k.judul)}: <strong>{escape(k.kalimat)}</strong></li>" for k in made.kolom if k.arti is not None
    )
    st.html(
        f'<p><strong>{escape(opd)}</strong> <span class="cip polos">{made.singkat}</span></p>'
        f'<p class="redup">{escape(kata.siapa(one.oleh, kapan))}</p>'
    )
    key = keeper.editing(one)
    if not st.session_state.get(key):
        st.html(f'<ul class="polos">{said}</ul>')
        with st.container(horizontal=True):
            st.button(kata.UBAH, key=f"{key}_ubah", on_click=keeper.edit, args=(one, True))
            st.button(kata.HAPUS, key=f"{key}_hapus", on_click=keeper.remove, args=(one,))
        return
    kolom = _editor(
        key, [{name: getattr(k, name) for name in ("kunci", "judul", "arti", "waktu", "pengali", "berwaktu")} for k in made.kolom]
    )  # fmt: skip
    wrong = problems(kolom)
    for kalimat in wrong:
        st.warning(session.plain(kalimat))
    isi = replace(made, kolom=tuple(kolom)).isi
    with st.container(horizontal=True):
        st.button(
            kata.SIMPAN,
            type="primary",
            disabled=bool(wrong),
            key=f"{key}_simpan",
            on_click=keeper.keep,
            args=(one, isi),
        )
        st.button(kata.BATAL, key=f"{key}_batal", on_click=keeper.edit, args=(one, False))
