"""``scrapy crawl`` that refuses wrong arguments in one line, and fails when nothing came of the crawl."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newsbot import locks, outlets
from newsbot.aftermath import after_crawl
from newsbot.errors import NewsbotError
from newsbot.errors import UsageError as NewsbotUsageError
from newsbot.extensions.summary import RunSummary
from newsbot.extras import MissingExtra
from newsbot.process import warn_without_contact
from newsbot.revisits import Schedule
from newsbot.scrapy_feeds.storages import WholeFile
from newsbot.spiders.article_spider import ArticleSpider
from newsbot.storage import prepare
from newsbot.terminal import one_line

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.spiderloader import SpiderLoaderProtocol


class Command(crawl.Command):
    """Scrapy's command with an exit status: 0 done; 1 failed (or degraded, with ``NEWSBOT_STRICT``), or another process crawls
    that outlet; 2 wrong usage."""

    _made: Crawler | None = None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was asked for, crawl, and judge."""
        if len(args) == 1 and self.crawler_process is not None:
            try:
                _check(args[0], opts.spargs, self.crawler_process.spider_loader)
                Schedule.parse(self.crawler_process.settings["NEWSBOT_REVISIT"])
                _check_feeds(self.crawler_process.settings.getdict("FEEDS"))
            except NewsbotUsageError as error:
                raise UsageError(str(error), print_help=False) from None
            except MissingExtra as error:
                sys.stderr.write(f"newsbot: {one_line(str(error))}\n")
                self.exitcode = 1
                return
            busy = _occupied(args[0], Path(self.crawler_process.settings["NEWSBOT_DATA"]))
            if busy:
                sys.stderr.write(f"newsbot: {one_line(busy)}: try again when it has ended\n")
                self.exitcode = 1
                return
            warn_without_contact(self.crawler_process.settings)
        super().run(args, opts)
        crawler = self._made
        try:
            summary = crawler.get_extension(RunSummary) if crawler is not None else None
        except RuntimeError:
            # Scrapy's word for a crawler that failed before it had any extension
            sys.stderr.write("newsbot: the crawl did not begin: the error above says why\n")
            self.exitcode = 1
            return
        if crawler is not None and summary is not None and summary.outlet_run is not None:
            asked_outlets = "urls" not in opts.spargs
            self.exitcode = after_crawl(crawler.settings, [summary.outlet_run], asked_outlets=asked_outlets)

    def _create_crawler(self, spidercls: str | type[Spider]) -> Crawler:
        self._made = super()._create_crawler(spidercls)
        return self._made


def _occupied(name: str, data: Path) -> str:
    try:
        prepare(data)
        return locks.occupied(data, [name]) if locks.claim(data, [name]) else ""
    except (NewsbotError, OSError):
        # the store will meet it too, and the run's verdict tell it
        return ""


def _check_feeds(feeds: dict[str, dict[str, Any]]) -> None:
    if not feeds:
        return
    from newsbot.export.formats import FORMATS  # most crawls write no feed

    for place, options in feeds.items():
        if (name := str(options.get("format"))) in FORMATS:
            FORMATS[name].check()
        if urlsplit(str(place)).scheme in ("", "file"):
            WholeFile(str(place), feed_options=options)


def _check(name: str, arguments: dict[str, str], loader: SpiderLoaderProtocol) -> None:
    if name not in loader.list():
        outlets.get(name)
    spider = loader.load(name)
    if issubclass(spider, ArticleSpider):
        spider(**arguments)
