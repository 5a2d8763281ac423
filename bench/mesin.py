"""One way to read a folder of workbooks, in a process of its own: `python -m bench.mesin NAME FOLDER`.

Prints {"cpu_s": CPU seconds of this process and of the sandbox's child, counted after the imports, "wall_s", "berkas"}.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PEMDA = "contoh"
Job = Callable[[], float]  # answers the CPU seconds used elsewhere, in a child


def prepare(context: Any) -> None:
    """As the reader's own handler does when its child starts."""
    from loaders import check

    check.prepare(context)


def timed(job: dict[str, Any], context: Any) -> dict[str, Any]:
    """The sandbox's handler, asked now and then how much CPU its child has used."""
    from loaders import check

    return {"cpu_s": time.process_time(), "puncak_kb": peak_kb()} if job.get("jam") else check.run(job, context)


def peak_kb() -> int:
    """The most memory this program held; getrusage would also count what its parent held when it was started."""
    return int(next(line for line in Path("/proc/self/status").open() if line.startswith("VmHWM")).split()[1])


def pandas_openpyxl(paths: list[Path]) -> Job:
    import openpyxl  # noqa: F401 - imported before the clock starts
    import pandas as pd

    def read() -> float:
        for path in paths:
            pd.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
        return 0.0

    return read


def calamine(paths: list[Path]) -> Job:
    from python_calamine import CalamineWorkbook

    def read() -> float:
        for path in paths:
            book = CalamineWorkbook.from_path(path)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return 0.0

    return read


def periksa(paths: list[Path]) -> Job:
    """Everything that `python -m loaders periksa` does: guard, reading, header, rows, values, names, findings."""
    from loaders.sandbox import Sandbox
    from progress import reference

    sandbox = Sandbox(reference.load(PEMDA), handler="bench.mesin:timed")
    before = child_cpu_s(sandbox)

    def check() -> float:
        for path in paths:
            answer = sandbox.run({"path": str(path), "nama": path.name})
            assert answer["bacaan"]["baris"], f"{path.name} tidak terbaca"
        used = child_cpu_s(sandbox) - before
        sandbox.close()
        return used

    return check


def terima(paths: list[Path]) -> Job:
    """The same, then matched with the road map and stored: one transaction per file, originals kept."""
    from loaders.sandbox import Sandbox
    from progress import clock, reference
    from progress.intake import Penerima
    from progress.store import Berkas, Store

    acuan = reference.load(PEMDA)
    now = clock.now(acuan.pemda)
    folder = tempfile.TemporaryDirectory(prefix="pantau-bench-")
    store = Store(f"sqlite:///{folder.name}/pantau.db", Path(folder.name) / "masuk")
    sandbox = Sandbox(acuan, handler="bench.mesin:timed")
    penerima = Penerima(store, acuan, sandbox)
    road_map = next(paths[0].parents[2].glob("road-map*.xlsx"))
    checked = penerima.check(Berkas(road_map.name, road_map.read_bytes()), jenis="road_map")
    penerima.accept(checked, diterima=now, waktu=now, oleh="bench")
    before = child_cpu_s(sandbox)

    def accept() -> float:
        for path in paths:
            found = penerima.check(Berkas(path.name, path.read_bytes()))
            penerima.accept(found, diterima=now, waktu=now, oleh="bench")
        used = child_cpu_s(sandbox) - before
        penerima.close()
        store.close()
        folder.cleanup()
        return used

    return accept


def child_cpu_s(sandbox: Any) -> float:
    return float(sandbox.run({"jam": True})["cpu_s"])


MESIN = {"pandas+openpyxl": pandas_openpyxl, "calamine": calamine, "periksa": periksa, "terima": terima}


def main(name: str, folder: str) -> None:
    paths = sorted(p for p in Path(folder).rglob("*") if p.is_file())
    job = MESIN[name](paths)
    cpu, wall = time.process_time(), time.perf_counter()
    elsewhere = job()
    used = {"cpu_s": time.process_time() - cpu + elsewhere, "wall_s": time.perf_counter() - wall, "berkas": len(paths)}
    print(json.dumps(used))


if __name__ == "__main__":
    main(*sys.argv[1:])
