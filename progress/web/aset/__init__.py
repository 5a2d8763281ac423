"""Where the files that the browser gets lie, and the one library that serves them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import plotly
import streamlit

from progress.web.static import StaticLibrary

AKAR = Path(__file__).resolve().parents[3]
ASET = Path(__file__).resolve().parent
IKON = ASET / "ikon.png"
PLOTLY = "plotly.min.js"


@cache
def library() -> StaticLibrary:
    """One per process; plotly.js is the file inside the installed plotly package."""
    return StaticLibrary(
        Path(streamlit.__file__).parent / "static",
        {PLOTLY: Path(plotly.__file__).parent / "package_data" / PLOTLY, "ikon.png": IKON},
        AKAR / "data" / "cache" / "statis",
    )
