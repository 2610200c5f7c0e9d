"""Listings are asked, and what they name is handed on: feeds, sitemaps, indexes and search pages of one outlet."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request

from newsbot.addresses import without_password
from newsbot.clock import now
from newsbot.discovery import Listing, children, following, is_article, may_list, recent
from newsbot.items import Article
from newsbot.key_set import KeySet
from newsbot.listings import Entry, read_listing
from newsbot.runs import GIVEN_UP, LEFT_ALONE, note_example
from newsbot.spiders.revisiting import RevisitingSpider, without_stamps
from newsbot.spiders.story import LISTING_PRIORITY, Story, explain_failure
from newsbot.troubled_pages import trouble_of
from newsbot.unread import Unread
from newsbot.window import Window

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

OLDER_IN_A_ROW = 20
"""An index without dates is left when so many articles in a row, about a page of it, turned out older than the window."""


class ListingSpider(RevisitingSpider):
    """Asks listings, follows them as long as they bring what is wanted, and counts what is wrong with them.

    Its subclass takes the entries.
    """

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.unread = Unread()
        self._asked: set[str] = set()
        self._given_up: set[str] = set()
        self._hits: set[str] = set()
        self._older_in_a_row = 0
        self._newest_listed: datetime | None = None

    def take(
        self, entries: Sequence[Entry], *, count_known: bool = True, named: KeySet | None = None
    ) -> tuple[int, list[Request]]:
        """Requests for those entries that are new and wanted, and how many were new.

        :param count_known: whether an article that an earlier run stored is new to this walk.
        :param named: takes the keys of them all.
        """
        raise NotImplementedError

    def has_enough(self) -> bool:
        """Whether no further page of a listing is needed."""
        return False

    def parse_listing(self, response: Response, listing: Listing | None = None) -> Iterator[Request]:
        """Read a feed, a sitemap, an index or a search page, and go on from there."""
        if response.status == 304:
            return
        listing = listing or Listing(response.url, "feed")
        links_css = self.outlet.index_links if listing.kind in ("index", "search") else ""
        try:
            listed = read_listing(response.body, response.url, links_css)
        except ValueError as error:
            trouble = self._listing_trouble(response)
            self._count_failed(f"listing_{trouble}" if trouble else "listing", response.url)
            logger.warning("%s: %s cannot be read: %s", self.name, response.url, trouble or error)
            return
        if listed.is_html and listing.kind in ("feed", "sitemap"):
            self._count_failed(f"listing_{self._listing_trouble(response) or 'not_xml'}", response.url)
            logger.warning("%s: %s is an HTML page and no %s", self.name, response.url, listing.kind)
            return
        self._leave_out("listing_bad_address", response.url, listed.skipped)
        foreign = [child.url for child in listed.children if not may_list(child.url, self.outlet, response.url)]
        self._leave_out("listing_offsite", response.url, foreign)
        own = [child for child in listed.children if child.url not in foreign]
        for child in children(own, self.window):
            yield from self._ask(child)
        if listing.template and listing.day is None and self._older_in_a_row >= OLDER_IN_A_ROW:
            return
        named: KeySet | None = None
        # what a day's index lists was published on that day
        entries = [
            entry if listing.day is None or entry.published else replace(entry, published=listing.day)
            for entry in listed.entries
            if is_article(entry.url, self.outlet)
        ]
        if not entries and not listed.children and listing.page == 1 and listing.day is None:
            trouble = self._listing_trouble(response)
            if trouble:
                self._count_failed(f"listing_{trouble}", response.url)
            logger.warning("%s: %s lists no article%s", self.name, response.url, f" ({trouble})" if trouble else "")
        elif entries:
            self.no_block(response)
            if not listed.children and not listing.template:
                named = self.unread.read_listing(response.url, len(entries))
        self._note_newest(entries)
        if listing.kind == "sitemap" and self.window.is_open:
            entries = recent(entries, self.window)
        if listing.kind == "search":
            self._hits.update(entry.url for entry in entries)
        new, requests = self.take(without_stamps(entries), count_known=listing.day is not None, named=named)
        yield from requests
        only_older = bool(entries) and all(_is_older(entry, self.window) for entry in entries)
        after = following(listing, self.window, brought_new=new > 0, only_older=only_older)
        if after and not self.has_enough():
            yield from self._ask(after)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """A listing could not be fetched; of a dated index the other days still can."""
        listing: Listing = failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]  # set by Scrapy
        reason, detail = explain_failure(failure)
        # many an outlet ends its index with a 404, and saved pages hold only what was once asked for
        expected = reason == "http_404" and (listing.page > 1 or bool(self.settings.get("NEWSBOT_REPLAY")))
        if not expected:
            self._count_failed(reason if reason in LEFT_ALONE else f"listing_{reason}", listing.url)
            self._tell(listing.url, reason, detail)
        after = following(listing, self.window, brought_new=False)
        if after:
            yield from self._ask(after)

    def complete(self, story: Story, article: Article) -> Article:
        """Notice when an index without dates leads out of the window."""
        older = article.published_at is not None and self.window.is_before(article.published_at)
        if story.visit.look is None:
            self._older_in_a_row = self._older_in_a_row + 1 if older else 0
        return self.note_visit(story.visit, article)

    def _ask(self, listing: Listing) -> Iterator[Request]:
        if listing.url in self._asked:
            return
        self._asked.add(listing.url)
        self._count("listings")
        try:
            yield Request(
                listing.url,
                callback=self.parse_listing,
                errback=self.listing_failed,
                cb_kwargs={"listing": listing},
                priority=LISTING_PRIORITY,
                # a page that redirects to one asked for before must still be answered, for the walk to go on
                dont_filter=True,
            )
        except ValueError as error:
            self._leave_out("listing_bad_address", str(error), [listing.url])

    def _count_failed(self, reason: str, url: str) -> None:
        self._count(f"failed/{reason}")
        note_example(self.crawler.stats, reason, url)

    def _listing_trouble(self, response: Response) -> str:
        trouble = trouble_of(response.body)
        if trouble is None:
            return ""
        self.note_block(response, trouble)
        return trouble.kind.replace(" ", "_")

    def _leave_out(self, reason: str, where: str, addresses: list[str]) -> None:
        if addresses:
            self.crawler.stats.inc_value(f"newsbot/failed/{reason}", len(addresses))
            note_example(self.crawler.stats, reason, addresses[0])
            logger.warning(
                "%s: %s: %d × %s, first %r",
                self.name,
                where,
                len(addresses),
                reason,
                without_password(addresses[0])[:200],
            )

    def _note_newest(self, entries: list[Entry]) -> None:
        for when in (entry.published for entry in entries):
            if when is None:
                continue
            # a day without a time has lasted until its end
            moment = when if isinstance(when, datetime) else datetime.combine(when, time(23, 59))
            moment = moment if moment.tzinfo else moment.replace(tzinfo=self.window.zone)
            is_newer = self._newest_listed is None or moment > self._newest_listed
            # some listings name days to come, which say nothing about how old the news are
            if is_newer and moment <= now() + timedelta(days=1):
                self._newest_listed = moment
                self.crawler.stats.set_value("newsbot/newest_listed", moment.isoformat())

    def _tell(self, url: str, reason: str, detail: str) -> None:
        if reason not in LEFT_ALONE:
            logger.warning("%s: %s: %s", self.name, without_password(url), detail)
            return
        host = urlsplit(without_password(url)).netloc
        if host not in self._given_up:
            self._given_up.add(host)
            fate = "given up" if reason == GIVEN_UP else "left alone"
            logger.warning("%s: %s: %s, %s for this run", self.name, host, detail, fate)


def _is_older(entry: Entry, window: Window) -> bool:
    return entry.published is not None and window.is_before(entry.published)
