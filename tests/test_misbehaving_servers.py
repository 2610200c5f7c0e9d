"""Servers that misbehave, crawled for real: each trouble has its name in the run file, and the servers' logs show the manners."""

from __future__ import annotations

import gzip
import importlib.util
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from misbehaving_server import Answer, MisbehavingPaper, printed, reset

from newsbot import outlets, validators
from newsbot.hosts import PATIENCE, retry_after
from newsbot.validators import Version

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs more loopback addresses than one: run it on Linux"
)

ROOT = Path(__file__).parent.parent
DELAY = 0.3
SLACK = 0.02
"""Seconds by which a server's clock may see a request earlier: one connection is new, the next one is kept."""


@dataclass
class Crawl:
    """What one process did."""

    done: subprocess.CompletedProcess[str]
    outlets: dict[str, dict[str, Any]] = field(default_factory=dict)


def crawl(
    folder: Path, papers: list[MisbehavingPaper], *options: str, delay: float = DELAY, path: Path | None = None
) -> Crawl:
    for paper in papers:
        paper.save(folder / "outlets")
    environment = {
        **os.environ,
        "NEWSBOT_OUTLETS": str(folder / "outlets"),
        "NEWSBOT_CONTACT": "https://example.id/robot",
    }
    if path is not None:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(path), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "newsbot",
            "crawl",
            *(paper.name for paper in papers),
            "--since",
            "2026-10-31",
            *options,
            "--data",
            str(folder / "data"),
            "-s",
            f"DOWNLOAD_DELAY={delay}",
            "-s",
            "DOWNLOAD_TIMEOUT=3",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    runs = sorted((folder / "data" / "runs").glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    return Crawl(done, json.loads(runs[-1].read_text("utf-8"))["outlets"] if runs else {})


def captcha(path: str, _times: int, _handler: BaseHTTPRequestHandler) -> Answer | None:
    page = "<html><head><title>Harian</title></head><body><form><div class='g-recaptcha'></div></form></body></html>"
    return Answer(page) if "/read/" in path else None


def in_three_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)


def unchanged(path: str, _times: int, handler: BaseHTTPRequestHandler) -> Answer | None:
    return Answer("", 304) if path == "/rss" and handler.headers["If-None-Match"] == '"satu"' else None


def only(number: int, answer: Callable[[int, BaseHTTPRequestHandler], Answer | None]) -> Any:
    """Trouble with one story alone."""

    def trouble(path: str, times: int, handler: BaseHTTPRequestHandler) -> Answer | None:
        return answer(times, handler) if f"/read/{number}/" in path else None

    return trouble


def hang_up(handler: BaseHTTPRequestHandler) -> Answer:
    reset(handler)
    return Answer()


def trickle(handler: BaseHTTPRequestHandler) -> Answer:
    """A byte now and then, for ever; the client is expected to lose patience first."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.2)
    return Answer()


@dataclass
class Street:
    """All papers of the one run most tests look at, and what came of it."""

    papers: dict[str, MisbehavingPaper]
    crawl: Crawl
    folder: Path

    def outlet(self, name: str) -> dict[str, Any]:
        return self.crawl.outlets[name]


def _papers() -> Iterator[MisbehavingPaper]:
    html = "<html><head><title>{}</title></head><body>{}</body></html>".format
    paper = MisbehavingPaper("sehat", "127.0.0.2", stories=6)
    yield paper

    paper = MisbehavingPaper("sabar", "127.0.0.3")
    paper.trouble = only(2, lambda times, _: Answer("", 429, {"Retry-After": "2"}) if times == 0 else None)
    yield paper

    paper = MisbehavingPaper("tanggal", "127.0.0.4")
    paper.trouble = only(
        1, lambda times, _: Answer("", 503, {"Retry-After": in_three_seconds()}) if times == 0 else None
    )
    yield paper

    paper = MisbehavingPaper("badai", "127.0.0.5", stories=8)
    paper.trouble = lambda path, _times, _handler: Answer("", 503) if "/read/" in path else None
    yield paper

    paper = MisbehavingPaper("besok", "127.0.0.6", stories=8)
    paper.trouble = lambda path, _times, _handler: (
        Answer("", 429, {"Retry-After": "7200"}) if "/read/" in path else None
    )
    yield paper

    paper = MisbehavingPaper("captcha", "127.0.0.7", stories=9)
    paper.trouble = captcha
    yield paper

    paper = MisbehavingPaper("tolak", "127.0.0.8", stories=9)
    denied = html("Just a moment...", "<p>Memeriksa peramban Anda.</p>")
    paper.trouble = lambda path, _times, _handler: Answer(denied, 403) if "/read/" in path else None
    yield paper

    paper = MisbehavingPaper("putus", "127.0.0.9")
    paper.trouble = only(3, lambda _, handler: hang_up(handler))
    yield paper

    paper = MisbehavingPaper("lambat", "127.0.0.10", stories=2)
    paper.trouble = only(2, lambda _, handler: trickle(handler))
    yield paper

    paper = MisbehavingPaper("jeda", "127.0.0.11")
    paper.pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 1\nDisallow: /warta/read/3/\n", kind="text/plain")
    yield paper

    paper = MisbehavingPaper("ganjil", "127.0.0.12", stories=6)
    pages = {
        "/read/1/": Answer(html("Harian", "<h2>404</h2><p>Halaman yang Anda cari tidak ditemukan.</p>")),
        "/read/2/": Answer(html("Harian", "<noscript>Aktifkan JavaScript</noscript><div id='app'></div>")),
        "/read/3/": Answer("", 302, {"Location": "/"}),
        "/read/4/": Answer("", 302, {"Location": "/warta"}),
        "/read/5/": Answer(html("Harian", "<h1>Kami menghargai privasi Anda</h1><button>Setuju</button>")),
    }
    front = html(
        "Harian", "".join(f"<a href='/warta/read/{n}/x'>Berita ke-{n} hari ini di kampung</a>" for n in range(20))
    )
    paper.pages |= {"/": Answer(front), "/warta": Answer(front)}
    paper.trouble = lambda path, _times, _handler: next((a for part, a in pages.items() if part in path), None)
    yield paper

    paper = MisbehavingPaper("dijual", "127.0.0.13")
    paper.trouble = lambda path, _times, _handler: (
        Answer(html("dijual.example", "<p>Domain ini dijual. Hubungi pemilik.</p>")) if path != "/robots.txt" else None
    )
    yield paper

    paper = MisbehavingPaper("tetap", "127.0.0.18")
    paper.feed_headers["ETag"] = '"satu"'
    paper.trouble = only(2, lambda _times, _handler: Answer("", 500))
    yield paper

    for name, host in (("saudara_satu", "127.0.0.14"), ("saudara_dua", "127.0.0.15")):
        yield MisbehavingPaper(name, host, facts='group="Grup Randu",')


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    papers = {paper.name: paper for paper in _papers()}
    with printed(*papers.values()):
        folder = tmp_path_factory.mktemp("street")
        yield Street(papers, crawl(folder, list(papers.values())), folder)


@pytest.fixture(scope="module")
def later(street: Street) -> list[Crawl]:
    """Two further runs into the same data folder; what was broken has been mended."""
    steady = street.papers["tetap"]
    steady.trouble = unchanged
    return [crawl(street.folder, [steady, street.papers["besok"]]), crawl(street.folder, [steady])]


def test_a_healthy_outlet_is_untouched_by_the_troubles_of_others(street: Street) -> None:
    run = street.outlet("sehat")
    assert (run["verdict"], run["kept"], run["failed"], run["dropped"]) == ("ok", 6, {}, {})
    # long done while another host still made its readers wait
    assert street.papers["sehat"].visits[-1].ended < street.papers["badai"].visits[-1].began


def test_the_run_fails_when_an_outlet_gave_nothing(street: Street) -> None:
    assert street.crawl.done.returncode == 1
    assert "Traceback" not in street.crawl.done.stderr


def test_every_pause_between_two_requests_is_as_long_as_promised(street: Street) -> None:
    gaps = {name: min(paper.gaps()) for name, paper in street.papers.items()}
    assert {name: gap for name, gap in gaps.items() if gap < DELAY - SLACK} == {}


def test_outlets_of_one_media_group_share_one_line(street: Street) -> None:
    one, other = (street.papers[name].visits for name in ("saudara_satu", "saudara_dua"))
    began = sorted(visit.began for visit in (*one, *other))
    assert len(began) == 10
    assert min(after - before for before, after in itertools.pairwise(began)) >= DELAY - SLACK
    assert all(street.outlet(name)["kept"] == 3 for name in ("saudara_satu", "saudara_dua"))


@pytest.mark.parametrize(("name", "number", "status", "least"), [("sabar", 2, 429, 2.0), ("tanggal", 1, 503, 1.9)])
def test_a_server_that_says_how_long_to_wait_is_left_alone_for_so_long(
    street: Street, name: str, number: int, status: int, least: float
) -> None:
    assert (street.outlet(name)["verdict"], street.outlet(name)["kept"]) == ("ok", 3)
    visits = street.papers[name].visits
    refused = next(visit for visit in visits if visit.status == status)
    after = min(visit.began for visit in visits if visit.began > refused.began)
    assert least <= after - refused.ended < least + 2
    assert len(street.papers[name].paths(f"/read/{number}/")) == 2


def test_a_host_that_keeps_refusing_is_asked_ever_more_slowly_and_then_left_alone(street: Street) -> None:
    stormy = street.papers["badai"].visits[2:]
    assert len(stormy) == PATIENCE
    pauses = [after.began - before.ended for before, after in itertools.pairwise(stormy)]
    assert all(pause >= DELAY * 2**n - SLACK for n, pause in enumerate(pauses, 1))
    run = street.outlet("badai")
    assert (run["verdict"], run["failed"]) == ("failed", {"host_refuses": 8})
    told = [line for line in street.crawl.done.stderr.splitlines() if "127.0.0.5" in line and "left alone" in line]
    assert len(told) == 1
    assert "HTTP status 503, 5 refusals in a row" in told[0]


def test_a_host_that_asks_for_hours_is_left_to_the_next_run(street: Street) -> None:
    assert len(street.papers["besok"].paths("/read/")) == 1
    assert street.outlet("besok")["failed"] == {"host_refuses": 8}
    assert "asks to be left alone for 2.0 hours" in street.crawl.done.stderr


def test_the_next_run_still_leaves_alone_a_host_that_asked_for_hours(street: Street, later: list[Crawl]) -> None:
    again = later[0]
    assert len(street.papers["besok"].paths("/read/")) == len(street.papers["besok"].paths("/rss")) == 1
    assert again.outlets["besok"]["failed"] == {"host_refuses": 1}
    assert "asked earlier to be left alone for another" in again.done.stderr


def test_a_crawl_that_is_told_to_stop_does_not_wait_for_a_host_that_asked_for_time(tmp_path: Path) -> None:
    paper = MisbehavingPaper("henti", "127.0.0.23")
    paper.trouble = lambda path, _times, _handler: Answer("", 429, {"Retry-After": "300"}) if "/read/" in path else None
    with printed(paper):
        paper.save(tmp_path / "outlets")
        command = [
            sys.executable,
            "-m",
            "newsbot",
            "crawl",
            "henti",
            "--since",
            "2026-10-31",
            "--data",
            str(tmp_path / "data"),
        ]
        environment = {
            **os.environ,
            "NEWSBOT_OUTLETS": str(tmp_path / "outlets"),
            "NEWSBOT_CONTACT": "https://example.id/",
        }
        with subprocess.Popen(
            [*command, "-s", "DOWNLOAD_DELAY=0.1"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        ) as process:
            paper.wait_for("/read/")
            process.terminate()
            _, told = process.communicate(timeout=60)
    assert "Traceback" not in told
    (run,) = (tmp_path / "data" / "runs").glob("*.json")
    assert json.loads(run.read_text("utf-8"))["outlets"]["henti"]["verdict"] == "stopped"
    assert len(paper.paths("/read/")) == 1


def test_captchas_with_status_200_are_named_and_end_the_visit(street: Street) -> None:
    run = street.outlet("captcha")
    assert (run["verdict"], run["kept"], run["dropped"]) == ("failed", 0, {"block_page": PATIENCE})
    assert run["failed"] == {"host_refuses": 9 - PATIENCE}
    assert len(street.papers["captcha"].paths("/read/")) == PATIENCE


def test_block_pages_with_status_403_are_named_and_end_the_visit(street: Street) -> None:
    run = street.outlet("tolak")
    assert run["failed"] == {"block_page": PATIENCE - 1, "host_refuses": 9 - PATIENCE + 1}
    assert len(street.papers["tolak"].paths("/read/")) == PATIENCE


def test_a_connection_that_is_cut_costs_one_story(street: Street) -> None:
    run = street.outlet("putus")
    assert (run["verdict"], run["kept"], run["failed"]) == ("degraded", 2, {"connection": 1})


def test_a_server_that_trickles_is_given_no_more_than_the_timeout(street: Street) -> None:
    run = street.outlet("lambat")
    assert (run["verdict"], run["kept"]) == ("degraded", 1)
    assert sum(run["failed"].values()) == 1
    assert set(run["failed"]) == {"timeout"}


def test_a_crawl_delay_makes_the_pauses_longer_and_a_forbidden_page_is_not_asked_for(street: Street) -> None:
    paper = street.papers["jeda"]
    assert min(paper.gaps()) >= 1 - SLACK
    assert not paper.paths("/read/3/")
    assert (street.outlet("jeda")["kept"], street.outlet("jeda")["failed"]) == (2, {"robots": 1})


def test_pages_that_hold_no_story_are_counted_as_what_they_are(street: Street) -> None:
    run = street.outlet("ganjil")
    assert run["kept"] == 1
    assert run["dropped"] == {"error_page": 1, "needs_javascript": 1, "redirected_away": 2, "consent_wall": 1}


def test_a_parked_domain_is_named(street: Street) -> None:
    run = street.outlet("dijual")
    assert (run["verdict"], run["failed"]) == ("failed", {"listing_parked_domain": 1})


def test_redirects_without_end_and_what_swells_when_unpacked_have_names_of_their_own(tmp_path: Path) -> None:
    paper = MisbehavingPaper("putar", "127.0.0.24", stories=5, facts='sitemaps=("{at}/lingkar",),')
    numbers = itertools.count()

    def trouble(path: str, _times: int, _handler: BaseHTTPRequestHandler) -> Answer | None:
        if "/read/1/" in path:
            return Answer(gzip.compress(bytes(5_000_000)), headers={"Content-Encoding": "gzip"})
        targets = {
            "/read/2/": f"/warta/read/2/jembatan?putaran={next(numbers)}",
            "/read/3/": "/warta/read/3/offsite" if "offsite" not in path else "/warta/read/3/jembatan-kampung-randu-3",
            "/read/4/": path,
            "/lingkar": "/lingkar",
        }
        target = next((target for part, target in targets.items() if part in path), None)
        return Answer("", 302, {"Location": target}) if target else None

    paper.trouble = trouble
    with printed(paper):
        done = crawl(tmp_path, [paper], "-s", "DOWNLOAD_MAXSIZE=1000000", delay=0)
    run = done.outlets["putar"]
    assert run["kept"] == 1
    assert run["dropped"] == {}
    assert run["failed"] == {"too_large_unpacked": 1, "too_many_redirects": 3, "listing_too_many_redirects": 1}


def led_to(target: str, stories: range) -> Callable[[str], Answer | None]:
    """Redirects of those stories."""

    def answer(path: str) -> Answer | None:
        return Answer("", 302, {"Location": target}) if any(f"/read/{number}/" in path for number in stories) else None

    return answer


def test_each_story_that_leads_to_one_captcha_or_front_page_is_counted_as_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # only a run of the last days is judged by the share of its pages that are articles
    monkeypatch.setenv("NEWSBOT_NOW", "2026-11-01T12:00:00+07:00")
    shut = MisbehavingPaper("tutup", "127.0.0.26", stories=12)
    gone = MisbehavingPaper("pulang", "127.0.0.27", stories=12)
    asks, leads_home = led_to("/masuk?x=1", range(3, 13)), led_to("/", range(3, 13))
    wall = captcha("/read/", 0, None)  # type: ignore[arg-type]  # the handler is not looked at
    shut.trouble = lambda path, _times, _handler: asks(path) or (wall if path.startswith("/masuk") else None)
    gone.trouble = lambda path, _times, _handler: (
        leads_home(path) or (Answer("<h1>Beranda</h1>") if path == "/" else None)
    )
    with printed(shut, gone):
        done = crawl(tmp_path, [shut, gone], delay=0.1)
    run = done.outlets["tutup"]
    assert run["verdict"] == "degraded"
    assert (run["kept"], run["dropped"]) == (2, {"block_page": PATIENCE})
    assert run["failed"] == {"host_refuses": 10 - PATIENCE}
    assert len(shut.paths("/masuk")) == PATIENCE
    run = done.outlets["pulang"]
    assert (run["verdict"], run["kept"], run["dropped"]) == ("degraded", 2, {"redirected_away": 10})
    # its address alone tells that no story is there
    assert (len(gone.paths("/read/")), gone.paths().count("/")) == (12, 1)


def test_a_page_in_place_of_one_of_several_listings_is_a_failed_listing(tmp_path: Path) -> None:
    paper = MisbehavingPaper("separuh", "127.0.0.30", facts='sitemaps=("{at}/peta.xml",),')
    front = "<!doctype html><html><body><h1>Beranda</h1><a href='/tentang'>Tentang kami</a></body></html>"
    paper.trouble = lambda path, _times, _handler: Answer(front) if path == "/peta.xml" else None
    with printed(paper):
        run = crawl(tmp_path, [paper], delay=0).outlets["separuh"]
    assert (run["verdict"], run["kept"], run["failed"]) == ("degraded", 3, {"listing_not_xml": 1})
    assert run["troubles"] == ["listings_failed: 1 × listing_not_xml, of 2 asked"]


def test_stories_that_lead_to_one_article_give_one_line(tmp_path: Path) -> None:
    paper = MisbehavingPaper("pindah", "127.0.0.28", stories=4)
    leads = led_to("/warta/read/9/jembatan-kampung-randu-9", range(1, 4))
    paper.trouble = lambda path, _times, _handler: leads(path)
    with printed(paper):
        paper.pages["/warta/read/9/jembatan-kampung-randu-9"] = paper.pages["/warta/read/1/jembatan-kampung-randu-1"]
        run = crawl(tmp_path, [paper], delay=0).outlets["pindah"]
    assert (run["verdict"], run["kept"], run["dropped"], run["failed"]) == ("ok", 2, {"duplicate": 2}, {})


def test_an_address_of_a_whole_story_that_leads_to_a_captcha_by_way_of_the_plain_one_is_counted(tmp_path: Path) -> None:
    paper = MisbehavingPaper("utuh", "127.0.0.29", stories=3, facts='whole_story="page=all",')

    def trouble(path: str, _times: int, handler: BaseHTTPRequestHandler) -> Answer | None:
        if "page=all" in path:
            return Answer("", 302, {"Location": path.partition("?")[0]})
        return Answer("", 302, {"Location": "/masuk?x=1"}) if "/read/" in path else captcha("/read/", 0, handler)

    paper.trouble = lambda path, times, handler: (
        trouble(path, times, handler) if "/read/" in path or path.startswith("/masuk") else None
    )
    with printed(paper):
        run = crawl(tmp_path, [paper], delay=0).outlets["utuh"]
    assert set(run["dropped"]) == {"block_page"}
    assert run["dropped"]["block_page"] + run["failed"].get("host_refuses", 0) == 3


def test_two_processes_take_turns_with_one_group(tmp_path: Path) -> None:
    papers = [
        MisbehavingPaper(name, host, stories=2, facts='group="Grup Jati",')
        for name, host in (("jati_satu", "127.0.0.16"), ("jati_dua", "127.0.0.17"))
    ]
    with ExitStack() as stack:
        stack.enter_context(printed(*papers))
        pool = stack.enter_context(ThreadPoolExecutor(2))
        for paper in papers:
            paper.save(tmp_path / "outlets")
        crawls = list(pool.map(lambda paper: crawl(tmp_path, [paper]), papers))
    assert [done.done.returncode for done in crawls] == [0, 0]
    visits = sorted((visit for paper in papers for visit in paper.visits), key=lambda visit: visit.began)
    assert len(visits) == 8
    assert all(after.began - before.began >= DELAY - SLACK for before, after in itertools.pairwise(visits))


def test_a_feed_that_has_not_changed_is_not_sent_again_unless_stories_on_it_still_wait(
    street: Street, later: list[Crawl]
) -> None:
    runs = [crawl.outlets["tetap"] for crawl in (street.crawl, *later)]
    assert [run["verdict"] for run in runs] == ["degraded", "ok", "ok"]
    # a story could not be had, so that the feed had to be read again; then all was dealt with
    assert [run["kept"] for run in runs] == [2, 1, 0]
    assert [visit.status for visit in street.papers["tetap"].visits if visit.path == "/rss"] == [200, 200, 304]
    assert [(run["listed"], run["unchanged_listings"]) for run in runs] == [(3, 0), (3, 0), (3, 1)]


def test_a_story_that_always_fails_keeps_only_the_feeds_that_name_it_from_being_asked_whether_they_changed(
    tmp_path: Path,
) -> None:
    paper = MisbehavingPaper("rusak", "127.0.0.25", stories=4, facts='sitemaps=("{at}/kanal", "{at}/arsip"),')

    def trouble(path: str, _times: int, handler: BaseHTTPRequestHandler) -> Answer | None:
        if "/read/4/" in path:
            return Answer("", 500)
        listed = {"/rss": (1, 2), "/kanal": (2, 3), "/arsip": (1, 4)}.get(path)
        if listed is None:
            return None
        if handler.headers["If-None-Match"]:
            return Answer("", 304)
        paths = [f"/warta/read/{number}/jembatan-kampung-randu-{number}" for number in listed]
        return Answer(paper.feed(paths), headers={"ETag": '"satu"'}, kind="application/rss+xml")

    paper.trouble = trouble
    with printed(paper):
        runs = [crawl(tmp_path, [paper], delay=0).outlets["rusak"] for _ in range(2)]
    assert [run["kept"] for run in runs] == [3, 0]
    assert [run["failed"] for run in runs] == [{"http_500": 1}] * 2
    statuses = {
        name: [visit.status for visit in paper.visits if visit.path == name] for name in ("/rss", "/kanal", "/arsip")
    }
    assert statuses == {"/rss": [200, 304], "/kanal": [200, 304], "/arsip": [200, 200]}


@pytest.mark.parametrize("loss", ["cut", "removed", "cut and rebuilt"])
def test_stories_whose_lines_were_lost_are_had_again_though_the_feed_has_not_changed(tmp_path: Path, loss: str) -> None:
    paper = MisbehavingPaper("hilang", "127.0.0.31", stories=4)
    paths = [f"/warta/read/{number}/jembatan-kampung-randu-{number}" for number in range(1, 5)]

    def trouble(path: str, _times: int, handler: BaseHTTPRequestHandler) -> Answer | None:
        if path != "/rss":
            return None
        if handler.headers["If-None-Match"]:
            return Answer("", 304)
        return Answer(paper.feed(paths), headers={"ETag": '"satu"'}, kind="application/rss+xml")

    paper.trouble = trouble
    with printed(paper):
        first = crawl(tmp_path, [paper], delay=0).outlets["hilang"]
        (file,) = (tmp_path / "data" / "articles" / "hilang").glob("*.jsonl")
        kept = file.read_bytes().splitlines(keepends=True)[:1] if loss != "removed" else []
        file.write_bytes(b"".join(kept)) if kept else file.unlink()
        if loss == "cut and rebuilt":
            command = [sys.executable, "-m", "newsbot.cli", "rebuild", "--data", str(tmp_path / "data")]
            environment = {**os.environ, "NEWSBOT_OUTLETS": str(tmp_path / "outlets")}
            assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
        again = crawl(tmp_path, [paper], delay=0).outlets["hilang"]
    assert (first["kept"], again["kept"]) == (4, 4 - len(kept))


def test_versions_of_listings_serve_a_run_that_reaches_no_further_back_for_a_day(tmp_path: Path) -> None:
    state, at = tmp_path / "state.sqlite", datetime(2026, 11, 2, 12, tzinfo=UTC)
    version = Version('"satu"', "", 3, at)
    validators.save(state, "tetap", "2026-11-01", {"http://a.id/rss": version})
    validators.save(state, "lain", None, {"http://b.id/rss": version})

    def known(outlet: str, since: str | None, hours: int = 1) -> list[str]:
        return list(validators.load(state, outlet, since, at + timedelta(hours=hours)))

    assert known("tetap", "2026-11-01") == known("tetap", "2026-11-02") == ["http://a.id/rss"]
    assert known("tetap", "2026-10-31") == known("tetap", None) == known("tetap", "2026-11-01", 25) == []
    assert known("lain", None) == ["http://b.id/rss"]
    assert known("lain", "2026-11-01") == []
    state.write_bytes(b"rusak" * 100)
    assert known("tetap", "2026-11-01") == []


SCRIPTED = """<html><head><title>Memuat</title></head><body><div id="app"></div>
<script src="/app.js"></script><img src="/iklan.png"><script src="http://127.0.0.20:1/pelacak.js"></script></body></html>"""


def test_an_outlet_that_states_so_is_read_with_a_real_browser(tmp_path: Path) -> None:
    if importlib.util.find_spec("scrapy_playwright") is None or not shutil.which("chromium"):
        assert not os.environ.get("CI"), "install newsbot[browser] and the Debian package chromium"
        pytest.skip("needs a browser: .venv/bin/pip install -e '.[browser]' and apt-get install chromium")
    paper = MisbehavingPaper("skrip", "127.0.0.19", stories=2, facts="browser=True,")
    with printed(paper):
        for path, answer in list(paper.pages.items()):
            if "/read/" in path:
                paper.pages[f"/teks{path}"] = answer
                paper.pages[path] = Answer(SCRIPTED)
        script = "fetch('/teks' + location.pathname).then(r => r.text()).then(t => { document.documentElement.innerHTML = t })"
        paper.pages["/app.js"] = Answer(script, kind="text/javascript")
        paper.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /warta/read/2/\n", kind="text/plain")
        run = crawl(tmp_path, [paper])
    assert run.done.returncode == 0, run.done.stderr
    assert (run.outlets["skrip"]["kept"], run.outlets["skrip"]["failed"]) == (1, {"robots": 1})
    assert paper.paths("/read/1/")
    assert not paper.paths("/iklan") + paper.paths("/read/2/")
    assert all(visit.headers["user-agent"].startswith("newsbot/") for visit in paper.visits)


def test_a_missing_browser_is_told_in_one_line_and_costs_the_other_outlets_nothing(tmp_path: Path) -> None:
    papers = [MisbehavingPaper("tanpa", "127.0.0.21", facts="browser=True,"), MisbehavingPaper("biasa", "127.0.0.22")]
    # an import system that has no such package, as on a machine without the extra
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'scrapy_playwright' else find(name, package)\n"
    )
    with printed(*papers):
        run = crawl(tmp_path, papers, path=tmp_path)
    assert run.done.returncode == 1
    told = [line for line in run.done.stderr.splitlines() if line.startswith("newsbot crawl:")]
    assert len(told) == 1
    assert (
        "tanpa failed: crawl_ended: its pages need a browser: in newsbot's folder, .venv/bin/pip install -e '.[browser]'"
        in told[0]
    )
    assert run.outlets["biasa"]["verdict"] == "ok"
    assert not papers[0].visits


def test_outlets_known_to_share_servers_state_one_group() -> None:
    group = {outlet.name: outlet.group for outlet in outlets.all_outlets()}
    assert {group[name] for name in ("liputan6", "merdeka", "kapanlagi", "fimela", "otosia")} == {"KLY"}
    assert group["kompas"] == group["tribunnews"] is not None
    assert group["mediaindonesia"] == group["metrotvnews"] is not None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"Sun, 01 Nov 2026 00:01:00 GMT", 60.0),
        (b"Sat, 31 Oct 2026 00:00:00 GMT", 0.0),
        (b"Sun, 01 Nov 2026 00:01:00", 60.0),
        (b"besok", None),
        (b"-5", None),
        (b"", None),
        (None, None),
        (b"1.5", None),
        (b"Sun, 01 Nov 0001 00:01:00 +2359", 0.0),
        (b"9" * 5000, 999999999999.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 11, 1, tzinfo=UTC)) == seconds
