"""Pages that hold no story, named for what they are: block pages, consent walls, parked domains, soft 404s, empty shells.

Asked only about a page that gave next to no story, so that the forms and scripts named here may stand on any page that has one.
A rule is a row; the first that holds names the page. The signs are those that the makers of the pages document or print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from lxml import etree

from newsbot.classification import BLOCK_TITLE
from newsbot.errors import NotAnArticle
from newsbot.page import parse

MOST_TEXT = 1500
"""Characters of visible text beyond which a page is more than a notice."""

MOST_SHELL_TEXT = 400
"""The same for a page that only its code gives away: a form below a short page asks for a captcha too."""

MOST_CODE = 200_000
"""Characters of scripts and addresses that are searched."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What gives a page away.

    :param kind: of the :class:`~newsbot.errors.NotAnArticle`.
    :param reason: one sentence for a person.
    :param text: what the visible text says; ``code``: what addresses of scripts, frames and forms, ids, classes and inline
        scripts say.
    :param example: a page it holds for.
    """

    kind: str
    reason: str
    example: str
    text: re.Pattern[str] | None = None
    code: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


SIGNS = (
    Sign(
        "block page",
        "the page asks for a proof that a person reads it",
        "<body><form><div class='g-recaptcha'></div></form></body>",
        code=_words(
            # a widget or a challenge; the tags that the same makers put on every page they guard are no sign
            r"\b(?:g-recaptcha|h-captcha|hcaptcha\.com/|cf-turnstile|cf-challenge|captcha-delivery\.com|px-captcha|sgcaptcha|"
            r"_cf_chl_opt|sucuri_cloudproxy)"
        ),
    ),
    Sign(
        "block page",
        "the page says that access is refused",
        "<body><p>Akses Anda ditolak oleh sistem keamanan kami.</p></body>",
        text=_words(
            r"akses (?:anda )?(?:telah )?(?:ditolak|diblokir)|you have been blocked|access (?:to this (?:page|site|resource) )?(?:is |has been )?denied|"
            r"verif(?:y|ying) (?:that )?you are (?:a )?human|buktikan (?:bahwa )?anda (?:bukan robot|manusia)|saya bukan robot|i'?m not a robot|"
            r"(?:unusual|suspicious) traffic|lalu lintas (?:yang )?(?:tidak biasa|mencurigakan)|checking your browser|memeriksa peramban|"
            r"ketik(?:kan)? (?:kode|huruf|karakter)|masukkan (?:kode )?captcha|too many requests|terlalu banyak permintaan|"
            r"enable javascript and cookies to continue|performance & security by cloudflare|incapsula incident"
        ),
    ),
    Sign(
        "parked domain",
        "the domain is parked or for sale",
        "<body><p>Domain ini dijual. Hubungi pemilik.</p></body>",
        text=_words(
            r"(?:domain|situs)(?: name)?(?: \S+)? (?:ini )?(?:is |may be |sedang )?(?:for sale|dijual)|buy this domain|beli domain ini|"
            r"this domain (?:name )?(?:is|has been) (?:parked|expired|registered)|domain (?:ini )?(?:telah )?(?:kedaluwarsa|kadaluarsa|terparkir|diparkir)|"
            r"parked free,? courtesy of|domain parking"
        ),
    ),
    Sign(
        "parked domain",
        "the domain is parked or for sale",
        "<body><script src='https://img1.wsimg.com/parking-lander/static/js/main.js'></script></body>",
        code=_words(
            r"sedoparking\.com|parkingcrew\.net|bodis\.com|parklogic\.com|parking-lander|window\.location\.href\s*=\s*[\"']/lander|"
            r"above\.com/park|dan\.com/buy-domain|afternic\.com/forsale|hugedomains\.com|caf/ads\.js|adsense/domains"
        ),
    ),
    Sign(
        "consent wall",
        "the page asks for consent before it shows anything",
        "<body><p>Kami menghargai privasi Anda</p><button>Setuju</button></body>",
        text=_words(
            r"(?:kami|we) (?:menghargai|value|peduli (?:dengan|pada)) (?:privasi|your privacy)|sebelum (?:anda )?melanjutkan|before you continue|"
            r"(?:setujui?|terima|accept)(?: semua| all)? cookies?\b|persetujuan (?:cookie|privasi|anda)|manage (?:your )?(?:consent|cookies)|"
            r"menyetujui penggunaan cookie"
        ),
    ),
    Sign(
        "error page",
        "the page says that it is not there",
        "<body><h2>404</h2><p>Halaman yang Anda cari tidak ditemukan.</p></body>",
        text=_words(
            r"(?:halaman|konten|artikel|berita|laman)(?: \w+){0,5} (?:tidak|tak|belum|sudah tidak) (?:dapat )?(?:ditemukan|tersedia|ada)\b|"
            r"(?:halaman|konten|artikel|berita)(?: \w+){0,3} (?:telah|sudah) (?:dihapus|dipindahkan)|page (?:\w+ ){0,6}(?:not found|(?:cannot|can't|could not) be found|does(?: not|n't) exist)|"
            r"terjadi (?:gangguan|kesalahan)|sedang dalam (?:perbaikan|pemeliharaan)|under maintenance|internal server error|error 50\d|something went wrong"
        ),
    ),
    Sign(
        "needs javascript",
        "the page is an empty shell that JavaScript fills",
        "<body><noscript>Aktifkan JavaScript untuk membaca.</noscript><div id='app'></div></body>",
        text=_words(
            r"(?:aktifkan|nyalakan|mengaktifkan|enable|requires?|membutuhkan|turn on|butuh) (?:\w+ ){0,2}javascript|javascript (?:\w+ ){0,3}(?:enabled|disabled|required|diaktifkan|dinonaktifkan)"
        ),
    ),
)
"""In the order in which they are asked: a captcha needs JavaScript too."""

_SHELL = etree.XPath(
    "boolean(//body//script) and boolean(//*[@id='root' or @id='app' or @id='__next' or @id='__nuxt' or @id='___gatsby' "
    "or self::app-root or @ng-version or @data-reactroot or @data-server-rendered or @ng-app])"
)
_VISIBLE = etree.XPath("//body//text()[not(ancestor::script or ancestor::style or ancestor::template)]|//title/text()")
_CODE = etree.XPath(
    "//script/@src|//script/text()|//iframe/@src|//form/@action|//body//@id|//body//@class|//link/@href|//img/@src"
)
_TITLE = etree.XPath("//title[1]//text()")
_SPACE = re.compile(r"\s+")


def name(root: etree._Element) -> NotAnArticle | None:
    """What kind of page that is, when it shows; ``None`` for one that shows nothing.

    :param root: the ``html`` element of a page without a story.
    """
    text = _SPACE.sub(" ", " ".join(cast("list[str]", _VISIBLE(root))))[: MOST_TEXT + 1].strip()
    if len(text) > MOST_TEXT:
        return None
    is_bare = len(text) <= MOST_SHELL_TEXT
    code = "\n".join(cast("list[str]", _CODE(root)))[:MOST_CODE] if is_bare else ""
    for sign in SIGNS:
        if (sign.text is not None and sign.text.search(text)) or (sign.code is not None and sign.code.search(code)):
            return NotAnArticle(sign.kind, sign.reason)
    if is_bare and _SHELL(root):
        return NotAnArticle("needs javascript", SIGNS[-1].reason)
    return None


def trouble_of(html: bytes) -> NotAnArticle | None:
    """The same for an answer in place of a feed or a page, which may hold anything."""
    try:
        root = parse(html).root
    except NotAnArticle:
        return None
    title = " ".join("".join(cast("list[str]", _TITLE(root))).split())
    # what a server prints above its bare "403 Forbidden" is no page of its own
    if BLOCK_TITLE.search(title) and not title[:3].isdigit():
        return NotAnArticle("block page", "the server answered with a block or captcha page")
    return name(root)


def is_block_page(html: bytes) -> bool:
    """Whether that answer is a block or captcha page."""
    trouble = trouble_of(html)
    return trouble is not None and trouble.kind == "block page"
