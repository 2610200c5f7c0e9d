"""No page is asked for in the name of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.spidermiddlewares.referer import RefererMiddleware

if TYPE_CHECKING:
    from scrapy.http import Request, Response


class NoReferer(RefererMiddleware):
    """Sets no ``Referer``: a crawler named as the origin of its own visits would skew an outlet's statistics.

    Scrapy's middleware can do that too, by policy, at the price of an asynchronous generator a page; without any, its redirects
    warn that they miss one.
    """

    process_spider_output = None  # type: ignore[assignment]  # what a middleware has none of
    process_spider_output_async = None  # type: ignore[assignment]

    def get_processed_request(self, request: Request, response: Response | None) -> Request:
        """Leave the request as it is."""
        return request
