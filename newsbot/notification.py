"""Telling people when an outlet breaks or recovers: one message a run, and only for what has changed since the last one.

Addresses are those of Apprise (https://appriseit.com/services/): mail, Telegram, Slack, webhooks and a hundred more. They hold
passwords, so that no part of them but the kind of service is ever printed.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from newsbot.clock import now
from newsbot.extras import how_to_install
from newsbot.history import History
from newsbot.runs import OutletRun
from newsbot.terminal import one_line

STATES = ("ok", "degraded", "failed")
"""The verdicts that are a state; a crawl that was stopped says nothing."""

_KIND = re.compile(r"\s*([a-z][a-z0-9]{1,20})://", re.IGNORECASE)


def notify_changes(addresses: str, folder: Path, runs: Sequence[OutletRun]) -> list[str]:
    """Send what changed with these runs; the answer is what went wrong, one sentence each.

    What could not be delivered to anybody is a change still, and is told after the next run.

    :param addresses: addresses of Apprise, separated by blanks or commas.
    :param folder: the data folder, where it is kept what people were told.
    """
    try:
        with History(folder) as history:
            told = history.told()
            changes = _changes(runs, told)
            if not changes:
                return []
            title, body = compose(changes, told)
            delivered, troubles = _send(addresses, title, body)
            if delivered:
                history.tell((run.outlet, run.verdict, now()) for run in changes)
            return troubles
    except sqlite3.Error as error:
        return [f"nobody was notified: what was told before cannot be read ({error})"]


def _changes(runs: Sequence[OutletRun], told: dict[str, tuple[str, datetime]]) -> list[OutletRun]:
    # an outlet of which nothing was ever told is taken to be well
    return [run for run in runs if run.verdict in STATES and run.verdict != told.get(run.outlet, ("ok",))[0]]


def compose(changes: Sequence[OutletRun], told: dict[str, tuple[str, datetime]]) -> tuple[str, str]:
    """Title and text of the message about these runs."""
    counts = {"failed": 0, "degraded": 0, "recovered": 0}
    lines = []
    for run in sorted(changes, key=lambda run: (-STATES.index(run.verdict), run.outlet)):
        word = "recovered" if run.verdict == "ok" else run.verdict
        counts[word] += 1
        before = told.get(run.outlet)
        if run.verdict == "ok":
            since = f", {before[0]} since {before[1]:%Y-%m-%d %H:%M} UTC" if before else ""
            lines.append(f"{run.outlet} recovered: {run.kept} articles{since}")
        else:
            was = f" (was {before[0]})" if before and before[0] != "ok" else ""
            lines.append(f"{run.outlet} {run.verdict}{was}: {one_line('; '.join(run.troubles))[:500]}")
    title = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"newsbot: {title}", "\n".join(lines)


def _send(addresses: str, title: str, body: str) -> tuple[bool, list[str]]:
    """Whether anybody was reached, and what went wrong."""
    try:
        import apprise
        from apprise.utils import parse
    except ImportError:
        return False, [f"nobody was notified: NEWSBOT_NOTIFY needs Apprise: {how_to_install('notify')}"]
    split_addresses: Callable[[str], list[str]] = parse.parse_urls
    delivered = False
    troubles = []
    # its log names hosts and tokens
    logger = logging.getLogger("apprise")
    before, logger.disabled = logger.disabled, True
    try:
        for number, address in enumerate(split_addresses(addresses) or [addresses], 1):
            kind = _KIND.match(address)
            name = f"address {number}{f' ({kind[1].lower()})' if kind else ''}"
            server = apprise.Apprise()
            try:
                if not server.add(address):
                    troubles.append(f"{name} of NEWSBOT_NOTIFY is no address that Apprise knows")
                elif server.notify(body, title, body_format=apprise.NotifyFormat.TEXT):
                    delivered = True
                else:
                    troubles.append(f"{name} of NEWSBOT_NOTIFY did not take the message")
            except Exception as error:  # noqa: BLE001, RUF100 - a notifier, whatever it is, never fails a crawl
                troubles.append(f"{name} of NEWSBOT_NOTIFY did not take the message ({type(error).__name__})")
    finally:
        logger.disabled = before
    return delivered, troubles
