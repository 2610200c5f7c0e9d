"""A run beside the earlier runs of its outlet: fewer articles, a stale feed, fields and rules that find less than they did."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate, pairwise
from statistics import median
from typing import Any

from newsbot.expectations import FEWEST_INTERVALS, Interval, Pace, Share, has_fallen
from newsbot.history import KILLED, PastRun
from newsbot.items import parse_iso
from newsbot.runs import CHOSEN, FILLABLE, RUNNING, OutletRun
from newsbot.zones import WIB

REMEMBERED = timedelta(days=28)
"""How far back runs tell what is usual: four of each day of the week."""

NEW_NORMAL = timedelta(days=7)
"""A trouble that lasts longer than this is how the outlet is now: younger runs with it do not count as usual."""

_NEVER_STALE = timedelta(hours=24)
_STALE_FOR_A_STRANGER = timedelta(days=4)
_TIMES_ITS_LONGEST = 3
_RECENT = 20
_FEWEST_AGES = 3

DATES_PRESUMED = RULE_PRESUMED = 0.95
KEPT_PRESUMED = 0.85
"""Shares to expect of an outlet without history: of articles with a date, of texts that the outlet's own rule finds, and of pages
read that are articles. Of other fields nothing is presumed: many a paper prints no editor."""


def compare(
    run: OutletRun,
    started_at: datetime,
    earlier: Sequence[PastRun],
    options: Mapping[str, Any],
    *,
    judge_number: bool,
) -> Iterator[tuple[str, bool]]:
    """Troubles, and whether each means that nothing came of the run.

    :param earlier: the latest last.
    :param judge_number: whether the number of articles says anything.
    """
    recent = [one for one in earlier if one.started_at >= started_at - REMEMBERED and not one.replay]
    past = [one for one in recent if one.is_comparable and one.verdict not in (RUNNING, KILLED, "stopped")]
    stale = _stale(run, started_at, past)
    if stale is not None:
        yield stale
    elif judge_number:
        few = _few(run, started_at, recent, past, options)
        if few:
            yield few
    for code, (measure, what, presumed) in _MEASURES.items():
        fallen = _fallen(code, measure, run, started_at, past, presumed)
        if fallen is not None:
            now, usual = fallen
            before = f", usually {usual.filled} of {usual.total}" if usual.total else ""
            # an article without a date or a text is none for whoever asked for days
            is_all = code in ("articles_refused", "dates_missing") and not run.kept and run.fetched > 0
            yield f"{code}: {what} in {now.filled} of {now.total} {_UNITS.get(code, 'articles')}{before}", is_all


def _fallen(
    code: str,
    measure: Callable[[OutletRun], Share],
    run: OutletRun,
    started_at: datetime,
    past: Sequence[PastRun],
    presumed: float | None,
) -> tuple[Share, Share] | None:
    """The latest articles' share and the usual one, when it has fallen. Small runs are taken together with those before them."""

    usual = [measure(one.counts) for one in past if is_usual(one, code, started_at)]
    before = Share(sum(share.filled for share in usual), sum(share.total for share in usual))
    now = Share(0, 0)
    for index in range(len(past), -1, -1):
        own = measure(run if index == len(past) else past[index].counts)
        if index < len(past) and is_usual(past[index], code, started_at):
            before = Share(before.filled - own.filled, before.total - own.total)
        if own.total and own.rate * 2 >= (before.rate if before.total else presumed or 0.0):
            return None
        now = now.plus(own)
        if own.total and has_fallen(now, before, presumed):
            return now, before
        if now.total >= _RECENT:
            return None
    return None


def _filled(name: str) -> Callable[[OutletRun], Share]:
    return lambda run: Share(run.filled.get(name, 0), run.kept)


def _dated(run: OutletRun) -> Share:
    # a crawl of certain days drops what has no date
    return Share(run.filled.get("published_at", 0), run.kept + run.dropped.get("undated", 0))


def _accepted(run: OutletRun) -> Share:
    asked_away = sum(run.dropped.get(reason, 0) for reason in CHOSEN)
    return Share(run.kept + asked_away, run.kept + sum(run.dropped.values()))


def _by_rule(run: OutletRun) -> Share:
    return Share(run.kept - run.generic, run.kept)


_UNITS = {"articles_refused": "pages"}
_MEASURES: dict[str, tuple[Callable[[OutletRun], Share], str, float | None]] = {
    "articles_refused": (_accepted, "an article", KEPT_PRESUMED),
    "outlet_rule_lost": (_by_rule, "the story found by the outlet's own rule", RULE_PRESUMED),
    "dates_missing": (_dated, "published_at", DATES_PRESUMED),
    **{f"{name}_missing": (_filled(name), name, None) for name in FILLABLE if name != "published_at"},
}


def _few(
    run: OutletRun,
    started_at: datetime,
    recent: Sequence[PastRun],
    past: Sequence[PastRun],
    options: Mapping[str, Any],
) -> tuple[str, bool] | None:
    """Whether fewer articles came than the outlet's pace lets expect: in this run, in 24 hours, or none for longer."""
    complete = [one for one in past if one.counts.listed]
    if not complete or _is_cut_short(run, complete):
        return None
    starts = [one.started_at for one in recent]
    kept = list(accumulate((one.counts.kept for one in recent), initial=0))

    def gathered(after: datetime, until: datetime) -> int:
        return kept[bisect_right(starts, until)] - kept[bisect_right(starts, after)]

    intervals = [
        Interval(
            _begin(before, one.options, one.started_at), one.started_at, gathered(before.started_at, one.started_at)
        )
        for before, one in pairwise(complete)
        if is_usual(one, "few_articles", started_at)
    ]
    intervals = [interval for interval in intervals if interval.start < interval.end]
    if len(intervals) < FEWEST_INTERVALS:
        return None
    pace = Pace(intervals)
    reference = complete[-1]
    start = _begin(reference, options, started_at)
    articles = run.kept + gathered(reference.started_at, started_at)
    expected = pace.expected(start, started_at)
    if pace.is_far_fewer(articles, expected):
        return _few_words(articles, started_at - start, expected), not articles
    if articles * 2 >= expected and articles:
        return None
    day = max(started_at - timedelta(hours=24), intervals[0].start)
    in_a_day = run.kept + gathered(day, started_at)
    expected = pace.expected(day, started_at)
    if pace.is_far_fewer(in_a_day, expected):
        return _few_words(in_a_day, started_at - day, expected), not in_a_day
    last = next((one.started_at for one in reversed(recent) if one.counts.kept), None)
    if articles or last is None:
        return None
    expected = pace.expected(last, started_at, longest=None)
    return (_few_words(0, started_at - last, expected), True) if pace.is_far_fewer(0, expected) else None


def _few_words(articles: int, time_passed: timedelta, expected: float) -> str:
    hours = time_passed.total_seconds() / 3600
    passed = (
        f"{hours:.0f} hours"
        if 2 <= hours < 72
        else f"{hours / 24:.0f} days"
        if hours >= 72
        else f"{hours * 60:.0f} minutes"
    )
    return f"few_articles: {articles} new in {passed}, about {expected:.0f} to be expected"


def _is_cut_short(run: OutletRun, complete: Sequence[PastRun]) -> bool:
    """Whether all that was listed is new: then older news has left the listings unread, and numbers tell nothing."""
    usual = median(one.counts.listed for one in complete)
    return run.found > 0 and not run.known and run.listed * 2 >= usual and run.kept * 2 >= run.found


def _begin(before: PastRun, options: Mapping[str, Any], end: datetime) -> datetime:
    """From when on a run that followed ``before`` could find news: days before its own window do not count."""
    since = options.get("since")
    if not isinstance(since, str):
        return before.started_at
    try:
        first = datetime.combine(date.fromisoformat(since), time(), WIB)
    except ValueError:
        return before.started_at
    return min(max(before.started_at, first), end)


def _stale(run: OutletRun, started_at: datetime, past: Sequence[PastRun]) -> tuple[str, bool] | None:
    """Whether the newest entry of the listings is too old. Of an outlet's usual age little is known at first."""
    newest = _listed_at(run, started_at)
    if newest is None:
        return None
    age = started_at - newest
    usual = [one for one in past if is_usual(one, "feed_stale", started_at)]
    before = [(one.started_at, _listed_at(one.counts, one.started_at)) for one in usual]
    ages = [at - listed for at, listed in before if listed is not None]
    known = len(ages) >= _FEWEST_AGES
    if age <= (max(_NEVER_STALE, _TIMES_ITS_LONGEST * max(ages)) if known else _STALE_FOR_A_STRANGER):
        return None
    record = f", never older than {_hours(max(ages))} before" if known else ""
    words = f"the newest article listed is of {newest.astimezone(WIB):%Y-%m-%d}, {_hours(age)} ago{record}"
    return f"feed_stale: {words}", known and not run.kept


def _hours(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{max(hours, 1):.0f} hours"


def _listed_at(run: OutletRun, at: datetime) -> datetime | None:
    """The newest publication its listings told; ``None`` when they told none, or one that lies ahead."""
    if not run.newest_listed:
        return None
    try:
        told = parse_iso(run.newest_listed)
    except ValueError:
        return None
    if not isinstance(told, datetime):
        told = datetime.combine(told, time(23, 59), WIB)
    moment = told if told.tzinfo else told.replace(tzinfo=WIB)
    return min(moment.astimezone(UTC), at)


def is_usual(past: PastRun, code: str, at: datetime) -> bool:
    """Whether a run tells what is usual: it is free of that trouble, or old enough for it to be the new normal."""
    return not past.counts.troubles or code not in past.counts.codes or past.started_at < at - NEW_NORMAL
