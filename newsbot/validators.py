"""What servers said of the version of a feed or sitemap, kept in ``state.sqlite`` so that the next run may ask "anything new?".

A version is only worth remembering once all that stood on it was dealt with, and only for a run that asks for no more than
that one did.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

MOST_HOURS = 24
"""After so many hours a listing is read again whatever its server says: pages refused for a while get their second look, and
a server that never tells of a change is found out."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS versions (
    outlet TEXT NOT NULL, url TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
    entries INTEGER NOT NULL, since TEXT, read_at INTEGER NOT NULL, PRIMARY KEY (outlet, url)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a listing.

    :param etag: its ``ETag``, or ``""``.
    :param modified: its ``Last-Modified``, or ``""``.
    :param entries: how many articles stood on it.
    :param read_at: when it was read.
    """

    etag: str
    modified: str
    entries: int
    read_at: datetime


def load(path: Path, outlet: str, since: str | None, at: datetime) -> dict[str, Version]:
    """The versions a run may ask about, by address; none when the file cannot be read.

    :param since: first day the run wants, ``YYYY-MM-DD``, or ``None``; a run that reaches further back than the one that
        remembered a version must read it.
    """
    oldest = int((at - timedelta(hours=MOST_HOURS)).timestamp())
    try:
        with closing(_open(path)) as db:
            rows = db.execute(
                "SELECT url, etag, modified, entries, read_at FROM versions "
                "WHERE outlet = ? AND read_at BETWEEN ? AND ? AND (since IS ? OR since <= ?)",
                (outlet, oldest, int(at.timestamp()), since, since),
            ).fetchall()
    except sqlite3.Error:
        return {}
    return {row[0]: Version(row[1], row[2], row[3], datetime.fromtimestamp(row[4], UTC)) for row in rows}


def save(path: Path, outlet: str, since: str | None, versions: Mapping[str, Version]) -> None:
    """Remember these versions.

    :raises sqlite3.Error: the file cannot be written.
    """
    rows = (
        (outlet, url, one.etag, one.modified, one.entries, since, int(one.read_at.timestamp()))
        for url, one in versions.items()
    )
    with closing(_open(path)) as db, db:
        db.executemany("INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def forget(path: Path, outlet: str) -> None:
    """Forget an outlet's versions: stories that stood on them are not stored any more.

    :raises sqlite3.Error: the file cannot be written.
    """
    with closing(_open(path)) as db, db:
        db.execute("DELETE FROM versions WHERE outlet = ?", (outlet,))


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=60)
    try:
        db.executescript(_SCHEMA)
    except sqlite3.Error:
        db.close()
        raise
    return db
