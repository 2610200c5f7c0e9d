"""A robots.txt that cannot be read forbids all; one that does not exist allows all."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from misbehaving_server import Answer, MisbehavingPaper, printed

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs more loopback addresses than one: run it on Linux"
)

ROOT = Path(__file__).parent.parent
ANSWERS = {
    "galat": Answer("", 500),
    "penuh": Answer("", 503),
    "besar": Answer(gzip.compress(bytes(3_000_000)), headers={"Content-Encoding": "gzip"}),
    "tiada": Answer("", 404),
    "larang": Answer("", 403),
}


def newsbot(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NEWSBOT_OUTLETS": str(folder / "outlets"), "NEWSBOT_CONTACT": "https://example.id/"}
    settings = ("-s", "DOWNLOAD_DELAY=0.05", "-s", "DOWNLOAD_MAXSIZE=1000000") if arguments[0] == "crawl" else ()
    return subprocess.run(
        [sys.executable, "-m", "newsbot", *arguments, *settings],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_a_robots_txt_that_cannot_be_read_forbids_all_and_is_counted(tmp_path: Path) -> None:
    papers = {name: MisbehavingPaper(name, f"127.0.0.{91 + n}") for n, name in enumerate(ANSWERS)}
    with printed(*papers.values()):
        for name, paper in papers.items():
            paper.pages["/robots.txt"] = ANSWERS[name]
            paper.save(tmp_path / "outlets")
        done = newsbot(tmp_path, "crawl", *papers, "--since", "2026-10-31", "--data", str(tmp_path / "data"))
        scraped = newsbot(tmp_path, "scrape", papers["galat"].address + "/warta/read/1/jembatan-kampung-randu-1")
    (file,) = (tmp_path / "data" / "runs").glob("*.json")
    runs = json.loads(file.read_text("utf-8"))["outlets"]
    for name in ("galat", "penuh", "besar"):
        assert set(papers[name].paths()) == {"/robots.txt"}, name
        assert (runs[name]["verdict"], runs[name]["failed"]) == ("failed", {"robots_unreachable": 1})
        assert "robots.txt cannot be read" in runs[name]["troubles"][0]
    assert all((runs[name]["verdict"], runs[name]["kept"]) == ("ok", 3) for name in ("tiada", "larang")), done.stderr
    assert scraped.returncode == 1
    assert "robots.txt cannot be read (HTTP status 500)" in scraped.stderr
    assert len(scraped.stderr.splitlines()) == 1
