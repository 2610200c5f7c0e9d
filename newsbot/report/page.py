"""The report's HTML: what is broken first, then the outlets, then what they brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from newsbot import outlets as known_outlets
from newsbot.clock import now
from newsbot.errors import UsageError
from newsbot.report.articles import RecentArticles
from newsbot.report.charts import axis, bars, gauge
from newsbot.report.markup import Markup, join, link, tag
from newsbot.status import OutletStatus, Status
from newsbot.zones import WIB

GAUGES = {"published_at": "date", "authors": "author", "section": "section", "images": "image"}
"""Fields whose fill rate is drawn, and what the page calls them."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded and no script runs, whatever a page's text may hold."""

_EXAMPLES_OF_A_TROUBLE = {
    "dates_missing": ("undated", "no published_at"),
    "authors_missing": ("no authors",),
    "section_missing": ("no section",),
    "outlet_rule_lost": ("generic",),
}
_ORDER = {"failed": 0, "killed": 1, "degraded": 2}


def report_page(status: Status, recent: RecentArticles) -> str:
    """The whole file."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", "newsbot report"),
        tag("style", Markup(files("newsbot.report").joinpath("style.css").read_text("utf-8"))),
    )
    ranked = sorted(status.outlets, key=lambda one: (_ORDER.get(one.verdict or "", 9), one.outlet))
    body = tag(
        "body",
        _header(ranked),
        tag("main", _trouble(ranked, status.warnings), _days(recent), _outlets(ranked, recent), _latest(recent)),
        tag("footer", "Times are of Jakarta (UTC+7). Articles count on the day they were published."),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _header(outlets: Sequence[OutletStatus]) -> Markup:
    broken = sum(one.is_broken for one in outlets)
    newest = max((one.newest_article for one in outlets if one.newest_article), default=None)
    usual = sum(one.usual_24h or 0 for one in outlets)
    tiles = [
        _tile(str(len(outlets)), "outlet" if len(outlets) == 1 else "outlets"),
        _tile(str(broken) if broken else "none", "need a look" if broken != 1 else "needs a look", "bad" if broken else "good"),
        _tile(f"{sum(one.articles_24h for one in outlets):,}", f"articles in 24 h, usually {usual:,.0f}" if usual else "articles in 24 h"),
        _tile(_ago(newest), "since the newest article"),
    ]  # fmt: skip
    made = tag("p", f"As of {_when(now())}", class_="made")
    return tag("header", tag("h1", "newsbot report"), made, tag("div", *tiles, class_="tiles"))


def _tile(number: str, words: str, kind: str = "plain") -> Markup:
    return tag("div", tag("strong", number), tag("span", words), class_=f"tile {kind}")


def _trouble(outlets: Sequence[OutletStatus], warnings: Sequence[str]) -> Markup:
    cards = [_card(one) for one in outlets if one.is_broken]
    cards += [tag("article", tag("p", warning), class_="card degraded") for warning in warnings]
    if not cards:
        cards = [tag("p", "Every outlet that has run is well.", class_="calm")]
    return tag("section", tag("h2", "Trouble"), *cards)


def _card(one: OutletStatus) -> Markup:
    since = f"since {_when(one.broken_since)}, {_ago(one.broken_since)}" if one.broken_since else ""
    good = f"last good run {_when(one.last_good_run)}" if one.last_good_run else "no good run so far"
    head = tag("h3", _name(one.outlet), " ", _pill(one))
    facts = tag("p", " · ".join(part for part in (since, good) if part), class_="facts")
    shown: set[str] = set()
    reasons = [_reason(trouble, one, shown) for trouble in one.troubles]
    return tag("article", head, facts, tag("ul", *reasons), class_=f"card {_class(one.verdict)}")


def _reason(trouble: str, one: OutletStatus, shown: set[str]) -> Markup:
    code, _, sentence = trouble.partition(": ")
    examples = one.run.examples if one.run is not None else {}
    reasons = _EXAMPLES_OF_A_TROUBLE.get(code, tuple(reason for reason in examples if reason in sentence))
    addresses = list(dict.fromkeys(url for reason in reasons for url in examples.get(reason, ()) if url not in shown))[
        :5
    ]
    shown.update(addresses)
    links = tag("ul", *(tag("li", link(url, url)) for url in addresses), class_="examples") if addresses else ""
    return tag("li", tag("code", code), " ", sentence, links)


def _days(recent: RecentArticles) -> Markup:
    totals: Counter[object] = Counter()
    for counts in recent.counts.values():
        totals.update(counts)
    numbers = [totals[day] for day in recent.days]
    label = f"Articles per day, from {recent.days[0]:%d %b} to {recent.days[-1]:%d %b}: {', '.join(map(str, numbers))}"
    chart = tag("div", bars(recent.days, numbers, height=90, width=600, label=label), axis(recent.days), class_="chart")
    table = tag(
        "table",
        tag("thead", tag("tr", tag("th", "Outlet", scope="col"), *(tag("th", f"{day:%d %b}", scope="col") for day in recent.days))),
        tag("tbody", *(
            tag("tr", tag("th", _name(outlet), scope="row"), *(tag("td", str(counts[day])) for day in recent.days))
            for outlet, counts in sorted(recent.counts.items())
        )),
        class_="numbers",
    )  # fmt: skip
    numbers_of_all = tag("details", tag("summary", "Numbers by outlet and day"), tag("div", table, class_="scroll"))
    return tag("section", tag("h2", "Articles per day"), chart, numbers_of_all)


def _outlets(outlets: Sequence[OutletStatus], recent: RecentArticles) -> Markup:
    names = ("Outlet", "Verdict", f"Last {len(recent.days)} days", "24 h", "Newest article", "Filled", "Last good run")
    rows = [_row(one, recent, names) for one in outlets]
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names)))
    return tag("section", tag("h2", "Outlets"), tag("table", head, tag("tbody", *rows), class_="outlets"))


def _row(one: OutletStatus, recent: RecentArticles, names: Sequence[str]) -> Markup:
    counts = recent.counts.get(one.outlet, Counter())
    numbers = [counts[day] for day in recent.days]
    label = f"{one.outlet}: {', '.join(map(str, numbers))}"
    usual = tag("small", f" of {one.usual_24h:.0f}") if one.usual_24h is not None else ""
    newest = join(_ago(one.newest_article), tag("small", " ago")) if one.newest_article else "–"
    gauges = [gauge(one.fill[name], word) for name, word in GAUGES.items() if name in one.fill]
    cells = (
        tag("strong", _name(one.outlet)),
        _pill(one),
        bars(recent.days, numbers, height=28, width=112, label=label),
        join(f"{one.articles_24h:,}", usual),
        newest,
        tag("span", *gauges, class_="fills") if gauges else "–",
        _when(one.last_good_run) if one.last_good_run else "–",
    )
    return tag("tr", *(tag("td", tag("div", cell), data_label=name) for name, cell in zip(names, cells, strict=True)))


def _latest(recent: RecentArticles) -> Markup:
    items = [
        tag(
            "li",
            link(one.title, one.url),
            tag("small", " · ".join(part for part in (_name(one.outlet), one.section, _published(one.moment, one.has_time)) if part)),
        )
        for one in recent.latest
    ]  # fmt: skip
    shown = tag("ol", *items, class_="latest") if items else tag("p", "No article in these days.", class_="calm")
    return tag("section", tag("h2", "Latest articles"), shown)


def _pill(one: OutletStatus) -> Markup:
    words = (one.verdict or "never ran") + (", running" if one.is_running else "")
    return tag("span", words, class_=f"pill {_class(one.verdict)}")


def _class(verdict: str | None) -> str:
    return verdict if verdict in ("ok", "degraded", "failed", "killed", "stopped") else "unknown"


def _name(outlet: str) -> str:
    try:
        return known_outlets.get(outlet).title
    except UsageError:
        return outlet


def _published(moment: datetime, has_time: bool) -> str:
    return _when(moment) if has_time else f"{moment:%d %b %Y}"


def _when(moment: datetime | None) -> str:
    return f"{moment.astimezone(WIB):%d %b %Y, %H:%M}" if moment is not None else "–"


def _ago(moment: datetime | None) -> str:
    if moment is None:
        return "–"
    span = max(now() - moment, timedelta())
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
