"""CSV that opens right in Excel and reads right everywhere else.

UTF-8 with a byte order mark, without which Excel takes the file for Windows-1252; pandas, polars, R's readr and DuckDB pass
over it. RFC 4180: commas, line ends CR LF, quotes doubled, line breaks in quotes. Text that a spreadsheet might run as a formula begins
with an apostrophe (:func:`newsbot.export.cells.inert`), and control characters are left out.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import IO

from newsbot.export.cells import CONTROLS, CSV_CELL
from newsbot.export.columns import Column
from newsbot.records import Record


class CsvWriter:
    """Writes a header and one row a record.

    :param mark: whether the file begins with a byte order mark.
    :param header: false to go on with a file that has one.
    """

    def __init__(self, file: IO[bytes], columns: Sequence[Column], *, mark: bool = True, header: bool = True) -> None:
        self.notes: list[str] = []
        self._file = file
        self._cells = [(column.value, CSV_CELL[column.kind]) for column in columns]
        if mark and header:
            file.write(codecs.BOM_UTF8)
        if header:
            self._add([[column.name] for column in columns])

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""
        self._add([[cell(value(record)) for record in records] for value, cell in self._cells])

    def close(self) -> None:
        """Nothing belongs at the end."""

    def _add(self, columns: list[list[str]]) -> None:
        # a line with one empty cell would be an empty line, which readers pass over
        rows = (",".join(row) or '""' for row in zip(*columns, strict=True))
        self._file.write("".join(f"{row}\r\n" for row in rows).encode().translate(None, CONTROLS))
