"""Where the story opens and closes: what stands above its first and below its last line is not the story."""

from __future__ import annotations

import re

from newsbot.body.captions import CLOSING_PHOTO_CREDIT, PHOTO_CREDIT, take_caption
from newsbot.body.draft import LABEL, Draft, Removal, fold
from newsbot.credits import DatelineMatch, Signoff, parse_byline, read_credit_line, read_dateline, read_signoff
from newsbot.credits.names import is_full_name
from newsbot.items import Dateline
from newsbot.prose import is_sentence

_BRACKETED_CODE = re.compile(r"^[(\[]\s*[\w*]{1,6}(?:\s?[/\-.,]\s?[\w*.]{1,14}){0,3}\s*[)\]]$")
# "... sampai sore.***"
_END_MARKS = re.compile(r"(?<=[.!?”\"])\s*(?:\*{1,5}|[-–—]{2,3}|#{1,3}|\(\*+\))$")
_ONLY_MARKS = re.compile(r"^[\W_]+$")


# A dateline stands among the first blocks; below a caption that looks like one, at most this many further down.
MOST_ABOVE, MOST_BETWEEN = 16, 8


def cut_opening(draft: Draft) -> None:
    """Drop what stands above the story: headline, deck, byline, date, captions."""
    kept = draft.kept()
    at, opening = _dateline(draft, kept)
    certain = at is not None and opening is not None and opening.agency is not None and _little_above(draft, kept, at)
    for i in kept:
        if at is not None and i >= at:
            break
        text = draft.texts[i]
        folded = fold(text)
        if folded and folded == draft.title:
            draft.verdict[i] = "repeats the headline"
        elif folded and _same_deck(folded, draft.summary) and (at is not None or _stands_apart(draft, i, kept)):
            draft.verdict[i] = "repeats the deck"
        elif _ONLY_MARKS.match(text):
            draft.verdict[i] = "marks only"
        elif at is not None:
            _drop_above_dateline(draft, i, certain=certain)
        elif draft.prose[i]:
            break
    if opening is not None:
        draft.body.dateline = Dateline(opening.place, opening.agency)


def _dateline(draft: Draft, kept: list[int]) -> tuple[int | None, DatelineMatch | None]:
    """The block that opens the story with a dateline: the first one, or one just below it that also names an agency.

    A caption may open as a dateline does ("PASAR PAGI - Pedagang menata ..."); the story's own names the outlet.
    """
    first: tuple[int | None, DatelineMatch | None] = (None, None)
    for i in kept[:MOST_ABOVE]:
        match = read_dateline(draft.texts[i])
        if match is not None and not draft.blocks[i].heading:
            if match.agency is not None:
                return i, match
            if first[0] is None:
                first = i, match
        if draft.prose[i] and len(draft.texts[i]) > 300 and first[0] is None:
            break
        if first[0] is not None and i - first[0] > MOST_BETWEEN:
            break
    return first


def _little_above(draft: Draft, kept: list[int], at: int) -> bool:
    above = sum(len(draft.texts[i]) for i in kept if i < at)
    return above < 0.25 * sum(len(draft.texts[i]) for i in kept if i >= at)


def _drop_above_dateline(draft: Draft, i: int, *, certain: bool) -> None:
    """Drop what is no prose above a dateline, and prose too (a deck, a summary in points) when the dateline names the outlet."""
    text = draft.texts[i]
    if PHOTO_CREDIT.search(text) or read_dateline(text) is not None:
        take_caption(draft, i)
    elif certain or not draft.prose[i] or draft.blocks[i].link_share > 0.5:
        draft.verdict[i] = "above the dateline"
        credits = read_credit_line(text)
        if credits is not None:
            draft.body.credits.append((credits, True))


def _same_deck(text: str, summary: str) -> bool:
    """Whether a block is the deck: equal to the description, or to all of it that a cut-off description shows."""
    if text == summary:
        return True
    shown = summary.rstrip(" .…")
    return len(shown) >= 60 and text.startswith(shown) and len(text) < 2 * len(shown)


def _stands_apart(draft: Draft, i: int, kept: list[int]) -> bool:
    """Whether a block is set off from the paragraphs below it: a heading, bold, or in a box of its own."""
    block = draft.blocks[i]
    below = [draft.blocks[j] for j in kept if j > i][:3]
    if not below or block.heading or block.bold:
        return bool(below)
    parent = block.element.getparent()
    return all(
        b.element.getparent() is not parent and block.element not in (b.element, *b.element.iterancestors())
        for b in below
    )


def cut_closing(draft: Draft) -> None:
    """Cut at the closing initials or credits; drop what is no prose below them."""
    kept = draft.kept()
    tail = kept[-12:]
    cut: int | None = None
    for i in reversed(tail):
        signoff = read_signoff(draft.texts[i])
        if signoff is None:
            continue
        below = [j for j in kept if j > i]
        if any(draft.prose[j] for j in below) and not _only_echo(draft, i, below, signoff):
            continue
        if signoff.start > 0 and not is_sentence(draft.texts[i][: signoff.start].rstrip()) and below:
            continue
        _sign(draft, i, signoff)
        cut = i
    if cut is not None:
        for j in kept:
            if j > cut and draft.verdict[j] is None:
                draft.verdict[j] = "below the closing credit"
    for i in reversed(draft.kept()):
        text = draft.texts[i]
        marks = _END_MARKS.search(text)
        if marks is not None:
            text = draft.texts[i] = text[: marks.start()].rstrip()
            draft.body.removed.append(Removal("end marks", marks.group()))
        photo = CLOSING_PHOTO_CREDIT.search(text)
        if photo is not None:
            text = draft.texts[i] = text[: photo.start()].rstrip()
            draft.body.removed.append(Removal("photo credit", photo.group()))
        if _ONLY_MARKS.match(text):
            draft.verdict[i] = "marks only"
        elif _BRACKETED_CODE.match(text):
            draft.verdict[i] = "closing initials"
        elif _is_bare_name(draft, i):
            draft.verdict[i] = "closing name"
            draft.body.credits.append((parse_byline(text), False))
        elif LABEL.match(text) and not draft.blocks[i].heading and len(text) < 25 and len(draft.texts) > 3:
            draft.verdict[i] = "label with nothing below"
        elif draft.blocks[i].heading and i == len(draft.blocks) - 1 and not is_sentence(text):
            draft.verdict[i] = "heading with nothing below"
        else:
            break


def _is_bare_name(draft: Draft, i: int) -> bool:
    """Whether a last line below a full sentence is nothing but a person's name."""
    block = draft.blocks[i]
    j = draft.previous(i)
    if j is None or not draft.prose[j] or not is_sentence(draft.texts[j]) or block.heading or block.tag == "li":
        return False
    return 2 <= len(draft.texts[i].split()) <= 4 and len(draft.texts[i]) < 40 and is_full_name(draft.texts[i])


def _only_echo(draft: Draft, i: int, below: list[int], signoff: Signoff) -> bool:
    """Whether initials close the story and what follows is little: a repeated deck, a promotion."""
    above = sum(len(draft.texts[j]) for j in draft.kept() if j <= i)
    return bool(signoff.initials) and sum(len(draft.texts[j]) for j in below) < 0.3 * above


def _sign(draft: Draft, i: int, signoff: Signoff) -> None:
    text = draft.texts[i]
    draft.body.credits.append((signoff.credits, _has_label(text[signoff.start :])))
    draft.body.sponsored = draft.body.sponsored or signoff.sponsored
    story = text[: signoff.start].rstrip()
    if story:
        draft.body.removed.append(Removal("closing credit", text[signoff.start :]))
        draft.texts[i] = story
    else:
        draft.verdict[i] = "closing credit"


def drop_doubles(draft: Draft) -> None:
    """Drop a run of paragraphs that stands on the page twice; a single one a story may well repeat."""
    first_at: dict[str, int] = {}
    kept = draft.kept()
    repeats: list[bool] = []
    for i in kept:
        text = draft.texts[i]
        repeats.append(text in first_at and len(text) >= 60)
        first_at.setdefault(text, i)
    for k, i in enumerate(kept):
        if repeats[k] and ((k > 0 and repeats[k - 1]) or (k + 1 < len(kept) and repeats[k + 1])):
            draft.verdict[i] = "said before"


def _has_label(text: str) -> bool:
    return ":" in text or read_credit_line(text) is not None
