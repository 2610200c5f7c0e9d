"""One page, and what is known of it before its story is looked for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import cache

from lxml import etree

from newsbot import header, metadata, outlets, urls
from newsbot.dates import url_date
from newsbot.metadata import Json, Metadata, text_of
from newsbot.outlets import Outlet
from newsbot.page import Page, parse
from newsbot.selectors import class_names


@dataclass(slots=True)
class Source:
    """A parsed page with its metadata, its address and the outlet it belongs to.

    :param url: the address it was fetched from, or ``""``.
    :param address: where the story lives: ``url`` (a web archive's original), or what the page says of itself.
    :param ld: the story's JSON-LD object, or an empty dict.
    :param url_time: the day, with the time where there is one, that the address names.
    :param headline: the element of the visible headline, and ``headline_text`` its text.
    """

    url: str
    page: Page
    metadata: Metadata
    address: str
    outlet: Outlet | None
    ld: Json
    site_names: tuple[str, ...]
    url_time: date | None
    headline: etree._Element | None
    headline_text: str | None


def rules_are_on() -> bool:
    """Whether outlet rules are in use; ``NEWSBOT_OUTLET_RULES=off`` leaves every page to the generic path."""
    return os.environ.get("NEWSBOT_OUTLET_RULES", "").lower() not in ("off", "0", "false", "no")


def read(html: bytes | str, url: str, outlet: Outlet | None, encoding: str | None) -> Source:
    """Parse a page and find out where it belongs.

    :raises NotAnArticle: nothing to parse, or a binary file.
    """
    url = url.encode("utf-8", "replace").decode("utf-8")
    page = parse(html, url, encoding)
    meta = metadata.read(page)
    address = _address(url, meta)
    if not page.url and address:
        page.url = page.base = address
    known = (outlet or outlets.for_url(address)) if rules_are_on() else None
    if known is not None:
        page.index_classes(_class_names(known))
    names = (known.title if known else None, meta.first("og:site_name", "application-name"))
    site_names = tuple(n for n in names if n)
    headline, headline_text = header.headline(page.root, meta, site_names, address)
    return Source(
        url=url,
        page=page,
        metadata=meta,
        address=address,
        outlet=known,
        ld=meta.article(address),
        site_names=site_names,
        url_time=url_date(address) if address else None,
        headline=headline,
        headline_text=headline_text,
    )


@cache
def _class_names(outlet: Outlet) -> frozenset[str]:
    return class_names(outlet.selectors)


def _address(url: str, meta: Metadata) -> str:
    given = urls.original_url(url)
    if given.startswith(("http://", "https://")):
        return given
    node = meta.article()
    stated = (meta.canonical, meta.first("og:url"), text_of(node.get("url") or node.get("mainEntityOfPage")))
    return next((s for s in stated if s and urls.is_web_address(s)), "")
