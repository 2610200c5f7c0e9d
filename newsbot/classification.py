"""Article or not, and which kind of article.

A page that is no article is refused with a reason a person understands. Evidence is weighed, because every single sign lies
somewhere: soft 404s call themselves ``og:type=article``, home pages carry a headline, old articles carry no metadata at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import SplitResult, urlsplit

from newsbot.errors import NotAnArticle
from newsbot.keyed_pattern import KeyedPattern
from newsbot.metadata import ARTICLE_TYPES, Metadata, text_of
from newsbot.outlets import Outlet
from newsbot.urls import original_url, slug_words

# What an error page says instead of a headline. The words of an error stand in headlines too ("404 rumah terendam", "Waduh,
# harga cabai naik"), so each pattern asks for the whole phrase, and a page that is plainly an article is never asked.
_WORD = re.compile(r"\w+")
# A longer title is a headline; and with less prose than this no title or address vouches for a page.
MOST_TITLE, LEAST_ATTESTED = 120, 150
ERROR_TITLE = KeyedPattern(
    r"^(?:error\s*)?(?:404|403|410|500|502|503)\s*(?:$|[-–—:|!.,]|not found|error|forbidden|gone|bad|service|internal|halaman|page)|"
    r"\b(?:404|410)\b.{0,20}(?:not found|tidak ditemukan)|(?:halaman|page|konten|artikel|berita)\s+"
    r"(?:yang\s+(?:anda|kamu)\s+(?:cari|tuju|minta)\s+)?(?:ini\s+)?(?:tidak|tak|not|belum)\s+(?:dapat\s+)?(?:ditemukan|ada|found|tersedia)\s*(?:$|[-–—:|!.,])|"
    r"^(?:page )?not found|^(?:oops|waduh|ups|aduh)\s*(?:$|[!.,…]+\s*(?:$|halaman|page|konten|artikel|ada (?:yang|kesalahan)|terjadi|something))|"
    r"^maaf,? (?:halaman|konten|artikel|terjadi kesalahan)|bad gateway|service unavailable|gateway time-?out|internal server error|"
    r"under (?:maintenance|construction)$|^(?:situs|website|halaman) (?:ini )?sedang dalam (?:perbaikan|pemeliharaan)|account suspended",
    words="404|403|410|500|502|503|ditemukan|ada|found|tersedia|oops|ups|aduh|maaf|gateway|unavailable|server error|maintenance|construction|sedang dalam|suspended",
)
BLOCK_TITLE = KeyedPattern(
    r"attention required|just a moment|access(?: to this page has been)? denied|you have been blocked|are you (?:a )?(?:human|robot)|"
    r"captcha|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|security check|pardon our interruption|"
    r"request blocked|ddos[- ]protection|akses (?:anda )?(?:ditolak|diblokir)|verifikasi bahwa anda|bukan robot|sucuri website firewall|"
    r"^403 forbidden|forbidden$|human verification|one more step|internet positif|blocked by",
    words="attention required|just a moment|denied|blocked|human|robot|captcha|checking your|security check|pardon our|ddos|ditolak|diblokir|verifikasi bahwa|firewall|forbidden|one more step|internet positif",
)
CONSENT_TITLE = KeyedPattern(
    r"before you continue|sebelum (?:anda )?melanjutkan|cookie consent|we value your privacy|kami menghargai privasi|persetujuan (?:cookie|privasi)|"
    r"consent (?:required|management)|privacy (?:gate|choices)",
    words="before you|melanjutkan|consent|privacy|privasi|persetujuan",
)
_LISTING_TITLE = re.compile(
    r"^(?:indeks?|kumpulan|daftar|arsip|archives?|tag|topik|topic|kategori|category|hasil pencarian|search results?|pencarian|penulis|author)\b"
    r"(?!.{0,80}\?)|berita (?:terbaru|terkini|hari ini|terpopuler|terkait)\b.{0,80}$|^berita .{1,60}(?:terkini|terbaru|hari ini)|"
    r"(?:archives?|arsip)\s*(?:[-|–].*)?$",
    re.IGNORECASE,
)
# Words in the last part of an address that make it a headline rather than a tag.
LEAST_SLUG = 4
_HOME_PATH = re.compile(r"^/?$|^/(?:index|home|beranda|default)(?:\.(?:html?|php|aspx?))?/?$", re.IGNORECASE)
_LISTING_PATH = re.compile(
    r"/(?:indeks?|index|tags?|topik|topics?|topic|search|cari|pencarian|category|kategori|author|authors|penulis|arsip|archives?|page|feed|rss)"
    r"(?:/[^/]*){0,3}/?$",
    re.IGNORECASE,
)
_LISTING_TYPES = frozenset("CollectionPage SearchResultsPage ItemList ProfilePage".split())


def is_suspicious(titles: Sequence[str]) -> bool:
    """Whether any title sounds like an error page, a block page or a consent wall."""
    return any(pattern.search(title) for title in titles for pattern in (BLOCK_TITLE, CONSENT_TITLE, ERROR_TITLE))


def refuse_early(metadata: Metadata, titles: Sequence[str], prose_chars: int, url: str) -> None:
    """Refuse error pages, block pages and consent walls, which have a title of their kind and no story.

    :param prose_chars: characters of running prose the page holds.
    :raises NotAnArticle: with the reason.
    """
    for title in titles:
        if len(title) >= MOST_TITLE or (prose_chars >= LEAST_ATTESTED and is_attested(metadata, title, url)):
            continue
        if prose_chars < 1200:
            if BLOCK_TITLE.search(title):
                raise NotAnArticle("block page", f"the server answered with a block or captcha page ({_short(title)})")
            if CONSENT_TITLE.search(title):
                raise NotAnArticle("consent wall", f"the server answered with a consent wall ({_short(title)})")
        few = prose_chars < 600 or ("article:published_time" not in metadata.meta and prose_chars < 2500)
        if few and ERROR_TITLE.search(title):
            raise NotAnArticle("error page", f"the page says it is not there ({_short(title)})")


def is_attested(metadata: Metadata, title: str, url: str) -> bool:
    """Whether the page vouches for a story of that headline: dated JSON-LD under it, or an address that spells it out."""
    words = set(_WORD.findall(title.lower()))
    node = metadata.article(url)
    headline = set(_WORD.findall((text_of(node.get("headline")) or "").lower()))
    if node.get("datePublished") and headline and len(words & headline) >= 0.6 * min(len(words), len(headline)):
        return True
    slug = set(slug_words(url))
    return len(slug) >= 4 and len(words & slug) >= 0.6 * len(slug)


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
    points = 0.0
    if not url_matches:
        if url and _is_home(url):
            raise NotAnArticle("listing", "the address is the site's home page, not an article")
        if url and _is_listing(url):
            raise NotAnArticle("listing", f"the address {_path(url)} is an index, tag or search page, not an article")
        # Some templates print the home page as the canonical address of every page; it is a sign, no proof.
        own = [a for a in (metadata.canonical, metadata.first("og:url")) if a and a != url]
        if any(_is_home(a) or _is_listing(a) for a in own):
            points -= 1 if url or prose_chars >= 3000 else 3
    types = metadata.types()
    if prose_chars >= 1000:
        points += 3
    elif prose_chars >= 400:
        points += 2
    elif prose_chars >= 150:
        points += 1
    elif prose_chars >= 80:
        points += 0.5
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
    elif text_chars >= 60 and title and dated and is_attested(metadata, title, url):
        points += 1.5
    if points >= 2.5:
        return
    if links >= 12:
        raise NotAnArticle("listing", f"the page lists {links} headlines and holds no story of its own")
    raise NotAnArticle("empty", "no story was found on the page (it may need JavaScript or a login)")


def leads_away(asked: str, got: str) -> bool:
    """Whether a story's address was redirected to a front page, a section's front or an index: the story is no longer there."""
    if asked == got or _split(got) is None:
        return False
    if _is_home(got) or _is_listing(got):
        return not (_is_home(asked) or _is_listing(asked))
    parts = [part for part in _path(got).split("/") if part]
    # a section's front is a word or two above the story; an article's number or headline stands in no section's name
    return (
        len(parts) <= 2
        and not urlsplit(got).query
        and len(parts) < len([part for part in _path(asked).split("/") if part])
        and not any(any(c.isdigit() for c in part) or len(slug_words(f"x://x/{part}")) >= LEAST_SLUG for part in parts)
    )


def _is_home(address: str) -> bool:
    parts = _split(address)
    if parts is None or not parts.hostname or _HOME_PATH.search(parts.path) is None:
        return False
    return not re.search(r"(?:^|&)(?:p|id|read|berita|news|artikel)=\w+", parts.query)


def _is_listing(address: str) -> bool:
    """Whether an address is an index, tag or search page: a word for it, and no headline or article number behind it."""
    parts = _split(address)
    if parts is None or _LISTING_PATH.search(parts.path) is None:
        return False
    last = parts.path.rstrip("/").rpartition("/")[2]
    return len(slug_words(f"x://x/{last}")) < LEAST_SLUG and not re.fullmatch(r"\d{3,}(?:\.html?)?", last)


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(original_url(address))
    except ValueError:
        return None


def _path(address: str) -> str:
    return urlsplit(original_url(address)).path[:80] or "/"


_FACT_CHECK = re.compile(
    r"^\W*(?:\[?\(?(?:salah|hoaks?|penipuan|disinformasi|misinformasi|klarifikasi|benar|fakta)\)?\]|cek fakta|hoaks?(?: atau fakta)?[:!,]|periksa fakta)",
    re.IGNORECASE,
)
# Outlets put the kind in front of the headline of a gallery or a video, with a colon.
_KIND_IN_TITLE = re.compile(r"\W*(foto|galeri foto|potret|photo|video|infografis|live|opini)\s*[:|]", re.IGNORECASE)
_KIND_BY_WORD = {
    "foto": "gallery", "galeri foto": "gallery", "potret": "gallery", "photo": "gallery", "infografis": "gallery",
    "video": "video", "live": "live", "opini": "opinion",
}  # fmt: skip
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
    named = _KIND_IN_TITLE.match(title) if title else None
    if named is not None:
        return _KIND_BY_WORD[named[1].lower()], "title"
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
