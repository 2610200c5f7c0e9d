"""Invented newspapers that a real HTTP server prints and that misbehave on purpose; the server keeps a log with times.

Each paper has an address of its own in 127.0.0.0/8, as newspapers have hosts of their own. All of that net is this machine on Linux.
"""

from __future__ import annotations

import itertools
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from small_paper import story

OUTLET_FILE = """
from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="{name}",
    title="Harian {name}",
    domains=("{host}",),
    feeds=("{at}/rss",),
    article_url=r"/(?P<section>[a-z]+)/read/(?P<id>\\d+)",
    body=("div.isi",),
    title_css=("h1::text",),
    {facts}
)
"""

DAY = "2026-11-01"


@dataclass(slots=True)
class Answer:
    """What the server sends."""

    body: str | bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


@dataclass(slots=True)
class Visit:
    """One request: path, seconds (monotonic) from its arrival to the end of its answer, headers by lower-case name, status sent."""

    path: str
    began: float
    ended: float
    headers: dict[str, str]
    status: int


class MisbehavingPaper:
    """One newspaper with a feed and so many good stories.

    ``trouble`` sees each request first: path and how often it was asked before; what it returns is the answer, ``None`` is the
    paper's own answer, and it may do worse to the connection it is given.
    """

    def __init__(self, name: str, host: str, *, stories: int = 3, facts: str = "") -> None:
        self.name = name
        self.host = host
        self.facts = facts
        self.address = ""
        self.visits: list[Visit] = []
        self.pages: dict[str, Answer] = {}
        self.feed_headers: dict[str, str] = {}
        self.trouble: Callable[[str, int, BaseHTTPRequestHandler], Answer | None] = lambda _path, _times, _handler: None
        self._stories = stories
        self._lock = threading.Lock()
        self._news = threading.Condition()
        self._times: dict[str, int] = {}

    def print_pages(self) -> None:
        """Fill the pages, once the address is known."""
        paths = [f"/warta/read/{number}/jembatan-kampung-randu-{number}" for number in range(1, self._stories + 1)]
        for number, path in enumerate(paths, 1):
            self.pages[path] = Answer(story(number, DAY))
        self.pages["/rss"] = Answer(self.feed(paths), headers=self.feed_headers, kind="application/rss+xml")

    def feed(self, paths: list[str]) -> str:
        """A feed of those stories."""
        items = "".join(
            f"<item><link>{self.address}{path}</link><pubDate>Sun, 01 Nov 2026 08:30:00 +0700</pubDate></item>"
            for path in paths
        )
        return f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>"

    def answer(self, path: str, handler: BaseHTTPRequestHandler) -> Answer | None:
        """The answer to a request; ``None`` when there will be none."""
        with self._lock:
            times = self._times.get(path, 0)
            self._times[path] = times + 1
        return self.trouble(path, times, handler) or self.pages.get(path) or Answer("<h1>404</h1>", 404)

    def note(self, visit: Visit) -> None:
        """A reader was answered."""
        with self._news:
            self.visits.append(visit)
            self._news.notify_all()

    def wait_for(self, part: str) -> None:
        """Wait until an address with that part was answered."""
        with self._news:
            assert self._news.wait_for(lambda: self.paths(part), timeout=60)

    def paths(self, part: str = "") -> list[str]:
        """What was asked for, in order."""
        return [visit.path for visit in self.visits if part in visit.path]

    def gaps(self) -> list[float]:
        """Seconds between the arrivals of requests, in order."""
        began = sorted(visit.began for visit in self.visits)
        return [after - before for before, after in itertools.pairwise(began)]

    def save(self, folder: Path) -> None:
        """Write the paper's outlet file into that folder."""
        folder.mkdir(parents=True, exist_ok=True)
        text = OUTLET_FILE.format(name=self.name, host=self.host, at=self.address, facts=self.facts)
        (folder / f"{self.name}.py").write_text(text.replace("{at}", self.address), encoding="utf-8")


def reset(handler: BaseHTTPRequestHandler) -> None:
    """Cut the connection the hard way, with a TCP reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    # closed itself, where the socket's close() would wait for those who still read from it
    os.close(handler.connection.detach())


@contextmanager
def printed(*papers: MisbehavingPaper) -> Iterator[None]:
    """Those papers, each on its own address."""
    servers = []
    for paper in papers:
        server = ThreadingHTTPServer((paper.host, 0), _handler(paper))
        server.daemon_threads = True
        paper.address = f"http://{paper.host}:{server.server_port}"
        paper.print_pages()
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        servers.append((server, thread))
    try:
        yield
    finally:
        for server, thread in servers:
            server.shutdown()
            server.server_close()
            thread.join()


def _handler(paper: MisbehavingPaper) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            began = time.monotonic()
            status = 0
            try:
                answer = paper.answer(self.path, self)
                if answer is not None and not self.wfile.closed and self.connection.fileno() >= 0:
                    status = answer.status
                    body = answer.body.encode() if isinstance(answer.body, str) else answer.body
                    self.send_response(answer.status)
                    for name, value in {"Content-Type": answer.kind, **answer.headers}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
            except OSError:
                status = 0
                # the reader hung up
                self.close_connection = True
            headers = {name.lower(): value for name, value in self.headers.items()}
            paper.note(Visit(self.path, began, time.monotonic(), headers, status))

        def log_message(self, *args: object) -> None:
            pass

    return Handler
