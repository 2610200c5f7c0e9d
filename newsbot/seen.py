"""The memory of what was stored: ``state.sqlite`` in the data folder.

The article files are the truth and this is their index: it may be deleted at any time and is rebuilt from them. Only which pages
were refused as no article is kept nowhere else, and costs one more visit to each. A story is
known by its canonical address and by the publisher's own id, each as a 64-bit hash: ten million stories take a few hundred
megabytes, and the chance that any two of them share a hash is about one in a hundred thousand.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock

from newsbot.outlets.base import Outlet
from newsbot.urls import article_id, canonical_url

_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (key INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refused (key INTEGER PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
"""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_HOST_PREFIX = re.compile(r"^https?://(www|m|amp|mobile)\.|^https?://")


# a story is asked about several times in a row: by the listing, by the filter of duplicates, by the store
@lru_cache(maxsize=256)
def story_keys(url: str, outlet: Outlet | None, publisher_id: str | None = None) -> tuple[int, ...]:
    """The keys a story is known by: its canonical address and, where there is one, the publisher's id."""
    names = [_HOST_PREFIX.sub("", canonical_url(url, outlet))]
    publisher_id = publisher_id or article_id(url, outlet)
    if outlet is not None and publisher_id:
        names.append(f"{outlet.name}#{publisher_id}")
    return tuple(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True) for name in names)


class SeenStories:
    """Which stories are stored, and how many bytes of each article file that knowledge covers.

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
            self._db.executescript(_SCHEMA)
            # counting visits every page of both tables, so that damage shows now and not in the middle of a crawl
            self._db.execute("SELECT (SELECT COUNT(*) FROM seen), (SELECT COUNT(*) FROM files)").fetchone()
        except sqlite3.Error:
            self._db.close()
            raise

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
        return any(self._db.execute("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone() for key in keys)

    def covered(self, path: str) -> int:
        """Bytes from the start of that file whose lines are in the memory."""
        row = self._db.execute("SELECT size FROM files WHERE path = ?", (path,)).fetchone()
        return row[0] if row else 0

    def add(self, keys: Iterable[int], path: str, size: int) -> None:
        """Remember stories whose lines stand in the first ``size`` bytes of that file, in one transaction."""
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO seen VALUES (?)", ((key,) for key in keys))
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, size))

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


def _is_damage(error: sqlite3.Error) -> bool:
    # the first byte of an extended code is the plain one
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
