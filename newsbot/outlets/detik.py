"""detikcom (Trans Media): news, finance, sport, health ... .detik.com and regional sections under www.detik.com.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015-2023. ``dtk:publishdateunix`` is the
time of publication; ``meta pubdate`` and ``meta datecreated`` label Jakarta time as UTC, and the latter is the time of the
draft. In 2015 ``meta author`` held the writer's initials. Video (20.detik.com) and forum hosts are not read.
"""

from newsbot.outlets.base import Outlet

_INDEX_HOSTS = ("news", "finance", "health")
_INDEX_REGIONS = ("sumut", "sumbagsel", "jabar", "jateng", "jogja", "jatim", "bali", "sulsel")

OUTLET = Outlet(
    name="detik",
    title="detikcom",
    domains=("detik.com",),
    group="Trans Media",
    feeds=(
        "https://news.detik.com/berita/rss",
        "https://finance.detik.com/rss",
        "https://sport.detik.com/rss",
        "https://oto.detik.com/rss",
        "https://travel.detik.com/rss",
        "https://hot.detik.com/rss",
    ),
    sitemaps=(
        "https://news.detik.com/berita/sitemap_news.xml",
        "https://news.detik.com/ekonomi/sitemap_news.xml",
        "https://finance.detik.com/sitemap_news.xml",
    ),
    index=(
        *(f"https://{host}.detik.com/indeks?page={{page}}&date={{date:%m/%d/%Y}}" for host in _INDEX_HOSTS),
        *(f"https://www.detik.com/{region}/indeks/{{page}}?date={{date:%m/%d/%Y}}" for region in _INDEX_REGIONS),
    ),
    search="https://www.detik.com/search/searchall?query={query}&siteid=2&sortby=time&page={page}",
    article_url=(
        r"detik\.com/+(?:read/\d{4}/\d{2}/\d{2}/\d{6}/|(?P<section>[a-z][\w-]*)/(?:[\w-]+/)*?(?:d-)?)(?P<id>\d{5,})/[^/?#]"
    ),
    not_article_url=r"//(?:20|foto|forum|blog|pasangmata|adsmart|event|connect)\.detik\.com|/(?:tag|search|indeks|komentar)/",
    whole_story="single=1",
    body=(
        "div.detail__body-text",
        "div.itp_bodycontent",
        "#detikdetailtext",
        "div.text_detail.detail_area",
        "div.detail_text",
        "#bigpic",
    ),
    drop=(
        ".pic_artikel",
        ".pic_artikel_sisip_table",
        ".sisip_embed_sosmed",
        ".para_caption",
        ".detail__body-tag",
        ".detail__long-nav",
        ".noncontent",
    ),
    title_css=("h1.detail__title", ".jdl h1"),
    authors_css=(".detail__author", ".jdl .author"),
    published_css=(".detail__date", ".jdl .date"),
    section_css=(".breadcrumb a:nth-of-type(2)",),
    tags_css=(".detail__body-tag a",),
    meta={
        "authors": ("dtk:author",),
        "published_at": ("dtk:publishdateunix", "publishdate"),
        "tags": ("dtk:keywords",),
    },
    distrust=("meta pubdate", "meta datecreated"),
    desks=("detikcom", "Tim detikcom", "Tim detikNews", "detikNews", "Tim"),
    url_kinds=(
        (r"\.detik\.com/+(?:[\w-]+/)*foto(?:-?[a-z]+)*/", "gallery"),
        (r"/kolom/", "opinion"),
        (r"/adv-[\w-]+/", "advertorial"),
        (r"/hoax-or-not/", "fact_check"),
    ),
    note="Search is unreliable; news sitemaps span about a day.",
)
