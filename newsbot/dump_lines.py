"""The lines of a plain-text dump: split, freed of glued furniture, broken sentences joined, each read once."""

from __future__ import annotations

from newsbot.boilerplate import Effect, Rule, match, strip_inline
from newsbot.credits import DatelineMatch, read_dateline, read_signoff
from newsbot.label_titles import is_label, titles_end
from newsbot.lines import Line
from newsbot.prose import function_words, is_date_line, is_headline, is_prose

CONTINUING = frozenset(",;.)!?”")
DASHES = ("-", "–", "—")
LONG_ENOUGH = 40
"""Characters one piece of a broken sentence has at least; shorter runs are lists or topics."""


def read_lines(text: str) -> tuple[list[Line], list[tuple[int, str, Rule]]]:
    """The lines of ``text`` that are not blank, and the furniture cut out of them (line number, piece, rule)."""
    lines: list[Line] = []
    glued: list[tuple[int, str, Rule]] = []
    gap = True
    for number, raw in enumerate(text.splitlines(), 1):
        line = " ".join(raw.split())
        if not line:
            gap = True
            continue
        stripped, taken = strip_inline(line)
        if taken:
            glued.extend((number, piece, rule) for piece, rule in taken)
            line = stripped
        if line:
            lines.append(Line(line, number, gap))
        gap = False
    joined = _join(lines)
    for entry in joined:
        _classify(entry)
    for i, entry in enumerate(joined):
        if entry.found is not None and is_label(entry):
            for title in joined[i + 1 : titles_end(joined, i)]:
                title.under = entry.found.rule.name
    return joined, glued


def _classify(line: Line) -> None:
    text = line.text
    if len(text) <= 120:
        signoff = read_signoff(text)
        line.signed = signoff is not None and signoff.start == 0
    line.found = match(text)
    if line.found is None and not line.signed:
        line.prose = is_prose(text)
        line.opening = _opening(text, line.prose or (len(text) >= LONG_ENOUGH and text.endswith(".")))
    elif line.found is not None and line.found.rule.effect is Effect.CAPTION:
        # A dateline never stands in a caption, and a story may end in brackets like one.
        line.opening = read_dateline(text)
        if line.opening is not None:
            line.found, line.prose = None, True


def _opening(text: str, prose: bool) -> DatelineMatch | None:
    """The dateline of a paragraph, or of a line that is nothing else; a headline's first words are none."""
    if not prose and (len(text) > 80 or (is_date_line(text) and not text.endswith(DASHES))):
        return None
    opening = read_dateline(text)
    if opening is None or prose or opening.end >= len(text) - 1:
        return opening
    return None


def _join(lines: list[Line]) -> list[Line]:
    """Sentences that inline markup broke over several lines, whole again. A blank line always parts paragraphs."""
    joined: list[Line] = []
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and not lines[j].gap and _breaks_inside(lines, i, j):
            j += 1
        run = lines[i:j]
        if len(run) > 1 and max(len(piece.text) for piece in run) >= LONG_ENOUGH:
            joined.append(Line(" ".join(piece.text for piece in run), run[0].number, run[0].gap))
        else:
            joined.extend(run)
        i = j
    return joined


def _breaks_inside(lines: list[Line], first: int, below: int) -> bool:
    """Whether the break above ``lines[below]`` is inside a sentence whose run of pieces began at ``lines[first]``."""
    above, text = lines[below - 1].text, lines[below].text
    if text.startswith(DASHES) and below - first == 1 and read_dateline(f"{above} {text}") is not None:
        return True
    if text in DASHES:
        return below - first == 1 and len(above) <= 60 and above[:1].isupper() and not above.endswith(tuple(".!?:;"))
    if above in DASHES or above.endswith(DASHES):
        opening = " ".join(piece.text for piece in lines[first:below])
        return len(opening) <= 60 and above[-1] in DASHES and read_dateline(f"{opening} {text}") is not None
    last = above[-1]
    if last in '.!?:;”")]…' and text[0] not in CONTINUING:
        return above.endswith(":") and text.startswith(("http://", "https://")) and len(above) >= LONG_ENOUGH
    if text[0] in CONTINUING:
        return not text.startswith("...") and last not in ".!?…"
    if text[0].islower():
        if text.startswith(("http://", "https://", "www.")):
            return False
        return (match(above) is None or below - first > 1 or len(above) <= 12) and read_dateline(text) is None
    if last == ",":
        return len(above) >= LONG_ENOUGH
    following = lines[below + 1] if below + 1 < len(lines) else None
    return (
        following is not None
        and text[0].isalpha()
        and match(above) is None
        and not following.gap
        and (following.text[0].islower() or following.text[0] in ",;")
        and len(text) <= 60
        and not is_headline(above)
        and (below - first > 1 or function_words(above, 2) >= (2 if len(above) >= LONG_ENOUGH else 1))
    )
