"""No parser runs in the caller's process: a file that crashes, hangs or swells its reader becomes a finding."""

from __future__ import annotations

import logging
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, cast

from loaders.pesan import decode, encode
from loaders.worker import read_message, write_message
from progress.findings import Finding, TingkatTemuan
from progress.wording import berkas

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent
_KEPT_ENVIRONMENT = ("PATH", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "TZ", "LD_LIBRARY_PATH")
_START_SECONDS = 60.0

_Answer = tuple[dict[str, object], list[bytes]]  # and the rows that came apart from it


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use. Memory in bytes, the rest in seconds."""

    memory: int = 1 << 30
    cpu: float = 12.0
    wall: float = 15.0

    @property
    def weaker(self) -> bool:
        """True where the system bounds time alone, not memory and CPU (Windows; macOS ignores the memory limit)."""
        return find_spec("resource") is None or sys.platform == "darwin"


class Sandbox:
    """One child process for a whole batch, started with the first job and replaced when a job ends it.

    `context` reaches the child once, by pickle; `handler` names the function called there as handler(job, context).
    Threads may share a sandbox: jobs wait for each other.
    """

    def __init__(
        self, context: object = None, handler: str = "loaders.check:run", limits: Limits | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._setup = pickle.dumps((handler, context, self.limits.memory, self.limits.cpu, self.limits.wall))
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._discard()

    def run(self, job: dict[str, object]) -> dict[str, object]:
        """The handler's answer, or {"gagal": Finding.to_json()} naming job["nama"]. Raises SandboxError only when the
        child cannot be started at all, which is nobody's file."""
        answer, parts = self.run_raw(job)
        if parts:
            rows = cast("dict[str, Any]", answer["bacaan"])["baris"]
            parts.reverse()
            try:
                while parts:  # never all of them as text and as rows at once
                    rows += decode(parts.pop())
            except ValueError:
                return {"gagal": _Failure(berkas.PEMBACA_GAGAL).finding(str(job.get("nama", ""))).to_json()}
        return answer

    def run_raw(self, job: dict[str, object]) -> tuple[dict[str, object], list[bytes]]:
        """The same for a caller that only passes a long answer on: many rows (bacaan.baris) come apart, as lists in JSON."""
        with self._lock:
            outcome, fresh = self._attempt(job)
            if isinstance(outcome, _Failure) and outcome.may_be_inherited and not fresh:
                outcome, _ = self._attempt(job)  # what earlier files left behind must not be blamed on this one
        if isinstance(outcome, _Failure):
            return {"gagal": outcome.finding(str(job.get("nama", ""))).to_json()}, []
        return outcome

    def run_many(self, jobs: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
        """Answers in the order of the jobs, each as soon as it is there."""
        return map(self.run, jobs)

    def _attempt(self, job: dict[str, object]) -> tuple[_Answer | _Failure, bool]:
        """The outcome, and whether the child that gave it was new."""
        if self._child and not self._child.alive:
            self._discard()
        fresh = self._child is None
        child = self._child = self._child or _Child(self._setup)
        try:
            outcome = child.ask(job, self.limits.wall)
        except BaseException:
            self._discard()  # an interrupted conversation cannot be taken up again
            raise
        if isinstance(outcome, _Failure) and outcome.ends_child:
            self._discard()
        return outcome, fresh

    def _discard(self) -> None:
        if self._child:
            self._child.end()
            self._child = None


class SandboxError(RuntimeError):
    """The reader cannot be started at all: nobody's file is to blame; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class _Failure:
    kalimat: berkas.Kalimat
    ends_child: bool = True
    may_be_inherited: bool = False

    def finding(self, nama: str) -> Finding:
        return Finding(TingkatTemuan.GALAT, self.kalimat.kode, self.kalimat.pesan.format(nama=nama))


class _Child:
    """A running worker and its two pipes."""

    def __init__(self, setup: bytes) -> None:
        kept = {k: os.environ[k] for k in _KEPT_ENVIRONMENT if k in os.environ}
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "loaders.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=kept | {"PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            start_new_session=True,
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)
        self._clock = threading.Condition()
        self._deadline: float | None = None  # of the job under way
        self._awake_at = math.inf  # when the watching thread looks again
        self._late = self._ended = False
        threading.Thread(target=self._watch, daemon=True).start()
        answer, *_ = self._exchange(setup, _START_SECONDS)
        if answer != {"siap": True}:
            self.end()
            _log.error("proses pembaca tidak dapat dimulai: %s", answer)
            raise SandboxError(berkas.PEMBACA_TIDAK_DIMULAI)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, job: dict[str, object], wall: float) -> _Answer | _Failure:
        answer, parts, late = self._exchange(encode(job), wall)
        if late:
            return _Failure(berkas.PEMBACA_TERLALU_LAMA)
        if answer is None:
            return self._death()
        result = answer.get("hasil")
        if isinstance(result, dict):
            return result, parts
        if answer.get("sebab") == "memori":
            return _Failure(berkas.PEMBACA_KEHABISAN_MEMORI, may_be_inherited=True)
        _log.warning("pembaca gagal: %s di %s", answer.get("jenis"), answer.get("di"))
        return _Failure(berkas.PEMBACA_GAGAL, ends_child=False)

    def _exchange(self, body: bytes, seconds: float) -> tuple[dict[str, object] | None, list[bytes], bool]:
        """(answer or None when the child is gone or talks nonsense, its parts, whether it was ended for taking too long)."""
        parts: list[bytes] = []
        self._allow(seconds)
        try:
            write_message(self._requests, body)
            answer = _parsed(read_message(self._answers))
            for _ in range(_count(answer)):
                part = read_message(self._answers)
                if part is None or part[:1] != b"[":  # the child gave up in the middle
                    answer = _parsed(part)
                    break
                parts.append(part)
        except OSError:
            answer = None
        finally:
            self._allow(None)
        return answer, parts, self._late

    def _allow(self, seconds: float | None) -> None:
        """Set the time by which the child must answer; None: nothing is asked of it."""
        with self._clock:
            self._deadline = None if seconds is None else time.monotonic() + seconds
            if self._deadline is not None and self._deadline < self._awake_at:
                self._clock.notify()

    def _watch(self) -> None:
        """One thread for the child's whole life ends it when an answer is late."""
        with self._clock:
            while not self._ended:
                left = None if self._deadline is None else self._deadline - time.monotonic()
                if left is not None and left <= 0:
                    self._late, self._deadline = True, None
                    self._kill()
                else:  # a later deadline is found when the earlier one has passed: few jobs need to wake this thread
                    self._awake_at = math.inf if self._deadline is None else self._deadline
                    self._clock.wait(left)

    def _death(self) -> _Failure:
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        _log.warning("pembaca berhenti dengan kode %s", code)
        if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
            return _Failure(berkas.PEMBACA_TERLALU_LAMA)
        return _Failure(berkas.PEMBACA_GAGAL, may_be_inherited=True)

    def _kill(self) -> None:
        """The whole group: a parser may have started processes of its own."""
        try:
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        except (ProcessLookupError, PermissionError):
            return

    def end(self) -> None:
        with self._clock:
            self._ended = True
            self._clock.notify()
        if self.alive:
            self._kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            try:
                stream.close()
            except OSError:  # a dead child's pipe may still hold what it did not read
                continue


def _count(answer: dict[str, object] | None) -> int:
    """How many messages with rows follow this one."""
    count = answer.get("bagian") if answer else 0
    return count if isinstance(count, int) else 0


def _parsed(message: bytes | None) -> dict[str, object] | None:
    try:
        answer = decode(message) if message else None
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
