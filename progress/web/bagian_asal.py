"""'Dari mana angka ini?' under a group's number: its contributions, largest loss first, each leading to its item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from progress.model import Aturan, CaraGabung
from progress.sajian.penjelasan import Baris, Penjelasan
from progress.wording import penjelasan as kata
from progress.wording.formats import angka

TAMPIL = 20
"""So many lines stand open; the rest of a long list is one more tap away."""
Alamat = Callable[[Baris], str]


def explanation(found: Penjelasan | None, aturan: Aturan, address: Alamat, n: int) -> None:
    """`n` is how many items of the group are due and reported: without any there is nothing to say."""
    if n == 0:
        return
    if found is None:
        st.html(f'<p class="redup">{escape(kata.TIDAK_DIURAI.format(versi=aturan.versi))}</p>')
        return
    first, rest = found.baris[:TAMPIL], found.baris[TAMPIL:]
    inside = _table(found, first, address)
    if rest:
        inside += (
            f"<details><summary>{escape(kata.lainnya(len(rest)))}</summary>{_table(found, rest, address)}</details>"
        )
    gabung = aturan.cara_gabung if found.apa == kata.APA_AREA else CaraGabung.RENCANA_AKSI
    words = kata.ringkas(found.nilai, len(found.baris), found.apa)
    st.html(
        f'<details class="lipatan uraian"><summary><span>{escape(kata.JUDUL)}</span><span class="redup">{escape(words)}</span>'
        f'</summary><p class="redup">{escape(kata.cara(aturan.versi, aturan.batas_atas_pct, gabung))}</p>{inside}</details>'
    )


def _table(found: Penjelasan, rows: Sequence[Baris], address: Alamat) -> str:
    names = (kata.KOLOM[0].format(apa=found.apa), *kata.KOLOM[1:])
    head = "".join(f'<th scope="col"{_n(k)}>{escape(name)}</th>' for k, name in enumerate(names))
    body = "".join(_row(found, row, names, address(row)) for row in rows)
    return f'<table class="tabel lipat"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(found: Penjelasan, row: Baris, names: Sequence[str], address: str) -> str:
    name = f'<a class="tegas" href="{escape(address)}">{escape(row.nama)}</a>' if address else escape(row.nama)
    about = f'<br><span class="redup">{escape(row.keterangan)}</span>' if row.keterangan else ""
    d = found.desimal
    cells = (f"{angka(row.porsi_pct, d)} %", row.capaian, angka(row.poin, d), angka(row.hilang, d))
    tds = "".join(f'<td data-k="{escape(names[k])}"{_n(k)}>{escape(c)}</td>' for k, c in enumerate(cells, start=1))
    return f'<tr><th scope="row"><span>{name}{about}</span></th>{tds}</tr>'


def _n(column: int) -> str:
    return ' class="n"' if column else ""
