"""Watch outlets without end: poll each feed at the pace it changes."""

from __future__ import annotations

import argparse
import signal
import sys

from newsbot.overrides import add_override_option, parse_overrides


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("outlet", nargs="*", metavar="OUTLET", help="keys of outlets, as newsbot outlets lists them")
    parser.add_argument("--all", action="store_true", help="every outlet")
    parser.add_argument("--keyword", metavar="WORDS", help="only articles that hold all of these words")
    parser.add_argument("--section", metavar="NAME", help="only articles of this section")
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")
    parser.add_argument("--archive", action="store_true", help="keep every page fetched as WARC in the data folder")
    parser.add_argument("--metrics", metavar="FILE", help="write Prometheus metrics there after each run")
    add_override_option(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help="tell everything Scrapy tells")


def run(args: argparse.Namespace) -> int:
    """Watch until a signal says to stop, which is a good end."""
    # until Scrapy's own handlers are in place there is nothing to finish; the first process of a container would not be ended at all
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    from newsbot.watching import watch

    overrides = parse_overrides(args.settings)
    if args.data:
        overrides["NEWSBOT_DATA"] = args.data
    if args.archive:
        overrides["NEWSBOT_ARCHIVE"] = True
    if args.metrics:
        overrides["NEWSBOT_METRICS"] = args.metrics
    wanted = {name: getattr(args, name) for name in ("section", "keyword") if getattr(args, name)}
    watch(args.outlet, wanted, overrides, every=args.all, verbose=args.verbose)
    return 0
