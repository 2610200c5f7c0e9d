"""What the stored articles of the last days tell: how many by day and outlet, and which are the latest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from newsbot.clock import now
from newsbot.items import Article
from newsbot.stored_lines import ARTICLES, article_files, articles_in
from newsbot.zones import WIB


@dataclass(frozen=True, slots=True)
class Headline:
    """An article's line in the report; ``moment`` is its publication, and midnight where only the day is known."""

    moment: datetime
    has_time: bool
    outlet: str
    title: str
    url: str | None
    section: str | None


@dataclass(slots=True)
class RecentArticles:
    """``counts`` of articles by outlet and day of publication (in Jakarta), for each of ``days``; the ``latest``, newest first."""

    days: list[date]
    counts: dict[str, Counter[date]] = field(default_factory=dict)
    latest: list[Headline] = field(default_factory=list)


def read_recent(folder: Path, days: int, most: int) -> RecentArticles:
    """Read the articles stored in so many days up to today.

    :param most: so many headlines at the most.
    """
    today = now().astimezone(WIB).date()
    recent = RecentArticles([today - timedelta(days=ago) for ago in range(days - 1, -1, -1)])
    headlines: dict[str, Headline] = {}
    for path in article_files(folder) if (folder / ARTICLES).is_dir() else ():
        # a file is named by its crawl day; nothing is published after it was fetched
        if path.name[:10] < (recent.days[0] - timedelta(days=1)).isoformat():
            continue
        outlet = path.parent.name
        counts = recent.counts.setdefault(outlet, Counter())
        for article in articles_in(path):
            headline = _headline(outlet, article)
            if headline is None:
                continue
            counts[headline.moment.date()] += article.revision == 1
            headlines[article.canonical_url or article.url or ""] = headline
            if len(headlines) > 20 * most:
                headlines = dict(sorted(headlines.items(), key=lambda pair: pair[1].moment)[-most:])
    limit = now() + timedelta(days=1)
    past = [headline for headline in headlines.values() if headline.moment <= limit]
    recent.latest = sorted(past, key=lambda headline: headline.moment, reverse=True)[:most]
    return recent


def _headline(outlet: str, article: Article) -> Headline | None:
    when = article.published_at or article.fetched_at
    if when is None:
        return None
    try:
        if isinstance(when, datetime):
            moment = (when if when.tzinfo else when.replace(tzinfo=WIB)).astimezone(WIB)
        else:
            moment = datetime(when.year, when.month, when.day, tzinfo=WIB)
    except OverflowError:
        return None
    title = article.title or article.url or "(no title)"
    url = article.canonical_url or article.url
    return Headline(moment, isinstance(when, datetime), outlet, str(title), url, article.section)
