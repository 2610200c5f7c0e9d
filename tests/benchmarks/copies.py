"""Precision, recall and cost of recognising copies: 2,000 copies among 20,000 look-alikes.

PYTHONPATH=tests python tests/benchmarks/copies.py [copies] [look-alikes] [seed]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from copies_set import Press, groups_of, in_pairs

from newsbot import copies
from newsbot.copies.index import FILE


def main(wanted: int, lookalikes: int, seed: int) -> None:
    """Build the set, index it, and print what came of it."""
    press = Press(seed).build(wanted, lookalikes)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        press.save(folder)
        started, cpu = time.monotonic(), time.process_time()
        copies.update(folder)
        seconds, cpu = time.monotonic() - started, time.process_time() - cpu
        size = sum(file.stat().st_size for file in folder.glob(f"{FILE}*"))
        found = list(press.found(folder))
    true, claimed = in_pairs(groups_of(press.truth)), in_pairs(found)
    count = len(press.articles)
    print(f"{count} articles, {len(true)} pairs of copies, {len(claimed)} claimed")
    print(f"pairwise precision {len(true & claimed) / len(claimed):.4f}, recall {len(true & claimed) / len(true):.4f}")
    print(
        f"{1000 * seconds / count:.2f} ms an article ({1000 * cpu / count:.2f} ms of CPU), {size / count:.0f} bytes of index an article"
    )
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, the set itself included")
    titles = {article.url: article.title for article in press.articles}
    for kind, pairs in (("wrongly claimed", claimed - true), ("missed", true - claimed)):
        for one, other in sorted(pairs)[:5]:
            print(f"{kind}: {one} {titles[one]!r} / {other} {titles[other]!r}")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [2000, 20000, 1][len(arguments) :]))
