"""One line of a plain-text dump, and what it says about the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from newsbot.boilerplate import Effect, RuleMatch
from newsbot.credits import DatelineMatch


@dataclass(slots=True)
class Line:
    """One line of a dump, read once.

    :param number: 1-based number of the line in the input (of its first piece, where pieces were joined).
    :param gap: whether a blank line stands above it.
    :param found: the boilerplate rule that takes it.
    :param prose: whether it reads as running text.
    :param opening: the dateline it opens with.
    :param signed: whether the whole line is a closing sign-off such as ``(abc/def)``.
    :param under: name of the rule that took the label above it, where the line is a title under a label.
    """

    text: str
    number: int
    gap: bool
    found: RuleMatch | None = None
    prose: bool = False
    opening: DatelineMatch | None = None
    signed: bool = False
    under: str | None = None

    @property
    def effect(self) -> Effect | None:
        """What the line's rule says it means."""
        return self.found.rule.effect if self.found else None
