"""Counts as bars in a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from newsbot.counting import Counts
from newsbot.terminal import json_plain

LONGEST_NAME = 32
MOST_ROWS = 30
"""Of outlets and sections, the chart shows the largest and sums up the rest; CSV and JSON have all."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def chart(counts: Counts, views: Sequence[str], *, width: int, colour: bool) -> str:
    """Horizontal bars, one block a view.

    :param width: columns of the terminal.
    """
    parts = [f"{counts.total} articles\n"]
    parts += [_bars(view, counts.rows(view), width, colour) for view in views if counts.total]
    return "\n".join(parts)


def _bars(view: str, rows: list[tuple[str, int]], width: int, colour: bool) -> str:
    if view in ("outlet", "section") and len(rows) > MOST_ROWS:
        rest = rows[MOST_ROWS - 1 :]
        rows = [*rows[: MOST_ROWS - 1], (f"{len(rest)} others", sum(number for _, number in rest))]
    names = min(LONGEST_NAME, max(cell_len(name) for name, _ in rows))
    most = max(number for _, number in rows) or 1
    numbers = len(str(most))
    room = max(8, width - names - numbers - 4)
    before, after = ("\x1b[36m", "\x1b[0m") if colour else ("", "")
    lines = [f"by {view}"]
    for name, number in rows:
        shown = name if cell_len(name) <= names else f"{set_cell_size(name, names - 1)}…"
        eighths = max(number > 0, round(8 * room * number / most))
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        lines.append(
            f"  {set_cell_size(shown, names)} {number:>{numbers}} {before if bar else ''}{bar}{after if bar else ''}".rstrip()
        )
    return "\n".join(lines) + "\n"


def as_csv(counts: Counts, views: Sequence[str]) -> str:
    """Rows of view, name and number; a name that a spreadsheet would take for a formula gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("by", "name", "articles"))
    for view in views:
        for name, number in counts.rows(view):
            writer.writerow((view, f"'{name}" if name[0] in "=+-@\t" else name, number))
    return text.getvalue()


def as_json(counts: Counts, views: Sequence[str]) -> str:
    """One object: the total, what was left out and why, and for each view its names and numbers."""
    record = {
        "articles": counts.total,
        "left_out": dict(counts.left_out),
        **{view: dict(counts.rows(view)) for view in views},
    }
    return json_plain(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"
