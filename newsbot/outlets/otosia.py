"""Otosia.com, cars and motorcycles (KLY).

No feed or sitemap is known: the index of the news channel is walked. Pages until 2019 print the editor, not the writer. Index and the old
template as public tools declared them in 2016-19; today's template is the one the publisher's own scripts name for Merdeka and Otosia.
"""

from newsbot.outlets._kly import NETWORK

OUTLET = NETWORK.outlet(
    name="otosia",
    title="Otosia",
    domains=("otosia.com",),
    index=("https://www.otosia.com/berita/index{page}.html",),
    article_url=r"^https?://(?:[a-z0-9-]+\.)*otosia\.com/(?:amp/)?(?P<section>(?!tag/|index)[a-z0-9-]+)/"
    r"(?:read/(?P<id>\d{4,})/[^/?#]+/?|(?:[^/?#]+/)*(?!index\d*\.html)[^/?#]+\.html)(?:[?#]|$)",
    body=("div.article--version2", "div.article", "div.OtoDetailNews"),
    title_css=("h1.OtoDetailT",),
    published_css=("h1.OtoDetailT ~ .newsdetail-schedule",),
    editors_css=("h1.OtoDetailT ~ .newsdetail-schedule ~ .newsdetail-schedule",),
    section_css=("#v5-navigation a:last-of-type",),
    tags_css=(".detags a",),
    url_kinds=((r"/(?:galeri|foto)/", "gallery"), (r"/video/", "video")),
    note="The index was last seen to hold in 2019.",
)
