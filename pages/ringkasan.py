"""Ringkasan: the state of the pemda in one month."""

from __future__ import annotations

import streamlit as st

from progress.web import session

session.require_local()
view = session.data_view()
st.title("Ringkasan")
