"""Saved pages in place of the web: a folder laid out by host and path, or a WARC file.

A folder of saved pages
-----------------------

``https://www.example.id/news/read/1?page=2`` is the file ``www.example.id/news/read/1@page=2.html``:

- the host, lower case, and ``+port`` where the address has one;
- the path, with percent-encoding as in the address; a path that ends in ``/`` names ``index.html`` in that folder;
- ``@`` and the query, where there is one;
- in every part the characters ``\\ : * ? " < > | @`` and, in the query, ``/`` are percent-encoded, because some file systems refuse them, and
  a part of more than 180 bytes is cut and marked with ``~`` and a hash of the whole;
- ``.html``, ``.gz`` or both may follow the name or be left out.

The scheme and the fragment do not count.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha1
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from newsbot.compression import MAX_PAGE_BYTES, gunzip
from newsbot.errors import UsageError

_UNSAFE = re.compile(r'[\\:*?"<>|@\x00-\x20\x7f]')
_LONGEST = 180
_FILE_TYPES = (".html", ".htm", ".xml", ".rss", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class SavedResponse:
    """An answer as it was saved; the body is decompressed."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


class SavedPages(Protocol):
    """Anything that answers addresses from saved pages."""

    def get(self, url: str) -> SavedResponse | None:
        """The saved answer, or ``None`` when that address is not in it."""


@cache
def open_saved(path: str) -> SavedPages:
    """Open a folder of saved pages or a WARC file; once a process, because a WARC file's addresses must be listed first.

    :raises UsageError: there is no such folder or file, or the file is no WARC.
    """
    place = Path(path)
    if place.is_dir():
        return SavedFolder(place)
    if place.is_file():
        return SavedWarc(place)
    raise UsageError(f"nothing to replay: there is no folder or WARC file {place}")


def path_for(url: str) -> PurePosixPath:
    """Where a folder of saved pages keeps that address.

    >>> str(path_for("https://www.example.id/news/read/1?page=2"))
    'www.example.id/news/read/1@page=2.html'
    >>> str(path_for("http://127.0.0.1:8000/"))
    '127.0.0.1+8000/index.html'

    :raises ValueError: the address has no host or a malformed one.
    """
    bare = _bare_path(url)
    return bare if bare.suffix in _FILE_TYPES else bare.with_name(f"{bare.name}.html")


class SavedFolder:
    """A folder of saved pages in the layout this module describes."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, url: str) -> SavedResponse | None:
        """The saved page, with status 200 and the type its name tells."""
        try:
            bare = self.root / _bare_path(url)
        except ValueError:
            return None
        for name in (bare.name, f"{bare.name}.html"):
            for ending in ("", ".gz"):
                file = bare.with_name(name + ending)
                if file.is_file():
                    body = gunzip(file.read_bytes())
                    kind = mimetypes.guess_type(name)[0] or ("text/xml" if body[:5] == b"<?xml" else "text/html")
                    return SavedResponse(200, [("Content-Type", kind)], body)
        return None


class SavedWarc:
    """The responses in a WARC file (ISO 28500), plain or gzipped record by record. The last answer of an address counts.

    :raises UsageError: the file is no WARC.
    """

    def __init__(self, file: Path) -> None:
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

        self.file = file
        self._offsets: dict[bytes, int] = {}
        try:
            for record, offset in _records(file):
                if record.rec_type in ("response", "resource"):
                    self._offsets[_address_hash(record.rec_headers.get_header("WARC-Target-URI") or "")] = offset
        except ArchiveLoadFailed:
            # a WARC that was cut off has what it has
            pass
        if not self._offsets:
            raise UsageError(f"{file} is no WARC file, or holds no pages")

    def get(self, url: str) -> SavedResponse | None:
        """The archived answer; ``resource`` records count as status 200."""
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

        offset = self._offsets.get(_address_hash(url))
        if offset is None:
            return None
        with self.file.open("rb") as stream:
            stream.seek(offset)
            record: Any = next(iter(ArchiveIterator(stream)))
            body: bytes = record.content_stream().read(MAX_PAGE_BYTES)
            if record.http_headers is None:
                return SavedResponse(200, [("Content-Type", record.rec_headers.get_header("Content-Type") or "")], body)
            headers = [
                (name, value)
                for name, value in record.http_headers.headers
                if name.lower() not in ("content-encoding", "transfer-encoding", "content-length")
            ]
            return SavedResponse(int(record.http_headers.get_statuscode() or 0), headers, body)


def _records(file: Path) -> Iterator[tuple[Any, int]]:
    from warcio.archiveiterator import ArchiveIterator

    with file.open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            yield record, records.get_record_offset()


def _address_hash(url: str) -> bytes:
    try:
        return sha1(str(_bare_path(url)).encode(), usedforsecurity=False).digest()
    except ValueError:
        return b""


def _bare_path(url: str) -> PurePosixPath:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    if not host:
        raise ValueError(f"no host in {url!r}")
    if parts.port:
        host += f"+{parts.port}"
    # one spelling for addresses that differ only in what they percent-encode
    path = quote(unquote(parts.path, errors="surrogateescape"), safe="/!$&'()+,;=~-._[]", errors="surrogateescape")
    names = [_safe(name) for name in path.split("/") if name not in ("", ".", "..")]
    if not names or path.endswith("/"):
        names.append("index")
    if parts.query:
        names[-1] = _safe(f"{names[-1]}\0{parts.query}", joint="\0")
    return PurePosixPath(_safe(host), *names)


def _safe(name: str, joint: str = "") -> str:
    if joint:
        stem, _, query = name.partition(joint)
        name = f"{stem}@{_UNSAFE.sub(_encode, query).replace('/', '%2F')}"
    else:
        name = _UNSAFE.sub(_encode, name)
    raw = name.encode("utf-8", "surrogateescape")
    if len(raw) <= _LONGEST:
        return name
    return f"{raw[:120].decode('utf-8', 'ignore')}~{sha1(raw, usedforsecurity=False).hexdigest()[:12]}"


def _encode(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
