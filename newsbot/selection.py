"""Whether an article is about what was asked for."""

from __future__ import annotations

from newsbot.items import Article


def mentions(article: Article, keyword: str) -> bool:
    """Whether title, summary, tags or body hold every word of the keyword, whatever the case."""
    text = " ".join((article.title or "", article.summary or "", *article.tags, article.body)).casefold()
    return all(word in text for word in keyword.casefold().split())
