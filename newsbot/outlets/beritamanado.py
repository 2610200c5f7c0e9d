"""BeritaManado.com (PT BMCOM), Manado, North Sulawesi.

WordPress with the JNews theme; times without an offset are WITA. ``itemprop=author`` is the editor's account. Addresses are
bare slugs, so an article is told from a page by the number of its words. Facts from a saved front page of 2020, which links
the feed; the archive of a day is WordPress's own.
"""

from newsbot.outlets._wordpress import FAMILY

OUTLET = FAMILY.outlet(
    name="beritamanado",
    title="BeritaManado.com",
    domains=("beritamanado.com",),
    zone="+08:00",
    feeds=("https://beritamanado.com/feed/",),
    index=("https://beritamanado.com/{date:%Y/%m/%d}/page/{page}/",),
    article_url=(
        r"beritamanado\.com/(?!tentang-|info-|privacy-|pedoman|category/|tag/|author/)[a-z0-9]+(?:-[a-z0-9]+){2,}/?(?:$|[?#]|\d+/?$)"
    ),
)
