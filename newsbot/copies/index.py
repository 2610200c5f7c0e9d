"""The index of copies: ``copies.sqlite`` in the data folder.

The article files are the truth and this follows them: for each file it knows how many bytes it covers, and articles and that number
change in one transaction, so that a killed process costs nothing but its last transaction's work. It may be deleted at any time. An
article takes about 2 kB of it, and memory does not grow with it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from newsbot.copies import sketch
from newsbot.copies.comparison import SHORTEST_IDENTICAL, is_copy
from newsbot.copies.prose import Prose, read_prose
from newsbot.items import Article, parse_iso
from newsbot.zones import WIB

FILE = "copies.sqlite"

RULES = 1
"""Raised when the comparison changes, so that indexes are made anew."""

COMPARED = 16
"""With so many articles at the most a new one is compared, those that share most buckets with it."""

LATEST_IN_BUCKET = 30
"""A bucket of forms (weather, prices) holds thousands; a copy is found among the latest."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS articles (
    id INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, cluster INTEGER NOT NULL, revision INTEGER NOT NULL, moment REAL NOT NULL,
    first_seen TEXT, outlet TEXT, url TEXT, title TEXT, prose BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS members ON articles (cluster, moment, key);
CREATE TABLE IF NOT EXISTS buckets (bucket INTEGER, article INTEGER, PRIMARY KEY (bucket, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made_by (algorithm TEXT NOT NULL);
"""
_NEVER = 1e12


@dataclass(frozen=True, slots=True)
class Place:
    """An article's place among the copies of its text.

    :param cluster_id: the same for all copies, 16 hexadecimal digits made from the address of the first; an article without copies has
        one too.
    :param first_seen: when the first copy was published, or crawled where it has no date.
    :param copies: how many articles have this text, this one among them.
    :param is_first: whether this is the first, by publication and then by crawl.
    """

    cluster_id: str
    first_seen: datetime | date | None
    copies: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """One member of a cluster, as it is listed."""

    outlet: str | None
    first_seen: datetime | date | None
    title: str | None
    url: str | None


def key_of(article: Article) -> int | None:
    """What an article is known by in the index: its address, hashed; ``None`` without an address."""
    url = article.canonical_url or article.url
    return int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), signed=True) if url else None


def moment_of(article: Article) -> tuple[float, datetime | date | None]:
    """When an article was first seen: in seconds for sorting, and as recorded. A day without a time sorts as its end."""
    when = article.published_at or article.fetched_at
    if when is None:
        return _NEVER, None
    if not isinstance(when, datetime):
        return datetime.combine(when, time.max, WIB).timestamp(), when
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp(), when


class CopyIndex:
    """The index in a file. Readers may use it while one process writes.

    :raises sqlite3.Error: it cannot be opened.
    :raises UsageError: the package that makes the sketches is not installed.
    """

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, timeout=60)
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            # what a crash of the machine may cost here is read again from the article files
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.execute("PRAGMA cache_size=-65536")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error:
            self._db.close()
            raise
        self._prose = lru_cache(maxsize=512)(self._read_prose)

    def __enter__(self) -> CopyIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was not committed is forgotten."""
        self._db.close()

    # reading

    def lookup(self, article: Article) -> Place | None:
        """Where an article stands among its copies; ``None`` when the index does not know it."""
        key = key_of(article)
        row = self._db.execute("SELECT cluster FROM articles WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        query = "SELECT key, first_seen, COUNT(*) OVER () FROM articles WHERE cluster = ? ORDER BY moment, key LIMIT 1"
        first, first_seen, copies = self._db.execute(query, row).fetchone()
        return Place(_name(first), _moment(first_seen), copies, first == key)

    def clusters(self, least: int = 2) -> Iterator[tuple[Place, list[Copy]]]:
        """The clusters of at least so many copies, the largest first, each with its members, the first first."""
        query = "SELECT cluster FROM articles GROUP BY cluster HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, MIN(moment)"
        members = "SELECT key, outlet, first_seen, title, url FROM articles WHERE cluster = ? ORDER BY moment, key"
        for (cluster,) in self._db.execute(query, (least,)):
            rows = self._db.execute(members, (cluster,)).fetchall()
            copies = [Copy(outlet, _moment(first_seen), title, url) for _, outlet, first_seen, title, url in rows]
            yield Place(_name(rows[0][0]), copies[0].first_seen, len(copies), True), copies

    def __len__(self) -> int:
        count: int = self._db.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
        return count

    # writing

    def is_current(self) -> bool:
        """Whether the index was made by the rules and the hashing of now."""
        row = self._db.execute("SELECT algorithm FROM made_by").fetchone()
        if row is None:
            with self._db:
                self._db.execute("INSERT INTO made_by VALUES (?)", (_algorithm(),))
            return True
        return bool(row[0] == _algorithm())

    def files(self) -> dict[str, int]:
        """How many bytes of each article file the index covers."""
        return dict(self._db.execute("SELECT path, size FROM files"))

    def commit(self, path: str, size: int) -> None:
        """Keep what was added, which stands in the first ``size`` bytes of that file."""
        self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path, size))
        self._db.commit()

    def add(self, article: Article) -> bool:
        """Enter an article, or a later revision of it, and find its copies. Kept with the next :meth:`commit`.

        :returns: whether it was new; an article without address or with a revision already known is not.
        """
        key = key_of(article)
        if key is None:
            return False
        known = self._db.execute("SELECT id, revision FROM articles WHERE key = ?", (key,)).fetchone()
        if known and known[1] >= article.revision:
            return False
        torn = self._remove(known[0]) if known else []
        moment, first_seen = moment_of(article)
        prose = read_prose(article.title or "", article.body)
        entered = self._db.execute(
            "INSERT INTO articles (key, cluster, revision, moment, first_seen, outlet, url, title, prose) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?)",
            (key, article.revision, moment, first_seen and first_seen.isoformat(), article.outlet, article.canonical_url or article.url,
             article.title, prose.to_bytes()),
        ).lastrowid  # fmt: skip
        if entered is None:
            return False
        self._place(entered, prose)
        for other in torn:
            self._place(other, self._prose(other))
        return True

    def _remove(self, article: int) -> list[int]:
        """Forget an article; gives back those of its cluster, which may not belong together without it."""
        prose = self._prose(article)
        cluster = self._db.execute("SELECT cluster FROM articles WHERE id = ?", (article,)).fetchone()[0]
        self._db.execute("DELETE FROM articles WHERE id = ?", (article,))
        self._drop_buckets(article, prose)
        rows = self._db.execute("SELECT id FROM articles WHERE cluster = ? ORDER BY id", (cluster,)).fetchall()
        others = [row[0] for row in rows]
        for other in others:
            self._drop_buckets(other, self._prose(other))
            self._db.execute("UPDATE articles SET cluster = id WHERE id = ?", (other,))
        return others

    def _drop_buckets(self, article: int, prose: Prose) -> None:
        rows = [(bucket, article) for bucket in sketch.buckets(prose)]
        self._db.executemany("DELETE FROM buckets WHERE bucket = ? AND article = ?", rows)

    def _place(self, article: int, prose: Prose) -> None:
        self._db.execute("UPDATE articles SET cluster = id WHERE id = ?", (article,))
        if len(prose) < SHORTEST_IDENTICAL:
            return
        buckets = sketch.buckets(prose)
        shared: Counter[int] = Counter()
        query = "SELECT article FROM buckets WHERE bucket = ? ORDER BY article DESC LIMIT ?"
        for bucket in buckets:
            shared.update(row[0] for row in self._db.execute(query, (bucket, LATEST_IN_BUCKET)))
        joined = article
        for other, _ in shared.most_common(COMPARED):
            cluster = self._db.execute("SELECT cluster FROM articles WHERE id = ?", (other,)).fetchone()[0]
            if cluster != joined and is_copy(prose, self._prose(other)):
                self._db.execute("UPDATE articles SET cluster = ? WHERE cluster = ?", (cluster, joined))
                joined = cluster
        self._db.executemany("INSERT OR IGNORE INTO buckets VALUES (?, ?)", [(bucket, article) for bucket in buckets])

    def _read_prose(self, article: int) -> Prose:
        return Prose.from_bytes(self._db.execute("SELECT prose FROM articles WHERE id = ?", (article,)).fetchone()[0])


def _algorithm() -> str:
    return f"{RULES} {sketch.algorithm()}"


def _name(key: int) -> str:
    return f"{key & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def _moment(text: str | None) -> datetime | date | None:
    return parse_iso(text) if text else None
