"""A run is counted, judged, and kept as a run file."""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot.clock import now
from newsbot.pipelines.revise import Unchanged
from newsbot.runs import RUNNING, OutletRun, filled, save
from newsbot.storage import RUNS
from newsbot.tables import run_tables
from newsbot.terminal import one_line

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.spiders.article_spider import ArticleSpider

logger = logging.getLogger(__name__)


class RunSummary:
    """Counts under ``newsbot/...`` in Scrapy's stats, writes the run file at the start and at the end, and shows the table.

    ``outlet_run`` is the outlet's part of the run once its spider has closed.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.outlet_run: OutletRun | None = None
        self._newest: datetime | None = None
        self._started_at = now()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RunSummary:
        """Scrapy's hook."""
        if os.environ.get("SCRAPY_CHECK"):
            raise NotConfigured("scrapy check fetches listings and keeps nothing")
        extension = cls(crawler)
        crawler.signals.connect(extension.item_scraped, signals.item_scraped)
        crawler.signals.connect(extension.item_dropped, signals.item_dropped)
        crawler.signals.connect(extension.item_error, signals.item_error)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """The outlet begins; whatever ends the process, the run file will say that it did."""
        self._save(OutletRun(spider.name, finish="", verdict=RUNNING))

    def item_scraped(self, item: Article) -> None:
        """An article was kept."""
        stats = self.crawler.stats
        stats.inc_value("newsbot/kept")
        if item.revision > 1:
            stats.inc_value("newsbot/revised")
        for name in filled(item):
            stats.inc_value(f"newsbot/filled/{name}")
        when = item.published_at
        if when is not None:
            moment = when if isinstance(when, datetime) else datetime.combine(when, datetime.min.time())
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            if self._newest is None or moment > self._newest:
                self._newest = moment
                stats.set_value("newsbot/newest", when.isoformat())

    def item_dropped(self, exception: BaseException) -> None:
        """An article was dropped."""
        if isinstance(exception, Unchanged):
            self.crawler.stats.inc_value("newsbot/unchanged")
            return
        self.crawler.stats.inc_value(f"newsbot/dropped/{getattr(exception, 'reason', 'other')}")

    def item_error(self) -> None:
        """A pipeline failed on an article."""
        self.crawler.stats.inc_value("newsbot/failed/pipeline")

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """The outlet is done."""
        settings = self.crawler.settings
        run = OutletRun.from_stats(spider.name, self.crawler.stats.get_stats(), reason)
        self.end(run)
        if settings.getbool("NEWSBOT_SUMMARY"):
            sys.stderr.write(run_tables([run], colour=sys.stderr.isatty()))
            if run.verdict == "failed":
                sys.stderr.write(f"newsbot: {spider.name} failed: {one_line('; '.join(run.troubles))}\n")

    def end(self, run: OutletRun) -> None:
        """The outlet ended like that."""
        self.outlet_run = run
        self.crawler.stats.set_value("newsbot/verdict", run.verdict)
        self._save(run)

    def _save(self, run: OutletRun) -> None:
        story_spider: ArticleSpider = self.crawler.spider  # type: ignore[assignment]  # the only kind of spider of this project
        settings = self.crawler.settings
        folder = Path(settings["NEWSBOT_DATA"]) / RUNS
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save(
                folder,
                story_spider.run_id or "",
                run,
                replay=settings["NEWSBOT_REPLAY"],
                options=story_spider.options,
                started_at=self._started_at,
            )
        except OSError as error:
            logger.error("%s: the run file cannot be written: %s", run.outlet, error)  # noqa: TRY400 - one line
