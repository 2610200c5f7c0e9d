"""A host's robots.txt may ask for longer pauses: Crawl-delay and Request-rate, which Scrapy reads and does not keep."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.utils.httpobj import urlparse_cached

from newsbot.hosts import LONGEST_CRAWL_DELAY, host

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)


class RobotsPace:
    """Makes the pauses after a request to a host as long as its robots.txt asks for; shorter than they were they never get."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signals.robots_parsed)
        return extension

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Scrapy's hook: called once a host."""
        name = urlparse_cached(request).netloc.lower()
        wanted = max(robotparser.crawl_delay(self._agent) or 0.0, _request_rate(robotparser, self._agent))
        if wanted > LONGEST_CRAWL_DELAY:
            logger.warning(
                "%s: robots.txt asks for %g seconds between requests, which counts as a mistake: %g it is",
                name,
                wanted,
                LONGEST_CRAWL_DELAY,
            )
        asked = host(name)
        asked.pause = max(asked.pause, min(wanted, LONGEST_CRAWL_DELAY))
        # the next request waits for it too, and not only those after it
        asked.rest(0.0, well=False, adapt=False)


def _request_rate(robotparser: RobotParser, agent: str) -> float:
    # Scrapy's parsers have no word for it, the one behind its default parser does
    rate: Any = getattr(getattr(robotparser, "rp", None), "request_rate", lambda _agent: None)(agent)
    return rate.seconds / rate.requests if rate and rate.requests > 0 else 0.0
