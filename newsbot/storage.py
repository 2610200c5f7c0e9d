"""The data folder: durable lines, one writer an outlet, and a memory that follows the files.

A line counts as stored once :meth:`Store.commit` returns: it was written, flushed and synced, and only then entered in the
memory. Whatever kills the process, the next :class:`Store` cuts off a torn last line and reads into the memory whatever
lines the memory does not cover yet.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from newsbot.clock import now
from newsbot.errors import Busy, NewsbotError
from newsbot.items import Article
from newsbot.locks import ARTICLES, take
from newsbot.outlets.base import Outlet
from newsbot.seen import SeenStories, story_keys

if TYPE_CHECKING:
    from newsbot.archive import PageArchive

RUNS = "runs"
STATE = "state.sqlite"

REFUSAL_DAYS = {"listing": 7, "binary": 7, "error page": 2, "empty": 2, "redirected away": 2}
"""For how many days a page that held no article is not fetched again, by the kind of :class:`~newsbot.errors.NotAnArticle`.
An error page may be a server's bad hour and an empty page a story not yet written. A block page, a consent wall, a parked domain
or an empty shell says nothing about the address it stood at and is not remembered."""


class StorageError(NewsbotError):
    """The data folder cannot be used or written."""


def prepare(folder: Path) -> None:
    """Make the data folder and find out whether it can be written.

    :raises StorageError: it cannot.
    """
    probe = folder / f".probe-{os.getpid()}"
    try:
        (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
        (folder / RUNS).mkdir(exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StorageError(f"data folder {folder} cannot be written: {error.strerror or error}") from None


class Store:
    """One outlet's articles in a data folder, for one process at a time.

    :param folder: the data folder; made when it is missing.
    :param outlet: whose articles these are.
    :raises StorageError: the folder cannot be written, or another process crawls that outlet into it.
    """

    def __init__(self, folder: Path, outlet: Outlet) -> None:
        prepare(folder)
        self.folder = folder
        self.outlet = outlet
        self.repairs: list[str] = []
        """What had to be mended at the start, one sentence each."""
        self._files = folder / ARTICLES / outlet.name
        self._day: date | None = None
        self._file = -1
        self._size = 0
        self._pending: list[int] = []
        self._pending_set: set[int] = set()
        self.pending = 0
        """Lines written since the last commit."""
        self._archive: PageArchive | None = None
        try:
            self._files.mkdir(exist_ok=True)
            self._lock = take(folder, outlet.name)
        except Busy as error:
            raise StorageError(str(error)) from None
        except OSError as error:
            raise StorageError(f"data folder {folder} cannot be written: {error.strerror or error}") from None
        try:
            self._seen = SeenStories(folder / STATE)
            self.repairs += self._seen.repairs
            self._reconcile()
            self._seen.forget_refusals(now())
        except (OSError, sqlite3.Error) as error:
            self._lock.release()
            raise StorageError(f"data folder {folder} cannot be used: {error}") from None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def knows(self, url: str, publisher_id: str | None = None) -> bool:
        """Whether the story at that address is stored, or written and waiting for its commit."""
        keys = story_keys(url, self.outlet, publisher_id)
        return any(key in self._pending_set for key in keys) or self._seen.knows(keys)

    def refuse(self, url: str, kind: str) -> None:
        """Remember for :data:`REFUSAL_DAYS` that there is no article at that address.

        :param kind: what is there instead.
        :raises StorageError: it could not be written.
        """
        if kind in REFUSAL_DAYS:
            try:
                self._seen.refuse(story_keys(url, self.outlet), now() + timedelta(days=REFUSAL_DAYS[kind]))
            except sqlite3.Error as error:
                raise StorageError(f"data folder {self.folder} cannot be written: {error}") from None

    def was_refused(self, url: str) -> bool:
        """Whether an earlier visit to that address found no article, not long ago."""
        return self._seen.refuses(story_keys(url, self.outlet), now())

    def keep_pages(self) -> PageArchive:
        """The archive of raw pages beside these lines; what was kept in it is durable before the lines of a commit are.

        :raises StorageError: it cannot be written.
        """
        from newsbot.archive import PageArchive  # the WARC library: only where pages are kept

        try:
            self._archive = PageArchive(self.folder, self.outlet.name, self._seen)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the archive in {self.folder} cannot be written: {error}") from None
        self.repairs += self._archive.repairs
        return self._archive

    def append(self, article: Article) -> None:
        """Write an article's line to the file of its crawl day; it is durable after the next :meth:`commit`.

        :raises StorageError: it could not be written; the file is left as it was before.
        """
        self._open((article.fetched_at or now()).date())
        line = article.to_json().encode() + b"\n"
        try:
            _write(self._file, line)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise StorageError(f"{self._path(self._day)} cannot be written: {error.strerror or error}") from None
        self._size += len(line)
        keys = _keys(article, self.outlet)
        self._pending += keys
        self._pending_set.update(keys)
        self.pending += 1

    def commit(self) -> None:
        """Make every line written so far durable, then remember its story.

        :raises StorageError: the disk did not take them.
        """
        if self._archive is not None:
            try:
                self._archive.commit()
            except (OSError, sqlite3.Error) as error:
                raise StorageError(f"{self._archive.folder} cannot be written: {error}") from None
        if not self.pending:
            return
        try:
            os.fsync(self._file)
            self._seen.add(self._pending, self._name(self._path(self._day)), self._size)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"data folder {self.folder} cannot be written: {error}") from None
        self._pending.clear()
        self._pending_set.clear()
        self.pending = 0

    def close(self) -> None:
        """Commit and let go of the folder.

        :raises StorageError: the last lines could not be made durable.
        """
        try:
            self.commit()
        finally:
            if self._file >= 0:
                os.close(self._file)
                self._file = -1
            if self._archive is not None:
                with suppress(OSError, sqlite3.Error):
                    # what it could not make durable, the commit has told
                    self._archive.close()
            self._seen.close()
            self._lock.release()

    def _open(self, day: date) -> None:
        if day == self._day:
            return
        self.commit()
        path = self._path(day)
        try:
            new = not path.exists()
            file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            if new:
                _sync_folder(path.parent)
        except OSError as error:
            raise StorageError(f"{path} cannot be written: {error.strerror or error}") from None
        if self._file >= 0:
            os.close(self._file)
        self._day, self._file, self._size = day, file, os.fstat(file).st_size

    def _path(self, day: date | None) -> Path:
        return self._files / f"{day}.jsonl"

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _reconcile(self) -> None:
        for path in sorted(self._files.glob("*.jsonl")):
            covered, size = self._seen.covered(self._name(path)), path.stat().st_size
            if covered > size:
                self.repairs.append(f"{path} is shorter than it was; its stories are read anew")
                covered = 0
            if covered < size:
                self._read_on(path, covered)

    def _read_on(self, path: Path, start: int) -> None:
        keys: list[int] = []
        broken = 0
        with path.open("rb+") as file:
            file.seek(start)
            end = start
            for line in file:
                if not line.endswith(b"\n"):
                    break
                end += len(line)
                article = read_line(line)
                if article is None:
                    broken += 1
                else:
                    keys += _keys(article, self.outlet)
            torn = path.stat().st_size - end
            if torn:
                file.truncate(end)
            # lines that a killed process wrote but never synced are about to count as stored
            os.fsync(file.fileno())
        if torn:
            self.repairs.append(f"{path}: cut off a torn last line of {torn} bytes")
        if broken:
            self.repairs.append(f"{path}: {broken} lines are no articles and were left alone")
        self._seen.add(keys, self._name(path), end)


def read_line(line: bytes) -> Article | None:
    """The article of a stored line, or ``None`` when the line holds none."""
    try:
        record = json.loads(line)
        return Article.from_dict(record) if isinstance(record, dict) else None
    except (ValueError, TypeError, AttributeError):
        return None


def article_files(folder: Path) -> Iterator[Path]:
    """The files of lines in a data folder, or under any folder, by outlet and day."""
    root = folder / ARTICLES if (folder / ARTICLES).is_dir() else folder
    yield from sorted(root.rglob("*.jsonl"))


def _keys(article: Article, outlet: Outlet) -> set[int]:
    urls = {url for url in (article.url, article.canonical_url) if url}
    return {key for url in urls for key in story_keys(url, outlet, article.article_id)}


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync_folder(folder: Path) -> None:
    # a new file's name is durable only once its folder is; Windows has no such call
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
