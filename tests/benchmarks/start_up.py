"""How long commands take to start, against what is imported anyway and against trafilatura.

    python tests/benchmarks/start_up.py [PAGE] [--rounds N]

Wall time of whole processes, run in turn; the medians count. PAGE is a saved page; the default is a bundled sample. Trafilatura is
measured where it is installed (``pip install -e '.[benchmark]'``).
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (
    ROOT
    / "samples/site/www.liputan6.com/regional/read/8312045/jembatan-gantung-sungai-lematang-rampung-warga-tiga-desa-tak-lagi-menyeberang-dengan-rakit.html"
)


def seconds(command: list[str], page: Path) -> float:
    """Wall time of one run."""
    with page.open("rb") as file:
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, *command],
            stdin=file,
            stdout=subprocess.DEVNULL,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))},
        )
        return time.perf_counter() - started


def main(page: Path, rounds: int) -> None:
    """Measure and print."""
    pairs = [
        (["-c", "import newsbot"], ["-c", "import parsel"], 1.3),
        (["-m", "newsbot", "--help"], ["-c", "import parsel"], 2.0),
    ]
    if importlib.util.find_spec("trafilatura"):
        pairs.append((["-m", "newsbot", "scrape", str(page)], ["-m", "trafilatura.cli"], 1.0))
    else:
        print("trafilatura is not installed and left out")
    for own, other, most in pairs:
        times = [(seconds(own, page), seconds(other, page)) for _ in range(rounds)]
        first, second = (statistics.median(column) for column in zip(*times, strict=True))
        names = " ".join(own).replace(str(page), page.name), " ".join(other)
        print(
            f"{names[0]:36} {1000 * first:6.0f} ms   {names[1]:20} {1000 * second:6.0f} ms   "
            f"ratio {first / second:.2f} (at most {most})"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", nargs="?", type=Path, default=PAGE)
    parser.add_argument("--rounds", type=int, default=11, help="default 11")
    given = parser.parse_args()
    main(given.page, given.rounds)
