"""What stands above a story in a plain-text dump: headline, deck, byline, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from newsbot.boilerplate import Effect
from newsbot.credits import Credits, is_site_name, parse_byline, read_credit_line
from newsbot.credits.names import is_full_name
from newsbot.dates import find_dates, parse_date
from newsbot.lines import Line
from newsbot.prose import FUNCTION_WORDS, is_date_line, is_headline, is_prose, is_sentence

_WORD = re.compile(r"[^\W_]{3,}")
_ROLE_WORD = re.compile(r"\b(?:oleh|by|reporter|penulis|editor|pewarta|jurnalis|redaktur)\b\s*:?\s*", re.IGNORECASE)
_ADDED_BY = re.compile(r"\s+(?:pada|on|di(?:perbarui|terbitkan|upload|update)|dibaca)\b.*$", re.IGNORECASE)
_BRAND_BEHIND = re.compile(r"(?P<name>[^|:\d]{4,50}?)\s+[-–—|]\s*(?P<brand>[\w.]{4,30}(?: \w+)?)")

NEAR = 30
"""Lines above the story among which its headline stands."""


@dataclass(slots=True)
class Head:
    """What was read above the story; a number is the line a value came from."""

    title: str | None = None
    title_line: int | None = None
    summary: str | None = None
    summary_line: int | None = None
    published: datetime | date | None = None
    published_line: int | None = None
    modified: datetime | date | None = None
    modified_line: int | None = None
    credits: list[tuple[int, Credits]] = field(default_factory=list)


def read_head(above: Sequence[Line], story: str, now: datetime | None = None) -> Head:
    """Read the lines above a story.

    :param story: the story's text; the headline is the line above that shares its words.
    :param now: the moment relative dates ("2 jam lalu") count from.
    """
    head = Head()
    near = above[-NEAR:]
    at = _title_at(near, story)
    if at is not None:
        head.title, head.title_line = near[at].text, near[at].number
        _read_deck(near, at, head)
    _read_dates(near[at + 1 :] if at is not None else near, head, now)
    if head.published is None and head.modified is None:
        _read_dates(near, head, now)
    _read_bylines(near, at, head, _words(story))
    return head


def same_line(a: str, b: str | None) -> bool:
    """Whether two lines say the same, case and white space aside."""
    return b is not None and a.casefold().split() == b.casefold().split()


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.lower()) if word not in FUNCTION_WORDS}


def _title_at(near: Sequence[Line], story: str) -> int | None:
    known = _words(story)
    dated = next((i for i in range(len(near) - 1, -1, -1) if is_date_line(near[i].text)), None)
    best: tuple[float, int] | None = None
    for i, line in enumerate(near):
        words = _words(line.text)
        if len(words) < 3 or not _may_be_title(line):
            continue
        share = len(words & known) / len(words)
        if share < 0.2:
            continue
        share = min(share, 0.6) + 0.02 * min(len(words), 8) + (0.2 if is_headline(line.text) else 0.0)
        if any(same_line(line.text, other.text) for other in near[i + 1 :]):
            share += 0.1
        if dated is not None:
            # The headline stands right above the date or, more rarely, right below it.
            share += 0.35 if 0 < dated - i <= 4 else 0.1 if 0 < i - dated <= 2 else 0.0
        # Of equals the upper: below the headline stand deck and caption, which share as many words.
        if share >= 0.6 and (best is None or share > best[0] + 0.15):
            best = (share, i)
    if best is None:
        return None
    title = near[best[1]].text
    for line in near:
        # The masthead prints headline and site name on one line, the story's own header the headline alone.
        if (
            title.startswith(line.text)
            and len(line.text) >= 20
            and title[len(line.text) :].lstrip()[:1] in ("|", ":", "-", "–")
        ):
            title = line.text
            break
    return max(i for i, line in enumerate(near) if same_line(line.text, title))


def _may_be_title(line: Line) -> bool:
    text = line.text
    if not 12 <= len(text) <= 220 or line.signed or is_date_line(text):
        return False
    if line.found is not None and not (line.found.rule.name in ("photo label", "video named") and is_headline(text)):
        return False
    if " » " in text or " > " in text or text.endswith((",", ":")):
        return False
    return not text.endswith(".") or text.endswith("..")


def _read_deck(near: Sequence[Line], at: int, head: Head) -> None:
    for line in near[at + 1 : at + 5]:
        if line.found is not None or line.opening is not None:
            continue
        if is_prose(line.text) and is_sentence(line.text) and len(line.text) <= 320:
            head.summary, head.summary_line = line.text, line.number
            return


def _read_dates(lines: Sequence[Line], head: Head, now: datetime | None) -> None:
    for line in lines:
        if not is_date_line(line.text):
            continue
        read: list[tuple[datetime | date | None, str | None]]
        read = [(entry.value, entry.label) for entry in find_dates(line.text, now)]
        for value, label in read or [(parse_date(line.text, now), None)]:
            if value is None:
                continue
            if label == "modified":
                if head.modified is None:
                    head.modified, head.modified_line = value, line.number
            elif head.published is None:
                head.published, head.published_line = value, line.number


def _read_bylines(near: Sequence[Line], at: int | None, head: Head, known: set[str]) -> None:
    first = max(0, (at or 0) - 2)
    for i, line in enumerate(near[first:], first):
        if line.prose or same_line(line.text, head.title) or (line.found and line.effect is not Effect.CREDIT):
            continue
        credits = read_pair(near, i) or _byline(near, i, known)
        if credits is not None:
            head.credits.append((line.number, credits))


def read_pair(lines: Sequence[Line], i: int) -> Credits | None:
    """The credit on a line, or on a lone role label and the name beside it ("Penulis", ": Rini Wulandari")."""
    text = lines[i].text
    credits = read_credit_line(text)
    if credits is not None or not _ROLE_WORD.fullmatch(text):
        return credits
    above, below, second = (
        _name_at(lines, i - 1),
        _name_at(lines, i + 1),
        lines[i + 2].text if i + 2 < len(lines) else "",
    )
    # "Rini / Penulis / Budi / Editor": names stand above their labels; "Author / Rini / Editor / Budi": below.
    name = above if above and (not below or _ROLE_WORD.fullmatch(second)) else below
    return read_credit_line(f"{text.rstrip(' :')}: {name}") if name else None


def _name_at(lines: Sequence[Line], i: int) -> str | None:
    if not 0 <= i < len(lines) or lines[i].found is not None:
        return None
    text = lines[i].text.lstrip(": ")
    return text if len(text) <= 60 and (lines[i].text.startswith(":") or is_full_name(text)) else None


def _byline(near: Sequence[Line], i: int, known: set[str]) -> Credits | None:
    """A byline without its label, which only its place tells: on the date's line, or beside it."""
    text = near[i].text
    if len(text) > 110:
        return None
    dated = is_date_line(text)
    for found in reversed(find_dates(text)) if dated else ():
        text = text[: found.start] + text[found.end :]
    role = _ROLE_WORD.search(text)
    if role is not None and (dated or role.start() == 0):
        name = _ADDED_BY.sub("", text[role.end() :]).strip(" ,|-–:")
        return _checked(f"{role[0].strip(' :')}: {name}", name)
    branded = _BRAND_BEHIND.fullmatch(text)
    if branded is not None and not dated:
        return _checked(text, branded["name"])
    beside = any(is_date_line(line.text) for line in near[max(0, i - 1) : i + 2])
    name = text.strip(" ,|-–:•")
    # The people of a story stand in its text; its writer does not.
    if beside and not name.isupper() and (dated or not _words(name) & known) and is_full_name(name):
        return parse_byline(name)
    return None


def _checked(byline: str, name: str) -> Credits | None:
    if not name or not (is_full_name(name, 1) or is_site_name(name)):
        return None
    credits = read_credit_line(byline) or parse_byline(byline)
    return credits if credits.authors or credits.editors or credits.agency else None
