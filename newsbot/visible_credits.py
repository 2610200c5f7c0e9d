"""Who wrote it, as a reader sees it: credit lines, author links and bare names in the lines around a story."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsbot.blocks import Block
from newsbot.credits import Credits, is_site_name, parse_byline, read_credit_line
from newsbot.credits.labels import is_labelled
from newsbot.credits.names import is_full_name, may_be_name
from newsbot.dates import find_dates
from newsbot.dates.vocabulary import WEEKDAYS
from newsbot.header import Surroundings

MAX_LINE = 160
_LABEL_ALONE = re.compile(
    r"^(?:penulis|editor|reporter|author|writer|pewarta|jurnalis|redaktur|kontributor|rep|red|oleh|by|ditulis oleh|sumber|source|"
    r"laporan|wartawan|penyunting|fotografer)s?\s*:?$",
    re.IGNORECASE,
)
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|penulis|reporters?|jurnalis|editors?|kontributor|redaktur|wartawan|journalists?|profil-penulis|me|indeks/penulis)(?:/|\?|$)"
)
_EDITOR_ADDRESS = re.compile(r"/(?:editors?|redaktur)(?:/|\?|$)")
_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"^[\s\-–—|•·:,/]+|[\s\-–—|•·:,/]+$")
# Section names stand where one-word bylines stand ("Metro - 13 Oktober").
_SECTIONS = frozenset(
    "nasional news berita metro metropolitan megapolitan regional daerah internasional dunia global politik hukum ekonomi bisnis keuangan "
    "olahraga sport sports bola otomotif tekno teknologi hiburan seleb selebriti showbiz lifestyle gaya kesehatan health travel wisata "
    "kuliner pendidikan edukasi opini kolom video foto home beranda terkini populer peristiwa kriminal nusantara sains money properti "
    "indeks headline utama khas update trending viral infotainment musik film religi islami".split()
)


@dataclass(frozen=True, slots=True)
class VisibleCredit:
    """People found in a line, and how: ``labelled``, ``linked``, ``dated`` (beside a date), ``bare``."""

    credits: Credits
    how: str


def read(
    around: Surroundings, headline: str | None, path_words: Collection[str], site_names: Collection[str]
) -> list[VisibleCredit]:
    """Credits in the lines around a story, the surest first.

    :param headline: text of the visible headline; a bare name counts only right below it.
    :param path_words: words of the address, which give section names away.
    """
    found: list[VisibleCredit] = []
    for lines in (around.above, around.below):
        found.extend(_labelled(lines))
    found.extend(_linked(around.above, site_names))
    found.extend(_dated(around.above, path_words, site_names))
    found.extend(_bare(around.above, headline, path_words, site_names))
    order = {"labelled": 0, "linked": 1, "dated": 2, "bare": 3}
    return sorted(found, key=lambda f: order[f.how])


def _labelled(lines: Sequence[Block]) -> list[VisibleCredit]:
    found = []
    behind = _labels_stand_behind(lines)
    for i, block in enumerate(lines):
        text = block.text
        if len(text) > MAX_LINE or block.hint in ("related", "popular", "comments"):
            continue
        if _LABEL_ALONE.match(text):
            j = i - 1 if behind else i + 1
            name = _SEPARATORS.sub("", lines[j].text) if 0 <= j < len(lines) else ""
            if len(name) < 80 and may_be_name(name.partition(",")[0]):
                credits = read_credit_line(f"{text.rstrip(': ')}: {name}")
                if credits is not None:
                    found.append(VisibleCredit(credits, "labelled"))
            continue
        credits = read_credit_line(text) or _behind_date(text)
        if credits is not None:
            found.append(VisibleCredit(credits, "labelled"))
    return found


def _behind_date(text: str) -> Credits | None:
    """The credits of a line that opens with the date: "Rabu, 18/11/2026 | 07:45 WIB | Penulis: Rani Puspita"."""
    if not (_DIGIT.search(text) and is_labelled(text)):
        return None
    dates = find_dates(text)
    return read_credit_line(_SEPARATORS.sub("", text[dates[0].end :])) if dates and dates[0].start < 3 else None


def _labels_stand_behind(lines: Sequence[Block]) -> bool:
    """Whether roles are printed below names ("Rini Wulandari" / "Penulis") rather than above them."""
    labels = [i for i, b in enumerate(lines) if len(b.text) < 30 and _LABEL_ALONE.match(b.text)]
    if not labels:
        return False

    def is_name(i: int) -> bool:
        return 0 <= i < len(lines) and is_full_name(_SEPARATORS.sub("", lines[i].text), least=1)

    return is_name(labels[0] - 1) and not is_name(labels[-1] + 1)


def _linked(lines: Sequence[Block], site_names: Collection[str]) -> list[VisibleCredit]:
    authors: list[str] = []
    editors: list[str] = []
    for block in lines:
        if len(block.text) > MAX_LINE:
            continue
        for href, text in block.links:
            if href and _AUTHOR_ADDRESS.search(href.lower()) and may_be_name(text):
                (editors if _EDITOR_ADDRESS.search(href.lower()) else authors).append(text)
    if not authors and not editors:
        return []
    read_authors = parse_byline(authors, site_names=site_names)
    read_editors = parse_byline(editors, role="editor", site_names=site_names)
    merged = Credits(
        read_authors.authors,
        (*read_authors.editors, *read_editors.editors),
        read_authors.contributors,
        read_authors.agency,
    )
    return [VisibleCredit(merged, "linked")]


def _dated(lines: Sequence[Block], path_words: Collection[str], site_names: Collection[str]) -> list[VisibleCredit]:
    found = []
    for block in lines:
        if len(block.text) > MAX_LINE or block.hint in ("related", "popular", "comments", "navigation"):
            continue
        dates = find_dates(block.text)
        if dates:
            name = _SEPARATORS.sub("", block.text[: dates[0].start])
            if name and _is_person(name, path_words, least=1):
                found.append(VisibleCredit(parse_byline(name, site_names=site_names), "dated"))
    return found


def _bare(
    lines: Sequence[Block], headline: str | None, path_words: Collection[str], site_names: Collection[str]
) -> list[VisibleCredit]:
    below = next((i + 1 for i, b in enumerate(lines) if b.heading and b.text == headline), None)
    if below is None:
        return []
    seen = 0
    for block in lines[below:]:
        if block.hint in ("related", "popular", "comments", "navigation", "tags", "caption", "ads") or block.heading:
            continue
        seen += 1
        if seen > 8:
            break
        text = re.split(r"\s+[-–|]\s*|\s*\|\s*", block.text)[0].strip()
        if len(text) < 50 and _is_person(text, path_words, least=2):
            return [
                VisibleCredit(parse_byline(block.text if len(block.text) < 80 else text, site_names=site_names), "bare")
            ]
    return []


def _is_person(text: str, path_words: Collection[str], least: int) -> bool:
    if any(ch.isdigit() for ch in text) or is_site_name(text):
        return False
    words = [w.casefold() for w in re.findall(r"\w+", text)]
    if (
        not words
        or all(w in path_words or w in _SECTIONS for w in words)
        or (len(words) == 1 and words[0] in _SECTIONS)
    ):
        return False
    if words[0] in WEEKDAYS or (any(w in _SECTIONS for w in words) and len(words) <= 2):
        return False
    return is_full_name(text, least=least)
