"""HTML in which everything is escaped that is not markup by its type."""

from __future__ import annotations

from html import escape

from newsbot.urls import is_web_address

VOID = ("meta",)
"""Elements without content or end; those of SVG all have an end."""


class Markup(str):
    """Text that is HTML already; only :func:`tag` and :func:`join` make it."""

    __slots__ = ()


def tag(name: str, /, *children: str, **attributes: str | int | float | None) -> Markup:
    """An element. Attributes are named as in HTML, with ``_`` for ``-`` and behind Python's own words; ``None`` leaves one out.

    >>> tag("a", "<b>", href="x", class_="big")
    '<a href="x" class="big">&lt;b&gt;</a>'
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_text(str(value)))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{pairs}>" if name in VOID else f"<{name}{pairs}>{join(*children)}</{name}>")


def join(*parts: str) -> Markup:
    """Markup and texts, one behind the other; texts are escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(_text(part)) for part in parts))


def link(text: str, address: str | None) -> Markup:
    """The text, as a link where the address is one of the web; anything else leads nowhere."""
    if not address or not is_web_address(address):
        return tag("span", text)
    return tag("a", text, href=address, rel="noopener noreferrer nofollow", referrerpolicy="no-referrer")


def _text(value: str) -> str:
    # no control characters, none that reorder what is shown, and no halves of surrogate pairs
    return "".join(c for c in value if (c.isprintable() or c in " \n") and not "\u202a" <= c <= "\u202e")
