"""dateparser as the last resort, held to what is printed."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import Any

_NUMBER = re.compile("[0-9]+")
_TIME = re.compile(r"(?<![0-9])([0-9]{1,2})[:.]([0-9]{2})(?![0-9])")
# dateparser's cost grows with the length of the text, and no date line is longer.
_MAX_LENGTH = 100


def ask_dateparser(text: str, zone: timezone) -> datetime | date | None:
    """dateparser's reading of ``text`` if day, year and time of it are printed there, else ``None``.

    Only its parser of absolute dates is asked: the others make dates of "3 jam" and of bare numbers.
    """
    if len(text) > _MAX_LENGTH or not _NUMBER.search(text):
        return None
    import dateparser  # type: ignore[import-untyped]

    settings: dict[str, Any] = {
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    try:
        value = dateparser.parse(text, languages=["id", "en"], settings=settings)
    except Exception:
        # Whatever a third-party parser trips over in scraped text, the text holds no date.
        return None
    if not isinstance(value, datetime) or not 1900 <= value.year <= 2099:
        return None
    numbers = {int(number) for number in _NUMBER.findall(text)}
    if value.day not in numbers or not {value.year, value.year % 100} & numbers:
        return None
    clock = _TIME.search(text)
    if clock is None:
        return value.date()
    if value.minute != int(clock[2]) or value.hour % 12 != int(clock[1]) % 12:
        return None
    return value if value.tzinfo else value.replace(tzinfo=zone)
