"""Rules over whole lines, applied to the blocks of a container."""

from __future__ import annotations

from newsbot import boilerplate
from newsbot.body.draft import Draft, Removal
from newsbot.boilerplate import Effect
from newsbot.credits import read_dateline
from newsbot.items import Link
from newsbot.prose import is_sentence


def strip_glued(draft: Draft) -> None:
    for i, text in enumerate(draft.texts):
        if draft.verdict[i] is None:
            stripped, taken = boilerplate.strip_inline(text)
            if taken:
                draft.body.removed.extend(Removal(rule.name, piece) for piece, rule in taken)
                draft.texts[i] = stripped
                if not stripped:
                    draft.verdict[i] = taken[0][1].name


def apply_rules(draft: Draft) -> None:
    above = 0
    i = 0
    n = len(draft.blocks)
    while i < n:
        if draft.verdict[i] is not None:
            i += 1
            continue
        text = draft.texts[i]
        found = boilerplate.match(text) if len(text) < 600 else None
        if found is None or not _in_place(draft, i, found.rule.where, above):
            if draft.prose[i]:
                above += len(text)
            i += 1
            continue
        rule = found.rule
        effect = rule.effect
        block = draft.blocks[i]
        if effect is Effect.END:
            if above > 200 and not _story_below(draft, i):
                for j in range(i, n):
                    if draft.verdict[j] is None:
                        draft.verdict[j] = rule.name if j == i else f"after {rule.name}"
                        if draft.blocks[j].link_share > 0.85:
                            draft.relate(j)
                return
            draft.verdict[i] = rule.name
        elif effect is Effect.CREDIT:
            draft.verdict[i] = rule.name
            draft.credit(text)
        elif effect is Effect.RELATED:
            draft.verdict[i] = rule.name
            draft.relate(i, found.title)
        elif effect is Effect.VIDEO:
            draft.verdict[i] = rule.name
            if found.title:
                draft.body.videos.append(
                    Link(draft.page.absolute(block.links[0][0]) if block.links else None, found.title)
                )
        elif effect in (Effect.RELATED_LABEL, Effect.VIDEO_LABEL):
            draft.verdict[i] = rule.name
            i = _titles_below(draft, i, rule.name, video=effect is Effect.VIDEO_LABEL)
            continue
        elif effect is Effect.CAPTION:
            draft.verdict[i] = rule.name
            draft.captions.append(i)
        elif effect is Effect.TAGS:
            draft.verdict[i] = rule.name
            draft.body.tags.extend(t for _, t in block.links)
        else:
            draft.verdict[i] = rule.name
        i += 1


def _in_place(draft: Draft, i: int, where: str, above: int) -> bool:
    """Whether a rule that is certain only at the head or the tail of a story stands there."""
    if where == "head":
        return above < 200
    return where != "tail" or draft.prose_blocks_below[i + 1] < 2


def _titles_below(draft: Draft, i: int, rule: str, *, video: bool) -> int:
    """Take the titles under a label: lone links, or for a video the one short line that is no sentence."""
    j = i + 1
    while j < len(draft.blocks):
        block = draft.blocks[j]
        if draft.verdict[j] is not None:
            j += 1
            continue
        linked = block.link_share >= 0.85 and not (draft.prose[j] and is_sentence(block.text) and len(block.text) > 160)
        if linked:
            draft.verdict[j] = f"under {rule}"
            draft.relate(j)
            j += 1
            continue
        if video and len(block.text) < 140 and not is_sentence(block.text) and read_dateline(block.text) is None:
            draft.verdict[j] = f"under {rule}"
            draft.body.videos.append(Link(None, block.text))
            j += 1
        break
    return j


def _story_below(draft: Draft, i: int) -> bool:
    """Whether more prose stands below a closing line than above: then the line closes something else."""
    return draft.prose_above[-1] - draft.prose_above[i] > draft.prose_above[i]
