"""Whose turn it is to ask which servers: one request at a time, and a pause after each.

Outlets of one media group share servers, so that the group has one line, which every crawler of the process joins. Outlets of
different groups may share a host, which is asked by one line at a time. With a data folder, other processes that crawl into it take
turns with the same groups and hosts.
"""

from __future__ import annotations

from collections import deque
from functools import cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from scrapy.utils.asyncio import call_later

from newsbot.hosts import Host, span
from newsbot.turns import Turn, Wait, turn

if TYPE_CHECKING:
    from scrapy.utils.asyncio import CallLaterResult

LONGEST_STOP = 10.0
"""Seconds a crawl that was told to stop still waits for a host."""

LONGEST_LOOK = 1.0
"""Seconds after which a line that waits looks around again: a crawl that is asked to stop says so to nobody."""


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

    :param name: of the media group or the host.
    :param folder: where processes keep their turns, if anywhere.
    """

    def __init__(self, name: str, folder: Path | None = None) -> None:
        self.active = 0
        """Requests under way."""
        self.free_at = 0.0
        """When the next may begin."""
        self._folder = folder
        self._turn = turn(folder, name) if folder is not None else None
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
        self.free_at = monotonic() + asker.delay
        # another line may ask the same host
        asker.host.free_at = max(asker.host.free_at, self.free_at)
        asker.host.rest(took, well=well, adapt=asker.delay > 0)
        self._end_turn(asker)

    def pass_over(self, asker: Asker) -> None:
        """The one whose turn it was did not ask after all."""
        self._end_turn(asker)

    def _end_turn(self, asker: Asker) -> None:
        host = asker.host
        self.active -= 1
        host.active -= 1
        now = monotonic()
        of_host = self._turn_of(host)
        if of_host is not None and of_host is not self._turn and not host.active:
            of_host.give(host.free_at - now, host.asked_until - now)
        if self._turn is not None and not self.active:
            own = (host.free_at - now, host.asked_until - now) if of_host is self._turn else (self.free_at - now,)
            self._turn.give(*own)
        # the other lines first, so that lines which share a host ask it by turns
        for wake in host.let_others_in():
            wake()
        self._advance()

    def _advance(self) -> None:
        self._stop_timer()
        while self._waiting:
            now = monotonic()
            asker = min(self._waiting, key=lambda one: _ready_at(one, now))
            if self.active >= asker.concurrency:
                return
            wait = self._wait(asker, now)
            if wait > 0:
                self._timer = call_later(min(wait, LONGEST_LOOK), self._woken)
                return
            self._waiting.remove(asker)
            self.active += 1
            asker.host.active += 1
            asker.ask()

    def _wait(self, asker: Asker, now: float) -> float:
        host = asker.host
        if _is_busy(asker):
            host.waiting[self._advance] = None
            return LONGEST_LOOK
        wait = max(self.free_at, host.free_at) - now
        if wait <= 0 and asker.delay and not host.given_up:
            wait, is_asked = self._take_turns(asker)
            if is_asked and wait > asker.patience:
                host.give_up(f"asked earlier to be left alone for another {span(wait)}")
            else:
                # noted, so that the line serves others in the meantime
                host.free_at = now + wait
        if wait > LONGEST_STOP and asker.is_stopping():
            host.give_up("asked for more time than a crawl has that was told to stop")
        return 0.0 if host.given_up else wait

    def _take_turns(self, asker: Asker) -> Wait:
        """Take the turns with the group and the host that this process does not hold yet: both or none."""
        host = asker.host
        longest = max(asker.delay, asker.patience)
        taken: Turn | None = None
        if self._turn is not None and not self.active:
            wait = self._turn.take(longest)
            if wait.seconds > 0:
                return wait
            taken = self._turn
        of_host = self._turn_of(host)
        if of_host is None or of_host is self._turn or host.active:
            return Wait()
        wait = of_host.take(longest)
        if wait.seconds > 0 and taken is not None:
            taken.untake()
        return wait

    def _turn_of(self, host: Host) -> Turn | None:
        return turn(self._folder, host.name) if self._folder is not None else None

    def _woken(self) -> None:
        self._timer = None
        self._advance()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _is_busy(asker: Asker) -> bool:
    return asker.host.given_up is None and asker.host.active >= asker.concurrency


def _ready_at(asker: Asker, now: float) -> float:
    if asker.host.given_up is not None:
        return 0.0
    return max(asker.host.free_at, now + LONGEST_LOOK if _is_busy(asker) else now)


@cache
def line(name: str, folder: Path | None) -> Line:
    """The line of that media group or host.

    :param folder: where processes keep their turns; ``None`` for a line of this process alone.
    """
    return Line(name, folder)
