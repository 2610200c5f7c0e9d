"""newsbot turns Indonesian news pages into clean, dated, attributed records.

    newsbot.extract(html, url)      one page to an Article; raises NotAnArticle with a reason
    newsbot.clean(text)             the article text of a plain-text scrape
    newsbot.from_text(text)         the same, with title, date, byline and dateline read too
    newsbot.load(path)              what the store holds, as Articles
    newsbot.dates.parse_date(text)  a date as Indonesian outlets print it

Names are imported when first used, so that ``import newsbot`` is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from newsbot.cleaning import clean, from_text
    from newsbot.errors import NewsbotError, NotAnArticle, UsageError
    from newsbot.extraction import explain, extract
    from newsbot.items import Article
    from newsbot.reading import load

__all__ = ["Article", "NewsbotError", "NotAnArticle", "UsageError", "clean", "explain", "extract", "from_text", "load"]

_HOME = {
    "Article": "items",
    "NewsbotError": "errors",
    "NotAnArticle": "errors",
    "UsageError": "errors",
    "clean": "cleaning",
    "explain": "extraction",
    "extract": "extraction",
    "from_text": "cleaning",
    "load": "reading",
}
_MODULES = ("dates", "outlets", "credits", "boilerplate")


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"newsbot.{_HOME[name]}"), name)
    if name in _MODULES:
        return importlib.import_module(f"newsbot.{name}")
    raise AttributeError(f"module 'newsbot' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
