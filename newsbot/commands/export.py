"""Write the stored articles to a file for pandas, Excel, DuckDB, Power BI or a feed reader."""

from __future__ import annotations

import argparse
import os
import signal
import sys

ENDINGS = ".csv .xlsx .parquet .jsonl .json .rss .atom"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    several = "; several with commas or by repeating"
    whole = " (one with a comma and a blank in it is one name)"
    parser.add_argument(
        "-o", dest="output", metavar="FILE", required=True,
        help=f"{ENDINGS}, text also with .gz or .zst; an address such as s3://bucket/key.parquet; - for standard output",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=[name[1:] for name in ENDINGS.split()], help="default: what the ending says"
    )
    parser.add_argument("--data", metavar="DIR", help="data folder or file of lines; default: $NEWSBOT_DATA or data")
    parser.add_argument("--since", metavar="DAY", help="first day of publication: 2026-11-01, today, yesterday, 7d")
    parser.add_argument("--until", metavar="DAY", help="last day, the same way")
    parser.add_argument(
        "--keyword",
        metavar="WORDS",
        action="append",
        default=[],
        help='only articles that mention this: banjir "tanah longsor" -film',
    )
    parser.add_argument("--stem", action="store_true", help="find words by their root: banjir finds kebanjiran")
    for name, meaning in (
        ("outlet", "key of an outlet"), ("section", "section of the outlet" + whole), ("kind", "article, opinion, fact_check …"),
        ("place", "words of the place in the dateline" + whole), ("author", "words of an author's name" + whole), ("tag", "a tag"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", metavar="NAME", action="append", default=[], help=meaning + several)
    parser.add_argument("--columns", metavar="NAMES", action="append", default=[], help="only these columns" + several)
    revisions = parser.add_mutually_exclusive_group()
    revisions.add_argument("--latest", action="store_true", help="the latest revision of each article (the default)")
    revisions.add_argument("--all-revisions", action="store_true", help="every stored revision")
    parser.add_argument(
        "--unique", action="store_true",
        help="of the articles with one text only the first; adds the columns cluster_id, first_seen and copies",
    )  # fmt: skip
    parser.add_argument("--sample", metavar="N", type=_number, help="a random sample of so many articles")
    parser.add_argument("--seed", metavar="N", type=int, help="the same seed, the same sample")
    parser.add_argument(
        "--newest", metavar="N", type=_number, help="the last published, newest first; feeds: 100 by default"
    )
    parser.add_argument("--metadata-only", action="store_true", help="leave out the body, for sharing")
    parser.add_argument(
        "--partition-by", metavar="KEYS", action="append", default=[],
        help="-o is a folder of Parquet files by outlet, date, year, month, kind, section or language" + several,
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    """Export, and say on standard error how many there were and what was left out."""
    from newsbot.errors import UsageError
    from newsbot.export.filters import Filters, listed
    from newsbot.export.job import Wanted, export
    from newsbot.terminal import counter, one_line

    names = ("outlet", "since", "until", "keyword", "section", "kind", "place", "author", "tag", "stem")
    if args.stem and not args.keyword:
        raise UsageError("--stem goes with --keyword")
    if args.unique and args.all_revisions:
        raise UsageError("--unique and --all-revisions exclude each other")
    wanted = Wanted(
        Filters.parse(**{name: getattr(args, name) for name in names}),
        columns=listed("--columns", args.columns),
        revisions=args.all_revisions,
        unique=args.unique,
        metadata_only=args.metadata_only,
        sample=args.sample,
        seed=args.seed,
        newest=args.newest,
    )
    # asked to end, the process must still take away the half-written file
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    partition_by = listed("--partition-by", args.partition_by)
    data = args.data or os.environ.get("NEWSBOT_DATA", "data")
    with counter("articles compared") as progress:
        outcome = export(data, args.output, wanted, form=args.format, partition_by=partition_by, progress=progress)
    for note in outcome.notes:
        sys.stderr.write(f"newsbot export: {one_line(note)}\n")
    sys.stderr.write(f"{outcome.count} {'article' if outcome.count == 1 else 'articles'} to {one_line(args.output)}\n")
    return 1 if outcome.unreadable else 0


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of articles")
    return number
