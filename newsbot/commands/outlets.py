"""List the outlets newsbot knows."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys

from newsbot.terminal import one_line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("outlet", nargs="*", metavar="OUTLET", help="only these; by default all")
    parser.add_argument("--format", choices=("table", "markdown", "json"), default="table", help="default: table")


def run(args: argparse.Namespace) -> int:
    """Print them."""
    from newsbot import outlets
    from newsbot.usable_outlets import usable

    chosen = [outlets.get(name) for name in args.outlet]
    if not chosen:
        chosen, broken = usable()
        sys.stderr.writelines(f"warning: {one_line(trouble)}\n" for trouble in broken)
    if args.format == "json":
        records = [dataclasses.asdict(outlet) for outlet in chosen]
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
        return 0
    from newsbot.tables import outlet_markdown, outlet_table

    sys.stdout.write(outlet_markdown(chosen) if args.format == "markdown" else outlet_table(chosen))
    return 0
