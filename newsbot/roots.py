"""Roots of Indonesian words: *kerusakan* and *merusak* are of *rusak*.

PySastrawi knows them, by a dictionary and the confix stripping of Nazief and Adriani; Snowball's Indonesian stemmer was tried and
confuses too many (*menulis* and *tulisan* have no common stem in it). Where several readings of a word end in the dictionary,
PySastrawi takes the first one it meets, which is wrong where prefix and suffix make no pair (it is asked for the other reading
first) and where nobody writes that root. The forbidden pairs are those of
Asian, "Effective Techniques for Indonesian Text Retrieval" (2007), table 2.5.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from newsbot.errors import UsageError
from newsbot.extras import how_to_install

OBSCURE = frozenset(("aja", "awat", "ering", "gera", "ira", "nal", "pasuk", "pejal", "reta", "unjung", "usak"))
"""Entries of the dictionary that swallow everyday words: *mengering* is of *kering* and not of *ering*."""

MISREAD = {"desakan": "desak", "mencemari": "cemar", "sepakan": "sepak"}
"""Everyday words that look like another everyday root's."""

# these prefixes go with -an and never with -kan: ke-rusak-an, not ke-rusa-kan
_NOUN = re.compile(r"((?:ke|pe)[a-z]+k)an(?:nya|ku|mu)?(?:lah|kah|pun)?")

_SHORTEST = 4
"""Letters of a root that is found in place of the one PySastrawi would choose."""

Stem = Callable[[str], str]


def root_of(word: str) -> str:
    """The root of a word of lower-case letters, or the word itself.

    :raises UsageError: PySastrawi is not installed.
    """
    stem, without_prefixes = _stemmers()
    if word in MISREAD:
        return MISREAD[word]
    noun = _NOUN.fullmatch(word)
    if noun is not None:
        root = stem(noun[1])
        if root != noun[1] and len(root) >= _SHORTEST and root.endswith("k"):
            return root
    elif word.endswith("i") and word.startswith("be"):
        # this goes with no -i: ber-tani, not ber-tan-i
        root = without_prefixes(word)
        if root != word:
            return root
    return stem(word) or word


@cache
def _stemmers() -> tuple[Stem, Stem]:
    """PySastrawi's stemmer, and one that takes only prefixes off."""
    try:
        from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary  # type: ignore[import-untyped]
        from Sastrawi.Stemmer.Stemmer import Stemmer  # type: ignore[import-untyped]
        from Sastrawi.Stemmer.StemmerFactory import StemmerFactory  # type: ignore[import-untyped]
    except ImportError:
        raise UsageError(f"searching by roots needs PySastrawi: {how_to_install('search')}") from None
    words = ArrayDictionary([word for word in StemmerFactory().get_words() if word not in OBSCURE])
    # not the factory's own stemmer: that one remembers every word it ever met
    whole, prefixes = Stemmer(words), Stemmer(words)
    prefixes.visitor_provider.suffix_visitors.clear()
    return whole.stem, prefixes.stem
