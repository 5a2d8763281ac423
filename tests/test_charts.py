"""Figures: plain dicts whose marks say what the values say, with a sign beside every colour."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import streamlit as st

from progress import charts, reference
from progress.model import Periode
from progress.sajian.bulan import Bagian, Titik
from progress.sajian.nilai import BELUM, KOSONG, Nilai

ATURAN = reference.load("contoh").aturan
BELUM_DINILAI = ATURAN.belum_dapat_dinilai


def value(capaian: float | None, kelas: str | None, sudah: int = 5, wajib: int = 5) -> Nilai:
    return Nilai(capaian, capaian, capaian, capaian, None, sudah, wajib, 1, 1, kelas)


ROWS = (
    Bagian("A1", "Manajemen <b>Perubahan</b>", value(95.0, "Sangat Tinggi"), value(90.0, "Tinggi")),
    Bagian("A2", "Deregulasi", value(120.4, "Sangat Tinggi"), None),
    Bagian("A3", "Organisasi", value(40.0, BELUM_DINILAI, 2, 5), value(None, BELUM_DINILAI, 0)),
    Bagian("A4", "Tatalaksana", value(None, BELUM_DINILAI, 0, 5), None),
    Bagian("A5", "SDM", value(None, None, 0, 0), None),
)
FIGURES = {
    "area": charts.area_bars(ROWS, ATURAN),
    "opd": charts.opd_bars(ROWS, [r.kode for r in ROWS], ATURAN),
    "tren": charts.trend([Titik(Periode(2026, n), r.nilai if n != 2 else None) for n, r in enumerate(ROWS, 1)], ATURAN),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plain_dict(name: str) -> None:
    """A figure travels as JSON, without the template that Plotly would add."""
    assert "template" not in json.loads(json.dumps(FIGURES[name]))["layout"]


@pytest.mark.parametrize("name", FIGURES)
def test_transparent_ground(name: str) -> None:
    """The page's theme decides ground and ink, so that light and dark both read."""
    layout = FIGURES[name]["layout"]
    assert not {"paper_bgcolor", "plot_bgcolor", "font"} & set(layout)


@pytest.mark.parametrize("name", FIGURES)
def test_streamlit_draws_it(name: str) -> None:
    """The same figure is accepted by st.plotly_chart."""
    assert st.plotly_chart(FIGURES[name], key=f"uji_{name}") is not None


def bars(name: str) -> dict[str, list[object]]:
    """The trace whose length says the capaian."""
    return next(t for t in FIGURES[name]["data"] if t["type"] == "bar" and "pattern" in t["marker"])


@pytest.mark.parametrize("name", ["area", "opd"])
def test_missing_has_no_bar(name: str) -> None:
    """Where nothing was reported there is no bar, not one of length 0; above 100 the bar ends at 100."""
    assert bars(name)["x"] == [95.0, 100.0, 40.0, None, None]


@pytest.mark.parametrize("name", ["area", "opd"])
def test_unjudged_is_hatched(name: str) -> None:
    """What cannot be judged carries a hatch besides its grey."""
    assert bars(name)["marker"]["pattern"]["shape"] == ["", "", "/", "/", ""]  # type: ignore[call-overload, index]


@pytest.mark.parametrize("name", ["area", "opd"])
def test_every_mark_knows_its_code(name: str) -> None:
    """A click anywhere in a row tells which row it was."""
    codes = [t["customdata"] for t in FIGURES[name]["data"] if "customdata" in t]
    assert len(codes) >= 2
    assert all(c == ["A1", "A2", "A3", "A4", "A5"] for c in codes)


def test_words_beside_every_bar() -> None:
    """Value, class and coverage stand in words at every area."""
    words = " | ".join(a["text"] for a in FIGURES["area"]["layout"]["annotations"])
    assert "<b>95,0 %</b>" in words
    assert "Sangat Tinggi" in words
    assert "2 dari 5 sudah lapor" in words
    assert "belum lapor" in words


def test_names_are_escaped() -> None:
    """A name with markup is shown as it is written."""
    words = " ".join(a["text"] for a in FIGURES["area"]["layout"]["annotations"])
    assert "Manajemen &lt;b&gt;Perubahan" in words


def test_trend_leaves_gaps() -> None:
    """A month nobody reported breaks the line, and a month that cannot be judged is hollow."""
    line = next(t for t in FIGURES["tren"]["data"] if "markers" in t.get("mode", ""))
    assert line["y"] == [95.0, None, 40.0, None, None]
    assert line["marker"]["symbol"][2] == "circle-open"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_ink_is_legible_on_every_status() -> None:
    """Text on a status colour has the contrast that WCAG AA asks for."""
    fills = {k: v for k, v in charts.colours(ATURAN).items() if k != KOSONG}
    assert BELUM in fills
    assert all(contrast(fill, ink) >= 4.5 for fill, ink in fills.values())


def test_neighbouring_classes_differ() -> None:
    """Two classes next to each other differ in lightness too, for print in grey and for colour-blind readers."""
    fills = [charts.colours(ATURAN)[k.kode][0] for k in ATURAN.kelas]
    assert all(contrast(a, b) >= 1.3 for a, b in pairwise(fills))
