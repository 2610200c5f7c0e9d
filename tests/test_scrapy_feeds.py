"""Scrapy's own feeds, written by real crawls."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from export_store import ARTICLES
from itemadapter import ItemAdapter
from lxml import etree
from small_paper import SmallPaper, printed

from newsbot.items import Article
from newsbot.scrapy_feeds.exporters import ArticleCsv, ArticleJson, ArticleJsonLines, ArticleXml
from newsbot.scrapy_feeds.storages import WholeFile

ROOT = Path(__file__).parent.parent
NUMBER = 5


@pytest.fixture(scope="module")
def paper() -> Iterator[SmallPaper]:
    with printed() as paper:
        urls = [paper.put_story(number, f"2026-11-{number:02d}") for number in range(1, NUMBER + 1)]
        paper.put_feed("/rss", [(url, f"{number:02d} Nov 2026 08:30:00 +0700") for number, url in enumerate(urls, 1)])
        yield paper


def crawl(paper: SmallPaper, folder: Path, *options: str, store: str = "data") -> subprocess.CompletedProcess[str]:
    outlets = paper.save(folder / "outlets", 'feeds=("{at}/rss",)')
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(folder / store)}
    command = [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "contoh",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-a",
        "since=2026-11-01",
        *options,
    ]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def stored(folder: Path) -> list[dict[str, object]]:
    files = (folder / "data" / "articles").rglob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def test_a_crawl_writes_each_format_whole(paper: SmallPaper, tmp_path: Path) -> None:
    names = ["a.jsonl", "a.csv", "a.parquet", "a.json", "a.xml"]
    done = crawl(paper, tmp_path, *(option for name in names for option in ("-O", str(tmp_path / "feeds" / name))))
    assert done.returncode == 0, done.stderr
    feeds = tmp_path / "feeds"
    assert sorted(path.name for path in feeds.iterdir()) == sorted(names)
    lines = [json.loads(line) for line in (feeds / "a.jsonl").read_text("utf-8").splitlines()]
    assert lines == stored(tmp_path) == json.loads((feeds / "a.json").read_text("utf-8"))
    with (feeds / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["body"] for row in rows] == [line["body"] for line in lines]
    assert rows[0]["published_at"].endswith("T08:30:00+07:00")
    assert pq.read_table(feeds / "a.parquet")["body"].to_pylist() == [line["body"] for line in lines]
    assert len(etree.parse(feeds / "a.xml").getroot()) == NUMBER


def test_small_o_adds_and_large_o_replaces(paper: SmallPaper, tmp_path: Path) -> None:
    for run in range(2):
        adding = [part for name in ("plus.csv", "plus.jsonl") for part in ("-o", str(tmp_path / name))]
        assert crawl(paper, tmp_path, *adding, store=f"data{run}").returncode == 0
    for run in range(2, 4):
        assert crawl(paper, tmp_path, "-O", str(tmp_path / "new.csv"), store=f"data{run}").returncode == 0
    with (tmp_path / "plus.csv").open(encoding="utf-8", newline="") as file:
        assert len([row for row in csv.DictReader(file) if row["url"] != "url"]) == 2 * NUMBER
    with (tmp_path / "plus.csv").open(encoding="utf-8") as file:
        assert file.read().count("url,canonical_url,") == 1
    assert len((tmp_path / "plus.jsonl").read_text().splitlines()) == 2 * NUMBER
    with (tmp_path / "new.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == NUMBER


def test_batches_and_fields_are_those_asked_for(paper: SmallPaper, tmp_path: Path) -> None:
    options = (
        "-s",
        "FEED_EXPORT_BATCH_ITEM_COUNT=2",
        "-s",
        "FEED_EXPORT_FIELDS=title,url",
        "-O",
        f"{tmp_path}/b/%(batch_id)d.csv",
    )
    assert crawl(paper, tmp_path, *options).returncode == 0
    heads = [(tmp_path / "b" / f"{number}.csv").read_text("utf-8").splitlines() for number in (1, 2, 3)]
    assert [(lines[0], len(lines)) for lines in heads] == [("title,url", 3), ("title,url", 3), ("title,url", 2)]


@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx"])
def test_a_table_that_is_there_is_not_added_to(name: str, paper: SmallPaper, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PAR1 earlier")
    done = crawl(paper, tmp_path, "-o", str(tmp_path / name))
    said = [line for line in done.stderr.splitlines() if "cannot be added to: write -O to replace it" in line]
    assert (done.returncode, len(said), "Traceback" in done.stderr) == (2, 1, False), done.stderr
    assert (tmp_path / name).read_bytes() == b"PAR1 earlier"


def test_a_crawl_that_cannot_begin_says_so(paper: SmallPaper, tmp_path: Path) -> None:
    done = crawl(paper, tmp_path, "-s", "STATS_CLASS=newsbot.none.Such")
    assert done.returncode == 1, done.stderr
    assert done.stderr.splitlines()[-1].startswith("newsbot: the crawl did not begin"), done.stderr


def test_a_feed_whose_package_is_missing_is_told_before_anything_is_fetched(
    paper: SmallPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError('no', name='pyarrow')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    asked = len(paper.asked)
    done = crawl(paper, tmp_path, "-O", str(tmp_path / "a.parquet"))
    assert (done.returncode, done.stderr.splitlines()[-1], len(paper.asked)) == (
        1,
        "newsbot: the format parquet needs pyarrow: in newsbot's folder, .venv/bin/pip install -e '.[export]'",
        asked,
    )


def test_nothing_is_at_its_place_before_the_end(tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"
    storage = WholeFile(str(place), feed_options={"overwrite": True})
    file = storage.open(None)  # type: ignore[arg-type]
    file.write(b"half")
    assert not place.exists()
    storage.store(file)
    assert place.read_bytes() == b"half"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_several_crawls_add_to_one_file_and_none_is_lost(tmp_path: Path) -> None:
    place = tmp_path / "a.jsonl"

    def add(number: int) -> None:
        storage = WholeFile(f"file://{place}")
        file = storage.open(None)  # type: ignore[arg-type]
        file.write(b"%d\n" % number * 100)
        storage.store(file)

    with ThreadPoolExecutor(8) as crawls:
        list(crawls.map(add, range(24)))
    assert sorted(set(place.read_text().split()), key=int) == [str(number) for number in range(24)]
    assert len(place.read_text().split()) == 2400
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize("exporter", [ArticleCsv, ArticleJson, ArticleJsonLines, ArticleXml])
def test_any_article_is_an_item_of_a_feed(exporter: type, tmp_path: Path) -> None:
    with (tmp_path / "feed").open("wb") as file:
        feed = exporter(file, encoding="utf-8")
        feed.start_exporting()
        for article in [*ARTICLES, Article()]:
            assert ItemAdapter.is_item(article)
            feed.export_item(article)
        feed.finish_exporting()
    assert "2026-11-18T06:05:00+08:00" in (tmp_path / "feed").read_text("utf-8")
    if exporter is ArticleXml:
        assert len(etree.parse(tmp_path / "feed").getroot()) == len(ARTICLES) + 1
    if exporter is ArticleJson:
        records = json.loads((tmp_path / "feed").read_text("utf-8"))
        assert records == [article.to_dict() for article in [*ARTICLES, Article()]]


def test_a_bucket_gets_a_feed_at_the_end(paper: SmallPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        names = {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
        for name, value in {**names, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}.items():
            monkeypatch.setenv(name, value)
        import s3fs

        system = s3fs.S3FileSystem(skip_instance_cache=True)
        system.mkdir("umpan")
        done = crawl(paper, tmp_path, "-O", "s3://umpan/a.parquet")
        assert done.returncode == 0, done.stderr
        with system.open("umpan/a.parquet") as file:
            assert pq.read_table(file).num_rows == NUMBER
    finally:
        server.stop()
