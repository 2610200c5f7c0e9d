"""What is kept, and how a run is judged."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsbot.items import Article
from newsbot.pipelines import Dropped
from newsbot.pipelines.validate import Validate
from newsbot.runs import OutletRun, save
from newsbot.search import compile_query, mentions
from newsbot.tables import run_tables
from newsbot.validity import RULES, Rule
from newsbot.verdicts import judge


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reason)
def test_a_rule_drops_its_own_example(rule: Rule) -> None:
    with pytest.raises(Dropped) as dropped:
        Validate().process_item(rule.example)
    assert dropped.value.reason == rule.reason


def test_an_article_without_date_and_a_gallery_without_text_are_kept() -> None:
    for article in (
        Article(url="https://a.id/1", title="Judul", body="Isi."),
        Article(url="https://a.id/1", title="Judul", kind="gallery"),
        Article(url="https://a.id/1", title="Judul", body="Isi.", published_at=datetime(2026, 11, 1, tzinfo=UTC)),
    ):
        assert Validate().process_item(article) is article


def test_a_keyword_is_all_of_its_words_in_any_case() -> None:
    article = Article(title="Harga Bawang", body="Naik di pasar.", tags=["Pangan"])
    assert mentions(article, compile_query("bawang PASAR pangan"))
    assert not mentions(article, compile_query("bawang beras"))


@pytest.mark.parametrize(
    ("stats", "finish", "verdict"),
    [
        ({"listed": 5, "found": 3, "fetched": 3, "kept": 3}, "finished", "ok"),
        ({"listed": 5, "found": 3, "known": 3}, "finished", "ok"),
        ({"listed": 5}, "finished", "ok"),
        ({"listed": 5, "found": 3, "fetched": 3, "dropped/outside_window": 3}, "finished", "ok"),
        ({"listed": 5, "found": 3, "fetched": 2, "kept": 2, "failed/http_404": 1}, "finished", "degraded"),
        ({"listed": 5, "found": 3, "known": 2, "failed/http_404": 1}, "finished", "degraded"),
        ({"listed": 5, "found": 3, "known": 2, "fetched": 1, "dropped/listing": 1}, "finished", "ok"),
        ({}, "finished", "failed"),
        ({"listed": 5, "found": 3, "failed/http_404": 3}, "finished", "failed"),
        ({"listed": 5, "found": 3, "known": 2, "failed/timeout": 1}, "finished", "degraded"),
        ({"listed": 9, "found": 9, "known": 2, "failed/timeout": 7}, "finished", "failed"),
        ({"listed": 5, "found": 3, "fetched": 3, "dropped/block_page": 3}, "finished", "failed"),
        ({"listed": 5, "found": 3, "fetched": 3, "kept": 3}, "data folder x cannot be written", "failed"),
        ({"listed": 5, "found": 3}, "shutdown", "stopped"),
        ({"failed/host_given_up": 9}, "shutdown", "stopped"),
        ({"failed/host_given_up": 9}, "finished", "failed"),
    ],
    ids=str,
)
def test_a_run_is_judged_by_what_came_of_it(stats: dict[str, Any], finish: str, verdict: str) -> None:
    run = OutletRun.from_stats("contoh", {f"newsbot/{name}": value for name, value in stats.items()}, finish)
    judge(run, datetime(2026, 11, 22, tzinfo=UTC))
    assert run.verdict == verdict, run.troubles
    assert bool(run.troubles) == (verdict != "ok")


def test_a_run_in_which_every_callback_failed_is_failed() -> None:
    stats = {"newsbot/listed": 3, "newsbot/found": 3, "newsbot/fetched": 3, "spider_exceptions/count": 3}
    run = OutletRun.from_stats("contoh", stats, "finished")
    judge(run, datetime(2026, 11, 22, tzinfo=UTC))
    assert run.verdict == "failed"


def test_the_run_file_gathers_the_outlets_of_a_run(tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        save(tmp_path, "20261122T000000Z-abcd", OutletRun(name, kept=2, filled={"title": 2}))
    text = (tmp_path / "20261122T000000Z-abcd.json").read_text("utf-8")
    record = json.loads(text)
    assert sorted(record["outlets"]) == ["dua", "satu"]
    assert record["started_at"] <= record["ended_at"]
    assert text.endswith("}\n")
    assert [file.name for file in tmp_path.iterdir()] == ["20261122T000000Z-abcd.json"]


def test_a_run_file_tells_what_was_asked_for_and_whether_the_run_has_ended(tmp_path: Path) -> None:
    start = datetime(2026, 11, 22, tzinfo=UTC)
    running = OutletRun("dua", verdict="running")
    for run in (OutletRun("satu"), running):
        path = save(tmp_path, "20261122T000000Z-abcd", run, options={"since": "2026-11-01"}, started_at=start)
    record = json.loads(path.read_text("utf-8"))
    assert record["options"] == {"since": "2026-11-01"}
    assert (record["started_at"], record["ended_at"]) == (start.isoformat(), None)
    assert record["outlets"]["satu"]["ended_at"]


def test_the_table_tells_why_pages_were_dropped_and_how_full_fields_are() -> None:
    run = OutletRun("contoh", found=4, fetched=4, kept=2, dropped={"no_body": 2}, filled={"title": 2, "tags": 1})
    text = run_tables([run], colour=False)
    assert "2: 2 no_body" in text
    assert "title 100" in text
    assert "tags 50" in text
    assert "\x1b" not in text
