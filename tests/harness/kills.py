"""Kill many crawls at random instants and compare what is left with an undisturbed crawl: more of ``test_killed_crawls.py``.

    python tests/harness/kills.py [KILLS] [SEED]

Default: 200 kills of a random seed, which is printed so that a failure can be had again.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from crawl_processes import crawls_of_a_large_paper, lines

PER_FOLDER = 25
"""Kills until a crawl may end; the next one begins in an empty folder."""


def main(kills: int, seed: int) -> int:
    """Exit status: 0 when every folder ended with the lines of the undisturbed crawl."""
    chance = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as name, crawls_of_a_large_paper(Path(name)) as crawls:
        crawls.finish(Path(name, "undisturbed"))
        wanted = lines(Path(name, "undisturbed"))
        for done in range(0, kills, PER_FOLDER):
            data = Path(name, f"killed-{done}")
            crawls.kill_often(data, min(PER_FOLDER, kills - done), chance, most=chance.choice((12, 25, 60)))
            found = lines(data)
            lost, doubled = set(wanted) - set(found), len(found) - len(set(found))
            print(f"{min(done + PER_FOLDER, kills)} kills: {len(found)} lines, {len(lost)} lost, {doubled} doubled")
            if found != wanted:
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 200,
            int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10**6),
        )
    )
