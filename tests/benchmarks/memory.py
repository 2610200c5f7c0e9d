"""Memory of a long crawl and of a large page, and whether time grows in proportion to the page.

    python tests/benchmarks/memory.py crawl [--pages N] [--per-sitemap N] [--seconds S]
                                                             resident memory of a crawl of N pages (default 100,000)
    python tests/benchmarks/memory.py pages [--largest MB]   time and memory of extraction, 10 kB to 20 MB

The crawl is measured against a spider on Scrapy's default settings that does nothing with the same pages: small ones, made up by
a server in a process of its own. Sitemaps name them, 1,000 each, or up to 50,000 as the standard allows. With ``--seconds`` each
contender is stopped early: most of what waits in memory waits at the beginning. Memory of extraction is what the process grows by while
extracting, against what it grows by while lxml alone holds the tree (each in a process of its own).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]

from quick_server import Answers, served_apart  # noqa: E402
from small_paper import story  # noqa: E402

CONTENDERS = Path(__file__).parent / "crawl_contenders.py"
PER_SITEMAP = 1000
"""A crawl without a window takes larger sitemaps for archives, so that it is given one."""

OUTLET_FILE = """
from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="panjang",
    title="Harian Panjang",
    domains=("127.0.0.1",),
    sitemaps=("{at}/sitemap.xml",),
    article_url=r"/warta/read/(?P<id>\\d+)",
    body=("div.isi",),
    title_css=("h1::text",),
)
"""


def make_answers(pages: int, per_sitemap: int, address: str) -> Answers:
    """What the server answers."""
    urls = [f"{address}/warta/read/{number}/jembatan-kampung-randu-{number}" for number in range(pages)]
    starts = range(0, pages, per_sitemap)

    def answer(path: str) -> tuple[bytes, str] | None:
        if path.startswith("/warta/read/"):
            return story(int(path.split("/")[3]), "2026-11-20").encode(), "text/html; charset=utf-8"
        if path == "/semua.txt":
            return "\n".join(urls).encode(), "text/plain"
        if path == "/sitemap.xml":
            maps = "".join(
                f"<sitemap><loc>{address}/sitemap-bagian-{start // per_sitemap}.xml</loc></sitemap>" for start in starts
            )
            return f"<sitemapindex>{maps}</sitemapindex>".encode(), "application/xml"
        if path.startswith("/sitemap-bagian-"):
            start = int(path.removeprefix("/sitemap-bagian-").removesuffix(".xml")) * per_sitemap
            part = "".join(f"<url><loc>{url}</loc></url>" for url in urls[start : start + per_sitemap])
            return f"<urlset>{part}</urlset>".encode(), "application/xml"
        return None

    return answer


def resident(pid: int) -> float:
    """Megabytes of memory a process holds (Linux)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def memory_of_crawl(contender: str, address: str, names: list[str], work: Path, seconds: float) -> list[float]:
    """Resident memory twice a second while a contender runs, for so many seconds at the most."""
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path[:2]),
        "NEWSBOT_OUTLETS": str(work / "outlets"),
        "NEWSBOT_CONTACT": "redaksi@contoh.example",
    }
    samples = []
    with subprocess.Popen(
        [sys.executable, str(CONTENDERS), contender, address, *names],
        cwd=work,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.append(process.stderr.read() if process.stderr else ""))
        reader.start()
        started = time.monotonic()
        while process.poll() is None:
            if time.monotonic() - started > seconds:
                process.kill()
            samples.append(resident(process.pid))
            time.sleep(0.5)
        reader.join()
    if "benchmark:" not in said[0] and process.returncode >= 0:
        raise SystemExit(f"{contender} failed:\n{said[0]}")
    return [sample for sample in samples if sample]


def crawl(pages: int, per_sitemap: int, seconds: float) -> None:
    """Print how much each contender holds along the way."""
    with tempfile.TemporaryDirectory() as name, served_apart(partial(make_answers, pages, per_sitemap)) as address:
        work = Path(name)
        (work / "outlets").mkdir()
        (work / "outlets" / "panjang.py").write_text(OUTLET_FILE.format(at=address), encoding="utf-8")
        window = ["--since", "2026-11-01"] if per_sitemap > PER_SITEMAP else []
        for contender, names in (("no-op", []), ("newsbot", ["panjang", *window])):
            samples = memory_of_crawl(contender, address, names, work, seconds)
            tenths = [samples[min(len(samples) - 1, len(samples) * part // 10)] for part in range(1, 11)]
            print(f"{contender:8} {pages} pages: most {max(samples):.0f} MB; along the way", end=" ")
            print(" ".join(f"{sample:.0f}" for sample in tenths))
        kept = sum(file.read_bytes().count(b"\n") for file in (work / "data" / "articles" / "panjang").glob("*.jsonl"))
        print(f"newsbot kept {kept} of {pages}")


def large_page(size: int) -> bytes:
    """A page of about that many bytes: a story between as much furniture, as on large pages of real outlets."""
    text = story(1, "2026-11-20")
    head, middle, tail = text.partition("</div>")
    paragraph = "<p>Warga Kampung Randu bergotong royong memperbaiki jembatan bambu yang putus diterjang banjir. </p>\n"
    card = (
        '<div class="card"><a href="/warta/read/2/judul"><img src="/a.jpg" alt="Foto"><h3>Judul lain</h3></a></div>\n'
    )
    room = max(0, size - len(text)) // 2
    return (head + paragraph * (room // len(paragraph)) + middle + card * (room // len(card)) + tail).encode()


MEASURE = """
import resource, sys, time
from memory import large_page
page = large_page(int(sys.argv[2]))
if sys.argv[1] == "lxml":
    from lxml import html
    html.fromstring(b"<html><body><p>a</p></body></html>")
    work = lambda: html.fromstring(page)
else:
    import newsbot
    from memory import story
    newsbot.extract(story(1, "2026-11-20"))
    work = lambda: newsbot.extract(page)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
kept = work()
spent = time.process_time() - started
print(spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, len(page))
"""


def pages(largest: float) -> None:
    """Print time and memory by page size."""
    most = int(largest * 1_000_000)
    size = min(10_000, most)
    while True:
        figures = {}
        for name in ("lxml", "newsbot"):
            said = subprocess.run(
                [sys.executable, "-c", MEASURE, name, str(size)],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:3])},
                capture_output=True,
                text=True,
                check=True,
            ).stdout.split()
            figures[name] = float(said[0]), int(said[1]) / 1000, int(said[2])
        (bare, tree, length), (own, held, _) = figures["lxml"], figures["newsbot"]
        print(
            f"{length / 1000:8.0f} kB: lxml {1e9 * bare / length:6.1f} ns a byte, {tree:6.1f} MB; "
            f"newsbot {1e9 * own / length:7.1f} ns a byte ({own / bare:.1f} times), {held:6.1f} MB"
            + (f" ({held / tree:.2f} times)" if tree > 1 else "")
        )
        if size == most:
            return
        size = min(most, size * (2 if size > 1_000_000 else 4))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("crawl", "pages"))
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--per-sitemap", type=int, default=PER_SITEMAP)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--largest", type=float, default=20.0, metavar="MB")
    given = parser.parse_args()
    if given.what == "crawl":
        crawl(given.pages, given.per_sitemap, given.seconds)
    else:
        pages(given.largest)
