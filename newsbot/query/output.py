"""An answer as a table for a terminal, or as CSV or JSON for a program. Rows are written as they come."""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import count
from typing import TYPE_CHECKING, Any, TextIO

from newsbot.export.cells import as_text, inert
from newsbot.terminal import json_plain, one_line

if TYPE_CHECKING:
    from rich.console import Console

FORMATS = ("table", "csv", "json", "jsonl")
MOST_ROWS = 1_000
"""Most rows a table shows."""
FOLDED = 16
"""Characters of a long value that a column of a table shows at least in a line."""
_BATCH = 1_000


def write_answer(result: Any, form: str, out: TextIO) -> None:
    """Write the rows of a DuckDB result in one of :data:`FORMATS`."""
    names = [column[0] for column in result.description]
    if form == "table":
        _table(names, result, out)
    elif form == "csv":
        _csv(names, result, out)
    else:
        _json(names, result, out, as_lines=form == "jsonl")


def _batches(result: Any) -> Iterator[list[Sequence[Any]]]:
    while rows := result.fetchmany(_BATCH):
        yield rows


def _table(names: list[str], result: Any, out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = result.fetchmany(MOST_ROWS + 1)
    heads = [one_line(name) for name in names]
    cells = [[one_line(_shown(value)) for value in row] for row in rows[:MOST_ROWS]]
    console = Console(file=out, highlight=False, emoji=False)
    if _least_width(heads, cells) > console.width:
        _one_below_the_other(heads, cells, console)
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for index, head in enumerate(heads):
            numeric = all(row[index] is None or _is_number(row[index]) for row in rows)
            table.add_column(head, justify="right" if numeric and rows else "left", overflow="fold")
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
    told = (
        f"the first {MOST_ROWS} rows; --format csv gives all"
        if len(rows) > MOST_ROWS
        else f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}"
    )
    sys.stderr.write(f"{told}\n")


def _least_width(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    """Characters of a line in which a table of these cells can still be read, long ones folded."""
    longest = (max([len(head), *(min(len(row[index]), FOLDED) for row in cells)]) for index, head in enumerate(heads))
    return sum(width + 2 for width in longest)


def _one_below_the_other(heads: Sequence[str], cells: Sequence[Sequence[str]], console: Console) -> None:
    """More columns than a line has room for: each row as lines of names and values."""
    for row in cells:
        for head, cell in zip(heads, row, strict=True):
            console.out(f"{head}: {cell}", highlight=False)
        console.out("")


def _csv(names: list[str], result: Any, out: TextIO) -> None:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(inert, names))
    for rows in _batches(result):
        writer.writerows([_cell(value) for value in row] for row in rows)
        out.write(text.getvalue())
        text.seek(0)
        text.truncate()
    out.write(text.getvalue())


def _json(names: list[str], result: Any, out: TextIO, *, as_lines: bool) -> None:
    before, between, after = ("", "\n", "\n") if as_lines else ("[\n", ",\n", "\n]\n")
    first = True
    keys = _told_apart(names)
    for rows in _batches(result):
        for row in rows:
            values = dict(zip(keys, map(_json_value, row), strict=True))
            value = json.dumps(values, ensure_ascii=False, allow_nan=False)
            out.write((before if first else between) + json_plain(value))
            first = False
    if first:
        out.write("" if as_lines else "[]\n")
    else:
        out.write(after)


def _shown(value: Any) -> str:
    """A value as text: moments in ISO 8601, UTC."""
    if isinstance(value, date | list | dict) or value is None or isinstance(value, bool):
        return as_text(value)
    return str(value)


def _cell(value: Any) -> Any:
    return value if _is_number(value) else inert(_shown(value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _json_value(value: Any) -> Any:
    """What JSON has no type for: a decimal as a number, no number and infinity as null, all else as text."""
    if isinstance(value, float | Decimal):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_json_value(part) for part in value]
    if isinstance(value, dict):
        return {key if isinstance(key, str) else _shown(key): _json_value(part) for key, part in value.items()}
    return value if value is None or isinstance(value, str | int) else _shown(value)


def _told_apart(names: list[str]) -> list[str]:
    """The names of columns as keys of one object: the second ``a`` is ``a_1``."""
    keys: list[str] = []
    for name in names:
        others = (f"{name}_{number}" for number in count(1))
        keys.append(name if name not in keys else next(key for key in others if key not in keys and key not in names))
    return keys
