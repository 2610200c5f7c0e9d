"""How long `newsbot.extract` takes, in multiples of one bare lxml parse of the same bytes.

    python tests/benchmarks/extraction.py [FOLDER]

FOLDER holds saved pages (``*.html``, ``*.html.gz``); the default is the bundled samples. Each page is parsed and extracted in
turn, and the least of several rounds counts: what is slower is the machine's other work.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lxml import html as lxml_html

import newsbot

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


def main(folder: Path) -> None:
    pages = [p.read_bytes() for p in sorted(folder.rglob("*.html"))]
    pages += [gzip.decompress(p.read_bytes()) for p in sorted(folder.rglob("*.html.gz"))]
    ratios, floor, ours = [], 0.0, 0.0
    for page in pages:
        extract(page)
        rounds = [(seconds(lambda: lxml_html.fromstring(page)), seconds(lambda: extract(page))) for _ in range(ROUNDS)]  # noqa: B023
        parse, whole = min(r[0] for r in rounds), min(r[1] for r in rounds)
        ratios.append(whole / parse)
        floor, ours = floor + parse, ours + whole
    ratios.sort()
    print(
        f"{len(pages)} pages, mean {sum(map(len, pages)) / len(pages) / 1000:.0f} kB; bare parse {1000 * floor / len(pages):.2f} ms"
    )
    print(
        f"extract, times the parse: all pages {ours / floor:.2f}, mean {statistics.fmean(ratios):.2f}, "
        f"median {statistics.median(ratios):.2f}, p95 {ratios[int(0.95 * len(ratios))]:.2f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
