"""Small bar charts as inline SVG: no script, and the numbers are in them for whoever hovers or listens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from newsbot.report.markup import Markup, join, tag


def bars(days: Sequence[date], counts: Sequence[int], *, height: int, width: int, label: str) -> Markup:
    """A bar a day; the last, today's, is not over yet and drawn lighter."""
    most = max(*counts, 1)
    step = width / max(len(days), 1)
    drawn = []
    for index, (day, count) in enumerate(zip(days, counts, strict=True)):
        # a day without articles is a mark on the ground, and one with few is seen
        tall = max(height * count / most, 2.0) if count else 1.0
        kind = "none" if not count else "today" if index == len(days) - 1 else "bar"
        rect = tag(
            "rect", x=round(index * step, 2), y=round(height - tall, 2), width=round(step * 0.78, 2), height=round(tall, 2),
            rx=min(1.5, step / 6), class_=kind,
        )  # fmt: skip
        drawn.append(tag("g", tag("title", f"{day:%d %b}: {count}"), rect))
    return tag(
        "svg", *drawn, class_="bars", viewBox=f"0 0 {width} {height}", preserveAspectRatio="none", role="img", aria_label=label
    )  # fmt: skip


def gauge(share: float, label: str) -> Markup:
    """How full something is, as a bar with its number."""
    percent = round(100 * share)
    kind = "good" if share >= 0.9 else "fair" if share >= 0.5 else "poor"
    rect = tag("rect", x=0, y=0, width=percent, height=6, rx=1, class_=kind)
    ground = tag("rect", x=0, y=0, width=100, height=6, rx=1, class_="ground")
    drawn = tag(
        "svg", ground, rect, class_="gauge", viewBox="0 0 100 6", preserveAspectRatio="none", aria_hidden="true"
    )
    return tag(
        "span", tag("span", label, class_="name"), drawn, tag("span", f"{percent} %", class_="number"), class_="fill"
    )


def axis(days: Sequence[date]) -> Markup:
    """The first, the middle and the last day."""
    marks = [days[0], days[len(days) // 2], days[-1]] if len(days) > 2 else list(days)
    return tag("div", join(*(tag("span", f"{day:%d %b}") for day in marks)), class_="axis", aria_hidden="true")
