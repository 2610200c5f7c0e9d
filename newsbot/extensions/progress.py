"""A bar for each outlet while a crawl runs on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from scrapy import signals
from scrapy.exceptions import NotConfigured

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID
    from scrapy import Spider
    from scrapy.crawler import Crawler


class ProgressBar:
    """Shows articles done of articles found. All outlets of a process share one display."""

    _display: ClassVar[Progress | None] = None
    _open: ClassVar[int] = 0

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("NEWSBOT_PROGRESS"):
            raise NotConfigured
        self.crawler = crawler
        self._task: TaskID | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressBar:
        """Scrapy's hook."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.advance, signals.response_received)
        crawler.signals.connect(extension.advance, signals.item_scraped)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self, spider: Spider) -> None:
        """The outlet's bar appears."""
        cls = type(self)
        if cls._display is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

            cls._display = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[kept]} kept"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            cls._display.start()
        cls._open += 1
        self._task = cls._display.add_task(spider.name, total=None, kept=0)

    def advance(self) -> None:
        """Something arrived."""
        if self._display is None or self._task is None:
            return
        stats = self.crawler.stats
        fetched = stats.get_value("newsbot/fetched", 0)
        wanted = stats.get_value("newsbot/found", 0) - stats.get_value("newsbot/known", 0)
        kept = stats.get_value("newsbot/kept", 0)
        self._display.update(self._task, completed=fetched, total=max(wanted, fetched) or None, kept=kept)

    def spider_closed(self) -> None:
        """The outlet's bar is done; with the last one the display goes."""
        cls = type(self)
        cls._open -= 1
        if cls._display is not None and cls._open == 0:
            cls._display.stop()
            cls._display = None
