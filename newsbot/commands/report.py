"""Write a page that shows how the outlets stand and what they brought."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

DAYS = 14
LATEST = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("-o", "--output", metavar="FILE", help="the page, one HTML file; default: standard output")
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")
    parser.add_argument("--days", metavar="N", type=_days, default=DAYS, help=f"days it tells of; default: {DAYS}")


def run(args: argparse.Namespace) -> int:
    """Write it."""
    from newsbot.durable_files import write_whole
    from newsbot.report.articles import read_recent
    from newsbot.report.page import report_page
    from newsbot.status import read_status
    from newsbot.terminal import one_line

    folder = Path(args.data or os.environ.get("NEWSBOT_DATA", "data"))
    status = read_status(folder)
    sys.stderr.writelines(f"warning: {one_line(warning)}\n" for warning in status.warnings)
    page = report_page(status, read_recent(folder, args.days, LATEST))
    if args.output:
        write_whole(Path(args.output), page)
    else:
        sys.stdout.write(page)
    return 0


def _days(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 366:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days between 1 and 366")
    return number
