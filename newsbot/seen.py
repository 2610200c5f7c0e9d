"""The memory of what was stored: ``state.sqlite`` in the data folder.

The article files are the truth and this is their index: it may be deleted at any time and is rebuilt from them. Kept nowhere
else are only which pages were refused as no article and what servers said for conditional requests, and each costs one more
visit when it is lost. A story is known by the publisher's own id, or by its canonical address where it has none, as a 64-bit
hash: ten million stories take about 300 MB, and the chance that any two of them share a hash is three in a million.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

from newsbot.outlets.base import Outlet
from newsbot.urls import article_id, canonical_url

VERSION = 2
"""Of the tables; those of another version are made anew from the files."""

_TABLES = """
CREATE TABLE IF NOT EXISTS stories (key INTEGER PRIMARY KEY, file INTEGER NOT NULL, start INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS rules (outlet TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS schedules (outlet TEXT PRIMARY KEY, ages TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS looks (
    file INTEGER, start INTEGER, outlet TEXT NOT NULL, published INTEGER NOT NULL, looked INTEGER NOT NULL, due INTEGER,
    listed INTEGER, etag TEXT, last_modified TEXT, PRIMARY KEY (file, start)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS looks_due ON looks (outlet, due);
CREATE TABLE IF NOT EXISTS refused (key INTEGER PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
"""
_INDEX_TABLES = ("stories", "files", "rules", "schedules", "looks")
_CACHE_KILOBYTES = 16384
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_HOST_PREFIX = re.compile(r"https?://(?:(?:www|m|amp|mobile)\.)?")
_DAY_IN_PATH = re.compile(r"/((?:19|20)\d\d/\d\d/\d\d)/")


# a story is asked about several times in a row: by the listing, by the filter of duplicates, by the store
@lru_cache(maxsize=256)
def story_keys(url: str, outlet: Outlet | None, publisher_id: str | None = None) -> tuple[int, ...]:
    """The keys a story is known by: the publisher's id where there is one, or its canonical address where the address has none.

    An id counts together with the day that the address names: some outlets number their stories anew each day.
    """
    names = []
    own_id = article_id(url, outlet)
    canonical = url
    if own_id is None:
        canonical = canonical_url(url, outlet)
        # some patterns know only addresses without query or of one host
        own_id = article_id(canonical, outlet)
        if own_id is None:
            names.append(_HOST_PREFIX.sub("", canonical, count=1))
    if outlet is not None:
        for number in {own_id, publisher_id}:
            if number:
                day = _DAY_IN_PATH.search(canonical)
                names.append(f"{outlet.name}#{day[1]}#{number}" if day else f"{outlet.name}#{number}")
    return tuple(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True) for name in names)


class Place(NamedTuple):
    """Where a line stands: the file's path inside the data folder, and the byte it begins at."""

    path: str
    start: int


@dataclass(frozen=True, slots=True)
class Look:
    """What is remembered of the last look at a story. Moments are Unix times.

    :param place: the line of its latest revision.
    :param published: when it was published, as far as known, from which its age is counted.
    :param looked: when its page was last fetched.
    :param due: when it is to be looked at again; ``None``: not by the schedule.
    :param listed: when listings said, at the last look, that it was last modified.
    :param etag, last_modified: what the server said, for a conditional request.
    """

    place: Place
    published: int
    looked: int
    due: int | None = None
    listed: int | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class StoredLine:
    """One line to remember: the story's keys, where it begins in its file, its revision, and the look it comes from, if that counts."""

    keys: tuple[int, ...]
    start: int
    revision: int = 1
    look: Look | None = None


class SeenStories:
    """Which stories are stored and where, which are to be looked at again, and how many bytes of each article file that covers.

    A damaged file is set aside under the name ``<name>.damaged`` and a new one begun, which covers nothing yet.

    :param path: the SQLite file; several processes may use it at once.
    :raises sqlite3.Error: the file cannot be opened or written.
    :raises OSError: a damaged file cannot be set aside.
    """

    def __init__(self, path: Path) -> None:
        self.repairs: list[str] = []
        """What had to be mended, one sentence each."""
        self._path = path
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._begin_anew()

    def _open(self) -> None:
        self._db = sqlite3.connect(self._path, timeout=60)
        try:
            self._write_ahead()
            # what a crash of the machine may cost here is read again from the article files
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
            self._make_tables()
            self._lookup = self._db.cursor()
            # counting visits every page of the tables, so that damage shows now and not in the middle of a crawl
            self._db.execute("SELECT (SELECT COUNT(*) FROM stories), (SELECT COUNT(*) FROM files)").fetchone()
        except sqlite3.Error:
            self._db.close()
            raise

    def _make_tables(self) -> None:
        # of several processes that find an older file one replaces the tables, and the others find that it did
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            if self._db.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                self._drop_tables("seen", *_INDEX_TABLES)
                self._db.execute(f"PRAGMA user_version={VERSION}")
            for statement in filter(str.strip, _TABLES.split(";")):
                self._db.execute(statement)

    def _drop_tables(self, *tables: str) -> None:
        for table in tables:
            self._db.execute(f"DROP TABLE IF EXISTS {table}")

    def _begin_anew(self) -> None:
        # of several processes that meet the damage, one sets the file aside and the others find the new one
        with FileLock(self._path.with_name(f".{self._path.name}.lock")):
            try:
                self._open()
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise
                aside = self._path.with_name(f"{self._path.name}.damaged")
                self._path.replace(aside)
                for ending in ("-wal", "-shm"):
                    self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
                self._open()
                self.repairs.append(
                    f"{self._path} was damaged ({error}): set aside as {aside.name} and made anew from the article files"
                )

    def _write_ahead(self) -> None:
        # the change of mode does not wait for other processes as all else does, and they may all start at once
        for attempt in range(50):
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError:
                if attempt == 49:
                    raise
                time.sleep(0.1)
            else:
                return

    def knows(self, keys: Iterable[int]) -> bool:
        """Whether any of a story's keys is remembered."""
        return any(self._lookup.execute("SELECT 1 FROM stories WHERE key = ?", (key,)).fetchone() for key in keys)

    def place(self, keys: Iterable[int]) -> Place | None:
        """Where the latest revision of a story stands."""
        query = "SELECT path, start FROM stories JOIN files ON id = file WHERE key = ?"
        rows = (self._db.execute(query, (key,)).fetchone() for key in keys)
        return next((Place(*row) for row in rows if row), None)

    def covered(self, path: str) -> int:
        """Bytes from the start of that file whose lines are in the memory."""
        row = self._db.execute("SELECT size FROM files WHERE path = ?", (path,)).fetchone()
        return row[0] if row else 0

    def add(self, lines: Sequence[StoredLine], path: str, start: int, size: int, outlet: str) -> None:
        """Remember stories whose lines stand from ``start`` to ``size`` in that file, in one transaction.

        Where the memory does not cover what stands before them, because it was made anew meanwhile, all will be read again. A
        later revision takes the place of the one before, and the look at it goes with it.
        """
        with self._db:
            self._db.execute("INSERT INTO files (path, size) VALUES (?, 0) ON CONFLICT DO NOTHING", (path,))
            (file,) = self._db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
            for line in lines:
                verb = "INSERT OR IGNORE"
                if line.revision > 1:
                    verb = "INSERT OR REPLACE"
                    before = "DELETE FROM looks WHERE (file, start) IN (SELECT file, start FROM stories WHERE key = ?)"
                    self._db.executemany(before, ((key,) for key in line.keys))
                rows = ((key, file, line.start) for key in line.keys)
                self._db.executemany(f"{verb} INTO stories VALUES (?, ?, ?)", rows)
                if line.look is not None:
                    self._enter(line.look, outlet)
            self._db.execute("UPDATE files SET size = ? WHERE id = ? AND size >= ?", (size, file, start))

    @property
    def path(self) -> Path:
        """The file it is kept in."""
        return self._path

    def files_in(self, folder: str) -> set[str]:
        """The files of a folder that the memory covers, in whole or in part."""
        rows = self._db.execute(f"SELECT path FROM files WHERE size > 0 AND {_INSIDE}", _inside(folder))  # noqa: S608 - a constant
        return {path for (path,) in rows}

    def cover(self, path: str, size: int) -> None:
        """Remember that so many bytes of a file that holds no lines are durable."""
        with self._db:
            self._db.execute(
                "INSERT INTO files (path, size) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET size = excluded.size",
                (path, size),
            )

    def forget_files(self, folder: str) -> None:
        """Forget all lines of the files in that folder, to read them anew."""
        with self._db:
            for table in ("stories", "looks"):
                query = f"DELETE FROM {table} WHERE file IN (SELECT id FROM files WHERE {_INSIDE})"  # noqa: S608 - constants
                self._db.execute(query, _inside(folder))
            self._db.execute(f"UPDATE files SET size = 0 WHERE {_INSIDE}", _inside(folder))  # noqa: S608 - a constant

    def rules_changed(self, outlet: str, text: str) -> bool:
        """Whether the rules by which that outlet's stories are told apart are others than those of what is remembered."""
        row = self._db.execute("SELECT text FROM rules WHERE outlet = ?", (outlet,)).fetchone()
        return row is not None and row[0] != text

    def keep_rules(self, outlet: str, text: str) -> None:
        """Remember by which rules that outlet's stories are told apart."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO rules VALUES (?, ?)", (outlet, text))

    def schedule(self, outlet: str) -> tuple[int, ...] | None:
        """The ages, in seconds, by which that outlet's looks are planned; ``None`` when that is not known."""
        row = self._db.execute("SELECT ages FROM schedules WHERE outlet = ?", (outlet,)).fetchone()
        return None if row is None else tuple(map(int, row[0].split()))

    def keep_schedule(self, outlet: str, ages: Sequence[int], looks: Iterable[Look]) -> None:
        """Remember the looks that a new schedule plans, in one transaction."""
        with self._db:
            for look in looks:
                self._enter(look, outlet)
            self._db.execute("INSERT OR REPLACE INTO schedules VALUES (?, ?)", (outlet, " ".join(map(str, ages))))

    def all_looks(self, outlet: str) -> Iterator[Look]:
        """What is remembered of the last looks at that outlet's stories."""
        return self._looks("outlet = ?", (outlet,))

    def last_look(self, place: Place) -> Look | None:
        """What is remembered of the last look at the story whose latest revision stands there."""
        return next(self._looks("path = ? AND start = ?", place), None)

    def due_looks(self, outlet: str, at: int) -> Iterator[Look]:
        """That outlet's stories that are to be looked at again, the youngest first."""
        return self._looks("outlet = ? AND due <= ? ORDER BY published DESC", (outlet, at))

    def keep_look(self, look: Look, outlet: str) -> None:
        """Remember a look at a story that brought no new revision."""
        with self._db:
            self._enter(look, outlet)

    def forget_looks(self, *, published_before: int, looked_before: int) -> None:
        """Strike stories published before that moment off the schedule, and drop what is on it no more and was looked at long ago."""
        with self._db:
            self._db.execute("UPDATE looks SET due = NULL WHERE published < ? AND due IS NOT NULL", (published_before,))
            self._db.execute("DELETE FROM looks WHERE due IS NULL AND looked < ?", (looked_before,))

    def clear(self) -> None:
        """Forget all that can be read from the files."""
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._drop_tables(*_INDEX_TABLES)
            self._db.execute("PRAGMA user_version=0")
        self._make_tables()

    def count(self) -> int:
        """How many keys of stories are remembered."""
        (number,) = self._db.execute("SELECT COUNT(*) FROM stories").fetchone()
        return int(number)

    def compact(self) -> None:
        """Give back the space of what was forgotten."""
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _looks(self, condition: str, values: Sequence[object]) -> Iterator[Look]:
        columns = "path, start, published, looked, due, listed, etag, last_modified"
        query = f"SELECT {columns} FROM looks JOIN files ON id = file WHERE {condition}"  # noqa: S608 - constants
        for path, start, *rest in self._db.execute(query, tuple(values)).fetchall():
            yield Look(Place(path, start), *rest)

    def _enter(self, look: Look, outlet: str) -> None:
        (file,) = self._db.execute("SELECT id FROM files WHERE path = ?", (look.place.path,)).fetchone()
        row = (
            file,
            look.place.start,
            outlet,
            look.published,
            look.looked,
            look.due,
            look.listed,
            look.etag,
            look.last_modified,
        )
        self._db.execute("INSERT OR REPLACE INTO looks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def refuse(self, keys: Iterable[int], until: datetime) -> None:
        """Remember until that moment that those addresses hold no article."""
        with self._db:
            rows = ((key, int(until.timestamp())) for key in keys)
            self._db.executemany("INSERT OR REPLACE INTO refused VALUES (?, ?)", rows)

    def refuses(self, keys: Iterable[int], at: datetime) -> bool:
        """Whether any of those addresses was refused and is not due for another look."""
        query, moment = "SELECT 1 FROM refused WHERE key = ? AND until > ?", int(at.timestamp())
        return any(self._db.execute(query, (key, moment)).fetchone() for key in keys)

    def forget_refusals(self, before: datetime) -> None:
        """Drop what is over."""
        with self._db:
            self._db.execute("DELETE FROM refused WHERE until <= ?", (int(before.timestamp()),))

    def close(self) -> None:
        """Close the file."""
        self._db.close()


_INSIDE = "path > ? AND path < ?"


def _inside(folder: str) -> tuple[str, str]:
    """Between what the paths in a folder lie: the slash is followed by 0 in the order of characters."""
    return f"{folder}/", f"{folder}0"


def _is_damage(error: sqlite3.Error) -> bool:
    # the first byte of an extended code is the plain one
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
