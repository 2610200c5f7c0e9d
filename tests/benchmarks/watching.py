"""What a long watch costs: memory over a million polls, and how soon a story is met.

``python tests/benchmarks/watching.py schedule [POLLS]`` runs the schedule and its table with a fast clock over listings with invented news;
``python tests/benchmarks/watching.py process [POLLS]`` runs ``newsbot watch`` itself, every part of it but the network, with pauses of
milliseconds and a run every few seconds, and reads what the operating system says its memory is.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from newsbot.pace_memory import PaceMemory
from newsbot.polling import Paces, PollSchedule
from newsbot.seen import SeenStories

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

LISTINGS = 131
MEAN_GAPS = (300, 1200, 3600, 6 * 3600, 7 * 86400)
"""Seconds between two stories on the listings of the invented world, in turn."""

STEP = 20.0
"""Seconds by which the fast clock advances at the least."""


def schedule(polls: int, memory: PaceMemory | None) -> dict[str, float]:
    """Run so many polls; the memory blocks in use after a tenth of them and at the end, and how long stories waited to be met."""
    rng = random.Random(7)
    clock = [1_700_000_000.0]
    plan = PollSchedule(Paces(), lambda: clock[0], rng.random)
    gaps = {f"https://media.example/rss/{n}": MEAN_GAPS[n % len(MEAN_GAPS)] for n in range(LISTINGS)}
    next_story = {}
    for name, gap in gaps.items():
        plan.add(name)
        next_story[name] = clock[0] + rng.expovariate(1 / gap)
    waits: dict[int, list[float]] = {gap: [] for gap in MEAN_GAPS}
    stories, done, early = dict.fromkeys(MEAN_GAPS, 0), 0, 0
    asked = dict.fromkeys(MEAN_GAPS, 0)
    started = time.perf_counter()
    while done < polls:
        # in steps, for speed: several fall due in one
        clock[0] += max(plan.seconds_to_next() or 0, STEP)
        for name in plan.take_due():
            gap, new = gaps[name], 0
            while next_story[name] <= clock[0]:
                new += 1
                if len(waits[gap]) < 2000:
                    waits[gap].append(clock[0] - next_story[name])
                next_story[name] += rng.expovariate(1 / gap)
            stories[gap] += new
            asked[gap] += 1
            pace = plan.failed(name) if rng.random() < 0.01 else plan.brought(name, new)
            if memory is not None and pace is not None:
                memory.save(name, pace)
            done += 1
            if done == polls // 10:
                early = sys.getallocatedblocks()
    result = {
        "memory blocks early": early,
        "memory blocks late": sys.getallocatedblocks(),
        "polls a second": polls / (time.perf_counter() - started),
    }
    for gap in MEAN_GAPS:
        result[f"median wait, a story every {gap} s"] = median(waits[gap] or [0])
        result[f"polls a story, a story every {gap} s"] = asked[gap] / max(stories[gap], 1)
    return result


class InventedNetwork:
    """Scrapy's download handler for a paper that publishes a story every hundred polls, and says when a feed has not changed."""

    lazy = False
    polls = 0

    def __init__(self, crawler: object) -> None:
        pass

    @classmethod
    def from_crawler(cls, crawler: object) -> InventedNetwork:
        """Scrapy's hook."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Scrapy's hook."""
        from scrapy.http import HtmlResponse, TextResponse
        from small_paper import story

        if "/rss" not in request.url:
            if "/read/" not in request.url:
                return TextResponse(request.url, status=404)
            return HtmlResponse(request.url, body=story(int(request.url.split("/")[5]), "2026-11-22").encode())
        cls = type(self)
        cls.polls += 1
        newest = cls.polls // 100
        tag = f'"{newest}"'.encode()
        if request.headers.get("If-None-Match") == tag:
            return TextResponse(request.url, status=304)
        links = (f"<item><link>http://127.0.0.1:9/warta/read/{n}/x</link></item>" for n in range(newest, newest + 30))
        body = f"<rss version='2.0'><channel>{''.join(links)}</channel></rss>"
        return TextResponse(request.url, headers={"ETag": tag}, body=body.encode())

    async def close(self) -> None:
        """Scrapy's hook."""


def process(polls: int, samples: int = 10) -> list[tuple[int, int]]:
    """Watch for so many polls; pairs of polls done and kilobytes resident."""
    from newsbot.watching import watch

    module = __spec__.name if __spec__ and __name__ != "__main__" else "watching"
    sys.path.insert(0, str(Path(__file__).parent))
    import importlib

    network: type[InventedNetwork] = importlib.import_module(module).InventedNetwork
    measured: list[tuple[int, int]] = []

    def sample() -> None:
        for number in range(1, samples + 1):
            while network.polls < polls * number // samples:
                time.sleep(0.05)
            measured.append((network.polls, _resident_kilobytes()))
        os.kill(os.getpid(), signal.SIGTERM)

    with tempfile.TemporaryDirectory() as folder:
        outlets = Path(folder, "outlets")
        outlets.mkdir()
        feeds = tuple(f"http://127.0.0.1:9/rss/{n}" for n in range(10))
        (outlets / "contoh.py").write_text(
            f"from newsbot.outlets.base import Outlet\nOUTLET = Outlet(name='contoh', title='Contoh', domains=('127.0.0.1',), feeds={feeds})\n",
            encoding="utf-8",
        )
        os.environ["NEWSBOT_OUTLETS"] = str(outlets)
        handler = f"{module}.InventedNetwork"
        pauses = {f"NEWSBOT_WATCH_{name}_SECONDS": 0.001 for name in ("FASTEST", "FIRST", "SLOWEST")}
        threading.Thread(target=sample, daemon=True).start()
        watch(
            ["contoh"],
            {},
            {
                **pauses,
                "NEWSBOT_DATA": f"{folder}/data",
                "NEWSBOT_WATCH_RUN_SECONDS": 5,
                "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
                "DOWNLOAD_DELAY": 0,
                "AUTOTHROTTLE_ENABLED": False,
                "USER_AGENT": "newsbot (benchmark)",
            },
        )
        runs = len(list(Path(folder, "data", "runs").glob("*.json")))
        stories = sum(len(file.read_text("utf-8").splitlines()) for file in Path(folder).rglob("articles/*/*.jsonl"))
    print(f"{runs} runs, {stories} stories stored")
    return measured


def _resident_kilobytes() -> int:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024


def main(what: str, polls: int) -> None:
    """Print one measurement."""
    if what == "process":
        for done, kilobytes in process(polls):
            print(f"{done:9,} polls  {kilobytes:9,} kB")
        return
    with tempfile.TemporaryDirectory() as folder:
        # sets the file up as in any data folder
        SeenStories(Path(folder, "state.sqlite")).close()
        memory = PaceMemory(Path(folder, "state.sqlite"), "contoh")
        for name, value in schedule(polls, memory).items():
            print(f"{name}: {value:,.1f}")
        memory.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "schedule", int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000)
