"""The record as JSON Schema (draft 2020-12)."""

from __future__ import annotations

from typing import Any

from newsbot.items import CORRECTIONS, KINDS, SCHEMA_VERSION

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string", "minLength": 1}}
_ADDRESS: dict[str, Any] = {"type": ["string", "null"], "format": "uri"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_MOMENT: dict[str, Any] = {
    "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}, {"type": "null"}]
}


def _part(**members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}


_LINK = _part(url=_ADDRESS, title=_MAYBE)

FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "url": ("Address the page was fetched from.", _ADDRESS),
    "canonical_url": ("Address as the page names itself, without tracking parameters, AMP and page suffix.", _ADDRESS),
    "outlet": ("Key of the outlet, as newsbot outlets lists it; null for an unknown site.", _MAYBE),
    "outlet_name": ("Printed name of the outlet.", _MAYBE),
    "article_id": ("The publisher's own id, where the address has one.", _MAYBE),
    "kind": ("What sort of article it is.", {"enum": list(KINDS)}),
    "title": ("Headline as on the page.", _MAYBE),
    "summary": ("The deck below the headline.", _MAYBE),
    "authors": ("Who wrote it.", _NAMES),
    "editors": ("Who edited it.", _NAMES),
    "contributors": ("Who contributed: correspondents, photographers, translators.", _NAMES),
    "agency": ("Wire agency the text comes from: ANTARA, AFP, VOA Indonesia.", _MAYBE),
    "published_at": ("ISO 8601 with the outlet's own offset, or a date where the page prints no time.", _MOMENT),
    "modified_at": ("When the page says it was last changed, the same way.", _MOMENT),
    "dateline": (
        "Place and agency the body opens with; the body keeps them too.",
        {"anyOf": [_part(place=_MAYBE, agency=_MAYBE), {"type": "null"}]},
    ),
    "section": ("Section of the outlet.", _MAYBE),
    "tags": ("Tags in the outlet's own words.", _NAMES),
    "language": ("ISO 639-1 code.", _MAYBE),
    "body": ("Paragraphs joined by a blank line; sub-headings and list items are paragraphs.", _TEXT),
    "images": (
        "Pictures of the story.",
        {"type": "array", "items": _part(url=_ADDRESS, caption=_MAYBE, credit=_MAYBE)},
    ),
    "videos": ("Videos that stood in the text.", {"type": "array", "items": _LINK}),
    "related": ("Links to other articles that stood in the text.", {"type": "array", "items": _LINK}),
    "pages": (
        "Parts of the story that were read, and how many there are.",
        _part(fetched=_COUNT, total={"type": ["integer", "null"], "minimum": 0}),
    ),
    "is_complete": ("False when a part is missing or a paywall cuts the text.", {"type": "boolean"}),
    "rights": ("The outlet's reservation as found on the page: no AI training, no republication.", _MAYBE),
    "correction": (
        "What the page declares itself to be: a correction, or a retraction of the story.",
        {"enum": [*CORRECTIONS, None]},
    ),
    "provenance": ("Where the value of a field came from.", {"type": "object", "additionalProperties": _TEXT}),
    "word_count": ("Words in the body.", _COUNT),
    "content_hash": ("Changes when headline or body change.", _MAYBE),
    "revision": ("1, and one more each time the outlet changed the article.", {"type": "integer", "minimum": 1}),
    "changed": ("Fields that differ from the revision before.", _NAMES),
    "fetched_at": ("When the page was fetched, UTC.", {"type": ["string", "null"], "format": "date-time"}),
    "run_id": ("The run that fetched it.", _MAYBE),
    "schema_version": ("Version of this schema.", {"const": SCHEMA_VERSION}),
    "extractor_version": ("Version of newsbot that extracted it.", _MAYBE),
}
"""Field -> its meaning and its type. Every value may be missing; none is invented."""


def json_schema() -> dict[str, Any]:
    """The schema of one line of the store."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newsbot article",
        "description": "One news article. A value that is not known is null, an empty list or an empty text.",
        "type": "object",
        "properties": {name: {"description": meaning, **kind} for name, (meaning, kind) in FIELDS.items()},
        "required": list(FIELDS),
        "additionalProperties": False,
    }
