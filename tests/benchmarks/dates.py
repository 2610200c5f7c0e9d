"""Microseconds `newsbot.dates.parse_date` takes a date string.

    python tests/benchmarks/dates.py [FILE]

FILE holds one string a line, or a table whose first column is one; the default is a list of common shapes.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from newsbot.dates import parse_date

COMMON = [
    "Senin, 16 November 2026 | 08:15 WIB",
    "16/11/2026, 08:15 WIB",
    "Diterbitkan 16 Nov 2026, 08.15 WITA",
    "2026-11-16T08:15:00+07:00",
    "Jum'at, 20 Nop 2026",
    "Mon, 16 Nov 2026 08:15:00 +0700",
]


def microseconds(text: str) -> float:
    started = time.perf_counter()
    for _ in range(20):
        parse_date(text)
    return (time.perf_counter() - started) * 1e6 / 20


def main(texts: list[str]) -> None:
    for text in texts:
        parse_date(text)
    best = [min(microseconds(text) for _ in range(20)) for text in texts]
    print(
        f"{len(texts)} strings: median {statistics.median(best):.1f} µs, mean {statistics.fmean(best):.1f} µs, most {max(best):.1f} µs"
    )


if __name__ == "__main__":
    main(
        [line.split("\t")[0] for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
        if len(sys.argv) > 1
        else COMMON
    )
