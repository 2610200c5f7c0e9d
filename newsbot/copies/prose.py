"""An article's text as the comparison of two texts needs it: words, which of them are facts, which of them are quoted.

Two newsrooms that report one event share its quotes and its facts but write their own sentences. A template filled in anew, such as a
weather report, shares its sentences but not its facts. So words are told apart by that.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsbot import boilerplate
from newsbot.credits import read_dateline
from newsbot.search import normalised

LONGEST = 1500
"""Words of a text that are compared; what stands further down in a long read decides nothing."""

HEAD = 120
"""Words of a text's beginning, which a cut copy keeps."""

_WORD = re.compile(r"[^\W_]+(?:['’.,:/-][^\W_]+)*|[“”\"]|(?<=[.!?:])\s|\n")
_QUOTES = frozenset('“”"')
_DIGIT = re.compile(r"\d")
_LONGEST_PROMOTION = 200
# Calendar words are facts however they are written: a report of the next day differs in nothing else.
_CALENDAR = frozenset(
    """senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november
    desember""".split()
)
_NUMBERS = frozenset(
    """nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas seratus seribu belas puluh ratus ribu juta miliar
    triliun""".split()
)


NO_FACT, NUMBER, CALENDAR, NAME = "-ndp"


@dataclass(frozen=True)
class Prose:
    """A text cut into its words.

    :param texts: the words, in lower case.
    :param facts: for each word one of ``-`` no fact, ``n`` a number, ``d`` a day or month, ``p`` a proper name.
    :param quoted: for each word whether it is quoted.
    :param title_numbers: numbers, days and months in the headline.
    """

    texts: tuple[str, ...]
    facts: str
    quoted: tuple[bool, ...]
    title_numbers: frozenset[str]

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that occurs."""
        return frozenset(self.texts)

    @cached_property
    def triples(self) -> frozenset[tuple[str, str, str]]:
        """Every three words in a row."""
        return frozenset(zip(self.texts, self.texts[1:], self.texts[2:], strict=False))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every number, day and month that occurs."""
        return frozenset(text for text, fact in zip(self.texts, self.facts, strict=True) if fact in (NUMBER, CALENDAR))

    def to_bytes(self) -> bytes:
        """A compact form, about three bytes a word."""
        quoted = "".join("01"[mark] for mark in self.quoted)
        lines = (" ".join(self.texts), self.facts, quoted, " ".join(sorted(self.title_numbers)))
        return zlib.compress("\n".join(lines).encode())

    @classmethod
    def from_bytes(cls, data: bytes) -> Prose:
        """Read the compact form."""
        texts, facts, quoted, numbers = zlib.decompress(data).decode().split("\n")
        return cls(tuple(texts.split()), facts, tuple(mark == "1" for mark in quoted), frozenset(numbers.split()))


def read_prose(title: str, body: str) -> Prose:
    """Cut a text into words; dateline, links to other stories and promotions are left out.

    >>> prose = read_prose("", "Hujan turun di Bandung, Senin (3/11).")
    >>> prose.texts, prose.facts
    (('hujan', 'turun', 'di', 'bandung', 'senin', '3/11'), '---pdn')
    """
    words: list[tuple[str, str]] = []
    quoted: list[bool] = []
    for number, paragraph in enumerate(paragraph for paragraph in body.split("\n\n") if not _is_promotion(paragraph)):
        if number == 0 and (dateline := read_dateline(paragraph)):
            paragraph = paragraph[dateline.end :]
        _add_words(paragraph, words, quoted)
        if len(words) >= LONGEST:
            break
    headline: list[tuple[str, str]] = []
    _add_words(title, headline, [])
    del words[LONGEST:], quoted[LONGEST:]
    return Prose(
        tuple(text for text, _ in words),
        "".join(fact for _, fact in words),
        tuple(quoted),
        frozenset(text for text, fact in headline if fact in (NUMBER, CALENDAR)),
    )


def _is_promotion(paragraph: str) -> bool:
    return len(paragraph) < _LONGEST_PROMOTION and boilerplate.match(paragraph) is not None


def _add_words(paragraph: str, words: list[tuple[str, str]], quoted: list[bool]) -> None:
    inside = False
    starts = True
    for printed in _WORD.findall(paragraph):
        if printed in _QUOTES:
            # a quotation ends with its paragraph, whether or not somebody closed it
            inside = printed == "“" or (printed == '"' and not inside)
            starts = starts or inside
        elif printed.isspace():
            starts = True
        else:
            words.append(_word(printed, starts))
            quoted.append(inside)
            starts = False


@lru_cache(maxsize=50_000)
def _word(printed: str, starts: bool) -> tuple[str, str]:
    """A word and what fact it is; the first word of a sentence is capital whatever it is."""
    lower = printed.lower()
    text = (
        lower if lower[0].isdigit() or (lower.isascii() and lower.isalnum()) else normalised(printed).replace(" ", "")
    )
    if _DIGIT.search(printed) or text in _NUMBERS:
        return text, NUMBER
    if text in _CALENDAR:
        return text, CALENDAR
    return text or lower, NAME if printed[0].isupper() and not starts else NO_FACT
