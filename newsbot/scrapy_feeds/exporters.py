"""Feed exporters for Scrapy (docs.scrapy.org/en/latest/topics/exporters.html).

JSON and XML are Scrapy's own with dates in ISO 8601, which Scrapy would write without their offset. The tables are those of
``newsbot export``; ``FEED_EXPORT_FIELDS`` names their columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from typing import IO, Any

from itemadapter import ItemAdapter
from scrapy.exporters import BaseItemExporter, JsonItemExporter, JsonLinesItemExporter, XmlItemExporter

from newsbot.errors import UsageError
from newsbot.export.cells import xml_text
from newsbot.export.columns import Column, ask_for_copies, table_columns
from newsbot.export.formats import FORMATS, Writer
from newsbot.export.writers.delimited import CsvWriter
from newsbot.records import record_of


class _Plain(BaseItemExporter):
    """Gives Scrapy's exporters values that JSON knows."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        """Scrapy's hook."""
        return plain_value(super().serialize_field(field, name, value))


class ArticleJsonLines(_Plain, JsonLinesItemExporter):
    """``jsonl``, ``jsonlines``, ``jl``."""


class ArticleJson(_Plain, JsonItemExporter):
    """``json``."""


class ArticleXml(_Plain, XmlItemExporter):
    """``xml``."""

    def serialize_field(self, field: Mapping[str, Any], name: str, value: Any) -> Any:
        """Scrapy's hook."""
        return _for_xml(super().serialize_field(field, name, value))


class _Table(BaseItemExporter):
    """Puts items into one of the tables of ``newsbot export``."""

    form = ""

    def __init__(self, file: IO[bytes], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._writer = self.writer(file, self._columns())

    def writer(self, file: IO[bytes], columns: list[Column]) -> Writer:
        """What writes the table."""
        return FORMATS[self.form].writer(file, columns)

    def export_item(self, item: Any) -> None:
        """Scrapy's hook."""
        self._writer.write([record_of({name: plain_value(value) for name, value in ItemAdapter(item).items()})])

    def finish_exporting(self) -> None:
        """Scrapy's hook."""
        self._writer.close()

    def _columns(self) -> list[Column]:
        wanted = self.fields_to_export
        if isinstance(wanted, Mapping):
            renamed = {name: _columns([name]) for name in wanted}
            return [
                replace(column, name=wanted[name]) if len(columns) == 1 else column
                for name, columns in renamed.items()
                for column in columns
            ]
        return _columns(list(wanted or ()))


class ArticleCsv(_Table):
    """``csv``: UTF-8, with a byte order mark when ``FEED_EXPORT_ENCODING`` is ``utf-8-sig``, as Scrapy has it."""

    def writer(self, file: IO[bytes], columns: list[Column]) -> Writer:
        """What writes the table: a file that is gone on with has its header."""
        encoding = (self.encoding or "utf-8").lower()
        if encoding not in ("utf-8", "utf8", "utf-8-sig"):
            raise ValueError(f"a CSV feed is utf-8 or utf-8-sig, not {encoding}")
        under = getattr(file, "file", file)  # what post-processing wraps
        return CsvWriter(file, columns, mark=encoding == "utf-8-sig", header=not getattr(under, "goes_on", False))


class ArticleParquet(_Table):
    """``parquet``."""

    form = "parquet"


class ArticleXlsx(_Table):
    """``xlsx``."""

    form = "xlsx"


def _columns(names: list[str]) -> list[Column]:
    columns = table_columns(names)
    if ask_for_copies(columns):
        raise UsageError(f"no column of a feed: {columns[0].name}; newsbot export knows copies, a crawl does not yet")
    return columns


def plain_value(value: Any) -> Any:
    """A value of an item as JSON has it: parts as dicts, dates in ISO 8601."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain_value(asdict(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: plain_value(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(member) for member in value]
    return value


def _for_xml(value: Any) -> Any:
    """Nothing for what is not known, and no character XML cannot hold."""
    if isinstance(value, dict):
        # a key becomes the name of an element
        return {xml_text(name).replace(" ", "_"): _for_xml(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_for_xml(member) for member in value]
    return xml_text(value) if isinstance(value, str) else "" if value is None else value
