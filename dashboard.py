"""`streamlit run dashboard.py`: the ASGI app, its gate, its static files and what happens at start. No page, no number.

The navigation lives in progress/web/frame.py and not here: Streamlit runs any file of a folder pages/ *beside the main
script* for the first visitor after a start, without asking the navigation.
"""

from __future__ import annotations

import gc
import importlib
import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from progress.web.aset import AKAR, library
from progress.web.gate import Gate
from progress.web.static import StaticFiles
from progress.wording import web as kata

LOG = logging.getLogger("pantau.web")

WARM = ("pandas", "pandera.pandas", "plotly.graph_objects", "sqlalchemy", "progress.web.session", "progress.web.grafik")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Imports before the first visitor, then one freeze: Streamlit collects garbage after every run."""
    for name in WARM:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    threading.Thread(target=library().warm, name="statis", daemon=True).start()
    yield


MIDDLEWARE = [
    Middleware(Gate, script_hashes=library().script_hashes),
    Middleware(StaticFiles, library=library()),
]
ROUTES = [
    Route("/", library().page),
    Route("/favicon.png", library().favicon),
    Route("/{halaman}", library().page),  # last: a route of ours with its own name goes above
]


def on_script_error(error: Exception) -> bool:
    """One sentence for the reader; what happened goes to the log."""
    LOG.error("halaman gagal", exc_info=error)
    st.error(kata.TERJADI_KESALAHAN)
    return True


app = st.App(
    AKAR / "progress" / "web" / "frame.py",
    lifespan=lifespan,
    middleware=MIDDLEWARE,
    routes=ROUTES,
    on_script_error=on_script_error,
)
