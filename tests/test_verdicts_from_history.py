"""A run is judged by what came of it, beside what came of the outlet's earlier runs."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from run_files import Diary
from small_paper import SmallPaper, printed, story

from newsbot.expectations import Share, binomial_at_most, has_fallen, poisson_at_most
from newsbot.history import History

ROOT = Path(__file__).parent.parent


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(tmp_path / "data", monkeypatch)


def test_a_first_run_that_brings_articles_is_well(diary: Diary) -> None:
    assert diary.run(30, known=0).verdict == "ok"


def test_far_fewer_articles_than_earlier_runs_let_expect_are_told(diary: Diary) -> None:
    diary.days(3)
    run = diary.run(1, after=timedelta(hours=6))
    assert (run.verdict, run.codes) == ("degraded", ["few_articles"])
    assert "about 20 to be expected" in run.troubles[0]


def test_no_article_where_many_were_to_be_expected_is_a_failure(diary: Diary) -> None:
    diary.days(3)
    run = diary.run(0, after=timedelta(hours=6))
    assert (run.verdict, run.codes) == ("failed", ["few_articles"])


def test_nothing_new_ten_minutes_after_the_last_run_is_well(diary: Diary) -> None:
    diary.days(3)
    assert diary.run(0, after=timedelta(minutes=10)).verdict == "ok"


def test_silence_is_noticed_though_every_single_run_might_well_be_empty(diary: Diary) -> None:
    diary.days(4)
    verdicts = [diary.run(0, after=timedelta(minutes=10)).verdict for _ in range(40)]
    assert verdicts[:6] == ["ok"] * 6
    assert verdicts[-1] == "failed"
    assert diary.run(20, after=timedelta(minutes=10)).verdict == "ok"


def test_a_night_is_no_trouble_from_the_first_on(diary: Diary) -> None:
    for _ in range(6 * 12):
        in_jakarta = (diary.at + timedelta(hours=7)).hour
        assert diary.run(2 if in_jakarta >= 22 or in_jakarta < 4 else 24, after=timedelta(hours=2)).verdict == "ok"
    while (diary.at + timedelta(hours=7)).hour != 10:
        diary.run(24, after=timedelta(hours=2))
    assert diary.run(2, after=timedelta(hours=2)).codes == ["few_articles"], "at noon so few are too few"


def test_a_paper_with_ups_and_downs_raises_no_false_alarm(diary: Diary) -> None:
    chance = random.Random(7)
    verdicts = [diary.run(chance.randint(4, 30), after=timedelta(hours=8)).verdict for _ in range(60)]
    assert set(verdicts) == {"ok"}


@pytest.mark.parametrize(
    "options",
    [{"limit": 1}, {"section": "ekonomi"}, {"keyword": "beras"}, {"urls": "a.txt"}, {"until": "2026-10-01"}],
    ids=lambda options: next(iter(options)),
)
def test_an_extract_of_the_paper_is_neither_judged_by_its_history_nor_part_of_it(
    diary: Diary, options: dict[str, object]
) -> None:
    diary.days(2)
    for _ in range(12):
        assert diary.run(1, after=timedelta(minutes=1), options=options, missing={"published_at": 1}).verdict == "ok"
    assert diary.run(1, after=timedelta(minutes=1), replay="samples/site").verdict == "ok"
    run = diary.run(1, after=timedelta(hours=6))
    assert run.verdict == "ok", "the extracts and this run together brought what was to be expected"
    assert diary.run(2, after=timedelta(hours=6)).codes == ["few_articles"]


def test_a_limit_that_was_not_reached_left_nothing_out(diary: Diary) -> None:
    diary.days(3, options={"limit": 500})
    assert diary.run(1, after=timedelta(hours=6), options={"limit": 500}).codes == ["few_articles"]


def test_dates_that_went_missing_are_told_with_both_numbers(diary: Diary) -> None:
    diary.days(2, missing={"published_at": 1})
    run = diary.run(20, after=timedelta(hours=6), missing={"published_at": 14})
    assert run.verdict == "degraded"
    assert run.troubles == ["dates_missing: published_at in 6 of 20 articles, usually 152 of 160"]


def test_two_or_three_articles_without_a_date_are_no_trouble_and_many_small_runs_are(diary: Diary) -> None:
    diary.days(2, 3)
    verdicts = [diary.run(2, after=timedelta(hours=6), missing={"published_at": 2}).verdict for _ in range(4)]
    assert verdicts[0] == "ok"
    assert verdicts[-1] == "degraded"
    assert diary.run(0, after=timedelta(minutes=5)).verdict == "degraded", "nothing has come that would be better"
    assert diary.run(3, after=timedelta(hours=6)).verdict == "ok"


def test_a_field_an_outlet_never_fills_is_not_missed_and_one_it_fills_is(diary: Diary) -> None:
    diary.days(2, missing={"section": 20})
    run = diary.run(20, after=timedelta(hours=6), missing={"authors": 19, "section": 20})
    assert run.codes == ["authors_missing"]


def test_dates_are_missed_on_a_first_run_and_by_whoever_asked_for_days(diary: Diary) -> None:
    assert diary.run(40, known=0, missing={"published_at": 28}).codes == ["dates_missing"]
    run = diary.run(0, dropped={"undated": 12}, options={"since": "2026-11-01"})
    assert (run.verdict, run.codes) == ("failed", ["dates_missing"])


def test_the_generic_path_in_place_of_the_outlets_rule_is_told(diary: Diary) -> None:
    diary.days(1)
    assert diary.run(20, after=timedelta(hours=6), generic=18).codes == ["outlet_rule_lost"]


def test_a_frozen_feed_is_told(diary: Diary) -> None:
    diary.days(3)
    run = diary.run(0, after=timedelta(days=7), listed_age=timedelta(days=7))
    assert (run.verdict, run.codes) == ("failed", ["feed_stale"])
    assert diary.run(5, known=0, listed_age=timedelta(days=8)).codes == ["feed_stale"]


def test_of_a_paper_newsbot_hardly_knows_a_stale_feed_is_told_and_no_failure(diary: Diary) -> None:
    assert diary.run(20, known=0, listed_age=timedelta(days=5)).verdict == "degraded"
    assert diary.run(0, listed_age=timedelta(days=6)).verdict == "degraded"


def test_a_slow_paper_is_not_stale(diary: Diary) -> None:
    for _ in range(8):
        assert diary.run(1, after=timedelta(days=3), listed_age=timedelta(days=2), known=9).verdict == "ok"
    assert diary.run(0, after=timedelta(days=3), listed_age=timedelta(days=5), known=9).verdict == "ok"


def test_block_pages_and_refusals_are_blocked(diary: Diary) -> None:
    run = diary.run(0, known=0, failed={"http_403": 9}, dropped={"block_page": 3})
    assert run.verdict == "failed"
    assert run.troubles[0] == "blocked: 12 of 12 answers turned the crawler away (9 × http_403, 3 × block_page)"
    assert diary.run(0, known=0, found=0, listed=0, fetched=0, failed={"listing_http_429": 3}).codes[0] == "blocked"
    assert diary.run(4, failed={"http_429": 9}).verdict == "degraded"


def test_a_host_that_is_left_alone_because_it_refuses_is_blocked(diary: Diary) -> None:
    run = diary.run(20, known=0, failed={"block_page": 4, "host_refuses": 90})
    assert (run.verdict, run.codes) == ("degraded", ["blocked", "pages_failed"])
    run = diary.run(0, known=0, found=0, listed=0, listings=9, listed_age=None, failed={"host_refuses": 9})
    assert (run.verdict, run.codes) == ("failed", ["blocked", "unreachable"])
    assert run.troubles[1] == "unreachable: every host refuses"


def test_listings_and_not_pages_fail_when_a_host_refuses_before_any_story_was_found(diary: Diary) -> None:
    run = diary.run(0, known=0, found=0, listings=9, failed={"host_refuses": 9, "listing_http_404": 1})
    assert "listings_failed" in run.codes
    assert "pages_failed" not in run.codes


def test_a_single_page_that_fails_among_many_is_no_trouble(diary: Diary) -> None:
    assert diary.run(30, failed={"http_404": 1, "timeout": 1}).verdict == "ok"
    assert diary.run(3, known=0, failed={"http_404": 1}).codes == ["pages_failed"]


def test_what_an_outlet_always_fails_at_is_usual_after_a_week(diary: Diary) -> None:
    codes = [
        diary.run(9, after=timedelta(hours=12), failed={"listing_http_404": 1}, listings=3).codes for _ in range(20)
    ]
    assert codes[:10] == [["listings_failed"]] * 10
    assert codes[-1] == []


def test_soft_404s_in_place_of_articles_are_told(diary: Diary) -> None:
    diary.days(1)
    run = diary.run(2, after=timedelta(hours=6), dropped={"error_page": 18})
    assert "articles_refused" in run.codes


def test_trouble_that_lasts_longer_than_a_week_becomes_what_is_usual(diary: Diary) -> None:
    diary.days(3)
    verdicts = [diary.run(20, after=timedelta(hours=12), missing={"authors": 20}).verdict for _ in range(60)]
    assert verdicts[0] == "degraded"
    assert verdicts[-1] == "ok"


def test_a_share_is_judged_by_chance_and_not_by_a_threshold() -> None:
    assert not has_fallen(Share(0, 3), Share(100, 100))
    assert has_fallen(Share(0, 5), Share(100, 100))
    assert has_fallen(Share(12, 40), Share(390, 400))
    assert not has_fallen(Share(2, 6), Share(50, 100))
    assert not has_fallen(Share(0, 10), Share(9, 10))
    assert poisson_at_most(0, 5.0) == pytest.approx(0.0067379, rel=1e-4)
    assert binomial_at_most(2, 4, 0.5) == pytest.approx(11 / 16)
    assert poisson_at_most(10_000, 5000.0) == pytest.approx(1)


def test_the_index_of_the_runs_is_made_anew_from_their_files(diary: Diary) -> None:
    diary.days(1)
    with History(diary.folder) as history:
        before = history.runs("contoh")
    state = diary.folder / "state.sqlite"
    state.unlink()
    with History(diary.folder) as history:
        assert history.runs("contoh") == before
    state.write_bytes(b"bukan sqlite" * 500)
    with History(diary.folder) as history:
        assert history.runs("contoh") == before
        assert history.trouble
    state.unlink()
    next((diary.folder / "runs").glob("*.json")).unlink()
    with History(diary.folder) as history:
        assert len(history.runs("contoh")) == 3


FACTS = 'feeds=("{at}/rss",)'


def crawl(
    paper: SmallPaper, folder: Path, *options: str, scrapy: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    outlets = paper.save(folder / "outlets", FACTS)
    variables = {
        "NEWSBOT_OUTLETS": str(outlets),
        "NEWSBOT_DATA": str(folder / "data"),
        "NEWSBOT_CONTACT": "x@contoh.id",
    }
    command = ["scrapy", "crawl", "contoh"] if scrapy else ["newsbot", "crawl", "contoh"]
    return subprocess.run(
        [sys.executable, "-m", *command, "-s", "DOWNLOAD_DELAY=0", *options],
        cwd=ROOT, env={**os.environ, **variables, **environment}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def publish(paper: SmallPaper, numbers: range, *, dated: bool = True) -> None:
    """So many stories of the twentieth of November, listed without dates."""
    urls = []
    for number in numbers:
        path = f"/warta/read/{number}/jembatan-kampung-randu-{number}"
        page = story(number, "2026-11-20")
        paper.put(path, page if dated else page.replace("article:published_time", "article:terbit"))
        urls.append((paper.address + path, "Fri, 20 Nov 2026 08:30:00 +0700" if dated else ""))
    paper.put_feed("/rss", urls)


@pytest.mark.parametrize("scrapy", [False, True], ids=["newsbot", "scrapy"])
def test_a_template_that_lost_its_date_is_degraded_and_strict_makes_it_fail(tmp_path: Path, scrapy: bool) -> None:
    with printed() as paper:
        publish(paper, range(12), dated=False)
        clock = {"NEWSBOT_NOW": "2026-11-20T09:00:00+07:00"}
        done = crawl(paper, tmp_path, scrapy=scrapy, **clock)
        assert done.returncode == 0, done.stderr
        assert "contoh degraded: dates_missing: published_at in 0 of 12 articles" in done.stderr
        publish(paper, range(12, 24), dated=False)
        strict = ("-s", "NEWSBOT_STRICT=1") if scrapy else ("--strict",)
        assert crawl(paper, tmp_path, *strict, scrapy=scrapy, **clock).returncode == 1


def test_the_run_file_carries_scrapys_stats_and_example_addresses(tmp_path: Path) -> None:
    with printed() as paper:
        publish(paper, range(12))
        for number in range(5):
            del paper.pages[f"/warta/read/{number}/jembatan-kampung-randu-{number}"]
        done = crawl(paper, tmp_path, NEWSBOT_NOW="2026-11-20T09:00:00+07:00")
        assert "pages_failed: 5 × http_404, of 12 wanted" in done.stderr
        (file,) = (tmp_path / "data" / "runs").glob("*.json")
        record = json.loads(file.read_text("utf-8"))["outlets"]["contoh"]
        address = f"{paper.address}/warta/read/{{0}}/jembatan-kampung-randu-{{0}}".format
    assert record["stats"]["downloader/response_status_count/404"] >= 5
    assert record["stats"]["newsbot/kept"] == record["kept"] == 7
    assert record["newest_listed"] == "2026-11-20T08:30:00+07:00"
    examples = record["examples"]["http_404"]
    assert len(examples) == 3
    assert set(examples) < {address(number) for number in range(5)}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX")
def test_a_run_that_was_killed_says_so_at_once(tmp_path: Path) -> None:
    with printed() as paper:
        publish(paper, range(12))
        outlets = paper.save(tmp_path / "outlets", FACTS)
        variables = {"NEWSBOT_OUTLETS": str(outlets), "NEWSBOT_DATA": str(tmp_path / "data")}
        command = [sys.executable, "-m", "newsbot", "crawl", "contoh", "-s", "DOWNLOAD_DELAY=0.5"]
        with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, stderr=subprocess.DEVNULL) as process:
            paper.wait_for("/read/", 1)
            with History(tmp_path / "data") as history:
                assert [run.verdict for run in history.runs("contoh")] == ["running"]
            process.send_signal(signal.SIGKILL)
            process.wait(30)
    with History(tmp_path / "data") as history:
        assert [run.verdict for run in history.runs("contoh")] == ["killed"]
