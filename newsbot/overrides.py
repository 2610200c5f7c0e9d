"""Scrapy settings given on the command line, for the commands that fetch."""

from __future__ import annotations

import argparse

from newsbot.errors import UsageError


def add_override_option(parser: argparse.ArgumentParser) -> None:
    """``-s KEY=VALUE``, as often as wanted."""
    parser.add_argument(
        "-s", dest="settings", metavar="KEY=VALUE", action="append", default=[], help="a Scrapy setting"
    )


def parse_overrides(pairs: list[str]) -> dict[str, object]:
    """Settings as given on the command line, ``KEY=VALUE``.

    :raises UsageError: a pair has no ``=``.
    """
    overrides: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"-s {pair}: write -s KEY=VALUE")
        overrides[key] = value
    return overrides
