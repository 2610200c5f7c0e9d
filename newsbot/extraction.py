"""Bytes and an address in, an Article out."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from lxml import etree

from newsbot import (
    __version__,
    body,
    classification,
    finder,
    header,
    metadata,
    outlets,
    selectors,
    urls,
    visible_credits,
)
from newsbot.blocks import Blocks, Media, linearise
from newsbot.body import Body, Removal
from newsbot.credits import Credits, is_agency, is_site_name
from newsbot.date_reconciliation import check_order
from newsbot.dates import find_dates, url_date
from newsbot.errors import NotAnArticle
from newsbot.fingerprint import content_hash, word_count
from newsbot.header import Surroundings
from newsbot.items import Article, Image, Link, Pages
from newsbot.loaders import ArticleLoader, Candidate
from newsbot.metadata import Json, Metadata, text_of, texts_of
from newsbot.outlets import Outlet
from newsbot.page import Page, parse

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
_MICRODATA_DATE = etree.XPath("//*[@itemprop='datePublished']")
_RIGHTS = re.compile(
    r"(?:dilarang|tidak diperkenankan|tanpa (?:izin|seizin)).{0,160}(?:mengutip|menyalin|memperbanyak|mengambil|crawling|pengindeksan|AI|kecerdasan|izin)|"
    r"hak cipta dilindungi|all rights reserved",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(slots=True)
class Explanation:
    """Why an article is what it is: each candidate of each field, and each removed block with the rule that removed it."""

    article: Article | None
    refused: NotAnArticle | None = None
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    removed: list[Removal] = field(default_factory=list)

    def render(self) -> str:
        """The explanation as plain text for a terminal (control characters of the page taken out)."""
        lines = []
        if self.refused is not None:
            lines.append(f"refused: {self.refused}")
        for name, values in self.candidates.items():
            chosen = self.article.provenance.get(name) if self.article else None
            lines.append(f"{name}: {_shown(getattr(self.article, name, None))}  [{chosen or 'none'}]")
            lines.extend(f"    {c.origin}: {_shown(c.value)}" for c in values)
        if self.article is not None:
            lines.append(f"body: {self.article.word_count} words  [{self.article.provenance.get('body', 'none')}]")
        lines.append(f"removed: {len(self.removed)} blocks")
        lines.extend(f"    {r.rule}: {_shown(r.text)}" for r in self.removed if r.text)
        return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, Credits):
        parts = [
            f"{n}: {', '.join(v) if isinstance(v, tuple) else v}"
            for n in ("authors", "editors", "contributors", "agency")
            if (v := getattr(value, n))
        ]
        value = "; ".join(parts) or "nobody"
    elif isinstance(value, (datetime, date)):
        value = value.isoformat()
    elif isinstance(value, list):
        value = ", ".join(map(str, value))
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= 160 else f"{text[:157]}..."


def extract(
    html: bytes | str,
    url: str = "",
    *,
    outlet: Outlet | None = None,
    encoding: str | None = None,
    fetched_at: datetime | None = None,
) -> Article:
    """The article of one page.

    :param html: the page as served; bytes are better than text, their encoding is found out.
    :param url: its address, or ``""``: outlet, id, day and kind are read from it.
    :param outlet: whose rules to use; by default the one that publishes at ``url`` or where the page says it belongs.
    :param encoding: charset of the HTTP header, where there was one.
    :param fetched_at: when it was fetched; dates after it are not believed.
    :raises NotAnArticle: the page holds no article; ``kind`` and ``reason`` say what it is.
    """
    return _Extraction(html, url, outlet, encoding, fetched_at).run()


def explain(
    html: bytes | str, url: str = "", *, outlet: Outlet | None = None, encoding: str | None = None
) -> Explanation:
    """The same, with every candidate and every removed block; a refusal is part of the answer, not raised."""
    work = _Extraction.__new__(_Extraction)
    try:
        work.__init__(html, url, outlet, encoding, None)  # type: ignore[misc]
        article = work.run()
    except NotAnArticle as refused:
        loader = getattr(work, "loader", None)
        found = getattr(work, "body", None)
        return Explanation(None, refused, loader.candidates() if loader else {}, found.removed if found else [])
    return Explanation(article, None, work.loader.candidates(), work.body.removed)


def rules_are_on() -> bool:
    """Whether outlet rules are in use; ``NEWSBOT_OUTLET_RULES=off`` leaves every page to the generic path."""
    return os.environ.get("NEWSBOT_OUTLET_RULES", "").lower() not in ("off", "0", "false", "no")


class _Extraction:
    def __init__(
        self, html: bytes | str, url: str, outlet: Outlet | None, encoding: str | None, fetched_at: datetime | None
    ) -> None:
        self.url = url
        self.page: Page = parse(html, url, encoding)
        self.metadata: Metadata = metadata.read(self.page)
        self.address = self._address()
        if not self.page.url and self.address:
            self.page.url = self.address
        self.outlet = (outlet or outlets.for_url(self.address)) if rules_are_on() else None
        self.ld: Json = self.metadata.article(self.address)
        site = self.metadata.first("og:site_name", "application-name")
        self.site_names = tuple(n for n in (self.outlet.title if self.outlet else None, site) if n)
        day = url_date(self.address) if self.address else None
        self.url_day = day.date() if isinstance(day, datetime) else day
        self.url_time = day
        self.loader = ArticleLoader(
            outlet=self.outlet, site_names=self.site_names, url_day=self.url_day, fetched_at=fetched_at
        )
        self.h1: etree._Element | None = None
        self.body = Body()
        self.body_origin = ""
        self.around = Surroundings()

    def _address(self) -> str:
        given = urls.original_url(self.url)
        if given.startswith(("http://", "https://")):
            return given
        return self.metadata.canonical or self.metadata.first("og:url") or text_of(self.ld_url()) or given

    def ld_url(self) -> object:
        node = self.metadata.article()
        return node.get("url") or node.get("mainEntityOfPage")

    def run(self) -> Article:
        h1 = self.h1 = header.headline(self.page.root, self.metadata, self.site_names, self.address)
        self._refuse_early(h1)
        self._title(h1)
        self._summary()
        title = self._best("title")
        summary = self._best("summary")
        self._body(h1, title, summary)
        self._people()
        self._dates()
        self._section_and_tags()
        article = self.loader.load_item()
        self._finish(article, h1)
        return article

    def _best(self, name: str) -> str | None:
        winner: Candidate | None = self.loader.get_output_value(name)
        return winner.value if winner is not None else None

    def _refuse_early(self, h1: etree._Element | None) -> None:
        titles = [
            t
            for t in (
                self.metadata.title,
                header.text_of_element(h1) if h1 is not None else None,
                self.metadata.first("og:title"),
            )
            if t
        ]
        first = next(self.page.root.iter("h1"), None)
        if first is not None and first is not h1:
            titles.append(header.text_of_element(first))
        if classification.is_suspicious(titles):
            prose = sum(
                len(b.text) - b.link_chars for b in linearise([self.page.root]).blocks if finder.is_prose(b.text)
            )
            classification.refuse_early(self.metadata, titles, prose)

    # --- candidates --------------------------------------------------------------------------------

    def _css(self, name: str, selectors_: Sequence[str]) -> None:
        for css in selectors_:
            values = selectors.texts(self.page.root, css)
            if values:
                self.loader.offer(
                    name, values if name in ("authors", "editors", "tags") else values[0], "outlet selector"
                )

    def _own_meta(self, name: str) -> None:
        if self.outlet:
            for meta in self.outlet.meta.get(name, ()):
                for value in self.metadata.meta.get(meta.lower(), ())[:1]:
                    self.loader.offer(name, value, f"meta {meta.lower()}")

    def _meta(self, name: str, metas: Sequence[str]) -> None:
        for meta in metas:
            values = self.metadata.meta.get(meta)
            if values:
                self.loader.offer(name, values[0], f"meta {meta}")

    def _title(self, h1: etree._Element | None) -> None:
        if self.outlet:
            self._css("title", self.outlet.title_css)
        self._own_meta("title")
        if h1 is not None:
            self.loader.offer("title", header.text_of_element(h1), f"page {h1.tag}")
        self.loader.offer("title", text_of(self.ld.get("headline")), "json-ld headline")
        self._meta("title", ("og:title", "twitter:title"))
        self.loader.offer("title", self.metadata.title, "title element")

    def _summary(self) -> None:
        if self.outlet:
            self._css("summary", self.outlet.summary_css)
        self._own_meta("summary")
        self.loader.offer("summary", text_of(self.ld.get("description")), "json-ld description")
        self._meta("summary", ("og:description", "description", "twitter:description"))

    def _people(self) -> None:
        path_words = set(re.findall(r"[a-z]+", " ".join(_path_words(self.address)).lower()))
        heading = header.text_of_element(self.h1) if self.h1 is not None else None
        seen = visible_credits.read(self.around, heading, path_words, self.site_names)
        closing = [
            visible_credits.VisibleCredit(c, "labelled" if labelled else "closing") for c, labelled in self.body.credits
        ]
        for name, role, metas in (("authors", "author", AUTHOR_META), ("editors", "editor", EDITOR_META)):
            self._own_meta(name)
            if self.outlet:
                self._css(name, getattr(self.outlet, f"{name}_css"))
            stated = self._stated_people(role, metas)
            known = {w for value, _ in stated for v in value for w in header.words_of(v)}
            for how, origin in (("labelled", "credit line"), ("linked", "visible byline")):
                for credit in (*seen, *closing):
                    if credit.how == how and getattr(credit.credits, name):
                        self.loader.offer(name, credit.credits, origin)
            # A name that merely stands below the headline counts when metadata names the same person, or nobody.
            for credit in seen:
                people = getattr(credit.credits, name)
                if (
                    people
                    and credit.how in ("dated", "bare")
                    and known & {w for p in people for w in header.words_of(p)}
                ):
                    self.loader.offer(name, credit.credits, "visible byline")
            for value, origin in stated:
                self.loader.offer(name, value, origin)
            for credit in (*seen, *closing):
                if getattr(credit.credits, name) and credit.how in ("dated", "bare", "closing"):
                    self.loader.offer(
                        name, credit.credits, "closing credit" if credit.how == "closing" else "visible byline"
                    )

    def _stated_people(self, role: str, metas: Sequence[str]) -> list[tuple[list[str], str]]:
        """People the page's metadata names: JSON-LD, then meta tags."""
        stated: list[tuple[list[str], str]] = []
        for meta in metas:
            if meta == JSON_LD:
                people = texts_of(self.ld.get(role))
                if people:
                    stated.append((people, f"json-ld {role}"))
                continue
            values = self.metadata.meta.get(meta, ())[:1]
            stated.extend(([v], f"meta {meta}") for v in values if not v.startswith(("http://", "https://")))
        return stated

    def _dates(self) -> None:
        loader = self.loader
        self._own_meta("published_at")
        self._own_meta("modified_at")
        if self.outlet:
            self._css("published_at", self.outlet.published_css)
            self._css("modified_at", self.outlet.modified_css)
        loader.offer("published_at", text_of(self.ld.get("datePublished")), "json-ld datePublished")
        loader.offer("modified_at", text_of(self.ld.get("dateModified")), "json-ld dateModified")
        self._meta("published_at", PUBLISHED_META)
        self._meta("modified_at", MODIFIED_META)
        self._visible_dates()
        if not self.ld and not any(m in self.metadata.meta for m in PUBLISHED_META):
            for stamp in _MICRODATA_DATE(self.page.root)[:3]:
                shown = stamp.get("content") or stamp.get("datetime") or header.text_of_element(stamp)
                loader.offer("published_at", shown, "microdata datePublished")
        if isinstance(self.url_time, date):
            loader.offer("published_at", self.url_time, "url")

    def _visible_dates(self) -> None:
        found = False
        for block in self.around.above:
            if len(block.text) > 200 or block.hint in ("related", "popular", "comments", "navigation"):
                continue
            for time in block.element.iter("time"):
                stamp = time.get("datetime")
                if stamp:
                    self.loader.offer("published_at", stamp, "time element")
            for shown in find_dates(block.text, self.loader.fetched_at, zone=self.loader.zone):
                if shown.label == "modified":
                    self.loader.offer("modified_at", shown.value, "visible date")
                elif not found or shown.label == "published":
                    self.loader.offer("published_at", shown.value, "visible date")
                    found = True

    def _section_and_tags(self) -> None:
        loader = self.loader
        if self.outlet:
            self._css("section", self.outlet.section_css)
            self._css("tags", self.outlet.tags_css)
        self._own_meta("section")
        self._own_meta("tags")
        self._meta(
            "section",
            ("article:section", "articlesection", "section", "content_category", "dtk:kanal", "cxenseparse:section"),
        )
        loader.offer("section", text_of(self.ld.get("articleSection")), "json-ld articleSection")
        loader.offer("section", self._breadcrumb(), "json-ld breadcrumb")
        loader.offer("section", urls.section(self.address, self.outlet), "url")
        loader.offer("tags", self.metadata.meta.get("article:tag"), "meta article:tag")
        loader.offer("tags", texts_of(self.ld.get("keywords")), "json-ld keywords")
        loader.offer(
            "tags", self.body.tags or [t for b in self.around.below if b.hint == "tags" for _, t in b.links], "page"
        )
        for name in ("news_keywords", "content_tag", "dtk:keywords", "keywords"):
            loader.offer("tags", self.metadata.meta.get(name), f"meta {name}")

    def _breadcrumb(self) -> str | None:
        for node in self.metadata.json_ld:
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

    # --- body --------------------------------------------------------------------------------------

    def _body(self, h1: etree._Element | None, title: str | None, summary: str | None) -> None:
        best: Body | None = None
        if self.outlet:
            for css in self.outlet.body:
                containers = _outermost(selectors.elements(self.page.root, css))
                if not containers:
                    continue
                drop = [el for d in self.outlet.drop for c in containers for el in selectors.elements(c, d)]
                found = linearise(containers, drop=drop, skip_chrome=False)
                cleaned = body.clean(found, self.page, outlet=self.outlet, title=title, summary=summary)
                if body.plausible(cleaned.paragraphs):
                    self._use(cleaned, "outlet selector", header.surroundings(h1, containers[0]))
                    return
                if cleaned.paragraphs and best is None:
                    best = cleaned
                    self._use(cleaned, "outlet selector", header.surroundings(h1, containers[0]))
        self._generic(h1, title, summary, best)

    def _use(self, cleaned: Body, origin: str, around: Surroundings) -> None:
        self.body, self.body_origin, self.around = (
            cleaned,
            origin + ("; rules capped" if cleaned.capped else ""),
            around,
        )

    def _generic(self, h1: etree._Element | None, title: str | None, summary: str | None, best: Body | None) -> None:
        everything = linearise([self.page.root])
        blocks = everything.blocks
        start = 0
        if h1 is not None:
            heading = header.text_of_element(h1)
            start = next(
                (i + 1 for i, b in enumerate(blocks) if b.element is h1 or (b.heading and b.text == heading)), 0
            )
        first, end = finder.find_story(blocks, start)
        if first == end and start:
            first, end = finder.find_story(blocks, 0)
        chosen = Blocks(
            blocks[first:end],
            [Media(m.element, m.position - first, m.region) for m in everything.media if first <= m.position <= end],
        )
        cleaned = body.clean(chosen, self.page, outlet=self.outlet, title=title, summary=summary)
        if best is not None and sum(map(len, cleaned.paragraphs)) < 3 * sum(map(len, best.paragraphs)):
            return
        around = Surroundings(blocks[max(0, min(start, first) - 8) : first][:60], blocks[end : end + 25])
        self._use(cleaned, "generic", around)

    # --- the rest ----------------------------------------------------------------------------------

    def _finish(self, article: Article, h1: etree._Element | None) -> None:
        found = self.body
        address = self.address
        article.url = self.url or None
        article.canonical_url = urls.canonical_url(self._canonical(), self.outlet) if address else None
        article.outlet = self.outlet.name if self.outlet else None
        article.outlet_name = self.outlet.title if self.outlet else self.metadata.first("og:site_name")
        article.article_id = urls.article_id(address, self.outlet)
        article.tags = _split_tags(article.tags)
        article.body = found.text
        article.provenance["body"] = self.body_origin
        article.dateline = found.dateline
        if found.dateline is not None:
            article.provenance["dateline"] = "body"
        self._agency(article)
        published, modified, rule = check_order(article.published_at, article.modified_at)
        if rule:
            for name, value in (("published_at", published), ("modified_at", modified)):
                if value != getattr(article, name):
                    article.provenance[name] = f"{article.provenance.get(name, '')}; {rule}".lstrip("; ")
        article.published_at, article.modified_at = published, modified
        article.language = (
            self.metadata.language
            or text_of(self.ld.get("inLanguage"))
            or (self.outlet.language if self.outlet else None)
        )
        article.language = (
            article.language.replace("_", "-").partition("-")[0].lower()[:3] if article.language else None
        )
        paywalled = self._paywalled()
        article.kind, article.provenance["kind"] = classification.kind_of(
            by_url=urls.kind(address, self.outlet),
            outlet=self.outlet,
            metadata=self.metadata,
            title=article.title,
            sections=[s for s in (article.section, self.metadata.first("article:section"), *_path_words(address)) if s],
            sponsored=found.sponsored,
            paywalled=paywalled,
        )
        article.images = self._images()
        article.videos = _unique(found.videos)
        article.related = _unique(found.related)
        article.rights = self._rights()
        article.pages = self._pages()
        article.is_complete = not paywalled and (
            article.pages.total is None or article.pages.fetched >= article.pages.total
        )
        self._weigh(article, h1)
        article.word_count = word_count(article.body)
        article.content_hash = content_hash(article.title, article.body)
        article.fetched_at = self.loader.fetched_at
        article.extractor_version = __version__

    def _canonical(self) -> str:
        own = self.metadata.canonical or self.metadata.first("og:url")
        if own and urls.canonical_url(own, self.outlet) != own and not own.startswith("http"):
            own = None
        if (
            own
            and self.address
            and (
                not header.words_of(own) & header.words_of(self.address)
                or len(own) < 0.5 * len(self.address.partition("?")[0])
            )
        ):
            own = None  # a template's constant or the home page, not this page
        return own or self.address

    def _agency(self, article: Article) -> None:
        for credits in (
            *(c.value for c in self.loader.candidates().get("authors", ())),
            *(c for c, _ in self.body.credits),
        ):
            if isinstance(credits, Credits) and credits.agency:
                article.agency = credits.agency
                article.provenance["agency"] = "byline"
                return
        if article.dateline is not None and article.dateline.agency:
            article.agency = is_agency(article.dateline.agency)
            if article.agency:
                article.provenance["agency"] = "dateline"

    def _paywalled(self) -> bool:
        free = self.ld.get("isAccessibleForFree")
        locked = str(free).lower() == "false" or (self.metadata.first("article:content_tier") or "").lower() in (
            "locked",
            "metered",
        )
        return bool(locked) and len(self.body.text) < 1500

    def _images(self) -> list[Image]:
        images = self.body.images
        lead = self.page.absolute(self.metadata.first("og:image") or text_of(self.ld.get("image")))
        if lead and not any(i.url == lead for i in images):
            caption = next((b.text for b in self.around.above if b.hint == "caption"), None)
            images = [Image(lead, caption), *images]
        return images

    def _rights(self) -> str | None:
        stated = self.metadata.first("tdm-policy", "dcterms.rights", "copyright")
        for block in [*self.around.below]:
            if len(block.text) < 500 and _RIGHTS.search(block.text):
                return block.text
        return next((r.text for r in self.body.removed if len(r.text) < 500 and _RIGHTS.search(r.text)), stated)

    def _pages(self) -> Pages:
        total = self.metadata.first("content_total_pages")
        count = int(total) if total and total.isdigit() and 0 < int(total) < 100 else 1
        whole = self.outlet is not None and self.outlet.whole_story and self.outlet.whole_story in self.address
        return Pages(count if whole else 1, count)

    def _weigh(self, article: Article, h1: etree._Element | None) -> None:
        matches: bool | None = None
        if self.outlet and self.outlet.article_url and self.address:
            matches = re.search(self.outlet.article_url, self.address) is not None
        classification.weigh(
            url=self.address,
            metadata=self.metadata,
            outlet=self.outlet,
            url_matches=matches,
            title=article.title,
            prose_chars=sum(len(p) for p in self.body.paragraphs if finder.is_prose(p)),
            text_chars=len(article.body),
            headline_links=lambda: sum(len(header.text_of_element(a)) > 25 for a in self.page.root.iter("a")),
            dated=article.published_at is not None,
            visible_headline=h1 is not None,
            kind=article.kind,
        )


def join_parts(parts: Sequence[Article]) -> Article:
    """One article of the parts of a multi-page story, in order; a paragraph that a later part repeats is left out.

    The first part's fields stand; text, pictures, videos and related links are joined.

    :raises ValueError: no parts.
    """
    if not parts:
        raise ValueError("no parts to join")
    whole = parts[0]
    paragraphs = list(whole.paragraphs)
    seen = set(paragraphs)
    for part in parts[1:]:
        new = [p for p in part.paragraphs if p not in seen]
        paragraphs.extend(new)
        seen.update(new)
        whole.images = [*whole.images, *(i for i in part.images if all(i.url != j.url for j in whole.images))]
        whole.videos = _unique([*whole.videos, *part.videos])
        whole.related = _unique([*whole.related, *part.related])
        for name in ("authors", "editors", "contributors", "tags"):
            setattr(
                whole, name, [*getattr(whole, name), *(v for v in getattr(part, name) if v not in getattr(whole, name))]
            )
    whole.body = "\n\n".join(paragraphs)
    total = max((p.pages.total or 1) for p in parts)
    whole.pages = Pages(len(parts), max(total, len(parts)))
    whole.is_complete = whole.kind != "paywalled" and whole.pages.fetched >= (whole.pages.total or 1)
    whole.word_count = word_count(whole.body)
    whole.content_hash = content_hash(whole.title, whole.body)
    return whole


def _outermost(elements: list[etree._Element]) -> list[etree._Element]:
    chosen = set(elements)
    return [el for el in elements if not any(a in chosen for a in el.iterancestors())]


def _unique(links: list[Link]) -> list[Link]:
    seen: set[tuple[str | None, str | None]] = set()
    return [link for link in links if not ((key := (link.url, link.title)) in seen or seen.add(key))]  # type: ignore[func-returns-value]


def _split_tags(tags: Sequence[str]) -> list[str]:
    values = tags
    if len(tags) == 1:
        values = re.split(r"\s*[,;]\s*", tags[0])
    found: dict[str, str] = {}
    for tag in values:
        tag = " ".join(tag.lstrip("#").split())
        if 1 < len(tag) <= 80:
            found.setdefault(tag.casefold(), tag)
    return list(found.values())


def _path_words(url: str) -> list[str]:
    path = url.partition("://")[2].partition("?")[0]
    host, _, rest = path.partition("/")
    return [*rest.split("/")[:2], host.split(".")[0]]
