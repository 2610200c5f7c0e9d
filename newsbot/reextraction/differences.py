"""What today's rules would change in the lines that are stored, field by field, before anything is written."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsbot import outlets
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
CREATE TABLE refused (key INTEGER, kind TEXT);
"""


class Differences:
    """Compares articles with the stored lines of the same stories.

    Each is compared with the line that was made from the same fetch, where it is stored, and else with the latest revision.
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
        self._db.execute("CREATE INDEX by_key ON stored (key)")

    def close(self) -> None:
        """Throw the index away."""
        self._db.close()
        self._scratch.cleanup()

    def compare(self, line: str) -> None:
        """Write to standard output what is different in the stored line of that story."""
        new = json.loads(line)
        keys = _keys(new)
        old = self._stored(keys, new.get("fetched_at"))
        self._db.executemany("DELETE FROM refused WHERE key = ?", ((key,) for key in keys))
        if old is None:
            self.counts["not stored"] += 1
            sys.stdout.write(f"{_address(new)}\n    not stored\n")
            return
        changed = [name for name in new if name not in OF_THE_RUN and new[name] != old.get(name)]
        self.counts["changed" if changed else "unchanged"] += 1
        for name in changed:
            self._fields[(new.get("outlet") or "(no outlet)", name)] += 1
        shown = [name for name in changed if name not in DERIVED]
        if shown:
            rows = "".join(f"    {name}: {_pair(old.get(name), new[name])}\n" for name in shown)
            sys.stdout.write(f"{_address(new)}\n{rows}")

    def refuse(self, keys: tuple[int, ...], kind: str) -> None:
        """Remember that there is no article at an address; another fetch may hold it."""
        if any(self._db.execute("SELECT 1 FROM stored WHERE key = ? LIMIT 1", (key,)).fetchone() for key in keys):
            self._db.executemany("INSERT INTO refused VALUES (?, ?)", ((key, kind) for key in keys))

    def end(self) -> None:
        """Write what would be refused, and the counts by outlet and field."""
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

    def _stored(self, keys: tuple[int, ...], fetched: str | None) -> dict[str, Any] | None:
        marks = ",".join("?" * len(keys))
        query = f"SELECT file, offset FROM stored WHERE key IN ({marks}) ORDER BY fetched = ? DESC, revision DESC, fetched DESC LIMIT 1"  # noqa: S608
        row = self._db.execute(query, (*keys, fetched or "")).fetchone()
        return self._line(*row) if row else None

    def _line(self, file: int, offset: int) -> dict[str, Any]:
        with self._files[file].open("rb") as lines:
            lines.seek(offset)
            record: dict[str, Any] = json.loads(lines.readline())
        return record


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
