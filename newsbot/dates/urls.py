"""The day an article's address tells."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from typing import NamedTuple

from newsbot.zones import WIB


class UrlShape(NamedTuple):
    """A way to put a date into a path: groups year, month, day and, where ``timed``, a time of day."""

    name: str
    pattern: re.Pattern[str]
    timed: bool
    example: str
    reason: str


_END = r"(?=[/?#]|\Z)"
URL_SHAPES: tuple[UrlShape, ...] = (
    UrlShape(
        "path and time",
        re.compile(rf"/((?:19|20)[0-9]{{2}})/([01]?[0-9])/([0-3]?[0-9])/([0-2][0-9])([0-5][0-9])([0-5][0-9]){_END}"),
        True,
        "https://outlet.example/news/2021/05/03/142530/judul",
        "six digits behind the day are HHMMSS; longer ones are ids that may only look like a time",
    ),
    UrlShape(
        "path",
        re.compile(rf"/((?:19|20)[0-9]{{2}})/([01]?[0-9])/([0-3]?[0-9]){_END}"),
        False,
        "https://outlet.example/2021/05/03/judul",
        "the usual permalink",
    ),
    UrlShape(
        "time stamp",
        re.compile(r"/((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])([0-2][0-9])([0-5][0-9])([0-5][0-9])(?=[-/?#]|\Z)"),
        True,
        "https://outlet.example/foto/20210503142530-judul",
        "fourteen digits that open a path segment",
    ),
    UrlShape(
        "eight digits",
        re.compile(rf"/((?:19|20)[0-9]{{2}})([01][0-9])([0-3][0-9]){_END}"),
        False,
        "https://outlet.example/read/20210503/12/488/judul",
        "a whole path segment; part of a longer number it is an id",
    ),
    UrlShape(
        "hyphens",
        re.compile(rf"/((?:19|20)[0-9]{{2}})-([01][0-9])-([0-3][0-9]){_END}"),
        False,
        "https://outlet.example/arsip/2021-05-03/judul",
        "a whole path segment; in a slug it may be the day of the event",
    ),
    UrlShape(
        "short year",
        re.compile(r"/([0-3][0-9])/([01][0-9])/([0-3][0-9])(?=/[^/?#])"),
        False,
        "https://outlet.example/berita/21/05/03/abc123-judul",
        "year, month, day of two digits each with the article behind them",
    ),
)
_ARCHIVE_STAMP = re.compile(r"/web/[0-9]{8,14}[a-z_]*/", re.IGNORECASE)
_SCHEME_AND_HOST = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?//[^/?#]*", re.IGNORECASE)
_MAX_LENGTH = 2000


def url_date(url: str, *, zone: timezone = WIB) -> date | datetime | None:
    """The publication date in an article's URL, or ``None``.

    Only a date from 1990 to 2099 that fills whole segments of the path counts; ids, slugs and queries never do. The
    stamp of a web archive is not the page's date: the archived address is read instead.

    :param zone: offset of a time in the path, which publishers write in local time.
    :returns: a date, or an aware datetime where the path holds a time of day.
    """
    address = url.strip()[:_MAX_LENGTH]
    inner = max(address.rfind("http://"), address.rfind("https://"))
    if inner > 0 and "?" not in address[:inner]:
        address = address[inner:]
    address = _ARCHIVE_STAMP.sub("/", address)
    path = re.split("[?#]", _SCHEME_AND_HOST.sub("", address, count=1), maxsplit=1)[0]
    for shape in URL_SHAPES:
        for match in shape.pattern.finditer(path):
            value = _value(shape, match, zone)
            if value is not None:
                return value
    return None


def _value(shape: UrlShape, match: re.Match[str], zone: timezone) -> date | datetime | None:
    parts = [int(part) for part in match.groups()]
    if parts[0] < 100:
        parts[0] += 2000
    if not 1990 <= parts[0] <= 2099:
        return None
    try:
        day = date(*parts[:3])
        return datetime(*parts[:6], tzinfo=zone) if shape.timed else day  # type: ignore[misc, arg-type]
    except ValueError:
        return None
