"""Fimela, women's magazine of KLY, on the CMS of Liputan6: all parts of a story in one document.

News sitemaps and selectors as public tools declared them in 2025-26; the mobile template from saved pages of 2021.
"""

from newsbot.outlets._kly import READ_PAGE

_CHANNELS = ("beauty", "entertainment", "fashion", "lifestyle", "food")

OUTLET = READ_PAGE.outlet(
    name="fimela",
    title="Fimela",
    domains=("fimela.com",),
    sitemaps=(
        "https://www.fimela.com/sitemap_news.xml",
        *(f"https://www.fimela.com/{channel}/sitemap_news.xml" for channel in _CHANNELS),
    ),
    authors_css=(".read-page--header--author__name",),
    modified_css=("time.read-page--header--author__modified-time::attr(datetime)",),
    url_kinds=((r"/photo/", "gallery"), (r"/video/", "video")),
)
