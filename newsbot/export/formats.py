"""Which writer a format has, and which format and compression an ending asks for."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Protocol, cast

from newsbot.errors import UsageError
from newsbot.export.columns import Column, json_columns, table_columns
from newsbot.export.destination import COMPRESSIONS
from newsbot.extras import need
from newsbot.records import Record


class Writer(Protocol):
    """Writes records to a file as they come. ``notes`` says afterwards what a user should know about the file."""

    notes: list[str]

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""

    def close(self) -> None:
        """Write what belongs at the end; the file itself stays open."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: where its writer is, whether it is a table, whether it may be compressed as a whole, and the package it needs."""

    name: str
    home: str
    is_table: bool = False
    may_be_compressed: bool = True
    is_feed: bool = False
    package: str = ""

    def check(self) -> None:
        """Find out before any work is done whether it can be written.

        :raises MissingExtra: it needs a package that is not installed.
        """
        if self.package:
            need(self.package, "export", f"the format {self.name}")

    def columns(self, names: Sequence[str] = (), *, metadata_only: bool = False, unique: bool = False) -> list[Column]:
        """The columns, or the keys, this format writes.

        :raises UsageError: a name is no column, or none is left.
        """
        choose = table_columns if self.is_table else json_columns
        columns = choose(names, metadata_only=metadata_only, unique=unique)
        if not columns:
            raise UsageError("no column is left to write")
        return columns

    def writer(self, file: IO[bytes], columns: Sequence[Column]) -> Writer:
        """A writer of this format.

        :raises MissingExtra: it needs a package that is not installed.
        """
        module, _, name = self.home.partition(":")
        made = getattr(importlib.import_module(f"newsbot.export.writers.{module}"), name)
        return cast("Writer", made(file, columns))


FORMATS = {
    form.name: form
    for form in (
        Format("csv", "delimited:CsvWriter", is_table=True),
        Format("xlsx", "workbook:XlsxWriter", is_table=True, may_be_compressed=False, package="xlsxwriter"),
        Format("parquet", "parquet:ParquetWriter", is_table=True, may_be_compressed=False, package="pyarrow"),
        Format("jsonl", "json_text:JsonLinesWriter"),
        Format("json", "json_text:JsonArrayWriter"),
        Format("rss", "syndication:RssWriter", is_feed=True),
        Format("atom", "syndication:AtomWriter", is_feed=True),
    )
}
BY_ENDING = {f".{name}": name for name in FORMATS} | {".ndjson": "jsonl", ".pq": "parquet"}


def format_of(target: str, name: str | None = None) -> tuple[Format, str | None]:
    """The format and the compression of an output file.

    :param name: the format, whatever the ending says.
    :raises UsageError: the ending tells no format, or the format is not compressed that way.
    """
    endings = [ending.lower() for ending in PurePosixPath(target).suffixes]
    compression = COMPRESSIONS.get(endings[-1]) if endings else None
    if compression:
        packing = endings.pop()
    known = name or (BY_ENDING.get(endings[-1]) if endings else None)
    if known is None:
        raise UsageError(f"-o {target}: end it in {' '.join(BY_ENDING)} (with .gz or .zst for text), or say --format")
    form = FORMATS[known]
    if compression and not form.may_be_compressed:
        raise UsageError(f"-o {target}: {known} is compressed in itself, leave out {packing}")
    return form, compression
