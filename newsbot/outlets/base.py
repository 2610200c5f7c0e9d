"""What an outlet file states: the facts of one newspaper, and nothing that runs.

An outlet file holds one ``OUTLET = Outlet(...)`` (or ``FAMILY.outlet(...)`` for sites that share a CMS). Selectors are CSS;
``::text`` and ``::attr(name)`` are understood as in parsel. Where several are given they are tried in order, the newest
template first, and an old template stays in the list for as long as archives hold pages of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlet:
    """The facts about one outlet.

    :param name: key of the outlet: the file's name, the spider's name, the value of ``Article.outlet``.
    :param title: the printed name.
    :param domains: hosts the outlet publishes on; a domain stands for its subdomains too.
    :param group: media group whose servers the outlet shares: one request at a time and one pause for the whole group. ``None`` for
        an outlet that shares its servers with nobody.
    :param zone: UTC offset of a printed time without a zone. WITA and WIT papers print none.
    :param feeds: RSS or Atom addresses.
    :param sitemaps: sitemap, news sitemap or sitemap index addresses.
    :param index: templates of dated index pages, with ``{date:%Y-%m-%d}`` style dates and ``{page}`` from 1.
    :param index_links: CSS of article links on an index page; by default every link that ``article_url`` accepts.
    :param search: template of the search page, with ``{query}`` and ``{page}``.
    :param article_url: regular expression an article's URL matches (``re.search``); the named group ``id``, where there is
        one, is the publisher's own article id; ``section`` its section.
    :param not_article_url: regular expression of addresses never to follow, though ``article_url`` accepts them.
    :param whole_story: how the outlet serves all parts of a story at once: a query (``page=all``), a path (``/all``) or ``""``.
    :param next_page: CSS of the link to the next part, for outlets that must be walked page by page.
    :param page_query: query parameter or path suffix that numbers the parts, dropped from canonical addresses.
    :param body: containers of the story. All elements the first selector with plausible text matches are joined in order.
    :param drop: blocks inside the container that are not the story.
    :param title_css, summary_css, authors_css, editors_css, published_css, modified_css, section_css, tags_css: the
        outlet's own rules for those fields.
    :param meta: field -> names of the publisher's own meta tags, e.g. ``{"authors": ("content_author",)}``. They outrank
        JSON-LD.
    :param distrust: origins that lie on this outlet, e.g. ``"meta pubdate"``, ``"json-ld author"``, ``"json-ld datePublished"``.
    :param desks: names of CMS accounts and desks that stand in the author slot and are no people.
    :param bare_label_keeps_next: on this outlet a line "Baca juga" with nothing behind it has lost its link (the next line
        is the story); elsewhere the next line is the link's title and goes with it.
    :param kind: kind of every article of this outlet when the page does not say otherwise.
    :param url_kinds: ``(regular expression, kind)`` pairs for addresses that tell the kind (``/foto/`` -> gallery).
    :param browser: pages are empty without JavaScript: they are rendered by the extra ``newsbot[browser]``. Scripts are loaded
        from ``domains`` alone.
    :param note: what an operator should know (caveats, paywall, when the facts were last seen to hold).
    """

    name: str
    title: str
    domains: tuple[str, ...]
    group: str | None = None
    zone: str = "+07:00"
    language: str = "id"
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    index: tuple[str, ...] = ()
    index_links: str = ""
    search: str = ""
    article_url: str = ""
    not_article_url: str = ""
    whole_story: str = ""
    next_page: str = ""
    page_query: str = "page"
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    title_css: tuple[str, ...] = ()
    summary_css: tuple[str, ...] = ()
    authors_css: tuple[str, ...] = ()
    editors_css: tuple[str, ...] = ()
    published_css: tuple[str, ...] = ()
    modified_css: tuple[str, ...] = ()
    section_css: tuple[str, ...] = ()
    tags_css: tuple[str, ...] = ()
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    distrust: tuple[str, ...] = ()
    desks: tuple[str, ...] = ()
    bare_label_keeps_next: bool = False
    kind: str = "article"
    url_kinds: tuple[tuple[str, str], ...] = ()
    browser: bool = False
    note: str = ""

    @property
    def selectors(self) -> tuple[str, ...]:
        """Every selector the file states for article pages."""
        fields = (f.name for f in dataclasses.fields(self) if f.name in ("body", "drop") or f.name.endswith("_css"))
        return tuple(css for name in fields for css in getattr(self, name))


@dataclass(frozen=True, slots=True)
class Family:
    """Outlets that share a CMS or a publisher's template: facts stated once, each outlet adds its own.

    Tuples of selectors are joined, the outlet's own first; any other fact the outlet states replaces the family's.
    """

    facts: dict[str, Any]

    def outlet(self, **own: Any) -> Outlet:
        """An outlet of this family.

        :raises TypeError: a fact that :class:`Outlet` does not know.
        """
        joined = {"body", "drop", *(f.name for f in dataclasses.fields(Outlet) if f.name.endswith("_css"))}
        merged = dict(self.facts)
        for key, value in own.items():
            if key in joined:
                value = (*value, *(v for v in merged.get(key, ()) if v not in value))
            merged[key] = value
        return Outlet(**merged)
