"""A crawl that was asked to stop ends in time, whatever the servers do."""

from __future__ import annotations

import logging
import os
import signal
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.task import LoopingCall

logger = logging.getLogger(__name__)

CHECK_SECONDS = 0.5


class Grace:
    """After a signal, requests in flight have ``NEWSBOT_GRACE_SECONDS`` to end; then the process ends without them.

    A server that never answers would hold a crawl for ``DOWNLOAD_TIMEOUT`` a request, and who stopped it (systemd, Docker) kills
    what does not end. Lines are durable all the while, so what is given up are pages that the next run fetches.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._left = crawler.settings.getfloat("NEWSBOT_GRACE_SECONDS")
        self._watch: AsyncioLoopingCall | LoopingCall | None = None
        if self._left <= 0:
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Grace:
        """Scrapy's hook."""
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    def spider_opened(self) -> None:
        """Begin to watch for the end."""
        self._watch = create_looping_call(self._check)
        self._watch.start(CHECK_SECONDS, now=False)

    def spider_closed(self) -> None:
        """It ended by itself."""
        if self._watch is not None and self._watch.running:
            self._watch.stop()

    def _check(self) -> None:
        engine = self.crawler.engine
        if engine is None or engine.running:
            return
        self._left -= CHECK_SECONDS
        if self._left <= 0 and self._watch is not None:
            self._watch.stop()
            name = self.crawler.spider.name if self.crawler.spider else ""
            logger.warning("%s: some requests did not end in time and were given up", name)
            # Scrapy's own way to end at once: the second signal
            os.kill(os.getpid(), signal.SIGTERM)
