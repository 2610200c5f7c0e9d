"""Scrapy's downloader, whose requests stand in the lines of :mod:`newsbot.pace` in place of a queue of their own.

Scrapy counts requests and pauses by host and by crawler; ``newsbot crawl --all`` runs many crawlers whose hosts stand on the
same servers.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.core.downloader import Downloader, Slot
from scrapy.utils.defer import _schedule_coro
from scrapy.utils.httpobj import urlparse_cached

from newsbot import outlets, pace
from newsbot.clock import now
from newsbot.errors import NewsbotError
from newsbot.hosts import Host, host, is_refusal, retry_after
from newsbot.middlewares.dead_hosts import HostGivenUp
from newsbot.urls import lies_on

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

TURNS = "turns"
"""Folder of the data folder where processes keep their turns."""


class PoliteSlot(Slot):
    """One crawler's requests to one host, which stand in the line of the host's media group."""

    __slots__ = ("_downloader", "host", "line", "patience")

    def __init__(
        self, concurrency: int, delay: float, line: pace.Line, asked: Host, downloader: PoliteDownloader
    ) -> None:
        super().__init__(concurrency, delay, 0.0)
        self.line = line
        self.host = asked
        self.patience = downloader.patience
        self._downloader = downloader

    def ask(self) -> None:
        """Send the next request."""
        self._downloader.send_next(self)

    def is_stopping(self) -> bool:
        """Whether the crawl was asked to stop."""
        engine = self._downloader.crawler.engine
        return engine is None or not engine.running or engine._slot is None or engine._slot.closing is not None

    def close(self) -> None:
        """Scrapy's hook."""
        self.line.quit(self)


class PoliteDownloader(Downloader):
    """One request at a time to the servers of a media group and ``DOWNLOAD_DELAY`` seconds of rest after it.

    ``CONCURRENT_REQUESTS_PER_DOMAIN`` and ``DOWNLOAD_SLOTS`` hold as they do for Scrapy's own, by host and port.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._data = Path(self.settings["NEWSBOT_DATA"])
        self.patience = self.settings.getfloat("NEWSBOT_PATIENCE")

    def get_slot_key(self, request: Request) -> str:
        """Host and port, also of a redirected request, which still carries the key of the host it was first sent to."""
        return urlparse_cached(request).netloc.lower()

    def _get_slot(self, request: Request) -> tuple[str, Slot]:  # type: ignore[override]  # Scrapy's takes a spider no more
        key = self.get_slot_key(request)
        slot = self.slots.get(key)
        if slot is None:
            own = self.per_slot_settings.get(key, {})
            slot = PoliteSlot(
                own.get("concurrency", self.domain_concurrency),
                own.get("delay", self._delay),
                pace.line(self._group(urlparse_cached(request).hostname or ""), self._turns()),
                host(key),
                self,
            )
            self.slots[key] = slot
            self._start_slot_gc()
        return key, slot

    def _group(self, name: str) -> str:
        outlet = getattr(self.crawler.spider, "outlet", None)
        if outlet is None or not lies_on(name, outlet.domains):
            with suppress(NewsbotError):
                outlet = outlets.for_url(f"https://{name}/")
        # the hosts of one outlet share servers too
        return (outlet.group or outlet.name) if outlet is not None else name

    def _turns(self) -> Path | None:
        # a folder that no crawl has made, or that cannot be written, is none that another process crawls into
        if self._data.is_dir():
            with suppress(OSError):
                (self._data / TURNS).mkdir(exist_ok=True)
                return self._data / TURNS
        return None

    def _process_queue(self, slot: Slot) -> None:
        if slot.queue:
            slot.line.join(slot)  # type: ignore[attr-defined]

    def send_next(self, slot: PoliteSlot) -> None:
        """The slot's turn has come."""
        slot.lastseen = monotonic()
        request, answer = slot.queue.popleft()
        _schedule_coro(self._wait_for_download(slot, request, answer))

    async def _download(self, slot: Slot, request: Request) -> Response:
        assert isinstance(slot, PoliteSlot)  # noqa: S101 - made in _get_slot
        if slot.host.given_up is not None:
            slot.line.pass_over(slot)
            self._process_queue(slot)
            raise HostGivenUp(slot.host.given_up)
        began = monotonic()
        well = False
        try:
            response = await super()._download(slot, request)
            well = response.status == 200
            self._judge(slot, response)
        finally:
            slot.line.leave(slot, monotonic() - began, well=well)
        return response

    def _judge(self, slot: PoliteSlot, response: Response) -> None:
        # before the line moves on, so that the next request already keeps to what this answer asks for
        if not is_refusal(response.status):
            slot.host.refusals = 0
            return
        asked = response.headers.get("Retry-After") if response.status in (429, 503) else None
        slot.host.refused(
            f"HTTP status {response.status}",
            retry_after=retry_after(asked, now()),
            delay=slot.delay,
            patience=self.patience,
        )
