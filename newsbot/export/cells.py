"""Values as the cells of a spreadsheet, where text from a page must stay text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from newsbot.export.columns import Kind, joined
from newsbot.export.moments import utc_text
from newsbot.fast_json import compact_json

_FORMULA = re.compile(
    "['\\s\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\\-@＝＋－＠]|['\x00-\x1f]*[\t\r\n]"
)
"""What a spreadsheet takes for the beginning of a formula (owasp.org/www-community/attacks/CSV_Injection), also behind quotes, blanks
and characters that are not seen, which some programs drop."""

CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\r")
"""The control characters no table of text holds: programs drop them, or take them for the end of a text."""

_SPECIAL = re.compile('[",\x00-\x08\n-\x1f]')
"""What asks for quotes; control characters too, so that a cell of nothing else is still a cell when they are gone."""

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


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _SPECIAL.search(text) else text


def _text(value: str | None) -> str:
    if not value:
        return ""
    # most texts begin with a letter
    return _quoted(value if value[0].isalnum() else inert(value))


def _other(value: Any) -> str:
    return _text(as_text(value))


CSV_CELL: dict[Kind, Callable[[Any], str]] = {
    "text": _text,
    "local": lambda value: value or "",
    "utc": lambda value: utc_text(value) if value else "",
    "day": lambda value: value.isoformat() if value else "",
    "integer": lambda value: "" if value is None else str(value),
    "boolean": as_text,
    "texts": lambda value: _text(joined(value)) if value else "",
    "parts": _other,
    "mapping": _other,
}
"""How a value of each kind is written in CSV (RFC 4180), quotes included. The csv module, which looks at each character, would take
half of an export's time."""
