"""Parquet with a fixed schema, in row groups of bounded size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING

from newsbot.export.arrow import arrow_batch, arrow_schema
from newsbot.export.columns import Column
from newsbot.extras import need
from newsbot.records import Record

if TYPE_CHECKING:
    import pyarrow as pa

COMPRESSION = "snappy"
"""What every reader of Parquet has."""

GROUP_BYTES = 128 * 1024 * 1024
GROUP_ROWS = 122_880
"""A row group ends at whichever comes first; the rows are DuckDB's own measure, the bytes keep memory flat."""

BATCH_ROWS = 2_000


class ParquetWriter:
    """Writes one file."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        self.notes: list[str] = []
        self._columns = columns
        self._schema = arrow_schema(columns)
        parquet = need("pyarrow.parquet", "export", "a Parquet file")
        self._writer = parquet.ParquetWriter(file, self._schema, compression=COMPRESSION)
        self._records: list[Record] = []
        self._group: list[pa.RecordBatch] = []

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""
        self._records += records
        if len(self._records) >= BATCH_ROWS:
            self._batch()

    def close(self) -> None:
        """Write the last row group and the footer."""
        self._batch()
        self._end_group()
        self._writer.close()

    def __del__(self) -> None:
        # after an error pyarrow's writer would write the footer, to a file that is closed by then
        if hasattr(self, "_writer"):
            self._writer.is_open = False

    def _batch(self) -> None:
        if self._records:
            self._group.append(arrow_batch(self._records, self._columns, self._schema))
            self._records = []
        rows = sum(batch.num_rows for batch in self._group)
        if rows >= GROUP_ROWS or sum(batch.nbytes for batch in self._group) >= GROUP_BYTES:
            self._end_group()

    def _end_group(self) -> None:
        if self._group:
            pa = need("pyarrow", "export", "a Parquet file")
            table = pa.Table.from_batches(self._group, schema=self._schema)
            self._group = []
            self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
