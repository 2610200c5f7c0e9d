"""Which of the articles found in archives become lines: one a story and revision, with the parts of a story joined.

Archives hold a story as often as it was fetched, under every address it goes by, and its parts in any order. What waits and what
is known stands in the output's notebook, so that memory stays flat.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

from newsbot.items import Article, Pages
from newsbot.joining import adds_to, join_parts
from newsbot.reextraction.shares import Found
from newsbot.stories import MAX_PARTS

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS kept (key INTEGER PRIMARY KEY, address INTEGER, content TEXT, moment INTEGER, revision INTEGER)",
    "CREATE TABLE IF NOT EXISTS parts (n INTEGER PRIMARY KEY, key INTEGER, address INTEGER, following INTEGER, walked INTEGER, "
    "part INTEGER, moment INTEGER, used INTEGER DEFAULT 0, found TEXT)",
    "CREATE INDEX IF NOT EXISTS parts_by_address ON parts (address)",
    "CREATE INDEX IF NOT EXISTS parts_by_following ON parts (following)",
    "CREATE INDEX IF NOT EXISTS parts_by_key ON parts (key, part)",
)


class Stories:
    """Decides what becomes a line.

    A story is a line again, with the next ``revision``, when the same address was fetched later and title or text had changed.
    A page that is, or may be, one part of several waits for the end, when all parts there are have been met.

    :param notebook: where to keep what is known; may hold it already.
    :param counts: ``duplicates``, ``revisions`` and ``parts`` are counted there.
    :param is_wanted: whether an article is a line although it is none by these rules.
    """

    def __init__(
        self,
        notebook: sqlite3.Connection,
        counts: Counter[str],
        is_wanted: Callable[[Found], bool] = lambda _found: False,
    ) -> None:
        self._db = notebook
        self._counts = counts
        self._is_wanted = is_wanted
        for statement in _SCHEMA:
            notebook.execute(statement)

    def offer(self, found: Found) -> str | None:
        """The line to write for an article, or ``None``."""
        if found.walked or found.part > 1 or found.parts != found.read:
            self._db.execute(
                "INSERT INTO parts (key, address, following, walked, part, moment, found) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    found.keys[0],
                    found.address,
                    found.following,
                    found.walked,
                    found.part,
                    found.moment,
                    json.dumps(asdict(found)),
                ),
            )
            return None
        return self._keep(found)

    def rest(self) -> Iterator[str]:
        """The lines of the stories in parts, once all archives are read."""
        query = "SELECT n FROM parts WHERE used = 0 AND walked AND address NOT IN (SELECT following FROM parts WHERE following IS NOT NULL) ORDER BY n"
        yield from self._joined(query)
        # first pages that are linked to as well, in a circle of parts
        yield from self._joined("SELECT n FROM parts WHERE used = 0 AND walked ORDER BY n")
        yield from self._joined("SELECT n FROM parts WHERE used = 0 AND part = 1 ORDER BY n")
        # parts whose first page is in no archive
        yield from self._joined("SELECT n FROM parts WHERE used = 0 ORDER BY part, n")

    def _joined(self, heads: str) -> Iterator[str]:
        for (n,) in self._db.execute(heads).fetchall():
            row = self._db.execute("SELECT found FROM parts WHERE n = ? AND used = 0", (n,)).fetchone()
            if row is None:
                continue
            self._use(n)
            found = _read(row[0])
            line = self._keep(self._walk(found) if found.walked else self._count_up(found), joined=True)
            if line is not None:
                yield line

    def _walk(self, head: Found) -> Found:
        """The parts of a story as a crawl walks them, from link to link."""
        parts, visited, link = [_article(head)], {head.address}, head.following
        complete = True
        while link is not None and link not in visited and len(parts) < MAX_PARTS:
            part = self._nearest("address = ?", (link,), head.moment)
            if part is None:
                complete = False
                break
            article = _article(part)
            if not adds_to(parts, article):
                break
            parts.append(article)
            visited.add(part.address)
            link = part.following
        return _joined(head, parts, complete)

    def _count_up(self, head: Found) -> Found:
        """The parts of a story whose addresses number them."""
        parts = [_article(head)]
        number = head.part
        while number < (head.parts or MAX_PARTS):
            number += 1
            part = self._nearest("key = ? AND part = ? AND NOT walked", (head.keys[0], number), head.moment)
            if part is None:
                break
            parts.append(_article(part))
        return _joined(head, parts, head.part == 1)

    def _nearest(self, where: str, values: tuple[int, ...], moment: int) -> Found | None:
        """Of that part's fetches the one nearest in time."""
        query = f"SELECT n, found FROM parts WHERE {where} ORDER BY ABS(moment - ?) LIMIT 1"  # noqa: S608 - no value is in it
        row = self._db.execute(query, (*values, moment)).fetchone()
        if row is None:
            return None
        self._use(row[0])
        self._counts["parts"] += 1
        return _read(row[1])

    def _use(self, n: int) -> None:
        self._db.execute("UPDATE parts SET used = 1 WHERE n = ?", (n,))

    def _keep(self, found: Found, *, joined: bool = False) -> str | None:
        known = None
        for key in found.keys:
            known = self._db.execute(
                "SELECT address, content, moment, revision FROM kept WHERE key = ?", (key,)
            ).fetchone()
            if known is not None:
                break
        revision, line = 1, found.line
        if known is not None:
            address, content, moment, revision = known
            is_newer = found.address == address and found.moment > moment and found.content != content
            if not is_newer or (joined and not json.loads(line)["is_complete"]):
                if self._is_wanted(found):
                    self._counts["articles"] += 1
                    return line
                self._counts["duplicates"] += 1
                return None
            revision += 1
            self._counts["revisions"] += 1
            line = _with_revision(line, revision)
        self._counts["articles"] += 1
        row = (found.address, found.content, found.moment, revision)
        self._db.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", ((key, *row) for key in found.keys))
        return line


def _joined(head: Found, parts: list[Article], complete: bool) -> Found:
    article = join_parts(parts) if len(parts) > 1 else parts[0]
    if not complete:
        article.pages = Pages(len(parts), max(article.pages.total or 0, len(parts) + 1))
        article.is_complete = False
    return replace(head, line=article.to_json(), content=article.content_hash)


def _with_revision(line: str, revision: int) -> str:
    record = json.loads(line)
    record["revision"] = revision
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _read(text: str) -> Found:
    values = json.loads(text)
    return Found(**values | {"keys": tuple(values["keys"])})


def _article(found: Found) -> Article:
    return Article.from_dict(json.loads(found.line))
