"""Whether two texts are one text: the last word on what the sketches propose.

A copy keeps long runs of the original's words, in order: cut at the end, under another headline and dateline, with a new first
paragraph or a word changed here and there. Two texts are no copies of each other when

- less than :data:`SHARED` of the shorter one stands in such runs, or most of what they share is quotation: then two newsrooms told
  one event;
- between the runs, one names other numbers, days or persons than the other in the same places: then a form was filled in anew (one
  such difference among many facts that agree is a correction, but never a day);
- they share only what stands deep in a much longer text: background paragraphs, or one item of a round-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from newsbot.copies.prose import CALENDAR, HEAD, NAME, NO_FACT, NUMBER, Prose

SHARED = 0.55
"""Least share of the shorter text, in words, that must stand in common runs."""

SHARED_UNQUOTED = 0.5
"""The same among the words that are not quoted."""

SHORTEST = 20
"""A text of fewer words is a copy only of one that has the same words."""

SHORTEST_IDENTICAL = 12
"""Below this, equal words say nothing: a line under a picture gallery stands under many."""

SHORTEST_RUN = 6
"""Words in a row that are no chance."""

LONGEST_GAP = 40
"""Between two runs, so many words at the most are seen as changed words; more are another sentence."""

FACTS_PER_CONFLICT = 12
"""So many agreeing facts make up for one that contradicts: a correction, a printing error. A form has few that agree."""

SPELT_ALIKE = 0.75
"""Two names this similar, by the ratio of difflib, are two spellings of one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two texts have in common.

    :param shared: share of the shorter text's words in common runs.
    :param shared_unquoted: the same among words that are not quoted.
    :param shared_of_longer: share of the longer text's words in common runs.
    :param begins: how many words of the longer text stand before the first common run.
    :param facts: distinct facts in common runs.
    :param conflicts: distinct facts of one that the other contradicts.
    :param other_day: whether one of these is a day or month: the form of another day.
    """

    shared: float
    shared_unquoted: float
    shared_of_longer: float
    begins: int
    facts: int
    conflicts: int
    other_day: bool

    @property
    def is_copy(self) -> bool:
        """Whether the two are one text."""
        deep = self.shared_of_longer < 0.5 and self.begins > HEAD
        return (
            self.shared >= SHARED
            and self.shared_unquoted >= SHARED_UNQUOTED
            and not deep
            and not self.other_day
            and self.conflicts <= self.facts // FACTS_PER_CONFLICT
        )


def is_copy(one: Prose, other: Prose) -> bool:
    """Whether two texts are one text, edited or cut."""
    if min(len(one), len(other)) < SHORTEST:
        return len(one) >= SHORTEST_IDENTICAL and one.texts == other.texts
    return _may_be_copy(one, other) and compare(one, other).is_copy


def compare(one: Prose, other: Prose) -> Comparison:
    """Lay two texts side by side."""
    shorter, longer = sorted((one, other), key=len)
    blocks = SequenceMatcher(None, shorter.texts, longer.texts, autojunk=False).get_matching_blocks()
    runs = [block for block in blocks if block.size >= SHORTEST_RUN]
    common = [at for run in runs for at in range(run.a, run.a + run.size)]
    unquoted = len(shorter) - sum(shorter.quoted)
    days: set[tuple[str, str]] = set()
    conflicts = _title_conflicts(shorter, longer)
    for run, following in pairwise(runs):
        left, right = slice(run.a + run.size, following.a), slice(run.b + run.size, following.b)
        for kind in (NUMBER, CALENDAR, NAME):
            found = _conflicts(kind, shorter, left, longer, right)
            conflicts |= found
            if kind == CALENDAR:
                days |= found
    return Comparison(
        shared=len(common) / len(shorter),
        shared_unquoted=sum(not shorter.quoted[at] for at in common) / unquoted if unquoted else 1.0,
        shared_of_longer=len(common) / len(longer),
        begins=runs[0].b if runs else 0,
        facts=len({shorter.texts[at] for at in common if shorter.facts[at] != NO_FACT}),
        conflicts=len(conflicts),
        other_day=bool(days),
    )


def _may_be_copy(one: Prose, other: Prose) -> bool:
    """A quick look, which nearly all forms filled in anew end at."""
    shorter, longer = sorted((one, other), key=len)
    return (
        len(shorter.numbers - longer.numbers) <= 1 + len(shorter.numbers) // 3
        and not (shorter.numbers - longer.numbers and _title_conflicts(shorter, longer))
        and len(shorter.triples & longer.triples) >= 0.8 * SHARED * len(shorter.triples)
    )


def _title_conflicts(shorter: Prose, longer: Prose) -> set[tuple[str, str]]:
    ours = shorter.title_numbers - longer.title_numbers - longer.vocabulary
    theirs = longer.title_numbers - shorter.title_numbers - shorter.vocabulary
    return set(zip(sorted(ours), sorted(theirs), strict=False))


def _conflicts(kind: str, shorter: Prose, left: slice, longer: Prose, right: slice) -> set[tuple[str, str]]:
    if not 0 < left.stop - left.start <= LONGEST_GAP or not 0 < right.stop - right.start <= LONGEST_GAP:
        return set()
    ours = {text for text, fact in zip(shorter.texts[left], shorter.facts[left], strict=True) if fact == kind}
    theirs = {text for text, fact in zip(longer.texts[right], longer.facts[right], strict=True) if fact == kind}
    pairs = zip(sorted(ours - theirs), sorted(theirs - ours), strict=False)
    if kind != NAME:
        return set(pairs)
    # a name in another place, or in another spelling, contradicts nothing
    return {
        (one, other)
        for one, other in pairs
        if not (one in longer.vocabulary and other in shorter.vocabulary) and not _spelt_alike(one, other)
    }


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= SPELT_ALIKE
