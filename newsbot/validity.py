"""When an article is whole and possible: the rules by which crawls and re-extraction refuse it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from newsbot.items import KINDS, Article

EARLIEST = date(1994, 1, 1)
"""No Indonesian outlet has been on the web for longer; older dates are a template's constants."""

WORDLESS = ("gallery", "video", "paywalled")
"""Kinds of article that may have no text."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to drop: the name it is counted under, when it holds, and an example of what it stops."""

    reason: str
    holds: Callable[[Article], bool]
    example: Article


def _impossible_date(article: Article) -> bool:
    when = article.published_at
    if when is None:
        return False
    if not isinstance(when, datetime):
        when = datetime.combine(when, time(), UTC)
    elif when.tzinfo is None:
        return True
    # an outlet's clock may run ahead, and a story may carry the date of tomorrow's paper
    return when.date() < EARLIEST or when > (article.fetched_at or datetime.now(UTC)) + timedelta(days=2)


def _no_address(article: Article) -> bool:
    parts = urlsplit(article.url or "")
    return parts.scheme not in ("http", "https") or not parts.hostname


RULES = (
    Rule("no_url", _no_address, Article(title="Judul", body="Isi.")),
    Rule("no_title", lambda a: not (a.title or "").strip(), Article(url="https://a.id/1", title=" ", body="Isi.")),
    Rule(
        "no_body", lambda a: not a.body.strip() and a.kind not in WORDLESS, Article(url="https://a.id/1", title="Judul")
    ),
    Rule(
        "unknown_kind",
        lambda a: a.kind not in KINDS,
        Article(url="https://a.id/1", title="Judul", body="Isi.", kind="iklan"),
    ),
    Rule(
        "impossible_date",
        _impossible_date,
        Article(url="https://a.id/1", title="Judul", body="Isi.", published_at=datetime(1970, 1, 1, tzinfo=UTC)),
    ),
)
