"""The titles of other articles under a label such as "Baca juga:" or "Artikel terkait" that stands alone on its line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsbot.boilerplate import Effect
from newsbot.lines import Line
from newsbot.prose import is_date_line, is_headline, is_list_entry

MOST_TITLES = 8
"""Titles one label has at most; pages print one to five inside a story."""

LINKS_BELOW = frozenset(("related list heading", "recommendation heading"))
"""Rules of headings that end a page as often as they interrupt a story, with links below them in both places."""

_MARKER = re.compile(r"(?:\d{1,2}\s?[.)]|[-–—•●▪*·»>])\s*(?=\S)")
_SENTENCE_ENDS = (".", ":", ",", ";", "”", '"')


def bare_title(text: str) -> str:
    """A title without the number or the bullet of its list."""
    return _MARKER.sub("", text, count=1) if _MARKER.match(text) else text


def is_label(line: Line) -> bool:
    """Whether titles of other articles or videos may stand below the line."""
    if line.effect in (Effect.RELATED_LABEL, Effect.VIDEO_LABEL):
        return True
    return line.found is not None and line.found.rule.name in LINKS_BELOW


def titles_end(lines: Sequence[Line], label: int) -> int:
    """One past the last title under the label ``lines[label]``; ``label + 1`` where its links were lost."""
    line = lines[label]
    video = line.effect is Effect.VIDEO_LABEL
    punctuated = line.text.rstrip().endswith((":", ">", "»"))
    first = label + 1
    if first >= len(lines):
        return first
    listed = _MARKER.match(lines[first].text) is not None
    j = first
    while j < len(lines) and j - first < MOST_TITLES:
        if listed:
            likely = _MARKER.match(lines[j].text) is not None and _is_listed_title(lines[j])
        else:
            likely = _is_title(lines, j, first=j == first, certain=punctuated or video)
        if not likely:
            break
        j += 1
        if video and not listed:
            break
    if not listed and j == first + 2 and len(lines[j - 1].text.split()) < 6:
        # One short line below one title is as likely the story's next sub-heading; three lines are a list.
        j -= 1
    return j


def _is_listed_title(line: Line) -> bool:
    title = bare_title(line.text)
    if line.found is not None or line.opening is not None or line.signed or is_date_line(title):
        return False
    if len(title) > 180 or len(title.split()) < 3 or (title.endswith(_SENTENCE_ENDS) and not title.endswith("..")):
        return False
    return title[0].isupper() and ": " not in title and not (len(title) > 120 and line.prose)


def _is_title(lines: Sequence[Line], j: int, *, first: bool, certain: bool) -> bool:
    line, text = lines[j], lines[j].text
    if line.found is not None or line.opening is not None or line.signed or is_date_line(text):
        return False
    if len(text) > 180 or (text.endswith(_SENTENCE_ENDS) and not text.endswith("..")):
        return False
    if not first and is_list_entry(text):
        return False
    if is_headline(text):
        return True
    if not first or not certain or text[0] in '"“-•(':
        return False
    if len(text.split()) < 3:
        # Two words are a sub-heading, unless label and line make a block of their own.
        return not line.gap and (j + 1 == len(lines) or lines[j + 1].gap)
    return not (len(text) > 120 and line.prose)
