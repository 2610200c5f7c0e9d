"""The days a crawl is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache

from newsbot.clock import now
from newsbot.errors import UsageError
from newsbot.zones import WIB

_AGO = re.compile(r"(\d{1,4})\s*d(ays?)?$")
_NAMED = {"today": 0, "yesterday": 1}
_YEARS = range(1900, 3000)


@cache
def offset(text: str) -> tzinfo:
    """The time zone of an offset such as ``+07:00`` (the form of ``Outlet.zone``)."""
    return datetime.strptime(text, "%z").tzinfo or UTC


def parse_day(text: str, zone: tzinfo = WIB) -> date:
    """Read a day: ``2026-11-01``, ``today``, ``yesterday`` or ``7d`` (seven days ago), in that zone.

    :raises UsageError: it is none of these, or lies in no year between 1900 and 2999.
    """
    word = text.strip().lower()
    ago = _AGO.match(word)
    if word in _NAMED or ago:
        return now().astimezone(zone).date() - timedelta(days=int(ago[1]) if ago else _NAMED[word])
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise UsageError(f"{text!r} is no day: write 2026-11-01, today, yesterday or 7d") from None
    if day.year not in _YEARS:
        raise UsageError(f"{text!r} is no day to crawl: the years {_YEARS[0]} to {_YEARS[-1]} are")
    return day


def as_day(given: str | date | None) -> date | None:
    """The end of a span of days as a caller may give it: as text for :func:`parse_day`, a day, a moment, or open.

    :raises UsageError: the text is no day.
    """
    if isinstance(given, str):
        return parse_day(given)
    return given.date() if isinstance(given, datetime) else given


@dataclass(frozen=True, slots=True)
class Window:
    """From ``since`` to ``until``, both included; ``None`` leaves that side open. Days are those of ``zone``."""

    since: date | None = None
    until: date | None = None
    zone: tzinfo = WIB

    @classmethod
    def parse(cls, since: str | None, until: str | None, zone: str) -> Window:
        """Read the two ends as a user writes them.

        :raises UsageError: an end is no day, or the window ends before it begins.
        """
        where = offset(zone)
        window = cls(parse_day(since, where) if since else None, parse_day(until, where) if until else None, where)
        if window.since and window.until and window.since > window.until:
            raise UsageError(f"since {window.since} is later than until {window.until}")
        return window

    @property
    def is_open(self) -> bool:
        """Whether no side was asked for."""
        return self.since is None and self.until is None

    def day(self, when: datetime | date) -> date:
        """The day of that moment in the window's zone; a moment without offset is taken to be local."""
        if not isinstance(when, datetime):
            return when
        try:
            return (when if when.tzinfo is None else when.astimezone(self.zone)).date()
        except OverflowError:
            # the calendar ends between the two offsets
            return when.date()

    def today(self) -> date:
        """Today in the window's zone."""
        return self.day(now())

    def holds(self, when: datetime | date) -> bool:
        """Whether that moment lies in the window."""
        return self.overlaps(self.day(when), self.day(when))

    def overlaps(self, first: date, last: date) -> bool:
        """Whether any day from ``first`` to ``last`` lies in the window."""
        return (self.since is None or last >= self.since) and (self.until is None or first <= self.until)

    def is_before(self, when: datetime | date) -> bool:
        """Whether that moment is older than the window."""
        return self.since is not None and self.day(when) < self.since
