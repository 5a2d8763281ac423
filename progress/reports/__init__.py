"""Papers and packages that leave the program as files."""
