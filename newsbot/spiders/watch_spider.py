"""One outlet's listings polled for a while, each at its own pace.

A watch is a series of runs. A run ends at the full hour (``NEWSBOT_WATCH_RUN_SECONDS``), once each of the outlet's listings has been asked, and
the next one begins: so its verdict rests on all listings, whatever a run remembers is let go of in time, and robots.txt
and hosts that were given up are looked at anew.
"""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import deferred_from_coro

from newsbot.clock import now
from newsbot.discovery import MAX_PAGES_UNASKED, Listing, following, plan
from newsbot.hosts import retry_after
from newsbot.outlets import Outlet
from newsbot.pace_memory import PaceMemory
from newsbot.polling import Pace, Paces, PollSchedule
from newsbot.runs import LEFT_ALONE
from newsbot.spiders.article_spider import ArticleSpider
from newsbot.spiders.story import explain_failure
from newsbot.storage import STATE
from newsbot.window import Window

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from scrapy.utils.asyncio import CallLaterResult
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
"""A sleeping or reset machine clock is noticed within this time."""

END_SECONDS = 0.5
"""Between two looks whether a run whose time is over has nothing more to do."""

MOST_CHILDREN = 50
"""Most sitemaps that an outlet's sitemap indexes can add; those of the last days are fewer on any known outlet."""

NOT_MODIFIED = 304


class WatchSpider(ArticleSpider):
    """Polls the feeds and sitemaps of an outlet, or the first pages of its indexes where it has neither."""

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self._schedule = PollSchedule(Paces(), time.time)
        self._memory: PaceMemory | None = None
        self._known: dict[str, Pace] = {}
        self._listings: dict[str, Listing] = {}
        self._children: dict[str, set[str]] = {}
        self._children_named: set[str] = set()
        self._parent: str | None = None
        self._unasked: set[str] = set()
        self._validators: dict[str, dict[str, bytes]] = {}
        self._failing: dict[str, str] = {}
        self._fault: str | None = None
        self._told: set[tuple[str, str]] = set()
        self._ends = 0.0
        self._timer: CallLaterResult | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's hook."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's hook: what is due at once; the rest comes by the clock."""
        settings = self.crawler.settings
        length = settings.getfloat("NEWSBOT_WATCH_RUN_SECONDS")
        self._ends = (time.time() // length + 1) * length
        self._schedule = PollSchedule(paces(settings), time.time)
        self._memory = PaceMemory(Path(settings["NEWSBOT_DATA"]) / STATE, self.name)
        self._known = self._memory.load(time.time())
        for listing in self._plan():
            self._poll(listing)
        self._unasked = set(self._listings)
        for request in self._due():
            yield request
        for request in self.due_requests():
            yield request
        self._sleep()

    def closed(self, reason: str) -> None:
        """Scrapy's hook."""
        if self._timer is not None:
            self._timer.cancel()
        if self._memory is not None:
            self._memory.close()

    def go_on(self) -> None:
        """Nothing is to be done just now, which ends the run only when its time is over."""
        if not self._is_over():
            raise DontCloseSpider

    def parse_listing(self, response: Response, listing: Listing | None = None) -> Iterator[Request]:
        """Read a listing and set the pace of its next poll by what it brought."""
        polled: str | None = response.meta.get("poll")
        if polled is None:
            yield from super().parse_listing(response, listing)
            return
        if response.status == NOT_MODIFIED:
            self._brought(polled, 0)
            return
        before = self._wanted()
        self._parent, self._fault = polled, None
        self._children_named = set()
        # to its end before anything else happens: what is counted meanwhile is this listing's
        requests = list(super().parse_listing(response, listing))
        self._parent = None
        if self._fault is not None:
            self._failed(polled, self._fault, 0)
            return
        self._validators[polled] = _validators(response)
        self._replace_children(polled)
        new = self._wanted() - before
        self._brought(polled, new)
        # further pages of an index hold only what came between two polls
        yield from (request for request in requests if new or "listing" not in request.cb_kwargs)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """A listing could not be fetched: it is left alone for longer each time."""
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        polled: str | None = request.meta.get("poll")
        if polled is None:
            yield from super().listing_failed(failure)
            return
        reason, detail = explain_failure(failure)
        asked_to_wait = 0.0
        if isinstance(failure.value, HttpError):
            asked_to_wait = retry_after(failure.value.response.headers.get("Retry-After"), now()) or 0.0
        name = f"failed/{reason}" if reason in LEFT_ALONE else f"failed/listing_{reason}"
        pace = self._failed(polled, name, asked_to_wait)
        if reason in LEFT_ALONE or pace is None or pace.failures == 1:
            # a feed that is dead for weeks is told when it dies, and counted in every run
            self._tell(request.url, reason, detail)

    def _plan(self) -> list[Listing]:
        return plan(self.outlet, Window(zone=self.window.zone), section=self.section)

    def _poll(self, listing: Listing) -> None:
        key = _key(listing)
        self._listings[key] = listing
        self._schedule.add(key, self._known.pop(key, None))

    def _look(self) -> None:
        self._timer = None
        if self._is_over() and self.crawler.engine.spider_is_idle():
            # Scrapy itself would look within seconds
            deferred_from_coro(self.crawler.engine.close_spider_async(reason="finished"))
            return
        for request in self._due():
            self.crawler.engine.crawl(request)
        self._sleep()

    def _sleep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        next_poll = self._schedule.seconds_to_next()
        wait = LOOK_SECONDS if next_poll is None else min(next_poll, LOOK_SECONDS)
        if self._is_over():
            wait = END_SECONDS
        # a thousandth of a second, so that a clock of coarse grain is not asked in a circle
        self._timer = call_later(max(wait, 0.001), self._look)

    def _is_over(self) -> bool:
        # a host that was given up gets its next chance with the next run
        return time.time() >= self._ends and (not self._unasked or bool(self._given_up))

    def _due(self) -> Iterator[Request]:
        if self._is_over():
            return
        today = {_key(listing): listing for listing in self._plan()}
        for key in self._schedule.take_due():
            self._unasked.discard(key)
            listing = today.get(key, self._listings[key])
            yield from self._yesterday(key, listing)
            requests = list(self._fetch(listing))
            for request in requests:
                request.meta.update({"poll": key, "handle_httpstatus_list": [NOT_MODIFIED], "dont_retry": True})
                request.headers.update(self._validators.get(key, {}))
                yield request
            if not requests:
                self._failed(key, "failed/listing_bad_address", 0)

    def _yesterday(self, key: str, listing: Listing) -> Iterator[Request]:
        """A dated index turns its page at midnight, and what came since the last poll of the old day stands on the old one."""
        before, self._listings[key] = self._listings[key], listing
        if listing.day is None or (before.day == listing.day and key in self._validators):
            return
        old = following(listing, self.window, brought_new=False)
        if old is not None:
            yield from self._fetch(old)

    def _fetch(self, listing: Listing) -> Iterator[Request]:
        self._asked.discard(listing.url)
        yield from super()._ask(listing)

    def _ask(self, listing: Listing) -> Iterator[Request]:
        if listing.kind == "sitemap" and self._parent is not None:
            others = {url for parent, urls in self._children.items() if parent != self._parent for url in urls}
            own = self._children.get(self._parent, set())
            is_another = listing.url in self._listings and listing.url not in own
            if not is_another and len(others) + len(self._children_named) < MOST_CHILDREN:
                self._children_named.add(listing.url)
                self._poll(listing)
        elif 1 < listing.page <= MAX_PAGES_UNASKED:
            yield from self._fetch(listing)

    def _replace_children(self, parent: str) -> None:
        gone = self._children.get(parent, set()) - self._children_named
        if self._children_named or gone:
            self._children[parent] = self._children_named
        self._schedule.remove(gone)
        for key in gone:
            del self._listings[key]
            self._validators.pop(key, None)
            self._answers(key)

    def _wanted(self) -> int:
        found: int = self.crawler.stats.get_value("newsbot/found", 0)
        known: int = self.crawler.stats.get_value("newsbot/known", 0)
        return found - known

    def _brought(self, key: str, new: int) -> None:
        self._answers(key)
        self._keep(key, self._schedule.brought(key, new))

    def _failed(self, key: str, reason: str, asked_to_wait: float) -> Pace | None:
        self._answers(key)
        self._failing[key] = reason
        self._count_failing(reason, 1)
        pace = self._schedule.failed(key, asked_to_wait)
        self._keep(key, pace)
        return pace

    def _answers(self, key: str) -> None:
        reason = self._failing.pop(key, None)
        if reason is not None:
            self._count_failing(reason, -1)

    def _count_failing(self, reason: str, by: int) -> None:
        """Only listings that fail now count: what a later poll made up for was not missed."""
        stats = self.crawler.stats
        count = stats.get_value(f"newsbot/{reason}", 0) + by
        if count:
            stats.set_value(f"newsbot/{reason}", count)
        else:
            stats.get_stats().pop(f"newsbot/{reason}", None)

    def _keep(self, key: str, pace: Pace | None) -> None:
        if self._memory is not None and pace is not None:
            self._memory.save(key, pace)
        self._sleep()

    def _tell(self, url: str, reason: str, detail: str) -> None:
        if (url, reason) not in self._told:
            self._told.add((url, reason))
            super()._tell(url, reason, detail)

    def _leave_out(self, reason: str, where: str, addresses: list[str]) -> None:
        if addresses and (where, reason) not in self._told:
            self._told.add((where, reason))
            super()._leave_out(reason, where, addresses)

    def _count(self, name: str) -> None:
        if self._parent is not None and name.startswith("failed/listing"):
            self._fault = name
            return
        super()._count(name)


def watch_spider_class(outlet: Outlet) -> type[WatchSpider]:
    """The spider that watches that outlet."""
    facts = {"name": outlet.name, "outlet": outlet, "__module__": __name__, "__doc__": f"{outlet.title}, watched"}
    return type("WatchSpider", (WatchSpider,), facts)


def paces(settings: BaseSettings) -> Paces:
    """The paces that settings allow.

    :raises ValueError: they make no sense.
    """
    names = ("FASTEST", "FIRST", "SLOWEST")
    fastest, first, slowest = (settings.getfloat(f"NEWSBOT_WATCH_{name}_SECONDS") for name in names)
    return Paces(fastest=fastest, first=min(max(first, fastest), slowest), slowest=slowest)


def _key(listing: Listing) -> str:
    return listing.template or listing.url


def _validators(response: Response) -> dict[str, bytes]:
    asked = {"If-None-Match": response.headers.get("ETag"), "If-Modified-Since": response.headers.get("Last-Modified")}
    return {name: value for name, value in asked.items() if value}
