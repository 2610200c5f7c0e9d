"""Find stored articles that are copies of one text."""

from __future__ import annotations

import argparse
import os
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--least", metavar="N", default="2", help="list clusters of at least N copies; default: 2")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="json: one cluster a line")
    parser.add_argument("--no-list", action="store_true", help="only bring the index up to date")
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")


def run(args: argparse.Namespace) -> int:
    """Read what is new, then list the clusters."""
    import json

    from newsbot import copies
    from newsbot.errors import UsageError
    from newsbot.terminal import counter, json_plain, one_line

    if not args.least.isascii() or not args.least.isdigit() or int(args.least) < 2:
        raise UsageError(f"--least {args.least!r} is no number of copies: write 2 or more")
    folder = args.data or os.environ.get("NEWSBOT_DATA") or "data"

    with counter("articles read") as progress:
        done = copies.update(folder, progress)
    for repair in done.repairs:
        sys.stderr.write(f"newsbot copies: {one_line(repair)}\n")
    clusters = members = 0
    with copies.open_index(folder) as index:
        for place, found in () if args.no_list else index.clusters(int(args.least)):
            clusters += 1
            members += place.copies
            first = place.first_seen.isoformat() if place.first_seen else None
            if args.format == "json":
                record = {
                    "cluster_id": place.cluster_id,
                    "first_seen": first,
                    "copies": place.copies,
                    "articles": [
                        {
                            "outlet": copy.outlet,
                            "first_seen": copy.first_seen.isoformat() if copy.first_seen else None,
                            "title": copy.title,
                            "url": copy.url,
                        }
                        for copy in found
                    ],
                }
                sys.stdout.write(json_plain(json.dumps(record, ensure_ascii=False)) + "\n")
                continue
            sys.stdout.write(f"{place.cluster_id}  {place.copies} copies since {first or '-'}\n")
            for copy in found:
                when = copy.first_seen.isoformat()[:16].replace("T", " ") if copy.first_seen else "-"
                sys.stdout.write(f"  {when:16}  {one_line(copy.outlet or '-'):14}  {one_line(copy.title or '-')}\n")
                sys.stdout.write(f"  {'':16}  {'':14}  {one_line(copy.url or '-')}\n")
        total = len(index)
    listed = "" if args.no_list else f", {clusters} texts in {members} copies"
    sys.stderr.write(f"newsbot copies: {done.entered} of {done.read} lines entered; {total} articles{listed}\n")
    return 0
