"""Outlets that stand on one host and in no media group: the host is asked once at a time, whoever asks."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from misbehaving_server import MisbehavingPaper, Visit, printed

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
