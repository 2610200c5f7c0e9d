"""JSON Lines, as the store has them, and JSON: one array, written as it grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

from newsbot.export.columns import Column
from newsbot.fast_json import dumps
from newsbot.records import Record


class JsonLinesWriter:
    """One object a line."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        self.notes: list[str] = []
        self._file = file
        self._columns = [(column.name, column.value) for column in columns]

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""
        self._file.write(b"".join(self._object(record) + b"\n" for record in records))

    def close(self) -> None:
        """Nothing belongs at the end."""

    def _object(self, record: Record) -> bytes:
        return dumps({name: value(record) for name, value in self._columns})


class JsonArrayWriter(JsonLinesWriter):
    """One array, one object a line in it."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        super().__init__(file, columns)
        self._between = b"[\n"

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""
        for record in records:
            self._file.write(self._between + self._object(record))
            self._between = b",\n"

    def close(self) -> None:
        """End the array."""
        self._file.write(b"[]\n" if self._between == b"[\n" else b"\n]\n")
