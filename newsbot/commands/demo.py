"""Crawl the bundled sample newspapers, without network, and show what comes out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

FIRST_DAY, LAST_DAY = "2026-11-01", "2026-11-30"
"""The month the samples are set in."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("outlet", nargs="*", metavar="OUTLET", help="only these; by default all")
    parser.add_argument("--data", metavar="DIR", help="keep the data folder there; by default it is temporary")


def run(args: argparse.Namespace) -> int:
    """Crawl by replay and show the table and one article."""
    if args.data:
        return _crawl(args.outlet, Path(args.data))
    import tempfile

    with tempfile.TemporaryDirectory(prefix="newsbot-demo-") as folder:
        return _crawl(args.outlet, Path(folder))


def samples() -> Path:
    """The folder of samples, in a checkout or in an installed package.

    :raises NewsbotError: they were not installed.
    """
    from newsbot.errors import NewsbotError

    package = Path(__file__).parent.parent
    for folder in (package / "_samples", package.parent / "samples"):
        if (folder / "site").is_dir():
            return folder
    raise NewsbotError("the samples are not installed")


def _crawl(names: list[str], data: Path) -> int:
    from newsbot.crawling import crawl
    from newsbot.reading import load
    from newsbot.rendering import as_text
    from newsbot.tables import run_tables

    site = samples() / "site"
    settings: dict[str, object] = {
        "NEWSBOT_DATA": str(data),
        "NEWSBOT_REPLAY": str(site),
        "NEWSBOT_PROGRESS": sys.stderr.isatty(),
    }
    # a demonstration is no news to anybody
    settings |= {"NEWSBOT_NOTIFY": "", "NEWSBOT_METRICS": "", "NEWSBOT_STRICT": False}
    runs, status = crawl(names, {"since": FIRST_DAY, "until": LAST_DAY}, settings, every=not names)
    sys.stdout.write(run_tables(runs))
    first = next(load(data), None)
    if first is not None:
        sys.stdout.write(f"\n{as_text(first)}")
    return status
