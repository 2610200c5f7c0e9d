"""A run is counted, judged, and kept as a run file."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured

from newsbot.clock import now
from newsbot.history import History
from newsbot.pipelines.revise import Unchanged
from newsbot.runs import CHOSEN, RUNNING, OutletRun, filled, note_example, save
from newsbot.storage import RUNS
from newsbot.tables import run_tables
from newsbot.terminal import one_line
from newsbot.trends import REMEMBERED
from newsbot.verdicts import judge

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.spiders.article_spider import ArticleSpider

logger = logging.getLogger(__name__)

WORTH_AN_EXAMPLE = ("published_at", "authors", "section")
"""Fields that nearly every article has: of those that do not, a few addresses are kept."""


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
        # Scrapy's stats look their own methods up in a slow way, and this is a dozen of them an article
        increase = stats.inc_value
        increase("newsbot/kept")
        if item.revision > 1:
            increase("newsbot/revised")
        has = filled(item)
        for name in has:
            increase(f"newsbot/filled/{name}")
        for name in WORTH_AN_EXAMPLE:
            if name not in has:
                note_example(stats, f"no {name}", item.url)
        if self._spider.outlet.body and item.provenance.get("body", "").startswith("generic"):
            increase("newsbot/generic")
            note_example(stats, "generic", item.url)
        when = item.published_at
        if when is not None:
            moment = when if isinstance(when, datetime) else datetime.combine(when, datetime.min.time())
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            if self._newest is None or moment > self._newest:
                self._newest = moment
                stats.set_value("newsbot/newest", when.isoformat())

    def item_dropped(self, item: Article, exception: BaseException) -> None:
        """An article was dropped."""
        if isinstance(exception, Unchanged):
            self.crawler.stats.inc_value("newsbot/unchanged")
            return
        reason = getattr(exception, "reason", "other")
        self.crawler.stats.inc_value(f"newsbot/dropped/{reason}")
        if reason == "undated" or reason not in CHOSEN:
            note_example(self.crawler.stats, reason, item.url)

    def item_error(self, item: Article) -> None:
        """A pipeline failed on an article."""
        self.crawler.stats.inc_value("newsbot/failed/pipeline")
        note_example(self.crawler.stats, "pipeline", item.url)

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """The outlet is done."""
        settings = self.crawler.settings
        run = self.end(reason)
        if settings.getbool("NEWSBOT_SUMMARY"):
            sys.stderr.write(run_tables([run], colour=sys.stderr.isatty()))
            if run.verdict in ("failed", "degraded"):
                sys.stderr.write(f"newsbot: {spider.name} {run.verdict}: {one_line('; '.join(run.troubles))}\n")

    def end(self, finish: str) -> OutletRun:
        """The outlet ended like that, in Scrapy's words: count, judge and keep its part."""
        run = OutletRun.from_stats(self._spider.name, self.crawler.stats.get_stats(), finish)
        folder, replay = Path(self.crawler.settings["NEWSBOT_DATA"]), bool(self.crawler.settings["NEWSBOT_REPLAY"])
        try:
            with History(folder) as history:
                earlier = history.runs(run.outlet, self._started_at - REMEMBERED)
        except (OSError, sqlite3.Error) as error:
            logger.error("%s: judged without its history: %s", run.outlet, error)  # noqa: TRY400 - one line
            earlier = []
        judge(run, self._started_at, earlier, options=self._spider.options, replay=replay)
        self.outlet_run = run
        self.crawler.stats.set_value("newsbot/verdict", run.verdict)
        self._save(run)
        return run

    @property
    def _spider(self) -> ArticleSpider:
        return self.crawler.spider  # type: ignore[return-value]  # the only kind of spider of this project

    def _save(self, run: OutletRun) -> None:
        settings = self.crawler.settings
        folder = Path(settings["NEWSBOT_DATA"]) / RUNS
        try:
            folder.mkdir(parents=True, exist_ok=True)
            save(
                folder,
                self._spider.run_id or "",
                run,
                replay=settings["NEWSBOT_REPLAY"],
                options=self._spider.options,
                started_at=self._started_at,
                stats=self.crawler.stats.get_stats(),
            )
        except OSError as error:
            logger.error("%s: the run file cannot be written: %s", run.outlet, error)  # noqa: TRY400 - one line
