"""Pages that held no article, and for how long they are left alone."""

from __future__ import annotations

REFUSAL_DAYS = {"listing": 7, "binary": 7, "error page": 2, "empty": 2, "redirected away": 2}
"""For how many days a page that held no article is not fetched again, by the kind of :class:`~newsbot.errors.NotAnArticle`.
An error page may be a server's bad hour and an empty page a story not yet written. A block page, a consent wall, a parked domain
or an empty shell says nothing about the address it stood at and is not remembered."""
