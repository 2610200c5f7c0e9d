"""A story that was looked at again is a new revision, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import DropItem

from newsbot.pipelines import Dropped
from newsbot.revisions import changed_fields

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.spiders.article_spider import ArticleSpider


class Unchanged(DropItem):
    """A stored story whose page says what it said before."""


class Revise:
    """Numbers the next revision of a stored story and names what changed; drops what did not."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Revise:
        """Scrapy's hook."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Scrapy's hook."""
        spider: ArticleSpider = self.crawler.spider  # type: ignore[assignment]  # the only kind of spider of this project
        visit = spider.visits.get(item.url or "")
        if visit is None or visit.look is None:
            return item
        stored = spider.stored_article(visit.look.place)
        if stored is None:
            raise Dropped("known")
        if stored.article_id and item.article_id and stored.article_id != item.article_id:
            # its address leads to another story by now, which the listings will name by its own
            raise Dropped("moved", f"{stored.article_id} leads to {item.article_id}")
        if stored.is_complete and not item.is_complete:
            # a part that failed, or a wall that came later: the longer reading is the better one
            raise Dropped("incomplete", "the stored revision is whole")
        changed = changed_fields(stored, item)
        if not changed:
            raise Unchanged("unchanged")
        item.revision = stored.revision + 1
        item.changed = changed
        return item
