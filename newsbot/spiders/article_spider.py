"""The behaviour all outlets share: ask listings, follow what is wanted, give Articles."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider

from newsbot.addresses import read_addresses, without_password
from newsbot.clock import now
from newsbot.discovery import (
    Listing,
    children,
    following,
    is_article,
    listing_hosts,
    may_be_wanted,
    may_list,
    plan,
    recent,
    without_campaign,
)
from newsbot.errors import NotAnArticle, UsageError
from newsbot.items import Article
from newsbot.key_set import KeySet
from newsbot.listings import Entry, read_listing
from newsbot.middlewares import rendered
from newsbot.outlets import Outlet, for_url
from newsbot.refusals import REFUSAL_HOURS
from newsbot.revisits import Schedule
from newsbot.runs import GIVEN_UP, REFUSES, new_run_id, note_example
from newsbot.search import compile_query
from newsbot.seen import story_keys
from newsbot.spiders.backlog import Backlog
from newsbot.spiders.revisiting import RevisitingSpider, without_stamps
from newsbot.spiders.story import ENDLESS, ENDLESS_WORDS, LISTING_PRIORITY, Story, explain_failure
from newsbot.troubled_pages import trouble_of
from newsbot.unread import Unread
from newsbot.urls import original_url
from newsbot.visits import Visit
from newsbot.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

ENOUGH = 3
"""With a limit, listings are read until this many times as many articles are waiting: some of them will be dropped."""

OLDER_IN_A_ROW = 20
"""An index without dates is left when so many articles in a row, about a page of it, turned out older than the window."""


class ArticleSpider(RevisitingSpider):
    """One outlet's articles.

    :param since: first day wanted: ``2026-11-01``, ``today``, ``yesterday``, ``7d``.
    :param until: last day wanted, the same way.
    :param limit: most articles kept.
    :param keyword: what an article must mention, in the form of :mod:`newsbot.search`.
    :param section: section an article must be in.
    :param urls: a file with addresses to read in place of discovery, one a line.
    :raises UsageError: one of these cannot be understood.
    """

    outlet: Outlet

    def __init__(
        self,
        name: str | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: str | int | None = None,
        keyword: str | None = None,
        section: str | None = None,
        urls: str | None = None,
        **kwargs: Any,
    ) -> None:
        # Scrapy takes any argument, and a misspelt one would crawl what nobody asked for; "_job" is scrapyd's
        unknown = [argument for argument in kwargs if not argument.startswith("_")]
        if unknown:
            raise UsageError(f"unknown argument {unknown[0]!r}: since, until, limit, keyword, section, urls are known")
        super().__init__(name, **kwargs)
        self.allowed_domains = [*self.outlet.domains, *listing_hosts(self.outlet)]
        self.window = Window.parse(since or None, until or None, self.outlet.zone)
        self.limit = _limit(limit)
        self.query = compile_query(keyword) if keyword else None
        self.section = section or ""
        self.urls = read_addresses(urls) if urls else []
        self.options = {
            "since": self.window.since.isoformat() if self.window.since else None,
            "until": self.window.until.isoformat() if self.window.until else None,
            "limit": self.limit,
            "keyword": keyword or None,
            "section": section or None,
            "urls": urls or None,
        }
        """What was asked for, with days as dates: kept in the run file."""
        self.is_choosy = bool(self.limit or keyword or section or urls or self.window.until)
        """Whether the run leaves articles aside that are not older than its window."""
        self.unread = Unread()
        self.is_stored: Callable[[str], bool] = lambda _url: False
        self.was_refused: Callable[[str], bool] = lambda _url: False
        self.remember_refusal: Callable[[str, NotAnArticle], None] = lambda _url, _error: None
        self._met = KeySet()
        self._asked: set[str] = set()
        self._backlog = Backlog()
        self._waiting: list[Entry] = []
        self._held: list[Request] = []
        self._given_up: set[str] = set()
        self._hits: set[str] = set()
        self._older_in_a_row = 0
        self._newest_listed: datetime | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Scrapy's hook."""
        super().update_settings(settings)
        if cls.outlet.browser and rendered.is_installed():
            rendered.use_browser(settings, cls.outlet)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's hook."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.run_id = crawler.settings.get("NEWSBOT_RUN_ID") or new_run_id()
        crawler.signals.connect(spider.has_what_it_needs, signals.spider_opened)
        spider._backlog = Backlog(crawler.settings.getint("CONCURRENT_REQUESTS"))
        spider.schedule = Schedule.parse(crawler.settings.get("NEWSBOT_REVISIT"))
        crawler.signals.connect(spider.release, signals.spider_idle)
        crawler.signals.connect(spider.met_again, signals.request_dropped)
        crawler.signals.connect(spider.look_dropped, signals.item_dropped)
        return spider

    def has_what_it_needs(self) -> None:
        """Without a browser an outlet that needs one would give a run of empty pages."""
        if self.outlet.browser and not rendered.is_installed() and not self.settings["NEWSBOT_REPLAY"]:
            raise CloseSpider(rendered.MISSING)

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's hook."""
        if self.urls:
            for request in self._take([Entry(url) for url in self.urls if self._is_ours(url)], asked_for=True)[1]:
                yield request
            return
        for search in self.query.searches() if self.query else [""]:
            for listing in plan(self.outlet, self.window, query=search, section=self.section):
                for request in self._ask(listing):
                    yield request
        if not self.limit:
            for request in self.due_requests():
                yield request

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
            reason = f"listing_{trouble}" if trouble else "listing"
            self._count(f"failed/{reason}")
            note_example(self.crawler.stats, reason, response.url)
            logger.warning("%s: %s cannot be read: %s", self.name, response.url, trouble or error)
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
                self._count(f"failed/listing_{trouble}")
                note_example(self.crawler.stats, f"listing_{trouble}", response.url)
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
        new, requests = self._take(without_stamps(entries), count_known=listing.day is not None, named=named)
        yield from requests
        only_older = bool(entries) and all(_is_older(entry, self.window) for entry in entries)
        after = following(listing, self.window, brought_new=new > 0, only_older=only_older)
        if after and not (self.limit and len(self._waiting) >= self.limit * ENOUGH):
            yield from self._ask(after)

    def listing_failed(self, failure: Failure) -> Iterator[Request]:
        """A listing could not be fetched; of a dated index the other days still can."""
        listing: Listing = failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]  # set by Scrapy
        reason, detail = explain_failure(failure)
        # many an outlet ends its index with a 404, and saved pages hold only what was once asked for
        expected = reason == "http_404" and (listing.page > 1 or bool(self.settings.get("NEWSBOT_REPLAY")))
        if not expected:
            counted = reason if reason in (GIVEN_UP, REFUSES) else f"listing_{reason}"
            self._count(f"failed/{counted}")
            note_example(self.crawler.stats, counted, listing.url)
            self._tell(listing.url, reason, detail)
        after = following(listing, self.window, brought_new=False)
        if after:
            yield from self._ask(after)

    def release(self) -> None:
        """With a limit, ask for as many of the newest waiting articles as are still wanted, when all else is done.

        Stored ones that are due for another look come after all of these.
        """
        if self._backlog:
            self._backlog.forget_queued()
            self._answered("")
            raise DontCloseSpider
        wanted = (self.limit or 0) - self.crawler.stats.get_value("newsbot/kept", 0)
        if wanted <= 0:
            return
        if not self._waiting:
            due = list(islice(chain(self._held, self.due_requests()), wanted)) if not self.urls else []
            self._held = self._held[len(due) :]
            for request in due:
                self.crawler.engine.crawl(request)
            if due:
                raise DontCloseSpider
            return
        # what the outlet's own search found holds the keyword more likely than what is new
        self._waiting.sort(key=lambda entry: (entry.url in self._hits, _day(entry, self.window)), reverse=True)
        chosen, self._waiting = self._waiting[:wanted], self._waiting[wanted:]
        for entry in chosen:
            for request in self._story(entry):
                self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def parse_story(self, response: Response, story: Story) -> Iterator[Article | Request]:
        """Read the first page of a story."""
        self._answered(story.url)
        yield from super().parse_story(response, story)

    def story_failed(self, failure: Failure) -> Iterator[Article | Request]:
        """A page could not be fetched."""
        self._answered(failure.request.cb_kwargs["story"].url)  # type: ignore[attr-defined]  # set by Scrapy
        yield from super().story_failed(failure)

    def met_again(self, request: Request) -> None:
        """A story redirects to an address that was asked for before, by another story or on the very same way."""
        story = request.cb_kwargs.get("story")
        if story is None:
            return
        self._backlog.answered(story.url)
        if request.url in request.meta.get("redirect_urls", ()):
            self.lost(story.url, ENDLESS, ENDLESS_WORDS)
        elif story.visit.look is None:
            self._count("dropped/duplicate")
        else:
            self.looked(story.visit)

    def read(self, response: Response) -> None:
        """Count a story's page."""
        self._count("fetched" if response.cb_kwargs["story"].visit.look is None else "rechecked")

    def complete(self, story: Story, article: Article) -> Article:
        """Notice when an index without dates leads out of the window."""
        older = article.published_at is not None and self.window.is_before(article.published_at)
        if story.visit.look is None:
            self._older_in_a_row = self._older_in_a_row + 1 if older else 0
        return self.note_visit(story.visit, article)

    def refused(self, url: str, error: NotAnArticle) -> None:
        """Count a page without an article under its kind, and remember it."""
        if self.lost_look(url, error.kind, gone=error.kind in REFUSAL_HOURS):
            return
        reason = error.kind.replace(" ", "_")
        self._count(f"dropped/{reason}")
        self.unread.lost(f"dropped/{reason}", story_keys(url, self.outlet))
        note_example(self.crawler.stats, reason, url)
        logger.info("%s: %s is no article: %s", self.name, url, error.reason)
        self.remember_refusal(url, error)

    def lost(self, url: str, reason: str, detail: str) -> None:
        """Count a page that could not be fetched, and tell it."""
        if self.lost_look(url, reason, gone=reason in ("http_404", "http_410")):
            return
        self._count(f"failed/{reason}")
        self.unread.lost(f"failed/{reason}", story_keys(url, self.outlet))
        note_example(self.crawler.stats, reason, url)
        self._tell(url, reason, detail)

    def _take(
        self, entries: list[Entry], *, count_known: bool = True, asked_for: bool = False, named: KeySet | None = None
    ) -> tuple[int, list[Request]]:
        """Requests for those entries that are new and wanted, and how many were new.

        :param count_known: whether an article that an earlier run stored is new to this walk.
        :param named: takes the keys of them all.
        :param asked_for: whether a user named these addresses, so that neither days in them nor earlier refusals count.
        """
        new = 0
        chosen: list[Entry] = []
        changed: list[Request] = []
        for entry in entries:
            keys = story_keys(entry.url, self.outlet)
            if named is not None:
                named.update(keys)
            if not self._met.isdisjoint(keys):
                continue
            self._met.update(keys)
            self._count("listed")
            stored = self.is_stored(entry.url) or (not asked_for and self.was_refused(entry.url))
            new += count_known or not stored
            if not asked_for and not may_be_wanted(entry, self.window):
                continue
            self._count("found")
            if stored:
                self._count("known")
                if not asked_for:
                    changed += self.changed_requests(entry)
            else:
                chosen.append(entry)
        if self.limit:
            self._waiting += chosen
            self._held += changed
            return new, []
        self._backlog.add(chosen)
        return new, [*self._next_stories(), *changed]

    def _answered(self, url: str) -> None:
        """A story makes room for the next ones."""
        self._backlog.answered(url)
        if self._backlog:
            for request in self._next_stories():
                self.crawler.engine.crawl(request)

    def _next_stories(self) -> Iterator[Request]:
        for entry in self._backlog.take():
            requests = list(self._story(entry))
            if not requests:
                self._backlog.answered(entry.url)
            yield from requests

    def _story(self, entry: Entry) -> Iterator[Request]:
        url = without_campaign(entry.url)
        try:
            request = self.story_request(url, self.outlet, Visit(url, entry.modified))
        except ValueError as error:
            self.lost(entry.url, "bad_address", f"no address that can be asked ({error})")
            return
        # a web archive's copy is welcome when a user names it
        request.meta["allow_offsite"] = bool(self.urls)
        yield request

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

    def _is_ours(self, url: str) -> bool:
        outlet = for_url(original_url(url))
        return outlet is not None and outlet.name == self.outlet.name

    def _tell(self, url: str, reason: str, detail: str) -> None:
        if reason not in (GIVEN_UP, REFUSES):
            logger.warning("%s: %s: %s", self.name, without_password(url), detail)
            return
        host = urlsplit(without_password(url)).netloc
        if host not in self._given_up:
            self._given_up.add(host)
            fate = "given up" if reason == GIVEN_UP else "left alone"
            logger.warning("%s: %s: %s, %s for this run", self.name, host, detail, fate)


def _limit(value: str | int | None) -> int | None:
    if value is None or value == "":
        return None
    try:
        number = int(value)
    except ValueError:
        number = 0
    if number < 1:
        raise UsageError(f"limit {value!r} is no whole number above 0")
    return number


def _day(entry: Entry, window: Window) -> date:
    when = entry.published or entry.modified
    return window.day(when) if when else date.min


def _is_older(entry: Entry, window: Window) -> bool:
    return entry.published is not None and window.is_before(entry.published)
