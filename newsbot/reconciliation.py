"""The memory follows the files: whatever lines it does not cover yet are read into it, and a torn last line is cut off."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from newsbot import validators
from newsbot.clock import now
from newsbot.items import Article
from newsbot.outlets.base import Outlet
from newsbot.revisits import Schedule, timestamp
from newsbot.seen import Look, Place, SeenStories, StoredLine, story_keys
from newsbot.stored_lines import ARTICLES, read_line
from newsbot.window import offset

_BATCH = 5000
"""Lines read between two transactions."""


@dataclass(slots=True)
class Reconciliation:
    """What it took: lines read, and what had to be mended, one sentence each."""

    lines: int = 0
    repairs: list[str] = field(default_factory=list)


def reconcile(
    memory: SeenStories,
    folder: Path,
    outlet: Outlet,
    schedule: Schedule,
    progress: Callable[[int], None] = lambda _bytes: None,
) -> Reconciliation:
    """Bring the memory up to what the outlet's files hold. The caller holds the outlet's lock.

    :param progress: is told how many bytes more were read.
    :raises OSError: a file cannot be read, or its torn end not cut off.
    """
    done = Reconciliation()
    home = folder / ARTICLES / outlet.name
    files = sorted(home.glob("*.jsonl"))
    name = home.relative_to(folder).as_posix()
    rules = repr((outlet.article_url, outlet.whole_story, outlet.page_query))
    shorter = [file for file in files if memory.covered(f"{name}/{file.name}") > file.stat().st_size]
    done.repairs += [f"{file} is shorter than it was; the outlet's stories are read anew" for file in shorter]
    gone = sorted(memory.files_in(name) - {f"{name}/{file.name}" for file in files})
    done.repairs += [f"{folder / path} is gone; the outlet's stories are read anew" for path in gone]
    if shorter or gone or memory.rules_changed(outlet.name, rules):
        # all of them, because a later revision may stand in another file
        memory.forget_files(name)
        # a server that says "unchanged" of a listing would keep its stories from being asked for again
        validators.forget(memory.path, outlet.name)
    memory.keep_rules(outlet.name, rules)
    for file in files:
        covered = memory.covered(f"{name}/{file.name}")
        if covered < file.stat().st_size:
            _read_on(memory, file, Place(f"{name}/{file.name}", covered), outlet, schedule, progress, done)
    return done


def remembered(article: Article, place: Place, outlet: Outlet, schedule: Schedule) -> StoredLine:
    """What is to be remembered of an article whose line stands there."""
    look = first_look(article, place, outlet, schedule)
    return StoredLine(article_keys(article, outlet), place.start, article.revision, look)


def article_keys(article: Article, outlet: Outlet) -> tuple[int, ...]:
    """The keys of an article under all its addresses."""
    urls = {url for url in (article.url, article.canonical_url) if url}
    return tuple({key for url in urls for key in story_keys(url, outlet, article.article_id)})


def any_look(article: Article, place: Place, outlet: Outlet) -> Look:
    """The look that brought that line."""
    zone = offset(outlet.zone)
    looked = timestamp(article.fetched_at or now(), zone)
    published = min(looked, timestamp(article.published_at, zone)) if article.published_at else looked
    return Look(place, published, looked)


def first_look(article: Article, place: Place, outlet: Outlet, schedule: Schedule) -> Look | None:
    """The same with the moment at which the story is due again; ``None`` when it never is."""
    look = any_look(article, place, outlet)
    due = schedule.next_look(look.published, look.looked)
    if due is None or timestamp(now(), UTC) > look.published + schedule.horizon:
        return None
    return replace(look, due=due)


def _read_on(
    memory: SeenStories,
    path: Path,
    place: Place,
    outlet: Outlet,
    schedule: Schedule,
    progress: Callable[[int], None],
    done: Reconciliation,
) -> None:
    lines: list[StoredLine] = []
    broken = 0
    with path.open("rb+") as file:
        torn = _cut_torn_line(file, path.stat().st_size)
        # lines that a killed process wrote but never synced are about to count as stored
        os.fsync(file.fileno())
        file.seek(place.start)
        end = told = place.start
        for line in file:
            article = read_line(line)
            if article is not None:
                lines.append(remembered(article, Place(place.path, end), outlet, schedule))
            else:
                broken += 1
            end += len(line)
            if len(lines) >= _BATCH:
                memory.add(lines, place.path, told, end, outlet.name)
                done.lines += len(lines)
                progress(end - told)
                lines, told = [], end
    memory.add(lines, place.path, told, end, outlet.name)
    done.lines += len(lines)
    progress(end - told)
    if torn:
        done.repairs.append(f"{path}: cut off a torn last line of {torn} bytes")
    if broken:
        done.repairs.append(f"{path}: {broken} lines are no articles and were left alone")


def _cut_torn_line(file: BinaryIO, size: int) -> int:
    """Cut off what stands behind the last line feed; returns how many bytes that was."""
    end = size
    while end:
        start = max(0, end - 65536)
        file.seek(start)
        found = file.read(end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    if end < size:
        file.truncate(end)
    return size - end
