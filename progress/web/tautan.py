"""Links inside drawn HTML: ordinary addresses that open in the running session when they are clicked."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from progress.web import session
from progress.web.aset import ASET

_PAKET, _KOMPONEN = "pantau_tautan", "tautan"
_NAMA = f"{_PAKET}.{_KOMPONEN}"
HALAMAN = ("ringkasan", "area", "opd", "unggah", "metode")


def follow() -> None:
    """Open what was clicked just now. Called before a page draws anything."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAMA) is None:
        manager.register_from_manifest(ComponentManifest(_PAKET, "1", [ComponentConfig(_KOMPONEN, "komponen")]), ASET)
    draw = st.components.v2.component(_NAMA, js="tautan.js", isolate_styles=False)
    with st.container(key="tautan", height="content"):
        clicked = getattr(draw(key="tautan_klik", data={}, height=1, on_ke_change=_nothing), "ke", None)
    if clicked is not None and (found := target(str(clicked))) is not None:
        page, params = found
        session.go(page, **params)


def target(address: str) -> tuple[str, dict[str, str]] | None:
    """(page, parameters) of an address on this server; None for anything that is not a page."""
    parts = urlsplit(address)
    page = parts.path.strip("/") or "ringkasan"
    if parts.scheme or parts.netloc or page not in HALAMAN:
        return None
    return page, dict(parse_qsl(parts.query))


def _nothing() -> None:
    """Streamlit wants a callback to know the name of the event."""
