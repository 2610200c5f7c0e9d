"""TurnBackHoax, the fact checks of Masyarakat Anti Fitnah Indonesia (MAFINDO).

WordPress until 2025: the byline is the account "Relawan Mafindo", who wrote stands in the last line, and long checks go on at
``/2/``. Since then a site of its own at ``/articles/<id>-<slug>``, in sections for claim, explanation and conclusion. Sections
as public tools declared them in 2026, the rest from saved pages of 2025. The server is slow to answer.
"""

from newsbot.outlets._wordpress import FAMILY

OUTLET = FAMILY.outlet(
    name="turnbackhoax",
    title="TurnBackHoax.ID",
    domains=("turnbackhoax.id",),
    feeds=("https://turnbackhoax.id/feed/",),
    index=("https://turnbackhoax.id/articles?category=all&page={page}",),
    article_url=r"turnbackhoax\.id/(?:articles/(?P<id>\d+)(?:-[^/?#]+)?|\d{4}/\d\d/\d\d/[^/?#]+)",
    body=("section.article-origin, section.article-explanation",),
    desks=("Relawan Mafindo", "Tim Pemeriksa Fakta Mafindo"),
    distrust=("meta author", "visible byline"),
    kind="fact_check",
)
