"""A small invented newspaper that a real HTTP server prints: feed, news sitemap, dated index, stories in parts."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

OUTLET_FILE = """
from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="{name}",
    title="Harian Contoh",
    domains=("127.0.0.1",),
    article_url=r"/(?P<section>[a-z]+)/read/(?P<id>\\d+)",
    body=("div.isi",),
    title_css=("h1::text",),
    {facts}
)
"""

PARAGRAPHS = (
    "Warga Kampung Randu bergotong royong memperbaiki jembatan bambu yang putus diterjang banjir pada awal pekan ini.",
    "Kepala kampung mengatakan pekerjaan itu ditargetkan selesai sebelum musim tanam dimulai pada bulan depan.",
    "Sejumlah pemuda dari kampung tetangga ikut membantu mengangkut bambu dari kebun di seberang sungai.",
)


def story(
    number: int, day: str, *, extra: str = "", title: str | None = None, paragraphs: tuple[str, ...] = PARAGRAPHS
) -> str:
    """A page of the paper."""
    text = "".join(f"<p>{paragraph} Laporan nomor {number}.</p>" for paragraph in paragraphs)
    title = title or f"Jembatan Kampung Randu Kembali Berdiri Setelah {number} Hari"
    return f"""<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>{title}</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{day}T08:30:00+07:00"></head>
<body><article><h1>{title}</h1><div class="isi">{text}</div>{extra}</article></body></html>"""


class SmallPaper:
    """What the server answers: path (with query) to body; anything else is a 404. ``moved`` holds redirects, ``asked`` what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.address = ""
        self._news = threading.Condition()

    def was_asked(self, path: str) -> None:
        """A reader came."""
        with self._news:
            self.asked.append(path)
            self._news.notify_all()

    def wait_for(self, part: str, times: int) -> None:
        """Wait until addresses with that part were asked for so many times."""
        with self._news:
            assert self._news.wait_for(lambda: sum(part in path for path in self.asked) >= times, timeout=60)

    def put(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> None:
        """Publish a page."""
        self.pages[path] = body if isinstance(body, bytes) else body.encode()
        self.kinds[path] = kind

    def put_story(self, number: int, day: str, section: str = "warta") -> str:
        """Publish a story and return its address."""
        path = f"/{section}/read/{number}/jembatan-kampung-randu-{number}"
        self.put(path, story(number, day))
        return self.address + path

    def put_feed(self, path: str, entries: list[tuple[str, str]]) -> None:
        """Publish an RSS feed of addresses and RFC 822 dates."""
        items = "".join(f"<item><link>{url}</link><pubDate>{when}</pubDate></item>" for url, when in entries)
        self.put(
            path, f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml"
        )

    def put_news_sitemap(self, path: str, entries: list[tuple[str, str]]) -> None:
        """Publish a gzipped news sitemap of addresses and ISO dates."""
        urls = "".join(
            f"<url><loc>{url}</loc><news:news><news:publication_date>{when}</news:publication_date></news:news></url>"
            for url, when in entries
        )
        spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
        self.put(path, gzip.compress(f"<urlset {spaces}>{urls}</urlset>".encode()), "application/octet-stream")

    def save(self, folder: Path, outlet_facts: str = "", name: str = "contoh") -> Path:
        """Write the paper's outlet file into that folder; ``{at}`` in the facts is the server's address."""
        folder.mkdir(parents=True, exist_ok=True)
        facts = outlet_facts.replace("{at}", self.address)
        (folder / f"{name}.py").write_text(OUTLET_FILE.format(name=name, facts=facts), encoding="utf-8")
        return folder


@contextmanager
def printed() -> Iterator[SmallPaper]:
    """The paper on a free port of this machine."""
    paper = SmallPaper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paper.was_asked(self.path)
            paper.agents.add(self.headers["User-Agent"])
            body = paper.pages.get(self.path)
            target = paper.moved.get(self.path)
            self.send_response(302 if target else 404 if body is None else 200)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Type", paper.kinds.get(self.path, "text/html"))
            self.end_headers()
            self.wfile.write(body or b"<html><body><h1>404 Halaman tidak ditemukan</h1></body></html>")

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
