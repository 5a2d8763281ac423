"""The first visit: two doors, the demo or one's own pemda."""

from __future__ import annotations

import streamlit as st

from progress.web import pintu_layar, session
from progress.wording import web as kata

session.require_local()
st.title(kata.MULAI_JUDUL)
st.markdown(kata.MULAI_PENGANTAR)
contoh, pemda = st.columns(2, gap="medium")
with contoh:
    place = pintu_layar.draw_demo()
with pemda:
    pintu_layar.draw_own()
pintu_layar.draw_upload()
pintu_layar.watch_demo(place)
