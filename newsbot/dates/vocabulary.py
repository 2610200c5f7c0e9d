"""The words of Indonesian dates: months, weekdays, zones, labels, as data.

Sources of outside facts: the named zones of e-mail and RSS dates are RFC 822 section 5; month spellings are those of the official orthography, of the spelling before 1972
(Djanuari, Pebruari) and of the abbreviations in CLDR and on newspapers' pages.
"""

from __future__ import annotations

import re
from datetime import UTC, timedelta, timezone
from functools import lru_cache

from newsbot.zones import WIB, WIT, WITA

# One row a month: full names first (they may be cut short or mistyped), then short forms (which may not).
MONTHS: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = (
    (1, ("januari", "january", "djanuari", "janwari"), ("jan", "jnr", "djan")),
    (2, ("februari", "february", "pebruari", "febuari"), ("feb", "peb", "fbr")),
    (3, ("maret", "march"), ("mar", "mrt", "maart", "mart", "mars")),
    (4, ("april",), ("apr", "avril")),
    (5, ("mei", "may"), ("mai", "mey")),
    (6, ("juni", "june", "djuni"), ("jun", "juny", "junni", "yuni")),
    (7, ("juli", "july", "djuli"), ("jul", "jully", "julli", "yuli")),
    (8, ("agustus", "august", "augustus"), ("agu", "agt", "ags", "agst", "agts", "agus", "aug", "agstus", "ag")),
    (9, ("september",), ("sep", "sept", "spt", "sptmbr")),
    (10, ("oktober", "october"), ("okt", "oct", "oktbr")),
    (11, ("november", "nopember"), ("nov", "nop", "nopbr", "novbr")),
    (12, ("desember", "december"), ("des", "dec", "dess", "dsmbr")),
)

_NAMES = tuple((name, number) for number, names, _ in MONTHS for name in names)
_EXACT = {word: number for number, names, short in MONTHS for word in (*names, *short)}
# One letter away from a month, and words in their own right.
_NOT_MISSPELT = frozenset({"market", "macet", "match", "marsh", "manet"})


@lru_cache(maxsize=4096)
def month_number(word: str, exact: bool = False) -> int | None:
    """The month a lower-case word names, 1 to 12, or ``None``.

    Unless ``exact``, a full name of five letters or more may be mistyped: one letter lost, doubled, wrong or two swapped;
    in names of eight letters and more two letters side by side. The first letter must stand.
    """
    number = _EXACT.get(word)
    if number is not None:
        return number
    if len(word) < 3:
        return None
    for name, value in _NAMES:
        if name.startswith(word):
            return value
    if exact or len(word) < 4 or word in _NOT_MISSPELT:
        return None
    near = {value for name, value in _NAMES if len(name) >= 5 and _is_misspelling(word, name)}
    return near.pop() if len(near) == 1 else None


def _is_misspelling(word: str, name: str) -> bool:
    if word[0] != name[0] or abs(len(word) - len(name)) > 2:
        return False
    head, limit = 0, min(len(word), len(name))
    while head < limit and word[head] == name[head]:
        head += 1
    tail = 0
    while tail < limit - head and word[-1 - tail] == name[-1 - tail]:
        tail += 1
    left, right = word[head : len(word) - tail], name[head : len(name) - tail]
    if len(left) <= 1 and len(right) <= 1:
        return True
    if len(left) == len(right) == 2 and left == right[::-1]:
        return True
    return len(name) >= 8 and len(left) <= 2 and len(right) <= 2


WEEKDAYS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            ("senin", "senen", "monday", "mon", "sen"),
            ("selasa", "tuesday", "tue", "tues", "sel"),
            ("rabu", "rebo", "wednesday", "wed", "rab"),
            ("kamis", "kemis", "thursday", "thu", "thurs", "thur", "kam"),
            ("jumat", "jum'at", "jum at", "jum`at", "jumaat", "friday", "fri", "jum"),
            ("sabtu", "saturday", "sat", "sab"),
            ("minggu", "ahad", "sunday", "sun", "min"),
        )
    )
    for word in words
}
"""Lower-case weekday -> 0 (Monday) to 6 (Sunday)."""

MARKET_DAYS = "legi umanis manis paing pahing pon wage kliwon klion keliwon".split()
"""The five-day Javanese and Balinese week, printed behind the weekday ("Sabtu Umanis")."""

WEEKDAY = "(?:" + "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True)) + ")"
DAYPART = "(?:dini hari|pagi|siang|sore|petang|malam|subuh)"

# name as printed (lower case, without dots) -> offset in hours
ZONE_HOURS: dict[str, float] = {
    "wib": 7, "wita": 8, "wit": 9, "wp": 9, "bbwi": 7, "btwi": 8,
    "waktu indonesia barat": 7, "waktu indonesia bagian barat": 7,
    "waktu indonesia tengah": 8, "waktu indonesia bagian tengah": 8,
    "waktu indonesia timur": 9, "waktu indonesia bagian timur": 9,
    "western indonesia time": 7, "central indonesia time": 8, "eastern indonesia time": 9,
    "waktu papua": 9, "waktu jakarta": 7, "jakarta time": 7,
    "asia/jakarta": 7, "asia/pontianak": 7, "asia/makassar": 8, "asia/jayapura": 9,
    "utc": 0, "gmt": 0, "ut": 0, "z": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "sgt": 8, "myt": 8, "hkt": 8, "ict": 7, "jst": 9, "kst": 9, "ist": 5.5,
    "cet": 1, "cest": 2, "bst": 1, "aest": 10, "aedt": 11, "awst": 8,
}  # fmt: skip

ZONE_BY_HOURS: dict[float, timezone] = {7: WIB, 8: WITA, 9: WIT, 0: UTC}
ZONE_NAMES: dict[str, timezone] = {
    name: ZONE_BY_HOURS.get(hours) or timezone(timedelta(hours=hours)) for name, hours in ZONE_HOURS.items()
}

# (label pattern, what it says of the date behind it, example). A label is read from the words in front of a date.
LABELS: tuple[tuple[str, str, str], ...] = (
    (r"(?:di)?terbit(?:kan)?", "published", "Diterbitkan 3 Mei 2021"),
    (r"(?:di)?tayang(?:kan)?", "published", "Tayang: 3 Mei 2021"),
    (r"(?:di)?publi(?:kasi|sh)(?:kan)?", "published", "Dipublikasikan pada 3 Mei 2021"),
    (r"published|publish(?:ed)? date|pubdate|date ?published", "published", "Published 3 May 2021"),
    (r"(?:di)?post(?:ed|ing|ingkan|kan)?|diposkan|dipos", "published", "Posted on 3 May 2021"),
    (r"(?:di)?buat|created|dibikin", "published", "Dibuat: 3 Mei 2021"),
    (r"(?:di)?rilis|released?", "published", "Dirilis 3 Mei 2021"),
    (r"(?:di)?muat|(?:di)?unggah|diupload|uploaded?", "published", "Diunggah 3 Mei 2021"),
    (r"(?:di)?tulis(?: oleh)?|written", "published", "Ditulis 3 Mei 2021"),
    (r"(?:di)?perba(?:ha)?rui|(?:di ?|ter)?-?up-?date[ds]?|pembaruan|terbarui", "modified", "Diperbarui: 4 Mei 2021"),
    (r"(?:di|ter)?-?(?:ubah|sunting|revisi|edit(?:ed)?|mutakhirkan)", "modified", "Terakhir diubah 4 Mei 2021"),
    (
        r"(?:last )?modified|date ?modified|perubahan(?: terakhir)?|revised|pemutakhiran",
        "modified",
        "Modified 4 May 2021",
    ),
    (r"(?:di)?ralat|(?:di)?koreksi|corrected", "modified", "Diralat 4 Mei 2021"),
)

LABEL = re.compile(
    r"(?<![a-z])(?:"
    + "|".join(f"(?P<{kind}_{i}>{pattern})" for i, (pattern, kind, _) in enumerate(LABELS))
    + r")(?![a-z])"
)


def label_before(text: str, start: int, end: int) -> str | None:
    """The nearest label in lower-case ``text[start:end]``: ``"published"``, ``"modified"`` or ``None``."""
    kind = None
    for match in LABEL.finditer(text, start, end):
        kind = str(match.lastgroup).partition("_")[0]
    return kind


def zone_from_offset(offset: str) -> timezone:
    """The fixed zone of an offset such as ``+08:00``, ``+0800``, ``+8`` or ``Z``.

    :raises ValueError: ``offset`` is not an offset between -14:00 and +14:00.
    """
    text = offset.strip()
    if text in ("Z", "z"):
        return UTC
    match = re.fullmatch(r"([+-])([0-9]{1,2}):?([0-9]{2})?", text)
    zone = match and offset_zone(match[1], match[2], match[3])
    if not zone:
        raise ValueError(f"not a UTC offset: {offset!r}")
    return zone


def offset_zone(sign: str, hours: str, minutes: str | None) -> timezone | None:
    """The fixed zone of a split offset, or ``None`` where no place on earth keeps it."""
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60 or int(minutes or 0) > 59:
        return None
    if sign == "-":
        total = -total
    return ZONE_BY_HOURS.get(total / 60) or timezone(timedelta(minutes=total))
