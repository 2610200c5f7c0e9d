"""Reading stored articles back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from newsbot.errors import UsageError
from newsbot.items import Article
from newsbot.stored_lines import article_files, read_line

logger = logging.getLogger(__name__)

FIRST_REVISION = b'"revision":1,'
"""How a stored line says that nothing was corrected: nearly all lines, which need no parsing to find the corrected ones."""


def load(path: str | PathLike[str], *, revisions: bool = False) -> Iterator[Article]:
    """Read articles from a JSON Lines file, a data folder or any folder of such files.

    A torn last line, such as a running crawl leaves for an instant, is no line yet; any other line that holds no article is
    reported as a warning and passed over.

    :param revisions: every stored revision; by default only the latest of each article.
    :raises UsageError: there is no such file or folder.
    """
    place = Path(path)
    if not place.exists():
        raise UsageError(f"no such file or folder: {place}")
    files = list(article_files(place)) if place.is_dir() else [place]
    return _every(files) if revisions else _latest(files)


def _every(files: list[Path]) -> Iterator[Article]:
    for file in files:
        for number, line in _lines(file):
            article = read_line(line)
            if article is None:
                logger.warning("%s line %d holds no article", file, number)
            else:
                yield article


def _latest(files: list[Path]) -> Iterator[Article]:
    # two passes, so that memory holds one number a corrected article and never the articles
    newest: dict[str, int] = {}
    for file in files:
        for _, line in _lines(file):
            if FIRST_REVISION not in line and (article := read_line(line)) is not None:
                newest[_key(article)] = max(newest.get(_key(article), 1), article.revision)
    for article in _every(files):
        if newest.get(_key(article), article.revision) == article.revision:
            yield article


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.endswith(b"\n") and read_line(line) is None:
                return
            if line.strip():
                yield number, line


def _key(article: Article) -> str:
    return article.canonical_url or article.url or ""
