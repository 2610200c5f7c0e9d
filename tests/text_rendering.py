"""A page as the plain text a browser's copy gives: one block a line, nothing of what is hidden."""

from __future__ import annotations

from lxml import html

HIDDEN = frozenset(
    "script style noscript template head iframe svg object video audio select textarea input button datalist".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body br center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
BREAKS_PARAGRAPH = frozenset(("p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "ul", "ol"))


def render(page: bytes) -> str:
    """The visible text of an HTML page: block elements break lines, paragraphs leave a blank line."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    pieces: list[str] = []
    _render(root, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    text: list[str] = []
    for line in lines:
        if line or (text and text[-1]):
            text.append(line)
    return "\n".join(text).strip("\n")


def _render(element: html.HtmlElement, pieces: list[str]) -> None:
    tag = element.tag
    if isinstance(tag, str) and tag not in HIDDEN and not _is_hidden(element):
        edge = "\n\n" if tag in BREAKS_PARAGRAPH else "\n" if tag in BLOCKS else ""
        pieces.append(edge)
        pieces.append((element.text or "").replace("\n", " "))
        for child in element:
            _render(child, pieces)
        pieces.append(edge)
    pieces.append((element.tail or "").replace("\n", " "))


def _is_hidden(element: html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None
