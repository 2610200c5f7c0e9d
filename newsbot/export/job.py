"""One export: which records, into which file."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from os import PathLike

from newsbot.errors import UsageError
from newsbot.export.columns import Column, table_columns
from newsbot.export.destination import STDOUT, whole_file
from newsbot.export.filters import Filters, Selected
from newsbot.export.formats import Format, format_of
from newsbot.export.lines import Record, StoredRecords
from newsbot.export.selection import newest, sample

BATCH = 1_000
FEED_LENGTH = 100
"""How many articles a feed for feed readers holds when no number is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is exported. ``sample`` and ``newest`` are numbers of records; only one of them can be asked for."""

    filters: Filters = field(default_factory=Filters)
    columns: tuple[str, ...] = ()
    revisions: bool = False
    metadata_only: bool = False
    sample: int | None = None
    seed: int | None = None
    newest: int | None = None

    def __post_init__(self) -> None:
        if self.sample is not None and self.newest is not None:
            raise UsageError("a sample and the newest are two things: ask for one of them")


@dataclass(slots=True)
class Outcome:
    """How many records were written, how many lines could not be read, and what a user should know, one sentence each."""

    count: int = 0
    notes: list[str] = field(default_factory=list)
    unreadable: int = 0


def export(
    data: str | PathLike[str],
    output: str,
    wanted: Wanted | None = None,
    *,
    form: str | None = None,
    partition_by: Sequence[str] = (),
) -> Outcome:
    """Write the wanted records of a data folder to a file, or to a folder of Parquet files.

    :param output: a path, an address such as ``s3://bucket/key.parquet``, or ``-`` for standard output.
    :param form: the format; by default what the ending says.
    :param partition_by: keys of :data:`newsbot.export.partitions.KEYS`; ``output`` is then a folder.
    :raises UsageError: something asked for does not exist.
    :raises NewsbotError: the output cannot be written; nothing of it is there then.
    """
    wanted = wanted or Wanted()
    if partition_by:
        if form not in (None, "parquet"):
            raise UsageError("partitions are Parquet files")
        return _partitioned(data, output, wanted, partition_by)
    chosen, compression = format_of(output, form)
    columns = chosen.columns(wanted.columns, metadata_only=wanted.metadata_only)
    stored = StoredRecords(data, revisions=wanted.revisions, outlets=wanted.filters.outlets)
    selected = Selected(stored, wanted.filters)
    outcome = Outcome()
    with _no_collector(), whole_file(output, compression) as file:
        writer = chosen.writer(file, columns)
        for batch in _batches(_chosen(selected, wanted, chosen)):
            writer.write(batch)
            outcome.count += len(batch)
        writer.close()
        if output == STDOUT:
            file.flush()
    _tell(outcome, stored, selected, writer.notes)
    return outcome


def _partitioned(data: str | PathLike[str], output: str, wanted: Wanted, keys: Sequence[str]) -> Outcome:
    from newsbot.export.partitions import write_partitions

    columns: list[Column] = table_columns(wanted.columns, metadata_only=wanted.metadata_only)
    stored = StoredRecords(data, revisions=wanted.revisions, outlets=wanted.filters.outlets)
    selected = Selected(stored, wanted.filters)
    outcome = Outcome()
    outcome.count = write_partitions(_chosen(selected, wanted), output, columns, keys)
    _tell(outcome, stored, selected, [])
    return outcome


def _chosen(selected: Selected, wanted: Wanted, form: Format | None = None) -> Iterable[Record]:
    if wanted.sample is not None:
        return sample(selected, wanted.sample, wanted.seed)
    length = wanted.newest if wanted.newest is not None or form is None or not form.is_feed else FEED_LENGTH
    return selected if length is None else newest(selected, length)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Records hold no cycles, and looking for some would take a sixth of an export's time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while batch := list(islice(source, BATCH)):
        yield batch


def _tell(outcome: Outcome, stored: StoredRecords, selected: Selected, notes: Iterable[str]) -> None:
    outcome.notes += notes
    outcome.unreadable = stored.unreadable
    outcome.notes += stored.examples
    if stored.unreadable > len(stored.examples):
        outcome.notes.append(f"{stored.unreadable} lines in all hold no article")
    if selected.undated:
        outcome.notes.append(f"{selected.undated} left out because they have no date to compare")
