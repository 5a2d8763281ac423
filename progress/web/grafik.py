"""One chart component: a figure dict drawn by the plotly.js of the plotly package, with clicks that reach Python."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, TypedDict

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from progress.web.aset import ASET, PLOTLY, library
from progress.wording import web as kata

_NAMA = "pantau.grafik"
_BERKAS = "grafik.js"


class Klik(TypedDict):
    """The mark that was clicked: what the figure attached to it, its place on the axes, the number of its trace."""

    customdata: Any
    x: Any
    y: Any
    trace: int


def grafik(
    figure: Mapping[str, Any],
    *,
    key: str,
    height: int,
    alt: str = "",
    on_click: Callable[[], None] | None = None,
) -> Klik | None:
    """Draw a Plotly figure dict; the mark clicked just now, or None.

    `height` is in pixels and kept free before the chart is there, so nothing jumps. `alt` says the finding in words for
    those who cannot see it. A click answers one run only; `on_click` runs before that run. Colours and fonts that the
    figure leaves open follow the theme; decimals have a comma.
    """
    result = _renderer()(
        key=key,
        data={
            "gambar": to_json(figure),
            "tinggi": height,
            "plotly": library().url(PLOTLY),
            "uraian": alt,
            "galat": kata.GRAFIK_GAGAL,
        },
        height=height,
        on_klik_change=on_click or _nothing,
    )
    klik = getattr(result, "klik", None)
    return None if klik is None else Klik(**{k: klik.get(k) for k in Klik.__annotations__})  # type: ignore[typeddict-item]


def to_json(figure: Mapping[str, Any]) -> str:
    """The figure as JSON a browser reads; NaN and infinities become null: missing, never 0."""
    try:
        return json.dumps(figure, allow_nan=False, ensure_ascii=False, separators=(",", ":"), default=_plain)
    except ValueError:
        return json.dumps(_without_nan(figure), allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def _renderer() -> Callable[..., Any]:
    """The component, declared to the runtime that is running. A file of ours, so the CSP needs no blob: scripts."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAMA) is None:
        package, _, component = _NAMA.rpartition(".")
        manifest = ComponentManifest(package, "1", [ComponentConfig(component, "komponen")])
        manager.register_from_manifest(manifest, ASET)
    if _NAMA not in _RENDERERS:
        _RENDERERS[_NAMA] = st.components.v2.component(_NAMA, js=_BERKAS, isolate_styles=False)
    return _RENDERERS[_NAMA]


_RENDERERS: dict[str, Callable[..., Any]] = {}


def _nothing() -> None:
    """Streamlit wants a callback to know the name of the event."""


def _plain(value: Any) -> Any:
    return _without_nan(value.tolist() if hasattr(value, "tolist") else str(value))


def _without_nan(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {k: _without_nan(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_nan(v) for v in value]
    if hasattr(value, "tolist"):
        return _without_nan(value.tolist())
    return value if value is None or isinstance(value, str | int) else str(value)
