"""Bylines and credit lines, as pages print them and metadata gives them, to people, editors, contributors and agency."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from newsbot.credits.agencies import DOMAIN, is_agency, is_desk, is_site_name, is_technical_account
from newsbot.credits.labels import AnyRole, find_labels, is_labelled, split_roles
from newsbot.credits.names import (
    blank_dates,
    is_clause,
    is_code,
    is_full_name,
    is_job_title,
    is_noise,
    is_prose,
    may_be_name,
    split_names,
)
from newsbot.credits.places import is_place
from newsbot.prose import holds_any

Role = Literal["author", "editor", "contributor"]


@dataclass(frozen=True, slots=True)
class Credits:
    """People behind a story, each list in printed order without repeats. ``agency`` is a wire agency or quoted source."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    agency: str | None = None


_PREFIX = re.compile(
    r"(?i:(?:artikel |berita |tulisan )?(?:ini )?(?:ditulis |dilaporkan |disusun )?oleh\b"
    r"|(?:written |reported |reporting )?by\b)\s*(?=\S)"
)
_REPORT = re.compile(
    r"(?i:laporan)\s{1,3}(?P<role>(?i:wartawan|reporter|jurnalis|kontributor|koresponden|kontri|tim liputan))?\s{0,3}[:,]?\s{0,3}"
)
_FROM_PLACE = re.compile(
    r"\s{1,3}(?:(?i:dari|melaporkan dari|langsung dari)\s{1,3}(?P<place>.{1,60})|(?i:melaporkan))$"
)
_DESCRIPTION = re.compile(
    r"(?P<word>(?i:kontributor|contributor|koresponden|correspondent|wartawan|reporter|jurnalis|journalist|penulis|pewarta|editor"
    r"|redaktur|peneliti|fotografer|stringer|magang|trainee))\b(?:\s{1,3}(?P<rest>.{1,80}))?"
)
_ADDRESS = re.compile(r"\S{0,80}@\S+|https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\(([^()]{0,60})\)")
_LEADING_DOMAIN = re.compile(rf"(?:[A-Z][a-z]+\s)?{DOMAIN}[\s,/-]{{0,3}}")
_CONTRIBUTED = re.compile(
    r"(?P<names>[^.!?:]{2,120}?)\s(?:turut |ikut )?berkontribusi (?:dalam|pada|untuk) (?:penulisan |penyusunan )?"
    r"(?:artikel|laporan|berita|tulisan) ini"
)
_COPYRIGHT = re.compile(
    r"\s{0,3}\(?(?i:copyright|hak cipta)\s{0,3}(?:©|\([cC]\)|(?=(?:19|20)\d\d))\s{0,3}(?P<owner>[^\n.:]{0,60})$"
)
_BARRED_COLON = re.compile(r"\s*\|\s*[:：]\s*\|?")
_CREDIT_WORDS = ("oleh", "by", "laporan", "kontribu")
_MAX_BYLINE = 1000
_MAX_LINE = 200


class _Sorter:
    """Puts each piece of a byline where it belongs, and remembers whether anything was no credit at all."""

    def __init__(self, site_names: Collection[str] = ()) -> None:
        self.people: dict[AnyRole, list[str]] = {"author": [], "editor": [], "contributor": []}
        self.desks: dict[AnyRole, list[str]] = {"author": [], "editor": [], "contributor": []}
        self.agency: str | None = None
        self.all_credit = True
        self._own = {name.casefold() for name in site_names}

    def add(self, role: AnyRole, text: str) -> None:
        if role == "none":
            self.all_credit &= len(text.split()) <= 12
            return
        if role == "source":
            self._add_source(text)
            return
        text = _ADDRESS.sub(" ", text)
        text = _strip_prefix(_FROM_PLACE.sub("", blank_dates(text).strip(" \n,;|/-–—")))
        wrapped = text.startswith("(") and text.endswith(")")
        text = text[1:-1] if wrapped else text
        for aside in _BRACKETS.findall(text):
            if agency := is_agency(aside):
                self._take_agency(agency)
            elif aside.casefold() in ("editor", "redaktur", "penyunting"):
                role = "editor"
        pieces = list(split_names(_BRACKETS.sub(" ", text)))
        named = any(" " in piece and not piece.isupper() for piece in pieces)
        for position, piece in enumerate(pieces):
            if not (named and _is_division(piece)):
                self._add_piece(role, piece, first=position == 0, last=position + 1 == len(pieces))

    def _take_agency(self, name: str) -> None:
        self.agency = self.agency or name

    def _add_source(self, text: str) -> None:
        text = blank_dates(text).strip(" \n,;|/-–—.")
        self.all_credit &= len(text.split()) <= 10 and ". " not in text
        if is_technical_account(text):
            return
        for piece in split_names(text):
            if agency := is_agency(piece):
                self._take_agency(agency)
            elif is_site_name(piece):
                self._take_agency(piece)

    def _add_piece(self, role: AnyRole, piece: str, *, first: bool, last: bool) -> None:
        if len(piece) > 90 or piece.count(" ") > 10:
            self.all_credit = False
            return
        described = _DESCRIPTION.fullmatch(piece)
        if described and described["rest"] and described["word"].casefold() not in ("magang", "trainee"):
            rest = described["rest"].strip(" ,-:")
            if (
                is_place(rest)
                or is_desk(rest)
                or (not last and " " not in rest and described["word"].casefold().startswith("kon"))
            ):
                self.desks[role].append(piece)
                return
            piece = rest
            if described["word"].casefold() in ("editor", "redaktur"):
                role = "editor"
        if is_technical_account(piece):
            return
        own = piece.casefold() in self._own
        if not own and (agency := is_agency(piece)):
            self._take_agency(agency)
        elif own or is_desk(piece):
            self.desks[role].append(piece)
        elif is_noise(piece) or (not first and (is_job_title(piece) or is_place(piece))):
            return
        elif may_be_name(piece):
            self.people[role].append(piece)
        else:
            self.all_credit = False

    def credits(self) -> Credits:
        def names(role: AnyRole) -> tuple[str, ...]:
            seen: dict[str, str] = {}
            for name in self.people[role]:
                seen.setdefault(name.casefold(), name)
            if not seen and self.desks[role] and not (role == "author" and self.agency):
                return (self.desks[role][0],)
            return tuple(seen.values())

        return Credits(names("author"), names("editor"), names("contributor"), self.agency)


def _is_division(piece: str) -> bool:
    """Whether a piece beside a full name is a newsroom's division or code: "Rani Puspita / FMB", "Rani Puspita/ant"."""
    short = len(piece) <= 4 if piece.isupper() else piece.islower() and len(piece) <= 3
    return short and len(piece) > 1 and piece.isalpha() and is_agency(piece) is None


def _strip_prefix(text: str) -> str:
    if match := _REPORT.match(text):
        return _strip_brand(text[match.end() :]).partition("|")[0]
    if match := _PREFIX.match(text):
        return text[match.end() :]
    return text


def _strip_brand(text: str) -> str:
    """What stands behind the outlet in "Laporan Wartawan Tribun Jogja, Rani Puspita" and its unpunctuated forms."""
    if match := _LEADING_DOMAIN.match(text):
        return text[match.end() :]
    brand, comma, names = text.partition(",")
    if comma and (is_site_name(brand) or (brand.isupper() and brand.isalpha() and is_full_name(names.strip()))):
        return names
    words = text.split()
    for count in (3, 2, 1):
        if (
            len(words) > count
            and is_site_name(" ".join(words[:count]))
            and (count == 1 or is_place(" ".join(words[1:count])))
        ):
            return " ".join(words[count:])
    return text


def parse_byline(text: str | Sequence[str], *, role: Role = "author", site_names: Collection[str] = ()) -> Credits:
    """Read one or more byline strings into people.

    :param text: bylines as a page prints them or metadata gives them, with or without role labels, in any order.
    :param role: whom an unlabelled name is: the slot the string was read from.
    :param site_names: names of the outlet itself and its desks, which are no people (any case).
    :returns: names as printed. A site, desk or shared account stands in a role only where no person and no agency does;
        addresses and machine accounts never do. ``Sumber:`` gives the agency when it names an agency or a site. A paragraph
        of running text without role labels, more than 200 characters of it, credits nobody.
    """
    sorter = _Sorter(site_names)
    for line in (text,) if isinstance(text, str) else text:
        clean = _spaced(line[:_MAX_BYLINE])
        clean, owner = strip_copyright(clean)
        sorter.agency = sorter.agency or owner
        if len(clean) > _MAX_LINE and not is_labelled(clean) and not _REPORT.match(clean) and is_prose(clean):
            continue
        if contributed := read_contributor(clean):
            sorter.people["contributor"].extend(contributed.contributors)
        elif clean and not is_address(clean):
            for own, chunk in split_roles(clean, role):
                sorter.add(own, chunk)
    return sorter.credits()


def strip_copyright(text: str) -> tuple[str, str | None]:
    """``text`` without a closing "COPYRIGHT © ANTARA 2020", and the agency that line names, if it is one."""
    match = _COPYRIGHT.search(text, max(0, len(text) - 90))
    if match is None:
        return text, None
    owner = match["owner"].split()
    return text[: match.start()], is_agency(owner[0]) if owner else None


def is_address(text: str) -> bool:
    """Whether ``text`` is one URL, email address or handle and nothing else."""
    return " " not in text and is_technical_account(text)


def _spaced(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\u200b", "").replace("\ufeff", "").split("\n"))
    text = "\n".join(line for line in lines if line)
    # A label, its colon and its name often stand in lines of their own; other line breaks part names.
    text = text.replace("\n:", " :").replace(":\n", ": ").replace("\n|", " |")
    wrapped = len(text) > 2 and text[0] + text[-1] in ("()", "[]") and not any(c in "()[]" for c in text[1:-1])
    return text[1:-1].strip() if wrapped else text


def read_labelled(text: str) -> Credits | None:
    """The credits of a ``text`` that opens with a role label and holds nothing but labels and names, else ``None``."""
    labels = find_labels(text)
    if not labels or labels[0].start:
        return None
    sorter = _Sorter()
    text, sorter.agency = strip_copyright(text)
    chunks = split_roles(text, "author")
    if all(role == "none" for role, _ in chunks):
        return None
    for role, chunk in chunks:
        if len(chunk.split()) > 40 or (role != "none" and is_clause(chunk)):
            return None
        sorter.add(role, chunk)
    return sorter.credits() if sorter.all_credit else None


def read_contributor(text: str) -> Credits | None:
    """The contributors named by a sentence like "Rani Puspita berkontribusi dalam penulisan artikel ini.", else ``None``."""
    match = _CONTRIBUTED.fullmatch(text.strip(" .()"))
    if match is None:
        return None
    names = [name for name in split_names(match["names"]) if is_full_name(name, least=1)]
    return Credits(contributors=tuple(names)) if names else None


def read_credit_line(text: str) -> Credits | None:
    """The credits of a line that is nothing but a credit ("Penulis: Rani", "Laporan Wartawan X, Rani"), else ``None``.

    A line that credits only a picture is none. Credits may be empty: "Sumber: dinas setempat" names no agency.
    """
    text = text.strip()
    if not text or len(text) > _MAX_LINE or not _may_credit(text):
        return None
    line = _spaced(text)
    if line.startswith("(*)"):
        line = line[3:].strip()
    if "|" in line:
        line = _BARRED_COLON.sub(": ", line).strip(" |")
    return read_labelled(line) or read_contributor(line) or _read_unlabelled(line)


def _may_credit(line: str) -> bool:
    """Whether a line holds any word or mark that every credit line holds one of: most lines of a page need no closer look."""
    if ":" in line or "：" in line:
        return True
    return holds_any(line.lower(), _CREDIT_WORDS)


def _read_unlabelled(line: str) -> Credits | None:
    if ":" in line:
        return None
    report = _REPORT.match(line)
    if report:
        rest = line[report.end() :]
        if not report["role"]:
            # "Laporan Keuangan Tahunan" is a heading: only a place behind the name makes it a credit.
            name, bar, place = rest.partition("|")
            origin = _FROM_PLACE.search(rest)
            if bar and is_place(place.strip(" .")):
                rest = name.strip()
            elif origin and is_place((origin["place"] or "").strip(" .")):
                rest = rest[: origin.start()]
            else:
                return None
        rest = _FROM_PLACE.sub("", _strip_brand(rest.partition("|")[0])).strip(" ,.")
    elif match := _PREFIX.match(line):
        rest = blank_dates(line[match.end() :]).strip(" |")
    elif (match := _DESCRIPTION.fullmatch(line)) and match["word"].casefold().startswith("kon") and "," in line:
        place, _, rest = (match["rest"] or "").partition(",")
        if not is_place(place):
            return None
    else:
        return None
    pieces = list(split_names(rest))
    if not pieces or len(pieces) > 6 or not all(_stands_alone(piece) for piece in pieces):
        return None
    return parse_byline(rest)


def _stands_alone(piece: str) -> bool:
    """Whether a piece of a line without colon is a credit beyond doubt."""
    if is_full_name(piece, least=1) or is_desk(piece) or is_agency(piece) is not None:
        return True
    return is_code(piece) or is_job_title(piece)
