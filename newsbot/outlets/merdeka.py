"""Merdeka.com (KLY).

Mobile pages until 2021 hold all parts of a story (the later ones hidden) and print offset -07:00 where WIB is meant; today's
pages have one part. Addresses carry an id ("-123456-mvk.html") only since 2023. Feeds as public tools declared them in 2025-26,
the template of today likewise, that of the mobile site from saved pages of 2021.
"""

from newsbot.outlets._kly import NETWORK

OUTLET = NETWORK.outlet(
    name="merdeka",
    title="Merdeka.com",
    domains=("merdeka.com",),
    feeds=(
        "https://www.merdeka.com/feed/",
        "https://www.merdeka.com/rss/",
        "https://www.merdeka.com/uang/feed/",
        "https://www.merdeka.com/teknologi/feed/",
    ),
    article_url=r"^https?://(?:[a-z0-9-]+\.)*merdeka\.com/(?:amp/)?(?P<section>(?!tag/|indeks|cari/|reporter/)[a-z0-9-]+)/"
    r"(?:[^/?#]+/)*(?!index\d*\.html)[^/?#]+?(?:-(?P<id>\d{4,})-mvk)?\.html(?:[?#]|$)",
    body=("div.article--version2", "div.article", "div.mdk-body-paragraph"),
    drop=(".imageinfo", ".gtwsub", "#gplus_recommendation"),
    published_css=(".article time::attr(datetime)",),
    tags_css=(".mdk-dt-box .tag__list a",),
    # -07:00 for WIB, and the time of the cache; JSON-LD of today's pages is right
    distrust=("meta article:modified_time", "meta og:updated_time", "meta last-modified"),
    url_kinds=((r"/foto/", "gallery"), (r"/video/", "video"), (r"/cek-fakta/", "fact_check")),
)
