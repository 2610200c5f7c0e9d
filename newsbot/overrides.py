"""Scrapy settings given on the command line, for the commands that fetch."""

from __future__ import annotations

import argparse
from difflib import get_close_matches

from newsbot.errors import UsageError

OWN = "NEWSBOT_"


def add_override_option(parser: argparse.ArgumentParser) -> None:
    """``-s KEY=VALUE``, as often as wanted."""
    parser.add_argument(
        "-s", dest="settings", metavar="KEY=VALUE", action="append", default=[], help="a Scrapy setting"
    )


def parse_overrides(pairs: list[str]) -> dict[str, object]:
    """Settings as given on the command line, ``KEY=VALUE``.

    :raises UsageError: a pair has no ``=``, or names a setting of newsbot that does not exist.
    """
    overrides: dict[str, object] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UsageError(f"-s {pair}: write -s KEY=VALUE")
        if key.startswith(OWN) and key not in (known := _own_settings()):
            near = get_close_matches(key, known, n=1, cutoff=0.5)
            raise UsageError(f"-s {key}: newsbot has no such setting{f'; did you mean {near[0]}?' if near else ''}")
        overrides[key] = value
    return overrides


def _own_settings() -> list[str]:
    from newsbot import settings

    return [name for name in vars(settings) if name.startswith(OWN)]
