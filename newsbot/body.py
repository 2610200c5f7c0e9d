"""From the blocks of a container to the paragraphs of a story, and to what stood between them.

Structure decides first: hidden and labelled regions, a lone link with its label, captions of figures. Rules over whole lines
come second. Order decides last: what stands above the opening and below the closing is not the story. Each removal carries
the name of what removed it, and a cap protects the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree

from newsbot import boilerplate
from newsbot.blocks import Block, Blocks, Media
from newsbot.boilerplate import Effect
from newsbot.credits import Credits, DatelineMatch, Signoff, parse_byline, read_credit_line, read_dateline, read_signoff
from newsbot.credits.names import is_full_name
from newsbot.finder import MAX_REGION_SHARE, is_prose, is_sentence
from newsbot.items import Dateline, Image, Link
from newsbot.outlets import Outlet
from newsbot.page import Page

# Rules over lines may take this share of the prose a container holds; past it they are wrong about the page, not the page.
MAX_REMOVED_SHARE = 0.5
# Hidden prose of more than this many characters is a later part of the story that a script unfolds.
MAX_HIDDEN_PROSE = 200
_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vidio\.com|dailymotion\.com|20\.detik\.com|vimeo\.com|jwplayer\.com|jwplatform\.com|tiktok\.com)$"
)
_ICON = re.compile(
    r"\.svg(?:$|\?)|/(?:icons?|logos?|ads?|banner|pixel|spacer|blank|avatar|emoji|smil(?:ey|ies))[/_.-]|1x1|^data:",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^.!?]{3,40}[:：]$")
_BRACKETED_CODE = re.compile(r"^[(\[]\s*[\w*]{1,6}(?:\s?[/\-.,]\s?[\w*.]{1,14}){0,3}\s*[)\]]$")
MAX_CAPTION = 500
_PHOTO_CREDIT = re.compile(
    r"\((?:[^()]{0,40}/[^()]{2,40}|(?:foto|dok|doc|ist|istimewa|photo|ilustrasi|via|sumber)\b[^()]{0,60}|[^()]{0,40}(?:AFP|AP|Antara|Reuters|Shutterstock|Getty)[^()]{0,40})\)\.?$"
    r"|^(?:foto|ilustrasi|illustrasi|photo|dok)\b[^.]{0,80}$|\b(?:dok|ist|istimewa)\.?$|\b(?:ANTARA|AFP|REUTERS|AP|TEMPO|KOMPAS)\s?/\s?[A-Z][\w.' ]{2,40}$|^(?:ilustrasi )?(?:shutterstock|istimewa|freepik|unsplash|pixabay|pexels)\S*$",
    re.IGNORECASE,
)
# Certain enough to be cut from the end of a text that ends as a sentence: "... (AFP/Nama)", "(Navy via AP)", "(Foto: Nama)".
_CLOSING_PHOTO_CREDIT = re.compile(
    r"(?<=[.!?”\"])\s*\((?:foto|photo|dok|doc)\b[^()]{1,60}\)$|(?<=[.!?”\"])\s*\([^()]{1,50}\b(?:via (?:AP|AFP|Reuters)|AP Photo|AFP Photo)\b[^()]{0,50}\)$"
    r"|(?<=[.!?”\"])\s*\((?:AFP|AP|Reuters|Antara|AP Photo)/[^()]{2,50}\)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$")
_ONLY_MARKS = re.compile(r"^[\W_]+$")


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
    initials: list[str] = field(default_factory=list)
    dateline: Dateline | None = None
    sponsored: bool = False
    capped: bool = False
    first: Block | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def clean(
    found: Blocks, page: Page, *, outlet: Outlet | None = None, title: str | None = None, summary: str | None = None
) -> Body:
    """Clean a container's blocks.

    :param title, summary: as far as known; a block that only repeats them is not the story.
    """
    cleaner = _Cleaner(found, page, outlet, title, summary)
    return cleaner.run()


def _fold(text: str | None) -> str:
    return " ".join((text or "").casefold().split()).strip(" .\"'“”‘’")


class _Cleaner:
    def __init__(
        self, found: Blocks, page: Page, outlet: Outlet | None, title: str | None, summary: str | None
    ) -> None:
        self.found = found
        self.blocks = found.blocks
        self.page = page
        self.outlet = outlet
        self.title = _fold(title)
        self.summary = _fold(summary)
        self.body = Body()
        self.verdict: list[str | None] = [None] * len(self.blocks)  # the name of what removes the block
        self.texts = [b.text for b in self.blocks]
        self.prose = [is_prose(b.text) for b in self.blocks]

    def run(self) -> Body:
        self._regions()
        self._captions()
        self._glued()
        self._lines()
        self._lone_links()
        self._opening()
        self._closing()
        self._doubles()
        self._cap()
        self._collect()
        return self.body

    # --- structure ---------------------------------------------------------------------------------

    def _regions(self) -> None:
        prose_by_region: dict[int, int] = {}
        total = 0
        for block, prose in zip(self.blocks, self.prose, strict=True):
            own = len(block.text) - block.link_chars if prose else 0
            total += own
            prose_by_region[block.region] = prose_by_region.get(block.region, 0) + own
        for i, block in enumerate(self.blocks):
            if block.hint is None or prose_by_region[block.region] > MAX_REGION_SHARE * max(total, 1):
                continue
            if block.hint == "hidden" and prose_by_region[block.region] > MAX_HIDDEN_PROSE:
                continue
            if block.hint == "byline" and self.prose[i] and len(block.text) > 120:
                continue
            self.verdict[i] = f"region: {block.hint}"
            if block.hint == "byline":
                self._credit(block.text)
            elif block.hint == "related":
                self._related(block)
            elif block.hint == "tags":
                self.body.tags.extend(text for _, text in block.links)

    def _captions(self) -> None:
        """A line that shares a small box with a picture, or repeats its alternative text, is its caption."""
        for media in self.found.media:
            if media.element.tag not in ("img", "amp-img"):
                continue
            described = {_fold(media.element.get(name)) for name in ("alt", "title", "data-title", "data-caption")} - {
                ""
            }
            for i in range(max(0, media.position - 2), min(len(self.blocks), media.position + 4)):
                if (
                    self.verdict[i] is None
                    and _fold(self.texts[i]) in described
                    and read_dateline(self.texts[i]) is None
                ):
                    self._caption(i)
            self._line_below(media)
            box = media.element
            text_of_box = ""
            for ancestor in media.element.iterancestors():
                text = " ".join("".join(map(str, ancestor.itertext())).split())
                if len(text) > MAX_CAPTION:
                    break
                box, text_of_box = ancestor, text
                if text:
                    break
            if not text_of_box:
                continue
            for i in range(max(0, media.position - 2), min(len(self.blocks), media.position + 3)):
                if self.verdict[i] is not None or self.texts[i] not in text_of_box or not self._inside(i, box):
                    continue
                if self._is_caption(i, box):
                    self._caption(i)

    def _caption(self, i: int) -> None:
        self.verdict[i] = "caption of a picture"
        self.body.images.append(Image(caption=self.texts[i]))

    def _line_below(self, media: Media) -> None:
        """Right below a picture, a line in small print or with a photographer's credit is its caption."""
        i = media.position
        if i >= len(self.blocks) or self.verdict[i] is not None:
            return
        block = self.blocks[i]
        if block.heading or block.bold or len(block.text) > MAX_CAPTION or read_dateline(block.text) is not None:
            return
        if _PHOTO_CREDIT.search(block.text) or _is_small_print(block):
            self._caption(i)

    def _inside(self, i: int, box: etree._Element) -> bool:
        element = self.blocks[i].element
        return element is box or box in element.iterancestors()

    def _is_caption(self, i: int, box: etree._Element) -> bool:
        text = self.texts[i]
        if read_dateline(text) is not None or self.blocks[i].heading:
            return False
        if _PHOTO_CREDIT.search(text):
            return True
        # A paragraph that merely holds a picture is the story's; a box around picture and line is the picture's.
        return box.tag != "p" and len(text) < 200 and not self.blocks[i].after_break

    def _glued(self) -> None:
        for i, text in enumerate(self.texts):
            if self.verdict[i] is None:
                stripped, taken = boilerplate.strip_inline(text)
                if taken:
                    self.body.removed.extend(Removal(rule.name, piece) for piece, rule in taken)
                    self.texts[i] = stripped
                    if not stripped:
                        self.verdict[i] = taken[0][1].name

    def _lone_links(self) -> None:
        for i, block in enumerate(self.blocks):
            if self.verdict[i] is not None or block.link_share < 0.85 or not block.links:
                continue
            if not self._is_related_link(block, i):
                continue
            self.verdict[i] = "lone link"
            self._related(block)
            j = self._previous(i)
            if j is not None and _LABEL.match(self.texts[j]) and not self.blocks[j].links and len(self.texts[j]) <= 30:
                self.verdict[j] = "label of a lone link"

    def _is_related_link(self, block: Block, i: int) -> bool:
        text = block.text
        href = block.links[0][0]
        if _ADDRESS.match(text):
            return False
        if len(block.links) > 3 and block.tag not in ("li", "td"):
            return False  # a paragraph of names or places, each with its own link
        if self.prose[i] and is_sentence(text) and len(text) > 90:
            return False  # a paragraph of the story that happens to be a link
        return self._is_internal(href)

    def _is_internal(self, href: str | None) -> bool:
        address = self.page.absolute(href)
        if address is None:
            return True
        try:
            host = (urlsplit(address).hostname or "").lower()
            own = (urlsplit(self.page.url).hostname or "").lower()
        except ValueError:
            return True
        if not host or not own:
            return True
        if self.outlet is not None and any(host == d or host.endswith(f".{d}") for d in self.outlet.domains):
            return True
        return _registrable(host) == _registrable(own)

    def _previous(self, i: int) -> int | None:
        for j in range(i - 1, -1, -1):
            if self.verdict[j] is None:
                return j
        return None

    # --- lines -------------------------------------------------------------------------------------

    def _lines(self) -> None:
        above = 0
        i = 0
        n = len(self.blocks)
        while i < n:
            if self.verdict[i] is not None:
                i += 1
                continue
            text = self.texts[i]
            found = boilerplate.match(text) if len(text) < 600 else None
            if found is None:
                if self.prose[i]:
                    above += len(text)
                i += 1
                continue
            rule = found.rule
            effect = rule.effect
            block = self.blocks[i]
            if effect is Effect.END:
                if above > 200 and not self._story_below(i):
                    for j in range(i, n):
                        if self.verdict[j] is None:
                            self.verdict[j] = rule.name if j == i else f"after {rule.name}"
                            if self.blocks[j].link_share > 0.85:
                                self._related(self.blocks[j])
                    return
                self.verdict[i] = rule.name
            elif effect is Effect.CREDIT:
                self.verdict[i] = rule.name
                self._credit(text)
            elif effect is Effect.RELATED:
                self.verdict[i] = rule.name
                self._related(block, found.title)
            elif effect is Effect.VIDEO:
                self.verdict[i] = rule.name
                if found.title:
                    self.body.videos.append(
                        Link(self.page.absolute(block.links[0][0]) if block.links else None, found.title)
                    )
            elif effect in (Effect.RELATED_LABEL, Effect.VIDEO_LABEL):
                self.verdict[i] = rule.name
                i = self._titles_below(i, rule.name, video=effect is Effect.VIDEO_LABEL)
                continue
            elif effect is Effect.CAPTION:
                self.verdict[i] = rule.name
                self.body.images.append(Image(caption=text))
            elif effect is Effect.TAGS:
                self.verdict[i] = rule.name
                self.body.tags.extend(t for _, t in block.links)
            else:
                self.verdict[i] = rule.name
            i += 1

    def _titles_below(self, i: int, rule: str, *, video: bool) -> int:
        """Take the titles under a label: lone links, or for a video the one short line that is no sentence."""
        j = i + 1
        while j < len(self.blocks):
            block = self.blocks[j]
            if self.verdict[j] is not None:
                j += 1
                continue
            linked = block.link_share >= 0.85 and not (
                self.prose[j] and is_sentence(block.text) and len(block.text) > 160
            )
            if linked:
                self.verdict[j] = f"under {rule}"
                self._related(block)
                j += 1
                continue
            if video and len(block.text) < 140 and not is_sentence(block.text) and read_dateline(block.text) is None:
                self.verdict[j] = f"under {rule}"
                self.body.videos.append(Link(None, block.text))
                j += 1
            break
        return j

    def _story_below(self, i: int) -> bool:
        """Whether more prose stands below a closing line than above: then the line closes something else."""
        below = sum(
            len(b.text) - b.link_chars
            for b, p, v in zip(self.blocks[i:], self.prose[i:], self.verdict[i:], strict=True)
            if p and v is None
        )
        above = sum(
            len(b.text) - b.link_chars
            for b, p, v in zip(self.blocks[:i], self.prose[:i], self.verdict[:i], strict=True)
            if p and v is None
        )
        return below > above

    # --- order -------------------------------------------------------------------------------------

    def _kept(self) -> list[int]:
        return [i for i, v in enumerate(self.verdict) if v is None]

    def _opening(self) -> None:
        """Drop what stands above the story: headline, deck, byline, date, captions."""
        kept = self._kept()
        opening: DatelineMatch | None = None
        at = None
        for i in kept[:12]:
            match = read_dateline(self.texts[i])
            if match is not None and not self.blocks[i].heading:
                opening, at = match, i
                break
            if self.prose[i] and len(self.texts[i]) > 300:
                break
        for i in kept:
            if at is not None and i >= at:
                break
            text = self.texts[i]
            folded = _fold(text)
            if folded and folded == self.title:
                self.verdict[i] = "repeats the headline"
            elif (
                folded and folded == self.summary and (at is not None or self.blocks[i].heading or self.blocks[i].bold)
            ):
                self.verdict[i] = "repeats the deck"
            elif _ONLY_MARKS.match(text):
                self.verdict[i] = "marks only"
            elif at is not None:
                if _PHOTO_CREDIT.search(text):
                    self._caption(i)
                elif not self.prose[i] or self.blocks[i].link_share > 0.5:
                    self.verdict[i] = "above the dateline"
                    credits = read_credit_line(text)
                    if credits is not None:
                        self.body.credits.append((credits, True))
            elif self.prose[i]:
                break
        if opening is not None and at is not None:
            self.body.dateline = Dateline(opening.place, opening.agency)

    def _stands_apart(self, i: int, kept: list[int]) -> bool:
        """Whether a block is set off from the paragraphs below it: a heading, bold, or in a box of its own."""
        block = self.blocks[i]
        below = [self.blocks[j] for j in kept if j > i][:3]
        if block.heading or block.bold:
            return bool(below)
        parent = block.element.getparent()
        return bool(below) and all(
            b.element is not block.element and b.element.getparent() is not parent for b in below
        )

    def _closing(self) -> None:
        """Cut at the closing initials or credits; drop what is no prose below them."""
        kept = self._kept()
        tail = kept[-12:]
        cut: int | None = None
        for i in reversed(tail):
            signoff = read_signoff(self.texts[i])
            if signoff is None:
                continue
            below = [j for j in kept if j > i]
            if any(self.prose[j] for j in below) and not self._only_echo(i, below, signoff):
                continue
            if signoff.start > 0 and not is_sentence(self.texts[i][: signoff.start].rstrip()) and below:
                continue
            self._sign(i, signoff)
            cut = i
        if cut is not None:
            for j in kept:
                if j > cut and self.verdict[j] is None:
                    self.verdict[j] = "below the closing credit"
        for i in reversed(self._kept()):
            text = self.texts[i]
            photo = _CLOSING_PHOTO_CREDIT.search(text)
            if photo is not None:
                text = self.texts[i] = text[: photo.start()].rstrip()
                self.body.removed.append(Removal("photo credit", photo.group()))
            if _ONLY_MARKS.match(text):
                self.verdict[i] = "marks only"
            elif _BRACKETED_CODE.match(text):
                self.verdict[i] = "closing initials"
                self.body.initials.append(text.strip("()[] "))
            elif self._is_bare_name(i):
                self.verdict[i] = "closing name"
                self.body.credits.append((parse_byline(text), False))
            elif _LABEL.match(text) and not self.blocks[i].heading and len(text) < 25 and len(self.texts) > 3:
                self.verdict[i] = "label with nothing below"
            elif self.blocks[i].heading and i == len(self.blocks) - 1 and not is_sentence(text):
                self.verdict[i] = "heading with nothing below"
            else:
                break

    def _is_bare_name(self, i: int) -> bool:
        """Whether a last line below a full sentence is nothing but a person's name."""
        block = self.blocks[i]
        j = self._previous(i)
        if j is None or not self.prose[j] or not is_sentence(self.texts[j]) or block.heading or block.tag == "li":
            return False
        return 2 <= len(self.texts[i].split()) <= 4 and len(self.texts[i]) < 40 and is_full_name(self.texts[i])

    def _only_echo(self, i: int, below: list[int], signoff: Signoff) -> bool:
        """Whether initials close the story and what follows is little: a repeated deck, a promotion."""
        above = sum(len(self.texts[j]) for j in self._kept() if j <= i)
        return bool(signoff.initials) and sum(len(self.texts[j]) for j in below) < 0.3 * above

    def _sign(self, i: int, signoff: Signoff) -> None:
        text = self.texts[i]
        self.body.credits.append((signoff.credits, _has_label(text[signoff.start :])))
        self.body.initials.extend(signoff.initials)
        self.body.sponsored = self.body.sponsored or signoff.sponsored
        story = text[: signoff.start].rstrip()
        if story:
            self.body.removed.append(Removal("closing credit", text[signoff.start :]))
            self.texts[i] = story
        else:
            self.verdict[i] = "closing credit"

    def _doubles(self) -> None:
        """Drop a run of paragraphs that stands on the page twice; a single one a story may well repeat."""
        first_at: dict[str, int] = {}
        kept = self._kept()
        repeats: list[bool] = []
        for i in kept:
            text = self.texts[i]
            repeats.append(text in first_at and len(text) >= 60)
            first_at.setdefault(text, i)
        for k, i in enumerate(kept):
            if repeats[k] and ((k > 0 and repeats[k - 1]) or (k + 1 < len(kept) and repeats[k + 1])):
                self.verdict[i] = "said before"

    def _cap(self) -> None:
        """Give the text back when rules over lines took more prose than they may."""
        prose = [
            (i, len(b.text) - b.link_chars)
            for i, b in enumerate(self.blocks)
            if self.prose[i] and not (b.hint and (self.verdict[i] or "").startswith("region"))
        ]
        total = sum(n for _, n in prose)
        taken = sum(n for i, n in prose if self.verdict[i] is not None and self.verdict[i] != "lone link")
        if total > 300 and taken > MAX_REMOVED_SHARE * total:
            self.body.capped = True
            for i, _ in prose:
                self.verdict[i] = None

    # --- what was found ----------------------------------------------------------------------------

    def _collect(self) -> None:
        body = self.body
        for rule, text in self.found.skipped:
            body.removed.append(Removal(rule, text))
        for i, block in enumerate(self.blocks):
            verdict = self.verdict[i]
            if verdict is None:
                if self.texts[i]:
                    body.first = body.first or block
                    body.paragraphs.append(self.texts[i])
            else:
                body.removed.append(Removal(verdict, self.texts[i]))
        self._media()

    def _media(self) -> None:
        captions: dict[int, str] = {}
        for block in self.blocks:
            if block.hint == "caption":
                captions[block.region] = (
                    f"{captions[block.region]} {block.text}" if block.region in captions else block.text
                )
        free = list(captions)
        for media in self.found.media:
            el = media.element
            if el.tag in ("img", "amp-img"):
                url = self.page.absolute(_source(el))
                if url is None or _ICON.search(url):
                    continue
                self.body.images.append(Image(url))
            else:
                url = self.page.absolute(el.get("data-src") or el.get("src"))
                if url and _VIDEO_HOSTS.search(urlsplit(url).hostname or ""):
                    self.body.videos.append(Link(url, el.get("title")))
        for region, image in zip(free, [i for i in self.body.images if i.url], strict=False):
            image.caption = captions[region]

    def _related(self, block: Block, title: str | None = None) -> None:
        if block.links:
            self.body.related.extend(Link(self.page.absolute(href), title or text) for href, text in block.links)
        elif title:
            self.body.related.append(Link(None, title))

    def _credit(self, text: str) -> None:
        credits = read_credit_line(text)
        if credits is None:
            signoff = read_signoff(text)
            credits = signoff.credits if signoff is not None else None
        if credits is not None:
            self.body.credits.append((credits, True))


def _has_label(text: str) -> bool:
    return ":" in text or read_credit_line(text) is not None


def _is_small_print(block: Block) -> bool:
    """Whether all of a block is set small or slanted, as captions are."""
    for tag in ("small", "em", "i"):
        for el in block.element.iter(tag):
            text = " ".join("".join(map(str, el.itertext())).split())
            return len(text) >= 0.9 * len(block.text)
    return False


def _source(el: object) -> str | None:
    get = el.get  # type: ignore[attr-defined]
    for name in ("data-src", "data-original", "data-lazy-src", "data-lazyload", "src"):
        value = get(name)
        if value and not value.startswith("data:"):
            return str(value)
    return None


_SECOND_LEVEL = frozenset("co or go ac web sch my desa net com".split())


def _registrable(host: str) -> str:
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def plausible(paragraphs: Sequence[str]) -> bool:
    """Whether text looks like a story at all: a sentence, and more than a caption's worth of prose."""
    prose = sum(len(p) for p in paragraphs if is_prose(p))
    return prose >= 200 and any(is_sentence(p) for p in paragraphs)
