"""The spider of an outlet, made from the outlet's file.

An outlet is knowledge and a spider is behaviour, so the classes made here hold nothing but the outlet, and a contract that
``scrapy check`` runs: the outlet's first feed or sitemap still leads somewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsbot.discovery import Listing
from newsbot.outlets import Outlet
from newsbot.spiders.article_spider import ArticleSpider

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response


def spider_class(outlet: Outlet, module: str = __name__) -> type[ArticleSpider]:
    """The spider of that outlet.

    :param module: where the class is to be found; Scrapy lists those of a module that say they are its own.
    """
    facts: dict[str, object] = {"name": outlet.name, "outlet": outlet, "__module__": module, "__doc__": outlet.title}
    listing = next(iter((*outlet.feeds, *outlet.sitemaps)), None)
    if listing:

        def parse_listing(self: ArticleSpider, response: Response, listing: Listing | None = None) -> Iterator[Request]:
            return ArticleSpider.parse_listing(self, response, listing)

        parse_listing.__doc__ = f"{ArticleSpider.parse_listing.__doc__}\n\n@url {listing}\n@returns requests 1\n"
        facts["parse_listing"] = parse_listing
    name = "".join(part.capitalize() for part in outlet.name.split("_"))
    return type(f"{name}Spider", (ArticleSpider,), facts)
