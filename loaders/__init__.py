"""Spreadsheets in, rows and findings out. No Streamlit, no database, no network."""
