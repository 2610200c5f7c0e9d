"""Candidates for the fields of an Article: what the outlet's rules, metadata, the visible page and the address say.

They are offered to the loader in order of trust: the outlet's own rule, the publisher's own meta tags, JSON-LD, OpenGraph,
the visible page, the address. Which one wins is the loader's affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import cast

from lxml import etree

from newsbot import header, metadata, selectors, urls, visible_credits
from newsbot.credits import is_site_name
from newsbot.dates import FoundDate, find_dates
from newsbot.loaders import ArticleLoader
from newsbot.metadata import text_of, texts_of
from newsbot.source import Source
from newsbot.story import Story

# Meta tags that give a publication date, most trusted first; the names are those Indonesian outlets print.
PUBLISHED_META = (
    "article:published_time", "datepublished", "content_publisheddate", "publishdate", "publish-date", "publish_date", "dtk:publishdateunix",
    "og:article:published_time", "og:published_time", "cxenseparse:recs:publishtime", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dc.date", "date", "pubdate", "originalpublicationdate", "article.published", "article:published", "datecreated",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "article:modified",
)
# Where metadata names people, most trusted first: tags a newsroom made for this, JSON-LD, tags every CMS fills in.
JSON_LD = "json-ld"
AUTHOR_META = (
    "content_author",
    "dtk:author",
    JSON_LD,
    "article:author",
    "author",
    "parsely-author",
    "dc.creator",
    "cxenseparse:author",
    "sailthru.author",
    "dable:author",
    "byl",
)
EDITOR_META = ("content_editor", "dtk:editor", JSON_LD, "editor", "article:editor")
MAX_DATE_LINE = 200
_MICRODATA_DATE = etree.XPath("//@itemprop[. = 'datePublished']/..")


def _css(source: Source, loader: ArticleLoader, name: str) -> None:
    """What the outlet's own selectors for a field find."""
    for css in getattr(source.outlet, f"{name}_css", ()) if loader.wants(name) else ():
        values = selectors.texts(source.page, css)
        if values:
            loader.offer(name, values if name in ("authors", "editors", "tags") else values[0], "outlet selector")


def _own_meta(source: Source, loader: ArticleLoader, name: str) -> None:
    """What the publisher's own meta tags say, where the outlet's file names them."""
    if source.outlet:
        for meta in source.outlet.meta.get(name, ()):
            for value in source.metadata.meta.get(meta.lower(), ())[:1]:
                loader.offer(name, value, f"meta {meta.lower()}")


def _meta(source: Source, loader: ArticleLoader, name: str, metas: Sequence[str]) -> None:
    for meta in metas:
        values = source.metadata.meta.get(meta)
        if values:
            loader.offer(name, values[0], f"meta {meta}")


def offer_title(source: Source, loader: ArticleLoader) -> None:
    """Candidates for the headline."""
    _css(source, loader, "title")
    _own_meta(source, loader, "title")
    if source.headline is not None:
        loader.offer("title", source.headline_text, f"page {source.headline.tag}")
    loader.offer("title", text_of(source.ld.get("headline")), "json-ld headline")
    _meta(source, loader, "title", ("og:title", "twitter:title"))
    loader.offer("title", source.metadata.title, "title element")


def offer_summary(source: Source, loader: ArticleLoader) -> None:
    """Candidates for the deck."""
    _css(source, loader, "summary")
    _own_meta(source, loader, "summary")
    loader.offer("summary", text_of(source.ld.get("description")), "json-ld description")
    _meta(source, loader, "summary", ("og:description", "description", "twitter:description"))


def offer_people(source: Source, story: Story, loader: ArticleLoader) -> None:
    """Candidates for authors and editors: stated in metadata, printed around the story, signed below it."""
    path_words = set(re.findall(r"[a-z]+", " ".join(path_words_of(source.address)).lower()))
    seen = visible_credits.read(story.around, source.headline_text, path_words, source.site_names)
    closing = [
        visible_credits.VisibleCredit(c, "labelled" if labelled else "closing") for c, labelled in story.body.credits
    ]
    for name, role, metas in (("authors", "author", AUTHOR_META), ("editors", "editor", EDITOR_META)):
        _own_meta(source, loader, name)
        _css(source, loader, name)
        stated = _stated_people(source, role, metas)
        for how, origin in (("labelled", "credit line"), ("linked", "visible byline")):
            for credit in (*seen, *closing):
                if credit.how == how and getattr(credit.credits, name):
                    loader.offer(name, credit.credits, origin)
        # A name that merely stands below the headline counts first when metadata names the same person, or an account only.
        for credit in seen:
            people = getattr(credit.credits, name)
            if people and credit.how in ("dated", "bare") and _agrees(people, stated):
                loader.offer(name, credit.credits, "visible byline")
        for value, origin in stated:
            loader.offer(name, value, origin)
        for credit in (*seen, *closing):
            if getattr(credit.credits, name) and credit.how in ("dated", "bare", "closing"):
                loader.offer(name, credit.credits, "closing credit" if credit.how == "closing" else "visible byline")


def _agrees(people: Sequence[str], stated: Sequence[tuple[list[str], str]]) -> bool:
    names = [name for value, _ in stated for name in value]
    if all(len(name.split()) == 1 for name in names):
        return True
    known = {word for name in names for word in header.words_of(name)}
    return any(known & header.words_of(person) for person in people)


def _stated_people(source: Source, role: str, metas: Sequence[str]) -> list[tuple[list[str], str]]:
    """People the page's metadata names: JSON-LD, then meta tags."""
    stated: list[tuple[list[str], str]] = []
    for meta in metas:
        if meta == JSON_LD:
            people = texts_of(source.ld.get(role))
            if people:
                stated.append((people, f"json-ld {role}"))
            continue
        values = source.metadata.meta.get(meta, ())[:1]
        stated.extend(([v], f"meta {meta}") for v in values if not v.startswith(("http://", "https://")))
    return stated


def offer_dates(source: Source, story: Story, loader: ArticleLoader) -> None:
    """Candidates for publication and modification."""
    _own_meta(source, loader, "published_at")
    _own_meta(source, loader, "modified_at")
    _css(source, loader, "published_at")
    _css(source, loader, "modified_at")
    loader.offer("published_at", text_of(source.ld.get("datePublished")), "json-ld datePublished")
    loader.offer("modified_at", text_of(source.ld.get("dateModified")), "json-ld dateModified")
    _meta(source, loader, "published_at", PUBLISHED_META)
    _meta(source, loader, "modified_at", MODIFIED_META)
    _visible_dates(source, story, loader)
    if not source.ld and not any(m in source.metadata.meta for m in PUBLISHED_META):
        for stamp in cast(list[etree._Element], _MICRODATA_DATE(source.page.root))[:3]:
            shown = stamp.get("content") or stamp.get("datetime") or header.text_of_element(stamp)
            loader.offer("published_at", shown, "microdata datePublished")
    # The time in an address is when the story was begun in the CMS; only its day says when it was published.
    loader.offer("published_at", loader.url_day, "url")


def _visible_dates(source: Source, story: Story, loader: ArticleLoader) -> None:
    """Dates in the lines above the story.

    Of several the one a label calls the publication, or the first below the headline that prints a time; a date above
    the headline may be today's, or another story's.
    """
    lines = story.around.above
    title = (source.headline_text or loader.best("title") or "").casefold()
    headline = next((i for i, b in enumerate(lines) if b.text.casefold() == title), -1)
    shown: list[tuple[tuple[bool, bool, bool, int], FoundDate]] = []
    offered: set[etree._Element] = set()
    for i, block in enumerate(lines):
        if len(block.text) > MAX_DATE_LINE or block.hint in ("related", "popular", "comments", "navigation"):
            continue
        for time in block.element.iter("time"):
            if time not in offered:
                offered.add(time)
                loader.offer("published_at", time.get("datetime"), "time element")
        for found in find_dates(block.text, loader.fetched_at, zone=loader.zone):
            if found.label == "modified":
                loader.offer("modified_at", found.value, "visible date")
            else:
                timed = isinstance(found.value, datetime)
                rank = (found.label != "published", not timed, i < headline, abs(i - headline))
                shown.append((rank, found))
    if shown:
        chosen = min(shown, key=lambda s: s[0])[1]
        loader.offer("published_at", chosen.value, "visible date")
        if chosen.weekday_agrees is False:
            loader.remarks["visible date"] = "printed weekday is another day's: the number counts"


def offer_section_and_tags(source: Source, story: Story, loader: ArticleLoader) -> None:
    """Candidates for section and tags."""
    _css(source, loader, "section")
    _css(source, loader, "tags")
    _own_meta(source, loader, "section")
    _own_meta(source, loader, "tags")
    _meta(
        source,
        loader,
        "section",
        ("article:section", "articlesection", "section", "content_category", "dtk:kanal", "cxenseparse:section"),
    )
    if loader.wants("section"):
        loader.offer("section", text_of(source.ld.get("articleSection")), "json-ld articleSection")
        loader.offer("section", _breadcrumb(source), "json-ld breadcrumb")
        loader.offer("section", urls.section(source.address, source.outlet), "url")
    loader.offer("tags", source.metadata.meta.get("article:tag"), "meta article:tag")
    loader.offer("tags", texts_of(source.ld.get("keywords")), "json-ld keywords")
    loader.offer(
        "tags", story.body.tags or [t for b in story.around.below if b.hint == "tags" for _, t in b.links], "page"
    )
    for name in ("news_keywords", "content_tag", "dtk:keywords", "keywords"):
        loader.offer("tags", source.metadata.meta.get(name), f"meta {name}")


def _breadcrumb(source: Source) -> str | None:
    for node in source.metadata.json_ld:
        if "BreadcrumbList" in metadata.node_types(node):
            entries = node.get("itemListElement")
            names = (
                [text_of(e.get("name") or e.get("item")) for e in entries if isinstance(e, dict)]
                if isinstance(entries, list)
                else []
            )
            names = [n for n in names if n and n.casefold() not in ("home", "beranda") and not is_site_name(n)]
            if names:
                return names[0]
    return None


def path_words_of(url: str) -> list[str]:
    """The first two folders of an address and its host's first label: where outlets name sections."""
    path = url.partition("://")[2].partition("?")[0]
    host, _, rest = path.partition("/")
    return [*rest.split("/")[:2], host.split(".")[0]]
