"""Closing credits: the initials, names and labels a story ends with, which are not the story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsbot.credits.agencies import is_agency, is_known_site
from newsbot.credits.bylines import Credits, read_contributor, read_credit_line, read_labelled, strip_copyright
from newsbot.credits.labels import find_labels
from newsbot.credits.names import is_full_name


@dataclass(frozen=True, slots=True)
class Signoff:
    """A closing credit.

    :param start: offset where it begins; ``text[:start].rstrip()`` is the story.
    :param credits: people and agency it names in full.
    :param initials: initials and staff codes it prints, in order, without the outlet's own code.
    :param sponsored: it marks the story as an advertorial.
    """

    start: int
    credits: Credits = field(default_factory=Credits)
    initials: tuple[str, ...] = ()
    sponsored: bool = False


_TAIL = 320
_BRACKETED = 90

# Codes that stand in the initials' brackets and name an outlet or the kind of source, not a person.
_CODES: dict[str, str | None] = {
    "ant": "ANTARA", "antara": "ANTARA", "afp": "AFP", "rtr": "Reuters", "reuters": "Reuters", "voa": "VOA", "bbc": "BBC",
    "dtc": "detikcom", "dtk": "detikcom", "okz": "Okezone", "kpl": None, "mdk": None, "jpnn": None, "jpg": None, "rls": None,
    "rilis": None, "bbs": None, "dbs": None, "net": None, "int": None, "hms": None, "humas": None, "inf": None, "rmol": None,
    "adv": None, "ads": None, "advertorial": None, "adv/adv": None, "pariwara": None, "red": None, "redaksi": None, "web": None,
}  # fmt: skip
_SPONSORED = frozenset(("adv", "ads", "advertorial", "pariwara", "iklan"))

# Short words that stand in brackets in running text.
_WORDS = frozenset(
    """satu dua tiga lima enam tuju nol kiri atas kini lalu dll dst dkk sic ibu ayah anak pria laki wib wita wit rt rw km kg cm mm
    m s h al hal dan atau ya tdk on off he she his her him in out up a b c d e f g i n s/d cf vs lt dt st pp no nb ps pre post
    pro kon non per hari jam usd idr rp xl l p w ml gr ton ha org kk jo juz qs hr ra saw swt as alm sda idem ibid cont end the
    of to at by or and arab inggris baru lama awal asal buka kaya pro bawah jual beli pagi siang sore masa menit gol
    pen og km2 cm2 mm2 co2 pm10 pm25""".split()
)
_LOWER = re.compile(r"[a-z]{2,4}|[a-z]{2,5}\d{1,3}|[a-z]\d{2,3}")
_TITLE = re.compile(r"[A-Z][a-z]{1,3}|[A-Z][a-z][A-Z]")
# Staff codes; "Z-2" and "OL-1" are a page's section in Media Indonesia.
_STAFF = re.compile(r"(?:KR|CR|MG|Mg|cr|mg|kr)[- ]?[A-Z0-9]{1,4}|[A-Z]{1,2}-\d{1,2}")
_UPPER = re.compile(r"[A-Z]{2,3}")
_SHORT_NAME = re.compile(r"[a-z]{2,10}")
_BARE = re.compile(r"[a-z]{2,4}(?:/[a-z]{2,4}){1,2}")
_STOPS = (". ", "? ", "! ", "\n")
_SENTENCE_END = frozenset(".!?…\"”'’»)]*")


def read_signoff(text: str) -> Signoff | None:
    """The closing credit at the end of ``text``, or which all of ``text`` is; ``None`` when it ends as stories do.

    :param text: one paragraph, one of an article's last. Only its last 320 characters are looked at.
    """
    end = len(text.rstrip())
    found: Signoff | None = None
    # A story may be signed more than once: "(Rani Puspita) (Rani Puspita)", "(*) Editor: Rani".
    for _ in range(4):
        earlier = _read_last(text[:end])
        if earlier is None:
            break
        found = _joined(earlier, found) if found else earlier
        end = len(text[: earlier.start].rstrip())
    return found


def _joined(first: Signoff, second: Signoff) -> Signoff:
    def both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*a, *b)))

    return Signoff(
        first.start,
        Credits(
            both(first.credits.authors, second.credits.authors),
            both(first.credits.editors, second.credits.editors),
            both(first.credits.contributors, second.credits.contributors),
            first.credits.agency or second.credits.agency,
        ),
        both(first.initials, second.initials),
        first.sponsored or second.sponsored,
    )


def _read_last(text: str) -> Signoff | None:
    if not text:
        return None
    if text[-1] in ")]" and (signed := _read_brackets(text)):
        return signed
    if signed := _read_labels(text):
        return signed
    begin = len(text) - len(text.lstrip())
    if len(text) - begin > 200:
        return None
    line = text[begin:]
    if _BARE.fullmatch(line):
        return _read_pieces(line, begin, closed=True)
    if line.startswith(("*", "(*")) and not line.strip("*() "):
        return Signoff(begin)
    credits = read_credit_line(line)
    return Signoff(begin, credits) if credits is not None else None


def _read_labels(text: str) -> Signoff | None:
    offset = max(0, len(text) - _TAIL)
    tail = text[offset:]
    for label in find_labels(tail)[-8:]:
        before = tail[: label.start].rstrip()
        if (before or offset) and not (before and before[-1] in _SENTENCE_END):
            continue
        credits = read_labelled(tail[label.start :])
        if credits is not None:
            return Signoff(offset + label.start, credits)
    if "©" in tail or "opyright" in tail or "OPYRIGHT" in tail or "ak cipta" in tail:
        story, agency = strip_copyright(tail)
        if story != tail:
            return Signoff(offset + len(story), Credits(agency=agency))
    if tail.rstrip(".").endswith(" ini"):
        start = max((tail.rfind(stop, 0, -20) + len(stop) for stop in _STOPS if stop in tail[:-20]), default=0)
        if (start or not offset) and (credits := read_contributor(tail[start:])):
            return Signoff(offset + start, credits)
    return None


def _read_brackets(text: str) -> Signoff | None:
    opening = "(" if text[-1] == ")" else "["
    start = text.rfind(opening, max(0, len(text) - _BRACKETED))
    if start < 0:
        return None
    inner = text[start + 1 : -1].strip()
    before = text[:start].rstrip()
    # A bracket that closes the last sentence belongs to it; one behind its full stop does not.
    closed = not before or before[-1] in _SENTENCE_END
    if not inner or any(c in "()[]" for c in inner):
        return None
    if ":" in inner or inner.casefold().startswith("ditulis oleh "):
        credits = read_credit_line(inner)
        return Signoff(start, credits) if credits is not None else None
    return _read_pieces(inner, start, closed=closed)


def _read_pieces(inner: str, start: int, *, closed: bool) -> Signoff | None:
    if not inner.strip("* "):
        return Signoff(start) if "*" in inner else None
    pieces = [piece.strip(" *") for piece in re.split(r"[/|;,&]|\s-\s", inner)]
    if len(pieces) > 5:
        return None
    site, pieces = _take_sites(pieces)
    starred = "*" in inner
    pieces = [piece for piece in pieces if piece]
    signed = len(pieces) > 1 or site or starred
    marked = site or starred or any(piece.casefold() in _CODES for piece in pieces)
    people: list[str] = []
    initials: list[str] = []
    agency: str | None = None
    sponsored = False
    for piece in pieces:
        code = piece.casefold()
        if code in _CODES and (piece.islower() or signed or code in _SPONSORED):
            agency = agency or _CODES[code]
            sponsored |= code in _SPONSORED
        elif wire := is_agency(piece):
            agency = agency or wire
        elif is_full_name(piece, least=1 if site or people else 2):
            people.append(piece)
        elif (marked and signed and _SHORT_NAME.fullmatch(piece) and piece not in _WORDS) or _is_initials(
            piece, signed=signed, closed=closed
        ):
            initials.append(piece)
        else:
            return None
    # One name or one code alone is only a credit behind the end of the last sentence.
    lone = not site and not starred and len(pieces) < 2
    if not closed and (lone or people or not (initials or starred or len(pieces) > 1)) and not (site and people):
        return None
    if not pieces and not site:
        return None
    return Signoff(start, Credits(authors=tuple(people), agency=agency), tuple(initials), sponsored)


def _take_sites(pieces: list[str]) -> tuple[bool, list[str]]:
    """Whether a piece names the outlet, and the other pieces; "tio-tribun-medan.com" gives "tio"."""
    site = False
    rest: list[str] = []
    for piece in pieces:
        if (glued := re.fullmatch(r"([a-z]{2,4})-([\w-]+\.(?:com|id|co\.id))", piece)) and is_known_site(glued[2]):
            site = True
            rest.append(glued[1])
        elif piece and is_known_site(piece) and piece.casefold() not in _CODES and not is_agency(piece):
            site = True
        else:
            rest.append(piece)
    return site, rest


def _is_initials(piece: str, *, signed: bool, closed: bool) -> bool:
    if piece.casefold() in _WORDS:
        return False
    if _LOWER.fullmatch(piece):
        return signed or closed
    if _TITLE.fullmatch(piece) or _STAFF.fullmatch(piece):
        return signed or closed
    return signed and closed and _UPPER.fullmatch(piece) is not None
