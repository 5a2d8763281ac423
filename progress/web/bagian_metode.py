"""The rules as they are read: classes, states without a number, assumptions, framework, every rule with its ground."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from progress.model import Aturan, Butir, Contoh, Jenis, Kerangka
from progress.scoring import Skor
from progress.store import Asumsi
from progress.web import bagian, cache, session
from progress.wording import contoh as kata_contoh
from progress.wording import halaman as kata
from progress.wording import paket as kata_paket
from progress.wording import penjelasan as kata_uraian
from progress.wording.formats import persen

_HITUNGAN = "hitung_"


def classes(aturan: Aturan) -> None:
    st.subheader(kata.JUDUL_KELAS, anchor=False)
    bagian.note(kata.KELAS_PENGANTAR.format(ambang=f"{aturan.ambang_cakupan_pct:g}"))
    above = [None, *(k.batas_bawah for k in aturan.kelas)]
    rows = "".join(
        f"<li>{bagian.chip_of(k.kode, k.nama, aturan)}<span>{escape(kata.batas_kelas(k.batas_bawah, up))}</span></li>"
        for k, up in zip(aturan.kelas, above, strict=False)
    )
    st.html(f'<ul class="legenda kelas">{rows}</ul>')
    bagian.note(kata.BATAS_URAI)


def states() -> None:
    st.subheader(kata.JUDUL_KEADAAN, anchor=False)
    bagian.note(kata.KEADAAN_PENGANTAR)
    rows = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in kata.KEADAAN_URAI)
    st.html(f'<dl class="urai">{rows}</dl>')


def changes() -> None:
    """In which order the change of a month is taken apart."""
    st.subheader(kata_uraian.JUDUL_PERUBAHAN, anchor=False)
    bagian.note(kata_uraian.PERUBAHAN_PENGANTAR)
    rows = "".join(
        f"<div><dt>{n}. {escape(k)}</dt><dd>{escape(v)}</dd></div>"
        for n, (k, v) in enumerate(kata_uraian.PERUBAHAN_URAI, 1)
    )
    st.html(f'<dl class="urai">{rows}</dl>')
    bagian.note(kata_uraian.PERUBAHAN_CATATAN)


def package(view: session.View) -> None:
    """The download for whoever wants to check the shown month; made when somebody asks for it."""
    if view.periode is None:
        return
    bulan = view.periode.nama
    st.subheader(kata_paket.JUDUL_UNDUH, anchor=False)
    bagian.note(kata_paket.UNDUH_KET.format(bulan=bulan))
    key, place = f"paket_{view.pemda}_{view.periode}", st.empty()
    if place.button(kata_paket.SIAPKAN.format(bulan=bulan), key=f"{key}_siapkan"):
        session.require_local()
        st.session_state[key] = True
    if key not in st.session_state:
        return
    found = cache.paket_ulang(view)
    if isinstance(found, str):
        place.info(found)
    else:
        name = kata_paket.nama_berkas(view.pemda, str(view.periode))
        place.download_button(
            kata_paket.UNDUH.format(bulan=bulan), found, name, "application/zip", key=f"{key}_unduh", on_click="ignore",
            type="primary",
        )  # fmt: skip


def assumptions(rows: Sequence[Asumsi]) -> None:
    st.subheader(kata.JUDUL_ANGGAPAN, anchor=False)
    bagian.note(kata.ANGGAPAN_PENGANTAR if rows else kata.TANPA_ANGGAPAN)
    for asal, judul in (("road_map", kata.ANGGAPAN_ROAD_MAP), ("kiriman", kata.ANGGAPAN_LAPORAN)):
        mine = list(dict.fromkeys(a.teks for a in rows if (a.asal or "").startswith(asal)))
        if mine:
            with st.expander(judul.format(n=len(mine)), expanded=asal == "road_map"):
                st.html(f'<ul class="polos">{"".join(f"<li>{escape(t)}</li>" for t in mine)}</ul>')


def framework(kerangka: Kerangka, road_map: str) -> None:
    st.subheader(kata.JUDUL_KERANGKA, anchor=False)
    bagian.note(kata.kerangka(kerangka.nama, kerangka.dasar_hukum, len(kerangka.grup), kerangka.sebutan_grup))
    groups = "".join(f"<li><b>{escape(g.kode)}</b> {escape(g.nama)}</li>" for g in kerangka.grup)
    st.html(f'<ul class="legenda">{groups}</ul>')
    bagian.note(road_map)


def combinations(skor: Skor) -> None:
    """The pemda's figure in all three ways, and against all three horizons; each beside the other, none mixed."""
    ringkas, periode = skor.ringkas, skor.periode
    st.subheader(kata.JUDUL_GABUNG, anchor=False)
    bagian.note(kata.GABUNG_DIPAKAI.format(periode=periode.nama, cara=kata.CARA_GABUNG[str(ringkas["cara_gabung"])]))
    ways = [(said, persen(_number(ringkas[f"capaian_{cara}_pct"]))) for cara, said in kata.CARA_GABUNG.items()]
    st.html(_table(kata.KOLOM_GABUNG, ways))
    st.subheader(kata.JUDUL_PANDANGAN, anchor=False)
    names = [p.format(bulan=kata.bulan(periode), tahun=periode.tahun) for p in kata.PANDANGAN]
    figures = ("capaian_pct", "capaian_tahun_pct", "capaian_road_map_pct")
    counts = ("sudah_lapor", "sudah_lapor", "item_road_map")
    rows = [
        (name, persen(_number(ringkas[figure])), kata.PANDANGAN_DARI.format(n=ringkas[count]))
        for name, figure, count in zip(names, figures, counts, strict=True)
    ]
    st.html(_table(kata.KOLOM_PANDANGAN, rows))
    bagian.note(kata.PANDANGAN_KURANG)


def other_groups(skor: Skor) -> None:
    """The same items by sasaran, and by every other framework that names its own groups for them."""
    tables = [skor.sasaran, *skor.kerangka_lain.values()]
    rows = [row for table in tables for row in table.to_dict("records") if row["wajib_lapor"]]
    if not rows:
        return
    st.subheader(kata.JUDUL_SASARAN, anchor=False)
    bagian.note(kata.SASARAN_URAI)
    cells = [
        (str(r["grup"]), persen(r["capaian_pct"]), kata.baris_cakupan(r["sudah_lapor"], r["wajib_lapor"]), r["kelas"])
        for r in rows
    ]
    st.html(_table(kata.KOLOM_SASARAN, cells))


def _number(value: object) -> float:
    return float(str(value))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="tabel"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def rules(butir: Sequence[Butir], contoh: Sequence[Contoh]) -> None:
    """Every rule with its worked examples; `contoh` are those that hold under the rules in force."""
    for judul, mine in (
        (kata.JUDUL_ATURAN, [b for b in butir if not b.kunci.startswith(_HITUNGAN)]),
        (kata.JUDUL_HITUNGAN, [b for b in butir if b.kunci.startswith(_HITUNGAN)]),
    ):
        if mine:
            st.subheader(judul, anchor=False)
            st.html("".join(_rule(b, [c for c in contoh if c.kunci == b.kunci]) for b in mine))
    bagian.note(kata.SERAPAN_URAI.format(poin=kata.SERAPAN_JAUH_POIN))


def _rule(b: Butir, contoh: Sequence[Contoh]) -> str:
    return (
        f'<details class="lipatan"><summary><span>{escape(b.nama)}</span></summary><p>{escape(b.uraian)}</p>'
        f"{''.join(_example(c) for c in contoh)}"
        f'<p class="redup">{escape(kata.DASAR_HUKUM.format(dasar=b.dasar_hukum))}</p></details>'
    )


def _example(c: Contoh) -> str:
    items = [kata_contoh.item(i, ("jenis", str(Jenis.YA_TIDAK)) in i.ciri) for i in c.item]
    given = "".join(f"<li>{escape(text)}</li>" for text in items)
    return (
        f"<p><b>{kata_contoh.JUDUL}:</b> {escape(c.nama)}</p>"
        f'<ul class="polos">{given}<li><b>{escape(kata_contoh.hasil(c))}</b></li></ul>'
    )
