"""Bytes to a page: encoding and the one parse everything else reads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import cast
from urllib.parse import urljoin, urlsplit

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from newsbot.errors import NotAnArticle

# A NUL ends libxml2's reading; the other control characters are illegal in XML and make lxml refuse a string.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f")
_BINARY_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00", b"BM6", b"Rar!",
    b"7z\xbc\xaf", b"OggS", b"ID3", b"\x7fELF", b"wOFF", b"wOF2",
)  # fmt: skip
# Encodings browsers obey that Indonesian pages could be in; Python knows more (`idna`, `unicode_escape`), none for a page.
_WEB_ENCODINGS = frozenset(
    "utf-8 cp1252 iso8859-1 iso8859-2 iso8859-15 cp1250 cp1251 cp1254 cp1256 koi8-r gb18030 gbk big5 shift_jis cp932 euc-jp euc-kr cp949".split()
)
MOST_ATTRIBUTES = 2_000
"""Class attributes of an outlet's pages that are remembered; some templates make up new ones for each page."""
_LOOKS_LIKE_MARKUP = re.compile(rb"<[a-zA-Z!/?]")


_IDS = etree.XPath("//@id")
_CLASSES = etree.XPath("//@class")


@lru_cache(64)
def _wanted_in(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What was found out so far: class attribute -> which of its names are asked for. An outlet's pages share their attributes."""
    return {}


@dataclass(slots=True)
class Page:
    """A parsed page.

    :param root: the ``html`` element; comments and processing instructions are gone, their tails joined to the text.
    :param url: where it was fetched, or ``""``.
    :param encoding: the encoding it was read with.
    :param base: what relative links are relative to: ``base href``, else the page's address.
    """

    root: etree._Element
    url: str
    encoding: str
    base: str = ""
    _by_class: dict[str, list[etree._Element]] = field(default_factory=dict, repr=False)
    _by_id: dict[str, list[etree._Element]] | None = field(default=None, repr=False)

    def index_classes(self, names: frozenset[str]) -> None:
        """Find all elements of those classes in one pass, so that :meth:`of_class` need not look for each."""
        found: dict[str, list[etree._Element]] = {name: [] for name in names}
        wanted = _wanted_in(names)
        if len(wanted) >= MOST_ATTRIBUTES:
            wanted.clear()
        known = wanted.get
        for stated in cast(list[etree._ElementUnicodeResult], _CLASSES(self.root)):
            hits = known(stated)
            if hits is None:
                hits = tuple(name for name in stated.split() if name in names)
                if len(wanted) < MOST_ATTRIBUTES:
                    wanted[str(stated)] = hits
            if hits:
                el = cast(etree._Element, stated.getparent())
                for name in hits:
                    found[name].append(el)
        self._by_class.update(found)

    def of_class(self, name: str) -> list[etree._Element]:
        """Elements of a class, in document order."""
        if name not in self._by_class:
            self.index_classes(frozenset((name,)))
        return self._by_class[name]

    def of_id(self, name: str) -> list[etree._Element]:
        """Elements of an id, in document order; there should be one, but outlets give the parts of a story the same."""
        if self._by_id is None:
            self._by_id = {}
            for own in cast(list[etree._ElementUnicodeResult], _IDS(self.root)):
                self._by_id.setdefault(str(own), []).append(cast(etree._Element, own.getparent()))
        return self._by_id.get(name, [])

    def absolute(self, link: str | None) -> str | None:
        """``link`` made absolute against the page's base; ``None`` for what leads to no web page or cannot be parsed.

        Without an address of the page a relative link stays relative.
        """
        if not link:
            return None
        link = link.strip()
        if not link or link.startswith("#"):
            return None
        try:
            # most links of a page are whole addresses, and joining them takes three times as long as reading them
            whole = not self.base or link.startswith(("https://", "http://"))
            parts = urlsplit(link if whole else urljoin(self.base, link))
            parts.port  # noqa: B018 - raises where it is out of range
        except ValueError:
            return None
        if parts.scheme not in ("http", "https", ""):
            return None
        return parts.geturl() if parts.netloc or not self.base else None


def parse(html: bytes | str, url: str = "", encoding: str | None = None) -> Page:
    """Parse a page once.

    :param encoding: the charset of the HTTP header, where there is one. Bytes that are valid UTF-8 are read as UTF-8
        whatever the page declares: Indonesian outlets mislabel UTF-8 as ISO-8859-1, never the other way round.
    :raises NotAnArticle: nothing to parse (``empty``) or not text at all (``binary``).
    """
    raw = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if not raw or raw.isspace():
        raise NotAnArticle("empty", "the page has no content")
    if isinstance(html, str):
        encoding = "utf-8"
    else:
        if _is_binary(raw):
            raise NotAnArticle("binary", "the content is a binary file, not a web page")
        encoding, raw = _to_utf8(raw, encoding)
    if any(control in raw for control in _CONTROLS):  # looking for each takes half the time of taking them out
        raw = raw.translate(None, _CONTROLS)
    if not _LOOKS_LIKE_MARKUP.search(raw):
        raise NotAnArticle("empty", "the content has no HTML in it")
    # collecting ids while parsing takes a twentieth of the time, and a page is asked for few of them
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        raise NotAnArticle("empty", "the page has no content that can be parsed")
    return Page(root, url, encoding, _base(root, url))


def _base(root: etree._Element, url: str) -> str:
    stated = next((base for head in root.iterchildren("head") for base in head.iterchildren("base")), None)
    try:
        base = urljoin(url, (stated.get("href") or "").strip()) if stated is not None else url
    except ValueError:
        return url
    return base if base.startswith(("http://", "https://")) else url


def _is_binary(raw: bytes) -> bool:
    if raw.startswith(_BINARY_SIGNATURES):
        return True
    head = raw[:1024]
    nuls = head.count(0)
    # UTF-16 text has a NUL at every second place; a stray one or two are some editor's accident.
    return nuls > len(head) // 50 and _utf16_by_nuls(head) is None and read_bom(raw)[0] is None


def _utf16_by_nuls(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte is NUL."""
    half = len(head) // 2
    if half < 8:
        return None
    if head[1::2].count(0) > 0.7 * half and head[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[::2].count(0) > 0.7 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _to_utf8(raw: bytes, header_encoding: str | None) -> tuple[str, bytes]:
    known, bom = read_bom(raw)
    if known is None:
        known, bom = _utf16_by_nuls(raw[:1024]), b""
    if known is not None:
        return known, raw[len(bom or b"") :].decode(known, "replace").encode("utf-8", "replace")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", raw
    # A few broken bytes in UTF-8 (a truncated page, a pasted quote) are replaced; text in another encoding is hardly ever
    # valid UTF-8 by chance.
    text = raw.decode("utf-8", "replace")
    if text.count("\ufffd") <= 0.5 * sum(ch > "\x7f" for ch in text):
        return "utf-8", text.encode("utf-8")
    declared = http_content_type_encoding(f"text/html; charset={header_encoding}") if header_encoding else None
    encoding = resolve_encoding(declared or html_body_declared_encoding(raw[:4096]) or "cp1252") or "cp1252"
    if encoding not in _WEB_ENCODINGS or encoding == "utf-8":
        encoding = "cp1252"
    return encoding, raw.decode(encoding, "replace").encode("utf-8", "replace")
