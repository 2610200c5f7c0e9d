"""How the outlets stand, for people and for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import datetime
from typing import Any

from rich.table import Table
from rich.text import Text

from newsbot.clock import now
from newsbot.runs import OutletRun
from newsbot.status import OutletStatus
from newsbot.tables import COLOURS, print_tables, simple_table, width_of_output
from newsbot.terminal import one_line
from newsbot.zones import WIB

SHOWN = {"published_at": "date", "authors": "author", "section": "section", "tags": "tags", "images": "image"}
"""Fields whose fill rate the table shows, and how it calls them; the JSON has them all."""


WIDE = 150
"""Characters of a line from which on all that is told of an outlet fits into one row."""

TIMES = "Times are of Jakarta (WIB, UTC+7)."


def status_table(outlets: Sequence[OutletStatus]) -> str:
    """One row an outlet, the broken ones' reasons below; on a narrow terminal the numbers have a table of their own."""
    is_terminal = sys.stdout.isatty()
    tables = [_one_table(outlets)] if width_of_output(is_terminal) >= WIDE else [_states(outlets), _numbers(outlets)]
    reasons = [f"{one_line(one.outlet)}: {one_line(trouble)}" for one in outlets for trouble in one.troubles]
    return print_tables(tables, is_terminal) + "".join(f" {line}\n" for line in (*reasons, TIMES))


_STATES = ("outlet", "verdict", "since", "last good run", "newest article")
_COUNTS = ("24 h", "usual")


def _one_table(outlets: Sequence[OutletStatus]) -> Table:
    table = simple_table(*_STATES, *_COUNTS, "filled, %", numeric=_COUNTS)
    for one in outlets:
        shares = (f"{word} {100 * one.fill[name]:.0f}" for name, word in SHOWN.items() if name in one.fill)
        table.add_row(*_state(one, "%Y-%m-%d %H:%M", " "), *_counted(one), " · ".join(shares) or "-")
    return table


def _states(outlets: Sequence[OutletStatus]) -> Table:
    table = simple_table(*_STATES)
    for one in outlets:
        table.add_row(*_state(one, "%d %b %H:%M", "\n"))
    return table


def _numbers(outlets: Sequence[OutletStatus]) -> Table:
    words = [f"{word}%" for word in SHOWN.values()]
    table = simple_table("outlet", *_COUNTS, *words, numeric=(*_COUNTS, *words))
    for one in outlets:
        shares = (f"{100 * one.fill[name]:.0f}" if name in one.fill else "-" for name in SHOWN)
        table.add_row(Text(one_line(one.outlet)), *_counted(one), *shares)
    return table


def _state(one: OutletStatus, form: str, between: str) -> list[Text]:
    verdict = one.verdict or "-"
    newest_form = "%Y-%m-%d" if one.newest_is_day else form
    moments = ((one.broken_since, form), (one.last_good_run, form), (one.newest_article, newest_form))
    return [
        Text(one_line(one.outlet)),
        Text(verdict + (f"{between}(running)" if one.is_running else ""), style=COLOURS.get(verdict, "")),
        *(Text(_when(moment, form)) for moment, form in moments),
    ]


def _counted(one: OutletStatus) -> tuple[str, str]:
    return str(one.articles_24h), f"{one.usual_24h:.0f}" if one.usual_24h is not None else "-"


def status_json(outlets: Iterable[OutletStatus]) -> list[dict[str, Any]]:
    """The same as JSON-ready types, times in ISO 8601."""
    return [
        {f.name: _plain(getattr(one, f.name)) for f in fields(one) if f.name not in ("run", "newest_is_day")}
        | ({"newest_article": f"{one.newest_article:%Y-%m-%d}"} if one.newest_is_day else {})
        | _counts(one.run)
        for one in outlets
    ]


def _counts(run: OutletRun | None) -> dict[str, Any]:
    names = ("listed", "found", "known", "fetched", "kept", "dropped", "failed", "examples")
    return {"last_run_counts": {name: getattr(run, name) for name in names} if run is not None else None}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _when(moment: datetime | None, form: str) -> str:
    if moment is None:
        return "-"
    with suppress(OverflowError):
        moment = moment.astimezone(WIB)
    # without its year a day would be one of this year
    return f"{moment:{form}}" if "%Y" in form or moment.year == now().year else f"{moment:%Y-%m-%d}"
