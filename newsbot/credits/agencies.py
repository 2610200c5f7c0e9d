"""Names in the author slot that are no people: wire agencies, sites, desks and CMS accounts."""

from __future__ import annotations

import re

# Printed form -> other spellings (lower-case). Agencies and foreign broadcasters whose copy Indonesian outlets run.
_WIRES: dict[str, str] = {
    "ANTARA": "antara; antara news; antaranews; antaranews.com; lkbn antara; kantor berita antara; antara foto; antarafoto",
    "AFP": "agence france-presse; agence france presse; afp photo; afp news",
    "Reuters": "reuters; reuters.com; thomson reuters; rtr",
    "AP": "associated press; the associated press; ap photo; ap news; apnews",
    "VOA": "voice of america; voa news",
    "VOA Indonesia": "voa indonesia; voaindonesia; voaindonesia.com",
    "Xinhua": "xinhua; xinhua news agency; xinhua news; kantor berita xinhua",
    "BBC": "bbc news; bbc world; bbc.com",
    "BBC Indonesia": "bbc indonesia; bbc news indonesia; bbc world service indonesia",
    "DW": "deutsche welle; deutsche welle (dw); dw.com; dw news",
    "DW Indonesia": "dw indonesia; deutsche welle indonesia",
    "dpa": "deutsche presse-agentur",
    "Bloomberg": "bloomberg; bloomberg news; bloomberg.com",
    "CNBC": "cnbc; cnbc.com",
    "CNN": "cnn; cnn.com; cnn international",
    "Anadolu Agency": "anadolu; anadolu agency; anadolu ajansi; kantor berita anadolu",
    "Kyodo": "kyodo; kyodo news",
    "Yonhap": "yonhap; yonhap news; yonhap news agency",
    "Bernama": "bernama",
    "TASS": "tass; itar-tass",
    "Sputnik": "sputnik; sputnik news",
    "RIA Novosti": "ria novosti",
    "PRNewswire": "prnewswire; pr newswire",
    "Business Wire": "business wire; businesswire",
    "GlobeNewswire": "globenewswire; globe newswire",
    "Media OutReach": "media outreach; media outreach newswire",
    "ABC Indonesia": "abc indonesia; abc australia; australia plus abc; abc news",
    "Al Jazeera": "al jazeera; aljazeera; al-jazeera",
    "NHK": "nhk world; nhk world japan",
    "Press TV": "press tv",
    "The Conversation": "the conversation; the conversation indonesia",
    "Getty Images": "getty images; gettyimages",
}
_WIRE_OF = {name.strip(): printed for printed, names in _WIRES.items() for name in names.split(";")}
# Two or three letters can be a reporter's initials, so these count only as the agencies print them.
_ABBREVIATIONS = {"AFP", "AP", "VOA", "BBC", "DW", "dpa", "DPA", "AA", "UPI", "EFE", "NHK", "KCNA", "IRNA", "ANSA"}
_PRINTED = {"DPA": "dpa", "AA": "Anadolu Agency"}

_SUFFIX = r"(?:com|co\.id|or\.id|go\.id|ac\.id|my\.id|web\.id|id|co|net|tv|org|news|info|asia|biz|live|me|sg|fm|media|network)"
DOMAIN = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,40}})\.){{1,3}}(?i:{_SUFFIX})(?![A-Za-z0-9-]*\.[A-Za-z])(?![a-z])"
"""Pattern of a host name as a masthead: ``KOMPAS.com``, ``Posmetro.co.id``, ``jakarta.suaramerdeka.com``."""

_DOMAIN = re.compile(DOMAIN)
_URL = re.compile(r"(?:https?:)?//|www\.|facebook\.com|twitter\.com|instagram\.com|(?<=\w)\.(?:com|id|co|net)/", re.I)
_EMAIL_OR_HANDLE = re.compile(r"\S*@\w\S*")
_ACCOUNT = re.compile(
    r"\b(?:developers?|webmaster|web ?master|web design\w*|sysadmin|system|robot|bot|noreply)\b", re.I
)

_SITES = frozenset(
    name.strip()
    for name in """
akurat; alinea; analisa; bali post; balipost; berita satu; beritasatu; berita jatim; beritajatim; bisnis indonesia; bola; bolasport;
borneo tribun; cna indonesia; cnbc indonesia; cnn indonesia; disway; dream; fimela; galamedia; gatra; gelora; genpi; grid; gridoto;
hanter; harian terbit; hipwee; hukumonline; idn times; idntimes; idx channel; idxchannel; indozone; inews; infobank; inilah;
investor daily; intisari; jakarta globe; jawa pos; jawapos; jpnn; jubi; kaltim post; kapanlagi; katadata; kbr; kitasulsel;
kompasiana; kontan; koran jakarta; koran sindo; koran tempo; kumparan; kupas tuntas; liputan6; liputan 6; malut post; media indonesia;
merdeka; metro tv; metrotvnews; medcom; mongabay; mongabay indonesia; mojok; mpi; mnc portal; mnc portal indonesia; mnc media;
niaga asia; nova; nusabali; okezone; parapuan; pedoman karya; pikiran rakyat; pikiran-rakyat; pmj news; popbela; pos kupang;
pos belitung; poskota; pos kota; posmetro; posmetro medan; prfm; prohaba; project multatuli; rakyat merdeka; republika; rmol; rmoljabar;
rri; sindo; sindonews; solopos; sriwijaya post; suara; suara merdeka; suara pembaruan; suara surabaya; suara karya; surabaya pagi;
surya malang; swa; tabloid jubi; tempo; the jakarta post; tirto; tvone; tvonenews; tvri; viva; voi; warta ekonomi; warta kota;
wartakotalive; zetizen; serambi; serambi indonesia; serambinews; banjarmasin post; bangka pos; sripoku; surya online; batam pos; batampos;
riau pos; riaupos; lampung post; kedaulatan rakyat; krjogja; fajar online; tribun; ntvnews; rctiplus; sctv; indosiar; rcti;
kilat; ayo bandung; herstory; populis; popmama; detik; detikcom; kompas; promedia; info nasional; info bisnis; info tempo; laporannews
""".replace("\n", " ").split(";")
)
# Roots no person's name begins with; what is glued to them or follows in capitals is a channel or a city edition.
_BRAND = re.compile(
    r"(?i:detik|tribun|okezone|liputan6|kompas|kumparan|kapanlagi|antaranews|sindonews|posmetro|beritasatu|jawapos|katadata|idntimes"
    r"|suara(?:jakarta|jabar|sumut|com)|wartakotalive|wartaekonomi|serambinews|mnc portal|cnn ?indonesia|cnbc ?indonesia|jpnn"
    r"|republika|tvonenews|rmol)"
    r"[A-Za-z0-9.-]{0,25}(?: [A-Z][\w.-]{0,20}){0,2}"
)
_MEDIA_LAST = frozenset(
    "news tv post times online fm channel network newsroom express ekspres daily magazine radio herald gazette globe portal"
    " tribune newspaper network.".split()
)
_MEDIA_FIRST = frozenset("harian koran majalah tabloid radar radio".split())
_MORPHEME = re.compile(
    r"(?i:tribun|kabar|berita|warta|suara|radar|kita|liputan|koran|harian|posmetro|jurnal|portal|lintas|sinar)[A-Za-z]{3,20}"
    r"|[A-Za-z]{3,20}(?i:news|post|pos|times|tv|live|online|ekspres|kini|channel)"
)

_DESK = re.compile(
    r"(?:(?:dewan |staf |staff |tim )?redaksi\b.{0,40}|.{0,30}\b(?:redaksi|newsroom|news ?desk|editorial(?: team| board)?)"
    r"|(?:super|web)?[ _-]?admin(?:istrator)?[\d_.-]*(?:[ _-]\S{1,20}){0,2}|\S{2,20}[_ -]?admin\d*"
    r"|(?:the )?(?:tim|team)(?: (?:liputan|cek fakta|fact check|kreatif|editor|penulis|berita|riset|digital|media|konten|publikasi"
    r"|humas|it|jurnalis|peneliti|lifestyle|infografis|data|news|tekno|sports?|bola)\b.{0,30})?"
    r"|staff?(?: writer| reporter)?|(?:citizen|guest) (?:reporter|writer|journalist)|anonim|anonymous|internal|user|author|guest"
    r"|(?:biro |bagian |divisi )?(?:humas|public relations)\b.{0,40}|advertorial|iklan|sponsored|media cent(?:er|re)\b.{0,20}"
    r"|(?:desk|biro)\b.{1,25}|press release|siaran pers|pr ?wire|prwir)",
    re.I,
)


def _tidy(text: str) -> str:
    return " ".join(text[:200].split()).strip(" .,;:|/*-–—®™©\"'“”")


def is_agency(text: str) -> str | None:
    """The printed name of the wire agency ``text`` is (``"antara news"`` -> ``"ANTARA"``), or ``None``.

    Two- and three-letter names count only in the agencies' own capitals: ``"dw"`` may be somebody's initials.
    """
    name = _tidy(text)
    if name in _ABBREVIATIONS:
        return _PRINTED.get(name, name)
    return _WIRE_OF.get(name.casefold())


def is_known_site(text: str) -> bool:
    """Whether ``text`` is a host name or an outlet known by name; narrower than :func:`is_site_name`."""
    name = _tidy(text)
    last = name.rpartition(" ")[2]
    return name.casefold() in _SITES or _DOMAIN.fullmatch(last) is not None or _BRAND.fullmatch(name) is not None


def is_site_name(text: str) -> bool:
    """Whether ``text`` as a whole is the name of a news site or paper: ``Liputan6.com``, ``detikFinance``, ``Tribun Jogja``."""
    name = _tidy(text)
    words = name.split()
    if not words or len(words) > 5 or not name[0].isalnum():
        return False
    if is_known_site(name):
        return True
    if len(words) == 1:
        return False
    first, last = words[0].casefold(), words[-1].casefold()
    return last in _MEDIA_LAST or first in _MEDIA_FIRST or name.casefold().endswith("cyber media")


def is_masthead(text: str) -> bool:
    """Whether ``text`` reads like a masthead in a dateline; a wider net than :func:`is_site_name`, for use beside a place."""
    return is_site_name(text) or is_agency(text) is not None or _MORPHEME.fullmatch(_tidy(text)) is not None


def is_desk(text: str) -> bool:
    """Whether ``text`` is a site, a desk or a shared CMS account and so no person: ``Tim Redaksi``, ``admin``, ``Okezone``."""
    name = _tidy(text)
    if is_site_name(name) or _DESK.fullmatch(name) is not None:
        return True
    first, _, rest = name.partition(" ")
    return first.casefold() in ("tim", "team") and (is_site_name(rest) or (first != "TIM" and rest.isupper()))


def is_technical_account(text: str) -> bool:
    """Whether ``text`` is an address or a machine's account (email, URL, handle, developer): never an author."""
    text = text[:300]
    return (
        _URL.search(text) is not None or _EMAIL_OR_HANDLE.search(text) is not None or _ACCOUNT.search(text) is not None
    )
