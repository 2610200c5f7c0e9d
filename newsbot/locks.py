"""Who may write an outlet's articles: one process at a time, the first that comes.

A job that a scheduler starts while the last one still runs must notice before it does anything: a command claims all outlets
it is about to crawl, and each :class:`~newsbot.storage.Store` takes over the claim on its own. A lock belongs to the operating system
and ends with its process, however that ends; the files themselves mean nothing and stay.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.errors import Busy
from newsbot.stored_lines import ARTICLES

POLL_SECONDS = 0.2
_NAMED = 3

_claims: dict[Path, FileLock] = {}


def claim(folder: Path, outlets: Iterable[str], wait: float = 0) -> list[str]:
    """Reserve outlets of a data folder for this process, and return those that another process holds.

    :param wait: seconds to wait for them, all together.
    :raises OSError: the folder cannot be written.
    """
    deadline = time.monotonic() + wait
    busy = []
    # two commands that wait for each other's outlets ask for them in one order, so that one of them gets all
    for name in sorted(outlets):
        path = _path(folder, name)
        lock = FileLock(path)
        try:
            lock.acquire(timeout=max(0.0, deadline - time.monotonic()), poll_interval=POLL_SECONDS)
        except Timeout:
            busy.append(name)
        else:
            _claims[path] = lock
    return busy


def take(folder: Path, outlet: str) -> FileLock:
    """The lock on an outlet's articles, held: the one claimed before, or a new one.

    :raises Busy: another process, or another store of this one, holds it.
    :raises OSError: the folder cannot be written.
    """
    path = _path(folder, outlet)
    lock = _claims.pop(path, None)
    if lock is None:
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise Busy(occupied(folder, [outlet])) from None
    return lock


def drop_claims(folder: Path, outlets: Iterable[str]) -> None:
    """Let go of those claims that no store has taken over."""
    for name in outlets:
        lock = _claims.pop(_path(folder, name), None)
        if lock is not None:
            lock.release()


def occupied(folder: Path, outlets: list[str]) -> str:
    """The sentence that says which outlets of a data folder another process is writing."""
    rest = len(outlets) - _NAMED
    names = ", ".join(outlets[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
    return f"another crawl of {names} is writing to {folder}"


def _path(folder: Path, outlet: str) -> Path:
    return folder.resolve() / ARTICLES / f".{outlet}.lock"
