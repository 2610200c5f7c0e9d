"""JPNN.com (PT Jaringan Pemberitaan Nusantara Negeriku, Jawa Pos network) and its regional editions on subdomains.

Long stories are split over ``?page=2`` and so on, and nothing serves them whole: they must be walked. National addresses hold
no id, and each regional edition counts from 1, so no id is stated. Selectors as public tools declared them in 2024-26; a page
of 2021 has all of them. How the pager marks its current entry is not documented, so several ways to name the next link are given.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="jpnn",
    title="JPNN.com",
    domains=("jpnn.com",),
    group="JPNN",
    feeds=("https://www.jpnn.com/index.php?mib=rss",),
    index=("https://www.jpnn.com/?page={page}",),
    search="https://www.jpnn.com/tag/{query}?page={page}",
    article_url=(
        r"jpnn\.com/(?:amp/)?(?:news/[^/?#]+|(?!tag/|author/|assets/|photo/)(?P<section>[a-z-]+)/\d+/[^/?#]+)"
    ),
    not_article_url=r"//(?:cloud|image|api|fullrss)\.",
    next_page=(
        ".pagination li.active + li a, .pagination li.current + li a, .pagination a[rel=next], .pagination a.next, "
        '.pagination a:contains("Next"), .pagination a:contains("Selanjutnya"), .pagination a:contains("›")'
    ),
    body=("div[itemprop=articleBody]",),
    drop=(".download_apps", "div[class^=ans-]"),
    title_css=("h1.judul",),
    summary_css=(".page-content .relative.text-center > h4",),
    published_css=("span.date-publish",),
    section_css=(".breadcrumb a:nth-of-type(2)",),
    tags_css=(".tags a[rel=tag]:not(.text-tags)",),
    meta={"authors": ("jpnncom_news_author",), "published_at": ("jpnncom_news_pubdate",)},
    url_kinds=((r"jpnn\.com/foto/", "gallery"), (r"jpnn\.com/video/", "video")),
)
