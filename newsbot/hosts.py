"""What a process knows of the hosts it asks: since when they refuse, when they may be asked again, which are left alone.

The knowledge is the process's and not a crawler's, because outlets that are crawled side by side share hosts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from urllib.parse import urlsplit

from newsbot.urls import lies_on

PATIENCE = 5
"""Refusals in a row after which a host is left alone: two pages and their retries."""

LONGEST_CRAWL_DELAY = 60.0
"""Seconds between requests beyond which a Crawl-delay counts as a mistake: a day would not be enough for an hour's news."""

LONGEST_AWAY = 86_400.0
"""Seconds for which a host that asks to be left alone is left alone by later runs; more is a mistake of its clock or ours."""

SLOWEST = 60.0
"""Seconds a pause grows to because a host is slow."""


@dataclass(slots=True, eq=False)
class Host:
    """One host, and how it has answered so far. Times are of :func:`time.monotonic`.

    :param name: host and port as in an address, lower case.
    :param pause: seconds between requests that its robots.txt asks for.
    :param slowness: seconds it lately took for an answer.
    :param free_at: when it may be asked again.
    :param asked_until: until when it asked to be left alone.
    :param refusals: answers in a row that refused (see :func:`is_refusal`).
    :param blocks: pages in a row that turned out to be block or captcha pages, whatever their status.
    :param failures: attempts in a row that did not reach it, weighed; ``has_answered`` when one ever did.
    :param given_up: why it is left alone for the rest of the run, or ``None``.
    :param active: requests to it under way.
    :param waiting: whom to call when one of these has ended.
    """

    name: str
    pause: float = 0.0
    slowness: float = 0.0
    free_at: float = 0.0
    asked_until: float = 0.0
    refusals: int = 0
    blocks: int = 0
    failures: int = 0
    has_answered: bool = False
    given_up: Exception | None = None
    active: int = 0
    waiting: dict[Callable[[], None], None] = field(default_factory=dict)

    def let_others_in(self) -> list[Callable[[], None]]:
        """Whom to call now that a request has ended; they wait no longer."""
        called = list(self.waiting)
        self.waiting.clear()
        return called

    def rest(self, took: float, *, well: bool, adapt: bool) -> None:
        """A request has ended: pause for as long as robots.txt asks for, and as long as the host was busy with it.

        :param took: seconds from the request to the end of its answer.
        :param well: whether it was answered with a page; an error that comes quickly does not mean a quick server.
        :param adapt: whether a slow host is to be asked more slowly.
        """
        smoothed = max(took, (self.slowness + took) / 2)
        if adapt and (well or smoothed > self.slowness):
            self.slowness = min(smoothed, SLOWEST)
        self.free_at = max(self.free_at, monotonic() + max(self.pause, self.slowness))

    def refused(self, what: str, *, retry_after: float | None, delay: float, patience: float) -> None:
        """It refused a request: leave it alone for as long as it asks for, or for a while that doubles each time.

        :param what: the refusal in words.
        :param retry_after: seconds it asks for.
        :param delay: seconds between requests where all is well; the pauses grow from there.
        :param patience: seconds a run waits; a host that asks for more is left alone until the next run.
        """
        self.refusals += 1
        at = monotonic()
        if retry_after is not None:
            self.asked_until = at + min(retry_after, LONGEST_AWAY)
        if retry_after is not None and retry_after > patience:
            self.free_at = self.asked_until
            self.give_up(f"{what}, asks to be left alone for {span(retry_after)}")
        elif self.refusals >= PATIENCE:
            self.give_up(f"{what}, {self.refusals} refusals in a row")
        else:
            wait = delay * 2**self.refusals if retry_after is None else max(retry_after, delay)
            self.free_at = max(self.free_at, at + min(wait, patience))

    def blocked(self) -> None:
        """A page it answered with is a block or captcha page."""
        self.blocks += 1
        if self.blocks >= PATIENCE:
            self.give_up(f"{self.blocks} block or captcha pages in a row")

    def give_up(self, why: str) -> None:
        """Leave it alone from now on."""
        if self.given_up is None:
            self.given_up = HostRefuses(why)

    def begin_anew(self, patience: float) -> None:
        """A new run asks it: what it did to an earlier one counts no more, but for the time it asked to be left alone.

        :param patience: seconds a run waits; a host that asked for more of them stays left alone.
        """
        self.refusals = self.blocks = self.failures = 0
        self.has_answered = False
        if self.free_at - monotonic() <= patience:
            self.given_up = None


class HostRefuses(Exception):  # noqa: N818 - the name says what the host does
    """Why a host that answers is left alone."""


_hosts: dict[str, Host] = {}


def host(name: str) -> Host:
    """The host of that name."""
    return _hosts.setdefault(name, Host(name))


def begin_anew(domains: Collection[str], patience: float) -> None:
    """A new run of a process that does many asks the hosts on these domains: see :meth:`Host.begin_anew`."""
    for known in _hosts.values():
        if lies_on(urlsplit(f"//{known.name}").hostname, domains):
            known.begin_anew(patience)


def is_refusal(status: int) -> bool:
    """Whether that status says "not you" or "not now" and not that one page is missing or broken."""
    return status in (403, 429) or status >= 502


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds to wait that a ``Retry-After`` header asks for (RFC 9110, 10.2.3), or ``None`` when it says nothing.

    :param header: whole seconds or an HTTP date, as they came over the network.
    """
    value = (header or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        # a longer number is no span of time any more, and float() would take its time with it
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds())
    except (ValueError, OverflowError):
        return None


def span(seconds: float) -> str:
    """Seconds in words."""
    return f"{seconds / 3600:.1f} hours" if seconds >= 7200 else f"{seconds / 60:.0f} minutes"
