"""How each outlet stands: what ``newsbot status`` shows, ``newsbot report`` draws and ``--metrics`` writes.

Nothing here is stored: it is read from the run files and, for outlets without any, from the article files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from statistics import median

from newsbot.clock import now
from newsbot.errors import NewsbotError
from newsbot.history import KILLED, History, PastRun
from newsbot.items import parse_iso
from newsbot.runs import FILLABLE, RUNNING, OutletRun
from newsbot.storage import RUNS
from newsbot.stored_lines import ARTICLES, article_files, articles_in
from newsbot.trends import REMEMBERED
from newsbot.zones import WIB

BROKEN = ("degraded", "failed", KILLED)
"""Verdicts that ask for somebody's attention."""

DAY = timedelta(hours=24)
_RECENT_ARTICLES = 50


@dataclass(slots=True)
class OutletStatus:
    """One outlet as it stands.

    :param verdict: of its last scheduled run that has ended by itself; ``None`` when it never ran.
    :param is_running: a run of it is going on.
    :param troubles: why the verdict is what it is.
    :param broken_since: start of the first of the runs in a row that were not well; ``None`` when it is well.
    :param usual_24h: articles of a usual day, the median; ``None`` before two whole days are known.
    :param fill: field -> share of its latest articles that have it; empty when none is known.
    :param run: the counts of the last run.
    """

    outlet: str
    verdict: str | None = None
    is_running: bool = False
    troubles: list[str] = field(default_factory=list)
    broken_since: datetime | None = None
    last_run: datetime | None = None
    last_good_run: datetime | None = None
    newest_article: datetime | None = None
    newest_is_day: bool = False
    """The newest article's page tells a day and no time."""
    articles_24h: int = 0
    usual_24h: float | None = None
    fill: dict[str, float] = field(default_factory=dict)
    run: OutletRun | None = None
    seconds: float | None = None
    """How long the last run took."""

    @property
    def is_broken(self) -> bool:
        """Whether somebody should look at it."""
        return self.verdict in BROKEN


@dataclass(slots=True)
class Status:
    """All outlets of a data folder, and what could not be read there, one sentence each."""

    outlets: list[OutletStatus] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def read_status(folder: Path) -> Status:
    """How the outlets of a data folder stand. May be called while a crawl runs; writes nothing but the index of the run files.

    :raises NewsbotError: there is no such folder, or no outlet in it.
    """
    if not (folder / RUNS).is_dir() and not (folder / ARTICLES).is_dir():
        why = "there is no such folder" if not folder.exists() else "no crawl has written there"
        raise NewsbotError(f"no data in {folder}: {why}; newsbot crawl OUTLET --data {folder} begins one")
    with History(folder, keep=False) as history:
        status = Status(warnings=[history.trouble] if history.trouble else [])
        status.warnings += [
            f"{folder / RUNS / name} is damaged and was left out: {fault}" for name, fault in history.damaged.items()
        ]
        stored = _stored(folder)
        for outlet in sorted({*history.outlets(), *stored}):
            runs = history.runs(outlet, now() - REMEMBERED) or history.runs(outlet)[-1:]
            status.outlets.append(of_runs(outlet, runs) if runs else _of_articles(outlet, stored[outlet]))
    if not status.outlets and not status.warnings:
        raise NewsbotError(f"no data in {folder}: no crawl has kept anything or left a run file there")
    return status


def of_runs(outlet: str, runs: Sequence[PastRun]) -> OutletStatus:
    """An outlet as its runs tell it, the latest last."""
    told = [one for one in runs if one.verdict != RUNNING]
    scheduled = _of_the_schedule(told)
    last = scheduled[-1] if scheduled else None
    status = OutletStatus(outlet, is_running=runs[-1].verdict == RUNNING)
    status.last_run = (told or runs)[-1].started_at
    if last is not None:
        status.verdict, status.troubles, status.run = last.verdict, last.counts.troubles, last.counts
        status.last_run = last.started_at
        status.seconds = (last.ended_at - last.started_at).total_seconds() if last.ended_at else None
    for one in reversed(scheduled):
        if one.verdict == "ok":
            status.last_good_run = one.started_at
            break
        if status.is_broken and one.verdict in BROKEN:
            status.broken_since = one.started_at
    for one in runs:
        _note_newest(status, one.counts.newest)
    status.articles_24h, status.usual_24h = _by_day([one for one in runs if not one.replay] or runs)
    status.fill = _fill(told)
    return status


def _of_the_schedule(runs: Sequence[PastRun]) -> list[PastRun]:
    """The runs that tell how an outlet stands; of one that is only read in extracts, these; of samples, these."""
    # a run that was stopped tells nothing about the outlet, unless it is all there is
    runs = [one for one in runs if one.verdict != "stopped"] or runs
    for wanted in (
        [one for one in runs if one.is_comparable or (one.verdict == KILLED and one.is_scheduled)],
        [one for one in runs if one.is_scheduled],
    ):
        if wanted:
            return wanted
    return list(runs)


def _by_day(runs: Sequence[PastRun]) -> tuple[int, float | None]:
    """Articles of the last 24 hours, and of a usual such span before them."""
    moment = now()
    days: dict[int, int] = {}
    for one in runs:
        days[(moment - one.started_at) // DAY] = days.get((moment - one.started_at) // DAY, 0) + one.counts.kept
    # the first run brings what had gathered before, on no day in particular
    whole = (moment - runs[0].started_at) // DAY
    usual = [days.get(day, 0) for day in range(1, whole)]
    return days.get(0, 0) + sum(count for day, count in days.items() if day < 0), median(usual) if usual else None


def _fill(runs: Sequence[PastRun]) -> dict[str, float]:
    """Of the latest articles, the share that has each field."""
    kept = 0
    filled = dict.fromkeys(FILLABLE, 0)
    for one in reversed(runs):
        if kept >= _RECENT_ARTICLES:
            break
        kept += one.counts.kept
        for name in FILLABLE:
            filled[name] += one.counts.filled.get(name, 0)
    return {name: min(count / kept, 1.0) for name, count in filled.items()} if kept else {}


def _stored(folder: Path) -> dict[str, list[Path]]:
    """Article files by outlet, the latest last."""
    files: dict[str, list[Path]] = {}
    if (folder / ARTICLES).is_dir():
        for path in article_files(folder):
            files.setdefault(path.parent.name, []).append(path)
    return files


def _of_articles(outlet: str, files: Sequence[Path]) -> OutletStatus:
    """An outlet without runs, by what is stored of its last two crawl days."""
    status = OutletStatus(outlet)
    filled = dict.fromkeys(FILLABLE, 0)
    count = 0
    for path in files[-2:]:
        for article in articles_in(path):
            count += 1
            status.articles_24h += article.fetched_at is not None and article.fetched_at > now() - DAY
            for name in FILLABLE:
                filled[name] += bool(getattr(article, name))
            _note_newest(status, article.published_at.isoformat() if article.published_at is not None else None)
    status.fill = {name: number / count for name, number in filled.items()} if count else {}
    return status


def _note_newest(status: OutletStatus, text: str | None) -> None:
    if not text:
        return
    try:
        value = parse_iso(text)
    except ValueError:
        return
    is_day = not isinstance(value, datetime)
    moment = value if isinstance(value, datetime) else datetime.combine(value, time(), WIB)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if status.newest_article is None or moment > status.newest_article:
        status.newest_article, status.newest_is_day = moment, is_day
