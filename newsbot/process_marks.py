"""Whether the process that wrote a mark still runs: a killed crawl cannot say that it ended."""

from __future__ import annotations

import os
import platform
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

_PROC = Path("/proc")


class ProcessMark(TypedDict):
    """A process on a machine. Numbers are used again; ``started`` is the boot and the clock tick it began at, where known."""

    host: str
    pid: int
    started: str


def own_mark() -> ProcessMark:
    """The mark of this process."""
    return {"host": platform.node(), "pid": os.getpid(), "started": _started(os.getpid())}


def is_gone(mark: Any) -> bool:
    """Whether that process has ended for certain. Of another machine's nothing is known."""
    if not isinstance(mark, dict) or mark.get("host") != platform.node() or not isinstance(mark.get("pid"), int):
        return False
    pid = mark["pid"]
    if mark.get("started"):
        return bool(_started(pid) != mark["started"])
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _started(pid: int) -> str:
    try:
        # the second field, the command's name in brackets, may hold anything; the 22nd is the start (proc(5))
        fields = (_PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        state, ticks = fields[0], fields[19]
    except (OSError, IndexError):
        return ""
    return "" if state in ("Z", "X") else f"{_boot()} {ticks}"


@cache
def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
