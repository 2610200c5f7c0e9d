"""Turn addresses, saved pages or text dumps into articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import NewsbotError, UsageError
from newsbot.rendering import BY_ENDING, FORMATS, render
from newsbot.terminal import one_line

if TYPE_CHECKING:
    from newsbot.extraction import Explanation
    from newsbot.fetching import Fetched
    from newsbot.items import Article


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "target", nargs="+", metavar="URL|FILE|-", help="an address, a saved page or text dump, or - for stdin"
    )
    parser.add_argument("--url", metavar="ADDRESS", help="the address of the saved page")
    parser.add_argument("--format", choices=FORMATS, help="default: json, or what the ending of -o says")
    parser.add_argument(
        "--explain", action="store_true", help="show each candidate and each removed block with its rule"
    )
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, help="write there; default: standard output")
    parser.add_argument(
        "-s", dest="settings", metavar="KEY=VALUE", action="append", default=[], help="a Scrapy setting"
    )


def run(args: argparse.Namespace) -> int:
    """Scrape each target; what cannot be scraped is told in one line, and the rest goes on."""
    targets = list(dict.fromkeys(args.target))
    if args.url and (len(targets) > 1 or _is_address(targets[0])):
        raise UsageError("--url is the address of one saved page")
    form = args.format or (BY_ENDING.get(args.output.suffix.lower(), "json") if args.output else "json")
    fetched = _fetch([target for target in targets if _is_address(target)], args.settings)
    done: list[Article] = []
    explained: list[str] = []
    failures = 0
    for target in targets:
        try:
            if args.explain:
                explanation = _explain(target, args.url, fetched)
                explained.append(explanation.render())
                if explanation.refused is not None:
                    raise explanation.refused
            else:
                done.append(_scrape(target, args.url, fetched))
        except NewsbotError as error:
            failures += 1
            sys.stderr.write(f"newsbot scrape: {one_line(target)}: {one_line(str(error))}\n")
    _write(args.output, "\n".join(explained) if args.explain else render(done, form, several=len(targets) > 1))
    return 1 if failures else 0


def _is_address(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


def _fetch(urls: list[str], settings: list[str]) -> dict[str, Fetched]:
    if not urls:
        return {}
    from newsbot.fetching import fetch  # Scrapy: only for what must be fetched
    from newsbot.process import parse_overrides

    return fetch(urls, parse_overrides(settings))


def _scrape(target: str, url: str | None, fetched: dict[str, Fetched]) -> Article:
    if target in fetched:
        result = fetched[target]
        if result.article is None:
            raise result.error or NewsbotError("nothing was fetched")
        return result.article
    from newsbot.documents import read_document

    return read_document(target).article(url or "")


def _explain(target: str, url: str | None, fetched: dict[str, Fetched]) -> Explanation:
    from newsbot.extraction import explain

    if target in fetched:
        result = fetched[target]
        if not result.page:
            raise result.error or NewsbotError("nothing was fetched")
        return explain(result.page, result.page_url)
    from newsbot.documents import read_document

    document = read_document(target)
    if document.is_text:
        raise NewsbotError("a text dump has no candidates to explain")
    return explain(document.data, url or "")


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.write(text)
    elif text:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NewsbotError(f"{output} cannot be written: {error.strerror or error}") from None
