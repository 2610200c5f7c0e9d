"""Keywords of an export. What a keyword finds is the business of :mod:`newsbot.search`."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import Protocol


class Query(Protocol):
    """A compiled search."""

    def matches(self, title: str, body: str) -> bool:
        """Whether an article is meant."""


@dataclass(frozen=True, slots=True)
class _WholeWords:
    words: tuple[re.Pattern[str], ...]

    def matches(self, title: str, body: str) -> bool:
        return all(word.search(title) or word.search(body) for word in self.words)


def compile_query(words: str) -> Query:
    """The search for those words."""
    try:
        search = importlib.import_module("newsbot.search")
    except ModuleNotFoundError:
        return _WholeWords(
            tuple(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE) for word in words.split())
        )
    query: Query = search.compile_query(words, stem=False)
    return query
