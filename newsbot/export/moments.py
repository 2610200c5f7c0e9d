"""Stored ISO 8601 values as moments and days. A day without a time gets none."""

from __future__ import annotations

from datetime import UTC, date, datetime

from newsbot.items import parse_iso


def utc_of(text: str | None) -> datetime | None:
    """The moment in UTC; ``None`` for a date without time and for a time without offset.

    >>> utc_of("2026-11-18T06:05:00+07:00")
    datetime.datetime(2026, 11, 17, 23, 5, tzinfo=datetime.timezone.utc)
    """
    moment = parse_iso(text) if text else None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        # the calendar ends between the two offsets
        return None


def day_of(text: str | None) -> date | None:
    """The day where the outlet is.

    >>> day_of("2026-11-18T06:05:00+07:00")
    datetime.date(2026, 11, 18)
    """
    return date.fromisoformat(text[:10]) if text else None


def utc_text(moment: datetime) -> str:
    """A UTC moment as ISO 8601 with Z, which sorts as text."""
    return moment.isoformat().replace("+00:00", "Z")
