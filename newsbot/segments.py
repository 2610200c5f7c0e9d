"""Where the story stands among the lines of a plain-text dump.

Prose lines weigh for the story, menus, headlines and date lines against it; the story is the run of lines with the greatest
sum, found in one pass. Lines that close a story (topics, "berita terkait", credits, copyright) part the dump into zones, so
that a feed of teasers below the story cannot outweigh it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsbot.boilerplate import Effect
from newsbot.label_titles import LINKS_BELOW
from newsbot.lines import Line
from newsbot.prose import is_date_line, is_headline, is_list_entry, is_sentence, is_teaser

ENOUGH_ABOVE = 250
"""Characters of prose above a closing line that make it believable."""
MENU = 8
"""Lines above the story that no headline and byline explain: a page's menu."""
CONTINUES = 0.75
"""Share of prose lines below a closing line from which the story is taken to go on."""

SENTENCE = 40
"""Characters of the shortest sentence that is a paragraph where only its place speaks for it."""
FEED_SEEN = 12
"""Lines below an interruption that tell whether the story or a feed of teasers stands there."""

BUTTONS = frozenset(("latest box", "continue reading"))
"""Rules of buttons that are never a sub-heading of a story, wherever they stand."""

_HASH_TAGS = "hash tags"
_SOFT_ENDS = LINKS_BELOW | BUTTONS
_CONTACT = re.compile(r"^(?:https?://|www\.)\S+$|\S@\S+\.\w{2,}$|\b(?:telp|hp|whatsapp|kontak)\b.*\d{6}", re.IGNORECASE)

_WEIGHTS = {
    Effect.END: -8.0,
    Effect.TAGS: -5.0,
    Effect.CREDIT: -3.0,
    Effect.CAPTION: -0.4,
    Effect.DROP: -0.8,
    Effect.RELATED: -0.4,
    Effect.RELATED_LABEL: -0.8,
    Effect.VIDEO: -0.4,
    Effect.VIDEO_LABEL: -0.8,
}
_DATELINE_BONUS = 15.0
_LIST_PENALTY = 1.5
_DATE_ABOVE_BONUS = 6.0
_CHARACTERS_A_POINT = 40
_MOST_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Story:
    """Where the story stands: ``lines[start:end]``.

    :param page: the dump around it looks like a whole page.
    :param certain: ``False`` where nothing reads as prose, so that all lines are given.
    """

    start: int
    end: int
    page: bool
    certain: bool = True


def find_story(lines: Sequence[Line]) -> Story:
    """The run of lines that holds the story; everything, where nothing reads as prose."""
    weights = [weigh(line) for line in lines]
    zones = _zones(lines)
    best: tuple[float, int, int] | None = None
    for k, (zone_start, zone_end) in enumerate(zones):
        total, start, end = _heaviest(weights, zone_start, zone_end)
        if end <= start:
            continue
        following = k + 1
        while following < len(zones):
            more, next_start, next_end = _heaviest(weights, *zones[following])
            if not _continues(lines, next_start, next_end):
                break
            total, end = total + more, next_end
            following += 1
        total *= max(0.1, 1 - _LIST_PENALTY * _titles(lines[start:end]))
        if any(line.opening for line in lines[max(0, start - 1) : start + 4]):
            total += _DATELINE_BONUS
        if any(is_date_line(line.text) for line in lines[max(0, start - 12) : start]):
            total += _DATE_ABOVE_BONUS
        if best is None or total > best[0]:
            best = (total, start, end)
    if best is None:
        return Story(0, len(lines), page=False, certain=False)
    _, start, end = best
    start = _reach_up(lines, _from_dateline(lines, weights, start))
    end = _reach_down(lines, end)
    outside = [*lines[:start], *lines[end:]]
    furniture = sum(line.found is not None or is_date_line(line.text) for line in outside)
    page = start >= MENU or furniture >= 3
    return Story(start, _last_entry(lines, end), page)


def weigh(line: Line) -> float:
    """How much a line speaks for (positive) or against (negative) being in the story."""
    if line.signed:
        return -1.0
    if line.effect is not None:
        return _WEIGHTS[line.effect]
    length = len(line.text)
    if is_date_line(line.text):
        return -1.5
    if line.prose:
        return -1.0 if is_teaser(line.text) else min(length, _MOST_CHARACTERS) / _CHARACTERS_A_POINT
    if line.opening is not None:
        return 0.0
    if is_list_entry(line.text) and length >= 6:
        return -0.2
    return -1.5 if is_headline(line.text) else -1.0


def _from_dateline(lines: Sequence[Line], weights: Sequence[float], start: int) -> int:
    """The start moved up to a dateline, where quoted posts or lists part the first paragraphs from the others."""
    lost = 0.0
    for i in range(start - 1, max(-1, start - 80), -1):
        lost -= weights[i]
        if lost > _DATELINE_BONUS or closes(lines[i]):
            break
        if lines[i].opening is not None and lines[i].prose:
            return i
    return start


def _titles(run: Sequence[Line]) -> float:
    """The share of headlines and date lines in a run: a feed of teasers has one for each of its sentences."""
    titles = sum(
        (line.found is None and not line.prose and (is_headline(line.text) or is_date_line(line.text)))
        or is_teaser(line.text)
        for line in run
    )
    return titles / len(run) if run else 0.0


def closes(line: Line) -> bool:
    """Whether the line is one that ends a story: its sign-off, its credits, its topics, the next box's heading."""
    if line.signed or line.effect is Effect.END:
        return True
    if line.effect is Effect.TAGS:
        return line.found is not None and line.found.rule.name != _HASH_TAGS
    return line.effect is Effect.CREDIT and not line.text.lower().lstrip("( ").startswith(("sumber", "source"))


def _zones(lines: Sequence[Line]) -> list[tuple[int, int]]:
    zones: list[tuple[int, int]] = []
    start, above = 0, 0
    for i, line in enumerate(lines):
        if above >= ENOUGH_ABOVE and closes(line):
            zones.append((start, i))
            start, above = i, 0
        elif line.prose:
            above += len(line.text)
    zones.append((start, len(lines)))
    return zones


def _heaviest(weights: Sequence[float], start: int, end: int) -> tuple[float, int, int]:
    best, best_start, best_end = 0.0, start, start
    total, run_start = 0.0, start
    for i in range(start, end):
        if total <= 0:
            total, run_start = 0.0, i
        total += weights[i]
        if total > best:
            best, best_start, best_end = total, run_start, i + 1
    return best, best_start, best_end


def _continues(lines: Sequence[Line], start: int, end: int) -> bool:
    run = lines[start:end]
    prose = sum(line.prose for line in run)
    if prose < 2 or any(line.opening for line in run):
        return False
    own = sum(line.effect in (None, Effect.CREDIT, Effect.END, Effect.TAGS) for line in run)
    return prose >= CONTINUES * own


def _reach_up(lines: Sequence[Line], start: int) -> int:
    """The start moved up over furniture to the paragraphs above it: an interruption is not where a story begins."""
    while start:
        i = start - 1
        while i >= 0 and _interrupts(lines[i]):
            i -= 1
        if i < 0 or not is_paragraph(lines[i]):
            return start
        while i > 0 and is_paragraph(lines[i - 1]):
            i -= 1
        start = i
    return start


def _reach_down(lines: Sequence[Line], end: int) -> int:
    """The end moved down over furniture to the paragraphs below it, unless they are a feed of other articles."""
    while end < len(lines):
        i = end
        while i < len(lines) and _interrupts(lines[i]):
            i += 1
        below = i
        while i < len(lines) and is_paragraph(lines[i]):
            i += 1
        if i == below or any(line.opening for line in lines[below:i]) or _is_feed(lines[below : below + FEED_SEEN]):
            return end
        end = i
    return end


def _interrupts(line: Line) -> bool:
    """Whether the line may stand in the midst of a story without being of it."""
    if line.under is not None or line.signed:
        return True
    if line.found is None or (line.effect is Effect.TAGS and line.found.rule.name != _HASH_TAGS):
        return False
    return line.effect is not Effect.END or line.found.rule.name in _SOFT_ENDS


def is_paragraph(line: Line) -> bool:
    """Whether the line is a sentence of its own, although it may hold no word that proves running prose."""
    text = line.text
    if line.found is not None or line.under is not None or line.signed or len(text) < SENTENCE:
        return False
    return is_sentence(text) and not (is_headline(text) or is_teaser(text) or is_date_line(text))


def _is_feed(run: Sequence[Line]) -> bool:
    """Whether headlines and dates part the sentences of the run, up to the next closing line."""
    sentences = titles = 0
    for line in run:
        if line.found is not None and line.effect is Effect.END:
            break
        if is_paragraph(line):
            sentences += 1
        elif line.found is None and not line.under and (is_headline(line.text) or is_date_line(line.text)):
            titles += 1
    return titles > 1 and titles >= sentences - 1


def _last_entry(lines: Sequence[Line], end: int) -> int:
    """The story's end with the list or the addresses that close it, sub-headings of such lists among them."""
    for i in range(end, min(end + 80, len(lines))):
        text = lines[i].text
        # A sign-off below a list proves that the list belongs to the story.
        if lines[i].signed:
            return i
        if is_list_entry(text) and text.endswith(")") and "/" in text[-12:]:
            return i + 1
        if lines[i].found is not None or is_date_line(text):
            break
    i = end
    while i < len(lines):
        line = lines[i]
        if line.found is not None or line.signed or is_date_line(line.text):
            break
        if _is_entry(line):
            end = i = i + 1
        elif i + 1 < len(lines) and _is_entry(lines[i + 1]) and len(line.text) <= 80:
            i += 1
        else:
            break
    return end


def _is_entry(line: Line) -> bool:
    if line.found is not None or line.signed:
        return False
    return (is_list_entry(line.text) and len(line.text) >= 6) or _CONTACT.search(line.text) is not None
