"""Furniture that scrapers glue into the middle of a paragraph, where its form cannot be mistaken."""

from __future__ import annotations

import re

from newsbot.boilerplate.rule import Effect, Rule
from newsbot.prose import holds_any

ROWS: tuple[Rule, ...] = (
    Rule(
        name="embed marker",
        effect=Effect.VIDEO,
        pattern=r"\[Gambas:[^\]\n]{1,40}\]",
        example="[Gambas:Video 20detik]",
        reason="detik's and CNN Indonesia's editor writes this placeholder where a video or picture was embedded",
        longest=60,
    ),
    Rule(
        name="scroll marker",
        effect=Effect.DROP,
        pattern=r"(?:ADVERTISEMENTS? )?(?-i:SCROLL) TO (?:CONTINUE|RESUME)(?: WITH)? CONTENT(?: ADVERTISEMENT)?",
        example="ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT",
        reason="the hint under an advertisement slot, in English capitals",
        longest=80,
    ),
    Rule(
        name="ad code",
        effect=Effect.DROP,
        pattern=r"googletag\.cmd\.push\(\s*function\s*\(\)\s*\{[^{}]{0,400}\}\s*\)\s*;?",
        example="googletag.cmd.push(function() { googletag.display('slot-satu'); });",
        reason="the advertising script's source, leaked as text",
        longest=500,
    ),
    Rule(
        name="related in brackets",
        effect=Effect.RELATED,
        pattern=r"[(\[]\s*(?:baca|lihat|simak)(?: juga| pula)?\s*:\s*(?P<title>[^()\[\]]{8,200})[)\]]",
        example="(Baca juga: Pasar Ikan Kota Lama Dibuka Lagi)",
        reason="older Kompas and Tempo templates put the related title in brackets at the end of a paragraph",
        trap="(baca juga catatan kaki di halaman depan)",
        longest=220,
    ),
    Rule(
        name="next page sentence",
        effect=Effect.DROP,
        pattern=r"(?<=[.?!”\"]) (?:simak|cek|baca|lihat|klik)\b[^.?!\n]{0,60}(?:liputan6\.com )?[^.?!\n]{0,60}"
        r"\b(?:di|dalam|pada) halaman (?:berikut|selanjut)(?:nya)? ?(?:ini)?\s*[.…!]*$",
        example="Bagaimana caranya? Simak selengkapnya di halaman berikutnya.",
        reason="a pointer to the story's next page, closing a paragraph",
        trap="Benarkah kabar itu? Simak dalam artikel berikut ini.",
        longest=200,
    ),
)

# Each piece's own first characters: a paragraph without any of them is left alone without running the patterns.
GLUED_RELATED = Rule(
    name="related glued in",
    effect=Effect.RELATED,
    pattern=r"(?<=[.!?”\"’')\]]) ?(?:Baca Juga|BACA JUGA|Baca juga|Lihat Juga|LIHAT JUGA|Lihat juga) ?: "
    r"?(?=[A-Z0-9\"'“‘])",
    example="Pasar dibuka kembali. Baca Juga: Harga Cabai Turun di Pasar Lama Pedagang berharap pembeli datang.",
    reason="scrapers that join all lines glue the label and its title between two sentences; a headline ends where "
    "running "
    "words begin",
    trap="Ia berpesan agar warga baca juga: aturan, denda dan jadwalnya.",
    longest=20,
)
# The words an Indonesian headline does not capitalise.
_SMALL = frozenset(
    "dan di ke dari yang untuk pada dengan dalam saat usai vs hingga bagi oleh soal agar atau sebagai karena tak "
    "ala demi "
    "sampai serta jika bila tapi per".split()
)
_FEWEST_WORDS, _MOST_WORDS = 3, 28

_SIGNS = ("[Gambas:", "SCROLL", "googletag", ":", " halaman ")
_PATTERNS = tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in ROWS)
_LABEL = re.compile(GLUED_RELATED.pattern)


def strip_inline(text: str) -> tuple[str, list[tuple[str, Rule]]]:
    """A paragraph without the furniture glued into it.

    :return: the text, unchanged where nothing was found, and each removed piece with the rule that took it.
    """
    if not holds_any(text, _SIGNS):
        return text, []
    removed: list[tuple[str, Rule]] = []
    text = _without_related(text, removed)
    for rule, pattern in _PATTERNS:
        pieces = [found[0].strip() for found in pattern.finditer(text)]
        if pieces:
            removed += [(piece, rule) for piece in pieces]
            text = pattern.sub(" ", text)
    if removed:
        text = " ".join(text.split())
    return text, removed


def _without_related(text: str, removed: list[tuple[str, Rule]]) -> str:
    kept: list[str] = []
    position = 0
    for label in _LABEL.finditer(text):
        if label.start() < position:
            continue
        end = _headline_end(text, label.end())
        if end is not None:
            kept.append(text[position : label.start()])
            removed.append((text[label.start() : end].strip(), GLUED_RELATED))
            position = end
    return " ".join((*kept, text[position:])) if kept else text


def _headline_end(text: str, start: int) -> int | None:
    """Where a headline that begins at ``start`` ends and running text goes on; ``None`` when that cannot be told."""
    words = list(re.finditer(r"\S+", text[start : start + 260]))
    for n, word in enumerate(words[: _MOST_WORDS + 1]):
        mark = re.search(r"[!?](?=[\"“A-Z]|$)", word[0])
        if mark is not None and n >= _FEWEST_WORDS:
            return start + word.start() + mark.end()
        if n + 1 == len(words):
            return len(text) if start + word.end() == len(text) and n >= _FEWEST_WORDS and word[0][-1] != "." else None
        following = words[n + 1][0].strip("\"“”'‘’(),")
        runs_on = following[:1].islower() and following not in _SMALL
        if n >= _FEWEST_WORDS and runs_on and word[0].lstrip("\"“'‘(")[:1].isupper():
            return start + word.start()
        if word[0][0].islower() and word[0].strip(",") not in _SMALL:
            return None
    return None
