"""A host that cannot be reached, or that keeps refusing, is left alone for the rest of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.utils.httpobj import urlparse_cached

from newsbot.hosts import Host, host

if TYPE_CHECKING:
    from scrapy import Request
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
    """A request to a host that is given up; ``cause`` is what was the last straw."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"host given up: {cause}")
        self.cause = cause


class DeadHosts:
    """Counts failures to reach a host, and refuses what is still asked of one that is given up.

    An outlet has dozens of listings on one host, and each would be tried three times with pauses between. Refusals are
    counted where they arrive, in :mod:`newsbot.downloader`.
    """

    def process_request(self, request: Request) -> None:
        """Scrapy's hook."""
        _stop_at(_host(request))

    def process_response(self, request: Request, response: Response) -> Response:
        """Scrapy's hook; what it raises keeps the request from being retried."""
        asked = _host(request)
        asked.has_answered = True
        asked.failures = 0
        _stop_at(asked)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Scrapy's hook; what it raises keeps the request from being retried."""
        weight = next((weight for kind, weight in WEIGHTS.items() if isinstance(exception, kind)), 0)
        if not weight:
            return
        asked = _host(request)
        asked.failures += weight
        if asked.failures >= (PATIENCE_ONCE_ANSWERED if asked.has_answered else PATIENCE):
            asked.given_up = asked.given_up or exception
            raise HostGivenUp(exception)


def _host(request: Request) -> Host:
    return host(urlparse_cached(request).netloc.lower())


def _stop_at(asked: Host) -> None:
    if asked.given_up is not None:
        raise HostGivenUp(asked.given_up)
