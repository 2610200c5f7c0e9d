"""Real crawls as processes: started, killed, stopped, and compared by the lines they left.

Each crawl is a process of its own that runs the command ``newsbot``. They are forked from one that has imported what a crawl
needs, because a test that kills thirty of them would otherwise wait for imports most of its time.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from large_paper import FACTS, LargePaper
from quick_server import QuickServer, served
from small_paper import SmallPaper

WINDOW = ("--since", "2026-11-01", "--until", "2026-11-10")
FAST = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=False", "CONCURRENT_REQUESTS_PER_DOMAIN=4", "USER_AGENT=newsbot/uji")
PASSING = ("fetched_at", "run_id")
"""What differs between two crawls of the same pages."""

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(
    ["newsbot.crawling", "newsbot.commands.crawl", "scrapy.core.downloader.handlers.http11", "scrapy.utils.reactor"]
)


class Crawl:
    """One crawl, running or ended.

    :param said: file for its standard output and error.
    """

    def __init__(self, arguments: list[str], environment: dict[str, str], said: Path) -> None:
        self._said = said
        self._process = _processes.Process(target=_run, args=(arguments, environment, said))
        self._process.start()

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.is_alive()

    def wait(self, seconds: float = 300) -> int | None:
        """Its exit status, or ``None`` when it still runs after so many seconds."""
        self._process.join(seconds)
        return self._process.exitcode

    def kill(self) -> None:
        """Signal 9."""
        self._process.kill()
        self._process.join()

    def stop(self) -> None:
        """Signal 15."""
        self._process.terminate()

    @property
    def said(self) -> str:
        """What it wrote to standard output and error."""
        return self._said.read_text("utf-8") if self._said.exists() else ""


def _run(arguments: list[str], environment: dict[str, str], said: Path) -> None:
    os.environ.update(environment)
    file = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    from newsbot.cli import main

    sys.exit(main(arguments))


class Crawls:
    """Crawls of one paper, into any folder.

    :param paper: what is published.
    :param server: where it is served.
    :param folder: for its outlet file and what the crawls say.
    """

    def __init__(self, paper: LargePaper, server: QuickServer, folder: Path) -> None:
        self.paper = paper
        self.server = server
        self._folder = folder
        self._numbers = count()
        writer = SmallPaper()
        writer.address = server.address
        self._outlets = writer.save(folder / "outlets", FACTS)

    def start(self, data: Path, *settings: str) -> Crawl:
        """A crawl that runs.

        :param settings: in Scrapy's terms, ``KEY=VALUE``.
        """
        overrides = [part for setting in (*FAST, *settings) for part in ("-s", setting)]
        arguments = ["crawl", "contoh", *WINDOW, *overrides, "--data", str(data)]
        said = self._folder / f"crawl-{next(self._numbers)}.txt"
        return Crawl(arguments, {"NEWSBOT_OUTLETS": str(self._outlets)}, said)

    def finish(self, data: Path, *settings: str) -> Crawl:
        """A crawl from its start to its end."""
        crawl = self.start(data, *settings)
        crawl.wait()
        return crawl

    def start_and_wait_for(self, requests: int, data: Path, *settings: str, part: str = "") -> Crawl:
        """A crawl that has made so many requests for paths with that part, or ended."""
        self.server.forget()
        crawl = self.start(data, *settings)
        self.server.wait_for(requests, unless=lambda: not crawl.runs, part=part)
        return crawl

    def kill(self, data: Path, chance: random.Random, most: int) -> None:
        """A crawl that is killed at a random instant: after up to so many requests, and up to 30 ms more."""
        crawl = self.start_and_wait_for(chance.randint(1, most), data)
        crawl.wait(chance.random() * 0.03)
        crawl.kill()

    def kill_often(
        self, data: Path, times: int, chance: random.Random, between: Callable[[], None] = lambda: None, most: int = 40
    ) -> Crawl:
        """Kill so many crawls into one folder, then let one end.

        :param between: what happens after each kill.
        """
        for _ in range(times):
            self.kill(data, chance, most)
            between()
        return self.finish(data)


@contextmanager
def crawls_of_a_large_paper(folder: Path) -> Iterator[Crawls]:
    """The large paper, served, and the means to crawl it."""
    paper = LargePaper()
    with served(paper) as server:
        paper.address = server.address
        yield Crawls(paper, server, folder)


def lines(data: Path) -> list[str]:
    """Every stored line without what differs between runs, sorted; a torn or broken line raises."""
    found = []
    for file in sorted((data / "articles").rglob("*.jsonl")):
        text = file.read_bytes()
        assert not text or text.endswith(b"\n"), f"{file} ends in a torn line"
        for line in text.splitlines():
            record = json.loads(line)
            found.append(json.dumps({key: value for key, value in record.items() if key not in PASSING}))
    return sorted(found)


def verdict(data: Path) -> str:
    """What the newest run file says of the crawl."""
    newest = max((data / "runs").glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    said: str = json.loads(newest.read_bytes())["outlets"]["contoh"]["verdict"]
    return said
