"""When a stored story is looked at again: soon after publication, then ever less often.

Outlets correct stories in their first hours and seldom after three days, so that a few looks find most corrections and burden
nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from newsbot.errors import UsageError

_STEP = re.compile(r"(\d{1,6})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_OFF = ("", "off", "no", "none", "false", "0")
_LONGEST = 3650 * 86400

LEAST_GAP, MOST_GAP = 3600, 86400
"""Seconds between two looks at a story because listings say that it changed: some print the moment at which they are asked."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Ages, in seconds since publication and ascending, at which a story is looked at again; none: never."""

    ages: tuple[int, ...] = (3600, 6 * 3600, 24 * 3600, 72 * 3600)

    @classmethod
    def parse(cls, text: str | None) -> Schedule:
        """Read the setting ``NEWSBOT_REVISIT``: ``1h,6h,24h,72h``, with units ``s``, ``m``, ``h``, ``d``, or ``off``.

        :raises UsageError: it is neither.
        """
        words = (text or "").strip().lower()
        if words in _OFF:
            return cls(())
        ages = set()
        for word in words.split(","):
            step = _STEP.fullmatch(word.strip())
            seconds = int(step[1]) * _SECONDS[step[2]] if step else 0
            if not 0 < seconds <= _LONGEST:
                raise UsageError(f"NEWSBOT_REVISIT={text}: write ages such as 1h,6h,24h,72h, or off")
            ages.add(seconds)
        return cls(tuple(sorted(ages)))

    def next_look(self, published: int, looked: int) -> int | None:
        """When a story is due again that was last looked at at that moment (Unix times); ``None``: never."""
        return next((published + age for age in self.ages if published + age > looked), None)

    @property
    def horizon(self) -> int:
        """The age, in seconds, from which on a story is left alone, though no crawl ran when it was due."""
        return 2 * self.ages[-1] if self.ages else 0


def least_gap(published: int, looked: int) -> int:
    """Seconds that must lie between a look and the next one that only a listing asks for: a tenth of the story's age, a day at most."""
    return min(MOST_GAP, max(LEAST_GAP, (looked - published) // 10))


def timestamp(when: datetime | date, zone: tzinfo) -> int:
    """Unix time of a moment, or of the beginning of a day; what has no offset is of that zone.

    >>> from datetime import UTC
    >>> timestamp(date(1970, 1, 2), UTC)
    86400
    """
    moment = when if isinstance(when, datetime) else datetime.combine(when, time())
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return (moment - datetime.fromtimestamp(0, moment.tzinfo)) // timedelta(seconds=1)
