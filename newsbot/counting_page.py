"""Counts as one self-contained HTML page: no script, nothing loaded, light and dark, fit for a telephone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from newsbot.counting import Counts

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #5a6370; --paper: #fff; --line: #d5dae1; --bar: #1f6feb; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaee; --soft: #9aa4b2; --paper: #14171c; --line: #333a44; --bar: #6ea8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.25rem; max-width: 60rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; } h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; } p { margin: .2rem 0; color: var(--soft); }
svg { display: block; width: 100%; height: 12rem; } svg rect { fill: var(--bar); }
.axis { display: flex; justify-content: space-between; border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
table { width: 100%; border-collapse: collapse; }
th { font-weight: normal; text-align: left; width: 12rem; max-width: 40vw; overflow-wrap: anywhere; padding: .15rem .6rem .15rem 0; }
td { padding: .15rem 0; } td.number { width: 5rem; text-align: right; padding-right: .6rem; font-variant-numeric: tabular-nums; }
.bar { display: block; height: .8rem; min-width: 1px; background: var(--bar); border-radius: 2px; }
details { margin-top: .5rem; } summary { cursor: pointer; color: var(--soft); }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(counts: Counts, views: Sequence[str], question: str) -> str:
    """The page.

    :param question: what was asked, in words.
    """
    left_out = ", ".join(f"{number} {escape(reason)}" for reason, number in sorted(counts.left_out.items()))
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>Articles: {escape(question)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{counts.total:,} articles</h1><p>{escape(question)}</p>",
        f"<p>left out: {left_out}</p>" if left_out else "",
    ]
    for view in views if counts.total else ():
        rows = counts.rows(view)
        parts.append(f"<section><h2>By {escape(view)}</h2>")
        if view in ("day", "month"):
            parts.append(_columns(rows))
            parts.append(f"<details><summary>Numbers</summary>{_table(rows, view)}</details></section>")
        else:
            parts.append(f"{_table(rows, view)}</section>")
    return "\n".join(part for part in parts if part) + "\n</body></html>\n"


def _columns(rows: list[tuple[str, int]]) -> str:
    """Upright bars over time; a pointer resting on one tells its number."""
    most = max(number for _, number in rows) or 1
    step = 1000 / len(rows)
    wide = step * (0.8 if len(rows) < 200 else 1)
    bars = "".join(
        f'<rect x="{at * step:.2f}" y="{200 - height:.2f}" width="{wide:.2f}" height="{height:.2f}">'
        f"<title>{escape(name)}: {number:,}</title></rect>"
        for at, (name, number) in enumerate(rows)
        if (height := 200 * number / most)
    )
    label = f"Articles from {rows[0][0]} to {rows[-1][0]}, at most {most:,}"
    ends = f"<span>{escape(rows[0][0])}</span><span>at most {most:,}</span><span>{escape(rows[-1][0])}</span>"
    return (
        f'<svg viewBox="0 0 1000 200" preserveAspectRatio="none" role="img" aria-label="{escape(label)}">{bars}</svg>'
        f'<div class="axis">{ends}</div>'
    )


def _table(rows: list[tuple[str, int]], view: str) -> str:
    most = max(number for _, number in rows) or 1
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="number">{number:,}</td>'
        f'<td><span class="bar" style="width:{100 * number / most:.1f}%"></span></td></tr>'
        for name, number in rows
    )
    return f'<table aria-label="articles by {escape(view)}">{body}</table>'
