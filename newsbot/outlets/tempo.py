"""Tempo.co and the magazine and the daily on majalah.tempo.co and koran.tempo.co (Tempo Inti Media).

Today's site is a Nuxt application that serves its text; part of it is for subscribers (Tempo+), of which the server sends the
first paragraph. The magazine prints another headline than its metadata carries; the printed one is the title. Feeds, index and
selectors as public tools declared them in 2025-26; templates of the magazine (2022) and of the old channel hosts (2015) from pages.
"""

from newsbot.outlets.base import Outlet

_CHANNELS = (
    "nasional bisnis metro dunia bola sport cantik tekno otomotif nusantara politik hukum ekonomi lingkungan wawancara investigasi "
    "cekfakta tokoh newsletter info-tempo"
)

OUTLET = Outlet(
    name="tempo",
    title="Tempo",
    domains=("tempo.co",),
    group="Tempo",
    feeds=("https://rss.tempo.co/", *(f"https://rss.tempo.co/{channel}" for channel in _CHANNELS.split())),
    index=(
        "https://www.tempo.co/indeks?page={page}&category=date&start_date={date:%Y-%m-%d}&end_date={date:%Y-%m-%d}",
    ),
    article_url=r"^https?://(?:[a-z0-9-]+\.)*tempo\.co/(?:amp/)?"
    r"(?:(?P<section>(?!read/|amp/|tag/|topik/|indeks|search|penulis/)[a-z0-9-]+)/[^/?#]+-|(?:read|amp)/(?:[a-z-]+/)?(?:\d{4}/\d{2}/\d{2}/)?)"
    r"(?P<id>\d{5,})(?=[/?#,]|$)",
    not_article_url=r"//(?:rss|en)\.tempo\.co",
    page_query="page_num",
    body=("#content-wrapper", "div.detail-in", "#isi", "div.artikel > p"),
    drop=(".pw-containers", "p > small"),
    title_css=("article.detail-artikel .main_title", "article.detail-artikel h1.title", "div.artikel > h1"),
    section_css=(".block-kanal-map > li:nth-child(2)",),
    tags_css=("#article-tags a", ".box-tag-detail a", ".topik-terkait a"),
    url_kinds=(
        (r"//foto\.|/foto/", "gallery"),
        (r"//video\.|/video/", "video"),
        (r"//cekfakta\.|/cekfakta/", "fact_check"),
        (r"//kolom\.|/(?:kolom|opini)/", "opinion"),
        (r"/info-tempo/", "advertorial"),
    ),
    note="Part of the articles is for subscribers: kind is then paywalled and the text is the first paragraph.",
)
