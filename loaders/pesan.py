"""JSON between the reader and its caller: by orjson where it is installed, at a fraction of the cost."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

_dumps: Callable[[object], bytes] | None = None
_loads: Callable[[bytes], Any] | None = None
with suppress(ImportError):  # without a wheel for this machine everything is read as well, only slower
    import orjson

    _dumps, _loads = orjson.dumps, orjson.loads


def encode(value: object) -> bytes:
    """A file's name may hold bytes that are no text, which orjson refuses; they pass as they are."""
    if _dumps:
        with suppress(TypeError):
            return _dumps(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "surrogatepass")


def decode(body: bytes) -> Any:
    """Raises ValueError for what is no JSON."""
    if _loads:
        with suppress(ValueError):
            return _loads(body)
    return json.loads(body)
