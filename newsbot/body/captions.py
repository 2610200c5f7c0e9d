"""Captions: lines that belong to a picture, by where they stand and how they end."""

from __future__ import annotations

import re

from lxml import etree

from newsbot.blocks import Block, Media
from newsbot.body.draft import Draft, fold
from newsbot.credits import read_dateline

MAX_CAPTION = 500
PHOTO_CREDIT = re.compile(
    r"\((?:[^()]{0,40}/[^()]{2,40}|(?:foto|dok|doc|ist|istimewa|photo|ilustrasi|via|sumber)\b[^()]{0,60}|[^()]{0,40}(?:AFP|AP|Antara|Reuters|Shutterstock|Getty)[^()]{0,40})\)\.?$"
    r"|^(?:foto|ilustrasi|illustrasi|photo|dok)\b[^.]{0,80}$|\b(?:dok|ist|istimewa)\.?$|\b(?:ANTARA|AFP|REUTERS|AP|TEMPO|KOMPAS)\s?/\s?[A-Z][\w.' ]{2,40}$|^(?:ilustrasi )?(?:shutterstock|istimewa|freepik|unsplash|pixabay|pexels)\S*$",
    re.IGNORECASE,
)
# Certain enough to be cut from the end of a text that ends as a sentence: "... (AFP/Nama)", "(Navy via AP)", "(Foto: Nama)".
CLOSING_PHOTO_CREDIT = re.compile(
    r"(?<=[.!?”\"])\s*\((?:foto|photo|dok|doc)\b[^()]{1,60}\)$|(?<=[.!?”\"])\s*\([^()]{1,50}\b(?:via (?:AP|AFP|Reuters)|AP Photo|AFP Photo)\b[^()]{0,50}\)$"
    r"|(?<=[.!?”\"])\s*\((?:AFP|AP|Reuters|Antara|AP Photo)/[^()]{2,50}\)$",
    re.IGNORECASE,
)


def take_captions(draft: Draft) -> None:
    """A line that shares a small box with a picture, or repeats its alternative text, is its caption."""
    boxes: dict[etree._Element, str | None] = {}
    for media in draft.found.media:
        if media.element.tag not in ("img", "amp-img"):
            continue
        described = {fold(media.element.get(name)) for name in ("alt", "title", "data-title", "data-caption")} - {""}
        near = range(max(0, media.position - 2), min(len(draft.blocks), media.position + 4))
        for i in near:
            if draft.verdict[i] is None and fold(draft.texts[i]) in described and read_dateline(draft.texts[i]) is None:
                take_caption(draft, i)
        _line_below(draft, media)
        box, text_of_box = _box(media.element, boxes)
        for i in near if text_of_box else ():
            inside = draft.verdict[i] is None and draft.texts[i] in text_of_box and _inside(draft, i, box)
            if inside and _is_caption(draft, i, box):
                take_caption(draft, i)


def _box(picture: etree._Element, known: dict[etree._Element, str | None]) -> tuple[etree._Element, str]:
    """The nearest element around a picture that holds text, and that text; no text when it is more than a caption."""
    for ancestor in picture.iterancestors():
        if ancestor not in known:
            known[ancestor] = _short_text(ancestor)
        text = known[ancestor]
        if text is None:
            break
        if text:
            return ancestor, text
    return picture, ""


def _short_text(el: etree._Element) -> str | None:
    """An element's text, or ``None`` as soon as it is longer than a caption."""
    parts: list[str] = []
    length = 0
    for piece in el.itertext():
        parts.append(str(piece))
        length += len(piece.strip())
        if length > MAX_CAPTION:
            return None
    return " ".join("".join(parts).split())


def take_caption(draft: Draft, i: int) -> None:
    """Take a block out of the text as a caption; the picture it belongs to is found when pictures are collected."""
    draft.verdict[i] = "caption of a picture"
    draft.captions.append(i)


def _line_below(draft: Draft, media: Media) -> None:
    """Right below a picture, a line in small print or with a photographer's credit is its caption."""
    i = media.position
    if not 0 <= i < len(draft.blocks) or draft.verdict[i] is not None:
        return
    block = draft.blocks[i]
    if block.heading or block.bold or len(block.text) > MAX_CAPTION or read_dateline(block.text) is not None:
        return
    if PHOTO_CREDIT.search(block.text) or _is_small_print(block):
        take_caption(draft, i)


def _inside(draft: Draft, i: int, box: etree._Element) -> bool:
    element = draft.blocks[i].element
    return element is box or box in element.iterancestors()


def _is_caption(draft: Draft, i: int, box: etree._Element) -> bool:
    text = draft.texts[i]
    if read_dateline(text) is not None or draft.blocks[i].heading:
        return False
    if PHOTO_CREDIT.search(text):
        return True
    # A paragraph that merely holds a picture is the story's; a box around picture and line is the picture's.
    return box.tag != "p" and len(text) < 200 and not draft.blocks[i].after_break


def _is_small_print(block: Block) -> bool:
    """Whether all of a block is set small or slanted, as captions are."""
    for tag in ("small", "em", "i"):
        for el in block.element.iter(tag):
            text = " ".join("".join(map(str, el.itertext())).split())
            return len(text) >= 0.9 * len(block.text)
    return False


_CREDIT_BEHIND = re.compile(
    r"\s*[(\[](?:foto|photo|dok|doc|sumber|ilustrasi|istimewa|ist|credit|kredit)\s*[:.]?\s*(?P<named>[^()\[\]]{0,60})[)\]]\.?$"
    r"|\s*[(\[](?P<slashed>[^()\[\]/]{2,40}/[^()\[\]]{2,50})[)\]]\.?$"
    r"|\s*[(\[](?P<agency>(?:AFP|AP|Reuters|Antara|ANTARA|Shutterstock|Getty Images?|Freepik|Unsplash|Pixabay|Pexels|Istimewa)\b[^()\[\]]{0,40})[)\]]\.?$",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(
    r"(?:foto|photo|sumber(?: foto)?|dok|kredit|credit)\s*[:.]\s*(?P<named>.{2,80})", re.IGNORECASE
)


def split_credit(text: str) -> tuple[str | None, str | None]:
    """A caption and the photographer's credit behind it, or standing alone.

    >>> split_credit("Nelayan menjemur ikan di Pantai Lembar. (Foto: Ratri/Kabar Lembah)")
    ('Nelayan menjemur ikan di Pantai Lembar.', 'Ratri/Kabar Lembah')
    >>> split_credit("Foto: Dok. Pengurus Masjid")
    (None, 'Dok. Pengurus Masjid')
    """
    alone = _CREDIT_ALONE.fullmatch(text)
    if alone is not None:
        return None, alone["named"].strip()
    behind = _CREDIT_BEHIND.search(text)
    if behind is None:
        return text, None
    credit = next((g.strip() for g in behind.groups() if g and g.strip()), None)
    caption = text[: behind.start()].strip()
    if credit is None:
        return text, None
    return caption or None, credit
