"""From the address of a story to the whole Article: the part of a spider that does not care where addresses come from."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from w3lib.encoding import http_content_type_encoding

from newsbot import collector
from newsbot.classification import leads_away
from newsbot.clock import FETCHED_AT, now
from newsbot.errors import NotAnArticle
from newsbot.extraction import extract
from newsbot.hosts import HostRefuses, host, is_refusal
from newsbot.items import Article, Pages
from newsbot.joining import adds_to, join_parts
from newsbot.middlewares.dead_hosts import HostGivenUp
from newsbot.middlewares.robots import SWELLED, RobotsUnreachable
from newsbot.outlets.base import Outlet
from newsbot.runs import GIVEN_UP, REFUSES, ROBOTS_UNREACHABLE
from newsbot.stories import MAX_PARTS, next_part_url, whole_story_url
from newsbot.troubled_pages import is_block_page
from newsbot.visits import Visit

if TYPE_CHECKING:
    from scrapy.http import Response
    from twisted.python.failure import Failure

logger = logging.getLogger(__name__)

REVISIT_PRIORITY, LISTING_PRIORITY, STORY_PRIORITY, PART_PRIORITY = -1, 0, 1, 2
"""Begun stories before new ones, these before further listings (what waits in memory stays small), and stored ones last."""

NOT_MODIFIED = 304
MAX_VALIDATOR = 256
"""Characters of an ETag worth keeping."""

_REASONS: tuple[tuple[type[Exception], str, str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout", "no answer in time"),
    (exceptions.CannotResolveHostError, "dns", "no such host"),
    (exceptions.DownloadConnectionRefusedError, "refused", "connection refused"),
    (exceptions.DownloadCancelledError, "too_large", "larger than DOWNLOAD_MAXSIZE"),
    (exceptions.ResponseDataLossError, "cut_off", "the answer was cut off"),
    (exceptions.DownloadFailedError, "connection", "connection failed"),
)

ENDLESS, ENDLESS_WORDS = "too_many_redirects", "redirects without end"

_IGNORED = (
    ("Forbidden by robots.txt", "robots", "forbidden by robots.txt"),
    ("Filtered offsite request", "offsite", "leads to another site"),
    ("max redirections reached", ENDLESS, ENDLESS_WORDS),
    (SWELLED, "too_large_unpacked", "larger than DOWNLOAD_MAXSIZE when unpacked"),
)
"""How the words begin with which Scrapy's own middlewares refuse a request or an answer; they have no types for it."""


@dataclass(slots=True)
class Story:
    """One story on its way: the address it was found under, and the parts read so far.

    :param visit: for what is known of it from listings and from earlier runs.
    :param whole: the request asks for all parts at once, an address the outlet may refuse.
    """

    url: str
    outlet: Outlet | None
    visit: Visit
    whole: bool = False
    parts: list[Article] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)


class StorySpider(Spider):
    """Fetches stories whole. What becomes of pages without an article and of failures is up to the subclass."""

    run_id: str | None = None

    def refused(self, url: str, error: NotAnArticle) -> None:
        """A page was read and holds no article."""
        raise NotImplementedError

    def lost(self, url: str, reason: str, detail: str) -> None:
        """An address gave no page to use; ``reason`` is a name to count under, ``detail`` is for a person."""
        raise NotImplementedError

    def read(self, response: Response) -> None:
        """A page of a story arrived."""

    def unchanged(self, story: Story) -> None:
        """The server says that a stored story's page is as it was at the last look."""

    def complete(self, story: Story, article: Article) -> Article:
        """A story is read as far as it can be; what is returned goes on to the pipelines."""
        return article

    def story_request(self, url: str, outlet: Outlet | None, visit: Visit | None = None) -> Request:
        """The request for the story at that address, all parts at once where the outlet serves them so."""
        whole = whole_story_url(url, outlet)
        story = Story(url, outlet, visit or Visit(url), whole=whole != url)
        if story.visit.look is None:
            return self._request(whole, story, STORY_PRIORITY)
        request = self._request(whole, story, REVISIT_PRIORITY)
        # of a story that is walked, the other parts may have changed
        if outlet is not None and not outlet.next_page and story.visit.conditions:
            request.headers.update(story.visit.conditions)
            request.meta["handle_httpstatus_list"] = [NOT_MODIFIED]
        return request

    def parse_story(self, response: Response, story: Story) -> Iterator[Article | Request]:
        """Read the first page of a story."""
        if response.status == NOT_MODIFIED:
            self.unchanged(story)
            return
        try:
            away = self._away(response.url, story)
            if away is not None:
                raise away
            article = self._extract(response, story)
        except NotAnArticle as error:
            self.note_block(response, error)
            if story.whole and response.url != story.url:
                yield self._alone(story)
                return
            self.read(response)
            self.refused(story.url, error)
            return
        self.read(response)
        self.no_block(response)
        # what is said of the plain address would be wrong of the one that is asked first
        if story.whole or whole_story_url(story.url, story.outlet) == story.url:
            story.visit.etag = _header(response, "ETag")
            story.visit.last_modified = _header(response, "Last-Modified")
        yield from self._go_on(response, story, article)

    def parse_part(self, response: Response, story: Story) -> Iterator[Article | Request]:
        """Read a further page of a story."""
        try:
            article = self._extract(response, story)
        except NotAnArticle as error:
            logger.warning("%s: a part holds no article (%s)", response.url, error.reason)
            yield self.complete(story, self._incomplete(story))
            return
        yield from self._go_on(response, story, article)

    def story_failed(self, failure: Failure) -> Iterator[Article | Request]:
        """A page could not be fetched: ask for the story's plain address, or give what there is of it."""
        story: Story = failure.request.cb_kwargs["story"]  # type: ignore[attr-defined]  # set by Scrapy
        reason, detail = explain_failure(failure)
        if story.parts:
            logger.warning("%s: a part is missing (%s)", failure.request.url, detail)  # type: ignore[attr-defined]
            yield self.complete(story, self._incomplete(story))
        elif story.whole and reason.startswith("http_"):
            yield self._alone(story)
        else:
            self.lost(story.url, reason, detail)

    def _go_on(self, response: Response, story: Story, article: Article) -> Iterator[Article | Request]:
        if story.parts and not adds_to(story.parts, article):
            # a link whose address changes at every fetch leads to the same part for ever
            yield self.complete(story, join_parts(story.parts))
            return
        story.parts.append(article)
        outlet = story.outlet
        if outlet is None or not outlet.next_page:
            yield self.complete(story, article)
            return
        story.visited.add(response.url)
        link = next_part_url(response.body, response.url, outlet)
        if link and link not in story.visited and len(story.parts) < MAX_PARTS:
            try:
                yield self._request(link, story, PART_PRIORITY)
            except ValueError as error:
                logger.warning("%s: a part is missing (%s)", response.url, error)
                yield self.complete(story, self._incomplete(story))
        else:
            yield self.complete(story, join_parts(story.parts))

    @staticmethod
    def _away(got: str, story: Story) -> NotAnArticle | None:
        """What a redirect to that address means for the story: that it is no longer there, or nothing."""
        pattern = story.outlet.article_url if story.outlet is not None else ""
        if got == story.url or (pattern and re.search(pattern, got)) or not leads_away(story.url, got):
            return None
        return NotAnArticle("redirected away", f"the address leads to {got}, where no story is")

    @staticmethod
    def no_block(response: Response) -> None:
        """A page holds what it was asked for."""
        host(urlsplit(response.url).netloc.lower()).blocks = 0

    def note_block(self, response: Response, error: NotAnArticle) -> None:
        """A page does not; a host that answers with nothing but block pages will be left alone. Saved pages have no host."""
        if error.kind == "block page" and not self.settings["NEWSBOT_REPLAY"]:
            host(urlsplit(response.url).netloc.lower()).blocked()

    def _incomplete(self, story: Story) -> Article:
        article = join_parts(story.parts)
        read = len(story.parts)
        article.pages = Pages(fetched=read, total=max(article.pages.total or 0, read + 1))
        article.is_complete = False
        return article

    def _alone(self, story: Story) -> Request:
        priority = STORY_PRIORITY if story.visit.look is None else REVISIT_PRIORITY
        return self._request(story.url, Story(story.url, story.outlet, story.visit), priority)

    def _request(self, url: str, story: Story, priority: int) -> Request:
        callback = self.parse_part if story.parts else self.parse_story
        return Request(
            url,
            callback=callback,
            errback=self.story_failed,
            cb_kwargs={"story": story},
            priority=priority,
            # a part that leads to where another request has been would vanish, and with it the parts read so far
            dont_filter=bool(story.parts),
        )

    def _extract(self, response: Response, story: Story) -> Article:
        # the body goes to the one parse of the extraction; response.selector would parse it a second time
        kind = response.headers.get("Content-Type")
        encoding = http_content_type_encoding(kind.decode("latin-1")) if kind else None
        fetched_at = response.meta.get(FETCHED_AT) or now()
        with collector.paused():
            article = extract(
                response.body, response.url, outlet=story.outlet, encoding=encoding, fetched_at=fetched_at
            )
        article.run_id = self.run_id
        return article


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    text = value.decode("latin-1").strip() if value else ""
    # it goes into a header again, and into the memory
    return text if 0 < len(text) <= MAX_VALIDATOR and text.isprintable() else None


def explain_failure(failure: Failure) -> tuple[str, str]:
    """Why a request gave nothing: a name to count under, and words for a person."""
    error: Any = failure.value
    if isinstance(error, HostGivenUp):
        if isinstance(error.cause, HostRefuses):
            return REFUSES, str(error.cause)
        return GIVEN_UP, _words(error.cause)[1]
    if isinstance(error, RobotsUnreachable):
        return ROBOTS_UNREACHABLE, f"robots.txt cannot be read ({error}), which forbids all"
    if isinstance(error, HttpError):
        if is_refusal(error.response.status) and is_block_page(error.response.body):
            return "block_page", f"HTTP status {error.response.status} with a block or captcha page"
        return f"http_{error.response.status}", f"HTTP status {error.response.status}"
    if isinstance(error, exceptions.IgnoreRequest):
        text = str(error)
        known = ((name, words) for begin, name, words in _IGNORED if text.startswith(begin))
        return next(known, ("ignored", text or "ignored"))
    return _words(error)


def _words(error: Exception) -> tuple[str, str]:
    for kind, name, words in _REASONS:
        if isinstance(error, kind):
            return name, words
    return "error", " ".join(f"{type(error).__name__}: {error}".split())[:200]
