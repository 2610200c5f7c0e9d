"""A plain-text dump of a news page to its article: the story's paragraphs, and what stood around them.

Works on bodies alone, on whole pages rendered as text, and on fragments where inline markup broke the lines. A text keeps
what HTML would have told: the shape and order of its lines, datelines, closing initials, captions, promotional sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from newsbot import __version__, corrections
from newsbot.credits import Credits, read_dateline
from newsbot.dump_lines import read_lines
from newsbot.fingerprint import content_hash, word_count
from newsbot.heads import read_head
from newsbot.items import Article, Dateline, Image
from newsbot.line_cleaner import CleanResult, LineCleaner, Removal
from newsbot.prose import function_words

__all__ = ["CleanResult", "Removal", "clean", "clean_lines", "from_text"]

FEWEST_FUNCTION_WORDS = 4
"""Function words of Indonesian from which a text is taken to be Indonesian."""
MOST_PASSES = 6
"""Passes after which a text that still changes is left as it is; real texts stand still after the first."""


def clean(text: str) -> str:
    """The article text of a plain-text scrape: its paragraphs, joined by a blank line.

    :param text: a body, a whole page rendered as text, or the fragments of one; one block a line.
    """
    return clean_lines(text).body


def from_text(text: str, url: str | None = None, now: datetime | None = None) -> Article:
    """An article read from a plain-text scrape: the cleaned body with headline, deck, dates, byline and dateline.

    :param url: the page's address, where it is known.
    :param now: the moment relative dates ("2 jam lalu") count from.
    """
    return article_of(clean_lines(text, now=now), url)


def article_of(result: CleanResult, url: str | None = None) -> Article:
    """The article that a cleaned text is.

    :param url: the page's address, where it is known.
    """
    head = result.head
    article = Article(
        url=url,
        title=head.title,
        summary=head.summary,
        published_at=head.published,
        modified_at=head.modified,
        body=result.body,
        images=[Image(caption=caption) for caption in result.captions],
        videos=result.videos,
        related=result.related,
        word_count=word_count(result.body),
        content_hash=content_hash(head.title, result.body),
        correction=corrections.declared(head.title, result.paragraphs),
        extractor_version=__version__,
    )
    lines = {
        "title": head.title_line,
        "summary": head.summary_line,
        "published_at": head.published_line,
        "modified_at": head.modified_line,
    }
    article.provenance = {name: f"text line {line}" for name, line in lines.items() if line is not None}
    _credit(article, [*head.credits, *result.credits])
    opening = next((found for p in result.paragraphs[:2] if (found := read_dateline(p)) is not None), None)
    if opening is not None:
        article.dateline = Dateline(opening.place, opening.agency)
        article.provenance["dateline"] = "body"
    if function_words(result.body, FEWEST_FUNCTION_WORDS) >= FEWEST_FUNCTION_WORDS:
        article.language = "id"
        article.provenance["language"] = "body"
    if result.sponsored:
        article.kind = "advertorial"
        article.provenance["kind"] = "closing credit"
    return article


def _credit(article: Article, found: Sequence[tuple[int, Credits]]) -> None:
    for line, credits in found:
        for name in ("authors", "editors", "contributors"):
            known: list[str] = getattr(article, name)
            fresh = [person for person in getattr(credits, name) if person not in known]
            if fresh:
                known.extend(fresh)
                article.provenance.setdefault(name, f"text line {line}")
        if article.agency is None and credits.agency is not None:
            article.agency = credits.agency
            article.provenance["agency"] = f"text line {line}"


def clean_lines(text: str, now: datetime | None = None) -> CleanResult:
    """Clean a text and account for it: every line that goes is listed with the rule that took it."""
    lines, glued = read_lines(text)
    cleaner = LineCleaner(lines)
    result = cleaner.run()
    if cleaner.overreaches():
        return CleanResult(
            paragraphs=[line.text for line in lines],
            removed=[Removal(piece, rule.name, number) for number, piece, rule in glued],
            overreached=True,
        )
    result.removed[:0] = [Removal(piece, rule.name, number) for number, piece, rule in glued]
    result.head = read_head(lines[: cleaner.start], " ".join(result.paragraphs[:40]), now)
    numbers = cleaner.numbers
    # Lines that part when others go may match rules they did not match before; a cleaned text must not change again.
    for _ in range(MOST_PASSES):
        if len(result.paragraphs) == len(lines):
            break
        lines, _ = read_lines(result.body)
        cleaner = LineCleaner(lines)
        again = cleaner.run()
        if again.paragraphs == result.paragraphs or cleaner.overreaches():
            break
        result.paragraphs = again.paragraphs
        result.removed += [replace(removal, line=numbers[(removal.line - 1) // 2]) for removal in again.removed]
        numbers = [numbers[(number - 1) // 2] for number in cleaner.numbers]
    return result
