"""What stands around a number and makes it a price, an id or part of a name, though it is written like a date."""

from __future__ import annotations

import re

from newsbot.dates.vocabulary import DAYPART, LABEL, MARKET_DAYS, WEEKDAY, WEEKDAYS

# Behind these words a number with points, slashes or hyphens is a sum, a reference, a law or a telephone number.
_NUMBER_LABELS = frozenset(
    """rp idr usd us$ sgd s$ rm myr eur $ € £ ¥ no nomor kode resi invoice inv ref nik nip npwp nisn isbn issn pin sku seri versi
    version ver v tel telp telepon tlp hp wa fax faks skor score skala rasio koordinat suhu pasal ayat uu pp perpres perda permen
    peraturan keputusan kepres inpres sk se kep putusan perkara nopol plat kavling kav kamar bilangan blok""".split()
)
# What is named after a day: "Universitas 17 Agustus 1945", "Stadion 10 November", "Jl. 4 Mei".
_NAMED_AFTER_A_DAY = frozenset(
    """universitas univ kampus sekolah sd smp sma smk yayasan stadion gor gelanggang lapangan alun-alun taman jalan jl jln gang gg
    jembatan gedung museum monumen tugu masjid pasar hotel bandara terminal pelabuhan perumahan komplek kompleks ruko blok
    batalyon brigade resimen kri tragedi gerakan partai klub lagu""".split()
)
_UNIT_BEHIND = re.compile(
    r" ?(?:rupiah|dolar|persen|orang|jiwa|unit|buah|ton|kg|km|meter|hektare?|ribu|juta|miliar|triliun)(?![a-z.])"
    r"|,? [0-9]{1,3}(?:\.[0-9]{1,3})+(?! ?[0-9a-z])"
)
# In front of a day and month alone: nothing, a separator, a host name, or a word that announces a date.
_SEPARATORS = "|,:;(/[>~-"
_ANNOUNCING = frozenset(
    "pagi siang sore petang malam subuh pada tanggal tgl hari per sejak mulai on kemarin kemaren tadi ini besok lusa lalu".split()
).union(WEEKDAYS, MARKET_DAYS)
_HOST = re.compile(r".*[a-z0-9]\.[a-z]{2,4}")
_BY = re.compile(r"(?<![a-z])(?:oleh|by)(?![a-z])")
_UP_TO_NUMBER_OR_BAR = re.compile(r".*[0-9|]")
# Behind it: nothing, a mark, a number, or a word that goes with dates. Any other word makes it a name: "10 Mei Wati".
_CLOSED = re.compile(
    r" ?(?:\Z|[|,;:()\[\]/~-]|\.(?: |\Z)|[0-9]|@)"
    rf"| (?:{DAYPART}|oleh|by|di|dalam|pada|in|lalu|silam|yang lalu|kemar[ie]n|kemaren|ini|tadi|mendatang|dan|hingga|sampai|s\.?/?d|to"
    r"|pukul|pkl|jam|at|wib|wita|wit|tahun|dibaca|dilihat|views?|hits|komentar|comments?|bagikan|share|baca|read|min"
    r"|editor|penulis|reporter)(?![a-z-])"
)
_WEEKDAY_IN_FRONT = re.compile(rf"(?<![a-z]){WEEKDAY}[ ,(]{{0,3}}\Z")
# Twelve or fourteen digits in a row are a moment only where nothing else in front can explain them.
_MOMENT_ANNOUNCED = re.compile(r"(?:\A|[|,(]|(?<![a-z])(?:tanggal|tgl|waktu|date|time|pada|on)[ .:=]{0,3}) ?\Z")


def is_labelled_number(text: str, start: int) -> bool:
    """Whether the word before ``start`` says that the numbers there are no date."""
    return start > 0 and _word_before(text, start, " .:#") in _NUMBER_LABELS


def is_measured(text: str, end: int) -> bool:
    """Whether a unit or a further number with points follows a number with points that ends at ``end``."""
    return bool(_UNIT_BEHIND.match(text, end))


def is_part_of_name(text: str, start: int) -> bool:
    """Whether the day at ``start`` belongs to the name of a street, school, stadium or event."""
    return start > 0 and _word_before(text, start, " .") in _NAMED_AFTER_A_DAY


def is_announced(text: str, start: int, end: int) -> bool:
    """Whether text[start:end], a day and a month without year and time, stands where pages print dates."""
    closed = _CLOSED.match(text, end) or LABEL.match(text, end + 1)
    if not closed and not _WEEKDAY_IN_FRONT.search(text, max(0, start - 16), start):
        return False
    lead = text[max(0, start - 40) : start]
    stripped = lead.rstrip()
    if not stripped or stripped[-1] in _SEPARATORS:
        return True
    word = stripped.rpartition(" ")[2].lstrip("(").rstrip(".")
    if word in _ANNOUNCING or _HOST.fullmatch(word):
        return True
    earlier = _UP_TO_NUMBER_OR_BAR.match(lead)
    begin = earlier.end() if earlier else 0
    return bool(_BY.search(lead, begin) or LABEL.search(lead, begin))


def is_announced_moment(text: str, start: int) -> bool:
    """Whether the digits in a row at ``start`` may be a moment and no id."""
    return bool(_MOMENT_ANNOUNCED.search(text, 0, start) or LABEL.search(text, 0, start))


def _word_before(text: str, start: int, marks: str) -> str:
    return text[max(0, start - 24) : start].rstrip(marks).rpartition(" ")[2].lstrip("(")
