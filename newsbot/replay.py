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
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha1
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from newsbot.compression import gunzip
from newsbot.errors import UsageError
from newsbot.http_messages import split_message

_UNSAFE = re.compile(r'[\\:*?"<>|@\x00-\x20\x7f]')
_LONGEST = 180
_FILE_TYPES = (".html", ".htm", ".xml", ".rss", ".json", ".txt")


@dataclass(frozen=True, slots=True)
class SavedResponse:
    """An answer as it was saved; the body is decompressed. ``date`` is when it was fetched, where that is known."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    date: datetime | None = None


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
    """The answers in a WARC file (ISO 28500), plain or gzipped record by record. The last answer of an address counts.

    :raises UsageError: the file is no WARC, or one that can only be read from its beginning.
    """

    def __init__(self, file: Path) -> None:
        from newsbot import warc

        self.file = file
        self._exact: dict[bytes, int] = {}
        self._loose: dict[bytes, int] = {}
        if warc.is_one_stream(file):
            raise UsageError(f"{file} is one gzip stream: warcio recompress makes it one that can be replayed")
        with file.open("rb") as stream:
            for record in warc.records(stream):
                if record is None or record.kind not in ("response", "resource"):
                    continue
                status = (split_message(record.block) or (200,))[0]
                # "not modified" stands for a page that was answered before
                if status == 304:
                    continue
                self._exact[_hash(record.url)] = record.offset
                # a redirect from http to https is found by its exact address only, or it would lead to itself
                if not 300 <= status < 400:
                    self._loose[_address_hash(record.url)] = record.offset
        if not self._exact:
            raise UsageError(f"{file} is no WARC file, or holds no pages")

    def get(self, url: str) -> SavedResponse | None:
        """The archived answer; ``resource`` records count as status 200."""
        from newsbot import warc

        offset = self._exact.get(_hash(url), self._loose.get(_address_hash(url)))
        if offset is None:
            return None
        with self.file.open("rb") as stream:
            record = next(warc.records(stream, offset))
        try:
            saved = warc.capture(record) if record is not None else None
        except warc.RecordError:
            saved = None
        if saved is None:
            return None
        headers = [
            (name, value)
            for name, value in saved.headers
            if name.lower() not in ("content-encoding", "transfer-encoding", "content-length")
        ]
        return SavedResponse(saved.status, headers, saved.body, saved.date)


def _hash(text: str) -> bytes:
    return sha1(text.partition("#")[0].encode("utf-8", "surrogateescape"), usedforsecurity=False).digest()


def _address_hash(url: str) -> bytes:
    try:
        return _hash(str(_bare_path(url)))
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
