"""Which records are wanted. All filters must agree; within one filter any of its values will do, but all keywords must occur."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from newsbot.errors import UsageError
from newsbot.export.moments import day_of
from newsbot.items import KINDS
from newsbot.records import Record
from newsbot.search import Query, compile_query, mentions
from newsbot.window import as_day

Test = Callable[[Record], bool]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep; an empty filter keeps all.

    Days are those of the outlet, both ends included. Places and authors are found by whole words, sections, kinds and tags
    by their whole name, none of these by case; outlets by their key. What a search finds is the business of :mod:`newsbot.search`.
    """

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    searches: tuple[Query, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def parse(
        cls,
        *,
        outlet: str | Iterable[str] = (),
        since: str | date | None = None,
        until: str | date | None = None,
        keyword: str | Iterable[str] = (),
        stem: bool = False,
        section: str | Iterable[str] = (),
        kind: str | Iterable[str] = (),
        place: str | Iterable[str] = (),
        author: str | Iterable[str] = (),
        tag: str | Iterable[str] = (),
    ) -> Filters:
        """Read the filters as a user writes them: days as for a crawl, several values as a list or with commas between. A section, place
        or author with a comma and a blank in it is one name.

        :param stem: find words of keywords by their root.
        :raises UsageError: a day or a kind is none, the days end before they begin, a keyword is no search, or a value is empty.
        """
        kinds = listed("kind", kind)
        if unknown := [name for name in kinds if name not in KINDS]:
            raise UsageError(f"no kind {unknown[0]!r}: there are {', '.join(KINDS)}")
        first, last = as_day(since), as_day(until)
        if first and last and first > last:
            raise UsageError(f"since {first} is later than until {last}")
        words = (keyword,) if isinstance(keyword, str) else tuple(keyword)
        if stem and not words:
            raise UsageError("stemming goes with a keyword")
        return cls(
            listed("outlet", outlet), first, last, tuple(compile_query(text, stem=stem) for text in words),
            _names("section", section), kinds, _names("place", place), _names("author", author), listed("tag", tag),
        )  # fmt: skip

    def tests(self) -> list[Test]:
        """What each wanted record passes; the cheap ones first, and days not at all (:class:`Selected` tells them)."""
        tests: list[Test] = []
        if self.outlets:
            tests.append(lambda record: record["outlet"] in self.outlets)
        if self.kinds:
            tests.append(lambda record: record["kind"] in self.kinds)
        if self.sections:
            from newsbot.discovery import same_section

            tests.append(lambda record: any(same_section(record["section"], name) for name in self.sections))
        if self.tags:
            tags = {tag.casefold() for tag in self.tags}
            tests.append(lambda record: any(tag.casefold() in tags for tag in record["tags"]))
        if self.places:
            place = _whole_words(self.places)
            tests.append(lambda record: place.search((record["dateline"] or {}).get("place") or "") is not None)
        if self.authors:
            author = _whole_words(self.authors)
            tests.append(lambda record: any(author.search(name) for name in record["authors"]))
        for search in self.searches:
            tests.append(lambda record, search=search: mentions(record, search))  # type: ignore[misc]
        return tests


@dataclass(slots=True)
class Selected:
    """The wanted ones of some records; counts what was left out because it has no date to judge it by."""

    records: Iterable[Record]
    filters: Filters
    undated: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Record]:
        self.undated = 0
        tests = self.filters.tests()
        since, until = self.filters.since or date.min, self.filters.until or date.max
        dated = self.filters.since is not None or self.filters.until is not None
        for record in self.records:
            if dated:
                day = day_of(record["published_at"])
                if day is None:
                    self.undated += all(test(record) for test in tests)
                    continue
                if not since <= day <= until:
                    continue
            if all(test(record) for test in tests):
                yield record


def listed(option: str, given: str | Iterable[str]) -> tuple[str, ...]:
    """The values of an option, one by one or with commas between.

    :raises UsageError: one was given that holds none.
    """
    return tuple(value for text in _texts(option, given) for value in _parts(text))


def _names(option: str, given: str | Iterable[str]) -> tuple[str, ...]:
    """The same for names that may hold a comma and a blank: such a text is one name."""
    texts = _texts(option, given)
    return tuple(value for text in texts for value in ([text] if ", " in text else _parts(text)))


def _texts(option: str, given: str | Iterable[str]) -> list[str]:
    texts = [text.strip() for text in ([given] if isinstance(given, str) else given)]
    if empty := [text for text in texts if not _parts(text)]:
        raise UsageError(f"{option} {empty[0]!r} names nothing: leave it out, or name one")
    return texts


def _parts(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]


def _whole_words(texts: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts), re.IGNORECASE)
