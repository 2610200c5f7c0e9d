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
# A caption stands at most this many blocks below its picture (a zoom button, a credit between them).
CAPTION_REACH = 2
_ICON = re.compile(
    r"\.svg(?:$|\?)|/(?:icons?|logos?|banners?|pixel|spacer|blank|avatars?|emoji|smil(?:ey|ies))(?:[/_.-]|$)|/ads/|1x1|^data:"
)


def take_media(draft: Draft) -> None:
    """Pictures with their captions, and embedded videos."""
    pictures: list[tuple[int, Image]] = []
    for media in draft.found.media:
        el = media.element
        if el.tag in ("img", "amp-img"):
            url = picture_url(draft.page, el)
            if url is not None:
                pictures.append((media.position, Image(url)))
        else:
            url = draft.page.absolute(el.get("data-src") or el.get("src"))
            if url and _VIDEO_HOSTS.search(urlsplit(url).hostname or ""):
                draft.body.videos.append(Link(url, el.get("title")))
    hinted = (i for i, block in enumerate(draft.blocks) if block.hint == "caption" and draft.verdict[i] is not None)
    for i in sorted({*draft.captions, *hinted}):
        _pair(pictures, i, draft.texts[i])
    draft.body.images.extend(image for _, image in pictures)


def _pair(pictures: list[tuple[int, Image]], i: int, caption: str) -> None:
    """Give a caption at block ``i`` to the picture right above it; without one it stands alone, as a picture without address."""
    near = [image for position, image in pictures if 0 <= i - position <= CAPTION_REACH]
    if near:
        image = near[-1]
        image.caption = f"{image.caption} {caption}" if image.caption else caption
    else:
        pictures.append((i, Image(caption=caption)))
        pictures.sort(key=lambda entry: entry[0])


def picture_url(page: Page, picture: etree._Element) -> str | None:
    """The absolute address of a picture element, ``None`` for placeholders, icons and tracking pixels."""
    for name in ("data-src", "data-original", "data-lazy-src", "data-lazyload", "src"):
        value = picture.get(name)
        if value and not value.startswith("data:"):
            url = page.absolute(value)
            return None if url is None or _ICON.search(url) else url
    return None
