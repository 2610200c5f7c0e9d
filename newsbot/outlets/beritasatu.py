"""BeritaSatu (B Universe).

The CDN answers 403 to user agents that do not look like a browser's. ``robots.txt`` closes ``/search/`` and ``/tag/``, so no
search is stated. The sitemap index names one news sitemap and one full sitemap a section. Boxes "Baca juga" and the topics
stand inside the container. Facts as public tools verified them in 2025-26; the dotted addresses are those of before 2018.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="beritasatu",
    title="BeritaSatu",
    domains=("beritasatu.com",),
    group="B Universe",
    sitemaps=("https://www.beritasatu.com/sitemap.xml",),
    index=("https://www.beritasatu.com/terkini/indeks/{page}",),
    article_url=(
        r"beritasatu\.com/(?!tag/|search/|page/|network/|penulis/|editor/|sitemap/)(?P<section>[a-z-]+)/(?P<id>\d{3,})[-/][^/?#]+"
    ),
    body=("div.b1-article.body-content", "div.body-content", ".article-content"),
    drop=("h3.badge",),
    tags_css=("a[href*='/tag/'] h3.badge",),
    url_kinds=(
        (r"beritasatu\.com/(?:opini|tajuk)/", "opinion"),
        (r"beritasatu\.com/foto/", "gallery"),
        (r"beritasatu\.com/(?:video|multimedia)/", "video"),
    ),
    note="needs a user agent that looks like a browser's",
)
