"""Addresses as users write them, judged before anything is asked."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from newsbot.errors import UsageError

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]")
_USER = re.compile(r"(?<=:)//[^/?#\s]*@")
LONGEST_LABEL = 63
"""Most characters between two dots of a host name (RFC 1035)."""


def without_password(url: str) -> str:
    """An address fit to be shown: a name and password in it are left out.

    >>> without_password("https://budi:rahasia@contoh.id/berita")
    'https://contoh.id/berita'
    """
    return _USER.sub("//", url, count=1)


def has_password(url: str) -> bool:
    """Whether a name or password stands in that address.

    >>> has_password("https://budi:rahasia@contoh.id/berita"), has_password("https://contoh.id/@budi")
    (True, False)
    """
    return _USER.search(url) is not None


def has_scheme(text: str) -> bool:
    """Whether that was meant as an address and not as a file: ``ftp://a.b/c`` was."""
    return _SCHEME.match(text) is not None


def fault(text: str) -> str | None:
    """Why that is no absolute http(s) address, in words for a person; ``None`` when it is one.

    >>> fault("https://contoh.example/read/1") is None
    True
    >>> fault("http://")
    'an address without a host'
    """
    scheme = _SCHEME.match(text)
    if scheme is None:
        return "no address (it would start with https://)"
    if scheme[1].lower() not in ("http", "https"):
        return "only http(s) addresses and plain paths are read"
    if _BLANK.search(text):
        return "no address: there is a blank in it"
    try:
        parts = urlsplit(text)
        if parts.port == 0:
            return "no address: there is no port 0"
    except ValueError as error:
        return f"no address: {str(error)[:1].lower()}{str(error)[1:]}"
    host = (parts.hostname or "").removesuffix(".")
    if not host:
        return "an address without a host"
    if not all(0 < len(label) <= LONGEST_LABEL for label in host.split(".")):
        return "no address: its host is malformed"
    return None


def read_addresses(path: str) -> list[str]:
    """The addresses in a file, one a line; blank lines and lines that begin with ``#`` do not count.

    :raises UsageError: the file cannot be read, or a line is no address.
    """
    try:
        lines = Path(path).read_text("utf-8").split("\n")
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: cannot be read: no UTF-8 text") from None
    urls = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    for url in urls:
        if trouble := fault(url):
            raise UsageError(f"{path}: {without_password(url)!r}: {trouble}")
    return urls
