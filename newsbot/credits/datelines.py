"""Datelines: the place and masthead an Indonesian story opens with, in every order papers print them.

The head of the text is cut at its separators (dash, colon, full stop, bar), the longest head first; a head counts only when
each of its parts is a place, a masthead or a date. What is left in doubt is story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsbot.credits.agencies import DOMAIN, is_agency, is_known_site, is_masthead, is_site_name
from newsbot.credits.names import blank_dates
from newsbot.credits.places import LONGEST_PLACE, is_compass_part, is_country, is_place


@dataclass(frozen=True, slots=True)
class DatelineMatch:
    """Place and masthead as printed, each ``None`` where none is; ``text[end:]`` begins with the story's first word."""

    place: str | None
    agency: str | None
    end: int


_WINDOW = 120
_LONGEST_HEAD = 80
_ABBREVIATION = 3

_DASH = r"[-–—―‒−]"
# The end of a head: a dash (glued, half glued or free), or one of the marks a few papers use in its place.
_SEPARATOR = re.compile(rf"\s*[,.]?\s*(?P<dash>{_DASH}{{1,4}})\s*|\s*(?P<mark>[:|：])\s*|(?P<stop>[.,])\s+")
_MARKS = re.compile(r"[-–—―‒−:：|.,]")
_STRONG = re.compile(r"[-–—―‒−:：|]")
_SMALL_WORD = re.compile(
    r"[ \n\xa0](?!(?:de|es|del|al|pukul|januari|februari|maret|april|mei|ju[nl]i|agustus|september|oktober|november|desember) )"
    r"[a-z][a-z'’]*(?=[\s,:;!?]|[.]\s|$)"
)
# What divides the parts of one head.
_JOINT = re.compile(rf"\s*(?P<joint>,|\||:|\s{_DASH}{{1,3}}\s?|(?<=[A-Za-z]){_DASH}\s|[–—]+|\.\s)\s*")
_HOST = re.compile(rf"\s*(?P<host>{DOMAIN}|[A-Za-z][\w-]{{2,20}},(?i:com|co\.id|id)\b)")
_IN_BRACKETS = re.compile(r"\s*,?\s*\((?P<inner>[^()]{1,40})\)\s*")
_WEEKDAY = re.compile(r",\s*\(?(?i:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu)\)?(?=\s*$|\s*[,(])")
_CAPITALS = re.compile(r"[A-Z][A-Z'’.`]*(?:[ -][A-Z][A-Z'’.`]*){0,3}")
_TITLE = re.compile(r"[A-Z][\w'’.&]*(?: [A-Z0-9][\w'’.&]*){0,3}")

# Openers in capitals that are neither places nor mastheads: institutions, labels, the usual abbreviations.
_NOT_PLACES = frozenset(
    """basarnas bappenas bakamla bawaslu kemenag kemenkes kemenkeu kemenhub kemendagri kominfo kemlu korlantas polri timnas persib
    persija persebaya arema psis psm bssn bnpb bnn bumn bps bpjs golkar gerindra nasdem demokrat hanura perindo telkom pertamina
    pelni garuda unesco unicef fifa uefa asean opec nato hamas covid umkm apbn apbd bansos ramadan ramadhan pemilu pilkada pilpres
    video foto breaking update hoaks fakta opini editorial tajuk kolom resensi cerpen puisi profil wawancara jadwal simak viral
    heboh terbaru populer exclusive eksklusif live siaran spoiler sinopsis lirik catatan tanya jawab question answer question
    presiden gubernur bupati menteri kapolri ketua senin selasa rabu kamis jumat sabtu minggu januari februari maret april juni
    juli agustus september oktober november desember tips trik resep cara ini itu yang dan atau the oleh menurut polisi polda polres
    indeks saham rupiah ihsg bitcoin honda yamaha toyota suzuki xiaomi samsung apple iphone google facebook instagram tiktok
    youtube whatsapp twitter""".split()
)
# Mastheads that are also words a sentence may open with.
_ORDINARY = frozenset(
    "merdeka suara dream nova bola grid tempo republika kilat swa gatra tribun kontan serambi metro analisa gelora disway".split()
)
# A section's rubric in place of a masthead, as the advertising pages of Tempo and others print it.
_RUBRIC = re.compile(
    r"(?:INFO|PMJ|KABAR|BERITA|WARTA|RADAR|POSMETRO|TRIBUN|RMOL|VIVA)(?: [A-Z][\w]*){0,2}|VIVA(?: [A-Z]\w+){1,2}|[A-Z ]{2,12} NEWS"
)


def read_dateline(text: str) -> DatelineMatch | None:
    """The dateline ``text`` opens with, or ``None`` when its first words are the story's.

    :param text: the first paragraph of a story, or all of it; only the first 120 characters are looked at.
    """
    window = text[:_WINDOW]
    begin = len(window) - len(window.lstrip(" \t\r\n\xa0\ufeff\u200b"))
    head = window[begin:]
    if not head or not (head[0].isalnum()):
        return None
    # No dateline holds a word in small letters other than a host's or a month's, so none reaches past the first.
    word = _SMALL_WORD.search(head)
    limit = min(word.start(), _LONGEST_HEAD) if word else _LONGEST_HEAD
    mark = _MARKS.search(head, 1, limit + 3)
    if mark is None:
        return _read_unseparated(head, begin, text)
    # A full stop or comma ends a head only behind capitals or a host name; the usual paragraph has neither.
    if not _STRONG.search(head, 1, limit + 12) and not head[: mark.start()].isupper() and "." not in head[:limit]:
        return _read_unseparated(head, begin, text)
    separators = [match for match in _SEPARATOR.finditer(head, 1, limit + 12) if match.start() <= limit]
    for match in reversed(separators[:8]):
        if match.end() == len(head) and len(text) > _WINDOW:
            continue
        if match["stop"] and not head[: match.start()].rstrip(")").isupper() and "." not in head[: match.start()]:
            continue
        parts = _read_head(head[: match.start()])
        if parts is None or not _fits(parts, match, head, whole=len(text) <= _WINDOW):
            continue
        return _result(parts, begin + match.end(), text)
    return _read_unseparated(head, begin, text)


@dataclass(slots=True)
class _Head:
    place: str | None = None
    agency: str | None = None
    known_place: bool = False
    known_agency: bool = False
    host: bool = False
    capitals: bool = False
    bracketed: bool = False
    dated: bool = False


def _result(parts: _Head, end: int, text: str) -> DatelineMatch:
    while end < len(text) and text[end].isspace():
        end += 1
    return DatelineMatch(parts.place, parts.agency, end)


def _atoms(head: str) -> Iterator[tuple[str, str]]:
    """(joint before it, part) for each part of a head."""
    joint = ""
    position = 0
    while position < len(head):
        if host := _HOST.match(head, position):
            yield joint, host["host"]
            position = host.end()
            following = _JOINT.match(head, position)
            joint, position = (following["joint"].strip(), following.end()) if following else (" ", position)
            continue
        following = _JOINT.search(head, position)
        stop = following.start() if following else len(head)
        part = head[position:stop].strip()
        # "JAKARTA KOMPAS.com": a host behind a blank is a part of its own.
        words = part.split(" ")
        if len(words) > 1 and _HOST.fullmatch(words[-1]):
            yield joint, " ".join(words[:-1])
            yield " ", words[-1]
        elif part:
            yield joint, part
        if following is None:
            return
        joint, position = following["joint"].strip(), following.end()


def _read_head(head: str) -> _Head | None:
    """The head as place and masthead, ``None`` if any part of it is neither (nor a date)."""
    if len(head.split()) > 11:
        return None
    parts = _Head()
    if "(" in head:
        inner = None
        for match in _IN_BRACKETS.finditer(head):
            content = match["inner"].strip(" ,")
            if not content:
                return None
            if _is_date(content):
                parts.dated = True
            elif inner is None:
                inner = content
            else:
                return None
        if inner is not None:
            if not re.fullmatch(r"[\w.&/ -]{2,40}", inner) or len(inner.split()) > 4 or not inner[0].isalnum():
                return None
            if inner.casefold() in _NOT_PLACES:
                return None
            parts.agency, parts.bracketed = inner, True
            parts.known_agency = (
                is_masthead(inner) or is_masthead(inner.partition("/")[0]) or is_masthead(inner.split()[0])
            )
        if head.rstrip()[-1] != ")" and "," not in head[head.rfind(")") :]:
            return None
        head = _IN_BRACKETS.sub(" ", head)
    if any(c.isdigit() for c in head):
        cut = blank_dates(head)
        parts.dated |= cut != head
        head = re.sub(r"[\s,]*\|[\s,|]*", ", ", cut) if cut != head else head
    if (cut := _WEEKDAY.sub("", head)) != head:
        parts.dated, head = True, cut
    head = head.strip(" ,\t\n\xa0")
    atoms = list(_atoms(head)) if head else []
    if not 0 < len(atoms) <= 4:
        return None
    return _sort(atoms, parts)


def _is_date(text: str) -> bool:
    return any(c.isdigit() for c in text) and blank_dates(text).strip(" ,|\t\n") in ("", "WIB", "WITA", "WIT")


def _sort(atoms: list[tuple[str, str]], parts: _Head) -> _Head | None:
    places: list[str] = []
    unknown: list[tuple[str, str]] = []
    for joint, atom in atoms:
        if _HOST.fullmatch(atom) or _is_masthead_part(atom, lone=len(atoms) == 1 and not (parts.agency or parts.dated)):
            if parts.agency is not None and parts.known_agency:
                return None
            parts.agency, parts.known_agency = atom, True
            parts.host |= _HOST.fullmatch(atom) is not None
        elif is_place(atom):
            if places and joint != ",":
                return None
            places.append(atom)
            parts.known_place = True
            parts.capitals = atom.isupper()
        elif _may_be_part(joint, atom, len(atoms), parts):
            unknown.append((joint, atom))
        else:
            return None
    return _settle(places, unknown, atoms, parts)


def _may_be_part(joint: str, atom: str, count: int, parts: _Head) -> bool:
    """Whether a part no list knows may still be a place or a masthead, going by its letters and its neighbours."""
    if _is_capital_place(atom, lone=count == 1 and not parts.known_agency):
        return True
    if not _TITLE.fullmatch(atom):
        return False
    return joint in ("", ",", " ") if count > 1 else parts.known_agency and parts.bracketed


def _settle(
    places: list[str], unknown: list[tuple[str, str]], atoms: list[tuple[str, str]], parts: _Head
) -> _Head | None:
    """Decide what the parts nobody knows are: a masthead beside a known place, a place beside a known masthead."""
    if len(unknown) > 2:
        return None
    in_capitals = all(atom.isupper() for _, atom in unknown)
    if unknown and (parts.known_agency or len(unknown) == 2):
        # Only one unknown part may be in small letters, and none may stand behind a dash: the story begins there.
        if any(joint not in ("", ",", " ") for joint, _ in unknown) or (not in_capitals and len(unknown) > 1):
            return None
        if parts.bracketed and not parts.known_agency:
            return None
        order = [atom for _, atom in atoms if atom in places or any(atom == name for _, name in unknown)]
        parts.place = ", ".join(order)
        parts.capitals = in_capitals
        return parts
    if unknown:
        joint, atom = unknown[0]
        if places:
            if parts.agency is not None:
                return None
            first_is_place = atoms[0][1] == places[0]
            behind_dash = atoms[1][0] in ("–", "—", "-") and atom.isupper()
            if joint == "," if first_is_place else behind_dash:
                parts.agency = atom
            else:
                places.insert(0, atom)
            parts.place = ", ".join(places)
            return parts
        if parts.bracketed:
            return None
        parts.place, parts.capitals = atom, atom.isupper()
        return parts
    parts.place = ", ".join(places) or None
    return parts if parts.place or parts.agency else None


def _is_masthead_part(atom: str, *, lone: bool) -> bool:
    first, _, rest = atom.partition(" ")
    if first.casefold() in _NOT_PLACES or (lone and not rest and first.istitle() and not _is_unmistakable(first)):
        return False
    return is_masthead(atom) or _RUBRIC.fullmatch(atom) is not None


def _is_unmistakable(word: str) -> bool:
    """Whether a masthead printed like any word ("Okezone", but not "Merdeka" or "Suara") can be nothing else."""
    return word.casefold() not in _ORDINARY and (is_known_site(word) or is_agency(word) is not None)


def _is_capital_place(atom: str, *, lone: bool) -> bool:
    if not _CAPITALS.fullmatch(atom):
        return False
    words = re.split(r"[ -]", atom)
    if any(word.casefold().strip(".'’") in _NOT_PLACES for word in words):
        return False
    # A lone short word in capitals is an abbreviation far more often than a town the gazetteer lacks.
    return not lone or len(atom) > 4 or is_place(atom)


def _fits(parts: _Head, match: re.Match[str], head: str, *, whole: bool) -> bool:
    """Whether the separator may stand between this head and the story that follows it."""
    following = head[match.end() :]
    if not following:
        return whole and match["dash"] is not None
    if following[0] in ",.;:)!?":
        return False
    begins = following[0].isupper() or not following[0].isalpha()
    if not begins and not (parts.host and (parts.place or is_known_site(head.partition(".")[0]))):
        return False
    # "Kompas.com - 28/05/2025, 13:30 WIB" is the page's own time of publication.
    if following[0].isdigit() and len(following) < 60 and _is_date(following):
        return False
    if match["dash"] is not None:
        return _dash_fits(parts, match, following)
    if match["mark"]:
        if match["mark"] == "|":
            return parts.known_place and parts.agency is None and parts.capitals
        return (parts.known_agency and (parts.place is not None or not parts.host or len(following) > 40)) or (
            parts.known_place and parts.agency is None and not is_country(parts.place or "") and len(following) > 40
        )
    if match["stop"] == ".":
        return (
            (parts.bracketed and parts.place is not None)
            or (parts.known_agency and parts.place is not None and (parts.known_place or parts.capitals))
            or (
                parts.agency is not None
                and parts.place is None
                and parts.agency.isupper()
                and is_site_name(parts.agency)
            )
        )
    if parts.place is None:
        return parts.host and head[: match.start()].isupper()
    return parts.host and parts.known_place and head.startswith(parts.place)


def _dash_fits(parts: _Head, match: re.Match[str], following: str) -> bool:
    raw = match.group()
    free = raw[0].isspace() and raw[-1].isspace()
    glued = not raw[0].isspace() and not raw[-1].isspace()
    hyphen = match["dash"] == "-"
    word = re.match(r"[\w'’]+", following)
    first = word.group() if word else ""
    if parts.agency is not None and parts.place is not None:
        return not (glued and hyphen) or parts.known_place or parts.host
    if parts.agency is not None:
        # "TRIBUN-MEDAN", "VIVA-nya": without a place only a host name may be glued to its story by a hyphen.
        return not (glued and hyphen) or parts.host
    place = parts.place or ""
    if parts.dated:
        return not glued
    if len(place) <= _ABBREVIATION and place.isupper():
        return False
    if not parts.known_place:
        return not glued and (len(place) > 4 or free)
    if glued:
        # "Jakarta-Bandung" is a road, "SEOUL-BTS" a dateline.
        routes = is_place(first) or any(is_place(part) for part in _runs(following))
        return not routes and (place.isupper() or not hyphen)
    if place.isupper():
        return True
    return not is_country(place) and (free or not is_place(first))


def _runs(text: str) -> Iterator[str]:
    words = text.split(maxsplit=LONGEST_PLACE)[:LONGEST_PLACE]
    for count in range(1, len(words) + 1):
        yield " ".join(words[:count]).strip(".,;:")


def _read_unseparated(head: str, begin: int, text: str) -> DatelineMatch | None:
    """``Liputan6.com, Jakarta Warga ...``: masthead, comma and a known place, with nothing before the story."""
    first = head.split(None, 1)[0]
    host = _HOST.match(head) if "." in first or "," in first else None
    if host is None:
        return None
    comma = re.compile(r"\s*,\s*").match(head, host.end())
    if comma is None:
        return None
    rest = head[comma.end() :]
    best = _longest_place(rest)
    if not best:
        return None
    end = comma.end() + best
    return _result(_Head(place=rest[:best], agency=host["host"]), begin + end, text)


def _longest_place(rest: str) -> int:
    """Length of the place ``rest`` opens with, 0 if none; a capital may be glued to it ("JakartaWarga")."""
    best = 0
    words = list(re.finditer(r"\S+", rest))[:LONGEST_PLACE]
    for count, word in enumerate(words, 1):
        # A glued capital ends the place inside the word.
        for stop in (
            word.end(),
            *(m.start() for m in re.finditer(r"(?<=[a-z])(?=[A-Z])", rest[: word.end()]) if m.start() > word.start()),
        ):
            candidate = rest[:stop].rstrip(",.")
            if not is_place(candidate):
                continue
            following = rest[stop:].lstrip()
            if not following or not (following[0].isupper() or following[0] in "\"“'‘" or following[0].isdigit()):
                continue
            if count > 1 and is_compass_part(word.group()) and following.startswith("Tengah"):
                continue
            best = max(best, len(candidate))
    return best
