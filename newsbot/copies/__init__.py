"""Which stored articles are copies of one text: agency reports and network copy that many outlets run.

    copies.update("data")                       # read what is new in the article files
    with copies.open_index("data") as index:
        place = index.lookup(article)           # Place(cluster_id, first_seen, copies, is_first), or None

The latest revision of an article counts. Needs the extra ``newsbot[copies]``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path

from filelock import FileLock

from newsbot.copies.firsts import Firsts
from newsbot.copies.index import FILE, Copy, CopyIndex, Place, key_of
from newsbot.errors import UsageError
from newsbot.items import Article
from newsbot.storage import StorageError
from newsbot.stored_lines import article_files, read_line

__all__ = ["Copy", "CopyIndex", "Firsts", "Place", "Update", "key_of", "make_index", "open_index", "update"]

COMMIT_ARTICLES = 1000
"""So many articles are one transaction."""


@dataclass(slots=True)
class Update:
    """What an update did.

    :param read: lines read.
    :param entered: articles entered, new ones and later revisions.
    :param passed_over: lines that hold no article, or one without an address or already known.
    :param repairs: what had to be mended, one sentence each.
    """

    read: int = 0
    entered: int = 0
    passed_over: int = 0
    repairs: list[str] = field(default_factory=list)


def update(folder: str | PathLike[str], progress: Callable[[int], object] | None = None) -> Update:
    """Bring the index of a data folder up to date: only lines that it does not cover yet are read.

    A torn last line, such as a running crawl leaves for an instant, is left for the next update. An index that is damaged, was made
    by other rules, or covers files that are gone or shorter is made anew.

    :param progress: called now and then with how many lines were read.
    :raises UsageError: there is no such folder, or rensa is not installed.
    :raises StorageError: the index cannot be written.
    """
    place = Path(folder)
    if not place.is_dir():
        raise UsageError(f"no such data folder: {place}")
    if next(article_files(place), None) is None and not (place / FILE).exists():
        raise UsageError(f"{place} holds no articles")
    done = Update()
    try:
        with FileLock(place / f".{FILE}.lock"), _current(place, done) as index:
            covered = index.files()
            # in the order of crawl days, so that copies of one day stand near each other
            for path in sorted(article_files(place), key=lambda path: (path.name, path)):
                name = path.relative_to(place).as_posix()
                if covered.get(name, 0) < path.stat().st_size:
                    _read_on(index, path, name, covered.get(name, 0), done, progress)
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"the index of copies {place / FILE} cannot be used: {error}") from None
    return done


@contextmanager
def open_index(folder: str | PathLike[str]) -> Iterator[CopyIndex]:
    """Open the index of a data folder as the last :func:`update` left it.

    :raises UsageError: there is none.
    :raises StorageError: it cannot be read.
    """
    path = Path(folder) / FILE
    if not path.is_file():
        raise UsageError(f"no index of copies in {folder}: newsbot copies --data {folder} makes it")
    try:
        with CopyIndex(path) as index:
            yield index
    except sqlite3.Error as error:
        raise StorageError(f"the index of copies {path} cannot be used: {error}") from None


@contextmanager
def make_index(folder: Path, articles: Iterable[Article]) -> Iterator[CopyIndex]:
    """Make an index of these articles in an empty folder.

    :raises UsageError: rensa is not installed.
    :raises StorageError: the index cannot be written.
    """
    path = folder / FILE
    try:
        with CopyIndex(path) as index:
            for article in articles:
                index.add(article)
            yield index
    except sqlite3.Error as error:
        raise StorageError(f"the index of copies {path} cannot be used: {error}") from None


@contextmanager
def _current(folder: Path, done: Update) -> Iterator[CopyIndex]:
    path = folder / FILE
    reason = ""
    try:
        index = CopyIndex(path)
        try:
            sizes = {path.relative_to(folder).as_posix(): path.stat().st_size for path in article_files(folder)}
            if not index.is_current():
                reason = "was made by other rules"
            elif any(sizes.get(name, -1) < size for name, size in index.files().items()):
                reason = "covers article files that are gone or shorter now"
        except BaseException:
            index.close()
            raise
    except sqlite3.DatabaseError as error:
        # the first byte of an extended code is the plain one
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        reason = f"was damaged ({error})"
    else:
        if reason:
            index.close()
    if reason:
        done.repairs.append(f"{path} {reason}: made anew from the article files")
        for ending in ("", "-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        index = CopyIndex(path)
        index.is_current()
    with index:
        yield index


def _read_on(
    index: CopyIndex, path: Path, name: str, start: int, done: Update, progress: Callable[[int], object] | None
) -> None:
    with path.open("rb") as lines:
        lines.seek(start)
        end = start
        for line in lines:
            if not line.endswith(b"\n"):
                break
            end += len(line)
            done.read += 1
            article = read_line(line)
            entered = article is not None and index.add(article)
            done.entered += entered
            done.passed_over += not entered
            if done.read % COMMIT_ARTICLES == 0:
                index.commit(name, end)
                if progress is not None:
                    progress(done.read)
    index.commit(name, end)
