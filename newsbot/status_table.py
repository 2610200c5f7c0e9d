"""How the outlets stand, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from rich.text import Text

from newsbot.runs import OutletRun
from newsbot.status import OutletStatus
from newsbot.tables import COLOURS, print_tables, simple_table
from newsbot.terminal import one_line
from newsbot.zones import WIB

SHOWN = {"published_at": "date", "authors": "author", "section": "section", "tags": "tags", "images": "image"}
"""Fields whose fill rate the table shows, and how it calls them; the JSON has them all."""


def status_table(outlets: Sequence[OutletStatus]) -> str:
    """One row an outlet, the broken ones' reasons below. Times are of Jakarta."""
    colour = sys.stdout.isatty()
    table = simple_table(
        "outlet", "verdict", "since", "last good run", "newest article", "24 h", "usual", "filled, %",
        numeric=("24 h", "usual"),
    )  # fmt: skip
    for one in outlets:
        verdict = one.verdict or "-"
        table.add_row(
            Text(one_line(one.outlet)),
            Text(verdict + (" (running)" if one.is_running else ""), style=COLOURS.get(verdict, "")),
            *(Text(_when(moment)) for moment in (one.broken_since, one.last_good_run, one.newest_article)),
            str(one.articles_24h),
            f"{one.usual_24h:.0f}" if one.usual_24h is not None else "-",
            " · ".join(f"{word} {100 * one.fill[name]:.0f}" for name, word in SHOWN.items() if name in one.fill) or "-",
        )
    text = print_tables([table], colour)
    reasons = [f"{one_line(one.outlet)}: {one_line(trouble)}" for one in outlets for trouble in one.troubles]
    return text + "".join(f" {reason}\n" for reason in reasons)


def status_json(outlets: Iterable[OutletStatus]) -> list[dict[str, Any]]:
    """The same as JSON-ready types, times in ISO 8601."""
    return [
        {f.name: _plain(getattr(one, f.name)) for f in fields(one) if f.name != "run"} | _counts(one.run)
        for one in outlets
    ]


def _counts(run: OutletRun | None) -> dict[str, Any]:
    names = ("listed", "found", "known", "fetched", "kept", "dropped", "failed", "examples")
    return {"last_run_counts": {name: getattr(run, name) for name in names} if run is not None else None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "-"
    try:
        return f"{moment.astimezone(WIB):%Y-%m-%d %H:%M}"
    except OverflowError:
        return f"{moment:%Y-%m-%d %H:%M}"
