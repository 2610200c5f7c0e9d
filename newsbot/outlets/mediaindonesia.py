"""Media Indonesia (PT Citra Media Nusa Purnama, Media Group).

The writer stands in ``.author-2`` above the story; the JSON-LD author and the line "Editor :" below it are the editor, and
``meta author`` is a developer's account. ``og:type`` is ``website`` on articles. The search answers only POST requests.
Editorials are counted apart from news, so only long ids are stated. Selectors as public tools declared them in 2025-26; the
old addresses as pages of 2018-2020 link them.
"""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(
    name="mediaindonesia",
    title="Media Indonesia",
    domains=("mediaindonesia.com",),
    group="Media Group",
    feeds=("https://mediaindonesia.com/rss",),
    sitemaps=("https://mediaindonesia.com/sitemap.xml",),
    article_url=(
        r"mediaindonesia\.com/(?:read/detail/|(?:editorials|podiums)/detail_\w+/|(?!tag/|author/|search|page/)(?P<section>[a-z][a-z0-9-]+)/)"
        r"(?:(?P<id>\d{6,})|\d+)[-/][^/?#]+"
    ),
    not_article_url=r"//epaper\.",
    body=("div.article",),
    drop=(".flying-carpet", ".ext-channel", ".info-author"),
    authors_css=("div.info > div.author-2",),
    editors_css=(".info-author a.author",),
    published_css=(".info .datetime",),
    section_css=(".mi-breadcrumb li:nth-child(2) a",),
    tags_css=(".related-tags a",),
    distrust=("meta author", "json-ld author"),
    url_kinds=(
        (r"mediaindonesia\.com/(?:editorials?|podiums?|opini|kolom-pakar)/", "opinion"),
        (r"mediaindonesia\.com/(?:foto|galleries|infografis)/", "gallery"),
        (r"mediaindonesia\.com/videos?/", "video"),
    ),
)
