"""``scrapy crawl`` that refuses wrong arguments in one line, and fails when nothing came of the crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from newsbot import outlets
from newsbot.errors import UsageError as NewsbotUsageError
from newsbot.process import warn_without_contact
from newsbot.revisits import Schedule
from newsbot.spiders.article_spider import ArticleSpider

if TYPE_CHECKING:
    import argparse

    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.spiderloader import SpiderLoaderProtocol


class Command(crawl.Command):
    """Scrapy's command with an exit status: 0 done, 1 failed, 2 wrong usage."""

    _made: Crawler | None = None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check what was asked for, crawl, and judge."""
        if len(args) == 1 and self.crawler_process is not None:
            try:
                _check(args[0], opts.spargs, self.crawler_process.spider_loader)
                Schedule.parse(self.crawler_process.settings["NEWSBOT_REVISIT"])
            except NewsbotUsageError as error:
                raise UsageError(str(error), print_help=False) from None
            warn_without_contact(self.crawler_process.settings)
        super().run(args, opts)
        stats = self._made.stats if self._made is not None else None
        if stats is not None and stats.get_value("newsbot/verdict") == "failed":
            self.exitcode = 1

    def _create_crawler(self, spidercls: str | type[Spider]) -> Crawler:
        self._made = super()._create_crawler(spidercls)
        return self._made


def _check(name: str, arguments: dict[str, str], loader: SpiderLoaderProtocol) -> None:
    if name not in loader.list():
        outlets.get(name)
    spider = loader.load(name)
    if issubclass(spider, ArticleSpider):
        spider(**arguments)
