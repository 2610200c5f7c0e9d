"""What an outlet changed in a story: the fields of two readings of it compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from newsbot.items import Article, Image, Link


def _text(value: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", value or "").casefold().split())


def _texts(values: list[str]) -> list[str]:
    return [_text(value) for value in values]


def _tags(values: list[str]) -> set[str]:
    return set(_texts(values))


def _address(url: str | None) -> str:
    # image servers are asked for sizes and versions in the query
    parts = urlsplit(url or "")
    return f"{parts.netloc}{parts.path}"


def _images(images: list[Image]) -> list[tuple[str, str, str]]:
    return [(_address(i.url), _text(i.caption), _text(i.credit)) for i in images]


def _videos(videos: list[Link]) -> list[str]:
    return [_address(video.url) for video in videos]


def _itself(value: Any) -> Any:
    return value


CONTENT: dict[str, Callable[[Any], Any]] = {
    "kind": _itself,
    "title": _text,
    "summary": _text,
    "authors": _texts,
    "editors": _texts,
    "contributors": _texts,
    "agency": _text,
    "published_at": _itself,
    "dateline": _itself,
    "section": _text,
    "tags": _tags,
    "body": _text,
    "images": _images,
    "videos": _videos,
    "is_complete": _itself,
    "rights": _text,
    "correction": _itself,
}
"""Field -> the form in which two readings of it are compared. White space and case do not count, so that a change of template
is no revision. One of these has to differ for a new revision."""

COMPANIONS = ("canonical_url", "article_id", "modified_at", "language", "pages")
"""Fields that are named when they differ too, and that make no revision alone: they follow from the others, or a CMS touches
them whenever a story is saved. All fields in neither table are about the run, or change with every visit."""


def changed_fields(stored: Article, read: Article) -> list[str]:
    """The fields in which the outlet changed the story, in the order of the schema; none when it did not.

    Where another version of the extractor read the stored one, a page that says it was not modified since has not changed: the
    rules have.
    """
    if stored.extractor_version != read.extractor_version and stored.modified_at is not None:
        untouched = stored.modified_at == read.modified_at and stored.correction == read.correction
        if untouched:
            return []
    found = {name for name, form in CONTENT.items() if form(getattr(stored, name)) != form(getattr(read, name))}
    if any("visible date" in article.provenance.get("published_at", "") for article in (stored, read)):
        # "3 jam lalu" is another moment at every visit
        found.discard("published_at")
    if found:
        found.update(name for name in COMPANIONS if getattr(stored, name) != getattr(read, name))
    return [name for name in Article.__dataclass_fields__ if name in found]
