"""XLSX for people: real dates, wrapped text, a header that stays and filters, nothing that runs.

Limits are Excel's own (support.microsoft.com, "Excel specifications and limits"): 1,048,576 rows a sheet, 32,767 characters a
cell. More rows go on in further sheets. A longer text is cut in its cell and stands whole, in pieces, in the sheet ``long_texts``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, Any

from newsbot.export.cells import as_text, inert, xml_text
from newsbot.export.columns import Column
from newsbot.extras import need
from newsbot.items import parse_iso
from newsbot.records import Record

SHEET_ROWS = 1_048_576
CELL_UNITS = 32_767
"""UTF-16 code units, which is how Excel counts characters."""

LONG_TEXTS = "long_texts"
CUT = f" … [whole text in sheet {LONG_TEXTS}]"

FIRST_DAY = date(1900, 3, 1)
"""Excel has no day before 1900 and one too many in February of that year; earlier dates are written as text."""

_WIDTHS = {"title": 50, "summary": 50, "body": 80, "url": 40, "canonical_url": 40}
_WIDTH, _MOMENT_WIDTH, _NARROW = 18, 26, 10
_ROW_HEIGHT = 60


class XlsxWriter:
    """Writes one workbook. Rows go to a temporary file as they come, so that memory stays flat.

    :param sheet_rows: most rows a sheet has, its header included.
    """

    def __init__(self, file: IO[bytes], columns: Sequence[Column], *, sheet_rows: int = SHEET_ROWS) -> None:
        xlsxwriter = need("xlsxwriter", "export", "an Excel file")
        self.notes: list[str] = []
        self._columns = columns
        self._sheet_rows = sheet_rows
        self._folder = tempfile.TemporaryDirectory(prefix="newsbot-xlsx-")
        self._book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": self._folder.name})
        top = {"valign": "top"}
        self._bold = self._book.add_format({**top, "bold": True})
        self._plain = self._book.add_format({**top, "text_wrap": True})
        self._quoted = self._book.add_format({**top, "text_wrap": True, "quote_prefix": True})
        self._day = self._book.add_format({**top, "num_format": "yyyy-mm-dd"})
        self._moments: dict[str, Any] = {}
        self._sheets = 0
        self._sheet: Any = None
        self._row = 0
        self._long: Any = None
        self._long_row = 0
        self._long_texts = 0
        self._cleaned = 0
        self._add_sheet()

    def write(self, records: Sequence[Record]) -> None:
        """Add these records."""
        for record in records:
            if self._row >= self._sheet_rows:
                self._end_sheet()
                self._add_sheet()
            for index, column in enumerate(self._columns):
                value = column.value(record)
                if value is not None and value != "" and value != []:
                    self._write_cell(index, column, value, record)
            self._row += 1

    def close(self) -> None:
        """Put the workbook together."""
        self._end_sheet()
        if self._long is not None:
            self._long.autofilter(0, 0, self._long_row, 4)
        self._book.close()
        self._folder.cleanup()
        if self._sheets > 1:
            self.notes.append(f"more rows than a sheet holds: they go on in {self._sheets} sheets")
        if self._long_texts:
            self.notes.append(
                f"{self._long_texts} texts are longer than an Excel cell holds ({CELL_UNITS:,} characters): "
                f"cut there, and whole, in pieces, in the sheet {LONG_TEXTS}"
            )
        if self._cleaned:
            self.notes.append(f"{self._cleaned} texts held control characters, which no XLSX file can hold: left out")

    def _write_cell(self, index: int, column: Column, value: Any, record: Record) -> None:
        if column.kind == "integer":
            self._sheet.write_number(self._row, index, value, self._plain)
        elif column.kind == "boolean":
            self._sheet.write_boolean(self._row, index, value, self._plain)
        elif column.kind in ("utc", "day", "local"):
            self._write_date(index, parse_iso(value) if column.kind == "local" else value, is_utc=column.kind == "utc")
        else:
            self._write_text(index, as_text(value), column, record)

    def _write_date(self, index: int, value: date, *, is_utc: bool) -> None:
        if not isinstance(value, datetime):
            if value < FIRST_DAY:
                self._sheet.write_string(self._row, index, value.isoformat(), self._plain)
            else:
                self._sheet.write_datetime(self._row, index, datetime(value.year, value.month, value.day), self._day)  # noqa: DTZ001
        elif value.date() < FIRST_DAY:
            self._sheet.write_string(self._row, index, value.isoformat(), self._plain)
        else:
            # Excel knows no offset: the clock time is the value, and the offset a part of how it is shown
            shown = "UTC" if is_utc else f"{value:%z}"
            self._sheet.write_datetime(self._row, index, value.replace(tzinfo=None), self._moment(shown))

    def _moment(self, offset: str) -> Any:
        if offset not in self._moments:
            shown = f"{offset[:3]}:{offset[3:5]}" if offset[:1] in ("+", "-") else offset
            suffix = f' "{shown}"' if shown else ""
            form = {"valign": "top", "num_format": f"yyyy-mm-dd hh:mm:ss{suffix}"}
            self._moments[offset] = self._book.add_format(form)
        return self._moments[offset]

    def _write_text(self, index: int, text: str, column: Column, record: Record) -> None:
        clean = xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))
        self._cleaned += xml_text(text) != text
        if _units(clean) > CELL_UNITS:
            self._keep_whole(clean, column, record)
            clean = _pieces(clean, CELL_UNITS - _units(CUT))[0] + CUT
        # a text cell is never run; the prefix keeps it so when someone edits it or saves it as CSV
        form = self._quoted if inert(clean) != clean else self._plain
        self._sheet.write_string(self._row, index, clean, form)

    def _keep_whole(self, text: str, column: Column, record: Record) -> None:
        if self._long is None:
            self._long = self._book.add_worksheet(LONG_TEXTS)
            self._long.freeze_panes(1, 0)
            self._long.set_column(1, 1, 40)
            self._long.set_column(4, 4, 80)
            for index, name in enumerate(("row", "url", "column", "part", "text")):
                self._long.write_string(0, index, name, self._bold)
        self._long_texts += 1
        for part, piece in enumerate(_pieces(text, CELL_UNITS), 1):
            self._long_row += 1
            form = self._quoted if inert(piece) != piece else self._plain
            self._long.write_number(self._long_row, 0, self._row + 1, self._plain)
            self._long.write_string(self._long_row, 1, xml_text(record["url"] or ""), self._plain)
            self._long.write_string(self._long_row, 2, column.name, self._plain)
            self._long.write_number(self._long_row, 3, part, self._plain)
            self._long.write_string(self._long_row, 4, piece, form)

    def _add_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet("articles" if self._sheets == 1 else f"articles_{self._sheets}")
        self._sheet.set_default_row(_ROW_HEIGHT)
        self._sheet.freeze_panes(1, 0)
        # an article's id is no number that someone forgot to type as one
        self._sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for index, column in enumerate(self._columns):
            width = {"local": _MOMENT_WIDTH, "utc": _MOMENT_WIDTH, "integer": _NARROW, "boolean": _NARROW}.get(
                column.kind
            )
            self._sheet.set_column(index, index, width or _WIDTHS.get(column.name, _WIDTH))
        self._sheet.set_row(0, 20)
        for index, column in enumerate(self._columns):
            self._sheet.write_string(0, index, column.name, self._bold)
        self._row = 1

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _pieces(text: str, units: int) -> list[str]:
    """The text in pieces of at most so many UTF-16 units, none of which ends within a character."""
    data = text.encode("utf-16-le")
    pieces, start = [], 0
    while start < len(data):
        end = min(start + 2 * units, len(data))
        if end < len(data) and 0xDC <= data[end + 1] <= 0xDF:
            end -= 2
        pieces.append(data[start:end].decode("utf-16-le"))
        start = end
    return pieces
