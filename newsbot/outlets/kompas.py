"""Kompas.com (Kompas Gramedia): www.kompas.com/<section> and <section>.kompas.com share one CMS.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015-2019. The ``content_*`` meta tags
state writer, editor, date, section and page count; ``meta author`` is the publisher's name and the JSON-LD author is the
editor. Addresses in feeds carry campaign parameters. kompas.tv, kompas.id and Kompasiana are other outlets.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="kompas",
    title="Kompas.com",
    domains=("kompas.com",),
    group="KG Media",
    feeds=("https://www.kompas.com/rss", "https://regional.kompas.com/rss", "https://rss.kompas.com/nasional"),
    index=("https://indeks.kompas.com/?site=all&date={date:%Y-%m-%d}&page={page}",),
    search="https://search.kompas.com/search?q={query}&sort=latest&page={page}",
    article_url=(
        r"^https?://(?:(?:www|amp|m)\.)?(?:kompas\.com/)?(?P<section>(?!read\b|kompas\b|www\b|amp\b)[\w-]+)?(?:\.kompas\.com)?/?"
        r"(?:[\w-]+/)*?read/(?:xml/)?\d{4}/\d{2}/\d{2}/(?P<id>\d+)/"
    ),
    not_article_url=r"//(?:vik|jeo|search|indeks|account|sso)\.kompas\.com|/jeo/|/komentar/|/read/xml/",
    whole_story="page=all",
    body=(
        "div.read__content",
        "div.kcm-read-text",
        "div.div-read",
        "span.kcmread1114",
    ),
    drop=(
        "[class*=kompasidRec]",
        ".liftdown_v2_tanda",
        ".gate-kgplus",
        ".fb-quote",
        ".ads-on-body",
        ".ads-partner-wrap",
    ),
    title_css=(
        "h1.read__title",
        ".kcm-read-top h2",
        ".kcm-read-content-top h2",
        ".baca-content h1",
    ),
    authors_css=("#penulis a",),
    editors_css=("#editor a",),
    published_css=(
        "div.read__time",
        ".baca-content .kcm-date",
        ".kcm-read-top .msmall.grey",
        ".kcm-read-content-top .grey.small",
    ),
    tags_css=(".tag__article__link",),
    meta={
        "authors": ("content_author",),
        "editors": ("content_editor",),
        "published_at": ("content_publisheddate",),
        "section": ("content_category",),
        "tags": ("content_tag",),
    },
    distrust=("meta author", "json-ld author"),
    desks=("Kompas Cyber Media", "KOMPAS.com", "Tim Redaksi", "Redaksi"),
    url_kinds=(
        (r"//foto\.kompas\.com|/(?:photo|galeri)/", "gallery"),
        (r"//video\.kompas\.com|/video/", "video"),
        (r"//(?:biz|advertorial)\.kompas\.com|/advertorial/", "advertorial"),
        (r"/cekfakta/", "fact_check"),
    ),
    note="Some clients are turned away by their User-Agent.",
)
