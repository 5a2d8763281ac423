"""What a page may rely on: the guard, which data it looks at, and a URL that shows the receiver the same view."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote, urlencode

import streamlit as st

from progress.model import Acuan, Periode
from progress.web import gate
from progress.web.aset import AKAR
from progress.wording import web as kata

if TYPE_CHECKING:
    from progress.settings import Settings
    from progress.store import Store

_LOG = logging.getLogger("pantau.web")
CONTOH = "contoh"
URL_KEYS = ("pemda", "periode", "opd", "area")
_KEPT = ("pemda", "periode")


@dataclass(frozen=True, slots=True)
class View:
    """What the reader looks at. `periode` is None while no report has been accepted."""

    pemda: str
    acuan: Acuan
    store: Store
    tersedia: tuple[Periode, ...]
    periode: Periode | None
    versi: Any

    @property
    def contoh(self) -> bool:
        return self.acuan.pemda.contoh

    @property
    def nama(self) -> str:
        return self.acuan.pemda.nama


def require_local() -> None:
    """First line of every page and of every callback that writes: the second lock behind the gate.

    It asks again what Streamlit still shows of the handshake; a run without a browser (tests) has nothing to show.
    """
    headers = [(k.lower().encode("latin-1"), v.encode("latin-1", "replace")) for k, v in st.context.headers.items()]
    if not headers:
        return
    # Streamlit reports a loopback peer as None.
    peer = st.context.ip_address or "127.0.0.1"
    if gate.refusal({"headers": headers, "client": (peer, 0)}) is not None:
        st.error(kata.HANYA_KOMPUTER_INI)
        st.stop()


def page_path(name: str) -> str:
    """Absolute path of a page file, the form that st.Page, st.switch_page and st.page_link understand here."""
    return str(AKAR / "pages" / f"{name}.py")


def exists(name: str) -> bool:
    return Path(page_path(name)).is_file()


def link(page: str, **params: object) -> str:
    """A URL on this server that shows the same pemda and period, and what is named in `params`; None leaves one out."""
    path = "/" if page == "ringkasan" else f"/{page}"
    query = urlencode(_params(params), quote_via=quote)
    return f"{path}?{query}" if query else path


def go(page: str, **params: object) -> NoReturn:
    """Open another page of the same pemda and period."""
    st.switch_page(page_path(page), query_params=_params(params))


def page_link(page: str, label: str, **params: object) -> None:
    """A link drawn inside the page that keeps the session (a plain URL would start a new one)."""
    st.page_link(page_path(page), label=label, query_params=_params(params))


def set_params(**params: object) -> None:
    """Put what the page now shows into the URL; None removes a key."""
    for key, value in params.items():
        if value is None:
            st.query_params.pop(key, None)
        elif st.query_params.get(key) != str(value):
            st.query_params[key] = str(value)


def view() -> View:
    """The view of this run, for pages; without any data the reader is sent to the two doors."""
    if (found := _chosen()) is None:
        go("mulai")
    return found


def data_view() -> View:
    """Like `view`, for pages that show numbers: while no report has been accepted, one sentence instead."""
    found = view()
    if found.periode is None:
        st.info(kata.BELUM_ADA_LAPORAN)
        st.stop()
    return found


def choose_periode(found: View) -> Periode | None:
    """The period selector. The URL wins, then what was chosen before, then the latest month with an accepted report."""
    if found.periode is None:
        return None
    pilihan = list(reversed(found.tersedia))
    # A widget keeps its own value between runs; a Back or a link changes the URL alone, so the URL is put into it.
    st.session_state["_periode"] = found.periode
    return st.selectbox(
        kata.PERIODE,
        pilihan,
        format_func=lambda p: p.nama,
        key="_periode",
        on_change=_periode_changed,
        label_visibility="collapsed",
    )


def choose_pemda(found: View) -> None:
    """The switch between the databases that hold something; nothing is drawn while there is only one."""
    sources = available_sources()
    if len(sources) < 2:
        return
    st.session_state["_pemda"] = found.pemda
    st.selectbox(
        kata.SUMBER_DATA,
        list(sources),
        format_func=lambda p: f"{sources[p]} ({kata.DATA_CONTOH})" if p == CONTOH else sources[p],
        key="_pemda",
        on_change=_pemda_changed,
        label_visibility="collapsed",
    )


def available_sources() -> dict[str, str]:
    """pemda id -> name, of every pemda whose database holds something; real ones first."""
    found: dict[str, str] = {}
    for pemda in sorted(_known_pemda(), key=lambda p: (p == CONTOH, p)):
        try:
            if store_for(pemda).has_data(pemda):
                found[pemda] = acuan_of(pemda).pemda.nama
        except Exception:  # noqa: BLE001 - one unreadable database must not hide the others
            _LOG.exception("database %s tidak terbaca", pemda)
    return found


def pick_pemda(tertulis: str | None, sebelumnya: str | None, ada: Sequence[str]) -> tuple[str | None, bool]:
    """(pemda to show, whether what the URL asked for was found). `ada` is in order of preference."""
    for candidate in (tertulis, sebelumnya):
        if candidate in ada:
            return candidate, tertulis in (None, candidate)
    return (ada[0] if ada else None), tertulis is None


def pick_periode(
    tertulis: str | None, sebelumnya: Periode | None, tersedia: Sequence[Periode]
) -> tuple[Periode | None, bool]:
    """(period to show, whether what the URL asked for was found). Garbled text counts as not found."""
    asked: Periode | None = None
    if tertulis is not None:
        try:
            asked = Periode.parse(tertulis)
        except ValueError:
            asked = None
    for candidate in (asked, sebelumnya):
        if candidate is not None and candidate in tersedia:
            return candidate, tertulis is None or candidate == asked
    return (max(tersedia) if tersedia else None), tertulis is None


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    from progress.settings import Settings

    return Settings.from_env()


def store_for(pemda: str) -> Store:
    """The demo has its own database file; every other pemda shares the real one."""
    from progress.settings import database_for

    return _store(database_for(pemda, settings()), str(settings().originals))


@st.cache_resource(show_spinner=False)
def acuan_of(pemda: str) -> Acuan:
    from progress import reference

    return reference.load(pemda)


@st.cache_resource(show_spinner=False)
def _store(url: str, originals: str) -> Store:
    from progress.store import Store

    return Store(url, Path(originals))


def _known_pemda() -> list[str]:
    try:
        from progress import reference
        from progress.store import Store  # noqa: F401 - without a store there is no data either
    except ImportError:
        return []
    return list(reference.available())


def _chosen() -> View | None:
    sources = available_sources()
    tertulis = st.query_params.get("pemda")
    pemda, found = pick_pemda(tertulis, st.session_state.get("pemda"), list(sources))
    if pemda is None:
        return None
    if not found:
        st.warning(kata.PEMDA_TIDAK_DIKENAL.format(tertulis=_short(tertulis), pemda=sources[pemda]))
    if st.session_state.get("pemda") != pemda:
        st.session_state.pop("periode", None)
    store = store_for(pemda)
    tersedia = tuple(sorted(store.periods(pemda)))
    asked = st.query_params.get("periode")
    periode, found = pick_periode(asked, st.session_state.get("periode"), tersedia)
    if not found and periode is not None:
        st.warning(kata.PERIODE_TIDAK_DIKENAL.format(tertulis=_short(asked), periode=periode.nama))
    st.session_state["pemda"], st.session_state["periode"] = pemda, periode
    set_params(pemda=pemda, periode=periode)
    return View(pemda, acuan_of(pemda), store, tersedia, periode, store.versi_data(pemda))


def _params(params: Mapping[str, object]) -> dict[str, str]:
    kept = {k: st.session_state.get(k) for k in _KEPT}
    return {k: str(v) for k, v in {**kept, **params}.items() if v is not None}


def _periode_changed() -> None:
    require_local()
    st.query_params["periode"] = str(st.session_state["_periode"])


def _pemda_changed() -> None:
    require_local()
    st.query_params.clear()
    st.session_state.pop("periode", None)
    st.query_params["pemda"] = st.session_state["_pemda"]


def _short(text: str | None) -> str:
    """Text from a URL, cut and without markdown, before it is shown again."""
    plain = "".join(c for c in (text or "") if c.isalnum() or c in " -.")
    return plain[:40]
