"""What a page says about itself: meta tags, JSON-LD, link elements. Read in one walk; who is believed is the loader's affair."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsbot.page import Page

Json = dict[str, Any]

# schema.org types that stand for a story; news outlets use all of these.
ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle ReviewNewsArticle "
    "AskPublicNewsArticle AdvertiserContentArticle SatiricalArticle TechArticle Report BlogPosting LiveBlogPosting "
    "SocialMediaPosting MediaGallery ImageGallery".split()
)
# Nesting below this is garbage or an attack, never a fact about the story.
MAX_DEPTH = 6
# Half of a character, as "\\ud83d" cut off in JSON gives; no encoding can store it.
_SURROGATE = re.compile("[\ud800-\udfff]")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPER = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", re.DOTALL)
_ADJACENT_OBJECTS = re.compile(r"\}\s*\{")


@dataclass(slots=True)
class Metadata:
    """Meta tags, link elements and JSON-LD of one page.

    :param meta: lower-cased ``name``/``property``/``itemprop`` -> contents in page order, white space folded, empties left out.
    :param canonical: ``link rel=canonical``.
    :param title: the ``title`` element.
    :param json_ld: every JSON-LD object of the page, lists and ``@graph`` flattened.
    :param language: ``html lang``.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    title: str | None = None
    json_ld: list[Json] = field(default_factory=list)
    language: str | None = None

    def first(self, *names: str) -> str | None:
        """The first content of the first of those meta names that is there."""
        for name in names:
            values = self.meta.get(name)
            if values:
                return values[0]
        return None

    def types(self) -> set[str]:
        """All JSON-LD types on the page."""
        return {t for node in self.json_ld for t in node_types(node)}

    def article(self, url: str = "") -> Json:
        """The JSON-LD object of the page's story, or an empty dict.

        Of several, the one whose address is the page's wins, then the one that says most: listings and "related"
        boxes carry bare ones.
        """
        nodes = [n for n in self.json_ld if ARTICLE_TYPES.intersection(node_types(n))]
        if len(nodes) < 2:
            return nodes[0] if nodes else {}
        addresses = {_bare(u) for u in (url, self.canonical or "", self.first("og:url") or "") if u}

        def rank(node: Json) -> tuple[bool, int]:
            own = {
                _bare(u)
                for u in (text_of(node.get("url")), text_of(node.get("mainEntityOfPage")), text_of(node.get("@id")))
                if u
            }
            says = sum(bool(node.get(k)) for k in ("headline", "datePublished", "author", "articleBody", "description"))
            return bool(own & addresses), says

        return max(nodes, key=rank)


def _bare(url: str) -> str:
    return (
        url.partition("://")[2].partition("?")[0].partition("#")[0].rstrip("/").removeprefix("www.").removeprefix("m.")
    )


def read(page: Page) -> Metadata:
    """Read the page's metadata in one walk over the elements that can carry it."""
    found = Metadata(language=(page.root.get("lang") or page.root.get("{http://www.w3.org/XML/1998/namespace}lang")))
    meta = found.meta
    for el in page.root.iter("meta", "link", "title", "script"):
        tag = el.tag
        if tag == "meta":
            name = el.get("property") or el.get("name") or el.get("itemprop")
            content = el.get("content") or el.get("value")
            if name and content:
                content = " ".join(content.split())
                if content:
                    meta.setdefault(name.strip().lower(), []).append(content)
        elif tag == "script":
            if "ld+json" in (el.get("type") or "").lower() and el.text:
                found.json_ld.extend(parse_json_ld(el.text) or ())
        elif tag == "link":
            rel = el.get("rel")
            if rel == "canonical":
                found.canonical = found.canonical or page.absolute(el.get("href"))
        elif found.title is None and el.text:
            found.title = " ".join(el.text.split()) or None
    return found


def parse_json_ld(text: str) -> list[Json] | None:
    """The objects of one JSON-LD script, flattened; ``None`` when it cannot be read at all.

    Bears what outlets print: raw line breaks in strings, HTML escapes, comment wrappers, trailing commas and semicolons,
    several objects in a row, an object cut off behind a whole one.
    """
    data = _loads(text)
    if data is None and ("&quot;" in text or "&#34;" in text):
        data = _loads(html.unescape(text))
    if data is None:
        stripped = text
        while (shorter := _WRAPPER.sub("", stripped).strip()) != stripped:
            stripped = shorter
        data = _loads(stripped) or _loads(_TRAILING_COMMA.sub(r"\1", stripped))
        if data is None and _ADJACENT_OBJECTS.search(stripped):
            data = _loads(f"[{_ADJACENT_OBJECTS.sub('},{', stripped)}]")
        if data is None:
            data = _first_object(stripped)
    return None if data is None else list(_flatten(data, 0))


def _loads(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _first_object(text: str) -> Any:
    start = text.find("{")
    if start < 0:
        return None
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _flatten(data: Any, depth: int) -> Iterator[Json]:
    if depth > MAX_DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _flatten(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "itemListElement"):
            child = data.get(key)
            if isinstance(child, (list, dict)):
                yield from _flatten(child, depth + 1)
        page = data.get("mainEntityOfPage")
        if isinstance(page, dict) and ARTICLE_TYPES.intersection(node_types(page)):
            yield page


def node_types(node: Json) -> list[str]:
    """The ``@type`` of a JSON-LD object as a list, without the schema.org prefix."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return [k.rpartition("/")[2] for k in kinds if isinstance(k, str)]


def text_of(value: Any, depth: int = 0) -> str | None:
    """A JSON-LD value as text: a string, a number, or an object's name, value, address or id; the first of a list."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        return next((t for entry in value if (t := text_of(entry, depth + 1))), None)
    if isinstance(value, dict):
        return next((text_of(value[k], depth + 1) for k in ("name", "@value", "url", "@id") if value.get(k)), None)
    if isinstance(value, str):
        text = html.unescape(value) if "&" in value else value
        if not text.isascii():
            text = _SURROGATE.sub("\ufffd", text)
        return " ".join(text.split()) or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return None


def texts_of(value: Any) -> list[str]:
    """Every text of a JSON-LD value: one for each entry of a list."""
    entries = value if isinstance(value, list) else [value]
    return [t for t in map(text_of, entries) if t]
