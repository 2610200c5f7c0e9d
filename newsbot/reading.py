"""Reading stored articles back, as Articles or, for what handles millions of them, as plain records."""

from __future__ import annotations

import logging
import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import groupby
from os import PathLike
from pathlib import Path
from typing import Literal

from newsbot.errors import UsageError
from newsbot.items import Article
from newsbot.records import Record, read_record
from newsbot.stored_lines import ARTICLES, article_files
from newsbot.window import as_day

logger = logging.getLogger(__name__)

FIRST_REVISION = b'"revision":1,'
"""How a stored line says that nothing was corrected: nearly all lines, which need no parsing to find the corrected ones."""

AHEAD = timedelta(days=3)
"""A page is stored with a publication up to two days after its fetch, and the two dates may be of different time zones: files
of crawl days further before ``since`` hold nothing published since."""

MOST_EXAMPLES = 10

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
    if outlet is not None:
        outlet = [outlet] if isinstance(outlet, str) else list(outlet)
    stored = _Loaded(path, outlets=outlet, since=as_day(since), until=as_day(until), revisions=revisions)
    return map(Article.from_dict, stored)


class StoredRecords:
    """The records of a JSON Lines file, a data folder or any folder of such files, as they are now, in the order of the store.

    What a crawl appends while they are read is not theirs, so that reading twice gives the same. Parameters as for :func:`load`.

    :param keep_undated: give articles without a date too, whatever the days.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        *,
        outlets: Collection[str] | None = None,
        since: date | None = None,
        until: date | None = None,
        revisions: Literal["latest", "all"] = "latest",
        keep_undated: bool = False,
    ) -> None:
        place = Path(path)
        if not place.exists():
            raise UsageError(f"no such file or folder: {place}")
        if revisions not in ("latest", "all"):
            raise UsageError(f"revisions {revisions!r}: latest or all")
        if since and until and since > until:
            raise UsageError(f"since {since} is later than until {until}")
        self._outlets = None if outlets is None else frozenset(outlets)
        self._windowed = since is not None or until is not None
        self._since, self._until = (since or date.min).isoformat(), (until or date.max).isoformat()
        self._keep_undated = keep_undated
        self._latest = revisions == "latest"
        files = list(article_files(place)) if place.is_dir() else [place]
        if (place / ARTICLES).is_dir():
            files = _files_of_data_folder(place, files, self._outlets, since)
        files.sort(key=lambda file: (file.parent, file))
        self._files = [(file, file.stat().st_size) for file in files]
        self.unreadable = 0
        """How many lines held no article, as of the last reading."""
        self.examples: list[str] = []
        """The first of them, one sentence each."""

    def __iter__(self) -> Iterator[Record]:
        self.unreadable, self.examples = 0, []
        # memory holds a few numbers a corrected article of one folder, which is an outlet's
        for _, group in groupby(self._files, key=lambda entry: entry[0].parent):
            files = list(group)
            newest = _newest(files) if self._latest else {}
            for file, size in files:
                for record in self._wanted(file, size):
                    if not newest or all(newest.get(name, 0) <= record["revision"] for name in _names_of(record)):
                        yield record

    def _wanted(self, file: Path, size: int) -> Iterator[Record]:
        for number, line in enumerate(_lines(file, size), 1):
            if self._windowed and (said := _PUBLISHED.search(line)):
                # told without parsing the line
                day = said[1].decode() if said[1] else None
                if not self._holds_day(day):
                    continue
            record = read_record(line)
            if record is None:
                if line.strip() and line.endswith(b"\n"):
                    self.pass_over(f"{file} line {number} holds no article")
            elif (self._outlets is None or record["outlet"] in self._outlets) and (
                not self._windowed or self._holds_day(record["published_at"] and record["published_at"][:10])
            ):
                yield record

    def _holds_day(self, day: str | None) -> bool:
        return self._keep_undated if day is None else self._since <= day <= self._until

    def pass_over(self, line: str) -> None:
        """A line holds no article.

        :param line: a sentence that says so.
        """
        self.unreadable += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(line)


class _Loaded(StoredRecords):
    def pass_over(self, line: str) -> None:
        super().pass_over(line)
        logger.warning("%s", line)


def _files_of_data_folder(
    place: Path, files: list[Path], wanted: frozenset[str] | None, since: date | None
) -> list[Path]:
    """Of ``articles/<outlet>/<crawl day>.jsonl`` those that can hold what is wanted."""
    articles = place / ARTICLES
    if wanted is not None:
        _check_outlets(place, wanted)
        files = [file for file in files if file.parent.parent != articles or file.parent.name in wanted]
    # a later revision, or a story found late, may stand in any file after that
    return [file for file in files if since is None or _crawl_day(file) >= since - min(AHEAD, since - date.min)]


def _check_outlets(place: Path, wanted: frozenset[str]) -> None:
    stored = sorted(folder.name for folder in (place / ARTICLES).iterdir() if folder.is_dir())
    for name in sorted(wanted.difference(stored)):
        from newsbot import outlets

        try:
            outlets.get(name)
        except UsageError as error:
            raise UsageError(f"{error}; in {place} there are {', '.join(stored) or 'none'}") from None


def _crawl_day(file: Path) -> date:
    try:
        return date.fromisoformat(file.stem)
    except ValueError:
        return date.max


def _newest(files: list[tuple[Path, int]]) -> dict[int, int]:
    """The latest revision of each corrected article, by each of its names."""
    newest: dict[int, int] = {}
    for file, size in files:
        for line in _lines(file, size):
            if FIRST_REVISION not in line and (record := read_record(line)) is not None and record["revision"] > 1:
                for name in _names_of(record):
                    newest[name] = max(newest.get(name, 1), record["revision"])
    return newest


def _lines(file: Path, size: int) -> Iterator[bytes]:
    with file.open("rb") as lines:
        for line in lines:
            size -= len(line)
            if size < 0:
                return
            yield line


def _names_of(record: Record) -> set[int]:
    """Hashes of what an article is known by: each address it goes by."""
    return {hash(name) for name in (record["url"], record["canonical_url"]) if name}
