"""VIVA.co.id: www.viva.co.id today, <section>.news.viva.co.id and other hosts until about 2017.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015. ``meta author`` is the company.
The index page lists about the last thirty articles; more of them, and search, need a token that only scripts get.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="viva",
    title="VIVA",
    domains=("viva.co.id",),
    feeds=("https://www.viva.co.id/get/all",),
    index=("https://www.viva.co.id/indeks?page={page}",),
    article_url=r"viva\.co\.id/(?:amp/)?(?P<section>[a-z][\w-]*)/(?:[\w-]+/)*(?P<id>\d{3,})-[\w-]{4,}",
    not_article_url=r"//forum\.viva\.co\.id|\.id/(?:tag|search|indeks|request|about|redaksi)(?:/|$)",
    whole_story="page=all",
    body=("div.main-content-detail", "#article-content [itemprop=articleBody]", "#article-content"),
    drop=(
        ".recommended-article",
        ".widget-other-article",
        ".adsbygoogle",
        ".pagination-detail",
        ".shareArea",
        ".portlet",
    ),
    title_css=("h1.main-content-title", ".article-detail .title h1"),
    authors_css=(".main-content-author li", ".main-content-author", ".smalldesc .author b"),
    published_css=(".main-content-date", ".smalldesc .date"),
    section_css=(".article-detail .upperdeck-kanal",),
    distrust=("meta author",),
    desks=("VIVA", "VIVA.co.id", "Tim VIVA", "VIVAnews"),
    url_kinds=(
        (r"//foto\.viva\.co\.id|\.id/foto/", "gallery"),
        (r"//video\.viva\.co\.id|\.id/video/", "video"),
        (r"\.id/(?:cek-fakta|hoax-or-not)/", "fact_check"),
    ),
)
