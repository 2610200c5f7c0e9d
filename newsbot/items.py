"""The one schema: an Article and its parts.

Every value may be missing and none may be invented: an unknown single value is ``None``, an unknown list is empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any

SCHEMA_VERSION = 1

CORRECTIONS = ("correction", "retraction")

KINDS = (
    "article",
    "opinion",
    "advertorial",
    "fact_check",
    "live",
    "gallery",
    "video",
    "paywalled",
    "user_generated",
)


@dataclass(slots=True)
class Dateline:
    """Place and agency a body opens with, as printed: ``Liputan6.com, Jakarta -``."""

    place: str | None = None
    agency: str | None = None


@dataclass(slots=True)
class Image:
    """A picture of the story. ``url`` is absolute where the page's address is known."""

    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class Link:
    """A related article or a video the cleaner took out of the text."""

    url: str | None = None
    title: str | None = None


@dataclass(slots=True)
class Pages:
    """How many parts of a multi-page story were read, and how many there are (``None``: not known)."""

    fetched: int = 1
    total: int | None = 1


@dataclass(slots=True)
class Article:
    """One news article. See ``newsbot schema`` for the meaning and format of each field."""

    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    outlet_name: str | None = None
    article_id: str | None = None
    kind: str = "article"
    title: str | None = None
    summary: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)
    agency: str | None = None
    published_at: datetime | date | None = None
    modified_at: datetime | date | None = None
    dateline: Dateline | None = None
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    body: str = ""
    images: list[Image] = field(default_factory=list)
    videos: list[Link] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    pages: Pages = field(default_factory=Pages)
    is_complete: bool = True
    rights: str | None = None
    correction: str | None = None
    provenance: dict[str, str] = field(default_factory=dict)
    word_count: int = 0
    content_hash: str | None = None
    revision: int = 1
    changed: list[str] = field(default_factory=list)
    fetched_at: datetime | None = None
    run_id: str | None = None
    schema_version: int = SCHEMA_VERSION
    extractor_version: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs, in order."""
        return self.body.split("\n\n") if self.body else []

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON-ready types: dates as ISO 8601 strings, parts as dicts."""
        # dataclasses.asdict copies every string and list, which took longer than writing the JSON
        record = {name: getattr(self, name) for name in _FIELD_NAMES}
        for name in DATE_FIELDS:
            value = record[name]
            record[name] = value.isoformat() if value is not None else None
        for name in ("images", "videos", "related"):
            record[name] = [asdict(part) for part in record[name]]
        for name in ("authors", "editors", "contributors", "tags"):
            record[name] = list(record[name])
        record["provenance"] = dict(self.provenance)
        record["dateline"] = asdict(self.dateline) if self.dateline is not None else None
        record["pages"] = asdict(self.pages)
        return record

    def to_json(self) -> str:
        """The record as one line of JSON, letters kept as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Article:
        """Build an Article from what :meth:`to_dict` gave; keys of a newer schema are ignored.

        :raises ValueError: a date is not ISO 8601.
        """
        values: dict[str, Any] = {f.name: record[f.name] for f in fields(cls) if f.name in record}
        for name in DATE_FIELDS:
            if values.get(name) is not None:
                values[name] = parse_iso(values[name])
        if isinstance(values.get("dateline"), Mapping):
            values["dateline"] = Dateline(**values["dateline"])
        if isinstance(values.get("pages"), Mapping):
            values["pages"] = Pages(**values["pages"])
        values["images"] = [Image(**entry) for entry in values.get("images", ())]
        for name in ("videos", "related"):
            values[name] = [Link(**entry) for entry in values.get(name, ())]
        return cls(**values)


_FIELD_NAMES = tuple(field.name for field in fields(Article))
DATE_FIELDS = ("published_at", "modified_at", "fetched_at")


def parse_iso(text: str) -> datetime | date:
    """Read a stored ISO 8601 value: ten characters are a date, more are a datetime."""
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
