"""KapanLagi Youniverse (KLY): what Liputan6, Fimela, Merdeka, KapanLagi and Otosia share.

``READ_PAGE`` is the CMS of Liputan6 and Fimela ("read page": every part of a story stands in one document, desktop and mobile).
``NETWORK`` is the former KapanLagi network (Merdeka, KapanLagi, Otosia), whose addresses end in ``.html``.
Selectors of today as public tools declared them in 2025-26; older ones from saved pages of 2015-2021.
"""

from newsbot.outlets.base import Family

# All of them print "article:section" as a constant of the template; the channel stands in "article:section2".
_SECTION = {"section": ("article:section2",)}

READ_PAGE = Family(
    {
        "group": "KLY",
        "article_url": r"^https?://(?:[a-z0-9-]+\.)*(?:liputan6|fimela)\.com/"
        r"(?:amp/|(?:(?P<section>[a-z0-9-]+)/)?read/)(?P<id>\d{4,})(?:/[^/?#]*)?/?(?:[?#]|$)",
        "body": (
            "div.article-content-body__item-page",
            "div.article-content-body",
            "div.article-gallery-slider__short-desc",
            "div.read-page__content-body",
            "div.entry-content div.text-detail",
        ),
        "drop": (
            ".advertisement-placeholder",
            ".article-content-body__item-break",
            ".article-content-body__item-loadmore",
            ".photo-gateway",
        ),
        "editors_css": (
            '.article-credits__item-label:contains("Editor") .article-credits__item-name',
            "#credits_editor ~ li .read-page--credits__name",
            "#credits_editor ~ li .name",
        ),
        "section_css": (
            ".read-page--breadcrumb--item:nth-child(2)",
            ".breadcrumb--item:nth-child(2)",
            "#breadcrumb > li:nth-child(2)",
        ),
        "tags_css": (".tags--snippet li a", ".tags--topics--item__link", ".read-page--tags__link", ".tag-links .tag a"),
        "meta": _SECTION,
    }
)

NETWORK = Family(
    {
        "group": "KLY",
        "body": ("div.article--version2", "div.article"),
        "drop": (
            "nav",
            ".article-title",
            ".article-sinopsis",
            ".article-share",
            ".article-tag",
            ".gpt-ads",
        ),
        "tags_css": (".box-list--related a[href*='/tag/']",),
        "meta": _SECTION,
    }
)
