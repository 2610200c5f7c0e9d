"""A date string to a value, and every date of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from newsbot.dates.absolute import Printed, end_of_range, scan, with_weekday
from newsbot.dates.clock import clock_further_on
from newsbot.dates.normalisation import normalise, normalise_with_offsets
from newsbot.dates.vocabulary import WEEKDAY, WEEKDAYS, label_before, offset_zone
from newsbot.zones import WIB

# A date line holds two dates, three at most; what holds more is an index, and its first date counts.
_MOST_DATES = 6
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(WEEKDAY)
_EPOCH = re.compile(r"(?:/?date\()?(1[0-9]{9})([0-9]{3})?(?:\.[0-9]{1,6})?(?:([+-])([0-9]{2})([0-9]{2}))?(?:\)/?)?")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    :param start: offset of its first character in the text, the printed weekday or the time in front included.
    :param end: offset behind its last character, time and zone included.
    :param value: aware datetime with the printed offset (else the outlet's), or a date where no time is printed.
    :param label: ``"published"`` or ``"modified"`` where the words in front say so, else ``None``.
    :param precision: ``"day"``, ``"minute"`` or ``"second"``: what is printed.
    :param weekday_agrees: whether the printed weekday is the day's; ``None`` where none is printed. A wrong one never
        changes the date: of the two the number is the one a CMS fills in.
    """

    start: int
    end: int
    value: datetime | date
    label: str | None
    precision: str
    weekday_agrees: bool | None = None


def parse_date(
    text: str, now: datetime | None = None, *, zone: timezone = WIB, fallback: bool = False
) -> datetime | date | None:
    """The publication date a date string of a news page tells.

    :param text: the string as scraped: labels, bylines and counters around the date are passed over.
    :param now: when the page was fetched. Needed for "3 jam lalu" and for dates without a year, which become the nearest
        date not after it; without it those are ``None``. A naive one counts as a time in ``zone``.
    :param zone: the offset of a time printed without one, as the outlet keeps it. A printed zone wins.
    :param fallback: ask dateparser about a string that is not understood here; its answer counts only if every part of it
        is printed in the string.
    :returns: an aware datetime with the offset as printed, a date where no time is printed, ``None`` where no date is
        or the day is impossible. Of two dates the one labelled as published, else the one not labelled as modified.
    """
    line = normalise(text)
    moment = _local(now, zone)
    found = scan(line, moment.date() if moment else None, most=_MOST_DATES)
    if found:
        return _value(line, found, zone)
    epoch = _EPOCH.fullmatch(line)
    if epoch:
        return _from_epoch(epoch, zone)
    value = None
    if moment:
        # its patterns take a tenth of the time in which a saved page is read, and few dates are relative
        from newsbot.dates.relative import read_relative

        value = read_relative(line, moment, zone)
    if value is None and fallback:
        from newsbot.dates.fallback import ask_dateparser

        value = ask_dateparser(line, zone)
    return value


def find_dates(text: str, now: datetime | None = None, *, zone: timezone = WIB) -> list[FoundDate]:
    """Every written date of ``text`` in order. Phrases such as "3 jam lalu" and epoch numbers are not looked for.

    :param now, zone: as in :func:`parse_date`.
    """
    if not _DIGIT.search(text):
        return []
    line, offsets = normalise_with_offsets(text)
    moment = _local(now, zone)
    found: list[FoundDate] = []
    previous = 0
    for printed in scan(line, moment.date() if moment else None):
        value = printed.value(zone)
        precision = "day"
        if isinstance(value, datetime) and printed.clock:
            precision = "minute" if printed.clock.second is None else "second"
        label = label_before(line, max(previous, printed.start - 60), printed.start)
        start = with_weekday(line, printed)
        end = printed.end
        while line[end - 1] in " ,(|" or (line[end - 1] == "." and line[end - 3] != "."):
            end -= 1
        if line[end : end + 1] == ")" and "(" in line[start:end]:
            end += 1
        agrees = _weekday_agrees(line[start : printed.start], value)
        found.append(FoundDate(offsets.raw(start), offsets.raw(end - 1) + 1, value, label, precision, agrees))
        previous = printed.end
    return found


def _weekday_agrees(lead: str, value: date) -> bool | None:
    printed = _WEEKDAY.match(lead)
    return WEEKDAYS[printed.group()] == value.weekday() if printed else None


def _value(line: str, found: list[Printed], zone: timezone) -> datetime | date:
    best = found[0] if len(found) == 1 else _published(line, found)
    if best.clock is None and len(line) - best.end > 4:
        behind = [printed.start for printed in found if printed.start >= best.end]
        clock = clock_further_on(line, best.end, min(behind, default=len(line)))
        if clock:
            best = best._replace(clock=clock)
    return best.value(zone)


_RANK = {"published": 0, None: 1, "modified": 2}


def _published(line: str, found: list[Printed]) -> Printed:
    ranked: list[tuple[int, bool, int]] = []
    previous = 0
    for index, printed in enumerate(found):
        label = label_before(line, max(previous, printed.start - 60), printed.start)
        if index and end_of_range(line, found[index - 1], printed):
            label = "modified"  # no more the publication than a later revision is
        ranked.append((_RANK[label], printed.clock is None, index))
        previous = printed.end
    return found[min(ranked)[2]]


def _local(now: datetime | None, zone: timezone) -> datetime | None:
    """``now`` on the outlet's clock."""
    if now is None:
        return None
    if now.tzinfo is None:
        return now.replace(tzinfo=zone)
    try:
        return now.astimezone(zone)
    except OverflowError:
        return None


def _from_epoch(match: re.Match[str], zone: timezone) -> datetime:
    seconds, millis, sign, hours, minutes = match.groups()
    printed = offset_zone(sign, hours, minutes) if sign else None
    moment = datetime.fromtimestamp(int(seconds), tz=printed or zone)
    return moment + timedelta(milliseconds=int(millis or 0))
