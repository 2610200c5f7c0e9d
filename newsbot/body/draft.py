"""A story being cut out of a container: its blocks, and for each what removed it."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import accumulate

from newsbot.blocks import Block, Blocks
from newsbot.credits import Credits, read_credit_line, read_signoff
from newsbot.items import Dateline, Image, Link
from newsbot.outlets import Outlet
from newsbot.page import Page
from newsbot.urls import same_publisher

_LISTING = re.compile(r"/(?:tags?|topik|topic|indeks?|search|author|penulis|kanal)/|/sharer\b|[?&](?:url|u|text)=")
LABEL = re.compile(r"^[^.!?]{3,40}[:：]$")


@dataclass(frozen=True, slots=True)
class Removal:
    """A block the cleaner took out, and the name of what took it out."""

    rule: str
    text: str


@dataclass(slots=True)
class Body:
    """The story and what was found around it."""

    paragraphs: list[str] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    videos: list[Link] = field(default_factory=list)
    related: list[Link] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    credits: list[tuple[Credits, bool]] = field(default_factory=list)  # with whether a label names the role
    dateline: Dateline | None = None
    sponsored: bool = False
    capped: bool = False
    prose: int = 0  # characters of running prose among the paragraphs
    first: Block | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def fold(text: str | None) -> str:
    """Text for comparison: case, white space, closing points and quotes do not count."""
    return " ".join((text or "").casefold().split()).strip(" .\"'“”‘’")


def is_headline_link(page: Page, href: str | None, text: str) -> bool:
    """Whether a link leads to another article: three words or more, within the site, neither a tag nor a listing."""
    address = page.absolute(href)
    if address is None or len(text.split()) < 3 or _LISTING.search(address):
        return False
    return not page.url or same_publisher(address, page.url, None)


class Draft:
    """The blocks of a container, what is known of the page, and the verdict on each block so far.

    ``verdict[i]`` is the name of what removes block ``i``, or ``None`` while it stands; ``texts[i]`` its text, which may be
    shorter than the block's when something glued to it was taken off; ``prose[i]`` whether it reads as prose.
    """

    def __init__(
        self, found: Blocks, page: Page, outlet: Outlet | None, title: str | None, summary: str | None
    ) -> None:
        self.found = found
        self.blocks = found.blocks
        self.page = page
        self.outlet = outlet
        self.title = fold(title)
        self.summary = fold(summary)
        self.body = Body()
        self.verdict: list[str | None] = [None] * len(self.blocks)
        self.texts = [b.text for b in self.blocks]
        self.prose = [b.prose for b in self.blocks]
        self._related: list[tuple[int, Link]] = []
        self.captions: list[int] = []  # blocks that are captions, in the order they were recognised
        own = [len(b.text) - b.link_chars if p else 0 for b, p in zip(self.blocks, self.prose, strict=True)]
        # characters of prose above each block, as the page has it, and blocks of prose from each one on
        self.prose_above = array("q", accumulate(own, initial=0))
        self.prose_blocks_below = array("q", accumulate(map(bool, reversed(own)), initial=0))
        self.prose_blocks_below.reverse()

    def kept(self) -> list[int]:
        return [i for i, v in enumerate(self.verdict) if v is None]

    def previous(self, i: int) -> int | None:
        for j in range(i - 1, -1, -1):
            if self.verdict[j] is None:
                return j
        return None

    def relate(self, place: int, title: str | None = None, *, dropped: Block | None = None) -> None:
        """Keep a removed block's links to other articles of the site; buttons, tags and menus are none.

        :param place: index of the block.
        :param title: the title a rule read from the line, where there is one.
        :param dropped: a block that is none of the container's, in place of the one at ``place``.
        """
        block = dropped or self.blocks[place]
        for href, text in block.links:
            if is_headline_link(self.page, href, text):
                self._related.append((place, Link(self.page.absolute(href), title or text)))
        if not block.links and title:
            self._related.append((place, Link(None, title)))

    def related(self) -> list[Link]:
        """The links kept so far, in the order of the page."""
        return [link for _, link in sorted(self._related, key=lambda entry: entry[0])]

    def credit(self, text: str) -> None:
        credits = read_credit_line(text)
        if credits is None:
            signoff = read_signoff(text)
            credits = signoff.credits if signoff is not None else None
        if credits is not None:
            self.body.credits.append((credits, True))
