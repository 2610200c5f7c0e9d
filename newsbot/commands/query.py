"""Ask the stored articles in SQL: views articles, revisions, authors, tags and runs."""

from __future__ import annotations

import argparse
import os
import sys

FORMATS = ("table", "csv", "json", "jsonl")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("sql", metavar="SQL", help="one SELECT in DuckDB's SQL, or - to read it from standard input")
    parser.add_argument("--data", metavar="DIR", help="data folder or file of lines; default: $NEWSBOT_DATA or data")
    parser.add_argument("--format", choices=FORMATS, help="default: table on a terminal, csv in a pipe")


def run(args: argparse.Namespace) -> int:
    """Answer on standard output."""
    from newsbot.query.database import answer
    from newsbot.query.output import write_answer

    sql = sys.stdin.read() if args.sql == "-" else args.sql
    form = args.format or ("table" if sys.stdout.isatty() else "csv")
    with answer(args.data or os.environ.get("NEWSBOT_DATA", "data"), sql) as result:
        write_answer(result, form, sys.stdout)
    return 0
