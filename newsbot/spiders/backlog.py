"""New stories that wait for their turn outside Scrapy's scheduler.

A sitemap names up to 50,000 stories. As requests they would hold some kilobytes each until the last one is fetched, as
addresses a tenth of that.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, datetime

from newsbot.discovery import without_campaign
from newsbot.listings import Entry

BATCH = 100
"""Requests that are put into the scheduler together."""


class Backlog:
    """Addresses of new stories, in the order in which listings named them.

    :param concurrency: requests that Scrapy makes at once. So many stories must always be left in the scheduler, or else it
        would choose further listings.
    """

    def __init__(self, concurrency: int = 16) -> None:
        self._fewest = 2 * concurrency
        self._batch = max(BATCH, self._fewest)
        self._waiting: deque[tuple[str, datetime | date | None]] = deque()
        self._queued: set[str] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, entries: Iterable[Entry]) -> None:
        """Let them wait."""
        self._waiting.extend((without_campaign(entry.url), entry.modified) for entry in entries)

    def answered(self, url: str) -> None:
        """There is an answer for that address, whatever it is."""
        self._queued.discard(url)

    def forget_queued(self) -> None:
        """The crawl has nothing to do, whether there were answers or not."""
        self._queued.clear()

    def take(self) -> list[Entry]:
        """Those that are to be put into the scheduler now."""
        if len(self._queued) > self._fewest:
            return []
        batch = [self._waiting.popleft() for _ in range(min(self._batch, len(self._waiting)))]
        self._queued.update(url for url, _ in batch)
        return [Entry(url, modified=modified) for url, modified in batch]
