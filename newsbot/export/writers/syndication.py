"""RSS 2.0 (rssboard.org/rss-specification) and Atom 1.0 (RFC 4287) for feed readers.

A feed is short, so its records are kept until the end: its head says what they have in common. A date without a time is no
``pubDate`` and no ``published``; RSS then states it as ``dc:date``, which may be a day. Atom wants each entry to say when it was
last changed; where no such moment is known, it is when the page was fetched, and else when the feed was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from w3lib.url import safe_url_string

from newsbot import __version__
from newsbot.clock import now
from newsbot.export.cells import xml_text
from newsbot.export.columns import Column
from newsbot.export.moments import utc_of, utc_text
from newsbot.fast_json import compact_json
from newsbot.items import parse_iso
from newsbot.records import DEFAULTS, Record
from newsbot.urls import is_web_address

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
MOST_NAMED = 3
"""Most outlets a feed is titled by."""


class _FeedWriter:
    """What both have in common."""

    def __init__(self, file: IO[bytes], columns: Sequence[Column]) -> None:
        self.notes: list[str] = []
        self._file = file
        self._fields = {column.field for column in columns}
        self._records: list[Record] = []

    def write(self, records: Sequence[Record]) -> None:
        """Add these records, what is not wanted of them left out."""
        for record in records:
            self._records.append(DEFAULTS | {name: record[name] for name in self._fields})

    def close(self) -> None:
        """Write the feed."""
        tree = etree.ElementTree(self._feed())
        tree.write(self._file, encoding="utf-8", xml_declaration=True, pretty_print=True)

    def _feed(self) -> Any:
        raise NotImplementedError

    def _title(self) -> str:
        names = list(
            dict.fromkeys(r["outlet_name"] or r["outlet"] for r in self._records if r["outlet_name"] or r["outlet"])
        )
        return ", ".join(names) if 0 < len(names) <= MOST_NAMED else "newsbot"

    def _language(self) -> str | None:
        languages = {record["language"] for record in self._records}
        return languages.pop() if len(languages) == 1 else None

    def _site(self) -> str:
        parts = next((urlsplit(link) for link in map(_link, self._records) if link), None)
        return f"{parts.scheme}://{parts.netloc}/" if parts else "urn:newsbot"


class RssWriter(_FeedWriter):
    """RSS 2.0 with the modules content and Dublin Core."""

    def _feed(self) -> Any:
        rss = etree.Element("rss", {"version": "2.0"}, nsmap={"content": CONTENT, "dc": DC})
        channel = etree.SubElement(rss, "channel")
        _add(channel, "title", self._title())
        _add(channel, "link", self._site())
        _add(channel, "description", f"{len(self._records)} articles: {self._title()}")
        _add(channel, "language", self._language())
        _add(channel, "lastBuildDate", format_datetime(now()))
        _add(channel, "generator", f"newsbot {__version__}")
        for record in self._records:
            self._item(etree.SubElement(channel, "item"), record)
        return rss

    def _item(self, item: Any, record: Record) -> None:
        link = _link(record)
        _add(item, "title", record["title"] or link or "?")
        _add(item, "link", link)
        _add(item, "description", record["summary"])
        for name in record["authors"]:
            _add(item, f"{{{DC}}}creator", name)
        for name in _categories(record):
            _add(item, "category", name)
        _add(item, "guid", link or _urn(record), isPermaLink="true" if link else "false")
        published = parse_iso(record["published_at"]) if record["published_at"] else None
        if isinstance(published, datetime) and published.tzinfo is not None:
            _add(item, "pubDate", format_datetime(published))
        else:
            _add(item, f"{{{DC}}}date", published.isoformat()[:10] if published else None)
        _add(item, f"{{{CONTENT}}}encoded", _html(record["body"]))


class AtomWriter(_FeedWriter):
    """Atom 1.0."""

    def _feed(self) -> Any:
        self._made = utc_text(now())
        feed = etree.Element("feed", nsmap={None: ATOM})  # type: ignore[dict-item]  # lxml's way to name the default
        if language := self._language():
            feed.set(XML_LANGUAGE, language)
        _add(feed, "title", self._title())
        _add(feed, "id", uuid5(NAMESPACE_URL, f"newsbot:{self._site()}:{self._title()}").urn)
        _add(feed, "updated", max(map(self._updated, self._records), default=self._made))
        _add(etree.SubElement(feed, "author"), "name", "newsbot")
        _add(feed, "generator", "newsbot", version=__version__)
        for record in self._records:
            self._entry(etree.SubElement(feed, "entry"), record)
        return feed

    def _entry(self, entry: Any, record: Record) -> None:
        link = _link(record)
        _add(entry, "title", record["title"] or link or "?")
        _add(entry, "id", link or _urn(record))
        _add(entry, "updated", self._updated(record))
        published = utc_of(record["published_at"])
        _add(entry, "published", utc_text(published) if published else None)
        # a person without a name is none
        for name in list(filter(None, record["authors"])) or filter(None, [record["outlet_name"]]):
            _add(etree.SubElement(entry, "author"), "name", name)
        if link:
            etree.SubElement(entry, "link", {"rel": "alternate", "href": link})
        for name in _categories(record):
            etree.SubElement(entry, "category", {"term": xml_text(name)})
        _add(entry, "summary", record["summary"], type="text")
        content = _html(record["body"])
        _add(entry, "content", content, type="html")
        if not link and not content:
            # without either, an entry must have content
            _add(entry, "content", record["title"] or "?", type="text")

    def _updated(self, record: Record) -> str:
        moments = (utc_of(record[name]) for name in ("modified_at", "published_at", "fetched_at"))
        known = next((moment for moment in moments if moment), None)
        return utc_text(known.replace(microsecond=0)) if known else self._made


def _add(parent: Any, name: str, text: str | None, **attributes: str) -> None:
    if text:
        element = etree.SubElement(
            parent, name if name[0] == "{" else etree.QName(etree.QName(parent).namespace, name), attributes
        )
        element.text = xml_text(text)


def _link(record: Record) -> str | None:
    for url in (record["canonical_url"], record["url"]):
        if url and is_web_address(url):
            return _LONE_PERCENT.sub("%25", xml_text(safe_url_string(url)))
    return None


def _urn(record: Record) -> str:
    return uuid5(NAMESPACE_URL, record["content_hash"] or compact_json(record)).urn


def _categories(record: Record) -> Iterable[str]:
    return dict.fromkeys(name for name in (record["section"], *record["tags"]) if name)


def _html(body: str) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in body.split("\n\n") if paragraph)
