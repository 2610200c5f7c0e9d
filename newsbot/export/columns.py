"""A record as a row of typed columns, the same in every table: CSV, XLSX, Parquet, data frames, SQL.

The columns follow :class:`~newsbot.items.Article` field by field. A part with members becomes a column a member
(``dateline_place``). A date becomes three: ``published_at`` as the outlet states it, in ISO 8601 with its offset or a date
alone; ``published_at_utc``, a moment, empty where no time or no offset is known; ``published_date``, the day at the outlet.

The columns of :data:`COPY_COLUMNS` say where an article stands among the copies of its text. They are known only where an index of
copies was asked (:mod:`newsbot.export.copied`).
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from newsbot.errors import UsageError
from newsbot.export.moments import day_of, utc_of, utc_text
from newsbot.fast_json import compact_json
from newsbot.items import DATE_FIELDS, Article
from newsbot.records import Record

Kind = Literal["text", "local", "utc", "day", "integer", "boolean", "texts", "parts", "mapping"]
"""``local`` is a moment as stored, ISO 8601 text; ``texts`` a list of texts, ``parts`` a list of parts with members."""

FULL_TEXT = ("body",)
"""The fields that are left out when only what is known about an article is shared."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, the field it comes from, and how its value is read from a record."""

    name: str
    kind: Kind
    field: str
    value: Callable[[Record], Any]
    members: tuple[str, ...] = ()


def _bare(hint: Any) -> Any:
    """The annotation without its ``None``."""
    if get_origin(hint) in (Union, types.UnionType):
        known = [member for member in get_args(hint) if member is not type(None)]
        return known[0] if len(known) == 1 else Any
    return hint


_SINGLE: dict[Any, Kind] = {str: "text", int: "integer", bool: "boolean"}


def _columns_of(name: str, hint: Any) -> list[Column]:
    if name in (*DATE_FIELDS, "first_seen"):
        stem = name.removesuffix("_at")
        return [
            Column(name, "local", name, itemgetter(name)),
            Column(f"{name}_utc", "utc", name, lambda record: utc_of(record[name])),
            Column(f"{stem}_date", "day", name, lambda record: day_of(record[name])),
        ]
    kind = _bare(hint)
    if kind in _SINGLE:
        return [Column(name, _SINGLE[kind], name, itemgetter(name))]
    if is_dataclass(kind):
        return [_member(name, part, part_hint) for part, part_hint in get_type_hints(kind).items()]
    if kind == list[str]:
        return [Column(name, "texts", name, itemgetter(name))]
    if kind == dict[str, str]:
        return [Column(name, "mapping", name, itemgetter(name))]
    if get_origin(kind) is list and is_dataclass(get_args(kind)[0]):
        members = tuple(part.name for part in fields(get_args(kind)[0]))
        if all(_bare(part) is str for part in get_type_hints(get_args(kind)[0]).values()):
            return [Column(name, "parts", name, itemgetter(name), members)]
    return [Column(name, "text", name, lambda record: record[name] and compact_json(record[name]))]


def _member(name: str, part: str, hint: Any) -> Column:
    return Column(f"{name}_{part}", _SINGLE[_bare(hint)], name, lambda record: (record[name] or {}).get(part))


COLUMNS: dict[str, Column] = {
    column.name: column for name, hint in get_type_hints(Article).items() for column in _columns_of(name, hint)
}
"""Every column of a table by its name, in order."""

COPY_FIELDS = {"cluster_id": str, "first_seen": datetime, "copies": int}
"""What the copies of a text have in common, when the first was seen, and how many there are."""

COPY_COLUMNS: dict[str, Column] = {
    column.name: column for name, hint in COPY_FIELDS.items() for column in _columns_of(name, hint)
}

_KNOWN = COLUMNS | COPY_COLUMNS

FIELDS = tuple(field.name for field in fields(Article))
"""Every field of a record, in order: the keys of JSON output."""


def table_columns(names: Sequence[str] = (), *, metadata_only: bool = False, unique: bool = False) -> list[Column]:
    """The columns of a table: all, or those named. A field that has several columns stands for all of them.

    :param unique: whether those of the copies belong to all.
    :raises UsageError: a name is no column.
    """
    wanted = names or list(_KNOWN if unique else COLUMNS)
    found = [column for name in wanted for column in _named(name)]
    return [c for c in dict.fromkeys(found) if not (metadata_only and c.field in FULL_TEXT)]


def json_columns(names: Sequence[str] = (), *, metadata_only: bool = False, unique: bool = False) -> list[Column]:
    """The keys of JSON output: the fields of the record as the store has them, or those fields and columns named.

    :param unique: whether those of the copies belong to all.
    :raises UsageError: a name is neither.
    """
    wanted = names or (*FIELDS, *(COPY_FIELDS if unique else ()))
    found = [
        Column(name, "text", name, itemgetter(name)) if name in FIELDS else _jsonable(column)
        for name in dict.fromkeys(wanted)
        for column in _named(name)[:1]
    ]
    return [c for c in found if not (metadata_only and c.field in FULL_TEXT)]


def ask_for_copies(columns: Iterable[Column]) -> bool:
    """Whether any of the columns is about copies."""
    return any(column.field in COPY_FIELDS for column in columns)


def _named(name: str) -> list[Column]:
    if name in _KNOWN:
        return [_KNOWN[name]]
    if name in FIELDS:
        return [column for column in COLUMNS.values() if column.field == name]
    close = difflib.get_close_matches(name, [*_KNOWN, *FIELDS], 1)
    hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(_KNOWN)}"
    raise UsageError(f"no column {name!r}: {hint}")


def _jsonable(column: Column) -> Column:
    texts: dict[str, Callable[[Any], str]] = {"utc": utc_text, "day": lambda day: day.isoformat()}
    if column.kind not in texts:
        return column
    to_text = texts[column.kind]

    def value(record: Record) -> str | None:
        found = column.value(record)
        return None if found is None else to_text(found)

    return Column(column.name, "text", column.field, value)


def joined(texts: Iterable[str]) -> str:
    """A list as one text, ``; `` between: an entry that holds a semicolon or a quotation mark is quoted as in CSV.

    >>> joined(["Sari Puspa", "Budi; Tono"])
    'Sari Puspa; "Budi; Tono"'
    """
    return "; ".join(
        f'"{text.replace(chr(34), chr(34) * 2)}"' if ";" in text or '"' in text else text for text in texts
    )
