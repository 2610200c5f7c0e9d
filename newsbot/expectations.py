"""What an outlet's earlier runs let one expect of the next: how many articles, and how often a field is filled.

No threshold is set by hand for any outlet: a number is called low when, at the outlet's own pace and with its own ups and downs,
chance alone would bring one as low less than once in a thousand times.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from newsbot.zones import WIB

CHANCE = 0.001
"""What happens by chance less often than this is called trouble."""

FEWEST_INTERVALS = 3
"""With fewer earlier intervals nothing is said about the number of articles."""

LONGEST = timedelta(hours=24)
"""Listings reach back about a day: of a longer interval no more is expected than of a day."""

_DAYS_FOR_HOURS = 3
_DAYS_FOR_WEEKENDS = 14
_HOURS_TO_TRUST = 2.0
_NIGHT = (22, 23, 0, 1, 2, 3, 4)
_NIGHT_PRESUMED = 0.1
"""An hour of the night in Jakarta is presumed to bring so much of one by day, until the outlet's own hours are known and where a
long interval does not tell which of its hours brought what."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two runs and the articles the later one found new."""

    start: datetime
    end: datetime
    articles: int


class Pace:
    """How many articles an outlet brings, by hour of the day once three days are known, and by weekend once a fortnight is.

    Newspapers sleep: an hour at noon brings ten times an hour before dawn.

    :param intervals: what earlier runs brought.
    """

    def __init__(self, intervals: Sequence[Interval]) -> None:
        days = {interval.start.astimezone(WIB).date() for interval in intervals}
        self._by_hour = len(days) >= _DAYS_FOR_HOURS
        self._by_weekend = len(days) >= _DAYS_FOR_WEEKENDS
        self._articles: dict[tuple[int, bool], float] = {}
        self._hours: dict[tuple[int, bool], float] = {}
        for interval in intervals:
            slices = self._slices(interval.start, interval.end, LONGEST)
            whole = sum(hours * _weight(slot[0]) for slot, hours in slices)
            for slot, hours in slices:
                self._hours[slot] = self._hours.get(slot, 0) + hours
                self._articles[slot] = (
                    self._articles.get(slot, 0) + interval.articles * hours * _weight(slot[0]) / whole
                )
        hours = sum(hours * _weight(slot[0]) for slot, hours in self._hours.items())
        self._overall = sum(self._articles.values()) / hours if hours else 0.0
        self._spread = self._dispersion(intervals)

    def expected(self, start: datetime, end: datetime, longest: timedelta | None = LONGEST) -> float:
        """Articles to expect between two moments; ``longest`` is as far back as listings reach."""
        return sum(self._rate(slot) * hours for slot, hours in self._slices(start, end, longest))

    def is_far_fewer(self, articles: int, expected: float) -> bool:
        """Whether so few, less than a third of what was expected, are no mere chance at an outlet with such ups and downs."""
        if articles * 3 >= expected:
            return False
        return poisson_at_most(math.floor(articles / self._spread), expected / self._spread) < CHANCE

    def _dispersion(self, intervals: Sequence[Interval]) -> float:
        """How much more than a Poisson process the numbers vary (1: not more); unknown with few intervals, so then more."""
        squares = []
        for interval in intervals:
            expected = max(self.expected(interval.start, interval.end), 0.5)
            squares.append((interval.articles - expected) ** 2 / expected)
        mean = sum(squares) / len(squares) if squares else 1.0
        return max(1.0, mean, 1 + 6 / max(len(intervals), 1))

    def _rate(self, slot: tuple[int, bool]) -> float:
        hours = self._hours.get(slot, 0.0)
        if self._by_hour and hours >= _HOURS_TO_TRUST:
            return self._articles[slot] / hours
        return self._overall * _weight(slot[0])

    def _slices(
        self, start: datetime, end: datetime, longest: timedelta | None
    ) -> list[tuple[tuple[int, bool], float]]:
        if longest is not None:
            start = max(start, end - longest)
        slices = []
        moment = start.astimezone(WIB)
        last = end.astimezone(WIB)
        while moment < last:
            full_hour = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
            until = min(full_hour, last)
            slot = (moment.hour, self._by_weekend and moment.weekday() >= 5)
            slices.append((slot, (until - moment).total_seconds() / 3600))
            moment = until
        return slices


def _weight(hour: int) -> float:
    return _NIGHT_PRESUMED if hour in _NIGHT else 1.0


FEWEST_ARTICLES = 5
"""Of fewer articles no share is judged."""

_ENOUGH_TO_LEARN = 20
_SUREST = 0.95


class Share(NamedTuple):
    """``filled`` of ``total`` articles have something."""

    filled: int
    total: int

    def plus(self, other: Share) -> Share:
        """Both together."""
        return Share(self.filled + other.filled, self.total + other.total)

    @property
    def rate(self) -> float:
        """Between 0 and 1; 0 of nothing."""
        return self.filled / self.total if self.total else 0.0


def has_fallen(now: Share, usual: Share, presumed: float | None = None) -> bool:
    """Whether a share is less than half of what it was, and that is no mere chance.

    :param presumed: what to expect of an outlet without history; without it, such an outlet is not judged.
    """
    if now.total < FEWEST_ARTICLES:
        return False
    if presumed is not None:
        usual = usual.plus(Share(round(presumed * _ENOUGH_TO_LEARN), _ENOUGH_TO_LEARN))
    if usual.total < _ENOUGH_TO_LEARN:
        return False
    # an outlet without a single miss so far may still miss one
    rate = min(usual.rate, _SUREST)
    return now.rate < rate / 2 and binomial_at_most(now.filled, now.total, rate) < CHANCE


def poisson_at_most(number: int, mean: float) -> float:
    """The chance of at most that many events where so many are expected."""
    if mean <= 0:
        return 1.0
    return min(1.0, sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(number + 1)))


def binomial_at_most(number: int, trials: int, chance: float) -> float:
    """The chance of at most that many successes in so many trials."""
    if not 0 < chance < 1:
        return float(chance <= 0 or number >= trials)
    return min(
        1.0,
        sum(
            math.exp(
                math.lgamma(trials + 1)
                - math.lgamma(k + 1)
                - math.lgamma(trials - k + 1)
                + k * math.log(chance)
                + (trials - k) * math.log1p(-chance)
            )
            for k in range(number + 1)
        ),
    )
