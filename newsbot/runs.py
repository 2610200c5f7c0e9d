"""What a run did: counted by outlet, judged, kept in ``runs/<run id>.json``.

The counts live in Scrapy's stats under ``newsbot/...``, so that every tool which reads stats sees them:

- ``listed`` entries on listings, ``found`` articles among them that were wanted, ``known`` of these stored by earlier runs or
  refused by them as no article,
- ``fetched`` article pages read, ``kept`` lines stored, ``newest`` publication among them,
- ``unchanged_listings`` that have not changed since an earlier run dealt with them; what stands on them counts as listed,
- ``rechecked`` stored articles looked at again; of these ``unchanged`` ones, ``revised`` ones (their new revisions are kept too) and
  ``gone`` ones, which the outlet took down,
- ``dropped/<reason>`` pages read and not kept, ``failed/<reason>`` requests without an answer to use,
- ``filled/<field>`` kept articles that have a value there,
- ``listings`` asked, ``newest_listed`` publication that any of them tells,
- ``generic`` kept articles whose text the outlet's own rule did not find,
- ``examples/<reason>`` a few addresses of what was dropped, failed or is missing.

Whether that is good news is up to :mod:`newsbot.verdicts`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from newsbot.addresses import without_password
from newsbot.clock import now
from newsbot.durable_files import replace_whole
from newsbot.items import Article
from newsbot.process_marks import own_mark

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

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

CHOSEN = ("outside_window", "undated", "keyword", "section", "duplicate", "known", "incomplete", "moved")
"""Reasons to drop that say what was asked for, and nothing against the page or the rules."""

NOT_MISSED = ("http_404", "http_410", "robots", "offsite")
"""Failed requests for pages by which nothing was missed: dead links, and what newsbot itself does not ask for."""

GIVEN_UP = "host_given_up"
"""What a request to a host that cannot be reached is counted under; a run tells it once a host."""

REFUSES = "host_refuses"
"""The same for a host that answers and keeps refusing."""

ROBOTS_UNREACHABLE = "robots_unreachable"
"""The same for a host whose robots.txt cannot be read, which forbids all."""

LEFT_ALONE = frozenset((GIVEN_UP, REFUSES, ROBOTS_UNREACHABLE))
"""What all requests to a host are counted under, listings and pages alike, once it is asked no more."""

EXAMPLES = 3
"""So many addresses are kept of each reason: enough to look at, and a run file stays small."""

LONGEST_EXAMPLE = 500
"""Characters of an address that are kept as an example."""

RUNNING = "running"
"""The verdict of a run that has not ended, or was killed before it could say how."""


BUSY = "busy"
"""The verdict on an outlet that was left alone because another process crawls it; it is told, and in no run file."""


def new_run_id() -> str:
    """A run's name: its start, and four characters that tell apart runs started in one second."""
    return f"{now():%Y%m%dT%H%M%SZ}-{token_hex(2)}"


def filled(article: Article) -> list[str]:
    """Those of :data:`FILLABLE` that have a value."""
    return [name for name in FILLABLE if getattr(article, name)]


def note_example(stats: StatsCollector, reason: str, url: str | None) -> None:
    """Keep an address as one of the first :data:`EXAMPLES` of that reason."""
    key = f"{PREFIX}examples/{reason}"
    kept: list[str] = stats.get_value(key, [])
    shown = without_password(url or "")[:LONGEST_EXAMPLE]
    if shown and len(kept) < EXAMPLES and shown not in kept:
        stats.set_value(key, [*kept, shown])


@dataclass(slots=True)
class OutletRun:
    """One outlet's part of a run. ``filled`` counts kept articles by field; ``troubles`` says why a verdict is not ``ok``.

    Verdicts are ``running``, and at the end ``ok``, ``degraded`` (something was missed), ``failed`` (nothing came of it) and
    ``stopped`` (by a signal). A trouble is a short name, a colon and a sentence.
    """

    outlet: str
    finish: str = "finished"
    listed: int = 0
    found: int = 0
    known: int = 0
    unchanged_listings: int = 0
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
    listings: int = 0
    newest_listed: str | None = None
    generic: int = 0
    examples: dict[str, list[str]] = field(default_factory=dict)
    errors: int = 0
    troubles: list[str] = field(default_factory=list)
    verdict: str = "ok"

    @classmethod
    def from_stats(cls, outlet: str, stats: Mapping[str, Any], finish: str) -> OutletRun:
        """Read the counts out of a crawl's stats. The verdict is not in them: see :func:`newsbot.verdicts.judge`.

        :param finish: why the spider closed, in Scrapy's words.
        """
        run = cls(outlet, finish)
        counts = {f.name for f in fields(cls)} - {"outlet", "finish", "troubles", "verdict"}
        for key, value in stats.items():
            name, _, reason = key.removeprefix(PREFIX).partition("/")
            if not key.startswith(PREFIX) or name not in counts:
                continue
            if reason:
                getattr(run, name)[reason] = value
            else:
                setattr(run, name, value)
        run.errors = stats.get("spider_exceptions/count", 0)
        return run

    @classmethod
    def from_record(cls, outlet: str, record: Mapping[str, Any]) -> OutletRun:
        """What a run file says of an outlet; what it does not say is nought, what it says beyond is left.

        :raises ValueError: a value is not of the kind this version writes.
        """
        run = cls(outlet)
        for f in fields(cls):
            value = record.get(f.name, getattr(run, f.name))
            if not _is_like(getattr(run, f.name), value):
                raise ValueError(f"{f.name} is {value!r}")
            setattr(run, f.name, value)
        run.outlet = outlet
        return run

    @property
    def codes(self) -> list[str]:
        """The short names of its troubles."""
        return [trouble.partition(":")[0] for trouble in self.troubles]

    def fill_rate(self, name: str) -> float | None:
        """Share of kept articles that have a value in that field; ``None`` when none were kept."""
        return self.filled.get(name, 0) / self.kept if self.kept else None


def save(
    folder: Path,
    run_id: str,
    run: OutletRun,
    *,
    replay: str | None = None,
    options: Mapping[str, Any] | None = None,
    started_at: datetime | None = None,
    stats: Mapping[str, Any] | None = None,
) -> Path:
    """Enter one outlet's part into the run file, which is replaced whole, never half-written.

    :param options: what the run was asked for.
    :param started_at: when the outlet's part began; the run began with the first and ended with the last of its outlets.
    :param stats: all that Scrapy counted, under its own keys; what JSON cannot hold is left out.
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
    part = {**asdict(run), "started_at": start, "ended_at": end, "process": own_mark()}
    record["outlets"][run.outlet] = part if stats is None else {**part, "stats": _plain(stats)}
    ends = [outlet["ended_at"] for outlet in record["outlets"].values()]
    record["ended_at"] = None if None in ends else max(ends)
    replace_whole(path, json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    return path


def _plain(stats: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in sorted(stats.items()):
        if isinstance(value, datetime):
            plain[key] = value.isoformat()
        elif isinstance(value, float) and not math.isfinite(value):
            continue
        elif isinstance(value, str | int | float | None) and not key.startswith(f"{PREFIX}examples/"):
            plain[key] = value
    return plain


def _is_like(default: object, value: object) -> bool:
    if default is None:
        return value is None or isinstance(value, str)
    if isinstance(default, dict):
        kinds = (int, list)
        return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, kinds) for k, v in value.items())
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)
    return isinstance(value, type(default)) and not isinstance(value, bool)
