"""Scrapy's log lines with the address of an article in place of the whole article."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy import logformatter

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response
    from scrapy.logformatter import LogFormatterResult
    from twisted.python.failure import Failure


_engine_log = logging.getLogger("scrapy.core.engine")


class LogFormatter(logformatter.LogFormatter):
    """One line an event."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> LogFormatterResult:
        """A page; ``None`` when nobody would read of it."""
        if not _engine_log.isEnabledFor(logging.DEBUG):
            return None  # type: ignore[return-value]  # documented, but not in Scrapy's annotation
        return super().crawled(request, response, spider)

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> LogFormatterResult:
        """A kept article."""
        return {"level": logging.DEBUG, "msg": "Kept %(url)s", "args": {"url": _address(item)}}

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A dropped article and the reason."""
        args = {"reason": exception, "url": _address(item)}
        return {"level": logging.DEBUG, "msg": "Dropped %(url)s: %(reason)s", "args": args}

    def item_error(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider
    ) -> LogFormatterResult:
        """A pipeline that failed on an article."""
        return {"level": logging.ERROR, "msg": "Error processing %(url)s", "args": {"url": _address(item)}}


def _address(item: Any) -> str:
    return getattr(item, "url", None) or type(item).__name__
