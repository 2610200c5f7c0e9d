"""A folder of Parquet files for data lakes, one sub-folder a value: ``outlet=kompas/date=2026-11-18/part-0.parquet``.

The layout is Hive's, which Spark, DuckDB, polars and pyarrow read. Records wait in memory until there are too many; then the largest
partitions are written, each as one whole file, so that any number of partitions needs one open file.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha1
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import quote

from newsbot.errors import UsageError
from newsbot.export.columns import Column
from newsbot.export.destination import (
    DestinationError,
    filesystem,
    is_remote,
    is_remote_error,
    local_path,
    reason_of,
    unfinished,
    whole_file,
)
from newsbot.export.moments import day_of
from newsbot.export.writers.parquet import ParquetWriter
from newsbot.records import Record

NULL = "__HIVE_DEFAULT_PARTITION__"
"""What Hive calls the partition of what is not known. Spark, DuckDB, polars and pyarrow read it as null; pandas 3 stumbles over it."""

MARKER = ".newsbot-export"
"""The file that says who made a folder. It is hidden and empty: readers of Parquet pass over hidden files, polars over empty ones."""

LONGEST_NAME = 255
"""Bytes in the name of a folder, on Linux's and other file systems."""

HELD_BYTES = 192 * 1024 * 1024
"""About how much text waits in memory at most."""

_RECORD_BYTES = 2_000
"""About what a record takes beside its body."""


def _day_part(length: int) -> Callable[[Record], str | None]:
    def part(record: Record) -> str | None:
        day = day_of(record["published_at"])
        return day.isoformat()[length - 2 if length == 7 else 0 : length] if day else None

    return part


KEYS: dict[str, Callable[[Record], str | None]] = {
    "outlet": lambda record: record["outlet"],
    "kind": lambda record: record["kind"],
    "section": lambda record: record["section"],
    "language": lambda record: record["language"],
    "date": _day_part(10),
    "year": _day_part(4),
    "month": _day_part(7),
}
"""What a folder can be partitioned by; ``date``, ``year`` and ``month`` are those of the day of publication at the outlet."""


def write_partitions(records: Iterable[Record], output: str, columns: Sequence[Column], keys: Sequence[str]) -> int:
    """Write the records under a folder and return how many there were.

    On disk the folder appears whole or not at all, and replaces one that an earlier export made. At a remote address new files
    are written beside those of an earlier export, which are removed at the end; after an error the new ones are. What newsbot did
    not make, as :data:`MARKER` tells, is never replaced. A value too long for a folder's name is cut, with a hash behind.

    :raises UsageError: a key is none of :data:`KEYS`, or the folder holds something else than an export.
    """
    if unknown := [key for key in keys if key not in KEYS]:
        raise UsageError(f"no partition {unknown[0]!r}: there are {', '.join(KEYS)}")
    kept = [column for column in columns if column.name not in keys]
    if not kept:
        raise UsageError("no column is left to write beside the partitions")
    write = _write_remote if is_remote(output) else _write_local
    return write(records, output.rstrip("/"), kept, keys)


def _write_local(records: Iterable[Record], output: str, columns: Sequence[Column], keys: Sequence[str]) -> int:
    place = local_path(output)
    if place.exists() and not _is_export(place):
        raise UsageError(f"{place} holds something else than partitions that newsbot wrote: name another folder")
    token = token_hex(4)
    try:
        part = unfinished(place)
    except OSError as error:
        raise DestinationError(f"{place} cannot be written: {error.strerror or error}") from None
    old = part.with_suffix(".old")
    try:
        part.mkdir()
        (part / MARKER).touch()
        count = _Partitions(str(part), columns, keys, token).write(records)
        if place.exists():
            place.rename(old)
        part.rename(place)
    except OSError as error:
        raise DestinationError(f"{place} cannot be written: {error.strerror or error}") from None
    finally:
        if old.exists() and not place.exists():
            old.rename(place)
        for folder in (part, old):
            shutil.rmtree(folder, ignore_errors=True)
    return count


def _is_export(place: Path) -> bool:
    if not place.is_dir():
        return False
    files = [path.relative_to(place) for path in place.rglob("*") if not path.is_dir()]
    if not files and not any(place.iterdir()):
        return True
    return Path(MARKER) in files and all(
        file == Path(MARKER) or (file.suffix == ".parquet" and len(file.parts) > 1 and "=" in file.parts[0])
        for file in files
    )


def _write_remote(records: Iterable[Record], output: str, columns: Sequence[Column], keys: Sequence[str]) -> int:
    system, path = filesystem(output)
    partitions = _Partitions(output, columns, keys, token_hex(4))
    try:
        earlier = _files(system, path)
        marker = f"{path.rstrip('/')}/{MARKER}"
        _refuse_strange(earlier, marker, output)
        if not earlier:
            partitions.files.append(f"{output}/{MARKER}")
            system.pipe_file(marker, b"")
        count = partitions.write(records)
        if replaced := [file for file in earlier if file != marker]:
            system.rm(replaced)
    except BaseException as error:
        for made in partitions.files:
            with suppress(Exception):
                system.rm(system._strip_protocol(made))
        if not is_remote_error(error):
            raise
        raise DestinationError(f"{output} cannot be written: {reason_of(error)}") from None
    return count


def _refuse_strange(earlier: Sequence[str], marker: str, output: str) -> None:
    strange = [file for file in earlier if file != marker and not file.endswith(".parquet")]
    if strange or (earlier and marker not in earlier):
        raise UsageError(
            f"{output} holds something else than partitions that newsbot wrote "
            f"({Path((strange or earlier)[0]).name}): name another folder"
        )


def _files(system: Any, path: str) -> list[str]:
    try:
        return sorted(system.find(path))
    except FileNotFoundError:
        return []


class _Partitions:
    """The records that wait, by partition."""

    def __init__(self, root: str, columns: Sequence[Column], keys: Sequence[str], token: str) -> None:
        self.files: list[str] = []
        self._root = root
        self._columns = columns
        self._keys = keys
        self._token = token
        self._waiting: dict[str, list[Record]] = {}
        self._sizes: dict[str, int] = {}
        self._held = 0

    def write(self, records: Iterable[Record]) -> int:
        """Write all records and return how many there were."""
        count = 0
        for record in records:
            count += 1
            folder = "/".join(_folder(key, KEYS[key](record)) for key in self._keys)
            size = len(record["body"]) + _RECORD_BYTES
            self._waiting.setdefault(folder, []).append(record)
            self._sizes[folder] = self._sizes.get(folder, 0) + size
            self._held += size
            if self._held > HELD_BYTES:
                for largest in sorted(self._sizes, key=self._sizes.__getitem__, reverse=True):
                    self._flush(largest)
                    if self._held <= HELD_BYTES // 2:
                        break
        for folder in list(self._waiting):
            self._flush(folder)
        return count

    def _flush(self, folder: str) -> None:
        target = f"{self._root}/{folder}/part-{self._token}-{len(self.files)}.parquet"
        if not is_remote(target):
            Path(target).parent.mkdir(parents=True, exist_ok=True)
        self.files.append(target)
        with whole_file(target) as file:
            writer = ParquetWriter(file, self._columns)
            writer.write(self._waiting.pop(folder))
            writer.close()
        self._held -= self._sizes.pop(folder)


def _folder(key: str, value: str | None) -> str:
    name = f"{key}={quote(value, safe='', errors='replace') if value else NULL}"
    if value is None or len(name) <= LONGEST_NAME:
        return name
    raw = value.encode("utf-8", "replace")
    start = quote(raw[:60].decode("utf-8", "ignore"), safe="")
    return f"{key}={start}~{sha1(raw, usedforsecurity=False).hexdigest()[:12]}"
