"""A Scrapy extension for tests: the most requests that ever waited in the scheduler, in a file."""

from __future__ import annotations

import os
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler


class QueueLength:
    """Writes it to the file that ``QUEUE_LENGTH`` names."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.most = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> QueueLength:
        """Scrapy's hook."""
        extension = cls(crawler)
        crawler.signals.connect(extension.measure, signals.response_received)
        crawler.signals.connect(extension.write, signals.spider_closed)
        return extension

    def measure(self) -> None:
        """An answer came."""
        assert self.crawler.engine is not None
        self.most = max(self.most, len(self.crawler.engine.scheduler))  # type: ignore[arg-type]

    def write(self) -> None:
        """The crawl ends."""
        Path(os.environ["QUEUE_LENGTH"]).write_text(str(self.most), encoding="utf-8")
