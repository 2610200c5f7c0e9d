"""A tree, or a part of it, as a flat list of text blocks in reading order.

One walk serves the outlet's container, the generic finder and the classification of pages. A block is what a reader sees as
one paragraph: the text between two block elements or line breaks, with white space folded as a browser folds it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Sequence
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
EMPHASIS = frozenset("i em u font small sup sub".split())
MEDIA = frozenset("img iframe video embed amp-img amp-iframe amp-youtube".split())

# What an element does to the text around it, as plain numbers, since the walk compares them for each element of a page. From
# _INLINE on the names of an element count (those of links, emphasis and pictures, which are half of a page, say nothing of the
# text around them); from _BLOCK on it makes a block.
_SKIPPED, _EMPHASIS, _BREAK, _LINK, _BOLD, _PICTURE, _INLINE, _MEDIA, _BLOCK, _HEADING, _CAPTION, _QUOTATION = range(12)
_SHOWN = frozenset((_PICTURE, _MEDIA))
_KINDS: dict[str, int] = {
    **dict.fromkeys(BLOCK_TAGS, _BLOCK),
    **dict.fromkeys(HEADINGS, _HEADING),
    **dict.fromkeys(EMPHASIS, _EMPHASIS),
    **dict.fromkeys(MEDIA, _MEDIA),
    **dict.fromkeys(SKIPPED, _SKIPPED),
    "img": _PICTURE,
    "br": _BREAK,
    "a": _LINK,
    "b": _BOLD,
    "strong": _BOLD,
    "figcaption": _CAPTION,
    "blockquote": _QUOTATION,
}
_KINDS_WITHOUT_CHROME = {**_KINDS, **dict.fromkeys(CHROME, _SKIPPED)}
# A quotation that links to one of these is somebody's post, shown by a script.
_SOCIAL_POST = re.compile(
    r"//(?:www\.|mobile\.|m\.)?(?:twitter|x|instagram|facebook|tiktok|threads)\.(?:com|net)/", re.IGNORECASE
)

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One paragraph-like piece of a page."""

    text: str
    element: etree._Element  # the innermost block element it stands in
    tag: str
    link_chars: int = 0
    links: Sequence[tuple[str | None, str]] = ()  # where each leads, and its text
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


def _preformatted(parts: Iterable[str]) -> list[str]:
    paragraphs = (" ".join(paragraph.split()) for paragraph in _EMPTY_LINE.split("".join(parts)))
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_embed(quotation: etree._Element) -> bool:
    return any(_SOCIAL_POST.search(a.get("href") or "") for a in quotation.iter("a"))


class _Walk:
    def __init__(self, drop: frozenset[etree._Element], skip_chrome: bool, name_roots: bool, limit: int | None) -> None:
        self.drop = drop
        self.name_roots = name_roots
        self.limit = limit if limit is not None else sys.maxsize
        self.kinds = _KINDS_WITHOUT_CHROME if skip_chrome else _KINDS
        self.blocks: list[Block] = []
        self.media: list[Media] = []
        self.skipped: list[etree._Element] = []
        self.regions = 0

    def run(self, root: etree._Element) -> None:
        # One long function with local names, over ``iter`` and not ``iterwalk``: a page has a thousand elements, and this
        # takes two thirds of the time of the same with methods or with an event for each end.
        blocks, media, drop, kinds, limit = self.blocks, self.media, self.drop, self.kinds, self.limit
        parts: list[str] = []
        links: list[tuple[str | None, str]] = []
        opened: list[tuple[etree._Element, int]] = []  # elements whose end has not come, outermost first
        boxes: list[etree._Element] = []  # those of them that are block elements
        hints: list[tuple[etree._Element, str, int]] = []  # those of them that are hinted
        left_out: set[etree._Element] = set()  # a subtree that is passed over
        link_start = -1
        link_chars = bold_chars = 0
        link_href: str | None = None
        bold_depth = heading_depth = 0
        after_break = False

        def flush() -> None:
            nonlocal parts, links, link_chars, bold_chars, link_start
            text = " ".join("".join(parts).split())
            if link_start >= 0:  # a link that goes on behind a break
                inside = " ".join("".join(parts[link_start:]).split())
                if inside:
                    link_chars += len(inside)
                    links.append((link_href, inside))
                link_start = 0
            if text:
                element = boxes[-1] if boxes else root
                tag = element.tag
                _, hint, region = hints[-1] if hints else (None, None, 0)
                bold, heading = bold_chars >= len(text) * 0.9, heading_depth > 0
                # in preformatted text an empty line parts paragraphs
                for paragraph in _preformatted(parts) if tag == "pre" and not links else (text,):
                    blocks.append(
                        Block(
                            paragraph, element, tag, link_chars, links or (), bold, heading, hint, region, after_break
                        )
                    )
                if links:
                    links = []
            parts = []
            link_chars = bold_chars = 0

        root_kind = kinds.get(root.tag, _INLINE)
        if root_kind == _SKIPPED:  # asked for by name
            root_kind = _BLOCK if root.tag in BLOCK_TAGS else _INLINE
        walker = root.iter()
        el: etree._Element | None = next(walker)
        while el is not None:
            tag = el.tag
            kind = kinds.get(tag, _INLINE) if el is not root else root_kind
            if kind == _SKIPPED or (drop and el in drop and el is not root):
                if parts and tag in BLOCK_TAGS:
                    flush()
                if el in drop:
                    self.skipped.append(el)
                left_out.add(el)
                if len(blocks) >= limit:
                    break
                tail = el.tail
                if tail and (parts or bold_depth or not tail.isspace()):
                    parts.append(tail)
                    if bold_depth:
                        bold_chars += len(tail)
            else:
                if kind >= _INLINE and (stated := el.keys()) and (el is not root or self.name_roots):
                    hint = _hint(el, stated)
                    if hint is not None and (hint == "hidden" or kind != _HEADING):
                        self.regions += 1
                        if parts and hint != "hidden" and kind < _BLOCK:
                            flush()
                        hints.append((el, hint, self.regions))
                if kind >= _BLOCK:
                    if parts:
                        flush()
                    after_break = False
                    boxes.append(el)
                    if kind == _HEADING:
                        heading_depth += 1
                    elif kind == _CAPTION or (kind == _QUOTATION and _is_embed(el)):
                        self.regions += 1
                        hints.append((el, "caption" if kind == _CAPTION else "embed", self.regions))
                elif kind == _LINK:
                    link_start = len(parts)
                    link_href = el.get("href")
                elif kind == _BREAK:
                    if parts:
                        flush()
                    after_break = True
                elif kind == _BOLD:
                    bold_depth += 1
                elif kind in _SHOWN:
                    media.append(Media(el, len(blocks)))
                text = el.text
                if text and (parts or bold_depth or not text.isspace()):
                    parts.append(text)
                    if bold_depth:
                        bold_chars += len(text)
                opened.append((el, kind))

            parent = None
            for el in walker:
                parent = el.getparent()
                if not left_out:
                    break
                if parent not in left_out:
                    left_out.clear()
                    break
                left_out.add(el)
            else:
                el = None
            # whatever is open and does not hold the next element has ended
            while opened and (el is None or opened[-1][0] is not parent):
                ended, kind = opened.pop()
                if kind >= _BLOCK:
                    if parts:
                        flush()
                    after_break = False
                    boxes.pop()
                    if kind == _HEADING:
                        heading_depth -= 1
                elif kind == _LINK:
                    if link_start >= 0:
                        inside = " ".join("".join(parts[link_start:]).split())
                        if inside:
                            link_chars += len(inside)
                            links.append((link_href, inside))
                        link_start = -1
                elif kind == _BOLD:
                    bold_depth -= 1
                while hints and hints[-1][0] is ended:
                    if parts and kind < _BLOCK:
                        flush()
                    hints.pop()
                if ended is root or len(blocks) >= limit:
                    el = None
                    break
                tail = ended.tail
                if tail and (parts or bold_depth or not tail.isspace()):
                    parts.append(tail)
                    if bold_depth:
                        bold_chars += len(tail)
        if parts:
            flush()


def _hint(el: etree._Element, stated: Sequence[str | bytes]) -> str | None:
    """What an element's attributes, whose names are ``stated``, say it is."""
    if "hidden" in stated or ("style" in stated and _HIDDEN.search(el.get("style") or "")):
        return "hidden"
    names = (el.get("class") or "") if "class" in stated else ""
    if "id" in stated:
        names = f"{names} {el.get('id')}"
    return hint_of(names) if names else None
