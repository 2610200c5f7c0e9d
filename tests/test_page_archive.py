"""Raw pages kept as WARC: readable by other tools, durable with the lines, replayed without the network."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from small_paper import SmallPaper, printed, story
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from newsbot.items import Article
from newsbot.outlets.base import Outlet
from newsbot.storage import Store

OUTLET = Outlet(name="contoh", title="Harian Contoh", domains=("contoh.id",), article_url=r"/read/(?P<id>\d+)")
DAY = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FILE = Path("archive/contoh/2026-11-22.warc.gz")
FACTS = 'feeds=("{at}/rss",), whole_story="page=all"'


@pytest.fixture
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        yield paper


def command(paper: SmallPaper, folder: Path, *options: str, facts: str = FACTS) -> tuple[list[str], dict[str, str]]:
    outlets = paper.save(folder / "outlets", facts)
    environment = {
        **os.environ,
        "NEWSBOT_OUTLETS": str(outlets),
        "NEWSBOT_CONTACT": "https://example.id/robot",
    }
    return [sys.executable, "-m", "newsbot.cli", "crawl", "contoh", *options, "-s", "DOWNLOAD_DELAY=0"], environment


def crawl(
    paper: SmallPaper, folder: Path, *options: str, facts: str = FACTS, **env: str
) -> subprocess.CompletedProcess[str]:
    words, environment = command(paper, folder, *options, facts=facts)
    return subprocess.run(words, env=environment | env, capture_output=True, text=True, timeout=300)


def warcio(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "warcio.cli", *words], capture_output=True, text=True, timeout=300)


def lines(data: Path) -> list[dict[str, Any]]:
    files = sorted((data / "articles").rglob("*.jsonl"))
    found = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return sorted(({k: v for k, v in line.items() if k != "run_id"} for line in found), key=lambda line: line["url"])


def archived(data: Path) -> Path:
    (file,) = (data / "archive" / "contoh").glob("*.warc.gz")
    return file


def kept(file: Path) -> list[tuple[str, str, bytes]]:
    with file.open("rb") as stream:
        return [
            (r.rec_type, r.rec_headers.get_header("WARC-Target-URI") or "", r.content_stream().read())
            for r in ArchiveIterator(stream)
        ]


def publish(paper: SmallPaper) -> None:
    """A plain story, one served whole under another address, one in parts, one that moved."""
    numbers = range(1, 5)
    urls = [paper.put_story(number, "2026-11-01") for number in numbers]
    for number in (1, 3, 4):
        path = f"/warta/read/{number}/jembatan-kampung-randu-{number}"
        paper.put(f"{path}?page=all", story(number, "2026-11-01"))
    moved = "/warta/read/3/jembatan-kampung-randu-3?page=all"
    paper.put("/warta/read/3/jembatan-selesai", paper.pages.pop(moved))
    paper.moved[moved] = "/warta/read/3/jembatan-selesai"
    paper.put("/robots.txt", "User-agent: *\nDisallow: /rahasia\n", "text/plain")
    paper.put_feed("/rss", [(url, "Sun, 01 Nov 2026 08:30:00 +0700") for url in urls])


def test_a_crawl_replayed_from_its_own_archive_gives_the_same_lines(paper: SmallPaper, tmp_path: Path) -> None:
    publish(paper)
    first = crawl(paper, tmp_path, "--archive", "--data", str(tmp_path / "data"))
    assert first.returncode == 0, first.stderr
    asked = len(paper.asked)
    file = archived(tmp_path / "data")
    again = crawl(paper, tmp_path, "--replay", str(file), "--data", str(tmp_path / "again"))
    assert again.returncode == 0, again.stderr
    assert len(paper.asked) == asked, "the replay asked the network"
    assert lines(tmp_path / "again") == lines(tmp_path / "data")
    assert len(lines(tmp_path / "data")) == 4
    assert not (tmp_path / "again" / "archive").exists()
    addresses = {url.removeprefix(paper.address) for kind, url, _ in kept(file) if kind == "response"}
    assert addresses >= {"/robots.txt", "/rss", "/warta/read/3/jembatan-selesai"}


def test_stories_walked_part_by_part_replay_whole(paper: SmallPaper, tmp_path: Path) -> None:
    url = paper.put_story(1, "2026-11-01")
    path = url.removeprefix(paper.address)
    extra = '<a class="lanjut" href="{}">Selanjutnya</a>'
    paper.put(path, story(1, "2026-11-01", extra=extra.format(f"{path}?page=2")))
    paper.put(f"{path}?page=2", story(2, "2026-11-01", title="Jembatan Kampung Randu Kembali Berdiri Setelah 1 Hari"))
    paper.put_feed("/rss", [(url, "Sun, 01 Nov 2026 08:30:00 +0700")])
    facts = 'feeds=("{at}/rss",), next_page="a.lanjut"'
    assert crawl(paper, tmp_path, "--archive", "--data", str(tmp_path / "data"), facts=facts).returncode == 0
    options = ("--replay", str(archived(tmp_path / "data")), "--data", str(tmp_path / "again"))
    assert crawl(paper, tmp_path, *options, facts=facts).returncode == 0
    (line,) = lines(tmp_path / "data")
    assert line["pages"] == {"fetched": 2, "total": 2}
    assert lines(tmp_path / "again") == [line]


def test_other_tools_read_the_archive(paper: SmallPaper, tmp_path: Path) -> None:
    publish(paper)
    page = paper.pages["/warta/read/2/jembatan-kampung-randu-2"]
    assert crawl(paper, tmp_path, "--data", str(tmp_path / "data"), NEWSBOT_ARCHIVE="1").returncode == 0
    # the second run of the day goes on in the same file
    paper.put_feed("/rss", [(paper.put_story(9, "2026-11-02"), "Mon, 02 Nov 2026 08:30:00 +0700")])
    assert crawl(paper, tmp_path, "--data", str(tmp_path / "data"), NEWSBOT_ARCHIVE="yes").returncode == 0
    file = archived(tmp_path / "data")
    check = warcio("check", "-v", str(file))
    assert check.returncode == 0, check.stdout
    assert "digest pass" in check.stdout
    index = [json.loads(line) for line in warcio("index", str(file), "-f", "offset,warc-type,http:status,warc-target-uri").stdout.splitlines()]  # fmt: skip
    assert [entry["warc-type"] for entry in index].count("warcinfo") == 1
    assert {entry.get("http:status") for entry in index} >= {"200", "302"}
    assert any(
        entry.get("warc-target-uri", "").endswith("/read/9/jembatan-kampung-randu-9?page=all") for entry in index
    )
    bodies = {url: body for kind, url, body in kept(file) if kind == "response"}
    assert bodies[f"{paper.address}/warta/read/2/jembatan-kampung-randu-2"] == page
    # one gzip member a record: each offset can be read alone
    raw = file.read_bytes()
    for entry in index:
        assert raw[int(entry["offset"]) :].startswith(b"\x1f\x8b")


def test_a_kept_page_says_what_was_asked_and_names_no_secret(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        store.keep_pages().keep(
            "https://pembaca:rahasia@contoh.id/read/1?a=b#c",
            DAY,
            asked=("GET", [("User-Agent", "newsbot"), ("Cookie", "rahasia"), ("Authorization", "rahasia")]),
            status=200,
            headers=[
                ("Content-Type", "text/html; charset=utf-8"),
                ("Set-Cookie", "rahasia"),
                ("Content-Length", "3"),
                ("Transfer-Encoding", "chunked"),
                ("X-Nama", "Ré"),
            ],
            body="<p>Isi “berita”</p>".encode(),
        )
    with (tmp_path / FILE).open("rb") as stream:
        records = list(ArchiveIterator(stream, no_record_parse=True))
    assert gzip.decompress((tmp_path / FILE).read_bytes()).count(b"rahasia") == 0
    with (tmp_path / FILE).open("rb") as stream:
        info, answer, request = [
            (r.rec_type, r.rec_headers, r.http_headers, r.content_stream().read()) for r in ArchiveIterator(stream)
        ]
    assert (info[0], answer[0], request[0], len(records)) == ("warcinfo", "response", "request", 3)
    assert answer[1].get_header("WARC-Target-URI") == "https://contoh.id/read/1?a=b"
    assert answer[1].get_header("WARC-Date") == "2026-11-22T03:00:00Z"
    assert answer[1].get_header("WARC-Payload-Digest").startswith("sha1:")
    assert answer[2].get_header("Content-Length") == str(len(answer[3]))
    assert answer[2].get_header("Transfer-Encoding") is None
    assert answer[2].get_header("Content-Encoding") is None
    assert request[1].get_header("WARC-Concurrent-To") == answer[1].get_header("WARC-Record-ID")
    assert request[2].get_header("Host") == "contoh.id"


def keep_one(store: Store, number: int, day: datetime = DAY) -> None:
    body = os.urandom(2000).hex().encode()
    archive = store.keep_pages() if store._archive is None else store._archive
    archive.keep(f"https://contoh.id/read/{number}", day, asked=("GET", []), status=200, headers=[], body=body)


def test_a_torn_record_is_cut_off_and_the_file_goes_on(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        keep_one(store, 1)
        keep_one(store, 2)
    whole = (tmp_path / FILE).read_bytes()
    for cut in (1, 10, 300, 2000, len(whole) - 5):
        (tmp_path / FILE).write_bytes(whole + whole[:cut])
        with Store(tmp_path, OUTLET) as store:
            keep_one(store, 3)
            assert len(store.repairs) == 1
            assert "torn last record" in store.repairs[0]
        assert (tmp_path / FILE).read_bytes().startswith(whole)
        assert warcio("check", str(tmp_path / FILE)).returncode == 0


def test_without_the_memory_the_archive_is_read_anew_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        for number in range(20):
            keep_one(store, number)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole + b"\x1f\x8b\x08torn")
    (tmp_path / "state.sqlite").unlink()
    with Store(tmp_path, OUTLET) as store:
        store.keep_pages()
    assert (tmp_path / FILE).read_bytes() == whole


def test_pages_are_durable_before_the_lines_read_from_them(tmp_path: Path) -> None:
    with Store(tmp_path, OUTLET) as store:
        keep_one(store, 1)
        store.append(Article(url="https://contoh.id/read/1", title="Judul", body="Isi.", fetched_at=DAY))
        store.commit()
        assert store._seen.covered(FILE.as_posix()) == (tmp_path / FILE).stat().st_size
        keep_one(store, 2, day=DAY.replace(day=23))
    assert len(list((tmp_path / "archive/contoh").iterdir())) == 2


def test_every_line_that_survives_a_kill_has_its_page_in_the_archive(paper: SmallPaper, tmp_path: Path) -> None:
    urls = [paper.put_story(number, "2026-11-01") for number in range(1, 41)]
    paper.put_feed("/rss", [(url, "Sun, 01 Nov 2026 08:30:00 +0700") for url in urls])
    facts = 'feeds=("{at}/rss",)'
    options = (
        "--archive",
        "--data",
        str(tmp_path / "data"),
        "-s",
        "NEWSBOT_COMMIT_LINES=3",
        "-s",
        "AUTOTHROTTLE_ENABLED=0",
    )
    words, environment = command(paper, tmp_path, *options, facts=facts)
    for times in (5, 14, 27):
        process = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        paper.wait_for("/read/", times)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = crawl(paper, tmp_path, *options, facts=facts)
    assert done.returncode == 0, done.stderr
    file = archived(tmp_path / "data")
    assert warcio("check", str(file)).returncode == 0
    pages = {url for kind, url, _ in kept(file) if kind == "response"}
    stored = [line["url"] for line in lines(tmp_path / "data")]
    assert sorted(stored) == sorted(urls)
    assert pages >= set(urls)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_the_crawl_with_its_reason(paper: SmallPaper, tmp_path: Path) -> None:
    publish(paper)
    folder = tmp_path / "data" / "archive" / "contoh"
    folder.mkdir(parents=True)
    (folder / f"{datetime.now(UTC):%Y-%m-%d}.warc.gz").symlink_to("/dev/full")
    done = crawl(paper, tmp_path, "--archive", "--data", str(tmp_path / "data"))
    assert done.returncode == 1
    assert "archive" in done.stderr
    assert "cannot be written: No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert lines(tmp_path / "data") == []


def test_archive_and_replay_exclude_each_other(paper: SmallPaper, tmp_path: Path) -> None:
    done = crawl(paper, tmp_path, "--archive", "--replay", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("newsbot crawl: --archive keeps what is fetched")
