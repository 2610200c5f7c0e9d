"""CPU per page of a crawl, everything on, against what a Scrapy user would write for the same pages.

    python tests/benchmarks/crawling.py [FOLDER] [--copies N] [--rounds N]

Contenders, each a process of its own, in turn, on the same pages of the same server (a process of its own, too):

- ``newsbot``: ``newsbot crawl`` with discovery, robots.txt, seen, extraction, validation and durable lines;
- ``newsbot-without-extraction``: the same with an extraction that gives a constant article: what crawling alone costs;
- ``no-op``: a spider on Scrapy's default settings that does nothing with a page;
- ``loader``: a spider on Scrapy's default settings with an ItemLoader of ten selectors and ``-O out.jsonl``.

Counted is the process's own CPU (user and system) from the opening of its spiders to their closing, over the pages. FOLDER holds
saved pages (``*.html``, ``*.html.gz``), named ``<host>__<anything>`` or in folders named by host; the default is the shared corpus
where there is one beside the checkout, else the bundled samples. Each page is served under the rules of its outlet.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from functools import partial
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from quick_server import Answers, served_apart  # noqa: E402

from newsbot import outlets  # noqa: E402

SAMPLES = ROOT / "samples" / "site"
CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
CONTENDERS = Path(__file__).parent / "crawl_contenders.py"

OUTLET_FILE = """
from dataclasses import replace

from newsbot.outlets.{name} import OUTLET as REAL

OUTLET = replace(
    REAL,
    name="{name}",
    domains=("127.0.0.1",),
    feeds=(),
    sitemaps=("{at}/{name}/sitemap.xml",),
    index=(),
    search="",
    group=None,
    not_article_url="",
    article_url=r"/{name}/read/(?P<section>[a-z]+)/(?P<id>\\d+)",
)
"""


def read_pages(folder: Path) -> dict[str, list[bytes]]:
    """Pages by outlet; those of no outlet newsbot knows are left out."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted(folder.rglob("*.html*")):
        host = path.name.partition("__")[0] if "__" in path.name else path.relative_to(folder).parts[0]
        outlet = outlets.for_url(f"https://{host}/")
        if outlet is not None:
            data = path.read_bytes()
            found[outlet.name].append(gzip.decompress(data) if path.suffix == ".gz" else data)
    return dict(found)


def paths(pages: dict[str, list[bytes]], copies: int) -> dict[str, list[tuple[str, int]]]:
    """For each outlet the addresses of its articles, and which page each shows."""
    return {
        name: [
            (f"/{name}/read/warta/{copy * len(own) + index}/judul-berita-{index}", index)
            for copy in range(copies)
            for index in range(len(own))
        ]
        for name, own in pages.items()
    }


def make_answers(folder: Path, copies: int, address: str) -> Answers:
    """What the server answers: a sitemap an outlet, a list of everything, and the articles."""
    pages = read_pages(folder)
    table: dict[str, tuple[bytes, str]] = {"/robots.txt": (b"User-agent: *\nDisallow: /admin/\n", "text/plain")}
    everything = []
    for name, own in paths(pages, copies).items():
        urls = "".join(f"<url><loc>{address}{path}</loc></url>" for path, _ in own)
        table[f"/{name}/sitemap.xml"] = f"<urlset>{urls}</urlset>".encode(), "application/xml"
        table.update({path: (pages[name][index], "text/html; charset=utf-8") for path, index in own})
        everything += [address + path for path, _ in own]
    table["/semua.txt"] = "\n".join(everything).encode(), "text/plain"
    return lambda path: table.get(path.partition("?")[0])


def cpu(contender: str, address: str, names: list[str], work: Path, profile: str) -> float:
    """Run one contender; seconds of CPU."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path[:2]),
        "NEWSBOT_OUTLETS": str(work / "outlets"),
        "NEWSBOT_CONTACT": "redaksi@contoh.example",
        "BENCHMARK_PROFILE": profile,
    }
    for left in work.glob("*.jsonl"):
        left.unlink()
    shutil.rmtree(work / "data", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, str(CONTENDERS), contender, address, *names],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if line.startswith("benchmark: ")]
    if len(said) != 1:
        raise SystemExit(f"{contender} gave no figure:\n{done.stdout}\n{done.stderr}")
    return float(said[0].split()[1])


def main(folder: Path, copies: int, rounds: int, profile: str) -> None:
    """Measure and print."""
    pages = read_pages(folder)
    number = copies * sum(map(len, pages.values()))
    size = statistics.fmean(len(page) for own in pages.values() for page in own)
    print(f"{number} pages of {len(pages)} outlets, mean {size / 1000:.0f} kB; Scrapy {version('scrapy')}")
    spent: dict[str, list[float]] = {name: [] for name in ("newsbot", "newsbot-without-extraction", "no-op", "loader")}
    if profile:
        spent = {profile: []}
    with tempfile.TemporaryDirectory() as name, served_apart(partial(make_answers, folder, copies)) as address:
        work = Path(name)
        (work / "outlets").mkdir()
        for outlet in pages:
            text = OUTLET_FILE.format(name=outlet, at=address)
            (work / "outlets" / f"{outlet}.py").write_text(text, encoding="utf-8")
        for _ in range(rounds):
            for contender, times in spent.items():
                times.append(
                    1000 * cpu(contender, address, list(pages), work, f"{profile}.prof" if profile else "") / number
                )
        if profile:
            shutil.move(work / f"{profile}.prof", ROOT / f"{profile}.prof")
    medians = {name: statistics.median(times) for name, times in spent.items()}
    floors = {name: medians[name] for name in ("no-op", "loader") if name in medians}
    for name, median in medians.items():
        ratios = "".join(f"  {median / floor:5.2f} x {other}" for other, floor in floors.items())
        print(f"{name:28}{median:7.2f} ms a page{ratios}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS if CORPUS.is_dir() else SAMPLES)
    parser.add_argument("--copies", type=int, default=20, help="how often each page is served; default 20")
    parser.add_argument("--rounds", type=int, default=3, help="default 3")
    parser.add_argument("--profile", default="", metavar="CONTENDER", help="profile this one into CONTENDER.prof")
    given = parser.parse_args()
    main(given.folder, given.copies, given.rounds, given.profile)
