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
    return sum(1 for _ in _WORD.finditer(body))
