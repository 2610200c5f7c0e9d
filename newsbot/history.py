"""What earlier runs did, outlet by outlet: the run files' index in ``state.sqlite``, and what was told about them.

The run files are the truth and this is their index: it may be deleted and is made anew from them, and of a run whose file is
deleted it knows nothing either. Only what was told to people is kept nowhere else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from newsbot.process_marks import is_gone
from newsbot.runs import RUNNING, OutletRun
from newsbot.storage import RUNS, STATE

KILLED = "killed"
"""The verdict of a run that ended without a word: its process is gone, or a later run of the outlet has begun."""

BACKLOG_DAYS = 8
"""A run that asks for days further back than this gathers an archive, and says nothing about an outlet's pace."""

MOST_RUNS = 2000
"""So many runs of an outlet are read at the most, the latest ones."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run_files (
    name TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL, fault TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outlet_runs (
    outlet TEXT NOT NULL, started_at REAL NOT NULL, file TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (outlet, started_at, file)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS outlet_runs_by_file ON outlet_runs (file);
CREATE TABLE IF NOT EXISTS told (outlet TEXT PRIMARY KEY, state TEXT NOT NULL, since REAL NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class PastRun:
    """One outlet's part of a run as its file tells it. ``ended_at`` is ``None`` while it runs, and when it was killed."""

    run_id: str
    started_at: datetime
    ended_at: datetime | None
    options: Mapping[str, Any]
    replay: bool
    counts: OutletRun

    @property
    def verdict(self) -> str:
        """The run's own, or :data:`KILLED`."""
        return self.counts.verdict

    @property
    def is_comparable(self) -> bool:
        """Whether it read all there was: an extract of the paper, an archive or saved pages tell nothing about its pace."""
        return not self.replay and reads_all(self.options, self.counts, self.started_at)

    @property
    def is_scheduled(self) -> bool:
        """Whether it asked the outlet itself what is new, be it of one section."""
        return not self.replay and not self.options.get("urls")


def reads_all(options: Mapping[str, Any], counts: OutletRun, started_at: datetime) -> bool:
    """Whether a run with these options read all that was new. A limit that was not reached left nothing out."""
    if any(options.get(name) for name in ("urls", "keyword", "section")):
        return False
    limit = options.get("limit")
    if isinstance(limit, int) and counts.kept >= limit:
        return False
    since, until = _day(options.get("since")), _day(options.get("until"))
    today = started_at.date()
    # the day in Indonesia may be a day ahead or behind
    if until is not None and until < today:
        return False
    return since is None or since >= today - timedelta(days=BACKLOG_DAYS)


class History:
    """The runs in a data folder.

    Where ``state.sqlite`` is missing, damaged or cannot be written, the run files are read into memory instead, and
    ``trouble`` says so.

    :param folder: the data folder.
    :param keep: make ``state.sqlite`` when it is missing.
    """

    def __init__(self, folder: Path, *, keep: bool = True) -> None:
        self._folder = folder
        self.trouble: str | None = None
        path = folder / STATE
        try:
            self._open(str(path) if path.exists() or (keep and folder.is_dir()) else ":memory:")
        except sqlite3.Error as error:
            self.trouble = f"{path}: cannot be used ({error}): the run files were read instead"
            self._open(":memory:")

    def __enter__(self) -> History:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def _open(self, path: str) -> None:
        self._db = sqlite3.connect(path, timeout=60)
        try:
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)
            self._refresh()
        except sqlite3.Error:
            self._db.close()
            raise

    def _refresh(self) -> None:
        known = {row[0]: row[1:] for row in self._db.execute("SELECT name, size, changed FROM run_files")}
        found: dict[str, tuple[int, int]] = {}
        for path in (self._folder / RUNS).glob("*.json"):
            try:
                stat = path.stat()
            except OSError:
                continue
            found[path.name] = (stat.st_size, stat.st_mtime_ns)
        changed = [name for name, size_and_time in found.items() if known.get(name) != size_and_time]
        gone = [name for name in known if name not in found]
        if not changed and not gone:
            return
        with self._db:
            for name in (*changed, *gone):
                self._db.execute("DELETE FROM outlet_runs WHERE file = ?", (name,))
                self._db.execute("DELETE FROM run_files WHERE name = ?", (name,))
            for name in changed:
                fault = self._enter(name)
                self._db.execute("INSERT OR REPLACE INTO run_files VALUES (?, ?, ?, ?)", (name, *found[name], fault))

    def _enter(self, name: str) -> str | None:
        """Read a run file; the answer is what is wrong with it."""
        try:
            record = json.loads((self._folder / RUNS / name).read_bytes())
            shared = {
                "run_id": record["run_id"],
                "options": record.get("options"),
                "replay": bool(record.get("replay")),
            }
            rows = []
            for outlet, part in record["outlets"].items():
                started_at = datetime.fromisoformat(part["started_at"]).timestamp()
                row = {**{key: value for key, value in part.items() if key != "stats"}, **shared}
                _past_run(outlet, row)
                rows.append((outlet, started_at, name, json.dumps(row)))
            self._db.executemany("INSERT OR REPLACE INTO outlet_runs VALUES (?, ?, ?, ?)", rows)
        except OSError as error:
            return error.strerror or str(error)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
            return f"{type(error).__name__}: {error}"[:200]
        return None

    @property
    def damaged(self) -> dict[str, str]:
        """Run files that cannot be read, and why."""
        return dict(self._db.execute("SELECT name, fault FROM run_files WHERE fault IS NOT NULL ORDER BY name"))

    def outlets(self) -> list[str]:
        """Keys of the outlets that any run was about."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT outlet FROM outlet_runs ORDER BY outlet")]

    def runs(self, outlet: str, since: datetime | None = None) -> list[PastRun]:
        """Runs of an outlet, the latest last; of those that say they run, the ones that cannot are killed.

        :param since: none that began earlier.
        """
        rows = self._db.execute(
            "SELECT record FROM outlet_runs WHERE outlet = ? AND started_at >= ? ORDER BY started_at DESC LIMIT ?",
            (outlet, since.timestamp() if since else 0.0, MOST_RUNS),
        )
        runs = []
        for number, (text,) in enumerate(rows):
            record = json.loads(text)
            run = _past_run(outlet, record)
            if run.verdict == RUNNING and (number > 0 or is_gone(record.get("process"))):
                run.counts.verdict = KILLED
                run.counts.troubles = ["killed: the process ended without a word"]
            runs.append(run)
        return runs[::-1]

    def told(self) -> dict[str, tuple[str, datetime]]:
        """The state of each outlet that people were told last, and since when it holds."""
        rows = self._db.execute("SELECT outlet, state, since FROM told")
        return {outlet: (state, datetime.fromtimestamp(since, UTC)) for outlet, state, since in rows}

    def tell(self, states: Iterable[tuple[str, str, datetime]]) -> None:
        """Remember what people were told: outlet, state, since when."""
        with self._db:
            rows = ((outlet, state, since.timestamp()) for outlet, state, since in states)
            self._db.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", rows)


def _past_run(outlet: str, record: Mapping[str, Any]) -> PastRun:
    options = record.get("options")
    return PastRun(
        run_id=str(record["run_id"]),
        started_at=_moment(record["started_at"]),
        ended_at=_moment(record["ended_at"]) if record.get("ended_at") else None,
        options=options if isinstance(options, dict) else {},
        replay=record["replay"],
        counts=OutletRun.from_record(outlet, record),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
