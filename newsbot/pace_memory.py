"""What watching has learnt, kept over restarts: a table of its own in ``state.sqlite``.

It may be lost at any time: the paces are learnt again within hours. So nothing here is ever the reason that watching ends.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from newsbot.polling import Pace

FORGET_SECONDS = 30 * 86400
"""A listing not polled for so long is gone: sitemaps that carry a day in their address come and go."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS paces (
    outlet TEXT NOT NULL, listing TEXT NOT NULL, interval REAL NOT NULL, due REAL NOT NULL, polled REAL, failures INTEGER NOT NULL,
    PRIMARY KEY (outlet, listing)
) WITHOUT ROWID
"""

logger = logging.getLogger(__name__)


class PaceMemory:
    """The paces of one outlet's listings.

    What cannot be read or written is told once and done without.

    :param path: the SQLite file, which others use at the same time.
    """

    def __init__(self, path: Path, outlet: str) -> None:
        self._outlet = outlet
        self._db: sqlite3.Connection | None = None
        try:
            self._db = sqlite3.connect(path, timeout=10, isolation_level=None)
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute(_SCHEMA)
        except sqlite3.Error as error:
            self._do_without(error)

    def load(self, now: float) -> dict[str, Pace]:
        """What is known, by listing; what has not been polled for :data:`FORGET_SECONDS` is forgotten."""
        if self._db is None:
            return {}
        try:
            self._db.execute("DELETE FROM paces WHERE due < ?", (now - FORGET_SECONDS,))
            query = "SELECT listing, interval, due, polled, failures FROM paces WHERE outlet = ?"
            return {row[0]: Pace(*row[1:]) for row in self._db.execute(query, (self._outlet,))}
        except sqlite3.Error as error:
            self._do_without(error)
            return {}

    def save(self, listing: str, pace: Pace) -> None:
        """Keep what one poll taught."""
        if self._db is None:
            return
        row = (self._outlet, listing, pace.interval, pace.due, pace.polled, pace.failures)
        try:
            self._db.execute("INSERT OR REPLACE INTO paces VALUES (?, ?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            self._do_without(error)

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _do_without(self, error: sqlite3.Error) -> None:
        logger.warning("%s: the pace of polls is not kept: %s", self._outlet, error)
        self.close()
