"""Metro TV News (PT Media Televisi Indonesia, Media Group).

``meta author`` is a developer's account, ``meta keywords`` the words of the headline. Today's pages print "Name • date" in one line and have no other date; pages of
2015-2016, whose stories are bare text between line breaks, print "Name - date". Selectors as public tools declared them in
2024-26, the old ones from saved pages of 2016 (``m.`` and section hosts serve the same template).
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="metrotvnews",
    title="Metrotvnews.com",
    domains=("metrotvnews.com",),
    group="Media Group",
    feeds=("https://www.metrotvnews.com/rss",),
    index=("https://www.metrotvnews.com/news",),
    search="https://www.metrotvnews.com/search?query={query}&page={page}",
    article_url=(
        r"metrotvnews\.com/(?:read/|(?:[a-z0-9-]+/)?(?P<section>(?!read/)[a-z0-9-]+)/)"
        r"(?:\d{4}/\d\d/\d\d/(?=\d+/)|(?=[A-Za-z0-9]{8}-)(?=[a-z]*[A-Z0-9]))(?P<id>[A-Za-z0-9]+)[-/][^/?#]+"
    ),
    body=("div.news-text", "div.part.article"),
    authors_css=("p.pt-20.date", "div.part.lead > span.red"),
    published_css=("p.pt-20.date", "div.part.lead > span.red"),
    section_css=(".breadcrumb-content p", "ul.breadcrumb li:last-child a"),
    distrust=("meta author", "meta keywords"),
    url_kinds=(
        (r"//video\.|metrotvnews\.com/(?:video|play)/", "video"),
        (r"//foto\.|metrotvnews\.com/foto/", "gallery"),
    ),
)
