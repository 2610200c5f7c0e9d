"""CSS selectors of outlet files, compiled once."""

from __future__ import annotations

from functools import cache

from lxml import etree
from parsel.csstranslator import HTMLTranslator


@cache
def _compiled(css: str) -> etree.XPath:
    return etree.XPath(HTMLTranslator().css_to_xpath(css))


def elements(root: etree._Element, css: str) -> list[etree._Element]:
    """Elements below (or at) ``root`` a CSS selector matches, in document order.

    :raises cssselect.SelectorError: the selector is not valid CSS.
    """
    found = _compiled(css)(root)
    return [el for el in found if isinstance(el, etree._Element)] if isinstance(found, list) else []


def texts(root: etree._Element, css: str) -> list[str]:
    """Texts a selector gives: of ``::text`` and ``::attr(name)`` their strings, of elements their whole text; folded, none empty."""
    found = _compiled(css)(root)
    if not isinstance(found, list):
        return []
    values = (
        str(f) if isinstance(f, str) else "".join(map(str, f.itertext())) if isinstance(f, etree._Element) else ""
        for f in found
    )
    return [text for value in values if (text := " ".join(value.split()))]
