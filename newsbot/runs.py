"""What a run did: counted by outlet, judged, kept in ``runs/<run id>.json``.

The counts live in Scrapy's stats under ``newsbot/...``, so that every tool which reads stats sees them:

- ``listed`` entries on listings, ``found`` articles among them that were wanted, ``known`` of these stored by earlier runs or
  refused by them as no article,
- ``fetched`` article pages read, ``kept`` lines stored, ``newest`` publication among them,
- ``rechecked`` stored articles looked at again; of these ``unchanged`` ones, ``revised`` ones (their new revisions are kept too) and
  ``gone`` ones, which the outlet took down,
- ``dropped/<reason>`` pages read and not kept, ``failed/<reason>`` requests without an answer to use,
- ``filled/<field>`` kept articles that have a value there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Any

from newsbot.clock import now
from newsbot.items import Article

PREFIX = "newsbot/"

FILLABLE = (
    "title",
    "summary",
    "authors",
    "editors",
    "agency",
    "published_at",
    "modified_at",
    "dateline",
    "section",
    "tags",
    "language",
    "body",
    "images",
    "article_id",
)
"""The fields whose fill rate tells whether a template changed."""

CHOSEN = ("outside_window", "undated", "keyword", "section", "duplicate", "known", "incomplete")
"""Reasons to drop that say what was asked for, and nothing against the page or the rules."""

GIVEN_UP = "host_given_up"
"""What a request to a host that cannot be reached is counted under; a run tells it once a host."""

RUNNING = "running"
"""The verdict of a run that has not ended, or was killed before it could say how."""


def new_run_id() -> str:
    """A run's name: its start, and four characters that tell apart runs started in one second."""
    return f"{now():%Y%m%dT%H%M%SZ}-{token_hex(2)}"


def filled(article: Article) -> list[str]:
    """Those of :data:`FILLABLE` that have a value."""
    return [name for name in FILLABLE if getattr(article, name)]


@dataclass(slots=True)
class OutletRun:
    """One outlet's part of a run. ``filled`` counts kept articles by field; ``troubles`` says why a verdict is not ``ok``.

    Verdicts are ``running``, and at the end ``ok``, ``degraded`` (something was missed), ``failed`` (nothing came of it) and
    ``stopped`` (by a signal).
    """

    outlet: str
    finish: str = "finished"
    listed: int = 0
    found: int = 0
    known: int = 0
    fetched: int = 0
    kept: int = 0
    rechecked: int = 0
    unchanged: int = 0
    revised: int = 0
    gone: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)
    newest: str | None = None
    filled: dict[str, int] = field(default_factory=dict)
    errors: int = 0
    troubles: list[str] = field(default_factory=list)
    verdict: str = "ok"

    @classmethod
    def from_stats(cls, outlet: str, stats: Mapping[str, Any], finish: str) -> OutletRun:
        """Read the counts out of a crawl's stats and judge them.

        :param finish: why the spider closed, in Scrapy's words; anything but ``finished`` and ``shutdown`` (a signal) is fatal.
        """
        run = cls(outlet, finish)
        for key, value in stats.items():
            if not key.startswith(PREFIX):
                continue
            name, _, reason = key.removeprefix(PREFIX).partition("/")
            if reason:
                getattr(run, name)[reason] = value
            else:
                setattr(run, name, value)
        run.errors = stats.get("spider_exceptions/count", 0)
        run._judge()
        return run

    def fill_rate(self, name: str) -> float | None:
        """Share of kept articles that have a value in that field; ``None`` when none were kept."""
        return self.filled.get(name, 0) / self.kept if self.kept else None

    def _judge(self) -> None:
        asked_away = sum(self.dropped.get(reason, 0) for reason in CHOSEN)
        refused = sum(self.dropped.values()) - asked_away
        fatal = []
        if self.finish not in ("finished", "shutdown"):
            fatal.append(self.finish)
        if self.finish != "finished" or self.kept:
            pass
        elif not self.listed:
            fatal.append(
                "no host could be reached" if set(self.failed) == {GIVEN_UP} else "no listing named an article"
            )
        # where earlier runs stored articles, a dead link or a page without text may be all that is new
        elif self.found > self.known and not self.fetched and not (self.known and self._only_gone()):
            fatal.append("no article page could be fetched")
        elif refused and not self.known:
            fatal.append("no page gave an article")
        if self.errors:
            (fatal if self.errors >= max(self.fetched, 1) else self.troubles).append(f"{self.errors} errors in newsbot")
        stopped = ["stopped by a signal"] if self.finish == "shutdown" else []
        missed = [f"{count} × {reason}" for reason, count in sorted(self.failed.items())]
        self.troubles = fatal + stopped + self.troubles + missed
        self.verdict = "failed" if fatal else "stopped" if stopped else "degraded" if self.troubles else "ok"

    def _only_gone(self) -> bool:
        return all(reason in ("http_404", "http_410") or reason.startswith("listing") for reason in self.failed)


def save(
    folder: Path,
    run_id: str,
    run: OutletRun,
    *,
    replay: str | None = None,
    options: Mapping[str, Any] | None = None,
    started_at: datetime | None = None,
) -> Path:
    """Enter one outlet's part into the run file, which is replaced whole, never half-written.

    :param options: what the run was asked for.
    :param started_at: when the outlet's part began; the run began with the first and ended with the last of its outlets.
    :raises OSError: the file cannot be written.
    """
    path = folder / f"{run_id}.json"
    start = (started_at or now()).isoformat()
    end = None if run.verdict == RUNNING else now().isoformat()
    record: dict[str, Any] = (
        json.loads(path.read_bytes())
        if path.exists()
        else {
            "run_id": run_id,
            "started_at": start,
            "ended_at": None,
            "replay": replay,
            "options": dict(options or {}),
            "outlets": {},
        }
    )
    record["outlets"][run.outlet] = {**asdict(run), "started_at": start, "ended_at": end}
    ends = [outlet["ended_at"] for outlet in record["outlets"].values()]
    record["ended_at"] = None if None in ends else max(ends)
    draft = path.with_suffix(".json.part")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return path
