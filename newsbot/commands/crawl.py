"""Crawl outlets into the data folder."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from newsbot.errors import UsageError
from newsbot.overrides import add_override_option, parse_overrides

if TYPE_CHECKING:
    from newsbot.runs import OutletRun

LONGEST_WAIT = 7 * 24 * 3600
"""Seconds; a wait beyond a week is a slip of the pen."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("outlet", nargs="*", metavar="OUTLET", help="keys of outlets, as newsbot outlets lists them")
    parser.add_argument("--all", action="store_true", help="every outlet")
    parser.add_argument("--since", metavar="DAY", help="first day: 2026-11-01, today, yesterday, 7d")
    parser.add_argument("--until", metavar="DAY", help="last day, the same way")
    parser.add_argument(
        "--keyword", metavar="WORDS", help='only articles that mention this: banjir "tanah longsor" -film'
    )
    parser.add_argument("--section", metavar="NAME", help="only articles of this section")
    parser.add_argument("--limit", metavar="N", help="most articles kept of each outlet, the newest first")
    parser.add_argument("--urls", metavar="FILE", help="read these addresses, one a line, in place of discovery")
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")
    parser.add_argument("--replay", metavar="DIR|WARC", help="answer every request from saved pages, never the network")
    parser.add_argument("--archive", action="store_true", help="keep every page fetched as WARC in the data folder")
    parser.add_argument(
        "--wait", metavar="SECONDS", default="0", help="wait so long for another crawl of the same outlets to end"
    )
    parser.add_argument("--strict", action="store_true", help="exit with 1 for a degraded outlet too")
    parser.add_argument("--metrics", metavar="FILE", help="write Prometheus metrics there when done")
    add_override_option(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help="tell everything Scrapy tells")


def run(args: argparse.Namespace) -> int:
    """Crawl, show what came of it, and judge it."""
    from newsbot.crawling import crawl
    from newsbot.tables import run_tables
    from newsbot.terminal import one_line

    overrides = parse_overrides(args.settings)
    if args.data:
        overrides["NEWSBOT_DATA"] = args.data
    if args.archive and args.replay:
        raise UsageError("--archive keeps what is fetched, and with --replay nothing is")
    if args.archive:
        overrides["NEWSBOT_ARCHIVE"] = True
    if args.replay:
        overrides["NEWSBOT_REPLAY"] = args.replay
    if args.strict:
        overrides["NEWSBOT_STRICT"] = True
    if args.metrics:
        overrides["NEWSBOT_METRICS"] = args.metrics
    overrides.setdefault("NEWSBOT_PROGRESS", sys.stderr.isatty())
    names = ("since", "until", "keyword", "section", "limit", "urls")
    wanted = {name: getattr(args, name) for name in names if getattr(args, name)}
    runs, status = crawl(args.outlet, wanted, overrides, every=args.all, wait=_seconds(args.wait), verbose=args.verbose)
    if runs:
        sys.stdout.write(run_tables(runs))
    for run in runs:
        if run.verdict in ("failed", "degraded"):
            sys.stderr.write(f"newsbot crawl: {run.outlet} {run.verdict}: {one_line('; '.join(run.troubles))}\n")
    if args.replay and not args.since and not args.urls and any(_found_nothing(run) for run in runs):
        sys.stderr.write(
            "newsbot crawl: without --since only the articles of the last days are looked for, and saved pages may be older: "
            "give --since and the first day wanted, such as 2026-11-01\n"
        )
    busy = [trouble for run in runs if run.verdict == "busy" for trouble in run.troubles]
    if busy:
        sys.stderr.write(f"newsbot crawl: left out: {one_line('; '.join(busy))}\n")
    return status


def _found_nothing(run: OutletRun) -> bool:
    return any(trouble.startswith("nothing_found") for trouble in run.troubles)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= LONGEST_WAIT:
        raise UsageError(f"--wait {text}: give a number of seconds, at most {LONGEST_WAIT}")
    return seconds
