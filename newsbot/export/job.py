"""One export: which records, into which file."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING

from newsbot.errors import UsageError
from newsbot.export.columns import Column, ask_for_copies, table_columns
from newsbot.export.destination import STDOUT, whole_file
from newsbot.export.filters import Filters, Selected
from newsbot.export.formats import Format, format_of
from newsbot.export.guard import refuse
from newsbot.export.selection import newest, sample
from newsbot.reading import StoredRecords
from newsbot.records import Record

if TYPE_CHECKING:
    from newsbot.export.copied import Placed

BATCH = 1_000
FEED_LENGTH = 100
"""How many articles a feed for feed readers holds when no number is asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is exported. ``sample`` and ``newest`` are numbers of records; only one of them can be asked for.

    :param revisions: every revision, and not the latest alone.
    :param unique: of the articles with one text the first that the filters let through.
    """

    filters: Filters = field(default_factory=Filters)
    columns: tuple[str, ...] = ()
    revisions: bool = False
    unique: bool = False
    metadata_only: bool = False
    sample: int | None = None
    seed: int | None = None
    newest: int | None = None

    def __post_init__(self) -> None:
        if self.sample is not None and self.newest is not None:
            raise UsageError("a sample and the newest are two things: ask for one of them")
        if self.unique and self.revisions:
            raise UsageError("one article of each text, or all its revisions: ask for one of them")


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
    progress: Callable[[int], object] | None = None,
) -> Outcome:
    """Write the wanted records of a data folder to a file, or to a folder of Parquet files.

    :param output: a path, an address such as ``s3://bucket/key.parquet``, or ``-`` for standard output.
    :param form: the format; by default what the ending says.
    :param partition_by: keys of :data:`newsbot.export.partitions.KEYS`; ``output`` is then a folder.
    :param progress: called now and then with how many lines the index of copies has read, where one is needed.
    :raises UsageError: something asked for does not exist.
    :raises NewsbotError: the output cannot be written; nothing of it is there then.
    """
    wanted = wanted or Wanted()
    refuse(data, output, is_folder=bool(partition_by))
    if partition_by:
        if form not in (None, "parquet"):
            raise UsageError("partitions are Parquet files")
        from newsbot.export.partitions import write_partitions

        columns = table_columns(wanted.columns, metadata_only=wanted.metadata_only, unique=wanted.unique)
        with _selection(data, wanted, columns, progress) as selection:
            count = write_partitions(_chosen(selection.records, wanted), output, columns, partition_by)
        return _told(count, selection, [])
    chosen, compression = format_of(output, form)
    columns = chosen.columns(wanted.columns, metadata_only=wanted.metadata_only, unique=wanted.unique)
    count = 0
    with (
        _selection(data, wanted, columns, progress) as selection,
        _no_collector(),
        whole_file(output, compression) as file,
    ):
        writer = chosen.writer(file, columns)
        for batch in _batches(_chosen(selection.records, wanted, chosen)):
            writer.write(batch)
            count += len(batch)
        writer.close()
        if output == STDOUT:
            file.flush()
    return _told(count, selection, writer.notes)


@dataclass(slots=True)
class _Selection:
    """The records to choose from, and what stands behind them."""

    stored: StoredRecords
    filtered: Selected
    placed: Placed | None = None

    @property
    def records(self) -> Iterable[Record]:
        return self.filtered if self.placed is None else self.placed


@contextmanager
def _selection(
    data: str | PathLike[str], wanted: Wanted, columns: Iterable[Column], progress: Callable[[int], object] | None
) -> Iterator[_Selection]:
    filters = wanted.filters
    stored = StoredRecords(
        data,
        outlets=filters.outlets or None,
        since=filters.since,
        until=filters.until,
        revisions="all" if wanted.revisions else "latest",
        keep_undated=True,
    )
    filtered = Selected(stored, filters)
    if not wanted.unique and not ask_for_copies(columns):
        yield _Selection(stored, filtered)
        return
    from newsbot.export.copied import placed

    with placed(filtered, data, unique=wanted.unique, progress=progress) as records:
        yield _Selection(stored, filtered, records)


def _chosen(selected: Iterable[Record], wanted: Wanted, form: Format | None = None) -> Iterable[Record]:
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


def _told(count: int, selection: _Selection, notes: Iterable[str]) -> Outcome:
    stored, placed = selection.stored, selection.placed
    outcome = Outcome(count, [*notes, *stored.examples], stored.unreadable)
    if stored.unreadable > len(stored.examples):
        outcome.notes.append(f"{stored.unreadable} lines in all hold no article")
    if selection.filtered.undated:
        outcome.notes.append(f"{selection.filtered.undated} left out because they have no date to compare")
    if placed is not None and placed.left_out:
        outcome.notes.append(f"{placed.left_out} left out because they are copies of one that is kept")
    return outcome
