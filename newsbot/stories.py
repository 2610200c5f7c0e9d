"""Stories in several parts: the address that serves all of them at once, and the link to the next one."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from newsbot.outlets.base import Outlet

MAX_PARTS = 40
"""Most parts walked of one story: the longest seen have about 30 (photo lists)."""


def whole_story_url(url: str, outlet: Outlet | None) -> str:
    """The address under which the outlet serves all parts of that story; the same address when it has none.

    >>> from newsbot.outlets.base import Outlet
    >>> whole_story_url("https://a.id/read/1", Outlet(name="a", title="A", domains=("a.id",), whole_story="page=all"))
    'https://a.id/read/1?page=all'
    """
    rule = outlet.whole_story if outlet else ""
    if not rule:
        return url
    parts = urlsplit(url)
    if rule.startswith("/"):
        path = parts.path.rstrip("/")
        return urlunsplit(parts._replace(path=path if path.endswith(rule) else path + rule, fragment=""))
    key = rule.partition("=")[0]
    kept = [pair for pair in parts.query.split("&") if pair and pair.partition("=")[0] != key]
    return urlunsplit(parts._replace(query="&".join([*kept, rule]), fragment=""))


def next_part_url(html: bytes, url: str, outlet: Outlet) -> str | None:
    """The link to the next part of a story that must be walked, or ``None`` on its last page.

    :raises ValueError: the outlet's ``next_page`` is no CSS.
    """
    from parsel import Selector  # only outlets that must be walked need it

    link = Selector(body=html, base_url=url).css(outlet.next_page)
    href = (link.attrib.get("href") or "").strip() if link else ""
    if not href or href.startswith(("#", "javascript:")):
        return None
    try:
        address = urljoin(url, href).partition("#")[0]
        parts = urlsplit(address)
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https")
    return address if is_web and parts.hostname == urlsplit(url).hostname and address != url else None
