"""Stored articles as data frames, with the columns and types of an export.

    newsbot.to_pandas("data", outlet="kompas", since="2026-11-01")
    newsbot.to_polars(newsbot.load("data"), columns=["title", "published_at_utc"])

Each function takes a data folder, a file of lines, or articles already in hand, and the filters of
:meth:`newsbot.export.filters.Filters.parse`. Unlike an export to a file, a frame holds all its articles in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, cast

from newsbot.errors import UsageError
from newsbot.export.arrow import arrow_batch, arrow_schema
from newsbot.export.columns import ask_for_copies, table_columns
from newsbot.export.filters import Filters, Selected
from newsbot.export.writers.parquet import BATCH_ROWS
from newsbot.extras import need
from newsbot.items import Article
from newsbot.reading import StoredRecords
from newsbot.records import Record, record_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Source = str | PathLike[str] | Iterable[Article | Record]


def to_arrow(
    source: Source,
    *,
    columns: Sequence[str] = (),
    revisions: Literal["latest", "all"] = "latest",
    unique: bool = False,
    **filters: Any,
) -> pyarrow.Table:
    """The articles as an Arrow table.

    :param columns: names of columns; by default all.
    :param revisions: the ``latest`` revision of each article, or ``all``.
    :param unique: of the articles with one text the first that the filters let through, with the columns about its copies.
    :raises UsageError: there is no such folder, column or filter value, or the package that recognises copies is not installed.
    :raises MissingExtra: pyarrow is not installed.
    """
    chosen = table_columns(columns, unique=unique)
    schema = arrow_schema(chosen)
    pa = need("pyarrow", "export", "an Arrow table")
    batches = []
    with _records(source, Filters.parse(**filters), revisions, unique, ask_for_copies(chosen)) as records:
        selected = iter(records)
        while batch := list(islice(selected, BATCH_ROWS)):
            batches.append(arrow_batch(batch, chosen, schema))
    return cast("pyarrow.Table", pa.Table.from_batches(batches, schema=schema))


@contextmanager
def _records(
    source: Source, wanted: Filters, revisions: Literal["latest", "all"], unique: bool, copies: bool
) -> Iterator[Iterable[Record]]:
    if unique and revisions == "all":
        raise UsageError("one article of each text, or all its revisions: ask for one of them")
    records: Iterable[Record]
    if isinstance(source, str | PathLike):
        records = StoredRecords(
            source, outlets=wanted.outlets or None, since=wanted.since, until=wanted.until, revisions=revisions
        )
    else:
        records = (record_of(entry) for entry in source)
    if not unique and not copies:
        yield Selected(records, wanted)
        return
    if not isinstance(source, str | PathLike):
        # read more than once
        source = records = list(records)
    from newsbot.export.copied import placed

    with placed(Selected(records, wanted), source, unique=unique) as chosen:
        yield chosen


def to_pandas(
    source: Source,
    *,
    columns: Sequence[str] = (),
    revisions: Literal["latest", "all"] = "latest",
    unique: bool = False,
    **filters: Any,
) -> pandas.DataFrame:
    """The articles as a pandas DataFrame: nullable types, days as ``datetime64``. Parameters as for :func:`to_arrow`."""
    pd = need("pandas", "pandas", "a pandas data frame")
    table = to_arrow(source, columns=columns, revisions=revisions, unique=unique, **filters)
    pa = need("pyarrow", "export", "a pandas data frame")
    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
    return table.to_pandas(types_mapper=types.get, date_as_object=False)


def to_polars(
    source: Source,
    *,
    columns: Sequence[str] = (),
    revisions: Literal["latest", "all"] = "latest",
    unique: bool = False,
    **filters: Any,
) -> polars.DataFrame:
    """The articles as a polars DataFrame. Parameters as for :func:`to_arrow`."""
    pl = need("polars", "polars", "a polars data frame")
    return cast(
        "polars.DataFrame",
        pl.from_arrow(to_arrow(source, columns=columns, revisions=revisions, unique=unique, **filters)),
    )
