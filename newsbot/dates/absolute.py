"""Dates written out in a text, found number by number.

Each number of the text is asked which shape it opens; the shapes are the rows of ``SHAPES``. The scan is linear: a number
is looked at once, and every pattern is anchored at it and bounded.
"""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from newsbot.dates.clock import Clock, clock_behind, clock_in_front
from newsbot.dates.context import is_announced, is_announced_moment, is_labelled_number, is_measured, is_part_of_name
from newsbot.dates.vocabulary import DAYPART, MARKET_DAYS, WEEKDAY, month_number

EARLIEST_YEAR, LATEST_YEAR = 1800, 2099


class Shape(NamedTuple):
    """A way to write a date. ``pattern`` is matched at the date's first number (``month first``: at the day)."""

    name: str
    pattern: re.Pattern[str]
    example: str
    reason: str


class Printed(NamedTuple):
    """A date as found in normalised text."""

    start: int
    end: int
    day: date
    clock: Clock | None

    def value(self, zone: timezone) -> datetime | date:
        """The datetime where a time is printed, else the day."""
        return (self.clock and self.clock.on(self.day, zone)) or self.day


_YEAR = r"((?:1[89]|20)[0-9]{2})(?![0-9](?![0-9]?[:.][0-9]{2}))"
# Two digits are a year only where nothing else can follow: "20 Nov 10 Komentar" and "05 Nov 15:08" have none.
_SHORT_YEAR = (
    r"'?([0-9]{2})(?![0-9:]|[.,-][0-9]|,? [12][0-9]{3}(?![0-9]))"
    r"(?=[ ,|/(-]{0,4}(?:\Z|[|,(]|- |(?:pukul|pkl|jam|at)(?![a-z])|[0-9]{1,2}[:.][0-9]{2}))"
)
_GAP = r"[ ./,'(-]{0,4}"
# Nor behind a lone letter: "v1.2.2015", or a misread "l2 Mei".
_NOT_IN_NUMBER = r"(?<![0-9][/.:,-])(?<!\b[a-z])"
# The first day of a range is the date of the piece: "12 - 15 Januari".
_THROUGH = r"(?: ?(?:-|&|s\.?/?d\.?|sampai(?: dengan)?|hingga|dan|to) ?([0-9]{1,2}))?"

DAY_MONTH = Shape(
    "day month",
    re.compile(
        rf"(?<![0-9][:.])(?<!\b[a-z])([0-9]{{1,2}})(?:st|nd|rd|th)?{_THROUGH}[ ./,-]{{0,3}}(?:of |bulan )?([a-z]{{2,12}})(?!['-]?[a-z])"
        rf"(?:{_GAP}(?:tahun )?(?:{_YEAR}(?: ?m(?:asehi)?(?![a-z]))?|{_SHORT_YEAR}))?"
    ),
    "Kamis, 3 Agt 2023",
    "the usual form; without a year the nearest one not after now",
)
NUMERIC = Shape(
    "numeric",
    re.compile(
        rf"{_NOT_IN_NUMBER}([0-9]{{1,2}})(?:-([0-9]{{1,2}})(?=/))? ?([-/.]) ?([0-9]{{1,2}}) ?\3 ?"
        r"(?:((?:1[89]|20)[0-9]{2})(?![0-9](?![0-9]?[:.][0-9]{2})|[-/.][0-9])|([0-9]{2})(?![0-9]|[-/.:][0-9]))"
    ),
    "03/08/2023",
    "day first, as Indonesian papers print also beside English weekdays; month first only where the day cannot be a month",
)
DAY_SLASH_MONTH = Shape(
    "day/month",
    re.compile(rf"{_NOT_IN_NUMBER}([0-9]{{1,2}})(?:-[0-9]{{1,2}})?/([0-9]{{1,2}})(?![0-9/.,:%-])"),
    "Kamis (3/8)",
    "a date only behind a weekday or a word such as kemarin: alone it is a score or a fraction",
)
YEAR_FIRST = Shape(
    "year first",
    re.compile(r"(?<![0-9][/.,:-])([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[-/][0-9]{1,2}[-/])"),
    "2023-08-03",
    "ISO 8601 and what databases print",
)
YEAR_MONTH_NAME = Shape(
    "year month-name",
    re.compile(r"([0-9]{4})[ ,/-]{1,2}([a-z]{3,12})\.?[ ,/-]{1,2}([0-9]{1,2})(?![0-9:.])"),
    "2023-Aug-03",
    "logs and some databases",
)
COMPACT = Shape(
    "compact",
    re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:[t _-]?([0-2][0-9])([0-5][0-9])([0-5][0-9])?)?(?![0-9])"),
    "20230803T101500+0700",
    "ISO 8601 basic format; eight digits alone count only when they are the whole text",
)
MONTH_FIRST = Shape(
    "month first",
    re.compile(rf"([0-9]{{1,2}})(?:st|nd|rd|th)?(?:[ .,/-]{{1,3}}{_YEAR}|(?=,? [0-9]{{1,2}}:))"),
    "August 3, 2023",
    "English and the untranslated WordPress format F j, Y",
)
SHAPES = (DAY_MONTH, NUMERIC, DAY_SLASH_MONTH, YEAR_FIRST, YEAR_MONTH_NAME, COMPACT, MONTH_FIRST)

_LETTER = re.compile("[a-z]")
_NUMBER = re.compile("[0-9]+")
_MONTH_IN_FRONT = re.compile(r"(?<![a-z])([a-z]{3,12})[ .,/-]{0,2}\Z")
_YEAR_BEHIND = re.compile(rf"(?:[a-z]{{1,5}})? ?{_YEAR}")
_DAY_WORD_IN_FRONT = re.compile(
    rf"(?<![a-z])(?:{WEEKDAY}|{DAYPART}|kemarin|kemaren|tadi|hari ini|besok|lusa|lalu|tanggal|tgl\.?)"
    rf"(?: {DAYPART})?[ ,(]{{0,3}}\Z"
)
# The wire agency's dateline: "Jakarta, 12/11 (ANTARA)".
_AGENCY_BEHIND = re.compile(r" ?\(ant(?:ara)?[) /]")
_NUMBERED_THING = re.compile(
    r"(?:halaman|hal|edisi|page|no|nomor|vol|volume|bagian|part|episode|eps|ke|seri)[ .:-]{0,2}\Z"
)
_RANGE_LEAD = re.compile(rf"(?:\A|[,(:|]|{WEEKDAY}|tanggal|tgl\.?|pada|mulai|dari|antara|periode) ?\Z")
_NOTHING_IN_FRONT = re.compile(rf"(?:\A|[|,:-]|{WEEKDAY}) ?\Z")
_WEEKDAY_IN_FRONT = re.compile(rf"(?<![a-z]){WEEKDAY}(?: (?:{DAYPART}|{'|'.join(MARKET_DAYS)}))?[ ,|./(-]{{0,4}}\Z")
_OPENS_RANGE = re.compile(r" ?(?:-|&|s\.?/?d\.?|sampai(?: dengan)?|hingga|dan|to) ?\Z")


def scan(text: str, now: date | None = None, *, most: int = sys.maxsize) -> list[Printed]:
    """The first ``most`` dates in normalised ``text``; a date without a year is resolved backwards from ``now``."""
    dates: list[Printed] = []
    position, first = 0, True
    yearless: tuple[_Written, Clock | None] | None = None
    search_from = 0
    while len(dates) < most and (number := _NUMBER.search(text, search_from)):
        start, search_from = number.span()
        found = _at(text, start, search_from - start)
        if found is None:
            first = False
            continue
        clock = found.clock or (None if first else clock_in_front(text, position, found.start))
        if clock is None:
            clock = clock_behind(text, found.end, iso=found.iso)
        position = search_from = max(found.end, clock.end) if clock else found.end
        first = True
        if yearless:
            _append(dates, _with_year_of(yearless[0], found, text), yearless[1], now, text)
            yearless = None
        if found.year is None:
            yearless = found, clock
        else:
            _append(dates, found, clock, now, text)
    if yearless:
        _append(dates, *yearless, now, text)
    return dates


class _Written(NamedTuple):
    """The parts of a date as written; ``year`` may be missing."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    iso: bool = False
    clock: Clock | None = None


def _append(dates: list[Printed], written: _Written, clock: Clock | None, now: date | None, text: str) -> None:
    start, end, year, month, day, _, _ = written
    if year is None:
        if clock is None and not is_announced(text, start, end):
            return
        year = _year_not_after(now, month, day) if now else None
        if year is None:
            return
    if clock:
        start, end = min(start, clock.start), max(end, clock.end)
    dates.append(Printed(start, end, date(year, month, day), clock))


def _at(text: str, start: int, digits: int) -> _Written | None:
    """The date whose first number (month first: whose day) stands at ``start``."""
    if digits <= 2:
        if text[start + digits : start + digits + 1] == ":":
            return None
        return (
            _day_month(text, start)
            or _numeric(text, start)
            or _month_first(text, start)
            or _day_slash_month(text, start)
        )
    if digits == 4:
        return _year_first(text, start)
    if digits in (8, 12, 14):
        return _compact(text, start, digits)
    return None


def _day_month(text: str, start: int) -> _Written | None:
    match = DAY_MONTH.pattern.match(text, start)
    if match is None:
        return None
    day, through, word, full, short = match.groups()
    month = month_number(word, not (full or short))
    if month is None:
        return None
    year = int(full) if full else _full_year(short)
    end = match.end()
    if year is None and short:
        return None
    if year is None:
        end = match.end(3)
        if _MONTH_IN_FRONT.search(text, max(0, start - 14), start) and _month_first(text, start):
            return None
    if through and not (int(day) < int(through) and _opens_range(text, start, match.end(1))):
        start, day = match.start(2), through
    if is_part_of_name(text, start) and clock_behind(text, end) is None:
        return None
    return _written(start, end, year, month, int(day))


def _opens_range(text: str, start: int, end: int) -> bool:
    """Whether the number at text[start:end] is a range's first day and no page, score or part of a name ("Trans7 - ")."""
    if start and text[start - 1] not in " ,(:|-":
        return False
    if text[end : end + 2] == " -":
        return bool(_RANGE_LEAD.search(text, max(0, start - 12), start))
    return not _NUMBERED_THING.search(text, max(0, start - 10), start)


def _numeric(text: str, start: int) -> _Written | None:
    match = NUMERIC.pattern.match(text, start)
    if match is None:
        return None
    first, _, separator, second, full, short = match.groups()
    if short and separator == ".":
        return None
    if short and len(first) + len(second) < 4 and not _is_dated_line(text, start, match.end()):
        return None
    year = int(full) if full else _full_year(short)
    if year is None:
        return None
    if is_labelled_number(text, start):
        return None
    if separator == "." and is_measured(text, match.end()) and clock_behind(text, match.end()) is None:
        return None
    day, month = int(first), int(second)
    if month > 12 >= day and full:
        day, month = month, day
    return _written(match.start(), match.end(), year, month, day)


def _is_dated_line(text: str, start: int, end: int) -> bool:
    """Whether a weekday in front or a time behind tells that "4/3/24" is a date and no score."""
    return bool(_DAY_WORD_IN_FRONT.search(text, max(0, start - 24), start) or clock_behind(text, end))


def _month_first(text: str, start: int) -> _Written | None:
    if not _LETTER.search(text, max(0, start - 3), start):
        return None
    word = _MONTH_IN_FRONT.search(text, max(0, start - 16), start)
    if word is None:
        return None
    match = MONTH_FIRST.pattern.match(text, start)
    month = month_number(word[1], match is None or match[2] is None)
    if month is None:
        return None
    if match is None:
        whole = _NUMBER.fullmatch(text, start) and _NOTHING_IN_FRONT.search(text, 0, word.start())
        return _written(word.start(), len(text), None, month, int(text[start:])) if whole else None
    if match[2]:
        return _written(word.start(), match.end(), int(match[2]), month, int(match[1]))
    clock = clock_behind(text, match.end())
    behind = clock and _YEAR_BEHIND.match(text, clock.end + (text[clock.end : clock.end + 1] == " "))
    if clock and behind:
        return _written(word.start(), behind.end(), int(behind[1]), month, int(match[1]), clock=clock)
    return _written(word.start(), match.end(), None, month, int(match[1]))


def _day_slash_month(text: str, start: int) -> _Written | None:
    match = DAY_SLASH_MONTH.pattern.match(text, start)
    if match is None or not (
        _DAY_WORD_IN_FRONT.search(text, max(0, start - 24), start) or _AGENCY_BEHIND.match(text, match.end())
    ):
        return None
    end = match.end() + (text[match.end() : match.end() + 1] == ")")
    return _written(start, end, None, int(match[2]), int(match[1]))


def _year_first(text: str, start: int) -> _Written | None:
    match = YEAR_FIRST.pattern.match(text, start)
    if match:
        year, _, month, day = match.groups()
        return _written(start, match.end(), int(year), int(month), int(day), iso=True)
    match = YEAR_MONTH_NAME.pattern.match(text, start)
    named = month_number(match[2], True) if match else None
    if match is None or named is None:
        return None
    return _written(start, match.end(), int(match[1]), named, int(match[3]))


def _compact(text: str, start: int, digits: int) -> _Written | None:
    match = COMPACT.pattern.match(text, start)
    if match is None or text[start - 1 : start].isalnum():
        return None
    if start and text[start + 8 : start + 9] != "t" and not is_announced_moment(text, start):
        return None
    year, month, day, hour, _, _ = match.groups()
    if hour is None:
        return _written(start, match.end(), int(year), int(month), int(day)) if len(text) == digits else None
    printed = _written(start, match.end(), int(year), int(month), int(day), iso=True)
    if printed is None or int(hour) > 24:
        return None
    clock = clock_behind(f"{match[4]}:{match[5]}:{match[6] or '00'}{text[match.end() :][:40]}", 0, iso=True)
    if clock is None:
        return None
    return printed._replace(
        clock=clock._replace(start=match.start(4), end=match.end() + clock.end - 8), end=match.end()
    )


def _written(
    start: int, end: int, year: int | None, month: int, day: int, *, iso: bool = False, clock: Clock | None = None
) -> _Written | None:
    if not 1 <= month <= 12 or not 1 <= day <= 31 or not (year is None or EARLIEST_YEAR <= year <= LATEST_YEAR):
        return None
    if day > 28:
        try:
            date(2000 if year is None else year, month, day)
        except ValueError:
            return None
    return _Written(start, end, year, month, day, iso, clock)


def _full_year(short: str | None) -> int | None:
    """1970 to 2049 for two digits: no news page prints the others short."""
    if not short:
        return None
    year = int(short)
    return 2000 + year if year < 50 else 1900 + year if year >= 70 else None


def _year_not_after(now: date, month: int, day: int) -> int | None:
    """The year that puts ``day`` and ``month`` nearest to ``now`` and not after it."""
    for year in range(now.year, max(now.year - 9, 0), -1):
        try:
            if date(year, month, day) <= now:
                return year
        except ValueError:
            continue
    return None


def _with_year_of(first: _Written, last: _Written, text: str) -> _Written:
    """ "28 Februari - 2 Maret 2021": the year of the range's end counts for its beginning, or the year before it."""
    if last.year is None:
        return first
    between = text[first.end : last.start]
    weekday = _WEEKDAY_IN_FRONT.search(between)
    if weekday:
        between = between[: weekday.start()]
    if not _OPENS_RANGE.fullmatch(between):
        return first
    year = last.year if (first.month, first.day) <= (last.month, last.day) else last.year - 1
    return first._replace(year=year)


def end_of_range(text: str, first: Printed, second: Printed) -> bool:
    """Whether ``second`` is the last day of a range that ``first`` opens."""
    return bool(_OPENS_RANGE.fullmatch(text, first.end, second.start)) and timedelta() <= second.day - first.day


def with_weekday(text: str, printed: Printed) -> int:
    """Where the date begins when the weekday in front of it is counted in."""
    match = _WEEKDAY_IN_FRONT.search(text, max(0, printed.start - 24), printed.start)
    return match.start() if match else printed.start
