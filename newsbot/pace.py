"""Whose turn it is to ask which servers: one request at a time, and a pause after each.

Outlets of one media group share servers, so that the group has one line, which every crawler of the process joins; with a
data folder, other processes that crawl into it take turns in the same line.
"""

from __future__ import annotations

import re
import time
from collections import deque
from contextlib import suppress
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from filelock import FileLock, Timeout
from scrapy.utils.asyncio import call_later

from newsbot.hosts import LONGEST_AWAY, Host, span

if TYPE_CHECKING:
    from scrapy.utils.asyncio import CallLaterResult

LONGEST_STOP = 10.0
"""Seconds a crawl that was told to stop still waits for a host."""

LOOK_AGAIN = 0.1
"""Seconds after which to look again whether another process has ended its request."""


class Asker(Protocol):
    """One crawler's requests to one host."""

    host: Host
    concurrency: int
    delay: float
    patience: float

    def ask(self) -> None:
        """Send the next request; :meth:`Line.leave` is called when it has ended."""

    def is_stopping(self) -> bool:
        """Whether the crawl was asked to stop."""


class Line:
    """Those who want to ask one group of servers.

    :param shared: the turns of all processes, where there is a place to keep them.
    """

    def __init__(self, shared: SharedTurns | None = None) -> None:
        self.active = 0
        """Requests under way."""
        self.free_at = 0.0
        """When the next may begin."""
        self._shared = shared
        self._waiting: deque[Asker] = deque()
        self._timer: CallLaterResult | None = None

    def join(self, asker: Asker) -> None:
        """Wait for a turn to ask once."""
        if asker not in self._waiting:
            self._waiting.append(asker)
        self._advance()

    def quit(self, asker: Asker) -> None:
        """Wait no longer."""
        if asker in self._waiting:
            self._waiting.remove(asker)
        if not self._waiting:
            self._stop_timer()

    def leave(self, asker: Asker, took: float, *, well: bool) -> None:
        """A request has ended: all pause for as long as was agreed, and the host for as long as it asks for and needs.

        :param took: seconds from the request to the end of its answer.
        :param well: whether it was answered with a page; an error that comes quickly does not mean a quick server.
        """
        self.active -= 1
        self.free_at = monotonic() + asker.delay
        asker.host.rest(took, well=well, adapt=asker.delay > 0)
        self._end_turn(asker)

    def pass_over(self, asker: Asker) -> None:
        """The one whose turn it was did not ask after all."""
        self.active -= 1
        self._end_turn(asker)

    def _end_turn(self, asker: Asker) -> None:
        if self._shared is not None and not self.active:
            now = monotonic()
            self._shared.give(self.free_at - now, asker.host.name, asker.host.free_at - now)
        self._advance()

    def _advance(self) -> None:
        self._stop_timer()
        while self._waiting:
            now = monotonic()
            asker = min(self._waiting, key=lambda one: 0 if one.host.given_up else max(one.host.free_at, now))
            if self.active >= asker.concurrency:
                return
            wait = self._wait(asker, now)
            if wait > 0:
                # a crawl that is asked to stop says so to nobody; it is seen within a second
                self._timer = call_later(min(wait, 1.0), self._woken)
                return
            self._waiting.remove(asker)
            self.active += 1
            asker.ask()

    def _wait(self, asker: Asker, now: float) -> float:
        host = asker.host
        wait = max(self.free_at, host.free_at) - now
        if wait <= 0 and self._shared is not None and asker.delay and not self.active and not host.given_up:
            wait = self._shared.take(host.name)
            if wait > asker.patience:
                host.give_up(f"asked earlier to be left alone for another {span(wait)}")
            elif wait > LOOK_AGAIN:
                # noted, so that the line serves others in the meantime
                host.free_at = now + wait
        if wait > LONGEST_STOP and asker.is_stopping():
            host.give_up("asked for more time than a crawl has that was told to stop")
        return 0.0 if host.given_up else wait

    def _woken(self) -> None:
        self._timer = None
        self._advance()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class SharedTurns:
    """The turns that processes take with one group of servers: a lock while one asks, and a file that says when the next may.

    A host that asked for more time than that has a file of its own, which the next run still obeys.

    :param folder: where both are kept.
    :param name: of the group or the host.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._lock = FileLock(folder / f"{_file_name(name)}.lock")
        self._next = folder / f"{_file_name(name)}.next"

    def take(self, host: str) -> float:
        """Take the turn to ask that host. Zero when it is taken, else the seconds after which to try again."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return LOOK_AGAIN
        except OSError:
            # a folder that cannot be written holds no other crawl
            return 0.0
        wait = max(_seconds_until(self._next), _seconds_until(self._file(host)))
        if wait > 0:
            self._lock.release()
        return wait

    def give(self, pause: float, host: str, host_pause: float) -> None:
        """End the turn; the next may begin after so many seconds, and that host may be asked after so many."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            at = time.time()
            self._next.write_text(f"{at + pause:.3f}", "ascii")
            if host_pause > pause:
                self._file(host).write_text(f"{at + host_pause:.3f}", "ascii")
        self._lock.release()

    def _file(self, name: str) -> Path:
        return self._folder / f"{_file_name(name)}.next"


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9.-]+", "-", name.lower())


def _seconds_until(file: Path) -> float:
    try:
        wait = float(file.read_text("ascii")) - time.time()
    except (OSError, ValueError):
        return 0.0
    return wait if 0 < wait <= LONGEST_AWAY else 0.0


@cache
def line(name: str, folder: Path | None) -> Line:
    """The line of that media group or host.

    :param folder: where processes keep their turns; ``None`` for a line of this process alone.
    """
    return Line(SharedTurns(folder, name) if folder is not None else None)
