"""From the blocks of a container to the paragraphs of a story, and to what stood between them.

Structure decides first: hidden and labelled regions, a lone link with its label, captions of figures. Rules over whole lines
come second. Order decides last: what stands above the opening and below the closing is not the story. Each removal carries
the name of what removed it, and a cap protects the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsbot.blocks import Block, Blocks, linearise
from newsbot.body.captions import take_captions
from newsbot.body.draft import Body, Draft, Removal
from newsbot.body.edges import cut_closing, cut_opening, drop_doubles
from newsbot.body.lines import apply_rules, strip_glued
from newsbot.body.media import take_media
from newsbot.body.structure import drop_lone_links, drop_regions
from newsbot.outlets import Outlet
from newsbot.page import Page
from newsbot.prose import is_sentence

__all__ = ["Body", "Removal", "clean", "may_be_plausible", "plausible"]


# Rules over lines may take this share of the prose a container holds; past it they are wrong about the page, not the page.
MAX_REMOVED_SHARE = 0.5
# Characters of prose a story has at least.
LEAST_PROSE = 200


def clean(
    found: Blocks, page: Page, *, outlet: Outlet | None = None, title: str | None = None, summary: str | None = None
) -> Body:
    """Clean a container's blocks.

    :param title, summary: as far as known; a block that only repeats them is not the story.
    """
    draft = Draft(found, page, outlet, title, summary)
    drop_regions(draft)
    take_captions(draft)
    strip_glued(draft)
    apply_rules(draft)
    drop_lone_links(draft)
    cut_opening(draft)
    cut_closing(draft)
    drop_doubles(draft)
    _cap(draft)
    _collect(draft)
    return draft.body


def _cap(draft: Draft) -> None:
    """Give the text back when rules over lines took more prose than they may."""
    prose = [
        (i, len(b.text) - b.link_chars)
        for i, b in enumerate(draft.blocks)
        if draft.prose[i] and not (b.hint and (draft.verdict[i] or "").startswith("region"))
    ]
    total = sum(n for _, n in prose)
    taken = sum(n for i, n in prose if draft.verdict[i] is not None and draft.verdict[i] != "lone link")
    if total > 300 and taken > MAX_REMOVED_SHARE * total:
        draft.body.capped = True
        for i, _ in prose:
            draft.verdict[i] = None


def _collect(draft: Draft) -> None:
    body = draft.body
    for element in draft.found.skipped:
        dropped = linearise([element], skip_chrome=False).blocks
        body.removed.extend(Removal("outlet drop", block.text) for block in dropped)
        for block in dropped:
            if block.link_share > 0.85:
                draft.relate(len(draft.blocks), dropped=block)
    for i, block in enumerate(draft.blocks):
        verdict = draft.verdict[i]
        if verdict is None:
            if draft.texts[i]:
                body.first = body.first or block
                body.paragraphs.append(draft.texts[i])
                body.prose += len(draft.texts[i]) if draft.prose[i] else 0
        else:
            body.removed.append(Removal(verdict, draft.texts[i]))
    body.related = draft.related()
    take_media(draft)


def may_be_plausible(blocks: Sequence[Block]) -> bool:
    """Whether a container holds so much prose that what is left of it, once cleaned, can be :func:`plausible`."""
    return sum(len(block.text) for block in blocks if block.prose) >= LEAST_PROSE


def plausible(found: Body) -> bool:
    """Whether text looks like a story at all: a sentence, and more than a caption's worth of prose."""
    return found.prose >= LEAST_PROSE and any(is_sentence(p) for p in found.paragraphs)
