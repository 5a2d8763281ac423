"""Where Streamlit meets the rest of the program."""
