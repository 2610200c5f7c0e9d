"""Pictures and videos of a container."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml import etree

from newsbot.body.draft import Draft
from newsbot.items import Image, Link
from newsbot.page import Page

_VIDEO_HOSTS = re.compile(
    r"(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vidio\.com|dailymotion\.com|20\.detik\.com|vimeo\.com|jwplayer\.com|jwplatform\.com|tiktok\.com)$"
)
_ICON = re.compile(
    r"\.svg(?:$|\?)|/(?:icons?|logos?|banners?|pixel|spacer|blank|avatars?|emoji|smil(?:ey|ies))(?:[/_.-]|$)|/ads/|1x1|^data:"
)


def take_media(draft: Draft) -> None:
    captions: dict[int, str] = {}
    for block in draft.blocks:
        if block.hint == "caption":
            captions[block.region] = (
                f"{captions[block.region]} {block.text}" if block.region in captions else block.text
            )
    free = list(captions)
    for media in draft.found.media:
        el = media.element
        if el.tag in ("img", "amp-img"):
            url = picture_url(draft.page, el)
            if url is not None:
                draft.body.images.append(Image(url))
        else:
            url = draft.page.absolute(el.get("data-src") or el.get("src"))
            if url and _VIDEO_HOSTS.search(urlsplit(url).hostname or ""):
                draft.body.videos.append(Link(url, el.get("title")))
    for region, image in zip(free, [i for i in draft.body.images if i.url], strict=False):
        image.caption = captions[region]


def picture_url(page: Page, picture: etree._Element) -> str | None:
    """The absolute address of a picture element, ``None`` for placeholders, icons and tracking pixels."""
    for name in ("data-src", "data-original", "data-lazy-src", "data-lazyload", "src"):
        value = picture.get(name)
        if value and not value.startswith("data:"):
            url = page.absolute(value)
            return None if url is None or _ICON.search(url) else url
    return None
