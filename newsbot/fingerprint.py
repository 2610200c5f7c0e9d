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
    pieces = (" ".join(unicodedata.normalize("NFC", text or "").casefold().split()) for text in (title, body))
    return hashlib.sha256("\n".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()


def word_count(body: str) -> int:
    """How many words the body has; ``11,3``, ``ibu-ibu`` and ``dan/atau`` are one word each."""
    # no word goes on over the end of a line, and a list of all words of a book is longer than the book
    return sum(len(_WORD.findall(line)) for line in body.split("\n"))
