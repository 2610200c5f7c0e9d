"""The generic article finder: which run of blocks is the story, on a page no outlet file describes.

It uses what a redesign does not change: prose is long, ends its sentences and is full of function words; furniture is short,
linked and labelled. The story is the run of blocks with the greatest sum of scores, looked for behind the headline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from lxml import etree

from newsbot import boilerplate
from newsbot.blocks import Block
from newsbot.boilerplate import Effect, RuleMatch
from newsbot.credits import read_dateline
from newsbot.prose import is_sentence

_AVOIDED = frozenset("related popular ads share tags comments navigation promo copyright modal".split())

# Two paragraphs of one story meet within this many steps up the tree (a paragraph, its part, the part's wrapper) ...
TIGHT = 3
# ... and what stands between such two costs no more than this, by how many steps they are apart: a box of links may end a
# story, sub-headings and entries of a list hardly ever do.
TIGHT_GAPS = (-3.0, -3.0, -15.0, -15.0)
TIGHT_UNLINKED_GAPS = (-1.0, -1.0, -2.0, -10.0)
# A labelled region ("related", "ads") that holds this share of all prose is a wrapper with an unlucky name.
MAX_REGION_SHARE = 0.35
# Rules whose lines stand between the parts of one story as often as around it; they say nothing either way.
INSIDE_STORIES = frozenset(
    ("page number", "picture button", "scroll hint", "advertisement", "embed marker line", "next page")
)
_BETWEEN = frozenset((Effect.RELATED, Effect.RELATED_LABEL, Effect.VIDEO, Effect.VIDEO_LABEL, Effect.CAPTION))
# Blocks of a related box that a story goes on behind.
MOST_PASSED = 6
LINKED = -25.0
SHORT = -6.0
RULED = -12.0


def prose_by_region(blocks: Sequence[Block]) -> Counter[int]:
    """Characters of running prose in each hinted region of a page (0: outside of all)."""
    found: Counter[int] = Counter()
    for block in blocks:
        if block.prose:
            found[block.region] += len(block.text) - block.link_chars
    return found


def wrappers(by_region: Counter[int]) -> set[int]:
    """Regions whose name says "not the story" but which hold so much of the page's prose that the name must be wrong."""
    total = by_region.total()
    return {region for region, chars in by_region.items() if chars > MAX_REGION_SHARE * total}


def score(block: Block, misnamed: Collection[int] = ()) -> float:
    """How much a block speaks for (positive) or against (negative) being inside a story.

    :param misnamed: regions whose hint is not believed.
    """
    n = len(block.text)
    own = n - block.link_chars
    if own < n * 0.5:
        return LINKED if n > 15 else SHORT
    if block.hint in _AVOIDED and block.region not in misnamed:
        return RULED - min(own, 400) / 20
    if block.prose:
        if n < 400 and boilerplate.match(block.text) is not None:
            return RULED
        return min(own, 700) / 10.0
    if block.heading:
        return SHORT / 2
    if block.hint == "caption" or (n < 60 and _stands_inside_stories(block.text)):
        return 0.0
    if is_sentence(block.text) and n > 15:
        return 1.0
    return SHORT


def _stands_inside_stories(text: str) -> bool:
    """Whether a line is furniture that stands between the parts of one story: page numbers, picture buttons, ad markers."""
    found = boilerplate.match(text)
    return found is not None and (found.rule.name in INSIDE_STORIES or found.rule.effect is Effect.CAPTION)


def find_story(blocks: Sequence[Block], start: int = 0) -> tuple[int, int]:
    """The story as a half-open range of ``blocks``: the run with the greatest sum of scores from ``start`` on.

    What stands between two paragraphs costs the run its score, but little when both hang on the same branch of the tree:
    a box of links inside a story does not end it. ``(start, start)`` when no block speaks for a story.
    """
    misnamed = wrappers(prose_by_region(blocks))
    best = total = 0.0
    best_range = (start, start)
    first = last = start
    gap, gap_is_text = 0.0, True
    last_path: list[etree._Element] = []
    for i in range(start, len(blocks)):
        if total <= 0 and not blocks[i].prose:
            continue  # nothing to interrupt yet
        points = score(blocks[i], misnamed)
        if points <= 1.0:
            gap += points
            gap_is_text = gap_is_text and points > LINKED and not blocks[i].links
            continue
        path = _path(blocks[i])
        if total > 0:
            apart = _branches_apart(last_path, path)
            costs = TIGHT_UNLINKED_GAPS if gap_is_text else TIGHT_GAPS
            total += max(min(0.0, gap), costs[apart]) if apart <= TIGHT else min(0.0, gap)
        if total <= 0:
            total, first = 0.0, i
        total += points
        last, last_path, gap, gap_is_text = i, path, 0.0, True
        if total > best:
            best, best_range = total, (first, last + 1)
    return _with_edges(blocks, start, *best_range, misnamed)


def _branches_apart(a: list[etree._Element], b: list[etree._Element]) -> int:
    """Steps from the farther of two elements up to their nearest common ancestor, given both paths to the root."""
    depth_a, depth_b = len(a), len(b)
    shared = 0
    while shared < min(depth_a, depth_b) and a[depth_a - 1 - shared] is b[depth_b - 1 - shared]:
        shared += 1
    return max(depth_a, depth_b) - shared


def _with_edges(
    blocks: Sequence[Block], start: int, first: int, end: int, misnamed: Collection[int]
) -> tuple[int, int]:
    """The run with the short sentences, list entries and the lone dateline beside it that hang on the same branch."""
    if first == end:
        return first, end
    path = _path(blocks[first])
    while first > start and _belongs(blocks[first - 1], path, misnamed, within=1):
        first -= 1
    if first > start and _is_lone_dateline(blocks[first - 1].text):
        first -= 1
    return first, _last_lines(blocks, end, misnamed)


def _last_lines(blocks: Sequence[Block], end: int, misnamed: Collection[int]) -> int:
    """Where the story ends with the short lines below its last prose: labels at first, and sentences also below a related link."""
    path = _path(blocks[end - 1])
    passed = 0
    behind_box = False
    for i in range(end, len(blocks)):
        block = blocks[i]
        rule = boilerplate.match(block.text)
        if rule is None and _belongs(block, path, misnamed, within=1, labels=not behind_box):
            end, passed = i + 1, 0
        elif passed < MOST_PASSED and _interrupts(block, rule) and _branches_apart(_path(block), path) <= TIGHT:
            passed += 1
            behind_box = True
        else:
            break
    return end


def _interrupts(block: Block, rule: RuleMatch | None) -> bool:
    """Whether a block is of the kind that stands between two paragraphs: a link to another story, its label, a picture's caption."""
    if rule is not None:
        return rule.rule.effect in _BETWEEN or rule.rule.name in INSIDE_STORIES
    return block.link_share > 0.5 or block.hint in ("related", "ads", "caption")


def _path(block: Block) -> list[etree._Element]:
    """From a block's element to the root, without wrappers around it that hold a single child: they say nothing about nearness.

    The element itself counts although all of its text may be slanted or bold.
    """
    return [block.element, *(el for el in block.element.iterancestors() if not _is_wrapper(el))]


def _is_wrapper(el: etree._Element) -> bool:
    # Not len(el): lxml counts all children for it, and a story's container may have ten thousand.
    child = next(iter(el), None)
    return child is not None and child.getnext() is None and not (el.text and el.text.strip())


def _belongs(
    block: Block, path: list[etree._Element], misnamed: Collection[int], *, within: int, labels: bool = False
) -> bool:
    if block.link_share > 0.5 or (block.hint in _AVOIDED and block.region not in misnamed) or block.hint == "caption":
        return False
    # Entries of a list hang one step further down than the paragraphs beside the list.
    if _branches_apart(_path(block), path) > within + (labels and block.tag == "li"):
        return False
    return labels or is_sentence(block.text) or block.tag == "li" or block.after_break


def _is_lone_dateline(text: str) -> bool:
    """Whether a line is a dateline and nothing else (the markup put it in a block of its own)."""
    if len(text) > 80:
        return False
    match = read_dateline(f"{text} Warga")
    return match is not None and match.end > len(text) - 1
