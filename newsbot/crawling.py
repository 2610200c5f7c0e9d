"""Several outlets crawled in one process: what ``newsbot crawl`` and ``newsbot demo`` do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot import outlets
from newsbot.errors import UsageError
from newsbot.extensions.summary import RunSummary
from newsbot.process import new_process
from newsbot.replay import open_saved
from newsbot.runs import OutletRun, new_run_id
from newsbot.spiders.article_spider import ArticleSpider, read_addresses
from newsbot.spiders.outlets import spider_class
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
    classes = [spider_class(outlet) for outlet in chosen]
    for cls in classes:
        cls(**wanted)
    prepare(Path(process.settings["NEWSBOT_DATA"]))
    runs: list[OutletRun] = []
    for cls in classes:
        crawler = process.create_crawler(cls)
        process.crawl(crawler, **wanted).addBoth(_ended, crawler, cls, runs)
    process.start()
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
    extension = crawler.get_extension(RunSummary) if result is None else None
    run = extension.outlet_run if extension is not None else None
    if run is None:
        reason = " ".join(str(getattr(result, "value", "did not start")).split())
        run = OutletRun(cls.name, reason, troubles=[reason], verdict="failed")
    runs.append(run)
