"""Reading web archives: WARC (ISO 28500) and the older ARC, of newsbot and of anybody else, whole or damaged.

A record is read where it begins, so that several processes can each read their own part of a file. In a gzipped file every
record is a gzip member of its own; what is no such file (one gzip stream over all) can only be read from its beginning.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from datetime import MAXYEAR, UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from newsbot.compression import GZIP_MAGIC, MAX_PAGE_BYTES
from newsbot.http_messages import BodyError, Headers, decode_body, header, split_message

_MEMBER = GZIP_MAGIC + b"\x08"
_FIRST_LINE = re.compile(
    rb"WARC/\d+\.\d+\r?\n|filedesc://|[a-z]+:[^ \n]* [^ \n]* \d{14} [^\n]* \d+\r?\n", re.IGNORECASE
)
_PLAIN_FIRST_LINE = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n")
_STEP = 1 << 20
_PEEK = 1024
_MOST_HEAD = 1 << 16
_HTML_TYPE = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_VAGUE_TYPE = re.compile(r"\s*(?:$|application/octet-stream\b|unknown\b|text/plain\b|\*|no-type\b)", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

OTHER_KINDS = frozenset(("warcinfo", "request", "metadata", "revisit", "conversion", "continuation", "arc_header"))
"""Kinds of record that hold no answer."""


class RecordError(ValueError):
    """A record that gives no answer; the text is a name to count under."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in a file.

    :param offset: where it begins, in bytes of the file.
    :param kind: its WARC-Type; ``response`` for every capture of an ARC file.
    :param block: its content, for ``response`` and ``resource`` records; at most :data:`MAX_PAGE_BYTES` and one byte more.
    :param length: bytes its block should have, or ``None`` where that is not stated.
    """

    offset: int
    kind: str
    url: str
    date: datetime | None
    content_type: str = ""
    block: bytes = field(default=b"", repr=False)
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """An answer that was captured, its body decoded."""

    url: str
    date: datetime | None
    status: int
    headers: Headers
    body: bytes = field(repr=False)

    @property
    def content_type(self) -> str:
        """What the server said it is, or ``""``."""
        return header(self.headers, "content-type")

    @property
    def is_html(self) -> bool:
        """Whether it is a web page, by its type, and by its first bytes where the type says little."""
        kind = self.content_type
        if _HTML_TYPE.match(kind):
            return True
        return _VAGUE_TYPE.match(kind) is not None and _HTML.search(self.body[:_PEEK]) is not None


def is_archive(path: Path) -> bool:
    """Whether a file is a WARC or ARC file, by its first bytes."""
    try:
        with path.open("rb") as file:
            return _begins_record(file.read(_MOST_HEAD))
    except OSError:
        return False


def capture(record: Record) -> Capture:
    """The answer in a ``response`` or ``resource`` record.

    :raises RecordError: it is no answer of a web server, is cut off, larger than any page, or cannot be decoded.
    """
    if not record.url.lower().startswith(("http://", "https://")):
        raise RecordError("not_web")
    if len(record.block) > MAX_PAGE_BYTES:
        raise RecordError("too_large")
    if record.length is not None and len(record.block) < record.length:
        raise RecordError("cut_off")
    message = split_message(record.block) if record.kind == "response" else None
    if message is None:
        kind = record.content_type if record.kind == "resource" else ""
        return Capture(record.url, record.date, 200, [("Content-Type", kind)] if kind else [], record.block)
    status, headers, body = message
    try:
        body = decode_body(headers, body, MAX_PAGE_BYTES)
    except BodyError as error:
        raise RecordError(str(error)) from None
    return Capture(record.url, record.date, status, headers, body)


def records(file: IO[bytes], start: int = 0, end: int | None = None) -> Generator[Record | None, None, int | None]:
    """The records that begin in ``[start, end)``, in order; ``None`` stands for a damaged one.

    :param file: a seekable file, gzipped by record or plain.
    :param start: where a record begins.
    :returns: where the next record begins, or ``None`` at the end of the file (the value of ``yield from``).
    """
    position: int | None = start
    last = start
    while position is not None and (end is None or position < end):
        file.seek(position)
        iterator = _iterator(file)
        try:
            while (raw := _quietly(next, iterator, None)) is not None:
                if end is not None and iterator.offset >= end:
                    return int(iterator.offset)
                last = iterator.offset
                yield _quietly(_record, iterator, raw)
        except Exception:  # whatever the library makes of bytes that anybody may have written
            yield None
            # behind a wrong length the library's own offset may lie before the record it has just read
            position = find_record(file, max(iterator.offset, last, position) + 1)
        else:
            return None
    return position


def stream_records(stream: IO[bytes] | gzip.GzipFile) -> Iterator[Record]:
    """The records of a stream that cannot be entered in the middle.

    :raises Exception: it is damaged; what follows cannot be read.
    """
    iterator = _iterator(stream)
    while (raw := _quietly(next, iterator, None)) is not None:
        yield _quietly(_record, iterator, raw)


def is_one_stream(path: Path) -> bool:
    """Whether a gzipped archive is one gzip stream over all records, which can be read from its beginning only."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    with path.open("rb") as file:
        try:
            _quietly(list, islice(_iterator(file), 2))
        except ArchiveLoadFailed as error:
            return "non-chunked" in str(error)
        except Exception:  # damaged, which reading will tell
            return False
    return False


def open_stream(path: Path) -> gzip.GzipFile:
    """A file of one gzip stream, unfolded."""
    return gzip.open(path, "rb")


def find_record(file: IO[bytes], start: int) -> int | None:
    """Where the first record at or after ``start`` begins, or ``None``."""
    file.seek(0)
    plain = file.read(3) != _MEMBER
    file.seek(start)
    base, data = start, b""
    while True:
        new = file.read(_STEP)
        data += new
        for match in (_PLAIN_FIRST_LINE if plain else re.compile(re.escape(_MEMBER))).finditer(data):
            offset = base + match.start()
            if plain:
                return offset
            file.seek(offset)
            if _begins_record(file.read(_PEEK)):
                return offset
        if not new:
            return None
        # a first line may lie across two reads
        base, data = base + max(0, len(data) - 16), data[-16:]
        file.seek(base + len(data))


def _begins_record(data: bytes) -> bool:
    if data.startswith(GZIP_MAGIC):
        try:
            data = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(data, _PEEK)
        except zlib.error:
            return False
    return _FIRST_LINE.match(data) is not None


def _iterator(stream: IO[bytes] | gzip.GzipFile) -> Any:
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

    return ArchiveIterator(stream, no_record_parse=True, block_size=_MOST_HEAD)


def _quietly(work: Callable[..., Any], *args: Any) -> Any:
    """The WARC library writes its remarks to standard error; what is damaged is counted instead."""
    with redirect_stderr(io.StringIO()):
        return work(*args)


def _record(iterator: Any, raw: Any) -> Record:
    offset = iterator.offset
    stated = raw.rec_headers.get_header
    kind = raw.rec_type or ""
    url = stated("WARC-Target-URI") or stated("uri") or ""
    block = b"" if kind in OTHER_KINDS else raw.raw_stream.read(MAX_PAGE_BYTES + 1)
    # only at its end does a damaged record show that it is
    iterator.read_to_end()
    return Record(
        offset,
        kind,
        url.strip().removeprefix("<").removesuffix(">"),
        _moment(stated("WARC-Date") or stated("archive-date") or ""),
        raw.content_type or "",
        block,
        raw.length,
    )


def _moment(text: str) -> datetime | None:
    try:
        if len(text) == 14 and text.isdecimal():
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    # the last days of the calendar stand for "unknown", and no zone can be added to them
    return (
        None
        if moment.year == MAXYEAR
        else (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
    )
