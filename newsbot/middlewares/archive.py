"""Every answer of a crawl is kept as it came, before redirects and spiders see it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import deferred_from_coro

from newsbot.clock import FETCHED_AT, now

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers, Response

    from newsbot.archive import PageArchive


class ArchivePages:
    """Hands answers to the page archive that the article pipeline opened; without one it lets them pass.

    When an answer cannot be kept, the crawl ends, as it does when lines cannot be written.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.archive: PageArchive | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Scrapy's hook."""
        # "not modified" holds no page, and in a replay it would stand in the way of the one that does
        if self.archive is None or response.status == 304:
            return response
        moment = now()
        try:
            self.archive.keep(
                request.url,
                moment,
                asked=(request.method, _pairs(request.headers)),
                status=response.status,
                headers=_pairs(response.headers),
                body=response.body,
            )
        except (OSError, sqlite3.Error) as error:
            words = f"archive {self.archive.folder} cannot be written: {getattr(error, 'strerror', None) or error}"
            self.archive = None
            deferred_from_coro(self.crawler.engine.close_spider_async(reason=words))
            raise IgnoreRequest(words) from None
        request.meta[FETCHED_AT] = moment
        return response


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in (values if isinstance(values, list) else [values])
    ]
