"""KapanLagi.com, show business (KLY).

Pages of 2015 have neither byline nor metadata for the time, only "Kamis, 05 November 2015 11:52", and their text partly outside any
paragraph. Feed and selectors as public tools declared them in 2025-26, older ones from public tools of 2016-17 and a page of 2015.
"""

from newsbot.outlets._kly import NETWORK

OUTLET = NETWORK.outlet(
    name="kapanlagi",
    title="KapanLagi.com",
    domains=("kapanlagi.com",),
    feeds=("https://www.kapanlagi.com/feed/",),
    article_url=r"^https?://(?:[a-z0-9-]+\.)*kapanlagi\.com/(?:amp/)?(?P<section>(?!tag/|index)[a-z0-9-]+)/"
    r"(?:[^/?#]+/)*(?!index\d*\.html)[^/?#]+?(?:-(?P<id>(?=[a-f]*\d)[0-9a-f]{6,10}))?\.html(?:[?#]|$)",
    body=("div.main-content", "div.entertainment-detail-news"),
    drop=(
        ".lifestyle-in-content",
        ".link-pagging-warper",
        ".box-share-img-detail",
        "#dfp-bframe-cont",
    ),
    authors_css=(".headermetabox-author-name", ".vcard .newsdetail-schedule-new a"),
    published_css=(".headermetabox-datetime-text", ".newsdetail-schedule-new"),
    section_css=(".newsdetail-categorylink",),
    tags_css=(".other-related .box-content a",),
    url_kinds=((r"/foto/", "gallery"), (r"/video/|//video\.", "video")),
)
