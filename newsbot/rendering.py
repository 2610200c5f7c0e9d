"""Articles as text for people and programs. Nothing in it acts on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from newsbot.items import Article
from newsbot.terminal import json_plain, one_line, plain

FORMATS = ("json", "jsonl", "text", "markdown")
BETWEEN = {"text": f"\n{'-' * 72}\n\n", "markdown": "\n---\n\n"}
"""What stands between two articles."""
BY_ENDING = {".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text", ".md": "markdown"}

_MARKDOWN = re.compile(r"([\\`*_\[\]<>])|^(\s{0,3})(#|[-+](?=\s)|\d+(?=[.)]\s))", re.MULTILINE)


def render(articles: Sequence[Article], form: str, *, several: bool) -> str:
    """The articles in one of :data:`FORMATS`.

    :param several: for ``json``, whether an array is due although there is only one.
    """
    if form == "jsonl":
        return "".join(f"{json_plain(article.to_json())}\n" for article in articles)
    if form == "json":
        records = [article.to_dict() for article in articles]
        if not several:
            return f"{json_plain(json.dumps(records[0], ensure_ascii=False, indent=2))}\n" if records else ""
        return f"{json_plain(json.dumps(records, ensure_ascii=False, indent=2))}\n"
    one = as_text if form == "text" else as_markdown
    return BETWEEN[form].join(one(article) for article in articles)


def as_text(article: Article) -> str:
    """Headline, deck, byline and body as plain text."""
    head = [one_line(part) for part in (article.title, article.summary, byline(article), gap(article)) if part]
    return plain("\n\n".join([*head, *article.paragraphs])) + "\n"


def as_markdown(article: Article) -> str:
    """The same in Markdown (CommonMark), with the address below the headline."""
    parts = [f"# {_escaped(one_line(article.title or ''))}"] if article.title else []
    parts += [f"*{_escaped(one_line(article.summary))}*"] if article.summary else []
    meta = [_escaped(byline(article)), f"<{one_line(article.canonical_url or article.url or '')}>"]
    parts += [" · ".join(part for part in meta if part not in ("", "<>"))]
    parts += [gap(article)]
    parts += [_escaped(plain(paragraph)) for paragraph in article.paragraphs]
    return "\n\n".join(part for part in parts if part) + "\n"


def byline(article: Article) -> str:
    """Outlet, people and moment on one line."""
    when = str(article.published_at)[:16] if article.published_at else ""
    who = ", ".join(article.authors) or article.agency or ""
    return one_line(" · ".join(part for part in (article.outlet_name or "", who, when) if part))


def gap(article: Article) -> str:
    """What is missing, when the record is not the whole story: ``(incomplete: part 1 of 2)``.

    Of a story cut short by a paywall it is not known how many parts there would be.
    """
    if article.is_complete:
        return ""
    read, total = article.pages.fetched, article.pages.total
    if total is None or total <= read:
        return "(incomplete)"
    return f"(incomplete: part {read} of {total})" if read == 1 else f"(incomplete: parts 1 to {read} of {total})"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}" if not m[3].isdigit() else m[0], text)
