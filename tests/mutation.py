"""A redesign overnight: the same page with every class and id renamed, wrappers added, and paragraphs marked up otherwise."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

from lxml import etree

Paragraphs = Literal["p", "div", "br"]


def redesign(html: bytes, *, paragraphs: Paragraphs = "p", wrap: bool = True) -> bytes:
    """The page as its outlet might serve it tomorrow.

    :param paragraphs: ``p`` leaves them, ``div`` renames them, ``br`` melts neighbouring ones into one box of text with line breaks.
    :param wrap: put a wrapper around every second block and two around the page's content.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    root = etree.fromstring(html, parser=parser)
    for el in root.iter():
        if not isinstance(el.tag, str):
            continue
        for name in ("class", "id"):
            if el.get(name):
                el.set(name, " ".join(_renamed(token) for token in str(el.get(name)).split()))
    if paragraphs == "div":
        for el in list(root.iter("p")):
            el.tag = "div"
    elif paragraphs == "br":
        _melt(root)
    if wrap:
        for i, el in enumerate(list(root.iter("p", "div", "section", "article"))):
            if i % 2 == 0 and el.getparent() is not None:
                _wrap(el)
    return bytes(etree.tostring(root, method="html", encoding="utf-8"))


def _renamed(token: str) -> str:
    return "x" + blake2b(token.encode(), digest_size=4).hexdigest()


def _wrap(el: etree._Element) -> None:
    parent = el.getparent()
    assert parent is not None
    wrapper = etree.Element("div", {"class": "w"})
    wrapper.tail, el.tail = el.tail, None
    parent.replace(el, wrapper)
    wrapper.append(el)


def _melt(root: etree._Element) -> None:
    for first in list(root.iter("p")):
        if first.getparent() is None or first.tag != "p":
            continue
        first.tag = "div"
        following = first.getnext()
        while following is not None and following.tag == "p" and not (first.tail or "").strip():
            for _ in range(2):
                etree.SubElement(first, "br")
            last = first[-1]
            last.tail = (last.tail or "") + (following.text or "")
            for child in list(following):
                first.append(child)
            first.tail = following.tail
            parent = following.getparent()
            assert parent is not None
            following.tail = None
            parent.remove(following)
            following = first.getnext()
