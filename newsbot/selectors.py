"""CSS selectors of outlet files, compiled once and asked only where they can match."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree
from parsel.csstranslator import HTMLTranslator

from newsbot.page import Page

_TOP_LEVEL_COMMA = re.compile(r",(?![^(\[]*[)\]])")
_NEGATION = re.compile(r":not\([^)]*\)")
_NAME = re.compile(r"[.#]([A-Za-z_][\w-]*)|\[[\w-]+[~|^$*]?=[\"']?([^\"'\]]+)")


@cache
def compiled(css: str) -> etree.XPath:
    """A selector as XPath.

    :raises cssselect.SelectorError: it is not valid CSS.
    """
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


@cache
def _names(css: str) -> tuple[tuple[bytes, ...], ...]:
    """For each alternative of a selector the class names, ids and attribute values a page must hold for it to match."""
    return tuple(
        tuple((a or b).encode() for a, b in _NAME.findall(_NEGATION.sub("", part)))
        for part in _TOP_LEVEL_COMMA.split(css)
    )


def may_match(page: Page, css: str) -> bool:
    """Whether the page's bytes hold the names the selector asks for.

    Looking for a name in the bytes takes a fiftieth of the time of an XPath over the tree, and most selectors of an outlet
    belong to another of its templates.
    """
    raw = page.raw
    return any(all(name in raw for name in names) for names in _names(css))


def elements(page: Page, css: str, within: etree._Element | None = None) -> list[etree._Element]:
    """Elements of the page (or ``within`` one of its elements) a CSS selector matches, in document order.

    :raises cssselect.SelectorError: the selector is not valid CSS.
    """
    if not may_match(page, css):
        return []
    found = compiled(css)(page.root if within is None else within)
    return [el for el in found if isinstance(el, etree._Element)] if isinstance(found, list) else []


def texts(page: Page, css: str) -> list[str]:
    """Texts a selector gives: of ``::text`` and ``::attr(name)`` their strings, of elements their whole text; folded, none empty."""
    if not may_match(page, css):
        return []
    found = compiled(css)(page.root)
    if not isinstance(found, list):
        return []
    values = (
        str(f) if isinstance(f, str) else "".join(map(str, f.itertext())) if isinstance(f, etree._Element) else ""
        for f in found
    )
    return [text for value in values if (text := " ".join(value.split()))]
