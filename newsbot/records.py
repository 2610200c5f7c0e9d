"""A stored line as a plain record: the dict it is in JSON, with every field of the schema present and of its type.

An :class:`~newsbot.items.Article` a line would take longer than all the rest of an export.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from copy import copy
from dataclasses import is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from newsbot.fast_json import loads
from newsbot.items import DATE_FIELDS, Article, parse_iso

Record = dict[str, Any]

DEFAULTS: Record = Article().to_dict()
"""What a field holds where a line, written by an older newsbot, does not name it."""


def record_of(entry: Article | Record) -> Record:
    """An article, or a dict of some of its fields, as a record with all of them."""
    return entry.to_dict() if isinstance(entry, Article) else DEFAULTS | entry


def read_record(line: bytes) -> Record | None:
    """The record of a stored line, or ``None`` when the line holds none."""
    try:
        record = loads(line)
    except ValueError:
        return None
    if type(record) is not dict:
        return None
    for name in DEFAULTS.keys() - record.keys():
        record[name] = copy(DEFAULTS[name])
    return record if _fits(record) else None


_Test = Callable[[Any], bool]


def _test_of(hint: Any) -> tuple[tuple[type, ...], _Test | None]:
    """The types a value of that annotation has in JSON, and what else must hold."""
    if get_origin(hint) in (Union, types.UnionType):
        tests = [_test_of(member) for member in get_args(hint)]
        return tuple(kind for kinds, _ in tests for kind in kinds), next((test for _, test in tests if test), None)
    origin, members = get_origin(hint), get_args(hint)
    if origin is list:
        return (list,), _every(members[0])
    if origin is dict:
        values = _every(members[1])
        return (dict,), lambda value: values(value.values())
    if is_dataclass(hint):
        parts = {name: _test_of(kind)[0] for name, kind in get_type_hints(hint).items()}
        return (dict,), lambda value: value is None or all(type(value.get(name)) in parts[name] for name in value)
    return (hint,), None


def _every(hint: Any) -> _Test:
    kinds, test = _test_of(hint)
    return lambda values: all(type(value) in kinds and (test is None or test(value)) for value in values)


def _tests() -> list[tuple[str, tuple[type, ...], _Test | None]]:
    hints = get_type_hints(Article)
    return [
        (name, *((str, type(None)), _is_date)) if name in DATE_FIELDS else (name, *_test_of(hint))
        for name, hint in hints.items()
    ]


def _is_date(text: str | None) -> bool:
    if text is not None:
        parse_iso(text)
    return True


_TESTS = _tests()


def _fits(record: Record) -> bool:
    try:
        for name, kinds, test in _TESTS:
            value = record[name]
            if type(value) not in kinds or (test is not None and value and not test(value)):
                return False
    except (ValueError, AttributeError, KeyError):
        return False
    return True
