"""An HTTP/1.1 server that costs little: kept connections, answers made by one function, no framework.

Tests run it in a thread (:func:`served`), benchmarks in a process of its own (:func:`served_apart`), so that what it costs is
not counted as the crawler's.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

Answer = tuple[bytes, str]
"""A body and its content type."""

NEVER: Answer = (b"", "never")
"""The answer of a server that hangs: none."""

Answers = Callable[[str], "Answer | None"]
"""From a path with its query to an answer; ``None`` is a 404."""


@dataclass
class QuickServer:
    """A running server: its address, and what was asked for so far."""

    answers: Answers
    address: str = ""
    asked: list[str] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def was_asked(self, path: str) -> None:
        """A reader came."""
        with self._news:
            self.asked.append(path)
            self._news.notify_all()

    def wait_for(self, requests: int, *, unless: Callable[[], bool], part: str = "") -> None:
        """Wait until so many requests for paths with that part came since the last :meth:`forget`, or waiting is pointless."""
        with self._news:
            while sum(part in path for path in self.asked) < requests and not unless():
                self._news.wait(timeout=0.05)

    def forget(self) -> None:
        """Count from zero."""
        with self._news:
            self.asked.clear()


class _Conversation(asyncio.Protocol):
    def __init__(self, answers: Answers, was_asked: Callable[[str], None]) -> None:
        self._answers = answers
        self._was_asked = was_asked
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while b"\r\n\r\n" in self._received:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            self._was_asked(path)
            answer = self._answers(path)
            if answer is NEVER:
                continue
            body, kind = answer or (b"<html><body><h1>404 Halaman tidak ditemukan</h1></body></html>", "text/html")
            status = "200 OK" if answer else "404 Not Found"
            self._transport.write(
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            )


async def _serve(
    answers: Answers, was_asked: Callable[[str], None], started: Callable[[int], None], stop: asyncio.Event
) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Conversation(answers, was_asked), "127.0.0.1", 0)
    started(server.sockets[0].getsockname()[1])
    await stop.wait()
    server.close()


@contextmanager
def served(answers: Answers) -> Iterator[QuickServer]:
    """The server on a free port, in a thread of this process."""
    server = QuickServer(answers)
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def started(port: int) -> None:
        server.address = f"http://127.0.0.1:{port}"
        ready.set()

    thread = threading.Thread(
        target=lambda: loop.run_until_complete(_serve(answers, server.was_asked, started, stop)), daemon=True
    )
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


@contextmanager
def served_apart(make_answers: Callable[[str], Answers]) -> Iterator[str]:
    """The server in a process of its own; yields its address.

    :param make_answers: a function of a module, called there with the server's address.
    """
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run_apart, args=(make_answers, there), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _run_apart(make_answers: Callable[[str], Answers], parent: Connection) -> None:
    answers: Answers = lambda _path: None  # noqa: E731 - replaced once the address is known

    def started(port: int) -> None:
        nonlocal answers
        answers = make_answers(f"http://127.0.0.1:{port}")
        parent.send(f"http://127.0.0.1:{port}")

    asyncio.run(_serve(lambda path: answers(path), lambda _path: None, started, asyncio.Event()))
