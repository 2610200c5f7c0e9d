"""Web archives for tests, written record by record."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from small_paper import story
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

HOST = "https://contoh.example"
HTML = ("Content-Type", "text/html; charset=utf-8")
START = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def stamp(minutes: int = 0) -> str:
    return f"{START + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"


def record(
    url: str,
    body: bytes | str,
    *,
    headers: Sequence[tuple[str, str]] = (HTML,),
    status: str = "200 OK",
    protocol: str = "HTTP/1.1",
    kind: str = "response",
    minutes: int = 0,
    compress: bool = True,
) -> bytes:
    """A record as a gzip member, or plain."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compress)
    payload = body.encode() if isinstance(body, str) else body
    http = StatusAndHeaders(status, list(headers), protocol=protocol) if kind in ("response", "request") else None
    stated = {"WARC-Date": stamp(minutes)} if minutes >= 0 else {}
    made = writer.create_warc_record(
        url, kind, payload=io.BytesIO(payload), length=len(payload), http_headers=http, warc_headers_dict=stated
    )
    writer.write_record(made)
    return out.getvalue()


def raw(headers: Sequence[tuple[str, str]], block: bytes, compress: bool = True) -> bytes:
    """A record word for word as given."""
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    data = f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
    return gzip.compress(data) if compress else data


def page(number: int, *, minutes: int = 0, extra: str = "", compress: bool = True) -> bytes:
    """The record of a story of the small paper."""
    return record(address(number), story(number, "2026-11-01", extra=extra), minutes=minutes, compress=compress)


def address(number: int) -> str:
    return f"{HOST}/warta/read/{number}/jembatan-kampung-randu-{number}"


def write(file: Path, *records: bytes) -> Path:
    file.write_bytes(b"".join(records))
    return file
