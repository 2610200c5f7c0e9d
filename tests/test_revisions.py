"""Stored stories are looked at again, and what the outlet changed becomes a revision: real crawls of a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from small_paper import OUTLET_FILE, PARAGRAPHS, story

import newsbot

ROOT = Path(__file__).parent.parent
EVERY_SECOND = "NEWSBOT_REVISIT=" + ",".join(f"{second}s" for second in range(1, 3600))


class Paper:
    """Pages that carry an ETag, a feed of them, and who asked for what under which condition."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.feed: list[tuple[str, str, str]] = []
        self.asked: list[tuple[str, int]] = []
        self.address = ""
        self.crawls = 0
        self.with_etag = True
        self.refuses = False

    def put(
        self, number: int, *, title: str | None = None, extra: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS
    ) -> str:
        path = f"/warta/read/{number}/jembatan"
        page = story(number, "2026-11-01", title=title, extra=extra, paragraphs=paragraphs)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        self.pages[path] = page.replace(
            "2026-11-01T08:30:00+07:00", moment if number < 50 else "2026-01-05T08:00:00+07:00"
        )
        return path

    def republish(self, number: int, change: tuple[str, str]) -> None:
        path = f"/warta/read/{number}/jembatan"
        self.pages[path] = self.pages[path].replace(*change)

    def body(self, path: str) -> str | None:
        if path == "/feed":
            entries = "".join(
                f"<entry><link href='{self.address}{link}'/><published>{published}</published><updated>{updated}</updated></entry>"
                for link, published, updated in self.feed
            )
            return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>"
        return self.pages.get(path)

    def stories_asked(self) -> list[tuple[str, int]]:
        return [(path, status) for path, status in self.asked if "/read/" in path]


@pytest.fixture
def paper() -> Iterator[Paper]:
    paper = Paper()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = paper.body(self.path)
            etag = f'"{hash(body):x}"'
            same = paper.with_etag and "/read/" in self.path and self.headers["If-None-Match"] == etag
            status = 404 if body is None else 503 if paper.refuses and self.path != "/feed" else 304 if same else 200
            paper.asked.append((self.path, status))
            self.send_response(status)
            if paper.with_etag and "/read/" in self.path:
                self.send_header("ETag", etag)
            self.send_header("Content-Type", "text/xml" if self.path == "/feed" else "text/html; charset=utf-8")
            self.end_headers()
            if status == 200 and body is not None:
                self.wfile.write(body.encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield paper
    server.shutdown()
    server.server_close()
    thread.join()


def crawl(
    paper: Paper, folder: Path, *options: str, facts: str = "", revisit: str = EVERY_SECOND, status: int = 0
) -> dict[str, Any]:
    outlets = folder / "outlets"
    outlets.mkdir(exist_ok=True)
    facts = f'feeds=("{paper.address}/feed",), {facts}'
    (outlets / "contoh.py").write_text(OUTLET_FILE.format(name="contoh", facts=facts), encoding="utf-8")
    # two crawls may be over within a second, and stories are looked at again after whole ones
    paper.crawls += 1
    later = datetime.now(UTC) + timedelta(seconds=2 * paper.crawls)
    done = subprocess.run(
        [sys.executable, "-m", "newsbot", "crawl", "contoh", *options, "-s", "DOWNLOAD_DELAY=0", "-s", revisit],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
        env={"NEWSBOT_NOW": later.isoformat(), **os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(folder / "data"), "NEWSBOT_CONTACT": "https://example.id"},
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    newest = max((folder / "data/runs").glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    record: dict[str, Any] = json.loads(newest.read_text("utf-8"))["outlets"]["contoh"]
    # of a single old story the outlet's pace cannot be told
    troubles = [trouble for trouble in record["troubles"] if not trouble.startswith("feed_stale")]
    assert bool(troubles) == bool(status), record
    paper.asked.append(("--", 0))
    return record


def list_in_feed(paper: Paper, *paths: str, updated: str = "") -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    paper.feed = [(path, now, updated or now) for path in paths]


def lines(folder: Path) -> list[newsbot.Article]:
    return list(newsbot.load(folder / "data", revisions="all"))


def test_a_changed_story_is_a_new_line_that_names_what_changed(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1), paper.put(2))
    crawl(paper, tmp_path)
    paper.republish(1, ("Kembali Berdiri Setelah 1 Hari", "Kembali Berdiri Setelah 3 Hari"))
    record = crawl(paper, tmp_path)
    assert (record["rechecked"], record["revised"], record["unchanged"], record["kept"]) == (2, 1, 1, 1)
    told = sorted((a.article_id or "", a.revision, tuple(a.changed)) for a in lines(tmp_path))
    assert told == [("1", 1, ()), ("1", 2, ("title",)), ("2", 1, ())]
    latest = {a.article_id: a.title for a in newsbot.load(tmp_path / "data")}
    assert latest["1"] == "Jembatan Kampung Randu Kembali Berdiri Setelah 3 Hari"
    assert len(latest) == 2


def test_a_page_that_is_as_it_was_is_not_sent_again_and_not_written(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1))
    crawl(paper, tmp_path)
    record = crawl(paper, tmp_path)
    assert paper.stories_asked() == [("/warta/read/1/jembatan", 200), ("/warta/read/1/jembatan", 304)]
    assert (record["rechecked"], record["unchanged"], record["kept"], record["failed"]) == (1, 1, 0, {})
    assert len(lines(tmp_path)) == 1


def test_what_changes_by_itself_is_no_revision(paper: Paper, tmp_path: Path) -> None:
    paper.with_etag = False
    list_in_feed(paper, paper.put(1, extra='<img src="/iklan?1">'))
    crawl(paper, tmp_path)
    paper.republish(1, ("/iklan?1", "/iklan?2"))
    paper.republish(
        1, ("</article>", "<p>Baca juga: <a href='/warta/read/9/lain'>Panen Raya di Randu</a></p></article>")
    )
    assert crawl(paper, tmp_path)["unchanged"] == 1
    assert len(lines(tmp_path)) == 1


def test_nothing_is_looked_at_again_when_that_is_off(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1))
    crawl(paper, tmp_path)
    assert crawl(paper, tmp_path, revisit="NEWSBOT_REVISIT=off")["rechecked"] == 0
    assert len(paper.stories_asked()) == 1


def test_a_story_is_left_alone_until_it_is_due(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1))
    crawl(paper, tmp_path, revisit="NEWSBOT_REVISIT=1h,6h")
    assert crawl(paper, tmp_path, revisit="NEWSBOT_REVISIT=1h,6h")["rechecked"] == 0


HOURS = "NEWSBOT_REVISIT=1h,6h"


@pytest.mark.parametrize("before", [HOURS, "NEWSBOT_REVISIT=off"])
def test_a_new_schedule_holds_for_stories_that_are_stored_already(paper: Paper, tmp_path: Path, before: str) -> None:
    list_in_feed(paper, paper.put(1), paper.put(2))
    crawl(paper, tmp_path, revisit=before)
    assert crawl(paper, tmp_path, revisit=before)["rechecked"] == 0
    assert crawl(paper, tmp_path)["rechecked"] == 2
    assert crawl(paper, tmp_path, revisit=HOURS)["rechecked"] == 0


def test_a_new_schedule_does_not_ask_again_for_stories_that_are_gone(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1))
    crawl(paper, tmp_path)
    del paper.pages["/warta/read/1/jembatan"]
    assert crawl(paper, tmp_path)["gone"] == 1
    asked = len(paper.stories_asked())
    crawl(paper, tmp_path, revisit=EVERY_SECOND + ",2h")
    assert len(paper.stories_asked()) == asked


def test_an_old_story_is_looked_at_when_a_listing_says_that_it_was_modified(paper: Paper, tmp_path: Path) -> None:
    path = paper.put(60)
    published = "2026-01-05T08:00:00+07:00"
    paper.feed = [(path, published, published)]
    crawl(paper, tmp_path)
    # as if the run before had been a day ago
    yesterday = datetime.now(UTC) - timedelta(days=1)
    (file,) = (tmp_path / "data/articles/contoh").glob("*.jsonl")
    record = json.loads(file.read_text("utf-8"))
    record["fetched_at"] = yesterday.isoformat(timespec="seconds")
    file.unlink()
    (file.parent / f"{yesterday.date()}.jsonl").write_text(json.dumps(record, separators=(",", ":")) + "\n", "utf-8")
    (tmp_path / "data/state.sqlite").unlink()
    assert crawl(paper, tmp_path)["rechecked"] == 0
    paper.feed = [(path, published, datetime.now(UTC).isoformat(timespec="seconds"))]
    paper.republish(
        60, (PARAGRAPHS[1], "Kepala kampung meralat jadwal: pekerjaan selesai dua pekan lagi, katanya Rabu.")
    )
    record = crawl(paper, tmp_path)
    assert (record["rechecked"], record["revised"]) == (1, 1)
    assert [a.changed for a in lines(tmp_path)] == [[], ["body"]]
    assert crawl(paper, tmp_path)["rechecked"] == 0


def test_a_declared_correction_and_a_retraction_are_flagged(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1), paper.put(2))
    crawl(paper, tmp_path)
    paper.republish(
        1,
        (
            '<div class="isi">',
            '<div class="isi"><p>Ralat: pada berita sebelumnya tertulis lima hari, yang benar satu hari.</p>',
        ),
    )
    page = paper.pages["/warta/read/2/jembatan"]
    text = page.partition('<div class="isi">')[2].partition("</div>")[0]
    paper.republish(2, (text, "<p>Artikel ini telah dicabut oleh redaksi karena narasumber keliru dikutip.</p>"))
    crawl(paper, tmp_path)
    assert {a.article_id: a.correction for a in newsbot.load(tmp_path / "data")} == {
        "1": "correction",
        "2": "retraction",
    }


def test_a_story_that_was_taken_down_is_counted_and_no_trouble(paper: Paper, tmp_path: Path) -> None:
    path = paper.put(1)
    list_in_feed(paper, path, paper.put(2))
    crawl(paper, tmp_path)
    del paper.pages[path]
    record = crawl(paper, tmp_path)
    assert (record["gone"], record["failed"]) == (1, {})
    paper.asked.clear()
    crawl(paper, tmp_path)
    assert path not in dict(paper.asked)
    assert len(lines(tmp_path)) == 2


def test_a_look_at_a_host_that_refuses_is_made_up_for_by_the_next_run(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = datetime.now(UTC)
    list_in_feed(paper, paper.put(1), paper.put(2))

    def crawl_after(hours: float, status: int = 0) -> dict[str, Any]:
        monkeypatch.setenv("NEWSBOT_NOW", (published + timedelta(hours=hours)).isoformat())
        return crawl(paper, tmp_path, revisit="NEWSBOT_REVISIT=1h,6h", status=status)

    assert crawl_after(0.5)["kept"] == 2
    paper.refuses = True
    refused = crawl_after(1.5, status=1)
    assert (refused["failed"], refused["rechecked"]) == ({"host_refuses": 2}, 0)
    paper.refuses = False
    assert crawl_after(2)["rechecked"] == 2


def test_a_part_that_is_missing_for_a_while_takes_nothing_away(paper: Paper, tmp_path: Path) -> None:
    link = '<a class="lanjut" href="/warta/read/1/jembatan?page=2">Selanjutnya</a>'
    path = paper.put(1, extra=link)
    second = story(1, "2026-11-01", paragraphs=tuple(f"Bagian lain: {text}" for text in PARAGRAPHS))
    paper.pages[f"{path}?page=2"] = second
    list_in_feed(paper, path)
    facts = 'next_page="a.lanjut",'
    crawl(paper, tmp_path, facts=facts)
    del paper.pages[f"{path}?page=2"]
    assert crawl(paper, tmp_path, facts=facts)["dropped"] == {"incomplete": 1}
    paper.pages[f"{path}?page=2"] = second.replace("Bagian lain: Sejumlah", "Bagian lain: Belasan")
    assert crawl(paper, tmp_path, facts=facts)["revised"] == 1
    first, later = lines(tmp_path)
    assert (first.pages.fetched, later.pages.fetched, later.changed) == (2, 2, ["body"])
    assert "Bagian lain: Belasan pemuda" in later.body


def test_a_limit_bounds_new_stories_and_looks_together(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, *(paper.put(number) for number in (1, 2, 3)))
    crawl(paper, tmp_path)
    list_in_feed(paper, paper.put(4))
    for number in (1, 2, 3):
        paper.republish(number, ("Kembali Berdiri", "Sudah Berdiri"))
    record = crawl(paper, tmp_path, "--limit", "2")
    assert (record["kept"], record["fetched"], record["rechecked"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("options", "looks"), [(("--keyword", "nomor 2"), 1), (("--section", "olahraga"), 0), (("--until", "7d"), 0)]
)
def test_only_what_a_run_asks_for_is_looked_at_again(
    paper: Paper, tmp_path: Path, options: tuple[str, ...], looks: int
) -> None:
    list_in_feed(paper, paper.put(1), paper.put(2))
    crawl(paper, tmp_path)
    assert crawl(paper, tmp_path, *options)["rechecked"] == looks


def test_a_run_for_new_stories_sees_what_changed_in_those_of_yesterday(paper: Paper, tmp_path: Path) -> None:
    list_in_feed(paper, paper.put(1))
    crawl(paper, tmp_path)
    assert crawl(paper, tmp_path, "--since", "today")["rechecked"] == 1


@pytest.mark.parametrize("setting", ["1x", "-1h", "1h,,2h", "h"])
def test_a_schedule_that_makes_no_sense_is_wrong_usage(tmp_path: Path, setting: str) -> None:
    command = [
        sys.executable,
        "-m",
        "newsbot",
        "crawl",
        "detik",
        "--data",
        str(tmp_path),
        "-s",
        f"NEWSBOT_REVISIT={setting}",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == f"newsbot crawl: NEWSBOT_REVISIT={setting}: write ages such as 1h,6h,24h,72h, or off\n"
