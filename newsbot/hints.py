"""What publishers call the parts of a page around a story: class names and ids as hints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# What publishers call the parts around a story, as tokens of class names and ids. The source is reading pages of some sixty
# Indonesian outlets and WordPress themes; a token counts only when it stands alone between separators or capitals.
HINTS: dict[str, frozenset[str]] = {
    "related": frozenset(
        "related relate terkait bacajuga readalso read-also baca-juga alsoread also-read lihatjuga lihat-juga linksisip sisip "
        "rekomendasi recommendation recommendations recommended recommend recomended selanjutnya yarpp jp-relatedposts "
        "crosslink interlink berita-terkait artikel-terkait artikelterkait beritaterkait morestory more-story nextarticle "
        "next-article inject-baca-juga simak simakjuga".split()
    ),
    "popular": frozenset("populer terpopuler popular trending terkini terbaru latest mostpopular most-read headline-list".split()),
    "ads": frozenset(
        "ad ads adv advert adverts advertisement advertorial-slot adsense adslot adunit ads-slot iklan banner banners parallax "
        "parallaxindetail sponsor sponsored outstream taboola outbrain mgid dable popin gpt adsbygoogle paradetail scrollpage".split()
    ),
    "share": frozenset("share sharing sharer sosmed social socialmedia addthis sharethis addtoany shareaholic sharedaddy medsos".split()),
    "tags": frozenset("tags tagcloud tag-list taglist tag-links topik-terkait hashtag box-tag detail-tag".split()),
    "comments": frozenset("comment comments komentar disqus respond".split()),
    "caption": frozenset("caption captions wp-caption-text figcaption imgcaption imageinfo photodesc photo-desc foto-desc desc-foto image-desc img-desc source-img img-source photo-credit photocredit img-credit photocaption photo-caption pic-caption keterangan".split()),
    "byline": frozenset("byline credit credits author-box penulis authorbox authors-box biodata".split()),
    "promo": frozenset("newsletter subscribe subscription berlangganan whatsapp telegram googlenews google-news app-download promo".split()),
    "navigation": frozenset("breadcrumb breadcrumbs pagination paging pager paginasi navbar navigation menu sidebar footer".split()),
    "copyright": frozenset("copyright disclaimer".split()),
    "modal": frozenset("modal popup lightbox overlay cookie consent".split()),
}  # fmt: skip
_HINT_BY_TOKEN = {token: hint for hint, tokens in HINTS.items() for token in tokens}
_PIECES = re.compile(r"[^A-Za-z0-9]+")
# A word with a number behind it (`ads300`, `banner728x90`) is that word; letters amid digits are a hash (`css-1ad9x`).
_NUMBERED = re.compile(r"([A-Za-z]+)\d*(?:x\d+)?")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@lru_cache(20_000)
def hint_of(names: str) -> str | None:
    """What an element is, by its class and id: a key of :data:`HINTS`, or ``None``.

    Where the names say several things, the one that comes first in :data:`HINTS` counts (`paging-related` is related).
    """
    found = {hint for name in names.split() for hint in _hints_in(name)}
    return next((h for h in HINTS if h in found), None)


def _hints_in(name: str) -> Iterator[str]:
    if (whole := _HINT_BY_TOKEN.get(name.lower())) is not None:
        yield whole
        return
    tokens = [
        token.lower()
        for piece in _PIECES.split(name)
        if (numbered := _NUMBERED.fullmatch(piece))
        for token in _CAMEL.findall(numbered[1])
    ]
    for size in (3, 2, 1):
        for i in range(len(tokens) - size + 1):
            if (hint := _HINT_BY_TOKEN.get("-".join(tokens[i : i + size]))) is not None:
                yield hint
