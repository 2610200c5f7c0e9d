"""Every request waits for its host's robots.txt, however many wait at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.robotstxt import RobotParser


class ObeyedRobots(RobotsTxtMiddleware):
    """Scrapy's middleware, in which all requests that wait for one robots.txt are told what it says.

    In Scrapy 2.19 they wait for one Deferred as for so many asyncio futures; the first of them takes the answer out of it, and the
    others read "no robots.txt", which allows everything.
    """

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
