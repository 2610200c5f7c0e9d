"""Times of day with their zones, behind or in front of a date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import NamedTuple

from newsbot.dates.vocabulary import DAYPART, MARKET_DAYS, WEEKDAY, ZONE_NAMES, offset_zone


class Clock(NamedTuple):
    """A time of day as printed; ``start`` and ``end`` are offsets in the normalised text."""

    hour: int
    minute: int
    second: int | None
    microsecond: int
    zone: timezone | None
    start: int
    end: int

    def on(self, day: date, zone: timezone) -> datetime | None:
        """This time on ``day``, in the printed zone or else in ``zone``; 24:00 is the next day's midnight."""
        if self.hour == 24 and (self.minute or self.second):
            return None
        second = self.second or 0
        moment = datetime(
            day.year,
            day.month,
            day.day,
            self.hour % 24,
            self.minute,
            min(second, 59),
            self.microsecond,
            self.zone or zone,
        )
        if self.hour == 24 or second == 60:
            moment += timedelta(days=self.hour == 24, seconds=second == 60)
        return moment


_SPACED = tuple(r"\.? ?".join(name) + r"\.?" for name in ("wib", "wita", "wit"))
_NAMED = "|".join((*_SPACED, *(re.escape(name) for name in ZONE_NAMES if name not in ("wib", "wita", "wit", "z"))))
_ZONE_NAME = rf"[ (\[,]{{0,3}}(?:{_NAMED})(?![a-z])(?: ?[+-] ?[0-9]{{1,2}}(?:[:.]?[0-9]{{2}})?(?![0-9]))?"
# In prose a minus sign before hours alone, or parted from them by a blank, is a dash: "10:20 - 15 Komentar".
_ZONE = rf"( ?[+-][0-9]{{2}}:?[0-9]{{2}}(?![0-9:])|\+[0-9]{{1,2}}(?![0-9:.])| ?z(?![a-z])|{_ZONE_NAME})"
# A plus sign that went through a URL decoder is a blank.
_ISO_ZONE = (
    r"( ?(?:[+-]| (?=0[789]:?00(?![0-9:])))[0-9]{1,2}:?[0-9]{2}(?![0-9:])|[+-][0-9]{1,2}(?![0-9:.])| ?z(?![a-z])"
    rf"|{_ZONE_NAME})"
)
_ZONE_PARTS = re.compile(r"([a-z./ ]*[a-z.])? ?(?:([+-])? ?([0-9]{1,2})[:.]?([0-9]{2})?)?")
_HALF_OF_DAY = rf"(?: ?(?:([ap])\.?m(?![a-z])\.?|({DAYPART})(?![a-z])))"
_HALF = _HALF_OF_DAY + "?"
# Behind these words a time is a length: reading time, runtime, a score by quarters.
_NOT_UNIT = r"(?! ?(?:menit|mnt|min|mins|minutes?|detik|jam|hours?|kali|x|views?|persen|%|juta|ribu|rb|jt|miliar|kg|km|k)(?![a-z]))"
# A comma, or nothing at all, parts hour and minute only where the zone follows: "pukul 10,20 WIB", "1020 WIB".
_HM = r"([01]?[0-9]|2[0-4])(?: ?[:;] ?|\.|,?(?=[0-5][0-9] ?wi(?:b|ta?)(?![a-z])))([0-5][0-9])"
_SECONDS = r"(?:[:.]([0-5][0-9]|60)(?:[.,:]([0-9]{1,9}))?)?(?![0-9]|[.,:][0-9])"
_WORD = r"(?:(?:hari |pada |on )?(?:pukul|pkl|pkul|pk|kl|jam|jm|at|di|time|waktu|diterbitkan|terbit|tayang)[ .:]{0,3})"

_ZONE_IN_FRONT = r"(?:(wib|wita|wit)[ :]{0,2})?"
_BEHIND = re.compile(
    rf"(?:[ ,|/:;@~()\[\].'_-]{{0,6}}{_WORD}?|t){_ZONE_IN_FRONT}{_HM}{_SECONDS}{_HALF}{_NOT_UNIT}{_ZONE}?"
)
_ISO_BEHIND = re.compile(
    rf"(?:t| ?[ ,|/@_-] ?|)[ |,-]{{0,2}}(?:(?:pukul|pkl|jam|at) )?{_ZONE_IN_FRONT}"
    r"([01]?[0-9]|2[0-4])[:.-]([0-5][0-9])(?:[:.-]([0-5][0-9]|60)(?:[.,:]([0-9]{1,9}))?)?(?![0-9])"
    rf"{_HALF}{_NOT_UNIT}{_ISO_ZONE}?"
)
_IN_FRONT = re.compile(
    rf"(?<![0-9.:,])()(?:{_WORD})?{_HM}{_SECONDS}{_HALF}{_ZONE}?"
    rf"[)\] ,|/.-]{{0,5}}(?:(?:on|pada|tanggal|tgl\.?|hari|tayang|terbit)[ :]{{0,2}}){{0,2}}"
    rf"(?:{WEEKDAY}\.?[ ,|/-]{{0,3}}(?:(?:{'|'.join(MARKET_DAYS)})[ ,]{{0,2}})?)?"
    r"(?:(?:tanggal|tgl\.?) )?\(?\Z"
)
# An hour without minutes is a time only with its half of the day, or behind "pukul".
_HOUR_AND_HALF = rf"[ ,|/(-]{{0,4}}(?:(?:pukul|pkl|jam|at)[ .:]{{1,2}})?()([01]?[0-9]|2[0-4])()()(){_HALF_OF_DAY}{_ZONE}?(?![a-z0-9])"
_HOUR_BEHIND_WORD = (
    rf"[ ,|/(-]{{0,4}}(?:pukul|pkl|jam)[ .:]{{1,2}}()([01]?[0-9]|2[0-4])()()(){_HALF}{_NOT_UNIT}{_ZONE}?"
    r"(?![a-z0-9]|[.,:][0-9]| ?(?:lewat|kurang|lebih|-|sampai|hingga) ?[0-9])"
)
_FAR = rf"(?<![0-9.,:/-])(?:(?P<word>pukul|pkl|jam)[ .:]{{1,3}})?(?P<clock>{_HM}{_SECONDS}{_HALF}{_NOT_UNIT}(?P<zone>{_ZONE})?)"
_LENGTH_WORD = re.compile(r"durasi|duration|baca|read|video|menit|update|perbarui|skor|babak|kick")


@cache
def _seldom(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed, which for one page it mostly never is: each of these takes as long as reading ten dates."""
    return re.compile(pattern)


def clock_behind(text: str, position: int, *, iso: bool = False) -> Clock | None:
    """The time that follows a date ending at ``position``; ``iso`` allows hyphens in it and bare offsets behind it."""
    match = (_ISO_BEHIND if iso else _BEHIND).match(text, position)
    if match is None:
        match = _seldom(_HOUR_AND_HALF).match(text, position) or _seldom(_HOUR_BEHIND_WORD).match(text, position)
    return _clock(match) if match else None


def clock_in_front(text: str, start: int, end: int) -> Clock | None:
    """The time that leads up to a date beginning at ``end``; only ``text[start:end]`` is read."""
    match = _IN_FRONT.search(text, max(start, end - 60), end)
    return _clock(match) if match else None


def clock_further_on(text: str, position: int, end: int) -> Clock | None:
    """A time parted from its date by a name or a Hijri date: it must have a zone, or "pukul" in front of it."""
    for match in _seldom(_FAR).finditer(text, position, min(end, position + 80)):
        if not (match["zone"] or match["word"]):
            continue
        if _LENGTH_WORD.search(text, position, match.start()):
            return None
        return clock_behind(text, match.start("clock"))
    return None


def _clock(match: re.Match[str]) -> Clock | None:
    front, hour_text, minute, second, fraction, half, daypart, zone = match.groups()
    hour = int(hour_text)
    if half:
        if hour > 12 and half == "a":
            half = None
        elif hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
    elif daypart:
        hour = _hour_of_daypart(hour, daypart)
    return Clock(
        hour,
        int(minute or 0),
        int(second) if second else None,
        int(fraction[:6].ljust(6, "0")) if fraction else 0,
        _zone(zone) if zone else ZONE_NAMES[front] if front else None,
        match.start(),
        match.end(),
    )


def _hour_of_daypart(hour: int, daypart: str) -> int:
    """7 "malam" is 19; hours that already run to 24 stay."""
    first, last = {"siang": (1, 5), "sore": (2, 7), "petang": (4, 7), "malam": (6, 11)}.get(daypart, (99, 0))
    return hour + 12 if first <= hour <= last else hour


@lru_cache(maxsize=1024)
def _zone(printed: str) -> timezone | None:
    parts = _ZONE_PARTS.fullmatch(printed.strip(" ([,"))
    if parts is None:
        return None
    name, sign, hours, minutes = parts.groups()
    if hours and (name is None or name in ("gmt", "utc", "ut")):
        return offset_zone(sign or "+", hours, minutes)
    return ZONE_NAMES.get(name) or ZONE_NAMES.get(name.replace(".", "").replace(" ", ""))
