"""Saved pages and text dumps, from files and standard input."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.compression import MAX_PAGE_BYTES, gunzip
from newsbot.errors import NewsbotError, NotAnArticle

if TYPE_CHECKING:
    from newsbot.extraction import Explanation
    from newsbot.items import Article
    from newsbot.text_explanation import TextExplanation

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|article|section|main|div|p|br|span|a|h[1-6]|script|table|ul|li)\b)",
    re.I,
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks that Windows programs write before UTF-16."""


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of a saved page or a text dump."""

    data: bytes

    @property
    def is_text(self) -> bool:
        """Whether there is no mark-up in it."""
        data = self.data.decode("utf-16", "replace").encode() if self.data.startswith(_UTF_16) else self.data
        return _MARKUP.search(data) is None

    def article(self, url: str = "") -> Article:
        """Its article.

        :param url: the address the page was saved from.
        :raises NotAnArticle: it holds none.
        """
        if not self.is_text:
            from newsbot.extraction import extract

            return extract(self.data, url)
        from newsbot.cleaning import from_text
        from newsbot.prose import is_prose

        text = self._decoded()
        article = from_text(text)
        article.url = article.url or url or None
        if not any(map(is_prose, article.paragraphs)):
            hint = (
                " (an address is an argument of its own)" if text.lstrip().startswith(("http://", "https://")) else ""
            )
            raise NotAnArticle("empty", f"there is no article text in it{hint}")
        return article

    def explain(self, url: str = "") -> Explanation | TextExplanation:
        """Why its article is what it is.

        :param url: the address the page was saved from.
        :raises NotAnArticle: it is neither a page nor text.
        """
        if not self.is_text:
            from newsbot.extraction import explain

            return explain(self.data, url)
        from newsbot.text_explanation import explain_text

        return explain_text(self._decoded(), url or None)

    def _decoded(self) -> str:
        if self.data.startswith(_UTF_16):
            text = self.data.decode("utf-16", "replace")
        else:
            try:
                text = self.data.decode("utf-8-sig")
            except UnicodeDecodeError:
                # what an old Windows program saves; it decodes any byte
                text = self.data.decode("cp1252", "replace")
        if "\0" in text:
            raise NotAnArticle("binary", "this is neither a web page nor text")
        return text


def read_document(target: str) -> Document:
    """Read a file, gzipped or not, or with ``-`` standard input.

    :raises NewsbotError: it cannot be read, holds nothing, or is larger than any page.
    """
    try:
        data = sys.stdin.buffer.read(MAX_PAGE_BYTES + 1) if target == "-" else _file(Path(target))
        data = gunzip(data)
    except ValueError as error:
        raise NewsbotError(str(error)) from None
    if len(data) > MAX_PAGE_BYTES:
        raise NewsbotError(f"larger than {MAX_PAGE_BYTES} bytes: no web page")
    if not data.strip():
        raise NotAnArticle("empty", "there is nothing in it")
    return Document(data)


def _file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_PAGE_BYTES + 1)
    except FileNotFoundError:
        hint = " (an address starts with https://)" if "." in str(path).partition("/")[0] and "/" in str(path) else ""
        raise NewsbotError(f"no such file{hint}") from None
    except OSError as error:
        raise NewsbotError(f"cannot be read: {error.strerror or error}") from None
