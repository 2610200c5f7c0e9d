"""Which of a page's contradicting dates is the right one.

A page states its date in several places, and templates lie: a local time labelled Z, the offset of a server in California,
a constant left over from the day the template was written. No origin is right everywhere, so the sources testify against
each other, and the address and the time of the fetch against all of them. Every verdict names the rule that decided it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from newsbot.dates import WIB, WIT, WITA

_ZONES = {7: WIB, 8: WITA, 9: WIT}
_INDONESIAN = tuple(timedelta(hours=hours) for hours in _ZONES)
_MINUTE = timedelta(minutes=1)
# Publishers' clocks and ours may differ by this much.
_CLOCK_SKEW = timedelta(minutes=10)
# A story is filed under the day it was begun; more than this is another story's day, or a template's.
_URL_TOLERANCE = timedelta(days=2)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """What one source says. A datetime without offset counts as WIB.

    :param origin: where it stands, as in ``Article.provenance``: ``"json-ld"``, ``"meta publishdate"``, ``"visible date"``.
    """

    value: datetime | date
    origin: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The date that holds.

    :param value: ``None`` where no source is to be believed.
    :param origin: the source of ``value``; ``"url"`` where only the address is left, ``""`` without a value.
    :param rule: what decided, for provenance.
    :param rejected: ``(origin, reason)`` of each source that was not heard.
    :param mislabelled: an offset that another source proved wrong on this page: the clock was local under a foreign zone.
    """

    value: datetime | date | None
    origin: str
    rule: str
    rejected: tuple[tuple[str, str], ...] = ()
    mislabelled: timedelta | None = None


def reconcile(
    candidates: Sequence[DateCandidate],
    *,
    url_day: date | None,
    fetched_at: datetime | None,
    distrust: Collection[str] = (),
) -> Verdict:
    """Weigh the candidates for one date of a page.

    1. A placeholder (the zero of a clock), a date after the fetch and one more than two days from the URL's day lose.
    2. A distrusted origin is heard only when no other is left, and then only the day of it that the URL confirms.
    3. Sources that agree win, the more of them the better, the URL's day counting as one: the same instant to the
       minute, the same wall clock under different zones, a UTC time and its local clock mislabelled, or the same day.
    4. Of sources that agree, the Indonesian zone holds (or true UTC, where the instant agrees), and the most precise time.
    5. Otherwise the most trusted.

    :param candidates: in order of trust.
    :param url_day: the day the page's address names; it is the value where every source contradicts it.
    :param fetched_at: when the page was fetched; a naive one counts as UTC.
    :param distrust: origins known to lie on this outlet.
    """
    fetched = fetched_at.replace(tzinfo=UTC) if fetched_at and fetched_at.tzinfo is None else fetched_at
    if isinstance(url_day, datetime):
        url_day = url_day.date()
    if url_day and fetched and url_day > _date_line(fetched):
        url_day = None
    believable: list[DateCandidate] = []
    rejected: list[tuple[str, str]] = []
    for candidate in map(_aware, candidates):
        reason = _objection(candidate.value, url_day, fetched)
        if reason:
            rejected.append((candidate.origin, reason))
        else:
            believable.append(candidate)
    honest = [c for c in believable if c.origin not in distrust]
    liars = [c for c in believable if c.origin in distrust]
    if honest:
        rejected += [(c.origin, "is distrusted") for c in liars]
        return _weigh(honest, url_day, tuple(rejected))
    if url_day:
        confirmed = [c for c in liars if url_day in _days(c.value)]
        if confirmed:
            return Verdict(
                url_day, confirmed[0].origin, "distrusted, only the day agrees with url day", tuple(rejected)
            )
        rejected += [(c.origin, "is distrusted") for c in liars]
        return Verdict(url_day, "url", _with_losers("url day only", rejected), tuple(rejected))
    rejected += [(c.origin, "is distrusted") for c in liars]
    return Verdict(None, "", _with_losers("no source", rejected), tuple(rejected))


def check_order(
    published: datetime | date | None, modified: datetime | date | None, *, mislabelled: timedelta | None = None
) -> tuple[datetime | date | None, datetime | date | None, str]:
    """Settle a publication that lies after the modification of the same page.

    :param mislabelled: an offset known to be wrong on this page, from the verdict on its publication.
    :returns: both dates and the rule that changed one of them, ``""`` where no instant was changed. A modification under
        the mislabelled offset takes the zone of the publication, one in UTC is told in it. A published time whose zone is
        not Indonesian while the modified one's is, and whose clock is in order, was mislabelled and takes that zone; else
        the modification is unknown.
    """
    if isinstance(published, datetime) and isinstance(modified, datetime) and _zone_rank(published) == 0:
        if mislabelled is not None and modified.utcoffset() == mislabelled:
            relabelled = modified.replace(tzinfo=published.tzinfo)
            if _in_order(published, relabelled):
                return published, relabelled, "modified mislabelled like the other times of the page: zone of published"
        if _zone_rank(modified) == 1 and modified.tzinfo is not None:
            modified = modified.astimezone(published.tzinfo)
    if published is None or modified is None or _in_order(published, modified):
        return published, modified, ""
    if (
        isinstance(published, datetime)
        and isinstance(modified, datetime)
        and _zone_rank(published) > _zone_rank(modified) == 0
    ):
        relabelled = published.replace(tzinfo=modified.tzinfo)
        if _in_order(relabelled, modified):
            return relabelled, modified, "published after modified: zone of modified, clocks are in order"
    return published, None, "modified before published: modified dropped"


def _in_order(published: datetime | date, modified: datetime | date) -> bool:
    if isinstance(published, datetime) and isinstance(modified, datetime):
        if published.tzinfo is None or modified.tzinfo is None:
            published, modified = _local(published), _local(modified)
        # A visible time has no seconds, so it may seem to lie up to a minute too early.
        return published - modified < _MINUTE
    return min(_days(published)) <= max(_days(modified))


def _weigh(honest: list[DateCandidate], url_day: date | None, rejected: tuple[tuple[str, str], ...]) -> Verdict:
    def support(candidate: DateCandidate) -> tuple[int, int]:
        others = [c for c in honest if c is not candidate and _agree(candidate.value, c.value)]
        to_the_minute = sum(_is_timed(c) for c in others) if _is_timed(candidate) else 0
        return len(others) + (url_day in _days(candidate.value)), to_the_minute

    if len(honest) == 1:
        only = honest[0]
        rule = "only source" if not rejected else _with_losers("only source left", rejected)
        return Verdict(only.value, only.origin, rule, rejected)
    # max() keeps the first of equals, which is the most trusted.
    winner = max(honest, key=support)
    if not _is_timed(winner):
        timed = [c for c in honest if _is_timed(c) and _agree(c.value, winner.value)]
        winner = max(timed, key=support) if timed else winner
    allies = [c for c in honest if c is not winner and _agree(winner.value, c.value)]
    if not allies:
        seconded = url_day in _days(winner.value) and any(url_day not in _days(c.value) for c in honest)
        rule = f"agreement of {winner.origin} and url day" if seconded else "most trusted, sources disagree"
        return Verdict(winner.value, winner.origin, _with_losers(rule, rejected), rejected)
    value, origin, rule = _merge(winner, allies)
    wrong = _mislabelled(value, [c.value for c in (winner, *allies)])
    return Verdict(value, origin, _with_losers(rule, rejected), rejected, wrong)


def _mislabelled(value: datetime | date, heard: list[datetime | date]) -> timedelta | None:
    """The foreign offset under which one of ``heard`` shows the clock of ``value``, whose zone is Indonesian."""
    if not isinstance(value, datetime) or _zone_rank(value) != 0:
        return None
    for other in heard:
        if isinstance(other, datetime) and _zone_rank(other) == 2 and _apart(_wall(other), _wall(value)) < _MINUTE:
            return other.utcoffset()
    return None


def _merge(winner: DateCandidate, allies: list[DateCandidate]) -> tuple[datetime | date, str, str]:
    """One value out of sources that agree: the best zone with the most precise clock."""
    moments = [(c.value, c.origin) for c in (winner, *allies) if isinstance(c.value, datetime)]
    plain = f"agreement of {winner.origin} and {allies[0].origin}"
    if len(moments) < 2:
        return winner.value, winner.origin, plain
    precise, precise_origin = min(moments, key=lambda m: not (m[0].second or m[0].microsecond))
    zoned, zone_origin = min(moments, key=lambda m: _zone_rank(m[0]))
    if _zone_rank(zoned) == 0:
        if _apart(_wall(precise), _wall(zoned)) < _MINUTE:
            value = precise.replace(tzinfo=zoned.tzinfo)
        elif _apart(precise, zoned) < _MINUTE:
            value = precise.astimezone(zoned.tzinfo)
        else:
            value, precise_origin = zoned, zone_origin
        if any(_apart(value, moment) >= _MINUTE for moment, _ in moments):
            plain = f"same wall clock in {winner.origin} and {allies[0].origin}, zone of {zone_origin}"
        return value, precise_origin, _noting(plain, precise_origin, winner)
    if all(_apart(moment, zoned) < _MINUTE for moment, _ in moments):
        return precise.astimezone(zoned.tzinfo), precise_origin, _noting(plain, precise_origin, winner)
    for moment, origin in moments:
        for clock, clock_origin in moments:
            hours = _local_hours(clock, moment)
            if hours:
                return moment.astimezone(_ZONES[hours]), origin, f"{clock_origin} is the local clock of {origin}"
    return zoned.date(), zone_origin, f"{plain} on the day, zones contradict each other"


def _noting(rule: str, precise_origin: str, winner: DateCandidate) -> str:
    return rule if precise_origin == winner.origin else f"{rule}, {precise_origin} is more precise"


def _agree(one: datetime | date, other: datetime | date) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return (
            _apart(one, other) < _MINUTE
            or _apart(_wall(one), _wall(other)) < _MINUTE
            or _is_local_clock_of(one, other)
            or _is_local_clock_of(other, one)
        )
    return not _days(one).isdisjoint(_days(other))


def _is_local_clock_of(clock: datetime, moment: datetime) -> bool:
    """Whether ``clock`` is Indonesian time under a foreign label, and ``moment`` the same in UTC."""
    return _local_hours(clock, moment) is not None


def _local_hours(clock: datetime, moment: datetime) -> int | None:
    if moment.utcoffset() or _zone_rank(clock) == 0:
        return None
    return next((h for h in _ZONES if _apart(_wall(clock), _wall(moment) + timedelta(hours=h)) < _MINUTE), None)


def _objection(value: datetime | date, url_day: date | None, fetched: datetime | None) -> str:
    if isinstance(value, datetime) and (value == _EPOCH or _wall(value) == _wall(_EPOCH)):
        return "is the zero of a clock"
    if fetched:
        late = value > fetched + _CLOCK_SKEW if isinstance(value, datetime) else value > _date_line(fetched)
        if late:
            return "is after the fetch"
    if url_day and all(abs(day - url_day) > _URL_TOLERANCE for day in _days(value)):
        return "contradicts url day"
    return ""


def _days(value: datetime | date) -> set[date]:
    """The days a value may stand for: a UTC time also for the Indonesian day."""
    if not isinstance(value, datetime):
        return {value}
    days = {value.date()}
    if not value.utcoffset() and value.year < 9999:
        days.add(value.astimezone(WIB).date())
    return days


def _zone_rank(value: datetime) -> int:
    offset = value.utcoffset()
    return 0 if offset in _INDONESIAN else 2 if offset else 1


def _is_timed(candidate: DateCandidate) -> bool:
    return isinstance(candidate.value, datetime)


def _aware(candidate: DateCandidate) -> DateCandidate:
    if isinstance(candidate.value, datetime) and candidate.value.tzinfo is None:
        return DateCandidate(_local(candidate.value), candidate.origin)
    return candidate


def _local(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=WIB)


def _wall(value: datetime) -> datetime:
    return value.replace(tzinfo=None)


def _apart(one: datetime, other: datetime) -> timedelta:
    return abs(one - other)


def _date_line(moment: datetime) -> date:
    """The latest day it is anywhere in Indonesia at ``moment``."""
    return moment.astimezone(WIT).date()


def _with_losers(rule: str, rejected: Sequence[tuple[str, str]]) -> str:
    return "; ".join((rule, *dict.fromkeys(f"{origin} {reason}" for origin, reason in rejected)))
