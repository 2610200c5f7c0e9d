"""Records as Arrow tables with a schema that is fixed: a column without any value keeps its type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsbot.export.columns import Column
from newsbot.extras import need
from newsbot.records import Record

if TYPE_CHECKING:
    import pyarrow


def arrow_schema(columns: Sequence[Column]) -> pyarrow.Schema:
    """The Arrow type of each column: ``timestamp[us, tz=UTC]``, ``date32``, ``list<string>``, ``list<struct>``, ``map``.

    :raises MissingExtra: pyarrow is not installed.
    """
    pa = need("pyarrow", "export", "a Parquet file or an Arrow table")
    simple = {
        "text": pa.string(),
        "local": pa.string(),
        "utc": pa.timestamp("us", tz="UTC"),
        "day": pa.date32(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "mapping": pa.map_(pa.string(), pa.string()),
    }
    kinds = [
        pa.list_(pa.struct([(member, pa.string()) for member in column.members]))
        if column.members
        else simple[column.kind]
        for column in columns
    ]
    schema: pyarrow.Schema = pa.schema(list(zip((column.name for column in columns), kinds, strict=True)))
    return schema


def arrow_batch(records: Sequence[Record], columns: Sequence[Column], schema: pyarrow.Schema) -> pyarrow.RecordBatch:
    """These records as one batch."""
    pa = need("pyarrow", "export", "an Arrow table")
    arrays = []
    for column, kind in zip(columns, schema.types, strict=True):
        values = [column.value(record) for record in records]
        if column.kind == "mapping":
            values = [list(value.items()) for value in values]
        arrays.append(pa.array(values, kind))
    batch: pyarrow.RecordBatch = pa.RecordBatch.from_arrays(arrays, schema=schema)
    return batch
