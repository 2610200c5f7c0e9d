"""The lines of the data folder: where their files are, and the article in a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsbot.items import Article
from newsbot.records import read_record

ARTICLES = "articles"


def read_line(line: bytes) -> Article | None:
    """The article of a stored line, or ``None`` when the line holds none."""
    record = read_record(line)
    return None if record is None else Article.from_dict(record)


def article_files(folder: Path) -> Iterator[Path]:
    """The files of lines in a data folder, or under any folder, by outlet and day."""
    root = folder / ARTICLES if (folder / ARTICLES).is_dir() else folder
    yield from sorted(root.rglob("*.jsonl"))
