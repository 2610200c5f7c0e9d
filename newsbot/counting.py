"""How many stored articles there are per day, month, outlet and section: what ``newsbot stats`` shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from newsbot.items import Article
from newsbot.search import Query, mentions
from newsbot.terminal import one_line
from newsbot.window import Window

UNDATED = "undated"
WITHOUT_SECTION = "no section"
MOST_EMPTY_DAYS = 400
"""A span of more days is not filled up with days that have no article."""

DAYS_OF_A_CHART = 62
"""A longer span is shown by month unless days were asked for."""


@dataclass(slots=True)
class Counts:
    """Numbers of articles by name, for each way of looking at them.

    :param total: articles counted.
    :param left_out: articles that were not, by reason: ``outlet``, ``keyword``, ``undated``, ``outside_window``.
    """

    day: Counter[str] = field(default_factory=Counter)
    month: Counter[str] = field(default_factory=Counter)
    outlet: Counter[str] = field(default_factory=Counter)
    section: Counter[str] = field(default_factory=Counter)
    total: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def rows(self, by: str) -> list[tuple[str, int]]:
        """Names and numbers: days and months in their order and without gaps, undated last; the others largest first."""
        if by in ("day", "month"):
            return _in_order(getattr(self, by), every_day=by == "day")
        counted: Counter[str] = getattr(self, by)
        return sorted(counted.items(), key=lambda row: (-row[1], row[0]))

    def views(self) -> tuple[str, ...]:
        """The ways to look at these numbers: by day, or where that is long by month, by outlet, by section."""
        return ("day" if len(self.rows("day")) <= DAYS_OF_A_CHART else "month", "outlet", "section")


def count(
    articles: Iterable[Article],
    *,
    query: Query | None = None,
    outlets: Container[str] | None = None,
    window: Window | None = None,
) -> Counts:
    """Count articles, reading each once. A day is that of the window's zone.

    :param query: only articles that mention this.
    :param outlets: only articles of these outlets.
    :param window: only articles of these days; one without a date is then left out.
    """
    counts = Counts()
    window = window or Window()
    sections: dict[str, str] = {}
    for article in articles:
        reason = _reason_against(article, query, outlets, window)
        if reason:
            counts.left_out[reason] += 1
            continue
        day = window.day(article.published_at).isoformat() if article.published_at else UNDATED
        counts.total += 1
        counts.day[day] += 1
        counts.month[day if day == UNDATED else day[:7]] += 1
        counts.outlet[one_line(article.outlet or "") or "no outlet"] += 1
        section = one_line(article.section or "") or WITHOUT_SECTION
        # outlets print one section in capitals and in small letters; it is shown as met first
        counts.section[sections.setdefault(section.casefold(), section)] += 1
    return counts


def _reason_against(article: Article, query: Query | None, outlets: Container[str] | None, window: Window) -> str:
    if outlets is not None and article.outlet not in outlets:
        return "outlet"
    if not window.is_open:
        if article.published_at is None:
            return UNDATED
        if not window.holds(article.published_at):
            return "outside_window"
    return "keyword" if query is not None and not mentions(article, query) else ""


def _in_order(counted: Counter[str], *, every_day: bool) -> list[tuple[str, int]]:
    names = sorted(name for name in counted if name != UNDATED)
    if names and every_day:
        first, last = date.fromisoformat(names[0]), date.fromisoformat(names[-1])
        if (last - first).days <= MOST_EMPTY_DAYS:
            names = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
    undated = [UNDATED] if UNDATED in counted else []
    return [(name, counted[name]) for name in names + undated]
