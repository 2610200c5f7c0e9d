"""``newsbot watch`` as a real process on a real server: what is published while it runs is stored while it runs."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from small_paper import SmallPaper

from newsbot.clock import now
from newsbot.hosts import PATIENCE
from newsbot.outlets import Outlet
from newsbot.storage import Store

ROOT = Path(__file__).parent.parent
FEED = 'feeds=("{at}/rss",)'
QUICK = {"FASTEST": 0.1, "FIRST": 0.1, "SLOWEST": 0.5, "RUN": 3600}


class Newsroom(SmallPaper):
    """A paper whose pages have entity tags; ``answers`` notes path, condition and status of each answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[tuple[str, str | None, int]] = []
        self.broken: dict[str, int] = {}
        self.retry_after = ""
        self.numbers: list[int] = []
        self._changed = threading.Condition()

    def publish(self, number: int) -> None:
        """A story appears, and the feed names it."""
        self.put_story(number, now().date().isoformat())
        self.numbers.insert(0, number)
        links = [f"{self.address}/warta/read/{n}/jembatan-kampung-randu-{n}" for n in self.numbers]
        self.put_feed("/rss", [(link, format_datetime(now())) for link in links])

    def note(self, path: str, condition: str | None, status: int) -> None:
        """An answer went out."""
        with self._changed:
            self.answers.append((path, condition, status))
            self._changed.notify_all()

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Wait for answers until that holds."""
        with self._changed:
            assert self._changed.wait_for(holds, timeout=180), self.answers[-20:]

    def count(self, path: str, status: int | None = None) -> int:
        """Answers under that path so far."""
        return sum(p == path and status in (None, s) for p, _, s in self.answers)


@pytest.fixture
def room() -> Iterator[Newsroom]:
    room = Newsroom()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = room.pages.get(self.path)
            tag, condition = f'"{hash(body)}"', self.headers["If-None-Match"]
            status = 404 if body is None else room.broken.get(self.path) or (304 if condition == tag else 200)
            self.send_response(status)
            self.send_header("Content-Type", room.kinds.get(self.path, "text/html"))
            self.send_header("ETag", tag)
            if status == 503 and room.retry_after:
                self.send_header("Retry-After", room.retry_after)
            self.end_headers()
            if status == 200:
                self.wfile.write(body or b"")
            room.note(self.path, condition, status)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    room.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield room
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def watching(room: Newsroom, folder: Path, facts: str = FEED, **seconds: float) -> Iterator[subprocess.Popen[str]]:
    outlets = room.save(folder / "outlets", facts)
    pauses = (f"NEWSBOT_WATCH_{name}_SECONDS={value}" for name, value in {**QUICK, **seconds}.items())
    options = [option for pair in ("DOWNLOAD_DELAY=0", *pauses) for option in ("-s", pair)]
    with subprocess.Popen(
        [sys.executable, "-m", "newsbot", "watch", "contoh", *options],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(folder / "data"), "NEWSBOT_CONTACT": "x@example.id"},
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=180)
    assert process.returncode == 0, errors
    return errors


def stored(folder: Path) -> list[int]:
    files = (folder / "data").glob("articles/contoh/*.jsonl")
    return sorted(
        int(json.loads(line)["article_id"]) for file in files for line in file.read_text("utf-8").splitlines()
    )


def wait_for_stories(folder: Path, numbers: list[int]) -> None:
    deadline = time.monotonic() + 180
    while stored(folder) != numbers:
        assert time.monotonic() < deadline, stored(folder)
        time.sleep(0.02)  # the store tells nobody


def runs(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "data" / "runs").glob("*.json"))
    return [json.loads(file.read_text("utf-8"))["outlets"]["contoh"] for file in files]


def wait_for_runs(folder: Path, holds: Callable[[list[dict[str, Any]]], bool]) -> None:
    """Wait until that holds of the runs that have ended."""
    deadline = time.monotonic() + 180
    while not holds([run for run in runs(folder) if run["verdict"] != "running"]):
        assert time.monotonic() < deadline, runs(folder)
        time.sleep(0.02)  # a run file tells nobody either


def test_a_story_published_while_it_watches_is_stored_and_sigterm_ends_it_well(room: Newsroom, tmp_path: Path) -> None:
    room.publish(1)
    with watching(room, tmp_path) as process:
        wait_for_stories(tmp_path, [1])
        room.publish(2)
        wait_for_stories(tmp_path, [1, 2])
        room.publish(3)
        wait_for_stories(tmp_path, [1, 2, 3])
        errors = stop(process)
    (told,) = errors.splitlines()
    assert told.startswith("newsbot watch: 1 outlet, each asked for the first time within ")
    assert told.endswith(" seconds; SIGTERM or Ctrl-C ends it")
    (run,) = runs(tmp_path)
    assert (run["verdict"], run["listed"], run["kept"], run["failed"]) == ("stopped", 3, 3, {})
    assert sum("/read/" in path for path, _, _ in room.answers) == 3


def test_a_feed_that_has_not_changed_is_not_sent_again(room: Newsroom, tmp_path: Path) -> None:
    room.publish(1)
    with watching(room, tmp_path) as process:
        room.wait_until(lambda: room.count("/rss", 304) >= 3)
        stop(process)
    assert room.count("/rss", 200) == 1


def test_a_run_ends_and_is_judged_and_the_next_one_begins(room: Newsroom, tmp_path: Path) -> None:
    room.publish(1)
    with watching(room, tmp_path, RUN=0.5) as process:
        wait_for_runs(tmp_path, lambda ended: len(ended) >= 2)
        room.publish(2)
        wait_for_stories(tmp_path, [1, 2])
        stop(process)
    verdicts = [run["verdict"] for run in runs(tmp_path)]
    # the last one was asked to stop, or had just ended
    assert verdicts.count("ok") >= 2
    assert verdicts.count("ok") + verdicts.count("stopped") == len(verdicts)
    assert verdicts.count("stopped") <= 1
    assert sum("/read/" in path for path, _, _ in room.answers) == 2


def test_a_feed_that_fails_now_and_then_is_no_trouble_and_one_that_stays_broken_is(
    room: Newsroom, tmp_path: Path
) -> None:
    room.publish(1)
    room.put_feed("/lain", [])
    room.broken.update({"/rss": 500, "/lain": 500})
    with watching(room, tmp_path, 'feeds=("{at}/rss", "{at}/lain")') as process:
        room.wait_until(lambda: min(room.count("/rss", 500), room.count("/lain", 500)) >= 2)
        del room.broken["/rss"]
        wait_for_stories(tmp_path, [1])
        errors = stop(process)
    (run,) = runs(tmp_path)
    assert run["failed"] == {"listing_http_500": 1}
    assert [line for line in errors.splitlines() if "/lain" in line] == [
        f"warning: contoh: {room.address}/lain: HTTP status 500"
    ]


def test_an_outlet_is_not_called_well_because_its_watch_was_stopped(room: Newsroom, tmp_path: Path) -> None:
    room.broken["/rss"] = 500
    with watching(room, tmp_path, RUN=1) as process:
        wait_for_runs(tmp_path, lambda ended: any(run["verdict"] == "failed" for run in ended))
        errors = stop(process)
    assert [line for line in errors.splitlines() if line.startswith("newsbot watch: contoh failed")]
    assert "is well" not in errors


def test_a_host_that_was_given_up_is_asked_again_by_the_next_run(room: Newsroom, tmp_path: Path) -> None:
    room.publish(1)
    feeds = [f"/rss{number}" for number in range(PATIENCE)]
    for feed in feeds:
        room.put_feed(feed, [])
    room.broken.update(dict.fromkeys(["/rss", *feeds], 503))
    facts = "feeds=({})".format("".join(f'"{{at}}{feed}",' for feed in ["/rss", *feeds]))
    with watching(room, tmp_path, facts, RUN=1) as process:
        wait_for_runs(tmp_path, lambda ended: any(run["failed"].get("host_refuses") for run in ended))
        room.broken.clear()
        wait_for_stories(tmp_path, [1])
        errors = stop(process)
    host = room.address.partition("//")[2]
    assert f"{host}: HTTP status 503, {PATIENCE} refusals in a row, left alone for this run" in errors


def test_a_host_that_asks_for_hours_is_left_alone_by_the_next_runs_too(room: Newsroom, tmp_path: Path) -> None:
    room.publish(1)
    room.broken["/rss"], room.retry_after = 503, "7200"
    with watching(room, tmp_path, RUN=1) as process:
        wait_for_runs(tmp_path, lambda ended: sum("host_refuses" in run["failed"] for run in ended) >= 3)
        stop(process)
    assert room.count("/rss") == 1


def test_the_sitemaps_of_an_index_are_polled_as_long_as_it_names_them(room: Newsroom, tmp_path: Path) -> None:
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"

    def index(*names: str) -> None:
        parts = "".join(f"<sitemap><loc>{room.address}/{name}</loc></sitemap>" for name in names)
        room.put("/sitemap.xml", f"<sitemapindex {space}>{parts}</sitemapindex>", "application/xml")

    for number, name in ((1, "a.xml"), (2, "b.xml")):
        today = now().date().isoformat()
        url = room.put_story(number, today)
        room.put(f"/{name}", f"<urlset {space}><url><loc>{url}</loc><lastmod>{today}</lastmod></url></urlset>")
    index("a.xml")
    with watching(room, tmp_path, 'sitemaps=("{at}/sitemap.xml",)') as process:
        wait_for_stories(tmp_path, [1])
        index("b.xml")
        wait_for_stories(tmp_path, [1, 2])
        asked = room.count("/a.xml")
        room.wait_until(lambda: room.count("/b.xml") >= 5)
        stop(process)
    # one that was on its way when the index changed
    assert room.count("/a.xml") <= asked + 1


def test_an_outlet_without_feeds_is_watched_by_the_first_page_of_its_index(room: Newsroom, tmp_path: Path) -> None:
    today = now().date().isoformat()

    def index(*numbers: int) -> None:
        links = "".join(f'<a href="{room.put_story(number, today)}">Berita</a>' for number in numbers)
        room.put("/indeks?hal=1", f"<html><body>{links}</body></html>")

    index(1)
    with watching(room, tmp_path, 'index=("{at}/indeks?hal={page}",)') as process:
        wait_for_stories(tmp_path, [1])
        index(2, 1)
        wait_for_stories(tmp_path, [1, 2])
        stop(process)
    assert {path for path, _, _ in room.answers if "hal=" in path} <= {"/indeks?hal=1", "/indeks?hal=2"}


def test_what_was_learnt_is_in_the_data_folder_and_stories_are_not_fetched_again(
    room: Newsroom, tmp_path: Path
) -> None:
    room.publish(1)
    for _ in range(2):
        polls = room.count("/rss")
        with watching(room, tmp_path) as process:
            room.wait_until(lambda polls=polls: room.count("/rss") >= polls + 3)  # type: ignore[misc]
            wait_for_stories(tmp_path, [1])
            stop(process)
    query = "SELECT listing, interval FROM paces"
    ((listing, interval),) = sqlite3.connect(tmp_path / "data" / "state.sqlite").execute(query)
    assert listing == f"{room.address}/rss"
    assert interval > QUICK["FIRST"]
    assert sum("/read/" in path for path, _, _ in room.answers) == 1


def test_an_outlet_that_another_process_crawls_is_waited_for_and_no_run_fails(room: Newsroom, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Store(data, Outlet(name="contoh", title="", domains=("127.0.0.1",))), watching(room, tmp_path) as process:
        assert process.stderr is not None
        said = [process.stderr.readline() for _ in range(2)]
        stop(process)
    assert said[1] == f"newsbot watch: contoh waits: another crawl of contoh is writing to {data}\n"
    assert runs(tmp_path) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("hilang",), "unknown outlet 'hilang'"),
        ((), "name an outlet"),
        (("detik", "-s", "NEWSBOT_WATCH_FASTEST_SECONDS=0"), "a setting of newsbot watch makes no sense"),
        (("detik", "-s", "NEWSBOT_WATCH_RUN_SECONDS=0"), "a setting of newsbot watch makes no sense"),
        (("detik", "-s", "NEWSBOT_WATCH_SLOWEST_SECONDS=soon"), "a setting of newsbot watch makes no sense"),
    ],
)
def test_what_cannot_be_watched_is_refused(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    command = [sys.executable, "-m", "newsbot", "watch", *arguments, "--data", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
