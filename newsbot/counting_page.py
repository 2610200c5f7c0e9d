"""Counts as one self-contained HTML page: no script, nothing loaded, light and dark, fit for a telephone."""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.counting import Counts
from newsbot.report.markup import Markup, tag

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
    left_out = ", ".join(f"{number} {reason}" for reason, number in sorted(counts.left_out.items()))
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("title", f"Articles: {question}"),
        tag("style", Markup(_STYLE)),
    )
    body = tag(
        "body",
        tag("h1", f"{counts.total:,} articles"),
        tag("p", question),
        *([tag("p", f"left out: {left_out}")] if left_out else []),
        *(_section(counts.rows(view), view) for view in (views if counts.total else ())),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _section(rows: Sequence[tuple[str, int]], view: str) -> Markup:
    parts = [_table(rows, view)]
    if view in ("day", "month"):
        parts = [*_columns(rows), tag("details", tag("summary", "Numbers"), *parts)]
    return tag("section", tag("h2", f"By {view}"), *parts)


def _columns(rows: Sequence[tuple[str, int]]) -> list[Markup]:
    """Upright bars over time; a pointer resting on one tells its number."""
    most = max(number for _, number in rows) or 1
    step = 1000 / len(rows)
    wide = step * (0.8 if len(rows) < 200 else 1)
    bars = [
        tag(
            "rect",
            tag("title", f"{name}: {number:,}"),
            x=f"{at * step:.2f}",
            y=f"{200 - height:.2f}",
            width=f"{wide:.2f}",
            height=f"{height:.2f}",
        )
        for at, (name, number) in enumerate(rows)
        if (height := 200 * number / most)
    ]
    first, last, at_most = rows[0][0], rows[-1][0], f"at most {most:,}"
    label = f"Articles from {first} to {last}, {at_most}"
    return [
        tag("svg", *bars, viewBox="0 0 1000 200", preserveAspectRatio="none", role="img", aria_label=label),
        tag("div", *(tag("span", end) for end in (first, at_most, last)), class_="axis"),
    ]


def _table(rows: Sequence[tuple[str, int]], view: str) -> Markup:
    most = max(number for _, number in rows) or 1
    body = (
        tag(
            "tr",
            tag("th", name, scope="row"),
            tag("td", f"{number:,}", class_="number"),
            tag("td", tag("span", class_="bar", style=f"width:{100 * number / most:.1f}%")),
        )
        for name, number in rows
    )
    return tag("table", *body, aria_label=f"articles by {view}")
