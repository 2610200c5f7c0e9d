"""What else the fields read from the whole page could have been: for explanations alone."""

from __future__ import annotations

from newsbot import urls
from newsbot.completion import lead_pictures, stated_languages
from newsbot.loaders import Candidate
from newsbot.prose import language_of
from newsbot.source import Source
from newsbot.story import Story


def page_candidates(source: Source, story: Story) -> dict[str, list[Candidate]]:
    """Candidates for kind, language and images, in order of trust; fields without any are left out."""
    written = language_of(story.body.text)
    found = {
        "kind": _kinds(source),
        "language": [
            *([Candidate(written, "body")] if written else []),
            *(Candidate(*stated) for stated in stated_languages(source)),
        ],
        "images": [
            *(Candidate(*lead) for lead in lead_pictures(source, story)),
            *(Candidate(image.url, "body") for image in story.body.images if image.url),
        ],
    }
    return {name: candidates for name, candidates in found.items() if candidates}


def _kinds(source: Source) -> list[Candidate]:
    said = (
        (urls.kind(source.address, source.outlet), "url"),
        (sorted(source.metadata.types()), "json-ld @type"),
        (source.metadata.first("article:section"), "meta article:section"),
        (source.metadata.first("og:type"), "meta og:type"),
        (source.outlet.kind if source.outlet is not None else None, "outlet"),
    )
    return [Candidate(value, origin) for value, origin in said if value]
