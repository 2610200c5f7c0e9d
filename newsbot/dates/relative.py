"""Dates told from the present: "3 jam lalu", "kemarin 14.20", "tadi malam", "barusan"."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from newsbot.dates.clock import Clock, clock_behind, clock_in_front
from newsbot.dates.vocabulary import DAYPART, WEEKDAY, WEEKDAYS, label_before


class Unit(NamedTuple):
    """A unit of time: how it is written, and its length in seconds, days or months."""

    pattern: str
    seconds: int = 0
    days: int = 0
    months: int = 0
    example: str = ""


UNITS: tuple[Unit, ...] = (
    Unit(r"detik|dtk|dt|seconds?|secs?", seconds=1, example="40 detik lalu"),
    Unit(r"menit|mnt|mnit|mt|minutes?|mins?", seconds=60, example="5 mnt lalu"),
    Unit(r"jam|jm|hours?|hrs?(?= ago)|h(?= ago)|j(?= lalu)", seconds=3600, example="3 jam lalu"),
    Unit(r"hari|hr|days?|d(?= ago)", days=1, example="2 hari lalu"),
    Unit(r"minggu|mgg|mg|pekan|pkn|weeks?|wks?", days=7, example="2 pekan lalu"),
    Unit(r"bulan|bln|months?|mos?", months=1, example="4 bulan lalu"),
    Unit(r"tahun|thn|th|years?|yrs?", months=12, example="1 tahun lalu"),
)

NUMBER_WORDS: dict[str, int] = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

# (words, days from today, example); the longer phrase first. A night that is over belongs to the day before.
DAY_WORDS: tuple[tuple[str, int, str], ...] = (
    (r"kemar[ie]n (?:lusa|dulu)", -2, "kemarin lusa"),
    (r"day before yesterday", -2, "day before yesterday"),
    (r"kemar[ie]n|yesterday", -1, "kemarin"),
    (r"tadi malam|malam tadi|semalam|last night", -1, "tadi malam"),
    (r"(?:hari|pagi|siang|sore|petang|malam) ini|nanti (?:siang|sore|petang|malam)|today|tonight", 0, "hari ini"),
    (
        r"tadi (?:pagi|subuh|siang|sore|petang|dini hari)|(?:pagi|subuh|siang|sore|petang|dini hari) tadi",
        0,
        "tadi pagi",
    ),
    (r"tadi(?= (?:pukul|jam|pkl))", 0, "tadi pukul 10.20"),
    (r"besok lusa|lusa|day after tomorrow", 2, "lusa"),
    (r"besok|esok(?: hari)?|tomorrow", 1, "besok"),
)

NOW_WORDS: tuple[tuple[str, str], ...] = (
    (r"bar(?:u ?)?(?:san|usan)|baru (?:saja|aja)|just now", "barusan"),
    (
        r"beberapa (?:saat|detik)(?: (?:yang|yg))? (?:lalu|silam)|a few (?:seconds|moments) ago|moments ago",
        "beberapa saat lalu",
    ),
    (r"kurang dari (?:1 |satu |se)menit(?: (?:yang|yg))? lalu|less than a minute ago", "kurang dari semenit lalu"),
)

_UNIT = "|".join(f"(?P<unit{i}>{unit.pattern})" for i, unit in enumerate(UNITS))
_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_COUNT = (
    rf"(?P<count>[0-9]{{1,4}}(?:[.,][0-9])?|{_WORDS})(?P<more> puluh(?: (?P<ones>{_WORDS}))?| belas)?"
    r"(?P<half> setengah)?"
)
_TERM = rf"(?:(?<![a-z0-9])|(?<=[a-z])(?=[0-9]))(?:(?:{_COUNT} ?|(?P<se>se)|(?P<only>setengah ))(?:{_UNIT}))(?![a-z])"
_ANY_UNIT = "|".join(unit.pattern for unit in UNITS)
_ANY_TERM = (
    rf"(?:(?:[0-9]{{1,4}}(?:[.,][0-9])?|(?:{_WORDS}))(?: puluh(?: (?:{_WORDS}))?| belas)?(?: setengah)? ?|se|setengah )"
    rf"(?:{_ANY_UNIT})(?![a-z])"
)
_PAST = r"(?:(?:yang|yg) ?)?(?:lalu|silam|lewat|tadi)|yl|ago"
_FUTURE = r"lagi|mendatang|from now"
_SPAN = re.compile(
    rf"(?<![0-9.,/:-])(?:(?<![a-z])|(?=[0-9]))(?P<in>dalam |in )?(?P<terms>{_ANY_TERM}(?:,? (?:dan |and )?{_ANY_TERM}){{0,3}})"
    rf"(?: ?(?:(?P<past>{_PAST})|(?P<future>{_FUTURE}))(?![a-z]))?"
)
_ONE_TERM = re.compile(_TERM)
_LAST = re.compile(
    r"(?<![a-z0-9])(?:(?:se)?(pekan|minggu|bulan|tahun) (?:(?:yang|yg) )?(?:lalu|kemarin|silam)|last (week|month|year))(?![a-z])"
)
_LAST_UNIT = {"pekan": (7, 0), "minggu": (7, 0), "week": (7, 0), "bulan": (0, 1), "month": (0, 1)}
_WEEKDAY_AGO = re.compile(
    rf"(?<![a-z])(?P<day>{WEEKDAY}) (?:{DAYPART} )?(?:(?P<week>(?:pekan|minggu) lalu)|lalu|kemarin)(?![a-z])"
)
_DAY_WORD = re.compile(
    "(?<![a-z])(?:"
    + "|".join(f"(?P<day{i}>{words})" for i, (words, _, _) in enumerate(DAY_WORDS))
    + rf")(?: {DAYPART}(?: hari)?)?(?![a-z])"
)
_NOW_WORD = re.compile("(?<![a-z])(?:" + "|".join(words for words, _ in NOW_WORDS) + ")(?![a-z])")
_VAGUE = re.compile(
    r"(?:hampir|lebih dari|lebih|beberapa|puluhan|selama|almost|over|more than|sejak|hingga|tiap|setiap)\s?\Z"
)
_MENTIONS = re.compile(r"lalu|ago|lagi|silam|kemar|dalam|in [0-9]|last|mendatang|from now|yl|tadi")
# What may stand behind the phrase: nothing, a separator, or the labels that follow a time on a page.
_TAIL = re.compile(
    r"[ ]?(?:\Z|[|,;()\[\]/·-]|[.] ?\Z|oleh |by |dibaca|views?|komentar|[0-9.,]+ ?(?:k|rb|ribu|x|kali)? ?"
    r"(?:views?|dibaca|komentar|comments?|share)|wib|wita|wit|bagikan|share|baca )"
)
_SEPARATED = re.compile(
    r"(?:\A|[|,:;()/\[\]–-] ?|\b(?:pada|diperbarui|update|diterbitkan|tayang|terbit|posted|dibuat|on) )\Z"
)
_MAX_LEAD_WORDS = 5


def read_relative(text: str, now: datetime, zone: timezone) -> datetime | date | None:
    """The date that normalised ``text`` tells from ``now`` (aware, in the outlet's ``zone``), or ``None``.

    Seconds, minutes and hours give a datetime; days and longer units a date, unless a time of day is printed too.
    """
    try:
        return (
            _just_now(text, now)
            or _span(text, now, zone)
            or _weekday_ago(text, now, zone)
            or _last(text, now)
            or _day_word(text, now, zone)
        )
    except (OverflowError, ValueError):
        return None


def _just_now(text: str, now: datetime) -> datetime | None:
    match = _NOW_WORD.search(text)
    return now if match and _stands_alone(text, match.start(), match.end(), words=_MAX_LEAD_WORDS) else None


def _span(text: str, now: datetime, zone: timezone) -> datetime | date | None:
    if not _MENTIONS.search(text):
        return None
    for match in _SPAN.finditer(text):
        past, future = match["past"], match["future"] or match["in"]
        if not (past or future) or _VAGUE.search(text, max(0, match.start() - 16), match.start()):
            continue
        moment, timed = _shift(now, match["terms"], -1 if past else 1)
        if moment is None:
            continue
        clock = None if timed else clock_behind(text, match.end())
        end = clock.end if clock else match.end()
        # "Kasus 4 tahun lalu" may be a headline; a time on a page stands among few words.
        if not _stands_alone(text, match.start(), end, words=99 if timed else _MAX_LEAD_WORDS):
            continue
        return moment if timed else _at(moment.date(), clock, zone)
    return None


def _shift(now: datetime, terms: str, sign: int) -> tuple[datetime | None, bool]:
    """``now`` moved by all terms, and whether the result is exact to the time of day."""
    moment, timed = now, False
    for term in _ONE_TERM.finditer(terms):
        unit = next(unit for i, unit in enumerate(UNITS) if term[f"unit{i}"])
        count = _count(term)
        if count != int(count) and not unit.seconds:
            return None, False
        timed = timed or bool(unit.seconds)
        moment += sign * timedelta(seconds=unit.seconds * count, days=unit.days * count)
        if unit.months:
            moment = _months_away(moment, sign * unit.months * int(count))
    return moment, timed


def _count(term: re.Match[str]) -> float:
    if term["se"]:
        return 1
    if term["only"]:
        return 0.5
    word = term["count"]
    count = float(NUMBER_WORDS[word]) if word in NUMBER_WORDS else float(word.replace(",", "."))
    if term["more"] == " belas":
        count += 10
    elif term["more"]:
        count = count * 10 + (NUMBER_WORDS[term["ones"]] if term["ones"] else 0)
    return count + (0.5 if term["half"] else 0)


def _months_away(moment: datetime, months: int) -> datetime:
    """The same day of another month, or that month's last day where it is shorter."""
    index = moment.year * 12 + moment.month - 1 + months
    first_of_next = datetime((index + 1) // 12, (index + 1) % 12 + 1, 1)  # noqa: DTZ001 a calendar sum
    last_day = (first_of_next - timedelta(days=1)).day
    return moment.replace(year=index // 12, month=index % 12 + 1, day=min(moment.day, last_day))


def _last(text: str, now: datetime) -> date | None:
    match = _LAST.search(text)
    if not match or not _stands_alone(text, match.start(), match.end(), words=2):
        return None
    days, months = _LAST_UNIT.get(match[1] or match[2], (0, 12))
    return (_months_away(now, -months) - timedelta(days=days)).date()


def _weekday_ago(text: str, now: datetime, zone: timezone) -> datetime | date | None:
    match = _WEEKDAY_AGO.search(text)
    # "minggu lalu" alone is last week.
    if not match or (match["day"] == "minggu" and not match["week"] and text == match.group()):
        return None
    clock, end = _clock_around(text, match)
    if not _stands_alone(text, match.start(), end, words=2):
        return None
    days = (now.weekday() - WEEKDAYS[match["day"]] - 1) % 7 + 1
    if match["week"]:
        days = now.weekday() + 7 - WEEKDAYS[match["day"]]
    return _at(now.date() - timedelta(days=days), clock, zone)


def _day_word(text: str, now: datetime, zone: timezone) -> datetime | date | None:
    match = _DAY_WORD.search(text)
    if match is None or not _leads_up(text, match.start()):
        return None
    clock, end = _clock_around(text, match)
    if not _TAIL.match(text, end):
        return None
    if clock and clock.zone:
        now = now.astimezone(clock.zone)
    days = next(days for i, (_, days, _) in enumerate(DAY_WORDS) if match[f"day{i}"])
    # "tadi malam pukul 01.30" is past midnight.
    if clock and clock.hour < 5 and "malam" in match.group() and days == -1 and "kemar" not in match.group():
        days = 0
    return _at(now.date() + timedelta(days=days), clock, zone)


def _leads_up(text: str, end: int) -> bool:
    """Whether nothing but a separator, a label or a time of day stands in front: "berita hari ini" is no date."""
    if _SEPARATED.search(text, 0, end):
        return True
    return bool(label_before(text, max(0, end - 16), end) or clock_in_front(text, 0, end))


def _clock_around(text: str, match: re.Match[str]) -> tuple[Clock | None, int]:
    clock = clock_behind(text, match.end())
    if clock:
        return clock, clock.end
    return clock_in_front(text, 0, match.start()), match.end()


def _at(day: date, clock: Clock | None, zone: timezone) -> datetime | date:
    return (clock and clock.on(day, zone)) or day


def _stands_alone(text: str, start: int, end: int, *, words: int) -> bool:
    """Whether text[start:end] is a time on a page, not a phrase of a sentence."""
    if not _TAIL.match(text, end):
        return False
    lead = text[:start]
    cut = max(lead.rfind(mark) for mark in "|,:;(")
    return len(lead[cut + 1 :].split()) <= words
