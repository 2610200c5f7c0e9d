"""Article or not, and which kind of article.

A page that is no article is refused with a reason a person understands. Evidence is weighed, because every single sign lies
somewhere: soft 404s call themselves ``og:type=article``, home pages carry a headline, old articles carry no metadata at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from newsbot.errors import NotAnArticle
from newsbot.metadata import ARTICLE_TYPES, Metadata
from newsbot.outlets import Outlet
from newsbot.urls import original_url, slug_words

_ERROR_TITLE = re.compile(
    r"^(?:error\s*)?(?:404|403|410|500|502|503)\b|\b(?:404|410)\b.{0,20}(?:not found|tidak ditemukan)|(?:halaman|page|konten|artikel|berita)\s+"
    r"(?:yang\s+(?:anda|kamu)\s+(?:cari|tuju|minta)\s+)?(?:ini\s+)?(?:tidak|tak|not|belum)\s+(?:dapat\s+)?(?:ditemukan|ada|found|tersedia)|"
    r"^(?:page )?not found|^oops|^waduh|^ups\b|^maaf,? (?:halaman|terjadi)|bad gateway|service unavailable|gateway time-?out|"
    r"internal server error|under (?:maintenance|construction)|sedang dalam (?:perbaikan|pemeliharaan)|account suspended|domain (?:is )?for sale",
    re.IGNORECASE,
)
_BLOCK_TITLE = re.compile(
    r"attention required|just a moment|access(?: to this page has been)? denied|you have been blocked|are you (?:a )?(?:human|robot)|"
    r"captcha|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|security check|pardon our interruption|"
    r"request blocked|ddos[- ]protection|akses (?:anda )?(?:ditolak|diblokir)|verifikasi bahwa anda|bukan robot|sucuri website firewall|"
    r"^403 forbidden|forbidden$|human verification|one more step|internet positif|blocked by",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|sebelum (?:anda )?melanjutkan|cookie consent|we value your privacy|kami menghargai privasi|persetujuan (?:cookie|privasi)|"
    r"consent (?:required|management)|privacy (?:gate|choices)",
    re.IGNORECASE,
)
_LISTING_TITLE = re.compile(
    r"^(?:indeks?|kumpulan|daftar|arsip|archives?|tag|topik|topic|kategori|category|hasil pencarian|search results?|pencarian|penulis|author)\b"
    r"(?!.{0,80}\?)|berita (?:terbaru|terkini|hari ini|terpopuler|terkait)\b.{0,80}$|^berita .{1,60}(?:terkini|terbaru|hari ini)|"
    r"(?:archives?|arsip)\s*(?:[-|–].*)?$",
    re.IGNORECASE,
)
_LISTING_PATH = re.compile(
    r"^/?$|^/(?:index|home|beranda)(?:\.(?:html?|php|aspx?))?/?$|/(?:indeks?|index|tags?|topik|topics?|topic|search|cari|pencarian|category|kategori|"
    r"author|authors|penulis|arsip|archives?|page/\d+|feed|rss)(?:/[^/]*){0,3}/?$",
    re.IGNORECASE,
)
_LISTING_TYPES = frozenset("CollectionPage SearchResultsPage ItemList ProfilePage".split())


def is_suspicious(titles: Sequence[str]) -> bool:
    """Whether any title sounds like an error page, a block page or a consent wall."""
    return any(p.search(t) for t in titles for p in (_BLOCK_TITLE, _CONSENT_TITLE, _ERROR_TITLE))


def refuse_early(metadata: Metadata, titles: Sequence[str], prose_chars: int) -> None:
    """Refuse error pages, block pages and consent walls, which have a title of their kind and no story.

    :param prose_chars: characters of running prose the page holds.
    :raises NotAnArticle: with the reason.
    """
    for title in titles:
        if prose_chars < 1200 and len(title) < 120:
            if _BLOCK_TITLE.search(title):
                raise NotAnArticle("block page", f"the server answered with a block or captcha page ({_short(title)})")
            if _CONSENT_TITLE.search(title):
                raise NotAnArticle("consent wall", f"the server answered with a consent wall ({_short(title)})")
        # A story about a lost page has prose and its headline in the address; an error page has neither.
        if (
            (prose_chars < 600 or ("article:published_time" not in metadata.meta and prose_chars < 2500))
            and len(title) < 100
            and _ERROR_TITLE.search(title)
        ):
            raise NotAnArticle("error page", f"the page says it is not there ({_short(title)})")


def _short(text: str) -> str:
    return "“" + "".join(c for c in text if c.isprintable())[:60] + "”"


def weigh(
    *,
    url: str,
    metadata: Metadata,
    url_matches: bool | None,
    title: str | None,
    prose_chars: int,
    text_chars: int,
    headline_links: Callable[[], int],
    dated: bool,
    visible_headline: bool,
    kind: str,
) -> None:
    """Weigh what speaks for an article against what speaks for a listing or an empty page.

    :param url_matches: whether the outlet's article pattern accepts the address; ``None`` when there is no pattern or address.
    :param prose_chars: characters of running prose in the cleaned body; ``text_chars``: of all of it.
    :param headline_links: counts the links on the page that are whole headlines; asked only in doubt.
    :raises NotAnArticle: ``listing`` or ``empty``.
    """
    for address in (url, metadata.canonical or "", metadata.first("og:url") or ""):
        certain = address == url or prose_chars < 3000
        if address and certain and not url_matches and _is_listing_address(address):
            raise NotAnArticle(
                "listing", f"the address {_path(address)} is a home, index, tag or search page, not an article"
            )
    types = metadata.types()
    points = 0.0
    if prose_chars >= 1000:
        points += 3
    elif prose_chars >= 400:
        points += 2
    elif prose_chars >= 150:
        points += 1
    if url_matches:
        points += 2
    elif url_matches is None and len(slug_words(url)) >= 4:
        points += 1
    elif url_matches is False:
        points -= 0.5
    if ARTICLE_TYPES & types:
        points += 1
    if types & _LISTING_TYPES and not ARTICLE_TYPES & types:
        points -= 2
    og_type = metadata.first("og:type")
    if og_type in ("article", "news", "video.other", "video"):
        points += 0.5
    elif og_type == "website":
        points -= 0.5
    if dated:
        points += 1
    if visible_headline:
        points += 0.5
    if title and _LISTING_TITLE.search(title):
        points -= 1.5
    links = headline_links() if points < 4.5 else 0
    if links > 60 and prose_chars < 800:
        points -= 1
    if kind in ("gallery", "video") and text_chars >= 30:
        points += 1
    if text_chars < 20:
        points -= 3
    if points >= 2.5:
        return
    if links >= 12:
        raise NotAnArticle("listing", f"the page lists {links} headlines and holds no story of its own")
    raise NotAnArticle("empty", "no story was found on the page (it may need JavaScript or a login)")


def _is_listing_address(address: str) -> bool:
    try:
        parts = urlsplit(original_url(address))
    except ValueError:
        return False
    if not parts.hostname:
        return False
    if (
        parts.path in ("", "/")
        and parts.query
        and re.search(r"(?:^|&)(?:p|id|read|berita|news|artikel)=\w+", parts.query)
    ):
        return False
    return _LISTING_PATH.search(parts.path) is not None


def _path(address: str) -> str:
    return urlsplit(original_url(address)).path[:80] or "/"


_FACT_CHECK = re.compile(
    r"^\W*(?:\[?\(?(?:salah|hoaks?|penipuan|disinformasi|misinformasi|klarifikasi|benar|fakta)\)?\]|cek fakta|hoaks?(?: atau fakta)?[:!,]|periksa fakta)",
    re.IGNORECASE,
)
_KIND_BY_SECTION = {
    "opini": "opinion",
    "opinion": "opinion",
    "kolom": "opinion",
    "kolumnis": "opinion",
    "editorial": "opinion",
    "tajuk": "opinion",
    "tajuk rencana": "opinion",
    "advertorial": "advertorial",
    "adv": "advertorial",
    "sponsored": "advertorial",
    "brandcontent": "advertorial",
    "pressrelease": "advertorial",
    "press release": "advertorial",
    "cek fakta": "fact_check",
    "cek-fakta": "fact_check",
    "cekfakta": "fact_check",
    "foto": "gallery",
    "photo": "gallery",
    "galeri": "gallery",
    "video": "video",
    "live": "live",
}


def kind_of(
    *,
    by_url: str | None,
    outlet: Outlet | None,
    metadata: Metadata,
    title: str | None,
    sections: Sequence[str],
    sponsored: bool,
    paywalled: bool,
) -> tuple[str, str]:
    """The kind of an article and where that was read from."""
    types = metadata.types()
    if paywalled:
        return "paywalled", "page"
    if by_url:
        return by_url, "url"
    if sponsored:
        return "advertorial", "closing credit"
    if "ClaimReview" in types:
        return "fact_check", "json-ld"
    if title and _FACT_CHECK.search(title):
        return "fact_check", "title"
    if "LiveBlogPosting" in types:
        return "live", "json-ld"
    if "OpinionNewsArticle" in types:
        return "opinion", "json-ld"
    if "AdvertiserContentArticle" in types:
        return "advertorial", "json-ld"
    if types & {"ImageGallery", "MediaGallery"}:
        return "gallery", "json-ld"
    for name in sections:
        found = _KIND_BY_SECTION.get(name.strip().lower())
        if found:
            return found, "section"
    if (metadata.first("og:type") or "").startswith("video") or ("VideoObject" in types and not ARTICLE_TYPES & types):
        return "video", "metadata"
    if outlet is not None and outlet.kind != "article":
        return outlet.kind, "outlet"
    return "article", "default"
