"""Values as the cells of a spreadsheet, where text from a page must stay text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from newsbot.export.columns import Kind, compact_json, joined
from newsbot.export.moments import utc_text

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""What a spreadsheet takes for the beginning of a formula (owasp.org/www-community/attacks/CSV_Injection), behind quotes or not."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters no XML 1.0 document may hold (w3.org/TR/xml/#charsets)."""


def inert(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet might run it. Taking one apostrophe off gives it back.

    >>> inert("=1+1"), inert("'=1"), inert("'ya'")
    ("'=1+1", "''=1", "'ya'")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def xml_text(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)


def as_text(value: Any) -> str:
    """A value of any column as text: nothing for what is not known and for an empty list, UTC with Z, a list joined."""
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and isinstance(value[0], str):
        return joined(value)
    return compact_json(value) if isinstance(value, list | dict) else str(value)


def _cell(value: Any) -> str:
    return inert(as_text(value))


def _text(value: str | None) -> str:
    if not value:
        return ""
    # most texts begin with a letter
    return value if value[0].isalnum() else inert(value)


CSV_CELL: dict[Kind, Callable[[Any], Any]] = {
    "text": _text,
    "local": lambda value: value,
    "utc": lambda value: value and utc_text(value),
    "day": lambda value: value,
    "integer": lambda value: value,
    "boolean": as_text,
    "texts": lambda value: _text(joined(value)) if value else "",
    "parts": _cell,
    "mapping": _cell,
}
"""How a value of each kind is given to the csv module."""
