"""Only what was asked for is kept: days, keyword, section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.discovery import in_section, same_section
from newsbot.pipelines import Dropped
from newsbot.search import mentions

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.items import Article
    from newsbot.spiders.article_spider import ArticleSpider


class Select:
    """Drops articles outside the spider's window, without its keyword, or of another section.

    Listings do not always tell these, or tell them wrong, so the article itself has the last word.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Select:
        """Scrapy's hook."""
        return cls(crawler)

    def process_item(self, item: Article) -> Article:
        """Scrapy's hook."""
        spider: ArticleSpider = self.crawler.spider  # type: ignore[assignment]  # the only kind of spider of this project
        if spider.is_look(item):
            # it was chosen when it was stored
            return item
        if not spider.window.is_open:
            if item.published_at is None:
                raise Dropped("undated")
            if not spider.window.holds(item.published_at):
                raise Dropped("outside_window", str(item.published_at))
        if spider.query is not None and not mentions(item, spider.query):
            raise Dropped("keyword")
        if spider.section and not (
            same_section(item.section, spider.section) or in_section(item.url or "", spider.section)
        ):
            raise Dropped("section", item.section or "")
        return item
