"""What feeds, sitemaps and index pages list, and which of them a crawl asks for."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

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
from newsbot.listings import Entry, read_listing
from newsbot.outlets.base import Outlet
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
    assert [entry.url for entry in read_listing(sitemap, AT).entries][-1] == "https://contoh.id/read/2"


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


def test_a_search_page_answers_a_query_alone() -> None:
    with_search = outlet(feeds=(AT,), search="https://contoh.id/cari?q={query}&p={page}")
    assert [listing.url for listing in plan(with_search, window(None), query="padi & jagung")] == [
        "https://contoh.id/cari?q=padi+%26+jagung&p=1"
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
    for nonsense in ("gestern", "2026-13-01", "", "99999d x"):
        with pytest.raises(UsageError, match="is no day"):
            parse_day(nonsense)
    with pytest.raises(UsageError, match="later than"):
        window("2026-11-02", "2026-11-01")


def test_campaign_parameters_are_not_sent() -> None:
    assert without_campaign("https://contoh.id/1?utm_source=a&utm_medium=b") == "https://contoh.id/1"
