"""Role labels around names ("Penulis:", "Rep:", "Reporting by") and the pieces of text they credit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from newsbot.prose import holds_any

AnyRole = Literal["author", "editor", "contributor", "source", "none"]
"""Whom a label credits; ``source`` is where the text came from, ``none`` work other than the text (pictures, upload)."""

_LABELS: dict[AnyRole, str] = {
    "author": "penulis; penulis naskah; reporter; reporters; pewarta; wartawan; jurnalis; koresponden; rep; oleh; by; author; authors;"
    " writer; writers; words; teks; naskah; liputan; tim liputan; tim penulis; citizen reporter; laporan; laporan wartawan;"
    " laporan reporter; laporan jurnalis; laporan kontributor; laporan khusus; ditulis oleh; dilaporkan oleh; disusun oleh;"
    " artikel ini ditulis oleh; berita ini ditulis oleh; tulisan ini ditulis oleh; written by; reported by; reporting by",
    "editor": "editor; editors; redaktur; redaktur pelaksana; red; penyunting; penyelia; edited by; editing by; diedit oleh;"
    " disunting oleh; copy editor",
    "contributor": "kontributor; contributor; contributors; penerjemah; alih bahasa; translator; translators; translated by; periset;"
    " additional reporting; additional reporting by",
    "source": "sumber; source; sumber berita; sumber artikel",
    "none": "foto; fotografer; photo; photos; photographer; photographers; juru kamera; kamera; kameramen; kameraman; video;"
    " videografer; ilustrasi; ilustrator; infografis; infografik; grafis; desain; desainer; uploader; pengunggah; publisher;"
    " sumber foto; sumber gambar; sumber video; sumber data; foto dan video",
}
_ROLE_OF: dict[str, AnyRole] = {name.strip(): role for role, names in _LABELS.items() for name in names.split(";")}
_MOST_WORDS = max(len(name.split()) for name in _ROLE_OF)
_LONGEST = 40
_LAST_WORDS = tuple({name.split()[-1] for name in _ROLE_OF})

_COLON = re.compile("[:：]")
_TWO = re.compile(r"(?P<first>[A-Za-z]{2,12})\s?(?:&|/|dan)\s?(?P<second>[A-Za-z]{2,12})$")
# Papers glue a label to the name before it: "SavitriEditor:", "Tinggieditor:".
_GLUED = re.compile(
    r"(?<=[a-z.])(?P<label>[A-Z][a-z]{2,11})$|(?<=[^\W\d_])(?P<long>editor|penulis|reporter|pewarta|redaktur)$"
)
_PHRASE = re.compile(
    r"(?<![^\W_])(?i:(?:reported|reporting|edited|editing|written|translated) by|(?:ditulis|disunting|diedit|dilaporkan) oleh)(?![\w:])"
)
_PHRASE_ENDS = ("ed by", "ing by", "ten by", "ditulis oleh", "disunting oleh", "diedit oleh", "dilaporkan oleh")
# The same labels as words of their own, around names that no colon divides: "Rani Puspita Penulis Yoga Adi Editor".
_BARE_LABELS = (
    "Penulis Editor Reporter Author Redaktur Jurnalis Pewarta Penyunting PENULIS EDITOR REPORTER AUTHOR".split()
)
_BARE = re.compile(rf"(?<!\S)(?:(?:Senior|Citizen|Managing|Tim) )?(?P<label>{'|'.join(_BARE_LABELS)})(?![\w.:-])")


@dataclass(frozen=True, slots=True)
class Label:
    """A role label at ``text[start:end]``, its colon included; two roles for "Redaktur & Reporter:"."""

    start: int
    end: int
    roles: tuple[AnyRole, ...]


def find_labels(text: str) -> list[Label]:
    """The role labels of ``text`` in order. A label has its colon, or ends in "by" or "oleh"."""
    labels: list[Label] = []
    floor = 0
    for colon in _COLON.finditer(text) if ":" in text or "：" in text else ():
        if label := _label_before(text, floor, colon.start()):
            labels.append(label)
            floor = label.end
    # "oleh" alone stands in most paragraphs; the pattern is dear, so its last syllables are looked for first.
    if (" oleh" in text or " by" in text or " By" in text or " BY" in text or " Oleh" in text) and _has_phrase(text):
        for match in _PHRASE.finditer(text):
            if not any(label.start <= match.start() < label.end for label in labels):
                labels.append(
                    Label(match.start(), match.end(), (_ROLE_OF[" ".join(match.group().casefold().split())],))
                )
        labels.sort(key=lambda label: label.start)
    return labels


def _has_phrase(text: str) -> bool:
    return holds_any(text.lower(), _PHRASE_ENDS)


def is_labelled(text: str) -> bool:
    """Whether ``text`` holds a role label, with or without a colon."""
    return bool(find_labels(text) or _bare_labels(text))


def _bare_labels(text: str) -> list[re.Match[str]]:
    return list(_BARE.finditer(text)) if holds_any(text, _BARE_LABELS) else []


def _label_before(text: str, floor: int, colon: int) -> Label | None:
    begin = max(floor, colon - _LONGEST)
    window = text[begin:colon].rstrip(" |\n")
    # Most colons stand behind ordinary words.
    if not window.casefold().endswith(_LAST_WORDS):
        return None
    words = list(re.finditer(r"[^\s|,;()\[\]*/]+", window))[-_MOST_WORDS:]
    if not words or words[-1].end() != len(window):
        return None
    if two := _TWO.search(window):
        first, second = _ROLE_OF.get(two["first"].casefold()), _ROLE_OF.get(two["second"].casefold())
        if first and second:
            return Label(begin + two.start(), colon + 1, (first,) if first == second else (first, second))
    for word in words:
        # The window may begin inside a word.
        if word.start() == 0 and begin > floor and text[begin - 1].isalnum():
            continue
        role = _ROLE_OF.get(" ".join(window[word.start() :].casefold().split()))
        if role:
            return Label(begin + word.start(), colon + 1, (role,))
    glued = _GLUED.search(window)
    if glued and (role := _ROLE_OF.get((glued["label"] or glued["long"]).casefold())):
        return Label(begin + glued.start(), colon + 1, (role,))
    return None


def split_roles(text: str, role: AnyRole) -> list[tuple[AnyRole, str]]:
    """``text`` cut at its labels: (role, text it credits) in order; ``role`` is for what stands before any label."""
    labels = find_labels(text)
    if not labels:
        return _split_bare(text, role)
    chunks: list[tuple[AnyRole, str]] = []
    if text[: labels[0].start].strip():
        chunks.append((role, text[: labels[0].start]))
    for position, label in enumerate(labels):
        end = labels[position + 1].start if position + 1 < len(labels) else len(text)
        chunks.extend((_own(own, role), text[label.end : end]) for own in label.roles)
    return chunks


def _own(label: AnyRole, asked: AnyRole) -> AnyRole:
    # "Reporter:" or "Oleh:" in the contributors' slot says no more than the slot.
    return asked if label == "author" and asked == "contributor" else label


def _split_bare(text: str, role: AnyRole) -> list[tuple[AnyRole, str]]:
    labels = [] if text[:7].casefold() == "laporan" else _bare_labels(text)
    if not labels:
        return [(role, text)]
    roles = [_ROLE_OF[match["label"].casefold()] for match in labels]
    stops = [match.start() for match in labels]
    if text[: stops[0]].strip(" \n,-|/("):
        starts = [0, *(match.end() for match in labels)]
        return [
            (own, text[start:stop])
            for own, start, stop in zip([*roles, role], starts, [*stops, len(text)], strict=True)
        ]
    return [
        (own, text[match.end() : stop]) for own, match, stop in zip(roles, labels, [*stops[1:], len(text)], strict=True)
    ]
