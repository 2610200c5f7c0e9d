"""Several outlets crawled in one process: what ``newsbot crawl`` and ``newsbot demo`` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot import outlets
from newsbot.errors import UsageError
from newsbot.extensions.summary import RunSummary
from newsbot.process import new_process, warn_without_contact
from newsbot.replay import open_saved
from newsbot.revisits import Schedule
from newsbot.runs import OutletRun, new_run_id
from newsbot.spiders.article_spider import ArticleSpider, read_addresses
from newsbot.spiders.factory import spider_class
from newsbot.storage import prepare
from newsbot.urls import original_url

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


def crawl(
    names: Sequence[str],
    wanted: Mapping[str, str],
    overrides: Mapping[str, object],
    *,
    every: bool = False,
    verbose: bool = False,
) -> list[OutletRun]:
    """Crawl outlets side by side and return what each gave. Can be called once a process: it runs Scrapy's engine.

    :param names: keys of outlets; may be empty with ``every`` or where ``wanted`` names ``urls``.
    :param wanted: arguments of :class:`~newsbot.spiders.article_spider.ArticleSpider`.
    :param overrides: Scrapy settings in place of newsbot's.
    :raises UsageError: an outlet, a day, the limit, the file of addresses or what to replay does not exist or makes no sense.
    :raises StorageError: the data folder cannot be written.
    """
    chosen = _chosen(names, wanted.get("urls"), every)
    process = new_process({"NEWSBOT_RUN_ID": new_run_id(), "NEWSBOT_SUMMARY": False, **overrides}, verbose=verbose)
    if process.settings["NEWSBOT_REPLAY"]:
        open_saved(process.settings["NEWSBOT_REPLAY"])
    Schedule.parse(process.settings["NEWSBOT_REVISIT"])
    classes = [spider_class(outlet) for outlet in chosen]
    for cls in classes:
        cls(**wanted)
    prepare(Path(process.settings["NEWSBOT_DATA"]))
    warn_without_contact(process.settings)
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
    return sorted(runs, key=lambda run: run.outlet)


def _chosen(names: Sequence[str], urls: str | None, every: bool) -> list[outlets.Outlet]:
    if every and names:
        raise UsageError("name outlets or give --all, not both")
    if every:
        return list(outlets.all_outlets())
    if names:
        return [outlets.get(name) for name in dict.fromkeys(names)]
    if not urls:
        raise UsageError("name an outlet, or give --all (newsbot outlets lists them)")
    found: dict[str, outlets.Outlet] = {}
    for url in read_addresses(urls):
        outlet = outlets.for_url(original_url(url))
        if outlet is None:
            raise UsageError(f"no outlet newsbot knows publishes at {url}")
        found[outlet.name] = outlet
    return [found[name] for name in sorted(found)]


def _ended(result: Failure | None, crawler: Crawler, cls: type[ArticleSpider], runs: list[OutletRun]) -> None:
    summary = _summary(crawler)
    run = summary.outlet_run if summary is not None else None
    if run is None and result is None:
        run = _cut_off(cls, crawler)
    elif run is None:
        reason = " ".join(str(getattr(result, "value", "did not start")).split())
        run = OutletRun(cls.name, reason, troubles=[reason], verdict="failed")
        if summary is not None:
            summary.end(run)
    runs.append(run)


def _cut_off(cls: type[ArticleSpider], crawler: Crawler) -> OutletRun:
    """The run of an outlet whose spider a signal left no time to close."""
    summary = _summary(crawler)
    run = OutletRun.from_stats(cls.name, crawler.stats.get_stats() if summary is not None else {}, "shutdown")
    if summary is not None:
        summary.end(run)
    return run


def _summary(crawler: Crawler) -> RunSummary | None:
    try:
        return crawler.get_extension(RunSummary)
    except RuntimeError:
        # the crawl ended before its extensions were made
        return None
