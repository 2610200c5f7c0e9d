"""Lines Indonesian news pages put around and between a story, as rules over whole lines.

A rule never fires because a line *contains* a word: rules of that kind destroyed a quarter of the body text of 68 real
articles. It fires when the whole line is furniture, so the same words inside a sentence of the story stand. The same rows
serve text blocks of HTML and lines of plain text.
"""

from __future__ import annotations

import re
from functools import cache

from newsbot.boilerplate import captions, credit_lines, furniture, labels, promotions, related
from newsbot.boilerplate.inline import strip_inline
from newsbot.boilerplate.rule import Effect, Rule, RuleMatch

__all__ = ["RULES", "Effect", "Rule", "RuleMatch", "match", "strip_inline"]

RULES: tuple[Rule, ...] = (
    *related.ROWS,
    *labels.ROWS,
    *credit_lines.ROWS,
    *furniture.ROWS,
    *promotions.ROWS,
    *captions.ROWS,
)

_FIRST_WORD = re.compile(r"[^\w©#]{0,12}(\w+|[©#])")


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in RULES:
        for word in rule.opens.split():
            index.setdefault(word, []).append(rule)
    return {word: tuple(rules) for word, rules in index.items()}


def _by_last_character() -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in RULES:
        for character in rule.closes if not rule.opens else "":
            index.setdefault(character, []).append(rule)
    return {character: tuple(rules) for character, rules in index.items()}


_OPENING = _by_first_word()
_CLOSING = _by_last_character()
_ANYWHERE = tuple(rule for rule in RULES if not (rule.opens or rule.closes or rule.needs))
_NEEDED = tuple((needed, rule) for rule in RULES for needed in rule.needs)
_TAIL = 80
_LONGEST = max(rule.longest for rule in RULES)
_LONGEST_ANYWHERE = max((rule.longest for rule in _ANYWHERE), default=0)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # Compiled on first use: most rows are never candidates, and compiling all of them would cost every start-up 40 ms.
    return re.compile(pattern, re.IGNORECASE)


def match(line: str) -> RuleMatch | None:
    """The first rule that takes the whole line, or ``None``.

    :param line: one line or block of text; white space need not be normalised.
    """
    length = len(line)
    if length > 2 * _LONGEST:
        return None
    opening = _FIRST_WORD.match(line)
    candidates = _OPENING.get(opening[1].lower(), ()) if opening else ()
    closing = _CLOSING.get(line[-2:-1] if line[-1:] == "." else line[-1:], ())
    anywhere = _ANYWHERE if length <= 2 * _LONGEST_ANYWHERE else ()
    tail = line[-_TAIL:]
    holding = [rule for needed, rule in _NEEDED if needed in tail]
    if not (candidates or closing or anywhere or holding):
        return None
    text = " ".join(line.split())
    length = len(text)
    for rules in (candidates, closing, holding, anywhere):
        for rule in rules:
            if length <= rule.longest and (found := _compiled(rule.pattern).fullmatch(text)):
                title = found.groupdict().get("title")
                return RuleMatch(rule, title.strip(" \"'“”‘’:") or None if title else None)
    return None
