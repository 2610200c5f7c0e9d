"""Where an outlet's articles are found: which listings to ask, in which order, and which addresses on them are articles.

The facts come from the outlet file; nothing here asks the network. A crawl begins with :func:`plan`, and after each listing
:func:`following` says which one comes next, so that archives are walked only as far back as the wanted days reach.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import quote_plus, urlsplit

from newsbot.listings import Entry
from newsbot.outlets.base import Outlet
from newsbot.urls import lies_on
from newsbot.window import Window

MOST_DAYS_AHEAD = 31
"""A dated index is walked back from no day later than that after today."""

DEFAULT_DAYS = 2
"""How many days back an archive is read when no window was asked for; feeds and news sitemaps span about as much."""

MAX_PAGES = 100
"""Most pages of one index walked in a row: the busiest outlets list about 500 articles a day, 20 a page."""

MAX_PAGES_UNASKED = 3
"""The same for an index without dates when no window was asked for."""

NEWS_SITEMAP_SIZE = 1000
"""Most entries a news sitemap may have (developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap). A larger
sitemap is an archive."""

_SEPARATED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_.])(\d{1,2})(?:\2(\d{1,2}))?(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)()(\d\d)(\d\d)?(?!\d)")
_CAMPAIGN = re.compile(r"(?<=[?&])utm_\w+=[^&#]*&?")
_YEAR_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page that lists articles.

    :param kind: ``feed``, ``sitemap``, ``index`` or ``search``.
    :param template: for index and search, what the address was made from.
    :param day: for a dated index, the day it lists.
    """

    url: str
    kind: str
    template: str = ""
    day: date | None = None
    page: int = 1
    query: str = ""

    @property
    def can_turn(self) -> bool:
        """Whether there may be a page after this one."""
        return "{page}" in self.template


def plan(outlet: Outlet, window: Window, *, query: str = "", section: str = "") -> list[Listing]:
    """The listings a crawl of that outlet starts from.

    Feeds and sitemaps are always asked. Index pages are walked when days were asked for, or when the outlet has nothing
    else. With a query, the outlet's search is asked too, first and where it has one: it reaches further back than feeds do, and
    they still answer when it is broken.
    """
    search = [_page(Listing("", "search", outlet.search, query=query))] if query and outlet.search else []
    listings = [Listing(url, "feed") for url in outlet.feeds] + [Listing(url, "sitemap") for url in outlet.sitemaps]
    if not window.is_open or not listings:
        listings += [_page(Listing("", "index", text, _last_day(text, window))) for text in outlet.index]
    if section:
        own = [listing for listing in listings if in_section(listing.url, section)]
        return search + (own or listings)
    return search + listings


def following(listing: Listing, window: Window, *, brought_new: bool, only_older: bool = False) -> Listing | None:
    """The listing to ask after that one, or ``None`` at the end of the walk.

    :param brought_new: whether the listing named an article that no earlier one had.
    :param only_older: whether everything on it was older than the window.
    """
    if not listing.template:
        return None
    cap = MAX_PAGES_UNASKED if window.is_open and listing.day is None else MAX_PAGES
    if listing.can_turn and brought_new and not only_older and listing.page < cap:
        return _page(replace(listing, page=listing.page + 1))
    if listing.day is not None and listing.day > _first_day(window):
        return _page(replace(listing, page=1, day=listing.day - timedelta(days=1)))
    return None


def children(sitemaps: Iterable[Entry], window: Window) -> Iterator[Listing]:
    """Those sitemaps of a sitemap index that can hold wanted days.

    A sitemap that was last changed before the window began, or whose own address names days outside it, cannot.
    """
    since = _first_day(window)
    reach = replace(window, since=since)
    for entry in sitemaps:
        if entry.modified is not None and reach.is_before(entry.modified):
            continue
        span = days_in_url(entry.url)
        if span is None or reach.overlaps(*span):
            yield Listing(entry.url, "sitemap")


def is_article(url: str, outlet: Outlet) -> bool:
    """Whether that address is an article of the outlet, as far as an address tells."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and lies_on(parts.hostname, outlet.domains)
        and parts.path not in ("", "/")
        and not (outlet.article_url and not re.search(outlet.article_url, url))
        and not (outlet.not_article_url and re.search(outlet.not_article_url, url))
    )


def listing_hosts(outlet: Outlet) -> list[str]:
    """Hosts of the listings the outlet's file names: a feed may live with a feed service."""
    named = (*outlet.feeds, *outlet.sitemaps, *outlet.index, outlet.search)
    return list(dict.fromkeys(host for url in named if (host := urlsplit(url).hostname)))


def may_list(url: str, outlet: Outlet, parent: str) -> bool:
    """Whether a sitemap that the listing at ``parent`` names is on the outlet's domains or on that listing's host.

    Whoever can write a sitemap index could otherwise have any host asked that the crawling machine can reach.
    """
    host = urlsplit(url).hostname
    return host == urlsplit(parent).hostname or lies_on(host, outlet.domains)


def without_campaign(url: str) -> str:
    """The address without ``utm_*`` parameters, which feeds add and which would make an outlet count readers.

    >>> without_campaign("https://a.id/read/1?utm_source=rss&page=2&utm_medium=x")
    'https://a.id/read/1?page=2'
    """
    return _CAMPAIGN.sub("", url).rstrip("?&") if "utm_" in url else url


def may_be_wanted(entry: Entry, window: Window) -> bool:
    """Whether that article can lie in the window, by what the listing and the address say; unknown is yes."""
    if entry.published is not None:
        return window.holds(entry.published)
    if entry.modified is not None and window.is_before(entry.modified):
        return False
    span = days_in_url(entry.url, of_article=True)
    if span is None:
        return True
    # an address carries the day of the server's clock or of the draft, so a day of grace on both sides
    return window.overlaps(span[0] - timedelta(days=1), span[1] + timedelta(days=1))


def recent(entries: Sequence[Entry], window: Window) -> list[Entry]:
    """Those entries of a sitemap that a crawl without a window takes: of an archive, only what is dated and of the last days."""
    reach = replace(window, since=_first_day(window))
    undated_too = len(entries) <= NEWS_SITEMAP_SIZE
    dated = ((entry, entry.published or entry.modified) for entry in entries)
    return [entry for entry, when in dated if (undated_too if when is None else not reach.is_before(when))]


def days_in_url(url: str, *, of_article: bool = False) -> tuple[date, date] | None:
    """First and last day an address names: ``/2026/11/22/``, ``20261122``, ``2026-11``, ``sitemap-2026.xml``.

    :param of_article: only whole days with separators count, because an article's address also holds its id.
    """
    path = urlsplit(url).path
    patterns = (_SEPARATED_DAY,) if of_article else (_SEPARATED_DAY, _COMPACT_DAY)
    for match in (match for pattern in patterns for match in pattern.finditer(path)):
        year, _, month, day = match.groups()
        if day is None and of_article:
            continue
        try:
            if day is not None:
                return (date(int(year), int(month), int(day)),) * 2
            last = calendar.monthrange(int(year), int(month))[1]
            return date(int(year), int(month), 1), date(int(year), int(month), last)
        except ValueError:
            continue
    year_only = None if of_article else _YEAR_IN_URL.search(path)
    return (date(int(year_only[1]), 1, 1), date(int(year_only[1]), 12, 31)) if year_only else None


def in_section(url: str, section: str) -> bool:
    """Whether a part of the address (host label, folder or file name) is that section: ``/bola/read/1`` is in ``bola``."""
    parts = urlsplit(url)
    names = [
        *(parts.hostname or "").split("."),
        *parts.path.split("/"),
        parts.path.rpartition("/")[2].partition(".")[0],
    ]
    return _plain(section) in {_plain(name) for name in names}


def same_section(one: str | None, other: str) -> bool:
    """Whether two section names are one, apart from case, blanks and hyphens."""
    return one is not None and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


def _page(listing: Listing) -> Listing:
    values = {"date": listing.day, "page": listing.page, "query": quote_plus(listing.query)}
    return replace(listing, url=listing.template.format(**values))


def _last_day(template: str, window: Window) -> date | None:
    return _latest(window) if "{date" in template else None


def _latest(window: Window) -> date:
    """The last day whose index may hold something. No paper prints what is far ahead; saved pages may be of days to come."""
    today = window.today()
    return min(window.until or today, max(today, window.since or today) + timedelta(days=MOST_DAYS_AHEAD))


def _first_day(window: Window) -> date:
    if window.since is not None:
        return window.since
    return _latest(window) - timedelta(days=DEFAULT_DAYS - 1)
