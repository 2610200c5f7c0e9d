"""What structure alone gives away: regions named for what they are, and lone links with their labels."""

from __future__ import annotations

import re

from newsbot.blocks import Block
from newsbot.body.draft import LABEL, Draft
from newsbot.finder import prose_by_region, wrappers
from newsbot.prose import is_sentence
from newsbot.urls import same_publisher

# Hidden prose of more than this many characters is a later part of the story that a script unfolds.
MAX_HIDDEN_PROSE = 200
# A label ("Simak juga:") is shorter than the sentence that introduces a list of the story's own.
MAX_LABEL = 30
_LIST_LEAD = re.compile(
    r"\b(?:berikut|daftar(?:nya)?|antara lain|yaitu|yakni|meliputi|adalah|rincian(?:nya)?)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")


def drop_regions(draft: Draft) -> None:
    by_region = prose_by_region(draft.blocks)
    misnamed = wrappers(by_region)
    for i, block in enumerate(draft.blocks):
        if block.hint is None or block.region in misnamed:
            continue
        if block.hint == "hidden" and by_region[block.region] > MAX_HIDDEN_PROSE:
            continue
        if block.hint == "byline" and draft.prose[i] and len(block.text) > 120:
            continue
        draft.verdict[i] = f"region: {block.hint}"
        if block.hint == "byline":
            draft.credit(block.text)
        elif block.hint == "related":
            draft.relate(i)
        elif block.hint == "tags":
            draft.body.tags.extend(text for _, text in block.links)


def drop_lone_links(draft: Draft) -> None:
    """Drop blocks that are one link to another page of the site, and a label right above them."""
    last_kept: int | None = None
    listed = False  # inside a list that a sentence of the story introduces ("... sebagai berikut:")
    for i, block in enumerate(draft.blocks):
        if draft.verdict[i] is not None:
            continue
        text = draft.texts[i]
        if block.tag != "li":
            listed = text.endswith(":") and (len(text) > MAX_LABEL or _LIST_LEAD.search(text) is not None)
        linked = block.link_share >= 0.85 and bool(block.links)
        if not linked or (block.tag == "li" and listed) or not _is_related_link(draft, block, i):
            last_kept = i
            continue
        draft.verdict[i] = "lone link"
        draft.relate(i)
        if last_kept is not None and draft.verdict[last_kept] is None:
            above = draft.texts[last_kept]
            if LABEL.match(above) and not draft.blocks[last_kept].links and len(above) <= MAX_LABEL:
                draft.verdict[last_kept] = "label of a lone link"


def _is_related_link(draft: Draft, block: Block, i: int) -> bool:
    text = block.text
    href = block.links[0][0]
    if _ADDRESS.match(text):
        return False
    if len(block.links) > 3 and block.tag not in ("li", "td"):
        return False  # a paragraph of names or places, each with its own link
    if draft.prose[i] and is_sentence(text) and len(text) > 90:
        return False  # a paragraph of the story that happens to be a link
    return _is_internal(draft, href)


def _is_internal(draft: Draft, href: str | None) -> bool:
    address = draft.page.absolute(href)
    if address is None or not draft.page.url:
        return True
    return same_publisher(address, draft.page.url, draft.outlet)
