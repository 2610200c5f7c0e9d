"""The shape of a line of Indonesian news text: running prose, a headline, a date line, an entry of a list.

Nothing here knows a phrase of any outlet; what a line *says* is the business of :mod:`newsbot.boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FUNCTION_WORDS = frozenset(
    "yang dan di dengan untuk dari pada ini itu dalam akan tidak juga oleh karena adalah telah sudah ke saat bisa para "
    "sebagai tersebut ada hingga agar namun setelah mereka ia dia kami kita saya lebih masih menjadi secara atau bahwa "
    "dapat seperti harus kepada antara sehingga jika bila maka pun lalu sejak sebelum ketika terhadap melalui menurut "
    "tak bukan belum lagi hanya serta tetapi tapi sedang sementara yakni yaitu pihak pihaknya nya kata ujar katanya "
    "ujarnya anda kamu aku beliau sang si bagi demi usai selama sekitar sebanyak seorang sebuah sangat cukup semua "
    "apa siapa mana kapan bagaimana mengapa kenapa apakah nggak enggak gak banyak beberapa salah satu".split()
)

ENGLISH_FUNCTION_WORDS = frozenset(
    "the of and to in that is for with as was by at from it he she they has have are were be its his her not on an said will "
    "their this but who which been had would also after more".split()
)
PROSE_WORDS = FUNCTION_WORDS | ENGLISH_FUNCTION_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALISED_WORD = re.compile(r"\b[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*$|[\"”’]\s*$")
_LIKE_ASCII = str.maketrans("İıſ", "iis")
_LIST_ENTRY = re.compile(r"(?:\d{1,3}\s?[.)]|[-–—•●▪*·]|[a-zA-Z][.)])\s*\S")
_QUOTE = ('"', "“", "‘", "'")

MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|pebruari|mar(?:et)?|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:st|stus)?|ags|aug(?:ust)?|"
    r"sep(?:t|tember)?|okt(?:ober)?|oct(?:ober)?|nov(?:ember)?|nop(?:ember)?|des(?:ember)?|dec(?:ember)?|january|february|march)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{MONTH}\.?[\s,-]+(?:19|20)\d\d\b|\b{MONTH}\.? \d{{1,2}},? (?:19|20)\d\d\b|"
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d[/.-]\d\d[/.-]\d\d\b|"
    r"\b\d{1,3} (?:detik|menit|jam|hari|minggu|bulan|minutes?|hours?|days?) (?:yang )?(?:lalu|ago)\b",
    re.IGNORECASE,
)
_BYLINE_WORD = re.compile(r"\b(?:oleh|pada|by|on|at|di)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:wib|wita|wit|am|pm|gmt)?\b", re.IGNORECASE)


def fold_case(text: str) -> str:
    """A text in small letters, with those letters as ASCII ones that ``re.IGNORECASE`` takes for them (``İ``, ``ı``, ``ſ``)."""
    if not text.isascii() and holds_any(text, "İıſ"):
        text = text.translate(_LIKE_ASCII)
    return text.lower()


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds any of those as it stands: asked before a pattern that is tried at each character of a line."""
    for word in words:  # noqa: SIM110 - any() over a generator takes three times as long
        if word in text:
            return True
    return False


def is_sentence(text: str) -> bool:
    """Whether the text ends as a sentence ends."""
    return _SENTENCE_END.search(text[-12:]) is not None


def function_words(text: str, enough: int = 4) -> int:
    """How many of its first words are function words of prose, Indonesian or English, counted up to ``enough``."""
    known = 0
    for found in _WORD.finditer(text, 0, 600):
        word = found.group()
        if word.lower() in PROSE_WORDS and not word.isupper():
            known += 1
            if known >= enough:
                break
    return known


def language_of(text: str) -> str | None:
    """``id`` or ``en`` when the function words of the text's beginning tell clearly, else ``None``."""
    for opening in (400, 1500):
        words = _WORD.findall(text[:opening].lower())
        indonesian = sum(map(FUNCTION_WORDS.__contains__, words))
        english = sum(map(ENGLISH_FUNCTION_WORDS.__contains__, words))
        if max(indonesian, english) >= 8 and not min(indonesian, english):
            break  # plain from the first sentences
    if max(indonesian, english) < 4 or max(indonesian, english) < 3 * min(indonesian, english):
        return None
    return "id" if indonesian > english else "en"


def capitals(text: str) -> float:
    """The share of words that begin with a capital, function words aside."""
    words = [word for word in _CAPITALISED_WORD.findall(text[:400]) if word.lower() not in FUNCTION_WORDS]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def is_headline(text: str) -> bool:
    """Whether the text is set like an Indonesian headline: most words capitalised, no full stop, one line long."""
    if not 12 <= len(text) <= 180 or (text.endswith((".", ":", ";", ",")) and not text.endswith("..")):
        return False
    return len(text.split()) >= 3 and capitals(text) >= 0.7


def is_prose(text: str) -> bool:
    """Whether the text reads as running prose rather than as a label, a headline, a caption or an entry of a list."""
    length = len(text)
    if length < 30:
        return False
    known = function_words(text)
    if is_sentence(text):
        if text[-1] in "?!" and is_headline(text):
            return False
        return known >= 1 and not (length < 60 and capitals(text) > 0.85)
    if length >= 220:
        return known >= 3
    return known >= 2 and length >= 60 and capitals(text) < 0.6


def is_list_entry(text: str) -> bool:
    """Whether the text begins with a number, a letter or a bullet of a list."""
    return _LIST_ENTRY.match(text) is not None


def is_teaser(text: str) -> bool:
    """Whether the text opens with the date and clock time of another article, as the entries of a feed do."""
    found = _DATE.search(text[:60])
    if found is None or found.start() > 40 or len(text) < found.end() + 12:
        return False
    before = text[: found.start()]
    return ("|" in before or "•" in before or not before) and _CLOCK.search(text[: found.end() + 16]) is not None


def is_date_line(text: str) -> bool:
    """Whether the line carries a date and little else: a section, a name, a clock time, a counter of views."""
    if len(text) > 110 or text.startswith(_QUOTE):
        return False
    found = _DATE.search(text)
    if found is None or text[: found.start()].endswith("("):
        return False  # in running text the date stands in brackets behind the weekday
    rest = _BYLINE_WORD.sub("", _CLOCK.sub("", text[: found.start()] + text[found.end() :]))
    return len(rest) <= 60 and function_words(rest, 2) < 2 and not rest.rstrip().endswith((".", "?"))
