"""Rencana aksi as they are drawn: state in words, numbers, a small trend, and where every number comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from loaders.template import file_name
from progress.formulir import recipients
from progress.model import Aturan, Jenis, Keadaan, Periode
from progress.sajian.bulan import Bagian
from progress.sajian.nilai import KOSONG
from progress.sajian.opd import Kiriman
from progress.sajian.penjelasan import Baris
from progress.sajian.rencana import Asal, Bulanan, Rencana
from progress.scoring.penjelasan import Ciri, rule_keys, rule_names
from progress.web import bagian, cache, session
from progress.web.bagian import XLSX, chip_of, table
from progress.wording import asal as kata_asal
from progress.wording import halaman as kata
from progress.wording import penjelasan as kata_uraian
from progress.wording import prakiraan as kata_prakiraan
from progress.wording.formats import KOSONG as TANPA_ANGKA
from progress.wording.formats import angka, persen


def rencana_list(
    rows: Sequence[Asal],
    periode: Periode,
    aturan: Aturan,
    zone: ZoneInfo,
    asked: str | None = None,
    ke_depan: Mapping[int, str] | None = None,
) -> str:
    """Every rencana aksi as a block; its origin opens in place, without another visit to the server.

    The one a link asked for, by item_id, stands first and open. `ke_depan` says by item_id what the rest of the year
    asks for.
    """
    ordered = sorted(rows, key=lambda a: str(a.rencana.item_id) != asked)
    later = ke_depan or {}
    blocks = (
        _block(a, periode, aturan, zone, str(a.rencana.item_id) == asked, later.get(a.rencana.item_id)) for a in ordered
    )
    return f'<div class="ra-semua">{"".join(blocks)}</div>'


def address_in(opd: str) -> Callable[[Baris], str]:
    """Where an item of this OPD is shown: further down, or, while the page is narrowed to one area, on the whole page."""
    if session.asked("area") is None:
        return on_this_page
    return lambda baris: session.link("opd", opd=opd, ra=baris.item_id)


def on_this_page(baris: Baris) -> str:
    """Where rencana_list shows the item of this line."""
    return f"#ra-{baris.item_id}"


def compact_rows(rows: Sequence[Rencana], periode: Periode, aturan: Aturan) -> str:
    """The rencana aksi of one OPD in one area as rows of a table."""
    bulan = kata.pendek(periode)
    heads = [k.format(bulan=bulan) for k in kata.KOLOM_ITEM]
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(r.rencana_aksi)}</th>'
        f'<td data-k="{escape(heads[1])}">{escape(_target(r))}</td><td data-k="{escape(heads[2])}">{escape(_realisasi(r))}</td>'
        f'<td data-k="{escape(heads[3])}">{persen(r.capaian_pct)}</td><td data-k="{escape(heads[4])}">{state_chip(r, aturan)}</td></tr>'
        for r in rows
    )
    return f'<table class="tabel lipat ra-tabel"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def draw_by_opd(opd: Sequence[Bagian], rows: Sequence[Rencana], area: str, periode: Periode, aturan: Aturan) -> None:
    """The rencana aksi of an area, one fold per OPD in official order."""
    bagian.note(counts(rows))
    folds = []
    for part in opd:
        mine = [r for r in rows if r.opd == part.kode]
        n = part.nilai
        words = kata.nilai_kata(n.capaian_pct, n.kelas, n.sudah_lapor, n.wajib_lapor)
        address = session.link("opd", opd=part.kode, area=area)
        folds.append(group(part.nama, words, address, compact_rows(mine, periode, aturan)))
    st.html("".join(folds))


def group(judul: str, keterangan: str, address: str, inside: str) -> str:
    """One OPD's rencana aksi, closed until asked for."""
    return (
        f'<details class="lipatan"><summary><span>{escape(judul)}</span><span class="redup">{escape(keterangan)}</span></summary>'
        f'<p class="redup"><a class="tegas" href="{escape(address)}">{escape(kata.BUKA_OPD)}</a></p>{inside}</details>'
    )


def history_table(rows: Sequence[Kiriman], zone: ZoneInfo) -> str:
    """All versions of the year's reports."""
    return table(
        kata.KOLOM_RIWAYAT,
        [
            (
                k.periode.nama,
                k.berkas,
                f"{k.versi}, {kata.BERLAKU if k.berlaku else kata.DIGANTI}",
                kata_asal.waktu(k.diterima, zone),
                TANPA_ANGKA if k.baris is None else angka(k.baris, 0),
                kata_asal.kode(k.sha256),
            )
            for k in rows
        ],
        numeric=(4,),
    )


def draw_form(view: session.View, opd: str) -> None:
    """The form this OPD fills in for the month after the shown one; made when somebody asks for it."""
    found = next((o for o in view.acuan.opd if o.kode == opd), None)
    periode = cache.shown(view).shift(1)
    if found is None or found not in recipients(view.acuan, periode):  # there is no one to send a form to
        return
    st.subheader(kata.JUDUL_FORMULIR.format(bulan=periode.nama), anchor=False)
    bagian.note(kata.FORMULIR_KET)
    key = f"formulir_{view.pemda}_{opd}_{periode}"
    place = st.empty()
    if place.button(kata.SIAPKAN_FORMULIR.format(bulan=periode.nama), key=f"{key}_siapkan"):
        session.require_local()
        st.session_state[key] = True
    if key not in st.session_state:
        return
    if isi := cache.formulir_berikut(view, opd):
        place.download_button(
            kata.UNDUH_FORMULIR.format(bulan=periode.nama), isi, file_name(found, periode), XLSX, key=f"{key}_unduh",
            on_click="ignore", type="primary",
        )  # fmt: skip
    else:
        place.info(kata.TANPA_RENCANA_OPD)


def state_chip(r: Rencana, aturan: Aturan) -> str:
    """The state in one word or two; coloured only where it is a class."""
    if r.keadaan is Keadaan.ORDINAL:
        return _plain_chip(kata.TERPENUHI[r.terpenuhi] if r.realisasi_teks else kata.BELUM_LAPOR)
    if r.status == KOSONG:
        return _plain_chip(str(r.keadaan))
    words = r.kelas or str(r.keadaan)
    if r.keadaan is Keadaan.NIHIL:
        words = f"NIHIL · {words}"
    return chip_of(r.status, f"{words} · {kata.MELAMPAUI}" if r.melampaui else words, aturan)


def counts(rows: Sequence[Rencana]) -> str:
    """How many rencana aksi are in which state."""
    found = dict.fromkeys(("dinilai", "nihil", "belum lapor", "belum jatuh tempo", "tanpa target"), 0)
    for r in rows:
        if str(r.keadaan) in found:
            found[str(r.keadaan)] += 1
    ordinal = [r for r in rows if r.keadaan is Keadaan.ORDINAL]
    text = kata.jumlah_keadaan(found)
    if ordinal:
        met = kata.ordinal_terpenuhi(sum(bool(r.terpenuhi) for r in ordinal), len(ordinal))
        return f"{text}. {met}" if text else met
    return text


def _block(asal: Asal, periode: Periode, aturan: Aturan, zone: ZoneInfo, opened: bool, later: str | None) -> str:
    r = asal.rencana
    about = " · ".join(filter(None, (r.kode, r.indikator)))
    facts = (
        (kata.label_sd("Target", periode), _target(r)),
        (kata.label_sd("Realisasi", periode), _realisasi(r)),
        (kata.KOLOM["capaian_item"], persen(r.capaian_pct)),
        (kata.KOLOM["tahun"], persen(r.capaian_tahun_pct)),
    )
    numbers = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts)
    return (
        f'<article class="ra" id="ra-{r.item_id}"><div class="ra-judul"><h4>{escape(r.rencana_aksi)}</h4>{state_chip(r, aturan)}</div>'
        f'<p class="redup">{escape(about)}</p>'
        f'<div class="ra-isi"><dl>{numbers}</dl>{_sparkline(asal.tren)}</div>'
        f"{_said(kata_prakiraan.SISA_TAHUN, later)}"
        f"{_said(kata_asal.KENDALA, asal.kendala)}{_said(kata_asal.TINDAK_LANJUT, asal.tindak_lanjut)}"
        f"{_origin(asal, periode, aturan, zone, opened)}</article>"
    )


def _origin(asal: Asal, periode: Periode, aturan: Aturan, zone: ZoneInfo, opened: bool) -> str:
    r = asal.rencana
    rules = rule_names(rule_keys(Ciri(r.jenis, r.arah, r.akumulasi, r.keadaan, r.melampaui, r.rumus, r.linear)), aturan)
    parts = (
        (kata_asal.RUMUS, asal.rumus),
        (kata_uraian.KETENTUAN, kata_uraian.ketentuan(rules, aturan.versi)),
        (kata_asal.REALISASI, asal.realisasi),
        (kata_asal.TARGET, asal.target),
        (kata_asal.ROAD_MAP, kata_asal.seluruh_road_map(asal.rencana.capaian_road_map_pct, asal.rencana.tanpa_tahun)),
        (kata_asal.BUKTI, asal.bukti),
    )
    words = "".join(f"<p><b>{k}:</b> {escape(v)}</p>" for k, v in parts if v)
    if asal.dilaporkan_pct is not None:
        words += f"<p>{escape(_own_figure(asal))}</p>"
    if not asal.bulan:
        months = f"<p>{escape(kata_asal.TANPA_LAPORAN.format(tahun=periode.tahun))}</p>"
    else:
        months = _months(asal, zone)
    return f"<details{' open' * opened}><summary>{escape(kata_asal.JUDUL)}</summary>{words}{months}</details>"


def _own_figure(asal: Asal) -> str:
    return asal.selisih or kata_asal.MENURUT_OPD_SAJA.format(tertulis=persen(asal.dilaporkan_pct))


def _months(asal: Asal, zone: ZoneInfo) -> str:
    k = kata_asal.KOLOM_BULAN
    head = "".join(f'<th scope="col">{name}</th>' for name in k)
    body = "".join(_month(b, asal.rencana, zone) for b in asal.bulan)
    note = f'<p class="redup">{kata_asal.DIPAKAI}</p>' if any(b.dipakai for b in asal.bulan) else ""
    return f'{note}<table class="tabel asal"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _month(b: Bulanan, r: Rencana, zone: ZoneInfo) -> str:
    bulan = kata.pendek(b.periode)
    laporan = b.laporan
    file = (
        (laporan.berkas, str(laporan.versi), kata_asal.waktu(laporan.diterima, zone), kata_asal.kode(laporan.sha256))
        if laporan
        else (TANPA_ANGKA,) * 4
    )
    cells = (kata_asal.tertulis(b.nilai, b.teks, b.kosong, b.sifat, r), b.sel or TANPA_ANGKA, *file)
    strong = f"<b>{bulan}</b>" if b.dipakai else bulan
    return f"<tr><td>{strong}</td>{''.join(f'<td>{escape(c)}</td>' for c in cells)}</tr>"


def _sparkline(values: Sequence[float | None]) -> str:
    """One small bar per month; a month without a value is a gap with a dot, not a bar of height 0."""
    bars = "".join(
        '<i class="tiada"></i>' if v is None else f'<i style="height:{max(min(v, 100.0), 2.0):.0f}%"></i>'
        for v in values
    )
    words = escape(f"{kata.LABEL_TREN}: {kata.tren_kata(values)}")
    return f'<div class="mini" role="img" aria-label="{words}" title="{words}"><span>{bars}</span><small>{kata.LABEL_TREN}</small></div>'


def _said(label: str, text: str | None) -> str:
    return f'<p class="kata"><b>{label}:</b> {escape(text)}</p>' if text else ""


def _plain_chip(words: str) -> str:
    return f'<span class="cip polos">{escape(words)}</span>'


def _target(r: Rencana) -> str:
    if r.jenis is not Jenis.ORDINAL and r.target_sd is None:
        return TANPA_ANGKA
    return kata_asal.target_tampil(r)


def _realisasi(r: Rencana) -> str:
    return kata_asal.bersatuan(r.realisasi_sd, r.realisasi_teks, r.satuan, r.jenis)
