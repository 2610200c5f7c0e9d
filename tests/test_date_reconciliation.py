"""Which date of a page wins, and by what rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.date_reconciliation import DateCandidate, Verdict, check_order, reconcile
from newsbot.dates import WIB, WIT, WITA

Value = datetime | date
PACIFIC = timezone(timedelta(hours=-7))


def at(text: str) -> Value:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def decide(
    *sources: tuple[str, str], url: str = "", fetched: str = "", distrust: tuple[str, ...] = ()
) -> tuple[str | None, str, str]:
    verdict = reconcile(
        [DateCandidate(at(value), origin) for value, origin in sources],
        url_day=date.fromisoformat(url) if url else None,
        fetched_at=datetime.fromisoformat(fetched) if fetched else None,
        distrust=distrust,
    )
    return verdict.value.isoformat() if verdict.value else None, verdict.origin, verdict.rule


class Case(NamedTuple):
    why: str
    sources: tuple[tuple[str, str], ...]
    want: str | None
    origin: str
    rule: str
    url: str = ""
    fetched: str = ""
    distrust: tuple[str, ...] = ()


JSON, META, SEEN = "json-ld", "meta publishdate", "visible date"
CASES = (
    Case("one source is believed", (("2024-03-04T08:15:09+07:00", JSON),), "2024-03-04T08:15:09+07:00", JSON, "only source"),
    Case("nothing comes of nothing", (), None, "", "no source"),
    Case("the address alone", (), "2024-03-04", "url", "url day only", url="2024-03-04"),
    Case(
        "a local clock labelled Z takes the zone of the visible date and keeps its seconds",
        (("2024-03-04T20:59:53+00:00", META), ("2024-03-04T20:59+07:00", SEEN)),
        "2024-03-04T20:59:53+07:00", META, f"same wall clock in {META} and {SEEN}, zone of {SEEN}",
    ),
    Case(
        "so does one with the offset of a server elsewhere",
        (("2024-03-04T09:54:49-07:00", JSON), ("2024-03-04T09:54:49+00:00", META), ("2024-03-04T09:54+07:00", SEEN)),
        "2024-03-04T09:54:49+07:00", JSON, f"same wall clock in {JSON} and {META}, zone of {SEEN}",
    ),
    Case(
        "true UTC agrees in instant, is more precise and is told in the page's zone",
        (("2024-03-04T21:34+07:00", SEEN), ("2024-03-04T14:34:19+00:00", META)),
        "2024-03-04T21:34:19+07:00", META, f"agreement of {SEEN} and {META}, {META} is more precise",
    ),
    Case(
        "UTC and the same time as a local clock labelled UTC",
        (("2024-03-04T14:56:10+00:00", META), ("2024-03-04T07:56:00+00:00", JSON)),
        "2024-03-04T14:56:00+07:00", JSON, f"{META} is the local clock of {JSON}",
    ),
    Case(
        "one clock under two foreign zones tells the day at most",
        (("2024-03-04T14:56:00-07:00", JSON), ("2024-03-04T14:56:10+00:00", META)),
        "2024-03-04", META, f"agreement of {JSON} and {META} on the day, zones contradict each other",
    ),
    Case(
        "the constant of a template loses to the address",
        (("2014-07-13T20:07:27+07:00", JSON), ("2024-03-04T08:15+07:00", SEEN)),
        "2024-03-04T08:15:00+07:00", SEEN, f"only source left; {JSON} contradicts url day", "2024-03-04",
    ),
    Case(
        "and, without an address, to two that agree",
        (("2014-07-13T20:07:27+07:00", JSON), ("2024-03-04T08:15:09+07:00", META), ("2024-03-04T08:15+07:00", SEEN)),
        "2024-03-04T08:15:09+07:00", META, f"agreement of {META} and {SEEN}",
    ),
    Case(
        "a bare date seconds a datetime of its day",
        (("2024-03-01T08:15:09+07:00", JSON), ("2024-03-04T08:15+07:00", META), ("2024-03-04", SEEN)),
        "2024-03-04T08:15:00+07:00", META, f"agreement of {META} and {SEEN}",
    ),
    Case(
        "a bare date gives way to the datetime it agrees with",
        (("2024-03-04", SEEN), ("2024-03-04T08:15+07:00", META)),
        "2024-03-04T08:15:00+07:00", META, f"agreement of {META} and {SEEN}",
    ),
    Case(
        "UTC of the evening before is the Indonesian day",
        (("2024-03-04", SEEN), ("2024-03-03T20:15:00+00:00", META)),
        "2024-03-03T20:15:00+00:00", META, f"agreement of {META} and {SEEN}",
    ),
    Case(
        "the address seconds one of two that differ",
        (("2024-03-05T08:15+07:00", JSON), ("2024-03-04T19:00+07:00", META)),
        "2024-03-04T19:00:00+07:00", META, f"agreement of {META} and url day", "2024-03-04",
    ),
    Case(
        "two days off the address is still the story",
        (("2024-03-06T08:15+07:00", JSON),), "2024-03-06T08:15:00+07:00", JSON, "only source", "2024-03-04",
    ),
    Case(
        "where nothing agrees the order of trust decides",
        (("2024-03-04T08:15+07:00", JSON), ("2024-03-04T11:40+07:00", META)),
        "2024-03-04T08:15:00+07:00", JSON, "most trusted, sources disagree",
    ),
    Case(
        "what lies after the fetch loses",
        (("2024-03-09T08:15+07:00", JSON), ("2024-03-04T08:15+07:00", SEEN)),
        "2024-03-04T08:15:00+07:00", SEEN, f"only source left; {JSON} is after the fetch", "", "2024-03-05T00:00+00:00",
    ),
    Case(
        "also when it is all there is",
        (("2024-03-09T08:15+07:00", JSON),),
        None, "", f"no source; {JSON} is after the fetch", "", "2024-03-05T00:00+00:00",
    ),
    Case(
        "the zero of a clock is no date",
        (("1970-01-01T07:00:00+07:00", JSON), ("2024-03-04", SEEN)),
        "2024-03-04", SEEN, f"only source left; {JSON} is the zero of a clock",
    ),
    Case(
        "every source contradicts the address",
        (("2014-07-13T20:07:27+07:00", JSON),),
        "2024-03-04", "url", f"url day only; {JSON} contradicts url day", "2024-03-04",
    ),
    Case(
        "a distrusted source loses to any other",
        (("2024-03-04T20:59:53+00:00", META), ("2024-03-04", SEEN)),
        "2024-03-04", SEEN, f"only source left; {META} is distrusted", distrust=(META,),
    ),
    Case(
        "alone it is heard for the day the address confirms",
        (("2024-03-04T20:59:53+00:00", META),),
        "2024-03-04", META, "distrusted, only the day agrees with url day", "2024-03-04", distrust=(META,),
    ),
    Case(
        "alone and unconfirmed it is not heard",
        (("2024-03-04T20:59:53+00:00", META),), None, "", f"no source; {META} is distrusted", distrust=(META,),
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_the_right_source_wins_by_a_named_rule(case: Case) -> None:
    decided = decide(*case.sources, url=case.url, fetched=case.fetched, distrust=case.distrust)
    assert decided == (case.want, case.origin, case.rule)


@pytest.mark.parametrize(
    ("published", "modified", "want", "rule"),
    [
        ("2024-03-04T08:15+07:00", "2024-03-04T09:00+07:00", ("2024-03-04T08:15+07:00", "2024-03-04T09:00+07:00"), ""),
        (
            "2024-03-04T08:15:46+07:00",
            "2024-03-04T08:15+07:00",
            ("2024-03-04T08:15:46+07:00", "2024-03-04T08:15+07:00"),
            "",
        ),
        ("2024-03-04T18:15+07:00", "2024-03-04", ("2024-03-04T18:15+07:00", "2024-03-04"), ""),
        (
            "2024-03-04T08:15+00:00",
            "2024-03-04T09:00+07:00",
            ("2024-03-04T08:15+07:00", "2024-03-04T09:00+07:00"),
            "published after modified: zone of modified, clocks are in order",
        ),
        (
            "2024-03-04T08:15+07:00",
            "2024-03-03T09:00+07:00",
            ("2024-03-04T08:15+07:00", ""),
            "modified before published: modified dropped",
        ),
        ("2024-03-04", "2024-03-03", ("2024-03-04", ""), "modified before published: modified dropped"),
        ("", "2024-03-03", ("", "2024-03-03"), ""),
    ],
)
def test_publication_never_lies_after_modification(
    published: str, modified: str, want: tuple[str, str], rule: str
) -> None:
    got = check_order(at(published) if published else None, at(modified) if modified else None)
    assert got == (*(at(value) if value else None for value in want), rule)


def test_an_offset_proved_wrong_for_the_publication_is_wrong_for_the_modification_too() -> None:
    sources = [("2024-03-04T09:54:49-07:00", META), ("2024-03-04T09:54+07:00", SEEN)]
    verdict = reconcile([DateCandidate(at(v), o) for v, o in sources], url_day=None, fetched_at=None)
    assert verdict.mislabelled == timedelta(hours=-7)
    published, modified, rule = check_order(
        verdict.value, at("2024-03-04T10:20:30-07:00"), mislabelled=verdict.mislabelled
    )
    assert (published, modified) == (at("2024-03-04T09:54:49+07:00"), at("2024-03-04T10:20:30+07:00"))
    assert rule == "modified mislabelled like the other times of the page: zone of published"


def test_a_true_foreign_time_is_not_taken_for_mislabelled() -> None:
    sources = [("2024-03-03T19:54:49-07:00", META), ("2024-03-04T09:54+07:00", SEEN)]
    verdict = reconcile([DateCandidate(at(v), o) for v, o in sources], url_day=None, fetched_at=None)
    assert (verdict.value, verdict.mislabelled) == (at("2024-03-04T09:54:49+07:00"), None)


def test_a_modification_in_utc_is_told_in_the_zone_of_the_publication() -> None:
    _, modified, rule = check_order(at("2024-03-04T08:15+07:00"), at("2024-03-04T02:20+00:00"))
    assert modified is not None
    assert (modified.isoformat(), rule) == ("2024-03-04T09:20:00+07:00", "")


instants = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001 the zone is drawn beside it
zones = st.sampled_from([WIB, WITA, WIT, UTC, PACIFIC])
moments = st.builds(lambda moment, zone: moment.replace(tzinfo=zone), instants, zones)
values = moments | st.dates(date(1990, 1, 1), date(2090, 1, 1))
near = st.builds(
    lambda minutes, zone: (datetime(2024, 3, 4, 12, tzinfo=WIB) + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(-6000, 6000),
    zones,
)
candidates = st.lists(st.builds(DateCandidate, values | near, st.sampled_from("abcde")), max_size=6)


@given(
    found=candidates,
    url_day=st.none() | st.just(date(2024, 3, 4)),
    fetched=st.none() | moments,
    distrust=st.sets(st.sampled_from("abcde")),
)
@settings(max_examples=150, deadline=None)
def test_a_verdict_is_always_backed_by_a_source(
    found: list[DateCandidate], url_day: date | None, fetched: datetime | None, distrust: set[str]
) -> None:
    verdict = reconcile(found, url_day=url_day, fetched_at=fetched, distrust=distrust)
    assert isinstance(verdict, Verdict)
    assert verdict.rule
    assert (verdict.value is None) == (verdict.origin == "")
    if verdict.value is None:
        return
    assert verdict.origin == "url" or verdict.origin in {c.origin for c in found}
    said = {c.value for c in found if isinstance(c.value, datetime)}
    if isinstance(verdict.value, datetime):
        clocks = {value.replace(tzinfo=None) for value in said}
        assert verdict.value in said or verdict.value.replace(tzinfo=None) in clocks
        if url_day and not (fetched and fetched.date() <= url_day):
            assert abs((verdict.value.date() - url_day).days) <= 3


@given(found=candidates, extra=values)
@settings(deadline=None)
def test_a_distrusted_source_never_changes_what_honest_ones_say(found: list[DateCandidate], extra: Value) -> None:
    alone = reconcile(found, url_day=None, fetched_at=None)
    if alone.value is None:
        return
    beside = reconcile([DateCandidate(extra, "liar"), *found], url_day=None, fetched_at=None, distrust=("liar",))
    assert (beside.value, beside.origin) == (alone.value, alone.origin)


@given(moment=instants, seconds=st.integers(0, 59))
@settings(deadline=None)
def test_a_mislabelled_clock_beside_a_visible_one_ends_in_the_visible_zone(moment: datetime, seconds: int) -> None:
    minute = moment.replace(second=0, microsecond=0)
    for label in (UTC, PACIFIC):
        for order in (1, -1):
            pair = [
                DateCandidate(minute.replace(second=seconds, tzinfo=label), "meta"),
                DateCandidate(minute.replace(tzinfo=WITA), "visible"),
            ][::order]
            verdict = reconcile(pair, url_day=None, fetched_at=None)
            assert verdict.value == minute.replace(second=seconds, tzinfo=WITA)


@given(published=st.none() | values, modified=st.none() | values)
@settings(deadline=None)
def test_settled_dates_are_settled(published: Value | None, modified: Value | None) -> None:
    first, second, rule = check_order(published, modified)
    assert check_order(first, second) == (first, second, "")
    assert bool(rule) == ((first, second) != (published, modified))
    assert (first is None) == (published is None)
