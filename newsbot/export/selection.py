"""Some of the records: a random sample, or the newest."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import count

from newsbot.export.moments import day_of, utc_of
from newsbot.records import Record

_NEVER = datetime.min.replace(tzinfo=UTC)


def sample(records: Iterable[Record], size: int, seed: int | None = None) -> Iterator[Record]:
    """A uniform sample in the order of the records, which are read twice: memory holds positions, not articles.

    :param records: must give the same each time it is iterated.
    :param seed: the same seed over the same records gives the same sample.
    """
    total = sum(1 for _ in records)
    chosen = frozenset(random.Random(seed).sample(range(total), min(size, total)))  # noqa: S311 - a sample is no secret
    return (record for position, record in enumerate(records) if position in chosen)


def newest(records: Iterable[Record], size: int) -> list[Record]:
    """The last published, newest first; what has no date comes last. Memory holds that many records."""
    order = count()
    ranked = ((_recency(record), -next(order), record) for record in records)
    return [record for _, _, record in heapq.nlargest(size, ranked)]


def _recency(record: Record) -> tuple[date, datetime]:
    published = record["published_at"]
    return day_of(published) or date.min, utc_of(published) or _NEVER
