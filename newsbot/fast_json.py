"""JSON by orjson where it is installed, else by the standard library: the same values and the same text, only slower."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def _loads(data: bytes) -> Any:
    value = json.loads(data)
    if b"\\ud" in data.lower():
        json.dumps(value, ensure_ascii=False).encode()  # half a character is no text; UnicodeError is a ValueError
    return value


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


loads: Callable[[bytes], Any] = _loads
dumps: Callable[[Any], bytes] = _dumps
with suppress(ImportError):
    import orjson

    loads, dumps = orjson.loads, orjson.dumps


def compact_json(value: Any) -> str:
    """JSON on one line, letters kept as they are."""
    return dumps(value).decode()
