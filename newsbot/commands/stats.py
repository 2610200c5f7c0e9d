"""Count stored articles by day, outlet and section."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "--keyword", metavar="SEARCH", help='only articles that mention this: banjir "tanah longsor" -film'
    )
    parser.add_argument("--stem", action="store_true", help="find words by their root: banjir finds kebanjiran")
    parser.add_argument("--outlet", action="append", metavar="KEY", help="only this outlet; may be given several times")
    parser.add_argument("--since", metavar="DAY", help="first day: 2026-11-01, today, yesterday, 7d")
    parser.add_argument("--until", metavar="DAY", help="last day, the same way")
    parser.add_argument("--by", choices=("day", "month", "outlet", "section"), help="only this view; default: all")
    parser.add_argument("--format", choices=("chart", "csv", "json"), default="chart", help="default: chart")
    parser.add_argument("--html", metavar="FILE", help="write a page in place of the chart")
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")


def run(args: argparse.Namespace) -> int:
    """Count, and show the numbers."""
    from newsbot import outlets
    from newsbot.counting import UNDATED, count
    from newsbot.counting_chart import as_csv, as_json, chart
    from newsbot.counting_page import page
    from newsbot.durable_files import write_whole
    from newsbot.errors import UsageError
    from newsbot.export.filters import listed
    from newsbot.reading import load
    from newsbot.search import compile_query
    from newsbot.window import Window

    if args.stem and not args.keyword:
        raise UsageError("--stem goes with --keyword")
    if args.html and args.format != "chart":
        raise UsageError("--html and --format exclude each other")
    wanted = listed("outlet", args.outlet or ())
    query = compile_query(args.keyword, stem=args.stem) if args.keyword is not None else None
    window = Window.parse(args.since, args.until, "+07:00")
    folder = args.data or os.environ.get("NEWSBOT_DATA") or "data"
    counts = count(load(folder), query=query, outlets=wanted or None, window=window)
    with_articles = dict(counts.rows("outlet"))
    for name in wanted:
        if name not in with_articles:
            outlets.get(name)
    views = (args.by,) if args.by else counts.views()
    if args.html:
        write_whole(Path(args.html), page(counts, views, _question(args)))
    elif args.format == "chart":
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else 100
        sys.stdout.write(chart(counts, views, width=width, colour=terminal and "NO_COLOR" not in os.environ))
    else:
        sys.stdout.write((as_csv if args.format == "csv" else as_json)(counts, views))
    if counts.left_out[UNDATED]:
        sys.stderr.write(f"newsbot stats: {counts.left_out[UNDATED]} articles without a date left out\n")
    return 0


def _question(args: argparse.Namespace) -> str:
    asked = [f"mentioning {args.keyword}{' (by root)' if args.stem else ''}"] if args.keyword else []
    asked += [f"of {', '.join(args.outlet)}"] if args.outlet else []
    asked += [f"{word} {day}" for word, day in (("since", args.since), ("until", args.until)) if day]
    return " ".join(asked) or "everything in the data folder"
