"""When a listing is polled next."""

from __future__ import annotations

import importlib
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.pace_memory import PaceMemory
from newsbot.polling import LONGEST_BACK_OFF, Pace, Paces, PollSchedule

PACES = Paces()
OUTCOMES = st.one_of(st.integers(0, 200), st.just(None))


class Clock:
    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


def planned(seed: int = 1, names: tuple[str, ...] = ("a",)) -> tuple[PollSchedule, Clock]:
    clock = Clock()
    plan = PollSchedule(PACES, clock, random.Random(seed).random)
    for name in names:
        plan.add(name)
    return plan, clock


def next_pause(plan: PollSchedule, clock: Clock) -> float:
    """Wait for the next poll and begin it; how long that took."""
    pause = plan.seconds_to_next()
    assert pause is not None
    clock.now += pause + 0.001
    assert plan.take_due()
    return pause


@given(st.lists(OUTCOMES, max_size=60), st.integers())
def test_pauses_stay_between_the_fastest_and_the_slowest_whatever_happens(
    outcomes: list[int | None], seed: int
) -> None:
    plan, clock = planned(seed)
    next_pause(plan, clock)
    for outcome in outcomes:
        if outcome is None:
            plan.failed("a")
        else:
            plan.brought("a", outcome)
        assert PACES.fastest - 1 <= next_pause(plan, clock) <= PACES.slowest


@given(st.integers(1, 50), st.integers())
def test_news_makes_polls_come_sooner_and_silence_later(new: int, seed: int) -> None:
    plan, clock = planned(seed)
    next_pause(plan, clock)
    plan.brought("a", 0)
    next_pause(plan, clock)
    quiet = plan.brought("a", 0)
    assert quiet is not None
    interval = quiet.interval
    next_pause(plan, clock)
    busy = plan.brought("a", new)
    assert busy is not None
    assert busy.interval < interval
    interval = busy.interval
    next_pause(plan, clock)
    quiet = plan.brought("a", 0)
    assert quiet is not None
    assert quiet.interval > interval


def test_what_gathered_before_the_first_poll_says_nothing_about_the_pace() -> None:
    plan, clock = planned()
    next_pause(plan, clock)
    pace = plan.brought("a", 30)
    assert pace is not None
    assert pace.interval == PACES.first


def test_a_listing_that_fails_is_left_alone_for_longer_each_time_and_its_pace_is_kept() -> None:
    plan, clock = planned()
    next_pause(plan, clock)
    plan.brought("a", 1)
    next_pause(plan, clock)
    pace = plan.brought("a", 10)
    assert pace is not None
    learnt = pace.interval
    pauses = []
    for _ in range(12):
        next_pause(plan, clock)
        plan.failed("a")
        pauses.append(plan.seconds_to_next() or 0)
    assert pauses[0] > learnt
    assert pauses[4] > pauses[0]
    assert max(pauses) <= LONGEST_BACK_OFF
    next_pause(plan, clock)
    pace = plan.brought("a", 0)
    assert pace is not None
    assert pace.interval < 2 * learnt


def test_a_server_that_asks_for_time_gets_it() -> None:
    plan, clock = planned()
    next_pause(plan, clock)
    plan.failed("a", retry_after=5000)
    assert plan.seconds_to_next() == pytest.approx(5000)


@given(st.integers(2, 100), st.integers())
def test_first_polls_come_soon_and_not_all_at_once(count: int, seed: int) -> None:
    plan, clock = planned(seed, tuple(f"listing {number}" for number in range(count)))
    clock.now += PACES.fastest / 2
    early = plan.take_due()
    clock.now += PACES.fastest / 2 + 0.001
    late = plan.take_due()
    assert len(early) + len(late) == count
    if count > 50:
        assert early
        assert late


@given(st.floats(-1e6, 1e6))
def test_a_clock_that_is_set_does_not_stop_the_watch(shift: float) -> None:
    plan, clock = planned()
    next_pause(plan, clock)
    plan.brought("a", 0)
    clock.now += shift
    plan.take_due()
    plan.brought("a", 0)
    pause = plan.seconds_to_next()
    assert pause is not None
    assert pause <= max(86400, PACES.slowest)


def test_a_listing_is_not_due_again_while_it_is_asked() -> None:
    plan, clock = planned()
    next_pause(plan, clock)
    clock.now += 1e6
    assert plan.take_due() == []
    assert plan.seconds_to_next() is None


def test_what_was_learnt_survives_a_restart(tmp_path: Path) -> None:
    plan, clock = planned()
    memory = PaceMemory(tmp_path / "state.sqlite", "contoh")
    for new in (0, 5, 5, 5):
        next_pause(plan, clock)
        pace = plan.brought("a", new)
        assert pace is not None
        memory.save("a", pace)
    memory.close()
    known = PaceMemory(tmp_path / "state.sqlite", "contoh").load(clock.now)
    assert known == {"a": pace}
    again = PollSchedule(PACES, clock)
    again.add("a", known["a"])
    assert again.seconds_to_next() == plan.seconds_to_next()
    assert PaceMemory(tmp_path / "state.sqlite", "harian").load(clock.now) == {}


def test_what_fell_due_while_nobody_watched_is_polled_soon() -> None:
    clock = Clock()
    plan = PollSchedule(PACES, clock, lambda: 0.5)
    plan.add("a", Pace(interval=3600, due=clock.now - 86400, polled=clock.now - 90000))
    assert plan.seconds_to_next() == PACES.fastest / 2


def test_a_memory_that_cannot_be_used_is_done_without(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "state.sqlite").write_bytes(b"no database" * 100)
    memory = PaceMemory(tmp_path / "state.sqlite", "contoh")
    memory.save("a", Pace(900, 0))
    assert memory.load(0) == {}
    assert len(caplog.records) == 1


def test_listings_long_gone_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    memory = PaceMemory(path, "contoh")
    for day in range(10):
        memory.save(f"sitemap-{day}.xml", Pace(900, due=day * 86400))
    assert len(memory.load(35 * 86400)) == 5
    memory.close()
    assert sqlite3.connect(path).execute("SELECT COUNT(*) FROM paces").fetchone() == (5,)


def test_memory_does_not_grow_with_the_polls_and_stories_wait_minutes() -> None:
    # by name, for it is a script of its own to those who check types
    result = importlib.import_module("benchmarks.watching").schedule(10_000, None)
    # the waits that the measurement itself writes down are at most that many
    assert result["memory blocks late"] - result["memory blocks early"] < 11_000
    assert result["median wait, a story every 300 s"] < 120
    assert result["median wait, a story every 1200 s"] < 600


@pytest.mark.parametrize("numbers", [(0, 1, 1), (5, 1, 2), (1, 2, 3), (float("nan"), 1, 1)])
def test_paces_out_of_order_are_refused(numbers: tuple[float, float, float]) -> None:
    fastest, slowest, first = numbers
    with pytest.raises(ValueError, match="in this order"):
        Paces(fastest=fastest, slowest=slowest, first=first)
