"""The memory of what was stored: ``state.sqlite`` in the data folder.

The article files are the truth and this is their index: it may be deleted at any time and is rebuilt from them. A story is
known by its canonical address and by the publisher's own id, each as a 64-bit hash: ten million stories take a few hundred
megabytes, and the chance that any two of them share a hash is about one in a hundred thousand.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from newsbot.outlets.base import Outlet
from newsbot.urls import article_id, canonical_url

_SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (key INTEGER PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
"""
_HOST_PREFIX = re.compile(r"^https?://(www|m|amp|mobile)\.|^https?://")


def story_keys(url: str, outlet: Outlet | None, publisher_id: str | None = None) -> tuple[int, ...]:
    """The keys a story is known by: its canonical address and, where there is one, the publisher's id."""
    names = [_HOST_PREFIX.sub("", canonical_url(url, outlet))]
    publisher_id = publisher_id or article_id(url, outlet)
    if outlet is not None and publisher_id:
        names.append(f"{outlet.name}#{publisher_id}")
    return tuple(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True) for name in names)


class SeenStories:
    """Which stories are stored, and how many bytes of each article file that knowledge covers.

    :param path: the SQLite file; several processes may use it at once.
    :raises sqlite3.Error: the file cannot be opened or written, or is no database.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=60)
        self._write_ahead()
        # what a crash of the machine may cost here is read again from the article files
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(_SCHEMA)

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

    def close(self) -> None:
        """Close the file."""
        self._db.close()
