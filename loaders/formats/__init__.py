"""One module per file format; each turns a file into the same sheets. `archive` opens a ZIP of many workbooks."""
