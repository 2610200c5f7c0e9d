"""Raw pages kept beside the lines: one WARC file (ISO 28500) an outlet and crawl day, one gzip member a record.

Every answer of a crawl is kept, listings, redirects and ``robots.txt`` too, so that the whole crawl can be replayed. Bodies are
kept decoded and their headers say so; nothing that names a reader (cookies, credentials) is kept.
"""

from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newsbot import __version__
from newsbot.compression import GZIP_MAGIC
from newsbot.durable_files import sync, sync_folder, write_all
from newsbot.seen import SeenStories

ARCHIVE = "archive"

_OF_THE_DAY = re.compile(r"\d{4}-\d\d-\d\d\.warc\.gz")
_BLOCK = 1 << 20

# a body is kept decoded and whole, and its true length is written instead
_OF_THE_TRANSFER = frozenset(("content-length", "transfer-encoding", "connection", "keep-alive"))
_PRIVATE = frozenset(("set-cookie", "set-cookie2", "authentication-info", "proxy-authenticate", "www-authenticate"))
# the other way round, because there are more ways to give a secret than can be listed
_ASKED_WITH = frozenset(
    ("user-agent", "accept", "accept-language", "accept-encoding", "if-none-match", "if-modified-since")
)

Headers = Iterable[tuple[str, str]]


class PageArchive:
    """One outlet's raw pages, for one process at a time: whoever holds the outlet's :class:`~newsbot.storage.Store`.

    :param folder: the data folder.
    :param outlet: key of the outlet.
    :param seen: remembers how much of each file is durable and whole.
    :raises OSError: the folder cannot be written.
    """

    def __init__(self, folder: Path, outlet: str, seen: SeenStories) -> None:
        self.folder = folder / ARCHIVE / outlet
        self.repairs: list[str] = []
        """What had to be mended at the start, one sentence each."""
        self._data = folder
        self._seen = seen
        self._day: date | None = None
        self._file = -1
        self._size = 0
        self._durable = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.glob("*.warc.gz")):
            if _OF_THE_DAY.fullmatch(path.name):
                self._mend(path)

    def keep(
        self, url: str, moment: datetime, *, asked: tuple[str, Headers], status: int, headers: Headers, body: bytes
    ) -> None:
        """Write an answer and the request it answers; they are durable after the next :meth:`commit`.

        :param asked: method and headers of the request.
        :param headers: of the answer, as far as they still hold for ``body``.
        :raises OSError: it could not be written; the file is left as it was before.
        """
        self._open(moment.astimezone(UTC).date())
        data = _records(url, moment, asked, status, headers, body)
        if self._size == 0:
            data = _file_head(f"{self._day}.warc.gz", moment) + data
        try:
            write_all(self._file, data)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise
        self._size += len(data)

    def commit(self) -> None:
        """Make every page kept so far durable.

        :raises OSError: the disk did not take them.
        :raises sqlite3.Error: that could not be remembered.
        """
        if self._size > self._durable:
            os.fsync(self._file)
            self._seen.cover(self._name(self._path(self._day)), self._size)
            self._durable = self._size

    def close(self) -> None:
        """Commit and close the file."""
        if self._file >= 0:
            try:
                self.commit()
            finally:
                os.close(self._file)
                self._file = -1

    def _open(self, day: date) -> None:
        if day == self._day:
            return
        self.close()
        path = self._path(day)
        new = not path.exists()
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._day = day
        self._size = self._durable = os.fstat(self._file).st_size
        if new:
            sync_folder(self.folder)

    def _mend(self, path: Path) -> None:
        durable, size = self._seen.covered(self._name(path)), path.stat().st_size
        if durable == size:
            return
        with path.open("rb+") as file:
            file.seek(durable)
            # a file that somebody has put in the place of ours is read from its beginning
            known = durable < size and file.read(2) == GZIP_MAGIC
            end = _end_of_whole_members(file, durable if known else 0)
            if end < size:
                file.truncate(end)
                self.repairs.append(f"{path}: cut off a torn last record of {size - end} bytes")
            sync(file)
        self._seen.cover(self._name(path), end)

    def _path(self, day: date | None) -> Path:
        return self.folder / f"{day}.warc.gz"

    def _name(self, path: Path) -> str:
        return path.relative_to(self._data).as_posix()


def _records(
    url: str, moment: datetime, asked: tuple[str, Headers], status: int, headers: Headers, body: bytes
) -> bytes:
    parts = urlsplit(url)
    url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    stamp = {"WARC-Date": f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    kept = [
        (name, value)
        for name, value in headers
        if name.lower() not in _OF_THE_TRANSFER and name.lower() not in _PRIVATE
    ]
    answer = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        warc_headers_dict=dict(stamp),
        http_headers=StatusAndHeaders(
            f"{status} {_phrase(status)}".strip(), [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
        ),
    )
    method, asked_with = asked
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    request = writer.create_warc_record(
        url,
        "request",
        warc_headers_dict=dict(stamp),
        http_headers=StatusAndHeaders(
            f"{method} {path} HTTP/1.1",
            [
                ("Host", parts.netloc.rpartition("@")[2]),
                *((name, value) for name, value in asked_with if name.lower() in _ASKED_WITH),
            ],
            is_http_request=True,
        ),
    )
    writer.write_request_response_pair(request, answer)
    return out.getvalue()


def _file_head(name: str, moment: datetime) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    facts = {
        "software": f"newsbot/{__version__}",
        "format": "WARC File Format 1.0",
        "conformsTo": "http://bibnum.bnf.fr/WARC/WARC_ISO_28500_version1_latestdraft.pdf",
        "description": "Answers to a crawl, bodies decoded, without cookies and credentials",
        "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
    }
    writer.write_record(writer.create_warcinfo_record(name, facts))
    return out.getvalue()


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _end_of_whole_members(file: io.BufferedRandom, start: int) -> int:
    """Where the last whole gzip member ends; what is unfolded on the way there is not kept."""
    file.seek(start)
    end = start
    data = b""
    while True:
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        taken = 0
        while not stream.eof:
            data = data or file.read(_BLOCK)
            if not data:
                return end
            taken += len(data)
            try:
                stream.decompress(data, _BLOCK)
                data = stream.unconsumed_tail
                taken -= len(data)
            except zlib.error:
                return end
        data = stream.unused_data
        end += taken - len(data)
