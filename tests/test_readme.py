"""The README says what is true now."""

from __future__ import annotations

import doctest
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_outlets_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "newsbot.cli", "outlets", "--format", "markdown"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    table = README.partition("<!-- outlets:")[2].partition("-->\n")[2].partition("\n<!-- end of outlets")[0]
    assert table.strip() == printed, "run `newsbot outlets --format markdown` and put its output into the README"


def test_the_library_examples_give_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert (failed, tried > 0) == (0, True)


def test_the_shell_examples_give_what_they_say(tmp_path: Path) -> None:
    for block in README.split("```console\n")[1:]:
        text = block.partition("```")[0]
        command, _, output = text.partition("\n")
        done = subprocess.run(
            [sys.executable, "-m", "newsbot.cli", *shlex.split(command.removeprefix("$ newsbot ").replace("--data news", f"--data {tmp_path}"))],
            capture_output=True, text=True, cwd=ROOT, timeout=120, env={**os.environ, "COLUMNS": "100"},
        )  # fmt: skip
        rest = done.stdout + done.stderr
        for line in output.splitlines():
            shown = line.strip().partition("...")[0].strip(" ─")
            assert shown in rest, (command, line)
            rest = rest[rest.index(shown) + len(shown) :]
