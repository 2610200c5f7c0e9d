"""The lines of the data folder: where their files are, and the article in a line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from newsbot.items import Article
from newsbot.records import read_record

ARTICLES = "articles"


def read_line(line: bytes) -> Article | None:
    """The article of a stored line, or ``None`` when the line holds none."""
    record = read_record(line)
    return None if record is None else Article.from_dict(record)


def articles_in(path: Path) -> Iterator[Article]:
    """The articles in the lines of a file, one at a time; none more from where it cannot be read."""
    with suppress(OSError), path.open("rb") as lines:
        for line in lines:
            article = read_line(line)
            if article is not None:
                yield article


def article_files(folder: Path) -> Iterator[Path]:
    """The files of lines in a data folder, or under any folder, by outlet and day."""
    root = folder / ARTICLES if (folder / ARTICLES).is_dir() else folder
    yield from sorted(root.rglob("*.jsonl"))
