"""``newsbot scrape`` for web archives: which targets are archives, and which options go with them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from newsbot import addresses
from newsbot.errors import NewsbotError, UsageError

ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options for web archives."""
    group = parser.add_argument_group("web archives (WARC files)")
    group.add_argument("--outlet", action="append", metavar="KEY", help="only pages of this outlet; may be repeated")
    group.add_argument("--diff", action="store_true", help="show what would change in the stored lines; write nothing")
    group.add_argument(
        "--data", metavar="DIR", type=Path, help="data folder to compare with; default: $NEWSBOT_DATA or data"
    )
    group.add_argument("--jobs", metavar="N", type=int, help="processes; default: one a core")


def chosen(args: argparse.Namespace, targets: Sequence[str]) -> list[Path]:
    """The targets when they are archives, and nothing when they are not.

    :raises UsageError: some are and some are not, or the options do not go with them.
    :raises NewsbotError: one is named like an archive and is none.
    """
    files = [Path(target) for target in targets if _is_archive(target)]
    if not files:
        if args.outlet or args.diff or args.data or args.jobs is not None:
            raise UsageError("--outlet, --diff, --data and --jobs are for WARC files")
        return []
    if len(files) < len(targets):
        other = next(target for target in targets if Path(target) not in files)
        raise UsageError(f"{other} is no WARC file: scrape it in a command of its own")
    if args.explain or args.url or args.settings or args.format not in (None, "jsonl"):
        raise UsageError("a WARC file gives JSON Lines; --explain, --url, -s and other formats are for single pages")
    if args.jobs is not None and args.jobs < 1:
        raise UsageError(f"--jobs {args.jobs}: at least one process is needed")
    if args.diff and args.output:
        raise UsageError("--diff writes nothing: leave -o out")
    if args.data and not args.diff:
        raise UsageError("--data is the folder that --diff compares with")
    if args.output and not args.output.name.lower().endswith(LINES):
        raise UsageError(f"-o {args.output}: a WARC file gives {' '.join(LINES[::2])}")
    return files


def run(args: argparse.Namespace, files: Sequence[Path]) -> int:
    """Read archives again, or show what that would change."""
    from newsbot.reextraction.run import differences, reextract

    bar = sys.stderr.isatty()
    if args.diff:
        from newsbot.settings import NEWSBOT_DATA

        summary = differences(files, args.data or Path(NEWSBOT_DATA), wanted=args.outlet or (), jobs=args.jobs, bar=bar)
    else:
        try:
            summary = reextract(files, args.output, wanted=args.outlet or (), jobs=args.jobs, bar=bar)
        except KeyboardInterrupt:
            if args.output:
                sys.stderr.write("newsbot scrape: interrupted; the same command goes on where this one stopped\n")
            raise
    sys.stderr.write(f"newsbot scrape: {summary.sentence(len(files))}\n")
    return 1 if summary.counts["broken/crashed"] else 0


def _is_archive(target: str) -> bool:
    if target == "-" or addresses.has_scheme(target):
        return False
    from newsbot.warc import is_archive

    path = Path(target)
    if is_archive(path):
        return True
    if path.name.lower().endswith(ENDINGS):
        raise NewsbotError(
            f"{target}: {'no WARC file: it does not begin like one' if path.is_file() else 'no such file'}"
        )
    return False
