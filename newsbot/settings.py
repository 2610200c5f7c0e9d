"""Scrapy settings for newsbot, in the order of Scrapy's own template.

A value that differs from Scrapy's default has its reason beside it. All of them: https://docs.scrapy.org/en/latest/topics/settings.html
"""

from __future__ import annotations

import os

from newsbot import __version__

BOT_NAME = "newsbot"

SPIDER_MODULES = ["newsbot.spiders"]
NEWSPIDER_MODULE = "newsbot.spiders"

# scrapy crawl with an exit status that tells whether anything came of it
COMMANDS_MODULE = "newsbot.scrapy_commands"

# --replay answers requests from saved pages and --archive keeps what is fetched; without them the add-ons do nothing
ADDONS = {"newsbot.addons.Replay": 100, "newsbot.addons.Archive": 200}

# A newspaper can see who reads it and whom to write to: a mail address or a page
NEWSBOT_CONTACT = os.environ.get("NEWSBOT_CONTACT", "")
ANONYMOUS = f"newsbot/{__version__}"
USER_AGENT = f"{ANONYMOUS} (+{NEWSBOT_CONTACT})" if NEWSBOT_CONTACT else ANONYMOUS

# Obey robots.txt rules
ROBOTSTXT_OBEY = True
# Rules for "newsbot" hold whatever version and contact stand behind the name
ROBOTSTXT_USER_AGENT = "newsbot"

# Scrapy's counts by crawler; the outlets of a media group share servers, and many crawlers run side by side
DOWNLOADER = "newsbot.downloader.PoliteDownloader"
# One request at a time and two seconds of rest after it: news archives run on shared servers, and no crawl is urgent
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Requests handed to the downloader are finished when a crawl is asked to stop: at two seconds each, let them be few
CONCURRENT_REQUESTS = 4
DOWNLOAD_DELAY = 2
# Never less than the delay; Scrapy's jitter would halve it now and then. A slow server rests for as long as it was busy
DOWNLOAD_DELAY_JITTER = 0
# Stories are asked for in the order in which listings name them; Scrapy's own order would leave some of a long list for the end
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"

# An item's pipelines hold no waits, and 100 tasks a response cost a third of the CPU of a crawl
CONCURRENT_ITEMS = 1

# Articles need no session, and a cookie could make a page differ from what any reader sees
COOKIES_ENABLED = False

# No port is opened and no command is taken from outside
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # bilingual outlets choose the edition by it
    "Accept-Language": "id,en;q=0.5",
}

# Each of these costs asynchronous generators a page. Nothing here depends on the depth of a request or on whether it is a first
# one, no meta is copied, and addresses too long to be asked for are counted where they are read
SPIDER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "newsbot.middlewares.no_referer.NoReferer": 700,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}

# What a feed or a redirect names is another's word: nobody's newspaper is on this disk, and none is on FTP or S3
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}

DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    # a story that redirects to another site is counted and told
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "newsbot.middlewares.offsite.ToldOffsite": 50,
    # Scrapy's own lets through what waits for a robots.txt while it is fetched
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsbot.middlewares.robots.ObeyedRobots": 100,
    # nearer to the downloader than the retries, which it ends
    "newsbot.middlewares.dead_hosts.DeadHosts": 560,
    # no outlet asks for a password
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    # below robots.txt and the redirects, for the few outlets whose pages JavaScript fills
    "newsbot.middlewares.rendered.Rendered": 580,
    # a feed that has not changed is not sent again
    "newsbot.middlewares.unchanged.Unchanged": 570,
    # a news page that refreshes itself is a live page or an advertisement, never another article
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
}

EXTENSIONS: dict[str, int | None] = {
    # turned off above; left in the list, they are imported at every start
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "newsbot.extensions.robots_pace.RobotsPace": 50,
    "newsbot.extensions.progress.ProgressBar": 100,
    "newsbot.extensions.summary.RunSummary": 200,
    "newsbot.extensions.grace.Grace": 300,
    "newsbot.extensions.copies.UpdateCopies": 400,
}

ITEM_PIPELINES = {
    "newsbot.pipelines.validate.Validate": 100,
    "newsbot.pipelines.select.Select": 200,
    "newsbot.pipelines.duplicates.Duplicates": 300,
    "newsbot.pipelines.revise.Revise": 400,
    "newsbot.pipelines.store.StoreArticles": 900,
}

# A page has 5 MB at the most, a sitemap 50 MB unpacked by its standard; anything larger is a mistake or an attack
DOWNLOAD_MAXSIZE = 52 * 1024 * 1024
# A newspaper that needs half a minute for a page is down
DOWNLOAD_TIMEOUT = 30
# A name server that needs longer than this has no answer; Scrapy would wait a minute
DNS_TIMEOUT = 10
# http to https to www to canonical is three; a chain of twenty is a trap
REDIRECT_MAX_TIMES = 5
# Each failed page is told once, by the spider, in one line
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"

# A drop is counted under its reason and shown in the summary
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
# An item is a whole article: the log names it instead of printing it
LOG_FORMATTER = "newsbot.logformatter.LogFormatter"
# The line for each request and article is for debugging
LOG_LEVEL = "INFO"

# Scrapy re-reads a callback's source for each response to warn of a mistake that the tests of newsbot exclude
WARN_ON_GENERATOR_RETURN_VALUE = False

# Addresses are compared as they are: newsbot.seen knows one story by its several addresses
REQUEST_FINGERPRINTER_CLASS = "newsbot.repeated_requests.ByAddress"
DUPEFILTER_CLASS = "newsbot.repeated_requests.SmallDupeFilter"

FEED_EXPORT_ENCODING = "utf-8"
# Dates keep their offset, tables are those of newsbot export, and Parquet is one of them
FEED_EXPORTERS = {
    "json": "newsbot.scrapy_feeds.exporters.ArticleJson",
    "jsonlines": "newsbot.scrapy_feeds.exporters.ArticleJsonLines",
    "jsonl": "newsbot.scrapy_feeds.exporters.ArticleJsonLines",
    "jl": "newsbot.scrapy_feeds.exporters.ArticleJsonLines",
    "xml": "newsbot.scrapy_feeds.exporters.ArticleXml",
    "csv": "newsbot.scrapy_feeds.exporters.ArticleCsv",
    "parquet": "newsbot.scrapy_feeds.exporters.ArticleParquet",
    "xlsx": "newsbot.scrapy_feeds.exporters.ArticleXlsx",
}
# A feed file appears whole when the crawl ends
FEED_STORAGES = {
    "": "newsbot.scrapy_feeds.storages.WholeFile",
    "file": "newsbot.scrapy_feeds.storages.WholeFile",
}

# newsbot's own

# The data folder
NEWSBOT_DATA = os.environ.get("NEWSBOT_DATA", "data")
# A folder of saved pages or a WARC file that answers all requests
NEWSBOT_REPLAY: str | None = None
# Whether every answer is kept as WARC in the data folder
NEWSBOT_ARCHIVE = os.environ.get("NEWSBOT_ARCHIVE", "").lower() not in ("", "0", "false", "no", "off")
# The Chromium that renders the pages of outlets which state browser=True; found on the PATH when it is not named
NEWSBOT_BROWSER = os.environ.get("NEWSBOT_BROWSER")
# Seconds a crawl waits for a host that answers Retry-After; one that asks for more is left alone for the run
NEWSBOT_PATIENCE = 600
# Name of the run; made when a crawl starts
NEWSBOT_RUN_ID: str | None = None
# A stored line is durable after so many lines or seconds at the latest
NEWSBOT_COMMIT_LINES = 64
NEWSBOT_COMMIT_SECONDS = 1.0
# After a signal to stop, requests in flight have so many seconds to end; systemd kills after 90, Docker after 10
NEWSBOT_GRACE_SECONDS = 20.0
# At the end of a crawl, find copies of one text among the new articles: some milliseconds an article, and it needs newsbot[copies].
# Without it, newsbot copies does the same work when the copies are wanted
NEWSBOT_COPIES = False
# newsbot watch: pauses between two polls of one listing, at the least, at first and at the most; in between it is learnt
NEWSBOT_WATCH_FASTEST_SECONDS = 120.0
NEWSBOT_WATCH_FIRST_SECONDS = 900.0
NEWSBOT_WATCH_SLOWEST_SECONDS = 6 * 3600.0
# newsbot watch: a run ends, is judged and followed by the next one when the clock has gone round that far
NEWSBOT_WATCH_RUN_SECONDS = 3600.0
# Ages at which a stored story is looked at again, counted from its publication; "off": never
NEWSBOT_REVISIT = os.environ.get("NEWSBOT_REVISIT", "1h,6h,24h,72h")
# A bar on the terminal; Scrapy's own log would run through it, so that only newsbot crawl turns it on
NEWSBOT_PROGRESS = False
# The table at the end of scrapy crawl; newsbot crawl prints one for all outlets
NEWSBOT_SUMMARY = True
# Whom to tell when an outlet breaks or recovers: addresses of Apprise, which hold passwords and are never printed
NEWSBOT_NOTIFY = os.environ.get("NEWSBOT_NOTIFY", "")
# A file of Prometheus metrics, written after each crawl
NEWSBOT_METRICS = os.environ.get("NEWSBOT_METRICS", "")
# The exit status is 1 for a degraded outlet too, not only for a failed one
NEWSBOT_STRICT = os.environ.get("NEWSBOT_STRICT", "") not in ("", "0", "false", "False")
