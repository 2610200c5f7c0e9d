"""Corrections and retractions as Indonesian newsrooms declare them, as rules over whole headlines and whole lines.

The cyber media guidelines of the press council (Pedoman Pemberitaan Media Siber, 2012) call them *ralat*, *koreksi* and
*pencabutan berita*, and ask that each says which story it belongs to. The same words are news of their own (the correction of a
stock index, the revocation of a permit), so that a rule asks for the label and for what makes it one of the newsroom's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from newsbot.prose import fold_case, holds_any

STORY = r"(?:berita|artikel|naskah|tulisan|judul|foto|infografik|video|konten)"
BEHIND = r"\s*(?:[:|–—-]|$)"
MISTAKE = r"(?:kesalahan|kekeliruan|kekhilafan|salah tulis|salah ketik|ketidakakuratan|ketidaktepatan)"
OWN = r"(?:berita|artikel|naskah|tulisan|konten|laporan) (?:ini|tersebut di atas|di atas)"
LONGEST = 600
"""Characters a declaration has at most."""
EDGE = 6
"""Declarations stand above or below a story: among so many of its first and last paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row.

    :param verdict: ``correction`` or ``retraction``.
    :param where: ``title`` or ``line``.
    :param needs: one of these stands, in small letters, in every text it matches; most texts hold none, and a long pattern is not
        even compiled for them.
    :param pattern: regular expression that the white-space-normalised text begins with, case-insensitive.
    :param example: an invented text it matches.
    :param reason: why that is the newsroom's declaration.
    :param trap: a text close to it that is not.
    """

    name: str
    verdict: str
    where: str
    needs: tuple[str, ...]
    pattern: str
    example: str
    reason: str
    trap: str


ROWS: tuple[Rule, ...] = (
    Rule(
        name="retraction in a headline",
        verdict="retraction",
        where="title",
        needs=("cabut", "batal", "tarik", "retract"),
        pattern=rf"[\[(]?(?:pencabutan|pembatalan|penarikan) {STORY}[\])]?(?: dan (?:permintaan|permohonan) maaf)?(?:{BEHIND}|\s+(?:berjudul|tentang|atas nama)\b)|"
        r"[\[(](?:dicabut|ditarik|dibatalkan)[\])]|(?:dicabut|retracted|retraction)\s*:|[\[(]retract(?:ed|ion)[\])]",
        example="Pencabutan Berita: Pasar Randu Ditutup Bulan Depan",
        reason="the label under which a newsroom takes a story back",
        trap="Pencabutan Izin Tambang di Bukit Randu Disambut Warga",
    ),
    Rule(
        name="correction label in a headline",
        verdict="correction",
        where="title",
        needs=("ralat", "koreksi", "correct"),
        pattern=r"[\[(]?(?:ralat|koreksi|correction|corrected)[\])]?\s*(?::|–|—|\||- )|[\[(](?:ralat|koreksi|correction|corrected)[\])]|"
        rf"[\[(]?(?:ralat|koreksi) (?:{STORY}|redaksi)[\])]?(?:{BEHIND}|\s+(?:berjudul|tentang)\b)|(?:ralat|koreksi)$|"
        r".{8,}[\[(](?:ralat|koreksi|telah dikoreksi|sudah dikoreksi|diralat|corrected)[\])]$",
        example="RALAT: Jembatan Randu Dibuka Kamis, Bukan Rabu",
        reason="the label of a corrected or correcting story",
        trap="Koreksi IHSG Berlanjut, Investor Diminta Tenang",
    ),
    Rule(
        name="apology in a headline",
        verdict="correction",
        where="title",
        needs=("maaf",),
        pattern=rf"(?:(?:ralat|koreksi|klarifikasi|penjelasan|hak jawab|hak koreksi)(?:,| dan| &| serta) )?(?:permintaan|permohonan|pernyataan) maaf (?:dari )?redaksi(?:{BEHIND}|\s+(?:atas|terkait|mengenai) (?:{MISTAKE}|pemberitaan|{STORY})\b)|"
        r"(?:ralat|hak koreksi)(?: dan| &) (?:permintaan|permohonan) maaf$|redaksi (?:kami )?(?:meminta|mohon|memohon) maaf",
        example="Permintaan Maaf Redaksi atas Berita Pasar Randu",
        reason="the newsroom apologises for a story of its own",
        trap="Permintaan Maaf Bupati Randu Diterima Warga",
    ),
    Rule(
        name="retraction line",
        verdict="retraction",
        where="line",
        needs=("cabut", "tarik", "hapus", "batal", "turunkan", "retract", "withdrawn", "removed"),
        pattern=rf"(?:(?:catatan|keterangan|pernyataan) redaksi\s*[:.–-]\s*)?(?:dengan ini,? )?(?:redaksi [^.]{{0,60}})?"
        rf"(?:{OWN} (?:telah |sudah |resmi |kami |terpaksa )*(?:dicabut|ditarik|dihapus|dibatalkan|diturunkan|cabut|tarik|hapus)\b|"
        rf"(?:mencabut|menarik|membatalkan|menurunkan) {OWN})|"
        rf"(?:pencabutan|pembatalan|penarikan) {STORY}{BEHIND}|"
        r"(?:(?:editor['’]s note|note)\s*:\s*)?this (?:article|story|report) has been (?:retracted|withdrawn|removed)\b|retraction\s*:",
        example="Artikel ini telah dicabut oleh redaksi karena narasumber keliru dikutip.",
        reason="the newsroom says of this page that the story is taken back",
        trap="Artikel ini telah tayang di surat kabar edisi Minggu.",
    ),
    Rule(
        name="correction line",
        verdict="correction",
        where="line",
        needs=(
            "ralat",
            "koreksi",
            "perbaik",
            "perubahan",
            "diubah",
            "direvisi",
            "diperbarui",
            "redaksi",
            "correct",
            "earlier",
            "amended",
        ),
        pattern=rf"[\[(*]*ralat[\])*]*\s*(?:{STORY}\s*)?(?:[:–—]|- |$)|"
        rf"[\[(*]*(?:koreksi|perbaikan)[\])*]*\s*(?:(?:{STORY}|redaksi)\s*)?(?:[:–—]|- )(?=.*\b(?:sebelumnya|semula|tertulis|tertera|seharusnya|yang benar|redaksi|{MISTAKE}|paragraf|alinea|{OWN})\b)|"
        rf"(?:(?:catatan|keterangan) redaksi\s*[:.–-]\s*)?{OWN} (?:telah |sudah |kami |mengalami )*(?:diralat|dikoreksi|diperbaiki|koreksi|ralat|perbaikan|perubahan judul)\b|"
        rf"(?:(?:catatan|keterangan) redaksi\s*[:.–-]\s*)?{OWN} (?:telah |sudah |kami )*(?:diubah|direvisi|diperbarui)\b.{{0,80}}\b(?:{MISTAKE}|koreksi|ralat|judul)\b|"
        rf"(?:catatan|keterangan) redaksi\s*[:.–-]\s*(?:judul|isi|paragraf|terdapat|ada|sebelumnya)\b.{{0,200}}\b(?:{MISTAKE}|diubah|diralat|dikoreksi|diperbaiki|keliru)\b|"
        r"(?:dengan ini,? )?redaksi (?:[\w.]+ ){0,3}(?:meralat|mengoreksi|memperbaiki)\b.{0,80}\b(?:berita|artikel|judul|tulisan|naskah|paragraf)\b|"
        rf"(?:dengan ini,? |atas (?:{MISTAKE})[^.]{{0,80}}, )?redaksi(?: [\w.]+){{0,3}} (?:menyampaikan |meminta |memohon |mohon )(?:permohonan |permintaan )?maaf (?:atas|untuk|karena) (?:{MISTAKE}|pemberitaan|berita)\b|"
        r"correction\s*:|(?:editor['’]s note\s*:\s*)?(?:an earlier version of this (?:article|story)|this (?:article|story) has been (?:corrected|amended|updated to correct))\b",
        example="Ralat: pada paragraf kedua tertulis 12 rumah, yang benar 21 rumah.",
        reason="the newsroom says what was wrong in this story",
        trap="Koreksi: harga cabai turun 2,3 persen sepekan terakhir.",
    ),
)


_ROWS_BY_PLACE = {where: tuple(rule for rule in ROWS if rule.where == where) for where in ("title", "line")}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def match(text: str | None, where: str) -> Rule | None:
    """The rule under which a headline (``title``) or a line declares a correction or a retraction.

    >>> match("RALAT: Jembatan Dibuka Kamis", "title").verdict
    'correction'
    >>> match("Koreksi IHSG Berlanjut", "title") is None
    True
    """
    if not text:
        return None
    folded = fold_case(text)
    rules = [rule for rule in _ROWS_BY_PLACE.get(where, ()) if holds_any(folded, rule.needs)]
    line = " ".join(text.split()).lstrip("* ") if rules else ""
    if not line or len(line) > LONGEST:
        return None
    return next((rule for rule in rules if _compiled(rule.pattern).match(line)), None)


def declared(title: str | None, paragraphs: Sequence[str], lines: Iterable[str] = ()) -> str | None:
    """What a page declares itself to be: ``retraction``, ``correction`` or ``None``.

    :param paragraphs: of the story.
    :param lines: what stands around it, and what cleaning took out of it.
    """
    edges = paragraphs if len(paragraphs) <= 2 * EDGE else [*paragraphs[:EDGE], *paragraphs[-EDGE:]]
    found = {rule.verdict for text in (*edges, *lines) if (rule := match(text, "line"))}
    if rule := match(title, "title"):
        found.add(rule.verdict)
    return next((verdict for verdict in ("retraction", "correction") if verdict in found), None)
