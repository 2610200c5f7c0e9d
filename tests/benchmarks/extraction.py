"""How long `newsbot.extract` takes, and what others take, in multiples of one bare lxml parse of the same bytes.

    python tests/benchmarks/extraction.py [FOLDER]

FOLDER holds saved pages (``*.html``, ``*.html.gz``); the default is the shared corpus where there is one beside the checkout, else
the bundled samples. Those have a tenth of the size of real pages, whose parse is a small part of the whole: the ratios are higher. Each page goes through each contender
in turn, and the least of several rounds counts: what is slower is the machine's other work. Peers that are not installed
(``pip install 'newsbot[benchmark]'``) are left out.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from itemloaders import ItemLoader
from itemloaders.processors import TakeFirst
from lxml import html as lxml_html
from parsel import Selector

import newsbot
from newsbot import source, story

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples" / "site"
CORPUS = ROOT.parent / "shared" / "corpus" / "pages"
ROUNDS = 7
SLOW_ROUNDS = 2  # of a contender that takes twenty parses, a round more says nothing new

Contender = Callable[[bytes], object]

TEN_SELECTORS = {
    "title": "h1::text",
    "author": "meta[name=author]::attr(content)",
    "published": "meta[property='article:published_time']::attr(content)",
    "section": "meta[property='article:section']::attr(content)",
    "summary": "meta[name=description]::attr(content)",
    "image": "meta[property='og:image']::attr(content)",
    "canonical": "link[rel=canonical]::attr(href)",
    "tags": "a[rel=tag]::text",
    "time": "time::attr(datetime)",
    "body": "article p::text, .detail__body-text p::text, .read__content p::text, .article-content-body p::text",
}


def selectors(page: bytes) -> object:
    selector = Selector(text=page.decode("utf-8", "replace"))
    return {name: selector.css(css).getall() for name, css in TEN_SELECTORS.items()}


class TenFields(ItemLoader):
    default_item_class = dict
    default_output_processor = TakeFirst()


def item_loader(page: bytes) -> object:
    loader = TenFields(selector=Selector(text=page.decode("utf-8", "replace")))
    for name, css in TEN_SELECTORS.items():
        loader.add_css(name, css)
    return loader.load_item()


def extract(page: bytes) -> object:
    try:
        return newsbot.extract(page)
    except newsbot.NotAnArticle as refusal:
        return refusal


def without_rules(work: Contender, page: bytes) -> object:
    os.environ["NEWSBOT_OUTLET_RULES"] = "off"
    try:
        return work(page)
    finally:
        del os.environ["NEWSBOT_OUTLET_RULES"]


def generic(page: bytes) -> object:
    try:
        return story.generic(source.read(page, "", None, None), None, None)
    except newsbot.NotAnArticle as refusal:
        return refusal


def peers() -> dict[str, Contender]:
    """Those that are installed, each asked for all it reads from a page."""
    found: dict[str, Contender] = {}
    if importlib.util.find_spec("trafilatura"):
        from trafilatura import bare_extraction

        found["trafilatura"] = lambda page: bare_extraction(page, with_metadata=True)
    if importlib.util.find_spec("readability"):
        from readability import Document

        found["readability-lxml"] = lambda page: Document(page.decode("utf-8", "replace")).summary()
    if importlib.util.find_spec("goose3"):
        from goose3 import Goose

        goose = Goose({"enable_image_fetching": False})
        found["goose3"] = lambda page: goose.extract(raw_html=page.decode("utf-8", "replace"))
    if importlib.util.find_spec("newspaper"):
        from newspaper import Article

        def newspaper4k(page: bytes) -> object:
            article = Article("https://www.example.id/", fetch_images=False)
            article.download(input_html=page.decode("utf-8", "replace"))
            article.parse()
            return article

        found["newspaper4k"] = newspaper4k
    return {f"{name} {version(name)}": work for name, work in found.items()}


def least_seconds(work: Contender, page: bytes, rounds: int) -> float:
    least = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        try:
            work(page)
        except Exception:
            # a peer may fail on a page; its time counts all the same
            if work is extract:
                raise
        least = min(least, time.process_time() - started)
    return least


def main(folder: Path) -> None:
    pages = [p.read_bytes() for p in sorted(folder.rglob("*.html"))]
    pages += [gzip.decompress(p.read_bytes()) for p in sorted(folder.rglob("*.html.gz"))]
    if not pages:
        raise SystemExit(f"no *.html and no *.html.gz in {folder}")
    fast: dict[str, Contender] = {
        "one bare parse": lxml_html.fromstring,
        "ten CSS selectors": selectors,
        "ten-field ItemLoader": item_loader,
        "newsbot: extract": extract,
        "newsbot: extract, no outlet rules": partial(without_rules, extract),
        "newsbot: parse, find, clean; no outlet rules": partial(without_rules, generic),
    }
    slow = peers()
    least: dict[str, list[float]] = {name: [] for name in (*fast, *slow)}
    for page in pages:
        extract(page)
        rounds = [[least_seconds(work, page, 1) for work in fast.values()] for _ in range(ROUNDS)]
        for name, times in zip(fast, zip(*rounds, strict=True), strict=True):
            least[name].append(min(times))
        for name, work in slow.items():
            least[name].append(least_seconds(work, page, SLOW_ROUNDS))
    floor = least["one bare parse"]
    print(
        f"{len(pages)} pages, mean {statistics.fmean(map(len, pages)) / 1000:.0f} kB; one bare parse {1000 * statistics.fmean(floor):.2f} ms "
        f"(newsbot {version('newsbot')}, lxml {version('lxml')}, parsel {version('parsel')}, Python {sys.version.split()[0]})\n"
    )
    print(f"{'times the parse of the same pages':46} {'all':>6} {'mean':>6} {'median':>6} {'p95':>6}")
    for name, spent in least.items():
        ratios = sorted(t / f for t, f in zip(spent, floor, strict=True))
        figures = (
            sum(spent) / sum(floor),
            statistics.fmean(ratios),
            statistics.median(ratios),
            ratios[int(0.95 * len(ratios))],
        )
        print(f"{name:46} " + " ".join(f"{figure:6.1f}" for figure in figures))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS if CORPUS.is_dir() else SAMPLES)
    main(parser.parse_args().folder)
