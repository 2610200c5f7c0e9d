"""What follows from the story and the page as a whole: address, kind, agency, pictures, rights, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsbot import __version__, classification, corrections, header, selectors, urls
from newsbot.blocks import Block
from newsbot.body.captions import split_credit
from newsbot.body.media import picture_url
from newsbot.candidates import path_words_of
from newsbot.credits import Credits, is_agency
from newsbot.date_reconciliation import check_order
from newsbot.fingerprint import content_hash, word_count
from newsbot.items import Article, Image, Pages
from newsbot.joining import unique_links
from newsbot.keyed_pattern import KeyedPattern
from newsbot.loaders import ArticleLoader
from newsbot.metadata import text_of
from newsbot.prose import language_of
from newsbot.source import Source
from newsbot.story import Story

RIGHTS = KeyedPattern(
    r"(?:dilarang|tidak diperkenankan|tanpa (?:izin|seizin)).{0,160}(?:mengutip|menyalin|memperbanyak|mengambil|crawling|pengindeksan|AI|kecerdasan|izin)|"
    r"hak cipta dilindungi|all rights reserved",
    words="dilarang|tidak diperkenankan|tanpa izin|tanpa seizin|hak cipta|all rights",
)


# Characters of text above which a story is no teaser, whatever stands below it.
MOST_TEASER = 1500
PAYWALL = KeyedPattern(
    r"(?:lanjut(?:kan)?|teruskan|untuk) (?:mem)?baca.{0,60}\b(?:ber)?langgan|(?:ber)?langganan untuk (?:mem)?baca|artikel ini (?:khusus|hanya) untuk pelanggan|"
    r"(?:sisa|kuota) (?:artikel|bacaan) gratis|subscribe to (?:continue|read)|khusus pelanggan",
    words="langgan|gratis|subscribe",
)
# A pager stands right below the story, each number perhaps in a line of its own.
MOST_PAGER_LINES = 15
_PAGER = re.compile(r"[\d\s.|<>«»‹›-]{1,60}|(?:halaman|page|hal)\b.{0,60}", re.IGNORECASE)
_NUMBER = re.compile(r"\b[1-9]\d?\b")


_OPTIONAL = (
    "url", "canonical_url", "outlet", "outlet_name", "article_id", "language", "images", "videos", "related", "rights", "correction",
)  # fmt: skip


def complete(article: Article, source: Source, story: Story, loader: ArticleLoader) -> None:
    """Fill in what is read from the whole page once the fields are loaded."""
    found, outlet, address = story.body, source.outlet, source.address
    origins = article.provenance
    article.url = source.url or None
    own_name, origins["canonical_url"] = _canonical(source)
    article.canonical_url = urls.canonical_url(own_name, outlet) if address else None
    article.outlet = outlet.name if outlet else None
    article.outlet_name = outlet.title if outlet else source.metadata.first("og:site_name")
    origins["outlet_name"] = "outlet" if outlet else "meta og:site_name"
    article.article_id = urls.article_id(address, outlet)
    origins["url"] = "request"
    origins["outlet"] = origins["article_id"] = "url" if source.url else "page"
    article.body = text = found.text
    origins["body"] = story.origin
    article.dateline = found.dateline
    if found.dateline is not None:
        origins["dateline"] = "body"
    _agency(article, story, loader)
    _order_dates(article, loader)
    article.language, origins["language"] = _language(source, text)
    locked = len(text) < MOST_TEASER and _is_locked(source, story)
    article.kind, origins["kind"] = classification.kind_of(
        by_url=urls.kind(address, outlet),
        outlet=outlet,
        metadata=source.metadata,
        title=article.title,
        sections=[s for s in (article.section, source.metadata.first("article:section"), *path_words_of(address)) if s],
        sponsored=found.sponsored or _is_press_release(article),
        paywalled=locked,
    )
    article.images, origins["images"] = _images(source, story)
    article.videos = unique_links(found.videos)
    article.related = unique_links(found.related)
    article.rights = _rights(source, story)
    article.correction = corrections.declared(article.title, found.paragraphs, _lines_beside(story))
    origins["videos"] = origins["related"] = "body"
    origins["rights"] = origins["correction"] = "page"
    article.pages, origins["pages"] = _pages(source, story)
    for name in _OPTIONAL:
        if not getattr(article, name):
            del origins[name]
    article.is_complete = not locked and article.pages.fetched == article.pages.total
    article.word_count = word_count(article.body)
    article.content_hash = content_hash(article.title, article.body)
    article.fetched_at = loader.fetched_at
    article.extractor_version = __version__


def _lines_beside(story: Story) -> list[str]:
    """Lines around the story and lines cleaning took out of it, without the titles of other articles."""
    around = (block.text for block in (*story.around.above, *story.around.below) if not block.links)
    return [*around, *(piece.text for piece in story.body.removed if "related" not in piece.rule)]


def _order_dates(article: Article, loader: ArticleLoader) -> None:
    published, modified, rule = check_order(article.published_at, article.modified_at, mislabelled=loader.mislabelled)
    if rule:
        for name, value in (("published_at", published), ("modified_at", modified)):
            if value != getattr(article, name):
                article.provenance[name] = f"{article.provenance.get(name, '')}; {rule}".lstrip("; ")
    article.published_at, article.modified_at = published, modified


def _language(source: Source, text: str) -> tuple[str | None, str]:
    """The language the text is written in; where that is not clear, what the page or the outlet says.

    The text comes first because many templates declare ``lang="en"`` over Indonesian text.
    """
    written = language_of(text)
    if written is not None:
        return written, "body"
    stated, origin = next(stated_languages(source), (None, ""))
    return (stated.replace("_", "-").partition("-")[0].lower()[:3] if stated else None), origin


def stated_languages(source: Source) -> Iterator[tuple[str, str]]:
    """What the page and the outlet say that the language is, and where."""
    if source.metadata.language:
        yield source.metadata.language, "html lang"
    if stated := text_of(source.ld.get("inLanguage")):
        yield stated, "json-ld inLanguage"
    if source.outlet is not None and source.outlet.language:
        yield source.outlet.language, "outlet"


def _canonical(source: Source) -> tuple[str, str]:
    """The page's own name for itself, unless it names the home page, a template's constant or somebody else's site."""
    for own, origin in (
        (source.metadata.canonical, "link canonical"),
        (source.metadata.first("og:url"), "meta og:url"),
    ):
        if not own or not urls.is_web_address(own):
            continue
        if not source.address or own == source.address:
            return own, origin
        shared = header.words_of(urlsplit(own).path) & header.words_of(urlsplit(source.address).path)
        if shared and urls.same_publisher(own, source.address, source.outlet):
            return own, origin
    return source.address, "url"


def _is_press_release(article: Article) -> bool:
    """Whether a paid wire filed it (PRNewswire, PR Wire)."""
    names = (article.agency, article.dateline.agency if article.dateline else None, *article.editors, *article.authors)
    return any(n and re.search(r"\bpr[ -]?(?:news)?wire\b", n, re.IGNORECASE) for n in names)


def _agency(article: Article, story: Story, loader: ArticleLoader) -> None:
    for credits in (
        *(c.value for c in loader.get_collected_values("authors")),
        *(c for c, _ in story.body.credits),
    ):
        if isinstance(credits, Credits) and credits.agency:
            article.agency = credits.agency
            article.provenance["agency"] = "byline"
            return
    if article.dateline is not None and article.dateline.agency:
        article.agency = is_agency(article.dateline.agency)
        if article.agency:
            article.provenance["agency"] = "dateline"


def _is_locked(source: Source, story: Story) -> bool:
    """Whether a paywall cuts the story: metadata says so, or the lines below it ask to subscribe to read on."""
    free = source.ld.get("isAccessibleForFree")
    tier = (source.metadata.first("article:content_tier") or "").lower()
    if str(free).lower() == "false" or tier in ("locked", "metered"):
        return True
    lines = [b.text for b in story.around.below[:8]] + [r.text for r in story.body.removed]
    return any(len(line) < 300 and PAYWALL.search(line) for line in lines)


def lead_pictures(source: Source, story: Story) -> Iterator[tuple[str, str]]:
    """Addresses of the picture that stands for the story, the most trusted first, and where each comes from."""
    for stated, origin in (
        (source.metadata.first("og:image"), "meta og:image"),
        (text_of(source.ld.get("image")), "json-ld image"),
    ):
        if url := source.page.absolute(stated):
            yield url, origin
    for element in story.around.pictures:
        if shown := picture_url(source.page, element):
            yield shown, "above the body"


def _images(source: Source, story: Story) -> tuple[list[Image], str]:
    """The story's pictures, the lead picture first with the caption that stands between headline and text."""
    images, origin = story.body.images, "body"
    lead, lead_origin = next(lead_pictures(source, story), (None, ""))
    if lead and not any(i.url == lead for i in images):
        origin = f"{lead_origin}; body" if images else lead_origin
        images = [Image(lead), *images]
    if images and images[0].url and images[0].caption is None:
        for block in story.around.above:
            if block.hint == "caption":
                caption, credit = split_credit(block.text)
                images[0].caption = images[0].caption or caption
                images[0].credit = images[0].credit or credit
    for image in images:
        if image.caption and image.credit is None:
            image.caption, image.credit = split_credit(image.caption)
    return images, origin


def _rights(source: Source, story: Story) -> str | None:
    """The reservation as the page words it."""
    stated = source.metadata.first("tdm-policy", "tdm-reservation")
    lines = [b.text for b in story.around.below] + [r.text for r in story.body.removed]
    stated_in_meta = [source.metadata.first(name) or "" for name in ("dcterms.rights", "copyright")]
    return next((t for t in (*lines, *stated_in_meta) if len(t) < 500 and RIGHTS.search(t)), stated)


def _pages(source: Source, story: Story) -> tuple[Pages, str]:
    """How many parts the page holds, and of how many: by the publisher's own count, or by the pager below the story."""
    outlet = source.outlet
    stated = _count(source.metadata.first("content_total_pages"))
    if outlet is not None and outlet.whole_story and outlet.whole_story in source.address:
        return Pages(stated or 1, stated or 1), "url"
    if stated is not None:
        return Pages(1, stated), "meta content_total_pages"
    total = max(_pager_numbers(story.around.below[:MOST_PAGER_LINES], source.address), default=1)
    if total > 1:
        return Pages(1, total), "pager"
    if outlet is not None and outlet.next_page and selectors.elements(source.page, outlet.next_page):
        return Pages(1, None), "outlet selector"
    return Pages(1, 1), "default"


def _count(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and 0 < int(text) < 100 else None


def _pager_numbers(lines: Sequence[Block], address: str) -> list[int]:
    """The numbers of a pager below the story: lines of small numbers of which at least one links to the same story."""
    story = address.partition("?")[0].removesuffix(".html").rstrip("/")[-40:]
    numbers: list[int] = []
    leads_here = False
    for block in lines:
        if _PAGER.fullmatch(block.text):
            numbers.extend(int(n) for n in _NUMBER.findall(block.text))
            leads_here = leads_here or any(
                href and _NUMBER.fullmatch(text) and (story in href or href.startswith("?"))
                for href, text in block.links
            )
    return numbers if leads_here else []
