"""The child that runs parsers: `python -m loaders.worker`, started and watched by loaders.sandbox and by nobody else.

Every message is eight bytes of length and a body. First comes a pickle from the parent: (handler, context, memory, cpu,
wall). It is answered with {"siap": true}; then every job is one JSON object, answered with {"hasil": …, "bagian": n} or
{"sebab": "memori"|"galat", "jenis": type, "di": "file:line"}. No message holds what a file says except inside "hasil" and in
the n messages behind it, lists that together are the rows (bacaan.baris) of a file with many.
"""

from __future__ import annotations

import gc
import importlib
import io
import math
import os
import pickle
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from loaders.pesan import decode, encode

try:
    import resource
except ImportError:  # Windows: the parent's wall limit is all there is
    resource = None  # type: ignore[assignment]

Handler = Callable[[dict[str, object], object], dict[str, object]]

ROWS_PER_MESSAGE = 1000
GARBAGE = 50_000  # objects that outlived their job
GRACE_SECONDS = 5  # the child ends itself this long after the parent should have ended it


def read_message(stream: BinaryIO) -> bytes | None:
    """One message, or None at the end of the stream."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    body = stream.read(length)
    return body if len(body) == length else None


def write_message(stream: BinaryIO, body: bytes) -> None:
    stream.write(struct.pack(">Q", len(body)) + body)
    stream.flush()


def main() -> None:
    requests, answers = _private_streams()
    if not (setup := read_message(requests)):
        return
    try:
        handler_name, context, memory, cpu_seconds, wall_seconds = pickle.loads(setup)  # noqa: S301 - from our own parent
        handler = resolve(handler_name)
        prepare = getattr(sys.modules[handler.__module__], "prepare", None)
        if prepare:
            prepare(context)
    except BaseException as error:  # noqa: BLE001 - the parent says what is wrong
        write_message(answers, encode(_failure(error)))
        return
    _limit_memory(memory)
    gc.freeze()  # what the imports and the register built stays for good; collections need not walk it again
    gc.disable()  # between jobs it is cheap: what a job built is gone by then
    write_message(answers, b'{"siap": true}')
    while (body := read_message(requests)) is not None:
        _allow(cpu_seconds, wall_seconds)
        for message in _answer(handler, decode(body), context):
            write_message(answers, message)
        _pause_clock()
        if gc.get_count()[0] > GARBAGE:
            gc.collect()


def resolve(name: str) -> Handler:
    """'loaders.check:run' -> the function."""
    module, _, attribute = name.partition(":")
    found: Handler = getattr(importlib.import_module(module), attribute)
    return found


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take stdin and stdout away from everybody else, so that a stray print cannot break the protocol."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdin, sys.stdout = io.StringIO(), sys.stderr
    return requests, answers


def _answer(handler: Handler, job: dict[str, object], context: object) -> Iterator[bytes]:
    try:
        answer = handler(job, context)
        rows = _many_rows(answer)
        starts = range(0, len(rows), ROWS_PER_MESSAGE)
        yield encode({"hasil": answer, "bagian": len(starts)})
        for start in starts:
            yield encode(rows[start : start + ROWS_PER_MESSAGE])
    except MemoryError:
        gc.collect()
        yield b'{"sebab": "memori"}'
    except BaseException as error:  # noqa: BLE001 - pyo3's PanicException is a BaseException
        yield encode(_failure(error))


def _many_rows(answer: dict[str, object]) -> list[object]:
    """Take the rows out of a long answer: one text of all of them would cost several times what they do."""
    bacaan = answer.get("bacaan")
    rows: list[object] = bacaan.get("baris", []) if isinstance(bacaan, dict) else []
    if len(rows) <= ROWS_PER_MESSAGE:
        return []
    cast("dict[str, object]", bacaan)["baris"] = []
    return rows


def _failure(error: BaseException) -> dict[str, str]:
    """The kind and the place of an error; never its text, which may quote what a sender wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return {"sebab": "galat", "jenis": type(error).__name__, "di": where}


def _limit_memory(memory: int) -> None:
    if resource:
        _set_limit(resource.RLIMIT_CORE, 0)
        _set_limit(resource.RLIMIT_AS, memory)


def _allow(cpu_seconds: float, wall_seconds: float) -> None:
    """RLIMIT_CPU counts the whole process: each job gets its share on top of what is used up."""
    if resource:
        _set_limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + cpu_seconds))
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, wall_seconds + GRACE_SECONDS)


def _pause_clock() -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _set_limit(which: int, soft: int) -> None:
    """Lower the soft limit; systems that know the name but refuse the value (macOS, containers) stay as they are."""
    hard = resource.getrlimit(which)[1]
    try:
        resource.setrlimit(which, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    main()
