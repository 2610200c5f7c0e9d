"""Suara.com (PT Arkadia Digital Media) and its regional editions on subdomains.

An address carries day and time of day, no id. Stories in parts are whole with ``?page=all``. The search is Google's and needs
a browser. Selectors as public tools declared them in 2024-26; ``contentDetail`` and ``dateDetail2`` from saved pages of 2015,
which have no author or date in their metadata.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="suara",
    title="Suara.com",
    domains=("suara.com",),
    group="Arkadia",
    feeds=("https://www.suara.com/rss",),
    index=("https://www.suara.com/indeks",),
    article_url=r"suara\.com/(?:read|(?P<section>[a-z-]+)(?:/[a-z-]+)?)/\d{4}/\d\d/\d\d/\d+/[^/?#]+",
    whole_story="page=all",
    body=(
        "div.article-content",
        "article.detail-content",
        "div.detail-content",
        "article[itemprop=articleBody]",
        "#contentImageCaption",
        "div.contentDetail",
    ),
    drop=("ul.pagination",),
    authors_css=(".dateDetail2 author",),
    published_css=(".dateDetail2 time",),
    section_css=("[itemprop=headline].breadcrumbs a",),
    tags_css=(".tagDetailList a",),
    url_kinds=(
        (r"suara\.com/foto/", "gallery"),
        (r"suara\.com/video/", "video"),
        (r"suara\.com/pressrelease/", "advertorial"),
    ),
)
