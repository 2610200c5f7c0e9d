"""Okezone (MNC Media): each section has a host of its own (news, economy, bola, ... .okezone.com), all with one template.

Selectors as public tools declared them in 2025-26, older ones from saved pages of 2015. JSON-LD ``dateModified`` has no zone
and often lies before ``datePublished``; in 2015 ``articleSection`` was the host. mpi.okezone.com republishes Sindonews.
"""

from newsbot.outlets.base import Outlet

_HOSTS = ("news", "economy", "women", "celebrity", "sports", "bola", "ototekno", "muslim", "edukasi")
_FEEDS = (0, 1, 2, 11, 12, 13, 14, 16)

OUTLET = Outlet(
    name="okezone",
    title="Okezone",
    domains=("okezone.com",),
    group="MNC Media",
    feeds=tuple(f"https://sindikasi.okezone.com/index.php/rss/{number}/RSS2.0" for number in _FEEDS),
    index=tuple(
        f"https://{host}.okezone.com/indeks/{{date:%Y/%m/%d}}{rest}" for host in _HOSTS for rest in ("", "/{page}0")
    ),
    article_url=r"//(?:m\.|amp\.)?(?P<section>[a-z]+)\.okezone\.com/(?:amp/)?read/\d{4}/\d{2}/\d{2}/\d+/(?P<id>\d+)/",
    not_article_url=r"//(?:mpi|img|cdn|redaksi|search|index)\.okezone\.com|/m?more/",
    whole_story="page=all",
    body=("div.c-detail.read", "#contentx"),
    drop=(".box-ads-konten",),
    title_css=(".title-article h1", ".titles h1", ".title h1"),
    authors_css=(".journalist a[title]::attr(title)", ".reporter .namerep a", ".nmreporter > div"),
    published_css=(".journalist > span", ".reporter .namerep b", ".meta-post time"),
    section_css=(".breadcrumb a:nth-of-type(3)", ".breadcrumb a:nth-of-type(2)"),
    tags_css=("#tag .box-tag a",),
    distrust=("meta articlesection",),
    desks=("Okezone", "Tim Okezone", "Redaksi"),
    url_kinds=((r"//foto\.okezone\.com", "gallery"), (r"//video\.okezone\.com", "video")),
)
