"""What feeds, sitemaps and index pages list: their bytes in, entries out.

Scrapy's own sitemap reader drops ``news:publication_date`` and ``news:title``; both are kept here, because they tell which
articles lie in the wanted days without fetching them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from newsbot.compression import gunzip


@dataclass(frozen=True, slots=True)
class Entry:
    """One address on a listing, with what the listing says about it."""

    url: str
    published: datetime | date | None = None
    modified: datetime | date | None = None
    title: str | None = None


@dataclass(slots=True)
class Listed:
    """What one listing holds: articles, and the sitemaps an index names (their ``modified`` is the index's lastmod)."""

    entries: list[Entry] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)


def read_listing(body: bytes, url: str, links_css: str = "") -> Listed:
    """Read an RSS, RSS 1.0 or Atom feed, a sitemap, sitemap index or text sitemap, a WordPress posts answer, or HTML.

    :param body: the bytes as served; gzip is undone.
    :param url: the listing's address, against which links are resolved.
    :param links_css: for HTML, which links count; by default all.
    :raises ValueError: the gzip data is damaged, or the JSON or XML cannot be read at all.
    """
    body = gunzip(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if body[:1] in (b"[", b"{"):
        return Listed(entries=list(_wordpress_posts(body, url)))
    if re.match(rb"https?://", body):
        lines = body.decode("utf-8", "replace").split()
        return Listed(entries=[Entry(line) for line in lines if line.startswith("http")])
    if not body:
        return Listed()
    if _is_html(body):
        return Listed(entries=list(_links(body, url, links_css)))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"neither XML nor HTML ({error.msg})") from None
    if root is None:
        raise ValueError("neither XML nor HTML")
    kind = _name(root)
    if kind == "sitemapindex":
        return Listed(children=list(_sitemap(root, url)))
    if kind == "urlset":
        return Listed(entries=list(_sitemap(root, url)))
    return Listed(entries=list(_feed(root, url)))


def parse_when(text: str | None) -> datetime | date | None:
    """Read a listing's date: ISO 8601 or RFC 822, and as a last resort as Indonesian words. ``None`` when it is none."""
    text = (text or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, IndexError):
        pass
    from newsbot.dates import parse_date  # only feeds with dates of their own making need it

    return parse_date(text)


def _is_html(body: bytes) -> bool:
    head = body[:2048].lower()
    return b"<html" in head or b"<!doctype html" in head


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


def _sitemap(root: etree._Element, url: str) -> Iterator[Entry]:
    for element in root:
        if _name(element) not in ("url", "sitemap"):
            continue
        said = _texts(element)
        if said.get("loc"):
            yield Entry(
                urljoin(url, said["loc"]),
                published=parse_when(said.get("publication_date")),
                modified=parse_when(said.get("lastmod")),
                title=said.get("title") or None,
            )


def _feed(root: etree._Element, url: str) -> Iterator[Entry]:
    for element in root.iterdescendants():
        if _name(element) not in ("item", "entry"):
            continue
        said = _texts(element)
        link = said.get("origlink") or said.get("link") or _atom_link(element) or _permalink(element)
        if link:
            yield Entry(
                urljoin(url, link),
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


def _links(body: bytes, url: str, css: str) -> Iterator[Entry]:
    from parsel import Selector  # feeds and sitemaps do without it

    page = Selector(body=body, base_url=url)
    base = urljoin(url, page.css("base::attr(href)").get() or "")
    for link in page.css(css or "a[href]"):
        href = link.attrib.get("href", "").strip() if isinstance(link.root, etree._Element) else str(link.get()).strip()
        if href and not href.startswith(("#", "javascript:", "mailto:", "tel:", "whatsapp:")):
            try:
                yield Entry(urljoin(base, href).partition("#")[0])
            except ValueError:
                continue


def _wordpress_posts(body: bytes, url: str) -> Iterator[Entry]:
    """Posts as ``/wp-json/wp/v2/posts`` answers them (developer.wordpress.org/rest-api/reference/posts)."""
    try:
        posts: Any = json.loads(body)
    except ValueError as error:
        raise ValueError(f"broken JSON ({error})") from None
    for post in posts if isinstance(posts, list) else ():
        if not isinstance(post, dict) or not isinstance(post.get("link"), str):
            continue
        title = post.get("title")
        yield Entry(
            urljoin(url, post["link"]),
            published=_utc(post.get("date_gmt")),
            modified=_utc(post.get("modified_gmt")),
            title=title.get("rendered") if isinstance(title, dict) else None,
        )


def _utc(text: Any) -> datetime | date | None:
    return parse_when(f"{text}Z") if isinstance(text, str) and text else None
