"""Articles become durable lines."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.exceptions import CloseSpider
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from scrapy.utils.defer import deferred_from_coro

from newsbot.middlewares.archive import ArchivePages
from newsbot.pipelines import Dropped
from newsbot.storage import StorageError, Store

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.task import LoopingCall

    from newsbot.errors import NotAnArticle
    from newsbot.items import Article
    from newsbot.seen import Look
    from newsbot.spiders.article_spider import ArticleSpider

logger = logging.getLogger(__name__)


class StoreArticles:
    """Writes each article to the data folder and lets the spider ask what is stored.

    A line is durable after ``NEWSBOT_COMMIT_LINES`` lines or ``NEWSBOT_COMMIT_SECONDS`` seconds at the latest. When the data
    folder fails, the crawl ends: fetching what cannot be kept would only burden the outlet.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.store: Store | None = None
        self._lines = crawler.settings.getint("NEWSBOT_COMMIT_LINES")
        self._seconds = crawler.settings.getfloat("NEWSBOT_COMMIT_SECONDS")
        self._timer: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StoreArticles:
        """Scrapy's hook."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Scrapy's hook."""
        try:
            folder, schedule = Path(self.crawler.settings["NEWSBOT_DATA"]), self._spider.schedule
            self.store = Store(folder, self._spider.outlet, schedule)
        except StorageError as error:
            raise CloseSpider(str(error)) from None
        keeper = self.crawler.get_downloader_middleware(ArchivePages)
        if keeper is not None:
            try:
                keeper.archive = self.store.keep_pages()
            except StorageError as error:
                self.store.close()
                self.store = None
                raise CloseSpider(str(error)) from None
        for repair in self.store.repairs:
            logger.warning("%s: %s", self._spider.name, repair)
        self._spider.is_stored = self.store.knows
        self._spider.was_refused = self.store.was_refused
        self._spider.remember_refusal = self._refuse
        self._spider.due_looks = self.store.due_looks
        self._spider.listed_as_changed = self.store.listed_as_changed
        self._spider.stored_article = self.store.read
        self._spider.keep_look = self._keep_look
        self._timer = create_looping_call(self._commit)
        self._timer.start(self._seconds, now=False)

    def process_item(self, item: Article) -> Article:
        """Scrapy's hook."""
        if self.store is None:
            raise Dropped("storage_failed")
        visit = self._spider.visits.get(item.url or "")
        place = self.store.place(item.canonical_url or item.url or "", item.article_id)
        if place is not None and (visit is None or visit.look is None or visit.look.place != place):
            raise Dropped("known")
        try:
            if visit is None:
                self.store.append(item)
            else:
                listed = self._spider.listed_at(visit)
                self.store.append(item, listed=listed, etag=visit.etag, last_modified=visit.last_modified)
        except StorageError as error:
            self._give_up(error)
            raise Dropped("storage_failed") from None
        if self.store.pending >= self._lines:
            self._commit()
        self._spider.visits.pop(item.url or "", None)
        return item

    def close_spider(self) -> None:
        """Scrapy's hook."""
        if self._timer is not None and self._timer.running:
            self._timer.stop()
        if self.store is not None:
            try:
                self.store.close()
            except StorageError as error:
                logger.error("%s: %s", self._spider.name, error)  # noqa: TRY400
                self.crawler.stats.inc_value("newsbot/failed/storage")

    @property
    def _spider(self) -> ArticleSpider:
        return self.crawler.spider  # type: ignore[return-value]  # the only kind of spider of this project

    def _refuse(self, url: str, error: NotAnArticle) -> None:
        if self.store is None:
            return
        try:
            self.store.refuse(url, error.kind)
        except StorageError as failure:
            self._give_up(failure)

    def _keep_look(self, look: Look) -> None:
        if self.store is None:
            return
        try:
            self.store.keep_look(look)
        except StorageError as failure:
            self._give_up(failure)

    def _commit(self) -> None:
        if self.store is None:
            return
        try:
            self.store.commit()
        except StorageError as error:
            self._give_up(error)

    def _give_up(self, error: StorageError) -> None:
        # the run's verdict tells the reason, once
        self.store = None
        deferred_from_coro(self.crawler.engine.close_spider_async(reason=str(error)))
