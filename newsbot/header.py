"""What a reader sees around a story: the headline, and the lines above and below the text with byline, date and tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from newsbot.blocks import Block, linearise
from newsbot.credits import is_site_name
from newsbot.metadata import Metadata, text_of
from newsbot.prose import fold_case, holds_any
from newsbot.urls import slug_words

# What stands between a headline and the site behind it: a dash, a bar, a colon or a tilde, with blanks around it.
_SEPARATORS = "-–—|:~•»«"
_SUFFIX = re.compile(rf"\s+[{_SEPARATORS}]{{1,2}}\s+|\s*\|\s*")
_PART = re.compile(r"\s*[-–|,(]*\s*(?:hal(?:aman)?\.?|page|bagian)\s*(?:\d{1,2}|all|semua)\)?\s*$", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
# Lines above a story that matter are short and few; what is longer is a deck or another story.
MAX_LINE = 300
MAX_LINES = 40


@dataclass(slots=True)
class Surroundings:
    """The blocks above the story (headline first) and below it, nearest first, and the pictures above it."""

    above: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)
    pictures: list[etree._Element] = field(default_factory=list)  # between headline and story


def words_of(text: str) -> set[str]:
    return set(_WORDS.findall(text.lower()))


def _likeness(left: set[str], right: set[str]) -> float:
    """Share of the shorter title's words that the other has too, 0 to 1; of two that share as many the one without
    further words is the more alike.
    """
    shared = len(left & right) / max(1, min(len(left), len(right)))
    return shared - 0.1 * len(left ^ right) / max(1, len(left | right))


def without_site(title: str, names: Iterable[str] = ()) -> str:
    """A title without the site's name, section and page number behind (or in front of) it.

    :param names: printed names of the site, where known.
    """
    title = _without_part(title) or title
    found = list(_SUFFIX.finditer(title)) if holds_any(title, _SEPARATORS) else ()
    if not found:
        return _without_part(title).strip() or title
    known = {n.casefold() for n in names if n}
    separators = [m.group() for m in found]
    pieces = _SUFFIX.split(title)
    last_named = None
    for i in range(len(pieces) - 1, 0, -1):
        piece = pieces[i].strip()
        if (
            piece.casefold() in known
            or is_site_name(piece)
            or any(len(n) > 3 and n in piece.casefold() and len(piece) < 40 for n in known)
        ):
            last_named = i
    keep = len(pieces)
    if last_named is not None:
        keep = last_named
        # "Headline | Section | Site": a lone word or two between headline and site is the section.
        while keep > 1 and len(pieces[keep - 1].split()) <= 2 and len(" ".join(pieces[: keep - 1]).split()) >= 4:
            keep -= 1
    first = 0
    if keep > 1 and (pieces[0].strip().casefold() in known or is_site_name(pieces[0].strip())):
        first = 1
    out = pieces[first]
    for i in range(first + 1, keep):
        out += separators[i - 1] + pieces[i]
    return _without_part(out).strip() or title


def _without_part(title: str) -> str:
    # the pattern is tried at each character, and few titles end in a number
    end = title.rstrip().removesuffix(")")
    return _PART.sub("", title) if end[-1:].isdigit() or fold_case(end[-5:]).endswith(("all", "semua")) else title


def headline(
    root: etree._Element, metadata: Metadata, names: Iterable[str] = (), url: str = ""
) -> tuple[etree._Element | None, str | None]:
    """The visible headline, element and text: of the ``h1`` (failing that, ``h2``) elements the one the page's own title names.

    A lone ``h1`` that agrees with neither title nor address is a logo or a section name, and is not taken.
    """
    stated = {
        metadata.first("og:title", "twitter:title"),
        text_of(metadata.article(url).get("headline")),
        metadata.title,
    }
    titles = {title.casefold(): words_of(title) for t in stated if t and (title := without_site(t, names))}
    slug = words_of(" ".join(slug_words(url)))
    for tag in ("h1", "h2", "h3"):
        best: tuple[etree._Element | None, str | None] = (None, None)
        best_share = 0.0
        fallback = None
        for el in root.iter(tag):
            text = text_of_element(el)
            if len(text) < 8:
                continue
            words = words_of(text)
            if len(words) < 3:
                share = 1.0 if text.casefold() in titles else 0.0
            else:
                share = max([_likeness(words, t) for t in titles.values()] + [_likeness(words, slug) * 0.9])
            if share > best_share:
                best, best_share = (el, text), share
            if fallback is None and len(text) > 20:
                fallback = el, text
        if best_share >= 0.6:
            return best
        if tag == "h1" and fallback is not None and not titles and not slug:
            return fallback
    return None, None


def text_of_element(el: etree._Element) -> str:
    """An element's text with white space folded."""
    return " ".join("".join(map(str, el.itertext())).split())


def surroundings(title: etree._Element | None, container: etree._Element, first: etree._Element) -> Surroundings:
    """The lines between headline and story, around the headline, and below the container.

    Walks only siblings on the way from one to the other, so its cost does not grow with the page.

    :param first: element of the story's first paragraph, in or at the container.
    """
    found = Surroundings()
    above = first if title is not None and container in title.iterancestors() else container
    path = [above, *above.iterancestors()]
    on_path = set(path)
    if title is not None and title not in on_path:
        branch = [title]
        for el in title.iterancestors():
            if el in on_path:
                break
            branch.append(el)
        # Lines beside and above the headline (some templates print the date there).
        for el in branch[:3]:
            found.above.extend(_lines(_until(el.itersiblings(preceding=True), on_path), limit=10))
        found.above.extend(_lines([title], limit=2))
        for el in branch:
            found.above.extend(_lines(_until(el.itersiblings(), on_path), MAX_LINES - len(found.above), found.pictures))
        common = branch[-1].getparent()
    else:
        common = path[min(4, len(path) - 1)]
    stop = path.index(common) if common in on_path else min(4, len(path))
    for el in reversed(path[: max(0, stop - 1)]):
        siblings = list(el.itersiblings(preceding=True))
        siblings.reverse()
        if title is not None:
            siblings = [s for s in siblings if s is not title]
        found.above.extend(_lines(siblings[-12:], MAX_LINES, found.pictures))
    for el in [container, *container.iterancestors()][:3]:
        if el.tag in ("body", "html"):
            break
        found.below.extend(_lines(el.itersiblings(), limit=25 - len(found.below)))
        if len(found.below) >= 25:
            break
    return found


def _until(siblings: Iterable[etree._Element], stop: set[etree._Element]) -> Iterator[etree._Element]:
    for el in siblings:
        if el in stop:
            return
        yield el


def _lines(elements: Iterable[etree._Element], limit: int, pictures: list[etree._Element] | None = None) -> list[Block]:
    wanted = (el for el in elements if el.tag not in ("script", "style", "nav", "noscript", "form", "iframe"))
    if limit <= 0:
        return []
    found = linearise(wanted, name_roots=True, limit=2 * limit)
    if pictures is not None:
        pictures.extend(media.element for media in found.media if media.element.tag in ("img", "amp-img"))
    return [b for b in found.blocks if len(b.text) <= MAX_LINE][:limit]
