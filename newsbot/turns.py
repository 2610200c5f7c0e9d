"""The turns that processes with one data folder take with a media group or a host: a lock while one asks, and a stamp when it ends."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.hosts import LONGEST_AWAY

LOOK_AGAIN = 0.1
"""Seconds after which to look again whether another process has ended its request."""


class Turn:
    """The turn to ask one media group or one host.

    :param folder: where lock and stamp are kept.
    :param name: of the group or the host.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._lock = FileLock(folder / f"{name}.lock")
        self._next = folder / f"{name}.next"

    def take(self) -> float:
        """Take the turn. Zero when it is taken, else the seconds after which to try again."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return LOOK_AGAIN
        except OSError:
            # a folder that cannot be written holds no other crawl
            return 0.0
        wait = self._seconds_left()
        if wait > 0:
            self._lock.release()
        return wait

    def untake(self) -> None:
        """Nothing was asked after all."""
        self._lock.release()

    def give(self, pause: float) -> None:
        """End the turn, where it was taken; the next may begin after so many seconds."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._next.write_text(f"{time.time() + pause:.3f}", "ascii")
        self._lock.release()

    def _seconds_left(self) -> float:
        try:
            wait = float(self._next.read_text("ascii")) - time.time()
        except (OSError, ValueError):
            return 0.0
        return wait if 0 < wait <= LONGEST_AWAY else 0.0


def turn(folder: Path, name: str) -> Turn:
    """The turn of that media group or host; names that share a file share a turn."""
    return _turn(folder, re.sub(r"[^a-z0-9.-]+", "-", name.lower()))


@cache
def _turn(folder: Path, name: str) -> Turn:
    return Turn(folder, name)
