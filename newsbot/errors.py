"""Errors a user of the library meets. Each message is one line that says what was wrong and what to do."""

from __future__ import annotations


class NewsbotError(Exception):
    """Anything newsbot refuses to do, with a one-line reason fit for a terminal."""


class NotAnArticle(NewsbotError):  # noqa: N818 - the name says what the page is
    """The page holds no article.

    :param kind: one of ``listing``, ``error page``, ``block page``, ``consent wall``, ``parked domain``, ``needs javascript``,
        ``redirected away``, ``empty``, ``binary``; the key under which a crawl counts it.
    :param reason: one sentence for a person.
    """

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"


class Busy(NewsbotError):  # noqa: N818 - the name says what the folder is
    """Another process does the same at the moment; nothing was done, and a later try may succeed."""


class UsageError(NewsbotError):
    """The caller asked for something that does not exist or cannot be done (exit status 2)."""
