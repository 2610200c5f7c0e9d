"""What the memory of N stored stories costs: bytes on disk, resident memory, and microseconds a look-up from address to answer.

    python tests/benchmarks/seen.py [N]

N is a million by default. Half of the look-ups are of stories that are stored, in random order.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from newsbot.outlets.base import Outlet
from newsbot.seen import SeenStories, StoredLine, story_keys

NUMBERED = Outlet(
    name="contoh", title="Contoh", domains=("contoh.id",), article_url=r"contoh\.id/(?P<section>\w+)/read/(?P<id>\d+)"
)
NAMED = Outlet(name="lain", title="Lain", domains=("lain.id",), article_url=r"lain\.id/\d{4}/\d\d/\d\d/[a-z0-9-]+")
BATCH, LOOKUPS = 10_000, 40_000


def address(number: int) -> tuple[str, Outlet]:
    """Of every two outlets one has ids in its addresses."""
    if number % 2:
        return f"https://www.contoh.id/warta/read/{number * 7919}/jembatan-kampung-randu-kembali-berdiri", NUMBERED
    day = f"2026/{number % 12 + 1:02d}/{number % 28 + 1:02d}"
    return f"https://www.lain.id/{day}/jembatan-kampung-randu-kembali-berdiri-setelah-{number}-hari", NAMED


def resident_megabytes(which: str) -> float:
    """``VmRSS`` now or ``VmHWM`` at its highest, where the system tells (Linux)."""
    status = Path("/proc/self/status")
    found = re.search(rf"{which}:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def fill(memory: SeenStories, count: int) -> float:
    """Enter so many stories as a crawl does, and return the seconds that took."""
    started = time.perf_counter()
    for first in range(0, count, BATCH):
        numbers = range(first, min(count, first + BATCH))
        lines = [StoredLine(story_keys(*address(number)), 4096 * (number - first)) for number in numbers]
        memory.add(lines, f"articles/contoh/{first // BATCH}.jsonl", 0, 4096 * len(lines), "contoh")
    return time.perf_counter() - started


def microseconds(memory: SeenStories, count: int) -> list[float]:
    """The time of each of many look-ups, each with the computation of its keys."""
    chance = random.Random(1)
    targets = [address(chance.randrange(2 * count)) for _ in range(LOOKUPS)]
    taken = []
    for url, outlet in targets:
        started = time.perf_counter()
        memory.knows(story_keys(url, outlet))
        taken.append((time.perf_counter() - started) * 1e6)
    return taken


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "state.sqlite"
        before = resident_megabytes("VmRSS")
        memory = SeenStories(path)
        seconds = fill(memory, count)
        memory.close()
        started = time.perf_counter()
        memory = SeenStories(path)
        opening = time.perf_counter() - started
        size = sum(file.stat().st_size for file in path.parent.iterdir())
        taken = microseconds(memory, count)
        memory.close()
        print(
            f"{count} stories: {size / 1e6:.0f} MB on disk, {resident_megabytes('VmHWM'):.0f} MB resident at the most "
            f"({before:.0f} before), filled in {seconds:.0f} s, opened in {opening:.2f} s\n"
            f"a look-up with its keys: median {statistics.median(taken):.1f} µs, mean {statistics.fmean(taken):.1f} µs, "
            f"99 of 100 under {sorted(taken)[len(taken) * 99 // 100]:.1f} µs"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
