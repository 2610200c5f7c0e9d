"""A tree, or a part of it, as a flat list of text blocks in reading order.

One walk serves the outlet's container, the generic finder and the classification of pages. A block is what a reader sees as
one paragraph: the text between two block elements or line breaks, with white space folded as a browser folds it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from lxml import etree

from newsbot.hints import hint_of
from newsbot.prose import is_prose

BLOCK_TAGS = frozenset(
    "html body div p section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody "
    "tfoot tr td th blockquote pre figure figcaption address center details summary hr form fieldset legend hgroup".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# Never part of a story; `ins` is the ad networks' slot, `form` is not here because ASP.NET pages wrap everything in one.
SKIPPED = frozenset(
    "script style noscript template svg math button select textarea input option head object applet map canvas audio "
    "ins dialog menu progress meter rp rt".split()
)
CHROME = frozenset("nav footer aside".split())
UNNAMED = frozenset("a b strong i em u br img font small sup sub".split())
MEDIA = frozenset("img iframe video embed amp-img amp-iframe amp-youtube".split())
# A quotation that links to one of these is somebody's post, shown by a script.
_SOCIAL_POST = re.compile(
    r"//(?:www\.|mobile\.|m\.)?(?:twitter|x|instagram|facebook|tiktok|threads)\.(?:com|net)/", re.IGNORECASE
)

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One paragraph-like piece of a page."""

    text: str
    element: etree._Element  # the innermost block element it stands in
    tag: str
    link_chars: int = 0
    links: list[tuple[str | None, str]] = field(default_factory=list)
    bold: bool = False
    heading: bool = False
    hint: str | None = None
    region: int = 0  # number of the hinted element it stands in, 0: none
    after_break: bool = False  # began at a <br>, not at a block element
    _prose: bool | None = None

    @property
    def prose(self) -> bool:
        """Whether it reads as running prose; found out once."""
        if self._prose is None:
            self._prose = is_prose(self.text)
        return self._prose

    @property
    def link_share(self) -> float:
        """Share of the text that is link text, 0 to 1."""
        return min(1.0, self.link_chars / max(1, len(self.text)))


@dataclass(slots=True)
class Media:
    """A picture or an embedded frame, and how many blocks stood above it."""

    element: etree._Element
    position: int


@dataclass(slots=True)
class Blocks:
    """What a walk brings: blocks and media in reading order."""

    blocks: list[Block]
    media: list[Media]
    skipped: list[etree._Element] = field(default_factory=list)  # elements of ``drop``, left out whole


def prose_chars(blocks: Iterable[Block]) -> int:
    """Characters of running prose, link text left out."""
    return sum(len(block.text) - block.link_chars for block in blocks if block.prose)


def linearise(
    roots: Iterable[etree._Element],
    *,
    drop: Collection[etree._Element] = (),
    skip_chrome: bool = True,
    name_roots: bool = False,
    limit: int | None = None,
) -> Blocks:
    """The text blocks below ``roots``, in reading order.

    :param drop: elements to leave out with all that is in them.
    :param skip_chrome: leave out ``nav``, ``aside`` and ``footer`` elements.
    :param name_roots: let the class names of the roots themselves count as hints.
    :param limit: stop after about this many blocks.
    """
    walk = _Walk(frozenset(drop), skip_chrome, name_roots, limit)
    for root in roots:
        walk.run(root)
        if limit is not None and len(walk.blocks) >= limit:
            break
    return Blocks(walk.blocks, walk.media, walk.skipped)


def _is_embed(quotation: etree._Element) -> bool:
    return any(_SOCIAL_POST.search(a.get("href") or "") for a in quotation.iter("a"))


class _Walk:
    def __init__(self, drop: frozenset[etree._Element], skip_chrome: bool, name_roots: bool, limit: int | None) -> None:
        self.drop = drop
        self.name_roots = name_roots
        self.limit = limit if limit is not None else sys.maxsize
        self.skipped_tags = SKIPPED | CHROME if skip_chrome else SKIPPED
        self.blocks: list[Block] = []
        self.media: list[Media] = []
        self.skipped: list[etree._Element] = []
        self.regions = 0

    def run(self, root: etree._Element) -> None:
        blocks, media, drop, skipped_tags, name_roots = (
            self.blocks,
            self.media,
            self.drop,
            self.skipped_tags,
            self.name_roots,
        )
        limit = self.limit
        parts: list[str] = []
        links: list[tuple[str | None, str]] = []
        stack: list[etree._Element] = []  # open block elements
        hints: list[tuple[etree._Element, str, int]] = []  # open hinted elements
        link_start = -1
        link_chars = bold_chars = 0
        link_href: str | None = None
        left_out: etree._Element | None = None
        bold_depth = heading_depth = 0
        after_break = False

        def flush() -> None:
            nonlocal parts, links, link_chars, bold_chars, link_start
            if parts:
                text = " ".join("".join(parts).split())
                if link_start >= 0:  # a link that goes on behind a break
                    inside = "".join(parts[link_start:]).strip()
                    if inside:
                        link_chars += len(inside)
                        links.append((link_href, " ".join(inside.split())))
                    link_start = 0
                if text:
                    element = stack[-1] if stack else root
                    hint = hints[-1] if hints else None
                    blocks.append(
                        Block(
                            text,
                            element,
                            element.tag,
                            link_chars,
                            links,
                            bold_chars >= len(text) * 0.9,
                            heading_depth > 0,
                            hint[1] if hint else None,
                            hint[2] if hint else 0,
                            after_break,
                        )
                    )
                    links = []
                parts = []
                link_chars = bold_chars = 0

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, el in walker:
            tag = el.tag
            if event == "start":
                if (tag in skipped_tags or el in drop) and el is not root:
                    if tag in BLOCK_TAGS:
                        flush()
                    if el in drop:
                        self.skipped.append(el)
                    walker.skip_subtree()
                    left_out = el
                    continue
                # Half of a page's elements are links and emphasis, whose class names say nothing of the text around them.
                attrib = el.attrib if tag not in UNNAMED else None
                if attrib and (name_roots or el is not root):
                    if ("style" in attrib and _HIDDEN.search(attrib["style"])) or "hidden" in attrib:
                        self.regions += 1
                        hints.append((el, "hidden", self.regions))
                    else:
                        names = attrib.get("class", "")
                        if "id" in attrib:
                            names = f"{names} {attrib['id']}"
                        if names:
                            hint = hint_of(names)
                            if hint and tag not in HEADINGS:
                                self.regions += 1
                                if tag not in BLOCK_TAGS:
                                    flush()
                                hints.append((el, hint, self.regions))
                if tag in BLOCK_TAGS:
                    flush()
                    after_break = False
                    stack.append(el)
                    if tag == "blockquote" and _is_embed(el):
                        self.regions += 1
                        hints.append((el, "embed", self.regions))
                    if tag in HEADINGS:
                        heading_depth += 1
                    elif tag == "figcaption":
                        self.regions += 1
                        hints.append((el, "caption", self.regions))
                elif tag == "br":
                    flush()
                    after_break = True
                elif tag == "a":
                    link_start = len(parts)
                    link_href = el.get("href")
                elif tag in ("b", "strong"):
                    bold_depth += 1
                elif tag in MEDIA:
                    media.append(Media(el, len(blocks)))
                text = el.text
                if text:
                    parts.append(text)
                    if bold_depth:
                        bold_chars += len(text)
            else:
                if el is left_out:
                    left_out = None
                    if tag in BLOCK_TAGS:
                        flush()
                elif tag in BLOCK_TAGS:
                    flush()
                    after_break = False
                    stack.pop()
                    if tag in HEADINGS:
                        heading_depth -= 1
                elif tag == "a":
                    if link_start >= 0:
                        inside = "".join(parts[link_start:]).strip()
                        if inside:
                            link_chars += len(inside)
                            links.append((link_href, " ".join(inside.split())))
                        link_start = -1
                elif tag in ("b", "strong"):
                    bold_depth -= 1
                while hints and hints[-1][0] is el:
                    if tag not in BLOCK_TAGS:
                        flush()
                    hints.pop()
                if el is root or len(blocks) >= limit:
                    break
                tail = el.tail
                if tail:
                    parts.append(tail)
                    if bold_depth:
                        bold_chars += len(tail)
        flush()
