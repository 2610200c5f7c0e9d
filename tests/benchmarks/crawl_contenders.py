"""One contender of ``crawling.py``, as a process of its own: ``crawl_contenders.py CONTENDER ADDRESS OUTLET...``."""

from __future__ import annotations

import cProfile
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from importlib import import_module
from typing import Any, ClassVar

from itemloaders.processors import Join, MapCompose, TakeFirst
from scrapy import Field, Item, Request, Spider, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response, TextResponse
from scrapy.loader import ItemLoader

import newsbot.settings
from newsbot.items import Article


class CpuClock:
    """Counts the process's CPU from the first spider that opens to the last that closes."""

    _open: ClassVar[int] = 0
    _started: ClassVar[float] = 0.0
    _profile: ClassVar[cProfile.Profile | None] = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CpuClock:
        """Scrapy's hook."""
        clock = cls()
        crawler.signals.connect(clock.opened, signals.spider_opened)
        crawler.signals.connect(clock.closed, signals.spider_closed)
        return clock

    def opened(self) -> None:
        """A spider opens."""
        cls = type(self)
        if not cls._started:
            cls._started = time.process_time()
            if os.environ.get("BENCHMARK_PROFILE"):
                cls._profile = cProfile.Profile()
                cls._profile.enable()
        cls._open += 1

    def closed(self) -> None:
        """A spider closes."""
        cls = type(self)
        cls._open -= 1
        if not cls._open:
            if cls._profile is not None:
                cls._profile.disable()
                cls._profile.dump_stats(os.environ["BENCHMARK_PROFILE"])
            sys.stderr.write(f"benchmark: {time.process_time() - cls._started}\n")


class NoOp(Spider):
    """Fetches every page and does nothing with it."""

    name = "noop"

    async def start(self) -> AsyncIterator[Any]:
        """Scrapy's hook."""
        yield Request(f"{self.address}/semua.txt", self.parse_list)  # type: ignore[attr-defined]

    def parse_list(self, response: Response) -> Iterator[Request]:
        """The list of all articles."""
        for url in response.body.decode().split():
            yield Request(url, self.parse)

    def parse(self, response: Response, **kwargs: Any) -> Any:
        """An article."""


class Story(Item):
    """What a news spider usually wants."""

    url = Field()
    title = Field()
    summary = Field()
    author = Field()
    published = Field()
    modified = Field()
    section = Field()
    tags = Field()
    image = Field()
    canonical = Field()
    body = Field()


class StoryLoader(ItemLoader):
    """Ten selectors, ordinary processors."""

    default_item_class = Story
    default_input_processor = MapCompose(str.strip)
    default_output_processor = TakeFirst()
    tags_out = Join(",")
    body_out = Join("\n\n")


class Loader(NoOp):
    """Reads ten fields of each page."""

    name = "loader"

    def parse(self, response: Response, **kwargs: Any) -> Any:
        """An article."""
        assert isinstance(response, TextResponse)
        loader = StoryLoader(response=response)
        loader.add_value("url", response.url)
        loader.add_css("title", "h1::text")
        loader.add_css("summary", "meta[name=description]::attr(content)")
        loader.add_css("author", "meta[name=author]::attr(content)")
        loader.add_css("published", "meta[property='article:published_time']::attr(content)")
        loader.add_css("modified", "meta[property='article:modified_time']::attr(content)")
        loader.add_css("section", "meta[property='article:section']::attr(content)")
        loader.add_css("tags", "meta[property='article:tag']::attr(content)")
        loader.add_css("image", "meta[property='og:image']::attr(content)")
        loader.add_css("canonical", "link[rel=canonical]::attr(href)")
        loader.add_css("body", "p::text")
        return loader.load_item()


def scrapy_defaults(spider: type[Spider], address: str) -> None:
    """A spider as ``scrapy runspider`` runs it."""
    settings: dict[str, Any] = {"EXTENSIONS": {CpuClock: 999}, "LOG_FILE": os.devnull, "LOG_LEVEL": "INFO"}
    if spider is Loader:
        settings["FEEDS"] = {"out.jsonl": {"format": "jsonlines", "overwrite": True}}
    process = CrawlerProcess(settings)
    process.crawl(spider, address=address)
    process.start()


def crawl_with_newsbot(names: list[str]) -> None:
    """``newsbot crawl``."""
    from newsbot.cli import main

    extensions = {**newsbot.settings.EXTENSIONS, "crawl_contenders.CpuClock": 999}
    overrides = [
        f"EXTENSIONS={json.dumps(extensions)}",
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        "CONCURRENT_REQUESTS=16",
        "CONCURRENT_REQUESTS_PER_DOMAIN=8",
    ]
    main(["crawl", *names, "--data", "data", *(part for each in overrides for part in ("-s", each))])


def without_extraction() -> None:
    """Take the extraction away: every page gives a small article."""

    def constant(html: bytes, url: str, *, fetched_at: datetime, **kwargs: Any) -> Article:
        return Article(url=url, title="Judul", body="Isi berita. " * 200, fetched_at=fetched_at)

    import_module("newsbot.spiders.story").extract = constant  # type: ignore[attr-defined]


if __name__ == "__main__":
    # newsbot imports the clock by its module's name: there must be one of it
    sys.modules["crawl_contenders"] = sys.modules["__main__"]
    contender, at, *outlet_names = sys.argv[1:]
    if contender == "no-op":
        scrapy_defaults(NoOp, at)
    elif contender == "loader":
        scrapy_defaults(Loader, at)
    else:
        if contender == "newsbot-without-extraction":
            without_extraction()
        crawl_with_newsbot(outlet_names)
