"""Lines that appear whole or not at all, written so that an interrupted run goes on where it was.

Beside the output stand, until it is whole, ``<name>.part`` with the lines so far and ``<name>.part.sqlite`` with what they are made
from: how far the archives are read, what was counted, which stories have a line. A checkpoint makes the lines durable first.
"""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from newsbot.durable_files import write_all
from newsbot.errors import NewsbotError

_MOST_BUFFERED = 4 << 20


class Output:
    """Where lines go, and the notebook that remembers how far they are.

    :param path: a file, gzipped when it ends in ``.gz``; ``None`` for standard output, which cannot go on.
    :param job: what is to be done, in words; notes of another job are thrown away.
    :raises NewsbotError: the files cannot be written, or another process is writing them.
    """

    def __init__(self, path: Path | None, job: str) -> None:
        self.path = path
        self.resumed = False
        self._buffer: list[bytes] = []
        self._buffered = 0
        self._length = 0
        self._scratch = tempfile.TemporaryDirectory() if path is None else None
        self._part = path.with_name(f"{path.name}.part") if path else None
        self._notes = (
            path.with_name(f"{path.name}.part.sqlite")
            if path
            else Path(str(self._scratch and self._scratch.name)) / "notes"
        )
        try:
            self.notebook = self._open_notebook()
            self.state = self._read_state(job)
            self._file = self._open_part()
        except (OSError, sqlite3.Error) as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise NewsbotError(f"another newsbot scrape is writing {path}") from None
            raise NewsbotError(f"{path} cannot be written: {getattr(error, 'strerror', None) or error}") from None

    def write(self, line: str) -> None:
        """Write a line; it is durable after the next :meth:`checkpoint`."""
        data = line.encode("utf-8", "replace") + b"\n"
        self._buffer.append(data)
        self._buffered += len(data)
        if self._buffered >= _MOST_BUFFERED:
            self._flush()

    def checkpoint(self, state: dict[str, Any]) -> None:
        """Make lines and notes durable.

        :param state: what to find as ``state`` when the job is taken up again.
        :raises NewsbotError: the disk did not take them.
        """
        self._flush()
        if self.path is None:
            return
        try:
            os.fsync(self._file)
            self._note("state", json.dumps(state | {"length": self._length}))
            self.notebook.execute("COMMIT")
            self.notebook.execute("BEGIN IMMEDIATE")
        except (OSError, sqlite3.Error) as error:
            raise NewsbotError(f"{self.path} cannot be written: {error}") from None

    def finish(self) -> None:
        """Put the output in its place and throw the notes away.

        :raises NewsbotError: it could not be put there.
        """
        self._flush()
        if self._part is not None and self.path is not None:
            try:
                if self._length == 0 and self.path.suffix == ".gz":
                    # without lines it is still a file that can be unpacked
                    write_all(self._file, gzip.compress(b""))
                os.fsync(self._file)
                os.close(self._file)
                self._file = -1
                self._part.replace(self.path)
            except OSError as error:
                raise NewsbotError(f"{self.path} cannot be written: {error.strerror or error}") from None
            self.notebook.close()
            with suppress(OSError):
                self._notes.unlink()
                self._notes.with_name(f"{self._notes.name}-journal").unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the files; what was not checkpointed will be done again."""
        self.notebook.close()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        if self._scratch is not None:
            self._scratch.cleanup()

    def _flush(self) -> None:
        data = b"".join(self._buffer)
        self._buffer, self._buffered = [], 0
        if self.path is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return
        if not data:
            return
        if self.path.suffix == ".gz":
            data = gzip.compress(data, 6)
        try:
            write_all(self._file, data)
        except OSError as error:
            raise NewsbotError(f"{self.path} cannot be written: {error.strerror or error}") from None
        self._length += len(data)

    def _open_notebook(self) -> sqlite3.Connection:
        notebook = sqlite3.connect(self._notes, timeout=0, isolation_level=None)
        try:
            # held as long as the file is open: two processes never write one output
            notebook.execute("PRAGMA locking_mode=EXCLUSIVE")
            notebook.execute("PRAGMA journal_mode=TRUNCATE")
            notebook.execute("BEGIN EXCLUSIVE")
            notebook.execute("CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT)")
        except sqlite3.DatabaseError as error:
            notebook.close()
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
            self._notes.unlink()
            return self._open_notebook()
        return notebook

    def _read_state(self, job: str) -> dict[str, Any]:
        notes = dict(self.notebook.execute("SELECT name, value FROM notes").fetchall())
        state: dict[str, Any] = json.loads(notes.get("state", "{}"))
        length = state.get("length", 0)
        if (
            notes.get("job") == job
            and state
            and self._part is not None
            and self._part.is_file()
            and self._part.stat().st_size >= length
        ):
            self.resumed = True
            self._length = length
            return state
        for (table,) in self.notebook.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table != "notes":
                self.notebook.execute(f'DROP TABLE "{table}"')
        self.notebook.execute("DELETE FROM notes")
        self._note("job", job)
        return {}

    def _open_part(self) -> int:
        if self._part is None:
            return -1
        file = os.open(self._part, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        os.ftruncate(file, self._length)
        return file

    def _note(self, name: str, value: str) -> None:
        self.notebook.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))
