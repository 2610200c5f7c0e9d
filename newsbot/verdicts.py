"""A run's verdict: ``ok``, ``degraded``, ``failed`` or ``stopped``, and why.

What a run says of itself is judged by :func:`judge` alone; whether it is *less than usual* by the outlet's earlier runs, as
:mod:`newsbot.trends` compares them. Each trouble is a short name, a colon and a sentence:

- ``crawl_ended`` something else than the end of the work ended it, ``stopped`` a signal did,
- ``unreachable``, ``nothing_found`` on listings, ``pages_failed``, ``listings_failed``, ``no_articles`` on the pages read,
  ``blocked`` (refusals and captchas dominate), ``errors`` of newsbot's own, ``not_stored``,
- ``few_articles``, ``feed_stale``, ``articles_refused``, ``outlet_rule_lost``, ``dates_missing`` and ``<field>_missing``: less than
  earlier runs let expect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from newsbot import trends
from newsbot.history import PastRun, reads_all
from newsbot.runs import CHOSEN, LEFT_ALONE, NOT_MISSED, REFUSES, ROBOTS_UNREACHABLE, OutletRun

BLOCKS = ("block_page", "captcha", "consent_wall", "http_401", "http_403", "http_429", "http_451", REFUSES)
"""Reasons to drop or to fail, of pages and (behind ``listing_``) of listings, that say the outlet does not want to be read."""

OWN_FAULTS = ("pipeline", "storage")
"""Failures behind the page: what was read is not kept."""

ENTRY_FAULTS = ("listing_bad_address", "listing_offsite")
"""Faults of single entries on a listing, which is well itself."""

HARMLESS = (*NOT_MISSED, *ENTRY_FAULTS)
"""Failures that say nothing against the outlet."""

TOLERATED = 0.1
"""The share of requests that may fail at an outlet of which nothing is known: single pages vanish and servers hiccup."""

FEW = 3
"""Below this many pages that fail, an outlet whose other articles are known is not dead: some links always fail."""

_LISTING = "listing_"


def judge(
    run: OutletRun,
    started_at: datetime,
    earlier: Sequence[PastRun] = (),
    *,
    options: Mapping[str, Any] | None = None,
    replay: bool = False,
) -> None:
    """Enter verdict and troubles into a run that has ended.

    :param started_at: when it began.
    :param earlier: earlier runs of the outlet, the latest last. They count where this run read all that was new.
    :param options: what it was asked for.
    :param replay: it read saved pages.
    """
    is_comparable = not replay and reads_all(options or {}, run, started_at)
    past = [one for one in earlier if one.started_at < started_at] if is_comparable else []
    fatal, lesser = _own(run, started_at, [one for one in past if one.is_comparable])
    if run.finish == "finished" and is_comparable:
        for trouble, is_fatal in trends.compare(run, started_at, past, options or {}, judge_number=not fatal):
            (fatal if is_fatal else lesser).append(trouble)
    stopped = ["stopped: by a signal"] if run.finish == "shutdown" else []
    run.troubles = fatal + stopped + lesser
    run.verdict = "failed" if fatal else "stopped" if stopped else "degraded" if lesser else "ok"


def _own(run: OutletRun, started_at: datetime, past: Sequence[PastRun]) -> tuple[list[str], list[str]]:
    """What a run says of itself: fatal and lesser troubles."""

    def before(code: str, count: Callable[[OutletRun], tuple[int, int]]) -> list[tuple[int, int]]:
        return [count(one.counts) for one in past if trends.is_usual(one, code, started_at)]

    fatal: list[str] = []
    lesser: list[str] = []
    pages, listings, own = _failures(run)
    if run.finish not in ("finished", "shutdown"):
        fatal.append(f"crawl_ended: {run.finish}")
    blocked = _blocked(run)
    if blocked:
        (lesser if run.kept or run.finish != "finished" else fatal).append(blocked)
    if run.finish == "finished" and not run.kept:
        nothing = _nothing(run, pages, before("pages_failed", _pages))
        if nothing:
            fatal.append(nothing)
    if run.errors:
        (fatal if run.errors >= max(run.fetched + run.rechecked, 1) else lesser).append(
            f"errors: {run.errors} errors in newsbot"
        )
    lesser += [f"not_stored: {count} × {reason}" for reason, count in sorted(own.items())]
    named = {trouble.partition(":")[0] for trouble in fatal}
    if "pages_failed" not in named and _is_much(pages, _wanted(run), before("pages_failed", _pages)):
        lesser.append(f"pages_failed: {_listed(pages)}, of {max(_wanted(run), sum(pages.values()))} wanted")
    if not named & {"unreachable"} and _is_much(listings, run.listings, before("listings_failed", _listings)):
        lesser.append(f"listings_failed: {_listed(listings)}, of {max(run.listings, sum(listings.values()))} asked")
    return fatal, lesser


def _nothing(run: OutletRun, pages: Mapping[str, int], before: Sequence[tuple[int, int]]) -> str:
    """Why a run that kept nothing failed, if it did.

    :param before: failed and wanted pages of earlier runs.
    """
    refused = sum(run.dropped.values()) - sum(run.dropped.get(reason, 0) for reason in CHOSEN)
    if not run.listed:
        if run.failed and LEFT_ALONE.issuperset(run.failed):
            if ROBOTS_UNREACHABLE in run.failed:
                return f"unreachable: robots.txt cannot be read, which forbids all ({_listed(run.failed)})"
            return "unreachable: " + ("every host refuses" if REFUSES in run.failed else "no host could be reached")
        return "nothing_found: no listing named an article"
    # where earlier runs stored articles, a link that always fails or a page without text may be all that is new
    few = sum(pages.values()) < FEW or not _is_much(pages, _wanted(run), before)
    excused = few or all(reason in HARMLESS for reason in pages)
    if run.found > run.known and not run.fetched and not (run.known and excused):
        return f"pages_failed: no article page could be fetched ({_listed(pages) or 'none was answered'})"
    if refused and not run.known:
        return f"no_articles: no page gave an article ({_listed(run.dropped)})"
    return ""


def _blocked(run: OutletRun) -> str:
    counts = {**run.failed, **run.dropped}
    blocks = {reason: n for reason, n in counts.items() if reason.removeprefix(_LISTING) in BLOCKS and n}
    blocked, answers = sum(blocks.values()), run.fetched + run.rechecked + sum(run.failed.values())
    if not blocked or blocked * 2 < answers or (blocked < 3 and run.kept):
        return ""
    return f"blocked: {blocked} of {answers} answers turned the crawler away ({_listed(blocks)})"


def _failures(run: OutletRun) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Failed requests for pages and for listings, and newsbot's own failures, by reason."""
    pages: dict[str, int] = {}
    listings: dict[str, int] = {}
    own: dict[str, int] = {}
    for reason, count in run.failed.items():
        is_listing = reason.startswith("listing") and reason not in ENTRY_FAULTS
        is_listing = is_listing or (reason in LEFT_ALONE and not run.found)
        (own if reason in OWN_FAULTS else listings if is_listing else pages)[reason] = count
    return pages, listings, own


def _pages(run: OutletRun) -> tuple[int, int]:
    return sum(_failures(run)[0].values()), _wanted(run)


def _wanted(run: OutletRun) -> int:
    """Pages there were to read, also those that earlier runs had read."""
    return max(run.found, run.fetched) + run.rechecked


def _listings(run: OutletRun) -> tuple[int, int]:
    return sum(_failures(run)[1].values()), run.listings


def _is_much(failures: Mapping[str, int], asked: int, before: Sequence[tuple[int, int]]) -> bool:
    """Whether so many failures are more than an outlet may have and thrice what this one usually has."""
    failed = sum(failures.values())
    usual = sum(count for count, _ in before) / max(sum(max(total, count) for count, total in before), 1)
    return failed > max(TOLERATED, 3 * usual) * max(asked, failed)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in sorted(counts.items(), key=lambda pair: -pair[1]))
