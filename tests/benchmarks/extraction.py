"""How long `newsbot.extract` takes, in multiples of one bare lxml parse of the same bytes.

    python tests/benchmarks/extraction.py [FOLDER]

Printed are all of extraction by the outlets' rules and without them, and the generic path alone (find the story on the parsed
page, clean it) with the parse it needs. FOLDER holds saved pages (``*.html``, ``*.html.gz``); the default is the bundled samples. Each page is parsed and extracted in
turn, and the least of several rounds counts: what is slower is the machine's other work.
"""

from __future__ import annotations

import gzip
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import html as lxml_html

import newsbot
from newsbot import source, story

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "site"
ROUNDS = 7


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def extract(page: bytes) -> object:
    try:
        return newsbot.extract(page)
    except newsbot.NotAnArticle as refusal:
        return refusal


def generic(page: bytes) -> object:
    try:
        return story.generic(source.read(page, "", None, None), None, None)
    except newsbot.NotAnArticle as refusal:
        return refusal


def without_rules(page: bytes) -> object:
    os.environ["NEWSBOT_OUTLET_RULES"] = "off"
    try:
        return extract(page)
    finally:
        del os.environ["NEWSBOT_OUTLET_RULES"]


def main(folder: Path) -> None:
    pages = [p.read_bytes() for p in sorted(folder.rglob("*.html"))]
    pages += [gzip.decompress(p.read_bytes()) for p in sorted(folder.rglob("*.html.gz"))]
    contenders: dict[str, Callable[[bytes], object]] = {
        "extract": extract,
        "extract without rules": without_rules,
        "parse, metadata and generic path": generic,
    }
    least: dict[str, list[float]] = {name: [] for name in ("bare parse", *contenders)}
    for page in pages:
        extract(page)
        works = (lxml_html.fromstring, *contenders.values())
        rounds = [[seconds(partial(work, page)) for work in works] for _ in range(ROUNDS)]
        for name, times in zip(least, zip(*rounds, strict=True), strict=True):
            least[name].append(min(times))
    floor = least.pop("bare parse")
    print(
        f"{len(pages)} pages, mean {sum(map(len, pages)) / len(pages) / 1000:.0f} kB; bare parse {1000 * sum(floor) / len(pages):.2f} ms"
    )
    for name, spent in least.items():
        ratios = sorted(t / f for t, f in zip(spent, floor, strict=True))
        print(
            f"{name}, times the parse: all pages {sum(spent) / sum(floor):.2f}, mean {statistics.fmean(ratios):.2f}, "
            f"median {statistics.median(ratios):.2f}, p95 {ratios[int(0.95 * len(ratios))]:.2f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
