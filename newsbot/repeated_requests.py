"""When two requests are the same, and which were made before: a filter of duplicates that stays small."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from scrapy.dupefilters import RFPDupeFilter

from newsbot.key_set import KeySet

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class ByAddress:
    """Requests with the same method, address and body are the same.

    Scrapy's own fingerprinter takes the query apart and sorts it, for each request.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ByAddress:
        """Scrapy's hook."""
        return cls()

    def fingerprint(self, request: Request) -> bytes:
        """Scrapy's hook."""
        address = request.url.partition("#")[0]
        return blake2b(f"{request.method} {address}\n".encode() + request.body, digest_size=16).digest()


class SmallDupeFilter(RFPDupeFilter):
    """Scrapy's filter of requests made before, in a fifth of its memory; with ``JOBDIR`` it is Scrapy's own."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._made = KeySet()

    def request_seen(self, request: Request) -> bool:
        """Scrapy's hook."""
        if self.file:
            return super().request_seen(request)
        key = int.from_bytes(self.fingerprinter.fingerprint(request)[:8], "big", signed=True)
        if key in self._made:
            return True
        self._made.add(key)
        return False
