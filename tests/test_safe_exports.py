"""What an export must never do: harm stored articles or other people's folders, or hand a formula to a spreadsheet."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pandas as pd
import polars as pl
import pytest
from export_store import ARTICLES, newsbot, write

from newsbot.errors import UsageError
from newsbot.export.filters import Filters
from newsbot.export.job import Wanted, export
from newsbot.items import Article
from newsbot.loaders import ArticleLoader


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
    done = newsbot("export", *([] if "--data" in options else ["--data", str(data)]), *options)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert everything(tmp_path) == before
    assert newsbot("export", "--data", data, "-o", data / "a.csv").returncode == 0


@pytest.mark.parametrize(
    "hidden", ["\x00", " ", "\x1f \x01", "\u00a0", "\u200b", "\ufeff", "'\x7f", "\u3000\u2066", "\x00\t"]
)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_unseen_character_hides_a_formula(hidden: str, sign: str, tmp_path: Path) -> None:
    text = f"{hidden}{sign}1+1"
    data = write(tmp_path / "store", [Article(url="https://a.example/1", title=text, body=text)])
    for name in ("a.csv", "a.xlsx"):
        export(data, str(tmp_path / name), Wanted(columns=("title", "body")))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        seen = text.translate({code: None for code in range(32) if chr(code) not in "\t\n\r"})
        assert list(csv.reader(file))[1] == [f"'{seen}"] * 2
    assert all(cell.quotePrefix for cell in list(openpyxl.load_workbook(tmp_path / "a.xlsx").active)[1])


def test_a_cell_of_control_characters_alone_is_an_empty_cell(tmp_path: Path) -> None:
    data = write(tmp_path / "store", [Article(url="https://a.example/1", title="\x01", body="")])
    export(data, str(tmp_path / "a.csv"), Wanted(columns=("title",)))
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines() == ["title", '""']


def test_sections_and_tags_hold_no_control_characters() -> None:
    loader = ArticleLoader()
    loader.offer("section", "\x00\x1f=Warta\x07 Desa", "json-ld")
    loader.offer("tags", ["\x01# banjir\x00", "\x02\x03"], "json-ld")
    article = loader.load_item()
    assert (article.section, article.tags) == ("=Warta Desa", ["banjir"])


def test_only_a_folder_that_newsbot_made_is_replaced(tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES)
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    (theirs / "outlet=x").mkdir(parents=True)
    (theirs / "outlet=x" / "part-0.parquet").write_bytes(b"PAR1")
    before = everything(theirs)
    done = newsbot("export", "--data", data, "-o", theirs, "--partition-by", "outlet")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert everything(theirs) == before
    mine.mkdir()
    for _ in range(2):
        assert export(data, str(mine), partition_by=("outlet",)).count == len(ARTICLES)
    assert len(pd.read_parquet(mine)) == len(pl.read_parquet(f"{mine}/**/*.parquet")) == len(ARTICLES)
    assert len(pl.scan_parquet(mine).collect()) == len(ARTICLES)
    (mine / "catatan.txt").write_text("penting")
    with pytest.raises(UsageError, match="something else"):
        export(data, str(mine), partition_by=("outlet",))


def test_a_value_too_long_for_the_name_of_a_folder_is_cut(tmp_path: Path) -> None:
    long = "Warta désa " * 40
    articles = [
        Article(url=f"https://a.example/{number}", section=f"{long}{number % 2}", body="Isi.") for number in range(4)
    ]
    data = write(tmp_path / "store", articles)
    names = []
    for _ in range(2):
        export(data, str(tmp_path / "lake"), partition_by=("section",))
        names.append(sorted(path.name for path in (tmp_path / "lake").iterdir() if path.is_dir()))
    assert len(pd.read_parquet(tmp_path / "lake")) == 4
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


def test_a_name_with_a_comma_and_a_blank_is_one_name(tmp_path: Path) -> None:
    sections = ("Kesehatan, Gizi", "Kesehatan", "Gizi")
    articles = [Article(url=f"https://a.example/{name}", section=name, authors=[f"{name}, S.Pd."]) for name in sections]
    data = write(tmp_path / "store", articles)
    for filters, number in (
        (Filters.parse(section="Kesehatan, Gizi"), 1),
        (Filters.parse(section="Kesehatan,Gizi"), 2),
        (Filters.parse(author="Kesehatan, S.Pd."), 1),
    ):
        assert export(data, str(tmp_path / "a.csv"), Wanted(filters)).count == number


ENDLESS = """
import itertools, sys
from newsbot.export import job
from newsbot.cli import main

told = []

def endless(batches, original=job._batches):
    batch = next(original(batches))
    for _ in itertools.count():
        yield batch * 500
        if not told:
            told.append(print("writing", flush=True))

job._batches = endless
sys.exit(main(["export", *sys.argv[1:]]))
"""


def stopped(number: signal.Signals, data: Path, *options: str | Path) -> tuple[int, str]:
    """An export without end gets this signal while it writes; its exit status and what it said."""
    command = [sys.executable, "-c", ENDLESS, "--data", str(data), *map(str, options)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
        _, told = process.communicate(timeout=60)
        return process.returncode, told


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_an_export_asked_to_end_says_nothing_odd_and_leaves_nothing(tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES)
    for name in ("a.parquet", "a.csv", "a.xlsx"):
        assert stopped(signal.SIGTERM, data, "-o", tmp_path / name) == (128 + signal.SIGTERM, "")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_what_a_killed_export_left_is_gone_after_the_next(tmp_path: Path) -> None:
    data = write(tmp_path / "store", ARTICLES)
    stopped(signal.SIGKILL, data, "-o", tmp_path / "a.csv")
    (left,) = tmp_path.glob(".*.part")
    lake = tmp_path / left.name.replace("a.csv", "lake")
    lake.mkdir()
    running, old = (tmp_path / f".a.csv.{os.getpid()}-{name}.part" for name in ("0000000a", "0000000b"))
    running.touch()
    old.touch()
    os.utime(old, (time.time() - 90_000,) * 2)
    export(data, str(tmp_path / "a.csv"))
    assert sorted(path.name for path in tmp_path.glob(".*.part")) == sorted((running.name, lake.name))
    export(data, str(tmp_path / "lake"), partition_by=("outlet",))
    assert [path.name for path in tmp_path.glob(".*.part")] == [running.name]
