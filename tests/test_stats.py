"""Counts by day, outlet and section: in a terminal, in a pipe, as a page."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import html

from newsbot.counting import count
from newsbot.items import Article

ROOT = Path(__file__).parent.parent
WIB = timezone(timedelta(hours=7))


def article(number: int, day: int | None, outlet: str, section: str | None, body: str = "Hujan turun.") -> Article:
    when = datetime(2026, 11, day, 1, 30, tzinfo=WIB) if day else None
    return Article(
        url=f"https://{outlet}.example/{number}", outlet=outlet, section=section, title="Kabar", body=body, published_at=when
    )  # fmt: skip


ARTICLES = [
    article(1, 1, "koransatu", "Daerah", "Warga kebanjiran."),
    article(2, 1, "koransatu", "EKONOMI"),
    article(3, 4, "korandua", "Daerah"),
    article(4, 4, "korandua", '=HYPERLINK("x")'),
    article(5, 4, "korandua", "<script>alert(1)</script>\x1b[31m"),
    article(6, None, "korandua", None),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "koran" / "2026-11-05.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(one.to_json() + "\n" for one in ARTICLES), encoding="utf-8")
    return tmp_path


def stats(data: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsbot.cli", "stats", "--data", str(data), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_days_stand_in_their_order_without_gaps_and_undated_last() -> None:
    rows = count(ARTICLES).rows("day")
    assert rows == [("2026-11-01", 2), ("2026-11-02", 0), ("2026-11-03", 0), ("2026-11-04", 3), ("undated", 1)]


def test_a_section_is_one_in_capitals_and_small_letters() -> None:
    again = article(8, 1, "korandua", "Ekonomi")
    assert count([*ARTICLES, again]).rows("section")[:2] == [("Daerah", 2), ("EKONOMI", 2)]


def test_a_long_span_is_shown_by_month() -> None:
    old = article(7, 1, "koransatu", None)
    old.published_at = datetime(2020, 2, 3, tzinfo=WIB)
    counts = count([*ARTICLES, old])
    assert counts.rows("month") == [("2020-02", 1), ("2026-11", 5), ("undated", 1)]
    assert count([old]).views()[0] == "day"


def test_a_pipe_gets_bars_without_colour_and_nothing_that_acts(data: Path) -> None:
    done = stats(data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 articles\n\nby day\n")
    assert "2026-11-03 0\n" in done.stdout
    bars = {line.split()[0]: line.count("█") for line in done.stdout.splitlines() if "█" in line}
    assert bars["korandua"] == 2 * bars["koransatu"]
    assert "\x1b" not in done.stdout


def test_nothing_that_turns_text_around_reaches_the_page(data: Path, tmp_path: Path) -> None:
    (file,) = data.glob("articles/*/*.jsonl")
    odd = article(7, 4, "korandua", "Dae\u202erah\x1b[31m\u2066")
    file.write_text(odd.to_json() + "\n", encoding="utf-8")
    page = tmp_path / "angka.html"
    assert stats(data, "--html", str(page)).returncode == 0
    assert "Daerah[31m" in page.read_text("utf-8")


def test_a_terminal_gets_colours(data: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "newsbot.cli", "stats", "--data", str(data), "--by", "outlet"]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(command, cwd=ROOT, stdout=child, check=True, timeout=120, env=environment)
    os.close(child)
    assert "\x1b[36m" in os.read(parent, 65536).decode()
    os.close(parent)


def test_csv_and_json_hold_every_number(data: Path) -> None:
    rows = list(csv.reader(io.StringIO(stats(data, "--format", "csv", "--by", "section").stdout)))
    assert rows[:2] == [["by", "name", "articles"], ["section", "Daerah", "2"]]
    assert ["section", '\'=HYPERLINK("x")', "1"] in rows
    record = json.loads(stats(data, "--format", "json", "--outlet", "koransatu").stdout)
    assert (record["articles"], record["left_out"], record["outlet"]) == (2, {"outlet": 4}, {"koransatu": 2})


def test_filters_narrow_and_what_has_no_date_is_told(data: Path) -> None:
    done = stats(data, "--since", "2026-11-02", "--format", "json")
    assert json.loads(done.stdout)["left_out"] == {"outside_window": 2, "undated": 1}
    assert "1 articles without a date left out" in done.stderr
    assert json.loads(stats(data, "--keyword", "banjir", "--format", "json").stdout)["articles"] == 0
    assert json.loads(stats(data, "--keyword", "banjir", "--stem", "--format", "json").stdout)["articles"] == 1
    assert stats(data, "--keyword", "nihil").stdout == "0 articles\n"


@pytest.mark.parametrize(
    "options",
    [
        ("--outlet", "koransatu,tidakada"),
        ("--keyword", '"x'),
        ("--since", "kapan"),
        ("--stem",),
        ("--html", "x.html", "--format", "csv"),
        ("--by", "hour"),
    ],
)
def test_wrong_usage_is_one_line(data: Path, options: tuple[str, ...]) -> None:
    done = stats(data, *options)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_the_page_stands_alone_and_shows_text_as_text(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "angka.html"
    assert stats(data, "--html", str(page)).returncode == 0
    text = page.read_text("utf-8")
    tree = html.fromstring(text)
    assert not tree.xpath("//script | //link | //img | //@src | //@href | //@onclick")
    assert "<script>alert(1)</script>" in str(tree.xpath("string()"))
    assert len(list(tree.iter("rect"))) == 3
    assert "\x1b" not in text
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["angka.html"]
    assert stats(data, "--html", str(tmp_path / "none" / "x.html")).returncode == 1


@pytest.mark.skipif(
    not shutil.which("chromium") and not os.environ.get("CI"),
    reason="needs Debian's chromium: apt-get install chromium",
)
def test_a_browser_draws_the_page(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "angka.html"
    stats(data, "--html", str(page))
    picture = tmp_path / "angka.png"
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
               "--window-size=400,900", f"--screenshot={picture}", page.as_uri()]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert picture.read_bytes().startswith(b"\x89PNG")
