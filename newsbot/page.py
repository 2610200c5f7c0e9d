"""Bytes to a page: encoding and the one parse everything else reads."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urljoin

from lxml import etree
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

from newsbot.errors import NotAnArticle

# A NUL ends libxml2's reading; the other control characters are illegal in XML and make lxml refuse a string.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f")
_BINARY_SIGNATURES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00", b"BM6", b"Rar!",
    b"7z\xbc\xaf", b"OggS", b"ID3", b"\x7fELF", b"wOFF", b"wOF2",
)  # fmt: skip
_LOOKS_LIKE_MARKUP = re.compile(rb"<[a-zA-Z!/?]")


_ONE_OF_ID = etree.XPath("id($name)")
_ALL_OF_ID = etree.XPath("//*[@id=$name]")


@dataclass(slots=True)
class Page:
    """A parsed page.

    :param root: the ``html`` element; comments and processing instructions are gone, their tails joined to the text.
    :param url: where it was fetched, or ``""``.
    :param encoding: the encoding it was read with.
    """

    root: etree._Element
    url: str
    encoding: str
    _by_class: dict[str, list[etree._Element]] = field(default_factory=dict, repr=False)
    _by_id: dict[str, list[etree._Element]] = field(default_factory=dict, repr=False)

    def index_classes(self, names: frozenset[str]) -> None:
        """Find all elements of those classes in one pass, so that :meth:`of_class` need not look for each."""
        found: dict[str, list[etree._Element]] = {name: [] for name in names}
        wanted: dict[str, list[str]] = {}  # class attribute -> which of its names are asked for
        for el in self.root.iter("*"):
            stated = el.get("class")
            if stated:
                hits = wanted.get(stated)
                if hits is None:
                    hits = wanted[stated] = [name for name in stated.split() if name in names]
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
        found = self._by_id.get(name)
        if found is None:
            # The parser knows at once whether there is any; finding all of them takes a walk.
            known = _ONE_OF_ID(self.root, name=name)
            found = self._by_id[name] = cast(list[etree._Element], _ALL_OF_ID(self.root, name=name) if known else [])
        return found

    def absolute(self, link: str | None) -> str | None:
        """``link`` made absolute against the page's address; ``None`` for no link and for script or data addresses."""
        if not link:
            return None
        link = link.strip()
        if (
            not link
            or link.startswith("#")
            or link[:11].lower().startswith(("javascript:", "data:", "mailto:", "tel:"))
        ):
            return None
        if link.startswith(("https://", "http://")):
            return link
        try:
            return urljoin(self.url, link) if self.url else link
        except ValueError:
            return None


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
        if raw.startswith(_BINARY_SIGNATURES) or (
            b"\x00" in raw[:1024] and not raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        ):
            raise NotAnArticle("binary", "the content is a binary file, not a web page")
        encoding, raw = _to_utf8(raw, encoding)
    if b"\x00" in raw:
        raw = raw.translate(None, _CONTROLS)
    if not _LOOKS_LIKE_MARKUP.search(raw):
        raise NotAnArticle("empty", "the content has no HTML in it")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    if root is None:
        raise NotAnArticle("empty", "the page has no content that can be parsed")
    return Page(root, url, encoding)


def _to_utf8(raw: bytes, header_encoding: str | None) -> tuple[str, bytes]:
    bom_encoding, bom = read_bom(raw)
    if bom_encoding is not None and bom is not None:
        return bom_encoding, raw[len(bom) :].decode(bom_encoding, "replace").encode("utf-8", "replace")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", raw
    declared = http_content_type_encoding(f"text/html; charset={header_encoding}") if header_encoding else None
    encoding = declared or html_body_declared_encoding(raw[:4096]) or "cp1252"
    if encoding == "utf-8":
        # Mostly UTF-8 with a few broken bytes (a truncated page, a pasted cp1252 quote): keep the rest right.
        return encoding, raw
    encoding = resolve_encoding(encoding) or "cp1252"
    try:
        return encoding, raw.decode(encoding, "replace").encode("utf-8", "replace")
    except LookupError:
        return "cp1252", raw.decode("cp1252", "replace").encode("utf-8", "replace")
