"""A larger invented newspaper: 400 articles named by a feed, a sitemap and an index, with pages in between that hold none."""

from __future__ import annotations

from quick_server import NEVER
from small_paper import story

ARTICLES = 400
EMPTY = (57, 211, 333)
"""Numbers under which the listings name a page without an article."""

FACTS = """feeds=("{at}/rss",), sitemaps=("{at}/sitemap.xml",), index=("{at}/indeks/{date:%Y-%m-%d}?hal={page}",),"""
DAYS = tuple(f"2026-11-{day:02d}" for day in range(1, 11))
PER_PAGE = 20


def day_of(number: int) -> str:
    """The day an article was published on."""
    return DAYS[number % len(DAYS)]


def path_of(number: int) -> str:
    """Where it stands."""
    return f"/warta/read/{number}/jembatan-kampung-randu-{number}"


NUMBERS = range(1, ARTICLES + len(EMPTY) + 1)


class LargePaper:
    """Answers for every address of the paper."""

    address = ""
    hangs = False
    """Whether articles are never answered."""

    def __call__(self, path: str) -> tuple[bytes, str] | None:
        """The page at that path."""
        if path == "/rss":
            items = "".join(
                f"<item><link>{self.address}{path_of(n)}?utm_source=rss</link>"
                f"<pubDate>{int(day_of(n)[-2:])} Nov 2026 08:30:00 +0700</pubDate></item>"
                for n in NUMBERS
                if n % 3 != 0
            )
            return f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "application/rss+xml"
        if path == "/sitemap.xml":
            urls = "".join(
                f"<url><loc>{self.address}{path_of(n)}</loc><lastmod>{day_of(n)}</lastmod></url>"
                for n in NUMBERS
                if n % 3 != 1
            )
            return f"<urlset>{urls}</urlset>".encode(), "application/xml"
        if path.startswith("/indeks/"):
            day, _, page = path.removeprefix("/indeks/").partition("?hal=")
            numbers = [n for n in NUMBERS if day_of(n) == day][(int(page) - 1) * PER_PAGE : int(page) * PER_PAGE]
            links = "".join(f'<a href="{path_of(n)}">Berita {n}</a>' for n in numbers)
            return f"<html><body>{links}</body></html>".encode(), "text/html"
        if path.startswith("/warta/read/"):
            number = int(path.split("/")[3])
            if self.hangs:
                return NEVER
            if number in EMPTY:
                return b"<html><body><p>Maaf.</p></body></html>", "text/html"
            return story(number, day_of(number)).encode(), "text/html; charset=utf-8"
        return None
