"""Tribunnews.com and the papers of the Tribun Network on <zone>.tribunnews.com (KG Media).

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015. Addresses come with a day
(/section/2015/06/19/slug) or with an id (/section/7858656/slug). The feed of www.tribunnews.com was seen in 2026 to link
every item to the home page, so its news sitemaps and its index are read. Papers in the east print their local time.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="tribunnews",
    title="Tribunnews.com",
    domains=("tribunnews.com",),
    group="KG Media",
    sitemaps=(
        "https://www.tribunnews.com/sitemap-news.xml",
        "https://www.tribunnews.com/nasional/sitemap-news.xml",
        "https://www.tribunnews.com/regional/sitemap-news.xml",
        "https://www.tribunnews.com/bisnis/sitemap-news.xml",
        "https://www.tribunnews.com/ekonomi/sitemap-news.xml",
    ),
    index=("https://www.tribunnews.com/index-news?page={page}",),
    article_url=(
        r"tribunnews\.com/(?:amp/)?(?:(?P<section>[a-z][\w-]*)/(?:[a-z][\w-]*/)*)?"
        r"(?:\d{4}/\d{2}/\d{2}/|(?P<id>\d{5,})/)[\w-]{6,}"
    ),
    not_article_url=(
        r"//(?:jualbeli|account|search)\.tribunnews\.com|"
        r"\.com/(?:tag|topic|search|penulis|editor|member|account|komentar|epaper|webstories|posts|ajax|json|api)/"
    ),
    whole_story="page=all",
    body=("div.side-article.txt-article",),
    drop=("blockquote.summary-article", ".ads-placeholder", "#anchorads", "[class^=_popIn]", "[id^=_popIn]"),
    title_css=("h1#arttitle",),
    authors_css=("#penulis a",),
    editors_css=("#editor a",),
    published_css=("#article time::attr(datetime)", ".bdr3 time::attr(datetime)", "#article time", "#article .bdr3 h3"),
    tags_css=(".tagcloud3 a", "#related .fno a"),
    desks=("Tribunnews.com", "Tribun Network", "Tim Redaksi", "Redaksi"),
    url_kinds=(
        (r"\.com/(?:images|foto)/", "gallery"),
        (r"//video\.tribunnews\.com|\.com/video/", "video"),
        (r"\.com/(?:tribunners|opini|kolom)/", "opinion"),
        (r"\.com/(?:cek-fakta|tribun-cek-fakta)/", "fact_check"),
    ),
    note="The CDN answers 403 to User-Agents that do not look like a browser's (2026).",
)
