"""The behaviour all outlets share: ask listings, follow what is wanted, give Articles."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider

from newsbot.addresses import has_password, read_addresses
from newsbot.discovery import (
    listing_hosts,
    may_be_wanted,
    plan,
    without_campaign,
)
from newsbot.errors import NotAnArticle, UsageError
from newsbot.items import Article
from newsbot.key_set import KeySet
from newsbot.listings import Entry
from newsbot.middlewares import rendered
from newsbot.outlets import Outlet, for_url
from newsbot.refusals import REFUSAL_HOURS
from newsbot.revisits import Schedule
from newsbot.runs import new_run_id, note_example
from newsbot.search import compile_query
from newsbot.seen import story_keys
from newsbot.spiders.backlog import Backlog
from newsbot.spiders.listing import ListingSpider
from newsbot.spiders.story import ENDLESS, ENDLESS_WORDS, Story
from newsbot.stories import whole_story_url
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


class ArticleSpider(ListingSpider):
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
        self.urls = read_addresses(urls) if urls else None
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
        self.is_stored: Callable[[str], bool] = lambda _url: False
        self.was_refused: Callable[[str], bool] = lambda _url: False
        self.remember_refusal: Callable[[str, NotAnArticle], None] = lambda _url, _error: None
        self._met = KeySet()
        self._backlog = Backlog()
        self._waiting: list[Entry] = []
        self._held: list[Request] = []

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
        if self.urls is not None:
            for request in self.take([Entry(url) for url in self.urls if self._is_ours(url)], asked_for=True)[1]:
                yield request
            return
        for search in self.query.searches() if self.query else [""]:
            for listing in plan(self.outlet, self.window, query=search, section=self.section):
                for request in self._ask(listing):
                    yield request
        if not self.limit:
            for request in self.due_requests():
                yield request

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
            due = list(islice(chain(self._held, self.due_requests()), wanted)) if self.urls is None else []
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
        """A story leads to an address that was asked for before: by another story, or on the very same way."""
        story: Story | None = request.cb_kwargs.get("story")
        if story is None:
            return
        redirects = request.meta.get("redirect_urls", ())
        if request.url in redirects:
            self._backlog.answered(story.url)
            self.lost(story.url, ENDLESS, ENDLESS_WORDS)
        elif redirects or _is_second_request(story):
            self._judge_again(request, story)
        elif story.visit.look is None:
            self._backlog.answered(story.url)
            self._count("dropped/duplicate")
        else:
            self._backlog.answered(story.url)
            self.looked(story.visit)

    def _judge_again(self, request: Request, story: Story) -> None:
        """What another story was answered there may be a page for all of them: a captcha, a front page, or one and the same article."""
        error = self._away(request.url, story)
        if error is None:
            self.crawler.engine.crawl(request.replace(dont_filter=True))
        elif story.whole:
            self.crawler.engine.crawl(self._alone(story))
        else:
            self._backlog.answered(story.url)
            self._count_read(story)
            self.refused(story.url, error)

    def read(self, response: Response) -> None:
        """Count a story's page."""
        self._count_read(response.cb_kwargs["story"])

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
        self._count_failed(reason, url)
        self.unread.lost(f"failed/{reason}", story_keys(url, self.outlet))
        self._tell(url, reason, detail)

    def take(
        self,
        entries: Sequence[Entry],
        *,
        count_known: bool = True,
        asked_for: bool = False,
        named: KeySet | None = None,
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

    def has_enough(self) -> bool:
        """With a limit, whether enough articles wait."""
        return bool(self.limit) and len(self._waiting) >= (self.limit or 0) * ENOUGH

    def _count_read(self, story: Story) -> None:
        self._count("fetched" if story.visit.look is None else "rechecked")

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
        if has_password(url):
            self.lost(entry.url, "bad_address", "no address that can be asked (a name or password stands in it)")
            return
        try:
            request = self.story_request(url, self.outlet, Visit(url, entry.modified))
        except ValueError as error:
            self.lost(entry.url, "bad_address", f"no address that can be asked ({error})")
            return
        # a web archive's copy is welcome when a user names it
        request.meta["allow_offsite"] = bool(self.urls)
        yield request

    def _is_ours(self, url: str) -> bool:
        outlet = for_url(original_url(url))
        return outlet is not None and outlet.name == self.outlet.name


def _is_second_request(story: Story) -> bool:
    """Whether the story was asked for whole before, which may have led to the address that is asked for now."""
    return not story.whole and whole_story_url(story.url, story.outlet) != story.url


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
