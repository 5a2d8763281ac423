"""The sandbox: whatever a file does to its reader, the caller gets an answer and the next file is read."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest

from loaders.sandbox import Limits, Sandbox, SandboxError

ROOT = Path(__file__).resolve().parent.parent
HERE = "tests.test_sandbox"
bounded = pytest.mark.skipif(find_spec("resource") is None, reason="no limits of memory and CPU here")
# What Windows does not have, taken away from every process that starts in a folder with this file.
WINDOWS = """
import os, signal, subprocess, sys
kill = signal.SIGKILL
subprocess.Popen.kill = lambda self: self.send_signal(kill)
for module, names in ((os, ("killpg", "setsid")), (signal, ("setitimer", "ITIMER_REAL", "SIGKILL", "SIGXCPU", "pause"))):
    for name in names:
        delattr(module, name)
sys.modules["resource"] = None
"""


def echo(job: dict[str, object], context: object) -> dict[str, object]:
    """Runs in the child: does what the job says, then tells who did it."""
    match job.get("lakukan"):
        case "abort":
            os.abort()
        case "exit":
            os._exit(3)
        case "hang":
            threading.Event().wait()
        case "burn":
            while True:
                pass
        case "swell":
            return {"panjang": len(bytearray(8 << 30))}
        case "raise":
            raise ValueError("isi rahasia")
        case "panic":
            raise _Panic
        case "print":
            print("bukan pesan", flush=True)
            os.write(1, b"bukan pesan pula")
        case "unserialisable":
            return {"objek": object()}
        case "many":
            return {"bacaan": {"baris": [{"n": n} for n in range(2_500)], "jenis": "laporan"}}
        case "many, then nonsense":
            return {"bacaan": {"baris": [{"n": n} for n in range(2_000)] + [object()]}}
    return {"nama": job["nama"], "pid": os.getpid(), "konteks": context, "terbatas": find_spec("resource") is not None}


def environment(_: dict[str, object], __: object) -> dict[str, object]:
    return dict(os.environ)


class _Panic(BaseException):
    """Stands for pyo3's PanicException, which no `except Exception` catches."""


def sandbox(**limits: float) -> Sandbox:
    return Sandbox({"pemda": "contoh"}, f"{HERE}:echo", Limits(**limits))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def shared() -> Sandbox:
    with sandbox() as box:
        yield box


def kode(answer: dict[str, object]) -> object:
    return answer["gagal"]["kode"]  # type: ignore[index]


def test_job_runs_elsewhere(shared: Sandbox) -> None:
    """The handler runs in another process and receives the context."""
    answer = shared.run({"nama": "a.xlsx"})
    assert answer["konteks"] == {"pemda": "contoh"}
    assert answer["pid"] != os.getpid()
    assert answer["terbatas"] is (find_spec("resource") is not None)


def test_one_child_serves_the_batch(shared: Sandbox) -> None:
    """Files of one batch share a child, and the answers keep their order."""
    answers = list(shared.run_many({"nama": f"{i}.xlsx"} for i in range(5)))
    assert [a["nama"] for a in answers] == [f"{i}.xlsx" for i in range(5)]
    assert len({a["pid"] for a in answers}) == 1


def test_many_rows_come_in_pieces_and_are_whole(shared: Sandbox) -> None:
    """A file of many rows arrives complete and in order, for a caller that reads them and for one that passes them on."""
    rows = [{"n": n} for n in range(2_500)]
    assert shared.run({"nama": "a.xlsx", "lakukan": "many"}) == {"bacaan": {"baris": rows, "jenis": "laporan"}}
    answer, parts = shared.run_raw({"nama": "a.xlsx", "lakukan": "many"})
    assert answer == {"bacaan": {"baris": [], "jenis": "laporan"}}
    assert [row for part in parts for row in json.loads(part)] == rows


def test_names_that_are_no_text_come_back(shared: Sandbox) -> None:
    """A file's name of bytes that are no UTF-8 reaches the reader and comes back as it was."""
    assert shared.run({"nama": "lap\udc80.xlsx"})["nama"] == "lap\udc80.xlsx"


@pytest.mark.parametrize("deed", ["abort", "exit", "raise", "panic", "unserialisable", "many, then nonsense"])
def test_failure_names_the_file_and_the_next_is_read(shared: Sandbox, deed: str) -> None:
    """A job that ends or fails its reader gives a finding with the file's name, and the next job is answered."""
    answer = shared.run({"nama": "bandel.xlsx", "lakukan": deed})
    assert kode(answer) == "PEMBACA_GAGAL"
    assert "bandel.xlsx" in answer["gagal"]["pesan"]  # type: ignore[index]
    assert shared.run({"nama": "baik.xlsx"})["nama"] == "baik.xlsx"


def test_error_text_stays_in_the_child(shared: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the answer nor the log repeats what an error says about a file's content."""
    answer = shared.run({"nama": "a.xlsx", "lakukan": "raise"})
    assert "ValueError" in caplog.text
    assert "rahasia" not in caplog.text + str(answer)


def test_prints_do_not_break_the_protocol(shared: Sandbox) -> None:
    """A parser that writes to stdout, by Python or by file descriptor, disturbs nothing."""
    assert shared.run({"nama": "a.xlsx", "lakukan": "print"})["nama"] == "a.xlsx"


def test_hang_ends_at_the_wall_limit() -> None:
    """A reader that waits for ever is ended and its file named."""
    with sandbox(wall=1) as box:
        assert kode(box.run({"nama": "gantung.xlsx", "lakukan": "hang"})) == "PEMBACA_TERLALU_LAMA"
        assert box.run({"nama": "baik.xlsx"})["nama"] == "baik.xlsx"


def test_endless_loop_ends_at_the_wall_limit() -> None:
    """Where no limit of CPU holds, a reader that computes for ever is ended by the wall limit."""
    with sandbox(cpu=60, wall=1) as box:
        assert kode(box.run({"nama": "putar.xlsx", "lakukan": "burn"})) == "PEMBACA_TERLALU_LAMA"


@bounded
def test_endless_loop_ends_at_the_cpu_limit() -> None:
    """A reader that computes for ever is ended by its CPU limit, before the wall limit of a minute."""
    with sandbox(cpu=0.1, wall=60) as box:
        assert kode(box.run({"nama": "putar.xlsx", "lakukan": "burn"})) == "PEMBACA_TERLALU_LAMA"


@bounded
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not bound memory")
def test_swelling_ends_at_the_memory_limit(shared: Sandbox) -> None:
    """A reader that wants 8 GB is refused it, and says so about the file."""
    assert kode(shared.run({"nama": "bengkak.xlsx", "lakukan": "swell"})) == "TERLALU_BESAR"
    assert shared.run({"nama": "baik.xlsx"})["nama"] == "baik.xlsx"


def test_child_killed_between_jobs_is_not_blamed_on_a_file() -> None:
    """When the idle child is killed from outside, the next job runs in a new one."""
    with sandbox() as box:
        first = box.run({"nama": "a.xlsx"})
        os.kill(first["pid"], signal.SIGTERM)  # type: ignore[arg-type]
        second = box.run({"nama": "b.xlsx"})
        assert second["nama"] == "b.xlsx"
        assert second["pid"] != first["pid"]


def test_threads_share_a_sandbox(shared: Sandbox) -> None:
    """Jobs of several threads get their own answers."""
    found: dict[str, object] = {}

    def ask(name: str) -> None:
        found[name] = shared.run({"nama": name})["nama"]

    threads = [threading.Thread(target=ask, args=(f"{i}.xlsx",)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == {f"{i}.xlsx": f"{i}.xlsx" for i in range(8)}


def test_environment_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and secrets of the web process do not reach the reader."""
    monkeypatch.setenv("PANTAU_RAHASIA", "x")
    with Sandbox(None, f"{HERE}:environment") as box:
        assert "PANTAU_RAHASIA" not in box.run({"nama": "a.xlsx"})


def test_wrong_handler_is_loud() -> None:
    """A reader that cannot start is a broken installation, not a broken file."""
    with Sandbox(None, "loaders.tidak_ada:run") as box, pytest.raises(SandboxError, match="tidak dapat dimulai"):
        box.run({"nama": "a.xlsx"})


def test_limits_say_whether_they_are_weaker() -> None:
    """On Linux memory and CPU are bounded; where `resource` does not exist they are told to be not."""
    assert Limits().weaker is (find_spec("resource") is None or sys.platform == "darwin")


@bounded
def test_all_of_this_holds_where_a_system_has_no_limits(tmp_path: Path) -> None:
    """Without `resource`, process groups and interval timers, as on Windows, every other test of this file passes too."""
    for part in ("loaders", "progress"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(__file__, tmp_path / "tests" / "test_sandbox.py")
    (tmp_path / "sitecustomize.py").write_text(WINDOWS, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", "tests/test_sandbox.py"]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, timeout=300
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("no limits of memory and CPU here") == 3, done.stdout
    assert "passed, 3 skipped" in done.stdout


def test_closing_ends_the_child() -> None:
    """After the context manager no reader is left behind."""
    with sandbox() as box:
        pid = int(str(box.run({"nama": "a.xlsx"})["pid"]))
    assert not Path(f"/proc/{pid}").exists() or sys.platform != "linux"
