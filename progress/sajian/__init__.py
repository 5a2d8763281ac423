"""What the pages show, computed: scores in, plain values out. No Streamlit, no database, no HTML."""
