"""One article of each cluster out of a selection: of the articles somebody asked for, the first copy of each text."""

from __future__ import annotations

from newsbot.copies.index import CopyIndex, moment_of
from newsbot.items import Article


class Firsts:
    """Chooses in two passes over a selection: :meth:`offer` every article, then keep those that :meth:`keeps` names.

    The first of a whole cluster may lie outside the selection (another outlet, another day), and still one copy must stay. Memory holds
    two numbers a cluster of several copies, none for the rest.
    """

    def __init__(self, index: CopyIndex) -> None:
        self._index = index
        self._first: dict[str, tuple[float, str]] = {}

    def offer(self, article: Article) -> None:
        """The article is in the selection."""
        place = self._index.lookup(article)
        if place is not None and place.copies > 1:
            rank = self._rank(article)
            self._first[place.cluster_id] = min(rank, self._first.get(place.cluster_id, rank))

    def keeps(self, article: Article) -> bool:
        """Whether the article is the first of the selection with its text; one that the index does not know is kept."""
        place = self._index.lookup(article)
        return place is None or place.copies == 1 or self._first.get(place.cluster_id) == self._rank(article)

    @staticmethod
    def _rank(article: Article) -> tuple[float, str]:
        return moment_of(article)[0], article.canonical_url or article.url or ""
