"""The store's lines as plain records, in the order of the store.

An :class:`~newsbot.items.Article` a line would take longer than all the rest of an export, so a line stays the dict it is in
JSON, with every field of the schema present. What :func:`newsbot.load` yields and passes over, this yields and passes over.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import is_dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from newsbot.errors import UsageError
from newsbot.export.fast_json import loads
from newsbot.items import DATE_FIELDS, Article, parse_iso
from newsbot.stored_lines import ARTICLES, article_files

Record = dict[str, Any]

DEFAULTS: Record = Article().to_dict()
"""What a field holds where a line, written by an older newsbot, does not name it."""

MOST_EXAMPLES = 10

_FIRST_REVISION = b'"revision":1,'


class StoredRecords:
    """The records of a JSON Lines file, a data folder or any folder of such files, as they are now.

    What a crawl appends while they are read is not theirs, so that reading twice gives the same.

    :param revisions: every stored revision; by default only the latest of each article.
    :param outlets: whose files of a data folder are opened; by default all.
    :raises UsageError: there is no such file or folder, or the data folder has no such outlet.
    """

    def __init__(self, path: str | PathLike[str], *, revisions: bool = False, outlets: Collection[str] = ()) -> None:
        place = Path(path)
        if not place.exists():
            raise UsageError(f"no such file or folder: {place}")
        files = list(article_files(place)) if place.is_dir() else [place]
        if outlets and (place / ARTICLES).is_dir():
            files = _of_outlets(place / ARTICLES, files, outlets)
        self.files = [(file, file.stat().st_size) for file in files]
        self.revisions = revisions
        self.unreadable = 0
        """How many lines held no article, as of the last reading."""
        self.examples: list[str] = []
        """The first of them, one sentence each."""

    def __iter__(self) -> Iterator[Record]:
        self.unreadable, self.examples = 0, []
        newest = {} if self.revisions else self._corrected()
        for file, size in self.files:
            for number, line in enumerate(_lines(file, size), 1):
                record = read_record(line)
                if record is None:
                    if line.strip() and line.endswith(b"\n"):
                        self._pass_over(file, number)
                elif not newest or newest.get(_key(record), record["revision"]) == record["revision"]:
                    yield record

    def _pass_over(self, file: Path, number: int) -> None:
        self.unreadable += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append(f"{file} line {number} holds no article")

    def _corrected(self) -> dict[str, int]:
        # memory holds one number a corrected article, and nearly all lines need no parsing to be none
        newest: dict[str, int] = {}
        for file, size in self.files:
            for line in _lines(file, size):
                if _FIRST_REVISION not in line and (record := read_record(line)) is not None:
                    newest[_key(record)] = max(newest.get(_key(record), 1), record["revision"])
        return newest


def _of_outlets(folder: Path, files: Iterable[Path], outlets: Collection[str]) -> list[Path]:
    known = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    if unknown := [name for name in outlets if name not in known]:
        raise UsageError(f"no articles of {unknown[0]!r} in {folder.parent}: there are {', '.join(known) or 'none'}")
    return [file for file in files if file.relative_to(folder).parts[0] in outlets]


def records_of(
    source: str | PathLike[str] | Iterable[Article | Record], *, revisions: bool = False, outlets: Collection[str] = ()
) -> Iterable[Record]:
    """The records of a place, or of articles already in hand.

    :raises UsageError: there is no such file or folder.
    """
    if isinstance(source, str | PathLike):
        return StoredRecords(source, revisions=revisions, outlets=outlets)
    return (record_of(entry) for entry in source)


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
    full: Record = DEFAULTS | record
    return full if _fits(full) else None


def _lines(file: Path, size: int) -> Iterator[bytes]:
    with file.open("rb") as lines:
        for line in lines:
            size -= len(line)
            if size < 0:
                return
            yield line


def _key(record: Record) -> str:
    return record["canonical_url"] or record["url"] or ""


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
