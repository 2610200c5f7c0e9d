"""What today's rules would change in the lines that are stored, field by field, before anything is written."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newsbot import outlets
from newsbot.reextraction.shares import Found
from newsbot.seen import story_keys
from newsbot.stored_lines import ARTICLES, article_files
from newsbot.terminal import one_line

OF_THE_RUN = frozenset(("fetched_at", "run_id", "revision", "changed", "extractor_version", "schema_version"))
"""Fields that say when and by what a line was made."""

DERIVED = frozenset(("provenance", "word_count", "content_hash"))
"""Fields that follow from others: counted, and not shown."""

_SHOWN = 60
_SCHEMA = """
CREATE TABLE stored (key INTEGER, fetched TEXT, revision INTEGER, file INTEGER, offset INTEGER);
CREATE INDEX by_key ON stored (key);
CREATE TABLE refused (key INTEGER, kind TEXT);
CREATE TABLE read_again (key INTEGER, file INTEGER, offset INTEGER, content TEXT);
CREATE INDEX read_again_by_key ON read_again (key);
CREATE TABLE other_fetches (n INTEGER PRIMARY KEY, line TEXT);
"""


class Differences:
    """Compares articles with the stored lines of the same stories.

    Each is compared with the line that was made from the same fetch. Fetches without a line of their own are judged at the end,
    when it is known what today's rules make of the stored ones: a text that one of these has too was fetched again without
    change, and any other is a revision that is not stored, as a kill leaves it. Where the archives hold none of the fetches that
    were stored, as those of other crawlers do, the page itself has to say whether it is the revision that stood at its time.
    Memory holds no articles: an index on disk says where each line begins.

    :param folder: the data folder.
    :param wanted: keys of outlets whose lines count; empty for all.
    """

    def __init__(self, folder: Path, wanted: frozenset[str]) -> None:
        self.counts: Counter[str] = Counter()
        self._fields: Counter[tuple[str, str]] = Counter()
        self._scratch = tempfile.TemporaryDirectory()
        self._db = sqlite3.connect(Path(self._scratch.name) / "index", isolation_level=None)
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)
        self._files = [
            file
            for file in article_files(folder)
            if not wanted or file.parent.name in wanted or not (folder / ARTICLES).is_dir()
        ]
        self._db.execute("BEGIN")
        for number, file in enumerate(self._files):
            self._db.executemany("INSERT INTO stored VALUES (?, ?, ?, ?, ?)", _index(number, file))

    def close(self) -> None:
        """Throw the index away."""
        self._db.close()
        self._scratch.cleanup()

    def is_of_a_line(self, found: Found) -> bool:
        """Whether a line was made from that fetch and was not compared yet."""
        fetched = json.loads(found.line).get("fetched_at")
        rows = self._rows(found.keys, "AND fetched = ?", (fetched,)) if fetched else []
        return any(not self._was_read_again(*row) for row in rows)

    def compare(self, line: str) -> None:
        """Write to standard output what is different in the line that was stored of the same fetch; others wait for the end."""
        new = json.loads(line)
        keys = _keys(new)
        self._db.executemany("DELETE FROM refused WHERE key = ?", ((key,) for key in keys))
        if not self._rows(keys):
            self._not_stored(new, "")
            return
        fetched = new.get("fetched_at")
        own = self._rows(keys, "AND fetched = ?", (fetched,)) if fetched else []
        if not own:
            self._db.execute("INSERT INTO other_fetches (line) VALUES (?)", (line,))
            return
        rows = ((key, *own[0], new.get("content_hash")) for key in keys)
        self._db.executemany("INSERT INTO read_again VALUES (?, ?, ?, ?)", rows)
        self._show(self._line(*own[0]), new)

    def refuse(self, keys: tuple[int, ...], kind: str) -> None:
        """Remember that there is no article at an address; another fetch may hold it."""
        if any(self._db.execute("SELECT 1 FROM stored WHERE key = ? LIMIT 1", (key,)).fetchone() for key in keys):
            self._db.executemany("INSERT INTO refused VALUES (?, ?)", ((key, kind) for key in keys))

    def end(self) -> None:
        """Write what is not stored and what would be refused, and the counts by outlet and field."""
        for (line,) in self._db.execute("SELECT line FROM other_fetches ORDER BY n"):
            self._judge(json.loads(line))
        refused: dict[tuple[int, int], str] = {}
        query = "SELECT file, offset, kind FROM refused JOIN stored USING (key) ORDER BY file, offset"
        for file, offset, kind in self._db.execute(query):
            refused[(file, offset)] = kind
        for (file, offset), kind in refused.items():
            self.counts["refused"] += 1
            sys.stdout.write(
                f"{_address(self._line(file, offset))}\n    stored, and refused today: {kind.replace('_', ' ')}\n"
            )
        if self._fields:
            width = max(len(outlet) for outlet, _ in self._fields)
            sys.stdout.write("\n")
            for (outlet, name), count in sorted(self._fields.items(), key=lambda item: (item[0][0], -item[1])):
                sys.stdout.write(f"{one_line(outlet):{width}}  {name:18}  {count}\n")
        names = ("unchanged", "changed", "not stored", "refused")
        sys.stdout.write(", ".join(f"{self.counts[name]} {name}" for name in names) + "\n")

    def _judge(self, new: dict[str, Any]) -> None:
        """A fetch of a stored story without a line of its own."""
        keys = _keys(new)
        marks = ",".join("?" * len(keys))
        query = f"SELECT content FROM read_again WHERE key IN ({marks})"  # noqa: S608 - no value is in it
        texts = {text for (text,) in self._db.execute(query, keys)}
        if new.get("content_hash") in texts:
            return
        lines = [self._line(*row) for row in self._rows(keys)]
        stood = _revision_of(new, lines)
        if texts or not _may_be_one(stood, new):
            names = [name for name in _changed(stood, new) if name not in DERIVED]
            fetched = f", fetched {new['fetched_at']}" if new.get("fetched_at") else ""
            told = f" (revision {stood.get('revision') or 1} differs in {', '.join(names)}{fetched})"
            self._not_stored(new, told)
        else:
            self._show(stood, new)

    def _not_stored(self, new: dict[str, Any], told: str) -> None:
        self.counts["not stored"] += 1
        sys.stdout.write(f"{_address(new)}\n    {one_line(f'not stored{told}')}\n")

    def _show(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        changed = _changed(old, new)
        self.counts["changed" if changed else "unchanged"] += 1
        for name in changed:
            self._fields[(new.get("outlet") or "(no outlet)", name)] += 1
        shown = [name for name in changed if name not in DERIVED]
        if shown:
            rows = "".join(f"    {name}: {_pair(old.get(name), new[name])}\n" for name in shown)
            sys.stdout.write(f"{_address(new)}\n{rows}")

    def _rows(self, keys: Sequence[int], where: str = "", values: Sequence[Any] = ()) -> list[tuple[int, int]]:
        """Where the lines of a story stand, the earliest fetch first."""
        marks = ",".join("?" * len(keys))
        query = f"SELECT DISTINCT file, offset FROM stored WHERE key IN ({marks}) {where} ORDER BY fetched, revision"  # noqa: S608 - no value is in it
        return self._db.execute(query, (*keys, *values)).fetchall()

    def _was_read_again(self, file: int, offset: int) -> bool:
        query = "SELECT 1 FROM read_again WHERE file = ? AND offset = ? LIMIT 1"
        return self._db.execute(query, (file, offset)).fetchone() is not None

    def _line(self, file: int, offset: int) -> dict[str, Any]:
        with self._files[file].open("rb") as lines:
            lines.seek(offset)
            record: dict[str, Any] = json.loads(lines.readline())
        return record


def _changed(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [name for name in new if name not in OF_THE_RUN and new[name] != old.get(name)]


def _revision_of(new: dict[str, Any], lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Of a story's lines, the earliest fetch first, the one with the same text, or else the one that stood at that fetch."""
    same = [line for line in lines if line.get("content_hash") == new.get("content_hash")]
    fetched = new.get("fetched_at")
    before = [line for line in lines if not fetched or str(line.get("fetched_at") or "") <= fetched]
    return (same or before or lines[:1])[-1]


def _may_be_one(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a page may be the revision of a stored line, so that rules explain what is different."""
    if old.get("content_hash") == new.get("content_hash"):
        return True
    if old.get("modified_at") and new.get("modified_at"):
        return bool(old["modified_at"] == new["modified_at"])
    return bool(old.get("extractor_version") != new.get("extractor_version"))


def _index(number: int, file: Path) -> Iterator[tuple[int, str, int, int, int]]:
    offset = 0
    with file.open("rb") as lines:
        for line in lines:
            record = _record(line)
            if record is not None:
                for key in _keys(record):
                    yield key, str(record.get("fetched_at") or ""), int(record.get("revision") or 1), number, offset
            offset += len(line)


def _record(line: bytes) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) and isinstance(record.get("url"), str) else None


def _keys(record: dict[str, Any]) -> tuple[int, ...]:
    known = outlets.for_url(record.get("url") or "")
    return story_keys(record.get("canonical_url") or record.get("url") or "", known, record.get("article_id"))


def _address(record: dict[str, Any]) -> str:
    return one_line(str(record.get("canonical_url") or record.get("url") or ""))


def _pair(old: Any, new: Any) -> str:
    before, after = _words(old), _words(new)
    start = 0
    if len(before) > _SHOWN or len(after) > _SHOWN:
        # of long texts, where they part
        same = next(
            (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
        )
        start = max(0, same - _SHOWN // 3)
    return f"{_short(before, start)} → {_short(after, start)}"


def _short(text: str, start: int) -> str:
    return f"{'…' if start else ''}{text[start : start + _SHOWN]}{'…' if len(text) > start + _SHOWN else ''}"


def _words(value: Any) -> str:
    return one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)) or '""'
