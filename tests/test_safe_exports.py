"""What an export must never do: harm stored articles or other people's folders, or hand a formula to a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from export_store import ARTICLES, newsbot, write


def everything(folder: Path) -> dict[str, bytes | None]:
    return {str(path): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "options",
    [
        ["-o", "store/articles/kabarlembah/2026-11-20.jsonl"],
        ["-o", "store/articles/new.csv"],
        ["-o", "store/runs/a.json"],
        ["-o", "store/state.sqlite", "--format", "csv"],
        ["-o", "link/articles/new.csv"],
        ["-o", "link.jsonl"],
        ["-o", "one.jsonl", "--data", "one.jsonl"],
        ["-o", "store/articles", "--partition-by", "outlet"],
        ["-o", "store/archive/lake", "--partition-by", "outlet"],
        ["-o", "link", "--partition-by", "outlet"],
        ["-o", ".", "--partition-by", "outlet"],
        ["-o", "http://a.example/a.csv"],
        ["-o", "HTTPS://a.example/lake", "--partition-by", "outlet"],
    ],
)
def test_an_export_never_takes_the_place_of_what_it_reads(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = write(tmp_path / "store", ARTICLES)
    for name in ("runs", "archive"):
        (data / name).mkdir()
    (data / "state.sqlite").touch()
    line = data / "articles" / "kabarlembah" / "2026-11-20.jsonl"
    (tmp_path / "link").symlink_to(data)
    (tmp_path / "link.jsonl").symlink_to(line)
    (tmp_path / "one.jsonl").write_bytes(line.read_bytes())
    before = everything(tmp_path)
    done = newsbot("export", *([] if "--data" in options else ["--data", data]), *options)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert everything(tmp_path) == before
    assert newsbot("export", "--data", data, "-o", data / "a.csv").returncode == 0
