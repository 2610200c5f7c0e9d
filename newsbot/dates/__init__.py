"""Dates of Indonesian news: what a native reader takes from a date line, and never more.

    >>> parse_date("Jum'at, 6 Agt 2021 | 14.05 WITA")
    datetime.datetime(2021, 8, 6, 14, 5, tzinfo=datetime.timezone(datetime.timedelta(seconds=28800), 'WITA'))

:func:`parse_date` reads one date line, :func:`find_dates` every date of a text, :func:`url_date` an address.
"""

from __future__ import annotations

from newsbot.dates.parsing import FoundDate, find_dates, parse_date
from newsbot.dates.urls import url_date
from newsbot.dates.vocabulary import zone_from_offset
from newsbot.zones import WIB, WIT, WITA

__all__ = ["WIB", "WIT", "WITA", "FoundDate", "find_dates", "parse_date", "url_date", "zone_from_offset"]
