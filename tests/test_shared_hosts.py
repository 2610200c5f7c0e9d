"""Outlets that stand on one host and in no media group: the host is asked once at a time, whoever asks."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving_server import MisbehavingPaper, Visit, printed

from newsbot.hosts import LONGEST_AWAY
from newsbot.turns import Turn

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="needs more loopback addresses than one: run it on Linux"
)

ROOT = Path(__file__).parent.parent
DELAY = 0.4
SLACK = 0.02
"""Seconds by which a server's clock may see a request earlier."""


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[MisbehavingPaper]:
    """A host with the outlets ``rumah`` and ``tetangga``."""
    paper = MisbehavingPaper("rumah", "127.0.0.90")
    with printed(paper):
        paper.save(tmp_path / "outlets")
        text = (tmp_path / "outlets" / "rumah.py").read_text("utf-8").replace('name="rumah"', 'name="tetangga"')
        (tmp_path / "outlets" / "tetangga.py").write_text(text, "utf-8")
        yield paper


def start(folder: Path, *names: str, path: Path | None = None) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "NEWSBOT_OUTLETS": str(folder / "outlets"),
        "NEWSBOT_CONTACT": "https://example.id/robot",
    }
    if path is not None:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(path), os.environ.get("PYTHONPATH"))))
    command = [
        sys.executable,
        "-m",
        "newsbot",
        "crawl",
        *names,
        "--since",
        "2026-10-31",
        "--data",
        str(folder / "data"),
    ]
    return subprocess.Popen(
        [*command, "-s", f"DOWNLOAD_DELAY={DELAY}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pauses(visits: list[Visit]) -> list[float]:
    ordered = sorted(visits, key=lambda visit: visit.began)
    return [after.began - before.ended for before, after in itertools.pairwise(ordered)]


def kept(folder: Path) -> dict[str, int]:
    runs = [json.loads(file.read_text("utf-8"))["outlets"] for file in (folder / "data" / "runs").glob("*.json")]
    return {name: outlet["kept"] for run in runs for name, outlet in run.items()}


def test_two_outlets_crawled_side_by_side_take_turns_with_their_host(paper: MisbehavingPaper, tmp_path: Path) -> None:
    process = start(tmp_path, "rumah", "tetangga")
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert kept(tmp_path) == {"rumah": 3, "tetangga": 3}
    assert len(paper.visits) == 10
    assert min(pauses(paper.visits)) >= DELAY - SLACK


def test_two_processes_with_one_data_folder_take_turns_with_a_host(paper: MisbehavingPaper, tmp_path: Path) -> None:
    processes = [start(tmp_path, name) for name in ("rumah", "tetangga")]
    errors = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], errors
    assert kept(tmp_path) == {"rumah": 3, "tetangga": 3}
    assert len(paper.visits) == 10
    assert min(pauses(paper.visits)) >= DELAY - SLACK


def test_a_crawl_whose_clock_was_hours_ahead_holds_up_no_later_one(paper: MisbehavingPaper, tmp_path: Path) -> None:
    ahead = tmp_path / "ahead"
    ahead.mkdir()
    (ahead / "sitecustomize.py").write_text("import time\n_t = time.time\ntime.time = lambda: _t() + 7 * 3600\n")
    for path in (ahead, None):
        process = start(tmp_path, "rumah", path=path)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        assert "left alone" not in errors
    # robots.txt, feed and stories, and the first two again
    assert len(paper.visits) == 7


@pytest.mark.parametrize(
    ("until", "written", "why", "least", "most"),
    [
        (3600, -60, "asked", 3590, 3600),
        (5, -1, "pause", 4, 5),
        # newsbot's own pause is never so long
        (3600, -60, "pause", 10, 10),
        # written in the future
        (7203, 7200, "pause", 0, 0),
        (7203, 7200, "asked", 0, 0),
        (-5, -10, "asked", 0, 0),
    ],
)
def test_only_a_server_can_ask_for_more_than_a_pause(
    tmp_path: Path, until: float, written: float, why: str, least: float, most: float
) -> None:
    now = time.time()
    (tmp_path / "rumah.next").write_text(f"{now + until} {now + written} {why}", "ascii")
    wait = Turn(tmp_path, "rumah").take(longest_pause=10)
    assert least <= wait.seconds <= most
    assert wait.is_asked == (why == "asked" and most > 0)


def test_a_turn_keeps_what_a_server_asked_for_apart_from_a_pause(tmp_path: Path) -> None:
    for pause, asked, is_asked in ((5, 0, False), (2, 7200, True), (7200, 7200, True), (5, 1, False)):
        turn = Turn(tmp_path, f"{pause}-{asked}")
        assert turn.take(10).seconds == 0
        turn.give(pause, asked)
        assert turn.take(10).is_asked == is_asked


@given(st.text() | st.tuples(st.floats(), st.floats()).map("{0[0]} {0[1]} asked".format))
def test_a_spoilt_stamp_holds_up_nobody_for_long(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("turns")
    (folder / "rumah.next").write_text(text, "utf-8")
    assert 0 <= Turn(folder, "rumah").take(10).seconds <= LONGEST_AWAY
