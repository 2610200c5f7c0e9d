"""Articles at addresses, fetched the way a crawl fetches: robots.txt, pauses, limits, stories in parts read whole."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy.http import Response

from newsbot import outlets
from newsbot.errors import NewsbotError, NotAnArticle
from newsbot.items import Article
from newsbot.process import new_process, warn_without_contact
from newsbot.runs import new_run_id
from newsbot.spiders.story import Story, StorySpider


class FetchError(NewsbotError):
    """An address gave no page."""


@dataclass(slots=True)
class Fetched:
    """What one address gave: an article, or the error why not; and its (first) page where there was one."""

    url: str
    article: Article | None = None
    error: NewsbotError | None = None
    page: bytes = b""
    page_url: str = ""


def fetch(urls: Iterable[str], overrides: Mapping[str, object] | None = None) -> dict[str, Fetched]:
    """Fetch the articles at these addresses. Can be called once a process: it runs Scrapy's engine.

    :param overrides: Scrapy settings in place of newsbot's.
    """
    found = {url: Fetched(url) for url in urls}
    extensions = {"newsbot.extensions.robots_pace.RobotsPace": 50}
    # somebody sits and waits
    own = {"ITEM_PIPELINES": {}, "EXTENSIONS": extensions, "NEWSBOT_PATIENCE": 30}
    process = new_process({**own, **(overrides or {})})
    warn_without_contact(process.settings)
    process.crawl(_Fetcher, found=found)
    process.start()
    for result in found.values():
        if result.article is None and result.error is None:
            result.error = FetchError("stopped before it was fetched")
    return found


class _Fetcher(StorySpider):
    name = "newsbot-scrape"

    def __init__(self, name: str | None = None, *, found: dict[str, Fetched], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.found = found
        self.run_id = new_run_id()

    async def start(self) -> AsyncIterator[Any]:
        for url in self.found:
            try:
                # two addresses that lead to one page are two targets still
                yield self.story_request(url, outlets.for_url(url)).replace(dont_filter=True)
            except ValueError as error:
                self.found[url].error = FetchError(f"no address that can be asked: {error}")

    def read(self, response: Response) -> None:
        result = self.found[response.cb_kwargs["story"].url]
        result.page, result.page_url = response.body, response.url

    def complete(self, story: Story, article: Article) -> Article:
        self.found[story.url].article = article
        return article

    def refused(self, url: str, error: NotAnArticle) -> None:
        self.found[url].error = error

    def lost(self, url: str, reason: str, detail: str) -> None:
        self.found[url].error = FetchError(detail)
