"""Scored values -> Plotly figures as plain dicts. The one home of Plotly and of colour; colour means status, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from progress.model import Aturan
from progress.sajian.bulan import Bagian, Titik
from progress.sajian.nilai import BELUM, KOSONG, Nilai
from progress.wording import halaman as kata
from progress.wording.formats import KOSONG as TANPA_ANGKA
from progress.wording.formats import angka, persen

Figure = dict[str, Any]

# From high to low teal, sand, orange, brick: told apart by colour-blind readers and in grey print by lightness.
# (fill, ink on it)
SKALA = (
    ("#0f6e66", "#ffffff"),
    ("#8ccfc3", "#10302c"),
    ("#f3e2a0", "#3a2f05"),
    ("#f0a35c", "#3a1d02"),
    ("#a8322a", "#ffffff"),
)
WARNA_BELUM = ("#d5d9dd", "#2c343b")
WARNA_KOSONG = ("rgba(0,0,0,0)", "inherit")
GARIS = "#5b83a3"
PITA = "rgba(91,131,163,.25)"
JALUR = "rgba(128,140,150,.16)"
TANDA, HALO = "#2b333a", "rgba(255,255,255,.85)"

TINGGI_AREA, TINGGI_BARIS, TINGGI_TREN = 58, 24, 330
_MARGIN = {"l": 4, "r": 4, "t": 6, "b": 6}


def colours(aturan: Aturan) -> dict[str, tuple[str, str]]:
    """(fill, ink) of every status: each class by its place from the top, then what has no class."""
    last = max(len(aturan.kelas) - 1, 1)
    found = {k.kode: SKALA[round(n * (len(SKALA) - 1) / last)] for n, k in enumerate(aturan.kelas)}
    return found | {BELUM: WARNA_BELUM, KOSONG: WARNA_KOSONG}


def area_bars(rows: Sequence[Bagian], aturan: Aturan) -> Figure:
    """One wide bar per area on a track of 0-100, last month as an upright mark; customdata is the area's kode."""
    place = list(range(len(rows)))
    kode = [r.kode for r in rows]
    fig = go.Figure()
    fig.add_bar(
        x=[100.0] * len(rows),
        y=place,
        customdata=kode,
        orientation="h",
        width=0.3,
        marker_color=JALUR,
        hovertext=[_hover(r) for r in rows],  # "skip" would also swallow the click
        hoverinfo="text",
    )
    fig.add_bar(
        x=[_length(r.nilai) for r in rows],
        y=place,
        customdata=kode,
        orientation="h",
        width=0.3,
        marker=_marker([r.nilai for r in rows], aturan),
        hovertext=[_hover(r) for r in rows],
        hoverinfo="text",
    )
    _add_last_month(fig, rows, place, 10)
    for n, r in enumerate(rows):
        _note(fig, n, 0, f"<b>{escape(r.kode)}</b> {escape(r.nama)}", "left", 17)
        _note(fig, n, 100, _value_words(r.nilai), "right", 17)
        _note(fig, n, 0, _coverage_words(r), "left", -17, size=11, opacity=0.8)
        _note(fig, n, 100, escape(r.nilai.kelas or ""), "right", -17, size=11, opacity=0.8)
    fig.update_layout(
        barmode="overlay",
        showlegend=False,
        height=TINGGI_AREA * len(rows) + 12,
        margin=_MARGIN,
        xaxis={"range": [0, 100.5], "visible": False},
        yaxis={"range": [len(rows) - 0.45, -0.55], "visible": False},
    )
    return _plain(fig)


def opd_bars(rows: Sequence[Bagian], short: Sequence[str], aturan: Aturan) -> Figure:
    """One slim bar per OPD in the order given, with its value and coverage beside it; customdata is the OPD's kode."""
    place = list(range(len(rows)))
    kode = [r.kode for r in rows]
    fig = go.Figure()
    fig.add_bar(
        x=[140.0] * len(rows), y=place, customdata=kode, orientation="h", width=0.9,
        marker_color="rgba(0,0,0,0)", hovertext=[_hover(r) for r in rows], hoverinfo="text",
    )  # fmt: skip
    fig.add_bar(
        x=[_length(r.nilai) for r in rows],
        y=place,
        customdata=kode,
        orientation="h",
        width=0.62,
        marker=_marker([r.nilai for r in rows], aturan),
        hoverinfo="skip",
    )
    fig.add_scatter(
        x=[1.0 if _length(r.nilai) is None else 103.0 for r in rows],
        y=place,
        mode="text",
        text=[_bar_words(r.nilai) for r in rows],
        textposition="middle right",
        textfont={"size": 11},
        customdata=kode,
        hoverinfo="skip",
    )
    _add_last_month(fig, rows, place, 8)
    fig.update_layout(
        barmode="overlay",
        showlegend=False,
        height=TINGGI_BARIS * len(rows) + 30,
        margin=_MARGIN,
        xaxis={
            "range": [0, 140],
            "tickvals": [0, 50, 100],
            "side": "top",
            "ticktext": [f"{v} %" for v in (0, 50, 100)],
            "tickfont": {"size": 11},
        },
        yaxis={
            "range": [len(rows) - 0.4, -0.6],
            "tickmode": "array",
            "tickvals": place,
            "ticktext": [escape(s) for s in short],
            "tickfont": {"size": 11},
            "showgrid": False,
            "zeroline": False,
        },
    )
    return _plain(fig)


def trend(points: Sequence[Titik], aturan: Aturan) -> Figure:
    """Capaian over the months with its band, hollow where it cannot be judged, and the coverage as bars below."""
    x = [kata.pendek(t.periode) for t in points]
    capaian = [t.nilai.tampil_pct if t.nilai else None for t in points]
    judged = [bool(t.nilai and t.nilai.judged(aturan)) for t in points]
    fig = go.Figure()
    fig.add_scatter(x=x, y=[_edge(t, "atas") for t in points], mode="lines", line={"width": 0}, hoverinfo="skip")
    fig.add_scatter(
        x=x, y=[_edge(t, "bawah") for t in points], mode="lines", line={"width": 0}, fill="tonexty", fillcolor=PITA,
        hoverinfo="skip",
    )  # fmt: skip
    fig.add_scatter(
        x=x,
        y=capaian,
        mode="lines+markers+text",
        line={"color": GARIS, "width": 2.5},
        marker={
            "size": 9,
            "color": GARIS,
            "symbol": ["circle" if j else "circle-open" for j in judged],
            "line": {"width": 2, "color": GARIS},
        },
        text=_ends(capaian),
        textposition="top center",
        textfont={"size": 12},
        cliponaxis=False,
        hovertext=[_month_hover(t) for t in points],
        hoverinfo="text",
    )
    fig.add_bar(
        x=x,
        y=[_coverage(t.nilai) for t in points],
        yaxis="y2",
        marker_color=JALUR.replace(".16", ".55"),
        text=[_coverage_text(t.nilai) for t in points],
        textposition="outside",
        cliponaxis=False,
        textfont={"size": 10},
        hovertext=[_month_hover(t) for t in points],
        hoverinfo="text",
    )
    fig.update_layout(
        showlegend=False,
        height=TINGGI_TREN,
        margin={"l": 4, "r": 10, "t": 22, "b": 4},
        bargap=0.35,
        xaxis={"type": "category", "tickfont": {"size": 12}, "showgrid": False, "anchor": "y2"},
        yaxis={
            "domain": [0.36, 1], "range": [0, 104], "tickvals": [0, 25, 50, 75, 100], "tickfont": {"size": 11},
            "title": {"text": kata.TREN_CAPAIAN, "font": {"size": 11}},
        },
        yaxis2={
            "domain": [0, 0.24], "range": [0, 135], "tickvals": [0, 100], "tickfont": {"size": 11},
            "title": {"text": kata.TREN_CAKUPAN, "font": {"size": 11}},
        },
    )  # fmt: skip
    return _plain(fig)


def _marker(values: Sequence[Nilai], aturan: Aturan) -> dict[str, Any]:
    """Fill by status; a hatch marks what cannot be judged, so that grey is never the only sign."""
    fills = colours(aturan)
    status = [v.status(aturan) for v in values]
    return {
        "color": [fills[s][0] for s in status],
        "line": {"width": 1, "color": "rgba(60,70,80,.45)"},
        "pattern": {
            "shape": ["/" if s == BELUM else "" for s in status],
            "fgcolor": "#5a646d",
            "size": 6,
            "solidity": 0.2,
        },
    }


def _add_last_month(fig: go.Figure, rows: Sequence[Bagian], place: Sequence[int], size: int) -> None:
    known = [
        (n, r.lalu.capaian_pct) for n, r in zip(place, rows, strict=True) if r.lalu and r.lalu.capaian_pct is not None
    ]
    for width, colour in ((5.5, HALO), (2.5, TANDA)):  # the halo keeps the mark apart from any bar, in light and dark
        fig.add_scatter(
            x=[v for _, v in known],
            y=[n for n, _ in known],
            mode="markers",
            marker={"symbol": "line-ns", "size": size, "line": {"width": width, "color": colour}},
            hoverinfo="skip",
        )


def _note(
    fig: go.Figure, y: int, x: float, text: str, anchor: str, shift: int, size: int = 13, opacity: float = 1
) -> None:
    fig.add_annotation(
        x=x, y=y, text=text, xanchor=anchor, yshift=shift, showarrow=False, font={"size": size}, opacity=opacity,
        align=anchor, xshift=0,
    )  # fmt: skip


def _length(nilai: Nilai) -> float | None:
    return None if nilai.capaian_pct is None else min(nilai.capaian_pct, 100.0)


def _value_words(nilai: Nilai) -> str:
    if nilai.wajib_lapor == 0:
        return TANPA_ANGKA
    return f"<b>{persen(nilai.capaian_pct)}</b>" if nilai.sudah_lapor else kata.BELUM_LAPOR


def _coverage_words(row: Bagian) -> str:
    return escape(kata.baris_cakupan(row.nilai.sudah_lapor, row.nilai.wajib_lapor))


def _bar_words(nilai: Nilai) -> str:
    if nilai.wajib_lapor == 0:
        return kata.TANPA_JATUH_TEMPO
    if nilai.sudah_lapor == 0:
        return f"{kata.BELUM_LAPOR} (0/{nilai.wajib_lapor})"
    return f"{angka(nilai.capaian_pct, 1)} ({nilai.sudah_lapor}/{nilai.wajib_lapor})"


def _hover(row: Bagian) -> str:
    nilai = row.nilai
    words = kata.nilai_kata(nilai.capaian_pct, nilai.kelas, nilai.sudah_lapor, nilai.wajib_lapor)
    return f"<b>{escape(row.nama)}</b><br>{escape(words)}"


def _month_hover(titik: Titik) -> str:
    nilai = titik.nilai
    words = (
        kata.nilai_kata(nilai.capaian_pct, nilai.kelas, nilai.sudah_lapor, nilai.wajib_lapor)
        if nilai
        else kata.BELUM_LAPOR
    )
    return f"<b>{titik.periode.nama}</b><br>{escape(words)}"


def _edge(titik: Titik, which: str) -> float | None:
    if titik.nilai is None:
        return None
    value = titik.nilai.tepi_atas_pct if which == "atas" else titik.nilai.tepi_bawah_pct
    return None if value is None else round(value, 2)


def _ends(values: Sequence[float | None]) -> list[str]:
    """Only the first and the last value are printed beside the line."""
    known = [n for n, v in enumerate(values) if v is not None]
    marked = {known[0], known[-1]} if known else set()
    return [angka(v, 1) if n in marked else "" for n, v in enumerate(values)]


def _coverage(nilai: Nilai | None) -> float | None:
    return round(nilai.sudah_lapor / nilai.wajib_lapor * 100, 2) if nilai and nilai.wajib_lapor else None


def _coverage_text(nilai: Nilai | None) -> str:
    part = _coverage(nilai)
    return "" if part is None else angka(part, 0)


def _plain(fig: go.Figure) -> Figure:
    """Without the template that Plotly would send along each time; fonts and grid follow the theme of the page."""
    fig.layout.template = None
    found: Figure = fig.to_plotly_json()
    found["layout"].pop("template", None)
    return found
