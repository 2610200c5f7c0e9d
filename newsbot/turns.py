"""The turns that processes with one data folder take with a media group or a host: a lock while one asks, and a stamp when it ends."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from newsbot.hosts import LONGEST_AWAY

LOOK_AGAIN = 0.1
"""Seconds after which to look again whether another process has ended its request."""


CLOCK_SLACK = 1.0
"""Seconds by which the clocks of machines that share a data folder may differ."""

PAUSE, ASKED = "pause", "asked"
"""Why the next must wait: newsbot's own pause, or because the server asked for it (``Retry-After``)."""


class Wait(NamedTuple):
    """Seconds after which to try again, and whether the server asked for them."""

    seconds: float = 0.0
    is_asked: bool = False


class Turn:
    """The turn to ask one media group or one host.

    The stamp says until when to wait, when that was written (both seconds since 1970) and why.

    :param folder: where lock and stamp are kept.
    :param name: of the group or the host.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._lock = FileLock(folder / f"{name}.lock")
        self._next = folder / f"{name}.next"

    def take(self, longest_pause: float) -> Wait:
        """Take the turn; it is taken when there is nothing to wait for.

        :param longest_pause: seconds beyond which no pause of newsbot's own is believed.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return Wait(LOOK_AGAIN)
        except OSError:
            # a folder that cannot be written holds no other crawl
            return Wait()
        wait = self._read(longest_pause)
        if wait.seconds > 0:
            self._lock.release()
        return wait

    def untake(self) -> None:
        """Nothing was asked after all."""
        self._lock.release()

    def give(self, pause: float, asked: float = 0.0) -> None:
        """End the turn, where it was taken.

        :param pause: seconds after which the next may begin.
        :param asked: seconds for which the server asked to be left alone.
        """
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            written = time.time()
            why = ASKED if asked > 0 and asked >= pause else PAUSE
            self._next.write_text(f"{written + max(pause, asked):.3f} {written:.3f} {why}", "ascii")
        self._lock.release()

    def _read(self, longest_pause: float) -> Wait:
        try:
            until, written, why = self._next.read_text("ascii").split()
            left, age = float(until) - time.time(), time.time() - float(written)
        except (OSError, ValueError):
            return Wait()
        # written by a clock that was ahead, or ours is behind: how long ago that was is anybody's guess
        if age < -CLOCK_SLACK or not 0 < left <= LONGEST_AWAY:
            return Wait()
        return Wait(left, is_asked=True) if why == ASKED else Wait(min(left, longest_pause))


def turn(folder: Path, name: str) -> Turn:
    """The turn of that media group or host; names that share a file share a turn."""
    return _turn(folder, re.sub(r"[^a-z0-9.-]+", "-", name.lower()))


@cache
def _turn(folder: Path, name: str) -> Turn:
    return Turn(folder, name)
