"""Stories that a run could not read and the next one shall ask for again, and which listings name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from newsbot.key_set import KeySet
from newsbot.runs import NOT_MISSED, PREFIX

PASSING = (
    "block_page",
    "empty",
    "error_page",
    "redirected_away",
    "consent_wall",
    "parked_domain",
    "needs_javascript",
    "storage_failed",
)
"""Reasons to drop that say nothing about the story, which the next run shall ask for again."""


class Unread:
    """What of a run was not dealt with.

    :ivar entries_on: articles on each listing that was read whole, by its address.
    """

    def __init__(self) -> None:
        self.entries_on: dict[str, int] = {}
        self._named_on: dict[str, KeySet] = {}
        self._counts: Counter[str] = Counter()
        self._keys: set[int] = set()

    def read_listing(self, url: str, entries: int) -> KeySet:
        """A listing was read whole; the keys of its stories go into what is returned."""
        self.entries_on[url] = entries
        self._named_on[url] = KeySet()
        return self._named_on[url]

    def lost(self, name: str, keys: Iterable[int]) -> None:
        """A story gave no article.

        :param name: what it is counted under: ``failed/<reason>`` or ``dropped/<reason>``.
        :param keys: of :func:`newsbot.seen.story_keys`.
        """
        if _shall_be_read_again(name):
            self._counts[name] += 1
            self._keys.update(keys)

    def listings_dealt_with(self, stats: Mapping[str, Any]) -> Collection[str]:
        """The listings all of whose stories were dealt with; none where it is not known which story is missing.

        :param stats: all that was counted.
        """
        names = (key.removeprefix(PREFIX) for key in stats if key.startswith(PREFIX))
        if stats.get("spider_exceptions/count") or any(
            stats[PREFIX + name] > self._counts[name] for name in names if _shall_be_read_again(name)
        ):
            return ()
        return [url for url, named in self._named_on.items() if named.isdisjoint(self._keys)]


def _shall_be_read_again(name: str) -> bool:
    group, _, reason = name.partition("/")
    if group == "failed":
        # a story announced before it is there answers 404 for a while
        return (reason == "http_404" or reason not in NOT_MISSED) and not reason.startswith("listing")
    return group == "dropped" and reason in PASSING
