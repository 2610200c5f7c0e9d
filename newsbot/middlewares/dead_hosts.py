"""A host that cannot be reached is left alone for the rest of a run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

WEIGHTS: dict[type[Exception], int] = {
    CannotResolveHostError: 1,
    DownloadConnectionRefusedError: 1,
    DownloadFailedError: 1,
    # each has cost DOWNLOAD_TIMEOUT seconds
    DownloadTimeoutError: 2,
}
"""Failures that say the host cannot be reached, and how much each counts."""

PATIENCE = 3
"""Failures in a row after which a host that never answered is given up: one page and its retries."""

PATIENCE_ONCE_ANSWERED = 9
"""The same for a host that has answered in this run: three pages and their retries."""


class HostGivenUp(IgnoreRequest):
    """A request to a host that is given up; ``cause`` is the failure that was the last straw."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"host given up: {cause}")
        self.cause = cause


class DeadHosts:
    """Counts failures to reach a host, and refuses what is still asked of one that is given up.

    An outlet has dozens of listings on one host, and each would be tried three times with pauses between.
    """

    def __init__(self) -> None:
        self._failures: Counter[str] = Counter()
        self._answered: set[str] = set()
        self._dead: dict[str, Exception] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        return cls()

    def process_request(self, request: Request) -> None:
        """Scrapy's hook."""
        cause = self._dead.get(_host(request))
        if cause is not None:
            raise HostGivenUp(cause)

    def process_response(self, request: Request, response: Response) -> Response:
        """Scrapy's hook."""
        host = _host(request)
        self._answered.add(host)
        self._failures.pop(host, None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Scrapy's hook; what it raises keeps the request from being retried."""
        weight = next((weight for kind, weight in WEIGHTS.items() if isinstance(exception, kind)), 0)
        if not weight:
            return
        host = _host(request)
        self._failures[host] += weight
        if self._failures[host] >= (PATIENCE_ONCE_ANSWERED if host in self._answered else PATIENCE):
            self._dead[host] = exception
            raise HostGivenUp(exception)


def _host(request: Request) -> str:
    parts = urlparse_cached(request)
    return parts.netloc.lower()
