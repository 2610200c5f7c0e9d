"""Replay and archive as Scrapy add-ons: with ``NEWSBOT_REPLAY`` set no request of a crawl can reach the network, and with
``NEWSBOT_ARCHIVE`` every answer is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.responsetypes import responsetypes

from newsbot.clock import FETCHED_AT
from newsbot.middlewares.archive import ArchivePages
from newsbot.replay import open_saved

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.settings import Settings

SCHEMES = ("http", "https")
OTHER_SCHEMES = ("data", "file", "ftp", "s3")


class Replay:
    """Puts :class:`ReplayDownloadHandler` in the place of every download handler, and drops the pauses between requests."""

    def update_settings(self, settings: Settings) -> None:
        """Scrapy's hook: called once a crawler, before its engine is made."""
        if not settings.get("NEWSBOT_REPLAY"):
            return
        handlers = dict.fromkeys(SCHEMES, "newsbot.addons.ReplayDownloadHandler")
        changes: dict[str, object] = {
            # the handlers, and not a middleware, so that robots.txt, redirects and retries pass here too
            "DOWNLOAD_HANDLERS": handlers | dict.fromkeys(OTHER_SCHEMES),
            "DOWNLOAD_DELAY": 0,
            # no server, no line
            "DOWNLOADER": "scrapy.core.downloader.Downloader",
            # the rules were kept when the pages were fetched
            "ROBOTSTXT_OBEY": False,
            # what is not saved will not be saved in a second either
            "RETRY_ENABLED": False,
        }
        for name, value in changes.items():
            settings.set(name, value, priority="cmdline")


class Archive:
    """Puts :class:`~newsbot.middlewares.archive.ArchivePages` where it sees every answer, redirects too, and sees it decoded."""

    def update_settings(self, settings: Settings) -> None:
        """Scrapy's hook: called once a crawler, before its engine is made."""
        if not settings.getbool("NEWSBOT_ARCHIVE") or settings.get("NEWSBOT_REPLAY"):
            return
        # Scrapy unpacks bodies only after it followed redirects (600)
        order = {HttpCompressionMiddleware: 650, ArchivePages: 640}
        for middleware, place in order.items():
            settings.set_in_component_priority_dict("DOWNLOADER_MIDDLEWARES", middleware, place)


class ReplayDownloadHandler(BaseDownloadHandler):
    """Answers every request from the folder or WARC file that ``NEWSBOT_REPLAY`` names; what is not in it is a 404."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pages = open_saved(crawler.settings["NEWSBOT_REPLAY"])

    async def download_request(self, request: Request) -> Response:
        """Scrapy's hook."""
        saved = self._pages.get(request.url)
        if saved is None:
            return responsetypes.from_args(url=request.url)(request.url, status=404, flags=["replay"])
        if saved.date is not None:
            request.meta[FETCHED_AT] = saved.date
        headers: dict[str, list[str]] = {}
        for name, value in saved.headers:
            headers.setdefault(name, []).append(value)
        kind = headers.get("Content-Type", [""])[0]
        cls = (
            responsetypes.from_mimetype(kind.partition(";")[0].strip())
            if kind
            else responsetypes.from_args(url=request.url)
        )
        return cls(request.url, status=saved.status, headers=headers, body=saved.body, flags=["replay"])
