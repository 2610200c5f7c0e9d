"""Why the article of a plain-text dump is what it is, for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from newsbot.cleaning import CleanResult, article_of, clean_lines
from newsbot.errors import NotAnArticle
from newsbot.items import Article, Dateline, Link
from newsbot.terminal import one_line

_FIELDS = (
    *("title", "summary", "published_at", "modified_at", "authors", "editors", "contributors", "agency"),
    *("dateline", "language", "kind", "related", "videos"),
)
_SHOWN = 160
"""Characters of a value or a line that are shown."""


@dataclass(frozen=True, slots=True)
class TextExplanation:
    """The article of a dump and the lines that are not in it, each with the rule that took it."""

    article: Article
    result: CleanResult

    @property
    def refused(self) -> NotAnArticle | None:
        """Why there is no article."""
        return None if self.article.body else NotAnArticle("empty", "there is no article text in it")

    def render(self) -> str:
        """The explanation as plain text for a terminal (control characters of the dump taken out)."""
        lines = [] if self.refused is None else [f"refused: {self.refused}"]
        for name in _FIELDS:
            value = getattr(self.article, name)
            if value:
                lines.append(f"{name}: {_shown(value)}  [{self._origin(name, value)}]")
        lines.append(f"body: {self.article.word_count} words in {len(self.result.paragraphs)} paragraphs")
        if self.result.overreached:
            lines.append("    kept whole: the rules would have taken most of the prose")
        removed = sorted(self.result.removed, key=lambda removal: removal.line)
        lines.append(f"removed: {len(removed)} {'line' if len(removed) == 1 else 'lines'}")
        lines.extend(f"    text line {r.line}, {r.rule}: {_shown(r.text)}" for r in removed)
        return "\n".join(lines) + "\n"

    def _origin(self, name: str, value: object) -> str:
        known = self.article.provenance.get(name)
        if known is None and isinstance(value, list):
            known = next(self._lines_of(value), None)
        return known or "default"

    def _lines_of(self, links: list[object]) -> Iterator[str]:
        titles = [link.title for link in links if isinstance(link, Link) and link.title]
        for removal in self.result.removed:
            if any(title in removal.text for title in titles):
                yield f"text line {removal.line}"


def explain_text(text: str, url: str | None = None) -> TextExplanation:
    """Explain the article of a text dump.

    :param url: the page's address, where it is known.
    """
    result = clean_lines(text)
    return TextExplanation(article_of(result, url), result)


def _shown(value: object) -> str:
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, Dateline):
        value = ", ".join(part for part in (value.place, value.agency) if part)
    elif isinstance(value, list):
        value = ", ".join((entry.title or "") if isinstance(entry, Link) else str(entry) for entry in value)
    text = one_line(str(value))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
