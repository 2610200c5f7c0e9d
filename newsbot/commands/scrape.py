"""Turn addresses, saved pages or text dumps into articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot import addresses
from newsbot.commands import archives
from newsbot.errors import NewsbotError, UsageError
from newsbot.overrides import add_override_option, parse_overrides
from newsbot.rendering import BY_ENDING, FORMATS, render
from newsbot.terminal import one_line

if TYPE_CHECKING:
    from newsbot.documents import Document
    from newsbot.extraction import Explanation
    from newsbot.fetching import Fetched
    from newsbot.items import Article
    from newsbot.text_explanation import TextExplanation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "target",
        nargs="+",
        metavar="URL|FILE|-",
        help="an address, a saved page or text dump, a WARC file, or - for stdin",
    )
    parser.add_argument("--url", metavar="ADDRESS", help="the address of the saved page")
    parser.add_argument("--format", choices=FORMATS, help="default: json, or what the ending of -o says")
    parser.add_argument(
        "--explain", action="store_true", help="show each candidate and each removed block with its rule"
    )
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, help="write there; default: standard output")
    add_override_option(parser)
    archives.add_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Scrape each target; what cannot be scraped is told in one line, and the rest goes on."""
    targets = list(dict.fromkeys(args.target))
    files = archives.chosen(args, targets)
    if files:
        return archives.run(args, files)
    if args.url and (len(targets) > 1 or addresses.has_scheme(targets[0])):
        raise UsageError("--url is the address of one saved page")
    if args.url and (fault := addresses.fault(args.url)):
        raise UsageError(f"--url {args.url}: {fault}")
    overrides = parse_overrides(args.settings)
    form = args.format or ("json" if args.explain else _by_ending(args.output))
    fetched = _fetch([target for target in targets if _is_address(target)], overrides)
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


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lower() if output else ""
    if ending and ending not in BY_ENDING:
        raise UsageError(f"-o {output}: write {' '.join(BY_ENDING)}, or say --format")
    return BY_ENDING.get(ending, "json")


def _is_address(target: str) -> bool:
    return addresses.fault(target) is None


def _fetch(urls: list[str], overrides: dict[str, object]) -> dict[str, Fetched]:
    if not urls:
        return {}
    from newsbot.fetching import fetch  # Scrapy: only for what must be fetched

    return fetch(urls, overrides)


def _scrape(target: str, url: str | None, fetched: dict[str, Fetched]) -> Article:
    if target in fetched:
        result = fetched[target]
        if result.article is None:
            raise result.error or NewsbotError("nothing was fetched")
        return result.article
    return _read(target).article(url or "")


def _read(target: str) -> Document:
    from newsbot.documents import read_document

    if addresses.has_scheme(target):
        raise NewsbotError(addresses.fault(target) or "nothing was fetched")
    return read_document(target)


def _explain(target: str, url: str | None, fetched: dict[str, Fetched]) -> Explanation | TextExplanation:
    if target in fetched:
        from newsbot.extraction import explain

        result = fetched[target]
        if not result.page:
            raise result.error or NewsbotError("nothing was fetched")
        return explain(result.page, result.page_url)
    return _read(target).explain(url or "")


def _write(output: Path | None, text: str) -> None:
    if output is None:
        sys.stdout.write(text)
    elif text:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            raise NewsbotError(f"{output} cannot be written: {error.strerror or error}") from None
