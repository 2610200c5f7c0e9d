"""What follows a crawl, whichever command ran it: metrics are written, people are told, the exit status is found."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import NewsbotError
from newsbot.metrics import write_metrics
from newsbot.notification import notify_changes
from newsbot.runs import OutletRun
from newsbot.status import read_status

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)


def after_crawl(settings: BaseSettings, runs: Sequence[OutletRun], *, asked_outlets: bool = True) -> int:
    """Do what the settings ask for once outlets were crawled; the answer is the exit status.

    Nobody is told of saved pages and of addresses that a user named: they say nothing about the outlet of today.

    :param asked_outlets: the outlets' own listings were asked, and not a list of addresses.
    """
    folder = Path(settings["NEWSBOT_DATA"])
    if settings["NEWSBOT_NOTIFY"] and asked_outlets and not settings["NEWSBOT_REPLAY"]:
        for trouble in notify_changes(settings["NEWSBOT_NOTIFY"], folder, runs):
            logger.warning(trouble)
    if settings["NEWSBOT_METRICS"]:
        try:
            write_metrics(Path(settings["NEWSBOT_METRICS"]), read_status(folder).outlets)
        except NewsbotError as error:
            logger.warning("no metrics: %s", error)
    wrong = ("failed", "degraded") if settings.getbool("NEWSBOT_STRICT") else ("failed",)
    return 1 if any(run.verdict in wrong for run in runs) else 0
