"""When to look at a feed again: a pace learnt from how often it brings something new.

A poll that brings nothing new makes the next one come a little later, a poll that brings something makes it come sooner, at once as
soon as that many stories in that time call for. On a listing with steady news about one poll in five brings some, and a
story waits a fraction of the usual pause between two of them. A listing that fails is asked ever less often until it answers.

Nothing here knows the network, Scrapy or the disk, and the clock is given: seconds, of any origin.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

SLOWER = 1.2
"""Factor after a poll without news: over a quiet night the pauses grow to about a sixth of the time it has been quiet."""

JITTER = 0.2
"""Share by which a pause is shortened at random, so that listings asked together once drift apart. Never lengthened: the
slowest pace is a promise."""

LONGEST_BACK_OFF = 3600.0
"""Seconds: a listing that fails is not asked less often than that on its own account, for an outage ends without notice."""

LONGEST_OBEDIENCE = 86400.0
"""Seconds: what a server may ask for with Retry-After before it is taken for a mistake."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Seconds between two polls of one listing: the least, the most, and those of a listing not yet known.

    :raises ValueError: they are not above zero and in order.
    """

    fastest: float = 120
    slowest: float = 21600
    first: float = 900

    def __post_init__(self) -> None:
        if not 0 < self.fastest <= self.first <= self.slowest:
            raise ValueError("the fastest pace, the first and the slowest are seconds above zero, in this order")

    def bounded(self, seconds: float) -> float:
        """The nearest pace that may be kept."""
        return min(max(seconds, self.fastest), self.slowest)


@dataclass(slots=True)
class Pace:
    """How one listing is polled: what is learnt of it and what survives a restart.

    :param interval: seconds between polls as learnt so far.
    :param due: when the next one is due.
    :param polled: when the last answer came, ``None`` before the first.
    :param failures: polls in a row without an answer to use.
    """

    interval: float
    due: float
    polled: float | None = None
    failures: int = 0


class PollSchedule:
    """Which listings are due.

    Each poll that :meth:`take_due` hands out is answered by one call of :meth:`brought` or :meth:`failed`; until then the listing is not
    due again.

    :param clock: seconds; may be set back or forward while it runs, as the clock of a machine is.
    :param chance: a number from 0 to 1, at random.
    """

    def __init__(self, paces: Paces, clock: Callable[[], float], chance: Callable[[], float] = random.random) -> None:
        self.paces = paces
        self._clock = clock
        self._chance = chance
        self._listings: dict[str, Pace] = {}
        self._asked: set[str] = set()

    def __contains__(self, listing: str) -> bool:
        return listing in self._listings

    def __len__(self) -> int:
        return len(self._listings)

    def add(self, listing: str, known: Pace | None = None) -> None:
        """Poll that listing from now on, unless it is polled already.

        First polls, and those that fell due while nobody polled, come soon and spread over the fastest pause.

        :param known: what was learnt of it before.
        """
        if listing in self._listings:
            return
        now = self._clock()
        soon = now + self._chance() * self.paces.fastest
        if known is None:
            self._listings[listing] = Pace(self.paces.first, soon)
            return
        pace = Pace(self.paces.bounded(known.interval), known.due, known.polled, known.failures)
        if not now < pace.due <= self._horizon(now):
            pace.due = soon
        self._listings[listing] = pace

    def remove(self, listings: Iterable[str]) -> None:
        """Poll those no longer."""
        for listing in listings:
            self._listings.pop(listing, None)
            self._asked.discard(listing)

    def take_due(self) -> list[str]:
        """The listings to poll now, the longest overdue first."""
        now = self._clock()
        for pace in self._listings.values():
            if pace.due > self._horizon(now):
                # the clock was set back
                pace.due = now + self._chance() * pace.interval
        due = [name for name, pace in self._listings.items() if pace.due <= now and name not in self._asked]
        due.sort(key=lambda name: self._listings[name].due)
        self._asked.update(due)
        return due

    def seconds_to_next(self) -> float | None:
        """How long nothing is due; ``None`` while all listings are being polled."""
        waiting = [pace.due for name, pace in self._listings.items() if name not in self._asked]
        return max(0.0, min(waiting) - self._clock()) if waiting else None

    def brought(self, listing: str, new: int) -> Pace | None:
        """The poll was answered and named so many new stories; the pace learnt, or ``None`` when it is no longer polled."""
        pace = self._listings.get(listing)
        if pace is None:
            return None
        self._asked.discard(listing)
        now = self._clock()
        # what an unknown listing holds has gathered for who knows how long
        if not new:
            pace.interval = self.paces.bounded(pace.interval * SLOWER)
        elif pace.polled is not None:
            pace.interval = self.paces.bounded(min(pace.interval, max(0.0, now - pace.polled) / (new + 1)))
        pace.failures, pace.polled = 0, now
        pace.due = now + self._shortened(pace.interval)
        return pace

    def failed(self, listing: str, retry_after: float = 0) -> Pace | None:
        """The poll gave nothing to use: the pace stays as learnt, and the listing is left alone for longer each time.

        :param retry_after: seconds the server asked for.
        """
        pace = self._listings.get(listing)
        if pace is None:
            return None
        self._asked.discard(listing)
        pace.failures += 1
        # beyond this many doublings any pace is above the limit, and a float has an end
        doubled = pace.interval * 2 ** min(pace.failures, 30)
        pause = max(pace.interval, min(doubled, LONGEST_BACK_OFF))
        pace.due = self._clock() + max(self._shortened(pause), min(retry_after, LONGEST_OBEDIENCE))
        return pace

    def _shortened(self, seconds: float) -> float:
        return max(seconds * (1 - JITTER * self._chance()), self.paces.fastest)

    def _horizon(self, now: float) -> float:
        return now + max(self.paces.slowest, LONGEST_OBEDIENCE)
