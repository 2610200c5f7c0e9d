"""Why an article is what it is, for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from newsbot.body import Removal
from newsbot.credits import Credits
from newsbot.errors import NotAnArticle
from newsbot.items import Article, Dateline, Image, Link, Pages
from newsbot.loaders import Candidate
from newsbot.source import Source
from newsbot.story import Story


@dataclass(slots=True)
class Explanation:
    """Why an article is what it is: each candidate of each field, and each removed block with the rule that removed it.

    :param read: the page and the story found on it.
    """

    article: Article | None = None
    refused: NotAnArticle | None = None
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    removed: list[Removal] = field(default_factory=list)
    read: tuple[Source, Story] | None = field(default=None, repr=False)

    def render(self) -> str:
        """The explanation as plain text for a terminal (control characters of the page taken out)."""
        lines = []
        if self.refused is not None:
            lines.append(f"refused: {self.refused}")
        for name, values in self.candidates.items():
            chosen = self.article.provenance.get(name) if self.article else None
            lines.append(f"{name}: {_shown(getattr(self.article, name, None))}  [{chosen or 'none'}]")
            lines.extend(f"    {c.origin}: {_shown(c.value)}" for c in values)
        if self.article is not None:
            lines.extend(
                f"{name}: {_shown(getattr(self.article, name))}  [{origin}]"
                for name, origin in self.article.provenance.items()
                if name not in self.candidates and name != "body"
            )
            lines.append(f"body: {self.article.word_count} words  [{self.article.provenance.get('body', 'none')}]")
        lines.append(f"removed: {len(self.removed)} blocks")
        lines.extend(f"    {r.rule}: {_shown(r.text)}" for r in self.removed if r.text)
        return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if isinstance(value, Credits):
        parts = [
            f"{n}: {', '.join(v) if isinstance(v, tuple) else v}"
            for n in ("authors", "editors", "contributors", "agency")
            if (v := getattr(value, n))
        ]
        value = "; ".join(parts) or "nobody"
    elif isinstance(value, (datetime, date)):
        value = value.isoformat()
    elif isinstance(value, list):
        value = ", ".join(_name(part) for part in value)
    elif isinstance(value, Dateline):
        value = ", ".join(part for part in (value.place, value.agency) if part)
    elif isinstance(value, Pages):
        value = f"{value.fetched} of {value.total or '?'}"
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= 160 else f"{text[:157]}..."


def _name(part: object) -> str:
    if isinstance(part, Link):
        return part.title or part.url or ""
    return (part.url or part.caption or "") if isinstance(part, Image) else str(part)
