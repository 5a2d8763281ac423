"""Make the demo's database: write its workbooks, then import them through the loaders that users' files go through."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from progress import clock
from progress.demo import plan, write_readme, write_report, write_road_map
from progress.intake import Penerima
from progress.model import Acuan, Periode
from progress.settings import Settings, sqlite_file
from progress.store import Berkas, Store, StoreError
from progress.wording import perintah as kata

STALE_SECONDS = 300
Tell = Callable[[int, int, str], None]


def make(settings: Settings, acuan: Acuan, tell: Tell) -> Periode:
    """Write and import the demo year; answers its last month. A finished demo is left as it is.

    The database is built under another name and put in place when it is whole, so that nobody ever sees half a demo.
    """
    url = settings.database_for(acuan.pemda)
    final = sqlite_file(url)
    if final is None:
        raise StoreError(f"Data contoh hanya dapat dibuat di berkas SQLite, bukan {url.split(':', 1)[0]}.")
    if final.is_file() and Store.exists(url):
        return Store(url, settings.originals_dir(url)).periods(acuan.pemda.id)[-1]
    final.parent.mkdir(parents=True, exist_ok=True)
    with _Lock(final.with_suffix(".kunci")):
        work = final.with_suffix(".sedang-dibuat.db")
        _remove(work)
        periode = _fill(f"sqlite:///{work.as_posix()}", settings.originals_dir(url), final.parent, acuan, tell)
        _move(work, final)
    return periode


def _fill(url: str, originals: Path, folder: Path, acuan: Acuan, tell: Tell) -> Periode:
    demo = plan(acuan)
    store = Store(url, originals)
    now = clock.now(acuan.pemda)
    total = len(demo.reports) + 1
    with Penerima(store, acuan) as penerima:
        road_map = write_road_map(folder, demo)
        write_readme(folder, demo)
        tell(0, total, kata.DEMO_MENULIS.format(sudah=1, semua=total))
        first = demo.reports[0].periode
        start = datetime(first.tahun - 1, 12, 1, 9, tzinfo=clock.zone(acuan.pemda))
        checked = penerima.check(Berkas(road_map.name, road_map.read_bytes()), jenis="road_map")
        penerima.accept(checked, diterima=start, waktu=start, oleh="data contoh")
        for n, planned in enumerate(demo.reports, 1):
            report = write_report(folder, demo, planned)
            checked = penerima.check(Berkas(report.path.name, report.path.read_bytes()))
            uploaded = min(report.diterima + timedelta(hours=1), now)
            penerima.accept(checked, diterima=report.diterima, waktu=uploaded, oleh="data contoh")
            if n % 5 == 0 or n == len(demo.reports):
                tell(n + 1, total, kata.DEMO_MEMBACA.format(bulan=planned.periode.nama))
    periode = store.periods(acuan.pemda.id)[-1]
    store.close()
    return periode


class _Lock:
    """One maker at a time; a lock left by a process that is gone is taken over."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        for _ in range(2):
            try:
                handle = os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            except FileExistsError:
                if _alive(self.path):
                    raise StoreError(kata.DEMO_SEDANG) from None
                self.path.unlink(missing_ok=True)
            else:
                os.write(handle, str(os.getpid()).encode())
                os.close(handle)
                return
        raise StoreError(kata.DEMO_SEDANG)

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)


def _alive(path: Path) -> bool:
    """Whether the maker that wrote this lock still runs; on Windows, where asking would end it, whether the lock is young."""
    if os.name == "nt":
        return time.time() - path.stat().st_mtime < STALE_SECONDS
    try:
        os.kill(int(path.read_text()), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _move(work: Path, final: Path) -> None:
    _remove(final)
    work.replace(final)
    for suffix in ("-wal", "-shm"):
        if Path(f"{work}{suffix}").exists():
            Path(f"{work}{suffix}").replace(f"{final}{suffix}")
