"""The garbage collector, kept from the pages that newsbot's own processes read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No collection while the block runs.

    The elements, blocks and links of a page live until its article is made and hold no cycles; the collector would go through
    them several times and find nothing, which takes a sixth of a crawl's time. It is one for all threads of a process, so that
    a library has no business to pause it: what crawls and what reads archives does.
    """
    collects = gc.isenabled()
    try:
        gc.disable()
        yield
    finally:
        if collects:
            gc.enable()
