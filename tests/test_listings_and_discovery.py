"""What feeds, sitemaps and index pages list, and which of them a crawl asks for."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_paper import PARAGRAPHS, SmallPaper, printed, story
from test_crawling_over_http import lines, newsbot, numbers, outlet_run

from newsbot.clock import now
from newsbot.discovery import (
    Listing,
    children,
    days_in_url,
    following,
    in_section,
    is_article,
    may_be_wanted,
    plan,
    without_campaign,
)
from newsbot.errors import UsageError
from newsbot.listings import Entry, parse_when, read_listing
from newsbot.outlets.base import Outlet
from newsbot.reading import load
from newsbot.stories import next_part_url, whole_story_url
from newsbot.window import Window, parse_day

WIB = timezone(timedelta(hours=7))
AT = "https://contoh.id/rss"


def outlet(**facts: object) -> Outlet:
    return Outlet(**{"name": "contoh", "title": "Contoh", "domains": ("contoh.id",), **facts})  # type: ignore[arg-type]


def window(since: str | None, until: str | None = None) -> Window:
    return Window.parse(since, until, "+07:00")


def test_a_feed_gives_address_date_and_title() -> None:
    feed = b"""<?xml version="1.0"?><rss xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><link>https://contoh.id</link>
    <item><media:content><media:title>Foto</media:title></media:content><title><![CDATA[Padi & Jagung]]></title>
    <link> /read/1 </link><pubDate>Sun, 01 Nov 2026 08:30:00 +0700</pubDate></item>
    <item><guid>https://contoh.id/read/2</guid><dc:date>2026-11-02T08:30:00Z</dc:date></item>
    <item><guid isPermaLink="false">2</guid></item></channel></rss>"""
    assert read_listing(feed, AT).entries == [
        Entry("https://contoh.id/read/1", datetime(2026, 11, 1, 8, 30, tzinfo=WIB), None, "Padi & Jagung"),
        Entry("https://contoh.id/read/2", datetime(2026, 11, 2, 8, 30, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("page", ["<!DOCTYPE html><html><p>Warga</p></html>", "<HTML><body>Warga</body></HTML>"])
def test_a_feed_that_quotes_a_page_is_a_feed(page: str) -> None:
    item = f"<item><description><![CDATA[{page}]]></description><link>https://contoh.id/read/1</link></item>"
    feed = f"<?xml version='1.0'?><!-- <html> --><rss version='2.0'><channel>{item}</channel></rss>"
    assert [entry.url for entry in read_listing(feed.encode(), "https://contoh.id/rss").entries] == [
        "https://contoh.id/read/1"
    ]
    index = f"<!-- <rss> -->{page.replace('Warga', '<a href=/read/2>Warga</a>')}"
    assert [entry.url for entry in read_listing(index.encode(), "https://contoh.id/").entries] == [
        "https://contoh.id/read/2"
    ]


def test_an_atom_feed_gives_its_alternate_link() -> None:
    feed = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="self" href="/x.xml"/>
    <link href="/read/1"/><published>2026-11-01T00:00:00Z</published><updated>2026-11-03T00:00:00Z</updated></entry></feed>"""
    day = datetime(2026, 11, 1, tzinfo=UTC)
    assert read_listing(feed, AT).entries == [Entry("https://contoh.id/read/1", day, day + timedelta(days=2), "A")]


def test_a_news_sitemap_keeps_publication_date_and_title() -> None:
    sitemap = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://contoh.id/read/1</loc>
    <image:image><image:loc>https://contoh.id/1.jpg</image:loc><image:title>Foto</image:title></image:image>
    <lastmod>2026-11-02</lastmod><n:news><n:publication><n:name>Contoh</n:name></n:publication>
    <n:publication_date>2026-11-01T08:30:00+07:00</n:publication_date><n:title>Padi</n:title></n:news></url></urlset>"""
    wanted = [Entry("https://contoh.id/read/1", datetime(2026, 11, 1, 8, 30, tzinfo=WIB), date(2026, 11, 2), "Padi")]
    assert read_listing(sitemap, AT).entries == wanted
    assert read_listing(gzip.compress(sitemap), AT).entries == wanted


def test_a_sitemap_in_which_an_ampersand_is_not_escaped_is_read() -> None:
    sitemap = b"<urlset><url><loc>https://contoh.id/read/1?a=1&b=2</loc></url><url><loc>https://contoh.id/read/2</loc></url></urlset>"
    assert [e.url for e in read_listing(sitemap, AT).entries] == [
        "https://contoh.id/read/1?a=1&b=2",
        "https://contoh.id/read/2",
    ]


def test_an_index_page_gives_the_links_asked_for() -> None:
    page = b'<html><base href="/dalam/"><a href="read/1#k">1</a><nav><a href="javascript:void(0)">x</a></nav><a class="t" href="/2">2</a>'
    assert [e.url for e in read_listing(page, AT).entries] == ["https://contoh.id/dalam/read/1", "https://contoh.id/2"]
    assert [e.url for e in read_listing(page, AT, "a.t").entries] == ["https://contoh.id/2"]


def test_wordpress_posts_and_text_sitemaps_are_listings_too() -> None:
    posts = b'[{"link": "https://contoh.id/a/", "date_gmt": "2026-11-01T01:00:00", "title": {"rendered": "A"}}, 7]'
    assert read_listing(posts, AT).entries == [
        Entry("https://contoh.id/a/", datetime(2026, 11, 1, 1, tzinfo=UTC), None, "A")
    ]
    assert [e.url for e in read_listing(b"https://contoh.id/1\r\nhttps://contoh.id/2\n", AT).entries] == [
        "https://contoh.id/1",
        "https://contoh.id/2",
    ]


@pytest.mark.parametrize("body", [b"", b"<a", b'{"message": "tidak ada"}'])
def test_what_lists_nothing_gives_nothing(body: bytes) -> None:
    assert read_listing(body, AT).entries == []


@pytest.mark.parametrize("body", [b"\x1f\x8b broken", b"[1,", b"\x00\x01\x02", b"Maaf, sedang ada gangguan."])
def test_a_damaged_listing_says_so_in_one_line(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"^.+$"):
        read_listing(body, AT)


def test_entities_of_a_listing_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><link>https://contoh.id/&a;&f;</link></item></rss>'
    assert all("root:" not in entry.url for entry in read_listing(bomb, AT).entries)


def test_only_sitemaps_that_can_hold_wanted_days_are_asked() -> None:
    sitemaps = [
        Entry("https://contoh.id/sitemap-2026-11.xml"),
        Entry("https://contoh.id/sitemap-2026-10.xml"),
        Entry("https://contoh.id/sitemap-2025.xml"),
        Entry("https://contoh.id/post-1.xml", modified=date(2026, 9, 1)),
        Entry("https://contoh.id/post-2.xml", modified=date(2026, 11, 20)),
        Entry("https://contoh.id/sitemap/20261105.xml"),
        Entry("https://contoh.id/sitemap/20261022.xml"),
        Entry("https://contoh.id/terbaru.xml"),
    ]
    asked = [listing.url.rpartition("/")[2] for listing in children(sitemaps, window("2026-11-01", "2026-11-10"))]
    assert asked == ["sitemap-2026-11.xml", "post-2.xml", "20261105.xml", "terbaru.xml"]


def test_without_a_window_only_sitemaps_of_the_last_days_are_asked() -> None:
    today = now().date()
    sitemaps = [
        Entry("https://contoh.id/a.xml", modified=today),
        Entry("https://contoh.id/b.xml", modified=today - timedelta(9)),
    ]
    assert [listing.url for listing in children(sitemaps, window(None))] == ["https://contoh.id/a.xml"]


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("https://contoh.id/2026/11/22/judul", ("2026-11-22", "2026-11-22")),
        ("https://contoh.id/sitemap-202611.xml", ("2026-11-01", "2026-11-30")),
        ("https://contoh.id/sitemap-2024-02.xml", ("2024-02-01", "2024-02-29")),
        ("https://contoh.id/read/202699123/judul", None),
        ("https://contoh.id/2026/13/22/judul-20", ("2026-01-01", "2026-12-31")),
        ("https://contoh.id/judul", None),
    ],
)
def test_addresses_name_days(url: str, days: tuple[str, str] | None) -> None:
    span = days_in_url(url)
    assert (span and tuple(map(str, span))) == days


def test_an_entry_outside_the_window_is_not_wanted_and_an_unknown_one_is() -> None:
    days = window("2026-11-10", "2026-11-12")
    when = datetime(2026, 11, 12, 23, 30, tzinfo=WIB)
    assert may_be_wanted(Entry("https://contoh.id/1", when), days)
    assert not may_be_wanted(Entry("https://contoh.id/1", when + timedelta(hours=1)), days)
    assert not may_be_wanted(Entry("https://contoh.id/1", modified=date(2026, 11, 9)), days)
    assert may_be_wanted(Entry("https://contoh.id/1", modified=date(2026, 11, 30)), days)
    assert not may_be_wanted(Entry("https://contoh.id/2026/10/01/1"), days)
    assert may_be_wanted(Entry("https://contoh.id/read/20261001/1"), days)


def test_index_pages_are_walked_when_days_are_asked_for_or_nothing_else_is_there() -> None:
    facts = {"feeds": (AT,), "index": ("https://contoh.id/indeks?tgl={date:%d/%m/%Y}&hal={page}",)}
    assert [listing.kind for listing in plan(outlet(**facts), window(None))] == ["feed"]
    asked = plan(outlet(**facts), window("2026-11-01", "2026-11-02"))
    assert [listing.url for listing in asked] == [AT, "https://contoh.id/indeks?tgl=02/11/2026&hal=1"]
    assert [listing.kind for listing in plan(outlet(index=facts["index"]), window(None))] == ["index"]


def test_a_query_is_put_to_the_search_page_and_to_the_listings() -> None:
    with_search = outlet(feeds=(AT,), search="https://contoh.id/cari?q={query}&p={page}")
    assert [listing.url for listing in plan(with_search, window(None), query="padi & jagung")] == [
        "https://contoh.id/cari?q=padi+%26+jagung&p=1",
        AT,
    ]


def test_listings_of_the_section_are_preferred() -> None:
    facts = outlet(
        feeds=("https://contoh.id/rss/bola", "https://bisnis.contoh.id/rss", "https://contoh.id/rss/bisnis.xml")
    )
    asked = [listing.url for listing in plan(facts, window(None), section="Bisnis")]
    assert asked == ["https://bisnis.contoh.id/rss", "https://contoh.id/rss/bisnis.xml"]
    assert len(plan(facts, window(None), section="otomotif")) == 3
    assert in_section("https://contoh.id/gaya-hidup/read/1", "gaya hidup")


def test_a_walk_ends_at_the_first_day_and_at_a_page_without_news() -> None:
    days = window("2026-11-01", "2026-11-02")
    (first,) = plan(outlet(index=("https://contoh.id/{date:%Y%m%d}/{page}",)), days)
    seen = [first.url]
    listing: Listing | None = first
    for brought_new in (True, False, True, False):
        assert listing is not None
        listing = following(listing, days, brought_new=brought_new)
        seen += [listing.url] if listing else []
    assert [url.removeprefix("https://contoh.id/") for url in seen] == [
        "20261102/1",
        "20261102/2",
        "20261101/1",
        "20261101/2",
    ]
    assert listing is None


def test_only_addresses_of_the_outlet_that_look_like_articles_are_articles() -> None:
    facts = outlet(article_url=r"/read/\d+", not_article_url=r"/foto/")
    assert is_article("https://m.contoh.id/read/1", facts)
    for url in (
        "https://contoh.id/tag/1",
        "https://contoh.id/foto/read/1",
        "https://lain.id/read/1",
        "https://[/read/1",
    ):
        assert not is_article(url, facts)


@pytest.mark.parametrize(
    ("rule", "url", "whole"),
    [
        ("page=all", "https://contoh.id/read/1?page=2&x=1#a", "https://contoh.id/read/1?x=1&page=all"),
        ("single=1", "https://contoh.id/read/1", "https://contoh.id/read/1?single=1"),
        ("/all", "https://contoh.id/read/1/", "https://contoh.id/read/1/all"),
        ("/all", "https://contoh.id/read/1/all", "https://contoh.id/read/1/all"),
        ("", "https://contoh.id/read/1", "https://contoh.id/read/1"),
    ],
)
def test_the_address_of_a_whole_story(rule: str, url: str, whole: str) -> None:
    assert whole_story_url(url, outlet(whole_story=rule)) == whole


@pytest.mark.parametrize(
    ("href", "following_part"),
    [
        ("?page=2", "https://contoh.id/read/1?page=2"),
        ("#", None),
        ("javascript:void(0)", None),
        ("/read/1", None),
        ("https://lain.id/read/1?page=2", None),
    ],
)
def test_the_next_part_is_on_the_same_site(href: str, following_part: str | None) -> None:
    page = f'<a class="n" href="{href}">Selanjutnya</a>'.encode()
    assert next_part_url(page, "https://contoh.id/read/1", outlet(next_page="a.n")) == following_part


def test_days_are_read_as_users_write_them() -> None:
    today = datetime.now(WIB).date()
    assert parse_day("2026-11-01") == date(2026, 11, 1)
    assert parse_day("7d") in (today - timedelta(7), today - timedelta(6))
    assert parse_day("Today") in (today, today + timedelta(1))
    for nonsense in ("gestern", "2026-13-01", "", "99999d x", "0001-01-01", "9999-12-31"):
        with pytest.raises(UsageError, match="is no day"):
            parse_day(nonsense)
    with pytest.raises(UsageError, match="later than"):
        window("2026-11-02", "2026-11-01")


def test_campaign_parameters_are_not_sent() -> None:
    assert without_campaign("https://contoh.id/1?utm_source=a&utm_medium=b") == "https://contoh.id/1"


BAD_ADDRESSES = ["http://[bad/read/9/x", "http://contoh.id:99999/read/7/x", "foo:bar", "file:///read/1", "http://:80/"]
RANGE_ENDS = ["0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-12:00", "Mon, 01 Jan 0001 00:00:00 +0700"]


@pytest.fixture
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        yield paper


@pytest.mark.parametrize("bad", BAD_ADDRESSES)
def test_an_address_nobody_can_ask_costs_only_itself(bad: str) -> None:
    good = "https://contoh.id/read/2"
    for listing in (
        f"<rss><channel><item><link>{bad}</link></item><item><link>{good}</link></item></channel></rss>",
        f"<urlset><url><loc>{bad}</loc></url><url><loc>{good}</loc></url></urlset>",
        f'[{{"link": "{bad}"}}, {{"link": "{good}"}}]',
    ):
        listed = read_listing(listing.encode(), AT)
        assert ([entry.url for entry in listed.entries], listed.skipped) == ([good], [bad])
    listed = read_listing(
        f"<sitemapindex><sitemap><loc>{bad}</loc></sitemap><sitemap><loc>{good}</loc></sitemap></sitemapindex>".encode(),
        AT,
    )
    assert ([entry.url for entry in listed.children], listed.skipped) == ([good], [bad])
    page = f'<html><base href="{bad}"><a href="{bad}">x</a><a href="{good}">y</a></html>'
    assert [entry.url for entry in read_listing(page.encode(), AT).entries] == [good]


@pytest.mark.parametrize("when", RANGE_ENDS)
def test_a_date_at_the_end_of_the_calendar_is_none(when: str) -> None:
    feed = f"<rss><item><link>/read/1</link><pubDate>{when}</pubDate></item><item><link>/read/2</link></item></rss>"
    assert [entry.published for entry in read_listing(feed.encode(), AT).entries] == [None, None]


@settings(deadline=None)
@given(st.datetimes(timezones=st.timezones() | st.just(WIB)) | st.text())
def test_whatever_date_a_listing_names_has_a_day_or_is_none(when: datetime | str) -> None:
    read = parse_when(when if isinstance(when, str) else when.isoformat())
    assert read is None or isinstance(window(None).day(read), date)


@pytest.mark.parametrize(
    "title",
    ["&a;&f;", "&nbsp;&hellip;", "<!ENTITY z 'z'>", "A & B", "&#0;&#xd800;", "\x07", "<![CDATA[<!DOCTYPE x [ & ]]>"],
)
def test_what_one_item_quotes_costs_no_other_item_and_is_not_expanded(title: str) -> None:
    head = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "buka"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = (
        f"{head}<rss><item><title>{title}</title><link>https://contoh.id/1?a=1&amp;b=2</link></item>"
        "<item><link>https://contoh.id/2</link></item></rss>"
    )
    entries = read_listing(feed.encode(), AT).entries
    assert [entry.url for entry in entries] == ["https://contoh.id/1?a=1&b=2", "https://contoh.id/2"]
    assert not any(word in (entries[0].title or "") for word in ("buka", "root:"))


def test_entities_that_unfold_to_gigabytes_cost_nothing() -> None:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE r [<!ENTITY a0 "x">{steps}]><rss><item><title>&a11;</title><link>/1</link></item><item><link>/2</link></item></rss>'
    assert len(read_listing(bomb.encode(), AT).entries) == 2


def test_a_crawl_goes_past_addresses_and_dates_that_make_no_sense(paper: SmallPaper, tmp_path: Path) -> None:
    good = [(paper.put_story(n, "2026-11-02"), "Mon, 02 Nov 2026 08:30:00 +0700") for n in (1, 2, 3)]
    bad = [(address.replace("contoh.id", "127.0.0.1"), "") for address in BAD_ADDRESSES]
    odd = [(paper.put_story(n, "2026-11-02"), when) for n, when in enumerate(RANGE_ENDS, 4)]
    paper.put_feed("/rss", [*bad, *good, *odd])
    done = newsbot(paper, tmp_path, "--since", "2026-11-01", facts='feeds=("{at}/rss",)')
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1, 2, 3, 4, 5, 6]
    record = outlet_run(tmp_path)
    assert (record["failed"], record["errors"]) == ({"listing_bad_address": len(bad)}, 0)


def test_a_day_outside_the_calendar_is_wrong_usage(paper: SmallPaper, tmp_path: Path) -> None:
    done = newsbot(paper, tmp_path, "--until", "0001-01-01")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr


def test_a_listing_leads_to_no_file_and_no_foreign_host(paper: SmallPaper, tmp_path: Path) -> None:
    inner = paper.put_story(1, "2026-11-02")
    hidden = paper.put_story(2, "2026-11-02")
    paper.put_news_sitemap("/own.xml", [(inner, "2026-11-02")])
    (tmp_path / "local.xml").write_text(f"<urlset><url><loc>{hidden}</loc></url></urlset>", encoding="utf-8")
    foreign = paper.address.replace("127.0.0.1", "localhost")
    paper.put_news_sitemap("/internal.xml", [(hidden, "2026-11-02")])
    paper.moved["/moved.xml"] = f"{foreign}/internal.xml"
    names = [
        (tmp_path / "local.xml").as_uri(),
        f"{foreign}/internal.xml",
        f"{paper.address}/moved.xml",
        f"{paper.address}/own.xml",
    ]
    children = "".join(f"<sitemap><loc>{name}</loc></sitemap>" for name in names)
    paper.put("/index.xml", f"<sitemapindex>{children}</sitemapindex>", "text/xml")
    done = newsbot(paper, tmp_path, "--since", "2026-11-01", facts='sitemaps=("{at}/index.xml",)')
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1]
    assert "/internal.xml" not in paper.asked
    assert outlet_run(tmp_path)["failed"] == {"listing_bad_address": 1, "listing_offsite": 2}


def test_article_links_stay_on_the_outlets_domains(paper: SmallPaper, tmp_path: Path) -> None:
    own = paper.put_story(1, "2026-11-02")
    elsewhere = paper.put_story(2, "2026-11-02").replace("127.0.0.1", "localhost")
    paper.put_feed("/rss", [(own, ""), (elsewhere, "")])
    done = newsbot(paper, tmp_path, facts='feeds=("{at}/rss",)')
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1]
    assert not any("/read/2/" in path for path in paper.asked)


def test_a_feed_may_live_with_a_feed_service(paper: SmallPaper, tmp_path: Path) -> None:
    paper.put_feed("/rss", [(paper.put_story(1, "2026-11-02"), "")])
    service = paper.address.replace("127.0.0.1", "localhost")
    done = newsbot(paper, tmp_path, facts=f'feeds=("{service}/rss",)')
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1]


def test_a_damaged_memory_is_set_aside_and_made_anew(paper: SmallPaper, tmp_path: Path) -> None:
    paper.put_feed("/rss", [(paper.put_story(1, "2026-11-02"), "")])
    facts = 'feeds=("{at}/rss",)'
    assert newsbot(paper, tmp_path, facts=facts).returncode == 0
    state = tmp_path / "data" / "state.sqlite"
    state.write_text("garbage\n", encoding="utf-8")
    done = newsbot(paper, tmp_path, facts=facts)
    assert done.returncode == 0, done.stderr
    assert sum("state.sqlite.damaged" in line for line in done.stderr.splitlines()) == 1
    assert state.with_name("state.sqlite.damaged").read_text("utf-8") == "garbage\n"
    assert len(list(load(tmp_path / "data"))) == 1
    assert "damaged" not in newsbot(paper, tmp_path, facts=facts).stderr


def test_a_link_to_the_next_part_that_never_ends_is_left(paper: SmallPaper, tmp_path: Path) -> None:
    path = "/warta/read/1/jembatan"
    for part in range(60):
        link = f'<a class="lanjut" href="{path}?t={part + 1}">Selanjutnya</a>'
        other = PARAGRAPHS if part != 1 else tuple(f"Bagian lain: {paragraph}" for paragraph in PARAGRAPHS)
        paper.put(path if not part else f"{path}?t={part}", story(1, "2026-11-01", extra=link, paragraphs=other))
    paper.put_feed("/rss", [(paper.address + path, "Sun, 01 Nov 2026 08:30:00 +0700")])
    done = newsbot(paper, tmp_path, facts='feeds=("{at}/rss",), next_page="a.lanjut"')
    assert done.returncode == 0, done.stderr
    assert sum("/read/" in asked for asked in paper.asked) == 3
    (line,) = lines(tmp_path)
    assert (line["body"].count("\n\n"), line["pages"]["fetched"]) == (5, 2)


def test_a_day_far_ahead_does_not_walk_a_dated_index_back_through_the_years() -> None:
    outlet = Outlet(
        name="contoh",
        title="Harian Contoh",
        domains=("contoh.id",),
        index=("https://contoh.id/indeks/{date:%Y-%m-%d}",),
    )
    (listing,) = plan(outlet, Window.parse("2026-11-01", "2099-01-01", "+07:00"))
    assert listing.day is not None
    assert listing.day <= now().date() + timedelta(days=40)
