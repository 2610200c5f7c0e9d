"""Listings that name thousands of stories: all are fetched, in order, and few of them wait as requests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from quick_server import Answer, QuickServer, served
from small_paper import OUTLET_FILE, story

import newsbot.settings
from newsbot.spiders.backlog import BATCH

ROOT = Path(__file__).parent.parent
SITEMAPS, PER_SITEMAP = 5, 150
STORIES = SITEMAPS * PER_SITEMAP
FACTS = 'sitemaps=("{at}/sitemap.xml",)'

Crawl = Callable[..., "subprocess.CompletedProcess[str]"]


def address(number: int) -> str:
    return f"/warta/read/{number}/jembatan-kampung-randu-{number}"


@pytest.fixture
def server() -> Iterator[QuickServer]:
    """Many sitemaps of many stories; every tenth story is gone."""

    def answer(path: str) -> Answer | None:
        at = running.address
        if path == "/sitemap.xml":
            parts = "".join(f"<sitemap><loc>{at}/bagian-{part}.xml</loc></sitemap>" for part in range(SITEMAPS))
            return f"<sitemapindex>{parts}</sitemapindex>".encode(), "application/xml"
        if path.startswith("/bagian-"):
            part = int(path.removeprefix("/bagian-").removesuffix(".xml"))
            numbers = range(part * PER_SITEMAP + 1, (part + 1) * PER_SITEMAP + 1)
            urls = "".join(f"<url><loc>{at}{address(number)}</loc></url>" for number in numbers)
            return f"<urlset>{urls}</urlset>".encode(), "application/xml"
        if path.startswith("/warta/read/") and int(path.split("/")[3]) % 10:
            return story(int(path.split("/")[3]), "2026-11-20").encode(), "text/html; charset=utf-8"
        return None

    with served(answer) as running:
        yield running


@pytest.fixture
def crawl(server: QuickServer, tmp_path: Path) -> Crawl:
    def run(*options: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "outlets").mkdir(exist_ok=True)
        facts = FACTS.format(at=server.address)
        (tmp_path / "outlets/contoh.py").write_text(OUTLET_FILE.format(name="contoh", facts=facts), encoding="utf-8")
        extensions = json.dumps({**newsbot.settings.EXTENSIONS, "queue_length.QueueLength": 999})
        settings = [f"EXTENSIONS={extensions}", "DOWNLOAD_DELAY=0", "ROBOTSTXT_OBEY=False", "RETRY_ENABLED=False"]
        return subprocess.run(
            [sys.executable, "-m", "newsbot", "crawl", "contoh", *options, *(w for s in settings for w in ("-s", s))],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
                "NEWSBOT_OUTLETS": str(tmp_path / "outlets"),
                "NEWSBOT_DATA": str(tmp_path / "data"),
                "QUEUE_LENGTH": str(tmp_path / "most"),
            },
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def stored(folder: Path) -> list[int]:
    text = "".join(file.read_text("utf-8") for file in (folder / "data/articles").rglob("*.jsonl"))
    return [int(json.loads(line)["article_id"]) for line in text.splitlines()]


NAMED = 300
"""Addresses in a file."""

GOOD = [number for number in range(1, STORIES + 1) if number % 10]


def test_all_stories_of_large_listings_are_kept_and_few_wait_as_requests(
    server: QuickServer, crawl: Crawl, tmp_path: Path
) -> None:
    done = crawl("--since", "2026-11-01")
    assert "Traceback" not in done.stderr
    assert sorted(stored(tmp_path)) == GOOD
    asked = [path for path in server.asked if "/read/" in path]
    assert len(asked) == len(set(asked)) == STORIES
    assert int((tmp_path / "most").read_text("utf-8")) <= 2 * BATCH


def test_the_stories_of_one_listing_come_in_its_order_and_before_further_listings(
    server: QuickServer, crawl: Crawl
) -> None:
    crawl("--since", "2026-11-01", "-s", "CONCURRENT_REQUESTS=1")
    last = max(n for n, path in enumerate(server.asked) if path.startswith("/bagian-"))
    before = [int(path.split("/")[3]) for path in server.asked[:last] if "/read/" in path]
    assert len(before) >= (SITEMAPS - 2) * PER_SITEMAP
    steps = [later - earlier for earlier, later in pairwise(before)]
    assert steps.count(1) > 0.8 * len(steps)


def test_addresses_from_a_file_are_asked_for_as_they_stand_and_the_next_run_goes_on(
    server: QuickServer, crawl: Crawl, tmp_path: Path
) -> None:
    wanted = [f"{server.address}{address(number)}" for number in (*range(1, NAMED), 1, 2, 3)]
    (tmp_path / "urls.txt").write_text("\n".join(wanted), encoding="utf-8")
    crawl("--urls", str(tmp_path / "urls.txt"), "-s", "CLOSESPIDER_PAGECOUNT=120")
    first = stored(tmp_path)
    assert 0 < len(first) < 0.9 * NAMED
    crawl("--urls", str(tmp_path / "urls.txt"))
    assert sorted(stored(tmp_path)) == [number for number in range(1, NAMED) if number % 10]
    assert len(set(stored(tmp_path))) == len(stored(tmp_path))


def test_requests_that_the_filter_of_duplicates_drops_do_not_stop_the_others(
    server: QuickServer, crawl: Crawl, tmp_path: Path
) -> None:
    job = ("-s", f"JOBDIR={tmp_path / 'job'}")
    crawl("--since", "2026-11-01", *job)
    lines = len(stored(tmp_path))
    for file in (tmp_path / "data").rglob("*.*"):
        file.unlink()
    done = crawl("--since", "2026-11-01", *job)
    assert (lines, stored(tmp_path)) == (len(GOOD), [])
    assert "Traceback" not in done.stderr
