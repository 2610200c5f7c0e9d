"""After an outlet's crawl, its new articles are entered in the index of copies (setting ``NEWSBOT_COPIES``)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThread

from newsbot import copies
from newsbot.errors import NewsbotError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


class UpdateCopies:
    """Updates the index when a spider closes, in a thread, so that other outlets crawl on meanwhile."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> UpdateCopies:
        """Scrapy's hook."""
        if not crawler.settings.getbool("NEWSBOT_COPIES"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.spider_closed, signals.spider_closed)
        return extension

    async def spider_closed(self) -> None:
        """The outlet's lines are on disk."""
        await maybe_deferred_to_future(deferToThread(self._update))

    def _update(self) -> None:
        try:
            done = copies.update(self.crawler.settings["NEWSBOT_DATA"])
        except NewsbotError as error:
            # the articles are safe, and the next update reads them
            logger.warning("copies not updated: %s", error)
        else:
            for repair in done.repairs:
                logger.warning("%s", repair)
