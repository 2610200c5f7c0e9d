"""One walk over the lines of a dump: where the story begins and ends, what goes from inside it, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsbot.boilerplate import Effect
from newsbot.credits import Credits, read_signoff
from newsbot.heads import Head, read_pair
from newsbot.items import Link
from newsbot.label_titles import bare_title, is_label
from newsbot.lines import Line
from newsbot.prose import is_date_line, is_headline, is_prose, is_sentence
from newsbot.segments import BUTTONS, Story, closes, find_story, is_paragraph

MOST_REMOVED = 0.6
"""Share of a text's prose that cleaning may take; when it would take more, the text stays."""
HEAD = 12
"""Lines from the first sentence, often a deck or a caption, to the dateline."""
CAPTION_ABOVE = 6
"""Lines above the story among which the lead picture's caption stands."""
LEAST_LOST = 800
"""Characters of prose below which a loss is the usual promotions under a short item."""
LONG_REPEAT = 60
"""Characters from which a repeat is a scraper's, not a refrain."""

_FURNITURE_ABOVE = ("share counter", "share button", "picture button", "copy link", "network names", "reader tools")


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece the cleaner took out.

    :param text: the line, or the piece of it.
    :param rule: name of the boilerplate rule or of the structural reason.
    :param line: 1-based number of the line in the input.
    """

    text: str
    rule: str
    line: int


@dataclass(slots=True)
class CleanResult:
    """A cleaned text and everything that is known of what was taken out of it.

    :param paragraphs: the story, in order; each is a line of the input or a join of consecutive lines.
    :param overreached: the rules would have removed more than they may, so that nothing was removed.
    """

    paragraphs: list[str] = field(default_factory=list)
    removed: list[Removal] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    related: list[Link] = field(default_factory=list)
    videos: list[Link] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    credits: list[tuple[int, Credits]] = field(default_factory=list)
    sponsored: bool = False
    overreached: bool = False

    @property
    def body(self) -> str:
        """The paragraphs, joined by a blank line."""
        return "\n\n".join(self.paragraphs)


class LineCleaner:
    """One walk over the lines of one text. ``reasons[i]`` is why line ``i`` goes, ``None`` while it stays.

    :param start: after :meth:`run`, the index of the story's first line.
    :param numbers: after :meth:`run`, the line each paragraph begins on.
    """

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.reasons: list[str | None] = [None] * len(lines)
        self.texts = [line.text for line in lines]
        self.result = CleanResult()
        self.start = 0
        self.numbers: list[int] = []

    def run(self) -> CleanResult:
        """Clean, and account for every line that goes."""
        story = find_story(self.lines)
        self.start = self._opening(story)
        end = self._closing(story)
        self._mark(0, self.start, "above the story")
        above = self.lines[max(0, self.start - CAPTION_ABOVE) : self.start]
        self.result.captions.extend(line.text for line in above if line.effect is Effect.CAPTION)
        self._mark(end, len(self.lines), "below the story")
        self._walk(self.start, end)
        self._repeats(self.start, end)
        self._sign_off(self.start, end, story.page)
        for i, line in enumerate(self.lines):
            reason = self.reasons[i]
            if reason is None:
                self.result.paragraphs.append(self.texts[i])
                self.numbers.append(line.number)
            else:
                self.result.removed.append(Removal(line.text, reason, line.number))
                self._credits_outside(i, reason)
        return self.result

    def overreaches(self) -> bool:
        """Whether too much prose went, and prose is most of what went."""
        prose = [(len(line.text), reason is not None) for line, reason in self._reasoned() if is_prose(line.text)]
        lost = [length for length, gone in prose if gone]
        if lost and not self.result.paragraphs:
            return True
        if sum(lost) < LEAST_LOST or sum(lost) <= MOST_REMOVED * sum(length for length, _ in prose):
            return False
        return 2 * len(lost) > len(self.result.removed)

    def _reasoned(self) -> Iterator[tuple[Line, str | None]]:
        return zip(self.lines, self.reasons, strict=True)

    def _mark(self, start: int, end: int, reason: str) -> None:
        for i in range(start, end):
            line = self.lines[i]
            self.reasons[i] = line.found.rule.name if line.found else "closing credit" if line.signed else reason

    # --- where the story begins and ends -----------------------------------------------------------

    def _opening(self, story: Story) -> int:
        """The first line of the story: its dateline, or the first prose below headline, byline, date and caption."""
        if not story.certain:
            return 0
        lines, start = self.lines, story.start
        if start and lines[start - 1].opening is not None:
            start -= 1
        dated = next((i for i in range(start, min(start + HEAD, story.end)) if lines[i].opening is not None), None)
        if dated is not None:
            deck = lines[start:dated]
            if sum(line.prose for line in deck) <= 3 and (not deck or self._is_head(dated)):
                return dated
        if story.page or any(_marks_head(line) for line in lines[:start]):
            return self._below_marks(start, story.end, story.page)
        if start == 1 and is_headline(lines[0].text) and len(lines[0].text.split()) >= 4:
            return 1
        return self._below_marks(0, story.end, story.page)

    def _is_head(self, end: int) -> bool:
        return any(_marks_head(line) or (not line.prose and line.found is None) for line in self.lines[:end])

    def _below_marks(self, start: int, end: int, page: bool) -> int:
        """Past the date and byline that stand below a deck which already read as prose."""
        lines, above, most = self.lines, 0, 500
        headed = not start or any(_names_or_dates(line) for line in lines[max(0, start - CAPTION_ABOVE) : start])
        for i in range(start, min(start + 6, end)):
            if above <= most and (
                _names_or_dates(lines[i]) or (_marks_head(lines[i]) and (page or not (headed and above)))
            ):
                start = i + 1
            elif is_paragraph(lines[i]) or lines[i].prose:
                # A deck is one paragraph; two above a button of the page are the story.
                most = 0 if above else most
                above += len(lines[i].text)
        while start < end - 1 and self.lines[start].found is not None:
            start += 1
        return start

    def _closing(self, story: Story) -> int:
        """One past the last line of the story."""
        if story.page or not story.certain:
            return story.end
        # A body alone: its last lines may be a list or lack a full stop. Only a closing line ends it.
        for i in range(story.end, len(self.lines)):
            if closes(self.lines[i]):
                return i
        return len(self.lines)

    # --- inside the story --------------------------------------------------------------------------

    def _walk(self, start: int, end: int) -> None:
        i = start
        while i < end:
            line = self.lines[i]
            found = line.found
            if line.signed and self.reasons[i] is None:
                self._initials(i)
            if self.reasons[i] is not None or found is None or self._is_out_of_place(i, start, end):
                i += 1
                continue
            self.reasons[i] = found.rule.name
            effect = found.rule.effect
            if effect is Effect.RELATED and found.title:
                self.result.related.append(Link(None, found.title))
            elif effect is Effect.VIDEO and found.title:
                self.result.videos.append(Link(None, found.title))
            elif effect is Effect.CAPTION:
                self.result.captions.append(line.text)
                self._picture_title(i, start)
            elif found.rule.name == "tweet signature" and i - 1 > start and self.reasons[i - 1] is None:
                if self.lines[i - 1].found is None and len(self.texts[i - 1]) <= 300:
                    self.reasons[i - 1] = "embedded tweet"
            elif is_label(line):
                i = self._titles_below(i, end)
                continue
            elif found.rule.name == "source list":
                while i + 1 < end and self.texts[i + 1].startswith(("http://", "https://", "www.")):
                    i += 1
                    self.reasons[i] = found.rule.name
            i += 1

    def _is_out_of_place(self, i: int, start: int, end: int) -> bool:
        """Whether a rule that holds only above or below a story matched in the midst of one."""
        found = self.lines[i].found
        if found is None or found.rule.where == "any" or found.rule.name in BUTTONS:
            return False
        if is_label(self.lines[i]) and i + 1 < end and self.lines[i + 1].under is not None:
            return False
        beyond = self.lines[i + 1 : end] if found.rule.where == "tail" else self.lines[start:i]
        return sum(line.prose for line in beyond) >= 2

    def _initials(self, i: int) -> None:
        """Initials alone on a line name the writer wherever they stand; a row of asterisks parts sections."""
        signoff = read_signoff(self.texts[i])
        if signoff is not None and (signoff.initials or signoff.credits != Credits()):
            self.reasons[i] = "closing credit"
            self.result.sponsored = self.result.sponsored or signoff.sponsored

    def _titles_below(self, i: int, end: int) -> int:
        """Take the titles under a label, and leave the story that may follow a label whose link was lost."""
        taken = self.result.videos if self.lines[i].effect is Effect.VIDEO_LABEL else self.result.related
        i += 1
        while i < end and (rule := self.lines[i].under) is not None:
            self.reasons[i] = f"title under {rule}"
            taken.append(Link(None, bare_title(self.texts[i])))
            i += 1
        return i

    def _picture_title(self, i: int, start: int) -> None:
        """The alternative text above a caption, which says in a headline what the caption says in a sentence."""
        j = i - 1
        if (
            j <= start
            or self.reasons[j] is not None
            or not is_headline(self.texts[j])
            or len(self.texts[j].split()) < 6
        ):
            return
        words = {word.lower() for word in self.texts[j].split() if len(word) > 3}
        caption = self.texts[i].lower()
        if words and sum(word in caption for word in words) >= 0.3 * len(words):
            self.reasons[j] = "title of a picture"

    def _repeats(self, start: int, end: int) -> None:
        """Lines that stand twice as nested markup gives them: at once, or as a run of several. A lone repeat further down
        is the writer's own."""
        kept = [i for i in range(start, end) if self.reasons[i] is None]
        folded = [self.texts[i].casefold() for i in kept]
        standing: list[str] = []
        first: dict[str, int] = {}
        place = 0
        while place < len(kept):
            earlier = first.get(folded[place])
            if earlier is not None:
                length = _common(standing, earlier, folded, place)
                characters = sum(len(text) for text in folded[place : place + length])
                if characters >= LONG_REPEAT and (length >= 2 or len(standing) - earlier <= 2):
                    for k in range(place, place + length):
                        self.reasons[kept[k]] = "repeated line"
                    place += length
                    continue
            first.setdefault(folded[place], len(standing))
            standing.append(folded[place])
            place += 1

    def _sign_off(self, start: int, end: int, page: bool) -> None:
        """Cut the story at its closing initials or credits."""
        kept = [i for i in range(start, end) if self.reasons[i] is None]
        if page:
            self._sign_off_above(kept)
        while kept and self.reasons[kept[-1]] is not None:
            kept.pop()
        while kept:
            last = kept[-1]
            signoff = read_signoff(self.texts[last])
            if signoff is None:
                return
            self.result.credits.append((self.lines[last].number, signoff.credits))
            self.result.sponsored = self.result.sponsored or signoff.sponsored
            rest = self.texts[last][: signoff.start].rstrip()
            if rest:
                self.result.removed.append(
                    Removal(self.texts[last][signoff.start :], "closing credit", self.lines[last].number)
                )
                self.texts[last] = rest
                return
            self.reasons[last] = "closing credit"
            kept.pop()

    def _sign_off_above(self, kept: list[int]) -> None:
        """A page may go on after the sign-off: with its deck once more, or with a teaser."""
        for place, i in enumerate(kept[-4:-1], max(0, len(kept) - 4)):
            signoff = read_signoff(self.texts[i])
            if signoff is None or not (signoff.initials or self.lines[i].signed):
                continue
            if signoff.start and not is_sentence(self.texts[i][: signoff.start].rstrip()):
                continue
            for j in kept[place + 1 :]:
                self.reasons[j] = "below the closing credit"
            return

    def _credits_outside(self, i: int, reason: str) -> None:
        line = self.lines[i]
        if i < self.start or len(line.text) > 200:
            return
        if line.effect is Effect.CREDIT or line.signed:
            credits = read_pair(self.lines, i)
            if credits is not None:
                self.result.credits.append((line.number, credits))


def _common(above: Sequence[str], i: int, below: Sequence[str], j: int) -> int:
    """How many entries of ``above`` from ``i`` on stand in ``below`` from ``j`` on, in order."""
    length = 0
    while i + length < len(above) and j + length < len(below) and above[i + length] == below[j + length]:
        length += 1
    return length


def _names_or_dates(line: Line) -> bool:
    return line.effect is Effect.CREDIT or is_date_line(line.text)


def _marks_head(line: Line) -> bool:
    """Whether the line is one of those that stand between headline and story."""
    return _names_or_dates(line) or (line.found is not None and line.found.rule.name in _FURNITURE_ABOVE)
