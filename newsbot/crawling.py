"""Several outlets crawled in one process: what ``newsbot crawl`` and ``newsbot demo`` do."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot import locks, outlets
from newsbot.addresses import read_addresses, without_password
from newsbot.aftermath import after_crawl
from newsbot.clock import now
from newsbot.errors import Busy, UsageError
from newsbot.extensions.summary import RunSummary
from newsbot.process import new_process, warn_without_contact
from newsbot.replay import open_saved
from newsbot.revisits import Schedule
from newsbot.runs import BUSY, OutletRun, new_run_id
from newsbot.spiders.article_spider import ArticleSpider
from newsbot.spiders.factory import spider_class
from newsbot.storage import prepare
from newsbot.terminal import one_line
from newsbot.urls import original_url
from newsbot.verdicts import judge

if TYPE_CHECKING:
    from scrapy.crawler import Crawler, CrawlerProcess
    from twisted.python.failure import Failure


def crawl(
    names: Sequence[str],
    wanted: Mapping[str, str],
    overrides: Mapping[str, object],
    *,
    every: bool = False,
    wait: float = 0,
    verbose: bool = False,
) -> tuple[list[OutletRun], int]:
    """Crawl outlets side by side and return what each gave, and the exit status. Can be called once a process: it runs Scrapy's engine.

    Outlets that another process crawls into the same folder are left out and have the verdict ``busy``; the run file does
    not mention them, for it is the other process that crawls them.

    :param names: keys of outlets; may be empty with ``every`` or where ``wanted`` names ``urls``.
    :param wanted: arguments of :class:`~newsbot.spiders.article_spider.ArticleSpider`.
    :param overrides: Scrapy settings in place of newsbot's.
    :param wait: seconds to wait for outlets that another process crawls.
    :raises Busy: another process crawls them all.
    :raises UsageError: an outlet, a day, the limit, the file of addresses or what to replay does not exist or makes no sense.
    :raises StorageError: the data folder cannot be written.
    """
    owned = _owned(wanted["urls"]) if wanted.get("urls") else None
    chosen = choose(names, owned, every=every)
    if owned:
        chosen = _publishers(owned, wanted["urls"], chosen)
    process = new_process({"NEWSBOT_RUN_ID": new_run_id(), "NEWSBOT_SUMMARY": False, **overrides}, verbose=verbose)
    if process.settings["NEWSBOT_REPLAY"]:
        open_saved(process.settings["NEWSBOT_REPLAY"])
    Schedule.parse(process.settings["NEWSBOT_REVISIT"])
    classes = [spider_class(outlet) for outlet in chosen]
    for cls in classes:
        cls(**wanted)
    if owned == []:
        sys.stderr.write(f"newsbot crawl: 0 addresses in {one_line(wanted['urls'])}: nothing was asked for\n")
        return [], 0
    data = Path(process.settings["NEWSBOT_DATA"])
    prepare(data)
    names = [cls.name for cls in classes]
    busy = locks.claim(data, names, wait)
    if len(busy) == len(classes):
        raise Busy(f"{locks.occupied(data, busy)}: try again when it has ended, or give --wait SECONDS")
    warn_without_contact(process.settings)
    if owned is not None:
        _tell_left_out(owned, wanted["urls"], chosen)
    try:
        runs = _crawl(process, [cls for cls in classes if cls.name not in busy], wanted)
    finally:
        locks.drop_claims(data, names)
    status = after_crawl(process.settings, runs, asked_outlets=not wanted.get("urls"))
    runs += [OutletRun(name, BUSY, troubles=[locks.occupied(data, [name])], verdict=BUSY) for name in busy]
    return sorted(runs, key=lambda run: run.outlet), 1 if busy else status


def _crawl(
    process: CrawlerProcess, classes: Sequence[type[ArticleSpider]], wanted: Mapping[str, str]
) -> list[OutletRun]:
    runs: list[OutletRun] = []
    crawlers: list[tuple[type[ArticleSpider], Crawler]] = []
    for cls in classes:
        crawler = process.create_crawler(cls)
        crawlers.append((cls, crawler))
        process.crawl(crawler, **wanted).addBoth(_ended, crawler, cls, runs)
    process.start()
    ended = {run.outlet for run in runs}
    # a second signal leaves Scrapy no time to tell its extensions
    runs += [_cut_off(cls, crawler) for cls, crawler in crawlers if cls.name not in ended]
    return runs


Owned = Sequence[tuple[str, outlets.Outlet | None]]
"""The addresses of a file, each with the outlet that publishes there, or ``None``."""


def _owned(file: str) -> Owned:
    return [(url, outlets.for_url(original_url(url))) for url in read_addresses(file)]


def choose(names: Sequence[str], owned: Owned | None = None, *, every: bool = False) -> list[outlets.Outlet]:
    """The outlets a user asked for: by name, every one, or those that publish at the addresses of a file.

    :raises UsageError: none, both names and every, or one that newsbot does not know.
    """
    if every and names:
        raise UsageError("name outlets or give --all, not both")
    if every:
        return list(outlets.all_outlets())
    if names:
        return [outlets.get(name) for name in dict.fromkeys(names)]
    if owned is None:
        raise UsageError("name an outlet, or give --all (newsbot outlets lists them)")
    found: dict[str, outlets.Outlet] = {}
    for url, outlet in owned:
        if outlet is None:
            raise UsageError(f"no outlet newsbot knows publishes at {without_password(url)}")
        found[outlet.name] = outlet
    return [found[name] for name in sorted(found)]


def _publishers(owned: Owned, file: str, chosen: Sequence[outlets.Outlet]) -> list[outlets.Outlet]:
    """Those of the chosen outlets that publish at an address of a file: the others have nothing to fetch."""
    owners = {owner.name for _, owner in owned if owner is not None}
    publishing = [outlet for outlet in chosen if outlet.name in owners]
    if not publishing:
        asked = chosen[0].name if len(chosen) == 1 else f"the {len(chosen)} outlets asked for"
        raise UsageError(f"none of the addresses in {file} is of {asked}")
    return publishing


def _tell_left_out(owned: Owned, file: str, chosen: Sequence[outlets.Outlet]) -> None:
    """Say on standard error which addresses of a file are those of no outlet that is crawled."""
    names = {outlet.name for outlet in chosen}
    left = [url for url, owner in owned if owner is None or owner.name not in names]
    if left:
        first = one_line(without_password(left[0]))
        sys.stderr.write(
            f"newsbot crawl: left out: {len(left)} of {len(owned)} addresses in {one_line(file)} are of other outlets, first {first}\n"
        )


def _ended(result: Failure | None, crawler: Crawler, cls: type[ArticleSpider], runs: list[OutletRun]) -> None:
    runs.append(outcome(result, crawler, cls))


def outcome(result: Failure | None, crawler: Crawler, cls: type[ArticleSpider]) -> OutletRun:
    """What came of a crawl that has ended, also of one that could not begin.

    :param result: what Scrapy ended with.
    """
    summary = _summary(crawler)
    run = summary.outlet_run if summary is not None else None
    if run is None and result is None:
        run = _cut_off(cls, crawler)
    elif run is None:
        reason = " ".join(str(getattr(result, "value", "did not start")).split())
        run = summary.end(reason) if summary is not None else _without_a_count(cls, reason)
    return run


def _cut_off(cls: type[ArticleSpider], crawler: Crawler) -> OutletRun:
    """The run of an outlet whose spider a signal left no time to close."""
    summary = _summary(crawler)
    return summary.end("shutdown") if summary is not None else _without_a_count(cls, "shutdown")


def _without_a_count(cls: type[ArticleSpider], finish: str) -> OutletRun:
    """The run of an outlet whose crawl ended before anything could be counted."""
    run = OutletRun(cls.name, finish)
    judge(run, now())
    return run


def _summary(crawler: Crawler) -> RunSummary | None:
    try:
        return crawler.get_extension(RunSummary)
    except RuntimeError:
        # the crawl ended before its extensions were made
        return None
