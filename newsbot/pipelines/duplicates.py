"""One story once a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.key_set import KeySet
from newsbot.pipelines import Dropped
from newsbot.seen import story_keys

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.spiders.article_spider import ArticleSpider


class Duplicates:
    """Drops a story that this run has kept before under another address.

    Listings name one story by several addresses; only its page tells the canonical one.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._kept = KeySet()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Duplicates:
        """Scrapy's hook."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Scrapy's hook."""
        spider: ArticleSpider = self.crawler.spider  # type: ignore[assignment]  # the only kind of spider of this project
        keys = story_keys(item.canonical_url or item.url or "", spider.outlet, item.article_id)
        if not self._kept.isdisjoint(keys):
            raise Dropped("duplicate")
        self._kept.update(keys)
        return item
