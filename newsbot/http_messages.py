"""HTTP answers as archives keep them: what was on the wire, and what archivers have made of it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")

Headers = list[tuple[str, str]]


class BodyError(ValueError):
    """A body that cannot be decoded; the text is a name to count under."""


def split_message(block: bytes) -> tuple[int, Headers, bytes] | None:
    """Status, headers and body of an answer, or ``None`` when the bytes do not begin with a status line."""
    status = _STATUS_LINE.match(block)
    if status is None:
        return None
    end = _HEAD_END.search(block, status.end())
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers: Headers = []
    for line in head.split(b"\n")[1:]:
        if line[:1] in (b" ", b"\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {line.strip().decode('latin-1')}")
            continue
        name_bytes, colon, value_bytes = line.partition(b":")
        if colon:
            headers.append((name_bytes.strip().decode("latin-1"), value_bytes.strip().decode("latin-1")))
    return int(status[1]), headers, body


def header(headers: Headers, name: str) -> str:
    """The first header of that name, or ``""``."""
    return next((value for key, value in headers if key.lower() == name), "")


def decode_body(headers: Headers, body: bytes, limit: int) -> bytes:
    """The body without transfer and content encodings.

    Archives disagree on whether the headers of a body that was decoded still name its encodings, so that a body which is not
    encoded as its headers say is taken as it is.

    :param limit: most bytes it may have.
    :raises BodyError: it has more (``too_large``), or no decoder for it is installed (``unknown_encoding``; the extra ``archives`` brings those of Brotli and Zstandard).
    """
    if header(headers, "transfer-encoding").strip().lower() == "chunked":
        body = _dechunked(body)
    for encoding in reversed([e.strip().lower() for e in header(headers, "content-encoding").split(",") if e.strip()]):
        decoder = _DECODERS.get(encoding)
        if decoder is not None:
            body = decoder(body, limit)
        elif encoding not in ("identity", "utf-8", "none"):
            raise BodyError("unknown_encoding")
        if len(body) > limit:
            raise BodyError("too_large")
    return body


def _dechunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    position = 0
    while size := _CHUNK_SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(body[size.end() : size.end() + length])
        position = size.end() + length
        # the line end behind a chunk
        position += (
            2 if body[position : position + 2] == b"\r\n" else 1 if body[position : position + 1] == b"\n" else 0
        )
    # cut off between two chunks, or never chunked at all
    return b"".join(parts) if parts and position >= len(body) else body


def _gunzip(body: bytes, limit: int) -> bytes:
    return _inflate(body, limit, zlib.MAX_WBITS | 16) if body.startswith(b"\x1f\x8b") else body


def _deflate(body: bytes, limit: int) -> bytes:
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unfolded = _inflate(body, limit, bits)
        if unfolded is not body:
            return unfolded
    return body


def _inflate(body: bytes, limit: int, bits: int) -> bytes:
    stream = zlib.decompressobj(wbits=bits)
    try:
        return stream.decompress(body, limit + 1)
    except zlib.error:
        return body


def _unbrotli(body: bytes, limit: int) -> bytes:
    brotli = _library("brotli")
    stream = brotli.Decompressor()
    try:
        parts = [stream.process(body, output_buffer_limit=limit + 1)]
        while not stream.is_finished() and not stream.can_accept_more_data() and sum(map(len, parts)) <= limit:
            parts.append(stream.process(b"", output_buffer_limit=limit + 1))
    except brotli.error:
        return body
    return b"".join(parts)


def _unzstd(body: bytes, limit: int) -> bytes:
    zstandard = _library("zstandard")
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body) as stream:
            unfolded: bytes = stream.read(limit + 1)
    except zstandard.ZstdError:
        return body
    return unfolded


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise BodyError("unknown_encoding") from None


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
