"""Liputan6.com (KLY).

All parts of a story are in one document. Pages until 2016 have their channel as host (bisnis.liputan6.com/read/...), later ones as
path; parts of the paper live on hosts of their own (enamplus, berita, kesehatan). A bare line "Baca Juga" is left of a removed
box: the next line is the story. Feeds, index and selectors as public tools declared them in 2025-26, older ones from pages of 2015-2021.
"""

from newsbot.outlets._kly import READ_PAGE

_CHANNELS = (
    "news bisnis bola showbiz tekno saham crypto citizen6 regional otomotif opini disabilitas global on-off surabaya lifestyle "
    "health islami cek-fakta hot tv photo"
)

OUTLET = READ_PAGE.outlet(
    name="liputan6",
    title="Liputan6",
    domains=("liputan6.com",),
    feeds=tuple(f"https://feed.liputan6.com/rss/{channel}" for channel in _CHANNELS.split()),
    index=("https://www.liputan6.com/indeks/{date:%Y/%m/%d}?page={page}",),
    search="https://www.liputan6.com/search?order=latest&q={query}&type=all",
    desks=("Tim Rembulan",),
    bare_label_keeps_next=True,
    url_kinds=(
        (r"//photo\.|/photo/|/read/\d+/foto-", "gallery"),
        (r"//video\.|/video/", "video"),
        (r"/cek-fakta/", "fact_check"),
        (r"/opini/", "opinion"),
    ),
    note="Channel and tag pages are filled by JavaScript; the feeds and the dated index are not.",
)
