"""The memory made anew from the article files, which are the truth."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from filelock import BaseFileLock

from newsbot import outlets, validators
from newsbot.errors import UsageError
from newsbot.reconciliation import reconcile
from newsbot.revisits import Schedule
from newsbot.seen import SeenStories
from newsbot.storage import STATE, StorageError, lock_outlet
from newsbot.stored_lines import ARTICLES


@dataclass(slots=True)
class Rebuilt:
    """What was read and remembered. ``left_out`` are folders of articles that no outlet file describes any more."""

    outlets: int = 0
    lines: int = 0
    keys: int = 0
    repairs: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def rebuild(
    folder: Path,
    schedule: Schedule,
    *,
    started: Callable[[int], None] = lambda _bytes: None,
    progress: Callable[[int], None] = lambda _bytes: None,
) -> Rebuilt:
    """Forget all that can be read from the files of a data folder, and read it from them.

    Which pages were refused is kept. When it is interrupted, the next crawl reads the rest.

    :param started: is told how many bytes there are to read; ``progress`` how many more were.
    :raises UsageError: that is no data folder.
    :raises StorageError: a crawl is writing to it, or it cannot be written.
    """
    home = folder / ARTICLES
    if not home.is_dir():
        raise UsageError(f"{folder} is no data folder: there is no {ARTICLES} in it")
    names = sorted(path.name for path in home.iterdir() if path.is_dir())
    done = Rebuilt()
    with ExitStack() as held:
        for name in names:
            held.callback(_lock(folder, name).release)
        try:
            memory = SeenStories(folder / STATE)
            held.callback(memory.close)
            done.repairs += memory.repairs
            memory.clear()
            started(sum(file.stat().st_size for name in names for file in (home / name).glob("*.jsonl")))
            for name in names:
                if name not in outlets.names():
                    done.left_out.append(name)
                    continue
                validators.forget(folder / STATE, name)
                result = reconcile(memory, folder, outlets.get(name), schedule, progress)
                done.lines += result.lines
                done.repairs += result.repairs
                done.outlets += 1
            done.keys = memory.count()
            memory.compact()
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"data folder {folder} cannot be used: {error}") from None
    return done


def _lock(folder: Path, name: str) -> BaseFileLock:
    try:
        return lock_outlet(folder, name)
    except StorageError as error:
        raise StorageError(f"{error}: rebuild when it has ended") from None
