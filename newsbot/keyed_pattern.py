"""Patterns that are dear to search for, tried only where a word stands that every match holds."""

from __future__ import annotations

import re

from newsbot.prose import fold_case, holds_any


class KeyedPattern:
    """A pattern without regard to case, and words of which each text it is found in holds one.

    Most lines of a page hold none of them, and looking for some words takes a tenth of the time of trying a pattern at each character.
    The pattern is compiled when a text first holds a word, which few pages do: compiling long ones takes a command's start.

    :param pattern: regular expression.
    :param words: in small letters, parted by bars.
    """

    __slots__ = ("_compiled", "_pattern", "words")

    def __init__(self, pattern: str, *, words: str) -> None:
        self._pattern = pattern
        self._compiled: re.Pattern[str] | None = None
        self.words = tuple(words.split("|"))

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        if self._compiled is None:
            self._compiled = re.compile(self._pattern, re.IGNORECASE)
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where the pattern matches."""
        return self.pattern.search(text) if holds_any(fold_case(text), self.words) else None
