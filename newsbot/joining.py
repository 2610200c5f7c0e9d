"""The parts of a multi-page story as one article."""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.fingerprint import content_hash, word_count
from newsbot.items import Article, Link, Pages

_JOINED = ("images", "videos", "related", "authors", "editors", "contributors", "tags", "correction")


def join_parts(parts: Sequence[Article]) -> Article:
    """One article of the parts of a multi-page story, in order; a paragraph that a later part repeats is left out.

    The first part's fields stand; text, pictures, videos and related links are joined.

    :raises ValueError: no parts.
    """
    if not parts:
        raise ValueError("no parts to join")
    whole = parts[0]
    paragraphs = list(whole.paragraphs)
    seen = set(paragraphs)
    declared = {part.correction for part in parts}
    whole.correction = next((verdict for verdict in ("retraction", "correction") if verdict in declared), None)
    for part in parts[1:]:
        for name in _JOINED:
            if name in part.provenance:
                whole.provenance.setdefault(name, part.provenance[name])
        new = [p for p in part.paragraphs if p not in seen]
        paragraphs.extend(new)
        seen.update(new)
        whole.images = [*whole.images, *(i for i in part.images if all(i.url != j.url for j in whole.images))]
        whole.videos = unique_links([*whole.videos, *part.videos])
        whole.related = unique_links([*whole.related, *part.related])
        for name in ("authors", "editors", "contributors", "tags"):
            setattr(
                whole, name, [*getattr(whole, name), *(v for v in getattr(part, name) if v not in getattr(whole, name))]
            )
    whole.body = "\n\n".join(paragraphs)
    if len(parts) > 1:
        whole.provenance["pages"] = "parts"
    total = max((p.pages.total or 1) for p in parts)
    whole.pages = Pages(len(parts), max(total, len(parts)))
    whole.is_complete = whole.kind != "paywalled" and whole.pages.fetched >= (whole.pages.total or 1)
    whole.word_count = word_count(whole.body)
    whole.content_hash = content_hash(whole.title, whole.body)
    return whole


def adds_to(parts: Sequence[Article], part: Article) -> bool:
    """Whether that part holds a paragraph or a picture that none of the parts before it has."""
    paragraphs = {paragraph for earlier in parts for paragraph in earlier.paragraphs}
    pictures = {image.url for earlier in parts for image in earlier.images}
    return not (paragraphs.issuperset(part.paragraphs) and pictures.issuperset(image.url for image in part.images))


def unique_links(links: list[Link]) -> list[Link]:
    seen: set[tuple[str | None, str | None]] = set()
    return [link for link in links if not ((key := (link.url, link.title)) in seen or seen.add(key))]  # type: ignore[func-returns-value]
