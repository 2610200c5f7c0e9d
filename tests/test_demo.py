"""The demo: every outlet newsbot knows has a sample that comes through the whole way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from sample_pages import comparable, expected

from newsbot.outlets import names
from newsbot.schema import json_schema


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    data = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "newsbot.cli", "demo", "--data", str(data)]
    return data, subprocess.run(command, capture_output=True, text=True, timeout=120)


def test_the_demo_shows_a_table_and_an_article(demo: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, done = demo
    assert (done.returncode, done.stderr) == (0, "")
    assert "newest article" in done.stdout
    assert len(done.stdout.rpartition("body")[2].split()) > 100


@pytest.mark.parametrize("name", names())
def test_the_sample_of_an_outlet_is_kept_and_keeps_the_schema(
    name: str, demo: tuple[Path, subprocess.CompletedProcess[str]]
) -> None:
    data, done = demo
    lines = [
        line for file in (data / "articles" / name).glob("*.jsonl") for line in file.read_text("utf-8").splitlines()
    ]
    assert lines, done.stderr
    for line in lines:
        record = json.loads(line)
        jsonschema.validate(record, json_schema())
        assert record["outlet"] == name
        truth = next(line for line in expected(name) if line["canonical_url"] == record["canonical_url"])
        assert comparable(record) == comparable(truth)
