"""Text from web pages on its way to a terminal: nothing in it may act there."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# C0 apart from tab and newline, DEL, C1 (its CSI works in UTF-8 terminals too), and the marks that reorder what is shown
_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """The text without characters that a terminal would act on.

    >>> plain("a\\x1b[31mb")
    'a[31mb'
    """
    return _ACTING.sub("", text)


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text.replace("\r", " ")).split())


def json_plain(text: str) -> str:
    """JSON in which those characters are escapes: the same values, nothing that acts.

    ``json.dumps`` escapes C0 itself and leaves DEL, C1 and the reordering marks as they are.
    """
    return _ACTING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


@contextmanager
def counter(what: str) -> Iterator[Callable[[int], object]]:
    """A number that goes up on standard error, and is gone at the end; only a terminal shows it.

    :param what: what is counted, behind the number.
    """
    shown = sys.stderr.isatty()

    def show(number: int) -> None:
        if shown:
            sys.stderr.write(f"\r{number:,} {what}")

    try:
        yield show
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
