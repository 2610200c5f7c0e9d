"""newsbot turns Indonesian news pages into clean, dated, attributed records.

    newsbot.extract(html, url)      one page to an Article; raises NotAnArticle with a reason
    newsbot.clean(text)             the article text of a plain-text scrape
    newsbot.from_text(text)         the same, with title, date, byline and dateline read too
    newsbot.load(path)              what the store holds, as Articles
    newsbot.to_pandas(path)         the same as a data frame; to_polars, to_arrow
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
    from newsbot.export.frames import to_arrow, to_pandas, to_polars
    from newsbot.extraction import explain, extract
    from newsbot.items import Article
    from newsbot.reading import load

__all__ = [
    "Article", "NewsbotError", "NotAnArticle", "UsageError", "clean", "explain", "extract", "from_text", "load",
    "to_arrow", "to_pandas", "to_polars",
]  # fmt: skip

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
    "to_arrow": "export.frames",
    "to_pandas": "export.frames",
    "to_polars": "export.frames",
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
