"""Pages of an outlet that states ``browser=True`` are rendered by a real browser: the extra ``newsbot[browser]``.

The browser stands below the downloader, so that robots.txt, lines and pauses hold for it as for any request. It loads a page's
document and scripts from the outlet's own domains and nothing else: no pictures, no trackers, no other site.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.exceptions import NotConfigured

from newsbot.extras import how_to_install
from newsbot.urls import lies_on

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

    from newsbot.outlets import Outlet

MISSING = f"its pages need a browser: {how_to_install('browser')}, and a Chromium (named by NEWSBOT_BROWSER, on the PATH, or by: playwright install chromium)"

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"

NEEDED = ("document", "script", "xhr", "fetch")
"""Kinds of request, in Playwright's words, without which a page does not come to hold its text."""

PATIENCE = 10_000
"""Milliseconds a page may go on loading before it is taken as it is."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("scrapy_playwright") is not None


def use_browser(settings: BaseSettings, outlet: Outlet) -> None:
    """Settings of a crawl of that outlet, whose priority is a spider's own."""
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), "http": HANDLER, "https": HANDLER}
    program = settings["NEWSBOT_BROWSER"] or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    changes: dict[str, Any] = {
        "DOWNLOAD_HANDLERS": handlers,
        "PLAYWRIGHT_ABORT_REQUEST": partial(_is_unneeded, domains=outlet.domains),
        # Chromium runs strangers' code; its own sandbox does not start for root
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": program,
            "chromium_sandbox": os.name != "posix" or os.geteuid() != 0,
        },
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": settings.getfloat("DOWNLOAD_TIMEOUT") * 1000,
    }
    for name, value in changes.items():
        settings.set(name, value, priority="spider")


class Rendered:
    """Sends stories and index pages to the browser; feeds, sitemaps and robots.txt need none."""

    def __init__(self, crawler: Crawler) -> None:
        outlet = getattr(crawler.spidercls, "outlet", None)
        if outlet is None or not outlet.browser or crawler.settings["NEWSBOT_REPLAY"] or not is_installed():
            raise NotConfigured
        from scrapy_playwright.page import PageMethod  # type: ignore[import-untyped]

        self._methods = [PageMethod(_settle)]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's hook."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Scrapy's hook."""
        listing = request.cb_kwargs.get("listing")
        if "story" in request.cb_kwargs or (listing is not None and listing.kind in ("index", "search")):
            request.meta["playwright"] = True
            request.meta["playwright_page_methods"] = self._methods


async def _settle(page: Any) -> None:
    from playwright.async_api import TimeoutError as StillLoading

    with suppress(StillLoading):
        await page.wait_for_load_state("networkidle", timeout=PATIENCE)


def _is_unneeded(request: Any, *, domains: tuple[str, ...]) -> bool:
    host = urlsplit(request.url).hostname
    return request.resource_type not in NEEDED or not lies_on(host, domains)
