"""Several outlets watched in one process, without end: what ``newsbot watch`` does.

Each outlet is watched in runs, one after another (:mod:`newsbot.spiders.watch_spider`), which enter into one run file as long as the hour is
the same.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.utils.asyncio import call_later
from scrapy.utils.reactor import install_reactor

from newsbot import hosts, locks
from newsbot.aftermath import after_crawl
from newsbot.crawling import choose, outcome
from newsbot.discovery import listing_hosts
from newsbot.errors import UsageError
from newsbot.process import Process, new_process, warn_without_contact
from newsbot.runs import OutletRun, new_run_id
from newsbot.spiders.watch_spider import WatchSpider, paces, watch_spider_class
from newsbot.storage import prepare
from newsbot.terminal import one_line

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

TRY_AGAIN_SECONDS = 60.0
"""After a run that could not go on, or could not begin because another process crawls the outlet."""
WELL = "is well"


def watch(
    names: Sequence[str],
    wanted: Mapping[str, str],
    overrides: Mapping[str, object],
    *,
    every: bool = False,
    verbose: bool = False,
) -> None:
    """Watch outlets until a signal ends the process. Can be called once a process: it runs Scrapy's engine.

    :param names: keys of outlets; may be empty with ``every``.
    :param wanted: ``section`` and ``keyword`` of :class:`~newsbot.spiders.article_spider.ArticleSpider`.
    :param overrides: Scrapy settings in place of newsbot's.
    :raises UsageError: an outlet does not exist, or a setting makes no sense.
    :raises StorageError: the data folder cannot be written.
    """
    chosen = choose(names, every=every)
    process = new_process({"NEWSBOT_SUMMARY": False, **overrides}, verbose=verbose)
    try:
        paces(process.settings)
        length = process.settings.getfloat("NEWSBOT_WATCH_RUN_SECONDS")
        if not 0 < length < float("inf"):
            raise ValueError("NEWSBOT_WATCH_RUN_SECONDS is above zero")  # noqa: TRY301
    except ValueError as error:
        raise UsageError(f"a setting of newsbot watch makes no sense: {error}") from None
    prepare(Path(process.settings["NEWSBOT_DATA"]))
    warn_without_contact(process.settings)
    watcher = Watcher(process, wanted, length)
    install_reactor(process.settings["TWISTED_REACTOR"], process.settings["ASYNCIO_EVENT_LOOP"])
    from twisted.internet import reactor  # which reactor that is, is decided the moment it is imported

    for outlet in chosen:
        reactor.callWhenRunning(watcher.begin, watch_spider_class(outlet))
    outlets_watched = "1 outlet" if len(chosen) == 1 else f"{len(chosen)} outlets"
    soon = process.settings.getfloat("NEWSBOT_WATCH_FASTEST_SECONDS")
    sys.stderr.write(
        f"newsbot watch: {outlets_watched}, each asked for the first time within {soon:g} seconds; SIGTERM or Ctrl-C ends it\n"
    )
    process.start(stop_after_crawl=False)


class Watcher:
    """Begins each outlet's next run when its last one has ended.

    :param length: seconds after which a new run file is begun.
    """

    def __init__(self, process: Process, wanted: Mapping[str, str], length: float) -> None:
        self._process = process
        self._wanted = wanted
        self._length = length
        self._data = Path(process.settings["NEWSBOT_DATA"])
        self._run_id = ""
        self._hour = 0
        self._in_run_file: set[str] = set()
        self._said: dict[str, str] = {}

    def begin(self, cls: type[WatchSpider]) -> None:
        """Watch that outlet from now on, unless the process is about to end."""
        if self._process.stopping:
            return
        try:
            busy = locks.claim(self._data, [cls.name])
        except OSError as error:
            self._say(cls.name, f"waits: {self._data} cannot be written: {error.strerror or error}")
            call_later(TRY_AGAIN_SECONDS, self.begin, cls)
            return
        if busy:
            self._say(cls.name, f"waits: {locks.occupied(self._data, busy)}")
            call_later(TRY_AGAIN_SECONDS, self.begin, cls)
            return
        outlet = cls.outlet
        patience = self._process.settings.getfloat("NEWSBOT_PATIENCE")
        hosts.begin_anew([*outlet.domains, *listing_hosts(outlet)], patience)
        crawler = self._process.create_crawler(cls)
        crawler.settings.set("NEWSBOT_RUN_ID", self._run_id_for(cls.name), priority="cmdline")
        self._process.crawl(crawler, **self._wanted).addBoth(self._ended, crawler, cls)

    def _ended(self, result: Failure | None, crawler: Crawler, cls: type[WatchSpider]) -> None:
        locks.drop_claims(self._data, [cls.name])
        run = outcome(result, crawler, cls)
        words = _words(run)
        if words:
            self._say(cls.name, words)
        from twisted.internet import reactor

        # people are told over the network: the other outlets need not wait for that
        reactor.callInThread(after_crawl, self._process.settings, [run])
        if run.finish == "finished":
            self.begin(cls)
        elif not self._process.stopping:
            call_later(TRY_AGAIN_SECONDS, self.begin, cls)

    def _run_id_for(self, name: str) -> str:
        hour = int(time.time() // self._length)
        if hour != self._hour or name in self._in_run_file:
            self._hour, self._run_id = hour, new_run_id()
            self._in_run_file.clear()
        self._in_run_file.add(name)
        return self._run_id

    def _say(self, name: str, words: str) -> None:
        # once a change and not once a run; that all is well only after trouble
        if words.partition(":")[0] != self._said.get(name, WELL).partition(":")[0]:
            sys.stderr.write(f"newsbot watch: {name} {one_line(words)}\n")
            sys.stderr.flush()
        self._said[name] = words


def _words(run: OutletRun) -> str:
    """What a run says about its outlet; of one that missed something or was stopped, nothing is said."""
    if run.verdict == "failed":
        return f"failed: {'; '.join(run.troubles)}"
    return WELL if run.verdict == "ok" else ""
