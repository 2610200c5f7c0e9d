"""A new schedule of looks holds for the stories that are stored already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from newsbot.clock import now
from newsbot.outlets.base import Outlet
from newsbot.reconciliation import article_keys, first_look
from newsbot.revisits import Schedule, timestamp
from newsbot.seen import Look, Place, SeenStories
from newsbot.stored_lines import ARTICLES, read_line


def reschedule(memory: SeenStories, folder: Path, outlet: Outlet, schedule: Schedule) -> None:
    """Where the schedule is another than at the last run, plan all looks anew. The caller holds the outlet's lock.

    Stories that the old schedule was done with are planned again as long as they are young by the new one. Of those it never
    looked at nothing is remembered, so that the lines of the last days are read once.

    :raises OSError: a file cannot be read.
    """
    before = memory.schedule(outlet.name)
    if before == schedule.ages:
        return
    at = timestamp(now(), UTC)
    old = Schedule(before or ())
    looks = {look.place: look for look in memory.all_looks(outlet.name)}
    planned = [
        replace(look, due=schedule.next_look(look.published, look.looked))
        for look in looks.values()
        if not _is_gone(look, old, at)
    ]
    planned += [look for look in _looks_at_young(memory, folder, outlet, schedule, at) if look.place not in looks]
    memory.keep_schedule(outlet.name, schedule.ages, planned)


def _is_gone(look: Look, old: Schedule, at: int) -> bool:
    """Whether a story was struck off because there is nothing to look at any more."""
    is_young = look.published >= at - old.horizon
    return look.due is None and is_young and old.next_look(look.published, look.looked) is not None


def _looks_at_young(memory: SeenStories, folder: Path, outlet: Outlet, schedule: Schedule, at: int) -> list[Look]:
    home = folder / ARTICLES / outlet.name
    # no story is stored before it is published; a day more for the offset of the files' days
    first_day = datetime.fromtimestamp(at - schedule.horizon, UTC).date() - timedelta(days=1)
    looks = []
    for file in sorted(home.glob("*.jsonl")) if schedule.ages else ():
        path = file.relative_to(folder).as_posix()
        covered = memory.covered(path)
        if not covered or _day_of(file) < first_day:
            continue
        start = 0
        with file.open("rb") as lines:
            for line in lines:
                article = read_line(line) if start < covered else None
                place = Place(path, start)
                start += len(line)
                if article is None:
                    continue
                look = first_look(article, place, outlet, schedule)
                if look is not None and memory.place(article_keys(article, outlet)) == place:
                    looks.append(look)
    return looks


def _day_of(file: Path) -> date:
    try:
        return date.fromisoformat(file.stem)
    except ValueError:
        return date.max
