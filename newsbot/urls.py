"""Addresses: the canonical form under which one article is known, the publisher's id, and what an address gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from newsbot.outlets import Outlet

# Parameters that say how a reader came, never which article it is.
_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|gbraid|wbraid|igshid|yclid|msclkid|dclid|mc_[ce]id|ref|referrer|ref_src|source|src|medium|campaign|"
    r"amp|_ga|_gl|tag_from|wtid|xtor|cmpid|ns_\w+|spm|share|shared|feature|outputtype|outputType|device|mode|tblci|single|"
    r"showpage|page_num|traffic_source|jxconn|jxrecoid|dt|soc_src|soc_trk|nomobile|_x_tr_\w+)$"
)
_PAGE_NUMBER = re.compile(r"^(all|\d{1,2})$")
_AMP_PATH = re.compile(r"^/amp(?=/)|/amp/?$|(?<=/)amp/(?=read/|berita/)|\.amp(?=\.html$|$)")
_ALL_PATH = re.compile(r"/all/?$")
# Addresses that are canonical but for a query and a slash at the end: nearly all that listings name.
_PLAIN = re.compile(
    r"https?://(?!(?:m|amp|mobile|wap|web)\.)([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:/[A-Za-z0-9._~-]*)*)(?:\?([A-Za-z0-9._~=&-]*))?"
)
_WAYBACK = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]{0,3}/(?=https?:)")


LONGEST = 2083
"""Characters an address may have; Scrapy's URLLENGTH_LIMIT, which was Internet Explorer's."""


def canonical_url(url: str, outlet: Outlet | None = None) -> str:
    """The address under which one article is known.

    https, no fragment, no tracking parameters, no AMP, no page suffix, no mobile host, no trailing slash. What is left of
    the query is sorted. A string that is no address comes back as it is.
    """
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        host, path, query = plain.groups()
        path = path.rstrip("/")
        changes = "/amp" in path or ".amp" in path or path.endswith("/all")
        if not changes and not (query and _telling(_pairs(query), outlet)):
            return f"https://{host}{path or '/'}"
    url = original_url(url.strip())
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").lower().rstrip(".")
    if not host or parts.scheme not in ("http", "https"):
        return url
    labels = host.split(".")
    if len(labels) > 2 and labels[0] in ("m", "amp", "mobile", "wap"):
        host = (
            ".".join(labels[1:])
            if len(labels) > 3 or labels[-2] in ("co", "or", "go", "ac", "web")
            else f"www.{'.'.join(labels[1:])}"
        )
    path = _AMP_PATH.sub("", parts.path)
    if outlet is None or outlet.whole_story == "/all":
        path = _ALL_PATH.sub("", path)
    pairs = _telling(parse_qsl(parts.query, keep_blank_values=True), outlet)
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    scheme = "https" if port in (None, 80, 443) else parts.scheme
    return urlunsplit((scheme, netloc, path.rstrip("/") or "/", urlencode(sorted(pairs)), ""))


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for pair in query.split("&"):
        key, _, value = pair.partition("=")
        if pair:
            yield key, value


def _telling(query: Iterable[tuple[str, str]], outlet: Outlet | None) -> list[tuple[str, str]]:
    """Those pairs of a query that say which article it is."""
    pages = (outlet.page_query if outlet else "page", "page", "halaman")
    return [
        (key, value)
        for key, value in query
        if not _TRACKING.match(key) and not (key in pages and _PAGE_NUMBER.match(value))
    ]


def is_web_address(url: str) -> bool:
    """Whether a string is an absolute http(s) address that can be parsed, and no longer than servers take."""
    if len(url) > LONGEST:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def original_url(url: str) -> str:
    """The address a web archive's copy was taken from; any other address as it is."""
    return _WAYBACK.sub("", url)


def article_id(url: str, outlet: Outlet | None) -> str | None:
    """The publisher's own id in an address, where the outlet's file says how to read it."""
    if outlet is None or not outlet.article_url:
        return None
    pattern = _compiled(outlet.article_url)
    if "id" not in pattern.groupindex:
        return None
    match = pattern.search(url)
    return match["id"] if match else None


def section(url: str, outlet: Outlet | None) -> str | None:
    """The section an address names, where the outlet's file says how to read it."""
    if outlet is None or not outlet.article_url:
        return None
    match = _compiled(outlet.article_url).search(url)
    return match.groupdict().get("section") if match else None


def kind(url: str, outlet: Outlet | None) -> str | None:
    """The kind of article an address names, by the outlet's file."""
    if outlet is not None:
        for pattern, name in outlet.url_kinds:
            if _compiled(pattern).search(url):
                return name
    return None


def slug_words(url: str) -> list[str]:
    """Words of the longest hyphenated (or dotted) part of the path, lower-cased; empty when there is no slug."""
    try:
        path = unquote(urlsplit(original_url(url)).path)
    except ValueError:
        return []
    best: list[str] = []
    for part in path.split("/"):
        words = [w for w in re.split(r"[-_.+ ]+", part.lower()) if w and w not in ("html", "htm")]
        if len(words) > len(best):
            best = words
    return best if len(best) > 1 else []


_SECOND_LEVEL = frozenset("co or go ac web sch my desa net com".split())


def registrable(host: str) -> str:
    """The part of a host name a publisher registers: ``kompas.com`` of ``regional.kompas.com``, ``republika.co.id``."""
    labels = host.lower().split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def lies_on(host: str | None, domains: Iterable[str]) -> bool:
    """Whether a host is one of those domains or stands below one."""
    return host is not None and any(host == domain or host.endswith(f".{domain}") for domain in domains)


def same_publisher(a: str, b: str, outlet: Outlet | None) -> bool:
    """Whether two addresses are one publisher's: of one registered domain, or both of the outlet's domains."""
    try:
        first, second = urlsplit(a).hostname or "", urlsplit(b).hostname or ""
    except ValueError:
        return False
    if registrable(first) == registrable(second):
        return True
    domains = outlet.domains if outlet else ()
    return lies_on(first, domains) and lies_on(second, domains)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
