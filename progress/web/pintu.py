"""The first door: the demo made by `python -m progress demo`, once, however many people click."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from progress.model import Periode
from progress.settings import PROJECT
from progress.wording import web as kata

_LOG = logging.getLogger("pantau.contoh")
PERINTAH = (sys.executable, "-m", "progress", "demo", "--json")


class Tahap(StrEnum):
    BELUM = "belum"
    BERJALAN = "berjalan"
    SIAP = "siap"
    GAGAL = "gagal"


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """How far the demo is; `periode` is the month to open once it is ready."""

    tahap: Tahap = Tahap.BELUM
    selesai: int = 0
    jumlah: int = 0
    kalimat: str = ""
    periode: Periode | None = None

    @property
    def bagian(self) -> float:
        """Between 0 and 1, whatever the lines say."""
        return min(1.0, max(0.0, self.selesai / self.jumlah)) if self.jumlah > 0 else 0.0


class Pembuat:
    """Runs the command in a process of its own and reads its lines; one at a time."""

    def __init__(self, perintah: Sequence[str] = PERINTAH) -> None:
        self._perintah = list(perintah)
        self._lock = threading.Lock()
        self._kemajuan = Kemajuan()

    @property
    def kemajuan(self) -> Kemajuan:
        return self._kemajuan

    def start(self) -> None:
        """Begin, unless it is already running; after a failure it may be started again."""
        with self._lock:
            if self._kemajuan.tahap is Tahap.BERJALAN:
                return
            self._kemajuan = Kemajuan(Tahap.BERJALAN, kalimat=kata.MENYIAPKAN_CONTOH)
        threading.Thread(target=self._run, name="data-contoh", daemon=True).start()

    def _run(self) -> None:
        """A failing command, one that cannot start and one that ends without saying "siap" are the same to a reader."""
        siap: Periode | None = None
        try:
            with subprocess.Popen(
                self._perintah, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, encoding="utf-8"
            ) as process:
                for line in process.stdout or ():
                    siap = self._hear(line) or siap
            kode = process.returncode
        except (OSError, ValueError) as error:
            _LOG.warning("data contoh gagal dibuat: %s", type(error).__name__)
            kode = -1
        berhasil = kode == 0 and siap is not None
        if not berhasil:
            _LOG.warning("data contoh gagal dibuat, status %s", kode)
        self._kemajuan = replace(
            self._kemajuan, tahap=Tahap.SIAP if berhasil else Tahap.GAGAL, periode=siap if berhasil else None
        )

    def _hear(self, line: str) -> Periode | None:
        """One JSON object per line; a line that is none is no progress, and no reason to stop."""
        try:
            said = json.loads(line)
            if said.get("siap"):
                return Periode.parse(said["periode"])
            self._kemajuan = replace(
                self._kemajuan,
                selesai=int(said["selesai"]),
                jumlah=int(said["jumlah"]),
                kalimat=str(said["kalimat"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            _LOG.info("baris kemajuan tidak terbaca")
        return None


_PEMBUAT = Pembuat()


def pembuat() -> Pembuat:
    """The one of this process."""
    return _PEMBUAT


def busy() -> bool:
    """While the demo is being made nothing of it is shown."""
    return _PEMBUAT.kemajuan.tahap is Tahap.BERJALAN
