"""Whatever ends a crawl, and however often: in the end the same lines stand on the disk as if nothing had happened."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawl_processes import Crawls, crawls_of_a_large_paper, lines, verdict
from large_paper import ARTICLES
from small_disk import MountError, SmallDisk, small_disk

GRACE = 10
"""Seconds a crawl of a server that answers may take to stop; it has at most four requests in flight."""


@pytest.fixture(scope="module")
def crawls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawls]:
    with crawls_of_a_large_paper(tmp_path_factory.mktemp("crawls")) as crawls:
        yield crawls


@pytest.fixture(scope="module")
def undisturbed(crawls: Crawls, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    data = tmp_path_factory.mktemp("undisturbed")
    crawl = crawls.finish(data)
    assert crawl.wait() == 0, crawl.said
    found = lines(data)
    assert len(found) == ARTICLES
    return found


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    try:
        with small_disk(tmp_path / "disk", megabytes=8) as disk:
            yield disk
    except MountError as error:
        if "CI" in os.environ:
            raise
        pytest.skip(str(error))


def test_thirty_kills_at_random_instants_lose_double_and_tear_nothing(
    crawls: Crawls, undisturbed: list[str], tmp_path: Path
) -> None:
    last = crawls.kill_often(tmp_path, 30, random.Random(20261122), most=24)
    assert last.wait() == 0, last.said
    assert lines(tmp_path) == undisturbed


def test_kills_that_cost_the_memory_too_lose_and_double_nothing(
    crawls: Crawls, undisturbed: list[str], tmp_path: Path
) -> None:
    def forget() -> None:
        for file in tmp_path.glob("state.sqlite*"):
            file.unlink()

    last = crawls.kill_often(tmp_path, 6, random.Random(7), forget, most=100)
    assert last.wait() == 0, last.said
    assert lines(tmp_path) == undisturbed


def test_a_crawl_that_is_asked_to_stop_ends_in_time_with_status_0_and_the_next_goes_on(
    crawls: Crawls, undisturbed: list[str], tmp_path: Path
) -> None:
    chance = random.Random(11)
    for _ in range(3):
        crawl = crawls.start_and_wait_for(chance.randint(15, 100), tmp_path)
        crawl.stop()
        started = time.monotonic()
        assert crawl.wait() == 0, crawl.said
        assert time.monotonic() - started < GRACE
        assert verdict(tmp_path) == "stopped"
    assert crawls.finish(tmp_path).wait() == 0
    assert lines(tmp_path) == undisturbed


def test_a_server_that_hangs_does_not_hold_a_crawl_that_is_asked_to_stop(crawls: Crawls, tmp_path: Path) -> None:
    crawls.paper.hangs = True
    try:
        crawl = crawls.start_and_wait_for(1, tmp_path, "NEWSBOT_GRACE_SECONDS=1", part="/read/")
        crawl.stop()
        started = time.monotonic()
        assert crawl.wait() == 0, crawl.said
    finally:
        crawls.paper.hangs = False
    assert time.monotonic() - started < GRACE
    assert "given up" in crawl.said
    assert verdict(tmp_path) == "stopped"


def test_a_full_disk_ends_the_crawl_in_one_line_and_once_there_is_room_nothing_is_missing(
    crawls: Crawls, undisturbed: list[str], disk: SmallDisk
) -> None:
    data = disk.folder / "data"
    for leave in (0, 150_000, 400_000):
        disk.fill(leave=leave)
        crawl = crawls.finish(data)
        assert crawl.wait() == 1
        assert "No space left on device" in crawl.said or "disk is full" in crawl.said
        assert "Traceback" not in crawl.said
        disk.clear()
        kept = lines(data) if (data / "articles").exists() else []
        assert set(kept) < set(undisturbed)
    assert crawls.finish(data).wait() == 0
    assert lines(data) == undisturbed


def test_a_folder_that_cannot_be_written_is_told_in_one_line_and_left_as_it_is(crawls: Crawls, disk: SmallDisk) -> None:
    data = disk.folder / "data"
    crawl = crawls.start_and_wait_for(60, data)
    crawl.stop()
    crawl.wait()
    before = {file: file.read_bytes() for file in data.rglob("*") if file.is_file()}
    disk.mount_again("ro")
    crawl = crawls.finish(data)
    assert crawl.wait() == 1
    assert crawl.said.splitlines() == [f"newsbot crawl: data folder {data} cannot be written: Read-only file system"]
    assert {file: file.read_bytes() for file in data.rglob("*") if file.is_file()} == before


def test_of_two_crawls_at_once_one_is_refused_and_the_lines_are_those_of_one(
    crawls: Crawls, undisturbed: list[str], tmp_path: Path
) -> None:
    both = [crawls.start(tmp_path), crawls.start(tmp_path)]
    assert sorted(crawl.wait() or 0 for crawl in both) == [0, 1]
    refused = next(crawl for crawl in both if crawl.wait() == 1)
    assert f"another crawl of contoh is writing to {tmp_path}" in refused.said
    assert lines(tmp_path) == undisturbed
