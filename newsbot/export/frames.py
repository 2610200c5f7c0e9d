"""Stored articles as data frames, with the columns and types of an export.

    newsbot.to_pandas("data", outlet="kompas", since="2026-11-01")
    newsbot.to_polars(newsbot.load("data"), columns=["title", "published_at_utc"])

Each function takes a data folder, a file of lines, or articles already in hand, and the filters of
:meth:`newsbot.export.filters.Filters.parse`. Unlike an export to a file, a frame holds all its articles in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, cast

from newsbot.export.arrow import arrow_batch, arrow_schema
from newsbot.export.columns import table_columns
from newsbot.export.filters import Filters, Selected
from newsbot.export.lines import Record, records_of
from newsbot.export.writers.parquet import BATCH_ROWS
from newsbot.extras import need
from newsbot.items import Article

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Source = str | PathLike[str] | Iterable[Article | Record]


def to_arrow(
    source: Source, *, columns: Sequence[str] = (), revisions: Literal["latest", "all"] = "latest", **filters: Any
) -> pyarrow.Table:
    """The articles as an Arrow table.

    :param columns: names of columns; by default all.
    :param revisions: the ``latest`` revision of each article, or ``all``.
    :raises UsageError: there is no such folder, column or filter value.
    :raises MissingExtra: pyarrow is not installed.
    """
    chosen = table_columns(columns)
    schema = arrow_schema(chosen)
    pa = need("pyarrow", "export", "an Arrow table")
    wanted = Filters.parse(**filters)
    selected = iter(Selected(records_of(source, revisions=revisions == "all", outlets=wanted.outlets), wanted))
    batches = []
    while batch := list(islice(selected, BATCH_ROWS)):
        batches.append(arrow_batch(batch, chosen, schema))
    return cast("pyarrow.Table", pa.Table.from_batches(batches, schema=schema))


def to_pandas(
    source: Source, *, columns: Sequence[str] = (), revisions: Literal["latest", "all"] = "latest", **filters: Any
) -> pandas.DataFrame:
    """The articles as a pandas DataFrame: nullable types, days as ``datetime64``. Parameters as for :func:`to_arrow`."""
    pd = need("pandas", "pandas", "a pandas data frame")
    table = to_arrow(source, columns=columns, revisions=revisions, **filters)
    pa = need("pyarrow", "export", "a pandas data frame")
    types = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}
    return table.to_pandas(types_mapper=types.get, date_as_object=False)


def to_polars(
    source: Source, *, columns: Sequence[str] = (), revisions: Literal["latest", "all"] = "latest", **filters: Any
) -> polars.DataFrame:
    """The articles as a polars DataFrame. Parameters as for :func:`to_arrow`."""
    pl = need("polars", "polars", "a polars data frame")
    return cast("polars.DataFrame", pl.from_arrow(to_arrow(source, columns=columns, revisions=revisions, **filters)))
