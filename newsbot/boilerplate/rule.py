"""What a boilerplate rule is: one row that says which whole lines are not the story, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Effect(Enum):
    """What a matching line means to whoever walks over the lines."""

    DROP = "drop"
    """The line is furniture and goes."""
    RELATED = "related"
    """A label and the title of another article on one line: goes, the title is kept as related."""
    RELATED_LABEL = "related label"
    """The label alone. What follows may be titles of other articles, or the story itself."""
    VIDEO = "video"
    """A video teaser with or without the video's title: goes, the title is kept as a video."""
    VIDEO_LABEL = "video label"
    """The label alone: the next line is likely a video's title."""
    CAPTION = "caption"
    """A caption or the credit of a picture."""
    CREDIT = "credit"
    """A line that names who wrote or edited the story, and nothing else."""
    TAGS = "tags"
    """The label of the topics, or the topics themselves."""
    END = "end"
    """From here on nothing is story; for callers that saw enough story above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row.

    :param name: key under which removals are explained.
    :param effect: what a match means.
    :param pattern: regular expression over the whole white-space-normalised line, case-insensitive. A group ``title`` holds
        the title of the related article or video.
    :param example: an invented line the pattern matches.
    :param reason: why such a line cannot be the story.
    :param trap: a legitimate line close to the pattern that must survive, where one is known.
    :param where: ``head`` and ``tail`` rules are only certain before the first and after the last paragraph of a story.
    :param opens: the lower-cased first words a matching line can have; empty for any. Keeps a match cheap.
    :param closes: the characters a matching line can end in; empty for any.
    :param longest: characters a matching line has at most.
    :param needs: strings, one of which (case and all) a matching line holds in its last 80 characters.
    """

    name: str
    effect: Effect
    pattern: str
    example: str
    reason: str
    trap: str | None = None
    where: str = "any"
    opens: str = ""
    closes: str = ""
    longest: int = 120
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that matched, and the related article's or video's title where the line carries one."""

    rule: Rule
    title: str | None = None
