"""Original files on disk, named by their sha256: written whole or not at all, never changed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from progress.store.values import Berkas


def keep(folder: Path, berkas: Berkas) -> Path:
    """Keep these bytes; returns once they would survive a power cut. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / berkas.sha256
    if path.is_file() and path.stat().st_size == len(berkas.isi):
        return path
    handle, name = tempfile.mkstemp(dir=folder, prefix=".tulis-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(berkas.isi)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(folder)
    return path


def _sync_folder(folder: Path) -> None:
    """Make the new name last; Windows keeps names itself and cannot open a folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
