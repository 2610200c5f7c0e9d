"""One spelling for every date string: lower case, ASCII punctuation, single blanks."""

from __future__ import annotations

import re
from bisect import bisect_right

# Each character becomes one character, so that offsets hold; zero-width ones are taken out beforehand.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−－﹣⁃─", "-"),
        **dict.fromkeys("‘’‚‛ʼʻʹ′´`＇ˈ‵", "'"),
        **dict.fromkeys("•·●∙⋅▪■◦‣｜│┃¦∣»›→►▶★☆…●", "|"),
        **dict.fromkeys("：∶﹕ː꞉", ":"),
        **dict.fromkeys("／⁄∕", "/"),
        **dict.fromkeys("，、", ","),
        **dict.fromkeys("．。", "."),
        **dict.fromkeys("（［", "("),
        **dict.fromkeys("）］", ")"),
        "＋": "+",
        "İ": "i",
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
    }
)
_ZERO_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u180e"
_INVISIBLE = re.compile(f"[{_ZERO_WIDTH}]+")
_TOKEN = re.compile(rf"[^\s{_ZERO_WIDTH}]+")
_TAG = re.compile(r"<[^<>]{0,200}>")


def normalise(text: str) -> str:
    """``text`` in lower case with plain dashes, apostrophes and separators and single blanks; tags and entities resolved."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text and ";" in text:
        from html import unescape

        text = unescape(text)
    if not text.isascii():
        text = _INVISIBLE.sub("", text).translate(_SAME_LENGTH)
    return " ".join(text.lower().split())


def normalise_with_offsets(text: str) -> tuple[str, OffsetMap]:
    """``text`` as :func:`normalise` leaves it (tags and entities stay), and the way back to its own offsets."""
    if text and " ".join(text.split()) == text and (text.isascii() or not _INVISIBLE.search(text)):
        # as the text of a block always is
        return (text if text.isascii() else text.translate(_SAME_LENGTH)).lower(), OffsetMap([0], [0])
    parts: list[str] = []
    clean_starts: list[int] = []
    raw_starts: list[int] = []
    length, previous = 0, 0
    for match in _TOKEN.finditer(text):
        if parts and any(char.isspace() for char in text[previous : match.start()]):
            parts.append(" ")
            length += 1
        clean_starts.append(length)
        raw_starts.append(match.start())
        token = match.group()
        parts.append(token if token.isascii() else token.translate(_SAME_LENGTH))
        length += len(token)
        previous = match.end()
    return "".join(parts).lower(), OffsetMap(clean_starts, raw_starts)


class OffsetMap:
    """Offsets in normalised text to offsets in the text it came from."""

    def __init__(self, clean_starts: list[int], raw_starts: list[int]) -> None:
        self._clean = clean_starts
        self._raw = raw_starts

    def raw(self, offset: int) -> int:
        """Where the character at ``offset`` of the normalised text stands in the original."""
        index = bisect_right(self._clean, offset) - 1
        return self._raw[index] + offset - self._clean[index]
