"""ANTARA, the national news agency, and its regional offices on <region>.antaranews.com.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015-16. Names of writer and editor and the
copyright stand below the text ("Pewarta: ... Editor: ..."), a reservation against automatic collection for AI under them.
Many outlets print the same text. Press releases (/rilis-pers/, PR Wire) are advertorials.
"""

from newsbot.outlets.base import Outlet

_FEEDS = (
    "terkini", "top-news", "politik", "hukum", "ekonomi", "metro", "sepakbola", "olahraga", "humaniora", "lifestyle", "hiburan",
    "dunia", "tekno", "otomotif", "warta-bumi", "rilis-pers",
)  # fmt: skip
_REGIONS = ("jabar", "sumut", "aceh", "jatim", "bali", "kaltim")

OUTLET = Outlet(
    name="antaranews",
    title="ANTARA News",
    domains=("antaranews.com",),
    feeds=(
        *(f"https://www.antaranews.com/rss/{name}.xml" for name in _FEEDS),
        *(f"https://{region}.antaranews.com/rss/terkini.xml" for region in _REGIONS),
    ),
    index=("https://www.antaranews.com/terkini/{page}",),
    search="https://www.antaranews.com/search?q={query}&page={page}",
    article_url=r"antaranews\.com/(?:berita|rilis-pers|foto|video|infografik|interaktif|slide|news)/(?P<id>\d+)/",
    whole_story="page=all",
    body=("div.wrap__article-detail-content", "div.post-content", "#content_news"),
    drop=(".total-views", "p.date"),
    title_css=(".wrap__article-detail-title h1", "h1.title"),
    authors_css=(".bjbrt .byline [itemprop=author]",),
    editors_css=("#content_news [itemprop=editor]",),
    published_css=(
        ".wrap__article-detail-info .text-secondary",
        ".list-inline-item.mr-2",
        ".bjbrt time::attr(datetime)",
    ),
    section_css=(".breadcrumbs li:nth-child(2) a",),
    tags_css=(".blog-tags a", ".bjbrt > [itemprop=keywords]"),
    desks=("ANTARA", "ANTARA News", "Antara News Agency"),
    url_kinds=(
        (r"/rilis-pers/", "advertorial"),
        (r"/foto/|/infografik/|/slide/", "gallery"),
        (r"/video/", "video"),
    ),
    note="The page reserves its content against crawling for AI; the reservation is kept in the record.",
)
