"""Saved pages stand in for the web, and nothing reaches the network."""

from __future__ import annotations

import gzip
import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from small_paper import OUTLET_FILE, story
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from newsbot.errors import UsageError
from newsbot.replay import open_saved, path_for

FEED = """<rss><channel><item><link>{}</link><pubDate>Sun, 01 Nov 2026 08:30:00 +0700</pubDate></item>
<item><link>https://contoh.example/warta/read/9/hilang</link></item></channel></rss>"""
STORY = "https://contoh.example/warta/read/1/jembatan"
PAGES = {"https://contoh.example/rss": FEED.format(STORY), STORY: story(1, "2026-11-01")}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://Contoh.ID/warta/read/1?page=2#atas", "contoh.id/warta/read/1@page=2.html"),
        ("http://contoh.id:8000/", "contoh.id+8000/index.html"),
        ("https://contoh.id", "contoh.id/index.html"),
        ("https://contoh.id/rss.xml", "contoh.id/rss.xml"),
        ("https://contoh.id/indeks/?tgl=11/22/2026", "contoh.id/indeks/index@tgl=11%2F22%2F2026.html"),
        ("https://contoh.id/a:b/../c", "contoh.id/a%3Ab/c.html"),
    ],
)
def test_an_address_has_one_place_in_a_folder(url: str, path: str) -> None:
    assert str(path_for(url)) == path


def test_a_long_address_gets_a_short_name_of_its_own() -> None:
    one, other = (path_for(f"https://contoh.id/{'judul-' * 60}{n}") for n in (1, 2))
    assert one != other
    assert max(len(part) for part in one.parts) < 200


@pytest.mark.parametrize("name", ["1", "1.html", "1.gz", "1.html.gz"])
def test_endings_of_saved_pages_may_be_left_out(tmp_path: Path, name: str) -> None:
    file = tmp_path / "contoh.id" / "read" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(gzip.compress(b"isi") if name.endswith(".gz") else b"isi")
    saved = open_saved(str(tmp_path)).get("http://contoh.id/read/1")
    assert saved is not None
    assert (saved.status, saved.body) == (200, b"isi")
    assert open_saved(str(tmp_path)).get("http://contoh.id/read/1?page=2") is None


def as_folder(place: Path) -> Path:
    folder = place / "site"
    for url, body in PAGES.items():
        file = folder / path_for(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
    return folder


def as_warc(place: Path) -> Path:
    file = place / "pages.warc.gz"
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, body in PAGES.items():
            head = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
            )
            packed = io.BytesIO(gzip.compress(body.encode()))
            writer.write_record(writer.create_warc_record(url, "response", payload=packed, http_headers=head))
    return file


def crawl(tmp_path: Path, saved: Path | str) -> subprocess.CompletedProcess[str]:
    outlets = tmp_path / "outlets"
    outlets.mkdir(exist_ok=True)
    facts = 'feeds=("https://contoh.example/rss",)'
    text = OUTLET_FILE.format(name="contoh", facts=facts).replace("127.0.0.1", "contoh.example")
    (outlets / "contoh.py").write_text(text, encoding="utf-8")
    command = ["crawl", "contoh", "--replay", str(saved), "--data", str(tmp_path / "data")]
    return subprocess.run(
        [sys.executable, "-m", "newsbot.cli", *command],
        env={**os.environ, "NEWSBOT_OUTLETS": str(outlets)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("save", [as_folder, as_warc])
def test_a_crawl_is_answered_from_saved_pages_and_what_is_not_in_them_is_a_404(tmp_path: Path, save: object) -> None:
    assert callable(save)
    done = crawl(tmp_path, save(tmp_path))
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        "warning: contoh: https://contoh.example/warta/read/9/hilang: HTTP status 404",
        "newsbot crawl: contoh degraded: pages_failed: 1 × http_404, of 2 wanted",
    ]
    (file,) = (tmp_path / "data/articles/contoh").glob("*.jsonl")
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line)["url"] == STORY


def test_a_replay_of_old_pages_without_a_first_day_is_told_what_to_give(tmp_path: Path) -> None:
    listed = "<url><loc>https://contoh.example/warta/read/1/jembatan</loc><lastmod>2020-11-01</lastmod></url>"
    for url, text in (
        ("https://contoh.example/warta/read/1/jembatan", story(1, "2020-11-01")),
        ("https://contoh.example/sitemap.xml", f"<urlset>{listed}</urlset>"),
    ):
        file = tmp_path / "saved" / path_for(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    outlets = tmp_path / "outlets"
    outlets.mkdir()
    facts = 'sitemaps=("https://contoh.example/sitemap.xml",)'
    text = OUTLET_FILE.format(name="contoh", facts=facts).replace("127.0.0.1", "contoh.example")
    (outlets / "contoh.py").write_text(text, encoding="utf-8")

    def replay(*options: str) -> subprocess.CompletedProcess[str]:
        command = ["crawl", "contoh", "--replay", str(tmp_path / "saved"), "--data", str(tmp_path / "data"), *options]
        return subprocess.run(
            [sys.executable, "-m", "newsbot", *command],
            env={**os.environ, "NEWSBOT_OUTLETS": str(outlets)},
            capture_output=True,
            text=True,
            timeout=120,
        )

    without = replay()
    assert without.returncode == 1
    assert "saved pages may be older: give --since" in without.stderr
    given = replay("--since", "2020-11-01")
    assert (given.returncode, "--since" in given.stderr) == (0, False), given.stderr


def test_an_address_of_this_machine_is_not_asked_either(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        (tmp_path / "urls.txt").write_text(f"http://127.0.0.1:{port}/warta/read/1/a\n", encoding="utf-8")
        (tmp_path / "site").mkdir()
        (tmp_path / "outlets").mkdir()
        (tmp_path / "outlets" / "contoh.py").write_text(OUTLET_FILE.format(name="contoh", facts=""), encoding="utf-8")
        options = ["--replay", str(tmp_path / "site"), "--data", str(tmp_path / "data"), "-s", "ROBOTSTXT_OBEY=1"]
        done = subprocess.run(
            [sys.executable, "-m", "newsbot.cli", "crawl", "--urls", str(tmp_path / "urls.txt"), *options],
            env={**os.environ, "NEWSBOT_OUTLETS": str(tmp_path / "outlets")},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 1
        with pytest.raises(BlockingIOError):
            server.accept()


def test_what_cannot_be_replayed_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing to replay"):
        open_saved(str(tmp_path / "missing"))
    (tmp_path / "x.warc.gz").write_bytes(b"no archive at all\n")
    with pytest.raises(UsageError, match="no WARC file"):
        open_saved(str(tmp_path / "x.warc.gz"))
    (tmp_path / "leer.warc").write_bytes(b"")
    with pytest.raises(UsageError, match="no WARC file"):
        open_saved(str(tmp_path / "leer.warc"))


def test_saved_block_pages_keep_no_other_saved_page_from_being_read(tmp_path: Path) -> None:
    site = tmp_path / "site"
    addresses = [f"https://contoh.example/warta/read/{number}/jembatan" for number in range(1, 9)]
    items = "".join(
        f"<item><link>{url}</link><pubDate>Sun, 01 Nov 2026 08:30:00 +0700</pubDate></item>" for url in addresses
    )
    pages = dict.fromkeys(addresses, "<html><title>Just a moment...</title><body><p>Sebentar.</p></body></html>")
    pages |= {
        "https://contoh.example/rss": f"<rss><channel>{items}</channel></rss>",
        addresses[0]: story(1, "2026-11-01"),
    }
    for url, body in pages.items():
        file = site / path_for(url)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(body, encoding="utf-8")
    crawl(tmp_path, site)
    (run,) = (tmp_path / "data" / "runs").glob("*.json")
    outlet = json.loads(run.read_text("utf-8"))["outlets"]["contoh"]
    assert (outlet["kept"], outlet["dropped"], outlet["failed"]) == (1, {"block_page": 7}, {})
