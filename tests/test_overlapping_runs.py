"""A job that a scheduler starts while the last one still runs steps aside, and harms nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_paper import SmallPaper, printed

from newsbot import locks
from newsbot.errors import Busy
from newsbot.outlets import Outlet
from newsbot.storage import Store

ROOT = Path(__file__).parent.parent
NAMES = ("contoh", "harian", "koran")


def outlet(name: str) -> Outlet:
    return Outlet(name=name, title=name, domains=("127.0.0.1",))


@pytest.fixture
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        url = paper.put_story(1, "2026-11-22")
        paper.put_feed("/rss", [(url, "Sun, 22 Nov 2026 08:30:00 +0700")])
        yield paper


def environment(paper: SmallPaper, folder: Path) -> dict[str, str]:
    for name in NAMES:
        outlets = paper.save(folder / "outlets", 'feeds=("{at}/rss",)', name)
    return {
        **os.environ,
        "NEWSBOT_OUTLETS": str(outlets),
        "NEWSBOT_DATA": str(folder / "data"),
        "NEWSBOT_CONTACT": "https://example.id/robot",
        # the paper's only story is of that morning, and a stale feed is told
        "NEWSBOT_NOW": "2026-11-22T10:00:00+07:00",
    }


def crawl(
    paper: SmallPaper, folder: Path, *names: str, tool: tuple[str, ...] = ("newsbot", "crawl")
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *tool, *names, "-s", "DOWNLOAD_DELAY=0"],
        cwd=ROOT, env=environment(paper, folder), capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def run_files(folder: Path) -> list[Path]:
    return list((folder / "data" / "runs").glob("*.json"))


def test_when_all_outlets_are_taken_the_second_run_says_so_once_and_leaves_no_trace(
    paper: SmallPaper, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with Store(data, outlet("contoh")), Store(data, outlet("harian")), Store(data, outlet("koran")):
        done = crawl(paper, tmp_path, *NAMES)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"newsbot crawl: another crawl of contoh, harian, koran is writing to {data}: "
        "try again when it has ended, or give --wait SECONDS"
    ]
    assert (done.stdout, paper.asked, run_files(tmp_path)) == ("", [], [])


def test_outlets_that_are_free_are_crawled_and_those_that_are_not_are_named(paper: SmallPaper, tmp_path: Path) -> None:
    with Store(tmp_path / "data", outlet("harian")):
        done = crawl(paper, tmp_path, *NAMES)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"newsbot crawl: left out: another crawl of harian is writing to {tmp_path / 'data'}"
    ]
    (run,) = run_files(tmp_path)
    assert {name: o["verdict"] for name, o in json.loads(run.read_text("utf-8"))["outlets"].items()} == {
        "contoh": "ok",
        "koran": "ok",
    }


def test_scrapy_crawl_steps_aside_too(paper: SmallPaper, tmp_path: Path) -> None:
    with Store(tmp_path / "data", outlet("contoh")):
        done = crawl(paper, tmp_path, "contoh", tool=("scrapy", "crawl"))
    assert done.returncode == 1
    assert f"newsbot: another crawl of contoh is writing to {tmp_path / 'data'}" in done.stderr
    assert (paper.asked, run_files(tmp_path)) == ([], [])


def test_a_run_may_wait_for_the_other_to_end(paper: SmallPaper, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsbot", "crawl", "contoh", "--wait", "300", "-s", "DOWNLOAD_DELAY=0"]
    with Store(tmp_path / "data", outlet("contoh")):
        waiting = subprocess.Popen(
            command, cwd=ROOT, env=environment(paper, tmp_path), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )  # fmt: skip
        # as long as the other crawl lasts
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(timeout=3)
    _, errors = waiting.communicate(timeout=120)
    assert (waiting.returncode, errors, len(run_files(tmp_path))) == (0, "", 1)


def test_what_no_store_took_over_is_let_go_of(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert locks.claim(tmp_path, ["contoh", "harian"]) == []
    with Store(tmp_path, outlet("contoh")), pytest.raises(Busy, match="contoh"):
        locks.take(tmp_path, "contoh")
    locks.drop_claims(tmp_path, ["contoh", "harian"])
    assert locks.claim(tmp_path, ["contoh", "harian"]) == []
    locks.drop_claims(tmp_path, ["contoh", "harian"])


@pytest.mark.parametrize("wait", ["soon", "-1", "nan", "1e300"])
def test_a_wait_that_is_no_number_of_seconds_is_refused(paper: SmallPaper, tmp_path: Path, wait: str) -> None:
    done = crawl(paper, tmp_path, "contoh", f"--wait={wait}")
    assert done.returncode == 2
    assert done.stderr.startswith(f"newsbot crawl: --wait {wait}: ")
