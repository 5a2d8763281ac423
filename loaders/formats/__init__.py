"""One module per file format; each turns a file into the same sheets. `members` opens a ZIP of many workbooks."""

from loaders.formats.archive import members

__all__ = ["members"]
