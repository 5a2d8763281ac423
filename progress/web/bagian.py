"""Small drawing parts that pages share: HTML strings from plain values, everything that came from a file escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from progress import charts
from progress.model import Aturan, Grup
from progress.sajian.bulan import Bagian, BarisPeta, Ringkasan, Titik
from progress.sajian.nilai import BELUM, KOSONG, Nilai, next_class
from progress.web import session, tautan
from progress.web.aset import ASET
from progress.web.cache import Gambar
from progress.web.grafik import Klik, grafik
from progress.wording import halaman as kata
from progress.wording.formats import angka, persen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Tautan = Callable[..., str]
"""session.link: page and parameters -> address."""


@dataclass(frozen=True, slots=True)
class Kartu:
    """One card: label, the number, lines of small text; `status` colours nothing but its chip."""

    nama: str
    angka: str
    keterangan: tuple[str, ...]
    cip: str = ""


def begin() -> None:
    """First drawing of every page: our stylesheet, and links that stay inside the session."""
    style()
    tautan.follow()


def style() -> None:
    st.html(f"<style>{(ASET / 'halaman.css').read_text('utf-8')}</style>")


def choose(param: str, label: str, pilihan: Mapping[str, str], asing: str) -> str:
    """One of `pilihan`, from the URL or the selector; without any choice the page ends here."""
    kode = session.choose(param, label, pilihan, asing=asing)
    if kode is None:
        st.info(kata.TANPA_PILIHAN)
        st.stop()
    return kode


def sentence(text: str) -> None:
    """The state in one sentence; what stands before the first separator is the strongest part."""
    st.html(f'<p class="pokok">{escape(text)}</p>')


def cards(found: Sequence[Kartu]) -> None:
    st.html(f'<div class="kartu-kartu">{"".join(_card(k) for k in found)}</div>')


def chart(judul: str, gambar: Gambar, key: str, keterangan: str = "") -> Klik | None:
    """A heading that states the finding, then the chart, which says the same to those who cannot see it."""
    st.subheader(judul, anchor=False)
    if keterangan:
        note(keterangan)
    return grafik(gambar.figure, key=key, height=gambar.tinggi, alt=f"{judul}. {keterangan}".strip())


def note(text: str) -> None:
    st.html(f'<p class="redup">{escape(text)}</p>')


def table_below(kolom: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()) -> None:
    """The chart's numbers as a table, one tap away."""
    with st.expander(kata.LIHAT_TABEL):
        st.html(table(kolom, rows, numeric))


def table(
    kolom: Sequence[str],
    rows: Iterable[Sequence[str]],
    numeric: Sequence[int] = (),
    short: Sequence[int] = (),
    long: Sequence[int] = (),
) -> str:
    """A plain table; on a phone every row becomes a block of label and value. Cells are escaped here.

    Columns: `numeric` stand right, `short` never break, `long` take a line of their own on a phone.
    """
    classes = {
        n: " ".join(k for k, chosen in (("n", numeric), ("s", short), ("p", long)) if n in chosen)
        for n in range(len(kolom))
    }
    mark = [f' class="{classes[n]}"' if classes[n] else "" for n in range(len(kolom))]
    head = "".join(f'<th scope="col"{mark[n]}>{escape(k)}</th>' for n, k in enumerate(kolom))
    body = "".join(_row(row, kolom, mark) for row in rows)
    return f'<table class="tabel lipat"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def chip(nilai: Nilai, aturan: Aturan) -> str:
    """The class as a coloured word."""
    status = nilai.status(aturan)
    return chip_of(status, nilai.kelas or kata.TANPA_JATUH_TEMPO, aturan)


def chip_of(status: str, words: str, aturan: Aturan) -> str:
    fill, ink = charts.colours(aturan)[status]
    hatch = " belum" if status == BELUM else ""
    return f'<span class="cip{hatch}" style="background-color:{fill};color:{ink}">{escape(words)}</span>'


def value_cards(nilai: Nilai, bulan: str, tahun: int, aturan: Aturan, opd: bool) -> list[Kartu]:
    """The four cards of every level: to date, against the year, who reported, money."""
    item = kata.cakupan(nilai.sudah_lapor, nilai.wajib_lapor)
    dari = kata.KARTU_DARI.format(cakupan=item)
    berikut = next_class(nilai, aturan) if nilai.judged(aturan) else None
    jauh = None
    if nilai.serapan_pct is not None and nilai.capaian_pct is not None:
        jauh = nilai.serapan_pct - nilai.capaian_pct
    return [
        Kartu(
            kata.KARTU_CAPAIAN.format(bulan=bulan),
            persen(nilai.capaian_pct),
            tuple(
                filter(
                    None,
                    (
                        kata.menuju(berikut.nama, berikut.batas_bawah) if berikut else "",
                        dari,
                        kata.batas(nilai.tepi_bawah_pct, nilai.tepi_atas_pct) if nilai.wajib_lapor else "",
                    ),
                )
            ),
            chip(nilai, aturan),
        ),
        Kartu(kata.KARTU_TAHUN.format(tahun=tahun), persen(nilai.capaian_tahun_pct), (dari, kata.KARTU_TAHUN_KET)),
        Kartu(
            kata.KARTU_LAPOR,
            f"{kata.cakupan(nilai.opd_sudah_lapor, nilai.opd_wajib_lapor)} OPD" if opd else item,
            (kata.KARTU_LAPOR_KET.format(cakupan=item, persen=persen(_part(nilai))),),
        ),
        Kartu(
            kata.KARTU_SERAPAN,
            persen(nilai.serapan_pct),
            tuple(
                filter(
                    None,
                    (
                        kata.SERAPAN_DARI if nilai.serapan_pct is not None else kata.SERAPAN_KOSONG,
                        kata.SERAPAN_JAUH.format(selisih=angka(jauh, 1))
                        if jauh is not None and jauh >= kata.SERAPAN_JAUH_POIN
                        else "",
                    ),
                )
            ),
        ),
    ]


def peta(rows: Sequence[BarisPeta], grup: Sequence[Grup], aturan: Aturan, link: Tautan) -> str:
    """The map of capaian as a table of links, official order; a cell says its value, or who is missing in it."""
    fills = charts.colours(aturan)
    style = "".join(
        f".peta .k-{kode} a{{background-color:{fill};color:{ink}}}"
        for kode, (fill, ink) in fills.items()
        if kode != KOSONG
    )
    head = "".join(
        f'<th scope="col"><a href="{escape(link("area", area=g.kode))}" title="{escape(g.nama)}">{escape(g.kode)}</a></th>'
        for g in grup
    )
    body = "".join(_peta_row(row, grup, aturan, link) for row in rows)
    return (
        f"<style>{style}</style>"
        f'<table class="peta"><thead><tr><th scope="col">{kata.KOLOM["opd"]}</th>'
        f'<th scope="col">{kata.PETA_SEMUA}</th>{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def legend(aturan: Aturan, grup: Sequence[Grup] = ()) -> str:
    """Every colour with its class and lower bound, and what the two signs without colour mean."""
    fills = charts.colours(aturan)
    kelas = "".join(
        f'<li><i style="background:{fills[k.kode][0]}"></i>{escape(kata.legenda(k.nama, k.batas_bawah, aturan.kelas[n - 1].batas_bawah if n else None))}</li>'
        for n, k in enumerate(aturan.kelas)
    )
    belum = (
        f'<li><i class="belum" style="background-color:{fills[BELUM][0]}"></i>{escape(kata.PETA_LEGENDA_BELUM)}</li>'
    )
    kosong = f"<li>{escape(kata.PETA_LEGENDA_KOSONG)}</li>"
    kode = "".join(f"<li><b>{escape(g.kode)}</b> {escape(g.nama)}</li>" for g in grup)
    return f'<ul class="legenda">{kelas}{belum}{kosong}</ul>' + (f'<ul class="legenda">{kode}</ul>' if kode else "")


def links(rows: Iterable[tuple[str, str, str]]) -> str:
    """A list of (address, name, remark)."""
    return (
        '<ul class="daftar">'
        + "".join(
            f'<li><a href="{escape(href)}"><span>{escape(nama)}</span><span>{escape(ket)}</span></a></li>'
            for href, nama, ket in rows
        )
        + "</ul>"
    )


def silent(ringkasan: Ringkasan, link: Tautan) -> None:
    """Who has not reported and for how long, then who has reported too little to be judged."""
    periode = ringkasan.periode
    st.subheader(kata.judul_belum(len(ringkasan.diam), ringkasan.nilai.opd_wajib_lapor, periode), anchor=False)
    st.html(
        links((link("opd", opd=d.kode), d.nama, kata.lama_diam(d.bulan, d.terakhir, periode)) for d in ringkasan.diam)
    )
    if ringkasan.sebagian:
        with st.expander(kata.judul_sebagian(len(ringkasan.sebagian))):
            st.html(
                links(
                    (link("opd", opd=b.kode), b.nama, kata.baris_cakupan(b.nilai.sudah_lapor, b.nilai.wajib_lapor))
                    for b in ringkasan.sebagian
                )
            )


def part_table(rows: Sequence[Bagian], pertama: str) -> None:
    """The table under a chart of areas or OPD."""
    k = kata.KOLOM
    table_below(
        (pertama, k["capaian"], k["kelas"], k["lapor"], k["batas"], k["tahun"], k["lalu"], k["serapan"]),
        [
            (
                r.nama if r.nama == r.kode or pertama == k["opd"] else f"{r.kode} {r.nama}",
                persen(r.nilai.capaian_pct),
                r.nilai.kelas or kata.TANPA_JATUH_TEMPO,
                kata.cakupan(r.nilai.sudah_lapor, r.nilai.wajib_lapor),
                kata.rentang(r.nilai.tepi_bawah_pct, r.nilai.tepi_atas_pct),
                persen(r.nilai.capaian_tahun_pct),
                persen(r.lalu.capaian_pct if r.lalu else None),
                persen(r.nilai.serapan_pct),
            )
            for r in rows
        ],
        numeric=(1, 3, 4, 5, 6, 7),
    )


def trend_table(points: Sequence[Titik]) -> None:
    k = kata.KOLOM
    table_below(
        (k["bulan"], k["capaian"], k["kelas"], k["lapor"], k["batas"]),
        [
            (
                t.periode.nama,
                persen(t.nilai.capaian_pct if t.nilai else None),
                (t.nilai.kelas or kata.TANPA_JATUH_TEMPO) if t.nilai else kata.BELUM_LAPOR,
                kata.cakupan(t.nilai.sudah_lapor, t.nilai.wajib_lapor) if t.nilai else "–",
                kata.rentang(t.nilai.tepi_bawah_pct, t.nilai.tepi_atas_pct) if t.nilai else "–",
            )
            for t in points
        ],
        numeric=(1, 3, 4),
    )


def _row(row: Sequence[str], kolom: Sequence[str], mark: Sequence[str]) -> str:
    cells = "".join(
        f'<td data-k="{escape(kolom[n])}"{mark[n]}>{escape(cell)}</td>' for n, cell in enumerate(row[1:], start=1)
    )
    return f'<tr><th scope="row"{mark[0]}>{escape(row[0])}</th>{cells}</tr>'


def _card(kartu: Kartu) -> str:
    lines = "".join(f'<span class="ket">{escape(line)}</span>' for line in kartu.keterangan)
    return (
        f'<div class="kartu"><span class="nama">{escape(kartu.nama)}</span>'
        f'<span class="angka">{escape(kartu.angka)}</span>{kartu.cip}{lines}</div>'
    )


def _peta_row(row: BarisPeta, grup: Sequence[Grup], aturan: Aturan, link: Tautan) -> str:
    cells = "".join(
        _peta_cell(nilai, link("opd", opd=row.kode, area=g.kode), aturan)
        for g, nilai in zip(grup, row.sel, strict=True)
    )
    address = escape(link("opd", opd=row.kode))
    return (
        f'<tr><th scope="row"><a href="{address}" title="{escape(row.nama)}"><span class="panjang">{escape(row.nama)}</span>'
        f'<span class="pendek">{escape(row.singkatan)}</span></a></th>'
        f"{_peta_cell(row.nilai, link('opd', opd=row.kode), aturan, 'semua ')}{cells}</tr>"
    )


def _peta_cell(nilai: Nilai | None, address: str, aturan: Aturan, extra: str = "") -> str:
    if nilai is None:
        return f'<td class="{extra}k-{KOSONG}"><span></span></td>'
    status = nilai.status(aturan)
    words = kata.nilai_kata(nilai.capaian_pct, nilai.kelas, nilai.sudah_lapor, nilai.wajib_lapor)
    inside = {KOSONG: "·", BELUM: f"{nilai.sudah_lapor}/{nilai.wajib_lapor}"}.get(status, angka(nilai.capaian_pct, 1))
    hatch = ' class="belum"' if status == BELUM else ""
    return f'<td class="{extra}k-{status}"><a href="{escape(address)}"{hatch} title="{escape(words)}">{inside}</a></td>'


def _part(nilai: Nilai) -> float | None:
    return nilai.sudah_lapor / nilai.wajib_lapor * 100 if nilai.wajib_lapor else None
