"""How a story is told from its next revision: a hash that ignores white space and case, and a count of words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")


def content_hash(title: str | None, body: str) -> str:
    """SHA-256 of title and body, in hexadecimal.

    White space, case and the Unicode form of composed letters do not count, so that a change of template is no revision.
    """
    told = hashlib.sha256(_folded(title or "") + b"\n")
    # line by line: the words of a book one by one take ten times the memory of the book
    between = b""
    for line in body.split("\n"):
        if words := _folded(line):
            told.update(between + words)
            between = b" "
    return told.hexdigest()


def _folded(text: str) -> bytes:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split()).encode("utf-8", "surrogatepass")


def word_count(body: str) -> int:
    """How many words the body has; ``11,3``, ``ibu-ibu`` and ``dan/atau`` are one word each."""
    # no word goes on over the end of a line, and a list of all words of a book is longer than the book
    return sum(len(_WORD.findall(line)) for line in body.split("\n"))
