"""Republika Online and its regional editions (rejabar, rejogja ... .republika.co.id), one template.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015-16. The byline reads
"Rep: writer/ Red: editor"; the JSON-LD author is the editor. ``og:url`` is a sharing address. Stories in parts
(address-part1, -part2 ...) must be walked. The index of a day is read fifty entries at a time.
"""

from newsbot.outlets.base import Outlet

_FEEDS = (
    "news",
    "nusantara",
    "nasional",
    "khazanah",
    "islam-digest",
    "internasional",
    "ekonomi",
    "sepakbola",
    "leisure",
)

OUTLET = Outlet(
    name="republika",
    title="Republika",
    domains=("republika.co.id",),
    group="Mahaka Media",
    feeds=("https://www.republika.co.id/rss", *(f"https://www.republika.co.id/rss/{name}" for name in _FEEDS)),
    sitemaps=("https://republika.co.id/files/xml/sitemap.xml",),
    index=(
        "https://republika.co.id/index/0/{date:%Y/%m/%d}",
        "https://republika.co.id/index/50/{date:%Y/%m/%d}",
        "https://republika.co.id/index/{page}00/{date:%Y/%m/%d}",
        "https://republika.co.id/index/{page}50/{date:%Y/%m/%d}",
    ),
    search="https://republika.co.id/search/{query}",
    article_url=(
        r"republika\.co\.id/(?:[\w-]+/)*?berita/+(?:(?:[\w-]+/)+\d{2}/\d{2}/\d{2}/)?"
        r"(?P<id>(?=[a-z]*\d)[a-z0-9]{6,14})[/-][\w-]{4,}"
    ),
    not_article_url=r"//(?:static|files|m\.static)\.republika\.co\.id|/(?:komentar|share|copy|post|ajax)/",
    next_page='.pagination a[href*="-part"]:last-of-type',
    body=("div.article-content article", "div.artikel", "div.content-detail"),
    drop=(".footnote-wrap", "[id^=bn_]", "#next-article", "#loading"),
    title_css=(".max-card__title h1", ".jdl-detail h1", ".jdl-detail h2"),
    published_css=(".date-item__headline", ".date-detail"),
    section_css=(".breadcrumb li:nth-child(2) a", ".breadcome a:nth-of-type(2)"),
    tags_css=(".tagging a",),
    distrust=("json-ld author", "meta og:url"),
    desks=("Republika", "Republika Online", "Redaksi"),
    url_kinds=(
        (r"//visual\.republika\.co\.id|/inpicture/", "gallery"),
        (r"//video\.republika\.co\.id|/berita/video/", "video"),
        (r"/(?:kolom|retizen)/", "opinion"),
    ),
    note="robots.txt names many crawlers one by one; feeds broke for a while in 2026.",
)
