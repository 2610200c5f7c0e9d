"""Bytes and an address in, an Article out."""

from __future__ import annotations

import re
from datetime import datetime

from newsbot import candidates, classification, header, source, story
from newsbot.blocks import linearise, prose_chars
from newsbot.completion import complete
from newsbot.errors import NotAnArticle
from newsbot.explanation import Explanation
from newsbot.items import Article
from newsbot.joining import join_parts
from newsbot.loaders import ArticleLoader
from newsbot.outlets import Outlet
from newsbot.page_candidates import page_candidates
from newsbot.source import Source
from newsbot.story import Story

__all__ = ["Explanation", "explain", "extract", "join_parts"]

LEAST_UNDATED_PROSE = 400
"""Characters of prose with which a page without any date or object of its own is a story without further questions."""


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
    return _extract(source.read(html, url, outlet, encoding), fetched_at)


def explain(
    html: bytes | str, url: str = "", *, outlet: Outlet | None = None, encoding: str | None = None
) -> Explanation:
    """The same, with every candidate and every removed block; a refusal is part of the answer, not raised."""
    why = Explanation(None)
    try:
        why.article = _extract(source.read(html, url, outlet, encoding), None, why)
    except NotAnArticle as refused:
        why.refused = refused
    if why.read is not None:
        why.candidates |= page_candidates(*why.read)
    return why


def _extract(page: Source, fetched_at: datetime | None, why: Explanation | None = None) -> Article:
    loader = ArticleLoader(
        outlet=page.outlet,
        site_names=page.site_names,
        url_time=page.url_time,
        fetched_at=fetched_at,
        keep_all=why is not None,
    )
    _refuse_early(page)
    candidates.offer_title(page, loader)
    candidates.offer_summary(page, loader)
    found = story.find(page, loader.best("title"), loader.best("summary"))
    candidates.offer_people(page, found, loader)
    candidates.offer_dates(page, found, loader)
    candidates.offer_section_and_tags(page, found, loader)
    if why is not None:
        why.candidates, why.removed = loader.candidates(), found.body.removed
    article = loader.load_item()
    complete(article, page, found, loader)
    if why is not None:
        why.read = (page, found)
    _weigh(article, page, found)
    return article


def _refuse_early(page: Source) -> None:
    meta = page.metadata
    first = next(page.page.root.iter("h1"), None)
    shown = header.text_of_element(first) if first is not None else None
    titles = list(dict.fromkeys(t for t in (meta.title, page.headline_text, meta.first("og:title"), shown) if t))
    if classification.is_suspicious(titles):
        prose = prose_chars(linearise([page.page.root]).blocks)
        classification.refuse_early(meta, titles, prose, page.address)


def _weigh(article: Article, page: Source, found: Story) -> None:
    # an address of the right form and a headline are points for a captcha too
    if found.prose < LEAST_UNDATED_PROSE and "article:published_time" not in page.metadata.meta and not page.ld:
        _name_trouble(page)
    try:
        _weigh_evidence(article, page, found)
    except NotAnArticle as refused:
        if refused.kind == "empty":
            _name_trouble(page)
        raise


def _name_trouble(page: Source) -> None:
    # only pages with hardly any text are asked, and the patterns cost every other command's start
    from newsbot import troubled_pages

    trouble = troubled_pages.name(page.page.root)
    if trouble is not None:
        raise trouble


def _weigh_evidence(article: Article, page: Source, found: Story) -> None:
    pattern = page.outlet.article_url if page.outlet else ""
    classification.weigh(
        url=page.address,
        metadata=page.metadata,
        url_matches=re.search(pattern, page.address) is not None if pattern and page.address else None,
        title=article.title,
        prose_chars=found.prose,
        text_chars=len(article.body),
        headline_links=lambda: sum(len(header.text_of_element(a)) > 25 for a in page.page.root.iter("a")),
        dated=article.published_at is not None,
        visible_headline=page.headline is not None,
        kind=article.kind,
    )
