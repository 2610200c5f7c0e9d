"""Reading stored articles back."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from os import PathLike
from pathlib import Path
from typing import Literal

from newsbot.errors import UsageError
from newsbot.items import Article
from newsbot.stored_lines import ARTICLES, article_files, read_line

logger = logging.getLogger(__name__)

FIRST_REVISION = b'"revision":1,'
"""How a stored line says that nothing was corrected: nearly all lines, which need no parsing to find the corrected ones."""

AHEAD = timedelta(days=3)
"""A page is stored with a publication up to two days after its fetch, and the two dates may be of different time zones: files
of crawl days further before ``since`` hold nothing published since."""

_PUBLISHED = re.compile(rb'"published_at": ?(?:null|"(\d{4}-\d\d-\d\d))')


def load(
    path: str | PathLike[str],
    *,
    outlet: str | Collection[str] | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    revisions: Literal["latest", "all"] = "latest",
) -> Iterator[Article]:
    """Read articles from a JSON Lines file, a data folder or any folder of such files, one at a time.

    A torn last line, such as a running crawl leaves for an instant, is no line yet; any other line that holds no article is
    reported as a warning and passed over.

    :param outlet: key of an outlet, or several; by default all. In a data folder the files of others are not opened.
    :param since, until: first and last day of publication, both included, as a date or as users write them (``2026-11-01``,
        ``today``, ``7d``). The day is the one the article states, in its own offset; an article without a date is in no window.
        Files of crawl days before ``since`` are not opened.
    :param revisions: ``latest`` revision of each article, or ``all``.
    :raises UsageError: there is no such file or folder, no such outlet, a day is none, or the days are in the wrong order.
    """
    place = Path(path)
    if not place.exists():
        raise UsageError(f"no such file or folder: {place}")
    if revisions not in ("latest", "all"):
        raise UsageError(f"revisions {revisions!r}: latest or all")
    wanted = _Wanted(_names(outlet), _day(since), _day(until))
    if wanted.since and wanted.until and wanted.since > wanted.until:
        raise UsageError(f"since {wanted.since} is later than until {wanted.until}")
    files = list(article_files(place)) if place.is_dir() else [place]
    if (place / ARTICLES).is_dir():
        files = _files_of_data_folder(place / ARTICLES, files, wanted)
    return _every(files, wanted) if revisions == "all" else _latest(files, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    outlets: frozenset[str] | None
    since: date | None
    until: date | None

    def may_hold(self, line: bytes) -> bool:
        """Whether that line can be wanted, told without parsing it."""
        if self.since is None and self.until is None:
            return True
        said = _PUBLISHED.search(line)
        if said is None:
            return True
        if said[1] is None:
            return False
        day = said[1].decode()
        return (self.since is None or day >= self.since.isoformat()) and (
            self.until is None or day <= self.until.isoformat()
        )

    def holds(self, article: Article) -> bool:
        if self.outlets is not None and article.outlet not in self.outlets:
            return False
        if self.since is None and self.until is None:
            return True
        when = article.published_at
        if when is None:
            return False
        day = when.date() if isinstance(when, datetime) else when
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


def _names(outlet: str | Collection[str] | None) -> frozenset[str] | None:
    if outlet is None:
        return None
    return frozenset([outlet] if isinstance(outlet, str) else outlet)


def _day(day: str | date | None) -> date | None:
    if isinstance(day, str):
        from newsbot.window import parse_day

        return parse_day(day)
    return day.date() if isinstance(day, datetime) else day


def _files_of_data_folder(articles: Path, files: Sequence[Path], wanted: _Wanted) -> list[Path]:
    """Of ``articles/<outlet>/<crawl day>.jsonl`` those that can hold what is wanted."""
    if wanted.outlets is not None:
        from newsbot import outlets

        for name in sorted(wanted.outlets - {folder.name for folder in articles.iterdir()}):
            outlets.get(name)
    chosen = []
    for file in files:
        if wanted.outlets is not None and file.parent.parent == articles and file.parent.name not in wanted.outlets:
            continue
        try:
            crawled = date.fromisoformat(file.stem)
        except ValueError:
            crawled = date.max
        # a later revision, or a story found late, may stand in any file after that
        if wanted.since is None or crawled >= date.max or crawled + AHEAD >= wanted.since:
            chosen.append(file)
    return chosen


def _every(files: Sequence[Path], wanted: _Wanted) -> Iterator[Article]:
    for file in files:
        for number, line in _lines(file):
            if (article := _article(file, number, line, wanted)) is not None:
                yield article


def _latest(files: Sequence[Path], wanted: _Wanted) -> Iterator[Article]:
    """Two passes over the files of a folder: memory holds a few numbers a corrected article of it, and never the articles."""
    for _, group in groupby(files, key=lambda file: file.parent):
        own = list(group)
        newest: dict[int, int] = {}
        for file in own:
            for _, line in _lines(file):
                if FIRST_REVISION not in line and (article := read_line(line)) is not None and article.revision > 1:
                    for name in _names_of(article):
                        newest[name] = max(newest.get(name, 1), article.revision)
        for article in _every(own, wanted):
            if not newest or all(newest.get(name, 0) <= article.revision for name in _names_of(article)):
                yield article


def _article(file: Path, number: int, line: bytes, wanted: _Wanted) -> Article | None:
    if not wanted.may_hold(line):
        return None
    article = read_line(line)
    if article is None:
        logger.warning("%s line %d holds no article", file, number)
        return None
    return article if wanted.holds(article) else None


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n") and read_line(line) is None:
                return
            if line.strip():
                yield number, line


def _names_of(article: Article) -> set[int]:
    """Hashes of what an article is known by: each address it goes by."""
    return {hash(name) for name in (article.url, article.canonical_url) if name}
