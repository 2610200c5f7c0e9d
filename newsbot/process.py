"""A Scrapy process as newsbot's own commands run it: its settings, and a log of one line an event."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scrapy.crawler import CrawlerProcess
from scrapy.settings import Settings

from newsbot.settings import ANONYMOUS
from newsbot.terminal import one_line

if TYPE_CHECKING:
    from typing import TextIO

    from scrapy.settings import BaseSettings
    from twisted.internet.defer import Deferred


class Process(CrawlerProcess):
    """Scrapy's process, which also tells whether it has been asked to end."""

    stopping = False

    def stop(self) -> Deferred[Any]:
        """Ask every spider to finish what is in flight."""
        self.stopping = True
        return super().stop()


def new_process(overrides: Mapping[str, object], *, verbose: bool = False) -> Process:
    """A process with newsbot's settings and these in their place; its log goes to standard error, warnings and worse only.

    :param verbose: everything Scrapy tells, too.
    """
    settings = Settings()
    settings.setmodule("newsbot.settings")
    settings.update(dict(overrides), priority="cmdline")
    # Scrapy's own handler would print what this one is there to shorten
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    # newsbot's commands make the spiders they need
    settings.set("SPIDER_MODULES", [], priority="cmdline")
    if not verbose:
        # a host that cannot be asked for its robots.txt cannot be asked for pages, and those are told by the spiders
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    handler = _StandardError()
    handler.setLevel(settings["LOG_LEVEL"] if verbose else logging.WARNING)
    handler.setFormatter(_OneLine("%(levelname)s: %(message)s"))
    logging.getLogger().handlers = [handler]
    process = Process(settings)
    # Scrapy asks for its own debugging lines, whoever listens: making them costs two records a page
    for name in ("", "scrapy"):
        logging.getLogger(name).setLevel(handler.level)
    return process


def warn_without_contact(settings: BaseSettings) -> None:
    """Say on standard error that newspapers cannot know whom to write to, when the network is about to be used."""
    if not settings["NEWSBOT_REPLAY"] and settings["USER_AGENT"] == ANONYMOUS:
        sys.stderr.write("warning: NEWSBOT_CONTACT is not set: name an address where a newspaper can reach you\n")


class _OneLine(logging.Formatter):
    """The message, and of an exception its type and words; a trace helps only those who can ask for it with ``-v``."""

    def format(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text.splitlines()[0]} ({type(record.exc_info[1]).__name__}: {record.exc_info[1]})"
        return f"{record.levelname.lower()}: {one_line(text)}"


class _StandardError(logging.StreamHandler["TextIO"]):
    """Writes to whatever standard error is at the moment: a progress bar puts itself in its place for a while."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        return sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        raise AttributeError("this handler follows sys.stderr")
