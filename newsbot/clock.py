"""The one clock: crawl days, ``fetched_at``, run ids and what is judged by time are UTC and all come from here.

``NEWSBOT_NOW`` (ISO 8601 with an offset) stops it at a moment, for rehearsals and tests of what takes days to happen.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from newsbot.errors import UsageError


def now() -> datetime:
    """The moment, UTC, whole seconds: finer time means nothing in a crawl.

    :raises UsageError: ``NEWSBOT_NOW`` is set and is no moment.
    """
    stopped = os.environ.get("NEWSBOT_NOW")
    if not stopped:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(stopped)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(f"NEWSBOT_NOW={stopped!r} is no moment: write 2026-11-22T10:00:00+07:00")
    return moment.astimezone(UTC).replace(microsecond=0)


FETCHED_AT = "fetched_at"
"""Key of a request's ``meta`` under which stands when its page was fetched: what the archive says, kept or replayed."""
