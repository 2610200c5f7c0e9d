"""A visit to a story's page: what is known before it, what the server says, and the look it repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsbot.seen import Look


@dataclass(slots=True)
class Visit:
    """One visit to one story in one run.

    :param url: the address it is asked for.
    :param listed: when listings say that the story was last modified.
    :param look: the last look at it, when it is stored; ``None`` for a story that is new.
    :param etag, last_modified: what the server said with the page.
    """

    url: str
    listed: datetime | date | None = None
    look: Look | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that let the server answer 304 where the page is as it was (RFC 9110, section 13.1)."""
        said = {"If-None-Match": self.look.etag, "If-Modified-Since": self.look.last_modified} if self.look else {}
        return {name: value for name, value in said.items() if value}
