"""Gzip with a ceiling, for saved pages and for sitemaps served as ``.xml.gz`` files."""

from __future__ import annotations

import zlib

GZIP_MAGIC = b"\x1f\x8b"
MAX_PAGE_BYTES = 32 * 1024 * 1024


def gunzip(data: bytes, limit: int = MAX_PAGE_BYTES) -> bytes:
    """The content of gzip data, of several members too; any other data is returned as it is.

    A stream that was cut off yields what it holds.

    :param limit: most bytes the content may have: a few kilobytes can unfold to gigabytes.
    :raises ValueError: the data is damaged or holds more than the limit.
    """
    if not data.startswith(GZIP_MAGIC):
        return data
    content = bytearray()
    while data.startswith(GZIP_MAGIC):
        stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            content += stream.decompress(data, limit - len(content) + 1)
        except zlib.error as error:
            raise ValueError(f"damaged gzip data ({error})") from None
        if len(content) > limit:
            raise ValueError(f"gzip data unfolds to more than {limit} bytes")
        data = stream.unused_data
    return bytes(content)
