"""Pages that held no article, and for how long they are left alone."""

from __future__ import annotations

REFUSAL_HOURS = {"listing": 168, "binary": 168, "error page": 1, "empty": 1, "redirected away": 1}
"""For how many hours a page that held no article is not fetched again, by the kind of :class:`~newsbot.errors.NotAnArticle`.
An error page may be a server's bad hour and an empty page a story not yet written. A block page, a consent wall, a parked domain
or an empty shell says nothing about the address it stood at and is not remembered."""
