"""Where each record stands among the copies of its text, and one record of each text.

The index of :mod:`newsbot.copies` knows the copies: that of a data folder is brought up to date first. A single file, articles in hand
and a folder that cannot be written to get one of their own, which is thrown away afterwards.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from newsbot import copies
from newsbot.items import Article, parse_iso
from newsbot.reading import StoredRecords
from newsbot.records import Record


class Placed:
    """Records with the fields ``cluster_id``, ``first_seen`` and ``copies``, which count all that the index knows.

    :param records: must give the same each time they are iterated.
    :param unique: only the first of these records with each text.
    """

    def __init__(self, records: Iterable[Record], index: copies.CopyIndex, *, unique: bool) -> None:
        self._records = records
        self._index = index
        self._firsts: copies.Firsts | None = None
        self._unique = unique
        self.left_out = 0
        """How many copies were left out, as of the last reading."""

    def __iter__(self) -> Iterator[Record]:
        if self._unique and self._firsts is None:
            firsts = copies.Firsts(self._index)
            for record in self._records:
                firsts.offer(_known_by(record))
            self._firsts = firsts
        self.left_out = 0
        for record in self._records:
            article = _known_by(record)
            if self._firsts is not None and not self._firsts.keeps(article):
                self.left_out += 1
                continue
            place = self._index.lookup(article)
            first = place.first_seen if place else None
            yield record | {
                "cluster_id": place and place.cluster_id,
                "first_seen": first and first.isoformat(),
                "copies": place and place.copies,
            }


@contextmanager
def placed(
    records: Iterable[Record],
    source: str | os.PathLike[str] | Iterable[Article | Record],
    *,
    unique: bool,
    progress: Callable[[int], object] | None = None,
) -> Iterator[Placed]:
    """The records with their places among the copies in ``source``, from which they were chosen.

    :param progress: called now and then with how many lines of a data folder were read into its index.
    :raises UsageError: the package that recognises copies is not installed.
    :raises StorageError: the index cannot be written.
    """
    if isinstance(source, str | os.PathLike):
        place = Path(source)
        if place.is_dir() and os.access(place, os.W_OK):
            copies.update(place, progress)
            with copies.open_index(place) as index:
                yield Placed(records, index, unique=unique)
            return
    with (
        tempfile.TemporaryDirectory(prefix="newsbot-copies-") as folder,
        copies.make_index(Path(folder), _articles(source)) as index,
    ):
        yield Placed(records, index, unique=unique)


def _articles(source: str | os.PathLike[str] | Iterable[Article | Record]) -> Iterator[Article]:
    entries = StoredRecords(source) if isinstance(source, str | os.PathLike) else source
    return (entry if isinstance(entry, Article) else Article.from_dict(entry) for entry in entries)


def _known_by(record: Record) -> Article:
    """As much of an article as the index asks for."""
    article = Article(url=record["url"], canonical_url=record["canonical_url"])
    when = record["published_at"] or record["fetched_at"]
    if when:
        article.published_at = parse_iso(when)
    return article
