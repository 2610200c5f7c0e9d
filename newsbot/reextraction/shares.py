"""Archives cut into shares that processes can read side by side.

Where a record begins is known only to whoever has read all before it: the bytes of a record may hold what looks like the
beginning of another. A share therefore begins at a guess, and whoever takes the results in order compares each with where
the share before really ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newsbot import warc
from newsbot.warc import Record

SHARE_BYTES = 1 << 20
"""About 40 pages: a tenth of a second of work, so that no core waits long at the end of a file."""

BATCH_BYTES = 4 << 20
BATCH_RECORDS = 100


@dataclass(frozen=True, slots=True)
class Share:
    """The records that begin in these bytes of a file.

    :param exact: whether one is known to begin at ``start``.
    """

    path: str
    start: int
    end: int
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Records of a file that can only be read from its beginning; ``end`` counts all records up to the last of these."""

    records: tuple[Record | None, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """An article of one page.

    :param line: the record as JSON.
    :param keys: what the story is known by; see :func:`newsbot.seen.story_keys`.
    :param address: hash of the page's address, whatever the scheme.
    :param content: hash of title and text.
    :param moment: when it was fetched, seconds since 1970; 0 when that is not known.
    :param part: which part of the story its address names; 1 for a whole story.
    :param read: how many parts the page holds.
    :param parts: how many parts the page says there are, where it does.
    :param walked: whether the outlet's stories must be walked part by part.
    :param following: hash of the address of the next part, where the page links to one.
    """

    line: str
    keys: tuple[int, ...]
    address: int
    content: str | None
    moment: int
    part: int = 1
    read: int = 1
    parts: int | None = 1
    walked: bool = False
    following: int | None = None


@dataclass(slots=True)
class Result:
    """What came of a share or batch.

    :param first, after: where its first record and the first one behind it begin; ``None`` where there is none.
    :param counts: records by what became of them.
    :param refused: keys of stories at whose address there is no article, and the kind of refusal.
    """

    first: int | None
    after: int | None
    counts: Counter[str] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)
    refused: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    def add(self, other: Result) -> None:
        """Take in what came of the bytes right behind."""
        self.after = other.after
        self.counts += other.counts
        self.found += other.found
        self.refused += other.refused


def shares(path: Path, start: int) -> Iterator[Share]:
    """The shares of a file from where a record is known to begin."""
    size = path.stat().st_size
    for begin in range(start, size, SHARE_BYTES):
        yield Share(str(path), begin, min(begin + SHARE_BYTES, size), exact=begin == start)


def batches(path: Path, done: int) -> Iterator[Batch]:
    """The records of a file of one gzip stream, but for the first ``done``."""
    records: list[Record | None] = []
    size = count = 0
    with warc.open_stream(path) as stream:
        incoming = warc.stream_records(stream)
        while True:
            try:
                record = next(incoming, None)
            except Exception:  # whatever the library makes of damaged bytes: the rest of such a file is lost
                records.append(None)
                break
            if record is None:
                break
            count += 1
            if count <= done:
                continue
            records.append(record)
            size += len(record.block)
            if size >= BATCH_BYTES or len(records) >= BATCH_RECORDS:
                yield Batch(tuple(records), count)
                records, size = [], 0
    if records:
        yield Batch(tuple(records), count)
