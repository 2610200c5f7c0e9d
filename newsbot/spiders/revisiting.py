"""Stored stories are looked at again: when the schedule says so, and when a listing says that they were modified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsbot.clock import now
from newsbot.discovery import in_section, same_section
from newsbot.items import Article
from newsbot.listings import Entry
from newsbot.revisits import Schedule, timestamp
from newsbot.runs import LEFT_ALONE
from newsbot.search import Query, mentions
from newsbot.seen import Look, Place
from newsbot.spiders.story import Story, StorySpider
from newsbot.visits import Visit
from newsbot.window import Window

if TYPE_CHECKING:
    from scrapy import Request

    from newsbot.outlets import Outlet

FEWEST_STAMPS = 5
"""Entries of a listing from which on one common moment of modification is the moment at which the listing was made."""


class RevisitingSpider(StorySpider):
    """Looks again at stories that are stored. Its subclass finds new ones.

    A look that brings nothing new moves the story to its next age on the schedule; one that failed does so too, so that a broken
    page is not asked for at every run.
    """

    outlet: Outlet
    window: Window
    query: Query | None
    section: str

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.schedule = Schedule()
        self.due_looks: Callable[[], Iterable[Look]] = lambda: ()
        self.listed_as_changed: Callable[..., Look | None] = lambda _url, _modified: None
        self.stored_article: Callable[[Place], Article | None] = lambda _place: None
        self.keep_look: Callable[[Look], None] = lambda _look: None
        self.visits: dict[str, Visit] = {}
        """Visits whose article is on its way through the pipelines, by its address."""
        self._looking: dict[str, Visit] = {}
        self._planned: dict[Place, Visit] = {}

    def due_requests(self) -> Iterator[Request]:
        """Requests for the stories that are due by the schedule.

        ``since`` does not bound them, for the schedule does, and a crawl that asks for what is new wants to know what changed;
        ``until``, keyword and section do.
        """
        for look in self.due_looks():
            yield from self._look_again(look)

    def changed_requests(self, entry: Entry) -> Iterator[Request]:
        """The request for a stored story that a listing says was modified since the last look, if it was."""
        if entry.modified is None:
            return
        look = self.listed_as_changed(entry.url, entry.modified)
        if look is not None:
            yield from self._look_again(look, entry)

    def look_dropped(self, item: Article) -> None:
        """Scrapy's signal: an article is not kept. If it was read before, that was the look."""
        visit = self.visits.pop(item.url or "", None)
        if visit is not None:
            self.looked(visit)

    def looked(self, visit: Visit) -> None:
        """A look brought no new revision."""
        if visit.look is not None:
            self.keep_look(self._next(visit, visit.etag, visit.last_modified))

    def unchanged(self, story: Story) -> None:
        """The server answered 304."""
        self._count("rechecked")
        self._count("unchanged")
        look = story.visit.look
        if look is not None:
            self.keep_look(self._next(story.visit, look.etag, look.last_modified))

    def lost_look(self, url: str, reason: str, *, gone: bool) -> bool:
        """A story's page gave no article; whether it was a stored one that is gone, and so all is counted.

        :param gone: the server says that there is no such story any more.
        """
        visit = self._looking.pop(url, None)
        if visit is None or visit.look is None:
            return False
        if gone and self.settings.get("NEWSBOT_REPLAY"):
            # what was not saved is not gone
            return True
        if reason in LEFT_ALONE:
            return False
        look = self._next(visit, visit.look.etag, visit.look.last_modified)
        # what a listing said is still to be looked at
        before = visit.look.listed if visit.look.listed is not None else visit.look.looked
        self.keep_look(replace(look, due=None) if gone else replace(look, listed=before))
        if gone:
            self._count("gone")
        return gone

    def note_visit(self, visit: Visit, article: Article) -> Article:
        """A story was read; the pipelines will ask for the visit by its address."""
        if visit.look is not None:
            # the address it is known by, wherever that leads by now
            article.url = visit.url
            self._looking.pop(visit.url, None)
        if article.url:
            self.visits[article.url] = visit
        return article

    def is_look(self, article: Article) -> bool:
        """Whether that article was stored before."""
        visit = self.visits.get(article.url or "")
        return visit is not None and visit.look is not None

    def listed_at(self, visit: Visit) -> int | None:
        """When listings said that the story was modified, as Unix time."""
        return None if visit.listed is None else timestamp(visit.listed, self.window.zone)

    def _look_again(self, look: Look, entry: Entry | None = None) -> Iterator[Request]:
        planned = self._planned.get(look.place)
        if planned is not None:
            planned.listed = entry.modified if entry else planned.listed
            return
        article = self.stored_article(look.place)
        if article is None or not article.url:
            self.keep_look(replace(look, due=None))
            return
        if not self._wants(article):
            return
        visit = Visit(article.url, entry.modified if entry else None, look)
        self._planned[look.place] = self._looking[visit.url] = visit
        yield self.story_request(visit.url, self.outlet, visit)

    def _wants(self, article: Article) -> bool:
        if self.window.until and article.published_at and self.window.day(article.published_at) > self.window.until:
            return False
        if self.query is not None and not mentions(article, self.query):
            return False
        return (
            not self.section
            or same_section(article.section, self.section)
            or in_section(article.url or "", self.section)
        )

    def _next(self, visit: Visit, etag: str | None, last_modified: str | None) -> Look:
        look = visit.look
        if look is None:
            raise ValueError("no look came before that visit")
        at = timestamp(now(), self.window.zone)
        listed = self.listed_at(visit)
        return replace(
            look,
            looked=at,
            due=self.schedule.next_look(look.published, at),
            listed=look.listed if listed is None else listed,
            etag=etag,
            last_modified=last_modified,
        )

    def _count(self, name: str) -> None:
        self.crawler.stats.inc_value(f"newsbot/{name}")


def without_stamps(entries: Sequence[Entry]) -> list[Entry]:
    """The entries of a listing without the moment of modification that most of them share: it is when the listing was made."""
    moments = Counter(entry.modified for entry in entries if entry.modified is not None)
    if moments:
        moment, times = moments.most_common(1)[0]
        if times >= max(FEWEST_STAMPS, len(entries) / 2):
            return [replace(entry, modified=None) if entry.modified == moment else entry for entry in entries]
    return list(entries)
