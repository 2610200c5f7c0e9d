"""Tables for people: of a run, and of the outlets."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Collection, Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from newsbot.outlets.base import Outlet
from newsbot.runs import FILLABLE, OutletRun
from newsbot.terminal import one_line

COUNTS = ("found", "known", "fetched", "kept")
COLOURS = {"ok": "green", "degraded": "yellow", "stopped": "yellow", "busy": "yellow", "failed": "red", "killed": "red"}
_WHOLE = ("outlet", "key", "verdict", "since", "last good run", "newest article")
_WIDTH_OF_A_PIPE = 160


def run_tables(runs: Sequence[OutletRun], *, colour: bool | None = None) -> str:
    """What a run did, outlet by outlet, and how often each field was filled.

    :param colour: by default whether standard output is a terminal.
    """
    looked = any(run.rechecked or run.gone for run in runs)
    again = ["looked at again"] if looked else []
    columns = ("outlet", "verdict", "found", "known", "fetched", "kept", *again, "dropped", "failed", "newest article")
    table = simple_table(*columns)
    for run in runs:
        table.add_row(
            run.outlet,
            f"[{COLOURS[run.verdict]}]{run.verdict}[/]",
            *(str(number) for number in (run.found, run.known, run.fetched, run.kept)),
            *([_looks(run)] if looked else []),
            _reasons(run.dropped),
            _reasons(run.failed),
            (run.newest or "-").replace("T", " "),
        )
    if len(runs) > 1:
        sums = (sum(getattr(run, name) for run in runs) for name in COUNTS)
        table.add_section()
        table.add_row(f"{len(runs)} outlets", "", *map(str, sums))
    rates = simple_table("outlet", "filled, % of kept")
    for run in runs:
        if run.kept:
            shares = (f"{name} {100 * (run.fill_rate(name) or 0):.0f}" for name in FILLABLE)
            rates.add_row(run.outlet, " · ".join(shares))
    tables = [table, *([rates] if rates.row_count else [])]
    return print_tables(tables, sys.stdout.isatty() if colour is None else colour)


def outlet_table(outlets: Iterable[Outlet]) -> str:
    """The outlets newsbot knows, for a terminal."""
    table = simple_table("key", "outlet", "domains", "found by", "whole story", "note")
    for outlet in outlets:
        table.add_row(*(one_line(cell) for cell in outlet_row(outlet)))
    return print_tables([table], sys.stdout.isatty())


def outlet_markdown(outlets: Iterable[Outlet]) -> str:
    """The outlets newsbot knows, as the table of the README."""
    lines = ["| key | outlet | domains | found by | stories in parts | note |", "| --- | --- | --- | --- | --- | --- |"]
    for outlet in outlets:
        lines.append(f"| {' | '.join(one_line(cell).replace('|', chr(92) + '|') for cell in outlet_row(outlet))} |")
    return "\n".join(lines) + "\n"


def outlet_row(outlet: Outlet) -> tuple[str, ...]:
    """An outlet's row: key, name, domains, how its articles are found, how stories in parts are read, note."""
    ways = {"feed": outlet.feeds, "sitemap": outlet.sitemaps, "index": outlet.index}
    found = [
        f"{len(urls)} {name}{'s' if len(urls) > 1 and name != 'index' else ''}" for name, urls in ways.items() if urls
    ]
    found += ["search"] if outlet.search else []
    walked = "page by page" if outlet.next_page else ""
    return (
        outlet.name,
        outlet.title,
        ", ".join(outlet.domains),
        ", ".join(found),
        outlet.whole_story or walked,
        outlet.note,
    )


def _looks(run: OutletRun) -> str:
    told = {"revised": run.revised, "unchanged": run.unchanged, "gone": run.gone}
    return ", ".join(f"{count} {name}" for name, count in told.items() if count) or "0"


def _reasons(counts: dict[str, int]) -> str:
    total = sum(counts.values())
    if not total:
        return "0"
    return f"{total}: " + ", ".join(f"{count} {reason}" for reason, count in sorted(counts.items()))


def simple_table(*columns: str, numeric: Collection[str] = COUNTS) -> Table:
    """A table with these columns and no lines between them."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, justify="right" if name in numeric else "left", no_wrap=name in _WHOLE)
    return table


def width_of_output(is_terminal: bool) -> int:
    """Characters of a line: those of the terminal, and of a pipe as many as a line of a log may have."""
    return shutil.get_terminal_size().columns if is_terminal else _WIDTH_OF_A_PIPE


def print_tables(tables: Iterable[Table], colour: bool) -> str:
    """The tables as text, with colour for a terminal."""
    buffer = io.StringIO()
    # without a height, Rich takes a plain terminal for one of 80 characters, whatever width it is given
    console = Console(
        file=buffer, width=width_of_output(colour), height=25, force_terminal=colour, highlight=False, emoji=False
    )
    for table in tables:
        console.print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
