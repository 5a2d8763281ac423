"""What a page may rely on: the guard, which data it looks at, and a URL that shows the receiver the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urlencode

import streamlit as st

from progress import reference
from progress.model import Acuan, Pemda, Periode
from progress.settings import Settings, sqlite_file
from progress.store import Store
from progress.web import gate, pintu
from progress.web.aset import AKAR
from progress.wording import web as kata

_VIEW = "_view"


@dataclass(frozen=True, slots=True)
class View:
    """What the reader looks at. `periode` is None while no report has been accepted."""

    pemda: str
    acuan: Acuan
    store: Store
    tersedia: tuple[Periode, ...]
    periode: Periode | None
    versi: int

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
    before = st.query_params.to_dict()
    after = {k: str(v) for k, v in {**before, **params}.items() if v is not None}
    if after != before:
        st.query_params.from_dict(after)  # all at once: each change is a step of the browser's Back


def asked(param: str) -> str | None:
    """What the URL says here, for pages that do not mind when it is nonsense."""
    return st.query_params.get(param)


def open_view(sources: Mapping[str, str]) -> View | None:
    """Decide what this run shows, from the URL first; None without any data. Called by the frame, once per run."""
    tertulis = st.query_params.get("pemda")
    pemda, found = pick_pemda(tertulis, st.session_state.get("pemda"), list(sources))
    if pemda is None:
        return None
    if not found:
        st.warning(kata.PEMDA_TIDAK_DIKENAL.format(tertulis=shown(tertulis), pemda=sources[pemda]))
    if st.session_state.get("pemda") != pemda:
        st.session_state.pop("periode", None)
    store = store_for(pemda)
    tersedia = tuple(store.periods(pemda))
    asked = st.query_params.get("periode")
    periode, found = pick_periode(asked, st.session_state.get("periode"), tersedia)
    if not found and periode is not None:
        st.warning(kata.PERIODE_TIDAK_DIKENAL.format(tertulis=shown(asked), periode=periode.nama))
    st.session_state["pemda"], st.session_state["periode"] = pemda, periode
    set_params(pemda=pemda, periode=periode)
    opened = View(pemda, acuan_of(pemda), store, tersedia, periode, store.versi_data(pemda))
    st.session_state[_VIEW] = opened
    return opened


def view() -> View:
    """What the reader looks at, for pages; without any data the reader is sent to the two doors."""
    opened: View | None = st.session_state.get(_VIEW)
    if opened is None:
        go("mulai")
    return opened


def data_view() -> View:
    """Like `view`, for pages that show numbers: while no report has been accepted, one sentence instead."""
    opened = view()
    if opened.periode is None:
        st.info(kata.BELUM_ADA_LAPORAN)
        st.stop()
    return opened


def choose(
    param: str,
    label: str,
    pilihan: Mapping[str, str],
    *,
    asing: str,
    kosong: str | None = None,
    collapsed: bool = False,
) -> str | None:
    """A selector bound to ?param=: `pilihan` maps kode -> name. A kode the URL invents is answered with `asing`.

    With `kosong` (its placeholder) nothing may be chosen, and None comes back; without it the first one is.
    """
    tertulis = st.query_params.get(param)
    if tertulis is not None and tertulis not in pilihan:
        st.warning(asing.format(tertulis=shown(tertulis)))
        tertulis = None
    kode = tertulis if tertulis is not None or kosong is not None else next(iter(pilihan), None)
    key = f"_pilih_{param}"
    # A widget keeps its own value between runs; a Back or a link changes the URL alone, so the URL is put into it.
    st.session_state[key] = kode

    def changed() -> None:
        require_local()
        set_params(**{param: st.session_state[key]})

    chosen: str | None = st.selectbox(
        label,
        list(pilihan),
        index=None if kosong is not None else 0,
        format_func=lambda k: pilihan.get(k, k),
        key=key,
        on_change=changed,
        placeholder=kosong,
        label_visibility="collapsed" if collapsed else "visible",
    )
    return chosen


def choose_periode(opened: View) -> Periode | None:
    """The period selector. The URL wins, then what was chosen before, then the latest month with an accepted report."""
    if opened.periode is None:
        return None
    st.session_state["_periode"] = str(opened.periode)
    st.selectbox(
        kata.PERIODE,
        [str(p) for p in reversed(opened.tersedia)],
        format_func=lambda p: Periode.parse(p).nama,
        key="_periode",
        on_change=_periode_changed,
        label_visibility="collapsed",
    )
    return opened.periode


def choose_pemda(opened: View, sources: Mapping[str, str]) -> None:
    """The switch between the databases that hold something; the plain name while there is only one."""
    if len(sources) < 2:
        st.html(f'<p class="pemda">{escape(opened.nama)}</p>')
        return
    st.session_state["_pemda"] = opened.pemda
    st.selectbox(
        kata.SUMBER_DATA,
        list(sources),
        format_func=lambda p: sources.get(p, p),
        key="_pemda",
        on_change=_pemda_changed,
        label_visibility="collapsed",
    )


def available_sources() -> dict[str, str]:
    """pemda id -> name, of every pemda whose database holds a road map; the demo last.

    Raises StoreError or BrokenReference, whose text is for the reader: data that cannot be read are not absent data.
    """
    known = sorted(reference.available(settings().acuan), key=lambda p: (p.contoh, p.nama))
    return {p.id: p.nama for p in known if not (p.contoh and pintu.busy()) and _holds_data(p)}


def has_own_data(sources: Mapping[str, str]) -> bool:
    return any(not acuan_of(p).pemda.contoh for p in sources)


def demo_ready() -> str | None:
    """The id of the demo pemda once its database is complete."""
    demos = [p for p in reference.available(settings().acuan) if p.contoh]
    return next((p.id for p in demos if not pintu.busy() and _holds_data(p)), None)


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


def settings() -> Settings:
    """Of the environment; it does not change while a server runs, and may between two tests."""
    return Settings.from_env()


def store_for(pemda: str) -> Store:
    """The demo has its own database file; every other pemda shares the real one."""
    url = settings().database_for(acuan_of(pemda).pemda)
    return _store(url, _identity(url))


@st.cache_resource(show_spinner=False)
def acuan_of(pemda: str) -> Acuan:
    """The reference data of this pemda, read once per process."""
    return reference.load(pemda, settings().acuan)


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda store: store.close())
def _store(url: str, _identity: int | None) -> Store:
    return Store(url, settings().originals_dir(url))


def _identity(url: str) -> int | None:
    """Which file this is: a database that was put in the place of another must not be read through the old one."""
    file = sqlite_file(url)
    return file.stat().st_ino if file is not None and file.exists() else None


def _holds_data(pemda: Pemda) -> bool:
    """Creates no database where there is none."""
    file = sqlite_file(settings().database_for(pemda))
    return (file is None or file.is_file()) and store_for(pemda.id).has_data(pemda.id)


def _params(params: Mapping[str, object]) -> dict[str, str]:
    kept = {"pemda": st.session_state.get("pemda"), "periode": st.session_state.get("periode")}
    if params.get("pemda", kept["pemda"]) != kept["pemda"]:
        kept["periode"] = None
    return {k: str(v) for k, v in {**kept, **params}.items() if v is not None}


def _periode_changed() -> None:
    require_local()
    set_params(periode=st.session_state["_periode"])


def _pemda_changed() -> None:
    require_local()
    st.query_params.clear()
    set_params(pemda=st.session_state["_pemda"])


def plain(text: str) -> str:
    """Text from a file inside a label or Markdown: nothing in it may act."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$~:" else c for c in text)


def shown(text: str | None) -> str:
    """Text from a URL as it may be shown again: cut, and without anything that Markdown reads."""
    plain = "".join(c for c in (text or "") if c.isalnum() or c in " -.")
    return plain[:40]
