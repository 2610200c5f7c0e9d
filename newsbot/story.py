"""Where the story of a page stands: in the outlet's container, or wherever the generic finder says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from lxml import etree

from newsbot import body, finder, header, selectors
from newsbot.blocks import Block, Blocks, Media, linearise, prose_chars
from newsbot.body import Body
from newsbot.header import Surroundings
from newsbot.outlets import Outlet
from newsbot.source import Source

# Where CMSs put a story, whatever the outlet: asked when no run of prose was found (a poem, a gallery of captions).
NAMED_CONTAINERS = Outlet(
    name="",
    title="",
    domains=(),
    body=(
        "[itemprop=articleBody]",
        ".entry-content",
        ".post-content",
        ".article-content",
        ".single-content",
        "article",
    ),
)
# Below this many characters of prose an outlet's rule may have caught a part only: the generic path is asked too, and wins
# when it finds this many times as much.
DOUBTFUL = 600
FAR_MORE = 2.5
# Lines above the headline that may still carry the date, and lines below the story that may carry credits.
LINES_ABOVE, MOST_ABOVE, MOST_BELOW = 8, 60, 25


@dataclass(slots=True)
class Story:
    """A cleaned story, where it was found (``outlet selector`` or ``generic``) and the lines around it."""

    body: Body = field(default_factory=Body)
    origin: str = ""
    around: Surroundings = field(default_factory=Surroundings)

    @property
    def prose(self) -> int:
        """Characters of running prose."""
        return self.body.prose


def find(source: Source, title: str | None, summary: str | None) -> Story:
    """The page's story; an empty one when there is none.

    :param title, summary: as far as known; a block that only repeats them is not the story.
    """
    by_rule = _by_rule(source, source.outlet, title, summary) if source.outlet and source.outlet.body else None
    if by_rule is not None and by_rule.prose >= DOUBTFUL:
        return by_rule
    found = generic(source, title, summary)
    if (
        by_rule is not None
        and by_rule.body.paragraphs
        and (not body.plausible(found.body) or found.prose < FAR_MORE * by_rule.prose)
    ):
        return by_rule
    if source.outlet is not None and source.outlet.body:
        found.origin = (
            "generic; the outlet's rule found no story"
            if by_rule is None
            else "generic; the outlet's rule found too little"
        )
    return found


def _by_rule(source: Source, outlet: Outlet, title: str | None, summary: str | None) -> Story | None:
    """The story by the outlet's containers: of the first whose text is plausible, else of the first that has any."""
    doubtful: list[tuple[Blocks, list[etree._Element], Body | None]] = []
    for css in outlet.body:
        containers = _outermost(selectors.elements(source.page, css))
        if not containers:
            continue
        drops = [css for css in outlet.drop if selectors.may_match(source.page, css)]
        drop = [el for d in drops for c in containers for el in selectors.elements(source.page, d, c)]
        found = linearise(containers, drop=drop, skip_chrome=False)
        cleaned: Body | None = None
        if body.may_be_plausible(found.blocks):
            cleaned = body.clean(found, source.page, outlet=outlet, title=title, summary=summary)
            if body.plausible(cleaned):
                return _within(source, outlet, containers, found, cleaned)
        doubtful.append((found, containers, cleaned))
    for found, containers, cleaned in doubtful:
        if cleaned is None:
            cleaned = body.clean(found, source.page, outlet=outlet, title=title, summary=summary)
        if cleaned.paragraphs:
            return _within(source, outlet, containers, found, cleaned)
    return None


def _within(source: Source, outlet: Outlet, containers: list[etree._Element], found: Blocks, cleaned: Body) -> Story:
    first = cleaned.first.element if cleaned.first is not None else containers[0]
    around = header.surroundings(source.headline, containers[0], first)
    around.above.extend(_until(found.blocks[:MOST_ABOVE], cleaned.first))
    return Story(cleaned, _origin("outlet selector" if outlet.name else "common container", cleaned), around)


def generic(source: Source, title: str | None, summary: str | None) -> Story:
    """The story wherever the generic finder says, behind the headline."""
    everything = linearise([source.page.root])
    blocks = everything.blocks
    start = _headline_position(blocks, source, title) + 1
    first, end = finder.find_story(blocks[: _next_headline(blocks, start)], start)
    if prose_chars(blocks[first:end]) < body.LEAST_PROSE:
        first, end = finder.find_story(blocks, start)
    if first == end and start:
        first, end = finder.find_story(blocks, 0)
    if first == end:
        named = _by_rule(source, NAMED_CONTAINERS, title, summary)
        if named is not None:
            return named
    media = [Media(m.element, m.position - first) for m in everything.media if start <= m.position <= end]
    above, found = blocks[max(0, min(start, first) - LINES_ABOVE) : first], blocks[first:end]
    below = blocks[end : end + MOST_BELOW]
    # the rest of a large page is let go of before the story is cleaned
    del everything, blocks
    cleaned = body.clean(Blocks(found, media), source.page, outlet=source.outlet, title=title, summary=summary)
    if cleaned.first is not None:
        above += _until(found, cleaned.first)
    return Story(cleaned, _origin("generic", cleaned), Surroundings(above[:MOST_ABOVE], below))


def _next_headline(blocks: list[Block], start: int) -> int:
    """Where the next article begins on a page that goes on with it below the story: at the next ``h1``."""
    return next((i for i in range(start, len(blocks)) if blocks[i].tag == "h1"), len(blocks))


def _headline_position(blocks: list[Block], source: Source, title: str | None) -> int:
    """Where the headline stands: its element, or the first line that says the same; -1 when it stands nowhere."""
    heading = source.headline_text
    for i, block in enumerate(blocks):
        if block.element is source.headline or (block.heading and block.text == heading):
            return i
    if source.headline is None and title:
        return next((i for i, b in enumerate(blocks) if b.text.casefold() == title.casefold() and not b.links), -1)
    return -1


def _until(blocks: list[Block], first: Block | None) -> Iterator[Block]:
    return takewhile(lambda block: block is not first, blocks)


def _origin(path: str, cleaned: Body) -> str:
    return f"{path}; rules would have taken too much" if cleaned.capped else path


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [el for el in elements if not any(a in chosen for a in el.iterancestors())]
