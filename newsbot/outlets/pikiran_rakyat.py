"""Pikiran Rakyat (PT Kolaborasi Mediapreneur Nusantara), Galamedia and the other papers of the PRMN network on subdomains.

Stories in parts are whole with ``?page=all``. The search is Google's and needs a browser; the network's CDN limits how many
pages one address may read. The same CMS runs the Promedia papers. Selectors as public tools declared them in 2024-26.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="pikiran_rakyat",
    title="Pikiran Rakyat",
    domains=("pikiran-rakyat.com",),
    group="PRMN",
    feeds=("https://www.pikiran-rakyat.com/feed", "https://galamedia.pikiran-rakyat.com/feed"),
    index=("https://galamedia.pikiran-rakyat.com/?page={page}",),
    article_url=(
        r"pikiran-rakyat\.com/(?P<section>[a-z-]+)/(?:amp/)?(?:pr-|\d{4}/\d\d/\d\d/[\w-]+-)(?P<id>\d+)(?=[/?#]|$)"
    ),
    whole_story="page=all",
    body=("article.read__content", "div[itemprop=articleBody]", "div.read__content", "div.read__article"),
    drop=(".paging",),
    authors_css=(".read__info__author a", ".read__info__author"),
    published_css=(".read__info__date",),
    section_css=(".breadcrumb li:last-child a",),
    tags_css=(".tag--article li a", ".tag__list a"),
    desks=("Tim PRMN", "Tim Pikiran Rakyat", "Tim PRMN 01", "Tim PRMN 02", "Tim PRMN 03"),
)
