"""Real crawls of a real HTTP server by real processes, judged by the lines on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from small_paper import PARAGRAPHS, SmallPaper, printed, story

from newsbot.outlets import Outlet
from newsbot.storage import Store

ROOT = Path(__file__).parent.parent
FEED_AND_SITEMAP = 'feeds=("{at}/rss",), sitemaps=("{at}/sitemap.xml.gz",)'
WEEK = ("--since", "2026-11-01")
DATED_INDEX = 'index=("{at}/indeks/{date:%Y/%m/%d}?hal={page}",)'


@pytest.fixture
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        yield paper


def run(
    paper: SmallPaper, folder: Path, *command: str, facts: str = FEED_AND_SITEMAP
) -> subprocess.CompletedProcess[str]:
    outlets = paper.save(folder / "outlets", facts)
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(folder / "data")}
    return subprocess.run(
        [sys.executable, "-m", *command, "-s", "DOWNLOAD_DELAY=0"],
        cwd=ROOT,
        env={**environment, "NEWSBOT_CONTACT": "https://example.id/robot"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def newsbot(
    paper: SmallPaper, folder: Path, *options: str, facts: str = FEED_AND_SITEMAP
) -> subprocess.CompletedProcess[str]:
    return run(paper, folder, "newsbot.cli", "crawl", "contoh", *options, facts=facts)


def lines(folder: Path) -> list[dict[str, Any]]:
    files = sorted((folder / "data" / "articles" / "contoh").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def numbers(folder: Path) -> list[int]:
    return sorted(int(line["article_id"]) for line in lines(folder))


def outlet_run(folder: Path) -> dict[str, Any]:
    newest = max((folder / "data" / "runs").glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    record: dict[str, Any] = json.loads(newest.read_text("utf-8"))["outlets"]["contoh"]
    return record


def publish_week(paper: SmallPaper) -> list[str]:
    urls = [paper.put_story(number, f"2026-11-{number:02d}") for number in range(1, 8)]
    dates = {1: "Sun, 01 Nov 2026 01:30:00 GMT", 2: "Mon, 02 Nov 2026 08:30:00 +0700"}
    paper.put_feed("/rss", [(f"{urls[0]}?utm_source=rss&utm_medium=feed", dates[1]), (urls[1], dates[2])])
    sitemap = [(urls[number - 1], f"2026-11-{number:02d}T08:30:00+07:00") for number in range(2, 8)]
    paper.put_news_sitemap("/sitemap.xml.gz", sitemap)
    return urls


def test_newsbot_and_scrapy_write_the_same_lines(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    ours = newsbot(paper, tmp_path / "ours", "--since", "2026-11-01")
    theirs = run(paper, tmp_path / "theirs", "scrapy", "crawl", "contoh", "-a", "since=2026-11-01")
    assert (ours.returncode, theirs.returncode) == (0, 0), ours.stderr + theirs.stderr
    passing = ("fetched_at", "run_id")
    one, other = (
        sorted(json.dumps({k: v for k, v in line.items() if k not in passing}) for line in lines(tmp_path / name))
        for name in ("ours", "theirs")
    )
    assert one == other
    first = min(lines(tmp_path / "ours"), key=lambda line: line["url"])
    assert first["title"] == "Jembatan Kampung Randu Kembali Berdiri Setelah 1 Hari"
    assert first["body"] == "\n\n".join(f"{paragraph} Laporan nomor 1." for paragraph in PARAGRAPHS)
    assert first["published_at"] == "2026-11-01T08:30:00+07:00"
    assert first["outlet"] == "contoh"
    assert numbers(tmp_path / "ours") == [1, 2, 3, 4, 5, 6, 7]


def test_dates_on_listings_keep_unwanted_pages_from_being_fetched(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    done = newsbot(paper, tmp_path, "--since", "2026-11-03", "--until", "2026-11-05")
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [3, 4, 5]
    assert sum("/read/" in path for path in paper.asked) == 3


def test_a_dated_index_is_walked_page_by_page_and_day_by_day(paper: SmallPaper, tmp_path: Path) -> None:
    for number, day in ((1, 4), (2, 4), (3, 5)):
        paper.put_story(number, f"2026-11-{day:02d}")
    link = '<a href="/warta/read/{0}/jembatan-kampung-randu-{0}">Berita</a> <a href="/tentang">Tentang</a>'
    page = "<html><body>{}</body></html>"
    paper.put("/indeks/2026/11/05?hal=1", page.format(link.format(3)))
    paper.put("/indeks/2026/11/05?hal=2", page.format(link.format(3)))
    paper.put("/indeks/2026/11/04?hal=1", page.format(link.format(1)))
    paper.put("/indeks/2026/11/04?hal=2", page.format(link.format(2)))
    done = newsbot(paper, tmp_path, "--since", "2026-11-04", "--until", "2026-11-05", facts=DATED_INDEX)
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1, 2, 3]
    walked = [path.removeprefix("/indeks/2026/11/") for path in paper.asked if "indeks" in path]
    assert walked == ["05?hal=1", "05?hal=2", "04?hal=1", "04?hal=2", "04?hal=3"]


def test_a_limit_keeps_exactly_so_many_and_the_newest(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    paper.put("/warta/read/7/jembatan-kampung-randu-7", "<html><body><p>Maaf.</p></body></html>")
    assert newsbot(paper, tmp_path, *WEEK, "--limit", "3").returncode == 0
    assert numbers(tmp_path) == [4, 5, 6]


def test_a_second_run_fetches_only_what_is_new(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    newsbot(paper, tmp_path, *WEEK)
    paper.asked.clear()
    new = paper.put_story(8, "2026-11-08")
    paper.put_feed("/rss", [(new, "Sun, 08 Nov 2026 08:30:00 +0700")])
    done = newsbot(paper, tmp_path, *WEEK)
    assert done.returncode == 0, done.stderr
    assert [path for path in paper.asked if "/read/" in path] == ["/warta/read/8/jembatan-kampung-randu-8"]
    assert numbers(tmp_path) == list(range(1, 9))
    assert outlet_run(tmp_path)["known"] == 6


def test_a_run_without_anything_new_is_no_failure(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    newsbot(paper, tmp_path, *WEEK)
    done = newsbot(paper, tmp_path, *WEEK)
    assert done.returncode == 0, done.stderr
    assert outlet_run(tmp_path)["verdict"] == "ok"


def test_a_story_is_asked_for_whole_and_by_its_plain_address_when_that_is_refused(
    paper: SmallPaper, tmp_path: Path
) -> None:
    whole, plain = paper.put_story(1, "2026-11-01"), paper.put_story(2, "2026-11-02")
    paper.put(
        "/warta/read/1/jembatan-kampung-randu-1?page=all",
        story(1, "2026-11-01", paragraphs=PARAGRAPHS + PARAGRAPHS[:1]),
    )
    paper.put_feed("/rss", [(url, "Mon, 02 Nov 2026 08:30:00 +0700") for url in (whole, plain)])
    done = newsbot(paper, tmp_path, facts='feeds=("{at}/rss",), whole_story="page=all"')
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1, 2]
    assert sorted(path for path in paper.asked if "/read/" in path) == [
        "/warta/read/1/jembatan-kampung-randu-1?page=all",
        "/warta/read/2/jembatan-kampung-randu-2",
        "/warta/read/2/jembatan-kampung-randu-2?page=all",
    ]


def test_parts_are_walked_and_joined_and_a_missing_one_is_admitted(paper: SmallPaper, tmp_path: Path) -> None:
    link = '<a class="lanjut" href="{}">Selanjutnya</a>'
    other = tuple(f"Bagian lain: {paragraph}" for paragraph in PARAGRAPHS)
    for number, last in ((1, True), (2, False)):
        path = f"/warta/read/{number}/jembatan"
        paper.put(path, story(number, "2026-11-01", extra=link.format(f"{path}?page=2")))
        if last:
            paper.put(f"{path}?page=2", story(number, "2026-11-01", paragraphs=other))
    paper.put_feed(
        "/rss", [(f"{paper.address}/warta/read/{n}/jembatan", "Sun, 01 Nov 2026 08:30:00 +0700") for n in (1, 2)]
    )
    done = newsbot(paper, tmp_path, facts='feeds=("{at}/rss",), next_page="a.lanjut"')
    assert done.returncode == 0, done.stderr
    whole, cut = sorted(lines(tmp_path), key=lambda line: str(line["url"]))
    assert whole["body"].count("\n\n") == 5
    assert "Bagian lain" in whole["body"]
    assert (whole["pages"], whole["is_complete"]) == ({"fetched": 2, "total": 2}, True)
    assert (cut["pages"], cut["is_complete"]) == ({"fetched": 1, "total": 2}, False)


def test_a_part_that_leads_to_an_address_asked_for_before_ends_the_story_and_does_not_lose_it(
    paper: SmallPaper, tmp_path: Path
) -> None:
    link = '<a class="lanjut" href="/warta/read/{}/jembatan?page=2">Selanjutnya</a>'.format
    path = "/warta/read/{}/jembatan".format
    for number in (1, 2):
        paper.put(path(number), story(number, "2026-11-01", extra=link(number)))
    paper.moved[f"{path(1)}?page=2"] = paper.address + path(1)
    paper.moved[f"{path(2)}?page=2"] = f"{paper.address}{path(2)}?page=2"
    paper.put_feed("/rss", [(paper.address + path(number), "Sun, 01 Nov 2026 08:30:00 +0700") for number in (1, 2)])
    newsbot(paper, tmp_path, facts='feeds=("{at}/rss",), next_page="a.lanjut",')
    assert {line["article_id"]: line["is_complete"] for line in lines(tmp_path)} == {"1": True, "2": False}


def test_what_was_not_kept_is_counted_under_its_reason(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    paper.put("/warta/read/3/jembatan-kampung-randu-3", b"%PDF-1.4 \0\0")
    del paper.pages["/warta/read/4/jembatan-kampung-randu-4"]
    done = newsbot(paper, tmp_path, *WEEK, "--keyword", "laporan")
    assert done.returncode == 0
    assert [line for line in done.stderr.splitlines() if "read/4" in line] == [
        f"warning: contoh: {paper.address}/warta/read/4/jembatan-kampung-randu-4: HTTP status 404"
    ]
    record = outlet_run(tmp_path)
    assert (record["found"], record["fetched"], record["kept"]) == (7, 6, 5)
    assert record["failed"] == {"http_404": 1}
    assert sum(record["dropped"].values()) == 1
    assert "contoh" in done.stdout
    assert "title 100" in done.stdout


def test_robots_are_obeyed_and_the_crawler_says_who_it_is(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    paper.put("/robots.txt", "User-agent: newsbot\nDisallow: /warta/\n", "text/plain")
    done = newsbot(paper, tmp_path, *WEEK)
    assert done.returncode == 1
    assert not any("/read/" in path for path in paper.asked)
    assert all(agent.startswith("newsbot/") and "https://example.id/robot" in agent for agent in paper.agents)
    assert "robots" in done.stdout


@pytest.mark.parametrize(
    "command", [("newsbot.cli", "crawl", "contoh"), ("scrapy", "crawl", "contoh")], ids=["newsbot", "scrapy"]
)
def test_a_crawl_from_which_nothing_came_fails(paper: SmallPaper, tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run(paper, tmp_path, *command).returncode == 1


def test_addresses_from_a_file_take_the_place_of_discovery(paper: SmallPaper, tmp_path: Path) -> None:
    urls = publish_week(paper)
    (tmp_path / "urls.txt").write_text(f"# pilihan\n{urls[2]}\n\n{urls[4]}\n", encoding="utf-8")
    done = newsbot(paper, tmp_path, "--urls", str(tmp_path / "urls.txt"))
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [3, 5]


def test_an_address_with_a_password_is_refused_and_the_password_is_not_shown(paper: SmallPaper, tmp_path: Path) -> None:
    urls = publish_week(paper)
    file = tmp_path / "urls.txt"
    file.write_text(f"{urls[2].replace('://', '://budi:ra@hasia@')}\n{urls[4]}\n", encoding="utf-8")
    done = newsbot(paper, tmp_path, "--urls", str(file))
    assert numbers(tmp_path) == [5]
    assert outlet_run(tmp_path)["failed"] == {"bad_address": 1}
    assert "hasia" not in done.stdout + done.stderr + json.dumps(outlet_run(tmp_path))


@pytest.mark.parametrize("content", ["", "# nanti\n\n"])
def test_a_file_without_addresses_asks_for_nothing(paper: SmallPaper, tmp_path: Path, content: str) -> None:
    publish_week(paper)
    file = tmp_path / "urls.txt"
    file.write_text(content, encoding="utf-8")
    done = newsbot(paper, tmp_path, "--urls", str(file))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"newsbot crawl: 0 addresses in {file}: nothing was asked for\n"
    assert paper.asked == []


def test_addresses_of_outlets_that_were_not_asked_for_are_counted_and_told(paper: SmallPaper, tmp_path: Path) -> None:
    urls = publish_week(paper)
    others = ["https://budi:rahasia@lain.example/read/1", "https://www.lain.example/read/2"]
    file = tmp_path / "urls.txt"
    file.write_text("\n".join([others[0], urls[2], others[1]]), encoding="utf-8")
    done = newsbot(paper, tmp_path, "--urls", str(file))
    assert numbers(tmp_path) == [3]
    assert [line for line in done.stderr.splitlines() if "left out" in line] == [
        f"newsbot crawl: left out: 2 of 3 addresses in {file} are of other outlets, first https://lain.example/read/1"
    ]
    none = run(paper, tmp_path, "newsbot", "crawl", "detik", "--urls", str(file))
    assert (none.returncode, none.stderr) == (2, f"newsbot crawl: none of the addresses in {file} is of detik\n")
    file.write_text(urls[4], encoding="utf-8")
    assert "left out" not in newsbot(paper, tmp_path, "--urls", str(file)).stderr


def test_scrapy_check_asks_the_first_listing_of_an_outlet(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    assert run(paper, tmp_path, "scrapy", "check", "contoh").returncode == 0
    del paper.pages["/rss"]
    assert run(paper, tmp_path, "scrapy", "check", "contoh").returncode == 1


def test_scrape_fetches_an_address_and_tells_of_one_that_gives_nothing(paper: SmallPaper, tmp_path: Path) -> None:
    urls = publish_week(paper)
    gone = f"{paper.address}/warta/read/99/hilang"
    done = run(paper, tmp_path, "newsbot.cli", "scrape", urls[0], gone, "--format", "jsonl")
    assert done.returncode == 1
    assert [json.loads(line)["article_id"] for line in done.stdout.splitlines()] == ["1"]
    assert done.stderr.splitlines() == [f"newsbot scrape: {gone}: HTTP status 404"]


def test_a_second_crawl_of_an_outlet_into_one_folder_is_refused_in_one_line(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    with Store(tmp_path / "data", Outlet(name="contoh", title="Harian Contoh", domains=("127.0.0.1",))):
        done = newsbot(paper, tmp_path, *WEEK)
    assert done.returncode == 1
    refusal = f"another crawl of contoh is writing to {tmp_path / 'data'}"
    assert done.stderr.splitlines() == [
        f"newsbot crawl: {refusal}: try again when it has ended, or give --wait SECONDS"
    ]
    assert not any("/read/" in path for path in paper.asked)


def test_a_crawl_that_is_asked_to_stop_keeps_what_it_has_and_the_next_one_goes_on(
    paper: SmallPaper, tmp_path: Path
) -> None:
    publish_week(paper)
    outlets = paper.save(tmp_path / "outlets", FEED_AND_SITEMAP)
    command = [sys.executable, "-m", "newsbot.cli", "crawl", "contoh", *WEEK, "-s", "DOWNLOAD_DELAY=0.4"]
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as crawl:
        paper.wait_for("/read/", 2)
        crawl.terminate()
        crawl.communicate(timeout=60)
    assert outlet_run(tmp_path)["verdict"] == "stopped"
    kept = numbers(tmp_path)
    assert 0 < len(kept) < 7
    newsbot(paper, tmp_path, *WEEK)
    assert numbers(tmp_path) == [1, 2, 3, 4, 5, 6, 7]


def test_without_a_window_an_archive_in_a_sitemap_is_left_alone(paper: SmallPaper, tmp_path: Path) -> None:
    today = datetime.now(timezone(timedelta(hours=7))).date().isoformat()
    new, old = paper.put_story(1, today), paper.put_story(2, "2026-01-01")
    paper.put_news_sitemap("/sitemap.xml.gz", [(new, f"{today}T00:00:00+07:00"), (old, "2020-01-01")])
    paper.put_feed("/rss", [])
    done = newsbot(paper, tmp_path)
    assert done.returncode == 0, done.stderr
    assert numbers(tmp_path) == [1]
    assert not any("/read/2/" in path for path in paper.asked)


def test_an_index_without_dates_is_left_when_it_leads_out_of_the_window(paper: SmallPaper, tmp_path: Path) -> None:
    link = '<a href="{}">Berita</a>'
    for page in range(1, 5):
        urls = [paper.put_story(page * 100 + n, f"2026-11-{20 - page * 4}") for n in range(25)]
        paper.put(f"/indeks?hal={page}", "<html><body>" + "".join(map(link.format, urls)) + "</body></html>")
    done = newsbot(paper, tmp_path, "--since", "2026-11-15", facts='index=("{at}/indeks?hal={page}",)')
    assert done.returncode == 0, done.stderr
    assert len(numbers(tmp_path)) == 25
    assert [path for path in paper.asked if "indeks" in path] == [f"/indeks?hal={page}" for page in (1, 2, 3)]
    assert sum("/read/" in path for path in paper.asked) == 50


def test_a_misspelt_argument_is_refused(paper: SmallPaper, tmp_path: Path) -> None:
    done = run(paper, tmp_path, "scrapy", "crawl", "contoh", "-a", "sinc=2026-11-01")
    assert done.returncode == 2
    assert "unknown argument 'sinc'" in done.stderr + done.stdout


def test_stories_that_lead_elsewhere_are_accounted_for(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    address = "/warta/read/{0}/jembatan-kampung-randu-{0}".format
    paper.moved[address(3)] = f"{paper.address.replace('127.0.0.1', 'localhost')}/iklan"
    paper.moved[address(4)] = paper.address + address(5)
    done = newsbot(paper, tmp_path, *WEEK)
    assert numbers(tmp_path) == [1, 2, 5, 6, 7]
    assert "leads to another site" in done.stderr
    record = outlet_run(tmp_path)
    assert (record["failed"], record["dropped"]) == ({"offsite": 1}, {"duplicate": 1})


def test_a_keyword_is_found_in_the_listings_when_the_search_page_is_gone(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    done = newsbot(
        paper, tmp_path, *WEEK, "--keyword", "nomor 3", facts=FEED_AND_SITEMAP + ', search="{at}/cari?q={query}"'
    )
    assert done.returncode == 0, done.stderr
    assert "/cari?q=nomor+3" in paper.asked
    assert numbers(tmp_path) == [3]


def test_a_host_that_cannot_be_reached_is_given_up_and_told_once(paper: SmallPaper, tmp_path: Path) -> None:
    feeds = ", ".join(f'"http://127.0.0.1:1/rss/{number}"' for number in range(20))
    done = newsbot(paper, tmp_path, facts=f"feeds=({feeds})")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "127.0.0.1:1" in line] == [
        "warning: contoh: 127.0.0.1:1: connection refused, given up for this run"
    ]
    record = outlet_run(tmp_path)
    assert (record["verdict"], record["failed"]) == ("failed", {"host_given_up": 20})
    assert record["troubles"][0] == "unreachable: no host could be reached"


def test_scrape_tells_a_host_that_cannot_be_reached_in_one_line(paper: SmallPaper, tmp_path: Path) -> None:
    done = run(paper, tmp_path, "newsbot", "scrape", "http://127.0.0.1:1/read/1")
    assert done.stderr.splitlines() == ["newsbot scrape: http://127.0.0.1:1/read/1: connection refused"]


def test_a_page_that_is_no_article_is_not_asked_for_again_by_the_next_run(paper: SmallPaper, tmp_path: Path) -> None:
    publish_week(paper)
    paper.put("/warta/read/3/jembatan-kampung-randu-3", b"%PDF-1.4 \0\0")
    newsbot(paper, tmp_path, *WEEK)
    assert outlet_run(tmp_path)["dropped"] == {"binary": 1}
    paper.asked.clear()
    done = newsbot(paper, tmp_path, *WEEK)
    assert done.returncode == 0, done.stderr
    assert not any("/read/" in path for path in paper.asked)
    assert outlet_run(tmp_path)["known"] == 7


def test_robots_txt_holds_for_all_that_wait_for_it_at_once(paper: SmallPaper, tmp_path: Path) -> None:
    paper.put("/robots.txt", "User-agent: *\nDisallow: /privat\n", "text/plain")
    addresses = [f"{paper.address}/{path}" for path in ("a", "privat/1", "b", "privat/2", "c", "privat/3")]
    done = run(paper, tmp_path, "newsbot.cli", "scrape", *addresses)
    assert done.stderr.count("forbidden by robots.txt") == 3
    assert not any("privat" in path for path in paper.asked)
