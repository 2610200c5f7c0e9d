"""Show how each outlet stands: last good run, newest article, verdict."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--data", metavar="DIR", help="data folder; default: $NEWSBOT_DATA or data")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="default: table")
    parser.add_argument("--metrics", metavar="FILE", help="also write Prometheus metrics there")
    parser.add_argument(
        "--check", action="store_true", help="exit with 1 when any outlet is degraded, failed or killed"
    )


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from newsbot.metrics import write_metrics
    from newsbot.status import read_status
    from newsbot.status_table import status_json, status_table
    from newsbot.terminal import json_plain, one_line

    status = read_status(Path(args.data or os.environ.get("NEWSBOT_DATA", "data")))
    sys.stderr.writelines(f"warning: {one_line(warning)}\n" for warning in status.warnings)
    if args.format == "json":
        text = json.dumps(status_json(status.outlets), ensure_ascii=False, indent=2)
        sys.stdout.write(json_plain(text) + "\n")
    else:
        sys.stdout.write(status_table(status.outlets))
    if args.metrics:
        write_metrics(Path(args.metrics), status.outlets)
    return 1 if args.check and any(outlet.is_broken for outlet in status.outlets) else 0
