"""Make the memory of what is stored anew from the article files."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from newsbot.terminal import one_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")


def run(args: argparse.Namespace) -> int:
    """Read every line, and say how many there are."""
    from newsbot.rebuilding import rebuild
    from newsbot.revisits import Schedule

    folder = Path(args.data or os.environ.get("NEWSBOT_DATA") or "data")
    schedule = Schedule.parse(os.environ["NEWSBOT_REVISIT"]) if "NEWSBOT_REVISIT" in os.environ else Schedule()
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as display:
            task = display.add_task("rebuild", total=None)
            done = rebuild(
                folder,
                schedule,
                started=lambda size: display.update(task, total=size),
                progress=lambda size: display.advance(task, size),
            )
    else:
        done = rebuild(folder, schedule)
    sys.stderr.writelines(f"warning: {one_line(repair)}\n" for repair in done.repairs)
    sys.stdout.write(f"{done.lines} lines of {done.outlets} outlets read, {done.keys} addresses and ids remembered\n")
    for name in done.left_out:
        sys.stderr.write(f"newsbot rebuild: {one_line(name)}: left out, no outlet file describes it\n")
    return 1 if done.left_out else 0
