"""A story that leads to another site is told, where Scrapy's middleware lets it vanish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.offsite import OffsiteMiddleware

if TYPE_CHECKING:
    from scrapy import Request, Spider


class ToldOffsite(OffsiteMiddleware):
    """Refuses offsite requests on their way to the downloader, which calls the request's errback.

    Scrapy also refuses them when they are scheduled, and then neither errback nor signal says that a redirect ended there.
    """

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Refuse it unless it is on site or may leave it; ``dont_filter`` is for the filter of duplicates alone."""
        super().process_request(request.replace(dont_filter=False) if request.dont_filter else request)

    def request_scheduled(self, request: Request, spider: Spider) -> None:
        """Let it pass; :meth:`process_request` will see it."""
