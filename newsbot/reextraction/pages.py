"""What a process does with its share of an archive: find the answers that are pages, and the articles on them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from w3lib.encoding import http_content_type_encoding

from newsbot import collector, outlets, warc
from newsbot.errors import NotAnArticle
from newsbot.extraction import extract
from newsbot.items import Article
from newsbot.outlets import Outlet
from newsbot.reextraction.shares import Batch, Found, Result, Share
from newsbot.seen import story_keys
from newsbot.stories import next_part_url
from newsbot.urls import original_url
from newsbot.validity import RULES
from newsbot.warc import Capture, Record, RecordError

_SCHEME = re.compile(r"^https?://(?:www\.)?")
_PART = re.compile(r"[1-9]\d?")


def read(task: Share | Batch, wanted: frozenset[str]) -> Result:
    """Read the articles of a share or batch.

    :param wanted: keys of outlets; empty for all, and for sites newsbot does not know.
    """
    if isinstance(task, Batch):
        result = Result(None, task.end)
        _read_all(task.records, wanted, result)
        return result
    with Path(task.path).open("rb") as file:
        first = task.start if task.exact else warc.find_record(file, task.start)
        result = Result(first, first)
        if first is not None and first < task.end:
            incoming = warc.records(file, first, task.end)
            while True:
                try:
                    record = next(incoming)
                except StopIteration as end:
                    result.after = end.value
                    break
                _read_all((record,), wanted, result)
    return result


def _read_all(records: Iterable[Record | None], wanted: frozenset[str], result: Result) -> None:
    for record in records:
        if record is None:
            result.counts["broken/damaged"] += 1
        elif record.kind not in warc.OTHER_KINDS:
            result.counts[_read(record, wanted, result)] += 1


def _read(record: Record, wanted: frozenset[str], result: Result) -> str:
    """Read one record and return the name it is counted under."""
    outlet = _outlet(_host(record.url))
    if wanted and (outlet is None or outlet.name not in wanted):
        return "skipped/other_outlet"
    try:
        page = warc.capture(record)
    except RecordError as error:
        return f"skipped/{error}" if str(error) == "not_web" else f"broken/{error}"
    if page.status != 200:
        return "skipped/redirect" if 300 <= page.status < 400 else f"skipped/http_{page.status}"
    if not page.is_html:
        return "skipped/not_html"
    try:
        found = _article(page, outlet)
    except NotAnArticle as error:
        kind = error.kind.replace(" ", "_")
        result.refused.append((story_keys(page.url, outlet), kind))
        return f"refused/{kind}"
    except Exception:  # one page that extraction stumbles on is no reason to leave the others unread
        return "broken/extraction_failed"
    result.found.append(found)
    return "pages"


def _article(page: Capture, outlet: Outlet | None) -> Found:
    encoding = http_content_type_encoding(page.content_type) if page.content_type else None
    with collector.paused():
        article = extract(page.body, page.url, encoding=encoding, fetched_at=page.date)
    for rule in RULES:
        if rule.holds(article):
            raise NotAnArticle(rule.reason, "no reader could use it")
    link = None
    if outlet is not None and outlet.next_page:
        link = next_part_url(page.body, page.url, outlet)
    return Found(
        line=article.to_json(),
        keys=story_keys(article.canonical_url or page.url, outlet, article.article_id),
        address=address_hash(page.url),
        content=article.content_hash,
        moment=int(page.date.timestamp()) if page.date else 0,
        part=_part(page.url, article, outlet),
        read=article.pages.fetched,
        parts=article.pages.total,
        walked=outlet is not None and bool(outlet.next_page),
        following=address_hash(link) if link else None,
    )


def address_hash(url: str) -> int:
    """An address as a number, whatever its scheme: pages link to each other by either."""
    name = _SCHEME.sub("", url.partition("#")[0])
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


def _part(url: str, article: Article, outlet: Outlet | None) -> int:
    if article.pages.fetched > 1:
        return 1
    names = (outlet.page_query if outlet else "page", "page", "halaman")
    query = dict(parse_qsl(urlsplit(url).query))
    number = next((query[name] for name in names if name in query), "")
    return int(number) if _PART.fullmatch(number) else 1


def _host(url: str) -> str:
    try:
        return (urlsplit(original_url(url)).hostname or "").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def _outlet(host: str) -> Outlet | None:
    return outlets.for_url(f"https://{host}/")
