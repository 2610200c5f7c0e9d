"""How a story is told from its next revision: a hash that ignores white space and case, and a count of words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")
SHORT = 100_000
"""Characters of a text that is taken as a whole; the words of a longer one, all at once, would take ten times its memory."""


def content_hash(title: str | None, body: str) -> str:
    """SHA-256 of title and body, in hexadecimal.

    White space, case and the Unicode form of composed letters do not count, so that a change of template is no revision.
    """
    told = hashlib.sha256(_folded(title or "") + b"\n")
    between = b""
    for part in _parts(body):
        if words := _folded(part):
            told.update(between + words)
            between = b" "
    return told.hexdigest()


def _folded(text: str) -> bytes:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).encode("utf-8", "surrogatepass")


def word_count(body: str) -> int:
    """How many words the body has; ``11,3``, ``ibu-ibu`` and ``dan/atau`` are one word each."""
    return sum(len(_WORD.findall(part)) for part in _parts(body))


def _parts(body: str) -> list[str]:
    return [body] if len(body) < SHORT else body.split("\n")
