"""Feeds and sitemaps are asked for only when they changed (RFC 9110, 13.1): most have not since the last run."""

from __future__ import annotations

import logging
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot import validators
from newsbot.clock import now
from newsbot.storage import STATE
from newsbot.validators import Version

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsbot.spiders.article_spider import ArticleSpider

logger = logging.getLogger(__name__)

KINDS = ("feed", "sitemap")
"""Listings that servers keep as files; what a search or an index page holds is made anew for each reader."""


class Unchanged:
    """Sends the validators of the version last dealt with, and counts an answer of 304 as that version, seen again.

    A version is remembered at the end of a run that read all that stood on it: on any other, stories still wait.
    """

    def __init__(self, crawler: Crawler) -> None:
        # newsbot scrape asks no listings
        reads_listings = hasattr(crawler.spidercls, "outlet")
        if not reads_listings or crawler.settings["NEWSBOT_REPLAY"] or os.environ.get("SCRAPY_CHECK"):
            raise NotConfigured
        self.crawler = crawler
        self._path = Path(crawler.settings["NEWSBOT_DATA"]) / STATE
        self._known: dict[str, Version] = {}
        self._read: dict[str, tuple[str, str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware.spider_opened, signals.spider_opened)
        crawler.signals.connect(middleware.spider_closed, signals.spider_closed)
        return middleware

    def spider_opened(self) -> None:
        """Scrapy's hook: the store is open by now."""
        if self._path.exists():
            self._known = validators.load(self._path, self._spider.name, self._since, now())

    def process_request(self, request: Request) -> None:
        """Scrapy's hook."""
        if not _is_file(request):
            return
        version = self._known.get(request.url)
        if version is not None:
            if version.etag:
                request.headers["If-None-Match"] = version.etag
            if version.modified:
                request.headers["If-Modified-Since"] = version.modified
            request.meta["handle_httpstatus_list"] = [304]

    def process_response(self, request: Request, response: Response) -> Response:
        """Scrapy's hook."""
        if not _is_file(request):
            return response
        if response.status == 304 and request.url in self._known:
            self.crawler.stats.inc_value("newsbot/unchanged_listings")
            self.crawler.stats.inc_value("newsbot/listed", self._known[request.url].entries)
        elif response.status == 200:
            etag, modified = (response.headers.get(name) or b"" for name in ("ETag", "Last-Modified"))
            if etag or modified:
                self._read[request.url] = (etag.decode("latin-1"), modified.decode("latin-1"))
        return response

    def spider_closed(self, reason: str) -> None:
        """Scrapy's hook: the store is closed by now, and its lines are on disk."""
        spider = self._spider
        if reason != "finished" or spider.is_choosy:
            return
        at = now()
        versions = {
            url: Version(*self._read[url], spider.unread.entries_on[url], at)
            for url in spider.unread.listings_dealt_with(self.crawler.stats.get_stats())
            if url in self._read
        }
        try:
            if versions:
                validators.save(self._path, spider.name, self._since, versions)
        except sqlite3.Error as error:
            logger.warning("%s: %s cannot be written: %s", spider.name, self._path, error)

    @property
    def _spider(self) -> ArticleSpider:
        return self.crawler.spider  # type: ignore[return-value]  # the only kind of spider of this project

    @property
    def _since(self) -> str | None:
        since = self._spider.window.since
        return since.isoformat() if since else None


def _is_file(request: Request) -> bool:
    listing = request.cb_kwargs.get("listing")
    return listing is not None and listing.kind in KINDS and not listing.template
