"""How an older database becomes the newest one; HEAD is the revision this program works with."""

HEAD = "0005"
