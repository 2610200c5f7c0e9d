"""Run files of an invented outlet, as crawls on earlier days would have left them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsbot.history import History
from newsbot.runs import OutletRun, new_run_id, save
from newsbot.verdicts import judge

FIELDS = ("title", "published_at", "body", "authors", "section")
START = datetime(2026, 11, 2, 3, tzinfo=UTC)


class Diary:
    """A data folder to which runs are added, each judged by those before it. ``at`` is the moment of the next."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, outlet: str = "contoh") -> None:
        self.folder, self.outlet = folder, outlet
        self._monkeypatch = monkeypatch
        self.at = START
        (folder / "runs").mkdir(parents=True, exist_ok=True)

    def stop_clock(self) -> None:
        """The clock of newsbot shows :attr:`at`."""
        self._monkeypatch.setenv("NEWSBOT_NOW", self.at.isoformat())

    def run(
        self,
        kept: int,
        *,
        after: timedelta = timedelta(hours=1),
        missing: Mapping[str, int] | None = None,
        options: Mapping[str, Any] | None = None,
        replay: str | None = None,
        listed_age: timedelta | None = timedelta(minutes=20),
        finish: str = "finished",
        **counts: Any,
    ) -> OutletRun:
        """A run some time after the last one that kept so many articles; ``missing`` counts those without a field."""
        self.at += after
        self.stop_clock()
        known = counts.pop("known", 40)
        dropped, failed = counts.pop("dropped", {}), counts.pop("failed", {})
        seen = kept + sum(dropped.values())
        run = OutletRun(
            self.outlet,
            finish,
            listed=counts.pop("listed", known + seen),
            found=counts.pop("found", known + seen + sum(failed.values())),
            known=known,
            fetched=counts.pop("fetched", seen),
            kept=kept,
            dropped=dropped,
            failed=failed,
            listings=counts.pop("listings", 3),
            filled={name: kept - (missing or {}).get(name, 0) for name in FIELDS} if kept else {},
            newest=self.at.isoformat() if kept else None,
            newest_listed=(self.at - listed_age).isoformat() if listed_age is not None else None,
            **counts,
        )
        with History(self.folder) as history:
            judge(run, self.at, history.runs(self.outlet), options=options, replay=bool(replay))
        save(self.folder / "runs", new_run_id(), run, options=options, replay=replay, started_at=self.at)
        return run

    def days(self, number: int, articles: int = 20, **kwargs: Any) -> None:
        """So many days with a run every six hours."""
        for _ in range(number * 4):
            assert self.run(articles, after=timedelta(hours=6), **kwargs).verdict == "ok"
