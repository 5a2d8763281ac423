"""The first visit: two doors, the demo or one's own pemda."""

from __future__ import annotations

import streamlit as st

from progress.web import session
from progress.wording import web as kata

session.require_local()
st.title(kata.MULAI_JUDUL)
