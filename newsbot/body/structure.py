"""What structure alone gives away: regions named for what they are, and lone links with their labels."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from newsbot.blocks import Block
from newsbot.body.draft import LABEL, Draft
from newsbot.finder import MAX_REGION_SHARE
from newsbot.prose import is_sentence
from newsbot.urls import registrable

# Hidden prose of more than this many characters is a later part of the story that a script unfolds.
MAX_HIDDEN_PROSE = 200
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")


def drop_regions(draft: Draft) -> None:
    prose_by_region: dict[int, int] = {}
    total = 0
    for block, prose in zip(draft.blocks, draft.prose, strict=True):
        own = len(block.text) - block.link_chars if prose else 0
        total += own
        prose_by_region[block.region] = prose_by_region.get(block.region, 0) + own
    for i, block in enumerate(draft.blocks):
        if block.hint is None or prose_by_region[block.region] > MAX_REGION_SHARE * max(total, 1):
            continue
        if block.hint == "hidden" and prose_by_region[block.region] > MAX_HIDDEN_PROSE:
            continue
        if block.hint == "byline" and draft.prose[i] and len(block.text) > 120:
            continue
        draft.verdict[i] = f"region: {block.hint}"
        if block.hint == "byline":
            draft.credit(block.text)
        elif block.hint == "related":
            draft.relate(block)
        elif block.hint == "tags":
            draft.body.tags.extend(text for _, text in block.links)


def drop_lone_links(draft: Draft) -> None:
    for i, block in enumerate(draft.blocks):
        if draft.verdict[i] is not None or block.link_share < 0.85 or not block.links:
            continue
        if not _is_related_link(draft, block, i):
            continue
        draft.verdict[i] = "lone link"
        draft.relate(block)
        j = draft.previous(i)
        if j is not None and LABEL.match(draft.texts[j]) and not draft.blocks[j].links and len(draft.texts[j]) <= 30:
            draft.verdict[j] = "label of a lone link"


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
    if address is None:
        return True
    try:
        host = (urlsplit(address).hostname or "").lower()
        own = (urlsplit(draft.page.url).hostname or "").lower()
    except ValueError:
        return True
    if not host or not own:
        return True
    if draft.outlet is not None and any(host == d or host.endswith(f".{d}") for d in draft.outlet.domains):
        return True
    return registrable(host) == registrable(own)
