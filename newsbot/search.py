"""Keyword search as Indonesian readers write it: ``banjir "tanah longsor" -film Jakarta OR Bekasi``.

- Words are whole words in any case: ``api`` does not find *kapital*. All of them must occur, in any order.
- ``"tanah longsor"`` is a phrase: these words one after the other.
- ``-word`` and ``-"a phrase"`` must not occur; any dash is a minus.
- ``OR`` in capitals between two terms asks for either; it binds tighter than the rest. ``or`` and ``atau`` are words.
- Accents, apostrophes, hyphens and other marks make no difference: ``Jumat`` finds *Jum’at*, ``ke-2`` finds *ke‑2* and *ke 2*,
  ``anak`` finds *anak-anak*.
- With ``stem`` a word finds every word of its root, ``banjir`` also *kebanjiran* and *membanjiri*. :mod:`newsbot.roots` finds it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from newsbot import roots
from newsbot.errors import UsageError

if TYPE_CHECKING:
    from newsbot.items import Article
    from newsbot.records import Record

MOST_SEARCHES = 8
"""A query with many alternatives asks an outlet's own search for no more than the first so many of their combinations."""

STEMS_REMEMBERED = 50_000
"""Stemming a word takes up to a millisecond; so many results are kept, about 10 MB."""

_SEARCHED = ("title", "summary", "tags", "body")
_OF_ARTICLE: Callable[[Any], Any] = attrgetter(*_SEARCHED)
_OF_RECORD: Callable[[Any], Any] = itemgetter(*_SEARCHED)

_WORD = re.compile(r"[^\W_]+")
# joined to nothing: accents that stand alone after decomposition, soft hyphens, marks of no width, apostrophes of every kind
_DROPPED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff'`´‘’‚‛ʻʼ′]")
_CURLY = str.maketrans(dict.fromkeys("“”„‟«»＂″", '"'))
_TERM = re.compile(r'(?P<minus>[-‐‑‒–—―−－](?=[^\s"-]|"))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def normalised(text: str) -> str:
    """The words of a text in lower case without accents, one space before, between and after them.

    >>> normalised("Jum’at, Ke‑2: Café")
    ' jumat ke 2 cafe '
    """
    if text.isascii():
        text = text.replace("'", "").replace("`", "")
    else:
        text = _DROPPED.sub("", unicodedata.normalize("NFKD", text))
    return f" {' '.join(_WORD.findall(text.casefold()))} "


@dataclass(frozen=True, slots=True)
class Query:
    """A search that was understood. Terms are in the form of :func:`normalised`.

    :param wanted: groups of alternatives; of each group one must occur.
    :param excluded: terms of which none may occur.
    :param roots: with stemming, the roots that the terms are made of.
    """

    wanted: tuple[tuple[str, ...], ...]
    excluded: tuple[str, ...] = ()
    roots: frozenset[str] = frozenset()

    def matches(self, *texts: str | None) -> bool:
        """Whether the texts of one article (title, body, ...) together answer the search; a phrase stands within one paragraph."""
        # the mark between two paragraphs is no word, so that no phrase reaches over it
        text = "|".join(normalised(part) for text in texts if text for part in text.split("\n\n"))
        if self.roots:
            text = _rooted(text, self.roots)
        return all(any(term in text for term in group) for group in self.wanted) and not any(
            term in text for term in self.excluded
        )

    def searches(self) -> list[str]:
        """What to ask a search engine that knows only words: one text for each combination of alternatives."""
        return [" ".join(" ".join(terms).split()) for terms in islice(product(*self.wanted), MOST_SEARCHES)]


def compile_query(text: str, *, stem: bool = False) -> Query:
    """Understand a search.

    :param text: what a user typed; this module's documentation has the grammar.
    :param stem: find words by their root.
    :raises UsageError: a quote is not closed, ``OR`` stands alone, there is no word to find, or ``stem`` lacks its package.
    """
    text = text.translate(_CURLY)
    if text.count('"') % 2:
        raise UsageError(f"search {text!r}: a quotation mark is not closed")
    groups: list[list[str]] = []
    excluded: list[str] = []
    either = False
    for match in _TERM.finditer(text):
        if match["word"] == "OR" and not match["minus"]:
            if either or not groups:
                raise UsageError(f"search {text!r}: OR stands between two words or phrases")
            either = True
            continue
        term = normalised(match["word"] if match["phrase"] is None else match["phrase"])
        if not term.strip():
            continue
        if match["minus"] and either:
            raise UsageError(f"search {text!r}: OR and a minus cannot be combined")
        if match["minus"]:
            excluded.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    if either:
        raise UsageError(f"search {text!r}: OR stands between two words or phrases")
    if not groups:
        reason = "only says what must not occur; add a word to find" if excluded else "has no word to find"
        raise UsageError(f"search {text!r} {reason}")
    if not stem:
        return Query(tuple(map(tuple, groups)), tuple(excluded))
    roots: set[str] = set()
    rooted = [tuple(_term_of_roots(term, roots) for term in group) for group in groups]
    return Query(tuple(rooted), tuple(_term_of_roots(term, roots) for term in excluded), frozenset(roots))


def mentions(article: Article | Record, query: Query) -> bool:
    """Whether title, summary, tags and body of an article, or of a stored record, together answer the search."""
    read = _OF_RECORD if isinstance(article, dict) else _OF_ARTICLE
    title, summary, tags, body = read(article)
    return query.matches(title, summary, *tags, body)


def _term_of_roots(term: str, roots: set[str]) -> str:
    words = []
    for word in term.split():
        root = stem_of(word)
        # a root that the word does not show could not be looked for in other words either
        words.append(root if _core(root) in word else word)
    roots.update(words)
    return f" {' '.join(words)} "


def _core(root: str) -> str:
    """What every word of that root contains: a prefix may swallow its first letter (*pukul*, *memukul*)."""
    return root[1:] or root


def _rooted(text: str, roots: frozenset[str]) -> str:
    holds_core = _cores(roots).search
    found = {word: root for word in set(text.split()) if holds_core(word) and (root := stem_of(word)) in roots}
    return " ".join([found.get(word, word) for word in text.split(" ")]) if found else text


@cache
def _cores(roots: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(_core(root)) for root in sorted(roots)))


@lru_cache(maxsize=STEMS_REMEMBERED)
def stem_of(word: str) -> str:
    """The root of a lower-case word, or the word itself.

    :raises UsageError: PySastrawi is not installed.
    """
    return roots.root_of(word) if word.isascii() and word.isalpha() else word
