"""Every request waits for its host's robots.txt, however many wait at once; where it cannot be read, nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser


SWELLED = "Ignored response"
"""How the words begin with which Scrapy refuses an answer that is too large when unpacked; it has no type for it."""


class RobotsUnreachable(IgnoreRequest):
    """A request to a host whose robots.txt could not be read; the words say why."""


class ObeyedRobots(RobotsTxtMiddleware):
    """Scrapy's middleware, in which all requests that wait for one robots.txt are told what it says.

    In Scrapy 2.19 they wait for one Deferred as for so many asyncio futures; the first of them takes the answer out of it, and the
    others read "no robots.txt", which allows everything.

    A robots.txt that exists and cannot be had forbids everything for this run (RFC 9309, 2.3.1.4): one that is answered with a server
    error or 429, and one that is too large. A host that is given up is told as such.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._unreachable: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Scrapy's hook, once robots.txt is read."""
        why = self._unreachable.get(urlparse_cached(request).netloc)
        if why is not None:
            raise RobotsUnreachable(why)
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._unreachable[netloc] = f"HTTP status {response.status}"
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        too_large = isinstance(exc, DownloadCancelledError) or str(exc).startswith(SWELLED)
        if too_large:
            self._unreachable[netloc] = "too large"
        elif not isinstance(exc, IgnoreRequest):
            self._unreachable[netloc] = type(exc).__name__
        super()._robots_error(exc, netloc)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """What the request's host says of it, if anything."""
        netloc = urlparse_cached(request).netloc
        asked = self._parsers.get(netloc)
        if not isinstance(asked, Deferred):
            return await super().robot_parser(request)
        answered: Deferred[None] = Deferred()

        def tell(said: RobotParser | None) -> RobotParser | None:
            answered.callback(None)
            return said

        asked.addCallback(tell)
        await maybe_deferred_to_future(answered)
        parser = self._parsers[netloc]
        return None if isinstance(parser, Deferred) else parser
