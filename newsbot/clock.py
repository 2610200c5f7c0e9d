"""The one clock: crawl days, ``fetched_at`` and run ids are UTC and all come from here."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, UTC, whole seconds: finer time means nothing in a crawl."""
    return datetime.now(UTC).replace(microsecond=0)


FETCHED_AT = "fetched_at"
"""Key of a request's ``meta`` under which stands when its page was fetched: what the archive says, kept or replayed."""
