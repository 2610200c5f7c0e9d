"""What feeds, sitemaps and index pages list: their bytes in, entries out.

Scrapy's own sitemap reader drops ``news:publication_date`` and ``news:title``; both are kept here, because they tell which
articles lie in the wanted days without fetching them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from newsbot.compression import gunzip
from newsbot.urls import is_web_address

# only in front of the root element: a page that an item quotes keeps its own
_DOCTYPE = re.compile(
    rb"""((?>(?:<\?.*?\?>|<!--.*?-->|\s)*))<!DOCTYPE(?>(?:"[^"]*"|'[^']*'|[^\["'>])*)"""
    rb"""(?:\[(?>(?:<!--.*?-->|"[^"]*"|'[^']*'|<(?!!--)|[^\]"'<])*)\]\s*)?>""",
    re.DOTALL,
)
# comments and CDATA are passed over; text in front of the root, such as a server's warnings, is too
_TELLING = re.compile(
    rb"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|(?P<html><!doctype\s+html|<html)\b|"""
    rb"""(?P<xml><(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)\b)""",
    re.DOTALL | re.IGNORECASE,
)
_AMPERSAND = re.compile(rb"&(?:(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)?")
_PREDEFINED = {b"amp": b"&#38;", b"lt": b"&#60;", b"gt": b"&#62;", b"quot": b"&#34;", b"apos": b"&#39;"}
_NOT_XML = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_YEAR_ZERO = re.compile(r"(?<=[A-Za-z] )0\d{3}\b")
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One address on a listing, with what the listing says about it."""

    url: str
    published: datetime | date | None = None
    modified: datetime | date | None = None
    title: str | None = None


@dataclass(slots=True)
class Listed:
    """What one listing holds: articles, and the sitemaps an index names (their ``modified`` is the index's lastmod).

    ``skipped`` are the addresses that were left out because nothing can be asked for under them. ``is_html`` says that it is a page.
    """

    entries: list[Entry] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    is_html: bool = False


def read_listing(body: bytes, url: str, links_css: str = "") -> Listed:
    """Read an RSS, RSS 1.0 or Atom feed, a sitemap, sitemap index or text sitemap, a WordPress posts answer, or HTML.

    :param body: the bytes as served; gzip is undone.
    :param url: the listing's address, against which links are resolved.
    :param links_css: for HTML, which links count; by default all.
    :raises ValueError: the gzip data is damaged, or the JSON or XML cannot be read at all.
    """
    body = gunzip(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    listed = Listed()
    if body[:1] in (b"[", b"{"):
        _wordpress_posts(body, url, listed)
    elif re.match(rb"https?://", body):
        for line in body.decode("utf-8", "replace").split():
            if line.startswith("http"):
                _add(listed.entries, listed, url, line)
    elif _is_html(body):
        listed.is_html = True
        _links(body, url, links_css, listed)
    elif body:
        root = _xml_root(body)
        kind = _name(root)
        if kind == "sitemapindex":
            _sitemap(root, url, listed.children, listed)
        elif kind == "urlset":
            _sitemap(root, url, listed.entries, listed)
        else:
            _feed(root, url, listed)
    return listed


def parse_when(text: str | None) -> datetime | date | None:
    """Read a listing's date: ISO 8601 or RFC 822, and as a last resort as Indonesian words. ``None`` when it is none.

    The first and the last year a date can have are templates' zero values, and leave the calendar in another time zone.
    """
    when = _read_when((text or "").strip())
    return when if when is not None and MINYEAR < when.year < MAXYEAR else None


def _read_when(text: str) -> datetime | date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        pass
    if _YEAR_ZERO.search(text):
        # email.utils takes any year below 100 for one of two digits and gives 2001
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        pass
    from newsbot.dates import parse_date  # only feeds with dates of their own making need it

    return parse_date(text)


def _join(base: str, link: str) -> str | None:
    """The http(s) address that link leads to, or ``None`` when there is nothing that can be asked for."""
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    return address if is_web_address(address) else None


def _add(
    found: list[Entry],
    listed: Listed,
    base: str,
    link: str,
    *,
    published: datetime | date | None = None,
    modified: datetime | date | None = None,
    title: str | None = None,
) -> None:
    address = _join(base, link)
    if address is None:
        listed.skipped.append(link)
    else:
        found.append(Entry(address, published, modified, title))


def _xml_root(body: bytes) -> etree._Element:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_mended(body), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"neither XML nor HTML ({error.msg})") from None
    if root is None:
        raise ValueError("neither XML nor HTML")
    return root


def _mended(body: bytes) -> bytes:
    """The XML without what makes libxml2 lose the rest of the document, recovering or not.

    Entities a document declares are never expanded: their declarations go and their names stay as text, like any other
    ampersand nobody escaped. Characters that XML does not have go.
    """
    if b"\0" in body[:4] or body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        # UTF-16 and UTF-32: these are other characters there
        return body
    body = body.translate(None, _NOT_XML)
    doctype = _DOCTYPE.match(body)
    if doctype:
        body = doctype[1] + body[doctype.end() :]
    mended, at = [], 0
    while (start := body.find(b"<![CDATA[", at)) >= 0 and (end := body.find(b"]]>", start)) >= 0:
        mended += [_AMPERSAND.sub(_reference, body[at:start]), body[start:end]]
        at = end
    return b"".join([*mended, _AMPERSAND.sub(_reference, body[at:])])


def _reference(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name is None:
        return b"&#38;"
    if not name.startswith(b"#"):
        # after its first error libxml2 drops named references and keeps numbered ones
        return _PREDEFINED[name]
    code = int(name[2:], 16) if name[1:2] == b"x" else int(name[1:])
    is_character = code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return found[0] if is_character else b""


def _is_html(body: bytes) -> bool:
    """Whether that is an HTML page: its first telling element is, not one that an entry of a feed quotes."""
    for found in _TELLING.finditer(body[:2048]):
        if found.lastgroup:
            return found.lastgroup == "html"
    return False


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _texts(element: etree._Element) -> dict[str, str]:
    """Text of the element's children and grandchildren by local name; the first of a name counts."""
    found: dict[str, str] = {}
    for child in element.iterdescendants():
        name = _name(child)
        # image:title and video:publication_date would otherwise pass for the article's own
        if name and not _of_media(child):
            found.setdefault(name, (child.text or "").strip())
    return found


def _of_media(element: etree._Element) -> bool:
    namespace = str(element.tag).rpartition("}")[0]
    return any(word in namespace for word in ("sitemap-image", "sitemap-video", "search.yahoo.com/mrss"))


def _sitemap(root: etree._Element, url: str, found: list[Entry], listed: Listed) -> None:
    for element in root:
        if _name(element) not in ("url", "sitemap"):
            continue
        said = _texts(element)
        if said.get("loc"):
            _add(
                found,
                listed,
                url,
                said["loc"],
                published=parse_when(said.get("publication_date")),
                modified=parse_when(said.get("lastmod")),
                title=said.get("title") or None,
            )


def _feed(root: etree._Element, url: str, listed: Listed) -> None:
    for element in root.iterdescendants():
        if _name(element) not in ("item", "entry"):
            continue
        said = _texts(element)
        link = said.get("origlink") or said.get("link") or _atom_link(element) or _permalink(element)
        if link:
            _add(
                listed.entries,
                listed,
                url,
                link,
                published=parse_when(said.get("pubdate") or said.get("published") or said.get("date")),
                modified=parse_when(said.get("updated") or said.get("modified")),
                title=said.get("title") or None,
            )


def _atom_link(entry: etree._Element) -> str | None:
    for child in entry:
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate" and child.get("href"):
            return child.get("href")
    return None


def _permalink(item: etree._Element) -> str | None:
    for child in item:
        text = (child.text or "").strip()
        if _name(child) == "guid" and child.get("isPermaLink") != "false" and text.startswith("http"):
            return text
    return None


def _links(body: bytes, url: str, css: str, listed: Listed) -> None:
    from parsel import Selector  # feeds and sitemaps do without it

    page = Selector(body=body, base_url=url)
    base = _join(url, page.css("base::attr(href)").get() or "") or url
    for link in page.css(css or "a[href]"):
        href = link.attrib.get("href", "").strip() if isinstance(link.root, etree._Element) else str(link.get()).strip()
        # javascript:, mailto: and their like are furniture of any page, and no entries
        if href and not href.startswith("#") and not _OTHER_SCHEME.match(href):
            _add(listed.entries, listed, base, href.partition("#")[0])


def _wordpress_posts(body: bytes, url: str, listed: Listed) -> None:
    """Posts as ``/wp-json/wp/v2/posts`` answers them (developer.wordpress.org/rest-api/reference/posts)."""
    try:
        posts: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"broken JSON ({error})") from None
    for post in posts if isinstance(posts, list) else ():
        if not isinstance(post, dict) or not isinstance(post.get("link"), str):
            continue
        title = post.get("title")
        _add(
            listed.entries,
            listed,
            url,
            post["link"],
            published=_utc(post.get("date_gmt")),
            modified=_utc(post.get("modified_gmt")),
            title=title.get("rendered") if isinstance(title, dict) else None,
        )


def _utc(text: Any) -> datetime | date | None:
    return parse_when(f"{text}Z") if isinstance(text, str) and text else None
